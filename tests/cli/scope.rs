//! What a worklist counts: chosen when it is created, changed later, told wherever it matters.

use crate::support::Surrounding;

const CLAUSE: &str = "mhlw6.sysun.14.5";
const CARRIED: &str = include_str!("../worklist/fifth-lines.jsonl");

#[test]
fn what_was_carried_over_from_another_edition_is_shown_with_the_clause() {
    let surrounding = Surrounding::new();
    let lines: Vec<&str> = CARRIED.split_inclusive('\n').collect();
    surrounding.write("data/worklists/default/pc1-sato-00000000.jsonl", &lines[..7].concat());
    let page = surrounding.run(&["show", CLAUSE]);
    assert!(page.out.contains("前の版      第5.2版 6.5: 完了、適合(2026-03-31 sato)"), "{}", page.out);
    assert!(page.out.contains("新しい版の番号は不明です。"), "{}", page.out);
    let shown = &surrounding.run(&["show", CLAUSE, "--json"]).json()[0]["worklist"];
    assert_eq!(
        (&shown["previous"], &shown["waiting"]),
        (&"第5.2版 6.5: 完了、適合(2026-03-31 sato)".into(), &true.into())
    );
    let history = surrounding.run(&["history", CLAUSE]);
    assert!(history.out.contains("前の版を「第5.2版 6.5: 完了、適合(2026-03-31 sato)」に"), "{}", history.out);
}
