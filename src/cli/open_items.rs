//! The clauses that still have something to do.

use jiff::civil::Date;
use serde::Serialize;

use crate::catalog::{Catalog, RecordRef};
use crate::model::{Kind, Status};
use crate::sheet::Answers;
use crate::worklist::{Progress, State};

/// A clause that counts and is neither done nor 対象外.
pub(super) struct OpenItem<'a> {
    catalog: &'a Catalog,
    pub(super) at: RecordRef,
    pub(super) answers: Answers,
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
    let progress = Progress::new(catalog, state);
    let counted = catalog.all(Kind::Clause).filter(|at| progress.scope().counts(*at));
    let items = counted.map(|at| OpenItem { catalog, at, answers: state.answers(catalog.id(at)) });
    items.filter(|item| !matches!(item.answers.status, Status::Done | Status::Na)).collect()
}

/// Returns the documents of open clauses.
pub(super) fn documents<'a>(items: &[OpenItem<'a>], today: Date) -> Vec<ItemDocument<'a>> {
    items.iter().map(|item| item.document(today)).collect()
}

impl<'a> OpenItem<'a> {
    /// Whether it was due before a day.
    pub(super) fn is_overdue(&self, today: Date) -> bool {
        self.answers.due.is_some_and(|due| due < today)
    }

    /// Returns due date, status, label, title, owner and id.
    pub(super) fn row(&self, today: Date) -> [String; 6] {
        let due = self.answers.due.map(|due| due.to_string()).unwrap_or_default();
        [
            if self.is_overdue(today) { format!("{due} 超過") } else { due },
            format!("[{}]", self.answers.status.short()),
            self.catalog.label(self.at),
            self.catalog.title(self.at).to_owned(),
            self.answers.owner.clone(),
            self.catalog.id(self.at).to_owned(),
        ]
    }

    fn document(&self, today: Date) -> ItemDocument<'a> {
        ItemDocument {
            id: self.catalog.id(self.at),
            label: self.catalog.label(self.at),
            title: self.catalog.title(self.at),
            status: self.answers.status,
            owner: self.answers.owner.clone(),
            due: self.answers.due.map(|due| due.to_string()),
            overdue: self.is_overdue(today),
        }
    }
}
