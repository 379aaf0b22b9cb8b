//! Forms as colleagues hand them back: what was exported, put into tables that the tests change.

use std::collections::BTreeMap;

use super::books::rows;
use super::{Ran, Surrounding};

/// A clause.
pub const A: &str = "mhlw6.sysun.14.2";
/// Another one, of which every field is filled in.
pub const B: &str = "mhlw6.sysun.14.5";
/// A third one.
pub const C: &str = "mhlw6.sysun.14.6";

/// The cells of a clause by title.
pub type Row = BTreeMap<String, String>;

/// Returns a worklist with answers for three clauses.
pub fn marked() -> Surrounding {
    let here = Surrounding::new();
    let marks: [&[&str]; 3] = [
        &["mark", A, "doing", "--owner", "医事課"],
        &["mark", B, "doing", "--owner", "情報課", "--due", "2027-03-31", "--note", "全端末で確認"],
        &["mark", C, "doing", "--owner", "総務課"],
    ];
    for mark in marks {
        assert_eq!(here.run(mark).code, 0);
    }
    here
}

/// Returns the rows of these clauses as they are exported.
pub fn exported(here: &Surrounding, ids: &[&str]) -> Vec<Row> {
    let out = here.run(&["export", "csv"]).out;
    let mut reader = csv::Reader::from_reader(out.trim_start_matches('\u{feff}').as_bytes());
    let titles = reader.headers().unwrap().clone();
    let read = reader.records().map(|row| {
        titles.iter().zip(row.unwrap().iter()).map(|(title, cell)| (title.to_owned(), cell.to_owned())).collect()
    });
    let all: Vec<Row> = read.collect();
    ids.iter().map(|id| all.iter().find(|row| row["ID"] == *id).unwrap().clone()).collect()
}

/// Returns a table of these columns with a head; `columns` are titles, each with the one under which it was exported.
pub fn table(rows: &[Row], columns: &[(&str, &str)]) -> Vec<Vec<String>> {
    let head = columns.iter().map(|(title, _)| (*title).to_owned()).collect();
    let cells = |row: &Row| columns.iter().map(|(_, title)| row[*title].clone()).collect();
    std::iter::once(head).chain(rows.iter().map(cells)).collect()
}

/// The columns of most tables here.
pub const COLUMNS: [(&str, &str); 6] =
    [("ID", "ID"), ("状態", "状態"), ("担当者", "担当者"), ("期限", "期限"), ("メモ", "メモ"), ("照合値", "照合値")];

/// Returns rows of a sheet of a workbook.
pub fn sheet(table: &[Vec<String>]) -> String {
    let cells: Vec<Vec<&str>> = table.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    rows(&cells.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

/// Records a file and returns what was said.
pub fn import(here: &Surrounding, name: &str, bytes: &[u8]) -> Ran {
    std::fs::write(here.path(name), bytes).unwrap();
    here.run(&["import", "worklist", name, "--apply"])
}

/// Returns what the worklist holds for a clause: status, owner, due date and note.
pub fn answers(here: &Surrounding, id: &str) -> [String; 4] {
    let row = &exported(here, &[id])[0];
    ["状態", "担当者", "期限", "メモ"].map(|title| row[title].clone())
}

/// Makes sure that a file is kept out, and that what was said contains each of these parts.
pub fn assert_kept_out(here: &Surrounding, bytes: &[u8], parts: &[&str]) {
    let before = exported(here, &[A, B, C]);
    let ran = import(here, "回答.xlsx", bytes);
    assert_eq!(ran.code, 2, "{}{}", ran.out, ran.err);
    for part in parts {
        assert!(ran.out.contains(part), "{part}\n{}", ran.out);
    }
    assert_eq!(exported(here, &[A, B, C]), before);
    let document = here.run(&["import", "worklist", "回答.xlsx", "--json"]);
    assert_eq!(document.code, 2);
    assert!(!document.json()[0]["problems"].as_array().unwrap().is_empty());
}
