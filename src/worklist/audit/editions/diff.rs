//! A later edition held against the one before: what is known of each change, and which marks it touches.

use std::collections::{BTreeMap, HashMap};

use crate::catalog::{Catalog, ClauseFate, Edition, Level, Node, Succession};
use crate::language::{t, tr};
use crate::model::{Clause, Fate, FateBy, Id, Revision, RevisionKind, Status, Touch, Verdict};
use crate::worklist::state::State;

/// Two editions held against each other, with the marks of a worklist.
#[derive(Debug)]
pub struct EditionDiff<'a> {
    /// What became of every clause.
    pub succession: Succession<'a>,
    /// What is said of the changes, in the order in which it is read: of the whole first, then as the older edition stands.
    pub rows: Vec<DiffRow<'a>>,
    /// The chapters of the older edition that hold clauses.
    pub chapters: Vec<ChapterDiff<'a>>,
    /// The chapters of the later edition that hold clauses.
    pub new_chapters: Vec<NewChapter<'a>>,
    /// The marks on clauses of the older edition, by status.
    pub marks: Vec<MarkTotal>,
    /// The marks on clauses of the later edition, by status.
    pub later_marks: Vec<MarkTotal>,
}

/// What is said of one change.
#[derive(Debug)]
pub struct DiffRow<'a> {
    /// What is said.
    pub revision: &'a Revision,
    /// The heading below which it is read; none if it is about the whole.
    pub place: Option<&'a Node>,
    /// The clauses of both editions that it is about.
    pub clauses: Vec<&'a Clause>,
    /// The volumes, chapters and sections that it is about.
    pub headings: Vec<&'a Node>,
    /// The marks on these clauses.
    pub marks: Vec<DiffMark>,
    /// The marks on the other clauses of these chapters and sections. That does not mean that they are touched.
    pub chapter_marks: Vec<DiffMark>,
}

/// The mark of a clause, as far as a change of editions needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiffMark {
    /// The clause.
    pub clause: Id,
    /// How far the work has come.
    pub status: Status,
    /// The verdict.
    pub verdict: Verdict,
}

/// What became of the clauses of a chapter.
#[derive(Debug)]
pub struct ChapterDiff<'a> {
    /// The chapter.
    pub node: &'a Node,
    /// The number of its clauses.
    pub clauses: usize,
    /// How many of them met each fate, in the order of [`Fate::ALL`].
    pub fates: Vec<usize>,
    /// Of how many of them the fate is what a comparison of our summaries says.
    pub by_summaries: usize,
    /// How many of them must not be carried over by themselves.
    pub held: usize,
    /// About how many of them a revision says something other than that they are the same.
    pub touched: usize,
    /// How many of them are marked.
    pub marks: usize,
    /// How many of those that are touched are marked.
    pub touched_marks: usize,
}

/// Where the clauses of a chapter of the later edition come from.
#[derive(Debug)]
pub struct NewChapter<'a> {
    /// The chapter.
    pub node: &'a Node,
    /// The number of its clauses.
    pub clauses: usize,
    /// How many of them continue one of the older edition.
    pub continued: usize,
    /// How many of them are said to be new.
    pub new: usize,
}

/// The marks of one status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkTotal {
    /// The status.
    pub status: Status,
    /// How many of them there are for each way in which their clauses are touched, in the order of [`Touch::ALL`].
    pub counts: Vec<(Touch, usize)>,
}

impl ChapterDiff<'_> {
    /// Returns how many clauses met a fate.
    pub fn of(&self, fate: Fate) -> usize {
        Fate::ALL.iter().zip(&self.fates).filter(|(other, _)| **other == fate).map(|(_, count)| count).sum()
    }
}

impl MarkTotal {
    /// Returns how many there are.
    pub fn all(&self) -> usize {
        self.counts.iter().map(|(_, count)| count).sum()
    }

    /// Returns how many are on clauses that are touched this way.
    pub fn of(&self, touch: Touch) -> usize {
        self.counts.iter().filter(|(other, _)| *other == touch).map(|(_, count)| count).sum()
    }

    /// Returns how many are on clauses about which a revision says something other than that they are the same.
    pub fn touched(&self) -> usize {
        self.counts.iter().filter(|(touch, _)| touch.is_touched()).map(|(_, count)| count).sum()
    }

