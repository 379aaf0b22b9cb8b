//! What a file holds and nobody would read: columns and sheets of the form whose titles are other ones now.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use crate::model::Id;
use crate::sheet::{
    AnswerField, Cell, Column, EVIDENCE_ID_TITLE, Escaping, Fingerprint, HISTORY_TITLES, is_blank, is_on_every_form,
    plain, plain_as_recorded,
};

use super::super::super::file::{Grid, GridCell, column_letters};
use super::super::super::row_place::RowPlace;
use super::super::problem::{RowProblem, RowProblemKind};
use super::FilledRow;
use super::header::{HEAD_ROWS, Header};

/// What people call a column in which they answer, besides the names of the fields, in lower case.
const ANSWER_TITLES: [&str; 19] = [
    "状況",
    "進捗",
    "進み具合",
    "対応",
    "担当",
    "結果",
    "回答",
    "判断",
    "評価",
    "適否",
    "可否",
    "実施",
    "期日",
    "締切",
    "status",
    "progress",
    "owner",
    "result",
    "answer",
];

/// The columns of a form that are not read.
#[derive(Default)]
pub(super) struct Columns {
    /// Those that were exported, or may have been.
    pub exported: Vec<RowProblem>,
    /// Those that were added, and look as if somebody should read them.
    pub added: Vec<RowProblem>,
}

/// Returns the columns of a form that are not read, although they have something in them.
pub(super) fn columns(grid: &Grid, head: &Header, rows: &[FilledRow], escaping: Escaping) -> Columns {
    let mut found = Columns::default();
    let read: BTreeSet<usize> = head.columns.values().copied().collect();
    // A form of an older version has no columns for later fields, so no other column can have been one of them. Another
    // column of the same version, or a fingerprint, says that it is not so old; in a fresh form no fingerprint does.
    let newest = head.columns.keys().filter_map(|column| column.field()).map(AnswerField::since).max();
    let was_there = |field: AnswerField| {
        is_on_every_form(field)
            || newest.is_some_and(|newest| field.since() <= newest)
            || rows.iter().flat_map(|row| &row.base).any(|base| base.knows(field))
    };
    let is_missing = |field: &AnswerField| !head.columns.contains_key(&Column::Field(*field)) && was_there(*field);
    let missing: Vec<AnswerField> = AnswerField::ALL.into_iter().filter(is_missing).collect();
    let filled: BTreeSet<usize> =
        grid.rows.range(head.row + 1..).flat_map(|(_, cells)| cells.keys().copied()).collect();
    for at in filled.difference(&read).copied() {
        let title = grid.rows.get(&head.row).and_then(|cells| cells.get(&at)).map_or("", |cell| cell.text.as_str());
        let column = Unread { grid, head, at, title };
        let was =
            missing.iter().copied().filter_map(|field| Some((column.likeness(field, rows, escaping)?, field))).max();
        if let Some((_, field)) = was {
            found.exported.push(column.problem(Some(field)));
        } else if is_answer_title(title) || column.has_choice(rows) {
            found.added.push(column.problem(None));
        }
    }
    found
}

/// Whether a title says that answers stand below it. One of ours stands for what we have exported ourselves.
fn is_answer_title(title: &str) -> bool {
    let title: String = plain(title).nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    let known = Column::parse(&title).or_else(|| Column::parse_extended(&title));
    let is_ours = known.is_some_and(|column| !column.is_editable());
    let fields = AnswerField::ALL.into_iter().map(AnswerField::name);
    !is_ours && fields.chain(ANSWER_TITLES).any(|name| title.contains(name))
}

/// A column that is not read.
struct Unread<'a> {
    grid: &'a Grid,
    head: &'a Header,
    at: usize,
    title: &'a str,
}

impl Unread<'_> {
    /// Returns how much this column is like the one of a field that has none; none if it is another column. The
    /// fingerprints of the rows say what the field contained.
    fn likeness(&self, field: AnswerField, rows: &[FilledRow], escaping: Escaping) -> Option<(bool, usize)> {
        let is_like = Column::Field(field).resembles(self.title);
        let (mut same, mut known, mut read, mut filled) = (0usize, 0usize, 0usize, 0usize);
        for row in rows {
            let cell = self.grid.rows.get(&row.place.row).and_then(|cells| cells.get(&self.at));
            let text = cell.map_or("", |cell| shown(cell, field));
            if let Some(base) = row.base.as_ref().filter(|base| base.knows(field)) {
                let text = base.escaping().undo(&plain_as_recorded(text)).into_owned();
                known += 1;
                same += usize::from(base.matches(field, &text));
            } else {
                let is_answer = !is_blank(text) && !matches!(field.cell(), Cell::Text);
                read += usize::from(is_answer && field.read(&escaping.undo(text)).is_ok());
            }
            filled += usize::from(!is_blank(text));
        }
        let is_same = if known > 0 { same * 2 >= known && same > 0 } else { read * 2 > filled };
        (is_like || is_same).then_some((is_like, same + read))
    }

    /// Whether a clause has the answer to a choice in this column.
    fn has_choice(&self, rows: &[FilledRow]) -> bool {
        let cell = |row: &FilledRow| self.grid.rows.get(&row.place.row).and_then(|cells| cells.get(&self.at));
        rows.iter().filter(|row| !row.id.is_empty()).filter_map(cell).any(|cell| is_choice(&cell.text))
    }

    fn problem(&self, field: Option<AnswerField>) -> RowProblem {
        let letters = column_letters(self.at);
        RowProblem {
            place: RowPlace { sheet: self.grid.name.clone(), row: self.head.row },
            clause: String::new(),
            field,
            cell: plain(self.title),
            kind: field.map_or_else(
                || RowProblemKind::AddedColumn(letters.clone()),
                |_| RowProblemKind::UnreadColumn(letters.clone()),
            ),
        }
    }
}

