//! Makes the table that [`crate::export::revisions`] writes, and the words for what stands in it on the command line.

use std::collections::BTreeMap;

use crate::catalog::{Catalog, ClauseFate, Node, WITHHELD};
use crate::export::revisions::{RevisionRow, RevisionTable};
use crate::language::{t, tr};
use crate::model::{Clause, Fate, RevisionKind, Verdict};
use crate::worklist::{DiffMark, DiffRow, EditionDiff, marked, wording_of};

use super::Setup;
use super::report::versions;

/// What stands for the place of what is about the whole.
pub const WHOLE: &str = "全体";

/// The heading of clauses of which that is said.
pub const CHANGED_BY_TEXT: &str = "改定の記録はないが、本ツールの要約に違いのある条項";

/// The heading of clauses whose official text changed. `［−` and `［＋` say what is gone and what is new.
pub const REWORDED_CLAUSES: &str = "原文に違いのある条項";

/// Said where the official texts of both editions are there and differ.
const BY_ORIGINALS: &str = "原文に違いがある。";

/// Stands before how the official text of one clause changed.
pub const REWORDED: &str = "原文の違い:";

/// Said where no revision says whether clauses changed.
pub const BY_TEXT: &str = "改定の記録はなく、本ツールの要約に違いがある。";

/// Returns the changes from one edition to the next as a table. Words of documents stand in it as far as they stand in
/// `exported`, the catalog that exports are made of.
pub fn revision_table(catalog: &Catalog, exported: &Catalog, diff: &EditionDiff<'_>, setup: &Setup) -> RevisionTable {
    let (from, to) = (&diff.succession.from, &diff.succession.to);
    let unknown = Some(diff.unknown_sentence()).filter(|sentence| !sentence.is_empty());
    let summary = tr!("内容は tenken による要約で、ガイドラインの原文ではありません。使う前に原文で確かめてください。");
    let notes = from.notice().into_iter().chain(diff.mark_sentences()).chain(unknown).chain([summary.to_owned()]);
    let mut texts = Texts::of(diff, exported);
    let said: Vec<RevisionRow> = diff
        .rows
        .iter()
        .map(|row| RevisionRow { wording: texts.take(row), ..of_revision(catalog, diff, row) })
        .collect();
    let by_text = diff.changed_by_text().map(|fate| of_text(catalog, exported, fate));
    let reworded = texts.left().map(|fate| of_originals(catalog, exported, fate));
    let arrivals = diff.succession.arrivals.iter().map(|arrival| {
        let kind = if arrival.is_new { RevisionKind::New } else { RevisionKind::Unknown };
        let what = if arrival.is_new {
            tr!("新設とされる。")
        } else {
            tr!("新設か、番号が変わったのか不明。")
        };
        let row = blank(catalog, arrival.clause, kind);
        RevisionRow {
            new: vec![label(catalog, &arrival.clause.id)],
            what: format!("{}{what}", own_title(exported, arrival.clause)),
            ..row
        }
    });
    RevisionTable {
        title: format!("{} → {}", from.full_name(), to.full_name()),
        notes: notes.collect(),
        versions: versions(setup),
        rows: said.into_iter().chain(reworded).chain(by_text).chain(arrivals).collect(),
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
        place: row.place.map_or_else(|| t(WHOLE).to_owned(), |node| path(catalog, node)),
        kind: revision.kind,
        old: printed.into_iter().chain(labels(&old)).collect(),
        new: labels(&new),
        what: revision.what.clone(),
        wording: String::new(),
        figures: revision.figures.clone(),
        number: revision.number_kept,
        carry: revision.carry,
        confidence: Some(revision.confidence),
        is_unverified: revision.provenance.seen.is_unverified(),
        marks: row.marks.iter().map(|mark| mark_name(catalog, mark)).collect(),
        clauses: row.clauses.iter().map(|clause| clause.id.clone()).collect(),
    }
}

fn of_text(catalog: &Catalog, exported: &Catalog, fate: &ClauseFate<'_>) -> RevisionRow {
    RevisionRow { what: format!("{}{}", own_title(exported, fate.clause), t(BY_TEXT)), ..of_fate(catalog, fate) }
}

/// The clauses whose official text changed: each is told once, with the first revision that names it.
struct Texts<'d, 'a> {
    exported: &'d Catalog,
    untold: BTreeMap<&'d str, &'d ClauseFate<'a>>,
}

impl<'d, 'a> Texts<'d, 'a> {
    fn of(diff: &'d EditionDiff<'a>, exported: &'d Catalog) -> Self {
        Self { exported, untold: diff.reworded().map(|fate| (fate.clause.id.as_str(), fate)).collect() }
    }

