//! What a file or a page is recorded as when it becomes evidence.

use std::path::Path;

use jiff::civil::Date;

use crate::clock;
use crate::model::Id;
use crate::worklist::entry::change::Change;
use crate::worklist::entry::error::WorklistError;
use crate::worklist::entry::fields::Edit;
use crate::worklist::entry::id::EntryId;
use crate::worklist::state::evidence::Evidence;

use super::evidence_file::{digest, is_url, location};

/// What is said of evidence when it is added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::worklist) struct NewEvidence {
    /// What it is called; may be empty.
    pub(in crate::worklist) title: String,
    /// A path as [`location`] returns it, or a URL.
    pub(in crate::worklist) location: String,
    /// SHA-256 of the file as [`digest`] returns it; empty for a URL.
    pub(in crate::worklist) sha256: String,
    /// From when what it shows is in effect.
    pub(in crate::worklist) effective: Option<Date>,
    /// Until when it holds.
    pub(in crate::worklist) expires: Option<Date>,
}

impl NewEvidence {
    /// Returns what a file or a URL is recorded as, without a name or dates. The file is read for its hash; `folder` is
    /// that of the worklist.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or its path cannot be written as text.
    pub(in crate::worklist) fn of(source: &str, folder: &Path) -> Result<Self, WorklistError> {
        let (location, sha256) = match is_url(source) {
            true => (source.to_owned(), String::new()),
            false => (location(Path::new(source), folder)?, digest(Path::new(source))?),
        };
        Ok(Self { location, sha256, ..Self::default() })
    }

    /// Whether this is the same file in the same state, or the same page, as evidence that counts already.
    pub(in crate::worklist) fn is(&self, known: &Evidence) -> bool {
        !known.is_withdrawn && known.location == self.location && known.sha256 == self.sha256
    }

    /// Returns the changes that add the evidence to clauses, and the id it will have.
    pub(in crate::worklist) fn changes(self, clauses: &[Id]) -> (EntryId, Vec<Change>) {
        let id = EntryId::fresh(clock::now());
        (id, self.changes_as(id, clauses))
    }

    pub(in crate::worklist) fn changes_as(self, id: EntryId, clauses: &[Id]) -> Vec<Change> {
        let texts = [(self.title, Edit::Title as fn(String) -> Edit), (self.sha256, Edit::Sha256)];
        let texts = texts.into_iter().filter(|(text, _)| !text.is_empty()).map(|(text, edit)| edit(text));
        let dates = [(self.effective, Edit::Effective as fn(Option<Date>) -> Edit), (self.expires, Edit::Expires)];
        let dates = dates.into_iter().filter(|(date, _)| date.is_some()).map(|(date, edit)| edit(date));
        let own = [Edit::Location(self.location)].into_iter().chain(texts).chain(dates);
        let links = clauses.iter().map(|clause| Change::clause(clause.as_str(), Edit::Link { evidence: id, on: true }));
        own.map(|edit| Change::evidence(id, edit)).chain(links).collect()
    }
}
