//! The rows of the worklist on screen.

pub mod columns;
pub mod order;
pub mod query;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use crate::catalog::{Catalog, Record, RecordRef};
use crate::model::Kind;
use crate::search::Marks;
use crate::sheet::Tally;
use crate::tui::app::App;
use crate::tui::app::jump_list::ListFilter;
use crate::tui::app::rows::columns::ListColumns;
use crate::tui::app::rows::order::ListOrder;
use crate::tui::app::rows::query::ListQuery;
use crate::worklist::{Scope, WorklistMarks};

/// The columns of a list, with the width of the screen and that of the numbers.
type FoundColumns = (Basis, (u16, usize), ListColumns);

/// What was found last. A key and its frame ask for the same rows several times, and going through 50,000 clauses takes
/// longer than either. Nothing can be stale: what they were found in is compared first.
#[derive(Debug, Default)]
pub struct FoundRows {
    rows: Mutex<Option<(Basis, Arc<[RecordRef]>)>>,
    tabs: Mutex<Option<(Basis, Arc<[usize]>)>>,
    tally: Mutex<Option<(Basis, Tally)>>,
    columns: Mutex<Option<FoundColumns>>,
}

/// What rows are found in. It is kept, so that nothing new can lie at the same place.
#[derive(Debug)]
struct Basis {
    filter: ListFilter,
    kept: BTreeSet<RecordRef>,
    order: Arc<ListOrder>,
    query: Option<Arc<ListQuery>>,
    catalog: Arc<Catalog>,
    scope: Arc<Scope>,
    /// These are made anew with every state of the worklist.
    marks: Arc<WorklistMarks>,
}

impl Basis {
    fn of(app: &App, filter: ListFilter) -> Self {
        Self {
            filter,
            kept: app.kept_rows.clone(),
            order: app.list_order.clone(),
            query: app.list_query.clone(),
            catalog: app.catalog.clone(),
            scope: app.scope.clone(),
            marks: app.marks.clone(),
        }
    }

    fn is_of(&self, app: &App, filter: ListFilter) -> bool {
        self.filter == filter
            && Arc::ptr_eq(&self.catalog, &app.catalog)
            && Arc::ptr_eq(&self.scope, &app.scope)
            && Arc::ptr_eq(&self.marks, &app.marks)
            && Arc::ptr_eq(&self.order, &app.list_order)
            && self.query == app.list_query
            && self.kept == app.kept_rows
    }
}

/// Returns what was found last in the same, or finds it.
fn remembered<T: Clone>(
    last: &Mutex<Option<(Basis, T)>>,
    app: &App,
    filter: ListFilter,
    find: impl FnOnce() -> T,
) -> T {
    // What a panic left there is whole: it is put there in one piece.
    let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, found)) = last.as_ref().filter(|(basis, _)| basis.is_of(app, filter)) {
        return found.clone();
    }
    let found = find();
    *last = Some((Basis::of(app, filter), found.clone()));
    found
}

impl App {
    /// Returns the clauses of the worklist that pass a filter, in catalog order.
    pub fn clauses(&self, filter: ListFilter) -> Vec<RecordRef> {
        self.clauses_found(filter, self.list_query.as_deref())
    }

    /// Returns the same for what a query found that may not be the one that the list shows.
    pub fn clauses_found(&self, filter: ListFilter, query: Option<&ListQuery>) -> Vec<RecordRef> {
        self.below(filter).filter(|at| self.passes(*at, filter, query)).collect()
    }

    /// Returns the rows of the list on screen: the clauses that pass its filter, and those whose rows stay.
    pub fn rows(&self, filter: ListFilter) -> Arc<[RecordRef]> {
        let is_row = |at: &RecordRef| self.kept_rows.contains(at) || self.is_listed(*at, filter);
        let rows = || self.list_order.sorted(self.below(filter).filter(is_row).collect());
        remembered(&self.found_rows.rows, self, filter, rows)
    }

    /// Returns how many clauses stand behind each tab of a filter, in the order of [`ListFilter::tabs`].
    pub fn tab_counts(&self, filter: ListFilter) -> Arc<[usize]> {
        let all = ListFilter { status: None, attention: None, ..filter };
        let counts = || {
            let clauses = self.clauses(all);
            let count = |tab: ListFilter| clauses.iter().filter(|at| self.is_behind(**at, tab)).count();
            filter.tabs().map(count).collect()
        };
        remembered(&self.found_rows.tabs, self, all, counts)
    }

    /// Returns the columns of a list, and the width of its numbers, on a screen of so many cells.
    pub fn columns(&self, filter: ListFilter, width: u16) -> (ListColumns, usize) {
        let mut last = self.found_rows.columns.lock().unwrap_or_else(PoisonError::into_inner);
        let known = last.as_ref().filter(|(basis, (of, _), _)| *of == width && basis.is_of(self, filter));
        if let Some((_, (_, label), columns)) = known {
            return (columns.clone(), *label);
        }
        let rows = self.rows(filter);
        let label = self.label_column(rows.iter().copied());
        let columns = ListColumns::of(self, &rows, (usize::from(width), label));
        *last = Some((Basis::of(self, filter), (width, label), columns.clone()));
        (columns, label)
    }

    /// Returns how many clauses of each status pass a filter, whichever status it has.
    pub fn tally_of(&self, filter: ListFilter) -> Tally {
        let every = ListFilter { status: None, attention: None, ..filter };
        let statuses = || self.clauses(every).into_iter().map(|at| self.status(at)).collect();
        remembered(&self.found_rows.tally, self, every, statuses)
    }

    /// Returns all clauses below the heading of a filter.
    fn below(&self, filter: ListFilter) -> impl Iterator<Item = RecordRef> {
        let below = match filter.node.map(|at| self.catalog.record(at)) {
            Some(Record::Node(node)) => node.clauses.clone(),
            _ => 0..self.catalog.clauses().len(),
        };
        below.map(|index| RecordRef::new(Kind::Clause, index))
    }

    /// Whether a clause of the worklist passes a filter.
    pub fn is_listed(&self, at: RecordRef, filter: ListFilter) -> bool {
        self.passes(at, filter, self.list_query.as_deref())
    }

    fn passes(&self, at: RecordRef, filter: ListFilter, query: Option<&ListQuery>) -> bool {
        // Most clauses of a large catalog are not counted; only those that are have to be looked at.
        if !self.scope.counts(at) {
            return false;
        }
        let id = self.catalog.id(at);
        let is_for = |party| self.catalog.mapping(id).is_some_and(|mapping| mapping.party.contains(&party));
        filter.party.is_none_or(is_for) && query.is_none_or(|query| query.holds(at)) && self.is_behind(at, filter)
    }

    /// Whether a clause stands behind the tab of a filter.
    fn is_behind(&self, at: RecordRef, filter: ListFilter) -> bool {
        let id = self.catalog.id(at);
        filter.status.is_none_or(|status| self.state.status(id) == status)
            && filter.attention.is_none_or(|attention| self.marks.meets(id, &attention.filter()))
    }
}
