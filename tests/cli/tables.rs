//! `tenken import` of mapping tables (対応表) in the shapes that vendors and hospitals give them.

use std::path::PathBuf;

use encoding_rs::SHIFT_JIS;
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use serde_json::Value;

use crate::support::books::{XlsCell, ods, ods_with, xls, xls_hiding};
use crate::support::{Surrounding, bundled};

/// How many rows the table has below its headings.
const ROWS: usize = 200;
/// What the rows answer with, and how many products that is.
const PRODUCTS: [(&str, usize); 5] = [
    ("Microsoft Entra ID\n条件付きアクセス", 2),
    ("Azure AD、Intune", 2),
    ("・AWS KMS\n・院内監視くん", 2),
    ("Microsoft Sentinel(旧 Azure Sentinel)", 1),
    ("ＡＷＳ　ＫＭＳ", 1),
];

/// A row of the table: its group, the number, what stands in the other cells; and how many clauses it names.
struct Row {
    group: &'static str,
    number: String,
    product: &'static str,
    clauses: usize,
}

/// Returns the rows: numbers of one or two clauses, of which five are wrong.
fn rows() -> Vec<Row> {
    let (catalog, _) = &bundled();
    let of_volume = |volume: &str, short: &str, group: &'static str| {
        let numbered: Vec<String> = catalog
            .clauses()
            .filter(|clause| clause.id.starts_with(&format!("mhlw6.{volume}.")) && !clause.item.is_empty())
            .map(|clause| clause.number.replace('.', ""))
            .filter(|number| number.chars().filter(|c| !c.is_ascii_digit()).count() == 1)
            .collect();
        let pairs: Vec<(String, usize)> = numbered
            .iter()
            .zip(numbered.iter().cycle().skip(1))
            .map(|(one, other)| {
                let chapter = |number: &str| number.chars().filter(char::is_ascii_digit).collect::<String>();
                let item = |number: &str| number.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
                let is_pair = chapter(one) == chapter(other) && item(one) != item(other);
                if is_pair {
                    (format!("6.0版 {short}{one}、{}", item(other)), 2)
                } else {
                    (format!("{short}{one}"), 1)
                }
            })
            .collect();
        assert!(pairs.len() > 20, "{pairs:?}");
        pairs.into_iter().cycle().take(ROWS / 2).map(move |(number, clauses)| (group, number, clauses))
    };
    let both = of_volume("sysun", "運", "システム運用編").chain(of_volume("kikaku", "企", "企画管理編"));
    let mut rows: Vec<Row> = both
        .enumerate()
        .map(|(at, (group, number, clauses))| Row { group, number, product: PRODUCTS[at % PRODUCTS.len()].0, clauses })
        .collect();
    for (at, number) in [(10, ""), (20, "運99⑨"), (30, "ZZ-12"), (40, "第7.0版 運14⑤")] {
        (rows[at].number, rows[at].clauses) = (number.to_owned(), 0);
    }
    rows[50].clauses = 0;
    rows
}

/// Returns the table as people lay it out: a title, two rows of headings, merged groups, and a formula that failed.
fn workbook(here: &Surrounding, name: &str) -> PathBuf {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("対応表").unwrap();
    let plain = Format::new();
    let merge = |sheet: &mut Worksheet, block: [u32; 4], text: &str| {
        let [row, column, last_row, last_column] = block;
        sheet.merge_range(row, column as u16, last_row, last_column as u16, text, &plain).unwrap();
    };
    merge(sheet, [0, 0, 0, 7], "院内のクラウド対応表 2026年度");
    merge(sheet, [1, 0, 2, 0], "分類");
    merge(sheet, [1, 1, 1, 2], "要求事項");
    merge(sheet, [1, 3, 1, 5], "対応");
    merge(sheet, [1, 6, 2, 6], "責任分界");
    merge(sheet, [1, 7, 2, 7], "備考");
    for (column, heading) in [(1, "項番"), (2, "内容"), (3, "製品"), (4, "状況"), (5, "対応方法")] {
        sheet.write(2, column, heading).unwrap();
    }
    merge(sheet, [3, 0, 102, 0], "システム運用編");
    merge(sheet, [103, 0, 202, 0], "企画管理編");
    for (row, at) in rows().iter().zip(3u32..) {
        sheet.write(at, 1, &row.number).unwrap().write(at, 2, "求められること。").unwrap();
        sheet.write(at, 3, row.product).unwrap().write(at, 4, "○").unwrap();
        sheet.write(at, 5, "設定する").unwrap().write(at, 6, "医療機関").unwrap();
    }
    sheet.write(53, 3, Formula::new("=NA()").set_result("#N/A")).unwrap();
    sheet.write(204, 0, "※ 状況の ○ は対応済み").unwrap();
    workbook.add_worksheet().set_name("改訂履歴").unwrap().write(0, 0, "初版").unwrap();
    let path = here.path(name);
    workbook.save(&path).unwrap();
    path
}

