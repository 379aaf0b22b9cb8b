//! Which guidelines, volumes and chapters a worklist counts: those that were chosen, or those that are counted as long as
//! nobody chose.

use std::collections::{BTreeSet, HashSet};

use crate::catalog::{Catalog, Level, Node};
use crate::model::{Guideline, Id};
use crate::worklist::state::State;
use crate::worklist::state::beginning::Beginning;

/// Why a worklist counts what it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountedBy {
    /// Somebody chose it.
    Choice,
    /// It is the default of the catalog: that of now, or, once something was recorded, that of then.
    Default,
    /// It was begun before worklists could choose, and counts what it counted then.
    Before,
}

/// The ids of the headings whose clauses a worklist counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The ids of guidelines, volumes and chapters.
    pub ids: BTreeSet<Id>,
    /// Why these.
    pub by: CountedBy,
}

impl CountedBy {
    /// Returns why a state counts what it counts.
    pub fn of(state: &State) -> Self {
        match state.beginning() {
            _ if !state.profile().counted.is_empty() => Self::Choice,
            Some(Beginning::Before) => Self::Before,
            Some(Beginning::Begun(_) | Beginning::Chosen) | None => Self::Default,
        }
    }

    /// Returns the code, for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Choice => "choice",
            Self::Default => "default",
            Self::Before => "before",
        }
    }
}

impl Counted {
    /// Returns what a state counts.
    pub fn of(catalog: &Catalog, state: &State) -> Self {
        let by = CountedBy::of(state);
        let ids = match by {
            CountedBy::Choice => state.profile().counted.clone(),
            CountedBy::Default => match state.beginning() {
                Some(Beginning::Begun(ids)) => ids.clone(),
                _ => catalog.default_counted().into_iter().collect(),
            },
            CountedBy::Before => before(catalog),
        };
        Self { ids, by }
    }

    /// Whether the clauses of a chapter are counted: it is chosen, or a heading above it is.
    pub fn has(&self, catalog: &Catalog, chapter: &str) -> bool {
        catalog.tree().path(chapter).iter().any(|node| self.ids.contains(&node.id))
    }

    /// Whether what packs add below a chapter is counted as well: somebody has chosen it. Of a guideline that is counted
    /// anyhow, choosing it as a whole is not choosing what a document adds to it.
    pub(super) fn has_added(&self, catalog: &Catalog, chapter: &str) -> bool {
        let is_anyhow = |node: &Node| {
            let guideline = catalog.guideline_at(node);
            guideline.is_some_and(|one| one.inspected && !one.by_choice) && catalog.has_own_clauses(node)
        };
        let mut path = catalog.tree().path(chapter).into_iter();
        self.by == CountedBy::Choice && path.any(|node| self.ids.contains(&node.id) && !is_anyhow(node))
    }

    /// Returns the headings that are counted and all above them, by their ids.
    pub(super) fn with_above<'c>(&self, catalog: &'c Catalog) -> HashSet<&'c str> {
        let paths = self.ids.iter().flat_map(|id| catalog.tree().path(id));
        paths.map(|node| node.id.as_str()).collect()
    }

    /// Returns the headings that are counted, in the order of the catalog, and the ids that the catalog does not know.
    pub fn headings<'a>(&'a self, catalog: &'a Catalog) -> (Vec<&'a Node>, Vec<&'a Id>) {
        let known = catalog.tree().nodes().iter().filter(|node| self.ids.contains(&node.id)).collect();
        (known, self.ids.iter().filter(|id| catalog.tree().node(id).is_none()).collect())
    }

    /// Counts a heading as well. Those below it are part of it and need not be named any more.
    pub fn add(&mut self, catalog: &Catalog, id: &str) {
        if !self.has(catalog, id) {
            self.remove_below(catalog, id);
            self.ids.insert(id.to_owned());
        }
    }

    /// Counts a heading no more. Of a heading above it, everything else stays.
    pub fn remove(&mut self, catalog: &Catalog, id: &str) {
        self.ids.remove(id);
        self.remove_below(catalog, id);
        let path = catalog.tree().path(id);
        let Some(chosen) = path.iter().position(|node| self.ids.contains(&node.id)) else { return };
        self.ids.retain(|own| path.iter().all(|node| node.id != *own));
        for (above, below) in path[chosen..].iter().zip(&path[chosen + 1..]) {
            let children = above.children.iter().map(|at| &catalog.tree().nodes()[*at]);
            let others = children.filter(|child| child.id != below.id && child.level <= Level::Chapter);
            self.ids.extend(others.map(|child| child.id.clone()));
        }
    }

    fn remove_below(&mut self, catalog: &Catalog, id: &str) {
        let is_below = |own: &Id| own != id && catalog.tree().path(own).iter().any(|node| node.id == id);
        self.ids.retain(|own| !is_below(own));
    }
}

/// Returns the name of a heading among those of all editions: `チェックリスト 令和7年度版 事業者確認用`.
pub fn full_name(catalog: &Catalog, node: &Node) -> String {
    let Some(edition) = catalog.edition_at(&node.id) else {
        let guideline = catalog.guideline_at(node).map(Guideline::shown_short);
        return guideline.unwrap_or_else(|| node.heading());
    };
    let path = catalog.tree().steps(&node.id);
    // A volume that is called like its guideline is no step, and may be the edition.
    let at = path.iter().position(|above| above.id == edition.id()).unwrap_or(0);
    let below = path.iter().skip(at + 1).map(|below| below.heading());
    std::iter::once(edition.full_name()).chain(below).collect::<Vec<_>>().join(" ")
}

/// Returns what every worklist counted before worklists could choose.
fn before(catalog: &Catalog) -> BTreeSet<Id> {
    let counted = catalog.guidelines().filter(|guideline| guideline.inspected && !guideline.by_choice);
    counted.map(|guideline| guideline.id.clone()).collect()
}
