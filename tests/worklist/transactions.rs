//! Undo, redo and history over several sessions and people.

use tenken::model::Status;
use tenken::worklist::{Change, Edit, Entry, Operation, TransactionKind};

use super::{CLAUSE, WorklistExt, files, note, only_journal, open, set};

#[test]
fn undo_reaches_into_the_session_before_and_redo_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = open(folder.path(), "sato");
    first.perform(Operation::Record(vec![set(CLAUSE, Status::Doing)]), "mark").unwrap();
    first.perform(Operation::Record(vec![set(CLAUSE, Status::Done), note(CLAUSE, "済")]), "画面").unwrap();
    drop(first);
    let before = only_journal(folder.path());
    let mut second = open(folder.path(), "sato");
    let undone = second.undo().unwrap();
    assert_eq!((undone.transaction.len(), undone.transaction[0].via.as_str(), undone.entries.len()), (2, "画面", 2));
    assert_eq!((second.state().status(CLAUSE), second.state().answers(CLAUSE).note), (Status::Doing, String::new()));
    drop(second);
    let mut third = open(folder.path(), "sato");
    let redone = third.redo().unwrap();
    assert_eq!(redone.transaction, undone.transaction);
    assert_eq!(third.state().answers(CLAUSE).note, "済");
    assert!(third.redo().unwrap().entries.is_empty());
    third.undo().unwrap();
    third.undo().unwrap();
    let last = third.undo().unwrap();
    assert_eq!((last.transaction, last.entries, last.skipped), (vec![], vec![], vec![]));
    assert_eq!(third.state().status(CLAUSE), Status::Todo);
    assert!(only_journal(folder.path()).starts_with(&before), "history is never rewritten");
    assert!(open(folder.path(), "reader").warnings().is_empty());
}

#[test]
fn who_takes_another_name_goes_on_in_a_journal_of_that_name_and_undoes_what_bears_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = open(folder.path(), "login");
    writer.apply(vec![set(CLAUSE, Status::Doing)]).unwrap();
    writer.rename_writer("sato".into());
    writer.apply(vec![set(CLAUSE, Status::Done)]).unwrap();
    writer.rename_writer("sato".into());
    writer.apply(vec![note(CLAUSE, "済")]).unwrap();
    assert_eq!(files(folder.path()).len(), 2, "the same name goes on in the same journal");
    let names: Vec<String> = writer.history(CLAUSE).iter().map(|entry| entry.who.user.clone()).collect();
    assert_eq!(names, ["login", "sato", "sato"]);
    writer.undo().unwrap();
    writer.undo().unwrap();
    assert!(writer.undo().unwrap().entries.is_empty(), "the other name has its own acts");
    assert_eq!((writer.state().status(CLAUSE), writer.state().answers(CLAUSE).note), (Status::Doing, String::new()));
    let reader = open(folder.path(), "reader");
    assert!(reader.warnings().is_empty() && *reader.state() == *writer.state());
}

#[test]
fn what_others_have_changed_meanwhile_is_seen_before_undoing() {
    let folder = tempfile::tempdir().unwrap();
    let mut sato = open(folder.path(), "sato");
    let mut ito = open(folder.path(), "ito");
    sato.apply(vec![set(CLAUSE, Status::Done)]).unwrap();
    ito.refresh().unwrap();
    ito.apply(vec![set(CLAUSE, Status::Na)]).unwrap();
    let undone = sato.undo().unwrap();
    assert!(undone.entries.is_empty());
    assert_eq!(undone.skipped[0].why, "状態は ito さんも変えているため、そのままにしました。");
    assert_eq!(sato.state().status(CLAUSE), Status::Na);
    assert_eq!(files(folder.path()).len(), 2);
}

#[test]
fn two_people_who_had_not_seen_each_other_are_both_kept() {
    let folder = tempfile::tempdir().unwrap();
    let mut sato = open(folder.path(), "sato");
    let mut ito = open(folder.path(), "ito");
    // Both have their journals already, so neither looks again before writing.
    sato.apply(vec![note("x", "1")]).unwrap();
    ito.apply(vec![note("y", "1")]).unwrap();
    sato.apply(vec![set(CLAUSE, Status::Done)]).unwrap();
    ito.apply(vec![set(CLAUSE, Status::Na)]).unwrap();
    for worklist in [&mut sato, &mut ito] {
        worklist.refresh().unwrap();
        let conflict = worklist.state().mark(CLAUSE).unwrap().conflicts[0].clone();
        let mut values: Vec<_> = conflict.values.iter().map(|v| (v.text.clone(), v.who.clone())).collect();
        values.sort();
        assert_eq!(values, [("完了".to_owned(), "sato".to_owned()), ("対象外".to_owned(), "ito".to_owned())]);
    }
    let kept = sato.state().mark(CLAUSE).unwrap().conflicts[0].values[0].edit.clone();
    sato.apply(vec![Change::clause(CLAUSE, kept.clone())]).unwrap();
    ito.refresh().unwrap();
    assert_eq!(ito.state(), sato.state());
    assert!(ito.state().mark(CLAUSE).unwrap().conflicts.is_empty());
    assert_eq!(Edit::Status(ito.state().status(CLAUSE)), kept);
}

#[test]
fn the_history_of_a_clause_says_who_when_what_and_from_where() {
    let folder = tempfile::tempdir().unwrap();
    let mut sato = open(folder.path(), "sato");
    let changes = vec![set(CLAUSE, Status::Doing), set("other", Status::Done)];
    sato.perform(Operation::Record(changes), "mark").unwrap();
    let mut ito = open(folder.path(), "ito");
    ito.perform(Operation::Record(vec![note(CLAUSE, "確認")]), "import 回答\u{1b}[2J.xlsx\n").unwrap();
    ito.undo().unwrap();
    sato.refresh().unwrap();
    let line = |entry: &Entry| {
        let is_undo = matches!(entry.transaction.kind, TransactionKind::Undo(_));
        (entry.who.user.clone(), entry.change.edit.sentence(sato.state()), entry.via.clone(), is_undo)
    };
    let history: Vec<_> = sato.history(CLAUSE).iter().map(|entry| line(entry)).collect();
    let expected = [
        ("sato", "状態を 対応中 に", "mark", false),
        ("ito", "メモを「確認」に", "import 回答.xlsx", false),
        ("ito", "メモを消した", "取り消し", true),
    ];
    let expected = expected.map(|(who, what, via, undo)| (who.to_owned(), what.to_owned(), via.to_owned(), undo));
    assert_eq!(history, expected);
    assert!(sato.history(CLAUSE).is_sorted_by_key(|entry| entry.id));
}
