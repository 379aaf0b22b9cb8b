//! Verifies that journals are as tenken wrote them.
//!
//! The hash chain shows that a line was changed, moved or removed: the next line holds a different hash. The last line
//! has no next line. So the chain cannot show that the last line was changed, that lines at the end were removed, or
//! that a whole file was removed.

use std::path::Path;

use crate::text::clean::clean_line;
use crate::worklist::entry::error::WorklistError;

use super::journals::Journals;
use super::order::sorted;
use super::problem::sentence;

/// The result of verifying one journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The name of the file.
    pub file: String,
    /// The number of entries that could be read.
    pub entries: usize,
    /// The first line with a problem, counted from 1, or 0 for the whole file; and the sentence about the problem.
    pub first_problem: Option<(usize, String)>,
}

/// Verifies every journal in a folder, in the order of their names; none if the folder does not exist.
///
/// # Errors
///
/// If the folder exists but cannot be read. A journal that cannot be read is a problem of that journal.
pub fn verify(folder: &Path) -> Result<Vec<Verified>, WorklistError> {
    let mut journals = Journals::default();
    journals.refresh(folder).map_err(WorklistError::io(folder, "を読み込めません"))?;
    let (_, duplicates) = sorted(&journals);
    let look = |(name, journal): (&str, &super::file::Journal)| {
        let others = duplicates.get(name).into_iter().flatten();
        let first = journal.problems.iter().chain(others).min_by_key(|problem| problem.line);
        Verified {
            file: clean_line(name),
            entries: journal.entries.len(),
            first_problem: first.map(|problem| (problem.line, sentence(&clean_line(name), problem))),
        }
    };
    Ok(journals.iter().map(look).collect())
}
