//! Journals that lie on people's disks: `old-lines.jsonl` has lines of the first version, `second-lines.jsonl` of the
//! second, `third-lines.jsonl` of the third, with `third-merged.jsonl`, which was merged, `fourth-lines.jsonl` of the
//! fourth, `fifth-lines.jsonl` of the fifth, `sixth-lines.jsonl` of the sixth and `seventh-lines.jsonl` of the seventh. They only ever grow, and always replay to the same state.

use std::fs;

use tenken::model::{ActionState, Grade, Party, Review, Status, Verdict};
use tenken::worklist::{Beginning, Change, Edit};

use super::{CLAUSE, WorklistExt, open, verify};

const OLD_LINES: &str = include_str!("old-lines.jsonl");
const SECOND_LINES: &str = include_str!("second-lines.jsonl");
const THIRD_LINES: &str = include_str!("third-lines.jsonl");
const FOURTH_LINES: &str = include_str!("fourth-lines.jsonl");
const FIFTH_LINES: &str = include_str!("fifth-lines.jsonl");
const SIXTH_LINES: &str = include_str!("sixth-lines.jsonl");
const SEVENTH_LINES: &str = include_str!("seventh-lines.jsonl");
const THIRD_MERGED: &str = include_str!("third-merged.jsonl");

#[test]
fn old_lines_replay_as_they_always_did() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("pc1-sato-00000000.jsonl"), OLD_LINES).unwrap();
    let worklist = open(folder.path(), "sato");
    assert!(worklist.warnings().is_empty(), "{:?}", worklist.warnings());
    let expected = [
        (CLAUSE, Status::Done, "条件付きアクセスを設定\n確認者 \"佐藤\" ①", "2026-11-22T10:00:04.096Z"),
        ("mhlw6.kikaku.1.1", Status::Todo, "", "2026-11-22T10:00:08.192Z"),
        ("hospital.own.1", Status::Recheck, "", "2026-11-22T10:00:12.288Z"),
    ];
    for (clause, status, note, changed_at) in expected {
        let mark = worklist.state().mark(clause).unwrap();
        assert_eq!((mark.answers.status, mark.answers.note.as_str()), (status, note), "{clause}");
        assert_eq!((mark.changed_at, mark.changed_by.as_str()), (changed_at.parse().unwrap(), "sato"), "{clause}");
    }
}

/// It names neither its worklist nor its machine, so it may be a copy. What is recorded now names the worklist by the
/// earliest entry, in every copy alike.
#[test]
fn an_old_journal_is_followed_by_one_that_names_its_worklist() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pc1-sato-00000000.jsonl");
    fs::write(&path, OLD_LINES).unwrap();
    open(folder.path(), "sato").apply(vec![super::set(CLAUSE, Status::Na)]).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), OLD_LINES);
    let earliest = OLD_LINES.split('"').nth(5).unwrap();
    let names = super::files(folder.path());
    let new = names.iter().find(|name| *name != "pc1-sato-00000000.jsonl").unwrap();
    let text = fs::read_to_string(folder.path().join(new)).unwrap();
    assert!(text.contains(&format!(r#""journal":{{"list":"{earliest}","implicit":true,"#)), "{text}");
    let again = open(folder.path(), "sato");
    assert!(again.warnings().is_empty());
    assert_eq!((again.id().unwrap().to_string().as_str(), again.state().status(CLAUSE)), (earliest, Status::Na));
}

#[test]
fn the_documented_line_is_one_that_was_written() {
    let page = include_str!("../../docs/journal.md");
    let shown: Vec<&str> = page.lines().filter(|line| line.starts_with("{\"v\":")).collect();
    let written = [SECOND_LINES, THIRD_LINES, FOURTH_LINES, FIFTH_LINES, SIXTH_LINES, SEVENTH_LINES];
    let is_written = |line: &&str| written.iter().any(|all| all.lines().any(|one| one == *line));
    assert!(shown.len() >= 2 && shown.iter().all(is_written));
}

#[test]
fn lines_of_the_second_version_replay_as_they_always_did() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("pc1-sato-00000000.jsonl"), SECOND_LINES).unwrap();
    assert_eq!(verify(folder.path())[0].first_problem, None);
    let worklist = open(folder.path(), "sato");
    let state = worklist.state();
    let profile = state.profile();
    assert_eq!((profile.facility.as_str(), profile.pattern.as_deref()), ("東病院", Some("II")));
    assert_eq!(
        (&profile.products, &profile.parties),
        (&["ms.sentinel".to_owned()].into(), &[Party::Institution].into())
    );
    let answers = state.answers(CLAUSE);
    assert_eq!((answers.status, answers.verdict), (Status::Done, Verdict::Partial));
    assert_eq!((answers.note.as_str(), answers.owner.as_str()), ("一行目\n二行目", "情報システム室"));
    assert_eq!((answers.due, answers.reason.as_str()), (Some("2027-03-31".parse().unwrap()), ""));
    assert!(state.mark(CLAUSE).unwrap().conflicts.is_empty());
    let evidence = state.evidence().next().unwrap();
    assert_eq!((evidence.location.as_str(), evidence.title.as_str()), ("証跡/a.pdf", "設定の控え"));
    assert!(!evidence.is_withdrawn && evidence.clauses.contains(CLAUSE) && state.evidenced().contains(CLAUSE));
    let conflicts = &state.mark("mhlw6.kikaku.1.1").unwrap().conflicts;
    let values: Vec<&str> = conflicts[0].values.iter().map(|held| held.text.as_str()).collect();
    assert_eq!(values, ["対象外", "完了"]);
}

