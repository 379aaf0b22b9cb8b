//! One line of a journal: how an entry is written, and which lines are accepted when they are read.
//!
//! ```json
//! {"v":2,"id":"019a…","at":"2026-11-22T10:00:00.000Z","who":{"user":"sato","host":"pc1"},"subject":{"clause":"mhlw6.sysun.14.5"},"edit":{"status":"done"},"over":["019a…"],"act":{"id":"019a…"},"via":"画面","prev":"0000…"}
//! ```
//!
//! `over` holds the ids of the entries that this one supersedes, `act` is its transaction. The order of the fields is
//! fixed, because the next line holds the hash of these bytes. A new field or a new kind of edit needs a new version: a
//! program that does not know it must not read past it. A line has the version that introduced its edit (see the table
//! in `sheet::fields`), but at least version 2. `over` is left out if nothing was seen, `act` if the entry is the first
//! one of a new transaction, and `via` if it is not known.
//!
//! A line is of version 3 if it holds what that version brought: a newer edit, `journal` or `lines`. `journal` stands in
//! the first line of a file, see [`Heading`]. `lines` in `act` stands in the first line of a transaction of more than one
//! line and says how many it has, so that a reader can tell whether all of them arrived. Later versions brought edits only.
//!
//! Version 1 had `clause` instead of `subject`, only status and note as edits, and no `over`, `act` and `via`.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::Timestamp;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use crate::model::Id;
use crate::text::clean::clean_line;
use crate::worklist::entry::change::{
    Change, Entry, Identity, Subject, Supersedes, Transaction, TransactionKind, VIA_LIMIT,
};
use crate::worklist::entry::fields::{Edit, NEWEST_VERSION};
use crate::worklist::entry::id::EntryId;

use super::problem::{BrokenLine, JournalProblemKind};

/// The first version, without subjects.
const FIRST: u64 = 1;

/// The second version, with subjects: the version of every line whose edit it knows.
const SECOND: u64 = 2;

/// The third version, with headings and the sizes of transactions.
const THIRD: u64 = 3;

/// The first bytes of every line of the second version.
const START: &[u8] = b"{\"v\":2,";

#[derive(Serialize)]
struct WrittenLine<'a> {
    v: u64,
    id: EntryId,
    at: String,
    who: &'a Identity,
    #[serde(skip_serializing_if = "Option::is_none")]
    clause: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<&'a Subject>,
    edit: &'a Edit,
    #[serde(rename = "over", skip_serializing_if = "<[EntryId]>::is_empty")]
    supersedes: &'a [EntryId],
    #[serde(rename = "act", skip_serializing_if = "Option::is_none")]
    transaction: Option<TransactionLine>,
    #[serde(skip_serializing_if = "str::is_empty")]
    via: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    journal: Option<&'a Heading>,
    prev: &'a str,
}

/// What the first line of a journal says about the whole file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Heading {
    /// The id of the worklist whose records these are.
    pub list: EntryId,
    /// Whether the worklist came into being by a first mark: it had no facility, pattern or party when this was written.
    #[serde(default, rename = "implicit", skip_serializing_if = "std::ops::Not::not")]
    pub is_implicit: bool,
    /// The mark of the machine and the file that this was written on, as 16 hex digits; empty if not known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub writer: String,
}

/// What a line holds besides an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Extras {
    /// The heading, in the first line of a journal.
    pub heading: Option<Heading>,
    /// The number of lines of the transaction, in the first of them, if there are several.
    pub lines: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LineFields<'a> {
    #[serde(rename = "v")]
    _version: u64,
    id: EntryId,
    #[serde(borrow)]
    at: Cow<'a, str>,
    #[serde(borrow)]
    who: Who<'a>,
    subject: Subject,
    edit: Edit,
    #[serde(default, rename = "over")]
    supersedes: Vec<EntryId>,
    #[serde(rename = "act")]
    transaction: Option<TransactionLine>,
    #[serde(default, borrow)]
    via: Cow<'a, str>,
    #[serde(default)]
    journal: Option<Heading>,
    #[serde(borrow)]
    prev: Cow<'a, str>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FirstVersionLine<'a> {
    #[serde(rename = "v")]
    _version: u64,
    id: EntryId,
    #[serde(borrow)]
    at: Cow<'a, str>,
    #[serde(borrow)]
    who: Who<'a>,
    clause: Id,
    edit: Edit,
    #[serde(borrow)]
    prev: Cow<'a, str>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Who<'a> {
    #[serde(borrow)]
    user: Cow<'a, str>,
    #[serde(borrow)]
    host: Cow<'a, str>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TransactionLine {
    id: EntryId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    undoes: Option<EntryId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    redoes: Option<EntryId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lines: Option<u32>,
}

#[derive(Deserialize)]
struct VersionTag {
    v: u64,
}

/// A line that was read: the entry, the hash of the line before, and a problem that does not make the line useless.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ReadLine<'a> {
    pub entry: Entry,
    pub extras: Extras,
    pub prev: Cow<'a, str>,
    pub problem: Option<JournalProblemKind>,
}

