//! `tenken export` in every format.

use tenken::export::Format;
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
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{name}");
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
    assert_eq!(about["left_out"], left_out);
    assert_eq!(about["counted"], rows.len() - left_out);
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
