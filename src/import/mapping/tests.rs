//! Tables of anybody: whatever stands in them, reading ends with what was understood or one sentence.

use std::ops::ControlFlow;
use std::sync::{Arc, OnceLock};

use proptest::prelude::*;

use crate::bundled;
use crate::catalog::Catalog;
use crate::search::Engine;
use crate::testing::{Put, workbook};

use super::super::{ImportContext, ImportOptions, Importer, NotRead, Reading, SourceFile};
use super::*;

fn world() -> &'static (Arc<Catalog>, Engine) {
    static WORLD: OnceLock<(Arc<Catalog>, Engine)> = OnceLock::new();
    WORLD.get_or_init(|| {
        let catalog = Arc::new(bundled::catalog().unwrap());
        (catalog.clone(), bundled::engine(catalog).unwrap())
    })
}

fn read(name: &str, text: &str, map: Option<&str>) -> Result<Reading, NotRead> {
    let (catalog, engine) = world();
    let options = ImportOptions { map: map.map(str::to_owned), ..ImportOptions::default() };
    let file = SourceFile::new(name, text.as_bytes().to_vec());
    let mut watch = |_, _| ControlFlow::Continue(());
    MappingTable
        .read(&file, &mut ImportContext { catalog, engine: &|| Ok(engine), options: &options, watch: &mut watch })
}

#[test]
fn a_row_says_what_it_says_and_its_place() {
    let text = "項番,製品,対応状況,責任分界,対応方法,備考\n運14⑤、⑥,Intune,○,医療機関,設定する,\n,,,,,\n14.①,同上,△,同上,-,見直し中\n";
    let reading = read("a.csv", text, None).unwrap();
    let said: Vec<String> = reading
        .records
        .statements
        .iter()
        .map(|one| {
            [&one.about, &one.answers.join("+"), &one.status, &one.party, &one.note, &one.place]
                .map(String::as_str)
                .join("|")
        })
        .collect();
    assert_eq!(
        said,
        [
            "mhlw6.sysun.14.5|ms.intune|○|医療機関|設定する|2 行目",
            "mhlw6.sysun.14.6|ms.intune|○|医療機関|設定する|2 行目",
            "mhlw6.sysun.14.1|ms.intune|△|医療機関|見直し中|4 行目",
        ]
    );
    assert_eq!((reading.counts.mapping, reading.counts.clause, reading.counts.product), (3, 3, 1));
    assert_eq!(reading.about.pack, "own-a");
}

#[test]
fn the_preview_says_why_and_what_was_read_in_the_first_rows() {
    let text = "項番,要求事項,使うもの,製品\n運14⑤、⑥,文,甲,Intune\n運99⑨,文,乙,Intune\n14.①,文,,院内監視くん\n";
    let preview = read("a.csv", text, None).unwrap().preview.unwrap();
    let sheet = &preview.sheets[0];
    let columns: Vec<_> =
        sheet.columns.iter().map(|one| (one.role.code(), one.reason.is_said, one.reason.fitting)).collect();
    let expected = [
        ("clause", true, Some((2, 3))),
        ("requirement", true, None),
        ("skip", false, None),
        ("product", true, Some((2, 3))),
    ];
    assert_eq!(columns, expected);
    let unsure: Vec<bool> = sheet.columns.iter().map(ColumnPreview::is_unsure).collect();
    assert_eq!(unsure, [true, false, false, false], "a number of three names no clause");
    let rows: Vec<_> =
        sheet.rows.iter().map(|row| (row.about.join("+"), row.answers.join("+"), row.odd.len())).collect();
    let clause = |item: &str| format!("運用 14.{item}");
    assert_eq!(
        rows,
        [
            (format!("{}+{}", clause("⑤"), clause("⑥")), "Microsoft Intune".to_owned(), 0),
            (String::new(), String::new(), 1),
            (clause("①"), "院内監視くん".to_owned(), 0),
        ]
    );
    let map = preview.map().to_toml().replace("D = \"product\"", "C = \"product\"\nD = \"note\"");
    let chosen = read("a.csv", text, Some(&map)).unwrap().preview.unwrap();
    let instead: Vec<_> = chosen.sheets[0].columns.iter().map(|one| one.reason.instead_of).collect();
    assert_eq!(instead, [None, None, Some(ColumnRole::Skip), Some(ColumnRole::Product)]);
    assert!(!chosen.sheets[0].columns.iter().skip(1).any(ColumnPreview::is_unsure), "whoever chose is sure");
}

