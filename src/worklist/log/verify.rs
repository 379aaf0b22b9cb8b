//! Verifies that journals are as tenken wrote them.
//!
//! The hash chain shows that a line was changed, moved or removed: the next line holds a different hash. The last line
//! has no next line. So the chain cannot show that the last line was changed, that lines at the end were removed, or
//! that a whole file was removed.

use crate::text::clean::clean_line;

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
    /// How many of them count: none of another worklist or of a merge that was undone.
    pub counted: usize,
    /// The first line with a problem, counted from 1, or 0 for the whole file; and the sentence about the problem.
    pub first_problem: Option<(usize, String)>,
}

/// Verifies journals, in the order of their names.
pub(crate) fn verify(journals: &Journals) -> Vec<Verified> {
    let (_, duplicates) = sorted(journals);
    let look = |(name, journal): (&str, &super::file::Journal)| {
        let others = duplicates.get(name).into_iter().flatten();
        let problems = journals.problems(name, journal);
        let first = problems.first().iter().chain(others).min_by_key(|problem| problem.line);
        Verified {
            file: clean_line(name),
            entries: journal.entries.len(),
            counted: journals.lineage().counted(name, journal),
            first_problem: first.map(|problem| (problem.line, sentence(&clean_line(name), problem))),
        }
    };
    journals.iter().map(look).collect()
}
