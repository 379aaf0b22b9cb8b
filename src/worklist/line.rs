//! One line of a journal: how an entry is written down and what is accepted when it is read.
//!
//! ```json
//! {"v":1,"id":"019a…","at":"2026-11-22T10:00:00.000Z","who":{"user":"sato","host":"pc1"},"clause":"mhlw6.sysun.14.5","edit":{"status":"done"},"prev":"0000…"}
//! ```
//!
//! The order of the fields is fixed, because the next line names the hash of these bytes. A new field or a new kind
//! of edit needs a new version: a program that does not know it must not read past it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::change::{Change, Edit, Entry, Identity, NOTE_LIMIT, is_clause_id, is_too_long};
use super::clean::clean_text;
use super::entry_id;
use super::problem::{Fault, Problem};

/// The version of the format written here, and the newest one read.
const VERSION: u64 = 1;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    v: u64,
    id: String,
    at: String,
    who: Identity,
    clause: String,
    edit: Edit,
    prev: String,
}

#[derive(Deserialize)]
struct Tag {
    v: u64,
}

/// A line as read: the entry, the hash it names, and what was wrong without making it useless.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Read {
    pub(super) entry: Entry,
    pub(super) prev: String,
    pub(super) problem: Option<Problem>,
}

/// Returns the line for an entry, without a line break.
///
/// # Errors
///
/// If the entry cannot be written as JSON; texts always can.
pub(super) fn write(entry: &Entry, prev: &str) -> Result<String, serde_json::Error> {
    serde_json::to_string(&Line {
        v: VERSION,
        id: entry.id.clone(),
        at: format!("{:.3}", entry.at),
        who: entry.who.clone(),
        clause: entry.change.clause.clone(),
        edit: entry.change.edit.clone(),
        prev: prev.to_owned(),
    })
}

/// Returns the entry in a line; the bytes are those of the line without its line break.
///
/// # Errors
///
/// If the line is no entry, or one of a newer version.
pub(super) fn read(bytes: &[u8]) -> Result<Read, Problem> {
    if bytes.first() != Some(&b'{') {
        return Err(Problem::Broken(Fault::Json));
    }
    let tag: Tag = serde_json::from_slice(bytes).map_err(|error| fault(&error))?;
    match tag.v {
        VERSION => {}
        newer if newer > VERSION => return Err(Problem::Newer),
        _ => return Err(Problem::Broken(Fault::Field)),
    }
    let line: Line = serde_json::from_slice(bytes).map_err(|error| fault(&error))?;
    accept(line).ok_or(Problem::Broken(Fault::Field))
}

fn accept(line: Line) -> Option<Read> {
    let id = entry_id::parse(&line.id)?;
    let at: Timestamp = line.at.parse().ok()?;
    if !is_clause_id(&line.clause) {
        return None;
    }
    let (edit, problem) = limited(line.edit);
    let change = Change { clause: line.clause, edit };
    let entry = Entry { id: id.to_string(), at, who: line.who.cleaned(), change };
    Some(Read { entry, prev: line.prev, problem })
}

/// Cleans a note and cuts it where no tenken would have let it become so long.
fn limited(edit: Edit) -> (Edit, Option<Problem>) {
    match edit {
        Edit::Note(note) => {
            let note = clean_text(&note);
            if is_too_long(&note) {
                (Edit::Note(note.chars().take(NOTE_LIMIT).collect()), Some(Problem::NoteCut))
            } else {
                (Edit::Note(note), None)
            }
        }
        edit @ Edit::Status(_) => (edit, None),
    }
}

fn fault(error: &serde_json::Error) -> Problem {
    Problem::Broken(if error.is_data() { Fault::Field } else { Fault::Json })
}

#[cfg(test)]
mod tests {
    use crate::model::Status;

    use super::*;

    const ID: &str = "019ab000-0000-7000-8000-000000000001";
    const PREV: &str = "0000000000000000000000000000000000000000000000000000000000000000";

    fn entry(edit: Edit) -> Entry {
        Entry {
            id: ID.into(),
            at: "2026-11-22T10:00:00Z".parse().unwrap(),
            who: Identity { user: "sato".into(), host: "pc1".into() },
            change: Change { clause: "mhlw6.sysun.14.5".into(), edit },
        }
    }

