//! Marks that wait for their number in a later edition, and which of them have one by now.

use std::collections::HashSet;

use crate::catalog::{Catalog, ClauseFate, Edition, Succession};
use crate::model::Clause;
use crate::worklist::state::State;

/// A clause whose mark waits, and the clause that the catalog knows for it by now.
#[derive(Clone, Debug)]
pub struct Arrived<'a> {
    /// The clause of the older edition.
    pub clause: &'a Clause,
    /// The clause that continues it in an edition that is counted.
    pub to: &'a Clause,
    /// What became of it in each edition after its own.
    pub steps: Vec<ClauseFate<'a>>,
}

/// Returns the clauses whose marks wait and that are continued by a clause that is counted, in the order of the catalog.
pub fn arrived<'a>(catalog: &'a Catalog, state: &State, is_counted: &dyn Fn(&Clause) -> bool) -> Vec<Arrived<'a>> {
    let waiting: HashSet<&str> = state.marks().filter(|(_, mark)| mark.is_waiting).map(|(clause, _)| clause).collect();
    // Editions are compared only where something waits: this is asked whenever clauses are counted.
    let held = catalog.editions().into_iter().map(|edition| {
        let clauses = edition.clauses().filter(|clause| waiting.contains(clause.id.as_str()));
        (edition, if waiting.is_empty() { Vec::new() } else { clauses.collect() })
    });
    held.flat_map(|(edition, clauses)| follow(edition, clauses, is_counted)).collect()
}

/// Follows clauses from edition to edition until one is reached that is counted.
fn follow<'a>(
    edition: Edition<'a>,
    clauses: Vec<&'a Clause>,
    is_counted: &dyn Fn(&Clause) -> bool,
) -> Vec<Arrived<'a>> {
    let mut open: Vec<Arrived<'a>> =
        clauses.into_iter().map(|clause| Arrived { clause, to: clause, steps: Vec::new() }).collect();
    let mut found = Vec::new();
    let mut before = edition;
    for next in edition.successors() {
        if open.is_empty() {
            break;
        }
        let succession = Succession::between(before, next);
        let moved = open.into_iter().filter_map(|one| step(one, &succession));
        let (counted, further): (Vec<_>, Vec<_>) = moved.partition(|one| is_counted(one.to));
        found.extend(counted);
        open = further;
        before = next;
    }
    found
}

fn step<'a>(mut one: Arrived<'a>, succession: &Succession<'a>) -> Option<Arrived<'a>> {
    let fate = succession.fate(&one.to.id)?.clone();
    one.to = fate.counterpart?;
    one.steps.push(fate);
    Some(one)
}
