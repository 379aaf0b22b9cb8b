//! What lies over a screen and takes its keys: one thing at a time.

use crate::tui::app::field_editor::FieldEditor;
use crate::tui::app::palette::Palette;
use crate::tui::input::keymap::Mode;

/// What lies over a screen.
#[derive(Debug)]
pub enum Overlay {
    /// The list of keys: its first line on screen.
    Help(usize),
    /// A list to choose from: commands, recent queries, verdicts.
    Palette(Palette),
    /// A field that is being written, mostly the note.
    FieldEditor(FieldEditor),
}

impl Overlay {
    /// Returns what keys are meant for while it is there.
    pub const fn mode(&self) -> Mode {
        match self {
            Self::Help(_) => Mode::Help,
            Self::Palette(_) => Mode::Palette,
            Self::FieldEditor(_) => Mode::Note,
        }
    }
}
