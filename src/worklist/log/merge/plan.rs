//! What a merge would take from another folder.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::fs;
use crate::language::{Words, tr};
use crate::paths::WORKLISTS;
use crate::text::clean::clean_line;
use crate::worklist::entry::change::Entry;
use crate::worklist::entry::error::WorklistError;
use crate::worklist::entry::id::EntryId;
use crate::worklist::entry::name::folded;
use crate::worklist::log::file::{FILE_LIMIT, Journal};
use crate::worklist::log::folder::{self, ListedJournal};
use crate::worklist::log::journals::Journals;
use crate::worklist::log::lineage::{self, is_origin, merged_name};
use crate::worklist::log::problem::{JournalProblemKind, Problems};

use super::Merged;
use super::door::refusal;

/// Whose records those of the other folder are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Belonging {
    /// Of this worklist.
    Same,
    /// It cannot be told: they name no worklist, or one without a profile.
    Untold,
    /// Of another worklist.
    Foreign,
    /// Nothing was recorded here yet, so this worklist becomes theirs.
    Adopted,
}

impl Belonging {
    /// Returns the code used in JSON.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Untold => "untold",
            Self::Foreign => "foreign",
            Self::Adopted => "adopted",
        }
    }
}

/// What a merge would take.
#[derive(Debug)]
pub(crate) struct MergePlan {
    pub merged: Merged,
    pub belonging: Belonging,
    /// The worklists that have to be joined for their records to count.
    pub joins: Vec<EntryId>,
    /// The id that a worklist without entries takes over.
    pub adopted: Option<EntryId>,
    pub journals: Vec<TakenJournal>,
}

/// A journal to take.
#[derive(Debug)]
pub(crate) struct TakenJournal {
    /// What the merge is recorded under, see [`merged_name`].
    pub key: String,
    pub bytes: Vec<u8>,
    pub journal: Journal,
}

/// Plans a merge of the journals of a folder into these. `latest` is that of [`super::door::latest`].
///
/// # Errors
///
/// If the folder cannot be read, is a file, or holds journals only further down.
pub(crate) fn plan(from: &Path, own: &Journals, latest: i64) -> Result<MergePlan, WorklistError> {
    let listed = listed(from)?;
    let theirs: Vec<Read> = listed.into_iter().map(|one| Read::of(from, one)).collect();
    let all: BTreeMap<String, Journal> = theirs.iter().map(|one| (one.name.clone(), one.journal.clone())).collect();
    let there = lineage::Lineage::of(&all, own.lineage().list);
    let mut merged = Merged::default();
    let beside = |name: String| {
        let name = Words(name);
        tr!("{name} の中にも記録があります。取り込むには、そのフォルダーを指定してください。", name)
    };
    merged.problems.extend(named_below(from, &below(from)).into_iter().map(beside));
    let journals = pick(theirs, &there, own, latest, &mut merged);
    let named: BTreeSet<EntryId> = journals.iter().filter_map(|one| Some(one.journal.heading.as_ref()?.list)).collect();
    let foreign: Vec<EntryId> = named.into_iter().filter(|id| !own.lineage().accepts(*id)).collect();
    let is_nameless = journals.iter().any(|one| one.journal.heading.is_none()) && there.list != own.lineage().list;
    let (belonging, joins, adopted) = match own.lineage().list {
        _ if journals.is_empty() => (Belonging::Same, Vec::new(), None),
        None => (Belonging::Adopted, foreign.into_iter().filter(|id| Some(*id) != there.list).collect(), there.list),
        Some(_) if foreign.is_empty() && !is_nameless => (Belonging::Same, Vec::new(), None),
        Some(_) if foreign.iter().all(|id| lineage::is_plain_list(&all, *id)) => (Belonging::Untold, foreign, None),
        Some(_) => (Belonging::Foreign, foreign, None),
    };
    Ok(MergePlan { merged, belonging, joins, adopted, journals })
}

