//! A prompt for one line that a worklist as a whole needs: a name, a text of the form, a path.

use std::path::PathBuf;

use crate::model::Id;
use crate::tui::app::field_editor::TYPING_LIMIT;
use crate::tui::app::text_input::TextInput;
use crate::worklist::{EntryId, Field};
use crate::workspace::exports::ExportKind;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeskAsked {
    /// The name in the form.
    Name,
    /// A text of the form, by its place in the table of texts.
    Text(usize),
    /// The name of a copy of this worklist; whether it is looked at again.
    CopyName(String, bool),
    /// The folder of a colleague.
    Folder,
    /// A worklist that was filled in.
    Filled,
    /// The name of who filled it in.
    FilledBy,
    /// The file that something is written to.
    Out(ExportKind),
    /// The form of the ministry.
    Sheet,
    /// The vendor in that form.
    Vendor,
    /// The system in that form.
    System,
    /// The title of a new own item.
    NewItem,
    /// What is to be checked for a new one with this title.
    NewItemText(String),
    /// Another title of an own item.
    ItemTitle(Id),
    /// What is to be checked for an own item.
    ItemText(Id),
    /// The round of the inspection that is filled in.
    Round,
    /// A file or a page that is evidence of the audit as a whole.
    NewEvidence,
    /// What is said of a piece of evidence in this field.
    Evidence(EntryId, Field),
}

impl DeskAsked {
    /// Whether it is a path, which can be completed.
    pub const fn is_path(&self) -> bool {
        match self {
            Self::Folder | Self::Filled | Self::Out(_) | Self::Sheet | Self::NewEvidence => true,
            Self::Name
            | Self::Text(_)
            | Self::CopyName(..)
            | Self::FilledBy
            | Self::Vendor
            | Self::System
            | Self::Round
            | Self::Evidence(..)
            | Self::NewItem
            | Self::NewItemText(_)
            | Self::ItemTitle(_)
            | Self::ItemText(_) => false,
        }
    }

    /// Whether nothing may be typed, which says something too.
    pub const fn may_be_empty(&self) -> bool {
        match self {
            Self::Text(_) | Self::Vendor | Self::System | Self::Round | Self::Evidence(..) => true,
            Self::FilledBy | Self::NewItemText(_) | Self::ItemText(_) => true,
            Self::Name | Self::CopyName(..) | Self::Folder | Self::Filled | Self::Out(_) | Self::Sheet => false,
            Self::NewItem | Self::ItemTitle(_) | Self::NewEvidence => false,
        }
    }
}

/// The prompt.
#[derive(Clone, Debug)]
pub struct DeskPrompt {
    /// What is asked for.
    pub asked: DeskAsked,
    /// What is typed.
    pub input: TextInput,
    /// The file or folder that it waits for: what was read for another prompt is not shown in its place.
    pub awaited: Option<PathBuf>,
}

impl DeskPrompt {
    /// Returns a prompt that offers a text: the first letter takes its place.
    pub fn new(asked: DeskAsked, offered: &str) -> Self {
        Self { asked, input: TextInput::of_line(offered, TYPING_LIMIT), awaited: None }.offering()
    }

    fn offering(mut self) -> Self {
        self.input.offer();
        self
    }

    /// Puts a text in the place of what is typed.
    pub fn set(&mut self, text: &str) {
        self.input = TextInput::of_line(text, TYPING_LIMIT);
    }
}
