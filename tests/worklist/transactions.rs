//! Undo, redo and history over several sessions and people, and what the first record of a worklist says besides.
//! It says what is counted, so that a later catalog does not change the count.

use std::path::Path;

use tenken::model::Status;
use tenken::worklist::{
    Beginning, CarryOver, Change, CountedBy, Edit, Entry, Operation, TransactionKind, Worklist, Worklists,
};

use super::{CLAUSE, OTHER, WorklistExt, files, merge, note, only_journal, open, person, set};

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

const COUNTED: [&str; 2] = ["meti11", "mhlw6"];

/// Opens a worklist with a catalog that counts two guidelines.
fn begun(folder: &Path, user: &str) -> Worklist {
    let mut worklist = open(folder, user);
    worklist.begin_with(COUNTED.map(str::to_owned).into());
    worklist
}

/// What somebody chose; else what was recorded by the way.
fn counted(worklist: &Worklist) -> Vec<&str> {
    let chosen = &worklist.state().profile().counted;
    match worklist.state().beginning() {
        Some(Beginning::Begun(ids)) if chosen.is_empty() => ids.iter().map(String::as_str).collect(),
        _ => chosen.iter().map(String::as_str).collect(),
    }
}

fn count(id: &str) -> Change {
    Change::profile(Edit::Count([id.to_owned()].into()))
}

#[test]
fn the_first_mark_says_what_is_counted_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let mut worklist = begun(folder.path(), "sato");
    assert_eq!(CountedBy::of(worklist.state()), CountedBy::Default);
    worklist.apply(vec![set(CLAUSE, Status::Todo)]).unwrap();
    assert!(worklist.state().marks().len() == 0 && counted(&worklist).is_empty(), "nothing was recorded");
    worklist.apply(vec![set(CLAUSE, Status::Done)]).unwrap();
    assert_eq!((counted(&worklist), CountedBy::of(worklist.state())), (COUNTED.to_vec(), CountedBy::Default));
    let text = only_journal(folder.path());
    assert_eq!(text.lines().count(), 2);
    assert!(text.contains("\"lines\":2") && text.contains("\"implicit\":true"), "{text}");
    worklist.begin_with(["mhlw7".to_owned()].into());
    worklist.apply(vec![set(OTHER, Status::Done)]).unwrap();
    assert_eq!(counted(&worklist), COUNTED);
    // A colleague in the same folder says nothing of it.
    begun(folder.path(), "ito").apply(vec![set(OTHER, Status::Na)]).unwrap();
    assert_eq!(open(folder.path(), "reader").state().profile().conflicts, []);
}

/// Nobody meant what the first mark says by the way, so nobody takes it back: the count stays.
#[test]
fn an_undo_of_the_first_mark_leaves_what_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    let mut worklist = begun(folder.path(), "sato");
    worklist.apply(vec![set(CLAUSE, Status::Done)]).unwrap();
    let undone = worklist.undo().unwrap();
    assert_eq!((undone.entries.len(), undone.skipped.len()), (1, 0), "of the mark only is told");
    assert_eq!((counted(&worklist), worklist.state().status(CLAUSE)), (COUNTED.to_vec(), Status::Todo));
    let redone = worklist.redo().unwrap();
    assert_eq!((redone.entries.len(), counted(&worklist)), (1, COUNTED.to_vec()));
    worklist.undo().unwrap();
    worklist.begin_with(["mhlw7".to_owned()].into());
    worklist.apply(vec![set(OTHER, Status::Done)]).unwrap();
    assert_eq!((counted(&worklist), CountedBy::of(worklist.state())), (COUNTED.to_vec(), CountedBy::Default));
    assert_eq!(open(folder.path(), "reader").state(), worklist.state());
}

/// What somebody else has changed stays, and what is counted with it.
#[test]
fn an_undo_that_undoes_nothing_else_leaves_what_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    let mut sato = begun(folder.path(), "sato");
    sato.apply(vec![set(CLAUSE, Status::Done)]).unwrap();
    begun(folder.path(), "ito").apply(vec![set(CLAUSE, Status::Na)]).unwrap();
    let undone = sato.undo().unwrap();
    assert_eq!((undone.entries.len(), undone.skipped.len()), (0, 1));
    assert_eq!((counted(&sato), sato.state().status(CLAUSE)), (COUNTED.to_vec(), Status::Na));
}

#[test]
fn a_worklist_from_before_is_not_narrowed_by_the_way() {
    let folder = tempfile::tempdir().unwrap();
    open(folder.path(), "sato").apply(vec![set(CLAUSE, Status::Done)]).unwrap();
    let mut worklist = begun(folder.path(), "sato");
    assert_eq!(CountedBy::of(worklist.state()), CountedBy::Before);
    worklist.apply(vec![set(OTHER, Status::Done)]).unwrap();
    assert!(counted(&worklist).is_empty());
    worklist.apply(vec![count("mhlw6")]).unwrap();
    assert_eq!((counted(&worklist), CountedBy::of(worklist.state())), (vec!["mhlw6"], CountedBy::Choice));
    let undone = worklist.undo().unwrap();
    assert_eq!((undone.entries.len(), counted(&worklist).len()), (1, 0), "a choice is told like everything else");
    assert_eq!(CountedBy::of(worklist.state()), CountedBy::Before, "and then it counts again what it counted");
    worklist.redo().unwrap();
    assert_eq!((counted(&worklist), CountedBy::of(worklist.state())), (vec!["mhlw6"], CountedBy::Choice));
}

