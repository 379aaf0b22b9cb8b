//! Makes the table that [`crate::export::revisions`] writes, and the words for what stands in it on the command line.

use crate::catalog::{Catalog, ClauseFate, Node};
use crate::export::revisions::{RevisionRow, RevisionTable};
use crate::model::{Clause, Fate, RevisionKind, Verdict};
use crate::worklist::{DiffMark, DiffRow, EditionDiff};

use super::Setup;
use super::report::versions;

/// What stands for the place of what is about the whole.
pub const WHOLE: &str = "全体";

/// The heading of clauses of which that is said.
pub const CHANGED_BY_TEXT: &str = "改定の記録はないが、本ツールの要約に違いのある条項";

/// The heading of clauses whose official text changed. `［−` and `［＋` say what is gone and what is new.
pub const REWORDED_CLAUSES: &str = "原文に違いのある条項";

/// Stands before how the official text of one clause changed.
pub const REWORDED: &str = "原文の違い:";

/// Said where no revision says whether clauses changed.
pub const BY_TEXT: &str = "改定の記録はなく、本ツールの要約に違いがある。";

/// Returns the changes from one edition to the next as a table.
pub fn revision_table(catalog: &Catalog, diff: &EditionDiff<'_>, setup: &Setup) -> RevisionTable {
    let (from, to) = (&diff.succession.from, &diff.succession.to);
    let unknown = Some(diff.unknown_sentence()).filter(|sentence| !sentence.is_empty());
    let summary = "内容は tenken による要約で、ガイドラインの原文ではありません。使う前に原文で確かめてください。";
    let notes = from.notice().into_iter().chain(diff.mark_sentences()).chain(unknown).chain([summary.to_owned()]);
    let said = diff.rows.iter().map(|row| of_revision(catalog, diff, row));
    let by_text = diff.changed_by_text().map(|fate| of_text(catalog, fate));
    let arrivals = diff.succession.arrivals.iter().map(|arrival| {
        let kind = if arrival.is_new { RevisionKind::New } else { RevisionKind::Unknown };
        let what =
            if arrival.is_new { "新設とされる。" } else { "新設か、番号が変わったのか不明。" };
        let row = blank(catalog, arrival.clause, kind);
        RevisionRow {
            new: vec![label(catalog, &arrival.clause.id)],
            what: format!("{}{what}", own_title(catalog, arrival.clause)),
            ..row
        }
    });
    RevisionTable {
        title: format!("{} → {}", from.full_name(), to.full_name()),
        notes: notes.collect(),
        versions: versions(setup),
        rows: said.chain(by_text).chain(arrivals).collect(),
    }
}

fn of_revision(catalog: &Catalog, diff: &EditionDiff<'_>, row: &DiffRow<'_>) -> RevisionRow {
    let revision = row.revision;
    let (old, new): (Vec<&Clause>, Vec<&Clause>) =
        row.clauses.iter().partition(|clause| diff.succession.fate(&clause.id).is_some());
    let labels = |clauses: &[&Clause]| clauses.iter().map(|clause| label(catalog, &clause.id)).collect::<Vec<_>>();
    let printed = Some(revision.old_label.clone()).filter(|printed| !printed.is_empty());
    RevisionRow {
        id: revision.id.clone(),
        place: row.place.map_or_else(|| WHOLE.to_owned(), |node| path(catalog, node)),
        kind: revision.kind,
        old: printed.into_iter().chain(labels(&old)).collect(),
        new: labels(&new),
        what: revision.what.clone(),
        figures: revision.figures.clone(),
        number: revision.number_kept,
        carry: revision.carry,
        confidence: Some(revision.confidence),
        is_unverified: revision.provenance.seen.is_unverified(),
        marks: row.marks.iter().map(|mark| mark_name(catalog, mark)).collect(),
        clauses: row.clauses.iter().map(|clause| clause.id.clone()).collect(),
    }
}

fn of_text(catalog: &Catalog, fate: &ClauseFate<'_>) -> RevisionRow {
    let kind = if fate.fate == Fate::Renumbered { RevisionKind::Renumbered } else { RevisionKind::Modified };
    let row = blank(catalog, fate.clause, kind);
    RevisionRow {
        old: vec![label(catalog, &fate.clause.id)],
        new: fate.counterpart.iter().map(|clause| label(catalog, &clause.id)).collect(),
        what: format!("{}{BY_TEXT}", own_title(catalog, fate.clause)),
        clauses: [fate.clause].into_iter().chain(fate.counterpart).map(|clause| clause.id.clone()).collect(),
        ..row
    }
}

/// Returns the title of a clause with a space behind it; nothing where it may be the official text, which leaves in no file.
fn own_title(catalog: &Catalog, clause: &Clause) -> String {
    let pack = catalog.find(&clause.id).and_then(|at| catalog.pack_of(at));
    if pack.is_some_and(|pack| pack.is_original) { String::new() } else { format!("{} ", clause.title) }
}

/// Returns a row about a clause of which no revision says anything.
fn blank(catalog: &Catalog, clause: &Clause, kind: RevisionKind) -> RevisionRow {
    RevisionRow {
        id: String::new(),
        place: catalog.tree().node(&clause.chapter).map(|node| path(catalog, node)).unwrap_or_default(),
        kind,
        old: Vec::new(),
        new: Vec::new(),
        what: String::new(),
        figures: String::new(),
        number: None,
        carry: None,
        confidence: None,
        is_unverified: clause.is_unverified(),
        marks: Vec::new(),
        clauses: vec![clause.id.clone()],
    }
}

/// Returns the heading of clauses of the later edition that continue none of the older one.
pub fn arrivals_heading(diff: &EditionDiff<'_>, is_new: bool) -> String {
    let what =
        if is_new { "新設とされる条項" } else { "新設か、番号が変わったのか不明な条項" };
    format!("{}の、{what}", diff.succession.to.name())
}

/// Returns the label of a clause; empty if the catalog does not know it.
pub fn label(catalog: &Catalog, clause: &str) -> String {
    catalog.find(clause).map(|at| catalog.label(at)).unwrap_or_default()
}

/// Returns the headings from the volume down to one.
pub fn path(catalog: &Catalog, node: &Node) -> String {
    let path = catalog.tree().path(&node.id);
    path.iter().skip(1).map(|node| node.heading()).collect::<Vec<_>>().join(" > ")
}

/// Returns a mark as `運用 14.⑤ 完了・適合`.
pub fn mark_name(catalog: &Catalog, mark: &DiffMark) -> String {
    let (label, status) = (label(catalog, &mark.clause), mark.status.name());
    match mark.verdict {
        Verdict::Open => format!("{label} {status}"),
        verdict => format!("{label} {status}・{}", verdict.name()),
    }
}
