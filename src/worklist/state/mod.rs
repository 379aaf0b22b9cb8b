//! The state: the present values that result from all entries.
//!
//! Every field is a multi-value register. `register` keeps its heads, `projection` the values read from them; [`Mark`],
//! [`Profile`] and [`Evidence`] are the projections. `builder` makes entries of changes, `undo` finds what to undo or
//! redo.

pub mod beginning;
pub mod builder;
mod confirmed;
mod describe;
pub mod evidence;
pub mod items;
pub mod mark;
pub mod profile;
mod projection;
pub mod register;
pub mod undo;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::model::{Id, Status};
use crate::sheet::{AnswerField, Answers};
use crate::worklist::entry::change::{Change, Entry, Subject};
use crate::worklist::entry::fields::{Edit, Field};
use crate::worklist::entry::id::EntryId;

use self::beginning::Beginning;
use self::evidence::Evidence;
use self::mark::Mark;
use self::profile::Profile;
use self::projection::Versioned;
use self::register::Registers;

/// The marks of all clauses, the profile and the evidence.
///
/// Cloning copies one pointer. Adding to one of two clones copies at most one pointer per clause.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State(Arc<StateData>);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct StateData {
    marks: HashMap<Arc<str>, Arc<Versioned<Mark>>>,
    profile: Arc<Versioned<Profile>>,
    evidence: HashMap<EntryId, Arc<Versioned<Evidence>>>,
    /// The evidence with entries of its own, not only links, in the order in which it was added.
    order: Vec<EntryId>,
    /// None if nothing was ever recorded but where records come from.
    beginning: Option<Beginning>,
}

impl State {
    /// Returns the mark of a clause, if it was ever marked.
    pub fn mark(&self, clause: &str) -> Option<&Mark> {
        self.0.marks.get(clause).map(|versioned| &versioned.projection)
    }

    /// Returns the answers for a clause; blank ones if it was never marked.
    pub fn answers(&self, clause: &str) -> Answers {
        self.mark(clause).map(|mark| mark.answers.clone()).unwrap_or_default()
    }

    /// Returns the status of a clause; 未着手 if it was never marked.
    pub fn status(&self, clause: &str) -> Status {
        self.mark(clause).map_or(Status::Todo, |mark| mark.answers.status)
    }

    /// Whether people say different things of a field of a clause.
    pub fn is_disputed(&self, clause: &str, field: AnswerField) -> bool {
        self.mark(clause).is_some_and(|mark| mark.conflicts.iter().any(|one| one.field.answer() == Some(field)))
    }

    /// Returns the status of every clause that was ever marked.
    pub fn statuses(&self) -> HashMap<Id, Status> {
        self.marks().map(|(clause, mark)| (clause.to_owned(), mark.answers.status)).collect()
    }

    /// Returns every clause that was ever marked, in no particular order.
    pub fn marks(&self) -> impl ExactSizeIterator<Item = (&str, &Mark)> {
        self.0.marks.iter().map(|(clause, versioned)| (clause.as_ref(), &versioned.projection))
    }

    /// Returns the profile.
    pub fn profile(&self) -> &Profile {
        &self.0.profile.projection
    }

    /// Whether anything was ever recorded that tells what the worklist is about, see [`Field::tells_whose`].
    pub(in crate::worklist) fn has_profile(&self) -> bool {
        self.0.profile.registers.fields().any(Field::tells_whose)
    }

    /// Returns how the worklist began; none if nothing was ever recorded but where records come from.
    pub fn beginning(&self) -> Option<&Beginning> {
        self.0.beginning.as_ref()
    }

    /// Says how the worklist began, where the first entries of all are not its own.
    pub(in crate::worklist) fn begin(&mut self, beginning: Beginning) {
        if self.0.beginning.as_ref() != Some(&beginning) {
            Arc::make_mut(&mut self.0).beginning = Some(beginning);
        }
    }

    /// Returns all evidence in the order in which it was added, each with its clauses; withdrawn evidence included.
    pub fn evidence(&self) -> impl Iterator<Item = &Evidence> {
        self.0.order.iter().filter_map(|id| self.evidence_with(*id))
    }

