//! Undo and redo of what one person did, across sessions: the two stacks of an editor, computed from the entries.
//! Nothing is rewritten: an undo is a transaction like any other that restores the values from before.
//!
//! A field that somebody else has changed since is left alone and reported. A transaction with nothing left to restore
//! is skipped, so that it does not block the ones before it.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::language::{Words, tr};
use crate::worklist::entry::change::{Change, Entry, Identity, Subject, Supersedes, TransactionKind};
use crate::worklist::entry::fields::{Edit, Field};
use crate::worklist::entry::id::EntryId;
use crate::worklist::state::State;

/// Undo or redo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UndoDirection {
    Undo,
    Redo,
}

/// A field that an undo or a redo left alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The subject of the field.
    pub subject: Subject,
    /// The field.
    pub field: Field,
    /// The reason, as a sentence.
    pub why: String,
}

/// The result of an undo or a redo.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reverted {
    /// The entries of the transaction that was undone or redone; none if there was no such transaction.
    pub transaction: Vec<Arc<Entry>>,
    /// The entries recorded for it.
    pub entries: Vec<Arc<Entry>>,
    /// The fields that were left alone.
    pub skipped: Vec<Skipped>,
}

/// What to record for an undo or a redo.
#[derive(Debug)]
pub(crate) struct UndoPlan {
    /// None if there is nothing to undo or redo.
    pub kind: Option<TransactionKind>,
    pub transaction: Vec<Arc<Entry>>,
    pub changes: Vec<Change>,
    pub skipped: Vec<Skipped>,
}

/// The transactions of one person.
#[derive(Default)]
struct Transactions<'a> {
    entries: Vec<Vec<&'a Arc<Entry>>>,
    places: HashMap<EntryId, usize>,
}

/// A transaction on one of the stacks: its id, and the place of the last transaction that did, undid or redid it.
type StackItem = (EntryId, usize);

/// Finds the last transaction of a person that can be undone or redone. `all` holds every entry once, in the order of
/// ids; `state` is the state they add up to.
pub(crate) fn plan(all: &[Arc<Entry>], state: &State, who: &Identity, direction: UndoDirection) -> UndoPlan {
    let transactions = Transactions::of(all, who);
    let (undo, redo) = transactions.stacks();
    let (stack, kind) = match direction {
        UndoDirection::Undo => (undo, TransactionKind::Undo as fn(EntryId) -> TransactionKind),
        UndoDirection::Redo => (redo, TransactionKind::Redo as fn(EntryId) -> TransactionKind),
    };
    let past = Past { registers: histories(all), state, who };
    let mut plan = UndoPlan { kind: None, transaction: Vec::new(), changes: Vec::new(), skipped: Vec::new() };
    for (id, latest) in stack.into_iter().rev() {
        past.revert(&transactions.entries[latest], &mut plan);
        if !plan.changes.is_empty() {
            let first = transactions.places.get(&id).map_or(latest, |place| *place);
            plan.kind = Some(kind(id));
            plan.transaction = transactions.entries[first].iter().map(|entry| Arc::clone(entry)).collect();
            break;
        }
    }
    plan
}

type RegisterKey<'a> = (&'a Subject, Field);

/// Returns the entries of every register in the order of their ids.
fn histories(all: &[Arc<Entry>]) -> HashMap<RegisterKey<'_>, Vec<&Arc<Entry>>> {
    let mut registers: HashMap<RegisterKey<'_>, Vec<&Arc<Entry>>> = HashMap::new();
    for entry in all {
        registers.entry(register_key(entry)).or_default().push(entry);
    }
    registers
}

fn register_key(entry: &Entry) -> RegisterKey<'_> {
    (&entry.change.subject, entry.change.edit.field())
}

/// The values before a transaction, as seen by the person who made it.
struct Past<'a> {
    registers: HashMap<RegisterKey<'a>, Vec<&'a Arc<Entry>>>,
    state: &'a State,
    who: &'a Identity,
}

