//! The worklists of many facilities: those of any folder, told and written as files, and left as they are.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use calamine::{Reader, Xlsx, open_workbook};
use tenken::model::{Status, Verdict};
use tenken::worklist::{Change, Edit, Identity, Profile, Worklists};

use crate::support::{Surrounding, WorklistExt};

const CLAUSE: &str = "mhlw6.sysun.14.5";
const OTHER: &str = "mhlw6.sysun.14.1";

/// Writes a worklist of a facility into a folder.
fn facility(folder: &Path, name: &str, facility: &str, changes: Vec<Change>) -> PathBuf {
    let who = Identity { user: "sato".into(), host: "pc1".into() };
    let profile = Profile { facility: facility.into(), ..Profile::default() };
    let mut worklist = Worklists::new(folder).create(name, &profile, who).unwrap();
    worklist.apply(changes).unwrap();
    worklist.folder().to_owned()
}

/// Returns a surrounding with a folder as of a group of hospitals: three worklists, one of them deeper, and folders that are
/// none.
fn group() -> Surrounding {
    let here = Surrounding::new();
    let root = here.path("group");
    facility(&root, "east", "東病院", vec![Change::status(CLAUSE, Status::Done)]);
    let due = Change::clause(OTHER, Edit::Due("2020-01-01".parse().ok()));
    let verdict = Change::clause(OTHER, Edit::Verdict(Verdict::Nonconform));
    facility(&root.join("西グループ"), "2026", "西病院", vec![Change::status(OTHER, Status::Doing), due, verdict]);
    facility(&root, "old", "東病院", vec![Change::profile(Edit::Archived(true))]);
    // A repository keeps copies of journals that are no worklists.
    facility(&root.join(".git"), "copy", "隠れたもの", Vec::new());
    here.write("group/docs/readme.txt", "");
    here
}

/// Returns all files below a folder with their contents.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for item in std::fs::read_dir(folder).unwrap().flatten() {
        match item.path() {
            path if path.is_dir() => files.extend(contents(&path)),
            path => drop(files.insert(path.clone(), std::fs::read(path).unwrap())),
        }
    }
    files
}

fn journal(folder: &Path) -> PathBuf {
    let mut files = std::fs::read_dir(folder).unwrap().flatten().map(|item| item.path());
    files.find(|path| path.extension().is_some_and(|is| is == "jsonl")).unwrap()
}

