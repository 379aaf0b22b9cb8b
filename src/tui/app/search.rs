//! The state of the search screen: query, hits, selection.

use crate::failure::Failure;
use crate::model::Kind;
use crate::search::{Completion, Hit, Results};
use crate::tui::app::text_input::TextInput;
use crate::tui::input::message::Message;

/// Whether the search engine can answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Readiness {
    /// The index is being built.
    #[default]
    Preparing,
    /// It can answer.
    Ready,
    /// Building the index failed.
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
    pub counts: Vec<(Kind, Option<usize>)>,
    /// The selected hit; none if there are none.
    pub selected: Option<usize>,
    /// The first visible hit.
    pub top: usize,
    /// Whether the person has moved the selection, so that it stays on its record when the hits change.
    pub is_pinned: bool,
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
        known != Some(0)
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

    /// Whether the query is empty, so that all records are listed.
    pub fn is_browsing(&self) -> bool {
        self.input.text().trim().is_empty()
    }
}