impl Past<'_> {
    /// Adds to a plan the changes that restore the values from before a transaction, and the fields to leave alone.
    fn revert(&self, transaction: &[&Arc<Entry>], plan: &mut UndoPlan) {
        // What a mark says by the way about the worklists of colleagues, about what is counted, and of the number of an item,
        // stays when the mark is taken back.
        let is_about_journals = transaction.iter().all(|entry| entry.change.edit.is_origin());
        let used = self.used_items(transaction);
        let mut known = HashSet::new();
        let is_meant =
            |entry: &Entry| !entry.change.edit.is_by_the_way() && (is_about_journals || !entry.change.edit.is_origin());
        let meant = transaction.iter().enumerate().filter(|(_, entry)| is_meant(entry));
        for (place, first) in meant.filter(|(_, entry)| known.insert(register_key(entry))) {
            let own = register_key(first);
            let last = transaction[place..].iter().rfind(|entry| register_key(entry) == own).unwrap_or(first);
            let subject = own.0.clone();
            if let Some(user) = used.get(&subject) {
                if own.1 == Field::ItemTitle {
                    let why = tr!("独自項目には {user} さんの記録もあるため、残しました。", user = Words(user));
                    plan.skipped.push(Skipped { subject, field: own.1, why });
                }
                continue;
            }
            match self.before(first, last) {
                Ok(edit) => plan.changes.push(Change { subject, edit }),
                Err(why) => plan.skipped.push(Skipped { subject, field: own.1, why }),
            }
        }
    }

    /// Returns the own items that a transaction added and that somebody else has recorded something of since, each with who:
    /// without the item, their records would be seen nowhere.
    fn used_items(&self, transaction: &[&Arc<Entry>]) -> HashMap<Subject, String> {
        let blank = Ok(Field::ItemTitle.blank());
        let titles = transaction.iter().filter(|entry| entry.change.edit.field() == Field::ItemTitle);
        let added = titles.filter(|title| self.before(title, title) == blank);
        added.filter_map(|title| Some((title.change.subject.clone(), self.other_user(title)?))).collect()
    }

    /// Returns who else has recorded something of the subject of an entry since.
    fn other_user(&self, entry: &Entry) -> Option<String> {
        let of_subject = self.registers.iter().filter(|(key, _)| *key.0 == entry.change.subject);
        let others = of_subject.flat_map(|(_, history)| history);
        let others = others.filter(|other| other.id > entry.id && *other.who != *self.who);
        others.min_by_key(|other| other.id).map(|other| other.who.user.clone())
    }

    /// Returns the value that a register had before a transaction, or the reason to leave it alone. `first` and `last`
    /// are the entries of the transaction that set the register.
    fn before(&self, first: &Entry, last: &Entry) -> Result<Edit, String> {
        let (subject, field) = register_key(first);
        let name = field.name();
        let history = self.registers.get(&(subject, field.clone())).map_or(&[][..], Vec::as_slice);
        let newer = history.iter().rev().find(|entry| entry.id > last.id && *entry.who != *self.who);
        let heads = self.state.heads(&(subject.clone(), field.clone()));
        let foreign = newer.copied().or_else(|| heads.iter().find(|head| *head.who != *self.who));
        if let Some(other) = foreign {
            let user = Words(&other.who.user);
            return Err(tr!("{name}は {user} さんも変えているため、そのままにしました。", name, user));
        }
        let seen = |entry: &Entry| match &first.supersedes {
            Supersedes::AllOlder => entry.id < first.id,
            Supersedes::Seen(seen) => entry.id < first.id && seen.contains(&entry.id),
        };
        match (history.iter().rev().find(|entry| seen(entry)), &first.supersedes) {
            (Some(entry), _) => Ok(entry.change.edit.clone()),
            (None, Supersedes::Seen(seen)) if !seen.is_empty() => {
                Err(tr!("{name}は、前の値の記録がここにないため、そのままにしました。", name))
            }
            (None, _) => Ok(field.blank()),
        }
    }
}