/// Returns the journals to take, and says of every one what happens to it. `there` is the lineage of the other folder.
fn pick(
    theirs: Vec<Read>,
    there: &lineage::Lineage,
    own: &Journals,
    latest: i64,
    merged: &mut Merged,
) -> Vec<TakenJournal> {
    let known = Known::of(own);
    let mut journals: Vec<TakenJournal> = Vec::new();
    for one in theirs {
        let shown = clean_line(&one.name);
        // An empty file is a journal that somebody has just begun. What was set aside there is not taken either.
        let is_empty = one.journal.entries.is_empty() && one.journal.is_sound();
        let is_set_aside = !is_empty && there.limits.get(&one.name) == Some(&0);
        if is_empty || is_set_aside || (!one.journal.entries.is_empty() && known.has_all(&one.journal)) {
            merged.skipped.push(shown);
        } else if let Some(why) = refusal(&one.name, &one.journal, latest) {
            merged.refused.push((shown, why));
        } else {
            // An end that was being written is no part of it.
            merged.problems.extend(one.journal.problems.sentences(&one.name));
            merged.is_incomplete |= one.journal.problems.cost_records();
            // Of two copies of one journal one is enough.
            match one.taken().filter(|taken| journals.iter().all(|other| other.key != taken.key)) {
                Some(taken) => {
                    merged.taken.push(shown);
                    journals.push(taken);
                }
                None => merged.skipped.push(shown),
            }
        }
    }
    journals
}

/// Returns the journals of a folder.
fn listed(from: &Path) -> Result<Vec<ListedJournal>, WorklistError> {
    // A folder that is not there has no journals; one that somebody has named has to be there.
    let listed = fs::check_folder(from).and_then(|()| folder::journals(from));
    let listed = listed.map_err(WorklistError::named(from, "を読み込めません"))?;
    let below = if listed.is_empty() { below(from) } else { Vec::new() };
    if below.is_empty() { Ok(listed) } else { Err(below_only(from, &below)) }
}

/// Returns the folder that is meant by one that a person has named for a merge into the worklist of this name: itself if it
/// holds journals. People also name the data folder of a colleague, or the one of all worklists; then it is that of the same
/// worklist in it, or else the one of the same name. What other programs call like journals makes no worklist.
///
/// # Errors
///
/// If the folder cannot be read, holds other worklists than that, or nothing but files that are no journals.
pub(crate) fn meant(from: &Path, name: &str, own: &Journals) -> Result<PathBuf, WorklistError> {
    let direct = fs::check_folder(from).and_then(|()| Ok((folder::is_of_worklist(from)?, folder::journals(from)?)));
    let (is_one, direct) = direct.map_err(WorklistError::named(from, "を読み込めません"))?;
    let below = if is_one { Vec::new() } else { below(from) };
    if below.is_empty() {
        // What cannot be looked into, a link or an archive, is told by what it is.
        let is_strange = !is_one && !direct.is_empty() && direct.iter().all(|one| one.passed_over.is_none());
        let files = || direct.iter().map(|one| clean_line(&one.name)).collect();
        return match is_strange {
            true => Err(WorklistError::NoJournals { folder: from.to_owned(), files: files() }),
            false => Ok(from.to_owned()),
        };
    }
    let is_same = |folder: &&PathBuf| list_in(folder, own).is_some_and(|list| own.lineage().accepts(list));
    let same: Vec<&PathBuf> = below.iter().filter(is_same).collect();
    if let [only] = same.as_slice() {
        return Ok((*only).clone());
    }
    let is_named =
        |folder: &&PathBuf| folder.file_name().is_some_and(|theirs| folded(&theirs.to_string_lossy()) == folded(name));
    let named: Vec<&PathBuf> = match same.is_empty() {
        true => below.iter().filter(is_named).collect(),
        false => same.into_iter().filter(is_named).collect(),
    };
    match named.as_slice() {
        [only] => Ok((*only).clone()),
        _ => Err(below_only(from, &below)),
    }
}

