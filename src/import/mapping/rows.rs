//! Reads the rows of a mapping table.

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::language::{t, tr};
use crate::model::{Id, Statement};
use crate::sheet::{excerpt, is_blank};

use super::super::file::{GridCell, column_letters};
use super::super::names::{
    Around, ClauseFinder, Context, Found, NameProblem, ProductFinder, RiskFinder, is_nothing, names_number,
};
use super::super::outline::cut;
use super::answer::Answer;
use super::before::Before;
use super::result::{Said, TooMuch};
use super::role::{ColumnRole, vendor_in};
use super::row::{Row, Table, faults};

/// The most letters of a note; nobody reads more beside a clause.
const NOTE: usize = 2_000;
/// The most letters of a status or a party.
const WORD: usize = 100;

/// What rows are read with.
pub(super) struct Rows<'f, 'a> {
    pub catalog: &'a Catalog,
    pub clauses: &'f mut ClauseFinder<'a>,
    pub products: &'f mut ProductFinder<'a>,
    pub risks: &'f mut RiskFinder<'a>,
    pub said: &'f mut Said,
    /// The name of the file.
    pub file: &'f str,
}

impl Rows<'_, '_> {
    /// Reads a row.
    ///
    /// # Errors
    ///
    /// If the file says more than one may.
    pub fn row(
        &mut self,
        table: &Table<'_>,
        number: usize,
        cells: &BTreeMap<usize, GridCell>,
        before: &mut Before,
    ) -> Result<(), TooMuch> {
        let filled: Vec<usize> =
            cells.iter().filter(|(_, cell)| !is_blank(&cell.text)).map(|(column, _)| *column).collect();
        let faults = faults(table.map, cells);
        if filled.is_empty() && faults.is_empty() || table.repeats_headings(cells) {
            before.pause(!filled.is_empty());
            return Ok(());
        }
        let alone = before.alone(&filled, cells);
        let mut row = Row::of(table, number, cells);
        let nothing = before.fill(&mut row, alone.is_some());
        if let Some(reason) = faults.values().next() {
            self.said.skip(&row.place, reason.clone());
            before.hold(&row);
            faults.keys().for_each(|column| before.forget(*column));
            return Ok(());
        }
        if let Some(column) = alone.filter(|column| nothing.is_empty() && row.goes_on(*column)) {
            return self.go_on(table, &row, column, before);
        }
        if filled.len() == 1 && nothing.is_empty() && self.is_heading(&row, alone, before) {
            before.pause(true);
            return Ok(());
        }
        before.hold(&row);
        self.name_faults(&row, &nothing);
        if ![ColumnRole::Clause, ColumnRole::Risk, ColumnRole::Other].into_iter().any(|role| row.has(role)) {
            self.without_key(&row, before);
            return Ok(());
        }
        let context = before.context(self.clauses, table, &row);
        let clauses = self.clauses(&row, ColumnRole::Clause, &context, before);
        let others = self.clauses(&row, ColumnRole::Other, &Context::default(), before);
        self.say(table, &row, (clauses, others), before)
    }

    /// Whether a single cell is a heading or a note between the rows. A heading says something about the rows below it.
    fn is_heading(&mut self, row: &Row<'_>, alone: Option<usize>, before: &mut Before) -> bool {
        let Some((column, text)) = alone.and_then(|column| Some((column, row.texts.get(&column)?))) else {
            return true;
        };
        let context = self.clauses.context(text, Around::Heading);
        let is_number = names_number(text) && self.clauses.find(text, &context).clauses.len() == 1;
        if !is_number && row.is_above_others(column) {
            before.head(text, &context);
        }
        !is_number
    }

    /// Takes a row with nothing but one more product, or the like, of the row above.
    fn go_on(&mut self, table: &Table<'_>, row: &Row<'_>, column: usize, before: &mut Before) -> Result<(), TooMuch> {
        self.name_faults(row, &[]);
        if before.about.is_empty() {
            self.without_key(row, before);
            return Ok(());
        }
        before.go_on(row, column);
        let statements = self.statements(table, row, before);
        statements.iter().try_for_each(|statement| self.state(&before.about, statement))
    }

