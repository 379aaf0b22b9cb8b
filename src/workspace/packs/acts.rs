//! What was done to the packs, so that the last of it can be undone: every act keeps what it replaced before it changes anything.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::clock;
use crate::fs;
use crate::model::Id;
use crate::text::hex::hex;

use super::beforehand::Instead;
use super::pack_file::{BYTES, is_name};

/// How many acts can be undone.
const KEPT: usize = 20;
/// The most bytes of what an act keeps: what it replaced, twice as long as JSON, and the same for a second file.
const ACT_BYTES: u64 = 4 * BYTES;
/// The folder of what undoing needs.
const BEFORE: &str = "before";
/// The most files that an act keeps as they are.
const KEPT_FILES: usize = 4;
/// The digits of the number of an act.
const DIGITS: usize = 8;

/// What was done to a pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PackAct {
    /// It was taken in, or taken in again.
    Import,
    /// It was switched on.
    Enable,
    /// It was switched off.
    Disable,
    /// It was removed.
    Remove,
}

impl PackAct {
    /// Returns its name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Import => "取り込み",
            Self::Enable => "有効化",
            Self::Disable => "無効化",
            Self::Remove => "削除",
        }
    }
}

/// An act, with what it replaced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Act {
    /// What was done.
    pub(super) act: PackAct,
    /// To which pack.
    pub(super) pack: Id,
    /// What people call it.
    pub(super) title: String,
    /// When.
    pub(super) moment: String,
    /// The files that it changed, by their names below the folder.
    pub(super) files: BTreeMap<String, Change>,
    /// The files that it moved, in this order, as they are: by their names below the folder before and after.
    #[serde(default)]
    pub(super) moved: Vec<(String, String)>,
}

/// The act that can be undone next.
#[derive(Debug)]
pub(super) enum Last {
    /// There is none.
    None,
    /// What was kept of it is damaged, and is set aside: in which file.
    Damaged(PathBuf),
    /// A file is neither as the act left it nor as it was before: which one.
    Changed(String),
    /// It can be undone.
    Act(u32, Act),
}

/// What an act did to a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Change {
    /// What stood in it; none if there was no file.
    pub(super) before: Option<String>,
    /// The SHA-256 of what stands in it now; none if it was removed.
    pub(super) after: Option<String>,
}

/// The acts that can be undone.
#[derive(Debug)]
pub(super) struct Acts<'f> {
    /// The folder of all packs.
    folder: &'f Path,
}

impl Act {
    /// Returns an act that is to change files to these contents.
    pub(super) fn new(act: PackAct, pack: &str, title: &str) -> Self {
        let moment = clock::now().to_string();
        Self { act, pack: pack.to_owned(), title: title.to_owned(), moment, files: BTreeMap::new(), moved: Vec::new() }
    }

    /// Moves a file out of the way.
    fn keep(&mut self, number: u32, name: &str) {
        let kept = kept_name(number, self.moved.len());
        self.moved.push((name.to_owned(), kept));
    }

    /// Whether it is about files of packs alone: nothing else is ever written or removed.
    fn is_sound(&self) -> bool {
        let mut moved = self.moved.iter();
        self.files.keys().all(|name| is_name(name))
            && moved.all(|(from, to)| is_name(from) && (is_name(to) || is_kept_name(to)))
    }
}

impl<'f> Acts<'f> {
    /// Returns the acts on the packs in a folder.
    pub(super) const fn of(folder: &'f Path) -> Self {
        Self { folder }
    }

    /// Returns the folder in which they are kept.
    pub(super) fn kept_in(folder: &Path) -> PathBuf {
        folder.join(BEFORE)
    }

    /// Does an act: first it is kept what it replaces, then a file is given its new text, then others are moved as they are, to
    /// another name or, if there is none, out of the way. So whatever they hold, they need not be read, and at no moment a
    /// pack is nowhere.
    ///
    /// # Errors
    ///
    /// If something cannot be written. What was changed by then is undone by undoing the act.
    pub(super) fn perform(
        &self,
        mut act: Act,
        text: Option<(&str, &str)>,
        moves: &[(String, Option<String>)],
    ) -> io::Result<()> {
        let numbers = self.numbers();
        let number = numbers.last().map_or(1, |last| last + 1);
        if let Some((name, text)) = text {
            // What cannot be read is kept as it is.
            let before = contents(&self.folder.join(name));
            before.is_err().then(|| act.keep(number, name));
            let (before, after) = (before.unwrap_or_default(), Some(digest(text)));
            act.files.insert(name.to_owned(), Change { before, after });
        }
        let kept_first = act.moved.len();
        for (from, to) in moves.iter().filter(|(from, _)| self.is_there(from)) {
            match to {
                None => act.keep(number, from),
                Some(to) => {
                    self.is_there(to).then(|| act.keep(number, to));
                    act.moved.push((from.clone(), to.clone()));
                }
            }
        }
        fs::replace(&self.path(number), &serde_json::to_vec(&act).map_err(io::Error::from)?)?;
        let (first, others) = act.moved.split_at(kept_first);
        first.iter().try_for_each(|(from, to)| self.rename(from, to))?;
        if let Some((name, text)) = text {
            put(&self.folder.join(name), Some(text))?;
        }
        others.iter().try_for_each(|(from, to)| self.rename(from, to))?;
        let spare = (numbers.len() + 1).saturating_sub(KEPT);
        // What stays longer than it needs to harms nobody.
        numbers.iter().take(spare).for_each(|number| self.forget(*number));
        Ok(())
    }

