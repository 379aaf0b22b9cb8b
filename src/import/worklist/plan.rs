//! Compares a table with the worklist: what the import would change, and what prevents it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use crate::language::{t, tr};
use crate::model::{Id, Review};
use crate::sheet::{Answer, AnswerError, AnswerField, Answers, Cell, excerpt, has_lost_letters, is_blank};
use crate::text::clean::clean_line;

use super::super::file::{CellFault, day_of_text};
use super::super::row_place::RowPlace;
use super::items::{ItemAddition, Titled, parties, title, titled, told_otherwise, too_long};
use super::names::{Names, Present, name_key};
use super::problem::{RowProblem, RowProblemKind};
use super::table::{FilledCell, FilledRow, Table};

/// The text of a cell whose formula failed, in the programs that people use.
const BROKEN: [&str; 18] = [
    "#REF!",
    "#NAME?",
    "#名前?",
    "#VALUE!",
    "#DIV/0!",
    "#N/A",
    "#NUM!",
    "#NULL!",
    "#SPILL!",
    "#CALC!",
    "#FIELD!",
    "#BUSY!",
    "#GETTING_DATA",
    "#BLOCKED!",
    "#CONNECT!",
    "#UNKNOWN!",
    "#EXTERNAL!",
    "#ERROR!",
];

/// What the import of a table would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportPlan {
    /// The changes, in the order of the table.
    pub changes: Vec<AnswerChange>,
    /// The fields that have changed in both the table and the worklist.
    pub conflicts: Vec<ImportConflict>,
    /// The rows that would be own items, in the order of the table.
    pub items: Vec<ItemAddition>,
    /// The rows, cells, columns and sheets that cannot be imported.
    pub problems: Vec<RowProblem>,
    /// Columns and sheets that were added and are not read, though they look as if they should.
    pub passed_over: Vec<RowProblem>,
    /// The number of clauses in the table with none of these.
    pub untouched: usize,
}

/// An answer that somebody has changed in the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerChange {
    /// The clause.
    pub clause: Id,
    /// The place of the row.
    pub place: RowPlace,
    /// The answer in the worklist.
    pub from: Answer,
    /// The new answer.
    pub to: Answer,
}

/// An answer that somebody has changed in the table, while it has changed in the worklist too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportConflict {
    /// The clause.
    pub clause: Id,
    /// The place of the row.
    pub place: RowPlace,
    /// The present answer in the worklist.
    pub current: Answer,
    /// The answer in the table.
    pub filled: Answer,
    /// Whether the fingerprint of the row is known. If not, nobody can tell which answer is newer.
    pub is_base_known: bool,
    /// Whether the table has the answer of the worklist but for letters that a program may have replaced.
    pub has_lost_letters: bool,
}

impl fmt::Display for ImportConflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.filled.field().name();
        let (current, filled) = (quoted_answer(&self.current), quoted_answer(&self.filled));
        let (place, clause) = (&self.place, excerpt(&self.clause));
        f.write_str(&tr!(
            "{place} {clause} {name}: 記入は{filled}、点検票は{current}。",
            place,
            clause,
            name,
            filled,
            current
        ))?;
        f.write_str(t(self.why()))
    }
}

impl ImportConflict {
    /// Says why nobody can tell which answer counts.
    pub const fn why(&self) -> &'static str {
        if self.has_lost_letters {
            "「?」などに置きかわった文字があるかもしれません。"
        } else if self.is_base_known {
            "書き出したあとに点検票も変わっています。"
        } else {
            "照合値がないため、どちらが新しいか判断できません。"
        }
    }
}

impl fmt::Display for AnswerChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, from, to) = (t(self.to.field().name()), quoted_answer(&self.from), quoted_answer(&self.to));
        write!(f, "{} {} {name}: {from} → {to}", self.place, excerpt(&self.clause))
    }
}

/// Returns the beginning of an answer in quotation marks, or the word for an empty one.
pub fn quoted_answer(answer: &Answer) -> String {
    match excerpt(&answer.said()) {
        text if text.is_empty() => t("(空)").to_owned(),
        text => tr!("「{text}」", text),
    }
}

