//! Narrows what was found: how far down a list goes, and how much of the rest is shown as near.

use std::mem;

use tantivy::DocId;

use tenken_catalog::model::Kind;

use crate::rank::collect::{Precedence, RankedDocument};
use crate::rank::held::Held;
use crate::rank::named::KEPT;
use crate::request::Tier;
use crate::settings::Narrowing;

/// Who types several words looks for what has at least half of them.
const HALF: f32 = 0.5;

/// Returns what a list shows of the documents found: all with every word; of those with some, the ones that
/// come close enough to the first, and not so many that nobody looks through them; and a few that are near.
pub(crate) fn narrow(mut found: Vec<RankedDocument>, rules: &Narrowing) -> Vec<RankedDocument> {
    if !found.iter().any(|one| answers(one, rules)) {
        found.iter_mut().for_each(|one| one.tier = Tier::Near);
    }
    let by_words = found.iter().filter(|one| one.tier != Tier::Near && one.precedence == Precedence::Words);
    let least = by_words.map(|one| one.score).fold(0.0, f32::max).min(f32::MAX) * rules.share;
    let of_tier = |tier: Tier| found.iter().filter(move |one| one.tier == tier).copied();
    let close = |one: &RankedDocument| one.precedence != Precedence::Words || one.score >= least;
    let mut kept: Vec<RankedDocument> = of_tier(Tier::All).collect();
    let longest = rules.longest.saturating_sub(kept.len());
    kept.extend(best(of_tier(Tier::Some).filter(close), longest));
    kept.extend(best(of_tier(Tier::Near), rules.near));
    kept
}

/// Whether a document answers the query: it has all that was asked for, or enough of it.
fn answers(one: &RankedDocument, rules: &Narrowing) -> bool {
    let Held { share, telling, words, whole } = one.held;
    let holds_enough = share >= rules.answered || telling >= rules.enough || (words >= HALF && whole >= rules.half);
    one.tier == Tier::All || one.precedence != Precedence::Words || holds_enough
}

/// Leaves out documents that are not accepted, and those that cannot come into a list, whichever others are lifted: in a large
/// catalog that is nearly all that is near. Of each kind the best of these stay, and all that are `lifted`. Documents of one
/// kind stand side by side.
pub(crate) fn candidates(
    found: impl Iterator<Item = RankedDocument>,
    kind: impl Fn(DocId) -> Kind,
    (accepts, is_lifted): (impl Fn(DocId) -> bool, impl Fn(DocId) -> bool),
    rules: &Narrowing,
) -> Vec<RankedDocument> {
    let (mut kept, mut others, mut of) = (Vec::new(), Vec::new(), None);
    let mut near = Best::new(rules.near.max(KEPT));
    for one in found {
        if one.tier != Tier::Near || answers(&one, rules) || is_lifted(one.document) {
            kept.extend(Some(one).filter(|one| accepts(one.document)));
            continue;
        }
        let kind = Some(kind(one.document));
        if of != kind {
            others.append(&mut near.take());
            of = kind;
        }
        if near.may_have(&one) && accepts(one.document) {
            near.push(one);
        }
    }
    others.append(&mut near.take());
    others.sort_unstable_by_key(|one| one.document);
    kept.append(&mut others);
    // Stable, because that sort only joins what is two lists in order.
    kept.sort_by_key(|one| one.document);
    kept
}

/// Returns so many documents at most, the best of all, best first.
pub(crate) fn best(found: impl Iterator<Item = RankedDocument>, count: usize) -> Vec<RankedDocument> {
    let mut best = Best::new(count);
    for one in found {
        if best.may_have(&one) {
            best.push(one);
        }
    }
    best.take()
}

/// The best of many documents. In a large catalog they are few of many: the others are looked at once and never sorted.
struct Best {
    kept: Vec<RankedDocument>,
    count: usize,
    /// What does not come before this one is none of them.
    last: Option<RankedDocument>,
}

impl Best {
    /// Keeps so many at most.
    const fn new(count: usize) -> Self {
        Self { kept: Vec::new(), count, last: None }
    }

    /// Whether a document may be one of them.
    fn may_have(&self, one: &RankedDocument) -> bool {
        self.last.is_none_or(|last| one.compare(&last).is_lt())
    }

    fn push(&mut self, one: RankedDocument) {
        self.kept.push(one);
        if self.kept.len() > self.count.saturating_mul(2) {
            self.kept.select_nth_unstable_by(self.count, RankedDocument::compare);
            self.kept.truncate(self.count + 1);
            self.last = self.kept.last().copied();
        }
    }

    /// Returns them, best first, and starts anew.
    fn take(&mut self) -> Vec<RankedDocument> {
        let mut best = mem::take(&mut self.kept);
        self.last = None;
        best.sort_unstable_by(RankedDocument::compare);
        best.truncate(self.count);
        best
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_best_are_those_that_sorting_puts_first(scores in proptest::collection::vec(0..50_u8, 0..200), count in 0..30_usize) {
            let all: Vec<RankedDocument> = (0..).zip(scores).map(|(document, score)| RankedDocument {
                document,
                tier: Tier::Near,
                precedence: Precedence::Words,
                score: f32::from(score),
                held: Held::default(),
                lift: None,
            }).collect();
            let documents = |found: &[RankedDocument]| found.iter().map(|one| one.document).collect::<Vec<_>>();
            let mut sorted = all.clone();
            sorted.sort_by(RankedDocument::compare);
            sorted.truncate(count);
            prop_assert_eq!(documents(&best(all.into_iter(), count)), documents(&sorted));
        }
    }
}
