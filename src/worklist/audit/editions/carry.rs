//! The next worklist: what it takes over, clause by clause, when an edition takes the place of another.
//!
//! A [`CarryPlan`] is what is shown and what is recorded: nothing is decided again in between.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::catalog::{Arrival, Catalog, ClauseFate, Edition, Succession};
use crate::clock;
use crate::failure::Failure;
use crate::model::{Clause, Fate, Id, RevisionKind, Status, Verdict};
use crate::sheet::{Answers, NOTE_LIMIT};
use crate::worklist::audit::carry_over::{CarryOver, carried, edits, evidence_changes, mark_changes, sorted_marks};
use crate::worklist::audit::scope::Counted;
use crate::worklist::entry::change::Change;
use crate::worklist::entry::fields::Edit;
use crate::worklist::state::State;
use crate::worklist::state::mark::Mark;
use crate::worklist::state::profile::Profile;
use crate::worklist::store::Worklist;

use super::next::{edition_before, next_counted};
use super::waiting::{Arrived, arrived};

/// Ends what is said of a clause whose place in the later edition is not known.
const NUMBER_UNKNOWN: &str = "新しい版の番号は不明";

/// Ends what is said of a clause that kept its number, but whose text in the later edition is not in the catalog.
const NOT_HELD: &str = "番号は同じとされるが、新しい版の条項は未収録";

/// What becomes of the marks of a worklist when an edition takes the place of another.
#[derive(Debug)]
pub struct CarryPlan<'a> {
    /// The edition that they are carried to.
    pub to: Edition<'a>,
    /// What became of the clauses of the edition before; none if marks that waited are moved within one worklist.
    pub succession: Option<Succession<'a>>,
    /// The marks that this is about, in the order of the catalog.
    pub rows: Vec<CarryRow<'a>>,
    /// How many marks of other editions the new worklist takes over, as a copy for a new audit does.
    pub others: usize,
    /// What the new worklist counts.
    pub counted: BTreeSet<Id>,
    /// What else there is to know.
    pub remarks: Vec<String>,
    /// The name of the worklist that it comes from.
    source: String,
    changes: Vec<Change>,
}

/// What becomes of one mark.
#[derive(Debug)]
pub struct CarryRow<'a> {
    /// The clause of the older edition.
    pub clause: &'a Clause,
    /// What became of it.
    pub fate: ClauseFate<'a>,
    /// Where its mark goes.
    pub way: CarryWay<'a>,
    /// How far the work had come.
    pub status: Status,
    /// The verdict.
    pub verdict: Verdict,
    /// What the new worklist says of it; empty if it says nothing.
    pub previous: String,
}

/// Where a mark goes.
#[derive(Clone, Copy, Debug)]
pub enum CarryWay<'a> {
    /// To the clause that continues its own, to be looked at again.
    Moved(&'a Clause),
    /// It is only told at the clause that continues its own, which begins anew.
    Afresh(&'a Clause),
    /// It stays at its own clause until the catalog holds the one that continues it.
    Waits,
    /// Nowhere: the later edition does not have the clause.
    Gone,
    /// Nowhere: the clause that continues its own has a mark already.
    Taken(&'a Clause),
}

impl<'a> CarryWay<'a> {
    /// Returns the code used in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Moved(_) => "moved",
            Self::Afresh(_) => "afresh",
            Self::Waits => "waits",
            Self::Gone => "gone",
            Self::Taken(_) => "taken",
        }
    }

    /// Returns what happens to such marks, in Japanese.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Moved(_) => "新しい条項へ、要再確認として移すもの",
            Self::Afresh(_) => "結果を移さず、新しい条項を未着手から始めるもの",
            Self::Waits => "新しい版の条項が分からず、もとの条項に要再確認として残すもの",
            Self::Gone => "新しい版になく、移さないもの",
            Self::Taken(_) => "新しい条項にすでに記録があり、移さないもの",
        }
    }

    /// Returns the clause of the later edition.
    pub const fn clause(self) -> Option<&'a Clause> {
        match self {
            Self::Moved(clause) | Self::Afresh(clause) | Self::Taken(clause) => Some(clause),
            Self::Waits | Self::Gone => None,
        }
    }

    fn of(fate: &ClauseFate<'a>) -> Self {
        match (fate.counterpart, fate.fate) {
            (Some(clause), _) if fate.is_held() => Self::Afresh(clause),
            (Some(clause), _) => Self::Moved(clause),
            (None, Fate::Removed) => Self::Gone,
            (None, _) => Self::Waits,
        }
    }
}

