//! Evidence: what is recorded of a file, and what has become of it since.

use std::fs;
use std::path::Path;

use tenken::model::Id;
use tenken::worklist::evidence_check::{EvidenceCheck, check};
use tenken::worklist::evidence_file::{digest, is_url, location, resolve};
use tenken::worklist::{Attachment, Change, Edit, EntryId, Operation, Performed, Worklist};

use super::{CLAUSE, WorklistExt, open};
use crate::support::programs::starting;

/// Adds a file or a page as evidence of clauses.
fn attach(worklist: &mut Worklist, source: &str, clauses: &[Id]) -> EntryId {
    let attachment = Attachment { source: source.to_owned(), clauses: clauses.to_vec(), ..Attachment::default() };
    match worklist.perform(Operation::AttachEvidence(attachment), "").unwrap() {
        Performed::Attached(attached) => attached.evidence,
        other => panic!("{other:?}"),
    }
}

/// Adds a file as evidence of a clause.
fn add(worklist: &mut Worklist, path: &Path) -> EntryId {
    attach(worklist, path.to_str().unwrap(), &[CLAUSE.to_owned()])
}

#[test]
fn the_digest_is_the_sha256_of_the_contents() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a");
    fs::write(&path, "abc").unwrap();
    assert_eq!(digest(&path).unwrap(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    // One million times the letter a, which is more than is read at once.
    fs::write(&path, "a".repeat(1_000_000)).unwrap();
    assert_eq!(digest(&path).unwrap(), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

#[test]
fn only_plain_files_are_hashed() {
    let folder = tempfile::tempdir().unwrap();
    let error = digest(folder.path()).unwrap_err().to_string();
    assert!(error.starts_with("フォルダーです: ") && error.ends_with("を証跡として読み込めません。"), "{error}");
    assert!(digest(&folder.path().join("none")).unwrap_err().to_string().contains("見つかりません"));
    #[cfg(unix)]
    {
        let pipe = folder.path().join("pipe");
        let _starting = starting();
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        assert!(digest(&pipe).is_err(), "and nobody waits for the other end");
    }
}

#[test]
fn evidence_is_checked_against_what_was_recorded() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("worklist");
    let mut worklist = open(&folder, "sato");
    let path = |name: &str| root.path().join(name);
    let ids: Vec<EntryId> = ["same", "changed", "missing", "withdrawn"]
        .iter()
        .map(|name| {
            fs::write(path(name), name).unwrap();
            add(&mut worklist, &path(name))
        })
        .collect();
    let page = attach(&mut worklist, "https://example.jp/規程", &[]);
    fs::write(path("changed"), "other").unwrap();
    fs::remove_file(path("missing")).unwrap();
    worklist.apply(vec![Change::evidence(ids[3], Edit::Withdrawn(true))]).unwrap();
    let expected = [
        (ids[0], EvidenceCheck::Same),
        (ids[1], EvidenceCheck::Changed),
        (ids[2], EvidenceCheck::Missing),
        (page, EvidenceCheck::Url),
    ];
    assert_eq!(check(worklist.state(), &folder), expected);
    let again = open(&folder, "ito");
    assert_eq!(check(again.state(), &folder), expected);
    assert!(again.state().evidenced().contains(CLAUSE));
}

#[test]
fn undoing_the_adding_takes_the_evidence_away() {
    let root = tempfile::tempdir().unwrap();
    let mut worklist = open(&root.path().join("worklist"), "sato");
    fs::write(root.path().join("a"), "a").unwrap();
    let id = add(&mut worklist, &root.path().join("a"));
    worklist.undo().unwrap();
    assert!(worklist.state().evidence_with(id).is_none());
    assert!(worklist.state().evidenced().is_empty());
    worklist.redo().unwrap();
    assert!(worklist.state().evidence_with(id).is_some_and(|evidence| evidence.clauses.contains(CLAUSE)));
}

#[test]
fn a_file_below_the_worklist_moves_with_it() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("worklist");
    for (path, recorded) in [("worklist/証跡/a.pdf", "証跡/a.pdf"), ("elsewhere/a.pdf", "")] {
        let path = root.path().join(path);
        let location = location(&path, &folder).unwrap();
        let expected = if recorded.is_empty() { path.clone() } else { Path::new(recorded).to_owned() };
        assert_eq!(Path::new(&location), expected);
        assert_eq!(resolve(&location, &folder), path);
    }
    assert!(location(Path::new("a\nb"), &folder).is_err());
}

#[test]
fn a_page_is_told_from_a_path() {
    for (text, url) in [
        ("https://example.jp/a", true),
        ("HTTP://x", true),
        ("/a/b", false),
        ("C:\\a", false),
        ("://", false),
        ("", false),
    ] {
        assert_eq!(is_url(text), url, "{text}");
    }
}

/// A path is no prose: what nobody sees in it belongs to the name of the file.
#[test]
fn a_file_is_found_by_the_exact_path_that_was_recorded() {
    let root = tempfile::tempdir().unwrap();
    let mut worklist = open(&root.path().join("worklist"), "sato");
    let names = ["a\u{ad}b.txt", "\u{200b}", "葛\u{e0100}", " x "];
    for name in names {
        fs::write(root.path().join(name), name).unwrap();
        add(&mut worklist, &root.path().join(name));
    }
    let again = open(worklist.folder(), "sato");
    let found: Vec<_> = check(again.state(), again.folder()).into_iter().map(|(_, found)| found).collect();
    assert_eq!(found, names.map(|_| EvidenceCheck::Same));
    assert!(location(Path::new("/a\u{202e}b"), root.path()).is_err());
}

#[test]
fn a_clause_that_is_named_twice_is_linked_once() {
    let root = tempfile::tempdir().unwrap();
    let mut worklist = open(root.path(), "sato");
    for source in ["https://example.org/new", "https://example.org/new"] {
        let clauses = vec![CLAUSE.to_owned(), "x".to_owned(), CLAUSE.to_owned()];
        let attachment = Attachment { source: source.to_owned(), clauses, ..Attachment::default() };
        let Performed::Attached(attached) = worklist.perform(Operation::AttachEvidence(attachment), "").unwrap() else {
            panic!()
        };
        let expected: &[&str] = if attached.is_known { &[] } else { &[CLAUSE, "x"] };
        assert_eq!(attached.linked, expected);
    }
}