/// Returns the line for an entry, without a line break. An entry of the first version is written in that version.
///
/// # Errors
///
/// If the entry cannot be written as JSON, which does not happen with texts.
pub(crate) fn write(entry: &Entry, extras: &Extras, prev: &str) -> Result<String, serde_json::Error> {
    let subject = &entry.change.subject;
    let least = if *extras == Extras::default() { SECOND } else { THIRD };
    let version = entry.change.edit.since().max(least);
    let (v, supersedes, clause) = match (&entry.supersedes, subject) {
        (Supersedes::AllOlder, Subject::Clause(clause)) => (FIRST, [].as_slice(), Some(clause.as_str())),
        (Supersedes::AllOlder, _) => (version, [].as_slice(), None),
        (Supersedes::Seen(seen), _) => (version, seen.as_slice(), None),
    };
    serde_json::to_string(&WrittenLine {
        v,
        id: entry.id,
        at: format!("{:.3}", entry.at),
        who: &entry.who,
        clause,
        subject: clause.is_none().then_some(subject),
        edit: &entry.change.edit,
        supersedes,
        transaction: TransactionLine::of(entry, extras.lines),
        via: &entry.via,
        journal: extras.heading.as_ref(),
        prev,
    })
}

impl TransactionLine {
    fn of(entry: &Entry, lines: Option<u32>) -> Option<Self> {
        let id = entry.transaction.id;
        let new = Self { id, undoes: None, redoes: None, lines };
        match entry.transaction.kind {
            TransactionKind::Do if id == entry.id && lines.is_none() => None,
            TransactionKind::Do => Some(new),
            TransactionKind::Undo(other) => Some(Self { undoes: Some(other), ..new }),
            TransactionKind::Redo(other) => Some(Self { redoes: Some(other), ..new }),
        }
    }

    fn transaction(self) -> Option<Transaction> {
        let kind = match (self.undoes, self.redoes) {
            (None, None) => TransactionKind::Do,
            (Some(other), None) => TransactionKind::Undo(other),
            (None, Some(other)) => TransactionKind::Redo(other),
            (Some(_), Some(_)) => return None,
        };
        Some(Transaction { id: self.id, kind })
    }
}

/// Returns the entry in a line, given without its line break. `last` is the writer of the line before: it is usually
/// the same person, and then the value is shared.
///
/// # Errors
///
/// If the line is not an entry, or is of a newer version.
pub(crate) fn read<'a>(bytes: &'a [u8], last: Option<&Arc<Identity>>) -> Result<ReadLine<'a>, JournalProblemKind> {
    if bytes.first() != Some(&b'{') {
        return Err(JournalProblemKind::Broken(BrokenLine::Json));
    }
    let version = version(bytes)?;
    let read = match version {
        FIRST => from_first(serde_json::from_slice(bytes).map_err(|_| fault(bytes))?, last),
        SECOND..=NEWEST_VERSION => from_line(serde_json::from_slice(bytes).map_err(|_| fault(bytes))?, last),
        newer if newer > NEWEST_VERSION => return Err(JournalProblemKind::Newer),
        _ => None,
    };
    let since = |read: &ReadLine<'_>| {
        let least = if read.extras == Extras::default() { FIRST } else { THIRD };
        read.entry.change.edit.since().max(least)
    };
    let known = read.filter(|read| since(read) <= version);
    known.ok_or(JournalProblemKind::Broken(BrokenLine::Field))
}

