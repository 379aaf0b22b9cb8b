//! Which clause of the catalog an item of the document is.
//!
//! A number that is known for certain says so. What has no such number is looked for in the same chapter by what it says:
//! an item is taken for it only if no other comes near.

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::model::Clause;

use super::super::likeness::{Pairs, Texts};
use super::layout::squeezed;
use super::outline::Outline;

/// How much of a summary has to stand in a text that is taken for its own.
const ENOUGH: f64 = 0.3;
/// How much more it has to be than of any other.
const AHEAD: f64 = 0.08;
/// How much has to stand in the text with the number that is probably its own.
const PROBABLE: f64 = 0.2;

/// What became of items and clauses.
#[derive(Debug, Default)]
pub(super) struct Joined<'a> {
    /// The clause of each item, by the places of the items.
    pub clauses: Vec<Option<&'a Clause>>,
    /// How many of them were found by what they say.
    pub by_text: usize,
    /// The clauses without an item.
    pub missing: Vec<&'a Clause>,
}

impl<'a> Joined<'a> {
    /// Looks for the clauses of a volume.
    pub(super) fn of(catalog: &'a Catalog, volume: &str, outline: &Outline) -> Self {
        let is_here = |clause: &&Clause| catalog.tree().volume_of_chapter(&clause.chapter) == Some(volume);
        let is_item = |clause: &&Clause| is_item(clause, outline);
        let clauses: Vec<&Clause> = catalog.clauses().filter(is_here).filter(is_item).collect();
        let mut joined = Self { clauses: vec![None; outline.items.len()], ..Self::default() };
        joined.by_number(&clauses, outline);
        for chapter in &outline.chapters {
            let of_chapter = |clause: &Clause| {
                catalog.chapter_of(clause).is_some_and(|one| squeezed(&one.number) == chapter.number.to_string())
            };
            let items: Vec<usize> = (0..outline.items.len())
                .filter(|at| outline.items[*at].chapter == chapter.number && joined.clauses[*at].is_none())
                .collect();
            let open = clauses.iter().copied().filter(|clause| !joined.has(clause) && of_chapter(clause));
            let open: Vec<&Clause> = open.filter(|clause| !clause.has_certain_number()).collect();
            joined.by_words(&open, outline, &items);
        }
        joined.missing = clauses.into_iter().filter(|clause| !joined.has(clause)).collect();
        joined
    }

    fn has(&self, clause: &Clause) -> bool {
        self.clauses.iter().flatten().any(|other| other.id == clause.id)
    }

    fn by_number(&mut self, clauses: &[&'a Clause], outline: &Outline) {
        let mut by_number: BTreeMap<String, Vec<&'a Clause>> = BTreeMap::new();
        for clause in clauses.iter().filter(|clause| clause.has_certain_number()) {
            by_number.entry(squeezed(&clause.number)).or_default().push(clause);
        }
        let mut items: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, item) in outline.items.iter().enumerate() {
            items.entry(squeezed(&item.number())).or_default().push(at);
        }
        for (number, places) in &items {
            let Some(clauses) = by_number.get(number) else { continue };
            for (at, clause) in matched(clauses, places, outline) {
                self.clauses[at] = Some(clause);
            }
        }
    }

