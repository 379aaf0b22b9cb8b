//! The packs in the user's data folder: what there is, and what can be done to it.

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};

use crate::catalog::is_pack_id;
use crate::failure::{Failure, FailureKind, PathOwner, path_hint};
use crate::fs::{self, Stamp};
use crate::import::PackRecords;
use crate::language::tr;
use crate::model::{Id, Pack};
use crate::text::clean::clean_line;
use crate::text::hex::hex;

use super::super::prepared::Unread;
use super::super::{Setup, homeless};
use super::acts::{Act, Acts, Last, PackAct};
use super::beforehand::{Instead, check};
use super::pack_file::{BYTES, OFF, head, name, parse};

/// How long another program is waited for.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often it is asked for.
const PACE: Duration = Duration::from_millis(20);
/// What did not work with the folder.
const UNREAD: &str = "取込資料のフォルダー {path} を読めません ({why})。";
const UNWRITTEN: &str = "取込資料のフォルダー {path} に書き込めません ({why})。";
const NOT_UNDONE: &str = "取込資料のフォルダー {path} を元に戻せません ({why})。";

/// The packs of a user.
#[derive(Clone, Debug)]
pub struct PackStore {
    folder: PathBuf,
    /// What the packs are laid over.
    setup: Setup,
}

/// A pack as it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedPack {
    /// Its id, which is the name of its file.
    pub id: Id,
    /// Whether it is laid over the catalog.
    pub is_enabled: bool,
    /// What it says of itself, or why that cannot be read.
    pub pack: Result<Pack, String>,
}

/// Something that was done to a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackDone {
    /// What.
    pub act: PackAct,
    /// Its id.
    pub id: Id,
    /// What people call it.
    pub title: String,
}

/// A pack as it lies on disk, so that one sees whether it is still the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    /// Whether it is switched on.
    pub(super) is_enabled: bool,
    /// The SHA-256 of its file.
    pub(super) digest: String,
}

/// Returns the message about an id that no pack has; `near` is what was probably meant, as a question.
pub fn no_pack(id: &str, near: &str) -> Failure {
    let hint = tr!("{near}`tenken packs list` で、取り込んだ資料の ID を確かめられます。", near);
    Failure::new(
        FailureKind::Usage,
        tr!("「{id}」という取込資料はありません。", id = clean_line(id)),
        hint.trim_start(),
    )
}

impl ListedPack {
    /// Returns what people call it; its id if that is not known.
    pub fn title(&self) -> &str {
        self.pack.as_ref().map_or(&self.id, |pack| &pack.title)
    }
}

impl PackStore {
    /// Returns the packs of a user.
    ///
    /// # Errors
    ///
    /// If there is no home.
    pub fn of(setup: &Setup) -> Result<Self, Failure> {
        let paths = setup.paths.as_ref().ok_or_else(|| homeless(tr!("取込資料")))?;
        Ok(Self { folder: paths.packs(), setup: setup.clone() })
    }

    /// Returns all packs by their ids, those that are switched off too. Only the head of each is read.
    pub fn list(&self) -> Vec<ListedPack> {
        let mut packs: Vec<ListedPack> = Vec::new();
        for (folder, is_enabled) in [(self.folder.clone(), true), (self.folder.join(OFF), false)] {
            for path in fs::files_in(&folder) {
                let Some(id) = path.file_name().and_then(|name| name.to_str()?.strip_suffix(".toml")) else { continue };
                let (id, is_fit) = (clean_line(id), is_pack_id(id));
                let pack = match is_fit {
                    true => head(&path, &id),
                    false => Err(tr!("ファイルの名前が ID になりません").to_owned()),
                };
                packs.push(ListedPack { id, is_enabled, pack });
            }
        }
        packs.sort_by(|one, other| (&one.id, !one.is_enabled).cmp(&(&other.id, !other.is_enabled)));
        packs
    }

    /// Returns all packs as [`PackStore::list`] does, but those that are left out of the records as what cannot be read.
    pub fn list_beside(&self, unread: &[Unread]) -> Vec<ListedPack> {
        let mut packs = self.list();
        for listed in packs.iter_mut().filter(|listed| listed.is_enabled && listed.pack.is_ok()) {
            if let Some(unread) = unread.iter().find(|unread| unread.pack == listed.id) {
                listed.pack = Err(unread.why.trim_end_matches(['。', '.']).to_owned());
            }
        }
        packs
    }

