//! `tenken show` of the cloud's half: what Microsoft does, what customers use, which reports to ask for.

use serde_json::Value;
use tenken::model::Kind;

use crate::support::{Ran, Surrounding};

/// A clause that user and provider share.
const SHARED: &str = "mhlw6.sysun.12.1";
/// A clause in which the cloud has no part.
const OUTSIDE: &str = "mhlw6.kikaku.8.u1";

fn document(id: &str) -> Value {
    Surrounding::new().run(&["show", id, "--json"]).json().remove(0)
}

#[test]
fn a_clause_has_its_halves_in_order_and_never_lets_one_think_that_nothing_is_left() {
    let out = Surrounding::new().run(&["show", SHARED]).out;
    let parts = [
        "\n要約(",
        "\n  対応状況    Azure ",
        "医療機関がすることは残ります。",
        "\n  主な製品    ",
        "\n背景のリスク(本ツールの見解)\n",
        "\nMicrosoft がすること(本ツールの見解)\n  分担        ",
        "     すること  ",
        "     残ること  ",
        "     裏付け    ",
        "\n裏付けの監査報告\n",
        "     入手      ",
        "使う年の報告書で",
        "\n利用者が使う製品(本ツールの見解)\n",
        "     文書      ",
        "\n確認観点(",
    ];
    let places: Vec<usize> =
        parts.iter().map(|part| out.find(part).unwrap_or_else(|| panic!("{part:?} is missing in\n{out}"))).collect();
    assert!(places.is_sorted(), "{places:?} in\n{out}");
    let outside = Surrounding::new().run(&["show", OUTSIDE]).out;
    assert!(!outside.contains("対応状況") && !outside.contains("Microsoft がすること"), "{outside}");
}

#[test]
fn every_clause_that_the_cloud_shares_has_status_division_and_measures_or_the_reason_why_none() {
    let catalog = tenken::bundled::catalog().unwrap();
    let ids: Vec<&str> = catalog.all(Kind::Clause).map(|at| catalog.id(at)).collect();
    let documents = Surrounding::new().run(&[&["show", "--json"], ids.as_slice()].concat()).json();
    let (mut judged, mut without) = (0, 0);
    for document in &documents {
        let (id, services) = (&document["id"], document["availability"].as_array().unwrap());
        let links = document["links"].as_array().unwrap();
        if services.is_empty() {
            assert_eq!((&document["division"], &document["no_measure"]), (&"".into(), &"".into()), "{id}");
            continue;
        }
        judged += 1;
        let named: Vec<&str> = services.iter().map(|one| one["service"].as_str().unwrap()).collect();
        assert_eq!(named, ["Azure", "Microsoft 365", "Dynamics 365", "Power Platform"], "{id}");
        assert!(!document["division"].as_str().unwrap().is_empty(), "{id}");
        let has_measure = links.iter().any(|link| link["kind"] == "measure" && link["relation"] == "measure");
        without += usize::from(!has_measure);
        assert_eq!(document["no_measure"] == "", has_measure, "{id}");
    }
    assert_eq!((judged, without), (183, 1));
}

#[test]
fn where_microsoft_does_nothing_the_reason_is_said() {
    for id in ["mhlw6.sysun.13.4", "risk.password-reuse-lateral"] {
        let ran = Surrounding::new().run(&["show", id]);
        let said = "Microsoft が代わりにできることはありません。\n  理由        ";
        assert!(ran.out.contains(said), "{}", ran.out);
        assert_ne!(document(id)["no_measure"], "", "{id}");
    }
}

#[test]
fn each_product_of_a_clause_or_risk_leads_to_its_document() {
    for id in [SHARED, "risk.admin-credential-theft"] {
        let ran = Surrounding::new().run(&["show", id]);
        let document = document(id);
        let products: Vec<&Value> =
            document["links"].as_array().unwrap().iter().filter(|link| link["kind"] == "product").collect();
        assert!(!products.is_empty());
        for product in products {
            let url = product["doc_url"].as_str().unwrap();
            assert!(url.starts_with("https://") && product["doc_title"] != "", "{product}");
            assert!(ran.out.lines().any(|line| line.trim() == url), "{url} in\n{}", ran.out);
        }
    }
}

