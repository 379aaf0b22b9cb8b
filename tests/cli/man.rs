//! `tenken man` and `tenken help`, and that README says the same.

use std::process::Command;

use tenken::cli::{EXIT_CODES, FILES, VARIABLES, exit_codes};

use crate::support::pages::assert_current;
use crate::support::programs::starting;
use crate::support::{Ran, Surrounding};

const FILES_BEGIN: &str = "<!-- files:begin -->\n";
const FILES_END: &str = "<!-- files:end -->";

#[test]
fn help_of_a_command_is_what_its_option_shows() {
    let here = Surrounding::new();
    for path in [&[][..], &["mark"], &["worklist", "create"], &["evidence"], &["help"]] {
        let by_option = here.run(&[path, &["--help"]].concat());
        let by_command = here.run(&[&["help"], path].concat());
        assert!(by_command.out.contains("使い方: tenken"), "{path:?}");
        assert_eq!((by_command.code, by_command.out, by_command.err), (0, by_option.out, String::new()), "{path:?}");
    }
    for (path, said) in [
        (&["serch"][..], "「search」のこと"),
        (&["worklist", "craete"], "「create」のこと"),
        (&["mark", "x"], "mark に「x」"),
    ] {
        let ran = here.run(&[&["help"], path].concat());
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{path:?}");
        assert!(ran.err.contains(said) && ran.err.contains("`tenken help`"), "{path:?}: {}", ran.err);
    }
}

#[test]
fn the_manual_holds_codes_variables_and_files() {
    let ran = Surrounding::new().run(&["man"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let page = ran.out.replace("\\-", "-").replace("\\(ti", "~").replace("\\(ga", "`");
    for (code, meaning) in EXIT_CODES {
        assert!(page.contains(&format!("{code}  {meaning}")), "{code}");
    }
    for name in VARIABLES.iter().flat_map(|(names, _)| names.iter()).chain(FILES.iter().map(|(path, _)| path)) {
        assert!(page.contains(name), "{name}");
    }
}

/// What `man` makes of the page: nothing is lost, nothing is complained of. Where it is not installed, nothing is checked.
#[test]
fn groff_sets_the_page_without_a_word() {
    let here = Surrounding::new();
    let page = here.path("tenken.1");
    std::fs::write(&page, here.run(&["man"]).out).unwrap();
    let mut command = Command::new("groff");
    command.args(["-man", "-Kutf8", "-Tutf8", "-P-cbou", "-rLL=80n"]).arg(&page);
    let starting = starting();
    let output = command.output();
    drop(starting);
    let Ok(output) = output else {
        eprintln!("groff is not installed: what man shows was not checked");
        return;
    };
    let (shown, said) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    if said.contains("cannot load") || said.contains("can't find") {
        eprintln!("groff is installed in part only: what man shows was not checked");
        return;
    }
    assert!(output.status.success() && said.is_empty(), "{said}");
    for text in [
        "名前",
        "終了コード",
        "tenken mark [オプション] ID... [STATUS]",
        "--no-pager",
        "TENKEN_DATA_DIR",
        "条項を、関連とともに表示します",
        "`export catalog`",
    ] {
        assert!(shown.contains(text), "{text} is missing in\n{shown}");
    }
}

#[test]
fn readme_has_the_files_and_variables_that_the_manual_has() {
    let rows = |rows: Vec<(String, &str)>| {
        rows.iter().map(|(name, text)| format!("| {name} | {text} |\n")).collect::<String>()
    };
    let files = rows(FILES.iter().map(|(path, text)| (format!("`{path}`"), *text)).collect());
    let quoted = |names: &[&str]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" ");
    let variables = rows(VARIABLES.iter().map(|(names, text)| (quoted(names), *text)).collect());
    let tables = format!("| 場所(Linux) | 中身 |\n|---|---|\n{files}\n| 環境変数 | 意味 |\n|---|---|\n{variables}");
    assert_current("README.md", |page| {
        let (before, rest) = page.split_once(FILES_BEGIN).expect("where the tables of files begin");
        let (_, after) = rest.split_once(FILES_END).expect("where the tables of files end");
        format!("{before}{FILES_BEGIN}{tables}{FILES_END}{after}")
    });
    let english = include_str!("../../README.en.md");
    let english: Vec<&str> = english.lines().filter(|line| line.starts_with("| `")).collect();
    for (names, _) in VARIABLES {
        assert!(english.iter().any(|line| line.starts_with(&format!("| {} |", quoted(names)))), "{names:?}");
    }
    for (path, _) in FILES {
        let start = format!("| `{}", path.replace("名前", "NAME"));
        assert!(english.iter().any(|line| line.starts_with(&start)), "{path}");
    }
    assert!(include_str!("../../README.md").contains(&exit_codes()), "{}", exit_codes());
    let help = Ran::of(Surrounding::new().command(&["--help"])).out;
    assert!(help.contains(&exit_codes()), "{help}");
}
