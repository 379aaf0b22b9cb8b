//! What people write into cells, held against the bundled records.

use std::sync::{Arc, OnceLock};

use proptest::prelude::*;

use crate::bundled;
use crate::catalog::Catalog;
use crate::search::Engine;

use super::super::mapping::known_vendors;
use super::*;

fn world() -> &'static (Arc<Catalog>, Engine) {
    static WORLD: OnceLock<(Arc<Catalog>, Engine)> = OnceLock::new();
    WORLD.get_or_init(|| {
        let catalog = Arc::new(bundled::catalog().unwrap());
        (catalog.clone(), bundled::engine(catalog).unwrap())
    })
}

/// Returns the ends of the ids that a cell names below what a heading says, then its problems behind `!`.
fn found(cell: &str, heading: &str) -> String {
    let (catalog, engine) = world();
    let mut finder = ClauseFinder::new(catalog, engine);
    let context = finder.context(heading, Around::Heading);
    let found = finder.find(cell, &context);
    let ids = found.clauses.iter().map(|at| catalog.id(*at).trim_start_matches("mhlw6.").to_owned());
    ids.chain(found.problems.iter().map(|problem| format!("!{problem}"))).collect::<Vec<_>>().join(" ")
}

#[test]
fn clauses_are_found_in_all_the_ways_people_write_them() {
    for (cell, heading, ids) in [
        ("6.0版 運14⑤、⑥", "", "sysun.14.5 sysun.14.6"),
        ("運用14-⑤～⑥", "", "sysun.14.5 sysun.14.6"),
        ("運用 14.①〜③", "", "sysun.14.1 sysun.14.2 sysun.14.3"),
        ("運14①から③まで", "", "sysun.14.1 sysun.14.2 sysun.14.3"),
        ("企画管理編 3.①②", "", "kikaku.3.1 kikaku.3.2"),
        ("14.⑤ / 14.⑥", "システム運用編", "sysun.14.5 sysun.14.6"),
        ("14.⑤・⑥", "対応表(運用)", "sysun.14.5 sysun.14.6"),
        ("⑤", "システム運用編 第14章 認証・認可", "sysun.14.5"),
        ("第6.0版\n運14⑤\n企15④,⑤", "", "sysun.14.5 kikaku.15.4 kikaku.15.5"),
        ("システム運用編 第14章 遵守事項⑤", "", "sysun.14.5"),
        ("運14⑤(二要素認証)", "", "sysun.14.5"),
        ("二要素認証 (運14⑤)", "", "sysun.14.5"),
        ("運14⑤ 二要素認証に対応したシステム、2要素を選ぶ", "", "sysun.14.5"),
        ("運14①、②と第三者の認証、統一", "", "sysun.14.1 sysun.14.2"),
        ("運14⑤及び企3①を参照", "", "sysun.14.5 kikaku.3.1"),
        ("運用14.5, 6", "", "sysun.14.5 sysun.14.6"),
        ("ｍｈｌｗ６.sysun.14.5", "", "sysun.14.5"),
        ("MHLW6.SYSUN.14.5; mhlw6.kikaku.3.1", "", "sysun.14.5 kikaku.3.1"),
        ("2省別紙2 3.7②-2、②-3", "", "meti11.b2.3.7-2-2 meti11.b2.3.7-2-3"),
        ("R7 事業者 2-⑧", "", "mhlwcl.r7.vendor.2-⑧"),
        ("運14⑤", "院内のクラウド対応表 2026年度", "sysun.14.5"),
        ("導入・更新システムの二要素認証への対応", "", "sysun.14.5"),
        ("-", "", ""),
        ("該当なし", "", ""),
    ] {
        assert_eq!(found(cell, heading), ids, "{cell} {heading}");
    }
}

#[test]
fn what_is_not_found_is_named_and_spoils_nothing_else() {
    for (cell, heading, start, part) in [
        ("運14⑤、運99⑨", "", "sysun.14.5 !", "「運99⑨」"),
        ("運14㉕", "", "!", "近いのは 厚労省6.0の運用 14."),
        ("3.①", "", "!", "のどれか決まりません"),
        ("第7.0版 運14⑤", "", "!", "としてはカタログにありません"),
        ("運14⑤", "第2.0版 対応表", "!", "としてはカタログにありません"),
        ("運14⑥、ZZ-九、運用XIV", "", "sysun.14.6 !", "「ZZ-九」"),
        ("運14⑥、ZZ-九、運用XIV", "", "sysun.14.6 !", "「運用XIV」"),
        ("運14⑤～運15①", "", "sysun.14.5 sysun.15.1 !", "両端だけ"),
        ("運14⑥～⑤", "", "sysun.14.6 sysun.14.5 !", "両端だけ"),
        (&"運14⑤、".repeat(1_001), "", "sysun.14.5 !", "初めの 1000 個"),
        ("まったく別の話", "", "!", "見つかりません"),
        ("ZZ-99", "", "!", "ZZ-99"),
    ] {
        let found = found(cell, heading);
        assert!(found.starts_with(start) && found.contains(part), "{cell}: {found}");
    }
}

