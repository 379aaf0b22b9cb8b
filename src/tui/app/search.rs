//! The state of the search screen: query, hits, selection.

use crate::failure::Failure;
use crate::model::Kind;
use crate::search::{Hit, Results};
use crate::tui::app::text_input::TextInput;
use crate::tui::input::message::Message;

/// How many choices there are to narrow the hits to: each kind, or none.
pub const KIND_CHOICES: usize = Kind::SEARCHABLE.len() + 1;

/// Returns the choice that comes some steps after another; none stands for all kinds.
pub fn kind_after(kind: Option<Kind>, steps: usize) -> Option<Kind> {
    let now = Kind::SEARCHABLE.iter().position(|known| Some(*known) == kind).map_or(0, |at| at + 1);
    ((now + steps) % KIND_CHOICES).checked_sub(1).map(|at| Kind::SEARCHABLE[at])
}

/// How far the search engine is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Readiness {
    /// The index is being built.
    #[default]
    Preparing,
    /// It answers.
    Ready,
    /// It never will.
    Failed(Failure),
}

/// The query and its hits.
#[derive(Debug, Default)]
pub struct SearchState {
    /// What is typed.
    pub input: TextInput,
    /// The kind it is narrowed to.
    pub kind: Option<Kind>,
    /// The hits on screen and what to know about them.
    pub results: Results,
    /// How many records of each searchable kind there are; none where it is not known.
    pub counts: Vec<(Kind, Option<usize>)>,
    /// The selected hit; none if there are none.
    pub selected: Option<usize>,
    /// The first hit on screen.
    pub top: usize,
    /// Whether the selection was moved by hand and so follows its record.
    pub is_pinned: bool,
    /// The number of the newest request; answers to older ones are dropped.
    pub generation: u64,
    /// Whether the newest request is still unanswered.
    pub is_waiting: bool,
    /// How far the engine is.
    pub readiness: Readiness,
    /// What was typed ahead: keys meant for hits that are not on screen yet.
    pub typed_ahead: Vec<Message>,
}

impl SearchState {
    /// Returns the selected hit.
    pub fn hit(&self) -> Option<&Hit> {
        self.results.hits.get(self.selected?)
    }

    /// Whether there is nothing to search for, so that all records are listed.
    pub fn is_browsing(&self) -> bool {
        self.input.text().trim().is_empty()
    }
}
