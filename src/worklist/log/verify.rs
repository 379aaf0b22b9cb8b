//! Verifies that journals are as tenken wrote them.
//!
//! The hash chain shows that a line was changed, moved or removed: the next line holds a different hash. The last line
//! has no next line. So the chain cannot show that the last line was changed, that lines at the end were removed, or
//! that a whole file was removed.

use jiff::Timestamp;

use crate::language::tr;
use crate::text::clean::clean_line;

use super::file::Journal;
use super::journals::Journals;
use super::lineage::merged_name;
use super::merge::door::future;
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
    /// A sentence about the first entry that is of the future, by a wrong clock or by forgery. It counts all the same.
    pub ahead: Option<String>,
    /// The first line with a problem, counted from 1, or 0 for the whole file; and the sentence about the problem.
    pub first_problem: Option<(usize, String)>,
}

/// The end of a journal: by the hash chain it stands for every line before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalHead {
    /// The name of the file.
    pub file: String,
    /// How many of its entries count.
    pub entries: usize,
    /// The first 16 digits of the SHA-256 of the last of them.
    pub hash: String,
}

/// Returns the ends of the journals of which anything counts.
pub(crate) fn heads(journals: &Journals) -> Vec<JournalHead> {
    let head = |(name, journal): (&str, &Journal)| {
        let entries = journals.lineage().counted(name, journal);
        let last = journal.entries.get(entries.checked_sub(1)?)?;
        Some(JournalHead { file: clean_line(name), entries, hash: merged_name(last.hash) })
    };
    journals.iter().filter_map(head).collect()
}

/// Returns a sentence for each journal that had such an end once and has not any more, under whatever name.
pub(crate) fn hold_to(journals: &Journals, heads: &[JournalHead]) -> Vec<String> {
    let is_there = |head: &JournalHead| {
        let reaches = |(name, journal): (&str, &Journal)| {
            let last = head.entries.checked_sub(1).and_then(|at| journal.entries.get(at));
            let counts = journals.lineage().counted(name, journal) >= head.entries;
            counts && last.is_some_and(|last| merged_name(last.hash) == head.hash)
        };
        head.entries == 0 || journals.iter().any(reaches)
    };
    let missing = |head: &JournalHead| {
        let JournalHead { file, entries, .. } = head;
        let file = clean_line(file);
        match journals.get(&head.file).map(|journal| journals.lineage().counted(&head.file, journal)) {
            None => tr!("{file}: 報告書のときにあった {n} 件の記録が、ファイルごとありません。", file, n = entries),
            Some(now) if now < *entries => {
                tr!("{file}: 報告書のときは {entries} 件ありましたが、今は {now} 件です。", file, entries, now)
            }
            Some(_) => tr!("{file}: 報告書のときの {n} 件の記録が書き換えられています。", file, n = entries),
        }
    };
    heads.iter().filter(|head| !is_there(head)).map(missing).collect()
}

/// Verifies journals, in the order of their names.
pub(crate) fn verify(journals: &Journals, now: Timestamp) -> Vec<Verified> {
    let (_, duplicates) = sorted(journals);
    let look = |(name, journal): (&str, &Journal)| {
        let others = duplicates.get(name).into_iter().flatten();
        let problems = journals.problems(name, journal);
        let first = problems.first().iter().chain(others).min_by_key(|problem| problem.line);
        Verified {
            file: clean_line(name),
            entries: journal.entries.len(),
            counted: journals.lineage().counted(name, journal),
            ahead: future(&clean_line(name), journal, now.as_millisecond()),
            first_problem: first.map(|problem| (problem.line, sentence(&clean_line(name), problem))),
        }
    };
    journals.iter().map(look).collect()
}