/// A copy of last year's worklist, into which a colleague's journal was merged, set aside, and merged again.
#[test]
fn lines_of_the_third_version_replay_as_they_always_did() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("pc1-sato-00000000.jsonl");
    let merged = folder.path().join("merged-f5ab1b432b958d44.jsonl");
    let lines: Vec<&str> = THIRD_LINES.split_inclusive('\n').collect();
    // Before the merge, in the middle of it, merged, taken back, and done again.
    for (count, is_merged) in [(6, true), (7, true), (8, true), (10, false), (12, true)] {
        fs::write(&own, lines[..count].concat()).unwrap();
        fs::write(&merged, THIRD_MERGED).unwrap();
        let worklist = open(folder.path(), "reader");
        assert_eq!(worklist.id().unwrap().to_string(), "01a22580-c89c-768d-aa96-f453f8267119");
        let state = worklist.state();
        assert_eq!(state.profile().facility, "東病院");
        assert_eq!(state.answers(CLAUSE).note, "確認済み");
        let expected = if is_merged { Status::Doing } else { Status::Todo };
        assert_eq!(state.status("mhlw6.kikaku.1.1"), expected, "{count}");
        let is_whole = worklist.verify().iter().all(|one| one.first_problem.is_none());
        assert_eq!((is_whole, worklist.is_incomplete()), (count != 7, count == 7), "{count}");
    }
}

/// Two licences, of which one was taken away, an undo of that, and what is not used of them.
#[test]
fn lines_of_the_fourth_version_replay_as_they_always_did() {
    let folder = tempfile::tempdir().unwrap();
    let lines: Vec<&str> = FOURTH_LINES.split_inclusive('\n').collect();
    let cases: [(usize, &[&str], &[&str]); 4] = [
        (4, &["licence.m365-e3"], &["ms.entra.mfa"]),
        (6, &["licence.entra-p2"], &["ms.entra.mfa"]),
        (8, &["licence.m365-e3"], &["ms.entra.mfa"]),
        (10, &["licence.m365-e3"], &["ms.entra.cba"]),
    ];
    assert_eq!(lines.len(), 10);
    for (count, licences, unused) in cases {
        fs::write(folder.path().join("pc1-sato-00000000.jsonl"), lines[..count].concat()).unwrap();
        assert_eq!(verify(folder.path())[0].first_problem, None, "{count}");
        let worklist = open(folder.path(), "reader");
        let profile = worklist.state().profile();
        let set = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
        assert_eq!((&profile.licences, &profile.unused), (&set(licences), &set(unused)), "{count}");
        assert_eq!((profile.facility.as_str(), &profile.products), ("東病院", &set(&["ms.sentinel"])));
    }
}

