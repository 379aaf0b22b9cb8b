//! `tenken verify`.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::Surrounding;

#[test]
fn a_changed_line_is_named() {
    let here = Surrounding::new();
    assert_eq!(here.run(&["verify"]).code, 1, "nothing is no proof");
    here.run(&["mark", "mhlw6.sysun.14.5", "done", "--note", "確認"]);
    let sound = here.run(&["verify"]);
    assert_eq!((sound.code, sound.err.as_str()), (0, ""));
    // The first record says what is counted as well.
    let entries = here.run(&["verify", "--json"]).json()[0]["journals"][0]["entries"].as_u64().unwrap();
    assert!(entries > 2 && sound.out.starts_with(&format!("問題なし  {entries} 件  ")), "{}", sound.out);
    assert!(sound.out.ends_with("問題はありません。\n"), "{}", sound.out);

    let folder = here.path("data/worklists/default");
    let journal = fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
    let text = fs::read_to_string(&journal).unwrap();
    fs::write(&journal, text.replacen("done", "todo", 1)).unwrap();
    let broken = here.run(&["verify", "--json"]);
    assert_eq!(broken.code, 1);
    let document = broken.json().remove(0);
    let found = &document["journals"][0];
    assert_eq!((&document["broken"], &found["line"], &found["entries"]), (&1.into(), &2.into(), &entries.into()));
    let plain = here.run(&["verify"]);
    assert!(plain.code == 1 && plain.out.contains(found["problem"].as_str().unwrap()), "{}", plain.out);
    assert!(plain.out.contains("問題あり") && plain.out.contains("1 件に問題があります。"), "{}", plain.out);
}

const CLAUSES: [&str; 3] = ["mhlw6.sysun.14.5", "mhlw6.sysun.14.6", "mhlw6.sysun.14.1"];

/// Returns the files in the folder of the default worklist.
fn journals(here: &Surrounding) -> Vec<PathBuf> {
    let listing = fs::read_dir(here.path("data/worklists/default")).unwrap();
    let mut paths: Vec<PathBuf> = listing.map(|item| item.unwrap().path()).collect();
    paths.sort();
    paths
}

fn done(here: &Surrounding) -> Value {
    here.run(&["status", "--json"]).json()[0]["by_status"]["done"].clone()
}

/// As `cp` and `rsync -a` of a colleague's folder do.
#[test]
fn an_older_copy_laid_over_ones_own_records_is_told_and_taken_back() {
    for is_replaced in [false, true] {
        let here = Surrounding::new();
        here.run(&["mark", CLAUSES[0], "done"]);
        let journal = journals(&here).remove(0);
        let old = fs::read(&journal).unwrap();
        here.run(&["mark", CLAUSES[1], "done"]);
        if is_replaced {
            fs::remove_file(&journal).unwrap();
        }
        fs::write(&journal, &old).unwrap();
        let status = here.run(&["status"]);
        assert_eq!(status.code, 2);
        assert!(
            status.err.contains("自分の記録が 1 件減っています") && status.err.contains("--restore"),
            "{}",
            status.err
        );
        let verified = here.run(&["verify", "--json"]);
        assert_eq!((verified.code, verified.json()[0]["lost"].as_array().unwrap().len()), (1, 1));
        // What is marked meanwhile goes into a journal of its own, so that the old one can be put back.
        assert_eq!(here.run(&["mark", CLAUSES[2], "done"]).code, 0);
        assert_eq!(fs::read(&journal).unwrap(), old);
        let restored = here.run(&["verify", "--restore"]);
        assert!(restored.code == 0 && restored.err.contains("1 件を戻しました"), "{}", restored.err);
        assert_eq!((here.run(&["status"]).code, done(&here)), (0, 3.into()));
    }
}

