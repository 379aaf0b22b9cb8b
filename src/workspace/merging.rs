//! What a merge would change, in sentences, for the screen and the command line alike.

use std::path::{Path, PathBuf};

use crate::catalog::Catalog;
use crate::failure::Failure;
use crate::language::{t, tr};
use crate::sheet::transition;
use crate::worklist::{Belonging, Field, Mark, MergeChange, MergePreview, State, Worklist};

use super::scope::{ScopeChange, conflict_sentence};

/// The most characters of a value that are shown.
const VALUE: usize = 40;

/// A folder that was looked at, and what its records would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeLook {
    /// The folder.
    pub folder: PathBuf,
    /// What would change.
    pub preview: MergePreview,
    /// What would change in what is counted; none if nothing would.
    pub scope: Option<ScopeChange>,
    /// What people then say differently: a line for each field, who says what.
    pub in_conflict: Vec<String>,
    /// What else would change, the verdicts first.
    pub lines: Vec<MergeLine>,
}

/// A line about what would change of a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeLine {
    /// The clause, and what changes.
    pub text: String,
    /// How many fields it is about.
    pub fields: usize,
    /// Its place among the others.
    rank: usize,
}

impl MergeLook {
    /// Looks at a folder. Nothing is written.
    ///
    /// # Errors
    ///
    /// If the worklist takes no records, or the folder cannot be read or is none of a worklist.
    pub fn at(catalog: &Catalog, worklist: &Worklist, folder: &Path) -> Result<Self, Failure> {
        worklist.ensure_writable()?;
        let folder = worklist.folder_to_merge(folder)?;
        let preview = worklist.preview_merge(&folder)?;
        let scope = ScopeChange::between(catalog, worklist.state(), &preview.after);
        let (in_conflict, lines) = (in_conflict(catalog, &preview.after), lines(catalog, &preview));
        Ok(Self { folder, preview, scope, in_conflict, lines })
    }

    /// Returns how many clauses are in conflict once it is merged: it may settle some that are there now.
    pub fn conflicts(&self) -> usize {
        conflicts(&self.preview.after)
    }

    /// Whether the records are of another worklist.
    pub fn is_foreign(&self) -> bool {
        self.preview.belonging == Belonging::Foreign
    }

    /// Whether there is no record in it, so that another folder is meant.
    pub fn has_nothing(&self) -> bool {
        let merged = &self.preview.merged;
        [&merged.taken, &merged.skipped, &merged.problems].iter().all(|told| told.is_empty())
            && merged.refused.is_empty()
    }

    /// Whether there is nothing new in it.
    pub fn is_empty(&self) -> bool {
        self.preview.merged.taken.is_empty()
    }

    /// Returns how many clauses and fields change; none if nothing does.
    pub fn counted(&self) -> Option<String> {
        let changes = &self.preview.changes;
        let mut clauses: Vec<&str> = changes.iter().map(|change| change.clause.as_str()).collect();
        clauses.dedup();
        let said =
            || tr!("{clauses} 条項の {fields} 項目が変わります。", clauses = clauses.len(), fields = changes.len());
        (!changes.is_empty()).then(said)
    }

    /// Returns what is counted then, and what people say differently about the worklist itself. `settle` says how that is
    /// settled.
    pub fn scope_sentences(&self, catalog: &Catalog, settle: &str) -> Vec<String> {
        let scope = self.scope.as_ref().map(|scope| scope.sentences(catalog)).unwrap_or_default();
        let conflicts = self.preview.after.profile().conflicts.iter();
        let conflicts = conflicts.map(|one| {
            tr!("{conflict}{settle}", conflict = conflict_sentence(catalog, &self.preview.after, one), settle)
        });
        scope.into_iter().chain(conflicts).collect()
    }

    /// Returns the sentence about whose records they are, where that is not plain. A foreign one may be welcome.
    pub fn belonging(&self, is_welcome: bool) -> Option<String> {
        let facility = match self.preview.facility.as_str() {
            "" => String::new(),
            name => tr!("(施設「{name}」)", name),
        };
        match self.preview.belonging {
            Belonging::Same | Belonging::Adopted => None,
            Belonging::Untold => {
                Some(tr!("同じ点検票の記録かどうかは分かりません。この点検票の記録として加えます。").to_owned())
            }
            Belonging::Foreign if is_welcome => {
                Some(tr!("別の点検票{facility}の記録を、この点検票に加えます。", facility))
            }
            Belonging::Foreign => Some(tr!("別の点検票{facility}の記録です。", facility)),
        }
    }

