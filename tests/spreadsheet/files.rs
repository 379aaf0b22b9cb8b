//! Files that are not what they should be: one clear sentence each, and never a panic.

use std::fs;

use proptest::prelude::*;
use rust_xlsxwriter::Workbook;
use tenken::export::xlsx;
use tenken::failure::{Failure, FailureKind};
use tenken::import::worklist::{Table, Titled, plan, read};
use tenken::sheet::Answers;

use super::sample::{report, row};
use crate::support::books::{XlsCell, ods, packed, xls, xlsx as book};

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
        assert_eq!(failure.message, format!("{why}: {} を取り込めません。", path.display()));
        assert_eq!(failure.kind, FailureKind::Data);
        assert!(failure.hint.ends_with("ください。"), "{}", failure.hint);
    }
}

#[test]
fn what_is_wrong_with_a_workbook_is_said() {
    let good = xlsx::write(&report(vec![row("a", Answers::default())])).unwrap();
    let bomb = packed(&[("xl/workbook.xml", b"<x/>"), ("xl/sharedStrings.xml", &vec![b' '; 129 << 20])]);
    let text_document = packed(&[("mimetype", b"application/vnd.oasis.opendocument.text")]);
    let sheet = ("S", "<row r=\"1\"/>", "");
    let blocks = "<mergeCell ref=\"A1:B2\"/>".repeat(10_001);
    let long = format!("<row x=\"{}\"/>", "a".repeat(5 << 20));
    let mut twice = packed(&[("xl/workbook.xml", b"<x/>"), ("xl/workbook.xmm", b"<x/>")]);
    while let Some(at) = twice.windows(4).position(|part| part == b".xmm") {
        twice[at..at + 4].copy_from_slice(b".xml");
    }
    assert_refused(&[
        ("ファイルが壊れているか、途中で切れています", good[..good.len() / 2].to_vec()),
        ("ファイルが壊れているか、途中で切れています", packed(&[("xl/workbook.xml", b"<workbook>")])),
        ("表計算のブック (.xlsx、.ods) ではありません", text_document),
        ("展開すると大きすぎます (128 MB まで)", bomb),
        ("ブックの中に同じ名前の部分が二つあります", twice),
        ("ブックの中に同じ名前の部分が二つあります", packed(&[("xl/workbook.xml", b""), ("XL\\workbook.xml", b"")])),
        ("シートが多すぎます (500 枚まで)", book("", &[sheet; 501])),
        ("結合されたセルが多すぎます", book("", &[("S", "", &blocks)])),
        ("一つの部分が長すぎます (4 MB まで)", book("", &[("S", &long, "")])),
        ("行が多すぎます (100000 行まで)", workbook_with((100_000, 0))),
        ("列が多すぎます (200 列まで)", workbook_with((1, 200))),
        ("行が多すぎます (100000 行まで)", workbook_with((1_048_575, 16_383))),
    ]);
}

#[test]
fn one_text_in_many_cells_counts_for_each_of_them() {
    let text = "a".repeat(32_000);
    let cells: String =
        (1..=20).map(|row| format!("<row r=\"{row}\">{}</row>", "<c t=\"s\"><v>0</v></c>".repeat(60))).collect();
    let shared = format!("<sst><si><t>{text}</t></si></sst>");
    let plain = book("", &[("S", &cells, "")]);
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(plain)).unwrap();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut bytes).unwrap();
        parts.push((part.name().unwrap().into_owned(), bytes));
    }
    let relations = parts.iter_mut().find(|(name, _)| name.ends_with("workbook.xml.rels")).unwrap();
    let listed = String::from_utf8(relations.1.clone()).unwrap();
    let added = "<Relationship Id=\"t\" Type=\"x/sharedStrings\" Target=\"strings.xml\"/></Relationships>";
    relations.1 = listed.replace("</Relationships>", added).into_bytes();
    parts.push(("xl/strings.xml".to_owned(), shared.into_bytes()));
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    assert_refused(&[("セルの文字が多すぎます (全部で 32 MB まで)", packed(&parts))]);
}

