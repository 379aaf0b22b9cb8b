//! The state of the search screen: query, hits, selection.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::catalog::RecordRef;
use crate::failure::Failure;
use crate::language::{joined, t};
use crate::model::Kind;
use crate::search::{Completion, Counts, Hit, Known, Marks, Request, Results, Tier};
use crate::text::width::cells;
use crate::tui::app::text_input::TextInput;
use crate::tui::app::{App, selection};
use crate::tui::input::message::Message;
use crate::tui::view::text;
use crate::workspace::tiers::{NOTHING_BUT_NEAR, divider};

/// Whether the search engine can answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Readiness {
    /// It is being opened.
    #[default]
    Preparing,
    /// It can answer.
    Ready,
    /// It could not be opened.
    Failed(Failure),
}

/// How the query may go on, where a filter is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// What may stand there.
    pub completion: Completion,
    /// Which of it stands there now; none if nothing was taken yet.
    pub taken: Option<usize>,
}

/// A line of the list of hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListLine {
    /// A hit, by its place among all.
    Hit(usize),
    /// What stands above the hits of a tier. It cannot be selected.
    Heading(&'static str),
}

/// The lines of the list of hits. However many hits there are, only those that are seen are gone through: the tiers stand one
/// behind the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListLines {
    hits: usize,
    /// What stands above some hits, with the first hit below it.
    headings: Vec<(usize, &'static str)>,
}

impl ListLines {
    fn of(hits: &[Hit]) -> Self {
        let heading = |tier: Tier| {
            let first = hits.partition_point(|hit| hit.tier < tier);
            hits.get(first).filter(|hit| hit.tier == tier)?;
            let above = match (first, tier) {
                (0, Tier::Near) => Some(NOTHING_BUT_NEAR),
                (0, Tier::All | Tier::Some) => None,
                _ => divider(tier),
            };
            above.map(|above| (first, t(above)))
        };
        Self { hits: hits.len(), headings: [Tier::Some, Tier::Near].into_iter().filter_map(heading).collect() }
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.hits + self.headings.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns a line.
    pub fn get(&self, line: usize) -> Option<ListLine> {
        let mut above = 0;
        for (first, heading) in &self.headings {
            match (first + above).cmp(&line) {
                Ordering::Less => above += 1,
                Ordering::Equal => return Some(ListLine::Heading(heading)),
                Ordering::Greater => break,
            }
        }
        Some(line - above).filter(|hit| *hit < self.hits).map(ListLine::Hit)
    }

    /// Returns the line of a hit.
    pub fn line_of(&self, hit: usize) -> usize {
        hit + self.headings.iter().filter(|(first, _)| *first <= hit).count()
    }

    /// Returns the lines from one on.
    pub fn from(&self, line: usize) -> impl Iterator<Item = ListLine> + '_ {
        (line..self.len()).filter_map(|line| self.get(line))
    }
}

/// Whether one of two texts begins with the other.
fn begins_other(one: &str, other: &str) -> bool {
    one.starts_with(other) || other.starts_with(one)
}

/// The query and its hits.
#[derive(Debug, Default)]
pub struct SearchState {
    /// The typed query.
    pub input: TextInput,
    /// How it may go on; none if no filter is being typed.
    pub offered: Option<Offered>,
    /// The only kind to show; none for all.
    pub kind: Option<Kind>,
    /// The hits on screen, with counts and warnings.
    pub results: Results,
    /// How many records of each searchable kind were found; none where it is not known.
    pub counts: Vec<(Kind, Option<Counts>)>,
    /// The width of the labels of the hits.
    pub label: usize,
    /// The selected hit; none if there are none.
    pub selected: Option<usize>,
    /// The first visible line of the list.
    pub top: usize,
    /// For which query the person has moved the selection: its record stays selected while only the end of that query
    /// changes. None if nobody has moved it.
    pub pinned: Option<String>,
    /// Whether the newest request asks once more for what is on screen, of other records: the selected one stays selected
    /// even if nobody chose it, unless something fits better now.
    pub asks_again: bool,
    /// The number of the newest request. Answers to older ones are dropped.
    pub generation: u64,
    /// Whether the newest request has no answer yet.
    pub is_waiting: bool,
    /// Whether the engine can answer.
    pub readiness: Readiness,
    /// Messages typed ahead: they act on hits that are not on screen yet.
    pub typed_ahead: Vec<Message>,
}

