//! All worklists of a user: a folder for each, below a common one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::fs::{read_text, remove_unwritten, replace};
use crate::language::{t, tr};
use crate::worklist::audit::carry_over::{CarryOver, changes};
use crate::worklist::audit::editions::carry::CarryPlan;
use crate::worklist::entry::change::{Change, Identity};
use crate::worklist::entry::error::{MissingName, WorklistError};
use crate::worklist::entry::fields::Edit;
use crate::worklist::entry::name::{DEFAULT_NAME, check_existing_name, check_name, composed, folded, hidden_form};
use crate::worklist::log::backup::{Backup, place_key};
use crate::worklist::log::folder::may_be_of;
use crate::worklist::state::State;
use crate::worklist::state::profile::Profile;

use super::operation::Operation;
use super::store::Worklist;
use super::summary::{NamedWorklist, WorklistSummary, nobody};

/// The file with the name of the worklist in use. No worklist can have this name.
const CURRENT: &str = ".current";

/// The most bytes that it can have.
const CURRENT_LIMIT: u64 = 1 << 10;

/// How like another name has to be to be suggested for it, from 0 to 1.
const NEAR: f64 = 0.6;

/// How many names are suggested.
const SUGGESTIONS: usize = 5;

/// The folder of all worklists.
///
/// A name means the worklist that is spelled so, else the only one that differs from it in nothing but case and the form
/// of characters, as folders of a share do. A name that means none is an error; only [`DEFAULT_NAME`] comes into being
/// by its first record, all others by [`Worklists::create`] and [`Worklists::copy`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worklists {
    root: PathBuf,
    /// The folder in which this machine remembers its own records, if it does.
    pub(super) state: Option<PathBuf>,
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

    /// Returns the folder of a worklist. That of the default one may not exist yet.
    ///
    /// # Errors
    ///
    /// If the name is not allowed, or means no worklist or several, or the worklists cannot be listed.
    pub fn folder(&self, name: &str) -> Result<PathBuf, WorklistError> {
        self.resolve(name).map(|name| self.root.join(name))
    }

    /// Returns the name of the worklist that a name means, in its own spelling. The default one may not exist yet.
    ///
    /// # Errors
    ///
    /// As [`Worklists::folder`].
    pub fn resolve(&self, name: &str) -> Result<String, WorklistError> {
        match self.find(name)? {
            Some(known) => Ok(known),
            None if folded(name) == DEFAULT_NAME => Ok(DEFAULT_NAME.to_owned()),
            None => Err(self.missing(name)),
        }
    }

    /// Returns the worklist that a name means, in its own spelling; none if there is none.
    ///
    /// # Errors
    ///
    /// If the name is not allowed, or means several worklists, or the worklists cannot be listed.
    pub fn find(&self, name: &str) -> Result<Option<String>, WorklistError> {
        check_existing_name(name)?;
        let mut alike = self.alike(name)?;
        if let Some(exact) = alike.iter().position(|known| known == name) {
            return Ok(Some(alike.swap_remove(exact)));
        }
        match alike.len() {
            0 | 1 => Ok(alike.pop()),
            _ => {
                let named = |known: &String| match hidden_form(known) {
                    "" => tr!("「{known}」", known),
                    form => tr!("「{known}」({form})", known, form),
                };
                Err(WorklistError::Ambiguous(name.to_owned(), alike.iter().map(named).collect()))
            }
        }
    }

    /// Returns the worklists whose names look like this one, sorted.
    fn alike(&self, name: &str) -> Result<Vec<String>, WorklistError> {
        let wanted = folded(name);
        let mut alike = self.names()?;
        alike.retain(|known| folded(known) == wanted);
        alike.sort();
        Ok(alike)
    }

    /// Returns the error for a name that means no worklist, with the names that come close to it.
    fn missing(&self, name: &str) -> WorklistError {
        let mut known = self.names().unwrap_or_default();
        known.sort();
        let wanted = folded(name);
        let likeness = |known: &String| match folded(known) {
            known if known.contains(&wanted) || wanted.contains(&known) => 1.0,
            known => strsim::normalized_damerau_levenshtein(&known, &wanted),
        };
        let mut near: Vec<String> = known.iter().filter(|known| likeness(known) >= NEAR).cloned().collect();
        near.sort_by(|one, other| likeness(other).total_cmp(&likeness(one)));
        let are_near = !near.is_empty();
        let mut others = if are_near { near } else { known };
        others.truncate(SUGGESTIONS);
        let is_free = check_name(name).is_ok();
        WorklistError::Missing(MissingName { name: name.to_owned(), others, are_near, is_free })
    }

    /// Whether the worklist of this name, in its own spelling, may be the one with an id: by the first lines of its records,
    /// which are read far faster than it is opened. If they do not tell, it may be.
    pub fn may_be(&self, name: &str, id: &str) -> bool {
        may_be_of(&self.root.join(name), id)
    }

    /// Whether there is a worklist of this name.
    pub fn exists(&self, name: &str) -> bool {
        self.find(name).is_ok_and(|known| known.is_some())
    }

    /// Returns all worklists, sorted by name; none if the folder does not exist.
    ///
    /// # Errors
    ///
    /// If a folder exists but cannot be read.
    pub fn list(&self) -> Result<Vec<WorklistSummary>, WorklistError> {
        self.list_states()?.into_iter().map(|(_, read)| read.map(|(summary, _)| summary)).collect()
    }

    /// Returns the names of all worklists, each with its summary and state, or why it cannot be read.
    ///
    /// # Errors
    ///
    /// If the folder of all of them exists but cannot be read.
    pub fn list_states(&self) -> Result<Vec<NamedWorklist>, WorklistError> {
        let mut names = self.names()?;
        names.sort();
        let looks: Vec<String> = names.iter().map(|name| folded(name)).collect();
        let is_double = |look: &String| looks.iter().filter(|other| *other == look).count() > 1;
        let read = |(name, look): (String, &String)| (name.clone(), self.look_at(name, is_double(look)));
        Ok(names.into_iter().zip(&looks).map(read).collect())
    }

    /// Opens a worklist. The default one is empty if it does not exist yet.
    ///
    /// # Errors
    ///
    /// If the name is not allowed, or means no worklist or several, or the folder cannot be read.
    pub fn open(&self, name: &str, who: Identity) -> Result<Worklist, WorklistError> {
        self.open_folder(&self.folder(name)?, who)
    }

    fn open_folder(&self, folder: &Path, who: Identity) -> Result<Worklist, WorklistError> {
        let backup = self.state.as_ref().map(|state| Backup::of(state, folder)).unwrap_or_default();
        Worklist::open_with(folder, who, backup)
    }

    /// Returns an empty worklist in place of one that is not there now, for looking at the catalog without it. It
    /// accepts no records until its folder is back, and warns that it is not there.
    ///
    /// # Errors
    ///
    /// If the name is not allowed, or the folder is back but cannot be read.
    pub fn open_absent(&self, name: &str, who: Identity) -> Result<Worklist, WorklistError> {
        check_existing_name(name)?;
        let switch = t("`tenken worklist switch 名前` で選べます。");
        let said = tr!("使用中の点検票「{name}」が見つからないため、記録なしで表示します。{switch}", name, switch);
        Worklist::open_absent(&self.root.join(name), who, said)
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
        source.ensure_complete()?;
        let origin = source.id().map(|id| Change::profile(Edit::Origin(Some(id.to_string()))));
        let changes = created().chain(origin).chain(changes(source.state(), source.folder(), carry)).collect();
        self.begin(to, who, changes, &format!("copy {from}"))
    }

    /// Creates the worklist of the next edition, as it was planned. Nothing of the one before changes.
    ///
    /// # Errors
    ///
    /// If the name is not allowed or is taken, or the worklist cannot be written.
    pub fn carry(&self, plan: &CarryPlan<'_>, to: &str, who: Identity) -> Result<Worklist, WorklistError> {
        // Not begun as others are, so that one undo takes everything back.
        self.begin(to, who, plan.changes().to_vec(), &plan.via())
    }

    /// Makes sure that a new worklist can have this name.
    ///
    /// # Errors
    ///
    /// If the name is not allowed or is taken.
    pub fn ensure_free(&self, name: &str, who: Identity) -> Result<(), WorklistError> {
        self.blank(name, who).map(|_| ())
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

    /// Returns the name of the worklist in use: the one chosen last, or [`DEFAULT_NAME`] if none was chosen. If the choice
    /// is not there or cannot be read, as on a share that is away, it is what this machine remembers.
    pub fn current(&self) -> String {
        let chosen = [Some(self.root.join(CURRENT)), self.remembered_choice()].into_iter().flatten();
        let mut names = chosen.filter_map(|path| read_name(&path)).filter(|name| check_existing_name(name).is_ok());
        names.next().unwrap_or_else(|| DEFAULT_NAME.to_owned())
    }

    /// Returns the file in which this machine remembers the choice, if it remembers anything.
    fn remembered_choice(&self) -> Option<PathBuf> {
        self.state.as_ref().map(|state| state.join("current").join(place_key(&self.root)))
    }

    /// Whether this machine remembers records of a worklist, whether it is there or not.
    pub fn remembers(&self, name: &str) -> bool {
        let folder = || self.state.as_ref().map(|state| Backup::of(state, &self.root.join(name)));
        check_existing_name(name).is_ok() && folder().is_some_and(|backup| backup.is_any())
    }

    /// Opens a worklist of which this machine remembers records, although its folder may not be there, to bring them back.
    ///
    /// # Errors
    ///
    /// If there is none of this name and nothing is remembered of it, or the folder cannot be read.
    pub fn open_remembered(&self, name: &str, who: Identity) -> Result<Worklist, WorklistError> {
        match self.open(name, who.clone()) {
            Err(WorklistError::Missing(_)) if self.remembers(name) => self.open_folder(&self.root.join(name), who),
            opened => opened,
        }
    }

    /// Stores which worklist is in use, in its own spelling. It may not exist yet.
    ///
    /// # Errors
    ///
    /// If the name is not allowed, or the choice cannot be written.
    pub fn set_current(&self, name: &str) -> Result<(), WorklistError> {
        let name = match self.find(name)? {
            Some(known) => known,
            None => check_name(name).map(|()| name.to_owned())?,
        };
        let path = self.root.join(CURRENT);
        let text = format!("{name}\n");
        let written = crate::fs::create_folder(&self.root).and_then(|()| replace(&path, text.as_bytes()));
        if let Some(remembered) = self.remembered_choice() {
            // Without it a share that is away leads to the default worklist, as it did before.
            let folder = remembered.parent().unwrap_or(&self.root);
            let _ = crate::fs::create_folder(folder).and_then(|()| replace(&remembered, text.as_bytes()));
        }
        written.map_err(WorklistError::io(path, "に書き込めません"))
    }

    /// Returns the names of all worklists, in no order, without opening any; none if the folder does not exist.
    ///
    /// # Errors
    ///
    /// If the folder exists but cannot be read.
    pub fn names(&self) -> Result<Vec<String>, WorklistError> {
        self.folder_names().map_err(WorklistError::io(&self.root, "を読み込めません"))
    }

    fn folder_names(&self) -> io::Result<Vec<String>> {
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

    fn look_at(&self, name: String, has_double: bool) -> Result<(WorklistSummary, State), WorklistError> {
        let worklist = self.open_folder(&self.root.join(&name), nobody())?;
        Ok((WorklistSummary { has_double, ..WorklistSummary::of(name, &worklist) }, worklist.state().clone()))
    }

    fn existing(&self, name: &str, who: Identity) -> Result<Worklist, WorklistError> {
        match self.find(name)? {
            Some(known) => self.open_folder(&self.root.join(known), who),
            None => Err(self.missing(name)),
        }
    }

    /// Creates a worklist with its first changes, or nothing.
    fn begin(&self, name: &str, who: Identity, first: Vec<Change>, via: &str) -> Result<Worklist, WorklistError> {
        let (mut worklist, is_there) = self.blank(name, who)?;
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

    /// Opens a worklist that has no records yet, and returns whether its folder is there. A folder without a journal entry
    /// is accepted: a full disk may have left it behind.
    fn blank(&self, name: &str, who: Identity) -> Result<(Worklist, bool), WorklistError> {
        let name = composed(name);
        check_name(&name)?;
        let known = self.alike(&name)?.into_iter().next();
        let is_there = known.is_some();
        let name = known.unwrap_or(name);
        let worklist = self.open_folder(&self.root.join(&name), who)?;
        match worklist.is_untouched() {
            true => Ok((worklist, is_there)),
            false => Err(WorklistError::Exists(name)),
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
