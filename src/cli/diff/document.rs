//! Two editions held against each other as JSON; its shape is documented in README.md.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::catalog::{Arrival, ClauseFate};
use crate::model::{Carry, Fate, FateBy, Touch};
use crate::worklist::{ChapterDiff, DiffMark, DiffRow, EditionDiff, MarkTotal, NewChapter, wording_of};

#[derive(Serialize)]
pub(super) struct DiffDocument<'a> {
    from: &'a str,
    to: &'a str,
    from_title: String,
    to_title: String,
    revisions: Vec<RevisionDocument<'a>>,
    chapters: Vec<ChapterDocument<'a>>,
    unknown: UnknownDocument<'a>,
    /// What became of every clause of the older edition.
    clauses: Vec<ClauseDocument<'a>>,
    /// The clauses of the later edition that continue none.
    arrivals: Vec<ArrivalDocument<'a>>,
    /// The marks on clauses of the older edition, by status.
    marks: Map<String, Value>,
    /// Those on clauses of the later edition.
    later_marks: Map<String, Value>,
}

#[derive(Serialize)]
struct RevisionDocument<'a> {
    id: &'a str,
    kind: &'static str,
    revision_kind: &'static str,
    title: &'a str,
    clauses: Vec<&'a str>,
    headings: Vec<&'a str>,
    carry: Option<&'static str>,
    figures: &'a str,
    old_label: &'a str,
    confidence: &'static str,
    unverified: bool,
    marks: Vec<MarkDocument<'a>>,
    /// Those on other clauses of the chapters and sections that it is about.
    chapter_marks: Vec<MarkDocument<'a>>,
}

#[derive(Serialize)]
pub(in crate::cli) struct MarkDocument<'a> {
    clause: &'a str,
    status: &'static str,
    verdict: &'static str,
}

#[derive(Serialize)]
struct ChapterDocument<'a> {
    edition: &'a str,
    id: &'a str,
    title: String,
    clauses: usize,
    by_fate: Map<String, Value>,
    /// Of how many of them nothing but our summaries was compared.
    by_summaries: usize,
    /// Chapters of the older edition only.
    #[serde(flatten)]
    touched: Option<TouchedDocument>,
}

#[derive(Serialize)]
struct TouchedDocument {
    touched: usize,
    marks: usize,
    touched_marks: usize,
}

#[derive(Serialize)]
struct UnknownDocument<'a> {
    clauses: Vec<&'a str>,
    revisions: Vec<&'a str>,
    sentence: String,
}

#[derive(Serialize)]
struct ClauseDocument<'a> {
    id: &'a str,
    fate: &'static str,
    to: Option<&'a str>,
    /// What says so: `revisions`, `originals` where both official texts were compared, or `summaries` where nothing but our
    /// own summaries was.
    by: Option<&'static str>,
    held: bool,
    touched: bool,
    touch: &'static str,
    revisions: Vec<&'a str>,
    /// How the official text reads now, where it changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    wording: Vec<WordingDocument>,
}

/// Some words of the official texts, and what became of them.
#[derive(Serialize)]
pub(in crate::cli) struct WordingDocument {
    kind: &'static str,
    text: String,
}

impl WordingDocument {
    /// Returns how the text of a clause reads in the next edition; nothing if that is not known or it is the same.
    pub(in crate::cli) fn of(fate: &ClauseFate<'_>) -> Vec<Self> {
        let parts = wording_of(fate).unwrap_or_default().into_iter();
        parts.map(|part| Self { kind: part.kind.code(), text: part.text }).collect()
    }
}

#[derive(Serialize)]
struct ArrivalDocument<'a> {
    id: &'a str,
    new: bool,
    revisions: Vec<&'a str>,
}

impl<'a> DiffDocument<'a> {
    pub(super) fn new(diff: &'a EditionDiff<'a>) -> Self {
        let succession = &diff.succession;
        let (from, to) = (succession.from.id(), succession.to.id());
        let old = diff.chapters.iter().map(|chapter| ChapterDocument::old(from, chapter));
        let new = diff.new_chapters.iter().map(|chapter| ChapterDocument::new(to, chapter));
        Self {
            from,
            to,
            from_title: succession.from.full_name(),
            to_title: succession.to.full_name(),
            revisions: diff.rows.iter().map(RevisionDocument::new).collect(),
            chapters: old.chain(new).collect(),
            unknown: UnknownDocument {
                clauses: diff.unknown_clauses().map(|clause| clause.id.as_str()).collect(),
                revisions: diff.unknown_revisions().map(|revision| revision.id.as_str()).collect(),
                sentence: diff.unknown_sentence(),
            },
            clauses: succession.fates.iter().map(ClauseDocument::new).collect(),
            arrivals: succession.arrivals.iter().map(ArrivalDocument::new).collect(),
            marks: diff.marks.iter().map(total).collect(),
            later_marks: diff.later_marks.iter().map(total).collect(),
        }
    }
}