impl<'a> CarryPlan<'a> {
    /// Plans the next worklist. If the worklist counts the later edition already and holds marks that wait for it, those are
    /// moved within it that the catalog knows the place of by now.
    ///
    /// # Errors
    ///
    /// If the worklist counts no edition that the later one took the place of, or holds records that cannot be read.
    pub fn new(catalog: &'a Catalog, source: &Worklist, to: Edition<'a>) -> Result<Self, Failure> {
        source.ensure_complete()?;
        let state = source.state();
        let counted = Counted::of(catalog, state);
        let is_in_it = |clause: &Clause| catalog.edition_at(&clause.chapter).is_some_and(|own| own.id() == to.id());
        let is_counted = |clause: &Clause| is_in_it(clause) && counted.has(catalog, &clause.chapter);
        match edition_before(catalog, state, &to) {
            Ok(from) => Ok(Self::next_list(catalog, source, Succession::between(from, to))),
            // What waits was carried over from an edition that is counted no more.
            Err(_) if waits_for(catalog, state, &to) => {
                let arrived = arrived(catalog, state, &is_counted);
                Ok(Self::within(catalog, source, to, arrived))
            }
            Err(refusal) => Err(refusal),
        }
    }

    fn next_list(catalog: &'a Catalog, source: &Worklist, succession: Succession<'a>) -> Self {
        let state = source.state();
        let (from, to) = (succession.from, succession.to);
        let (counted, remarks) = next_counted(catalog, state, (&from, &to));
        let marked = succession.fates.iter().filter_map(|fate| Some((fate, spoken(state, &fate.clause.id)?)));
        let rows: Vec<CarryRow<'_>> =
            marked.map(|(fate, mark)| CarryRow::new(catalog, fate, CarryWay::of(fate), mark)).collect();
        let own: HashSet<&str> = succession.fates.iter().map(|fate| fate.clause.id.as_str()).collect();
        let profile = Profile { counted: counted.clone(), ..state.profile().clone() };
        let origin = source.id().map(|id| Change::profile(Edit::Origin(Some(id.to_string()))));
        let mut changes: Vec<Change> = origin.into_iter().chain(profile.changes()).collect();
        let places: HashMap<&str, Option<Id>> =
            rows.iter().map(|row| (row.clause.id.as_str(), row.evidence_place())).collect();
        let place = |clause: &str| match places.get(clause) {
            Some(place) => place.clone(),
            None => (!own.contains(clause)).then(|| clause.to_owned()),
        };
        changes.extend(evidence_changes(state, source.folder(), place));
        changes.extend(rows.iter().flat_map(|row| row.changes(state)));
        let others: Vec<(&str, &Mark)> =
            sorted_marks(state).into_iter().filter(|(id, mark)| mark.says_something() && !own.contains(id)).collect();
        changes.extend(others.iter().flat_map(|(clause, mark)| {
            let answers = carried(&mark.answers, CarryOver::Recheck);
            mark_changes(clause, &answers, (&mark.previous, mark.is_waiting))
        }));
        let others = others.len();
        Self { to, succession: Some(succession), rows, others, counted, remarks, source: source.name(), changes }
    }

    fn within(catalog: &'a Catalog, source: &Worklist, to: Edition<'a>, arrived: Vec<Arrived<'a>>) -> Self {
        let state = source.state();
        let rows: Vec<CarryRow<'_>> = arrived.iter().filter_map(|one| CarryRow::arrived(catalog, one, state)).collect();
        let changes = rows.iter().flat_map(|row| row.moves(state)).collect();
        let counted = Counted::of(catalog, state).ids;
        Self { to, succession: None, rows, others: 0, counted, remarks: Vec::new(), source: source.name(), changes }
    }

