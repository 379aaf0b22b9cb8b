//! What a worklist counts, as few lines: a heading of which nearly all is counted stands for its parts.

use crate::catalog::{Catalog, Level, Node, RecordRef};
use crate::language::{t, tr};
use crate::model::{Id, Kind};
use crate::worklist::{Counted, full_name};

use super::{CountedHeading, counted_headings};

/// Returns a line for each heading that is counted, with its id. Of headings that were split because a part of them is not
/// counted, one line says so.
pub fn counted_lines(catalog: &Catalog, counted: &Counted) -> Vec<(String, Id)> {
    let mut lines = Vec::new();
    let nodes = catalog.tree().nodes();
    for node in nodes.iter().filter(|node| node.level == Level::Guideline) {
        describe(catalog, counted, node, &mut lines);
    }
    let unknown = counted_headings(catalog, counted).into_iter().filter(|one| catalog.tree().node(&one.id).is_none());
    lines.extend(unknown.map(|one| (one.text(), one.id)));
    lines
}

fn describe(catalog: &Catalog, counted: &Counted, node: &Node, lines: &mut Vec<(String, Id)>) {
    if counted.ids.contains(&node.id) {
        if asks_for_something(catalog, node) {
            lines.push((CountedHeading::of(catalog, node).text(), node.id.clone()));
        }
        return;
    }
    let (mut parts, mut others) = (Vec::new(), Vec::new());
    split(catalog, counted, node, (&mut parts, &mut others));
    // The editions of a list are told one by one.
    let is_one = catalog.edition_at(&node.id).is_some();
    if is_one && !others.is_empty() && others.len() < parts.len() {
        let others: Vec<String> = others.iter().map(|other| other.heading()).collect();
        let (name, others) = (full_name(catalog, node), others.join(t("、")));
        lines.push((tr!("{name}({others}を除く)", name, others), node.id.clone()));
        return;
    }
    for child in children(catalog, node) {
        describe(catalog, counted, child, lines);
    }
}

/// Collects the widest headings below one that are counted, and those that are not. Those that ask for nothing are neither.
fn split<'a>(
    catalog: &'a Catalog,
    counted: &Counted,
    node: &Node,
    (parts, others): (&mut Vec<&'a Node>, &mut Vec<&'a Node>),
) {
    for child in children(catalog, node) {
        if counted.ids.contains(&child.id) {
            parts.extend(has_clauses(catalog, child).then_some(child));
        } else if is_any_below(catalog, counted, child) {
            split(catalog, counted, child, (parts, others));
        } else {
            others.extend(has_clauses(catalog, child).then_some(child));
        }
    }
}

fn children<'a>(catalog: &'a Catalog, node: &Node) -> Vec<&'a Node> {
    let nodes = node.children.iter().map(|at| &catalog.tree().nodes()[*at]);
    nodes.filter(|child| child.level <= Level::Chapter).collect()
}

fn is_any_below(catalog: &Catalog, counted: &Counted, node: &Node) -> bool {
    counted.ids.iter().any(|id| catalog.tree().path(id).iter().any(|above| above.id == node.id))
}

/// Whether there are clauses below a heading that require something.
fn has_clauses(catalog: &Catalog, node: &Node) -> bool {
    !node.clauses.is_empty() && asks_for_something(catalog, node)
}

/// Whether something below a heading requires something, or nothing below it is known.
fn asks_for_something(catalog: &Catalog, node: &Node) -> bool {
    let mut clauses = node.clauses.clone().map(|index| RecordRef::new(Kind::Clause, index));
    node.clauses.is_empty() || clauses.any(|clause| !catalog.is_explanatory_at(clause))
}
