//! How the clauses are shown in which something is left to do, and the days by which it is.

use jiff::civil::Date;
use serde::Serialize;

use crate::catalog::Catalog;
use crate::language::{in_japanese, t, tr};
use crate::model::Status;
use crate::sheet::{Answers, Deadline};
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
    #[serde(flatten)]
    meant: MeantDocument,
    overdue: bool,
}

/// The day that a row is about, as JSON; owner and due date of the clause itself stand beside it.
#[derive(Default, Serialize)]
pub(super) struct MeantDocument {
    /// Who sees to it; none if the row is about no day.
    due_owner: Option<String>,
    next_due: Option<String>,
    /// Which day `next_due` is.
    due_kind: Option<&'static str>,
}

impl From<Deadline<'_>> for MeantDocument {
    fn from(one: Deadline<'_>) -> Self {
        Self {
            due_owner: Some(one.owner.to_owned()),
            next_due: Some(one.day.to_string()),
            due_kind: Some(one.kind.code()),
        }
    }
}

/// Returns who sees to what a row is about, and until when: of the day that is meant, or else of the clause itself.
pub(super) fn seen_to<'a>(answers: &'a Answers, meant: Option<Deadline<'a>>) -> (&'a str, Option<Date>) {
    meant.map_or((answers.owner.as_str(), answers.due), |one| (one.owner, Some(one.day)))
}

/// Returns the open clauses in the order of the catalog.
pub(super) fn open_items<'a>(catalog: &'a Catalog, state: &State) -> Vec<OpenItem<'a>> {
    let open = Progress::new(catalog, state).open();
    open.into_iter().map(|clause| OpenItem { catalog, clause }).collect()
}

/// Returns the days by which something is left to do, the earliest first.
pub(super) fn dated_items<'a>(catalog: &'a Catalog, state: &State) -> Vec<OpenItem<'a>> {
    let dated = Progress::new(catalog, state).dated();
    dated.into_iter().map(|clause| OpenItem { catalog, clause }).collect()
}

/// Returns the documents of open clauses.
pub(super) fn documents<'a>(items: &[OpenItem<'a>], today: Date) -> Vec<ItemDocument<'a>> {
    items.iter().map(|item| item.document(today)).collect()
}

/// Prints one line per clause.
pub(super) fn print(items: &[OpenItem<'_>], today: Date, out: &mut Output<'_>) -> Result<(), Stop> {
    let rows: Vec<[String; 7]> = items.iter().map(|item| item.row(today)).collect();
    for ((lines, item), [due, _, status, .., id]) in table::lines(&rows, 5, out).iter().zip(items).zip(&rows) {
        let overdue = if item.is_past(today) { due } else { "" };
        let style = Style::of(item.clause.answers.status);
        let pieces = [(Style::Quiet, id.as_str()), (style, status), (Style::Bad, overdue)];
        lines.iter().try_for_each(|line| out.line_with(line, &pieces))?;
    }
    Ok(())
}

impl<'a> OpenItem<'a> {
    /// Whether the day that is meant has passed.
    pub(super) fn is_past(&self, today: Date) -> bool {
        self.clause.deadline().is_some_and(|one| one.is_past(today))
    }

    /// Returns the day, which one it is, status, label, title, owner and id.
    fn row(&self, today: Date) -> [String; 7] {
        let at = self.clause.at;
        let deadline = self.clause.deadline();
        let (owner, day) = seen_to(&self.clause.answers, deadline);
        let due = day.map(|day| day.to_string()).unwrap_or_default();
        [
            if self.is_past(today) { tr!("{due} 超過", due) } else { due },
            deadline.map(|one| t(one.kind.name()).to_owned()).unwrap_or_default(),
            Style::short(self.clause.answers.status),
            self.catalog.label(at),
            self.catalog.title(at).to_owned(),
            owner.to_owned(),
            self.catalog.id(at).to_owned(),
        ]
    }

    fn document(&self, today: Date) -> ItemDocument<'a> {
        let at = self.clause.at;
        let answers = &self.clause.answers;
        ItemDocument {
            id: self.catalog.id(at),
            label: in_japanese(|| self.catalog.label(at)),
            title: self.catalog.title(at),
            status: answers.status,
            owner: answers.owner.clone(),
            due: answers.due.map(|due| due.to_string()),
            meant: self.clause.deadline().map(MeantDocument::from).unwrap_or_default(),
            overdue: self.is_past(today),
        }
    }
}
