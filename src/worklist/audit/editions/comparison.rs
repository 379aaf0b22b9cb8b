//! Two worklists held against each other, clause by clause: what differs, and what cannot be compared. A clause of a later
//! edition is compared with the one that it continues, if that is known; what is not known stays unknown.

use std::collections::{HashMap, HashSet};

use crate::catalog::{Catalog, Edition, Record, RecordRef, Succession};
use crate::language::tr;
use crate::model::{Fate, Id, Kind, Status};
use crate::sheet::{AnswerField, Tally, transition};
use crate::worklist::audit::progress::Progress;
use crate::worklist::audit::scope::Scope;
use crate::worklist::state::State;
use crate::worklist::state::mark::Mark;

/// The fields whose values are compared: how far the work is, and what was found.
const FIELDS: [AnswerField; 5] =
    [AnswerField::Status, AnswerField::Verdict, AnswerField::Grade, AnswerField::ActionState, AnswerField::AcceptUntil];

/// How many editions are gone back at most: a circle, which the check of the catalog rejects, must not hold anybody up.
const STEPS: usize = 16;

/// What differs between an earlier worklist and a later one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListDiff {
    /// The clauses that each of them counts, by status: the earlier one first.
    pub tallies: [Tally; 2],
    /// How many clauses were compared.
    pub compared: usize,
    /// Those of them that differ, in the order of the catalog.
    pub rows: Vec<ListDiffRow>,
    /// The clauses that only one of them has, in the order of the catalog.
    pub unmatched: Vec<Unmatched>,
}

/// A clause that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListDiffRow {
    /// The id of the clause of the later worklist.
    pub clause: Id,
    /// That of the clause that it continues, where the earlier worklist has an earlier edition.
    pub earlier: Option<Id>,
    /// What differs.
    pub changes: Vec<FieldChange>,
}

/// A field that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// Which.
    pub field: AnswerField,
    /// Its value in the earlier worklist; empty if it has none.
    pub before: String,
    /// Its value in the later worklist; empty if it has none.
    pub after: String,
}

impl FieldChange {
    /// Returns what the value was and is.
    pub fn transition(&self) -> String {
        transition(self.field.said(&self.before), self.field.said(&self.after))
    }
}

/// A clause that only one worklist has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmatched {
    /// Its id.
    pub clause: Id,
    /// Why it was not compared.
    pub why: Why,
    /// Whether anything is recorded of it.
    pub is_marked: bool,
}

/// Declares why a clause was not compared: `Variant = "code", "理由"`.
macro_rules! reasons {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, $name:literal;)+) => {
        /// Why a clause was not compared.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Why {
            $($(#[$doc])* $variant,)+
        }

        impl Why {
            /// Every reason, in the order in which they are told.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Returns the code used in JSON.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// Returns what such clauses are, in Japanese.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }
        }
    };
}

reasons! {
    /// The earlier worklist does not have it, nor what it continues.
    LaterOnly = "later_only", "前の点検票では数えていない条項";
    /// It is said to be new in its edition.
    Added = "added", "新しい版で加わった条項";
    /// It is not known what it continues in the edition of the earlier worklist.
    EarlierUnknown = "earlier_unknown", "前の版のどの条項に当たるか不明な条項";
    /// The later worklist does not have it, nor what continues it.
    EarlierOnly = "earlier_only", "後の点検票では数えていない条項";
    /// It was removed in the edition of the later worklist.
    Removed = "removed", "新しい版で削除された条項";
    /// It is not known what continues it in the edition of the later worklist.
    LaterUnknown = "later_unknown", "新しい版のどの条項に当たるか不明な条項";
}

impl ListDiff {
    /// Holds an earlier state against a later one.
    pub fn new(catalog: &Catalog, earlier: &State, later: &State) -> Self {
        let sides = [earlier, later].map(|state| Side::new(catalog, state));
        let tallies = sides.each_ref().map(|side| Progress::within(catalog, side.state, &side.scope).total());
        let mut diff = Self { tallies, ..Self::default() };
        let mut way = Way { catalog, sides: &sides, successions: HashMap::new() };
        let mut matched: HashSet<RecordRef> = HashSet::new();
        for at in sides[1].clauses.iter().copied() {
            match way.earlier_of(at) {
                Ok(before) => {
                    matched.insert(before);
                    diff.compare(catalog, &sides, [before, at]);
                }
                Err(why) => diff.leave(catalog, &sides[1], at, why),
            }
        }
        for at in sides[0].clauses.iter().copied().filter(|at| !matched.contains(at)) {
            let why = way.fate_of(at);
            diff.leave(catalog, &sides[0], at, why);
        }
        diff
    }

