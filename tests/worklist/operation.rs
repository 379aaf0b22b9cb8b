//! The rules that hold whoever asks: an archived worklist takes no records, and the same evidence is not added twice.

use std::fs;

use tenken::failure::{Failure, FailureKind};
use tenken::model::Status;
use tenken::sheet::Answer;
use tenken::worklist::{
    Attached, Attachment, Change, Edit, MergeRequest, NewItem, Operation, Performed, Worklist, WorklistError,
};

use super::{CLAUSE, OTHER, WorklistExt, files, open, set};

fn attachment(source: &str, clauses: &[&str]) -> Attachment {
    let clauses = clauses.iter().map(|clause| (*clause).to_owned()).collect();
    Attachment { source: source.to_owned(), clauses, ..Attachment::default() }
}

fn attach(worklist: &mut Worklist, attachment: Attachment) -> Attached {
    match worklist.perform(Operation::AttachEvidence(attachment), "画面").unwrap() {
        Performed::Attached(attached) => attached,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_archived_worklist_takes_nothing_but_the_record_that_restores_it() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("2025年度");
    let mut worklist = open(&folder, "sato");
    worklist.apply(vec![set(CLAUSE, Status::Doing)]).unwrap();
    let archived = |on| Operation::Record(vec![Change::profile(Edit::Archived(on))]);
    worklist.perform(archived(true), "").unwrap();
    let before = files(&folder).iter().map(|file| fs::read(folder.join(file)).unwrap()).collect::<Vec<_>>();
    let there = root.path().join("2024年度");
    open(&there, "ito").apply(vec![set(CLAUSE, Status::Na)]).unwrap();
    let both = vec![Change::profile(Edit::Archived(false)), set(CLAUSE, Status::Done)];
    for operation in [
        Operation::Record(vec![set(CLAUSE, Status::Done)]),
        Operation::Record(both),
        Operation::AttachEvidence(attachment("https://example.com/", &[CLAUSE])),
        Operation::Undo,
        Operation::Redo,
        Operation::Merge(MergeRequest { from: there, is_forced: false }),
        Operation::Import(vec![(CLAUSE.to_owned(), Answer::Status(Status::Done))], Vec::new()),
    ] {
        assert!(!worklist.state().accepts(&operation), "{operation:?}");
        let error = worklist.perform(operation.clone(), "").unwrap_err();
        assert!(matches!(&error, WorklistError::Archived(name) if name == "2025年度"), "{operation:?}");
        let failure = Failure::from(error);
        assert_eq!(failure.kind, FailureKind::Usage);
        assert!(failure.message.contains("しまってあるため") && failure.hint.contains("archive --undo 2025年度"));
    }
    assert!(worklist.ensure_writable().is_err());
    let after = files(&folder).iter().map(|file| fs::read(folder.join(file)).unwrap()).collect::<Vec<_>>();
    assert_eq!(after, before, "nothing was written");
    assert!(worklist.state().accepts(&archived(false)));
    worklist.perform(archived(false), "").unwrap();
    worklist.apply(vec![set(CLAUSE, Status::Done)]).unwrap();
    assert_eq!(worklist.state().status(CLAUSE), Status::Done);
}

#[test]
fn evidence_that_is_known_is_linked_with_further_clauses_only() {
    let root = tempfile::tempdir().unwrap();
    let mut worklist = open(&root.path().join("list"), "sato");
    let file = root.path().join("設定.txt");
    let source = file.to_str().unwrap();
    fs::write(&file, "x").unwrap();
    let first = attach(&mut worklist, Attachment { title: "設定".into(), ..attachment(source, &[CLAUSE]) });
    assert_eq!((first.is_known, first.linked.as_slice()), (false, &[CLAUSE.to_owned()][..]));
    let second = attach(&mut worklist, Attachment { title: "別の名".into(), ..attachment(source, &[CLAUSE, OTHER]) });
    let expected = Attached {
        evidence: first.evidence,
        is_known: true,
        linked: vec![OTHER.to_owned()],
        is_newly_for_audit: false,
    };
    assert_eq!(second, expected);
    let known = worklist.state().evidence_with(first.evidence).unwrap();
    assert_eq!((known.title.as_str(), known.clauses.len(), known.sha256.len()), ("設定", 2, 64));
    let entries = worklist.history_of(|_| true).len();
    assert_eq!(attach(&mut worklist, attachment(source, &[OTHER, CLAUSE])), Attached { linked: vec![], ..expected });
    assert_eq!(worklist.history_of(|_| true).len(), entries, "nothing was recorded");
    worklist.undo().unwrap();
    assert_eq!(
        worklist.state().evidence_with(first.evidence).unwrap().clauses.len(),
        1,
        "the link is a transaction of its own"
    );

    fs::write(&file, "y").unwrap();
    let changed = attach(&mut worklist, attachment(source, &[CLAUSE]));
    assert!(!changed.is_known && changed.evidence != first.evidence, "changed since, so it is other evidence");
    worklist.apply(vec![Change::evidence(changed.evidence, Edit::Withdrawn(true))]).unwrap();
    assert!(!attach(&mut worklist, attachment(source, &[CLAUSE])).is_known, "withdrawn evidence does not count");
}

#[test]
fn to_attach_evidence_once_more_decides_a_link_that_is_in_conflict() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("list");
    let mut worklist = open(&folder, "sato");
    let page = "https://example.com/";
    let evidence = attach(&mut worklist, attachment(page, &[CLAUSE])).evidence;
    let mut other = open(&folder, "ito");
    let link = |on| vec![Change::clause(CLAUSE, Edit::Link { evidence, on })];
    other.apply(link(false)).unwrap();
    worklist.apply(link(false)).unwrap();
    worklist.apply(link(true)).unwrap();
    worklist.refresh().unwrap();
    let open = |worklist: &Worklist| worklist.state().mark(CLAUSE).unwrap().conflicts.len();
    assert_eq!((open(&worklist), worklist.state().evidence_of(CLAUSE)), (1, 1));
    let again = attach(&mut worklist, attachment(page, &[CLAUSE]));
    assert_eq!((again.is_known, again.linked, open(&worklist)), (true, vec![CLAUSE.to_owned()], 0));
}

