//! Names as people spell them go in and come out unchanged, through every door; what steers does not get in.

use crate::support::{Ran, Surrounding};

const CLAUSE: &str = "mhlw6.sysun.14.5";
/// The 葛 of a family, a coloured sign, a family of emoji.
const NOTE: &str = "葛\u{e0100}城先生と確認\u{26a0}\u{fe0f}👨\u{200d}👩\u{200d}👧";
const OWNER: &str = "葛\u{e0100}城";

fn marked() -> Surrounding {
    let here = Surrounding::new();
    // Direction, tags, a space without width and a byte order mark are taken out on the way.
    let note = format!("{NOTE}\u{202e}\u{e0041}\u{200b}\u{feff}");
    let ran = here.run(&["mark", CLAUSE, "doing", "--note", &note, "--owner", &format!("\u{61c}{OWNER}")]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    here
}

fn journal(here: &Surrounding) -> String {
    let folder = std::fs::read_dir(here.path("data/worklists/default")).unwrap();
    let path = folder.map(|entry| entry.unwrap().path()).find(|path| path.extension().is_some_and(|e| e == "jsonl"));
    std::fs::read_to_string(path.unwrap()).unwrap()
}

#[test]
fn a_name_is_kept_as_it_is_spelled_from_the_journal_to_every_export() {
    let here = marked();
    let journal = journal(&here);
    assert!(journal.contains(&format!("\"{NOTE}\"")) && journal.contains(&format!("\"{OWNER}\"")), "{journal}");
    let shown = here.run(&["show", CLAUSE, "--json"]).out;
    assert!(shown.contains(NOTE) && shown.contains(OWNER), "{shown}");
    assert!(here.run(&["show", CLAUSE]).out.contains(OWNER));
    for format in ["csv", "markdown", "html", "json", "oscal"] {
        let out = here.run(&["export", format]).out;
        assert!(out.contains(NOTE), "{format}");
    }
    let cp932 = here.command(&["export", "csv", "--encoding", "cp932"]).output().unwrap();
    let text = encoding_rs::SHIFT_JIS.decode(&cp932.stdout).0.into_owned();
    assert!(text.contains("葛&#xE0100;城"), "CP932 has no selectors: {}", String::from_utf8_lossy(&cp932.stderr));
}

#[test]
fn a_spreadsheet_brings_a_name_back_and_losing_the_form_is_no_change() {
    let here = marked();
    for (args, file) in
        [(vec!["csv"], "a.csv"), (vec!["csv", "--encoding", "cp932"], "b.csv"), (vec!["xlsx"], "c.xlsx")]
    {
        let args = [vec!["export"], args, vec!["--out", file]].concat();
        assert_eq!(here.run(&args).code, 0);
        let ran = here.run(&["import", "worklist", file, "--apply"]);
        assert!(ran.code <= 1 && !ran.out.contains("葛"), "{file}: {}{}", ran.out, ran.err);
    }
    let csv = std::fs::read_to_string(here.path("a.csv")).unwrap();
    here.write("lost.csv", &csv.replace('\u{e0100}', ""));
    let ran = here.run(&["import", "worklist", "lost.csv", "--apply"]);
    assert!(ran.code <= 1 && !ran.out.contains("葛"), "{}{}", ran.out, ran.err);
    assert!(here.run(&["show", CLAUSE, "--json"]).out.contains(OWNER), "the worklist keeps its spelling");
    here.write("new.csv", &csv.replace("先生と確認", "先生も確認"));
    let ran = here.run(&["import", "worklist", "new.csv", "--apply"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(here.run(&["show", CLAUSE, "--json"]).out.contains(&NOTE.replace("先生と", "先生も")));
}

#[test]
fn a_record_is_found_whichever_form_is_typed() {
    let here = Surrounding::new();
    let term = "[[term]]\nid = \"term.own\"\nterm = \"葛\u{e0100}城病院\"\nreading = \"かつらぎびょういん\"\n\
                definition = \"奈良の葛\u{e0100}城\u{e0101}にある。\"\n";
    here.write("data/catalog/own.toml", term);
    assert_eq!(here.run(&["data", "check", "data/catalog"]).code, 0, "a form is no error");
    for query in ["葛城病院", "葛\u{e0100}城病院", "葛\u{e0102}城病院", "奈良の葛城", "\u{feff}葛城\u{200b}病院"]
    {
        let found = here.run(&["search", query, "--json"]);
        assert!(found.out.lines().next().is_some_and(|line| line.contains("term.own")), "{query}: {}", found.out);
    }
}

#[test]
fn a_worklist_is_found_whichever_form_is_typed() {
    let here = Surrounding::new();
    assert_eq!(here.run(&["worklist", "create", "葛\u{e0100}城"]).code, 0);
    let taken: Ran = here.run(&["worklist", "create", "葛城"]);
    assert_eq!(taken.code, 2, "it would look like the other one: {}", taken.out);
    assert_eq!(here.run(&["worklist", "switch", "葛城"]).code, 0);
    assert_eq!(here.run(&["mark", CLAUSE, "done"]).code, 0);
    let list = here.run(&["worklist", "list", "--json"]).json().remove(0);
    assert_eq!(list["current"], "葛\u{e0100}城");
    assert_eq!((list["worklists"].as_array().unwrap().len(), &list["worklists"][0]["marked"]), (1, &1.into()));
}
