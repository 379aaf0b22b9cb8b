//! The ministry's checklist, read into records.

use std::ops::ControlFlow;

use tenken::import::{IMPORTERS, ImportContext, ImportOptions, Importer, Reading, SourceFile};
use tenken::model::{Confidence, LinkKind};

use crate::support::books::{XlsCell, ods, xls};
use crate::support::bundled;
use crate::support::checklists::{FormBook, ITEMS, for_vendor, in_parts, listed, of_vendors, printed};

fn importer() -> &'static dyn Importer {
    *IMPORTERS.iter().find(|importer| importer.code() == "checklist").unwrap()
}

fn read(name: &str, bytes: Vec<u8>) -> Reading {
    let (catalog, engine) = bundled();
    let file = SourceFile::new(name, bytes);
    assert!(importer().recognises(&file), "{name}");
    let options = ImportOptions::default();
    let watch = &mut |_, _| ControlFlow::Continue(());
    importer().read(&file, &mut ImportContext { catalog, engine: &|| Ok(engine), options: &options, watch }).unwrap()
}

/// Returns the workbook as programs of other kinds write it.
fn others(form: &FormBook) -> [(&'static str, Vec<u8>); 2] {
    let rows = form.rows();
    let cell = |text: &String| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{}</text:p></table:table-cell>",
            text.replace('\n', "</text:p><text:p>")
        )
    };
    let row = |cells: &Vec<String>| {
        format!("<table:table-row>{}</table:table-row>", cells.iter().map(cell).collect::<String>())
    };
    let cells: Vec<Vec<XlsCell<'_>>> =
        rows.iter().map(|row| row.iter().map(|text| XlsCell::Text(text)).collect()).collect();
    let cells: Vec<&[XlsCell<'_>]> = cells.iter().map(Vec::as_slice).collect();
    [("様式.ods", ods(&rows.iter().map(row).collect::<String>())), ("様式.xls", xls(&cells, &[]))]
}

#[test]
fn every_layout_gives_every_item_with_its_official_text() {
    let layouts: [(&str, FormBook, &str); 4] = [
        ("a", printed("令和7年度"), "hosp"),
        ("b", listed("令和７年度"), "hosp"),
        ("c", for_vendor("R7年度"), "vendor"),
        ("e", in_parts("2025年度"), "hosp"),
    ];
    for (layout, form, kind) in layouts {
        let mut files = vec![("様式.xlsx", form.xlsx())];
        // There the sheets have no merged cells.
        files.extend(others(&form).into_iter().filter(|_| layout == "b" || layout == "c"));
        for (name, bytes) in files {
            let reading = read(name, bytes);
            let expected: Vec<_> = if kind == "vendor" { of_vendors().collect() } else { ITEMS.iter().collect() };
            let originals = &reading.records.originals;
            let texts: Vec<&str> = originals.iter().map(|original| original.text.as_str()).collect();
            assert_eq!(texts, expected.iter().map(|(.., text)| *text).collect::<Vec<_>>(), "{layout} {name}");
            let first = format!("mhlwcl.r7.{kind}.1-①");
            assert_eq!((originals[0].clause.as_str(), originals[0].item.as_str()), (first.as_str(), "1-①"), "{layout}");
            // The catalog holds these items: nothing is added but their texts.
            assert!(reading.records.clauses.is_empty() && reading.records.links.is_empty(), "{layout} {name}");
            assert_eq!((reading.counts.clause, reading.counts.original), (expected.len(), expected.len()));
            assert!(reading.skipped.is_empty(), "{layout} {name} {:?}", reading.skipped);
            assert_eq!(reading.about.pack, format!("mhlwcl-r7-{kind}"));
            assert!(reading.about.is_original && reading.about.completes.is_empty());
        }
    }
}