    /// Names the cells of a row that say 同上 below nothing, and those that are too long.
    fn name_faults(&mut self, row: &Row<'_>, nothing: &[usize]) {
        for column in nothing {
            let letters = column_letters(*column);
            let reason = tr!("{letters} 列は上や左のセルと同じと書いてありますが、そこに何もありません。", letters);
            self.said.skip(&row.place, reason);
        }
        for column in &row.cut {
            let letters = column_letters(*column);
            let reason = tr!("{letters} 列のセルが長すぎるため、初めの 10,000 字だけを読みました。", letters);
            self.said.skip(&row.place, reason);
        }
    }

    /// Names a row that says something of nothing.
    fn without_key(&mut self, row: &Row<'_>, before: &mut Before) {
        let says = [
            ColumnRole::Product,
            ColumnRole::Service,
            ColumnRole::Status,
            ColumnRole::Party,
            ColumnRole::Note,
            ColumnRole::Requirement,
        ];
        if says.into_iter().any(|role| row.has(role)) {
            let reason = t("条項の番号がありません。上の行の続きなら、番号を書くか、番号のセルを結合してください。");
            self.said.skip(&row.place, reason.to_owned());
        } else {
            before.pause(true);
        }
    }

    /// Returns the ids of the clauses that a row names; what is wrong is named.
    fn clauses(&mut self, row: &Row<'_>, role: ColumnRole, context: &Context, before: &mut Before) -> Vec<Id> {
        let mut ids: Vec<Id> = Vec::new();
        for (_, text) in row.cells(role).filter(|(_, text)| !is_nothing(text)) {
            let mut found = self.clauses.find(text, context);
            let is_open = |found: &Found| found.problems.iter().any(|one| matches!(one, NameProblem::Ambiguous(..)));
            if role == ColumnRole::Clause && is_open(&found) && context.volume.is_empty() && !before.volume.is_empty() {
                let narrowed = Context { volume: before.volume.clone(), ..context.clone() };
                let again = self.clauses.find(text, &narrowed);
                if again.problems.is_empty() {
                    found = again;
                    before.inherited += 1;
                }
            }
            for problem in &found.problems {
                self.said.skip(&row.place, problem.to_string());
            }
            if role == ColumnRole::Clause {
                before.note_found(&found, |at| self.clauses.volume_id(at));
            }
            ids.extend(found.clauses.iter().map(|at| self.catalog.id(*at).to_owned()));
        }
        ids
    }

    /// Adds what a row says.
    fn say(
        &mut self,
        table: &Table<'_>,
        row: &Row<'_>,
        (clauses, others): (Vec<Id>, Vec<Id>),
        before: &mut Before,
    ) -> Result<(), TooMuch> {
        let group = row.text(ColumnRole::Category);
        let risks = self.risks.find(row.text(ColumnRole::Risk), group, &clauses);
        for (from, to) in clauses.iter().flat_map(|from| others.iter().map(move |to| (from, to))) {
            self.said.tie(from, to, (self.file, &row.place))?;
        }
        self.said.clauses.extend(clauses.iter().chain(&others).cloned());
        self.said.risks.extend(risks.iter().cloned());
        let refused = before.refused;
        let statements = self.statements(table, row, before);
        let about = if clauses.is_empty() && risks.is_empty() { &others } else { &clauses };
        before.about = about.iter().chain(&risks).cloned().collect();
        if statements.is_empty() {
            let is_silent = !before.about.is_empty() && others.is_empty() && before.refused == refused;
            before.silent += usize::from(is_silent);
        }
        statements.iter().try_for_each(|statement| self.state(&before.about, statement))
    }