#[test]
fn a_chapter_stands_for_all_its_clauses() {
    let (catalog, engine) = world();
    let found = ClauseFinder::new(catalog, engine).find("運用 14章", &Context::default());
    assert!(found.clauses.len() > 5 && found.sections == 1 && found.problems.is_empty(), "{found:?}");
}

fn products(cell: &str) -> (String, usize, usize) {
    let (catalog, _) = world();
    let mut finder = ProductFinder::new(catalog, known_vendors(), "表.csv");
    let named = finder.find(cell, None);
    (named.ids.join(" "), named.notes.len(), named.problems.len())
}

#[test]
fn products_are_found_by_all_their_names() {
    for (cell, ids, notes, problems) in [
        ("Microsoft Entra ID\n条件付きアクセス", "ms.entra.id ms.entra.conditional-access", 0, 0),
        ("・Azure AD、・Intune", "ms.entra.id ms.intune", 0, 0),
        ("Microsoft Entra ID（旧 Azure AD）", "ms.entra.id", 0, 0),
        ("Entra ID P2 / Sentinel", "ms.sentinel", 1, 0),
        ("PIM", "ms.entra.pim", 0, 0),
        ("ＡＺＵＲＥ　ＡＤ", "ms.entra.id", 0, 0),
        ("AWS KMS + ＡＭＡＺＯＮ GuardDuty", "aws.kms aws.guardduty", 0, 0),
        ("Google Cloud Armor", "google.armor", 0, 0),
        ("なし", "", 0, 0),
        ("運用で対応", "", 1, 0),
        ("運14⑤", "", 0, 1),
        ("手順書を作り、毎月見直す。", "", 1, 0),
        ("Key Vault による鍵の管理を行っている", "ms.azure.key-vault", 1, 0),
        ("Microsoft 365 E5", "", 1, 0),
        ("Microsoft Entra ID（P2）", "ms.entra.id", 1, 0),
        ("1Password、7-Zip", "own.1password own.7-zip", 0, 0),
        ("C++ Builder", "own.c-builder", 0, 0),
        ("Backup & Recovery", "own.backup-recovery", 0, 0),
        ("Intune & Backup Tool", "ms.intune own.backup-tool", 0, 0),
        ("3.7-2", "", 0, 1),
        ("システム運用編 14.5", "", 0, 1),
    ] {
        assert_eq!(products(cell), (ids.to_owned(), notes, problems), "{cell}");
    }
}

#[test]
fn a_name_with_a_figure_is_no_number() {
    let (ids, notes, problems) = products("ウイルスバスター 12");
    assert!(ids.starts_with("own.12-") && (notes, problems) == (0, 0), "{ids} {notes} {problems}");
}

#[test]
fn a_cell_has_so_many_products_and_no_more() {
    for (count, problems) in [(100, 0), (101, 1), (9_000, 1)] {
        let names: Vec<String> = (0..count).map(|number| format!("製品{number}号機")).collect();
        let (ids, _, found) = products(&names.join("、"));
        assert_eq!((ids.split(' ').count(), found), (100, problems), "{count}");
    }
}

#[test]
fn risks_beyond_the_limit_are_named() {
    let (catalog, _) = world();
    let mut finder = RiskFinder::new(catalog, "own", "表.csv");
    for number in 0..=5_000 {
        assert!(!finder.is_full());
        finder.find(&format!("院内の停電 その{number}"), "", &[]);
    }
    assert!(finder.is_full() && finder.added().count() == 5_000);
}

#[test]
fn an_unknown_name_is_one_product_however_it_is_written() {
    let (catalog, _) = world();
    let mut finder = ProductFinder::new(catalog, known_vendors(), "表.csv");
    for cell in ["Amazon GuardDuty", "AMAZON　GUARDDUTY", "AWS GuardDuty", "院内監視くん", "院内監視くん "]
    {
        finder.find(cell, None);
    }
    let added: Vec<(&str, &str)> = finder.added().map(|product| (&*product.id, &*product.family)).collect();
    assert_eq!(added.len(), 2, "{added:?}");
    assert_eq!(added[0], ("aws.guardduty", "AWS"));
}

proptest! {
    #[test]
    fn no_cell_makes_anybody_fall(cell in "([運企14⑤⑥～、/.・( )第章版0-9a-zA-Z\n-]|\\PC){0,40}", heading in "\\PC{0,12}") {
        let (catalog, engine) = world();
        let mut clauses = ClauseFinder::new(catalog, engine);
        let context = clauses.context(&heading, Around::Chapter);
        let found = clauses.find(&cell, &context);
        prop_assert_eq!(clauses.find(&cell, &context), found);
        ProductFinder::new(catalog, known_vendors(), "表.csv").find(&cell, None);
        RiskFinder::new(catalog, "own", "表.csv").find(&cell, "", &[]);
    }
}