    /// Returns the pack with an id; the one that is switched on, should there be two.
    pub fn find(&self, id: &str) -> Option<ListedPack> {
        self.list().into_iter().find(|listed| listed.id == id)
    }

    /// Returns the records of a pack, and how many of them cannot be read.
    ///
    /// # Errors
    ///
    /// If its file cannot be read.
    pub fn records(&self, listed: &ListedPack) -> Result<(PackRecords, usize), Failure> {
        let path = self.path(&listed.id, listed.is_enabled);
        let text = fs::read_text(&path, BYTES).map_err(|error| self.failed(UNREAD, &error))?;
        Ok(parse(&name(&listed.id, true), &text))
    }

    /// Lays a pack over the catalog again.
    ///
    /// # Errors
    ///
    /// If it is not there, or cannot be moved.
    pub fn enable(&self, id: &str) -> Result<PackDone, Failure> {
        self.switch(id, true)
    }

    /// Takes a pack out of the catalog. Its file stays.
    ///
    /// # Errors
    ///
    /// As [`PackStore::enable`].
    pub fn disable(&self, id: &str) -> Result<PackDone, Failure> {
        self.switch(id, false)
    }

    /// Removes a pack. It can be brought back by [`PackStore::undo`].
    ///
    /// # Errors
    ///
    /// If it is not there, or cannot be removed.
    pub fn remove(&self, id: &str) -> Result<PackDone, Failure> {
        let _turn = self.turn()?;
        let listed = self.listed(id)?;
        let file = name(id, listed.is_enabled);
        self.check(PackAct::Remove.name(), None, BTreeMap::from([(self.folder.join(&file), None)]))?;
        self.perform(PackAct::Remove, &listed, None, &[(file, None)])
    }

    /// Undoes the last act on any pack and returns it; none if there is none.
    ///
    /// # Errors
    ///
    /// If a pack has been changed otherwise since, or something cannot be read or written.
    pub fn undo(&self) -> Result<Option<PackDone>, Failure> {
        if !Acts::kept_in(&self.folder).is_dir() {
            return Ok(None);
        }
        let _turn = self.turn()?;
        let acts = Acts::of(&self.folder);
        let failed = |error: io::Error| self.failed(NOT_UNDONE, &error);
        match acts.last().map_err(failed)? {
            Last::None => Ok(None),
            Last::Act(number, act) => {
                self.check("取り消し", None, acts.undone(&act))?;
                acts.undo(number, &act).map_err(failed)?;
                Ok(Some(PackDone { act: act.act, id: act.pack, title: act.title }))
            }
            Last::Changed(file) => {
                let message = tr!("取込資料のファイル {file} がそのあとで変えられているため、元に戻しません。", file);
                let hint = tr!("`tenken packs list` で、今ある資料を確かめてください。");
                Err(Failure::new(FailureKind::Data, message, hint))
            }
            Last::Damaged(aside) => {
                let message = tr!(
                    "最後の操作を取り消すための控えが壊れているため、{path} によけました。何も元に戻していません。",
                    path = aside.display()
                );
                let hint = tr!("もう一度 `tenken packs undo` を実行すると、その前の操作を取り消します。");
                Err(Failure::new(FailureKind::Data, message, hint))
            }
        }
    }

    /// Puts a pack in its place, if what stands there is still what was seen before.
    ///
    /// # Errors
    ///
    /// If somebody has changed it meanwhile, or it cannot be written.
    pub(super) fn put(&self, pack: &Pack, text: &str, seen: Option<&Standing>) -> Result<PackDone, Failure> {
        let _turn = self.turn()?;
        if self.standing(&pack.id)?.as_ref() != seen {
            let title = &pack.title;
            let message = tr!("取込資料「{title}」は、確かめたあとで変えられました。取り込んでいません。", title);
            let hint = tr!("もう一度、内容を確かめてから取り込んでください。");
            return Err(Failure::new(FailureKind::Data, message, hint));
        }
        let (file, off) = (name(&pack.id, true), name(&pack.id, false));
        let instead = [(&file, Some(text.as_bytes().to_vec())), (&off, None)];
        let instead = instead.into_iter().map(|(name, bytes)| (self.folder.join(name), bytes));
        self.check(PackAct::Import.name(), Some(&pack.id), instead.collect())?;
        let listed = ListedPack { id: pack.id.clone(), is_enabled: true, pack: Ok(pack.clone()) };
        self.perform(PackAct::Import, &listed, Some((&file, text)), &[(off, None)])
    }