/// Returns the same table as comma-separated values, where groups stand in their first row only.
fn text() -> String {
    let mut text = String::from("分類,要求事項,,対応,,,責任分界,備考\r\n,項番,内容,製品,状況,対応方法,,\r\n");
    let mut group = "";
    for (at, row) in rows().iter().enumerate().filter(|(at, _)| *at != 50) {
        let shown = if group == row.group { "" } else { row.group };
        group = row.group;
        let note = if at % 2 == 1 { "同上" } else { "設定する" };
        text.push_str(&format!("{shown},\"{}\",内容,\"{}\",○,{note},医療機関,\r\n", row.number, row.product));
    }
    text
}

fn imported(here: &Surrounding, args: &[&str]) -> Value {
    let ran = here.run(&[&["import"], args, &["--json"]].concat());
    assert_eq!(ran.code, 0, "{} {}", ran.out, ran.err);
    ran.json().remove(0)
}

/// Makes sure that the bad rows are named and nothing else is missing.
fn assert_whole(document: &Value, bad: &[&str]) {
    let expected: usize = rows().iter().map(|row| row.clauses).sum();
    assert_eq!(document["records"]["mapping"], expected, "{document}");
    let places: Vec<&str> =
        document["skipped"].as_array().unwrap().iter().map(|one| one["place"].as_str().unwrap()).collect();
    assert_eq!(places.iter().filter(|place| bad.contains(place)).count(), bad.len(), "{document}");
    let rows = places.iter().filter(|place| place.contains('!') || place.contains("行目")).count();
    assert_eq!(rows, bad.len(), "{document}");
    assert_eq!(document["records"]["product"], 6, "{document}");
}

#[test]
fn a_table_of_200_rows_is_taken_in_and_the_five_bad_rows_are_named() {
    let here = Surrounding::new();
    workbook(&here, "院内対応表.xlsx");
    let document = imported(&here, &["院内対応表.xlsx"]);
    assert_eq!((&document["format"], &document["applied"]), (&"mapping".into(), &false.into()));
    assert_whole(&document, &["対応表!14", "対応表!24", "対応表!34", "対応表!44", "対応表!54"]);
    let shown = here.run(&["import", "院内対応表.xlsx"]).out;
    for part in [
        "シート「対応表」の列 (見出し 2〜3 行目、その下に 201 行)\n",
        "  B  要求事項 項番    条項の番号      見出し、中身 56/59\n",
        "  D  対応 製品        製品            見出し、中身 35/60\n",
        "  G  責任分界         責任分界        見出し、中身 60/60\n",
        "    対応表!4: 運用 1.① → Microsoft Entra ID、条件付きアクセス\n",
        "改訂履歴",
        "--apply",
    ] {
        assert!(shown.contains(part), "{part}\n{shown}");
    }
    let applied = imported(&here, &["院内対応表.xlsx", "--apply"]);
    assert_eq!(applied["applied"], true);
    let again = here.run(&["import", "院内対応表.xlsx", "--apply"]);
    assert!(again.out.contains("取り込み済みです"), "{}", again.out);
    let page = here.run(&["show", "mhlw6.sysun.14.5", "--json"]).out;
    assert!(page.contains("対応表!"), "{page}");
    assert_eq!(here.run(&["search", "院内監視くん"]).code, 0, "a product that nobody knew is found");
}

#[test]
fn the_same_table_as_text_of_any_encoding_says_the_same() {
    let here = Surrounding::new();
    std::fs::write(here.path("a.csv"), text()).unwrap();
    std::fs::write(here.path("b.csv"), SHIFT_JIS.encode(&text()).0).unwrap();
    std::fs::write(here.path("c.tsv"), text().replace(',', "\t")).unwrap();
    let bad = ["13 行目", "23 行目", "33 行目", "43 行目"];
    for name in ["a.csv", "b.csv", "c.tsv"] {
        assert_whole(&imported(&here, &[name]), &bad);
    }
}

