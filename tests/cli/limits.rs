//! Files and folders that are not what they should be: each ends with a sentence that says what, where and what next.

use std::path::Path;
use std::process::Command;

use crate::support::{Ran, Surrounding};

const CLAUSE: &str = "mhlw6.sysun.14.5";

/// Words of the system and of libraries that no sentence may hold.
const ENGLISH: [&str; 14] = [
    "error",
    "Error",
    "stream",
    "expected",
    "invalid",
    "unexpected",
    "directory",
    "such file",
    "denied",
    "too long",
    "os ",
    "memory",
    "valid",
    "unclosed",
];

/// Makes a pipe under a path; whoever opened it would wait for ever.
fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// Makes a file of so many bytes that takes no room.
fn sparse(path: &Path, bytes: u64) {
    std::fs::File::create(path).unwrap().set_len(bytes).unwrap();
}

/// Holds that a run has failed with one sentence, in Japanese, perhaps with a hint.
fn assert_refused(ran: &Ran, parts: &[&str]) {
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{}", ran.err);
    assert!(ran.err.starts_with("tenken: ") && ran.err.lines().count() <= 2, "{}", ran.err);
    assert!(!ENGLISH.iter().any(|word| ran.err.contains(word)), "{}", ran.err);
    assert!(parts.iter().all(|part| ran.err.contains(part)), "{parts:?}: {}", ran.err);
}

#[test]
fn a_folder_of_records_is_read_within_limits() {
    let here = Surrounding::new();
    let check = || here.run(&["data", "check", "pack"]);
    let file = here.write("pack/a.toml", "");
    sparse(&file, 17 << 30);
    assert_refused(&check(), &["pack/a.toml を読めません (ファイルの大きさの上限を超えます)", "確かめて"]);
    std::fs::remove_file(&file).unwrap();
    pipe(&file);
    assert_refused(&check(), &["pack/a.toml を読めません (ふつうのファイルではありません)", "指定して"]);
    assert_refused(&here.run(&["search", "認証", "--data", "pack"]), &["ふつうのファイルではありません"]);
    std::fs::remove_file(&file).unwrap();
    assert_refused(&here.run(&["data", "check", "home/../a"]), &["home/../a を読めません (見つかりません)", "場所"]);
    here.write("a", "");
    assert_refused(&here.run(&["data", "check", "a"]), &["a を読めません (", "フォルダーを指定"]);
}

#[test]
fn a_flood_of_findings_is_told_by_its_first_and_its_number() {
    let here = Surrounding::new();
    here.write(
        "pack/a.toml",
        &(0..5_000).map(|number| format!("[[term]]\nid = \"term.x{number}\"\n")).collect::<String>(),
    );
    let ran = here.run(&["data", "check", "pack"]);
    assert_eq!(ran.code, 2);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines.len(), 22, "{}", ran.out);
    assert!(lines[19].starts_with("pack/a.toml:39: term.x19 "), "{}", ran.out);
    assert_eq!(lines[20..], ["ほかに 4980 件あります。", "誤りが 5000 件あります。"]);
}

#[test]
fn many_records_in_one_file_are_read_in_one_go() {
    let here = Surrounding::new();
    let term =
        |number| format!("[[term]]\nid = \"term.x{number}\"\nterm = \"語\"\nreading = \"ご\"\ndefinition = \"語。\"\n");
    here.write("data/catalog/a.toml", &(0..50_000).map(term).collect::<String>());
    // The old reader counted the lines anew for every record, which took minutes.
    assert_eq!(here.run(&["show", CLAUSE]).code, 0);
    let place = here.run(&["show", "term.x49999", "--json"]).json()[0]["place"].clone();
    assert!(place.as_str().unwrap().ends_with("a.toml:249996"), "{place}");
}

#[test]
fn settings_and_keys_that_are_no_plain_text_are_named() {
    let here = Surrounding::new();
    std::fs::create_dir(here.path("config")).unwrap();
    let file = here.path("config/keys.toml");
    let refused =
        |reason: &str| assert_refused(&here.run(&["keys"]), &["keys.toml を読み込めません", reason, "移して"]);
    pipe(&file);
    refused("ふつうのファイルではありません");
    std::fs::remove_file(&file).unwrap();
    sparse(&file, 2 << 30);
    refused("大きさの上限");
    std::fs::write(&file, b"\x82\xa0").unwrap();
    refused("UTF-8 の文字ではありません");
    std::fs::remove_file(&file).unwrap();
    std::fs::create_dir(&file).unwrap();
    refused("フォルダーです");
    std::fs::remove_dir(&file).unwrap();
    std::os::unix::fs::symlink(&file, &file).unwrap();
    refused("リンクがたがいを指しています");
    std::fs::remove_file(&file).unwrap();
    std::fs::write(&file, "[[bind]]\nkey = \"x\n").unwrap();
    assert_refused(&here.run(&["keys"]), &["keys.toml の 2 行目", "引用符"]);
}