fn shown(cell: &GridCell, field: AnswerField) -> &str {
    cell.day.as_deref().filter(|_| matches!(field.cell(), Cell::Day)).unwrap_or(&cell.text)
}

/// A sheet that lists what may be ids of clauses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Listed {
    pub place: RowPlace,
    pub ids: Vec<Id>,
    /// Whether something like an answer stands beside them.
    pub has_answers: bool,
}

/// What a sheet without the head of a form is.
pub(super) enum Sheet {
    /// A form all the same, of which something is left.
    Form(RowProblem),
    /// A list of what may be ids of clauses.
    Ids(Listed),
    /// Something else.
    Other,
}

/// Whether a sheet is the exported history: nothing in it is an answer, whatever was recorded once. It begins with its titles;
/// a form in which somebody has added a column with one of them, or has written one into a note, is none.
pub(super) fn is_history(grid: &Grid) -> bool {
    let mut filled = grid.rows.values().filter(|cells| cells.values().any(|cell| !is_blank(&cell.text)));
    let Some(first) = filled.next() else { return false };
    let has_title = |title: &str| first.values().any(|cell| plain(&cell.text) == title);
    let is_form = first.values().any(|cell| Column::parse(&cell.text) == Some(Column::Id));
    !is_form && HISTORY_TITLES.iter().all(|title| has_title(title))
}

/// Returns what a sheet without the head of a form is.
pub(super) fn sheet(grid: &Grid) -> Sheet {
    let is_shaped = |cells: &std::collections::BTreeMap<usize, GridCell>| {
        cells.values().any(|cell| Fingerprint::is_shaped(&cell.text))
    };
    let is_headed = |cells: &std::collections::BTreeMap<usize, GridCell>| {
        let named = |cell: &GridCell| Column::parse(&cell.text).or_else(|| Column::parse_extended(&cell.text));
        cells.values().filter_map(named).filter(|column| column.is_editable()).collect::<BTreeSet<_>>().len() > 1
    };
    let marked = grid.rows.iter().find(|(_, cells)| is_shaped(cells)).map(|(row, _)| *row);
    let headed = grid.rows.range(..=HEAD_ROWS).find(|(_, cells)| is_headed(cells)).map(|(row, _)| *row);
    if let Some(row) = headed.or(marked) {
        let place = RowPlace { sheet: grid.name.clone(), row };
        let kind = RowProblemKind::UnreadSheet;
        return Sheet::Form(RowProblem { place, clause: String::new(), field: None, cell: String::new(), kind });
    }
    let mut cells = grid.rows.values().flat_map(|cells| cells.values());
    if cells.any(|cell| plain(&cell.text) == EVIDENCE_ID_TITLE) {
        return Sheet::Other;
    }
    let mut listed =
        Listed { place: RowPlace { sheet: grid.name.clone(), row: 1 }, ids: Vec::new(), has_answers: false };
    for (row, cells) in &grid.rows {
        let ids = cells.values().map(|cell| plain(&cell.text)).filter(|text| is_id(text)).collect::<Vec<_>>();
        if listed.ids.is_empty() {
            listed.place.row = *row;
        }
        listed.has_answers |= !ids.is_empty() && cells.values().any(|cell| is_choice(&cell.text));
        listed.ids.extend(ids);
    }
    if listed.ids.is_empty() { Sheet::Other } else { Sheet::Ids(listed) }
}

/// Whether a text is the answer to a field with a choice.
fn is_choice(text: &str) -> bool {
    let mut choices = AnswerField::ALL.into_iter().filter(|field| matches!(field.cell(), Cell::Choice(_)));
    !is_blank(text) && choices.any(|field| field.read(text).is_ok())
}

/// Whether a text has the shape of an id: `mhlw6.sysun.14.5`.
fn is_id(text: &str) -> bool {
    text.contains('.')
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| !c.is_whitespace() && !c.is_control() && c != '/')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(rows: &[(usize, &[&str])]) -> Grid {
        let cells = |texts: &[&str]| texts.iter().map(|text| GridCell::text(*text)).enumerate().collect();
        Grid { rows: rows.iter().map(|(row, texts)| (*row, cells(texts))).collect(), ..Grid::default() }
    }

    #[test]
    fn only_a_sheet_that_begins_with_the_titles_of_the_history_is_one() {
        let [before, after, id] = HISTORY_TITLES;
        assert!(is_history(&grid(&[(1, &["日時", before, after, id]), (2, &["", "ID", "状態"])])));
        let head: &[&str] = &["ID", "状態", "メモ"];
        let others: [&[(usize, &[&str])]; 5] = [
            &[(1, &["ID", "状態", before, after, id])],
            &[(1, head), (2, &["", before, after, id])],
            &[(1, head), (2, &["mhlw6.sysun.14.5", "完了", id])],
            &[(1, &[before, after])],
            &[],
        ];
        for rows in others {
            assert!(!is_history(&grid(rows)), "{rows:?}");
        }
    }
}