#[test]
fn what_is_wrong_with_a_file_of_another_program_is_said() {
    let encrypted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice();
    let row = |row: &str, repeated: usize| {
        ods(&format!("<table:table-row table:number-rows-repeated=\"{repeated}\">{row}</table:table-row>"))
    };
    let cell = |repeated: usize| {
        format!(
            "<table:table-cell table:number-columns-repeated=\"{repeated}\" office:value-type=\"string\"><text:p>x</text:p></table:table-cell>"
        )
    };
    let blanks = "<table:table-cell office:value-type=\"string\"><text:p><text:s text:c=\"999999999\"/></text:p></table:table-cell>";
    let manifest = b"<manifest><file-entry><encryption-data/></file-entry></manifest>".as_slice();
    let sealed = packed(&[("mimetype", b"x"), ("content.xml", b"\0"), ("META-INF/manifest.xml", manifest)]);
    let numbers: Vec<XlsCell<'_>> = (0u8..201).map(|at| XlsCell::Number(f64::from(at))).collect();
    let whole = xls(&[&[XlsCell::Text("ID")]], &[]);
    let mut circle = whole.clone();
    // The stream leads back to its own start.
    let table = circle.len() - 512;
    circle[table..table + 4].copy_from_slice(&0u32.to_le_bytes());
    let mut early = whole.clone();
    early[512 + 4..512 + 6].copy_from_slice(&0x0500u16.to_le_bytes());
    assert_refused(&[
        ("パスワードで暗号化されています", [compound, &encrypted].concat()),
        ("パスワードで暗号化されています", sealed),
        ("列が多すぎます (200 列まで)", row(&cell(900), 1)),
        ("行が多すぎます (100000 行まで)", row(&cell(1), 1_000_000)),
        ("記入のあるセルが多すぎます (500000 個まで)", row(&cell(200), 90_000)),
        ("セルの文字が多すぎます (全部で 32 MB まで)", row(blanks, 90_000)),
        (NO_TABLE, row(&cell(200), 1)),
        ("ファイルが壊れているか、途中で切れています", compound.to_vec()),
        ("ファイルが壊れているか、途中で切れています", whole[..1_000].to_vec()),
        ("ファイルが壊れているか、途中で切れています", circle),
        ("Excel 95 以前の形式のブックです", early),
        ("列が多すぎます (200 列まで)", xls(&[&numbers], &[])),
        (NO_TABLE, whole),
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
    assert!(failure.message.starts_with("ファイルではありません: "), "{}", failure.message);
    let failure = Failure::from(read(&folder.path().join("x.csv")).unwrap_err());
    assert!(failure.message.starts_with("見つかりません: "), "{}", failure.message);
    assert_eq!(failure.kind, FailureKind::System);
}

#[test]
fn a_file_of_too_many_bytes_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.csv");
    fs::File::create(&path).unwrap().set_len((64 << 20) + 1).unwrap();
    assert!(Failure::from(read(&path).unwrap_err()).message.starts_with("大きすぎます (64 MB まで): "));
}

#[test]
fn hostile_cells_are_cleaned() {
    let text = "ID,メモ,担当者\na,赤\u{1b}[31m字\u{202e}\u{0}x,\u{9b}2Jsato\n".replace('\0', "\u{8}");
    let plan = plan(&Table::of(text.as_bytes()).unwrap(), &|_| Some(Answers::default().into()), &|_, _| Titled::Clause);
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
                plan(&table, &|_| Some(Answers::default().into()), &|_, _| Titled::Clause);
            }
        }
    }

    #[test]
    fn damage_to_files_of_other_programs_is_never_a_panic(
        at in any::<prop::sample::Index>(), bytes in prop::collection::vec(any::<u8>(), 1..8), kind in 0usize..3
    ) {
        let cells = [XlsCell::Text("ID"), XlsCell::Number(46_477.0), XlsCell::Formula(Some("x"))];
        let good = match kind {
            0 => xls(&[&cells], &[[0, 1, 0, 0]]),
            1 => ods("<table:table-row><table:table-cell><text:p>ID</text:p></table:table-cell></table:table-row>"),
            _ => book("", &[("S", r#"<row r="1"><c r="A1" t="inlineStr"><is><t>ID</t></is></c></row>"#, "")]),
        };
        let mut bad = good.clone();
        let at = at.index(bad.len() - bytes.len());
        bad[at..at + bytes.len()].copy_from_slice(&bytes);
        for file in [&bad[..], &good[..at]] {
            if let Ok(table) = Table::of(file) {
                plan(&table, &|_| Some(Answers::default().into()), &|_, _| Titled::Clause);
            }
        }
    }

    #[test]
    fn any_sheet_is_read_or_refused(
        rows in "(<row r=\"[0-9]{0,3}\">|</row>|<c r=\"[A-C]?[1-9]?\" t=\"(s|str|n|b|e|d|inlineStr)?\">|</c>|<v>[0-9.]{0,4}</v>|<is><t>(ID|メモ|\\PC)</t></is>|<f/>){0,12}",
        behind in "(<mergeCell ref=\"[A-C][1-9](:[A-C][1-9])?\"/>){0,3}",
        first in prop::collection::vec("(<c t=\"inlineStr\"><is><t>(ID|メモ|期限|状態[(]一覧|備考)</t></is></c>){0,4}", 0..3)
    ) {
        let first: String = first.iter().map(|cells| format!("<row>{cells}</row>")).collect();
        if let Ok(table) = Table::of(&book("", &[("S", &(first + &rows), &behind)])) {
            plan(&table, &|_| Some(Answers::default().into()), &|_, _| Titled::Clause);
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in "(ID|メモ|状態|照合値|[,;\t\n\r\"]|\\PC){0,30}") {
        if let Ok(table) = Table::of(text.as_bytes()) {
            plan(&table, &|_| Some(Answers::default().into()), &|_, _| Titled::Clause);
        }
    }
}
