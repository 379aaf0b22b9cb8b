//! `tenken merge`.

use crate::support::Surrounding;

const CLAUSE: &str = "mhlw6.sysun.14.5";

#[test]
fn what_others_recorded_is_taken_in_once() {
    let (here, there) = (Surrounding::new(), Surrounding::new());
    here.run(&["mark", CLAUSE, "done"]);
    there.run(&["mark", CLAUSE, "doing"]);
    there.run(&["mark", "mhlw6.sysun.14.1", "done"]);
    let folder = there.path("data/worklists/default");
    let folder = folder.to_str().unwrap();
    let ran = here.run(&["merge", folder]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.starts_with("取り込んだ ") && ran.out.contains("1 条項で記録が食い違っています。"), "{}", ran.out);
    let again = here.run(&["merge", folder, "--json"]).json().remove(0);
    assert_eq!((again["taken"].as_array().unwrap().len(), &again["conflicts"]), (0, &1.into()));
    assert_eq!(again["skipped"].as_array().unwrap().len(), 1);

    let conflict = here.run(&["show", CLAUSE, "--json"]).json()[0]["worklist"]["conflicts"][0].clone();
    assert_eq!(conflict["field"], "status");
    let values: Vec<&str> =
        conflict["values"].as_array().unwrap().iter().map(|one| one["value"].as_str().unwrap()).collect();
    assert_eq!(values, ["done", "doing"]);
    assert!(here.run(&["show", CLAUSE]).out.contains("状態が「完了」(tester)と「対応中」(tester)で食い違っています。"));
    here.run(&["mark", CLAUSE, "done"]);
    assert_eq!(here.run(&["merge", folder, "--json"]).json()[0]["conflicts"], 0, "who has seen both decides");
}

#[test]
fn what_cannot_be_taken_in_is_told() {
    let here = Surrounding::new();
    let missing = here.run(&["merge", "nowhere"]);
    assert_eq!((missing.code, missing.out.as_str()), (2, ""));
    assert!(missing.err.contains("nowhere を読み込めません"), "{}", missing.err);
    here.write("theirs/x.jsonl", "not a journal\n");
    let refused = here.run(&["merge", "theirs"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("x.jsonl"), "{}", refused.err);
    assert!(here.run(&["merge", "home"]).out.contains("取り込む記録は見つかりませんでした。"));
}
