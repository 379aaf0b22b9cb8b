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
    // Own items are counted anyhow.
    let nodes = catalog.tree().nodes().iter().filter(|node| !node.clauses.is_empty() && !node.is_of_own_items());
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
    if counted.has(catalog, &node.id) || has_all_below(catalog, counted, node) {
        HeadingCounted::All
    } else if counted.ids.iter().any(is_below) {
        HeadingCounted::Part
    } else {
        HeadingCounted::Nothing
    }
}

/// Whether all that has clauses below a heading is chosen by itself. A tree has no more levels than [`Level`].
fn has_all_below(catalog: &Catalog, counted: &Counted, node: &Node) -> bool {
    let below = node.children.iter().map(|at| &catalog.tree().nodes()[*at]);
    let mut below = below.filter(|child| !child.clauses.is_empty() && child.level <= Level::Chapter).peekable();
    let is_any = below.peek().is_some();
    is_any && below.all(|child| counted.ids.contains(&child.id) || has_all_below(catalog, counted, child))
}

/// Returns what is counted once a heading is turned on, or off if all of it was counted.
pub fn with_heading_toggled(catalog: &Catalog, ids: &BTreeSet<Id>, id: &str) -> BTreeSet<Id> {
    let mut counted = Counted { ids: ids.clone(), by: CountedBy::Choice };
    let is_all = catalog.tree().node(id).is_some_and(|node| how_much(catalog, &counted, node) == HeadingCounted::All);
    if is_all {
        counted.remove(catalog, id);
    } else {
        counted.add(catalog, id);
    }
    counted.ids
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn a_heading_goes_off_and_on_and_the_one_above_it_says_so() {
        let catalog = Catalog::from_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixture")).unwrap();
        let counted = |ids: &BTreeSet<Id>, id: &str| {
            let found = offered_headings(&catalog, ids).into_iter().find(|one| one.id == id);
            found.map(|one| one.counted)
        };
        let all = BTreeSet::from(["mhlw6".to_owned()]);
        assert_eq!(counted(&all, "mhlw6.sysun"), Some(HeadingCounted::All));
        let without = with_heading_toggled(&catalog, &all, "mhlw6.sysun");
        assert_eq!(counted(&without, "mhlw6"), Some(HeadingCounted::Part));
        assert_eq!(counted(&without, "mhlw6.sysun"), Some(HeadingCounted::Nothing));
        let again = with_heading_toggled(&catalog, &without, "mhlw6.sysun");
        assert_eq!(counted(&again, "mhlw6"), Some(HeadingCounted::All), "{again:?}");
        for heading in offered_headings(&catalog, &BTreeSet::new()) {
            let on = with_heading_toggled(&catalog, &BTreeSet::new(), &heading.id);
            assert_eq!(counted(&on, &heading.id), Some(HeadingCounted::All), "{}", heading.id);
            assert_eq!(with_heading_toggled(&catalog, &on, &heading.id), BTreeSet::new(), "{}", heading.id);
        }
    }
}
