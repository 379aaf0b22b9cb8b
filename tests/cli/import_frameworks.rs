//! `tenken import` of frameworks and threats, and of files that are hostile or of no use.

use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::support::books::{packed, rows, xlsx};
use crate::support::{Ran, Surrounding};

const CTID: &str = r#"{"metadata": {"mapping_framework": "azure", "attack_version": "16.1"}, "mapping_objects": [
  {"capability_id": "azure_backup", "capability_description": "Azure Backup", "attack_object_id": "T1486",
   "attack_object_name": "Data Encrypted for Impact", "score_category": "respond", "score_value": "significant", "comments": "Restores quickly."},
  {"capability_id": "azure_backup", "attack_object_id": "T1486", "score_category": "protect", "score_value": "minimal"}]}"#;
const OSCAL: &str = r#"{"catalog": {"metadata": {"title": "Zebra Catalog", "version": "1", "oscal-version": "1.1.2"}, "groups": [
  {"id": "g", "title": "Zebra Group", "controls": [
    {"id": "g-1", "title": "Zebra Stripes", "props": [{"name": "label", "value": "G-1"}],
     "parts": [{"name": "guidance", "prose": "First line.\nSecond line."}, {"name": "statement", "prose": "Count the quagga stripes of each animal every night before the gates are closed."}],
     "controls": [{"id": "g-1.1", "title": "More"}, {"id": "g-1.2", "title": "Gone", "props": [{"name": "status", "value": "withdrawn"}]}]}]}]}}"#;
const CISO: &str = "urn: urn:a:risk:library:okapi
ref_id: OKAPI
name: Okapi
publication_date: 2026-06-03
objects:
  framework:
    urn: urn:a:risk:framework:okapi
    ref_id: OKAPI
    name: Okapi
    requirement_nodes:
    - {urn: 'urn:a:risk:req_node:okapi:o', assessable: false, depth: 1, ref_id: O, name: Okapi}
    - {urn: 'urn:a:risk:req_node:okapi:o-1', assessable: true, depth: 2, ref_id: O-1, parent_urn: 'urn:a:risk:req_node:okapi:o', description: Know every okapi}
    - {urn: 'urn:a:risk:req_node:okapi:o-2', assessable: true, depth: 2, ref_id: O-2, parent_urn: 'urn:a:risk:req_node:okapi:o', description: Lead every eland calf to the river before the rains begin and count it there}
  requirement_mapping_sets:
  - requirement_mappings:
    - {source_requirement_urn: 'urn:a:risk:req_node:okapi:o-1', target_requirement_urn: 'urn:a:risk:req_node:far:1', relationship: equal}
    - {source_requirement_urn: 'urn:a:risk:req_node:okapi:o-1', target_requirement_urn: 'urn:a:risk:req_node:okapi:o-2', relationship: subset, annotation: Both count bongo horns}
  - requirement_mappings:
    - {source_requirement_urn: 'urn:a:risk:req_node:far:1', target_requirement_urn: 'urn:a:risk:req_node:okapi:o-1', relationship: equal}
";

fn benchmark() -> Vec<u8> {
    let titles = ["ID", "Control Domain", "Recommendation", "Security Principle", "Azure Guidance", "AWS Guidance"];
    let network = [
        &titles[..],
        &["NS-1", "Network", "Use a gnu wall", "Walls keep gnus out.", "Use Azure Firewall.", "Use AWS."],
    ];
    let xlsx_rows = rows(&network);
    let readme = rows(&[&[], &["", " Microsoft Cloud Security Benchmark v9 "]]);
    xlsx("", &[("Readme", &readme, ""), ("Network", &xlsx_rows, "")])
}

fn import(here: &Surrounding, name: &str, options: &[&str]) -> Ran {
    here.run(&[&["import", name, "--json"], options].concat())
}

fn counts(ran: &Ran) -> Value {
    ran.json().first().map_or(Value::Null, |document| document["records"].clone())
}

