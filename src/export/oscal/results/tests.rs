//! Tests of the OSCAL document.

use std::collections::HashSet;

use proptest::prelude::*;
use serde_json::Value;

use super::super::super::testing::{HOSTILE, assert_golden, full_report, hostile_report};
use super::super::schema_testing::is_token;
use super::super::tests::texts;
use super::*;

fn value(report: &Report) -> Value {
    serde_json::from_slice(&write(report).unwrap()).unwrap()
}

#[test]
fn a_report_reads_like_this() {
    let mut report = full_report();
    report.rows.retain(|row| ["運用 14.(5)", "運用 14.(8)"].contains(&row.label.as_str()));
    report.evidence.truncate(1);
    let written = String::from_utf8(write(&report).unwrap()).unwrap();
    assert_golden("report.oscal.json", &written);
}

#[test]
fn only_a_verdict_of_this_edition_makes_a_finding() {
    let mut report = full_report();
    let row = report.rows[0].clone();
    for (status, verdict, left_out, expected) in [
        (Status::Done, Verdict::Conform, "", Some(("satisfied", "pass"))),
        (Status::Todo, Verdict::Conform, "", Some(("satisfied", "pass"))),
        (Status::Done, Verdict::Nonconform, "", Some(("not-satisfied", "fail"))),
        (Status::Doing, Verdict::Partial, "", Some(("not-satisfied", "fail"))),
        (Status::Done, Verdict::Open, "", None),
        (Status::Todo, Verdict::Open, "", None),
        (Status::Na, Verdict::Conform, "", None),
        (Status::Recheck, Verdict::Conform, "", None),
        (Status::Done, Verdict::Conform, "設定", None),
    ] {
        let mut row = ReportRow { left_out: left_out.to_owned(), ..row.clone() };
        row.answers.status = status;
        row.answers.verdict = verdict;
        report.rows = vec![row];
        let finding = &value(&report)["assessment-results"]["results"][0]["findings"][0]["target"]["status"];
        let found =
            finding.is_object().then(|| (finding["state"].as_str().unwrap(), finding["reason"].as_str().unwrap()));
        assert_eq!(found, expected, "{status:?} {verdict:?} {left_out}");
    }
}

#[test]
fn an_untouched_worklist_has_neither_observations_nor_empty_lists() {
    let mut report = full_report();
    report.evidence.clear();
    for row in &mut report.rows {
        row.answers = Answers::default();
        row.evidence.clear();
        row.conflicts.clear();
        row.changed_at = None;
    }
    let results = &value(&report)["assessment-results"]["results"][0];
    assert!(results.get("observations").is_none() && results.get("findings").is_none());
    assert_eq!(results["start"], results["end"]);
}

#[test]
fn a_selection_always_includes_something() {
    let mut report = full_report();
    let selection = |report: &Report| {
        let document = value(report);
        document["assessment-results"]["results"][0]["reviewed-controls"]["control-selections"][0].clone()
    };
    let some = selection(&report);
    assert!(some.get("include-all").is_none());
    assert_eq!(some["include-controls"].as_array().map(Vec::len), Some(3));
    assert_eq!(some["exclude-controls"].as_array().map(Vec::len), Some(2));
    report.rows.retain(|row| row.answers.status == Status::Na);
    let none = selection(&report);
    assert!(none["include-all"].is_object() && none.get("include-controls").is_none());
}

#[test]
fn every_reference_leads_somewhere_and_every_id_is_there_once() {
    let (mut ids, mut references) = (Vec::new(), Vec::new());
    texts("", &value(&full_report()), &mut |key, text| match key {
        "uuid" => ids.push(text.to_owned()),
        "observation-uuid" | "party-uuids" => references.push(text.to_owned()),
        "href" => references.extend(text.strip_prefix('#').map(str::to_owned)),
        _ => {}
    });
    let known: HashSet<&String> = ids.iter().collect();
    assert_eq!(known.len(), ids.len());
    assert!(references.len() > 6 && references.iter().all(|id| known.contains(id)), "{references:?}");
}

proptest! {
    #[test]
    fn hostile_texts_keep_to_the_data_types(text in HOSTILE) {
        let mut wrong = Vec::new();
        texts("", &value(&hostile_report(&text)), &mut |key, text| {
            let is_right = match key {
                "control-id" | "target-id" => is_token(text),
                "value" | "name" | "title" | "version" => !text.is_empty() && text.trim() == text && !text.contains('\n'),
                "href" => !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>\"\\^`{|}".contains(&byte)),
                "description" => !text.trim().is_empty() && !text.contains('<'),
                _ => true,
            };
            if !is_right {
                wrong.push(format!("{key}: {text:?}"));
            }
        });
        prop_assert_eq!(wrong, Vec::<String>::new());
    }
}