#[test]
fn sheets_that_are_passed_over_are_shown_with_what_they_would_be() {
    let (catalog, engine) = world();
    let sheet = |name: &str, rows: &[&[&str]]| crate::import::testing::grid(name, rows);
    let grids = [
        sheet("表", &[&["項番", "製品"], &["運14⑤", "Intune"]]),
        sheet("連絡先", &[&["担当者", "備考"], &["佐藤", "三階"]]),
    ];
    let read = |map: Option<&str>| {
        let map = map.map(|map| ColumnMap::parse(map).unwrap());
        let options = ImportOptions::default();
        let file = SourceFile::new("a.xlsx", Vec::new());
        let mut watch = |_, _| ControlFlow::Continue(());
        let context = &mut ImportContext { catalog, engine: &|| Ok(engine), options: &options, watch: &mut watch };
        Work::new(&file).read(&grids, map.as_ref(), context).unwrap().preview.unwrap()
    };
    let is_read = |preview: &MappingPreview| preview.sheets.iter().map(|sheet| sheet.is_read).collect::<Vec<_>>();
    let guessed = read(None);
    assert_eq!(is_read(&guessed), [true, false]);
    assert_eq!(guessed.sheets[1].map.columns, [(0, ColumnRole::Owner), (1, ColumnRole::Note)].into());
    let other = read(Some("[[sheet]]\nname = \"連絡先\"\nheader = [1]\n[sheet.columns]\nA = \"clause\"\n"));
    assert_eq!(is_read(&other), [false, true]);
    assert_eq!(other.sheets[0].map.columns.get(&0), Some(&ColumnRole::Clause), "what it would be read as");
}

/// Returns what each statement of a table is about, its answers, note and place; then the places that were not read.
fn said(text: &str) -> (Vec<String>, Vec<String>) {
    let reading = read("a.csv", text, None).unwrap();
    let said = reading.records.statements.iter().map(|one| {
        let about = one.about.trim_start_matches("mhlw6.");
        format!("{about}|{}|{}|{}", one.answers.join("+"), one.note, one.place.trim_end_matches(" 行目"))
    });
    let skipped = reading.skipped.iter().map(|one| format!("{}: {}", one.place, one.reason));
    (said.collect(), skipped.collect())
}

#[test]
fn what_stands_by_itself_goes_on_with_the_row_above() {
    let (said, skipped) = said("項番,製品,備考\n運14⑤,Intune,設定する\n,Azure AD,\n,,毎月見直し\n運14⑥,同上,\n");
    assert_eq!(
        said,
        [
            "sysun.14.5|ms.intune|設定する|2",
            "sysun.14.5|ms.entra.id||3",
            "sysun.14.5||毎月見直し|4",
            "sysun.14.6|ms.intune+ms.entra.id||5",
        ]
    );
    assert!(skipped.is_empty(), "{skipped:?}");
    let (said, skipped) = self::said("項番,製品,備考\n運99⑨,Intune,\n,Azure AD,\n運14⑤,KMS,\n");
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(skipped.iter().any(|one| one.starts_with("3 行目")), "nothing is lost in silence: {skipped:?}");
}

#[test]
fn headings_say_something_and_remarks_do_not() {
    let table = |between: &str| format!("項番,製品,備考\n企3①,Intune,\n運14⑤,Intune,\n{between},,\n15.①,Intune,\n");
    for (between, about) in [
        ("※ 企画管理編 3章も参照", "sysun.15.1"),
        ("企画管理編の3章を見直すこと。", "sysun.15.1"),
        ("企画管理編", "kikaku.15.1"),
    ] {
        let (said, skipped) = said(&table(between));
        assert!(said[2].starts_with(about), "{between}: {said:?} {skipped:?}");
    }
}

#[test]
fn the_same_as_nothing_is_no_product() {
    let (said, skipped) = said("項番,製品,備考\n運14⑤,同上,設定する\n運14⑥,Intune,同左\n");
    assert_eq!(said, ["sysun.14.5||設定する|2", "sysun.14.6|ms.intune|Intune|3"]);
    assert!(skipped.len() == 1 && skipped[0].starts_with("2 行目: B 列"), "{skipped:?}");
}

#[test]
fn a_long_cell_is_read_to_a_limit_and_named() {
    let long = "運14⑤、".repeat(3_000);
    let (said, skipped) = said(&format!("項番,製品\n運14⑥,Intune\n{long},Intune\n"));
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(skipped.iter().any(|one| one.starts_with("3 行目: A 列")), "{skipped:?}");
}

