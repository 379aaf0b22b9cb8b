//! Which journals of a folder belong to its worklist, and how much of each is counted.
//!
//! A journal names its worklist in its first line. A journal of another worklist, which somebody has copied here, is not
//! counted. Three kinds of journals belong to every worklist: those that name none, because an old version wrote them;
//! those of a worklist that came into being by a first mark and has no profile, because it cannot be told whose it is;
//! and those of worklists that were joined (`Edit::Join`), which a merge records.
//!
//! A merge also records how far each journal was merged (`Edit::Take`), by the hash of its last line, so that an undo of
//! the merge sets the journal aside without touching the file: where nobody stands by a merge any more, it is not counted.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::worklist::entry::change::{Entry, Subject};
use crate::worklist::entry::fields::{Edit, Field};
use crate::worklist::entry::id::EntryId;
use crate::worklist::state::register::Registers;

use super::file::Journal;

/// The beginning of the names of journals that were merged.
pub(crate) const MERGED: &str = "merged-";

/// Which journals belong to a worklist.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Lineage {
    /// The id of the worklist; none if there are no entries.
    pub list: Option<EntryId>,
    /// The ids of the worklists whose records are counted.
    accepted: BTreeSet<EntryId>,
    /// Those of them that are counted only because they have no profile yet. Whoever records something next joins them, so
    /// that they still belong here when somebody who began one of them says what it is about.
    pub unjoined: BTreeSet<EntryId>,
    /// The files of other worklists.
    pub foreign: BTreeSet<String>,
    /// How many entries of a file are counted, for files of which not all are.
    pub limits: HashMap<String, usize>,
}

impl Lineage {
    /// Returns the lineage of the journals of a folder. `remembered` is the id that this machine has seen here before;
    /// it decides if records of several worklists lie side by side.
    pub fn of(journals: &BTreeMap<String, Journal>, remembered: Option<EntryId>) -> Self {
        let lists = lists(journals);
        let Some(list) = own_id(journals, &lists, remembered) else { return Self::default() };
        let mut accepted: BTreeSet<EntryId> =
            lists.iter().filter(|(_, all)| all.is_plain()).map(|(id, _)| *id).collect();
        accepted.insert(list);
        let is_accepted = |accepted: &BTreeSet<EntryId>, journal: &Journal| {
            journal.heading.as_ref().is_none_or(|heading| accepted.contains(&heading.list))
        };
        // A joined worklist may itself have joined others.
        let registers = loop {
            let counted = journals.values().filter(|journal| is_accepted(&accepted, journal));
            let registers = origins(counted);
            let joined = lists.keys().filter(|id| is_on(&registers, &Field::Join(**id)));
            let before = accepted.len();
            accepted.extend(joined.copied().collect::<Vec<_>>());
            if accepted.len() == before {
                break registers;
            }
        };
        // Whoever has taken a join back knows why.
        let is_decided = |id: &EntryId| *id == list || !registers.heads(&Field::Join(*id)).is_empty();
        let unjoined = accepted.iter().copied().filter(|id| !is_decided(id)).collect();
        let merged = journals.iter().filter(|(name, _)| name.starts_with(MERGED));
        let limits: HashMap<String, usize> =
            merged.filter_map(|(name, journal)| Some((name.clone(), limit(journal, &registers)?))).collect();
        // What was set aside is not in the way of anybody, whoever's it is.
        let is_foreign =
            |(name, journal): &(&String, &Journal)| !is_accepted(&accepted, journal) && limits.get(*name) != Some(&0);
        let foreign = journals.iter().filter(is_foreign).map(|(name, _)| name.clone()).collect();
        Self { list: Some(list), foreign, limits, accepted, unjoined }
    }

    /// Returns the ids of the worklists whose records are counted.
    pub fn accepted(&self) -> &BTreeSet<EntryId> {
        &self.accepted
    }

    /// Whether the records of a worklist are counted.
    pub fn accepts(&self, list: EntryId) -> bool {
        self.accepted.contains(&list)
    }

    /// Returns how many entries of a file are counted.
    pub fn counted(&self, name: &str, journal: &Journal) -> usize {
        match self.limits.get(name) {
            _ if self.foreign.contains(name) => 0,
            Some(limit) => *limit,
            None => journal.entries.len(),
        }
    }
}

/// Whether an entry may change which journals are counted.
pub(crate) fn is_origin(entry: &Entry) -> bool {
    entry.change.edit.is_origin()
}

/// What the journals that name one worklist say about it.
#[derive(Default)]
struct NamedList {
    journals: usize,
    entries: usize,
    /// Whether a journal was begun when the worklist had a profile.
    is_explicit: bool,
    has_profile: bool,
}

impl NamedList {
    fn is_plain(&self) -> bool {
        !self.is_explicit && !self.has_profile
    }
}

