//! Which clauses an act on many of them takes, for the screen and the command line alike.

use crate::catalog::RecordRef;
use crate::model::Kind;
use crate::search::{Results, Tier};
use crate::worklist::Scope;

/// An act on more clauses than this is asked about once, because it is easily more than was meant.
pub const ASKED_ABOVE: usize = 20;

/// The clauses among the hits of a query that an act takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Those that are all that was asked for and that the worklist counts, in the order of the hits.
    pub clauses: Vec<RecordRef>,
    /// How many others match in part only.
    pub partial: usize,
    /// How many others do not match, and only come near.
    pub near: usize,
    /// How many others the worklist does not count.
    pub left_out: usize,
}

impl Selection {
    /// Returns what an act on all hits takes.
    pub fn of(results: &Results, scope: &Scope) -> Self {
        let mut selection = Self::default();
        for hit in results.hits.iter().filter(|hit| hit.at.kind == Kind::Clause) {
            match (results.is_whole(hit), scope.counts(hit.at)) {
                (true, true) => selection.clauses.push(hit.at),
                (true, false) => selection.left_out += 1,
                (false, _) if hit.tier == Tier::Near => selection.near += 1,
                (false, _) => selection.partial += 1,
            }
        }
        selection
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundled;
    use crate::search::Request;
    use crate::worklist::State;

    #[test]
    fn an_act_on_all_takes_what_was_asked_for_only() {
        let catalog = std::sync::Arc::new(bundled::catalog().unwrap());
        let scope = Scope::of(&catalog, &State::default());
        let engine = bundled::engine(catalog).unwrap();
        let select = |text: &str| Selection::of(&engine.search(&Request::new(text, usize::MAX)), &scope);
        let relaxed = select("ISMAP");
        assert!(
            !relaxed.clauses.is_empty() && relaxed.clauses.len() < 20 && relaxed.partial + relaxed.near > 0,
            "{relaxed:?}"
        );
        for nothing in ["", "・", "   ", "編:無い 認証"] {
            assert!(select(nothing).clauses.is_empty(), "{nothing}");
        }
    }
}