#[test]
fn a_choice_of_worklist_that_cannot_be_read_is_none() {
    let here = Surrounding::new();
    std::fs::create_dir_all(here.path("data/worklists")).unwrap();
    let file = here.path("data/worklists/.current");
    pipe(&file);
    assert_eq!(here.run(&["status"]).code, 0);
    std::fs::remove_file(&file).unwrap();
    sparse(&file, 2 << 30);
    assert_eq!(here.run(&["status"]).code, 0);
}

#[test]
fn a_hint_helps_with_what_went_wrong() {
    let here = Surrounding::new();
    here.write("x.jsonl", "");
    here.write("a", "");
    let long = "長".repeat(100);
    let cases: [(&[&str], &[&str]); 12] = [
        (&["merge", "./x.jsonl"], &["フォルダーではありません: ./x.jsonl を読み込めません。", "フォルダーを指定"]),
        (&["merge", "nowhere"], &["見つかりません: nowhere を読み込めません。", "場所と名前"]),
        (&["merge", "/etc/passwd"], &["フォルダーを指定"]),
        (&["merge", "/dev/null"], &["フォルダーを指定"]),
        (&["merge", &long], &["名前が長すぎ", "短く"]),
        (&["evidence", "add", "nowhere.pdf", CLAUSE], &["見つかりません", "確かめて"]),
        (&["evidence", "add", "home", CLAUSE], &["フォルダーです", "ファイル"]),
        (&["evidence", "add", "a/b.pdf", CLAUSE], &["フォルダー"]),
        (&["evidence", "add", "/dev/zero", CLAUSE], &["ふつうのファイルではありません", "指定して"]),
        (&["export", "csv", "--out", "nowhere/x.csv"], &["見つかりません", "場所と名前"]),
        (&["export", "csv", "--out", "a/x.csv"], &["フォルダー"]),
        (&["data", "check", "nowhere"], &["見つかりません", "場所と名前"]),
    ];
    for (args, parts) in cases {
        let ran = here.run(args);
        assert_refused(&ran, parts);
        assert!(ran.err.lines().count() == 2 && !ran.err.contains("TENKEN_DATA_DIR"), "{args:?}: {}", ran.err);
    }
    let mut own = here.command(&["mark", CLAUSE, "done"]);
    own.env("TENKEN_DATA_DIR", here.path("a"));
    assert_refused(&Ran::of(own), &["フォルダーでない", "TENKEN_DATA_DIR"]);
}

#[test]
fn a_number_that_is_none_is_explained() {
    let here = Surrounding::new();
    for wrong in ["abc", "0", "-1", "1.5", "99999999999999999999999"] {
        for command in ["search", "explain"] {
            let option = format!("--limit={wrong}");
            let ran = here.run(&[command, "認証", option.as_str()]);
            assert_refused(&ran, &[&format!("「{wrong}」は使えません。1 以上の整数で書いてください。")]);
        }
    }
}

#[test]
fn a_full_disk_is_said_in_japanese() {
    let here = Surrounding::new();
    let mut command = here.command(&["show", CLAUSE]);
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = command.stdout(full).output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_refused(
        &Ran { code: output.status.code().unwrap(), out: String::new(), err },
        &["出力できません (ディスクの空きがありません)", "空きを作って"],
    );
}

#[test]
fn evidence_is_recorded_as_it_is_named_or_refused() {
    let here = Surrounding::new();
    let mut recorded = 0;
    for c in [
        "", " ", "\u{3000}", "\u{a0}", "\u{200b}", "\u{200f}", "\u{feff}", "\u{202e}", "\u{3164}", "\u{200d}", "\t",
        "\n",
    ] {
        for name in [format!("a{c}b.pdf"), format!("a.pdf{c}"), format!("{c}a.pdf")] {
            here.write(&name, &name);
            let ran = here.run(&["evidence", "add", name.as_str(), CLAUSE]);
            if ran.code == 2 {
                assert!(ran.err.contains("名前に使えない文字があります"), "{name:?}: {}", ran.err);
                assert!(c.starts_with(['\u{200f}', '\u{feff}', '\u{202e}', '\t', '\n']), "{name:?}");
                continue;
            }
            recorded += usize::from(ran.code == 0);
            let listed = here.run(&["evidence", "list", "--json"]).json().remove(0);
            let places = listed["evidence"].as_array().unwrap();
            let is_it = |one: &serde_json::Value| one["location"].as_str().unwrap().ends_with(&format!("/{name}"));
            assert!(places.iter().any(is_it), "{name:?}: {listed}");
        }
    }
    let checked = here.run(&["evidence", "check", "--json"]);
    assert_eq!((checked.code, &checked.json()[0]["checked"]), (0, &recorded.into()), "{}", checked.out);
    let page = here.run(&["evidence", "add", "https://example.com/\u{202e}a", CLAUSE]);
    assert_refused(&page, &["URL に使えない文字があります"]);
    sparse(&here.path("big"), 17 << 30);
    // It is refused by its length: reading it would take minutes.
    assert_refused(&here.run(&["evidence", "add", "big", CLAUSE]), &["大きさの上限", "何も記録していません"]);
    pipe(&here.path("pipe"));
    assert_refused(&here.run(&["evidence", "add", "pipe", CLAUSE]), &["ふつうのファイルではありません"]);
}

