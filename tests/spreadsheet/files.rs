//! Files that are not what they should be: one clear sentence each, and never a panic.

use std::fs;
use std::io::{Cursor, Write};

use proptest::prelude::*;
use rust_xlsxwriter::Workbook;
use tenken::export::xlsx;
use tenken::failure::{Failure, FailureKind};
use tenken::import::worklist::{Table, plan, read};
use tenken::sheet::Answers;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::sample::{report, row};

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, contents) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(contents).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Returns a workbook with one cell beside a head.
fn workbook_with(cell: (u32, u16)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "ID").unwrap().write(0, 1, "メモ").unwrap().write(cell.0, cell.1, "x").unwrap();
    workbook.save_to_buffer().unwrap()
}

const NO_TABLE: &str = "見出しに ID と記入欄 (状態・判定・担当者・期限・メモ・対象外の理由) のある表が見つかりません";

/// Makes sure that each file is refused with this sentence, a kind that blames the file, and something to do.
fn assert_refused(cases: &[(&str, Vec<u8>)]) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("回答.xlsx");
    for (why, bytes) in cases {
        fs::write(&path, bytes).unwrap();
        let failure = Failure::from(read(&path).unwrap_err());
        assert_eq!(failure.message, format!("{} を取り込めません。{why}。", path.display()));
        assert_eq!(failure.kind, FailureKind::Data);
        assert!(failure.hint.ends_with("ください。"), "{}", failure.hint);
    }
}

#[test]
fn what_is_wrong_with_a_workbook_is_said() {
    let good = xlsx::write(&report(vec![row("a", Answers::default())])).unwrap();
    let bomb = packed(&[("xl/workbook.xml", b"<x/>"), ("xl/sharedStrings.xml", &vec![b' '; 129 << 20])]);
    let encrypted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice();
    let open_document = packed(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")]);
    assert_refused(&[
        ("ファイルが壊れているか、途中で切れています", good[..good.len() / 2].to_vec()),
        ("ファイルが壊れているか、途中で切れています", packed(&[("xl/workbook.xml", b"<workbook>")])),
        ("Excel ブック (.xlsx) ではありません", open_document),
        ("展開すると大きすぎます (128 MB まで)", bomb),
        ("古い形式のブック (.xls) です", compound.to_vec()),
        ("パスワードで暗号化されています", [compound, &encrypted].concat()),
        ("行が多すぎます (100000 行まで)", workbook_with((100_000, 0))),
        ("列が多すぎます (200 列まで)", workbook_with((1, 200))),
        ("行が多すぎます (100000 行まで)", workbook_with((1_048_575, 16_383))),
    ]);
}

#[test]
fn what_is_wrong_with_a_text_is_said() {
    assert_refused(&[
        ("中身が空です", Vec::new()),
        ("中身が空です", b"\xef\xbb\xbf \r\n".to_vec()),
        ("中身は表計算のブックではなく HTML か XML です", b"\n<html><table>".to_vec()),
        ("ブックでも CSV でもありません", b"\x89PNG\r\n\x1a\n\0\0".to_vec()),
        ("文字コードを判別できません (2 行目)", b"ID,memo\n\xff\xff\n".to_vec()),
        (NO_TABLE, b"a,b\n1,2\n".to_vec()),
        (NO_TABLE, format!("{}ID,メモ\n", "説明\n".repeat(20)).into_bytes()),
        ("1 行目の見出しに「メモ」が二つあります", "ID,メモ,メモ\n".into()),
        ("1 行目の見出しに「ID」が二つあります", "ID,メモ,ＩＤ\n".into()),
    ]);
}

#[test]
fn what_is_no_file_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let failure = Failure::from(read(folder.path()).unwrap_err());
    assert!(failure.message.ends_with("ファイルではありません。"), "{}", failure.message);
    let failure = Failure::from(read(&folder.path().join("x.csv")).unwrap_err());
    assert!(failure.message.ends_with("読み込みに失敗しました (見つかりません)。"), "{}", failure.message);
    assert_eq!(failure.kind, FailureKind::System);
}

#[test]
fn a_file_of_too_many_bytes_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.csv");
    fs::File::create(&path).unwrap().set_len((64 << 20) + 1).unwrap();
    assert!(Failure::from(read(&path).unwrap_err()).message.ends_with("大きすぎます (64 MB まで)。"));
}

#[test]
fn hostile_cells_are_cleaned() {
    let text = "ID,メモ,担当者\na,赤\u{1b}[31m字\u{202e}\u{0}x,\u{9b}2Jsato\n".replace('\0', "\u{8}");
    let plan = plan(&Table::of(text.as_bytes()).unwrap(), &|_| Some(Answers::default()));
    let texts: Vec<String> = plan.changes.iter().map(|edit| edit.to.text()).collect();
    assert_eq!(texts, ["sato", "赤字x"]);
}

proptest! {
    // Fewer than the 256 cases that others draw, because each takes long; PROPTEST_CASES goes before it.
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn damage_is_never_a_panic(at in any::<prop::sample::Index>(), bytes in prop::collection::vec(any::<u8>(), 1..8)) {
        let good = xlsx::write(&report(vec![row("a", Answers::default())])).unwrap();
        let mut bad = good.clone();
        let at = at.index(bad.len() - bytes.len());
        bad[at..at + bytes.len()].copy_from_slice(&bytes);
        for file in [&bad[..], &good[..at]] {
            if let Ok(table) = Table::of(file) {
                plan(&table, &|_| Some(Answers::default()));
            }
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in "(ID|メモ|状態|照合値|[,;\t\n\r\"]|\\PC){0,30}") {
        if let Ok(table) = Table::of(text.as_bytes()) {
            plan(&table, &|_| Some(Answers::default()));
        }
    }
}
