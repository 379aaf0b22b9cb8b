//! Narrows what was found: how far down a list goes, and how much of the rest is shown as near.

use crate::rank::collect::{Precedence, RankedDocument};
use crate::rank::score::Held;
use crate::request::Tier;
use crate::settings::Narrowing;

/// Who types several words looks for what has at least half of them.
const HALF: f32 = 0.5;

/// Returns what a list shows of the documents found, best first: all with every word; of those with some, the ones that
/// come close enough to the first, and not so many that nobody looks through them; and a few that are near.
pub(crate) fn narrow(mut found: Vec<RankedDocument>, rules: &Narrowing) -> Vec<RankedDocument> {
    let holds_enough = |held: Held| {
        let holds_half = held.words >= HALF && held.telling >= rules.half;
        held.share >= rules.answered || held.telling >= rules.enough || holds_half
    };
    let is_answered =
        |one: &RankedDocument| one.tier == Tier::All || one.precedence != Precedence::Words || holds_enough(one.held);
    if !found.iter().any(is_answered) {
        found.iter_mut().for_each(|one| one.tier = Tier::Near);
    }
    let best = |tier: Tier| {
        found
            .iter()
            .filter(|one| one.tier == tier && one.precedence == Precedence::Words)
            .map(|one| one.score)
            .fold(0.0, f32::max)
    };
    let least = best(Tier::All).max(best(Tier::Some)).min(f32::MAX) * rules.share;
    found.retain(|one| one.tier != Tier::Some || one.precedence != Precedence::Words || one.score >= least);
    found.sort_unstable_by(RankedDocument::compare);
    let all = found.partition_point(|one| one.tier == Tier::All);
    let some = found.partition_point(|one| one.tier <= Tier::Some) - all;
    let kept = some.min(rules.longest.saturating_sub(all));
    found.drain(all + kept..all + some);
    found.truncate(all + kept + rules.near);
    found
}
