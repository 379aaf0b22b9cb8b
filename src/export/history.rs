//! The history of a worklist: what was recorded, as one table with one list of columns, from which every format is made.

use jiff::Timestamp;

use crate::language::t;
use crate::sheet::HISTORY_TITLES;

use super::mapping::column::{Column, Place, Row, Value, columns};

/// One record: who has set which field of what, when, from what to what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryRow {
    /// The id of the record.
    pub id: String,
    /// When it was made.
    pub at: Timestamp,
    /// Who made it.
    pub user: String,
    /// On which machine.
    pub host: String,
    /// The id of the clause or of the evidence; empty for the worklist itself.
    pub subject: String,
    /// What that is called.
    pub label: String,
    /// The code of the field.
    pub field: &'static str,
    /// The name of the field.
    pub name: &'static str,
    /// Whether the values are phrases of ours, and not what a person wrote.
    pub is_phrase: bool,
    /// What the writer found; empty for nothing.
    pub before: String,
    /// What the field holds afterwards; empty for nothing.
    pub after: String,
    /// The way it came, for example `画面`; empty if not said.
    pub via: String,
}

impl HistoryRow {
    /// What stands between several values that the writer found, where people differed.
    pub const BETWEEN: &'static str = " / ";
}

impl Row for HistoryRow {
    const KEY: &'static str = "history";
    const NAME: &'static str = "履歴";
    const FROZEN: u16 = 1;
    const COLUMNS: &'static [Column<Self>] = columns! {
        "at" = "日時", 17.0, Printed, |row| Value::Moment(row.at);
        "user" = "記録者", 12.0, Printed, |row| Value::Text(&row.user);
        "label" = "対象", 18.0, Printed, |row| Value::Text(&row.label);
        "field" = "項目", 13.0, Printed, |row| Value::Named(row.field, row.name);
        "before" = HISTORY_TITLES[0], 30.0, Printed, |row| Value::Text(&row.before);
        "after" = HISTORY_TITLES[1], 30.0, Printed, |row| Value::Text(&row.after);
        "via" = "経路", 14.0, Printed, |row| Value::Text(&row.via);
        "host" = "機器", 12.0, Screen, |row| Value::Text(&row.host);
        "subject" = "対象ID", 20.0, Screen, |row| Value::Text(&row.subject);
        "id" = HISTORY_TITLES[2], 24.0, Hidden, |row| Value::Text(&row.id);
    };

    fn group(&self) -> &str {
        &self.id
    }
}

/// Returns what stands in a cell for people, on a page that makes what cannot be seen visible by itself. Words of people stay
/// as they are.
pub(super) fn read(column: &Column<HistoryRow>, row: &HistoryRow) -> String {
    let written = (column.value)(row).as_written();
    match column.key {
        "label" | "via" => t(&written).to_owned(),
        "before" | "after" if row.is_phrase => {
            let values: Vec<&str> = written.split(HistoryRow::BETWEEN).map(t).collect();
            values.join(HistoryRow::BETWEEN)
        }
        _ => written,
    }
}

/// Returns the titles of the columns that people read on a page. Together they say what one of them alone, a word of many
/// meanings, does not say in every language.
pub(super) fn read_titles() -> impl Iterator<Item = &'static str> {
    t("日時|記録者|対象|項目|変更前|変更後|経路").split('|')
}

/// Returns the columns that people read on a page.
pub(super) fn read_columns() -> impl Iterator<Item = &'static Column<HistoryRow>> + Clone {
    HistoryRow::COLUMNS.iter().filter(|column| column.place == Place::Printed)
}

#[cfg(test)]
mod tests {
    use super::super::testing::recorded;
    use super::*;
    use crate::english::TABLES;
    use crate::language::{Language, provide, speak};

    #[test]
    fn every_column_on_a_page_has_its_title() {
        assert!(read_titles().eq(read_columns().map(|column| column.title)));
    }

    #[test]
    fn only_phrases_of_ours_are_said_in_another_language() {
        let after = read_columns().find(|column| column.key == "after").unwrap();
        let said = |is_phrase| read(after, &HistoryRow { is_phrase, ..recorded() });
        provide(&TABLES);
        speak(Language::English);
        let both = [said(true), said(false)];
        speak(Language::Japanese);
        assert_eq!(both.map(|value| value == "完了"), [false, true]);
    }

    #[test]
    fn each_of_several_values_is_said_in_another_language() {
        let before = read_columns().find(|column| column.key == "before").unwrap();
        let found = HistoryRow { before: ["完了", "未着手"].join(HistoryRow::BETWEEN), ..recorded() };
        provide(&TABLES);
        speak(Language::English);
        let (said, each) = (read(before, &found), ["完了", "未着手"].map(t));
        speak(Language::Japanese);
        assert_eq!(said, each.join(HistoryRow::BETWEEN));
        assert!(each.iter().all(|value| value.is_ascii()), "{said}");
    }
}