    /// Returns the sentence on it: those that a revision is about first, told apart, then the others.
    fn sentence(&self) -> String {
        let listed = |is_touched| {
            let counts = self.counts.iter().filter(|(touch, count)| touch.is_touched() == is_touched && *count > 0);
            counts.map(|(touch, count)| format!("{} {count}", t(touch.name()))).collect::<Vec<_>>().join(t("、"))
        };
        let brackets = |listed: String| if listed.is_empty() { listed } else { tr!("({listed})", listed) };
        let (status, all, touched) = (self.status.name(), self.all(), self.touched());
        let told = tr!(
            "{status} {all} 件のうち、改定に関わるのは {touched} 件です{listed}。",
            status,
            all,
            touched,
            listed = brackets(listed(true))
        );
        match listed(false) {
            others if others.is_empty() => told,
            others => tr!("{told}ほかは、{others} です。", told, others),
        }
    }
}

impl<'a> EditionDiff<'a> {
    /// Looks at two editions with the marks of a worklist.
    pub fn new(catalog: &'a Catalog, succession: Succession<'a>, state: &State) -> Self {
        let about = About::of(&succession);
        let rows = succession.revisions.iter().map(|revision| DiffRow::new(catalog, &about, revision, state));
        let mut rows: Vec<DiffRow<'a>> = rows.collect();
        // The sort is stable: what is said of one clause stays in the order of the catalog.
        rows.sort_by_key(|row| row.order(catalog, &succession.from));
        Self {
            rows,
            chapters: chapters(catalog, &succession, state),
            new_chapters: new_chapters(catalog, &succession),
            marks: totals(&succession, state),
            later_marks: later_totals(&succession, state),
            succession,
        }
    }

    /// Returns the clauses of the older edition of which nobody knows what they became.
    pub fn unknown_clauses(&self) -> impl Iterator<Item = &'a Clause> {
        self.succession.fates.iter().filter(|fate| fate.fate == Fate::Unknown).map(|fate| fate.clause)
    }

    /// Returns what is said without knowing what happened.
    pub fn unknown_revisions(&self) -> impl Iterator<Item = &'a Revision> {
        self.rows.iter().map(|row| row.revision).filter(|revision| revision.kind == RevisionKind::Unknown)
    }

    /// Returns how many revisions of each kind there are, without those of which there are none.
    pub fn kinds(&self) -> Vec<(RevisionKind, usize)> {
        let count = |kind| self.rows.iter().filter(|row| row.revision.kind == kind).count();
        let kinds = RevisionKind::ALL.iter().map(|kind| (*kind, count(*kind)));
        kinds.filter(|(_, count)| *count > 0).collect()
    }

    /// Returns the clauses that were compared by our summaries, because no revision says whether they changed, and read
    /// differently.
    pub fn changed_by_text(&self) -> impl Iterator<Item = &ClauseFate<'a>> {
        let is_silent = |fate: &&ClauseFate<'_>| fate.fate != Fate::Same && fate.by() == Some(FateBy::Summaries);
        self.succession.fates.iter().filter(is_silent)
    }

    /// Returns the clauses whose official text changed.
    pub fn reworded(&self) -> impl Iterator<Item = &ClauseFate<'a>> {
        self.succession.fates.iter().filter(|fate| fate.is_reworded())
    }

    /// Returns which marks are touched, as sentences; none if there are no marks.
    pub fn mark_sentences(&self) -> Vec<String> {
        let to = self.succession.to.name();
        let later = self.later_marks.iter().map(|total| tr!("{to}の条項の{sentence}", to, sentence = total.sentence()));
        self.marks.iter().map(MarkTotal::sentence).chain(later).collect()
    }

    /// Returns what is not known, as one or more sentences; empty if everything is known.
    pub fn unknown_sentence(&self) -> String {
        let Succession { from, to, fates, .. } = &self.succession;
        let (clauses, revisions) = (self.unknown_clauses().count(), self.unknown_revisions().count());
        let mut sentences: Vec<String> = Vec::new();
        if fates.is_empty() {
            sentences.push(tr!("{edition}の条項は収録していません。", edition = from.name()));
        } else if clauses > 0 {
            let all = fates.len();
            sentences.push(tr!(
                "{edition}の {all} 条項のうち {n} 条項は、どうなったか分かりません。",
                edition = from.name(),
                all,
                n = clauses
            ));
        }
        match (to.clause_count(), to.is_partial() || clauses > 0) {
            (0, _) => sentences.push(tr!("{edition}の条項は収録していません。", edition = to.name())),
            (held, true) => {
                sentences.push(tr!("収録している{edition}の条項は {n} です。", edition = to.name(), n = held));
            }
            (_, false) => {}
        }
        if revisions > 0 {
            sentences.push(tr!("改定の記録のうち {n} 件は、何が変わったか分かりません。", n = revisions));
        }
        sentences.into_iter().reduce(|said, more| tr!("{said}{more}", said, more)).unwrap_or_default()
    }
}