#[test]
fn a_number_is_a_day_only_where_days_stand() {
    let (catalog, engine) = world();
    let map = "[[sheet]]\nname = \"表\"\nheader = [1]\n[sheet.columns]\nA = \"clause\"\nB = \"note\"\nC = \"date\"\n";
    let options = ImportOptions { map: Some(map.to_owned()), ..ImportOptions::default() };
    let cells = [
        (0, 0, Put::Text("項番")),
        (0, 1, Put::Text("備考")),
        (0, 2, Put::Text("日付")),
        (1, 0, Put::Text("運14⑤")),
        (1, 1, Put::Number(45_000.0)),
        (1, 2, Put::Day(45_000.0)),
    ];
    let file = SourceFile::new("a.xlsx", workbook("表", &cells, &[]));
    let mut watch = |_, _| ControlFlow::Continue(());
    let context = &mut ImportContext { catalog, engine: &|| Ok(engine), options: &options, watch: &mut watch };
    let reading = MappingTable.read(&file, context).unwrap();
    assert_eq!(reading.records.statements[0].note, "備考: 45000\n日付: 2023-03-15");
}

#[test]
fn a_row_of_records_below_wide_headings_is_no_heading() {
    let merged = [((0, 0), (0, 1), "リスク"), ((0, 0), (2, 3), "製品")];
    let cells = [
        (1, 0, Put::Text("院内の停電 その1")),
        (1, 2, Put::Text("無停電電源装置")),
        (2, 0, Put::Text("院内の停電 その2")),
        (2, 2, Put::Text("発電機")),
    ];
    let (catalog, engine) = world();
    let file = SourceFile::new("a.xlsx", workbook("表", &cells, &merged));
    let mut watch = |_, _| ControlFlow::Continue(());
    let options = ImportOptions::default();
    let context = &mut ImportContext { catalog, engine: &|| Ok(engine), options: &options, watch: &mut watch };
    assert_eq!(MappingTable.read(&file, context).unwrap().records.statements.len(), 2);
}

#[test]
fn risks_by_their_titles_are_ours_and_others_are_added() {
    let text = "リスク,製品,備考\nクラウド管理者の資格情報が奪われる,条件付きアクセス,\n院内の停電,無停電電源装置,\n";
    let reading = read("表.csv", text, None).unwrap();
    let about: Vec<&str> = reading.records.statements.iter().map(|one| one.about.as_str()).collect();
    assert_eq!(about[0], "risk.admin-credential-theft");
    assert!(about[1].starts_with(&format!("{}.risk.", reading.about.pack)), "{about:?}");
    assert_eq!((reading.records.risks.len(), reading.records.products.len()), (1, 1));
}

/// A table with a product in each heading.
const BY_PRODUCT: &str = "項番,要求事項,Intune,Microsoft Entra ID,院内監視くん,AWS KMS,責任分界,備考\n\
    運14①,求める,○,△,○,×,医療機関,設定する\n\
    運14⑤,求める,×,対応,○,対象外,共有,\n\
    運14⑥,求める,○,,×,-,,\n\
    運14⑧,求める,×,×,×,×,,\n";

#[test]
fn a_column_of_a_product_says_how_far_it_answers() {
    let reading = read("a.csv", BY_PRODUCT, None).unwrap();
    let said: Vec<String> = reading
        .records
        .statements
        .iter()
        .map(|one| {
            let about = one.about.trim_start_matches("mhlw6.sysun.");
            [about, &one.answers.join("+"), &one.status, &one.party, &one.note, one.place.trim_end_matches(" 行目")]
                .join("|")
        })
        .collect();
    assert_eq!(
        said,
        [
            "14.1|ms.intune|○|医療機関|設定する|2",
            "14.1|ms.entra.id|△|医療機関|設定する|2",
            "14.1|own.e6a1a47e|○|医療機関|設定する|2",
            "14.5|ms.entra.id|対応|共有||3",
            "14.5|own.e6a1a47e|○|共有||3",
            "14.6|ms.intune|○|||4",
        ]
    );
    let skipped: Vec<String> = reading.skipped.iter().map(|one| format!("{}: {}", one.place, one.reason)).collect();
    assert_eq!(skipped, ["表: 「×」や「対象外」などの記入が 8 あり、その製品の対応とはしません。"]);
    let roles: Vec<ColumnRole> = reading.preview.unwrap().sheets[0].columns.iter().map(|column| column.role).collect();
    let service = ColumnRole::Service;
    let expected = [ColumnRole::Clause, ColumnRole::Requirement, service, service, service, service, ColumnRole::Party];
    assert_eq!(roles[..7], expected);
}