#[test]
fn records_that_are_gone_stop_marking_until_they_are_back_or_given_up() {
    let here = Surrounding::new();
    here.run(&["mark", CLAUSES[0], "done"]);
    let (folder, away) = (here.path("data/worklists/default"), here.path("away"));
    fs::rename(&folder, &away).unwrap();
    fs::create_dir(&folder).unwrap();
    let refused = here.run(&["mark", CLAUSES[1], "done"]);
    assert!(refused.code == 2 && refused.err.contains("共有フォルダーが外れていないか"), "{}", refused.err);
    assert!(journals(&here).is_empty(), "nothing is written into an empty mount point");
    assert_eq!(here.run(&["status"]).code, 2);
    fs::remove_dir(&folder).unwrap();
    fs::rename(&away, &folder).unwrap();
    assert_eq!(here.run(&["mark", CLAUSES[1], "done"]).code, 0);

    fs::remove_dir_all(&folder).unwrap();
    assert_eq!(here.run(&["verify", "--restore"]).code, 0);
    assert_eq!(done(&here), 2);
    fs::remove_dir_all(&folder).unwrap();
    assert_eq!(here.run(&["verify", "--accept"]).code, 1, "there is nothing to verify");
    assert_eq!(here.run(&["mark", CLAUSES[2], "done"]).code, 0);
    assert_eq!(done(&here), 1);
}

/// Copies a folder as `cp -a` does.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for item in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(item.file_name());
        if item.path().is_dir() {
            copy(&item.path(), &target);
        } else {
            fs::copy(item.path(), target).unwrap();
        }
    }
}

/// The same host and user twice, as after a copied home: each goes on in a journal of its own, so that files copied
/// either way take nothing from each other.
#[test]
fn a_copied_home_writes_journals_of_its_own() {
    let (one, other) = (Surrounding::new(), Surrounding::new());
    one.run(&["mark", CLAUSES[0], "done"]);
    copy(&one.path("data"), &other.path("data"));
    one.run(&["mark", CLAUSES[1], "done"]);
    other.run(&["mark", CLAUSES[2], "done"]);
    assert_eq!((journals(&one).len(), journals(&other).len()), (1, 2));
    // Only what the other one has added is copied, as it has the newer time.
    let added = journals(&other).into_iter().find(|path| !journals(&one)[0].ends_with(path.file_name().unwrap()));
    let added = added.unwrap();
    fs::copy(&added, one.path("data/worklists/default").join(added.file_name().unwrap())).unwrap();
    assert_eq!((done(&one), one.run(&["verify"]).code), (3.into(), 0));
}

#[test]
fn records_are_held_to_the_seal_of_a_report() {
    let here = Surrounding::new();
    here.run(&["mark", CLAUSES[0], "done"]);
    here.run(&["mark", CLAUSES[1], "done"]);
    assert_eq!(here.run(&["export", "json", "--out", "report.json"]).code, 0);
    let against = || here.run(&["verify", "--against", "report.json"]);
    let version = here.run(&["--version"]).out;
    let report: Value = serde_json::from_str(&fs::read_to_string(here.path("report.json")).unwrap()).unwrap();
    assert!(version.contains(report["seal"]["catalog"].as_str().unwrap()), "{version}");
    here.run(&["mark", CLAUSES[2], "done"]);
    let sound = against();
    assert!(sound.code == 0 && sound.out.contains("すべてそのまま残っています"), "{}", sound.out);
    let journal = journals(&here).remove(0);
    let text = fs::read_to_string(&journal).unwrap();
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    // The second mark is the last line that the report has seen.
    let sealed = lines.len() - 1;
    let (first, second) = (lines[..sealed - 1].concat(), lines[sealed - 1]);
    let fewer = format!("報告書のときは {sealed} 件ありましたが、今は {} 件です", sealed - 1);
    // Neither the last line nor a missing file breaks the hash chain.
    for (left, part) in [
        (first.clone(), fewer.as_str()),
        (first + &second.replace("done", "todo"), "書き換えられています"),
        (String::new(), "ファイルごとありません"),
    ] {
        fs::write(&journal, &left).unwrap();
        if left.is_empty() {
            fs::remove_file(&journal).unwrap();
        }
        let found = against();
        assert!(found.code == 1 && found.out.contains(part), "{part}: {}", found.out);
    }
    for (name, text) in [("none.json", None), ("other.json", Some("{}")), ("text.json", Some("no JSON"))] {
        text.map(|text| here.write(name, text));
        let refused = here.run(&["verify", "--against", name]);
        assert!(refused.code == 2 && refused.err.contains(name), "{}", refused.err);
    }
}

