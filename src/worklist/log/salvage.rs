//! Finds the entries in a line of a journal, whatever bytes stand around them.
//!
//! A line that is an entry is read as it is. Other bytes come from a power cut (NULs), an editor (a byte order mark) or a
//! lost line break (two entries in one line). An entry among them is read if it continues the hash chain, which nothing
//! does by accident.

use std::sync::Arc;

use serde::de::IgnoredAny;

use crate::worklist::entry::change::Identity;

use super::chain::Chain;
use super::line::{self, ReadLine};
use super::problem::{BrokenLine, JournalProblemKind, Oddity};

/// The greatest length of an entry in bytes. The longest note needs less than a tenth of it.
pub(crate) const LINE_LIMIT: usize = 1 << 20;

/// The most places of a line where an entry is looked for.
const PLACES: usize = 64;

/// The first bytes of every entry.
const START: &[u8] = b"{\"v\":";

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// What was found in a line: the entries, each with its bytes, and what is odd about the line.
pub(crate) struct Found<'a> {
    pub entries: Vec<(ReadLine<'a>, &'a [u8])>,
    pub problem: Option<JournalProblemKind>,
}

/// Returns the entries in a line, given without its line break. `chain` is that after the entry before, `junk` the line
/// before if it was no entry, `last` the writer of the entry before.
pub(crate) fn find_entries<'a>(
    bytes: &'a [u8],
    chain: &Chain,
    junk: Option<&[u8]>,
    last: Option<&Arc<Identity>>,
) -> Found<'a> {
    // Git on Windows may have written CRLF; the CR is not part of the line.
    let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
    let bare = strip(bytes);
    if bare.is_empty() {
        return Found { entries: Vec::new(), problem: Some(JournalProblemKind::Broken(BrokenLine::Json)) };
    }
    let problem = match read(bare, last) {
        Ok(read) => {
            let problem = (bare.len() != bytes.len()).then_some(JournalProblemKind::Oddity(Oddity::OtherBytes));
            return Found { entries: vec![(read, bare)], problem };
        }
        Err(JournalProblemKind::Newer) => {
            return Found { entries: Vec::new(), problem: Some(JournalProblemKind::Newer) };
        }
        Err(problem) => problem,
    };
    let entries = chained(bare, chain, junk, last);
    let problem = if entries.is_empty() { problem } else { JournalProblemKind::Oddity(Oddity::OtherBytes) };
    Found { entries, problem: Some(problem) }
}

fn read<'a>(bytes: &'a [u8], last: Option<&Arc<Identity>>) -> Result<ReadLine<'a>, JournalProblemKind> {
    if bytes.len() > LINE_LIMIT { Err(JournalProblemKind::LongLine) } else { line::read(bytes, last) }
}

/// Returns a line without NULs at both ends and byte order marks before it.
fn strip(mut bytes: &[u8]) -> &[u8] {
    loop {
        match bytes {
            [0, rest @ ..] | [rest @ .., 0] => bytes = rest,
            _ => match bytes.strip_prefix(BYTE_ORDER_MARK) {
                Some(rest) => bytes = rest,
                None => return bytes,
            },
        }
    }
}

/// Returns the entries among other bytes, each of which continues the chain.
fn chained<'a>(
    bytes: &'a [u8],
    chain: &Chain,
    junk: Option<&[u8]>,
    last: Option<&Arc<Identity>>,
) -> Vec<(ReadLine<'a>, &'a [u8])> {
    let mut chain = chain.clone();
    let mut entries = Vec::new();
    let mut rest = bytes;
    for _ in 0..PLACES {
        let Some(at) = rest.windows(START.len()).position(|window| window == START) else { break };
        let candidate = &rest[at..];
        let length = json_length(&candidate[..candidate.len().min(LINE_LIMIT)]);
        let line = &candidate[..length];
        let found = read(line, last).ok().filter(|read| {
            let follows_junk = || entries.is_empty() && junk.is_some_and(|junk| read.prev == Chain::hash(junk));
            read.prev == chain.last() || follows_junk()
        });
        match found {
            Some(read) => {
                chain.advance(line);
                entries.push((read, line));
                rest = &candidate[length..];
            }
            None => rest = &candidate[START.len()..],
        }
    }
    entries
}

/// Returns the length of the JSON value at the start of some bytes; 0 if there is none.
fn json_length(bytes: &[u8]) -> usize {
    let mut values = serde_json::Deserializer::from_slice(bytes).into_iter::<IgnoredAny>();
    match values.next() {
        Some(Ok(_)) => values.byte_offset(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use crate::worklist::testing::{entry, journal_of};

    use super::*;

    /// Returns how many entries are found in a line and what is odd about it.
    fn found(line: &[u8], chain: &Chain) -> (usize, Option<JournalProblemKind>) {
        let found = find_entries(line, chain, None, None);
        (found.entries.len(), found.problem)
    }

    #[test]
    fn an_entry_is_found_whatever_stands_around_it() {
        let text = journal_of(&[entry(1), entry(2)]);
        let (one, two) = text.trim_end().split_once('\n').unwrap();
        let odd = Some(JournalProblemKind::Oddity(Oddity::OtherBytes));
        for (line, expected) in [
            (one.to_owned(), (1, None)),
            (format!("{one}\r"), (1, None)),
            (format!("\u{feff}{one}"), (1, odd.clone())),
            (format!("\0\0{one}\0"), (1, odd.clone())),
            (format!("\0\u{feff}\0{one}\0\r"), (1, odd.clone())),
            (format!("{one}{two}"), (2, odd.clone())),
            (format!("{{\"v\":{one}junk{two}>>>>"), (2, odd.clone())),
            (format!("xx{two}"), (0, Some(JournalProblemKind::Broken(BrokenLine::Json)))),
            (String::new(), (0, Some(JournalProblemKind::Broken(BrokenLine::Json)))),
            ("\0".repeat(LINE_LIMIT + 1) + one, (1, odd.clone())),
            ("x".repeat(LINE_LIMIT + 1) + one, (1, odd)),
            ("x".repeat(LINE_LIMIT + 1), (0, Some(JournalProblemKind::LongLine))),
        ] {
            assert_eq!(found(line.as_bytes(), &Chain::start()), expected, "{}", &line[..line.len().min(80)]);
        }
    }

    #[test]
    fn a_line_of_many_beginnings_is_given_up() {
        let line = "{\"v\":".repeat(100_000);
        assert_eq!(found(line.as_bytes(), &Chain::start()).0, 0);
    }
}