/// The clauses of two editions, to be found by what is said of them.
struct About<'a> {
    /// The clauses by their ids, with their places: the older edition first.
    clauses: HashMap<&'a str, (usize, &'a Clause)>,
    /// The clauses of the older edition about whose chapter or section a revision is, by its id.
    around: HashMap<&'a str, Vec<&'a Clause>>,
}

impl<'a> About<'a> {
    fn of(succession: &Succession<'a>) -> Self {
        let old = succession.fates.iter().map(|fate| fate.clause);
        let all = old.chain(succession.to.clauses()).enumerate();
        let clauses = all.map(|(place, clause)| (clause.id.as_str(), (place, clause))).collect();
        let mut around: HashMap<&str, Vec<&Clause>> = HashMap::new();
        for fate in &succession.fates {
            for revision in &fate.around {
                around.entry(revision.id.as_str()).or_default().push(fate.clause);
            }
        }
        Self { clauses, around }
    }
}

/// Returns the ids of what a revision is about; one with the id of a clause is about that clause.
fn ids(revision: &Revision) -> impl Iterator<Item = &str> {
    revision.clauses.iter().chain([&revision.id]).map(String::as_str)
}

impl<'a> DiffRow<'a> {
    fn new(catalog: &'a Catalog, about: &About<'a>, revision: &'a Revision, state: &State) -> Self {
        let own: BTreeMap<usize, &Clause> = ids(revision).filter_map(|id| about.clauses.get(id).copied()).collect();
        let clauses: Vec<&Clause> = own.values().copied().collect();
        let headings: Vec<&Node> = revision.clauses.iter().filter_map(|id| catalog.tree().node(id)).collect();
        let around = about.around.get(revision.id.as_str()).into_iter().flatten();
        let below = around.filter(|clause| !clauses.iter().any(|own| own.id == clause.id));
        let chapter_marks = below.filter_map(|clause| DiffMark::of(state, clause)).collect();
        let marks = clauses.iter().filter_map(|clause| DiffMark::of(state, clause)).collect();
        Self { revision, place: place(catalog, &clauses, &headings), clauses, headings, marks, chapter_marks }
    }

    /// Returns where it is read: of the whole first, then in the order of the older edition, then of the later one.
    fn order(&self, catalog: &Catalog, from: &Edition<'_>) -> (bool, bool, usize, usize) {
        let Some(place) = self.place else { return (false, false, 0, 0) };
        let is_later = !catalog.tree().path(&place.id).iter().any(|node| node.id == from.id());
        let clause = self.clauses.first().and_then(|clause| catalog.find(&clause.id)).map_or(0, |at| at.index as usize);
        (true, is_later, catalog.tree().position(&place.id), clause)
    }
}

/// Returns the heading below which something is read: the chapter of its first clause, else the chapter, section or volume
/// that it is about; none if it is about several volumes.
fn place<'a>(catalog: &'a Catalog, clauses: &[&'a Clause], headings: &[&'a Node]) -> Option<&'a Node> {
    if let Some(first) = clauses.first() {
        return catalog.tree().node(&first.chapter);
    }
    let volume = |node: &Node| catalog.tree().path(&node.id).get(1).map(|volume| volume.id.clone());
    let first = headings.first()?;
    let is_of_one = headings.iter().all(|heading| volume(heading) == volume(first));
    let chapter = || catalog.tree().path(&first.id).into_iter().find(|node| node.level == Level::Chapter);
    is_of_one.then(|| chapter().unwrap_or(first))
}

impl DiffMark {
    /// Returns the mark of a clause; none if nothing is recorded of it.
    fn of(state: &State, clause: &Clause) -> Option<Self> {
        let mark = state.mark(&clause.id).filter(|mark| mark.says_something())?;
        let (status, verdict) = (mark.answers.status, mark.answers.verdict);
        Some(Self { clause: clause.id.clone(), status, verdict })
    }
}

