//! `tenken export` in every format.

use tenken::export::{FileFormat, Format};
use tenken::import::worklist::Table;

use crate::support::{Ran, Surrounding};

const CLAUSE: &str = "mhlw6.sysun.14.5";

#[test]
fn every_format_becomes_a_private_file() {
    let here = Surrounding::new();
    here.run(&["mark", CLAUSE, "done", "--note", "全端末で確認"]);
    for format in Format::ALL {
        let name = format!("out.{}", format.extension());
        let ran = here.run(&["export", format.code(), "--out", &name]);
        assert_eq!((ran.code, ran.err.is_empty()), (0, true), "{name}: {}", ran.err);
        assert!(ran.out.starts_with(&format!("{name} に書き出しました({}", format.name())), "{}", ran.out);
        let bytes = std::fs::read(here.path(&name)).unwrap();
        assert!(!format.is_text() || String::from_utf8_lossy(&bytes).contains("全端末で確認"), "{name}");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(here.path(&name)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{name}");
        }
    }
}

#[test]
fn a_pipe_gets_the_bytes_of_the_file() {
    let here = Surrounding::new();
    let document: serde_json::Value = serde_json::from_str(&here.run(&["export", "json"]).out).unwrap();
    let status = here.run(&["status", "--json"]).json().remove(0);
    assert_eq!(document["total"]["by_status"], status["by_status"]);
    assert_eq!(document["headings"].as_array().unwrap().len(), status["nodes"].as_array().unwrap().len());
    for (heading, node) in document["headings"].as_array().unwrap().iter().zip(status["nodes"].as_array().unwrap()) {
        assert_eq!((&heading["id"], &heading["counts"]["by_status"]), (&node["id"], &node["by_status"]));
    }
    let workbook = here.command(&["export", "xlsx"]).output().unwrap();
    assert!(Table::of(&workbook.stdout).is_ok(), "a workbook through a pipe");
}

#[test]
fn the_report_says_what_the_worklist_says() {
    let here = Surrounding::new();
    here.run(&["worklist", "set", "--facility", "東病院", "--pattern", "II", "--product", "ms.entra.mfa"]);
    here.write("a.txt", "a");
    here.run(&["evidence", "add", "a.txt", CLAUSE, "--title", "設定"]);
    here.write("b.txt", "b");
    let withdrawn = here.run(&["evidence", "add", "b.txt", CLAUSE, "--json"]).json().remove(0);
    here.run(&["evidence", "withdraw", withdrawn["id"].as_str().unwrap()]);
    let report: serde_json::Value = serde_json::from_str(&here.run(&["export", "json"]).out).unwrap();
    assert_eq!((&report["name"], &report["facility"]), (&"default".into(), &"東病院".into()));
    assert!(report["pattern"].as_str().unwrap().starts_with("II "), "{}", report["pattern"]);
    assert_eq!(report["products"], serde_json::json!(["多要素認証 (MFA)"]));
    assert_eq!(report["evidence"].as_array().unwrap().len(), 1, "what was withdrawn is no evidence");
    let rows = report["rows"].as_array().unwrap();
    let row = rows.iter().find(|row| row["id"] == CLAUSE).unwrap();
    assert_eq!(row["evidence"], serde_json::json!([report["evidence"][0]["id"]]));
    let left_out = rows.iter().filter(|row| row["left_out"] != "").count();
    let about = here.run(&["worklist", "show", "--json"]).json().remove(0);
    assert_eq!(about["counted"], rows.len() - left_out);
    // Editions that are not counted do not fill the report.
    let status = here.run(&["status", "--json"]).json().remove(0);
    let reasons = status["left_out"].as_array().unwrap().iter();
    let by_pattern = reasons.filter(|one| one["reason"].as_str().unwrap().starts_with("参照パターン"));
    let by_pattern: u64 = by_pattern.map(|one| one["count"].as_u64().unwrap()).sum();
    assert_eq!(left_out as u64, by_pattern);
    assert!(about["left_out"].as_u64().unwrap() > by_pattern);
}