/// Returns the version of a line. Most lines are recognised by their first bytes, so that they are parsed only once.
fn version(bytes: &[u8]) -> Result<u64, JournalProblemKind> {
    if bytes.starts_with(START) {
        return Ok(SECOND);
    }
    serde_json::from_slice::<VersionTag>(bytes).map(|tag| tag.v).map_err(|_| fault(bytes))
}

fn from_line<'a>(line: LineFields<'a>, last: Option<&Arc<Identity>>) -> Option<ReadLine<'a>> {
    let lines = line.transaction.as_ref().and_then(|transaction| transaction.lines);
    let extras = Extras { heading: line.journal, lines };
    let transaction = match line.transaction {
        Some(transaction) => transaction.transaction()?,
        None => Transaction { id: line.id, kind: TransactionKind::Do },
    };
    let change = Change { subject: line.subject, edit: line.edit };
    let supersedes = Supersedes::Seen(line.supersedes);
    let via = clean_line(&line.via).chars().take(VIA_LIMIT).collect();
    let at = line.at.parse().ok()?;
    let entry = Entry { id: line.id, at, who: line.who.identity(last), change, supersedes, transaction, via };
    // Only the first line of a transaction can say how many there are.
    let is_first = entry.transaction.id == entry.id;
    accept(entry, line.prev)
        .map(|read| ReadLine { extras, ..read })
        .filter(|read| is_first || read.extras.lines.is_none())
}

fn from_first<'a>(line: FirstVersionLine<'a>, last: Option<&Arc<Identity>>) -> Option<ReadLine<'a>> {
    let change = Change::clause(line.clause, line.edit);
    let at: Timestamp = line.at.parse().ok()?;
    let transaction = Transaction { id: line.id, kind: TransactionKind::Do };
    let who = line.who.identity(last);
    accept(
        Entry { id: line.id, at, who, change, supersedes: Supersedes::AllOlder, transaction, via: String::new() },
        line.prev,
    )
}

fn accept(mut entry: Entry, prev: Cow<'_, str>) -> Option<ReadLine<'_>> {
    let field = entry.change.edit.field();
    if !entry.change.subject.has(&field) || !entry.change.edit.is_sound() {
        return None;
    }
    entry.change.edit = entry.change.edit.cleaned();
    let problem = entry.change.edit.cut().then(|| JournalProblemKind::TextCut(field.name()));
    Some(ReadLine { entry, extras: Extras::default(), prev, problem })
}

impl Who<'_> {
    fn identity(self, last: Option<&Arc<Identity>>) -> Arc<Identity> {
        match last {
            Some(last) if last.user == self.user && last.host == self.host => last.clone(),
            _ => Arc::new(Identity { user: self.user.into_owned(), host: self.host.into_owned() }.cleaned()),
        }
    }
}

/// Returns why a line was rejected: it is not JSON, or its fields are wrong.
fn fault(bytes: &[u8]) -> JournalProblemKind {
    let is_json = serde_json::from_slice::<IgnoredAny>(bytes).is_ok();
    JournalProblemKind::Broken(if is_json { BrokenLine::Field } else { BrokenLine::Json })
}

#[cfg(test)]
mod tests {
    use crate::model::Status;
    use crate::sheet::NOTE_LIMIT;
    use crate::worklist::testing::one_change_of_each;

    use super::*;

    const ID: &str = "019ab000-0000-7000-8000-000000000001";
    const SEEN: &str = "019ab000-0000-7000-8000-000000000000";
    const EVIDENCE: &str = "019ab000-0000-7000-8000-0000000000ee";
    const PREV: &str = "0000000000000000000000000000000000000000000000000000000000000000";

    fn entry(edit: Edit) -> Entry {
        let id = ID.parse().unwrap();
        Entry {
            id,
            at: "2026-11-22T10:00:00Z".parse().unwrap(),
            who: Arc::new(Identity { user: "sato".into(), host: "pc1".into() }),
            change: Change::clause("mhlw6.sysun.14.5", edit),
            supersedes: Supersedes::Seen(Vec::new()),
            transaction: Transaction { id, kind: TransactionKind::Do },
            via: String::new(),
        }
    }

    /// An entry of the first version.
    fn first(edit: Edit) -> Entry {
        Entry { supersedes: Supersedes::AllOlder, ..entry(edit) }
    }