/// Returns what the import of a table would do. `current` returns what there is for a clause; none if there is no such
/// clause. `lookup` says of a row without an id what has its number and its title. Nothing is changed.
pub fn plan(
    table: &Table,
    current: &dyn Fn(&str) -> Option<Present>,
    lookup: &dyn Fn(&str, &str) -> Titled,
) -> ImportPlan {
    let mut plan = ImportPlan {
        problems: table.problems.clone(),
        passed_over: table.passed_over.clone(),
        ..ImportPlan::default()
    };
    let rows = with_ids(&table.rows, current, lookup);
    let (names, mut titles) = (Names::of(&rows, current), BTreeMap::new());
    for rows in by_clause(&rows) {
        match rows.first().and_then(|row| current(&row.id)) {
            Some(present) if present.is_withdrawn => plan.add_withdrawn(&rows, &present),
            Some(present) => plan.add_clause(&rows, &present, &names),
            None => plan.add_unknown(&rows, lookup, &mut titles),
        }
    }
    for listed in table.others.iter().filter(|listed| listed.ids.iter().any(|id| current(id).is_some())) {
        let (place, clause, cell) = (listed.place.clone(), String::new(), String::new());
        let problem = |kind| RowProblem { place, clause, field: None, cell, kind };
        if listed.has_answers {
            plan.problems.push(problem(RowProblemKind::UnreadSheet));
        } else {
            plan.passed_over.push(problem(RowProblemKind::AddedSheet));
        }
    }
    plan
}

/// Gives the rows of own items without an id the one of the item that is called so: a form may come back twice.
fn with_ids<'r>(
    rows: &'r [FilledRow],
    current: &dyn Fn(&str) -> Option<Present>,
    lookup: &dyn Fn(&str, &str) -> Titled,
) -> Cow<'r, [FilledRow]> {
    let known = |row: &FilledRow| match current(&row.id) {
        Some(_) => None,
        None => titled(row, lookup),
    };
    let mut given = Cow::Borrowed(rows);
    for (at, row) in rows.iter().enumerate() {
        if let Some(Titled::Item(id)) = known(row) {
            given.to_mut()[at].id = id;
        }
    }
    given
}

/// Groups the rows by clause, in the order of the table. A row without an id is a group of its own.
fn by_clause(rows: &[FilledRow]) -> Vec<Vec<&FilledRow>> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut clauses: Vec<Vec<&FilledRow>> = Vec::new();
    for row in rows {
        let known = places.get(row.id.as_str()).filter(|_| !row.id.is_empty());
        match known.and_then(|at| clauses.get_mut(*at)) {
            Some(clause) => clause.push(row),
            None => {
                places.insert(&row.id, clauses.len());
                clauses.push(vec![row]);
            }
        }
    }
    clauses
}

impl ImportPlan {
    fn add_clause(&mut self, rows: &[&FilledRow], present: &Present, names: &Names<'_>) {
        let Some(first) = rows.first() else { return };
        let before = (self.changes.len(), self.conflicts.len(), self.problems.len());
        for row in rows {
            if let Some(kind) = names.contradiction(row, present) {
                self.refuse(row, None, kind);
            }
        }
        for row in rows {
            if let Some(columns) = told_otherwise(row, present) {
                self.pass_over(row, RowProblemKind::ItemTold(columns));
            }
        }
        for other in rows.iter().filter(|row| !says_the_same(first, row)) {
            self.refuse(other, None, RowProblemKind::Twice(first.place.clone()));
        }
        if before.2 == self.problems.len() {
            // A copied row may have lost its fingerprint.
            let row = rows.iter().find(|row| row.base.is_some()).unwrap_or(first);
            self.add_row(row, &present.answers);
            if !present.is_recorded {
                self.refuse_approval(row, (before.0, before.1));
            }
        }
        if before == (self.changes.len(), self.conflicts.len(), self.problems.len()) {
            self.untouched += 1;
        }
    }

