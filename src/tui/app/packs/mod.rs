//! What the screen knows of packs: what is being done, what a document would change, and the list.

use std::sync::Arc;

use crate::failure::Failure;
use crate::import::PackRecords;
use crate::model::Id;
use crate::tui::app::text_input::TextInput;
use crate::workspace::packs::{ImportPart, ImportPreview, ImportStep, ListedPack, NoImport, PackDone};

/// The longest path that can be typed.
const PATH_LIMIT: usize = 4096;

/// What the screen knows of packs.
#[derive(Debug, Default)]
pub struct Packs {
    /// The packs as they were listed last.
    pub listed: Vec<ListedPack>,
    /// The document that was looked at last, with what is told of it.
    pub looked_at: Option<(Arc<ImportPreview>, Vec<ImportPart>)>,
    /// What is being done; none if nothing is.
    pub doing: Option<PackDoing>,
    /// What was chosen on a page, and is done next.
    pub chosen: Option<PackDeed>,
    /// The path that was typed last.
    pub typed: String,
}

/// What is being done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackDoing {
    /// A document is read; how far, once it takes long.
    Reading(Option<ImportStep>),
    /// Something is written.
    Writing,
}

/// What a link on a page of packs does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackDeed {
    /// Asks for a document.
    Ask,
    /// Takes in the document that was looked at.
    Apply,
    /// Lays a pack over the catalog.
    Enable(Id),
    /// Takes a pack out of it.
    Disable(Id),
    /// Removes a pack.
    Remove(Id),
    /// Undoes the last of all that.
    Undo,
}

/// What a thread has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackTask {
    /// Looks at the document under a path.
    Look(String),
    /// Takes in what was looked at.
    Apply(Arc<ImportPreview>),
    /// Does something with a pack that is there, or undoes it.
    Act(PackDeed),
    /// Lists the packs.
    List,
}

/// What the thread has to say.
#[derive(Clone, Debug)]
pub enum PackReport {
    /// How far it is.
    Step(ImportStep),
    /// What a document would change, or why there is nothing to take in.
    LookedAt(Result<Arc<ImportPreview>, NoImport>),
    /// What was done, if there was anything to do, and the packs there are now.
    Done(Result<Option<PackOutcome>, Failure>, Vec<ListedPack>),
    /// The packs there are.
    Listed(Vec<ListedPack>),
}

/// Something that was done to a pack.
#[derive(Clone, Debug)]
pub struct PackOutcome {
    /// What.
    pub done: PackDone,
    /// Whether it was undone instead.
    pub is_undone: bool,
    /// The records that are gone with it; empty if none are.
    pub gone: Box<PackRecords>,
    /// What to do next; may be empty.
    pub hint: String,
}

/// The prompt for the path of a document.
#[derive(Clone, Debug)]
pub struct FilePrompt {
    /// What is typed.
    pub input: TextInput,
}

impl FilePrompt {
    /// Returns a prompt that offers a path: the first letter takes its place.
    pub fn new(typed: &str) -> Self {
        let input = TextInput::of_line(typed, PATH_LIMIT);
        Self { input: if typed.is_empty() { input } else { input.to_be_replaced() } }
    }

    /// Puts a path in the place of what is typed.
    pub fn set(&mut self, path: &str) {
        self.input = TextInput::of_line(path, PATH_LIMIT);
    }
}