impl SearchState {
    /// Returns the selected hit.
    pub fn hit(&self) -> Option<&Hit> {
        self.results.hits.get(self.selected?)
    }

    /// Whether a kind is offered: some of it was found, or it is not known whether any was.
    pub fn offers(&self, kind: Kind) -> bool {
        let known = self.counts.iter().find(|(one, _)| *one == kind).and_then(|(_, count)| *count);
        known.is_none_or(|counts| counts.total() > 0)
    }

    /// Lets the selected record stay selected while only the end of the query changes.
    pub fn pin(&mut self) {
        self.pinned = Some(self.input.text().to_owned());
    }

    /// Returns where the record that was selected by hand stands among new hits. Another query has nothing to do with it,
    /// and neither has a record that is less of what is asked for than it was when one saw it.
    pub fn kept(&self, hits: &[Hit]) -> Option<usize> {
        let now = self.input.text().trim();
        let is_like =
            |pinned: &str| pinned == now || !pinned.is_empty() && !now.is_empty() && begins_other(pinned, now);
        let is_same = self.asks_again || self.pinned.as_deref().is_some_and(|pinned| is_like(pinned.trim()));
        let before = self.hit().filter(|_| is_same)?;
        let found = hits.iter().position(|hit| hit.at == before.at && hit.tier <= before.tier)?;
        // Nobody chose it, and there is more of what was asked for now.
        let is_passed = self.pinned.is_none() && hits[0].tier < hits[found].tier;
        (!is_passed).then_some(found)
    }

    /// Returns the lines of the list.
    pub fn lines(&self) -> ListLines {
        ListLines::of(&self.results.hits)
    }

    /// Returns the first line of the list to be visible, so that the selected hit is, with what stands above its tier.
    pub fn first_line(&self, lines: &ListLines, height: usize) -> usize {
        let selected = self.selected.filter(|hit| *hit < self.results.hits.len()).map(|hit| lines.line_of(hit));
        let top = selection::first_visible(self.top, selected, lines.len(), height);
        let is_below_heading = |top: usize| matches!(lines.get(top.wrapping_sub(1)), Some(ListLine::Heading(_)));
        if Some(top) == selected && is_below_heading(top) && height > 1 { top - 1 } else { top }
    }

    /// Returns where the selected hit stands among those that are counted, or among those that only come near; none if
    /// nothing was found.
    pub fn position(&self) -> Option<String> {
        let (selected, counted) = (self.selected?, self.results.counts.total());
        let near = self.results.hits.len().saturating_sub(counted);
        Some(match (selected + 1).checked_sub(counted) {
            None | Some(0) => format!("{}/{counted}", selected + 1),
            Some(place) => text::near(place, near),
        })
    }

    /// Returns the choice after the present one, or before it, in a cycle through the kinds that are offered; `None` means
    /// all kinds.
    pub fn kind_beside(&self, is_forward: bool) -> Option<Kind> {
        let offered = Kind::SEARCHABLE.iter().copied().filter(|kind| self.offers(*kind) || self.kind == Some(*kind));
        let choices: Vec<Option<Kind>> = [None].into_iter().chain(offered.map(Some)).collect();
        let now = choices.iter().position(|choice| *choice == self.kind).unwrap_or(0);
        let next = if is_forward { now + 1 } else { now + choices.len() - 1 };
        choices[next % choices.len()]
    }

    /// Whether the word that is being typed is itself what is looked for, though it is the name of a filter, too: it was found,
    /// or may yet be.
    pub fn asks_for_a_name(&self) -> bool {
        let is_name = self.offered.as_ref().is_some_and(|offered| offered.completion.is_name);
        let is_found = || self.results.by_kind.iter().any(|(_, counts)| counts.all > 0);
        is_name && (self.is_waiting || is_found())
    }