    fn compare(&mut self, catalog: &Catalog, sides: &[Side<'_>; 2], [before, at]: [RecordRef; 2]) {
        self.compared += 1;
        let [earlier, clause] = [before, at].map(|at| catalog.id(at).to_owned());
        let answers = [sides[0].state.answers(&earlier), sides[1].state.answers(&clause)];
        let changes = FIELDS.into_iter().filter_map(|field| {
            let [old, new] = answers.each_ref().map(|answers| answers.get(field));
            (old != new).then(|| FieldChange { field, before: old.text(), after: new.text() })
        });
        let changes: Vec<FieldChange> = changes.collect();
        if !changes.is_empty() {
            self.rows.push(ListDiffRow { clause, earlier: (before != at).then_some(earlier), changes });
        }
    }

    fn leave(&mut self, catalog: &Catalog, side: &Side<'_>, at: RecordRef, why: Why) {
        let clause = catalog.id(at).to_owned();
        let is_marked = side.state.mark(&clause).is_some_and(Mark::says_something);
        self.unmatched.push(Unmatched { clause, why, is_marked });
    }

    /// Returns how many clauses changed in the same way, field by field, in the order in which they are first met.
    pub fn transitions(&self) -> Vec<(&FieldChange, usize)> {
        let mut counted: Vec<(&FieldChange, usize)> = Vec::new();
        for change in self.rows.iter().flat_map(|row| &row.changes) {
            match counted.iter_mut().find(|(known, _)| *known == change) {
                Some((_, count)) => *count += 1,
                None => counted.push((change, 1)),
            }
        }
        counted.sort_by_key(|(change, _)| FIELDS.iter().position(|field| *field == change.field));
        counted
    }

    /// Returns how far both are, how many clauses were compared, and how many were not and why, a sentence each.
    pub fn summary(&self) -> Vec<String> {
        let [before, after] = &self.tallies;
        let done = |tally: &Tally| format!("{}/{}({}%)", tally.of(Status::Done), tally.applicable(), tally.percent());
        let (compared, changed) = (self.compared, self.rows.len());
        let same = compared - changed;
        let lines = [
            tr!("完了 {before} → {after}", before = done(before), after = done(after)),
            tr!("比べた {compared} 条項のうち、違うもの {changed} 件、同じもの {same} 件", compared, changed, same),
        ];
        lines
            .into_iter()
            .chain(self.left_out().map(|(why, count)| tr!("{what} {n} 件", what = why.name(), n = count)))
            .collect()
    }

    /// Returns how many clauses were not compared for each reason, without reasons that none has.
    pub fn left_out(&self) -> impl Iterator<Item = (Why, usize)> {
        let count = |why: &Why| self.unmatched.iter().filter(|one| one.why == *why).count();
        Why::ALL.iter().map(move |why| (*why, count(why))).filter(|(_, count)| *count > 0)
    }
}

/// One of the worklists.
struct Side<'a> {
    state: &'a State,
    scope: Scope,
    /// The clauses that it counts, and the others of which something is recorded, in the order of the catalog.
    clauses: Vec<RecordRef>,
    /// The same, to look them up.
    has: HashSet<RecordRef>,
    /// The ids of the editions of those that it counts.
    editions: HashSet<Id>,
}

impl<'a> Side<'a> {
    fn new(catalog: &Catalog, state: &'a State) -> Self {
        let scope = Scope::of(catalog, state);
        let is_marked = |at: &RecordRef| state.mark(catalog.id(*at)).is_some_and(Mark::says_something);
        let all = catalog.all(Kind::Clause).filter(|at| scope.counts(*at) || is_marked(at));
        let clauses: Vec<RecordRef> = all.collect();
        let counted = clauses.iter().filter(|at| scope.counts(**at));
        let editions =
            counted.filter_map(|at| edition_of(catalog, *at)).map(|edition| edition.id().to_owned()).collect();
        Self { state, scope, has: clauses.iter().copied().collect(), clauses, editions }
    }
}

/// Finds the clauses of both worklists that belong together.
struct Way<'a> {
    catalog: &'a Catalog,
    sides: &'a [Side<'a>; 2],
    /// What became of the clauses of an edition in the next one, by the ids of both.
    successions: HashMap<(Id, Id), Steps>,
}