    /// Returns the evidence with an id, if it was added.
    pub fn evidence_with(&self, id: EntryId) -> Option<&Evidence> {
        self.0.evidence.get(&id).map(|versioned| &versioned.projection).filter(|evidence| evidence.is_known())
    }

    /// Returns how many pieces of evidence a clause has that were not withdrawn.
    pub fn evidence_of(&self, clause: &str) -> usize {
        let linked = self.mark(clause).into_iter().flat_map(|mark| &mark.evidence);
        linked.filter(|id| self.evidence_with(**id).is_some_and(|evidence| !evidence.is_withdrawn)).count()
    }

    /// Returns the clauses with at least one piece of evidence that was not withdrawn.
    pub fn evidenced(&self) -> HashSet<Id> {
        let counted = self.evidence().filter(|evidence| !evidence.is_withdrawn);
        counted.flat_map(|evidence| evidence.clauses.iter().cloned()).collect()
    }

    /// Adds entries, sorted by id, which must be newer than all entries before.
    pub(in crate::worklist) fn extend<'a>(&mut self, entries: impl IntoIterator<Item = &'a Arc<Entry>> + Clone) {
        let data = Arc::make_mut(&mut self.0);
        data.beginning = data.beginning.take().or_else(|| Beginning::of(entries.clone()));
        let mut touched: HashSet<&Subject> = HashSet::new();
        for entry in entries {
            match &entry.change.subject {
                Subject::Clause(clause) => data.add_mark(clause, entry),
                Subject::Worklist => Arc::make_mut(&mut data.profile).add(entry),
                Subject::Evidence(id) => data.add_evidence(*id, entry),
            }
            touched.insert(&entry.change.subject);
        }
        touched.into_iter().for_each(|subject| data.settle(subject));
    }

    /// Adds one entry, which must be newer than all entries before.
    #[cfg(test)]
    pub(in crate::worklist) fn add(&mut self, entry: &Arc<Entry>) {
        self.extend([entry]);
    }

    /// Whether a change would change nothing. A field in conflict has no value yet: to record the one that is shown decides.
    pub fn has(&self, change: Change) -> bool {
        self.without_repeats(vec![change]).is_empty()
    }

    /// Leaves out the changes that set a field to the value it has already. A field in conflict has no value yet, and what
    /// was never recorded of the worklist itself is recorded even if it is blank: that is how a worklist begins.
    pub(in crate::worklist) fn without_repeats(&self, mut changes: Vec<Change>) -> Vec<Change> {
        let mut set: HashMap<(Subject, Field), Edit> = HashMap::new();
        changes.retain(|change| {
            let register = change.register_key();
            let is_repeat = match (set.get(&register), self.heads(&register)) {
                (Some(edit), _) => *edit == change.edit,
                (None, [only]) => only.change.edit == change.edit,
                (None, []) => matches!(register.0, Subject::Clause(_)) && change.edit == register.1.blank(),
                (None, _) => false,
            };
            set.insert(register, change.edit.clone());
            !is_repeat
        });
        changes
    }

    /// Returns the ids of the heads of a register: the entries that a person who sees this state has seen of it.
    pub(in crate::worklist) fn seen(&self, register: &(Subject, Field)) -> Vec<EntryId> {
        let (subject, field) = register;
        self.registers(subject).map(|registers| registers.head_ids(field)).unwrap_or_default()
    }

    /// Returns the heads of a register. The value of the last one is shown.
    pub(in crate::worklist) fn heads(&self, register: &(Subject, Field)) -> &[Arc<Entry>] {
        let (subject, field) = register;
        self.registers(subject).map_or(&[], |registers| registers.heads(field))
    }

    /// Returns the fields of a subject that were ever set.
    fn fields(&self, subject: &Subject) -> impl Iterator<Item = &Field> {
        self.registers(subject).into_iter().flat_map(Registers::fields)
    }

    fn registers(&self, subject: &Subject) -> Option<&Registers> {
        match subject {
            Subject::Clause(clause) => self.0.marks.get(clause.as_str()).map(|versioned| &versioned.registers),
            Subject::Worklist => Some(&self.0.profile.registers),
            Subject::Evidence(id) => self.0.evidence.get(id).map(|versioned| &versioned.registers),
        }
    }
}