/// What a worklist counts and what it began with, a mark carried over from another edition, a change of what is counted, an undo of that, and
/// the number that was waited for.
#[test]
fn lines_of_the_fifth_version_replay_as_they_always_did() {
    let folder = tempfile::tempdir().unwrap();
    let lines: Vec<&str> = FIFTH_LINES.split_inclusive('\n').collect();
    let cases: [(usize, &[&str], Option<bool>); 5] = [
        (4, &["mhlw6", "mhlwcl.r7.hosp"], None),
        (7, &["mhlw6", "mhlwcl.r7.hosp"], Some(true)),
        (8, &["mhlw6", "mhlwph"], Some(true)),
        (9, &["mhlw6", "mhlwcl.r7.hosp"], Some(true)),
        (10, &["mhlw6", "mhlwcl.r7.hosp"], Some(false)),
    ];
    assert_eq!(lines.len(), 10);
    let begun = Beginning::Begun(["meti11", "mhlw6"].map(str::to_owned).into());
    for (count, counted, is_waiting) in cases {
        fs::write(folder.path().join("pc1-sato-00000000.jsonl"), lines[..count].concat()).unwrap();
        assert_eq!(verify(folder.path())[0].first_problem, None, "{count}");
        let worklist = open(folder.path(), "reader");
        let profile = worklist.state().profile();
        assert_eq!((profile.facility.as_str(), profile.preset.as_deref()), ("東病院", Some("hospital")));
        assert_eq!(profile.counted, counted.iter().map(|id| (*id).to_owned()).collect(), "{count}");
        assert_eq!(worklist.state().beginning(), Some(&begun), "{count}");
        let mark = worklist.state().mark(CLAUSE);
        assert_eq!(mark.map(|mark| mark.is_waiting), is_waiting, "{count}");
        if let Some(mark) = mark {
            assert_eq!(mark.previous, "第5.2版 6.5: 完了、適合(2026-03-31 sato)");
            assert_eq!(mark.answers.status, Status::Recheck);
        }
    }
}

/// A finding with its plan, an exception, a review that was taken back, a grade that was changed, and what is said of the
/// audit as a whole.
#[test]
fn lines_of_the_sixth_version_replay_as_they_always_did() {
    let folder = tempfile::tempdir().unwrap();
    let lines: Vec<&str> = SIXTH_LINES.split_inclusive('\n').collect();
    let cases = [
        (13, Some(Grade::Major), false, None),
        (16, Some(Grade::Major), true, None),
        (20, Some(Grade::Major), true, Some(Review::Returned)),
        (24, Some(Grade::Major), true, None),
        (28, Some(Grade::Minor), true, None),
    ];
    assert_eq!(lines.len(), 28);
    for (count, grade, is_accepted, review) in cases {
        fs::write(folder.path().join("pc1-sato-00000000.jsonl"), lines[..count].concat()).unwrap();
        assert_eq!(verify(folder.path())[0].first_problem, None, "{count}");
        let worklist = open(folder.path(), "reader");
        let profile = worklist.state().profile();
        let about = (profile.period.as_str(), profile.inspectors.as_str(), profile.approver.as_str());
        assert_eq!(about, ("2026年度", "佐藤、伊藤", "院長"));
        assert_eq!(profile.remarks, if count < 26 { "" } else { "一つ目\n二つ目" });
        let answers = worklist.state().answers(CLAUSE);
        assert_eq!(
            (answers.grade, answers.exception().is_some(), answers.review),
            (grade, is_accepted, review),
            "{count}"
        );
        assert_eq!((answers.cause.as_str(), answers.action_owner.as_str()), ("設定漏れ", "情報課"));
        assert_eq!(answers.action_state, Some(ActionState::Doing));
        let is_for_audit = worklist.state().evidence().any(|evidence| evidence.is_for_audit);
        assert_eq!(is_for_audit, count == 28);
    }
}

/// Two own items, of which one was changed, withdrawn and brought back by an undo, and one was marked.
#[test]
fn lines_of_the_seventh_version_replay_as_they_always_did() {
    let folder = tempfile::tempdir().unwrap();
    let lines: Vec<&str> = SEVENTH_LINES.split_inclusive('\n').collect();
    let cases: [(usize, &[&str]); 5] = [
        (5, &["1 鍵の棚卸し 本数を数える"]),
        (6, &["1 鍵の棚卸し 鍵の本数を数える"]),
        (7, &[]),
        (8, &["1 鍵の棚卸し 鍵の本数を数える"]),
        (11, &["1 鍵の棚卸し 鍵の本数を数える", "2 台帳の確認 "]),
    ];
    assert_eq!(lines.len(), 11);
    for (count, expected) in cases {
        fs::write(folder.path().join("pc1-sato-00000000.jsonl"), lines[..count].concat()).unwrap();
        assert_eq!(verify(folder.path())[0].first_problem, None, "{count}");
        let worklist = open(folder.path(), "reader");
        let items = worklist.state().items();
        let shown: Vec<String> =
            items.iter().map(|item| format!("{} {} {}", item.number, item.title, item.text)).collect();
        assert_eq!(shown, expected, "{count}");
        assert!(items.first().is_none_or(|item| item.parties == [Party::Institution]));
        let status = items.last().filter(|_| count == 11).map(|item| worklist.state().status(&item.id));
        assert_eq!(status, (count == 11).then_some(Status::Done));
    }
}