#[test]
fn what_comes_by_licence_is_told_apart_from_what_was_chosen_and_with_the_guide() {
    let here = Surrounding::new();
    let guide = "見積もりではありません";
    here.run(&["worklist", "set", "--product", "ms.sentinel"]);
    for format in ["markdown", "html", "json", "oscal"] {
        assert!(!here.run(&["export", format]).out.contains(guide), "{format}: nothing comes by licence");
    }
    here.run(&["worklist", "set", "--licence", "m365-e3"]);
    for format in ["markdown", "html", "json", "oscal"] {
        let out = here.run(&["export", format]).out;
        assert!(out.contains(guide), "{format}");
    }
    let markdown = here.run(&["export", "markdown"]).out;
    let line = |name: &str| markdown.lines().find(|line| line.starts_with(&format!("- 使っている製品({name}): ")));
    let (by_hand, included) = (line("手で選んだもの").unwrap(), line("エディションに含まれるもの").unwrap());
    assert!(by_hand.contains("Sentinel") && !included.contains("Sentinel"), "{by_hand}\n{included}");
    assert!(included.contains("条件付きアクセス") && !by_hand.contains("条件付きアクセス"), "{by_hand}\n{included}");

    let report: serde_json::Value = serde_json::from_str(&here.run(&["export", "json"]).out).unwrap();
    assert_eq!(report["licence_ids"], serde_json::json!(["licence.m365-e3"]));
    let products = report["products_in_use"].as_array().unwrap();
    assert_eq!(products.len(), report["products"].as_array().unwrap().len());
    let product = |id: &str| products.iter().find(|product| product["id"] == id).unwrap();
    assert_eq!(
        (&product("ms.sentinel")["by_hand"], &product("ms.sentinel")["licences"]),
        (&true.into(), &serde_json::json!([]))
    );
    let access = product("ms.entra.conditional-access");
    assert_eq!((&access["by_hand"], &access["licences"]), (&false.into(), &serde_json::json!(["licence.m365-e3"])));
    let oscal = here.run(&["export", "oscal"]).out;
    assert!(oscal.contains("ms.entra.conditional-access") && oscal.contains("licence.m365-e3"), "{oscal}");
}

#[test]
fn a_file_is_only_replaced_when_that_is_said() {
    let here = Surrounding::new();
    here.write("out.csv", "mine");
    let kept = here.run(&["export", "csv", "--out", "out.csv"]);
    assert_eq!((kept.code, kept.out.as_str()), (2, ""));
    assert!(kept.err.contains("out.csv はすでにあります。") && kept.err.contains("--force"), "{}", kept.err);
    assert_eq!(std::fs::read(here.path("out.csv")).unwrap(), b"mine");
    assert_eq!(here.run(&["export", "csv", "--out", "out.csv", "--force"]).code, 0);
    assert!(std::fs::read(here.path("out.csv")).unwrap().len() > 10_000);
    for (target, sentence) in
        [("home", "home はファイルではありません。"), ("nowhere/x.csv", "書き出せません(見つかりません)。")]
    {
        let ran = here.run(&["export", "csv", "--out", target, "--force"]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""));
        assert!(ran.err.contains(sentence), "{}", ran.err);
    }
}

