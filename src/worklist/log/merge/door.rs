//! What no journal of ours can hold, so that a file with it is refused before it is merged: ids from the future, thousands
//! of values for one field that know nothing of each other, floods of lines that are no entries. Once such a file is in a
//! folder, everybody pays for it with every command.
//!
//! A wrong clock is no such thing: the future begins a day after the later of the clock and the newest entry known.

use std::collections::HashMap;

use crate::language::tr;
use crate::text::clean::clean_line;
use crate::worklist::entry::change::Subject;
use crate::worklist::entry::id::EntryId;
use crate::worklist::log::file::Journal;
use crate::worklist::log::problem::{JournalProblemKind, sentence};
use crate::worklist::state::register::Registers;

/// How far ahead of everything known an id may be, in milliseconds.
const AHEAD: i64 = 24 * 60 * 60 * 1000;

/// The most values of one field that may know nothing of each other. Even a hundred auditors make fewer.
const HEADS: usize = 1000;

/// The most lines of one file with which something may be wrong.
const BAD_LINES: usize = 1000;

/// Returns why a journal is refused; none if it is let in. A journal with a few broken lines is let in because of its
/// other lines. `latest` is the later of the clock and the time of the newest entry known, in milliseconds since 1970.
pub(crate) fn refusal(file: &str, journal: &Journal, latest: i64) -> Option<String> {
    let file = clean_line(file);
    // A line of a newer version is last, because reading stopped there.
    let first = journal.problems.first();
    let of_file = first.iter().find(|problem| problem.line == 0 || problem.kind == JournalProblemKind::Newer);
    let unreadable = of_file.or(first.last().filter(|_| journal.entries.is_empty()));
    if let Some(problem) = unreadable {
        return Some(sentence(&file, problem));
    }
    if journal.problems.count() > BAD_LINES {
        let (count, line) = (journal.problems.count(), first.first().map_or(0, |problem| problem.line));
        return Some(tr!("{file}:{line} から正しくない行が {n} 行あるため、取り込みません。", file, line, n = count));
    }
    let refused = |sentence: String| tr!("{sentence}取り込みません。", sentence);
    future(&file, journal, latest).map(refused).or_else(|| crowd(&file, journal))
}

/// Returns a sentence about the first entry of a journal that is of the future; none if none is.
pub(crate) fn future(file: &str, journal: &Journal, latest: i64) -> Option<String> {
    let ahead =
        journal.entries.iter().find(|recorded| recorded.entry.id.milliseconds() > latest.saturating_add(AHEAD))?;
    let when = ahead.entry.id.day();
    Some(tr!(
        "{file}:{line} の記録の番号は先の日付({when})のものです。書いた機械の時計を確かめてください。",
        file,
        line = ahead.line,
        when
    ))
}

fn crowd(file: &str, journal: &Journal) -> Option<String> {
    if journal.entries.len() <= HEADS {
        return None;
    }
    let mut subjects: HashMap<&Subject, Registers> = HashMap::new();
    for recorded in &journal.entries {
        let registers = subjects.entry(&recorded.entry.change.subject).or_default();
        registers.add(&recorded.entry);
        let field = recorded.entry.change.edit.field();
        if registers.heads(&field).len() > HEADS {
            return Some(tr!(
                "{file}:{line} までに、互いを知らない{field}が {heads} を超えているため、取り込みません。",
                file,
                line = recorded.line,
                field = field.name(),
                heads = HEADS
            ));
        }
    }
    None
}

/// Returns the time before which everything known was written, in milliseconds since 1970.
pub(crate) fn latest(now: jiff::Timestamp, newest: Option<EntryId>) -> i64 {
    newest.map_or(i64::MIN, EntryId::milliseconds).max(now.as_millisecond())
}
