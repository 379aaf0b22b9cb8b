//! All worklists of a user: a folder for each, below a common one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::fs::{read_text, remove_unwritten, replace};
use crate::text::clean::compared;
use crate::worklist::audit::carry_over::{CarryOver, changes};
use crate::worklist::entry::change::{Change, Identity};
use crate::worklist::entry::error::WorklistError;
use crate::worklist::entry::fields::Edit;
use crate::worklist::entry::name::{DEFAULT_NAME, check_existing_name, check_name};
use crate::worklist::log::backup::Backup;
use crate::worklist::state::profile::Profile;

use super::operation::Operation;
use super::store::Worklist;

/// The file with the name of the worklist in use. No worklist can have this name.
const CURRENT: &str = ".current";

/// The most bytes that it can have.
const CURRENT_LIMIT: u64 = 1 << 10;

/// The folder of all worklists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worklists {
    root: PathBuf,
    /// The folder in which this machine remembers its own records, if it does.
    state: Option<PathBuf>,
}

/// The summary of a worklist, for a list of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorklistSummary {
    /// Its name.
    pub name: String,
    /// The facility inspected; empty if not given.
    pub facility: String,
    /// The number of clauses that were ever marked.
    pub marked: usize,
    /// Whether it is archived.
    pub is_archived: bool,
    /// The time of the last change of a clause.
    pub changed_at: Option<Timestamp>,
    /// Sentences about journals that could be read only in part.
    pub warnings: Vec<String>,
}

