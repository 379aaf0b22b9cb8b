//! Catalogs of OSCAL, from a file to clauses.

use super::super::testing::{read, told};
use super::*;

const CATALOG: &str = r##"{"catalog": {"uuid": "u", "metadata": {"title": "Special Publication 1-2 Revision 5.1 *Demo*",
  "last-modified": "2024-02-01T00:00:00Z", "version": "5.1", "oscal-version": "1.1.2", "parties": [{"name": "Office"}]},
 "groups": [{"id": "ac", "title": "Access", "props": [{"name": "label", "value": "AC"}],
   "controls": [{"id": "ac-1", "title": "Policy", "class": "x",
      "params": [{"id": "ac-1_prm_1", "label": "who"}],
      "props": [{"name": "label", "class": "zero-padded", "value": "AC-01"}, {"name": "label", "value": "AC-1"}],
      "links": [{"href": "#ac-2", "rel": "related"}, {"href": "#r1", "rel": "reference"}, {"href": "#ac-1", "rel": "related"},
                {"href": "#ac-2", "rel": "required"}],
      "parts": [{"name": "statement", "parts": [
          {"name": "item", "props": [{"name": "label", "value": "a."}], "prose": "Tell {{ insert: param, ac-1_prm_1 }}:",
           "parts": [{"name": "item", "props": [{"name": "label", "value": "1."}], "prose": "all."}]}]},
        {"name": "guidance", "prose": "Think."},
        {"name": "assessment-objective", "prose": "Determine."}],
      "controls": [{"id": "ac-1.1", "title": "More", "props": [{"name": "label", "value": "AC-1(1)"}],
                    "parts": [{"name": "statement", "prose": "Do more."}]},
                   {"id": "ac-1.2", "title": "Old", "props": [{"name": "status", "value": "Withdrawn"}]}]},
     {"id": "ac-2", "title": "No text"}],
   "groups": [{"id": "ac.s", "title": "Inner", "controls": [{"id": "ac-9", "title": "Deep", "parts": [
      {"name": "statement", "prose": "Deep text."}]}]}]}],
 "controls": [{"id": "x-1", "title": "Loose"}, 5, {"class": "no id"}]}}"##;

#[test]
fn a_catalog_becomes_a_guideline_with_chapters_sections_and_clauses() {
    let reading = read(&Oscal, CATALOG, false).unwrap();
    let records = &reading.records;
    let guideline = &records.guidelines[0];
    assert_eq!(
        (guideline.id.as_str(), guideline.title.as_str()),
        ("sp-1-2-rev5-demo", "Special Publication 1-2 Revision 5.1 Demo")
    );
    assert!(guideline.inspected && guideline.by_choice);
    assert_eq!((guideline.publisher.as_str(), guideline.published.as_str()), ("Office", "2024-02-01"));
    assert_eq!((records.volumes[0].short.as_str(), reading.about.pack.as_str()), ("1-2", "sp-1-2-rev5-demo"));
    let clauses: Vec<[&str; 5]> = records
        .clauses
        .iter()
        .map(|one| [&one.id["sp-1-2-rev5-demo.".len()..], &one.number, &one.title, &one.section, &one.heading])
        .collect();
    let expected = [
        ["ac-1", "AC-1", "Policy", "", ""],
        ["ac-1.1", "AC-1(1)", "More", "", "Policy"],
        ["ac-2", "ac-2", "No text", "", ""],
        ["ac-9", "ac-9", "Deep", "ac.s", "Inner"],
        ["x-1", "x-1", "Loose", "", ""],
    ];
    assert_eq!(clauses, expected);
    let chapters: Vec<&str> = records.chapters.iter().map(|chapter| chapter.title.as_str()).collect();
    assert_eq!((chapters, records.chapters[0].sections.len()), (vec!["AC Access", "(グループなし)"], 1));
    assert_eq!((reading.counts.clause, reading.counts.original), (5, 3));
}

#[test]
fn the_text_of_a_control_has_its_items_and_parameters() {
    let reading = read(&Oscal, CATALOG, false).unwrap();
    assert_eq!(reading.records.originals[0].text, "a. Tell [who]:\n  1. all.\n\nguidance\nThink.");
    assert_eq!(reading.records.clauses[0].refs, ["sp-1-2-rev5-demo.ac-2"]);
    assert_eq!(reading.records.originals[0].place, "AC-1");
}

#[test]
fn what_was_withdrawn_and_what_is_no_control_is_told() {
    let told = told(&read(&Oscal, CATALOG, false).unwrap());
    let expected = ["ac-1.2: 廃止された", "catalog.controls[1] ほか: 管理策の形になっていません", "parts: 評価の手順"];
    assert_eq!(told.len(), expected.len(), "{told:?}");
    for (line, start) in told.iter().zip(expected) {
        assert!(line.starts_with(start), "{line}");
    }
}

#[test]
fn the_same_catalog_in_yaml_and_in_an_older_version_is_read_alike() {
    let tree: serde_json::Value = serde_json::from_str(CATALOG).unwrap();
    let yaml = serde_yaml_ng::to_string(&tree).unwrap();
    let older = CATALOG.replace("1.1.2", "1.0.0").replace("{{ insert: param, ac-1_prm_1 }}", "{{ ac-1_prm_1 }}");
    let expected = read(&Oscal, CATALOG, false).unwrap();
    for text in [yaml, older] {
        assert_eq!(read(&Oscal, &text, false).unwrap().records, expected.records);
    }
}

#[test]
fn a_profile_is_told_for_what_it_is() {
    let profile = r##"{"profile": {"metadata": {"title": "LOW"}, "imports": [{"href": "#x", "include-controls": [
        {"with-ids": ["ac-1", "ac-2"]}, {"with-ids": ["ac-3"]}]}]}}"##;
    let why = read(&Oscal, profile, false).unwrap_err();
    assert!(matches!(&why, NotRead::OfNoUse(said) if said.contains("「LOW」") && said.contains("3 件")), "{why}");
    assert!(matches!(read(&Oscal, "{\"catalog\": 1, \"metadata\": 1}", false), Err(NotRead::Wrong(..))));
}

#[test]
fn every_field_of_another_type_is_passed_over() {
    let odd = r#"{"catalog": {"metadata": 1, "groups": [1, {"id": {}, "title": [], "props": {"name": "label"}, "controls": {"id": 3,
        "parts": "text", "links": [1, {"href": 2}], "params": [[], {"id": []}], "controls": [[]]}, "groups": "x"}]}}"#;
    let reading = read(&Oscal, odd, false).unwrap();
    assert_eq!((reading.counts.clause, reading.records.clauses[0].number.as_str()), (1, "3"));
    assert_eq!(told(&reading).len(), 2, "{:?}", told(&reading));
}