#[test]
fn other_columns_of_few_words_are_none_of_products() {
    for (text, expected) in [
        // One product is a word like any other, and names of products below products are answers.
        ("項番,対応,Intune\n運14①,○,○\n運14⑤,×,×\n運14⑥,○,○\n", 0),
        ("項番,Microsoft Sentinel,Intune\n運14①,Azure AD,Intune\n運14⑤,Intune,Azure AD\n運14⑥,Azure AD,Intune\n", 0),
        ("項番,1回目,2回目,病院\n運14①,○,○,○\n運14⑤,×,×,○\n運14⑥,○,○,○\n", 0),
        ("項番,Intune,Azure AD,病院,1回目\n運14①,○,○,○,○\n運14⑤,×,×,○,○\n運14⑥,○,○,○,○\n", 2),
        ("Intune,Azure AD,項番\n○,○,運14①\n×,×,運14⑤\n○,○,運14⑥\n", 2),
    ] {
        let reading = read("a.csv", text, None).unwrap();
        let columns = &reading.preview.as_ref().unwrap().sheets[0].columns;
        assert_eq!(columns.iter().filter(|column| column.role == ColumnRole::Service).count(), expected, "{text}");
    }
}

/// Returns the roles of a table, and what each of its statements says of what.
fn by_product(text: &str) -> (Vec<&'static str>, Vec<String>) {
    let reading = read("a.csv", text, None).unwrap();
    let said = reading.records.statements.iter().map(|one| {
        let about = one.about.trim_start_matches("mhlw6.sysun.");
        [about, &one.answers.join("+"), &one.status, &one.party, &one.note].join("|")
    });
    let columns = &reading.preview.as_ref().unwrap().sheets[0].columns;
    (columns.iter().map(|column| column.role.code()).collect(), said.collect())
}

#[test]
fn what_is_only_planned_and_who_has_to_act_is_no_answer() {
    let (_, said) = by_product("項番,Intune,Microsoft Sentinel\n運14①,検討中,予定\n運14⑤,○,運用で対応\n運14⑥,不要,☓\n");
    assert_eq!(said, ["14.1||Intune: 検討中、Microsoft Sentinel: 予定||", "14.5|ms.intune|○||"]);
    let (roles, said) = by_product("項番,AWS KMS,Intune\n運14①,利用者,共有\n運14⑤,クラウド事業者,利用者\n");
    assert_eq!(roles, ["clause", "party", "party"]);
    assert_eq!(said[0], "14.1|||AWS KMS: 利用者、Intune: 共有|");
}

#[test]
fn products_stand_above_what_is_said_of_each() {
    let text = "項番,要求事項,Intune,,Microsoft Sentinel,,責任分界\n,,対応,備考,対応,備考,\n\
        運14①,求める,○,設定する,×,別の物,医療機関\n運14⑤,求める,×,,△,P2,共有\n運14⑥,求める,○,,○,,\n";
    let (roles, said) = by_product(text);
    assert_eq!(roles, ["clause", "requirement", "service", "note", "service", "note", "party"]);
    let expected = [
        "14.1|ms.intune|○|医療機関|設定する\nMicrosoft Sentinel: 別の物",
        "14.5|ms.sentinel|△|共有|P2",
        "14.6|ms.intune|○||",
        "14.6|ms.sentinel|○||",
    ];
    assert_eq!(said, expected);
    // Columns that are told to be states say of what they are.
    let map = "[[sheet]]\nheader = [1, 2]\n[sheet.columns]\nA = \"clause\"\nC = \"status\"\nE = \"status\"\n";
    let told = read("a.csv", text, Some(map)).unwrap();
    assert_eq!(told.records.statements[0].status, "Intune: ○、Microsoft Sentinel: ×");
}