#[test]
fn an_address_is_never_broken_when_it_is_piped() {
    let here = Surrounding::new();
    let url = document("ms.entra.conditional-access")["doc_url"].as_str().unwrap().to_owned();
    for columns in ["20", "80"] {
        let mut command = here.command(&["show", "ms.entra.conditional-access"]);
        command.env("COLUMNS", columns);
        let out = Ran::of(command).out;
        assert!(out.lines().any(|line| line.ends_with(&url)), "{out}");
    }
}

#[test]
fn a_former_id_and_a_name_lead_to_the_record_of_today() {
    let here = Surrounding::new();
    let ran = here.run(&["show", "ms.trust.iso"]);
    assert_eq!(ran.out.lines().nth(1), Some("msm.iso-certifications"));
    assert!(ran.out.contains("\n  旧 ID       ms.trust.iso\n"), "{}", ran.out);
    for (name, id) in [
        ("条件付きアクセス", "ms.entra.conditional-access"),
        ("Microsoft Entra Conditional Access", "ms.entra.conditional-access"),
        ("Azure AD Connect", "ms.entra.connect"),
        ("ゼロトラスト", "theme.zero-trust"),
        ("Azure AD Premium P2", "licence.entra-p2"),
    ] {
        let ran = here.run(&["show", name]);
        assert_eq!((ran.code, ran.out.lines().nth(1)), (0, Some(id)), "{name}: {}", ran.err);
    }
    let near = here.run(&["show", "条件付きアクセスの"]);
    assert!(near.err.contains("(製品 条件付きアクセス)"), "{}", near.err);
}

#[test]
fn a_product_that_is_not_offered_any_more_says_so_first() {
    let ran = Surrounding::new().run(&["show", "ms.entra.permissions-management"]);
    let (before, _) = ran.out.split_once("\n要約(").unwrap();
    assert!(before.contains("\n  提供終了    2025-10-01。"), "{}", ran.out);
}

#[test]
fn the_pages_of_measures_reports_offers_and_themes_say_what_belongs_to_them() {
    for (id, parts) in [
        (
            "msm.datacenter-physical",
            ["残ること", "対応状況(", "対応する条項(", "低減するリスク(", "統制      ", "裏付けの文書"].as_slice(),
        ),
        ("report.soc2", &["対象   ", "入手   ", "この報告が裏付ける措置(", "措置を通じて関わる条項(", "統制      "]),
        ("licence.entra-p2", &["含む製品", "公開文書を確認", "一つ下のエディション", "見積もりではありません"]),
        ("theme.zero-trust", &["読む条項(この順に)(本", "関わるリスク(", "Microsoft がすること(", "利用者が使う製品("]),
        ("ms.entra.pim", &["エディション\n", "含む Microsoft Entra ID P2", "見積もりではありません"]),
    ] {
        let out = Surrounding::new().run(&["show", id]).out;
        for part in parts {
            assert!(out.contains(part), "{part:?} is missing in\n{out}");
        }
    }
}

