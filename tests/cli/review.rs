//! `tenken check`: what a reviewer would send back.

use crate::support::{Ran, Surrounding};

const CLAUSE: &str = "mhlw6.sysun.14.5";
const OTHER: &str = "mhlw6.sysun.14.1";

/// Returns the kinds found and what they are about.
fn found(here: &Surrounding) -> Vec<(String, String)> {
    let document = here.run(&["check", "--json"]).json().remove(0);
    let findings = document["findings"].as_array().unwrap();
    let total: u64 = document["counts"].as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum();
    assert_eq!((document["total"].as_u64(), total), (Some(findings.len() as u64), findings.len() as u64));
    let text = |finding: &serde_json::Value, key: &str| finding[key].as_str().unwrap().to_owned();
    findings.iter().map(|finding| (text(finding, "kind"), text(finding, "subject"))).collect()
}

#[test]
fn what_lacks_something_is_listed_until_it_has_it() {
    let here = Surrounding::new();
    here.run(&["worklist", "set", "--facility", "東病院"]);
    let clean = here.run(&["check"]);
    assert_eq!((clean.code, clean.out.as_str()), (0, "見直すところはありません。\n"));
    here.run(&["mark", CLAUSE, "na"]);
    here.run(&["mark", OTHER, "--verdict", "不適合", "--due", "2020-01-01"]);
    let kinds = |kind: &str, id: &str| (kind.to_owned(), id.to_owned());
    // What is most urgent comes first.
    let expected = [("overdue", OTHER), ("no_reason", CLAUSE), ("no_grade", OTHER), ("no_owner", OTHER)];
    assert_eq!(found(&here), expected.map(|(kind, id)| kinds(kind, id)));
    let ran = here.run(&["check"]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    for part in
        ["対象外なのに理由がない 1 件\n[外]  運用 14.⑤", "不適合なのに担当者がいない 1 件", "4 件を見直してください。"]
    {
        assert!(ran.out.contains(part), "{part}\n{}", ran.out);
    }
    here.run(&["mark", CLAUSE, "--reason", "院内に置いていない"]);
    here.run(&["mark", OTHER, "done", "--owner", "情報課", "--verdict", "適合"]);
    assert_eq!(found(&here), [kinds("no_evidence", OTHER)]);
    here.write("a.txt", "a");
    here.run(&["evidence", "add", "a.txt", OTHER]);
    assert_eq!(here.run(&["check"]).code, 0);
}

#[test]
fn a_conflict_is_listed_and_what_is_not_counted_is_not() {
    let (here, there) = (Surrounding::new(), Surrounding::new());
    for (one, value) in [(&here, "情報課"), (&there, "総務課")] {
        one.run(&["mark", CLAUSE, "--owner", value]);
        let mut command = one.command(&["worklist", "set", "--facility", value]);
        command.env("USER", value);
        assert_eq!(Ran::of(command).code, 0);
    }
    let folder = there.path("data/worklists/default");
    assert_eq!(here.run(&["merge", folder.to_str().unwrap(), "--force", "--apply"]).code, 0);
    let subjects: Vec<String> = found(&here).into_iter().map(|(kind, subject)| format!("{kind} {subject}")).collect();
    assert_eq!(subjects, [format!("conflict {CLAUSE}"), "conflict worklist".to_owned()]);
    here.run(&["worklist", "set", "--facility", "東病院", "--party", "クラウド事業者"]);
    here.run(&["mark", CLAUSE, "na"]);
    assert!(found(&here).is_empty(), "{:?}", found(&here));
}
