//! Which item of the edition before became which one of this edition.

use crate::catalog::Catalog;
use crate::model::{Clause, Confidence};

use super::super::likeness::{ALIKE, Pairs, Texts, compared};
use super::join::{is_item, summary};
use super::layout::squeezed;
use super::outline::Outline;

/// How much of our summary has to stand in the text of an item that is taken for the one that continues it.
const HELD: f64 = 0.3;
/// How much of it at most stands in the text of an item that cannot be it.
const HARDLY: f64 = 0.15;
/// How much the same number adds: what stays in its place is more often the same.
const NUMBER: f64 = 0.1;
/// From where on it is hardly anything else.
const SURE: f64 = 0.8;
const LIKELY: f64 = 0.6;

/// A clause of the edition before and the item that continues it.
#[derive(Debug)]
pub(super) struct Pair<'a> {
    /// The clause.
    pub old: &'a Clause,
    /// The place of the item.
    pub new: usize,
    /// Whether both have the same text, if both official texts are there.
    pub is_same: Option<bool>,
    /// Whether both have the same number.
    pub keeps_number: bool,
    /// How alike they are.
    pub likeness: f64,
}

impl Pair<'_> {
    /// Returns how sure it is that the item continues the clause.
    pub(super) fn confidence(&self) -> Confidence {
        match self.is_same {
            Some(true) => Confidence::High,
            Some(false) if self.likeness >= SURE => Confidence::High,
            Some(false) if self.likeness >= LIKELY || self.keeps_number => Confidence::Medium,
            Some(false) => Confidence::Low,
            // Our summaries are all there was to compare.
            None if self.keeps_number && self.likeness >= HELD => Confidence::Medium,
            None => Confidence::Low,
        }
    }
}

/// The items of two editions of a volume, held against each other.
#[derive(Debug, Default)]
pub(super) struct Successions<'a> {
    /// What continues.
    pub pairs: Vec<Pair<'a>>,
    /// The clauses of the edition before that nothing continues, among those of which there is an official text.
    pub removed: Vec<&'a Clause>,
    /// The places of items that continue nothing: no clause with a text, and none without one by what we say of it.
    pub new: Vec<usize>,
    /// Of how many clauses of the edition before there is no official text.
    pub without_text: usize,
}

impl<'a> Successions<'a> {
    /// Compares the clauses of a volume of the edition before with the items of this one. `texts` returns the official text
    /// of a clause.
    pub(super) fn of(
        catalog: &'a Catalog,
        volume: &str,
        outline: &Outline,
        texts: impl Fn(&str) -> Option<&'a str>,
    ) -> Self {
        let is_here = |clause: &&Clause| catalog.tree().volume_of_chapter(&clause.chapter) == Some(volume);
        let is_item = |clause: &&Clause| is_item(clause, outline);
        let old: Vec<&Clause> = catalog.clauses().filter(is_here).filter(is_item).collect();
        let table = Table::new(&old, outline, texts);
        let mut successions =
            Self { without_text: (0..old.len()).filter(|one| !table.has_text(*one)).count(), ..Self::default() };
        let found = table.sorted();
        let mut is_taken = vec![false; old.len()];
        let mut owners: Vec<Option<usize>> = vec![None; outline.items.len()];
        for Likely { likeness, old: one, new, .. } in found.iter().copied().filter(|found| !found.is_doubt) {
            if !is_taken[one] && owners[new].is_none() {
                (is_taken[one], owners[new]) = (true, Some(one));
                let (is_same, keeps_number) = (table.is_same(one, new), table.keeps_number(one, new));
                successions.pairs.push(Pair { old: old[one], new, is_same, keeps_number, likeness });
            }
        }
        successions.pairs.sort_by_key(|pair| pair.new);
        // Without any text of the edition before, nothing is known of what it had.
        if successions.without_text < old.len() {
            let (is_old_open, is_new_open) = table.open(&found, &owners);
            let removed = old.iter().enumerate().filter(|(one, _)| !is_taken[*one] && !is_old_open[*one]);
            successions.removed = removed.map(|(_, clause)| *clause).collect();
            successions.new = (0..owners.len()).filter(|new| owners[*new].is_none() && !is_new_open[*new]).collect();
        }
        successions
    }
}