#[test]
fn what_to_ask_auditors_for_is_printed_per_report_with_the_numbers() {
    let here = Surrounding::new();
    let ran = here.run(&["show", SHARED, "--reports"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    for part in
        ["取り寄せる監査報告: 運用 12.①", "\nSOC 2 Type 2\n  - Azure: PE-", "\n  入手: ", "使う年の報告書で確かめて"]
    {
        assert!(ran.out.contains(part), "{part:?} is missing in\n{}", ran.out);
    }
    let document = here.run(&["show", SHARED, "--reports", "--json"]).json().remove(0);
    let soc2 = document["reports"].as_array().unwrap().iter().find(|one| one["id"] == "report.soc2").unwrap();
    for key in ["title", "access", "obtain", "url"] {
        assert!(soc2[key].as_str().is_some_and(|text| !text.is_empty()), "{key}");
    }
    let controls = soc2["controls"].as_array().unwrap();
    let is_physical = |one: &&Value| one["measures"][0] == "msm.datacenter-physical";
    assert!(controls.iter().find(is_physical).unwrap()["controls"].as_str().unwrap().contains("PE-1"));
    let nothing = here.run(&["show", OUTSIDE, "--reports"]);
    assert_eq!(nothing.code, 1);
    assert!(nothing.out.contains("監査報告で示される措置はありません。"), "{}", nothing.out);
}

#[test]
fn a_report_and_a_theme_are_asked_for_too_and_what_cannot_be_says_what_can() {
    let here = Surrounding::new();
    let report = here.run(&["show", "report.soc2", "--reports"]);
    assert_eq!((report.code, report.err.as_str()), (0, ""));
    assert!(
        report.out.starts_with("取り寄せる監査報告: 監査報告 SOC 2 Type 2\n\nSOC 2 Type 2\n  - Azure"),
        "{}",
        report.out
    );
    assert_eq!(report.out.matches("\n  入手: ").count(), 1, "no other report\n{}", report.out);
    let json = here.run(&["show", "report.soc2", "--reports", "--json"]).json().remove(0);
    let controls = json["reports"][0]["controls"].as_array().unwrap();
    let measures: usize = controls.iter().map(|one| one["measures"].as_array().unwrap().len()).sum();
    let links = document("report.soc2")["links"].as_array().unwrap().clone();
    let citing = links.iter().filter(|link| link["kind"] == "measure").count();
    assert!(citing > 10 && measures >= citing, "{measures} {citing}");
    for theme in ["theme.zero-trust", "theme.cloud-migration"] {
        let ran = here.run(&["show", theme, "--reports"]);
        assert!(ran.code == 0 && ran.out.contains("\n  入手: "), "{theme}: {}{}", ran.out, ran.err);
    }
    for other in ["ms.entra.pim", "licence.entra-p2", "mhlw6.sysun.14"] {
        let ran = here.run(&["show", other, "--reports"]);
        let said = "取り寄せる監査報告を調べられるのは、条項・リスク・措置・監査報告・テーマです。";
        assert!(ran.code == 1 && ran.out.contains(said), "{other}: {}", ran.out);
        assert_eq!(here.run(&["show", other, "--reports", "--json"]).json()[0]["note"], said, "{other}");
    }
}

/// Returns the line with the link to a record on a page, with what goes on below it.
fn row(out: &str, id: &str) -> String {
    let mut lines = out.lines().skip_while(|line| !line.contains(&format!("[{id}]")));
    let row = lines.next().unwrap_or_else(|| panic!("{id} is missing in\n{out}"));
    [row.trim_end(), " ", lines.next().unwrap_or_default().trim_start()].concat()
}

#[test]
fn what_microsoft_runs_says_so_among_the_products_that_customers_use() {
    let here = Surrounding::new();
    let catalog = tenken::bundled::catalog().unwrap();
    let mut seen = 0;
    for (id, side) in catalog.products().map(|product| (product.id.as_str(), product.side)) {
        let at = catalog.find(id).unwrap();
        let from = catalog.graph().neighbours(at).into_iter().map(|neighbour| neighbour.at);
        let kinds = [Kind::Clause, Kind::Risk, Kind::Theme];
        let pages: Vec<String> =
            from.filter(|at| kinds.contains(&at.kind)).map(|at| catalog.id(at).to_owned()).collect();
        let is_run = side == tenken::model::Side::Microsoft;
        for page in pages.iter().take(if is_run { usize::MAX } else { 1 }) {
            let row = row(&here.run(&["show", page]).out, id);
            assert_eq!(row.contains("(Microsoft が運用)"), is_run, "{page}: {row}");
            seen += usize::from(is_run);
        }
    }
    assert!(seen >= 6, "{seen}");
}

#[test]
fn what_is_not_offered_any_more_comes_with_no_licence() {
    let here = Surrounding::new();
    let old = "ms.entra.permissions-management";
    let licence = here.run(&["show", "licence.azure-payg"]).out;
    assert!(row(&licence, old).contains("(提供終了 2025-10-01、"), "{licence}");
    assert!(!row(&licence, "ms.azure.backup").contains("提供終了"), "{licence}");
    let product = here.run(&["show", old]).out;
    assert!(row(&product, "licence.azure-payg").contains("(提供終了 2025-10-01、"), "{product}");
}

#[test]
fn no_block_of_measures_lets_one_think_that_nothing_is_left() {
    let catalog = tenken::bundled::catalog().unwrap();
    let both = [Kind::Clause, Kind::Risk].into_iter().flat_map(|kind| catalog.all(kind));
    let has_measure = |at: &tenken::catalog::RecordRef| {
        catalog.graph().neighbours(*at).iter().any(|neighbour| neighbour.at.kind == Kind::Measure)
    };
    let ids: Vec<&str> = both.filter(has_measure).map(|at| catalog.id(at)).collect();
    let out = Surrounding::new().run(&[&["show"], ids.as_slice()].concat()).out;
    let (mut beside, mut inside) = (0, 0);
    let blocks = out.split("\nMicrosoft がすること(本ツールの見解)\n").collect::<Vec<_>>();
    assert_eq!(blocks.len(), ids.len() + 1);
    for (before, after) in blocks.iter().zip(&blocks[1..]) {
        let (above, below) = (before.rsplit("\n要約(").next().unwrap(), after.split("\n\n").next().unwrap());
        let is_beside = above.contains("医療機関がすることは残ります。") && above.contains("\n  対応状況  ");
        let is_inside = below.contains("医療機関がすることは残ります。");
        assert!(is_beside != is_inside, "{above}\n{below}");
        beside += usize::from(is_beside);
        inside += usize::from(is_inside);
    }
    assert!(beside > 150 && inside >= 20, "{beside} {inside}");
}

#[test]
fn a_report_that_own_data_name_as_a_product_stands_among_the_reports() {
    let here = Surrounding::new();
    let mapping = "[[mapping]]\nclause = \"mhlw6.kikaku.8.u1\"\nparty = [\"医療機関\"]\ncloud_share = \"対象外\"\nnature = \"組織\"\n\n";
    let product =
        |id: &str| format!("[[mapping.products]]\nid = \"{id}\"\nrole = \"補\"\nhow = \"登録を確かめる\"\n\n");
    here.write("own/own.toml", &[mapping, &product("ms.trust.ismap"), &product("ms.trust.cs-mark")].concat());
    let show = |args: &[&str]| here.run(&[&["--data", "own", "show"], args].concat());
    let page = show(&[OUTSIDE]).out;
    assert!(!page.contains("\nMicrosoft がすること"), "{page}");
    let (_, reports) = page.split_once("\n裏付けの監査報告\n").unwrap_or_else(|| panic!("{page}"));
    let reports = reports.split("\n\n").next().unwrap();
    for id in ["report.ismap", "report.cs-mark"] {
        assert!(reports.contains(&format!("[{id}]")), "{reports}");
        assert_eq!(page.matches(&format!("[{id}]")).count(), 1, "{page}");
        assert!(show(&[id]).out.contains(&format!("[{OUTSIDE}]")), "{id}");
    }
    assert_eq!(reports.matches("使い方    登録を確かめる").count(), 2, "{reports}");
    let links = show(&[OUTSIDE, "--json"]).json()[0]["links"].as_array().unwrap().clone();
    let relations: Vec<&Value> =
        links.iter().filter(|link| link["kind"] == "report").map(|link| &link["relation"]).collect();
    assert_eq!(relations, ["evidence", "evidence"]);
    let asked = show(&[OUTSIDE, "--reports", "--json"]).json().remove(0);
    assert_eq!(
        (&asked["reports"][1]["how"], asked["reports"].as_array().unwrap().len()),
        (&"登録を確かめる".into(), 2)
    );
}

#[test]
fn an_id_is_found_in_capitals() {
    let here = Surrounding::new();
    for (id, found) in [
        ("MS.TRUST.ISO", "msm.iso-certifications"),
        ("MS.ENTRA.PIM", "ms.entra.pim"),
        ("Risk.Ransomware-EHR", "risk.ransomware-ehr"),
        ("MHLW6.SYSUN.14", "mhlw6.sysun.14"),
    ] {
        let ran = here.run(&["show", id]);
        assert_eq!((ran.code, ran.out.lines().nth(1)), (0, Some(found)), "{id}: {}", ran.err);
    }
}