    /// Returns what a row says, of whatever it is about: what it says as a whole, and what it says of the product of each column
    /// that has one.
    fn statements(&mut self, table: &Table<'_>, row: &Row<'_>, before: &mut Before) -> Vec<Statement> {
        let mut whole = self.statement(table, row);
        let (mut statements, mut planned) = (Vec::new(), Vec::new());
        for (column, text) in row.cells(ColumnRole::Service) {
            let answer = Answer::of(text);
            before.refused += usize::from(answer == Answer::Refused);
            if answer == Answer::Planned {
                let name = table.services.names.get(&column).map_or("", String::as_str);
                planned.push(format!("{}: {text}", excerpt(name)));
            }
            let ids = table.services.products.get(&column).filter(|ids| !ids.is_empty() && answer == Answer::Given);
            let Some(ids) = ids else { continue };
            // What is too long for a status is a note.
            let is_status = text.chars().count() <= WORD;
            let own = row.cells(ColumnRole::Note).filter(|(note, _)| table.services.notes.get(note) == Some(&column));
            let own = own.map(|(_, text)| text).filter(|text| !is_nothing(text));
            let notes: Vec<&str> =
                (!is_status).then_some(text).into_iter().chain(own).chain([whole.note.as_str()]).collect();
            statements.push(Statement {
                answers: ids.clone(),
                status: if is_status { text.to_owned() } else { String::new() },
                note: cut(notes.join("\n").trim_end(), NOTE),
                ..whole.clone()
            });
        }
        if !planned.is_empty() {
            let status = [whole.status.as_str()].into_iter().filter(|status| !status.is_empty());
            whole.status = cut(&status.chain(planned.iter().map(String::as_str)).collect::<Vec<_>>().join("、"), WORD);
        }
        // Party and note go with each product; what else the row says is said by itself.
        let says_more = !whole.answers.is_empty() || !whole.status.is_empty();
        if says_more || statements.is_empty() && !is_silent(&whole) {
            statements.insert(0, whole);
        }
        statements
    }

    /// Adds what a row says of everything that it is about.
    fn state(&mut self, about: &[Id], statement: &Statement) -> Result<(), TooMuch> {
        about.iter().try_for_each(|about| self.said.state(Statement { about: about.clone(), ..statement.clone() }))
    }

    /// Returns what a row says, of whatever it is about.
    fn statement(&mut self, table: &Table<'_>, row: &Row<'_>) -> Statement {
        let (mut answers, mut notes): (Vec<Id>, Vec<String>) = (Vec::new(), Vec::new());
        for (column, text) in row.cells(ColumnRole::Product) {
            let heading = table.map.headings.get(&column).map_or("", String::as_str);
            let vendor = vendor_in(heading).or(table.vendor);
            let named = self.products.find(text, vendor);
            for problem in named.problems {
                self.said.skip(&row.place, problem);
            }
            answers.extend(named.ids);
            notes.extend(named.notes);
        }
        let columns: Vec<(usize, &str)> = [ColumnRole::Note, ColumnRole::Owner, ColumnRole::Date]
            .into_iter()
            .flat_map(|role| row.cells(role))
            .filter(|(column, text)| !is_nothing(text) && !is_of_answer(table, row, *column))
            .collect();
        for (column, text) in &columns {
            // A note on one of several products says of which.
            let product = table.services.notes.get(column).and_then(|service| table.services.names.get(service));
            let heading = product.or_else(|| table.map.headings.get(column).filter(|_| columns.len() > 1));
            notes.push(heading.map_or_else(|| (*text).to_owned(), |heading| format!("{}: {text}", excerpt(heading))));
        }
        answers.dedup();
        Statement {
            about: Id::new(),
            answers,
            status: row.joined(ColumnRole::Status, WORD, &table.services),
            party: row.joined(ColumnRole::Party, WORD, &table.services),
            note: cut(&notes.join("\n"), NOTE),
            function: None,
            strength: None,
            place: row.place.clone(),
        }
    }
}

/// Whether a cell is a note on a product that answers in the same row: it goes with that.
fn is_of_answer(table: &Table<'_>, row: &Row<'_>, column: usize) -> bool {
    let service = table.services.notes.get(&column);
    service.and_then(|service| row.texts.get(service)).is_some_and(|text| Answer::of(text) == Answer::Given)
}

/// Whether a statement says nothing.
fn is_silent(statement: &Statement) -> bool {
    let texts = [&statement.status, &statement.party, &statement.note];
    statement.answers.is_empty() && texts.into_iter().all(String::is_empty)
}