    /// An entry that makes use of everything a line has.
    fn full() -> Entry {
        let seen = SEEN.parse().unwrap();
        Entry {
            supersedes: Supersedes::Seen(vec![seen]),
            transaction: Transaction { id: seen, kind: TransactionKind::Undo(seen) },
            via: "画面".into(),
            ..entry(Edit::Status(Status::Done))
        }
    }

    fn reread(text: &str) -> Result<ReadLine<'_>, JournalProblemKind> {
        read(text.as_bytes(), None)
    }

    /// A sound line with one part replaced.
    fn line(part: &str, by: &str) -> String {
        let sound = write(&full(), &Extras::default(), PREV).unwrap();
        assert!(sound.contains(part), "{part}");
        sound.replacen(part, by, 1)
    }

    #[test]
    fn the_bytes_of_a_line_never_change() {
        let expected = format!(
            r#"{{"v":2,"id":"{ID}","at":"2026-11-22T10:00:00.000Z","who":{{"user":"sato","host":"pc1"}},"subject":{{"clause":"mhlw6.sysun.14.5"}},"edit":{{"status":"done"}},"over":["{SEEN}"],"act":{{"id":"{SEEN}","undoes":"{SEEN}"}},"via":"画面","prev":"{PREV}"}}"#
        );
        assert_eq!(write(&full(), &Extras::default(), PREV).unwrap(), expected);
        let shortest = format!(
            r#"{{"v":2,"id":"{ID}","at":"2026-11-22T10:00:00.000Z","who":{{"user":"sato","host":"pc1"}},"subject":{{"clause":"mhlw6.sysun.14.5"}},"edit":{{"status":"done"}},"prev":"{PREV}"}}"#
        );
        assert_eq!(write(&entry(Edit::Status(Status::Done)), &Extras::default(), PREV).unwrap(), shortest);
        let first_version = format!(
            r#"{{"v":1,"id":"{ID}","at":"2026-11-22T10:00:00.000Z","who":{{"user":"sato","host":"pc1"}},"clause":"mhlw6.sysun.14.5","edit":{{"status":"done"}},"prev":"{PREV}"}}"#
        );
        assert_eq!(write(&first(Edit::Status(Status::Done)), &Extras::default(), PREV).unwrap(), first_version);
    }

    #[test]
    fn what_is_written_is_read_again() {
        let subjects = ["mhlw6.sysun.14.5".to_owned()].map(Subject::Clause);
        let subjects = subjects.into_iter().chain([Subject::Worklist, Subject::Evidence(EVIDENCE.parse().unwrap())]);
        let subjects: Vec<Subject> = subjects.collect();
        let blanks: Vec<Edit> = Edit::one_of_each().iter().map(|edit| edit.field().blank()).collect();
        for edit in Edit::one_of_each().into_iter().chain(blanks) {
            let subject = subjects.iter().find(|subject| subject.has(&edit.field())).unwrap();
            let entry = Entry { change: Change { subject: subject.clone(), edit }, ..full() };
            let line = write(&entry, &Extras::default(), PREV).unwrap();
            assert!(!line.contains('\n'));
            assert_eq!(
                reread(&line),
                Ok(ReadLine { entry, extras: Extras::default(), prev: PREV.into(), problem: None })
            );
        }
        for entry in [first(Edit::Status(Status::Na)), first(Edit::Note("改行\nと \"引用\" ①".into()))] {
            let line = write(&entry, &Extras::default(), PREV).unwrap();
            assert_eq!(
                reread(&line),
                Ok(ReadLine { entry, extras: Extras::default(), prev: PREV.into(), problem: None })
            );
        }
    }

    #[test]
    fn every_kind_of_transaction_is_kept() {
        let seen = SEEN.parse().unwrap();
        for kind in [TransactionKind::Do, TransactionKind::Undo(seen), TransactionKind::Redo(seen)] {
            let entry = Entry { transaction: Transaction { id: seen, kind }, ..full() };
            assert_eq!(reread(&write(&entry, &Extras::default(), PREV).unwrap()).unwrap().entry, entry);
        }
    }

    #[test]
    fn refused_lines_say_why() {
        let field = JournalProblemKind::Broken(BrokenLine::Field);
        let json = JournalProblemKind::Broken(BrokenLine::Json);
        let undoes = format!("\"undoes\":\"{SEEN}\"");
        let cases = [
            (String::new(), &json),
            ("{".into(), &json),
            ("\0\0\0\0".into(), &json),
            ("[1]".into(), &json),
            (" {}".into(), &json),
            ("{}".into(), &field),
            (line("\"v\":2,", ""), &field),
            (line("\"v\":2", "\"v\":0"), &field),
            (line("\"v\":2", "\"v\":1"), &field),
            (line("\"v\":2", "\"v\":\"2\""), &field),
            (line("\"v\":2", "\"v\":99"), &JournalProblemKind::Newer),
            (line("\"v\":2", "\"v\":99,\"color\":\"x\""), &JournalProblemKind::Newer),
            (line("\"v\":2", "\"v\":2,\"color\":\"x\""), &field),
            (line("\"v\":2", "\"v\":2,\"v\":2"), &field),
            (line(ID, "12"), &field),
            (line(ID, "019ab000-0000-4000-8000-000000000001"), &field),
            (line("2026-11-22T10:00:00.000Z", "yesterday"), &field),
            (line("\"done\"", "\"finished\""), &field),
            (line("\"status\"", "\"color\""), &field),
            (line("{\"status\":\"done\"}", "{\"facility\":\"x\"}"), &field),
            (line("{\"clause\":\"mhlw6.sysun.14.5\"}", "\"worklist\""), &field),
            (line("mhlw6.sysun.14.5", "mhlw6.sysun.14.5\\u202e"), &field),
            (line("mhlw6.sysun.14.5", ""), &field),
            (line("\"over\":[", "\"over\":[1,"), &field),
            (line(&undoes, &format!("{undoes},\"redoes\":\"{SEEN}\"")), &field),
            (line("}", "}}"), &json),
        ];
        for (text, kind) in cases {
            assert_eq!(reread(&text).as_ref(), Err(kind), "{text}");
        }
    }

    #[test]
    fn the_first_version_knew_status_and_note_only() {
        let owner = write(&first(Edit::Owner("x".into())), &Extras::default(), PREV).unwrap();
        assert!(owner.starts_with("{\"v\":1,"));
        assert_eq!(reread(&owner), Err(JournalProblemKind::Broken(BrokenLine::Field)));
        let later = write(&first(Edit::Note("x".into())), &Extras::default(), PREV).unwrap().replacen(
            "\"prev\"",
            "\"via\":\"x\",\"prev\"",
            1,
        );
        assert_eq!(reread(&later), Err(JournalProblemKind::Broken(BrokenLine::Field)));
    }

    /// Programs of a version read all of its lines: a field that is added later takes a newer version.
    #[test]
    fn what_a_version_knows_never_changes() {
        let known = |version: u64| -> Vec<&'static str> {
            let edits = Edit::one_of_each().into_iter().filter(|edit| edit.since() <= version);
            edits.map(|edit| edit.field().code()).collect()
        };
        assert_eq!(known(FIRST), ["status", "note"]);
        let second = [
            ["status", "verdict", "note", "owner", "due", "reason"],
            ["link", "facility", "pattern", "archived", "product", "party"],
            ["title", "location", "sha256", "effective", "expires", "withdrawn"],
        ];
        assert_eq!(known(SECOND), second.concat());
        let third: Vec<_> = known(THIRD).into_iter().filter(|code| !known(SECOND).contains(code)).collect();
        assert_eq!(third, ["origin", "join", "take"]);
        let fourth: Vec<_> = known(4).into_iter().filter(|code| !known(THIRD).contains(code)).collect();
        assert_eq!(fourth, ["licence", "unused"]);
        let fifth: Vec<_> = known(5).into_iter().filter(|code| !known(4).contains(code)).collect();
        assert_eq!(fifth, ["previous", "waiting", "preset", "count", "begun"]);
        let sixth: Vec<_> = known(6).into_iter().filter(|code| !known(5).contains(code)).collect();
        let expected = [
            &["grade", "cause", "action", "action_owner", "action_due", "action_state"][..],
            &["accept_until", "accepted_by", "accept_why", "review", "reviewer", "reviewed", "review_word"],
            &["period", "inspectors", "approver", "remarks", "audit"],
        ];
        assert_eq!(sixth, expected.concat());
        let seventh: Vec<_> = known(7).into_iter().filter(|code| !known(6).contains(code)).collect();
        assert_eq!(seventh, ["item_number", "item_title", "item_text", "item_withdrawn", "item_party"]);
    }

    #[test]
    fn a_line_is_of_the_version_that_knows_its_field_and_of_no_older_one() {
        for change in one_change_of_each() {
            let version = change.edit.since().max(SECOND);
            let line = write(&Entry { change, ..full() }, &Extras::default(), PREV).unwrap();
            let tag = format!("{{\"v\":{version},");
            assert!(line.starts_with(&tag) && reread(&line).is_ok(), "{line}");
            let older = line.replacen(&tag, &format!("{{\"v\":{},", version - 1), 1);
            assert_eq!(reread(&older), Err(JournalProblemKind::Broken(BrokenLine::Field)), "{older}");
        }
        let newer = line("\"v\":2", &format!("\"v\":{}", NEWEST_VERSION + 1));
        assert_eq!(reread(&newer), Err(JournalProblemKind::Newer));
    }

    #[test]
    fn headings_and_sizes_are_of_the_third_version() {
        let heading = Heading { list: SEEN.parse().unwrap(), is_implicit: true, writer: "0123456789abcdef".into() };
        let own = entry(Edit::Status(Status::Done));
        for extras in [
            Extras { heading: Some(heading.clone()), lines: None },
            Extras { heading: Some(Heading { is_implicit: false, writer: String::new(), ..heading }), lines: Some(2) },
            Extras { heading: None, lines: Some(2) },
        ] {
            let line = write(&own, &extras, PREV).unwrap();
            assert!(line.starts_with("{\"v\":3,"), "{line}");
            let read = reread(&line).unwrap();
            assert_eq!((&read.entry, &read.extras), (&own, &extras));
            let older = line.replacen("\"v\":3", "\"v\":2", 1);
            assert_eq!(reread(&older), Err(JournalProblemKind::Broken(BrokenLine::Field)), "{older}");
            if extras.lines.is_some() {
                let second = line.replacen(&format!("\"id\":\"{ID}\",\"at"), &format!("\"id\":\"{EVIDENCE}\",\"at"), 1);
                assert_eq!(reread(&second), Err(JournalProblemKind::Broken(BrokenLine::Field)), "{second}");
            }
        }
    }

    #[test]
    fn hostile_text_in_a_line_is_cleaned() {
        let line = line(r#"{"status":"done"}"#, r#"{"note":"前\u001b[31m後\u202e"}"#)
            .replace("sato", r"sa\u001b]0;x\u0007to")
            .replace("画面", r"画\u001b[2J面");
        let entry = reread(&line).unwrap().entry;
        assert_eq!(entry.change.edit, Edit::Note("前後".into()));
        assert_eq!((entry.who.user.as_str(), entry.via.as_str()), ("sato", "画面"));
    }

    #[test]
    fn a_text_that_is_too_long_is_cut_and_reported() {
        let long = write(&entry(Edit::Note("字".repeat(NOTE_LIMIT + 1))), &Extras::default(), PREV).unwrap();
        let read = reread(&long).unwrap();
        assert_eq!(read.entry.change.edit, Edit::Note("字".repeat(NOTE_LIMIT)));
        assert_eq!(read.problem, Some(JournalProblemKind::TextCut("メモ")));
    }

    #[test]
    fn times_of_other_zones_and_ids_in_capitals_mean_the_same() {
        let text = line("2026-11-22T10:00:00.000Z", "2026-11-22T19:00:00+09:00").replace(ID, &ID.to_uppercase());
        assert_eq!(reread(&text).unwrap().entry, full());
    }

    #[test]
    fn the_same_person_is_kept_once() {
        let text = write(&full(), &Extras::default(), PREV).unwrap();
        let sato = full().who;
        assert!(Arc::ptr_eq(&read(text.as_bytes(), Some(&sato)).unwrap().entry.who, &sato));
        let ito = Arc::new(Identity { user: "ito".into(), host: "pc1".into() });
        assert_eq!(read(text.as_bytes(), Some(&ito)).unwrap().entry.who, sato);
    }
}
