//! The state of the search screen: query, hits, selection.

use crate::failure::Failure;
use crate::model::Kind;
use crate::search::{Hit, Results};
use crate::tui::app::text_input::TextInput;
use crate::tui::input::message::Message;

/// How many choices there are for the kind of the hits: each kind, or all.
pub const KIND_CHOICES: usize = Kind::SEARCHABLE.len() + 1;

/// Returns the choice some steps after another, in a cycle; `None` means all kinds.
pub fn kind_after(kind: Option<Kind>, steps: usize) -> Option<Kind> {
    let now = Kind::SEARCHABLE.iter().position(|known| Some(*known) == kind).map_or(0, |at| at + 1);
    ((now + steps) % KIND_CHOICES).checked_sub(1).map(|at| Kind::SEARCHABLE[at])
}

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

/// The query and its hits.
#[derive(Debug, Default)]
pub struct SearchState {
    /// The typed query.
    pub input: TextInput,
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

    /// Whether the query is empty, so that all records are listed.
    pub fn is_browsing(&self) -> bool {
        self.input.text().trim().is_empty()
    }
}