    /// Returns the changes that it makes, as one transaction.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Whether it makes a new worklist. Else it changes the one that it was made from.
    pub fn makes_new_list(&self) -> bool {
        self.succession.is_some()
    }

    /// Whether there is nothing to carry over.
    pub fn is_empty(&self) -> bool {
        self.others == 0 && self.rows.iter().all(|row| matches!(row.way, CarryWay::Taken(_)))
    }

    /// Returns the name of the new worklist if nobody names it.
    pub fn default_name(&self) -> String {
        format!("{} {}", self.source, self.to.name())
    }

    /// Returns what history says of where the records come from.
    pub fn via(&self) -> String {
        match self.makes_new_list() {
            true => format!("carry --to {} {}", self.to.id(), self.source),
            false => format!("carry --to {}", self.to.id()),
        }
    }

    /// Returns the clauses of the later edition that continue none of the older one. They begin as 未着手.
    pub fn arrivals(&self) -> &[Arrival<'a>] {
        self.succession.as_ref().map_or(&[], |succession| &succession.arrivals)
    }

    /// Returns how many clauses of the older edition have neither a mark nor a clause that continues them, and so are not
    /// counted until the catalog holds it.
    pub fn uncounted(&self) -> usize {
        let marked: HashSet<&str> = self.rows.iter().map(|row| row.clause.id.as_str()).collect();
        let fates = self.succession.iter().flat_map(|succession| &succession.fates);
        let is_open = |fate: &&ClauseFate<'_>| {
            fate.counterpart.is_none() && fate.fate != Fate::Removed && !marked.contains(fate.clause.id.as_str())
        };
        fates.filter(is_open).count()
    }
}

/// Whether a mark waits on a clause whose edition the later one took the place of.
fn waits_for(catalog: &Catalog, state: &State, to: &Edition<'_>) -> bool {
    let mut waiting = state.marks().filter(|(_, mark)| mark.is_waiting).filter_map(|(id, _)| catalog.clause(id));
    waiting.any(|clause| catalog.edition_at(&clause.chapter).is_some_and(|edition| edition.leads_to(to)))
}

/// Returns the mark of a clause, if it says something.
fn spoken<'s>(state: &'s State, clause: &str) -> Option<&'s Mark> {
    state.mark(clause).filter(|mark| mark.says_something())
}

impl<'a> CarryRow<'a> {
    fn new(catalog: &Catalog, fate: &ClauseFate<'a>, way: CarryWay<'a>, mark: &Mark) -> Self {
        let Answers { status, verdict, .. } = mark.answers;
        let previous = match way {
            CarryWay::Gone | CarryWay::Taken(_) => String::new(),
            _ => previous(catalog, fate, way, mark),
        };
        Self { clause: fate.clause, fate: fate.clone(), way, status, verdict, previous }
    }

    /// Returns what becomes of a mark that waited and has a place by now.
    fn arrived(catalog: &Catalog, one: &Arrived<'a>, state: &State) -> Option<Self> {
        let mark = spoken(state, &one.clause.id)?;
        let last = one.steps.last()?;
        let is_held = one.steps.iter().any(ClauseFate::is_held);
        let way = match (spoken(state, &one.to.id), is_held) {
            (Some(_), _) => CarryWay::Taken(one.to),
            (None, true) => CarryWay::Afresh(one.to),
            (None, false) => CarryWay::Moved(one.to),
        };
        let fate = ClauseFate { clause: one.clause, ..last.clone() };
        Some(Self::new(catalog, &fate, way, mark))
    }

    /// Returns the clause with which the evidence of its own is linked; none if with none.
    fn evidence_place(&self) -> Option<Id> {
        match self.way {
            CarryWay::Moved(clause) => Some(clause.id.clone()),
            CarryWay::Waits => Some(self.clause.id.clone()),
            CarryWay::Afresh(_) | CarryWay::Gone | CarryWay::Taken(_) => None,
        }
    }

