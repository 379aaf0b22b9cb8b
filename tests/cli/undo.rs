//! `tenken undo` and `tenken redo`.

use crate::support::{Ran, Surrounding};

const CLAUSE: &str = "mhlw6.sysun.14.5";

#[test]
fn the_last_transaction_is_undone_and_redone_as_a_whole() {
    let here = Surrounding::new();
    let by_status = || here.run(&["status", "--json"]).json()[0]["by_status"].clone();
    let before = by_status();
    here.run(&["mark", CLAUSE, "mhlw6.sysun.14.1", "done", "--owner", "情報課"]);
    let undone = here.run(&["undo"]);
    assert_eq!((undone.code, undone.err.as_str()), (0, ""));
    assert_eq!(undone.out.lines().count(), 4, "{}", undone.out);
    assert!(undone.out.starts_with("運用 14.⑤  ") && undone.out.contains(": 状態を 未着手 に\n"), "{}", undone.out);
    assert_eq!(by_status(), before);
    let redone = here.run(&["redo", "--json"]).json().remove(0);
    let first = &redone["entries"][0];
    assert_eq!(
        (&first["subject"], &first["field"], &first["value"]),
        (&CLAUSE.into(), &"status".into(), &"done".into())
    );
    assert_eq!(by_status()["done"], 2);
}

#[test]
fn nothing_to_take_back_is_exit_code_1() {
    let here = Surrounding::new();
    for (command, sentence) in [("undo", "取り消せる記録はありません"), ("redo", "やり直せる記録はありません")]
    {
        let ran = here.run(&[command]);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""));
        assert!(ran.err.contains(sentence), "{}", ran.err);
    }
}

#[test]
fn what_somebody_else_has_changed_since_is_left_alone_and_told() {
    let here = Surrounding::new();
    here.run(&["mark", CLAUSE, "done", "--owner", "情報課"]);
    let mut other = here.command(&["mark", CLAUSE, "doing"]);
    other.env("USER", "ito");
    assert_eq!(Ran::of(other).code, 0);
    let undone = here.run(&["undo"]);
    assert_eq!(undone.code, 0);
    assert!(undone.out.contains("担当者を消した") && !undone.out.contains("状態"), "{}", undone.out);
    assert!(undone.err.contains("ito さんも変えている"), "{}", undone.err);
    assert_eq!(here.run(&["show", CLAUSE, "--json"]).json()[0]["worklist"]["status"], "doing");
}

#[test]
fn the_creation_of_a_worklist_is_not_undone() {
    let here = Surrounding::new();
    here.run(&["worklist", "create", "東病院", "--facility", "東病院"]);
    here.run(&["worklist", "switch", "東病院"]);
    here.run(&["worklist", "copy", "東病院", "写し"]);
    for name in ["東病院", "写し"] {
        let undone = here.run(&["undo", "--worklist", name]);
        assert_eq!((undone.code, undone.out.as_str()), (1, ""), "{name}");
        assert!(undone.err.contains("点検票の作成は取り消しません"), "{}", undone.err);
        assert_eq!(here.run(&["worklist", "show", "--json", "--worklist", name]).json()[0]["facility"], "東病院");
    }
    here.run(&["mark", CLAUSE, "done"]);
    assert_eq!((here.run(&["undo"]).code, here.run(&["undo"]).code), (0, 1));
    let listed = here.run(&["worklist", "list", "--json"]).json().remove(0);
    assert!(listed["worklists"].as_array().unwrap().iter().all(|one| one["marked"] == 0), "{listed}");
}
