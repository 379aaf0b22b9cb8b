//! A worklist that is not there when the screen opens: everything can be read, nothing is recorded.

use super::pty::Terminal;

const CLAUSE: &str = "mhlw6.sysun.14.5";

#[test]
fn without_the_worklist_in_use_the_catalog_is_shown_and_no_mark_is_taken() {
    let home = tempfile::tempdir().expect("a folder");
    let worklists = home.path().join("TENKEN_DATA_DIR/worklists");
    std::fs::create_dir_all(&worklists).expect("a folder");
    std::fs::write(worklists.join(".current"), "東病院2026\n").expect("a choice");
    let mut terminal = Terminal::open(home.path());
    terminal.sees("「東病院2026」が見つからないため").press("運用14⑤").sees("[未]").press("\r").sees("背景のリスク");
    terminal.press(" ").sees("点検票「東病院2026」はありません");
    assert!(!worklists.join("東病院2026").exists(), "no mark began it");

    // The share is mounted again: its marks appear, and new ones are taken.
    let there = worklists.join("東病院2026");
    let who = tenken::worklist::Identity { user: "ito".into(), host: "h".into() };
    let mut other = tenken::worklist::Worklist::open(&there, who).expect("a worklist");
    let change = tenken::worklist::Change::status(CLAUSE, tenken::model::Status::Doing);
    other.perform(tenken::worklist::Operation::Record(vec![change]), "").expect("a record");
    terminal.sees("[対応中]").press(" ").sees("[完了]").press("q");
    terminal.ends_and_restores();
}

#[test]
fn a_worklist_that_is_named_has_to_be_there() {
    let home = tempfile::tempdir().expect("a folder");
    let mut terminal = Terminal::open_with(home.path(), |command| command.args(["--worklist", "東病院2O26"]));
    terminal.sees("点検票「東病院2O26」はありません。");
    assert!(!terminal.parser.screen().alternate_screen());
    assert!(!home.path().join("TENKEN_DATA_DIR").exists());
}

/// As when a share is unmounted under the screen and leaves its empty mount point.
#[test]
fn records_that_vanish_are_told_and_no_mark_is_taken_until_they_are_back() {
    let home = tempfile::tempdir().expect("a folder");
    let (folder, away) = (home.path().join("TENKEN_DATA_DIR/worklists/default"), home.path().join("away"));
    let mut terminal = Terminal::open(home.path());
    terminal.sees("Enter").press("運用14⑤").sees("[未]").press("\r").sees("背景のリスク").press(" ").sees("[完了]");
    std::fs::rename(&folder, &away).expect("the share goes away");
    std::fs::create_dir(&folder).expect("an empty mount point");
    terminal.sees("にあった記録が").press("x").sees("戻るまで記録しません").sees("[完了]");
    assert_eq!(std::fs::read_dir(&folder).expect("the mount point").count(), 0, "nothing is written into it");
    std::fs::remove_dir(&folder).expect("it is empty");
    std::fs::rename(&away, &folder).expect("the share is back");
    terminal.sees("記録が戻りました").press("x").sees("[対象外]");
    // Gone for good, they come back from the copy of this machine.
    std::fs::remove_dir_all(&folder).expect("the records are removed");
    terminal.sees("にあった記録が").press("gb").sees("控えから戻しました").press("q");
    terminal.ends_and_restores();
    assert_eq!(std::fs::read_dir(&folder).expect("the records").count(), 1);
}
