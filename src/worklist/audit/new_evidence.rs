//! New evidence: what is recorded when a file or a web page is attached.

use std::path::Path;

use jiff::civil::Date;

use crate::clock;
use crate::model::Id;
use crate::text::clean::clean_line;
use crate::worklist::entry::change::Change;
use crate::worklist::entry::error::WorklistError;
use crate::worklist::entry::fields::Edit;
use crate::worklist::entry::id::EntryId;
use crate::worklist::state::evidence::Evidence;

use super::evidence_file::{digest, is_url, location, page};

/// The facts recorded when evidence is added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NewEvidence {
    /// The title; may be empty.
    pub title: String,
    /// A path as [`location`] returns it, or a URL.
    pub location: String,
    /// The SHA-256 of the file as [`digest`] returns it; empty for a URL.
    pub sha256: String,
    /// The day from which its content is in effect.
    pub effective: Option<Date>,
    /// The last day on which it is valid.
    pub expires: Option<Date>,
    /// Whether it stands for the audit as a whole.
    pub is_for_audit: bool,
}

impl NewEvidence {
    /// Returns location and hash of a file or a URL, without title and dates. A file is read to compute its hash.
    /// `folder` is that of the worklist.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, its path is not valid text, or there is a blank in the URL.
    pub fn of(source: &str, folder: &Path) -> Result<Self, WorklistError> {
        if is_url(source) && source.trim().contains(char::is_whitespace) {
            let value = clean_line(source.trim());
            return Err(WorklistError::BadEdit { field: "空白のある URL は証跡", value });
        }
        let (location, sha256) = match is_url(source) {
            true => (page(source)?, String::new()),
            false => (location(Path::new(source), folder)?, digest(Path::new(source))?),
        };
        Ok(Self { location, sha256, ..Self::default() })
    }

    /// Whether known evidence, which was not withdrawn, is the same file with the same contents, or the same page.
    pub fn is(&self, known: &Evidence) -> bool {
        !known.is_withdrawn && known.location == self.location && known.sha256 == self.sha256
    }

    /// Returns the id of the evidence and the changes that add it and link it with clauses.
    pub fn changes(self, clauses: &[Id]) -> (EntryId, Vec<Change>) {
        let id = EntryId::fresh(clock::now());
        (id, self.changes_as(id, clauses))
    }

    pub fn changes_as(self, id: EntryId, clauses: &[Id]) -> Vec<Change> {
        let texts = [(self.title, Edit::Title as fn(String) -> Edit), (self.sha256, Edit::Sha256)];
        let texts = texts.into_iter().filter(|(text, _)| !text.is_empty()).map(|(text, edit)| edit(text));
        let dates = [(self.effective, Edit::Effective as fn(Option<Date>) -> Edit), (self.expires, Edit::Expires)];
        let dates = dates.into_iter().filter(|(date, _)| date.is_some()).map(|(date, edit)| edit(date));
        let for_audit = self.is_for_audit.then_some(Edit::ForAudit(true));
        let own = [Edit::Location(self.location)].into_iter().chain(texts).chain(dates).chain(for_audit);
        let links = clauses.iter().map(|clause| Change::clause(clause.as_str(), Edit::Link { evidence: id, on: true }));
        own.map(|edit| Change::evidence(id, edit)).chain(links).collect()
    }
}