#[test]
fn each_kind_is_recognised_read_and_taken_in() {
    let here = Surrounding::new();
    for (name, text) in [("ctid.json", CTID), ("oscal.json", OSCAL), ("ciso.yaml", CISO)] {
        here.write(name, text);
    }
    std::fs::write(here.path("benchmark.xlsx"), benchmark()).unwrap();
    for (name, format, pack, key, count, skipped) in [
        ("ctid.json", "ctid", "ctid-azure", "mapping", 1, 1),
        ("oscal.json", "oscal", "zebra-catalog", "clause", 2, 1),
        ("ciso.yaml", "ciso", "okapi", "clause", 2, 2),
        ("benchmark.xlsx", "benchmark", "mcsb-v9", "clause", 1, 1),
    ] {
        let ran = import(&here, name, &[]);
        assert_eq!(ran.code, 0, "{name}: {}", ran.err);
        let document = &ran.json()[0];
        assert_eq!((&document["format"], &document["pack"]), (&json!(format), &json!(pack)));
        assert_eq!((&document["records"][key], &document["applied"]), (&json!(count), &json!(false)), "{name}");
        assert_eq!(document["skipped"].as_array().unwrap().len(), skipped, "{name}: {}", document["skipped"]);
        assert_eq!(import(&here, name, &["--apply"]).json()[0]["applied"], json!(true), "{name}");
    }
    assert_eq!(
        counts(&import(&here, "ciso.yaml", &[]))["link"],
        json!(2),
        "the set the other way round says nothing new"
    );
    assert_eq!(counts(&import(&here, "ctid.json", &["--all"]))["mapping"], json!(2));
    for (query, id) in [
        ("Zebra Stripes", "zebra-catalog.g-1"),
        ("quagga stripes", "zebra-catalog.g-1"),
        ("Know every okapi", "okapi.o-1"),
        ("Use a gnu wall", "mcsb-v9.ns-1"),
    ] {
        let found = here.run(&["search", query, "--json"]);
        assert!(found.out.contains(id), "{query}: {}", found.out);
    }
    let risk = here.run(&["show", "risk.ransomware-ehr", "--json"]);
    assert!(risk.out.contains("Restores quickly"), "what the mapping says stands on the page of the risk");
}