    /// Passes over the rows of an own item that was withdrawn, or refuses what is filled in.
    fn add_withdrawn(&mut self, rows: &[&FilledRow], present: &Present) {
        for row in rows {
            let is_open = |(field, cell): (&AnswerField, &FilledCell)| {
                matches!(edit(row, cell, &present.answers.get(*field)), Ok(None))
            };
            if row.cells.iter().all(is_open) {
                self.pass_over(row, RowProblemKind::Withdrawn);
            } else {
                self.refuse(row, None, RowProblemKind::FilledWithdrawn);
            }
        }
    }

    /// Adds each row without a known clause as an own item, or a problem for it if it has answers. Other text below the table
    /// is ignored.
    fn add_unknown(
        &mut self,
        rows: &[&FilledRow],
        lookup: &dyn Fn(&str, &str) -> Titled,
        titles: &mut BTreeMap<String, RowPlace>,
    ) {
        let (items, others): (Vec<&FilledRow>, Vec<&FilledRow>) =
            rows.iter().copied().partition(|row| titled(row, lookup) == Some(Titled::Nothing));
        items.into_iter().for_each(|row| self.add_item(row, titles));
        for row in others.into_iter().filter(|row| row.has_answers() || row.is_exported()) {
            self.refuse(row, None, if row.id.is_empty() { RowProblemKind::NoId } else { RowProblemKind::UnknownId });
        }
    }

    /// Adds a row as an own item, or what prevents it. `titles` are those of the rows before.
    fn add_item(&mut self, row: &FilledRow, titles: &mut BTreeMap<String, RowPlace>) {
        let Some(title) = title(row) else { return };
        if let Some(other) = titles.get(&name_key(&title)) {
            return self.refuse(row, None, RowProblemKind::SameTitle(other.clone()));
        }
        titles.insert(name_key(&title), row.place.clone());
        let [text, named] = &row.told;
        let parties = match (too_long(&title, text), parties(named)) {
            (Some(kind), _) | (None, Err(kind)) => return self.refuse(row, None, kind),
            (None, Ok(parties)) => parties,
        };
        let before = self.problems.len();
        let mut answers = Vec::new();
        for (field, cell) in &row.cells {
            match edit(row, cell, &Answers::default().get(*field)) {
                Ok(answer) => answers.extend(answer),
                Err(kind) => self.refuse(row, Some(*field), kind),
            }
        }
        if before == self.problems.len() {
            // The title stands for what is to be checked where nothing else does.
            let text = if clean_line(text).trim() == title { String::new() } else { text.clone() };
            self.items.push(ItemAddition { place: row.place.clone(), title, text, parties, answers });
        }
    }

    fn add_row(&mut self, row: &FilledRow, answers: &Answers) {
        for (field, cell) in &row.cells {
            let current = answers.get(*field);
            match edit(row, cell, &current) {
                Ok(None) => {}
                Err(kind) => self.refuse(row, Some(*field), kind),
                Ok(Some(to)) => self.add_edit(row, current, to),
            }
        }
    }

    /// Refuses to approve of a clause of which nothing is recorded, not even by the rest of its row: by what was added
    /// behind so many changes and conflicts.
    fn refuse_approval(&mut self, row: &FilledRow, (changes, conflicts): (usize, usize)) {
        let changed = self.changes[changes..].iter().map(|change| &change.to);
        let filled = || changed.clone().chain(self.conflicts[conflicts..].iter().map(|conflict| &conflict.filled));
        let is_approved = filled().any(|answer| *answer == Answer::Review(Some(Review::Approved)));
        if !is_approved || filled().any(|answer| !answer.field().is_of_review()) {
            return;
        }
        // Who approved and when says nothing without it.
        self.changes.truncate(changes);
        self.conflicts.truncate(conflicts);
        self.refuse(row, Some(AnswerField::Review), RowProblemKind::NothingToApprove);
    }