#[test]
fn marks_below_common_words_are_of_no_product() {
    let rows = "運14①,○,×,○,×,○\n運14⑤,×,○,×,○,×\n運14⑥,○,○,○,○,○\n";
    let (roles, _) = by_product(&format!("項番,Intune,Microsoft Sentinel,運用,設定ルール,手順\n{rows}"));
    assert_eq!(roles, ["clause", "service", "service", "status", "status", "status"]);
    let (roles, _) = by_product(&format!("項番,対応状況,Intune,Microsoft Sentinel,トレンドX,備考\n{rows}"));
    assert_eq!(roles, ["clause", "status", "service", "service", "service", "note"]);
}

#[test]
fn a_row_by_product_shows_all_its_products_and_its_columns_are_sure() {
    let preview = read("a.csv", BY_PRODUCT, None).unwrap().preview.unwrap();
    assert_eq!(preview.sheets[0].rows[0].answers.len(), 3, "{:?}", preview.sheets[0].rows[0]);
    let services: Vec<&ColumnPreview> =
        preview.sheets[0].columns.iter().filter(|column| column.role == ColumnRole::Service).collect();
    let said: Vec<_> = services.iter().map(|column| (column.reason.is_said, column.is_unsure())).collect();
    assert_eq!(said, [(true, false), (true, false), (false, false), (true, false)]);
    assert_eq!(services[0].reason.fitting, Some((4, 4)));
}

#[test]
fn a_map_says_which_columns_are_of_products() {
    let map = "[[sheet]]\nheader = [1]\n[sheet.columns]\nA = \"clause\"\nC = \"service\"\nH = \"service\"\n";
    let reading = read("a.csv", BY_PRODUCT, Some(map)).unwrap();
    let answers: Vec<&str> = reading.records.statements.iter().map(|one| one.answers[0].as_str()).collect();
    assert_eq!(answers, ["ms.intune", "own.80309c57", "ms.intune"]);
    let bare = map.replace("header = [1]", "header = []").replace("H = \"service\"\n", "");
    let reading = read("a.csv", BY_PRODUCT, Some(&bare)).unwrap();
    let told = |one: &crate::import::Skipped| {
        one.reason.contains("C 列を製品の列として読めません。見出しに製品の名前がありません。")
    };
    assert!(reading.skipped.iter().any(told), "{:?}", reading.skipped);
}

#[test]
fn what_is_no_table_is_refused_with_one_sentence() {
    for (text, part) in [("一,二\n三,四\n", "表が見つかりません"), ("ただの文です。\n", "表が見つかりません")]
    {
        let Err(NotRead::Wrong(sentence, _)) = read("a.csv", text, None) else { panic!("{text}") };
        assert!(sentence.contains(part), "{sentence}");
    }
    let map = "[[sheet]]\nname = \"ない\"\n[sheet.columns]\nA = \"clause\"\n";
    let Err(NotRead::Wrong(sentence, _)) = read("a.csv", "項番,製品\n運14⑤,Intune\n", Some(map)) else {
        panic!()
    };
    assert!(sentence.contains("シート「ない」が、a.csv にありません"), "{sentence}");
}

#[test]
fn whoever_watches_can_break_it_off() {
    let (catalog, engine) = world();
    let options = ImportOptions::default();
    let file = SourceFile::new("a.csv", "項番,製品\n運14⑤,Intune\n".as_bytes().to_vec());
    let mut watch = |_, _| ControlFlow::Break(());
    let context = &mut ImportContext { catalog, engine: &|| Ok(engine), options: &options, watch: &mut watch };
    assert!(matches!(MappingTable.read(&file, context), Err(NotRead::Cancelled)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_table_ends(rows in prop::collection::vec(prop::collection::vec("(項番|製品|Microsoft Sentinel|×|△|リスク|備考|章|編|運14⑤|企3①～③|14.⑤|NS-1|Intune|AWS KMS|同上|○|医療機関|)|\\PC{0,6}", 0..6), 0..12)) {
        let text: String = rows.iter().map(|row| {
            let cells: Vec<String> = row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            cells.join(",") + "\n"
        }).collect();
        let file = SourceFile::new("a.csv", text.as_bytes().to_vec());
        MappingTable.recognises(&file);
        if let Ok(reading) = read("a.csv", &text, None) {
            prop_assert_eq!(reading.counts.mapping, reading.records.statements.len());
            let preview = reading.preview.clone().unwrap();
            let is_read = preview.sheets.iter().filter(|sheet| sheet.is_read).count();
            prop_assert_eq!(ColumnMap::parse(&preview.map().to_toml()).map(|map| map.sheets.len()), Ok(is_read));
            prop_assert_eq!(read("a.csv", &text, None).unwrap(), reading);
        }
    }
}
