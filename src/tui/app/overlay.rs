//! What is open on top of a screen and receives the keys: at most one at a time.

use crate::tui::app::field_editor::FieldEditor;
use crate::tui::app::page_search::PagePrompt;
use crate::tui::app::palette::Palette;
use crate::tui::app::question::NamePrompt;
use crate::tui::input::keymap::Mode;

/// What is open on top of a screen.
#[derive(Debug)]
pub enum Overlay {
    /// The help with all keys; holds the first visible line.
    Help(usize),
    /// A list to choose from: commands, recent queries, verdicts.
    Palette(Palette),
    /// The editor of a field, mostly the note.
    FieldEditor(FieldEditor),
    /// The prompt for the person's name.
    Name(NamePrompt),
    /// The prompt for the words to look for on the page on screen.
    Page(PagePrompt),
}

impl Overlay {
    /// Returns the mode of the keys while it is open.
    pub const fn mode(&self) -> Mode {
        match self {
            Self::Help(_) => Mode::Help,
            Self::Palette(_) | Self::Name(_) | Self::Page(_) => Mode::Palette,
            Self::FieldEditor(_) => Mode::Note,
        }
    }
}