/// Returns the headings of an edition that hold clauses of their own.
fn chapters_of<'a>(catalog: &'a Catalog, edition: &Edition<'_>) -> Vec<&'a Node> {
    let mut chapters: Vec<&Node> = Vec::new();
    for clause in edition.clauses() {
        if chapters.last().is_none_or(|last| last.id != clause.chapter) {
            chapters.extend(catalog.tree().node(&clause.chapter));
        }
    }
    chapters
}

/// Returns things about clauses by the chapters of these.
fn by_chapter<'o, 'a, T>(all: &'o [T], clause: impl Fn(&'o T) -> &'a Clause) -> HashMap<&'a str, Vec<&'o T>> {
    let mut chapters: HashMap<&str, Vec<&T>> = HashMap::new();
    for one in all {
        chapters.entry(clause(one).chapter.as_str()).or_default().push(one);
    }
    chapters
}

fn chapters<'a>(catalog: &'a Catalog, succession: &Succession<'a>, state: &State) -> Vec<ChapterDiff<'a>> {
    let fates = by_chapter(&succession.fates, |fate| fate.clause);
    let chapter = |node: &'a Node| {
        let fates = fates.get(node.id.as_str()).map_or(&[][..], Vec::as_slice);
        let count = |is: &dyn Fn(&ClauseFate<'a>) -> bool| fates.iter().filter(|fate| is(fate)).count();
        let is_marked = |fate: &ClauseFate<'a>| DiffMark::of(state, fate.clause).is_some();
        let is_touched = |fate: &ClauseFate<'a>| fate.touch().is_touched();
        ChapterDiff {
            node,
            clauses: fates.len(),
            fates: Fate::ALL.iter().map(|fate| count(&|one| one.fate == *fate)).collect(),
            by_summaries: count(&|one| one.by() == Some(FateBy::Summaries)),
            held: count(&ClauseFate::is_held),
            touched: count(&is_touched),
            marks: count(&is_marked),
            touched_marks: count(&|one| is_touched(one) && is_marked(one)),
        }
    };
    chapters_of(catalog, &succession.from).into_iter().map(chapter).collect()
}

fn new_chapters<'a>(catalog: &'a Catalog, succession: &Succession<'a>) -> Vec<NewChapter<'a>> {
    let arrivals = by_chapter(&succession.arrivals, |one| one.clause);
    let chapter = |node: &'a Node| {
        let arrived = arrivals.get(node.id.as_str()).map_or(&[][..], Vec::as_slice);
        let clauses = node.clauses.len();
        let new = arrived.iter().filter(|one| one.is_new).count();
        NewChapter { node, clauses, continued: clauses - arrived.len(), new }
    };
    chapters_of(catalog, &succession.to).into_iter().map(chapter).collect()
}

fn totals(succession: &Succession<'_>, state: &State) -> Vec<MarkTotal> {
    by_status(succession.fates.iter().filter_map(|fate| Some((DiffMark::of(state, fate.clause)?.status, fate.touch()))))
}

/// Returns the marks of the later edition: a clause is touched as that one is which it continues.
fn later_totals(succession: &Succession<'_>, state: &State) -> Vec<MarkTotal> {
    let continued = succession.fates.iter().filter_map(|fate| Some((fate.counterpart?, fate.touch())));
    let arrived = succession.arrivals.iter().map(|arrival| {
        let touch = if arrival.is_new { Touch::New } else { Touch::Unknown };
        (arrival.clause, touch)
    });
    by_status(continued.chain(arrived).filter_map(|(clause, touch)| Some((DiffMark::of(state, clause)?.status, touch))))
}

fn by_status(marked: impl Iterator<Item = (Status, Touch)>) -> Vec<MarkTotal> {
    let marked: Vec<(Status, Touch)> = marked.collect();
    let total = |status: &Status| {
        let count = |touch: &Touch| marked.iter().filter(|mark| **mark == (*status, *touch)).count();
        MarkTotal { status: *status, counts: Touch::ALL.iter().map(|touch| (*touch, count(touch))).collect() }
    };
    Status::ALL.iter().map(total).filter(|total| total.all() > 0).collect()
}