/// What became of the clauses of an edition in the next one.
struct Steps {
    /// The clause that a later one continues.
    earlier: HashMap<RecordRef, RecordRef>,
    /// The clauses that are said to be new.
    added: HashSet<RecordRef>,
    /// The clauses that are said to be removed.
    removed: HashSet<RecordRef>,
}

impl<'a> Way<'a> {
    /// Returns the clause of the earlier worklist that a clause of the later one is compared with.
    fn earlier_of(&mut self, at: RecordRef) -> Result<RecordRef, Why> {
        if self.sides[0].has.contains(&at) {
            return Ok(at);
        }
        let Some(edition) = edition_of(self.catalog, at) else { return Err(Why::LaterOnly) };
        let is_added = match self.step_back(edition, at, STEPS) {
            Ok(earlier) => return Ok(earlier),
            Err(is_added) => is_added,
        };
        let is_near = |id: &Id| self.catalog.edition(id).is_some_and(|earlier| earlier.leads_to(&edition));
        Err(match self.sides[0].editions.iter().any(is_near) {
            true if is_added => Why::Added,
            true => Why::EarlierUnknown,
            false => Why::LaterOnly,
        })
    }

    /// Goes back from edition to edition until the earlier worklist has the clause; else returns whether it is said to be new.
    fn step_back(&mut self, edition: Edition<'a>, at: RecordRef, most: usize) -> Result<RecordRef, bool> {
        let mut is_added = false;
        for before in edition.predecessors().into_iter().filter(|_| most > 0) {
            let steps = self.steps(before, edition);
            is_added |= steps.added.contains(&at);
            let Some(earlier) = steps.earlier.get(&at).copied() else { continue };
            if self.sides[0].has.contains(&earlier) {
                return Ok(earlier);
            }
            if let Ok(earlier) = self.step_back(before, earlier, most - 1) {
                return Ok(earlier);
            }
        }
        Err(is_added)
    }

    /// Returns why a clause of the earlier worklist was compared with none of the later one: what became of it from edition to
    /// edition, until the later worklist counts one of them.
    fn fate_of(&mut self, at: RecordRef) -> Why {
        let Some(mut edition) = edition_of(self.catalog, at) else { return Why::EarlierOnly };
        let (catalog, sides) = (self.catalog, self.sides);
        let counted = &sides[1].editions;
        let is_later = |id: &Id| catalog.edition(id).is_some_and(|later| edition.leads_to(&later));
        if !counted.iter().any(is_later) {
            return Why::EarlierOnly;
        }
        let mut clause = at;
        for _ in 0..STEPS {
            let Some(next) = edition.successor() else { break };
            let steps = self.steps(edition, next);
            if steps.removed.contains(&clause) {
                return Why::Removed;
            }
            let continued = steps.earlier.iter().find(|(_, earlier)| **earlier == clause).map(|(later, _)| *later);
            let Some(continued) = continued else { return Why::LaterUnknown };
            if counted.contains(next.id()) {
                break;
            }
            (edition, clause) = (next, continued);
        }
        // What continues it is known, and the later worklist does not count that.
        Why::EarlierOnly
    }

    fn steps(&mut self, from: Edition<'a>, to: Edition<'a>) -> &Steps {
        let key = (from.id().to_owned(), to.id().to_owned());
        let catalog = self.catalog;
        self.successions.entry(key).or_insert_with(|| Steps::of(catalog, &Succession::between(from, to)))
    }
}

/// Returns the edition that a clause stands in.
fn edition_of(catalog: &Catalog, at: RecordRef) -> Option<Edition<'_>> {
    match catalog.record(at) {
        Record::Clause(clause) => catalog.edition_at(&clause.chapter),
        _ => None,
    }
}

impl Steps {
    fn of(catalog: &Catalog, succession: &Succession<'_>) -> Self {
        let at = |id: &str| catalog.find(id);
        let fates = succession.fates.iter();
        let pairs = fates.clone().filter_map(|fate| Some((at(&fate.counterpart?.id)?, at(&fate.clause.id)?)));
        let removed = fates.clone().filter(|fate| fate.fate == Fate::Removed).filter_map(|fate| at(&fate.clause.id));
        let added = succession.arrivals.iter().filter(|arrival| arrival.is_new);
        Self {
            earlier: pairs.collect(),
            removed: removed.collect(),
            added: added.filter_map(|arrival| at(&arrival.clause.id)).collect(),
        }
    }
}