#[test]
fn the_worklists_of_a_folder_are_told_and_left_as_they_are() {
    let here = group();
    // What a killed program has left behind is for its owner to remove.
    here.write("group/east/x.tmp", "half");
    let before = contents(&here.path("group"));
    let ran = here.run(&["status", "--all", "--folder", "group", "--json"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let document = ran.json().remove(0);
    let of = |key: &str| -> Vec<String> {
        document["worklists"].as_array().unwrap().iter().map(|one| one[key].to_string().replace('"', "")).collect()
    };
    assert_eq!(of("name"), ["西グループ/2026", "east", "old"], "what needs somebody first, what is archived last");
    assert_eq!(
        (of("facility"), of("overdue")),
        (vec!["西病院".into(), "東病院".into(), "東病院".into()], vec!["1".into(), "0".into(), "0".into()])
    );
    assert_eq!(of("in_use"), ["false", "false", "false"]);
    assert_eq!(document["worklists"][0]["by_verdict"]["nonconform"], 1);
    let told = here.run(&["status", "--all", "--folder", "group"]);
    let lines: Vec<&str> = told.out.lines().collect();
    assert!(lines[0].contains("不適合") && lines[0].contains("最終更新"), "{}", told.out);
    assert!(lines[3].starts_with("old [しまってある]"), "{}", told.out);
    assert_eq!(contents(&here.path("group")), before);
    // The folder of one worklist is a folder with one worklist.
    let one = here.run(&["status", "--all", "--folder", "group/east"]);
    assert!(one.code == 0 && one.out.lines().nth(1).is_some_and(|line| line.starts_with("east")), "{}", one.out);
}

#[test]
fn what_is_no_worklist_is_passed_over_and_deeper_folders_are_told_once() {
    let here = group();
    here.write("group/east/evidence/signins.jsonl", "{\"user\":\"sato\"}\n");
    here.write("group/logs/signins.jsonl", "{\"user\":\"sato\"}\n");
    here.write("group/a/b/c/d/e/readme.txt", "");
    here.write("group/a/b/c/d/f/readme.txt", "");
    let ran = here.run(&["status", "--all", "--folder", "group", "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(ran.json().remove(0)["worklists"].as_array().unwrap().len(), 3, "{}", ran.out);
    assert_eq!(ran.err.matches("さらに深いところ").count(), 1, "{}", ran.err);
}

#[test]
fn a_folder_without_worklists_or_without_a_folder_is_told() {
    let here = Surrounding::new();
    here.write("empty/readme.txt", "");
    for args in [&["status", "--all"][..], &["export", "facilities", "--format", "csv"]] {
        let none = here.run(&[args, &["--folder", "empty"]].concat());
        assert_eq!((none.code, none.out.as_str()), (1, ""), "{args:?}");
        assert!(none.err.contains("empty の下に点検票はありません。"), "{}", none.err);
        let missing = here.run(&[args, &["--folder", "nowhere"]].concat());
        assert_eq!((missing.code, missing.out.as_str()), (2, ""), "{args:?}");
        assert!(missing.err.contains("nowhere を読み込めません"), "{}", missing.err);
    }
    assert_eq!(here.run(&["status", "--folder", "empty"]).code, 2, "it goes with --all only");
}

#[test]
fn every_format_has_every_worklist_and_names_what_cannot_be_read() {
    let here = group();
    let write = |format: &str| {
        let out = format!("一覧.{format}");
        let ran = here.run(&["export", "facilities", "--format", format, "--folder", "group", "--out", &out]);
        assert!(ran.out.contains(&format!("{out} に書き出しました")), "{} {}", ran.out, ran.err);
        ran
    };
    assert_eq!(write("csv").code, 0);
    let csv = std::fs::read_to_string(here.path("一覧.csv")).unwrap();
    let lines: Vec<&str> = csv.trim_start_matches('\u{feff}').lines().collect();
    assert!(lines[0].starts_with("点検票,施設,対象の条項,完了,進捗(%),"), "{csv}");
    assert!(lines[1].starts_with("西グループ/2026,西病院,") && lines.len() == 4, "{csv}");
    std::fs::remove_file(here.path("一覧.csv")).unwrap();

    std::fs::write(journal(&here.path("group/east")), "?\n").unwrap();
    for format in ["csv", "html", "xlsx"] {
        let ran = write(format);
        assert_eq!(ran.code, 2, "{format}");
        assert!(ran.err.contains("点検票「east」") && ran.err.contains("3 件のうち 1 件"), "{}", ran.err);
    }
    let html = std::fs::read_to_string(here.path("一覧.html")).unwrap();
    assert!(html.contains("default-src &#39;none&#39;") || html.contains("default-src 'none'"), "{html}");
    for part in ["西グループ/2026", "西病院", "不適合", "この行を除いて読みました", "点検票 3 件、2 施設"]
    {
        assert!(html.contains(part), "{part} in {html}");
    }
    let mut workbook: Xlsx<_> = open_workbook(here.path("一覧.xlsx")).unwrap();
    assert_eq!(workbook.sheet_names(), ["点検票の一覧", "注意"]);
    let sheet = workbook.worksheet_range("点検票の一覧").unwrap();
    let names: Vec<String> = sheet.rows().map(|row| row[0].to_string()).collect();
    assert_eq!(names, ["点検票", "east", "西グループ/2026", "old"]);
}

#[test]
fn the_users_own_worklists_are_written_and_the_moment_can_be_given() {
    let here = Surrounding::new();
    let none = here.run(&["export", "facilities", "--format", "csv"]);
    assert_eq!((none.code, none.err.contains("まだありません")), (1, true), "{}", none.err);
    assert_eq!(here.run(&["mark", CLAUSE, "doing", "--due", "2027-01-01"]).code, 0);
    let overdue = |epoch: &str| {
        let mut command = here.command(&["export", "facilities", "--format", "csv"]);
        command.env("SOURCE_DATE_EPOCH", epoch);
        let ran = crate::support::Ran::of(command);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        let mut lines = ran.out.trim_start_matches('\u{feff}').lines().map(str::to_owned);
        let at = lines.next().unwrap().split(',').position(|title| title == "期限超過").unwrap();
        lines.next().unwrap().split(',').nth(at).unwrap().to_owned()
    };
    assert_eq!((overdue("1790000000"), overdue("1800000000")), ("0".to_owned(), "1".to_owned()));
}
