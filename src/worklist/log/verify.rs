//! Whether journals are as tenken wrote them.
//!
//! The chain of hashes shows a line that was changed, moved or taken out: the line behind it names another hash. The
//! last line has none behind it, so the chain cannot show that it was changed, that whole lines at the end of a file
//! are gone, or a whole file.

use std::path::Path;

use crate::text::clean::clean_line;
use crate::worklist::entry::error::WorklistError;

use super::journals::Journals;
use super::order::sorted;
use super::problem::sentence;

/// What a look at one journal found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The name of the file.
    pub file: String,
    /// How many entries could be read.
    pub entries: usize,
    /// The first line with anything wrong, counted from 1, or 0 for the whole file; and what is wrong with it.
    pub first_problem: Option<(usize, String)>,
}

/// Looks at every journal in a folder, in the order of their names; none if the folder does not exist.
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
