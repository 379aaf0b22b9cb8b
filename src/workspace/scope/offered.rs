//! The headings that a form offers to be counted, to be turned on and off one by one.

use std::collections::BTreeSet;

use crate::catalog::{Catalog, Level, Node};
use crate::model::Id;
use crate::worklist::{Counted, CountedBy};

use super::CountedHeading;

/// How much of a heading is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadingCounted {
    /// All of it.
    All,
    /// A part of it.
    Part,
    /// Nothing.
    Nothing,
}

/// A heading in the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferedHeading {
    /// Its id.
    pub id: Id,
    /// Its name, below that of the heading above it.
    pub name: String,
    /// How many of the headings that are offered stand above it.
    pub depth: usize,
    /// How many clauses it has.
    pub clauses: usize,
    /// How much of it is counted.
    pub counted: HeadingCounted,
}

/// Returns the guidelines, their volumes, and the sheets of editions, as far as they have clauses, in the order of the
/// catalog.
pub fn offered_headings(catalog: &Catalog, ids: &BTreeSet<Id>) -> Vec<OfferedHeading> {
    let counted = Counted { ids: ids.clone(), by: CountedBy::Choice };
    let nodes = catalog.tree().nodes().iter().filter(|node| !node.clauses.is_empty());
    let offered = nodes.filter_map(|node| depth(catalog, node).map(|depth| (node, depth)));
    let heading = |(node, depth): (&Node, usize)| OfferedHeading {
        id: node.id.clone(),
        name: if depth == 0 { CountedHeading::of(catalog, node).text() } else { node.heading() },
        depth,
        clauses: node.clauses.len(),
        counted: how_much(catalog, &counted, node),
    };
    offered.map(heading).collect()
}

/// Returns how deep a heading stands in the form; none if it is not offered.
fn depth(catalog: &Catalog, node: &Node) -> Option<usize> {
    let is_sheet = || {
        let above = node.parent.and_then(|at| catalog.tree().nodes().get(at));
        above.is_some_and(|above| {
            above.level == Level::Volume
                && catalog.edition_at(&above.id).is_some_and(|edition| edition.id() == above.id)
        })
    };
    match node.level {
        Level::Guideline => Some(0),
        Level::Volume => Some(1),
        Level::Chapter if is_sheet() => Some(2),
        Level::Chapter | Level::Section => None,
    }
}

fn how_much(catalog: &Catalog, counted: &Counted, node: &Node) -> HeadingCounted {
    let is_below = |own: &Id| catalog.tree().path(own).iter().any(|above| above.id == node.id);
    if counted.has(catalog, &node.id) {
        HeadingCounted::All
    } else if counted.ids.iter().any(is_below) {
        HeadingCounted::Part
    } else {
        HeadingCounted::Nothing
    }
}

/// Returns what is counted once a heading is turned on, or off if all of it was counted.
pub fn with_heading_toggled(catalog: &Catalog, ids: &BTreeSet<Id>, id: &str) -> BTreeSet<Id> {
    let mut counted = Counted { ids: ids.clone(), by: CountedBy::Choice };
    match counted.has(catalog, id) {
        true => counted.remove(catalog, id),
        false => counted.add(catalog, id),
    }
    counted.ids
}