fn total(total: &MarkTotal) -> (String, Value) {
    let by_touch: Map<String, Value> = counts(total.counts.iter().map(|(touch, count)| (touch.code(), *count)));
    let counts = serde_json::json!({
        "all": total.all(),
        "touched": total.touched(),
        "unchanged": total.of(Touch::Unchanged),
        "unknown": total.of(Touch::Unknown),
        "by_touch": by_touch,
    });
    (total.status.code().to_owned(), counts)
}

impl<'a> RevisionDocument<'a> {
    fn new(row: &'a DiffRow<'a>) -> Self {
        let revision = row.revision;
        Self {
            id: &revision.id,
            kind: crate::model::Kind::Revision.code(),
            revision_kind: revision.kind.code(),
            title: &revision.what,
            clauses: row.clauses.iter().map(|clause| clause.id.as_str()).collect(),
            headings: row.headings.iter().map(|node| node.id.as_str()).collect(),
            carry: revision.carry.map(Carry::code),
            figures: &revision.figures,
            old_label: &revision.old_label,
            confidence: revision.confidence.code(),
            unverified: revision.provenance.seen.is_unverified(),
            marks: row.marks.iter().map(MarkDocument::new).collect(),
            chapter_marks: row.chapter_marks.iter().map(MarkDocument::new).collect(),
        }
    }
}

impl<'a> MarkDocument<'a> {
    pub(in crate::cli) fn new(mark: &'a DiffMark) -> Self {
        Self { clause: &mark.clause, status: mark.status.code(), verdict: mark.verdict.code() }
    }
}

impl<'a> ChapterDocument<'a> {
    fn old(edition: &'a str, chapter: &'a ChapterDiff<'a>) -> Self {
        let fates = Fate::ALL.iter().map(|fate| fate.code()).zip(chapter.fates.iter().copied());
        Self {
            edition,
            id: &chapter.node.id,
            title: chapter.node.heading(),
            clauses: chapter.clauses,
            by_fate: counts(fates.chain([("held", chapter.held)])),
            by_summaries: chapter.by_summaries,
            touched: Some(TouchedDocument {
                touched: chapter.touched,
                marks: chapter.marks,
                touched_marks: chapter.touched_marks,
            }),
        }
    }

    fn new(edition: &'a str, chapter: &'a NewChapter<'a>) -> Self {
        let NewChapter { node, clauses, continued, new, .. } = *chapter;
        let fates = [("continued", continued), ("new", new), ("unknown", clauses - continued - new)];
        Self {
            edition,
            id: &node.id,
            title: node.heading(),
            clauses,
            by_fate: counts(fates.into_iter()),
            by_summaries: 0,
            touched: None,
        }
    }
}

fn counts(counts: impl Iterator<Item = (&'static str, usize)>) -> Map<String, Value> {
    counts.map(|(code, count)| (code.to_owned(), count.into())).collect()
}

impl<'a> ClauseDocument<'a> {
    fn new(fate: &'a ClauseFate<'a>) -> Self {
        Self {
            id: &fate.clause.id,
            fate: fate.fate.code(),
            by: fate.by().map(FateBy::code),
            to: fate.counterpart.map(|clause| clause.id.as_str()),
            held: fate.is_held(),
            touched: fate.touch().is_touched(),
            touch: fate.touch().code(),
            revisions: fate.revisions.iter().chain(&fate.around).map(|revision| revision.id.as_str()).collect(),
            wording: WordingDocument::of(fate),
        }
    }
}

impl<'a> ArrivalDocument<'a> {
    fn new(arrival: &'a Arrival<'a>) -> Self {
        let revisions = arrival.revisions.iter().map(|revision| revision.id.as_str()).collect();
        Self { id: &arrival.clause.id, new: arrival.is_new, revisions }
    }
}