    /// Returns how a pack lies on disk; none if there is none with this id.
    pub(super) fn standing(&self, id: &str) -> Result<Option<Standing>, Failure> {
        for is_enabled in [true, false] {
            let path = self.path(id, is_enabled);
            let digest = match fs::read_limited(&path, BYTES) {
                Ok(bytes) => hex(&Sha256::digest(bytes)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                // What cannot be read may be replaced all the same; its times tell whether it is still the same.
                Err(error) => match Stamp::of(&path) {
                    Ok(stamp) => serde_json::to_string(&stamp).unwrap_or_default(),
                    Err(_) => return Err(self.failed(UNREAD, &error)),
                },
            };
            return Ok(Some(Standing { is_enabled, digest }));
        }
        Ok(None)
    }

    fn switch(&self, id: &str, is_enabled: bool) -> Result<PackDone, Failure> {
        let _turn = self.turn()?;
        let listed = self.listed(id)?;
        let act = if is_enabled { PackAct::Enable } else { PackAct::Disable };
        if listed.is_enabled == is_enabled {
            return Ok(PackDone { act, id: listed.id.clone(), title: listed.title().to_owned() });
        }
        let (from, to) = (name(id, listed.is_enabled), name(id, is_enabled));
        if is_enabled {
            let bytes = fs::read_limited(&self.folder.join(&from), BYTES);
            let bytes = bytes.map_err(|error| self.failed(UNREAD, &error))?;
            let instead = [(&from, None), (&to, Some(bytes))];
            let instead = instead.into_iter().map(|(name, bytes)| (self.folder.join(name), bytes));
            self.check(act.name(), Some(id), instead.collect())?;
        }
        self.perform(act, &listed, None, &[(from, Some(to))])
    }

    fn check(&self, what: &str, used: Option<&str>, instead: Instead) -> Result<(), Failure> {
        check(&self.setup, what, used, instead)
    }

    fn perform(
        &self,
        act: PackAct,
        listed: &ListedPack,
        text: Option<(&str, &str)>,
        moves: &[(String, Option<String>)],
    ) -> Result<PackDone, Failure> {
        let done = PackDone { act, id: listed.id.clone(), title: listed.title().to_owned() };
        let kept = Act::new(act, &done.id, &done.title);
        Acts::of(&self.folder).perform(kept, text, moves).map_err(|error| {
            let failure = self.failed(UNWRITTEN, &error);
            let hint = tr!("{hint}`tenken packs undo` で、途中までの変更を元に戻せます。", hint = failure.hint);
            Failure::new(failure.kind, failure.message, hint.trim_start())
        })?;
        Ok(done)
    }

    fn listed(&self, id: &str) -> Result<ListedPack, Failure> {
        self.find(id).filter(|listed| is_pack_id(&listed.id)).ok_or_else(|| no_pack(id, ""))
    }

    /// Makes sure that nobody else changes the packs as long as what is returned lives.
    fn turn(&self) -> Result<File, Failure> {
        let start = Instant::now();
        loop {
            match self.try_turn() {
                Ok(Some(turn)) => return Ok(turn),
                Ok(None) if start.elapsed() < PATIENCE => thread::sleep(PACE),
                Ok(None) => {
                    let message = tr!("ほかの tenken が取込資料を変えているところです。何も変えていません。");
                    let hint = tr!("少し待ってから、もう一度実行してください。");
                    return Err(Failure::new(FailureKind::System, message, hint));
                }
                Err(error) => return Err(self.failed(UNWRITTEN, &error)),
            }
        }
    }

    fn try_turn(&self) -> io::Result<Option<File>> {
        for folder in [self.folder.clone(), self.folder.join(OFF), Acts::kept_in(&self.folder)] {
            fs::create_folder(&folder)?;
        }
        fs::take_turn(&Acts::kept_in(&self.folder).join("turn"))
    }

    fn failed(&self, what: &str, error: &io::Error) -> Failure {
        let message = tr!(what, path = self.folder.display(), why = fs::reason(error));
        Failure::new(FailureKind::System, message, path_hint(error, PathOwner::Data))
    }

    fn path(&self, id: &str, is_enabled: bool) -> PathBuf {
        self.folder.join(name(id, is_enabled))
    }
}
