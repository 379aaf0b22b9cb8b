//! The columns of the table, from left to right. Every format is made of them, and of nothing else.

use super::super::mapping::column::{Column, Place, Row, Value, columns};
use super::RevisionRow;

/// Returns the columns of a table with these rows: that of official texts only if a row has one.
pub(super) fn columns_of(rows: &[RevisionRow]) -> Vec<&'static Column<RevisionRow>> {
    let has_texts = rows.iter().any(|row| !row.wording.is_empty());
    RevisionRow::COLUMNS.iter().filter(|column| has_texts || column.key != WORDING).collect()
}

/// The key of the column with official texts.
const WORDING: &str = "wording";

/// A sentence on the sheet about the table.
pub(super) struct NoteRow(pub(super) String);

impl Row for RevisionRow {
    const KEY: &'static str = "revisions";
    const NAME: &'static str = "改定";
    const FROZEN: u16 = 2;
    const COLUMNS: &'static [Column<Self>] = columns! {
        "place" = "編・章", 20.0, Printed, |row| Value::Text(&row.place);
        "kind" = "種別", 8.0, Printed, |row| Value::Named(row.kind.code(), row.kind.name());
        "old" = "前の版", 10.0, Printed, |row| Value::Lines(&row.old);
        "new" = "後の版", 10.0, Printed, |row| Value::Lines(&row.new);
        "what" = "内容(要約)", 46.0, Printed, |row| Value::Text(&row.what);
        "wording" = "原文の違い", 46.0, Printed, |row| Value::Text(&row.wording);
        "number" = "番号", 9.0, Printed, |row| row.number.map_or(Value::None, |one| Value::Named(one.code(), one.name()));
        "carry" = "回答", 11.0, Printed, |row| row.carry.map_or(Value::None, |one| Value::Named(one.code(), one.name()));
        "confidence" = "確度", 6.0, Printed, |row| {
            row.confidence.map_or(Value::None, |one| Value::Named(one.code(), one.name()))
        };
        "unverified" = "未照合", 6.0, Printed, |row| Value::Flag(row.is_unverified, "未照合");
        "marks" = "点検票の記録", 18.0, Printed, |row| Value::Lines(&row.marks);
        "figures" = "数値・期日", 24.0, Screen, |row| Value::Text(&row.figures);
        "id" = "改定 ID", 22.0, Screen, |row| Value::Text(&row.id);
        "clauses" = "条項 ID", 24.0, Hidden, |row| Value::Lines(&row.clauses);
    };

    fn group(&self) -> &str {
        &self.place
    }
}

impl Row for NoteRow {
    const KEY: &'static str = "notes";
    const NAME: &'static str = "注意";
    const FROZEN: u16 = 1;
    const COLUMNS: &'static [Column<Self>] = columns! {
        "note" = "この表を読むときの注意", 100.0, Printed, |row| Value::Text(&row.0);
    };

    fn group(&self) -> &str {
        &self.0
    }
}
