//! Sheets of the benchmark in the shapes of its editions.

use super::super::testing::grid;
use super::*;

fn columns(rows: &[&[&str]]) -> Option<Columns> {
    Columns::of(&grid("s", rows))
}

#[test]
fn each_edition_is_known_by_its_shape() {
    let v1 = ["ID", "Control Domain", "Recommendation", "Security Principle", "Azure Guidance"];
    let governance = ["ID", "Control Domain", "Recommendation", "Security Principle", "General Guidance"];
    let v3 = ["ASB ID", "Control Domain", "Recommendation", "Azure Guidance", "Implementation and additional context"];
    let v2 = ["Azure Control", "Azure ID", "Benchmark Recommendation", "Generic Guidance", "Responsibility"];
    let first = ["Azure Security Control", " Azure ID", " CIS IDs", "Azure Recommendation", " Azure Guidance"];
    for (titles, row) in [
        (v1, ["NS-1", "Network", "Do", "Why", "How"]),
        (governance, ["GS-10", "Governance", "Do", "N/A", "How"]),
        (v3, ["IM-2", "Identity", "Do", "How", "Where"]),
        (v2, ["Network", "NS-1", "Do", "How", "Customer"]),
        (first, ["Network", "1.1", "9.2", "Do", "How"]),
    ] {
        let found = columns(&[&titles, &row]).unwrap_or_else(|| panic!("{titles:?}"));
        let cells = grid("s", &[&row]).rows.remove(&1).unwrap();
        assert_eq!(found.cell(&cells, Part::Recommendation), Some("Do"), "{titles:?}");
        assert!(found.guidance(&cells).starts_with("How"), "{titles:?}");
        assert!(columns(&[&["A title"], &[], &titles, &row]).is_some_and(|found| found.head == 3), "titles lower down");
    }
}

#[test]
fn other_tables_are_not_taken_for_it() {
    for rows in [
        &[&["ID", "Recommendation", "Azure Guidance"][..], &["first", "a", "b"]][..],
        &[&["CIS #", "ASB #", "ASB Recommendation", "ASB Guideline"], &["1.1", "AM-1", "a", "b"]],
        &[&["ID", "名前", "メモ"], &["NS-1", "a", "b"]],
        &[],
    ] {
        assert!(columns(rows).is_none(), "{rows:?}");
    }
}

#[test]
fn a_list_of_controls_of_somebody_else_is_not_taken_for_it() {
    let plain: &[&[&str]] = &[&["ID", "Recommendation", "Guidance"], &["NS-1", "Do", "How"]];
    let azure: &[&[&str]] = &[&["ID", "Recommendation", "Azure Guidance"], &["NS-1", "Do", "How"]];
    let asb: &[&[&str]] = &[&["ASB ID", "Recommendation", "Guidance"], &["NS-1", "Do", "How"]];
    let front: &[&[&str]] = &[&[], &["", "Microsoft cloud security benchmark v1"]];
    for (name, grids, expected) in [
        ("own.xlsx", vec![grid("s", plain)], false),
        ("own.xlsx", vec![grid("s", &[&["About Azure"]]), grid("t", plain)], false),
        ("own.xlsx", vec![grid("s", &[&["ID", "Recommendation", "CASB Guidance"], &["NS-1", "Do", "How"]])], false),
        ("own.xlsx", vec![grid("s", azure)], true),
        ("own.xlsx", vec![grid("s", asb)], true),
        ("own.xlsx", vec![grid("s", front), grid("t", plain)], true),
        ("own.xlsx", vec![grid("Azure Security Benchmark", plain)], true),
        ("azure_security-benchmark_v3.xlsx", vec![grid("s", plain)], true),
        ("azure_security-benchmark_v3.xlsx", vec![grid("s", &[&["ID", "Guidance"]])], false),
    ] {
        assert_eq!(is_benchmark(&grids, &SourceFile::new(name, Vec::new())), expected, "{name} {grids:?}");
    }
}

#[test]
fn of_two_columns_with_one_title_the_place_decides() {
    let title = "Implementation and additional context";
    let titles =
        ["ID", "Recommendation", "Security Principle", "Azure Guidance", title, "AWS Guidance", title, "Azure Policy "];
    let row = ["NS-1", "Do", "Why", "Azure how", "Azure where", "AWS how", "AWS where", "N/A"];
    let found = columns(&[&titles, &row]).unwrap();
    let cells = grid("s", &[&row]).rows.remove(&1).unwrap();
    assert_eq!(found.guidance(&cells), "Azure how\nAzure where");
    let text = found.text(&cells);
    assert!(text.starts_with("Security Principle:\nWhy\n\nAzure Guidance:\nAzure how"), "{text}");
    assert!(text.ends_with("AWS Guidance:\nAWS how\n\nImplementation and additional context:\nAWS where"), "{text}");
}

#[test]
fn places_in_other_frameworks_are_named_without_their_titles() {
    let titles = ["ID", "Recommendation", "Azure Guidance", "CIS Controls v8 ID(s)", "NIST SP800-53 r4 ID(s)"];
    let row = ["NS-1", "Do", "How", "3.12 - Segment Data\n13.4 - Perform", "AC-4: INFORMATION FLOW\nSC-7: BOUNDARY"];
    let found = columns(&[&titles, &row]).unwrap();
    let cells = grid("s", &[&row]).rows.remove(&1).unwrap();
    assert_eq!(found.references(&cells), "CIS Controls v8: 3.12、13.4 / NIST SP800-53 r4: AC-4、SC-7");
}

#[test]
fn ids_of_controls_are_told_from_other_texts() {
    for id in ["NS-1", "DP-10", "1.1", "11.12"] {
        assert!(columns::is_id(id), "{id}");
    }
    for text in ["", "NS", "ns-1", "NS-1a", "1", "1.1.1", "2024-01", "N/A", "TOTAL-1"] {
        assert!(!columns::is_id(text), "{text}");
    }
}

#[test]
fn an_edition_is_called_by_its_first_page_its_sheet_or_its_file() {
    let file = SourceFile::new("azure-firewall-security-baseline-v2.0.xlsx", Vec::new());
    for (grids, expected) in [
        (vec![grid("Readme", &[&[], &["", " Microsoft Cloud Security Benchmark v1 "]])], "mcsb-v1"),
        (vec![grid("Azure Security Benchmark V2.0", &[&["Azure Control"]])], "asb-v2.0"),
        (vec![grid("Sheet1", &[&["ID"]])], "azure-firewall-security-baseline-v2.0"),
    ] {
        assert_eq!(id_of(&title(&grids, &file)), expected);
    }
}