impl StateData {
    fn settle(&mut self, subject: &Subject) {
        match subject {
            Subject::Clause(clause) => {
                let mark = self.marks.get_mut(clause.as_str());
                mark.into_iter().for_each(|mark| Arc::make_mut(mark).settle());
            }
            Subject::Worklist => Arc::make_mut(&mut self.profile).settle(),
            Subject::Evidence(id) => self.evidence_mut(*id).settle(),
        }
    }

    fn add_mark(&mut self, clause: &str, entry: &Arc<Entry>) {
        if let Edit::Link { evidence, on } = entry.change.edit {
            let clauses = &mut self.evidence_mut(evidence).projection.clauses;
            if on {
                clauses.insert(clause.to_owned());
            } else {
                clauses.remove(clause);
            }
        }
        match self.marks.get_mut(clause) {
            Some(mark) => Arc::make_mut(mark).add(entry),
            None => {
                let mut mark = Versioned::new(Mark::before(entry));
                mark.add(entry);
                self.marks.insert(clause.into(), Arc::new(mark));
            }
        }
    }

    fn add_evidence(&mut self, id: EntryId, entry: &Arc<Entry>) {
        let versioned = self.evidence_mut(id);
        let is_first = versioned.registers.is_empty();
        versioned.add(entry);
        if is_first {
            versioned.projection.add_first(entry);
            self.order.push(id);
        }
    }

    fn evidence_mut(&mut self, id: EntryId) -> &mut Versioned<Evidence> {
        Arc::make_mut(self.evidence.entry(id).or_insert_with(|| Arc::new(Versioned::new(Evidence::unknown(id)))))
    }
}

#[cfg(test)]
mod tests {
    use crate::worklist::entry::change::{Change, Supersedes};
    use crate::worklist::testing::{entry, id, person};

    use super::*;

    const CLAUSE: &str = "mhlw6.sysun.14.5";

    fn by(user: &str, number: u8, change: Change) -> Entry {
        Entry { who: Arc::new(person(user)), change, ..entry(number) }
    }

    fn state(entries: impl IntoIterator<Item = Entry>) -> State {
        let mut state = State::default();
        entries.into_iter().for_each(|entry| state.add(&Arc::new(entry)));
        state
    }

    #[test]
    fn what_was_never_marked_is_todo() {
        let state = State::default();
        assert_eq!(state.status(CLAUSE), Status::Todo);
        assert_eq!(state.mark(CLAUSE), None);
        assert_eq!(state.answers(CLAUSE), Answers::default());
    }

    #[test]
    fn status_and_note_are_set_apart_and_the_last_hand_is_remembered() {
        let state = state([entry(1), by("ito", 2, Change::status(CLAUSE, Status::Done))]);
        let mark = state.mark(CLAUSE).unwrap();
        assert_eq!((mark.answers.status, mark.answers.note.as_str()), (Status::Done, "1"));
        assert_eq!((mark.changed_by.as_str(), mark.changed_at), ("ito", entry(2).at));
        assert_eq!(state.status("mhlw6.sysun.14.6"), Status::Todo);
    }