#[test]
fn older_workbooks_are_read_and_their_sheet_names_the_volume() {
    let here = Surrounding::new();
    let cells = [["項番", "製品", "備考"], ["14.⑤", "Intune", "設定する"], ["14.⑥、⑧", "Azure AD", ""]];
    let row = |cells: &[&str; 3]| {
        let cells = cells.map(|cell| format!("<table:table-cell><text:p>{cell}</text:p></table:table-cell>"));
        format!("<table:table-row>{}</table:table-row>", cells.concat())
    };
    std::fs::write(here.path("a.ods"), ods(&cells.iter().map(row).collect::<String>())).unwrap();
    let text: Vec<Vec<XlsCell<'_>>> =
        cells.iter().map(|row| row.iter().map(|cell| XlsCell::Text(cell)).collect()).collect();
    let rows: Vec<&[XlsCell<'_>]> = text.iter().map(Vec::as_slice).collect();
    std::fs::write(here.path("a.xls"), xls(&rows, &[])).unwrap();
    for name in ["a.ods", "a.xls"] {
        let document = imported(&here, &[name]);
        assert_eq!(
            (&document["records"]["mapping"], &document["skipped"]),
            (&3.into(), &serde_json::json!([])),
            "{name}"
        );
    }
}

#[test]
fn a_table_with_a_product_in_each_heading_is_read_by_its_columns() {
    let here = Surrounding::new();
    let table = |above: &str| {
        let rows = "運14⑤,○,×,設定する\n運14⑥,一部,○,\n企3①,-,対象外,\n";
        format!("項番,Intune,Microsoft Sentinel,備考\n{above}{rows}")
    };
    here.write("製品別.csv", &table(""));
    let shown = here.run(&["import", "製品別.csv", "--map", "列.toml"]);
    for part in
        ["B  Intune                見出しの製品の対応", "「×」や「対象外」などの記入が 2 あり", "対応の記載 3 件"]
    {
        assert!(shown.out.replace("\n    ", "").contains(part), "{part}\n{}", shown.out);
    }
    assert!(std::fs::read_to_string(here.path("列.toml")).unwrap().contains("C = \"service\"  # Microsoft Sentinel"));
    let told = here.run(&["import", "製品別.csv", "--as", "mapping", "--id", "own-x", "--map", "別.toml"]).err;
    let told = told.replace('\n', "").replace("    ", "");
    assert!(told.contains("`tenken import --as mapping --id own-x --map 別.toml 製品別.csv`"), "{told}");
    imported(&here, &["製品別.csv", "--map", "列.toml", "--apply"]);
    let page = here.run(&["show", "mhlw6.sysun.14.5", "--json"]).json().remove(0).to_string();
    assert!(page.contains("ms.intune") && page.contains("2 行目"), "{page}");
    here.write("製品別.csv", &table("運14①,○,-,\n"));
    let again = here.run(&["import", "製品別.csv"]).out.replace("\n    ", "");
    assert!(again.contains("出典の行やページだけが変わる 3 件"), "{again}");
    assert!(again.contains("加わる 1 件") && !again.contains("内容が変わる") && !again.contains("なくなる"), "{again}");
    let written = here.run(&["import", "製品別.csv", "--apply"]);
    assert!(written.out.contains("を取り込みました"), "{}", written.out);
    assert!(here.run(&["show", "mhlw6.sysun.14.5", "--json"]).out.contains("3 行目"));
}

#[test]
fn what_is_not_shown_is_read_all_the_same_and_told() {
    let here = Surrounding::new();
    let cells = [["項番", "製品", "備考"], ["14.⑤", "Intune", "設定する"], ["14.⑥", "Azure AD", "見直す"]];
    let texts: Vec<Vec<XlsCell<'_>>> =
        cells.iter().map(|row| row.iter().map(|cell| XlsCell::Text(cell)).collect()).collect();
    let rows: Vec<&[XlsCell<'_>]> = texts.iter().map(Vec::as_slice).collect();
    std::fs::write(here.path("a.xls"), xls_hiding(&rows, &[], &[1], &[2])).unwrap();
    let row = |(at, cells): (usize, &[&str; 3])| {
        let visibility = if at == 1 { " table:visibility=\"filter\"" } else { "" };
        let cells = cells.map(|cell| format!("<table:table-cell><text:p>{cell}</text:p></table:table-cell>"));
        format!("<table:table-row{visibility}>{}</table:table-row>", cells.concat())
    };
    let columns = "<table:table-columns><table:table-column table:number-columns-repeated=\"2\"/>\
         <table:table-column table:visibility=\"collapse\" table:number-columns-repeated=\"16382\"/></table:table-columns>";
    let ods = ods_with(columns, &cells.iter().enumerate().map(row).collect::<String>());
    std::fs::write(here.path("a.ods"), ods).unwrap();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("運用").unwrap();
    for (at, cells) in (0u32..).zip(cells) {
        sheet.write_row(at, 0, cells).unwrap();
    }
    sheet.set_row_hidden(1).unwrap().set_column_hidden(2).unwrap();
    workbook.save(here.path("a.xlsx")).unwrap();
    for name in ["a.xls", "a.ods", "a.xlsx"] {
        let told = here.run(&["import", name]).out.replace("\n    ", "");
        assert!(told.contains("対応の記載 2 件"), "{name}: {told}");
        assert!(told.contains("非表示の行が 1 あり、それも読みました。"), "{name}: {told}");
        assert!(told.contains("非表示の列が 1 あり、それも読みました: C 列"), "{name}: {told}");
    }
}

#[test]
fn a_mapping_file_says_what_the_columns_are() {
    let here = Surrounding::new();
    here.write("表.csv", "甲,乙,丙\n運14⑤,Intune,一\n運14⑥,Azure AD,二\n運14①,Intune,三\n");
    let guessed = here.run(&["import", "表.csv", "--map", "列.toml"]);
    assert!(guessed.code == 0 && guessed.err.contains("列.toml に書きました"), "{guessed:?}");
    let map = std::fs::read_to_string(here.path("列.toml")).unwrap();
    assert!(map.contains("A = \"clause\"") && map.contains("B = \"product\""), "{map}");
    std::fs::write(here.path("列.toml"), format!("{map}C = \"note\"\n")).unwrap();
    assert_eq!(imported(&here, &["表.csv", "--map", "列.toml", "--apply"])["warnings"].as_array().unwrap().len(), 1);
    assert!(here.run(&["show", "mhlw6.sysun.14.5", "--json"]).out.contains("\"一\""));
    std::fs::write(here.path("列.toml"), format!("{map}C = \"color\"\n")).unwrap();
    let wrong = here.run(&["import", "表.csv", "--map", "列.toml"]);
    assert!(wrong.code == 2 && wrong.err.contains("行目: 「color」という列の種類はありません"), "{wrong:?}");
}

#[test]
fn a_product_of_another_pack_stays_when_that_pack_is_gone() {
    let here = Surrounding::new();
    here.write("甲.csv", "項番,製品\n運14⑤,院内監視くん\n");
    here.write("乙.csv", "項番,製品\n運14⑥,院内監視くん\n");
    let first = imported(&here, &["甲.csv", "--apply"]);
    imported(&here, &["乙.csv", "--apply"]);
    assert!(here.run(&["import", "乙.csv", "--apply"]).out.contains("取り込み済みです"));
    assert_eq!(here.run(&["packs", "remove", first["pack"].as_str().unwrap()]).code, 0);
    assert_eq!(here.run(&["search", "院内監視くん"]).code, 0, "the pack that is left has the product too");
}

#[test]
fn numbers_of_two_frameworks_in_a_row_are_tied() {
    let here = Surrounding::new();
    here.write("突合.csv", "6.0版 項番,2省ガイドライン 別紙2\n運14⑤,2省別紙2 3.7②-2\n運14⑥,2省別紙2 3.7②-3\n");
    let document = imported(&here, &["突合.csv"]);
    assert_eq!((&document["records"]["link"], &document["records"]["mapping"]), (&2.into(), &0.into()), "{document}");
}

#[test]
fn a_worklist_is_named_for_what_it_is() {
    let here = Surrounding::new();
    let out = here.run(&["export", "csv"]).out;
    std::fs::write(here.path("点検票.csv"), out).unwrap();
    let ran = here.run(&["import", "点検票.csv"]);
    assert!(ran.code == 1 && ran.err.contains("これは点検票です"), "{ran:?}");
}