/// A clause and an item that may go together.
#[derive(Clone, Copy, Debug)]
struct Likely {
    /// How alike they are.
    likeness: f64,
    /// The places of both.
    old: usize,
    new: usize,
    /// Whether it is too little to take them for one, and too much to rule it out.
    is_doubt: bool,
}

/// What is compared.
struct Table {
    numbers: Vec<String>,
    old_texts: Vec<Option<(String, Pairs)>>,
    summaries: Vec<Pairs>,
    new_numbers: Vec<String>,
    new_texts: Vec<(String, Pairs, Pairs)>,
}

impl Table {
    fn new<'a>(old: &[&'a Clause], outline: &Outline, texts: impl Fn(&str) -> Option<&'a str>) -> Self {
        let of_old = |clause: &&Clause| texts(&clause.id).map(|text| (compared(text), Pairs::of(text)));
        let of_new = |text: &str| (compared(text), Pairs::of(text), Pairs::of_words(text));
        Self {
            numbers: old.iter().map(|clause| squeezed(&clause.number)).collect(),
            old_texts: old.iter().map(of_old).collect(),
            summaries: old.iter().map(|clause| summary(clause)).collect(),
            new_numbers: outline.items.iter().map(|item| squeezed(&item.number())).collect(),
            new_texts: outline.items.iter().map(|item| of_new(&item.text)).collect(),
        }
    }

    fn keeps_number(&self, old: usize, new: usize) -> bool {
        self.new_numbers[new] == self.numbers[old]
    }

    fn is_same(&self, old: usize, new: usize) -> Option<bool> {
        self.old_texts[old].as_ref().map(|(text, _)| *text == self.new_texts[new].0)
    }

    fn has_text(&self, old: usize) -> bool {
        self.old_texts[old].is_some()
    }

    /// Returns of which clauses and items it is open whether they go together with any other: what was only held against a
    /// summary may be something else.
    fn open(&self, found: &[Likely], owners: &[Option<usize>]) -> (Vec<bool>, Vec<bool>) {
        let mut is_old_open: Vec<bool> = (0..self.old_texts.len()).map(|old| !self.has_text(old)).collect();
        let mut is_new_open = vec![false; owners.len()];
        for Likely { old, new, .. } in found {
            is_old_open[*old] |= owners[*new].is_some_and(|owner| !self.has_text(owner));
            is_new_open[*new] |= !self.has_text(*old);
        }
        (is_old_open, is_new_open)
    }

    /// Returns what may go together, what goes best first.
    fn sorted(&self) -> Vec<Likely> {
        let texts = Texts::new(self.new_texts.iter().map(|(_, _, words)| words).collect());
        let mut found: Vec<(f64, Likely)> = Vec::new();
        for (old, text) in self.old_texts.iter().enumerate() {
            let held = if text.is_none() { texts.holding(&self.summaries[old]) } else { Vec::new() };
            for (new, (_, pairs, _)) in self.new_texts.iter().enumerate() {
                let (likeness, least, hardly) = match text {
                    Some((_, old)) => (old.likeness(pairs), ALIKE, ALIKE),
                    None => (held.get(new).copied().unwrap_or_default(), HELD, HARDLY),
                };
                let bonus = if self.keeps_number(old, new) { NUMBER } else { 0.0 };
                // The same text is the same item, whatever its number.
                let first = if self.is_same(old, new) == Some(true) { 1.0 } else { 0.0 };
                let value = likeness + bonus;
                if value + first >= hardly {
                    let is_doubt = value + first < least;
                    found.push((value + first, Likely { likeness, old, new, is_doubt }));
                }
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1.old, a.1.new).cmp(&(b.1.old, b.1.new))));
        found.into_iter().map(|(_, found)| found).collect()
    }
}