#[test]
fn a_replaced_report_stays_readable_for_those_who_could_read_it() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let here = Surrounding::new();
    let file = here.write("out.html", "old");
    for mode in [0o644, 0o664, 0o640, 0o600] {
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).unwrap();
        let group = std::fs::metadata(&file).unwrap().gid();
        assert_eq!(here.run(&["export", "html", "--out", "out.html", "--force"]).code, 0);
        let metadata = std::fs::metadata(&file).unwrap();
        assert_eq!((metadata.mode() & 0o777, metadata.gid()), (mode, group));
    }
}

#[test]
fn what_a_killed_program_left_behind_goes_with_the_next_one() {
    let here = Surrounding::new();
    here.run(&["mark", CLAUSE, "done"]);
    let strays = [
        "out/.report.html.0123456789abcdef.new",
        "data/worklists/default/.merged-0123.jsonl.fedcba9876543210.new",
        "data/worklists/..current.00000000000000aa.new",
    ];
    for stray in strays {
        here.write(stray, "half");
    }
    let kept = ["out/.mine.new", "out/report.html.0123456789abcdef.new", "data/worklists/default/.x.new"];
    for mine in kept {
        here.write(mine, "mine");
    }
    assert_eq!(here.run(&["status"]).code, 0);
    assert_eq!(here.run(&["export", "html", "--out", "out/report.html"]).code, 0);
    assert!(!strays.iter().any(|stray| here.path(stray).exists()));
    assert!(kept.iter().all(|mine| here.path(mine).exists()));
}

#[test]
fn a_worklist_that_could_not_be_written_is_not_there() {
    let here = Surrounding::new();
    let limited = |args: &[&str]| {
        let mut command = Command::new("sh");
        // No file may grow: like a full disk, with another number.
        command.args(["-c", "trap '' XFSZ; ulimit -f 0; exec \"$@\"", "sh", env!("CARGO_BIN_EXE_tenken")]).args(args);
        command.env_clear().env("HOME", here.path("home")).env("TENKEN_DATA_DIR", here.path("data"));
        command.env("TENKEN_CONFIG_DIR", here.path("config")).env("TENKEN_CACHE_DIR", here.path("cache"));
        Ran::of(command)
    };
    assert_refused(&limited(&["worklist", "create", "x"]), &["上限を超えます"]);
    assert!(!here.path("data/worklists/x").exists());
    assert_eq!(here.run(&["worklist", "list"]).code, 1);
    assert_eq!(here.run(&["worklist", "create", "x"]).code, 0);
    assert_eq!(limited(&["worklist", "copy", "x", "y"]).code, 2);
    assert!(here.path("data/worklists/x").exists() && !here.path("data/worklists/y").exists());
}

#[test]
fn nothing_hides_in_what_is_printed_or_recorded_as_an_owner() {
    let here = Surrounding::new();
    let hidden = "\u{feff}情\u{200b}報\u{3164}課\u{115f}\u{e0041}\u{202e}証\u{200d}跡\u{fe0f}\u{fe0f}";
    let harmful = |text: &str| tenken::text::clean::judged(text).any(|(c, is_harmful)| is_harmful && c != '\n');
    let lines: [&[&str]; 6] = [
        &["search", hidden],
        &["show", hidden],
        &["mark", hidden, "done"],
        &["merge", hidden],
        &["worklist", "create", hidden],
        &["search", hidden, "--json"],
    ];
    for args in lines {
        let ran = here.run(args);
        assert!(!harmful(&ran.out) && !harmful(&ran.err), "{args:?}: {:?} {:?}", ran.out, ran.err);
    }
    assert_eq!(here.run(&["mark", CLAUSE, "--owner", hidden]).code, 0);
    let owner = here.run(&["show", CLAUSE, "--json"]).json()[0]["worklist"]["owner"].clone();
    assert_eq!(owner, "情報課証跡\u{fe0f}");
    let spelled = "葛\u{e0100}城 👩\u{200d}💻";
    assert_eq!(here.run(&["mark", CLAUSE, "--owner", spelled]).code, 0);
    assert_eq!(here.run(&["show", CLAUSE, "--json"]).json()[0]["worklist"]["owner"], spelled);
}