#[test]
fn the_same_number_for_several_devices_is_told_apart_by_headings() {
    let head = ["", "医療機関確認用 令和6年度", "", ""];
    let rows = [
        head,
        ["", "項目", "1回目", "2回目"],
        ["", "医療情報システムを導入、運用している。", "はい・いいえ", "はい・いいえ"],
        ["１ 体制構築", "(1)医療情報システム安全管理責任者を設置している。", "はい・いいえ", "はい・いいえ"],
        ["２ 医療情報システムの管理・運用", "医療情報システム全般について、以下を実施している。", "", ""],
        ["", "(1)サーバ、端末PC、ネットワーク機器の台帳管理を行っている。", "はい・いいえ", "はい・いいえ"],
        ["", "サーバについて、以下を実施している。", "", ""],
        ["", "(4)アクセス権限を設定している。", "はい・いいえ", "はい・いいえ"],
        ["", "(6)アクセスログを管理している。", "はい・いいえ", "はい・いいえ"],
        ["", "端末PCについて、以下を実施している。", "", ""],
        ["", "(4)アクセス権限を設定している。", "はい・いいえ", "はい・いいえ"],
    ];
    let rows: Vec<&[&str]> = rows.iter().map(|row| &row[..]).collect();
    let reading =
        read("R6.xlsx", crate::support::books::xlsx("", &[("様式", &crate::support::books::rows(&rows), "")]));
    let ids: Vec<&str> = reading.records.originals.iter().map(|original| original.clause.as_str()).collect();
    let expected = ["0", "1-1", "2-1", "2-4-sv", "2-6-sv", "2-4-pc"].map(|number| format!("mhlwcl.r6.hosp.{number}"));
    assert_eq!(ids, expected);
    assert!(reading.records.clauses.is_empty() && reading.skipped.is_empty(), "{:?}", reading.skipped);
}

#[test]
fn a_new_year_continues_the_year_before() {
    let reading = read("r8.xlsx", listed("令和８年度").xlsx());
    let records = &reading.records;
    assert_eq!((records.clauses.len(), records.links.len(), reading.counts.link), (18, 18, 18));
    // The volume is there, its chapter is not.
    assert!(records.volumes.is_empty());
    assert_eq!(records.chapters[0].title, "医療機関・薬局確認用");
    // It is half of the year: that of the vendors is missing.
    assert!(reading.about.completes.is_empty());
    assert!(reading.warnings.iter().any(|one| one.contains("事業者確認用がまだない")), "{:?}", reading.warnings);
    let clause = &records.clauses[7];
    assert_eq!((clause.id.as_str(), clause.number.as_str()), ("mhlwcl.r8.hosp.2-⑦", "医2-⑦"));
    assert_eq!(clause.title.chars().count(), 41);
    let same =
        records.links.iter().all(|link| link.to == link.from.replace("r7", "r8") && link.kind == LinkKind::Succession);
    assert!(same, "{:?}", records.links);
    let sure = records.links.iter().filter(|link| link.confidence == Some(Confidence::High)).count();
    assert!(sure >= 14, "{sure}");
    assert_eq!(records.revisions.len(), 18);
    assert!(
        reading.warnings.iter().any(|said| said.contains("番号も文も近い項目につなぎました")),
        "{:?}",
        reading.warnings
    );
    // Of what our title says already, it stays.
    assert_eq!(records.clauses[11].title, "アクセスログの管理(サーバ)");
}

#[test]
fn a_year_that_nobody_knows_yet_is_a_volume_of_its_own() {
    let reading = read("r9.xlsx", printed("令和9年度").xlsx());
    assert_eq!((reading.records.volumes.len(), reading.records.clauses.len()), (1, 18));
    assert_eq!(reading.records.volumes[0].id, "mhlwcl.r9");
    assert!(reading.records.links.is_empty());
    assert!(reading.warnings.iter().any(|said| said.contains("つながりは付けていません")), "{:?}", reading.warnings);
}

#[test]
fn rows_that_are_no_items_are_named() {
    let mut form = listed("令和7年度");
    let mut put = |row: usize, cells: [&str; 3]| {
        for (column, text) in cells.into_iter().enumerate() {
            form.cells.insert((row, column), (text.to_owned(), 1));
        }
    };
    put(24, ["2－⑦", "同じ番号の項目をもう一度置いた。", ""]);
    put(25, ["5－①", "", ""]);
    put(26, ["", "番号のない項目に答えがある。", "はい"]);
    let reading = read("様式.xlsx", form.xlsx());
    let skipped: Vec<_> = reading.skipped.iter().map(|one| (one.place.as_str(), one.reason.as_str())).collect();
    assert_eq!(
        skipped,
        [
            ("Sheet1!24", "番号 2-⑦ は 13 行目にもあります。"),
            ("Sheet1!25", "5-① の文がありません。"),
            ("Sheet1!26", "回答の欄がありますが、項目の番号がありません。"),
        ]
    );
    assert_eq!(reading.counts.clause, 18);
}

#[test]
fn other_workbooks_are_none() {
    let other = crate::support::books::xlsx(
        "",
        &[("対応表", &crate::support::books::rows(&[&["要求事項", "対応"], &["1-①", "はい"]]), "")],
    );
    for bytes in [other, b"a,b\n1,2\n".to_vec(), Vec::new(), b"PK\x03\x04".to_vec()] {
        assert!(!importer().recognises(&SourceFile::new("x.xlsx", bytes)));
    }
}
