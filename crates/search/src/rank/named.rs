//! What is called exactly as the query says comes first of its kind.
//!
//! It rises just above the best of its own kind, so that the kinds keep the order among themselves that their weights give
//! them.

use std::cmp::Ordering;

use tantivy::DocId;

use tenken_catalog::model::Kind;

use crate::corpus::Corpus;
use crate::query::plan::{Chunk, Role, plain};
use crate::query::syntax::Query;
use crate::rank::collect::{Precedence, RankedDocument};
use crate::rank::held::ChunkScores;
use crate::text::normalize::fold;

/// A word is common if more than one record in so many holds it.
const COMMON: usize = 20;
/// What is named beside a common word stands among the first so many.
pub(super) const KEPT: usize = 4;

/// Lifts the documents that are named above the others of their kind; among themselves they keep their order.
pub(crate) fn lift(found: &mut [RankedDocument], named: &[DocId], kind: impl Fn(DocId) -> Kind) {
    let place = |document: &DocId| found.binary_search_by_key(document, |found| found.document).ok();
    let mut named: Vec<usize> = named.iter().filter_map(place).collect();
    named.sort_unstable_by(|a, b| found[*a].compare(&found[*b]));
    for own in Kind::SEARCHABLE.iter().copied() {
        let bearers: Vec<usize> = named.iter().copied().filter(|at| kind(found[*at].document) == own).collect();
        if bearers.is_empty() {
            continue;
        }
        let follows = |(at, found): &(usize, &RankedDocument)| kind(found.document) == own && !bearers.contains(at);
        let others = found.iter().enumerate().filter(follows);
        let mut below = others.map(|(_, found)| *found).min_by(RankedDocument::compare);
        for at in bearers.into_iter().rev() {
            let bearer = &mut found[at];
            bearer.rise(below);
            below = Some(*bearer);
        }
    }
}

/// Returns the products, reports and licences that the query begins with a name of, where what follows are words so common
/// that they do not decide what is meant: `BitLocker クラウド` asks for BitLocker.
pub(crate) fn beside(corpus: &Corpus, query: &Query, chunks: &[Chunk], scores: &[ChunkScores]) -> Vec<DocId> {
    let words: Option<Vec<&str>> = query.groups.iter().map(|group| plain(group)).collect();
    let Some(words) = words.filter(|words| words.len() > 1 && query.editions.is_empty()) else { return Vec::new() };
    let has_name =
        |document: &DocId| matches!(corpus.index.record(*document).kind, Kind::Product | Kind::Report | Kind::Licence);
    let name = |length: &usize| {
        let bearers = corpus.names.bearers(&fold(&words[..*length].join(" ")));
        let bearers: Vec<DocId> = bearers.into_iter().filter(has_name).collect();
        (!bearers.is_empty()).then_some((bearers, *length))
    };
    let Some((bearers, length)) = (1..words.len()).rev().find_map(|length| name(&length)) else { return Vec::new() };
    let Some(named) = chunks_of(&fold(&words[..length].join(" ")), chunks) else { return Vec::new() };
    let common = corpus.index.len() / COMMON;
    let is_common = |(chunk, scores): (&Chunk, &ChunkScores)| chunk.role == Role::Word && scores.holds.count() > common;
    if chunks.iter().zip(scores).skip(named).all(is_common) { bearers } else { Vec::new() }
}

/// Returns how many of the first chunks are a name; none if it ends inside one of them.
fn chunks_of(name: &str, chunks: &[Chunk]) -> Option<usize> {
    let mut typed = String::new();
    let is_name = |chunk: &Chunk| {
        if let Some(text) = chunk.variants.first().filter(|_| chunk.role != Role::Unit) {
            typed.push_str(&fold(&text.analyzed.text));
        }
        typed == name
    };
    chunks.iter().position(is_name).map(|last| last + 1)
}

/// Lets documents stand among the first few.
pub(crate) fn keep(found: &mut [RankedDocument], documents: &[DocId]) {
    for document in documents {
        // What the query as a whole names has its place already.
        let is_beside = |one: &RankedDocument| one.document == *document && one.lift.is_none();
        let Some(at) = found.iter().position(is_beside) else { continue };
        let mut others: Vec<&RankedDocument> = found.iter().filter(|one| !documents.contains(&one.document)).collect();
        if others.len() < KEPT {
            continue;
        }
        let (_, last, _) = others.select_nth_unstable_by(KEPT - 1, |a, b| a.compare(b));
        let last = **last;
        let kept = &mut found[at];
        kept.rise(Some(last));
        // It is not the name as a whole that was typed; only what was gained is told.
        kept.lift = kept.lift.filter(|lift| *lift > 0.0);
    }
}

impl RankedDocument {
    /// Comes to stand just above another document, unless it does already. A number that was typed says more than a name.
    fn rise(&mut self, below: Option<Self>) {
        let own = self.score;
        if let Some(below) =
            below.filter(|below| below.compare(self) == Ordering::Less && below.precedence != Precedence::Number)
        {
            (self.tier, self.precedence, self.score) = (below.tier, below.precedence, below.score.next_up());
        }
        self.lift = Some(self.score - own);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rank::held::Held;
    use crate::request::Tier;

    const CLAUSE: DocId = 0;
    const PRODUCTS: [DocId; 3] = [1, 2, 3];
    const LICENCES: [DocId; 2] = [4, 5];

    fn kind(document: DocId) -> Kind {
        match document {
            CLAUSE => Kind::Clause,
            1..=3 => Kind::Product,
            _ => Kind::Licence,
        }
    }

    /// Returns the documents in their order after some were lifted, and checks that all others stayed as they were.
    fn order(found: &[RankedDocument], named: &[DocId]) -> Vec<DocId> {
        let mut lifted = found.to_vec();
        lift(&mut lifted, named, kind);
        for (before, after) in found.iter().zip(&lifted) {
            assert_eq!(after.lift.is_some(), named.contains(&before.document));
            assert!((before.score + after.lift.unwrap_or_default() - after.score).abs() < 1e-6);
        }
        lifted.sort_unstable_by(RankedDocument::compare);
        lifted.into_iter().map(|found| found.document).collect()
    }

    fn found(scores: [f32; 6], tier: Tier) -> Vec<RankedDocument> {
        let place = |(document, score)| RankedDocument {
            document,
            tier,
            precedence: Precedence::Words,
            score,
            held: Held::default(),
            lift: None,
        };
        (0..).zip(scores).map(place).collect()
    }

    #[test]
    fn the_named_rise_above_their_kind_and_keep_their_order() {
        let whole = found([9.0, 8.0, 7.0, 6.0, 3.0, 2.0], Tier::All);
        let [best, second, third] = PRODUCTS;
        let [large, small] = LICENCES;
        for (named, expected) in [
            (&[][..], [CLAUSE, best, second, third, large, small]),
            (&[best], [CLAUSE, best, second, third, large, small]),
            (&[third], [CLAUSE, third, best, second, large, small]),
            (&[second, third], [CLAUSE, second, third, best, large, small]),
            (&[small], [CLAUSE, best, second, third, small, large]),
            (&[third, small], [CLAUSE, third, best, second, small, large]),
        ] {
            assert_eq!(order(&whole, named), expected, "{named:?}");
        }
    }

    #[test]
    fn a_number_that_was_typed_stands_before_a_name() {
        let mut numbered = found([9.0, 8.0, 7.0, 6.0, 3.0, 2.0], Tier::All);
        numbered[1].precedence = Precedence::Number;
        assert_eq!(order(&numbered, &[3]), [1, CLAUSE, 2, 3, 4, 5]);
    }
}