    /// Joins clauses without a certain number and items of one chapter.
    fn by_words(&mut self, open: &[&'a Clause], outline: &Outline, items: &[usize]) {
        let pairs: Vec<Pairs> = items.iter().map(|at| Pairs::of_words(&outline.items[*at].text)).collect();
        let texts = Texts::new(pairs.iter().collect());
        let held: Vec<Vec<f64>> = open.iter().map(|clause| texts.holding(&summary(clause))).collect();
        let mut is_taken = vec![false; items.len()];
        let mut is_joined = vec![false; open.len()];
        // The number that is probably its own goes first: somebody has read it in a draft.
        for (one, clause) in open.iter().enumerate() {
            let probable =
                items.iter().position(|at| outline.items[*at].item() == clause.item && !clause.item.is_empty());
            if let Some(place) = probable.filter(|place| held[one][*place] >= PROBABLE && !is_taken[*place]) {
                self.clauses[items[place]] = Some(clause);
                (is_taken[place], is_joined[one]) = (true, true);
            }
        }
        while let Some((one, place)) = clearest(&held, &is_joined, &is_taken) {
            self.clauses[items[place]] = Some(open[one]);
            self.by_text += 1;
            (is_taken[place], is_joined[one]) = (true, true);
        }
    }
}

/// Whether a clause is one of the items that a document lists. What has no mark and yet a number is a section.
pub(super) fn is_item(clause: &Clause, outline: &Outline) -> bool {
    let lists_sections = outline.items.first().is_some_and(|item| item.mark == 0);
    lists_sections || !clause.item.is_empty() || !clause.has_certain_number()
}

/// Returns what we say of a clause.
pub(super) fn summary(clause: &Clause) -> Pairs {
    Pairs::of_words(&format!("{} {} {}", clause.title, clause.gist, clause.terms.join(" ")))
}

/// Returns the clause and the item that go together most, if both have no other that comes near.
fn clearest(held: &[Vec<f64>], is_joined: &[bool], is_taken: &[bool]) -> Option<(usize, usize)> {
    let open = |one: usize, place: usize| !is_joined[one] && !is_taken[place];
    let all = (0..is_joined.len()).flat_map(|one| (0..is_taken.len()).map(move |place| (one, place)));
    let all: Vec<(usize, usize)> = all.filter(|(one, place)| open(*one, *place)).collect();
    let (mut of_clauses, mut of_items) = (vec![Top::default(); is_joined.len()], vec![Top::default(); is_taken.len()]);
    for (one, place) in &all {
        of_clauses[*one].add(held[*one][*place]);
        of_items[*place].add(held[*one][*place]);
    }
    let is_clear = |(one, place): &(usize, usize)| {
        let value = held[*one][*place];
        value >= ENOUGH && of_clauses[*one].is_ahead(value) && of_items[*place].is_ahead(value)
    };
    let best = all.iter().copied().filter(is_clear);
    best.max_by(|a, b| held[a.0][a.1].total_cmp(&held[b.0][b.1]))
}

/// The two highest of some values.
#[derive(Clone, Copy)]
struct Top {
    first: f64,
    second: f64,
}

impl Default for Top {
    fn default() -> Self {
        Self { first: f64::NEG_INFINITY, second: f64::NEG_INFINITY }
    }
}

impl Top {
    fn add(&mut self, value: f64) {
        if value > self.first {
            (self.first, self.second) = (value, self.first);
        } else if value > self.second {
            self.second = value;
        }
    }

    /// Whether one of the values is the highest, and no other comes near.
    fn is_ahead(&self, value: f64) -> bool {
        value >= self.first && self.second + AHEAD <= value
    }
}

/// Joins clauses and items with one number. Where lists begin again under each sub-heading, it says which is which; else
/// their order does.
fn matched<'a>(clauses: &[&'a Clause], places: &[usize], outline: &Outline) -> Vec<(usize, &'a Clause)> {
    if let ([clause], [at]) = (clauses, places) {
        return vec![(*at, *clause)];
    }
    let alike = |at: usize, clause: &Clause| {
        let (printed, ours) = (squeezed(&outline.items[at].heading), squeezed(&clause.heading));
        !printed.is_empty() && !ours.is_empty() && (printed.contains(&ours) || ours.contains(&printed))
    };
    let mut found = Vec::new();
    let (mut left, mut open) = (places.to_vec(), clauses.to_vec());
    left.retain(|at| match open.iter().position(|clause| alike(*at, clause)) {
        Some(clause) => {
            found.push((*at, open.remove(clause)));
            false
        }
        None => true,
    });
    // As many lists as sub-headings, or nothing is said of which is which. What stands under another heading is something else;
    // one of ours stands in brackets.
    let is_other = |at: usize, clause: &Clause| {
        let is_printed = !clause.heading.is_empty() && !clause.heading.starts_with(['(', '（', '[', '［']);
        is_printed && !outline.items[at].heading.is_empty()
    };
    if left.len() == open.len() {
        found.extend(left.into_iter().zip(open).filter(|(at, clause)| !is_other(*at, clause)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_has_no_other_that_comes_near_goes_together() {
        let held = [vec![0.9, 0.85, 0.1], vec![0.2, 0.6, 0.1], vec![0.0, 0.0, 0.29]];
        let (none, first) = ([false; 3], [true, false, false]);
        assert_eq!(clearest(&held, &none, &none), None);
        assert_eq!(clearest(&held, &first, &first), Some((1, 1)));
        assert_eq!(clearest(&held[2..], &[false], &none), None);
        assert_eq!(clearest(&[vec![0.5, 0.5]], &[false], &[false; 2]), None);
    }
}
