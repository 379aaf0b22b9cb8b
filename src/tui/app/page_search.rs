//! The search inside the page on screen.

use std::collections::BTreeSet;

use crate::model::Id;
use crate::tui::app::jump_list::Location;
use crate::tui::app::text_input::TextInput;

/// Words that are looked for on the page on screen. They are marked there until the page or the search is left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageSearch {
    /// The words.
    pub wanted: String,
    /// Which of the places where they stand one is at, from 0.
    pub at: usize,
}

/// The prompt in which the words are typed.
#[derive(Clone, Debug)]
pub struct PagePrompt {
    /// What is typed.
    pub input: TextInput,
    /// Where the page was when the prompt was opened, with all headings unfolded.
    pub from: Location,
    /// Which headings were folded before, and where the page was with them.
    pub left: (BTreeSet<Id>, Location),
    /// What was looked for then.
    pub before: Option<PageSearch>,
}
