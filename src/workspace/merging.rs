//! What a merge would change, in sentences, for the screen and the command line alike.

use std::path::{Path, PathBuf};

use crate::catalog::Catalog;
use crate::failure::Failure;
use crate::language::{t, tr};
use crate::sheet::transition;
use crate::worklist::{Belonging, MergeChange, MergePreview, State, Worklist};

use super::scope::{ScopeChange, conflict_sentence};

/// The most changes that are listed.
const LISTED: usize = 20;
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
    /// How many clauses are in conflict before.
    conflicts_before: usize,
}

impl MergeLook {
    /// Looks at a folder. Nothing is written.
    ///
    /// # Errors
    ///
    /// If the worklist takes no records, or the folder cannot be read or is none of a worklist.
    pub fn at(catalog: &Catalog, worklist: &Worklist, folder: &Path) -> Result<Self, Failure> {
        worklist.ensure_writable()?;
        let preview = worklist.preview_merge(folder)?;
        let scope = ScopeChange::between(catalog, worklist.state(), &preview.after);
        let conflicts_before = conflicts(worklist.state());
        Ok(Self { folder: folder.to_owned(), preview, scope, conflicts_before })
    }

    /// Returns how many clauses are in conflict once it is merged.
    pub fn conflicts(&self) -> usize {
        self.conflicts_before + self.preview.conflicts.len()
    }

    /// Whether the records are of another worklist.
    pub fn is_foreign(&self) -> bool {
        self.preview.belonging == Belonging::Foreign
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

    /// Returns what changes of which clause, as far as it is listed, and how much is not.
    pub fn changed(&self, catalog: &Catalog) -> Vec<String> {
        let changes = &self.preview.changes;
        let more = changes.len().checked_sub(LISTED).filter(|more| *more > 0);
        let listed = changes.iter().take(LISTED).map(|one| change(catalog, &self.preview.after, one));
        listed.chain(more.map(|more| tr!("ほかに {more} 項目", more))).collect()
    }

    /// Returns what is counted then, and what people say differently about the worklist itself. `settle` says how that is
    /// settled.
    pub fn scope_sentences(&self, catalog: &Catalog, settle: &str) -> Vec<String> {
        let scope = self.scope.as_ref().map(|scope| scope.sentences(catalog)).unwrap_or_default();
        let conflicts = self.preview.after.profile().conflicts.iter();
        let conflicts =
            conflicts.map(|one| tr!("{conflict}{settle}", conflict = conflict_sentence(catalog, one), settle));
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

fn change(catalog: &Catalog, after: &State, change: &MergeChange) -> String {
    let label = match catalog.find(&change.clause) {
        Some(at) => catalog.label(at),
        // Their own items are no clauses here yet.
        None => after.item_name(&change.clause).unwrap_or_else(|| change.clause.clone()),
    };
    let transition = transition(&shortened(&change.before), &shortened(&change.after));
    format!("{label}  {}: {transition}", t(change.field.name()))
}

/// Returns the beginning of a text, on one line.
fn shortened(text: &str) -> String {
    let line = text.replace('\n', " ");
    match line.char_indices().nth(VALUE) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