impl<'a> Transactions<'a> {
    fn of(all: &'a [Arc<Entry>], who: &Identity) -> Self {
        let mut transactions = Self::default();
        for entry in all.iter().filter(|entry| *entry.who == *who) {
            let place = *transactions.places.entry(entry.transaction.id).or_insert(transactions.entries.len());
            if place == transactions.entries.len() {
                transactions.entries.push(Vec::new());
            }
            transactions.entries[place].push(entry);
        }
        transactions
    }

    /// Returns what can be undone and what can be redone. The next one is last.
    fn stacks(&self) -> (Vec<StackItem>, Vec<StackItem>) {
        let (mut undo, mut redo) = (Vec::new(), Vec::new());
        for (place, entries) in self.entries.iter().enumerate() {
            let Some(transaction) = entries.first().map(|entry| entry.transaction) else { continue };
            match transaction.kind {
                // Undone, it would still be there, with nothing of what it is about.
                TransactionKind::Do if is_creation(entries) => redo.clear(),
                TransactionKind::Do => {
                    undo.push((transaction.id, place));
                    redo.clear();
                }
                TransactionKind::Undo(id) => shift(&mut undo, &mut redo, (id, place)),
                TransactionKind::Redo(id) => shift(&mut redo, &mut undo, (id, place)),
            }
        }
        (undo, redo)
    }
}

/// Whether a transaction begins a worklist: its first change says that it is not archived, which nobody ever said.
fn is_creation(entries: &[&Arc<Entry>]) -> bool {
    let begins = |entry: &&Arc<Entry>| {
        let is_first = matches!(&entry.supersedes, Supersedes::Seen(seen) if seen.is_empty());
        entry.change.edit == Edit::Archived(false) && is_first
    };
    entries.first().is_some_and(begins)
}