    /// Returns the changes that record it in a worklist that says nothing of the clause yet.
    fn changes(&self, state: &State) -> Vec<Change> {
        let answers = state.answers(&self.clause.id);
        let told = |is_waiting| (self.previous.as_str(), is_waiting);
        match self.way {
            CarryWay::Moved(clause) => mark_changes(&clause.id, &to_recheck(answers), told(false)),
            CarryWay::Afresh(clause) => mark_changes(&clause.id, &Answers::default(), told(false)),
            CarryWay::Waits => mark_changes(&self.clause.id, &to_recheck(answers), told(true)),
            CarryWay::Gone | CarryWay::Taken(_) => Vec::new(),
        }
    }

    /// Returns the changes that record it in the worklist in which it waited.
    fn moves(&self, state: &State) -> Vec<Change> {
        let Some(to) = self.way.clause().filter(|_| !matches!(self.way, CarryWay::Taken(_))) else { return Vec::new() };
        let mut changes = self.changes(state);
        let old = &self.clause.id;
        changes.extend(cleared().map(|edit| Change::clause(old.as_str(), edit)));
        let links = state.mark(old).into_iter().flat_map(|mark| &mark.evidence);
        changes.extend(links.flat_map(|evidence| {
            let link = |clause: &Id, on| Change::clause(clause.as_str(), Edit::Link { evidence: *evidence, on });
            let new = self.evidence_place().map(|_| link(&to.id, true));
            [link(old, false)].into_iter().chain(new)
        }));
        changes
    }
}

/// Returns the edits that leave nothing of a mark but its evidence.
fn cleared() -> impl Iterator<Item = Edit> {
    edits(&Answers::default()).into_iter().chain([Edit::Previous(String::new()), Edit::Waiting(false)])
}

/// Returns answers as they are taken over to another edition: whatever was answered has to be looked at again.
fn to_recheck(answers: Answers) -> Answers {
    let status = if answers.status == Status::Todo { Status::Todo } else { Status::Recheck };
    let blank = Answers::default();
    Answers { status, verdict: blank.verdict, due: blank.due, ..answers }
}

/// Returns what the new worklist says of a mark of the old one.
fn previous(catalog: &Catalog, fate: &ClauseFate<'_>, way: CarryWay<'_>, mark: &Mark) -> String {
    let Answers { status, verdict, .. } = mark.answers;
    let before = open_end(&mark.previous);
    // What nobody has looked at since it was carried over goes on as it was.
    if mark.is_waiting && status == Status::Recheck && !before.is_empty() && !matches!(way, CarryWay::Waits) {
        return before.to_owned();
    }
    let edition = catalog.edition_at(&fate.clause.chapter).map(|edition| edition.full_name()).unwrap_or_default();
    let label = catalog.find(&fate.clause.id).map(|at| catalog.label(at)).unwrap_or_default();
    let verdict = if verdict == Verdict::Open { String::new() } else { format!("・{}", verdict.name()) };
    let mut said = format!("{edition} {label}: {}{verdict}({})。", status.name(), clock::day(mark.changed_at));
    let is_change = |kind| !matches!(kind, RevisionKind::Unchanged | RevisionKind::New);
    for revision in fate.revisions.iter().filter(|revision| is_change(revision.kind)) {
        said += &format!("{}: {}", revision.kind.name(), revision.what);
    }
    if status == Status::Recheck && !before.is_empty() {
        said += &format!("その前は、{before}");
    }
    let end = match way {
        CarryWay::Waits if fate.keeps_number() => NOT_HELD,
        CarryWay::Waits => NUMBER_UNKNOWN,
        _ => "",
    };
    let room = NOTE_LIMIT - end.chars().count();
    said.chars().take(room).chain(end.chars()).collect()
}

/// Returns what was said without that the place in the later edition is not known.
fn open_end(previous: &str) -> &str {
    [NUMBER_UNKNOWN, NOT_HELD].into_iter().find_map(|end| previous.strip_suffix(end)).unwrap_or(previous)
}