    /// Returns how the texts of the clauses that a revision names read now, as far as they may leave.
    fn take(&mut self, row: &DiffRow<'_>) -> String {
        let told = row.clauses.iter().filter_map(|clause| self.untold.remove(clause.id.as_str()));
        let told: Vec<String> = told.map(|fate| wording_in(self.exported, fate)).collect();
        told.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
    }

    /// Returns those that no revision names.
    fn left(&self) -> impl Iterator<Item = &'d ClauseFate<'a>> {
        self.untold.values().copied()
    }
}

/// Returns the row of a clause whose official text changed: that it did, and, if the texts may leave, how.
fn of_originals(catalog: &Catalog, exported: &Catalog, fate: &ClauseFate<'_>) -> RevisionRow {
    let what = format!("{}{}", own_title(exported, fate.clause), t(BY_ORIGINALS));
    RevisionRow { what, wording: wording_in(exported, fate), ..of_fate(catalog, fate) }
}

/// Returns how the official text of a clause changed; nothing where a catalog does not have both texts.
fn wording_in(exported: &Catalog, fate: &ClauseFate<'_>) -> String {
    let may_leave = [fate.clause].into_iter().chain(fate.counterpart).all(|clause| has_original(exported, clause));
    wording_of(fate).filter(|_| may_leave).map(|parts| marked(&parts)).unwrap_or_default()
}

fn has_original(catalog: &Catalog, clause: &Clause) -> bool {
    catalog.find(&clause.id).is_some_and(|at| catalog.originals_of(at).next().is_some())
}

fn of_fate(catalog: &Catalog, fate: &ClauseFate<'_>) -> RevisionRow {
    let kind = if fate.fate == Fate::Renumbered { RevisionKind::Renumbered } else { RevisionKind::Modified };
    RevisionRow {
        old: vec![label(catalog, &fate.clause.id)],
        new: fate.counterpart.iter().map(|clause| label(catalog, &clause.id)).collect(),
        clauses: [fate.clause].into_iter().chain(fate.counterpart).map(|clause| clause.id.clone()).collect(),
        ..blank(catalog, fate.clause, kind)
    }
}

/// Returns the title of a clause with a space behind it; nothing where it is the official text and must not leave.
fn own_title(exported: &Catalog, clause: &Clause) -> String {
    let title = exported.clause(&clause.id).map_or("", |clause| &clause.title);
    if title.is_empty() || title == WITHHELD { String::new() } else { format!("{title} ") }
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
        wording: String::new(),
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
    let what = if is_new {
        tr!("新設とされる条項")
    } else {
        tr!("新設か、番号が変わったのか不明な条項")
    };
    tr!("{edition}の、{what}", edition = diff.succession.to.name(), what)
}

/// Returns the label of a clause; empty if the catalog does not know it.
pub fn label(catalog: &Catalog, clause: &str) -> String {
    catalog.find(clause).map(|at| catalog.label(at)).unwrap_or_default()
}

/// Returns the headings from the volume down to one.
pub fn path(catalog: &Catalog, node: &Node) -> String {
    let path = catalog.tree().steps(&node.id);
    path.iter().skip(usize::from(path.len() > 1)).map(|node| node.heading()).collect::<Vec<_>>().join(" > ")
}

/// Returns a mark as `運用 14.⑤ 完了・適合`.
pub fn mark_name(catalog: &Catalog, mark: &DiffMark) -> String {
    let (label, status) = (label(catalog, &mark.clause), t(mark.status.name()));
    match mark.verdict {
        Verdict::Open => format!("{label} {status}"),
        verdict => tr!("{label} {status}・{verdict}", label, status, verdict = verdict.name()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundled;

    #[test]
    fn a_clause_that_moved_is_of_that_kind_whatever_says_that_it_changed() {
        let catalog = bundled::catalog().unwrap();
        let clause = catalog.clause("mhlw6.sysun.14.1").unwrap();
        for (fate, kind) in [(Fate::Renumbered, RevisionKind::Renumbered), (Fate::Changed, RevisionKind::Modified)] {
            let (revisions, around) = (Vec::new(), Vec::new());
            let fate = ClauseFate { clause, fate, counterpart: None, revisions, around, originals: None };
            let rows = [of_text(&catalog, &catalog, &fate), of_originals(&catalog, &catalog, &fate)];
            assert_eq!(rows.map(|row| row.kind), [kind; 2]);
        }
    }
}