/// Moves a transaction from one stack to the top of the other.
fn shift(from: &mut Vec<StackItem>, to: &mut Vec<StackItem>, item: StackItem) {
    // Nearly always it is the last one, so the search starts there.
    if let Some(at) = from.iter().rposition(|(id, _)| *id == item.0) {
        from.remove(at);
        to.push(item);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::model::Status;
    use crate::sheet::Answers;
    use crate::worklist::testing::{entry, person};

    use super::super::builder::{Context, build_entries};
    use super::*;

    const CLAUSE: &str = "mhlw6.sysun.14.5";

    /// Entries in memory, in the place of journals.
    #[derive(Clone, Default)]
    struct Book {
        all: Vec<Arc<Entry>>,
        state: State,
    }

    impl Book {
        fn append(&mut self, user: &str, changes: Vec<Change>, kind: TransactionKind) {
            let who = Arc::new(person(user));
            let newest = self.all.last().map(|entry| entry.id);
            let context = Context { who: &who, now: entry(1).at, newest, kind, via: "" };
            for entry in build_entries(changes, &self.state, &context).unwrap() {
                self.state.add(&entry);
                self.all.push(entry);
            }
        }

        fn record(&mut self, user: &str, changes: Vec<Change>) {
            self.append(user, changes, TransactionKind::Do);
        }

        fn go(&mut self, user: &str, direction: UndoDirection) -> UndoPlan {
            let plan = plan(&self.all, &self.state, &person(user), direction);
            if let Some(kind) = plan.kind {
                self.append(user, plan.changes.clone(), kind);
            }
            plan
        }

        fn status(&self) -> Status {
            self.state.status(CLAUSE)
        }
    }

    fn status(status: Status) -> Change {
        Change::status(CLAUSE, status)
    }

    fn note(text: &str) -> Change {
        Change::note(CLAUSE, text)
    }

    #[derive(Clone, Debug)]
    enum Action {
        Do(Vec<Change>),
        Undo,
        Redo,
    }

    fn changes() -> impl Strategy<Value = Change> {
        let clause = || (0..2u8).prop_map(|number| format!("clause.{number}"));
        prop_oneof![
            (clause(), 0..Status::ALL.len()).prop_map(|(clause, i)| Change::status(clause, Status::ALL[i])),
            (clause(), "[ab]{0,1}").prop_map(|(clause, text)| Change::note(clause, text)),
            any::<bool>().prop_map(|on| Change::profile(Edit::Product { id: "p".into(), on })),
        ]
    }

    fn steps() -> impl Strategy<Value = Vec<Action>> {
        let one = prop_oneof![
            3 => prop::collection::vec(changes(), 1..4).prop_map(Action::Do),
            3 => Just(Action::Undo),
            2 => Just(Action::Redo),
        ];
        prop::collection::vec(one, 0..30)
    }

    /// Everything a person can see; who and when aside, which an undo adds to.
    fn shown(state: &State) -> (Vec<Answers>, bool) {
        let answers = ["clause.0", "clause.1"].map(|clause| state.answers(clause));
        (answers.to_vec(), state.profile().products.contains("p"))
    }

    proptest! {
        #[test]
        fn one_person_finds_the_two_stacks_of_an_editor(steps in steps()) {
            let mut book = Book::default();
            let (mut undo, mut redo) = (Vec::new(), Vec::new());
            for step in steps {
                let before = shown(&book.state);
                match step {
                    Action::Do(changes) => {
                        book.record("sato", changes);
                        undo.push(before);
                        redo.clear();
                    }
                    Action::Undo => {
                        let plan = book.go("sato", UndoDirection::Undo);
                        prop_assert!(plan.skipped.is_empty());
                        prop_assert_eq!(plan.kind.is_some(), !undo.is_empty());
                        if let Some(expected) = undo.pop() {
                            prop_assert_eq!(shown(&book.state), expected);
                            redo.push(before);
                        }
                    }
                    Action::Redo => {
                        let plan = book.go("sato", UndoDirection::Redo);
                        prop_assert_eq!(plan.kind.is_some(), !redo.is_empty());
                        if let Some(expected) = redo.pop() {
                            prop_assert_eq!(shown(&book.state), expected);
                            undo.push(before);
                        }
                    }
                }
            }
        }

        #[test]
        fn undoing_never_touches_what_somebody_else_changed_last(
            steps in prop::collection::vec((any::<bool>(), prop::option::weighted(0.6, changes())), 0..30)
        ) {
            let mut book = Book::default();
            for (is_sato, change) in steps {
                let user = if is_sato { "sato" } else { "ito" };
                match change {
                    Some(change) => book.record(user, vec![change]),
                    None => {
                        let before = book.clone();
                        let plan = book.go(user, UndoDirection::Undo);
                        for change in &plan.changes {
                            let heads = before.state.heads(&change.register_key());
                            prop_assert!(heads.iter().all(|head| head.who.user == user));
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn a_transaction_is_undone_as_a_whole() {
        let mut book = Book::default();
        book.record("sato", vec![status(Status::Doing)]);
        book.record("sato", vec![status(Status::Done), note("済")]);
        let plan = book.go("sato", UndoDirection::Undo);
        assert_eq!(
            plan.transaction.iter().map(|entry| entry.change.clone()).collect::<Vec<_>>(),
            [status(Status::Done), note("済")]
        );
        assert_eq!((book.status(), book.state.answers(CLAUSE).note), (Status::Doing, String::new()));
        book.go("sato", UndoDirection::Redo);
        assert_eq!((book.status(), book.state.answers(CLAUSE).note), (Status::Done, "済".into()));
        assert_eq!(book.go("sato", UndoDirection::Redo).kind, None);
    }

    #[test]
    fn what_somebody_else_changed_since_is_left_alone_and_told() {
        let mut book = Book::default();
        book.record("sato", vec![status(Status::Done), note("済")]);
        book.record("ito", vec![status(Status::Na)]);
        let plan = book.go("sato", UndoDirection::Undo);
        assert_eq!((book.status(), book.state.answers(CLAUSE).note), (Status::Na, String::new()));
        let [skipped] = plan.skipped.as_slice() else { panic!("{:?}", plan.skipped) };
        assert_eq!(skipped.field, Field::Status);
        assert_eq!(skipped.why, "状態は ito さんも変えているため、そのままにしました。");
        book.go("sato", UndoDirection::Redo);
        assert_eq!((book.status(), book.state.answers(CLAUSE).note), (Status::Na, "済".into()));
    }

    #[test]
    fn a_value_of_somebody_else_brought_back_by_oneself_is_still_theirs() {
        let mut book = Book::default();
        book.record("sato", vec![status(Status::Doing)]);
        book.record("ito", vec![status(Status::Na)]);
        book.record("sato", vec![status(Status::Done)]);
        book.go("sato", UndoDirection::Undo);
        assert_eq!(book.status(), Status::Na);
        let plan = book.go("sato", UndoDirection::Undo);
        assert_eq!((plan.kind, plan.skipped.len(), book.status()), (None, 1, Status::Na));
    }

    #[test]
    fn a_transaction_with_nothing_left_to_undo_is_skipped() {
        let mut book = Book::default();
        book.record("sato", vec![note("前")]);
        book.record("sato", vec![status(Status::Done)]);
        book.record("ito", vec![status(Status::Na)]);
        let plan = book.go("sato", UndoDirection::Undo);
        assert_eq!((plan.skipped.len(), book.state.answers(CLAUSE).note.as_str()), (1, ""));
        assert_eq!(book.status(), Status::Na);
    }

    #[test]
    fn a_value_whose_record_is_missing_is_not_guessed() {
        let mut book = Book::default();
        book.record("ito", vec![status(Status::Na)]);
        book.record("sato", vec![status(Status::Done)]);
        book.all.remove(0);
        let mut alone = Book { all: book.all.clone(), state: State::default() };
        alone.state.add(&book.all[0]);
        let plan = alone.go("sato", UndoDirection::Undo);
        assert_eq!((plan.kind, plan.skipped.len(), alone.status()), (None, 1, Status::Done));
    }

    #[test]
    fn an_added_item_goes_without_its_number_and_stays_where_somebody_else_uses_it() {
        const ITEM: &str = "own-item.01a22a40c1005be207c4";
        let edits = [Edit::ItemNumber("1".into()), Edit::ItemTitle("鍵".into()), Edit::ItemText("数".into())];
        let added = edits.map(|edit| Change::clause(ITEM, edit)).to_vec();
        let mut book = Book::default();
        book.record("sato", added);
        book.go("sato", UndoDirection::Undo);
        assert!(!book.state.mark(ITEM).unwrap().is_item());
        assert_eq!(book.state.mark(ITEM).unwrap().item_number, "1");
        book.go("sato", UndoDirection::Redo);
        assert_eq!(book.state.items().len(), 1);
        book.record("ito", vec![Change::status(ITEM, Status::Done)]);
        let plan = book.go("sato", UndoDirection::Undo);
        assert_eq!((plan.kind, plan.skipped.len(), book.state.items().len()), (None, 1, 1));
        assert_eq!(plan.skipped[0].why, "独自項目には ito さんの記録もあるため、残しました。");
    }

    #[test]
    fn entries_of_the_first_version_can_be_undone() {
        let mut book = Book::default();
        book.record("sato", vec![status(Status::Doing)]);
        book.record("sato", vec![status(Status::Done)]);
        let mut old = Book::default();
        for entry in &book.all {
            let old_entry = Arc::new(Entry { supersedes: Supersedes::AllOlder, ..(**entry).clone() });
            old.state.add(&old_entry);
            old.all.push(old_entry);
        }
        old.go("sato", UndoDirection::Undo);
        assert_eq!(old.status(), Status::Doing);
        old.go("sato", UndoDirection::Undo);
        assert_eq!(old.status(), Status::Todo);
    }
}