    #[test]
    fn what_two_people_wrote_at_once_stays_until_one_who_saw_it_decides() {
        let mark = |user, number, status| by(user, number, Change::status(CLAUSE, status));
        let mut state = state([mark("sato", 1, Status::Done), mark("ito", 2, Status::Na)]);
        let conflicts = state.mark(CLAUSE).unwrap().conflicts.clone();
        let [conflict] = conflicts.as_slice() else { panic!("{conflicts:?}") };
        let values: Vec<_> = conflict.values.iter().map(|one| (one.text.as_str(), one.who.as_str())).collect();
        assert_eq!((&conflict.field, values), (&Field::Status, vec![("完了", "sato"), ("対象外", "ito")]));
        assert_eq!(state.status(CLAUSE), Status::Na, "the newest is shown");
        assert!(!state.has(Change::status(CLAUSE, Status::Na)), "to say so once more decides");
        // Somebody who saw one of them only is a third opinion.
        state.add(&Arc::new(Entry { supersedes: Supersedes::Seen(vec![id(1)]), ..mark("abe", 3, Status::Doing) }));
        assert_eq!(state.mark(CLAUSE).unwrap().conflicts[0].values.len(), 2);
        state
            .add(&Arc::new(Entry { supersedes: Supersedes::Seen(vec![id(2), id(3)]), ..mark("abe", 4, Status::Done) }));
        assert!(state.mark(CLAUSE).unwrap().conflicts.is_empty());
        assert_eq!(state.status(CLAUSE), Status::Done);
        assert!(state.has(Change::status(CLAUSE, Status::Done)) && !state.has(Change::status(CLAUSE, Status::Na)));
    }

    #[test]
    fn the_same_value_twice_is_no_conflict() {
        let done = || Change::status(CLAUSE, Status::Done);
        assert!(state([by("sato", 1, done()), by("ito", 2, done())]).mark(CLAUSE).unwrap().conflicts.is_empty());
    }

    #[test]
    fn a_name_in_another_form_is_no_conflict() {
        let owner = |name: &str| Change::clause(CLAUSE, Edit::Owner(name.into()));
        let conflicts = |other: &str| {
            let state = state([by("sato", 1, owner("葛城")), by("ito", 2, owner(other))]);
            let mark = state.mark(CLAUSE).unwrap();
            assert_eq!(mark.answers.owner, other, "it is shown as it was spelled last");
            mark.conflicts.len()
        };
        assert_eq!((conflicts("葛\u{e0100}城"), conflicts("葛木")), (0, 1));
    }

    #[test]
    fn evidence_knows_its_clauses_and_clauses_their_evidence() {
        let evidence = id(9);
        let link = |on| Change::clause(CLAUSE, Edit::Link { evidence, on });
        let place = Change::evidence(evidence, Edit::Location("a.pdf".into()));
        let mut state = state([by("sato", 1, place), by("sato", 2, link(true))]);
        let found: Vec<&Evidence> = state.evidence().collect();
        assert_eq!((found.len(), found[0].location.as_str(), found[0].added_by.as_str()), (1, "a.pdf", "sato"));
        assert!(found[0].clauses.contains(CLAUSE));
        assert!(state.mark(CLAUSE).unwrap().evidence.contains(&evidence));
        assert!(state.evidenced().contains(CLAUSE));
        let withdrawn = Change::evidence(evidence, Edit::Withdrawn(true));
        state.add(&Arc::new(by("ito", 3, withdrawn)));
        assert!(state.evidenced().is_empty());
        assert!(state.evidence_with(evidence).unwrap().is_withdrawn);
        let unlinked = Entry { supersedes: Supersedes::Seen(vec![id(2)]), ..by("ito", 4, link(false)) };
        state.add(&Arc::new(unlinked));
        assert!(state.evidence_with(evidence).unwrap().clauses.is_empty());
    }

    #[test]
    fn evidence_that_is_only_linked_is_not_shown() {
        let state = state([by("sato", 1, Change::clause(CLAUSE, Edit::Link { evidence: id(9), on: true }))]);
        assert_eq!(state.evidence().count(), 0);
        assert!(state.evidenced().is_empty());
    }

    #[test]
    fn a_clone_is_not_changed_by_what_is_added_later() {
        let mut state = state([by("sato", 1, Change::status(CLAUSE, Status::Doing))]);
        let shown = state.clone();
        state.add(&Arc::new(Entry {
            supersedes: Supersedes::AllOlder,
            ..by("sato", 2, Change::status(CLAUSE, Status::Done))
        }));
        assert_eq!((shown.status(CLAUSE), state.status(CLAUSE)), (Status::Doing, Status::Done));
    }
}
