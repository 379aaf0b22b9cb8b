//! Journals that lie on people's disks: `old-lines.jsonl` only ever grows, and always folds to the same state.

use tenken::model::Status;

use super::{CLAUSE, open};

const OLD_LINES: &str = include_str!("old-lines.jsonl");

#[test]
fn old_lines_fold_as_they_always_did() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("pc1-sato-00000000.jsonl"), OLD_LINES).unwrap();
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

#[test]
fn an_old_journal_is_carried_on_with_its_chain() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pc1-sato-00000000.jsonl");
    std::fs::write(&path, OLD_LINES).unwrap();
    open(folder.path(), "sato").apply(vec![super::set(CLAUSE, Status::Na)]).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.starts_with(OLD_LINES));
    assert_eq!(text.lines().count(), OLD_LINES.lines().count() + 1);
    assert!(open(folder.path(), "sato").warnings().is_empty());
}