    fn add_edit(&mut self, row: &FilledRow, current: Answer, to: Answer) {
        let (clause, place) = (row.id.clone(), row.place.clone());
        let has_lost_letters = has_lost_letters(&current.text(), &to.text());
        if has_lost_letters || has_moved_on(row, &current) {
            let is_base_known = row.base.is_some();
            let conflict = ImportConflict { clause, place, current, filled: to, is_base_known, has_lost_letters };
            self.conflicts.push(conflict);
        } else {
            self.changes.push(AnswerChange { clause, place, from: current, to });
        }
    }

    fn refuse(&mut self, row: &FilledRow, field: Option<AnswerField>, kind: RowProblemKind) {
        let cell = field.and_then(|field| row.cells.get(&field)).map(|cell| cell.text.clone()).unwrap_or_default();
        self.problems.push(RowProblem { place: row.place.clone(), clause: row.id.clone(), field, cell, kind });
    }

    fn pass_over(&mut self, row: &FilledRow, kind: RowProblemKind) {
        let (place, clause, cell) = (row.place.clone(), row.id.clone(), String::new());
        self.passed_over.push(RowProblem { place, clause, field: None, cell, kind });
    }
}

/// Whether two rows of one clause have the same answers, in the columns that both have.
fn says_the_same(one: &FilledRow, other: &FilledRow) -> bool {
    let is_same = |field: AnswerField, one: &FilledCell, other: &FilledCell| {
        field.exact_key(&one.text) == field.exact_key(&other.text) && one.fault == other.fault
    };
    one.cells.iter().all(|(field, cell)| other.cells.get(field).is_none_or(|also| is_same(*field, cell, also)))
}

/// Returns the answer that somebody has filled in; none if the cell is as it was, or its answer is in the worklist
/// already.
///
/// # Errors
///
/// If the cell cannot be read.
fn edit(row: &FilledRow, cell: &FilledCell, current: &Answer) -> Result<Option<Answer>, RowProblemKind> {
    match cell.fault {
        // What the cell said before is not known, so it never counts as emptied.
        Some(CellFault::NoResult) => return Err(RowProblemKind::NoResult),
        Some(CellFault::Failed) => return Err(RowProblemKind::BrokenCell),
        None => {}
    }
    let (field, cell) = (current.field(), cell.text.as_str());
    if !is_edited(row, cell, current) {
        return Ok(None);
    }
    if is_broken(cell) {
        return Err(RowProblemKind::BrokenCell);
    }
    field.read(cell).map(Some).map_err(|error| match (error, day_of_text(cell)) {
        (AnswerError::Date, Some(day)) => RowProblemKind::DayNumber(day),
        (error, _) => error.into(),
    })
}

/// Whether a cell shows that its formula failed, or that its column was too narrow for it.
fn is_broken(cell: &str) -> bool {
    let cell = cell.trim();
    let is_number = |number: &str| number.len() == 3 && number.bytes().all(|digit| digit.is_ascii_digit());
    let is_narrow = !cell.is_empty() && cell.chars().all(|sign| sign == '#');
    is_narrow || BROKEN.contains(&cell) || cell.strip_prefix("Err:").is_some_and(is_number)
}

/// Whether somebody has changed a cell, and its answer is not in the worklist already.
fn is_edited(row: &FilledRow, cell: &str, current: &Answer) -> bool {
    let field = current.field();
    // An empty choice is no answer. An empty text or date was cleared if there was one before.
    let is_open = is_blank(cell) && (row.base.is_none() || matches!(field.cell(), Cell::Choice(_)));
    let is_as_before = row.base.as_ref().is_some_and(|base| base.matches(field, cell));
    !is_open && !is_as_before && !current.is_in(cell)
}

/// Whether the answer in the worklist has changed since the table was exported. If that is not known, whether there is
/// an answer in the worklist.
fn has_moved_on(row: &FilledRow, current: &Answer) -> bool {
    let field = current.field();
    match &row.base {
        Some(base) => !base.matches_but_for_forms(field, &current.text()),
        None => current.key() != Answers::default().get(field).key(),
    }
}