#[test]
fn where_nothing_can_be_remembered_the_work_goes_on() {
    let here = Surrounding::new();
    here.write("state", "a file where the folder would be");
    let marked = here.run(&["mark", CLAUSES[0], "done"]);
    assert_eq!((marked.code, done(&here)), (0, 1.into()));
    assert!(marked.err.contains("記録の控えを残せません"), "{}", marked.err);
}

#[test]
fn what_is_made_in_a_groups_folder_is_the_groups() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    for (around, folder, file) in [(0o2770, 0o2770, 0o660), (0o700, 0o700, 0o600)] {
        let here = Surrounding::new();
        let data = here.path("data");
        fs::create_dir(&data).unwrap();
        fs::set_permissions(&data, fs::Permissions::from_mode(around)).unwrap();
        here.run(&["mark", CLAUSES[0], "done"]);
        assert_eq!(mode(&here.path("data/worklists/default")), folder);
        assert_eq!(mode(&journals(&here)[0]), file);
        // What this machine remembers is nobody else's.
        assert_eq!(mode(&here.path("state")), 0o700);
    }
}

/// Entries that continue the chain are read whatever stands around them, in the own folder and in a merge alike.
#[test]
fn odd_bytes_around_the_records_cost_none_of_them() {
    let there = Surrounding::new();
    there.run(&["mark", CLAUSES[0], "done"]);
    there.run(&["mark", CLAUSES[1], "done"]);
    let sound = fs::read(&journals(&there)[0]).unwrap();
    let middle = sound.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    let nuls = [&sound[..middle], &[0; 512], &sound[middle..]].concat();
    let glued = [&sound[..middle - 1], &sound[middle..]].concat();
    for odd in [[b"\xef\xbb\xbf", &sound[..]].concat(), nuls, glued] {
        let here = Surrounding::new();
        let name = here.write("data/worklists/default/pc-ito-01234567 (1).JSONL", "");
        fs::write(&name, &odd).unwrap();
        let status = here.run(&["status", "--json"]);
        assert_eq!((status.code, &status.json()[0]["by_status"]["done"]), (0, &2.into()), "{}", status.err);
        assert!(status.err.contains("余分なバイトがあります"), "{}", status.err);
        assert_eq!(here.run(&["verify"]).code, 1);
        let other = Surrounding::new();
        let merged = other.run(&["merge", here.path("data/worklists/default").to_str().unwrap(), "--apply"]);
        assert!(merged.code == 0 && merged.err.contains("余分なバイトがあります"), "{}", merged.err);
        assert_eq!(done(&other), 2);
    }
}

