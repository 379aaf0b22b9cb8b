//! Several worklists: by name, archived, and begun from the one of last year.

use std::fs;
use std::path::Path;

use tenken::failure::Failure;
use tenken::model::{Party, Status, Verdict};
use tenken::worklist::{
    Attachment, CarryOver, Change, Edit, EntryId, Operation, Performed, Profile, Worklist, WorklistError, Worklists,
};

use super::{CLAUSE, WorklistExt, note, person, set};

fn worklists(root: &Path) -> Worklists {
    Worklists::new(root.join("worklists"))
}

fn profile() -> Profile {
    Profile {
        facility: "東病院".into(),
        pattern: Some("II".into()),
        products: ["ms.entra".to_owned()].into(),
        parties: [Party::Institution].into(),
        ..Profile::default()
    }
}

#[test]
fn worklists_are_created_listed_and_archived() {
    let root = tempfile::tempdir().unwrap();
    let worklists = worklists(root.path());
    assert!(worklists.list().unwrap().is_empty());
    assert!(!worklists.exists("2026年度"));
    let mut worklist = worklists.create("2026年度", &profile(), person("sato")).unwrap();
    worklist.apply(vec![set(CLAUSE, Status::Done)]).unwrap();
    drop(worklists.create("2025年度", &Profile::default(), person("sato")).unwrap());
    worklists.archive("2025年度", true, person("ito")).unwrap();
    let listed = worklists.list().unwrap();
    let names: Vec<_> = listed.iter().map(|l| (l.name.as_str(), l.marked, l.is_archived)).collect();
    assert_eq!(names, [("2025年度", 0, true), ("2026年度", 1, false)]);
    assert_eq!((listed[1].facility.as_str(), listed[0].changed_at), ("東病院", None));
    assert_eq!(listed[1].changed_at, worklist.state().mark(CLAUSE).map(|mark| mark.changed_at));
    let found = worklist.state().profile();
    assert_eq!(*found, profile());
    worklists.archive("2025年度", false, person("ito")).unwrap();
    assert!(!worklists.list().unwrap()[0].is_archived);
}

#[test]
fn a_name_that_is_taken_missing_or_impossible_is_refused() {
    let root = tempfile::tempdir().unwrap();
    let worklists = worklists(root.path());
    drop(worklists.create("a", &Profile::default(), person("sato")).unwrap());
    let message = |error: WorklistError| Failure::from(error).message;
    let create = |name| worklists.create(name, &Profile::default(), person("sato")).map(drop).unwrap_err();
    assert_eq!(message(create("a")), "点検票「a」はすでにあります。");
    assert_eq!(message(create("../b")), "点検票の名前「../b」は使えません。");
    let copy = |from, to| worklists.copy(from, to, CarryOver::AsIs, person("sato")).map(drop).unwrap_err();
    assert_eq!(message(copy("none", "c")), "点検票「none」はありません。");
    assert!(!worklists.exists("c"));
    assert!(matches!(copy("a", "a"), WorklistError::Exists(_)));
    assert!(matches!(worklists.archive("none", true, person("sato")), Err(WorklistError::Missing(_))));
}

#[test]
fn the_worklist_in_use_is_remembered_and_falls_back() {
    let root = tempfile::tempdir().unwrap();
    let worklists = worklists(root.path());
    assert_eq!(worklists.current(), "default");
    worklists.set_current("東病院 2026年度").unwrap();
    assert_eq!(worklists.current(), "東病院 2026年度");
    assert!(worklists.set_current("../x").is_err());
    assert_eq!(worklists.current(), "東病院 2026年度");
    for broken in ["", "../x\n", "a\nb", &"x".repeat(5000)] {
        fs::write(root.path().join("worklists/.current"), broken).unwrap();
        assert_eq!(worklists.current(), "default", "{broken:?}");
    }
    fs::write(root.path().join("worklists/.current"), [0xff]).unwrap();
    assert_eq!(worklists.current(), "default");
    assert!(worklists.list().unwrap().is_empty());
}