/// Returns the worklists that the journals name.
fn lists(journals: &BTreeMap<String, Journal>) -> BTreeMap<EntryId, NamedList> {
    let mut lists: BTreeMap<EntryId, NamedList> = BTreeMap::new();
    for journal in journals.values() {
        let Some(heading) = &journal.heading else { continue };
        let list = lists.entry(heading.list).or_default();
        list.journals += 1;
        list.entries += journal.entries.len();
        list.is_explicit |= !heading.is_implicit;
        list.has_profile |= journal.entries.iter().any(|recorded| is_profile(&recorded.entry));
    }
    lists
}

/// Whether an entry says what the worklist is about.
fn is_profile(entry: &Entry) -> bool {
    entry.change.subject == Subject::Worklist && entry.change.edit.field().tells_whose()
}

/// Whether these journals do not tell what a worklist is about: it came into being by a first mark and has no profile.
pub(crate) fn is_plain_list(journals: &BTreeMap<String, Journal>, list: EntryId) -> bool {
    lists(journals).get(&list).is_none_or(NamedList::is_plain)
}

/// Returns the id of the worklist whose folder this is. If several are named: the remembered one; else the one that the
/// old journals without a name belong to; else one with a profile, then the one with the most journals and entries. One
/// without a profile gives way to one with a profile that has joined it: who began by a first mark and shares a folder
/// with colleagues goes on in theirs.
fn own_id(
    journals: &BTreeMap<String, Journal>,
    lists: &BTreeMap<EntryId, NamedList>,
    remembered: Option<EntryId>,
) -> Option<EntryId> {
    let nameless = journals.values().filter(|journal| journal.heading.is_none());
    // Not drawn but computed, so that copies of an old worklist agree.
    let earliest = nameless.flat_map(|journal| &journal.entries).map(|recorded| recorded.entry.id).min();
    let known = [remembered, earliest].into_iter().flatten().find(|id| lists.contains_key(id));
    let rank = |all: &NamedList| (!all.is_plain(), all.journals, all.entries);
    let largest = || lists.iter().rev().max_by_key(|(_, all)| rank(all)).map(|(id, _)| *id);
    let id = known.or_else(largest).or(earliest)?;
    if lists.get(&id).is_none_or(|all| !all.is_plain()) {
        return Some(id);
    }
    let has_joined = |list: EntryId| is_on(&origins(of_list(journals, list)), &Field::Join(id));
    let explicit = lists.iter().rev().filter(|(list, all)| !all.is_plain() && has_joined(**list));
    explicit.max_by_key(|(_, all)| rank(all)).map(|(list, _)| *list).or(Some(id))
}

/// Returns the journals that name a worklist.
fn of_list(journals: &BTreeMap<String, Journal>, list: EntryId) -> impl Iterator<Item = &Journal> {
    journals.values().filter(move |journal| journal.heading.as_ref().is_some_and(|heading| heading.list == list))
}

/// Returns the registers of joined worklists and merged journals.
fn origins<'a>(journals: impl Iterator<Item = &'a Journal>) -> Registers {
    let entries = journals.flat_map(|journal| &journal.entries).map(|recorded| &recorded.entry);
    let mut entries: Vec<_> = entries.filter(|entry| is_origin(entry)).collect();
    entries.sort();
    entries.dedup_by(|later, kept| later.id == kept.id);
    let mut registers = Registers::default();
    entries.into_iter().for_each(|entry| registers.add(entry));
    registers
}

/// Whether somebody stands by a field. Where one person has taken back what another has done as well, it stays.
fn is_on(registers: &Registers, field: &Field) -> bool {
    let on = |edit: &Edit| matches!(edit, Edit::Join { on: true, .. } | Edit::Take { on: true, .. });
    registers.heads(field).iter().any(|head| on(&head.change.edit))
}

/// Returns how many entries of a merged journal are counted; none if all are, as in journals that were merged by older
/// versions or copied by hand.
fn limit(journal: &Journal, registers: &Registers) -> Option<usize> {
    if registers.is_empty() {
        return None;
    }
    let mut limit = None;
    for (place, recorded) in journal.entries.iter().enumerate() {
        let field = Field::Take(merged_name(recorded.hash));
        if registers.heads(&field).is_empty() {
            continue;
        }
        limit = match is_on(registers, &field) {
            true => None,
            // What was counted up to an earlier merge stays counted.
            false => Some(limit_before(journal, registers, place)),
        };
    }
    limit
}

/// Returns how many entries are counted up to the last merge before an entry that somebody stands by.
fn limit_before(journal: &Journal, registers: &Registers, place: usize) -> usize {
    let is_on = |recorded: &super::file::NumberedEntry| is_on(registers, &Field::Take(merged_name(recorded.hash)));
    journal.entries[..place].iter().rposition(is_on).map_or(0, |at| at + 1)
}

/// Returns the text by which a merge names a journal up to a line, from the short hash of the line.
pub(crate) fn merged_name(hash: u64) -> String {
    format!("{hash:016x}")
}
