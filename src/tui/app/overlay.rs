//! What is open on top of a screen and receives the keys: at most one at a time.

use crate::tui::app::App;
use crate::tui::app::desk::prompt::DeskPrompt;
use crate::tui::app::field_editor::FieldEditor;
use crate::tui::app::packs::FilePrompt;
use crate::tui::app::page_search::PagePrompt;
use crate::tui::app::palette::Palette;
use crate::tui::app::question::NamePrompt;
use crate::tui::app::rows::query::QueryPrompt;
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
    /// The prompt for the path of a document.
    File(FilePrompt),
    /// A prompt for a line that a worklist as a whole needs.
    Desk(DeskPrompt),
    /// The prompt for the words to look for on the page on screen.
    Page(PagePrompt),
    /// The prompt for what the worklist is narrowed by, or for the name of a query.
    Query(QueryPrompt),
}

impl Overlay {
    /// Returns the mode of the keys while it is open.
    pub const fn mode(&self) -> Mode {
        match self {
            Self::Help(_) => Mode::Help,
            Self::Palette(_) | Self::Name(_) | Self::Page(_) | Self::File(_) | Self::Query(_) | Self::Desk(_) => {
                Mode::Palette
            }
            Self::FieldEditor(_) => Mode::Note,
        }
    }
}

/// What is open, for those who look for one kind of it.
impl App {
    /// Returns the first key of a message on the screen itself, without what is open on top of it; empty if it has none.
    pub fn key_below(&self, name: &str) -> &str {
        self.keymap.key_for(self.mode_below(), name)
    }

    /// Returns the first visible line of the help, if it is open.
    pub fn help(&self) -> Option<usize> {
        let Some(Overlay::Help(top)) = self.overlay else { return None };
        Some(top)
    }

    /// Returns the palette, if it is open.
    pub fn palette(&self) -> Option<&Palette> {
        let Some(Overlay::Palette(palette)) = &self.overlay else { return None };
        Some(palette)
    }

    /// Returns the field editor, if it is open.
    pub fn field_editor(&self) -> Option<&FieldEditor> {
        let Some(Overlay::FieldEditor(editor)) = &self.overlay else { return None };
        Some(editor)
    }

    /// Returns the field editor to change it, if it is open.
    pub fn field_editor_mut(&mut self) -> Option<&mut FieldEditor> {
        let Some(Overlay::FieldEditor(editor)) = &mut self.overlay else { return None };
        Some(editor)
    }

    /// Returns the prompt for the name, if it is open.
    pub fn name_prompt(&self) -> Option<&NamePrompt> {
        let Some(Overlay::Name(prompt)) = &self.overlay else { return None };
        Some(prompt)
    }

    /// Closes the prompt for the name and returns it, if it is open.
    pub fn take_name_prompt(&mut self) -> Option<NamePrompt> {
        let Some(Overlay::Name(prompt)) = self.overlay.take_if(|overlay| matches!(overlay, Overlay::Name(_))) else {
            return None;
        };
        Some(prompt)
    }

    /// Whether a field waits for the disk, or the prompt for a query for what that finds.
    pub fn is_field_busy(&self) -> bool {
        match &self.overlay {
            Some(Overlay::FieldEditor(editor)) => editor.is_busy,
            Some(Overlay::Query(prompt)) => prompt.is_busy,
            _ => false,
        }
    }

    /// Closes the field editor and returns it, if it is open.
    pub fn take_field_editor(&mut self) -> Option<FieldEditor> {
        let Some(Overlay::FieldEditor(editor)) =
            self.overlay.take_if(|overlay| matches!(overlay, Overlay::FieldEditor(_)))
        else {
            return None;
        };
        Some(editor)
    }
}