/// Programs that do not know a field read every worklist that does not use it.
#[test]
fn a_worklist_is_of_no_newer_version_than_what_is_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut worklist = open(folder.path(), "sato");
    worklist.apply(vec![Change::profile(Edit::Facility("東病院".into()))]).unwrap();
    let versions = || {
        let text = fs::read_to_string(folder.path().join(&super::files(folder.path())[0])).unwrap();
        text.lines().map(|line| line[..7].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(versions(), ["{\"v\":3,"]);
    let product = Edit::Product { id: "ms.sentinel".into(), on: true };
    worklist.apply(vec![Change::profile(product)]).unwrap();
    let licence = Edit::Licence { id: "licence.m365-e3".into(), on: true };
    worklist.apply(vec![Change::profile(licence)]).unwrap();
    let count = Edit::Count(["mhlw6".to_owned()].into());
    worklist.apply(vec![Change::profile(count)]).unwrap();
    let grade = Edit::Grade(Some(Grade::Major));
    worklist.apply(vec![Change::clause(CLAUSE, grade)]).unwrap();
    let title = Edit::ItemTitle("鍵".into());
    worklist.apply(vec![Change::clause(CLAUSE, title)]).unwrap();
    let expected = [3, 2, 4, 5, 6, 7].map(|version| format!("{{\"v\":{version},"));
    assert_eq!(versions(), expected);
}

#[test]
fn a_journal_of_the_first_version_and_one_of_the_second_are_added_up() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("pc1-sato-00000000.jsonl"), OLD_LINES).unwrap();
    let mut worklist = open(folder.path(), "sato");
    worklist.apply(vec![super::set(CLAUSE, Status::Na)]).unwrap();
    assert!(worklist.state().mark(CLAUSE).unwrap().conflicts.is_empty());
    worklist.undo().unwrap();
    assert_eq!(worklist.state().status(CLAUSE), Status::Done);
    worklist.undo().unwrap();
    assert_eq!(open(folder.path(), "sato").state(), worklist.state());
}

/// Written before invisible characters were removed from texts: paths, ids and people still say what they said.
#[test]
fn names_in_old_lines_are_read_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pc1-sa_to-00000000.jsonl");
    let clause = "own.\u{200b}1";
    let line = |number: u8, subject: &str, edit: &str, prev: &str| {
        format!(
            "{{\"v\":2,\"id\":\"019ab000-1000-7000-8000-{number:012}\",\"at\":\"2026-11-22T10:00:02.000Z\",\"who\":{{\"user\":\
             \"sa\u{ad}to\",\"host\":\"pc1\"}},\"subject\":{subject},\"edit\":{edit},\"prev\":\"{prev}\"}}"
        )
    };
    let evidence = "019ab000-0000-7000-8000-0000000000ee";
    let zeros = "0".repeat(64);
    let first = line(1, &format!("{{\"evidence\":\"{evidence}\"}}"), "{\"location\":\"/a\u{ad}b.txt\"}", &zeros);
    fs::write(&path, format!("{first}\n")).unwrap();
    let prev = tenken::worklist::evidence_file::digest(&{
        let only = folder.path().join("only");
        fs::write(&only, &first).unwrap();
        only
    });
    let second = line(2, &format!("{{\"clause\":\"{clause}\"}}"), "{\"status\":\"done\"}", &prev.unwrap());
    fs::write(&path, format!("{first}\n{second}\n")).unwrap();
    let mut worklist = open(folder.path(), "sa\u{ad}to");
    assert!(worklist.warnings().is_empty(), "{:?}", worklist.warnings());
    assert_eq!(worklist.state().evidence().next().unwrap().location, "/a\u{ad}b.txt");
    assert_eq!(worklist.state().mark(clause).unwrap().answers.status, Status::Done);
    worklist.apply(vec![super::set(CLAUSE, Status::Na)]).unwrap();
    assert_eq!(open(folder.path(), "sa\u{ad}to").history(CLAUSE).len(), 1);
}