    /// Says what was done, or that there was nothing to do.
    pub fn done(&self, name: &str) -> String {
        let (taken, skipped) = (self.preview.merged.taken.len(), self.preview.merged.skipped.len());
        match (taken, skipped) {
            (0, 0) => tr!("取り込む記録は見つかりませんでした。").to_owned(),
            (0, _) => tr!("点検票「{name}」に新しい記録はありません。", name),
            _ => tr!("点検票「{name}」に {taken} 件のファイルを取り込みました。", name, taken),
        }
    }
}

/// Returns how many clauses have fields that people have set to different values.
pub fn conflicts(state: &State) -> usize {
    state.marks().filter(|(_, mark)| !mark.conflicts.is_empty()).count()
}

/// Says how many clauses are in conflict then; none if none are.
pub fn conflicts_sentence(count: usize) -> Option<String> {
    (count > 0).then(|| tr!("{count} 条項で記録が食い違います。記録し直すと解消します。", count))
}

/// Returns what a clause is called.
fn label(catalog: &Catalog, after: &State, clause: &str) -> String {
    match catalog.find(clause) {
        Some(at) => catalog.label(at),
        // Their own items are no clauses here yet.
        None => after.item_name(clause).unwrap_or_else(|| clause.to_owned()),
    }
}

/// Returns what people say differently of clauses, who says what, in the order of the clauses' ids.
fn in_conflict(catalog: &Catalog, after: &State) -> Vec<String> {
    let mut marks: Vec<_> = after.marks().filter(|(_, mark)| !mark.conflicts.is_empty()).collect();
    marks.sort_unstable_by_key(|(clause, _)| *clause);
    let of_mark = |(clause, mark): (&str, &Mark)| {
        let label = label(catalog, after, clause);
        mark.conflicts.iter().map(|one| format!("{label}  {}", one.sentence(after))).collect::<Vec<_>>()
    };
    marks.into_iter().flat_map(of_mark).collect()
}

/// Returns what changes of which clause and is no conflict. What a reviewer says is several fields, recorded at once: one
/// line tells them all.
fn lines(catalog: &Catalog, preview: &MergePreview) -> Vec<MergeLine> {
    let mut lines = Vec::new();
    for of_clause in preview.changes.chunk_by(|one, next| one.clause == next.clause) {
        let clause = of_clause[0].clause.as_str();
        let label = label(catalog, &preview.after, clause);
        let conflicts = preview.after.mark(clause).map(|mark| mark.conflicts.as_slice()).unwrap_or_default();
        let is_told = |change: &&MergeChange| conflicts.iter().any(|conflict| conflict.field == change.field);
        let untold = of_clause.iter().filter(|change| !is_told(change));
        let (review, others): (Vec<_>, Vec<_>) = untold.partition(|change| change.field.is_of_review());
        let together = Some(review).filter(|review| !review.is_empty());
        let each = others.into_iter().map(|change| vec![change]);
        lines.extend(each.chain(together).map(|changes| line(&label, &changes)));
    }
    lines.sort_by_key(|line| line.rank);
    lines
}

/// Returns a line about fields of a clause that change together.
fn line(label: &str, changes: &[&MergeChange]) -> MergeLine {
    let values = |value: fn(&MergeChange) -> &str| {
        let said = changes.iter().map(|change| change.field.said(value(change))).filter(|said| !said.is_empty());
        shortened(&said.collect::<Vec<_>>().join(t("・")))
    };
    let name = match changes {
        [only] => only.field.name(),
        _ => "確認",
    };
    let transition = transition(&values(|change| change.before.as_str()), &values(|change| change.after.as_str()));
    let rank = changes.first().map_or(0, |change| rank(&change.field));
    MergeLine { text: format!("{label}  {}: {transition}", t(name)), fields: changes.len(), rank }
}

/// Returns the place of a field among what is told: what the result of the audit rests on comes before texts.
const fn rank(field: &Field) -> usize {
    match field {
        Field::Verdict => 0,
        Field::Status => 1,
        Field::Grade | Field::ActionState => 2,
        field if field.is_of_review() => 3,
        Field::Note | Field::Cause | Field::Action | Field::ItemText => 5,
        _ => 4,
    }
}

/// Returns the beginning of a text, on one line.
fn shortened(text: &str) -> String {
    let line = text.replace('\n', " ");
    match line.char_indices().nth(VALUE) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