/// Creates a worklist with marks of every kind, and returns it with the id of its evidence.
fn last_year(worklists: &Worklists) -> (Worklist, EntryId) {
    let mut old = worklists.create("2025年度", &profile(), person("sato")).unwrap();
    let file = old.folder().join("証跡.txt");
    fs::write(&file, "設定").unwrap();
    let attachment = Attachment {
        source: file.to_str().unwrap().to_owned(),
        title: "設定".into(),
        clauses: vec![CLAUSE.to_owned()],
        ..Attachment::default()
    };
    let performed = old.perform(Operation::AttachEvidence(attachment), "").unwrap();
    let Performed::Attached(attached) = performed else { panic!("{performed:?}") };
    let id = attached.evidence;
    assert_eq!(old.state().evidence_with(id).unwrap().location, "証跡.txt");
    let changes = vec![
        set(CLAUSE, Status::Done),
        note(CLAUSE, "前年の所見"),
        Change::clause(CLAUSE, Edit::Owner("情報システム室".into())),
        Change::clause(CLAUSE, Edit::Verdict(Verdict::Conform)),
        Change::clause(CLAUSE, Edit::Due(Some("2025-12-31".parse().unwrap()))),
        set("b", Status::Doing),
        set("c", Status::Na),
        Change::clause("c", Edit::Reason("院内に置いていない".into())),
        set("d", Status::Recheck),
        note("e", "まだ"),
    ];
    old.apply(changes).unwrap();
    (old, id)
}

#[test]
fn a_start_from_last_year_pretends_nothing() {
    let root = tempfile::tempdir().unwrap();
    let worklists = worklists(root.path());
    let (old, id) = last_year(&worklists);
    let file = old.folder().join("証跡.txt");
    let copy = worklists.copy("2025年度", "2026年度", CarryOver::Recheck, person("ito")).unwrap();
    let state = copy.state();
    let answers = state.answers(CLAUSE);
    assert_eq!((answers.status, answers.verdict, answers.due), (Status::Recheck, Verdict::Open, None));
    assert_eq!((answers.note.as_str(), answers.owner.as_str()), ("前年の所見", "情報システム室"));
    for (clause, status) in [("b", Status::Recheck), ("c", Status::Na), ("d", Status::Recheck), ("e", Status::Todo)] {
        assert_eq!(state.status(clause), status, "{clause}");
    }
    assert_eq!(state.answers("c").reason, "院内に置いていない");
    assert_eq!(state.profile().facility, "東病院");
    let evidence = state.evidence_with(id).unwrap();
    assert!(evidence.clauses.contains(CLAUSE) && state.evidenced().contains(CLAUSE));
    assert_eq!(Path::new(&evidence.location), file, "a path from the old folder means nothing in the new one");
    let history = copy.history(CLAUSE);
    assert!(history.iter().all(|entry| entry.via == "copy 2025年度" && entry.who.user == "ito"));
    assert_eq!(old.state().status(CLAUSE), Status::Done, "last year is as it was");
    let same = worklists.copy("2025年度", "写し", CarryOver::AsIs, person("ito")).unwrap();
    assert_eq!(same.state().answers(CLAUSE), old.state().answers(CLAUSE));
}

/// Older versions let a name hold what nobody sees.
#[test]
fn a_folder_with_a_name_of_before_stays_in_reach_but_no_new_one_is_made() {
    let root = tempfile::tempdir().unwrap();
    let worklists = worklists(root.path());
    let old = "東\u{200b}病院";
    let refused = worklists.create(old, &Profile::default(), person("sato")).map(drop);
    assert!(matches!(refused, Err(WorklistError::BadName(_))), "{refused:?}");
    assert!(worklists.set_current(old).is_err() && worklists.open(old, person("sato")).is_err());
    fs::create_dir_all(root.path().join("worklists").join(old)).unwrap();
    fs::write(root.path().join("worklists/.current"), format!("{old}\n")).unwrap();
    assert_eq!(worklists.current(), old);
    for typed in [old, "東病院"] {
        let mut worklist = worklists.open(typed, person("sato")).unwrap();
        worklist.apply(vec![note(CLAUSE, typed)]).unwrap();
        assert_eq!(worklist.folder().file_name().unwrap(), old);
        worklists.set_current("default").unwrap();
        worklists.set_current(typed).unwrap();
        assert_eq!(worklists.current(), old);
    }
    let listed = worklists.list().unwrap();
    assert_eq!(listed.iter().map(|l| (l.name.as_str(), l.marked)).collect::<Vec<_>>(), [(old, 1)]);
    // A choice that cannot be opened is said, not replaced by another worklist.
    fs::remove_dir_all(root.path().join("worklists").join(old)).unwrap();
    assert_eq!(worklists.current(), old);
}
