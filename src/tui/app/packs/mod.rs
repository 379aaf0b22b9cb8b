//! What the screen knows of packs: what is being done, what a document would change, and the list.

use std::path::PathBuf;
use std::sync::Arc;

use crate::failure::Failure;
use crate::import::PackRecords;
use crate::import::mapping::ColumnRole;
use crate::model::Id;
use crate::tui::app::App;
use crate::tui::app::jump_list::{PacksScreen, Screen};
use crate::tui::app::text_input::TextInput;
use crate::workspace::packs::{ColumnPlace, ImportPart, ImportPreview, ImportStep, ListedPack, NoImport, PackDone};

/// The longest path that can be typed.
const PATH_LIMIT: usize = 4096;

/// What the screen knows of packs.
#[derive(Debug, Default)]
pub struct Packs {
    /// The packs as they were listed last.
    pub listed: Vec<ListedPack>,
    /// The document that was looked at last.
    pub looked_at: Option<LookedAt>,
    /// What is being looked at, or was last.
    pub look: PackLook,
    /// What is being done; none if nothing is.
    pub doing: Option<PackDoing>,
    /// What was chosen on a page, and is done next.
    pub chosen: Option<PackDeed>,
    /// The path of a document that was typed last.
    pub typed: String,
}

/// A document that was looked at.
#[derive(Clone, Debug)]
pub struct LookedAt {
    /// What it is and what it would change.
    pub preview: Arc<ImportPreview>,
    /// What is told of it.
    pub parts: Vec<ImportPart>,
    /// Its path.
    pub path: String,
}

/// What somebody wants to look at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackLook {
    /// The path of the document.
    pub path: String,
    /// If it is read again: the mapping file that says which column of a table is what, and what that was chosen by.
    pub again: Option<(String, ColumnDeed)>,
    /// What to say once it was read; may be empty.
    pub said: String,
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
    /// Has the table that was looked at read otherwise.
    Columns(ColumnDeed),
}

/// What can be done about the columns of a table that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnDeed {
    /// Chooses one of its columns.
    Choose,
    /// Chooses what a column is.
    Column(ColumnPlace),
    /// Reads a column as this.
    Role(ColumnPlace, ColumnRole),
    /// Chooses which sheets are read.
    Sheets,
    /// Reads a sheet, or passes it over.
    Sheet(usize),
    /// Asks for the file that keeps how the columns are read.
    Save,
    /// Writes that file in the place of the one that stands there.
    Replace(String),
}

/// What a thread has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackTask {
    /// Looks at a document.
    Look(PackLook),
    /// Keeps how the columns of a table are read.
    SaveMap(MapWish),
    /// Takes in what was looked at.
    Apply(Arc<ImportPreview>),
    /// Does something with a pack that is there, or undoes it.
    Act(PackDeed),
    /// Lists the packs.
    List,
}

/// Where somebody wants to keep how the columns of a table are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapWish {
    /// The table.
    pub preview: Arc<ImportPreview>,
    /// The path of its document.
    pub document: String,
    /// The path of the file.
    pub path: String,
    /// Whether it may take the place of another one.
    pub replaces: bool,
    /// The person's home, below which paths are told by `~`.
    pub home: Option<PathBuf>,
}

/// What became of that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MapOutcome {
    /// It is kept; says so, and how it is used.
    Kept(String, String),
    /// Another file stands there.
    Occupied,
    /// It could not be written.
    Failed(Failure),
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
    /// What became of the file with this path.
    MapSaved(String, MapOutcome),
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

/// What a path is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilePurpose {
    /// A document to be taken in.
    Document,
    /// A file to keep how the columns of a table are read.
    Map,
}

/// The prompt for a path.
#[derive(Clone, Debug)]
pub struct FilePrompt {
    /// What it is asked for.
    pub purpose: FilePurpose,
    /// What is typed.
    pub input: TextInput,
}

impl FilePrompt {
    /// Returns a prompt that offers the path of a document: the first letter takes its place.
    pub fn for_document(typed: &str) -> Self {
        let input = TextInput::of_line(typed, PATH_LIMIT);
        let input = if typed.is_empty() { input } else { input.to_be_replaced() };
        Self { purpose: FilePurpose::Document, input }
    }

    /// Returns a prompt that offers a path to be used or changed.
    pub fn for_map(path: &str) -> Self {
        Self { purpose: FilePurpose::Map, input: TextInput::of_line(path, PATH_LIMIT) }
    }

    /// Puts a path in the place of what is typed.
    pub fn set(&mut self, path: &str) {
        self.input = TextInput::of_line(path, PATH_LIMIT);
    }
}

impl App {
    /// Returns the table that is to be taken in, if it is on screen.
    pub fn table(&self) -> Option<&LookedAt> {
        let is_shown = self.jump_list.current().screen == Screen::Packs(PacksScreen::Preview);
        self.packs.looked_at.as_ref().filter(|looked_at| is_shown && looked_at.preview.table.is_some())
    }
}