impl Worklists {
    /// Returns the worklists below a folder, which may not exist yet.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into(), state: None }
    }

    /// Returns the same worklists, with their own records remembered in a folder of this machine.
    pub fn remembered_in(self, state: impl Into<PathBuf>) -> Self {
        Self { state: Some(state.into()), ..self }
    }

    /// Returns the folder of a worklist, whether it exists or not.
    ///
    /// # Errors
    ///
    /// If the name is not allowed.
    pub fn folder(&self, name: &str) -> Result<PathBuf, WorklistError> {
        Ok(self.root.join(self.usable(name)?))
    }

    /// Returns the name in the spelling of the existing folder. Only a name without one must be allowed for a new worklist.
    fn usable(&self, name: &str) -> Result<String, WorklistError> {
        check_existing_name(name)?;
        let spelled = self.spelled(name);
        if !self.root.join(&spelled).is_dir() {
            check_name(&spelled)?;
        }
        Ok(spelled)
    }

    /// Returns the name in the spelling of the existing folder. Names are equal if they differ only in the form of a
    /// character, see [`compared`].
    fn spelled(&self, name: &str) -> String {
        let known = if self.root.join(name).is_dir() { Vec::new() } else { self.names().unwrap_or_default() };
        known.into_iter().find(|known| compared(known) == compared(name)).unwrap_or_else(|| name.to_owned())
    }

    /// Whether there is a worklist of this name.
    pub fn exists(&self, name: &str) -> bool {
        self.folder(name).is_ok_and(|folder| folder.is_dir())
    }

    /// Returns all worklists, sorted by name; none if the folder does not exist.
    ///
    /// # Errors
    ///
    /// If a folder exists but cannot be read.
    pub fn list(&self) -> Result<Vec<WorklistSummary>, WorklistError> {
        let mut names = self.names().map_err(WorklistError::io(&self.root, "を読み込めません"))?;
        names.sort();
        names.into_iter().map(|name| self.look_at(name)).collect()
    }

    /// Opens a worklist. One that does not exist yet is empty.
    ///
    /// # Errors
    ///
    /// If the name is not allowed, or the folder exists but cannot be read.
    pub fn open(&self, name: &str, who: Identity) -> Result<Worklist, WorklistError> {
        self.open_folder(&self.folder(name)?, who)
    }

    fn open_folder(&self, folder: &Path, who: Identity) -> Result<Worklist, WorklistError> {
        let backup = self.state.as_ref().map(|state| Backup::of(state, folder)).unwrap_or_default();
        Worklist::open_with(folder, who, backup)
    }

    /// Creates a worklist with a profile.
    ///
    /// # Errors
    ///
    /// If the name is not allowed or is taken, or the worklist cannot be written.
    pub fn create(&self, name: &str, profile: &Profile, who: Identity) -> Result<Worklist, WorklistError> {
        self.begin(name, who, created().chain(profile.changes()).collect(), "作成")
    }

    /// Creates a worklist from another one, whose marks become new entries. Their `via` says where they come from.
    ///
    /// # Errors
    ///
    /// If there is no such worklist, the new name is not allowed or is taken, or the worklist cannot be written.
    pub fn copy(&self, from: &str, to: &str, carry: CarryOver, who: Identity) -> Result<Worklist, WorklistError> {
        let source = self.existing(from, who.clone())?;
        let origin = source.id().map(|id| Change::profile(Edit::Origin(Some(id.to_string()))));
        let changes = created().chain(origin).chain(changes(source.state(), source.folder(), carry)).collect();
        self.begin(to, who, changes, &format!("copy {from}"))
    }

    /// Archives or restores a worklist. Nothing is removed.
    ///
    /// # Errors
    ///
    /// If there is no such worklist, or it cannot be written.
    pub fn archive(&self, name: &str, is_archived: bool, who: Identity) -> Result<(), WorklistError> {
        let change = Change::profile(Edit::Archived(is_archived));
        self.existing(name, who)?.perform(Operation::Record(vec![change]), "").map(|_| ())
    }

    /// Returns the name of the worklist in use: the one chosen last, or [`DEFAULT_NAME`] if none was chosen or the
    /// choice cannot be read.
    pub fn current(&self) -> String {
        let name = read_name(&self.root.join(CURRENT)).filter(|name| check_existing_name(name).is_ok());
        name.unwrap_or_else(|| DEFAULT_NAME.to_owned())
    }

    /// Stores which worklist is in use. It may not exist yet.
    ///
    /// # Errors
    ///
    /// If the name is not allowed, or the choice cannot be written.
    pub fn set_current(&self, name: &str) -> Result<(), WorklistError> {
        let name = self.usable(name)?;
        let path = self.root.join(CURRENT);
        let written =
            crate::fs::create_folder(&self.root).and_then(|()| replace(&path, format!("{name}\n").as_bytes()));
        written.map_err(WorklistError::io(path, "に書き込めません"))
    }

    fn names(&self) -> io::Result<Vec<String>> {
        let listing = match fs::read_dir(&self.root) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            listing => listing?,
        };
        let mut names = Vec::new();
        for item in listing {
            let item = item?;
            let name = item.file_name().into_string().ok().filter(|name| check_existing_name(name).is_ok());
            names.extend(name.filter(|_| item.path().is_dir()));
        }
        Ok(names)
    }

    fn look_at(&self, name: String) -> Result<WorklistSummary, WorklistError> {
        let nobody = Identity { user: String::new(), host: String::new() };
        let worklist = self.open(&name, nobody)?;
        let state = worklist.state();
        Ok(WorklistSummary {
            name,
            facility: state.profile().facility.clone(),
            marked: state.marks().len(),
            is_archived: state.profile().is_archived,
            changed_at: state.marks().map(|(_, mark)| mark.changed_at).max(),
            warnings: worklist.warnings(),
        })
    }

    fn existing(&self, name: &str, who: Identity) -> Result<Worklist, WorklistError> {
        let folder = self.folder(name)?;
        if folder.is_dir() { self.open_folder(&folder, who) } else { Err(WorklistError::Missing(name.to_owned())) }
    }

    /// Opens a new worklist. A folder without a journal entry is accepted: a full disk may have left it behind.
    /// Creates a worklist with its first changes, or nothing.
    fn begin(&self, name: &str, who: Identity, first: Vec<Change>, via: &str) -> Result<Worklist, WorklistError> {
        check_name(name)?;
        let is_there = self.exists(name);
        let mut worklist = self.open(name, who)?;
        if !worklist.is_untouched() {
            return Err(WorklistError::Exists(name.to_owned()));
        }
        match worklist.perform(Operation::Record(first), via) {
            Ok(_) => Ok(worklist),
            Err(error) => {
                if !is_there {
                    remove_unwritten(worklist.folder());
                }
                Err(error)
            }
        }
    }
}

/// Returns the first change of every new worklist, so that it exists even without a profile.
fn created() -> impl Iterator<Item = Change> {
    [Change::profile(Edit::Archived(false))].into_iter()
}

fn read_name(path: &Path) -> Option<String> {
    let text = read_text(path, CURRENT_LIMIT).ok()?;
    Some(text.trim_end_matches(['\r', '\n']).to_owned())
}