#[test]
fn what_is_chosen_at_the_beginning_is_all() {
    let folder = tempfile::tempdir().unwrap();
    let mut worklist = begun(folder.path(), "sato");
    worklist.apply(vec![count("mhlw7"), Change::profile(Edit::Facility("東病院".into()))]).unwrap();
    assert_eq!(counted(&worklist), ["mhlw7"]);
    let folder = tempfile::tempdir().unwrap();
    let mut worklist = begun(folder.path(), "sato");
    worklist.apply(vec![Change::profile(Edit::Facility("東病院".into()))]).unwrap();
    assert_eq!(counted(&worklist), COUNTED, "whatever is recorded first");
}

/// Both began by a first mark; that of the other one is merged, and what both count is no disagreement.
#[test]
fn two_default_worklists_are_merged_as_before() {
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    begun(folders[0].path(), "sato").apply(vec![set(CLAUSE, Status::Done)]).unwrap();
    begun(folders[1].path(), "ito").apply(vec![set(OTHER, Status::Done)]).unwrap();
    let merged = merge(folders[1].path(), folders[0].path()).unwrap();
    assert_eq!(merged.taken.len(), 1, "{merged:?}");
    let worklist = open(folders[0].path(), "reader");
    assert!(worklist.warnings().is_empty() && worklist.state().profile().conflicts.is_empty());
    assert_eq!((worklist.state().marks().len(), counted(&worklist)), (2, COUNTED.to_vec()));
    // A merge into an empty folder says nothing of its own.
    let empty = tempfile::tempdir().unwrap();
    begun(empty.path(), "abe").merge(folders[1].path()).unwrap();
    assert_eq!(counted(&open(empty.path(), "reader")), COUNTED);
}

/// What a colleague's worklist counts by itself is nobody's choice: a merge does not bring it, whoever is older.
#[test]
fn a_merge_does_not_change_what_is_counted_by_itself() {
    let opened = |is_old: bool, folder: &Path, user: &str| match is_old {
        true => open(folder, user),
        false => begun(folder, user),
    };
    for is_old in [[true, false], [false, true], [false, false]] {
        let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
        opened(is_old[0], folders[0].path(), "sato").apply(vec![set(CLAUSE, Status::Done)]).unwrap();
        opened(is_old[1], folders[1].path(), "ito").apply(vec![set(OTHER, Status::Done)]).unwrap();
        let mut into = begun(folders[0].path(), "sato");
        let before = (CountedBy::of(into.state()), into.state().beginning().cloned());
        let preview = into.preview_merge(folders[1].path()).unwrap();
        assert_eq!(preview.after.marks().len(), 2);
        into.merge(folders[1].path()).unwrap();
        for after in [&preview.after, into.state(), open(folders[0].path(), "reader").state()] {
            assert_eq!((CountedBy::of(after), after.beginning().cloned()), before, "{is_old:?}");
            assert!(after.profile().conflicts.is_empty(), "{is_old:?}");
        }
        into.apply(vec![set("clause.3", Status::Done)]).unwrap();
        assert_eq!((CountedBy::of(into.state()), into.state().beginning().cloned()), before, "{is_old:?}");
    }
}

/// An old journal that names no worklist lies beside a newer one, and is older than its beginning.
#[test]
fn a_journal_laid_beside_does_not_change_what_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    begun(folder.path(), "sato").apply(vec![set(CLAUSE, Status::Done)]).unwrap();
    let before = open(folder.path(), "reader").state().beginning().cloned();
    std::fs::write(folder.path().join("pc9-ito-00000000.jsonl"), include_str!("old-lines.jsonl")).unwrap();
    let after = open(folder.path(), "reader");
    assert!(after.state().marks().len() > 1);
    assert_eq!((after.state().beginning().cloned(), CountedBy::of(after.state())), (before, CountedBy::Default));
}

/// Two who chose apart: one choice holds, not a mixture, and both stand there to be decided.
#[test]
fn two_choices_are_not_mixed() {
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    for (folder, user, ids) in [(&folders[0], "sato", ["meti11", "mhlwcl"]), (&folders[1], "ito", ["mhlw6", "mhlwph"])]
    {
        let mut worklist = begun(folder.path(), user);
        worklist.apply(vec![set(user, Status::Done)]).unwrap();
        worklist.apply(vec![Change::profile(Edit::Count(ids.map(str::to_owned).into()))]).unwrap();
    }
    let mut into = begun(folders[0].path(), "sato");
    into.merge(folders[1].path()).unwrap();
    assert_eq!(counted(&into), ["mhlw6", "mhlwph"], "the newest one");
    let [conflict] = into.state().profile().conflicts.as_slice() else { panic!("one conflict") };
    assert_eq!(conflict.values.len(), 2);
    into.undo().unwrap();
    assert_eq!((counted(&into), into.state().profile().conflicts.len()), (vec!["meti11", "mhlwcl"], 0));
}

#[test]
fn a_copy_counts_what_its_original_counts() {
    let root = tempfile::tempdir().unwrap();
    let worklists = Worklists::new(root.path());
    let mut old = worklists.open("default", person("sato")).unwrap();
    old.apply(vec![set(CLAUSE, Status::Done)]).unwrap();
    let copy = worklists.copy("default", "前から", CarryOver::Recheck, person("sato")).unwrap();
    assert_eq!(CountedBy::of(copy.state()), CountedBy::Before);
    old.apply(vec![count("mhlw6"), Change::profile(Edit::Preset(Some("hospital".into())))]).unwrap();
    let copy = worklists.copy("default", "選んだ", CarryOver::Recheck, person("sato")).unwrap();
    assert_eq!((counted(&copy), copy.state().profile().preset.as_deref()), (vec!["mhlw6"], Some("hospital")));
}
