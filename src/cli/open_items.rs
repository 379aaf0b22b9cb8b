//! How the clauses are shown that still have something to do.

use jiff::civil::Date;
use serde::Serialize;

use crate::catalog::Catalog;
use crate::language::tr;
use crate::model::Status;
use crate::worklist::{OpenClause, Progress, State};

use super::output::{Output, Stop};
use super::style::Style;
use super::table;

/// An open clause and the catalog that names it.
pub(super) struct OpenItem<'a> {
    catalog: &'a Catalog,
    pub(super) clause: OpenClause,
}

/// An open clause as JSON; its shape is documented in README.md.
#[derive(Serialize)]
pub(super) struct ItemDocument<'a> {
    id: &'a str,
    label: String,
    title: &'a str,
    status: Status,
    owner: String,
    due: Option<String>,
    overdue: bool,
}

/// Returns the open clauses in the order of the catalog.
pub(super) fn open_items<'a>(catalog: &'a Catalog, state: &State) -> Vec<OpenItem<'a>> {
    let open = Progress::new(catalog, state).open();
    open.into_iter().map(|clause| OpenItem { catalog, clause }).collect()
}

/// Returns the documents of open clauses.
pub(super) fn documents<'a>(items: &[OpenItem<'a>], today: Date) -> Vec<ItemDocument<'a>> {
    items.iter().map(|item| item.document(today)).collect()
}

/// Prints one line per clause.
pub(super) fn print(items: &[OpenItem<'_>], today: Date, out: &mut Output<'_>) -> Result<(), Stop> {
    let rows: Vec<[String; 6]> = items.iter().map(|item| item.row(today)).collect();
    for ((lines, item), [due, status, .., id]) in table::lines(&rows, 4, out).iter().zip(items).zip(&rows) {
        let answers = &item.clause.answers;
        let overdue = if answers.is_overdue(today) { due } else { "" };
        let pieces = [(Style::Quiet, id.as_str()), (Style::of(answers.status), status), (Style::Bad, overdue)];
        lines.iter().try_for_each(|line| out.line_with(line, &pieces))?;
    }
    Ok(())
}

impl<'a> OpenItem<'a> {
    /// Returns due date, status, label, title, owner and id.
    fn row(&self, today: Date) -> [String; 6] {
        let OpenClause { at, answers } = &self.clause;
        let due = answers.due.map(|due| due.to_string()).unwrap_or_default();
        [
            if answers.is_overdue(today) { tr!("{due} 超過", due) } else { due },
            Style::short(answers.status),
            self.catalog.label(*at),
            self.catalog.title(*at).to_owned(),
            answers.owner.clone(),
            self.catalog.id(*at).to_owned(),
        ]
    }

    fn document(&self, today: Date) -> ItemDocument<'a> {
        let OpenClause { at, answers } = &self.clause;
        ItemDocument {
            id: self.catalog.id(*at),
            label: self.catalog.label(*at),
            title: self.catalog.title(*at),
            status: answers.status,
            owner: answers.owner.clone(),
            due: answers.due.map(|due| due.to_string()),
            overdue: answers.is_overdue(today),
        }
    }
}