#[test]
fn an_older_encoding_says_what_it_lacks() {
    let here = Surrounding::new();
    here.run(&["mark", CLAUSE, "done", "--note", "確認😀"]);
    let ran = here.run(&["export", "csv", "--encoding", "cp932", "--out", "out.csv"]);
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("CP932 にない 1 字") || ran.err.contains("CP932 にない"), "{}", ran.err);
    assert!(String::from_utf8(std::fs::read(here.path("out.csv")).unwrap()).is_err(), "not UTF-8");
    assert_eq!(here.run(&["import", "worklist", "out.csv"]).out, "変わるところはありません。\n");
    let wrong = here.run(&["export", "html", "--encoding", "cp932"]);
    assert_eq!((wrong.code, wrong.out.as_str()), (2, ""));
    assert!(wrong.err.contains("--encoding は csv だけで使えます"), "{}", wrong.err);
}

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    use std::io::{BufRead, BufReader};
    use std::process::Stdio;
    let here = Surrounding::new();
    let mut child = here.command(&["export", "json"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = String::new();
    BufReader::with_capacity(64, child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn an_unreachable_worklist_is_an_error() {
    let here = Surrounding::new();
    let file = here.write("blocked", "");
    let mut command = here.command(&["export", "csv"]);
    command.env("TENKEN_DATA_DIR", &file);
    let ran = Ran::of(command);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
}

/// The clauses of one chapter, and a query that selects them.
const PART: &str = "編:運用 章:14";

/// Returns the report as JSON.
fn report(here: &Surrounding, more: &[&str]) -> serde_json::Value {
    serde_json::from_str(&here.run(&[&["export", "json"], more].concat()).out).unwrap()
}

#[test]
fn a_part_has_the_clauses_that_a_query_selects_and_says_so() {
    let here = Surrounding::new();
    here.run(&["mark", CLAUSE, "done", "--note", "全端末で確認"]);
    here.run(&["mark", "mhlw6.sysun.13.1", "done"]);
    here.write("a.txt", "a");
    here.write("b.txt", "b");
    here.run(&["evidence", "add", "a.txt", CLAUSE, "--title", "設定"]);
    here.run(&["evidence", "add", "b.txt", "mhlw6.sysun.13.1", "--title", "よその証跡"]);
    let (whole, part) = (report(&here, &[]), report(&here, &["--where", PART]));
    let rows = part["rows"].as_array().unwrap();
    let inside = |row: &&serde_json::Value| row["id"].as_str().unwrap().starts_with("mhlw6.sysun.14.");
    let expected: Vec<_> = whole["rows"].as_array().unwrap().iter().filter(inside).collect();
    assert!(rows.len() > 5 && rows.iter().eq(expected), "the rows are those of the whole");
    assert_eq!((&whole["part"], &part["part"]), (&"".into(), &PART.into()));
    let counts = &whole["headings"].as_array().unwrap().iter().find(|one| one["id"] == "mhlw6.sysun.14").unwrap();
    assert_eq!(part["total"], counts["counts"], "what is not in it is not counted");
    let titles: Vec<_> = part["evidence"].as_array().unwrap().iter().map(|one| &one["title"]).collect();
    assert_eq!(titles, ["設定"]);
    let said = format!("「{PART}」で選んだ {} 条項だけです。点検票の全体ではありません。", rows.len());
    for format in Format::ALL.iter().filter(|format| format.is_text()) {
        let ran = here.run(&["export", format.code(), "--where", PART]);
        assert_eq!((ran.code, ran.err.contains(&said)), (0, true), "{}: {}", format.name(), ran.err);
        let in_file = match format {
            // A table of clauses has no place for it.
            Format::Csv => continue,
            Format::Json | Format::Oscal => PART,
            _ => &said,
        };
        assert!(ran.out.contains(in_file), "{}", format.name());
    }
}

#[test]
fn a_part_comes_back_like_the_whole() {
    let here = Surrounding::new();
    here.run(&["mark", "mhlw6.sysun.13.1", "doing"]);
    for (file, format) in [("part.xlsx", "xlsx"), ("part.csv", "csv")] {
        let ran = here.run(&["export", format, "--where", PART, "--out", file]);
        assert!(ran.code == 0 && ran.out.contains(" 条項)。"), "{}", ran.err);
        assert_eq!(here.run(&["import", "worklist", file]).out, "変わるところはありません。\n");
    }
    let filled = std::fs::read_to_string(here.path("part.csv")).unwrap().replacen(",未着手,", ",完了,", 1);
    here.write("part.csv", &filled);
    let taken = here.run(&["import", "worklist", "part.csv", "--apply"]);
    assert_eq!(taken.code, 0, "{}", taken.err);
    let counts = &here.run(&["status", "--json"]).json()[0]["by_status"];
    assert_eq!((&counts["done"], &counts["doing"]), (&1.into(), &1.into()), "what is not in it stays as it is");
}

#[test]
fn a_minus_sign_stands_for_the_standard_output() {
    let here = Surrounding::new();
    let line = ["export", "mapping", "--format", "csv"];
    let (plain, named) = (here.run(&line), here.run(&[&line[..], &["--out", "-"]].concat()));
    assert_eq!((named.code, &named.out), (0, &plain.out));
    assert!(!here.path("-").exists());
    for command in ["export", "diff"] {
        let help = here.run(&[command, "--help"]).out;
        assert!(help.contains("省くか - なら標準出力に出します"), "{help}");
    }
}

#[test]
fn a_part_that_cannot_be_chosen_is_not_written() {
    let here = Surrounding::new();
    for (query, code, said) in [
        ("", 2, "探せる語も絞り込みもありません。何も書き出していません。"),
        ("種別:措置", 2, "--where で書き出せるのは条項だけです。「種別:措置」は使えません。"),
        ("対応状況:ほぼ 認証", 2, "使えるのは 対応、一部、利用者が設定、対象外、不明 です。"),
        ("編:運用 章:99", 2, "「章:」に使えるのは 1、2、3、"),
        ("編:経営 章:14", 1, "当たる条項はありません。何も書き出していません。"),
    ] {
        let ran = here.run(&["export", "csv", "--out", "part.csv", &format!("--where={query}")]);
        assert_eq!((ran.code, ran.out.as_str()), (code, ""), "{query}");
        assert!(ran.err.contains(said), "{query}: {}", ran.err);
        assert!(!here.path("part.csv").exists(), "{query}");
    }
    here.run(&["worklist", "set", "--party", "事業者"]);
    let ran = here.run(&["export", "json", "--where", PART]);
    assert!(ran.err.contains("数えない") && ran.out.contains("\"left_out\": \"\""), "{}", ran.err);
}

#[test]
fn clauses_without_evidence_can_be_chosen_before_there_is_any() {
    let here = Surrounding::new();
    let part = report(&here, &["--where", "証跡:なし 編:運用"]);
    assert!(part["rows"].as_array().unwrap().len() > 20);
    assert!(here.run(&["search", "証跡:あり"]).err.contains("証跡の記録がまだありません"));
}