#[test]
fn an_import_is_one_transaction_and_says_where_it_comes_from() {
    let folder = tempfile::tempdir().unwrap();
    let mut worklist = open(folder.path(), "sato");
    let answers =
        vec![(CLAUSE.to_owned(), Answer::Status(Status::Done)), (OTHER.to_owned(), Answer::Note("確認".to_owned()))];
    let performed = worklist.perform(Operation::Import(answers, Vec::new()), "import 回答.xlsx").unwrap();
    let Performed::Recorded(entries) = performed else { panic!("{performed:?}") };
    assert!(entries.iter().all(|entry| entry.via == "import 回答.xlsx" && entry.transaction == entries[0].transaction));
    assert_eq!((worklist.state().status(CLAUSE), worklist.state().answers(OTHER).note), (Status::Done, "確認".into()));
    assert_eq!(worklist.undo().unwrap().entries.len(), 2);
}

#[test]
fn nothing_is_recorded_of_an_own_item_that_is_not_there() {
    let root = tempfile::tempdir().unwrap();
    let mut worklist = open(&root.path().join("list"), "sato");
    let item = NewItem { title: "鍵の棚卸し".to_owned(), ..NewItem::default() };
    worklist.perform(Operation::AddItems(vec![item]), "").unwrap();
    let id = worklist.state().items()[0].id.clone();
    let page = "https://example.com/";
    attach(&mut worklist, attachment(page, &[&id, CLAUSE]));
    worklist.apply(vec![Change::clause(id.as_str(), Edit::ItemWithdrawn(true))]).unwrap();
    for operation in [
        Operation::Record(vec![set(&id, Status::Done)]),
        Operation::Import(vec![(id.clone(), Answer::Status(Status::Done))], Vec::new()),
        Operation::AttachEvidence(attachment("https://example.com/2", &[&id])),
    ] {
        let error = worklist.perform(operation.clone(), "").unwrap_err();
        assert!(matches!(&error, WorklistError::NoItem(named) if *named == id), "{operation:?}: {error}");
    }
    worklist.undo().unwrap();
    worklist.apply(vec![set(&id, Status::Done)]).unwrap();
}