    /// Returns how the query may go on, unless there is something else to be told: that another filter was left out, or that
    /// no value begins like this.
    pub fn offer_to_tell(&self) -> Option<&Offered> {
        let offered = self.offered.as_ref().filter(|offered| offered.completion.goes_on)?;
        let typed = self.input.text().get(offered.completion.range.clone());
        let is_typed = |ignored: &String| Some(ignored.as_str()) == typed;
        (self.is_waiting || self.results.ignored.iter().all(is_typed)).then_some(offered)
    }

    /// Returns what is to be told about the query: that filters were left out, else the first thing to know.
    pub fn remark(&self) -> String {
        let Results { notes, warnings, ignored, .. } = &self.results;
        match ignored.is_empty() {
            true => notes.iter().chain(warnings).next().cloned().unwrap_or_default(),
            false => joined(warnings),
        }
    }

    /// Whether the query is empty, so that all records are listed.
    pub fn is_browsing(&self) -> bool {
        self.input.text().trim().is_empty()
    }
}

/// The least and greatest width of the column of labels in a list.
const COLUMN: (usize, usize) = (8, 18);
/// How many records of a list are measured for it.
const MEASURED: usize = 2000;

impl App {
    /// Returns a search for a text that knows the worklist and the saved filters.
    pub fn request(&self, text: &str) -> Request {
        let (marks, saved) = (Some(self.marks.clone() as Arc<dyn Marks>), self.saved.clone());
        Request { marks, saved, ..Request::new(text, usize::MAX) }
    }

    /// Returns what is known of the values of filters.
    pub fn known(&self) -> Known<'_> {
        Known { catalog: &self.catalog, romaji: self.romaji.as_ref(), marks: Some(&*self.marks), saved: &self.saved }
    }

    /// Returns the short name of a record in a list: the number of a clause, the kind of anything else.
    pub fn label(&self, at: RecordRef) -> String {
        match at.kind {
            Kind::Clause | Kind::Question => self.catalog.label(at),
            kind => t(kind.name()).to_owned(),
        }
    }

    /// Returns the width of the labels of a list, all of it, so that its columns stay where they are while one scrolls.
    pub fn label_column(&self, records: impl Iterator<Item = RecordRef>) -> usize {
        let widest = records.take(MEASURED).map(|at| cells(&self.label(at), self.settings.ambiguous)).max();
        widest.unwrap_or(0).clamp(COLUMN.0, COLUMN.1)
    }

    /// Measures the labels of the hits once, and again when the width of characters is known.
    pub fn measure_labels(&mut self) {
        self.search.label = self.label_column(self.search.results.hits.iter().map(|hit| hit.at));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn hit(tier: Tier) -> Hit {
        let at = RecordRef::new(Kind::Term, 0);
        Hit {
            at,
            id: String::new(),
            score: 0.0,
            lift: None,
            tier,
            is_guess: false,
            matched: Vec::new(),
            is_detailed: true,
        }
    }

    proptest! {
        #[test]
        fn lines_are_the_hits_with_a_heading_where_a_tier_begins(all in 0..4usize, some in 0..4usize, near in 0..4usize) {
            let tiers = [(Tier::All, all), (Tier::Some, some), (Tier::Near, near)];
            let hits: Vec<Hit> = tiers.iter().flat_map(|(tier, count)| (0..*count).map(|_| hit(*tier))).collect();
            let mut expected = Vec::new();
            for (place, hit) in hits.iter().enumerate() {
                let before = place.checked_sub(1).map(|before| hits[before].tier);
                match before {
                    None if hit.tier == Tier::Near => expected.push(ListLine::Heading(NOTHING_BUT_NEAR)),
                    Some(before) if before != hit.tier => expected.extend(divider(hit.tier).map(ListLine::Heading)),
                    _ => {}
                }
                expected.push(ListLine::Hit(place));
            }
            let lines = ListLines::of(&hits);
            prop_assert_eq!(lines.from(0).collect::<Vec<_>>(), expected.clone());
            prop_assert_eq!((lines.len(), lines.get(lines.len())), (expected.len(), None));
            for place in 0..hits.len() {
                prop_assert_eq!(lines.get(lines.line_of(place)), Some(ListLine::Hit(place)));
            }
        }
    }
}