    /// A sound line with one part replaced.
    fn line(part: &str, by: &str) -> String {
        let sound = write(&entry(Edit::Status(Status::Done)), PREV).unwrap();
        assert!(sound.contains(part), "{part}");
        sound.replacen(part, by, 1)
    }

    #[test]
    fn the_bytes_of_a_line_never_change() {
        let expected = format!(
            r#"{{"v":1,"id":"{ID}","at":"2026-11-22T10:00:00.000Z","who":{{"user":"sato","host":"pc1"}},"clause":"mhlw6.sysun.14.5","edit":{{"status":"done"}},"prev":"{PREV}"}}"#
        );
        assert_eq!(write(&entry(Edit::Status(Status::Done)), PREV).unwrap(), expected);
    }

    #[test]
    fn what_is_written_is_read_again() {
        let edits = Status::ALL.iter().map(|status| Edit::Status(*status));
        for edit in edits.chain([Edit::Note("改行\nと \"引用\" ①".into()), Edit::Note(String::new())]) {
            let entry = entry(edit);
            let line = write(&entry, PREV).unwrap();
            assert!(!line.contains('\n'));
            assert_eq!(read(line.as_bytes()), Ok(Read { entry, prev: PREV.into(), problem: None }));
        }
    }

    #[test]
    fn refused_lines_say_why() {
        let field = Problem::Broken(Fault::Field);
        let json = Problem::Broken(Fault::Json);
        let cases = [
            (String::new(), &json),
            ("{".into(), &json),
            ("\0\0\0\0".into(), &json),
            ("[1]".into(), &json),
            (" {}".into(), &json),
            ("{}".into(), &field),
            (line("\"v\":1,", ""), &field),
            (line("\"v\":1", "\"v\":0"), &field),
            (line("\"v\":1", "\"v\":\"1\""), &field),
            (line("\"v\":1", "\"v\":2"), &Problem::Newer),
            (line("\"v\":1", "\"v\":2,\"owner\":\"x\""), &Problem::Newer),
            (line("\"v\":1", "\"v\":1,\"owner\":\"x\""), &field),
            (line("\"v\":1", "\"v\":1,\"v\":1"), &field),
            (line(ID, "12"), &field),
            (line(ID, "019ab000-0000-4000-8000-000000000001"), &field),
            (line("2026-11-22T10:00:00.000Z", "yesterday"), &field),
            (line("\"done\"", "\"finished\""), &field),
            (line("\"status\"", "\"owner\""), &field),
            (line("mhlw6.sysun.14.5", "mhlw6.sysun.14.5\\u202e"), &field),
            (line("mhlw6.sysun.14.5", ""), &field),
            (line("}", "}}"), &json),
        ];
        for (text, problem) in cases {
            assert_eq!(read(text.as_bytes()).as_ref(), Err(problem), "{text}");
        }
    }

    #[test]
    fn hostile_text_in_a_line_is_cleaned() {
        let line =
            line(r#"{"status":"done"}"#, r#"{"note":"前\u001b[31m後\u202e"}"#).replace("sato", r"sa\u001b]0;x\u0007to");
        let read = read(line.as_bytes()).unwrap();
        assert_eq!(read.entry.change.edit, Edit::Note("前後".into()));
        assert_eq!(read.entry.who.user, "sato");
    }

    #[test]
    fn a_note_that_is_too_long_is_cut_and_reported() {
        let long = "字".repeat(NOTE_LIMIT + 1);
        let read = read(write(&entry(Edit::Note(long)), PREV).unwrap().as_bytes()).unwrap();
        assert_eq!(read.entry.change.edit, Edit::Note("字".repeat(NOTE_LIMIT)));
        assert_eq!(read.problem, Some(Problem::NoteCut));
    }

    #[test]
    fn times_of_other_zones_and_ids_in_capitals_mean_the_same() {
        let text = line("2026-11-22T10:00:00.000Z", "2026-11-22T19:00:00+09:00").replace(ID, &ID.to_uppercase());
        assert_eq!(read(text.as_bytes()).unwrap().entry, entry(Edit::Status(Status::Done)));
    }
}