fn below_only(from: &Path, below: &[PathBuf]) -> WorklistError {
    WorklistError::JournalsBelow { folder: from.to_owned(), below: named_below(from, below) }
}

/// Returns the worklist that the journals of a folder are of; none if they do not say.
fn list_in(folder: &Path, own: &Journals) -> Option<EntryId> {
    let listed = folder::journals(folder).unwrap_or_default().into_iter();
    let read: BTreeMap<String, Journal> =
        listed.map(|one| Read::of(folder, one)).map(|one| (one.name, one.journal)).collect();
    lineage::Lineage::of(&read, own.lineage().list).list
}

/// Returns the folders of worklists in a folder, also those among its worklists if it is a data folder.
fn below(folder: &Path) -> Vec<PathBuf> {
    let items = |folder: &Path| std::fs::read_dir(folder).into_iter().flatten().flatten().map(|item| item.path());
    let is_one = |path: &PathBuf| folder::is_of_worklist(path).is_ok_and(|is_one| is_one);
    let mut folders: Vec<PathBuf> = items(folder).chain(items(&folder.join(WORKLISTS))).filter(is_one).collect();
    folders.sort();
    folders
}

/// Returns what to call folders below another one.
fn named_below(folder: &Path, below: &[PathBuf]) -> Vec<String> {
    let name = |path: &PathBuf| clean_line(&path.strip_prefix(folder).unwrap_or(path).to_string_lossy());
    below.iter().map(name).collect()
}

/// A journal of the other folder as it was read.
struct Read {
    name: String,
    bytes: Vec<u8>,
    journal: Journal,
}

impl Read {
    fn of(folder: &Path, listed: ListedJournal) -> Self {
        let ListedJournal { name, stamp, passed_over } = listed;
        let refused = |kind| (Vec::new(), Journal::refused(kind, Some(stamp)));
        let (bytes, journal) = match passed_over.map_or_else(|| Journal::bytes(&folder.join(&name)), |_| Ok(Vec::new()))
        {
            _ if passed_over.is_some() => refused(JournalProblemKind::PassedOver(passed_over.unwrap_or_default())),
            Err(error) => refused(JournalProblemKind::Unreadable(fs::reason(&error))),
            Ok(bytes) if bytes.len() as u64 > FILE_LIMIT => refused(JournalProblemKind::LargeFile),
            Ok(bytes) => Self::parsed(bytes),
        };
        Self { name, bytes, journal }
    }

    /// Returns a journal up to its last whole transaction. What follows is still being written or was never completed, so
    /// nobody was told that it is recorded.
    fn parsed(mut bytes: Vec<u8>) -> (Vec<u8>, Journal) {
        let mut journal = Journal::parse(&bytes);
        if journal.is_only_torn() {
            bytes.truncate(usize::try_from(journal.whole).unwrap_or_default());
            bytes.extend(journal.ends_open().then_some(b'\n'));
            journal.problems = Problems::default();
        }
        (bytes, journal)
    }

    fn taken(self) -> Option<TakenJournal> {
        let key = merged_name(self.journal.entries.last()?.hash);
        Some(TakenJournal { key, bytes: self.bytes, journal: self.journal })
    }
}

/// The entries that count here.
struct Known<'a>(HashMap<EntryId, &'a Arc<Entry>>);

impl<'a> Known<'a> {
    fn of(journals: &'a Journals) -> Self {
        Self(journals.counted().map(|(_, recorded)| (recorded.entry.id, &recorded.entry)).collect())
    }

    /// Whether all records of a journal count here, but for what it says about merges of its own.
    fn has_all(&self, journal: &Journal) -> bool {
        let is_known =
            |entry: &Arc<Entry>| is_origin(entry) || self.0.get(&entry.id).is_some_and(|known| *known == entry);
        journal.entries.iter().all(|recorded| is_known(&recorded.entry))
    }
}