/// The empty place of a share is found empty at the start, not only under a running program.
#[test]
fn nothing_writes_into_the_empty_place_of_a_worklist() {
    let (here, there) = (Surrounding::new(), Surrounding::new());
    here.run(&["worklist", "create", "東", "--facility", "東"]);
    here.run(&["worklist", "switch", "東"]);
    here.run(&["mark", CLAUSES[0], "done"]);
    here.run(&["export", "csv", "--out", "s.csv"]);
    let form = fs::read_to_string(here.path("s.csv")).unwrap();
    here.write("s.csv", &form.replacen("完了", "対応中", 1));
    there.run(&["mark", CLAUSES[1], "done"]);
    let (folder, away) = (here.path("data/worklists/東"), here.path("away"));
    fs::rename(&folder, &away).unwrap();
    fs::create_dir(&folder).unwrap();
    here.write("a.pdf", "a");
    let other = there.path("data/worklists/default");
    let lines: [&[&str]; 8] = [
        &["mark", CLAUSES[1], "done"],
        &["merge", other.to_str().unwrap(), "--apply"],
        &["merge", other.to_str().unwrap(), "--force", "--apply"],
        &["import", "worklist", "s.csv", "--apply"],
        &["evidence", "add", "a.pdf", CLAUSES[0]],
        &["worklist", "set", "--facility", "西"],
        &["undo"],
        &["worklist", "archive", "東"],
    ];
    for line in lines {
        let ran = here.run(line);
        assert!(ran.code == 2 && ran.err.contains("記録が見つかりません"), "{line:?} {}{}", ran.out, ran.err);
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0, "{line:?}");
    }
    for line in [&["status"][..], &["check"], &["export", "html"], &["worklist", "show"]] {
        assert_eq!(here.run(line).code, 2, "{line:?}");
    }
    assert_eq!(here.run(&["worklist", "copy", "東", "西"]).code, 2);
    fs::remove_dir(&folder).unwrap();
    fs::rename(&away, &folder).unwrap();
    assert_eq!(here.run(&["status", "--json"]).json()[0]["by_status"]["done"], 1);
}

#[test]
fn a_worklist_whose_folder_was_removed_comes_back_or_is_given_up() {
    let here = Surrounding::new();
    here.run(&["worklist", "create", "東", "--facility", "東"]);
    here.run(&["worklist", "switch", "東"]);
    here.run(&["mark", CLAUSES[0], "done"]);
    let folder = here.path("data/worklists/東");
    fs::remove_dir_all(&folder).unwrap();
    let missing = here.run(&["status"]);
    assert!(missing.code == 2 && missing.err.contains("verify --restore"), "{}", missing.err);
    assert_eq!(here.run(&["verify", "--restore", "--worklist", "東"]).code, 0);
    assert_eq!(here.run(&["status", "--json"]).json()[0]["by_status"]["done"], 1);
    fs::remove_dir_all(&folder).unwrap();
    assert_eq!(here.run(&["verify", "--accept"]).code, 1);
    assert_eq!(here.run(&["worklist", "create", "東"]).code, 0);
}

/// The choice of the worklist lies on the share as well.
#[test]
fn while_the_whole_data_folder_is_away_no_other_worklist_is_begun() {
    let here = Surrounding::new();
    here.run(&["worklist", "create", "東", "--facility", "東"]);
    here.run(&["worklist", "switch", "東"]);
    here.run(&["mark", CLAUSES[0], "done"]);
    fs::rename(here.path("data"), here.path("away")).unwrap();
    fs::create_dir(here.path("data")).unwrap();
    for line in [&["mark", CLAUSES[1], "done"][..], &["status"], &["verify"]] {
        let ran = here.run(line);
        assert!(ran.code == 2 && ran.err.contains("「東」が見つかりません"), "{line:?} {}", ran.err);
    }
    assert_eq!(here.run(&["search", "二要素認証"]).code, 0);
    assert_eq!(fs::read_dir(here.path("data")).unwrap().count(), 0);
}

#[test]
fn own_records_that_were_rewritten_are_told_and_come_back() {
    let here = Surrounding::new();
    here.run(&["mark", CLAUSES[0], "done"]);
    here.run(&["mark", CLAUSES[1], "done"]);
    let journal = journals(&here).remove(0);
    let sound = fs::read_to_string(&journal).unwrap();
    // The last line has no next one whose hash would tell.
    let at = sound.rfind("done").unwrap();
    fs::write(&journal, format!("{}todo{}", &sound[..at], &sound[at + 4..])).unwrap();
    let status = here.run(&["status"]);
    assert!(status.code == 2 && status.err.contains("1 件書き換えられています"), "{}", status.err);
    assert_eq!(here.run(&["verify"]).code, 1);
    assert_eq!(here.run(&["verify", "--restore"]).code, 0);
    assert_eq!(done(&here), 2);
    assert_eq!(fs::read_to_string(&journal).unwrap(), sound);
}