    /// Returns the act that can be undone.
    ///
    /// # Errors
    ///
    /// If something cannot be read or written.
    pub(super) fn last(&self) -> io::Result<Last> {
        let Some(number) = self.numbers().pop() else { return Ok(Last::None) };
        let path = self.path(number);
        let kept = match fs::read_text(&path, ACT_BYTES) {
            Err(error) if !matches!(error.kind(), ErrorKind::InvalidData | ErrorKind::FileTooLarge) => {
                return Err(error);
            }
            read => read.ok().and_then(|text| serde_json::from_str::<Act>(&text).ok()).filter(Act::is_sound),
        };
        let Some(act) = kept else {
            let aside = path.with_extension("damaged");
            std::fs::rename(&path, &aside)?;
            return Ok(Last::Damaged(aside));
        };
        let is_known = |(name, change): &(&String, &Change)| {
            contents(&self.folder.join(name))
                .is_ok_and(|now| now == change.before || now.as_deref().map(digest) == change.after)
        };
        if let Some((name, _)) = act.files.iter().find(|file| !is_known(file)) {
            return Ok(Last::Changed(name.clone()));
        }
        let mut free: Vec<&String> =
            act.files.iter().filter(|(_, change)| change.before.is_none()).map(|(name, _)| name).collect();
        for (from, to) in act.moved.iter().rev().filter(|(_, to)| self.is_there(to)) {
            if self.is_there(from) && !free.contains(&from) {
                return Ok(Last::Changed(from.clone()));
            }
            free.push(to);
        }
        Ok(Last::Act(number, act))
    }

    /// Returns what the files of packs hold once an act is undone.
    pub(super) fn undone(&self, act: &Act) -> Instead {
        let path = |name: &String| self.folder.join(name);
        let texts = act.files.iter().map(|(name, change)| (path(name), change.before.clone().map(String::into_bytes)));
        let mut instead: Instead = texts.collect();
        for (from, to) in act.moved.iter().rev() {
            if let Ok(bytes) = fs::read_limited(&path(to), BYTES) {
                instead.insert(path(to), None);
                instead.insert(path(from), Some(bytes));
            }
        }
        instead
    }

    /// Undoes the act that [`Acts::last`] has returned.
    ///
    /// # Errors
    ///
    /// If something cannot be written.
    pub(super) fn undo(&self, number: u32, act: &Act) -> io::Result<()> {
        for (name, change) in &act.files {
            put(&self.folder.join(name), change.before.as_deref())?;
        }
        let moved = act.moved.iter().rev().filter(|(_, to)| self.is_there(to));
        moved.into_iter().try_for_each(|(from, to)| self.rename(to, from))?;
        std::fs::remove_file(self.path(number))
    }

    fn is_there(&self, name: &str) -> bool {
        self.folder.join(name).symlink_metadata().is_ok()
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        let (from, to) = (self.folder.join(from), self.folder.join(to));
        std::fs::rename(&from, &to)?;
        [from, to].iter().filter_map(|path| path.parent()).try_for_each(fs::sync_folder)
    }

    fn forget(&self, number: u32) {
        let kept = (0..KEPT_FILES).map(|at| self.folder.join(kept_name(number, at)));
        kept.chain([self.path(number)]).for_each(|path| drop(std::fs::remove_file(path)));
    }

    fn path(&self, number: u32) -> PathBuf {
        Self::kept_in(self.folder).join(format!("{number:0DIGITS$}.json"))
    }

    /// Returns the numbers of the acts, the oldest first.
    fn numbers(&self) -> Vec<u32> {
        let number = |path: PathBuf| {
            let name = path.file_name()?.to_str()?.strip_suffix(".json")?;
            name.parse().ok().filter(|_| name.len() == DIGITS)
        };
        let mut numbers: Vec<u32> = fs::files_in(&Self::kept_in(self.folder)).into_iter().filter_map(number).collect();
        numbers.sort_unstable();
        numbers
    }
}

/// Returns the name of a file that an act keeps as it is.
fn kept_name(number: u32, at: usize) -> String {
    format!("{BEFORE}/{number:0DIGITS$}.{at}.toml")
}

/// Whether a name is one of those.
fn is_kept_name(name: &str) -> bool {
    let rest =
        name.strip_prefix(BEFORE).and_then(|rest| rest.strip_prefix('/')).and_then(|rest| rest.strip_suffix(".toml"));
    rest.is_some_and(|rest| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit() || c == '.'))
}

/// Returns what stands in a file; none if there is none.
pub(super) fn contents(path: &Path) -> io::Result<Option<String>> {
    match fs::read_text(path, BYTES) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        read => read.map(Some),
    }
}

fn put(path: &Path, text: Option<&str>) -> io::Result<()> {
    let removed = match text {
        Some(text) => return fs::replace(path, text.as_bytes()),
        None => std::fs::remove_file(path),
    };
    match removed {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        removed => removed.and_then(|()| path.parent().map_or(Ok(()), fs::sync_folder)),
    }
}

/// Returns the SHA-256 of a text.
pub(super) fn digest(text: &str) -> String {
    hex(&Sha256::digest(text))
}