#[test]
fn the_words_of_a_framework_leave_by_no_export_unasked() {
    let here = Surrounding::new();
    for (name, text) in [("oscal.json", OSCAL), ("ciso.yaml", CISO)] {
        here.write(name, text);
        assert_eq!(import(&here, name, &["--apply"]).code, 0);
    }
    // The texts of nodes without names, whose beginnings stand in place of titles, and what is said of a tie between two.
    let words = ["quagga stripes", "Know every okapi", "Lead every eland", "bongo horns"];
    let exported = |kind: &str, format: &str, options: &[&str]| {
        let ran = here.run(&[&["export", kind, "--format", format, "-o", "out"], options].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        let text = std::fs::read_to_string(here.path("out")).unwrap();
        std::fs::remove_file(here.path("out")).unwrap();
        text
    };
    for (kind, format) in [("catalog", "oscal"), ("catalog", "ciso"), ("mapping", "json")] {
        let text = exported(kind, format, &[]);
        for words in words {
            assert!(!text.contains(words), "{kind} {format}: {words}");
        }
    }
    let asked = exported("catalog", "oscal", &["--with-original"]);
    assert!(words[1..3].iter().all(|words| asked.contains(words)), "what is asked for is there");
}

#[test]
fn our_own_libraries_and_catalogs_are_read_back_whole() {
    fn controls(value: &Value) -> usize {
        let below = ["groups", "controls"].iter().flat_map(|key| value[key].as_array().into_iter().flatten());
        below.map(controls).sum::<usize>() + value["controls"].as_array().map_or(0, Vec::len)
    }
    let here = Surrounding::new();
    for format in ["ciso", "oscal"] {
        let ran = here.run(&["export", "catalog", "--format", format, "-o", format]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let text = std::fs::read_to_string(here.path(format)).unwrap();
        let (expected, links) = match format {
            "ciso" => (text.matches("assessable: true").count(), true),
            _ => (controls(&serde_json::from_str::<Value>(&text).unwrap()["catalog"]), false),
        };
        assert!(expected > 400, "{format}: {expected}");
        let read = import(&here, format, &[]);
        assert_eq!(counts(&read)["clause"], json!(expected), "{format}: {}", read.err);
        assert_eq!(counts(&read)["link"].as_u64().unwrap() > 0, links, "{format}");
    }
    let again = import(&here, "ciso", &[]).json()[0]["warnings"].to_string();
    assert!(again.contains("すでにカタログにあります"), "{again}");
}

#[test]
fn files_of_no_use_end_in_one_sentence() {
    let here = Surrounding::new();
    let profile = r#"{"profile": {"metadata": {"title": "LOW"}, "imports": []}}"#;
    for (name, text) in [
        ("LICENSE", "Apache License\n"),
        ("names.json", r#"{"attack_version": "16.1", "techniques": {"T1": "A"}}"#),
        ("matrix.yaml", "urn: u\nname: 5x5\nobjects:\n  risk_matrix: []\n"),
        ("profile.json", profile),
        ("results.json", r#"{"assessment-results": {"uuid": "x"}}"#),
    ] {
        here.write(name, text);
        let ran = here.run(&["import", name]);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{name}");
        let told = &import(&here, name, &[]).json()[0];
        assert!(told["warnings"][0].as_str().unwrap().contains("これは") && told["format"] == "", "{told}");
        assert!(ran.err.contains("これは") && ran.err.lines().count() <= 4, "{name}: {}", ran.err);
    }
}

/// Imports a file with no more than 300 MB of memory of its own, where the system can hold a program to that.
fn confined(here: &Surrounding, name: &str) -> Ran {
    let whole = here.command(&["import", name, "--json"]);
    let mut command = Command::new("sh");
    command
        .args(["-c", "ulimit -d 307200 2>/dev/null; \"$0\" \"$@\"; exit $?"])
        .arg(whole.get_program())
        .args(whole.get_args());
    command.env_clear().current_dir(here.path("")).stdin(Stdio::null());
    command.envs(whole.get_envs().filter_map(|(name, value)| Some((name, value?))));
    Ran::of(command)
}

/// Returns the official text of a volume with this behind its first page.
fn official(behind: &str) -> Vec<u8> {
    format!("医療情報システムの安全管理に関するガイドライン 第7.0版\nシステム運用編\n令和8年6月\n\u{c}{behind}")
        .into_bytes()
}

/// A file that does harm: its name, what is said of it (the limit that it is refused at, or what is wrong before any), and what
/// stands in it.
type Hostile = (&'static str, &'static str, Vec<u8>);

fn hostile_json() -> Vec<Hostile> {
    let capability =
        |n| format!(r#"{{"attack_object_id": "T1486", "capability_id": "c{n}", "score_value": "significant"}}"#);
    let capabilities: Vec<String> = (0..150_000).map(capability).collect();
    let objects = |text: String| format!("{{\"mapping_objects\": [{text}]}}").into_bytes();
    let metadata = |text: String| format!("{{\"catalog\": {{\"metadata\": {text}").into_bytes();
    vec![
        ("truncated.json", "途中で切れています", OSCAL[..OSCAL.len() / 2].into()),
        ("deep.json", "入れ子が深すぎます", metadata("[".repeat(1 << 20))),
        ("nan.json", "書き方に合いません", objects("NaN".to_owned())),
        ("huge.json", "書き方に合いません", objects("9".repeat(1 << 20))),
        ("many.json", "値が多すぎます", objects(format!("{}0", "{},".repeat(8 << 20)))),
        ("line.json", "文字が多すぎます", metadata(format!("\"{}\"", "x".repeat(60 << 20)))),
        ("types.json", "中身がありません", "{\"catalog\": [[]], \"metadata\": 1}".into()),
        ("capabilities.json", "取り込む記録が多すぎます", objects(capabilities.join(","))),
    ]
}

fn hostile_yaml() -> Vec<Hostile> {
    let line = |n: usize| format!("  l{n}: &l{n} [{}]\n", vec![format!("*l{}", n - 1); 9].join(","));
    let laughs: String = (1..30).map(line).collect();
    let objects = |text: String| format!("urn: u\nobjects:\n  {text}").into_bytes();
    vec![
        ("deep.yaml", "入れ子が深すぎます", objects(format!("a: {}", "[".repeat(1 << 20)))),
        ("indented.yaml", "値が多すぎます", objects(format!("a: {}x\n", "- ".repeat(1 << 20)))),
        ("laughs.yaml", "参照の繰り返しが多すぎる", objects(format!("l0: &l0 x\n{laughs}"))),
        ("line.yaml", "大きすぎます (16 MB まで)", objects(format!("a: {}", "x".repeat(60 << 20)))),
    ]
}

fn hostile_books_and_texts() -> Vec<Hostile> {
    let bomb = packed(&[("xl/workbook.xml", &vec![b' '; 200 << 20]), ("_rels/.rels", b"")]);
    let columns = "aaaaaaaaaaaaaaaaaaa    bbbbbbbbbbbbbbbbbbb\n".repeat(20_000);
    vec![
        ("bomb.xlsx", "展開すると大きすぎます", bomb),
        ("numbers.txt", "行が多すぎます", official(&"1\n".repeat(190_000))),
        ("columns.txt", "遵守事項も節も見つかりません", official(&columns)),
        ("marks.txt", "長すぎる行があります", official(&"①".repeat(1 << 20))),
    ]
}

#[test]
fn hostile_files_end_in_one_sentence_at_a_limit() {
    let here = Surrounding::new();
    for (name, why, bytes) in [hostile_json(), hostile_yaml(), hostile_books_and_texts()].concat() {
        std::fs::write(here.path(name), bytes).unwrap();
        let ran = confined(&here, name);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{name}: {}", ran.err);
        assert!(ran.err.contains(name) && ran.err.lines().count() <= 4, "{name}: {}", ran.err);
        assert!(ran.err.contains(why), "{name}: {}", ran.err);
        std::fs::remove_file(here.path(name)).unwrap();
    }
}
