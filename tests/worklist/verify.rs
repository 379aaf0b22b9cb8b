//! `verify` names the first line of a journal that is not as it was written.

use std::fs;

use tenken::model::Status;
use tenken::worklist::Verified;

use super::{CLAUSE, WorklistExt, files, only_journal, open, set, verify};

/// What somebody does to the text of a journal.
type Forgery = Box<dyn Fn(&str) -> String>;

/// The line that is named, and a part of the sentence.
type Expected = (usize, &'static str);

/// Looks at a folder after the journal of four marks in it was changed.
fn look(change: impl Fn(&str) -> String) -> Verified {
    let folder = tempfile::tempdir().unwrap();
    let mut worklist = open(folder.path(), "sato");
    for status in [Status::Doing, Status::Done, Status::Na, Status::Todo] {
        worklist.apply(vec![set(CLAUSE, status)]).unwrap();
    }
    drop(worklist);
    let text = change(&only_journal(folder.path()));
    fs::write(folder.path().join(&files(folder.path())[0]), text).unwrap();
    let mut verified = verify(folder.path());
    assert_eq!(verified.len(), 1);
    verified.remove(0)
}

#[test]
fn the_first_line_that_is_not_as_it_was_is_named() {
    let without = |line: usize| {
        move |text: &str| text.split_inclusive('\n').enumerate().filter(|(n, _)| *n != line).map(|(_, l)| l).collect()
    };
    let cases: [(Forgery, usize, Option<Expected>); 6] = [
        (Box::new(str::to_owned), 4, None),
        (Box::new(|text| text.replacen("doing", "recheck", 1)), 4, Some((2, "前の行とつながっていません"))),
        (Box::new(without(1)), 3, Some((2, "前の行とつながっていません"))),
        (Box::new(|text| text.replacen("\"v\":3", "\"v\":\"two\"", 1)), 3, Some((1, "項目が正しくない"))),
        (Box::new(|text| text[..text.len() - 9].to_owned()), 3, Some((4, "書きかけで終わっている"))),
        (Box::new(|text| text.replace('\n', "\r\n")), 4, None),
    ];
    for (change, entries, expected) in cases {
        let verified = look(change);
        assert_eq!(verified.entries, entries);
        match (&verified.first_problem, expected) {
            (Some((line, sentence)), Some((expected, part))) => {
                assert_eq!(*line, expected, "{sentence}");
                assert!(sentence.starts_with(&format!("{}:{line} ", verified.file)) && sentence.contains(part));
            }
            (found, expected) => assert_eq!(found.is_some(), expected.is_some(), "{found:?}"),
        }
    }
}

#[test]
fn two_entries_with_one_id_are_a_problem_of_the_file_that_is_not_counted() {
    let folder = tempfile::tempdir().unwrap();
    open(folder.path(), "sato").apply(vec![set(CLAUSE, Status::Doing)]).unwrap();
    let forged = only_journal(folder.path()).replace("doing", "done");
    fs::write(folder.path().join("a.jsonl"), forged).unwrap();
    let problems: Vec<_> = verify(folder.path()).into_iter().filter_map(|v| v.first_problem).collect();
    assert_eq!(problems.len(), 1);
    assert!(problems[0].1.contains("番号が同じで中身が違う"), "{}", problems[0].1);
}

#[test]
fn nothing_is_wrong_with_a_folder_that_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    assert!(verify(&folder.path().join("none")).is_empty());
}
