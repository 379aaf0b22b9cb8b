//! `tenken search`.

use serde_json::Value;

use crate::support::Surrounding;

#[test]
fn rows_name_kind_label_title_and_id() {
    let here = Surrounding::new();
    let ran = here.run(&["search", "バックアップ", "-n", "500"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let (rows, summary) = ran.out.trim_end().rsplit_once("\n\n").unwrap();
    for kind in ["条項", "リスク", "製品"] {
        assert!(rows.lines().any(|row| row.starts_with(kind)), "no {kind} in\n{rows}");
        assert!(summary.contains(kind), "{summary}");
    }
    let clauses = || rows.lines().filter(|row| row.starts_with("条項"));
    assert!(clauses().all(|row| row.ends_with("[未]") || row.ends_with("[数えない]")), "{rows}");
    assert!(clauses().any(|row| row.contains("mhlwcl.r5.") && row.ends_with("[数えない]")), "{rows}");
    let (found, near) = rows.split_once("\n── 近いもの(件数に入れません) ──\n").unwrap();
    assert!((1..=20).contains(&near.lines().count()), "{near}");
    assert!(summary.starts_with(&format!("{} 件(", found.lines().count())), "{summary}");
}

#[test]
fn tiers_stand_one_below_the_other_and_are_counted() {
    let here = Surrounding::new();
    let ran = here.run(&["search", "誓約書 退職", "-n", "500"]);
    let (rows, summary) = ran.out.trim_end().rsplit_once("\n\n").unwrap();
    let (all, rest) = rows.split_once("\n── ここから一部だけ合うもの ──\n").unwrap();
    let (some, near) = rest.split_once("\n── 近いもの(件数に入れません) ──\n").unwrap();
    let [all, some] = [all, some].map(|rows| rows.lines().count());
    assert!(all > 0 && some > 0 && !near.is_empty() && !near.contains("──"), "{rows}");
    assert!(summary.starts_with(&format!("{all} +{some} 件(")) && !summary.contains("表示"), "{summary}");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));

    let document = here.run(&["search", "誓約書 退職", "-n", "500", "--json"]).json().remove(0);
    assert_eq!((&document["all"], &document["total"]), (&all.into(), &(all + some).into()));
    let tiers: Vec<&str> =
        document["hits"].as_array().unwrap().iter().map(|hit| hit["tier"].as_str().unwrap()).collect();
    let told = [("all", all), ("some", some), ("near", near.lines().count())];
    assert_eq!(tiers, told.map(|(tier, count)| vec![tier; count]).concat());
}

#[test]
fn fewer_hits_than_there_are_say_how_many() {
    let here = Surrounding::new();
    let shown = |limit: &str| here.run(&["search", "誓約書 退職", "-n", limit]).out;
    let all = here.run(&["search", "誓約書 退職", "--json"]).json()[0]["all"].as_u64().unwrap() as usize;
    for (limit, has_divider) in [(1, false), (all, false), (all + 1, true)] {
        let out = shown(&limit.to_string());
        let rows = out.lines().take_while(|line| !line.is_empty()).filter(|line| !line.starts_with("──")).count();
        assert_eq!((rows, out.contains("── ここから一部だけ合うもの ──")), (limit, has_divider), "{out}");
        assert!(out.trim_end().ends_with(&format!("。上位 {limit} 件を表示(-n で増やせます)")), "{out}");
    }
}

#[test]
fn what_only_comes_near_is_not_found() {
    let here = Surrounding::new();
    let ran = here.run(&["search", "駐車場"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.ends_with("「駐車場」に当たるものは見つかりません。近いもの:\n"), "{}", ran.err);
    let is_row = |line: &str| !line.is_empty() && !line.starts_with("──") && !line.contains("件(");
    assert!(!ran.out.is_empty() && ran.out.lines().all(is_row), "{}", ran.out);
    let document = here.run(&["search", "駐車場", "--json"]).json().remove(0);
    assert_eq!((&document["total"], &document["all"]), (&0.into(), &0.into()));
    assert!(document["hits"].as_array().unwrap().iter().all(|hit| hit["tier"] == "near"), "{document}");
}

#[test]
fn signs_alone_are_told_and_list_everything() {
    let here = Surrounding::new();
    for query in ["・", "「」", "、。", "…"] {
        let ran = here.run(&["search", query, "-n", "1"]);
        assert_eq!(ran.code, 0, "{query}");
        let said = format!("tenken: 「{query}」には検索できる語がありません。すべてを表示します。\n");
        assert_eq!(ran.err, said);
        assert!(ran.out.ends_with("。上位 1 件を表示(-n で増やせます)\n"), "{}", ran.out);
        let document = here.run(&["search", query, "-n", "1", "--json"]).json().remove(0);
        assert_eq!(document["total"], here.run(&["search", "", "-n", "1", "--json"]).json()[0]["total"]);
    }
}

#[test]
fn json_has_the_documented_shape() {
    let here = Surrounding::new();
    let ran = here.run(&["search", "バックアップ", "--json", "-n", "3"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let [document] = ran.json().try_into().unwrap();
    assert_eq!(keys(&document), ["all", "hits", "query", "total", "understood", "warnings"]);
    assert_eq!(document["query"], "バックアップ");
    let [all, total] = ["all", "total"].map(|name| document[name].as_u64().unwrap());
    assert!(total > 3 && (1..=total).contains(&all), "{all} of {total}");
    assert_eq!(document["hits"].as_array().unwrap().len(), 3);
    let hit = &document["hits"][0];
    assert_eq!(keys(hit), ["id", "kind", "label", "matched", "score", "tier", "title"]);
    let matched = &hit["matched"][0];
    assert_eq!(keys(matched), ["field", "ranges", "strategy"]);
    let titled = document["hits"].as_array().unwrap().iter().flat_map(|hit| {
        let matches = hit["matched"].as_array().unwrap().iter().filter(|matched| matched["field"] == "title");
        matches.flat_map(|matched| matched["ranges"].as_array().unwrap()).map(move |range| (&hit["title"], range))
    });
    for (title, range) in titled {
        let [start, end] = [0, 1].map(|at| range[at].as_u64().unwrap() as usize);
        assert!(title.as_str().unwrap().get(start..end).is_some_and(|text| !text.is_empty()), "{title} {range}");
    }
}

#[test]
fn kinds_and_volumes_are_narrowed() {
    let here = Surrounding::new();
    let kinds = |args: &[&str]| {
        let ran = here.run(args);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let hits = ran.json()[0]["hits"].as_array().unwrap().clone();
        let mut kinds: Vec<String> = hits.iter().map(|hit| hit["kind"].as_str().unwrap().to_owned()).collect();
        kinds.sort();
        kinds.dedup();
        kinds
    };
    for (kind, code) in [("risk", "risk"), ("リスク", "risk"), ("product", "product"), ("term", "term")] {
        assert_eq!(kinds(&["search", "バックアップ", "--json", "--kind", kind]), [code]);
    }
    let both = ["search", "バックアップ", "--json", "-n", "99", "--kind", "risk", "--kind", "term"];
    assert_eq!(kinds(&both), ["risk", "term"]);
    let unknown = here.run(&["search", "x", "--volume", "無い編"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("「無い編」") && unknown.err.contains("運用"), "{}", unknown.err);
}

#[test]
fn the_counts_by_kind_add_up_to_the_total() {
    let here = Surrounding::new();
    for (args, kinds) in [
        (&["種別:措置"][..], 1),
        (&["種別:措置", "種別:監査報告"], 2),
        (&["バックアップ", "--kind", "risk", "--kind", "product"], 2),
        (&["バックアップ 種別:製品", "--kind", "risk"], 2),
        (&["バックアップ"], 7),
        (&["誓約書 退職", "--kind", "clause", "--kind", "risk"], 2),
    ] {
        let out = here.run(&[&["search", "-n", "1"], args].concat()).out;
        let (total, counts) = out.lines().last().and_then(|line| line.split_once(" 件(")).unwrap();
        let (counts, _) = counts.split_once(')').unwrap();
        let counts: Vec<usize> =
            counts.split('、').map(|count| count.rsplit_once(' ').unwrap().1.parse().unwrap()).collect();
        assert_eq!(counts.len(), kinds, "{args:?}: {out}");
        assert!(!counts.contains(&0), "{args:?}: {out}");
        let total: usize = total.split(" +").map(|count| count.parse::<usize>().unwrap()).sum();
        assert_eq!(counts.iter().sum::<usize>(), total, "{args:?}: {out}");
    }
}

#[test]
fn a_name_that_is_the_whole_query_is_told_as_the_reason() {
    let document = Surrounding::new().run(&["search", "M365", "BP", "--json", "-n", "1"]).json().remove(0);
    let hit = &document["hits"][0];
    assert_eq!((&hit["id"], &hit["matched"][0]["strategy"]), (&"licence.m365-bp".into(), &"name".into()));
}

#[test]
fn nothing_found_is_exit_code_1() {
    let here = Surrounding::new();
    let plain = here.run(&["search", "qqqzzzxxx"]);
    assert_eq!((plain.code, plain.out.as_str()), (1, ""));
    assert!(plain.err.contains("見つかりません"), "{}", plain.err);
    let json = here.run(&["search", "qqqzzzxxx", "--json"]);
    assert_eq!(json.code, 1);
    assert_eq!(json.json()[0]["total"], 0);
}

#[test]
fn a_query_for_an_edition_finds_its_notice_and_its_changes_first() {
    let here = Surrounding::new();
    for (query, editions, said) in [
        ("第7.0版", &["mhlw7"][..], "第7.0版(2026-06-29)は現行の版です。"),
        ("7.0版", &["mhlw7"], "第7.0版(2026-06-29)は現行の版です。"),
        (
            "最新版",
            &["mhlw7", "meti20", "mhlwcl.r8"],
            "現行の版は厚労省 第7.0版(2026-06-29)、2省 第2.0版(2025-03-28)、",
        ),
        ("2.0版", &["meti20"], "第2.0版(2025-03-28)は現行の版です。"),
        ("令和8年度", &["mhlwcl.r8"], "令和8年度版(2026-06)は現行の版です。"),
        ("第6.0版", &["mhlw6"], "第6.0版は、2026-06-29 に第7.0版に置き換わりました。"),
    ] {
        let ran = here.run(&["search", query, "-n", "500"]);
        assert_eq!((ran.code, ran.err.lines().count()), (0, 1), "{query}: {}", ran.err);
        assert!(ran.err.contains(said), "{query}: {}", ran.err);
        let rows: Vec<&str> = ran.out.lines().collect();
        let is_edition = |(row, id): (&&str, &&str)| row.starts_with("目次") && row.contains(*id);
        assert!(rows.iter().zip(editions).all(is_edition), "{query}: {}", ran.out);
        let changes = rows[editions.len()..].iter().take_while(|row| row.starts_with("改定")).count();
        let document = here.run(&["search", query, "-n", "500", "--json"]).json().remove(0);
        let ids: Vec<&str> =
            document["hits"].as_array().unwrap().iter().map(|hit| hit["id"].as_str().unwrap()).collect();
        assert!(ids.starts_with(editions) && changes >= 7, "{query}: {changes}");
        assert_eq!(document["hits"][0]["matched"][0]["strategy"], "edition", "{query}");
        assert!(document["warnings"][0].as_str().unwrap().contains(said), "{query}");
    }
    let explained = here.run(&["explain", "ver7.0", "-n", "1"]);
    assert!(explained.err.contains("現行の版です"), "{}", explained.err);
    for told in ["版 x1.00  第7.0版", "厚労省 第7.0版", "[mhlw7]", "版「ver7.0」"] {
        assert!(explained.out.contains(told), "{told}: {}", explained.out);
    }
}

#[test]
fn changes_are_a_kind_and_bulk_acts_take_clauses_only() {
    let here = Surrounding::new();
    let kinds = |args: &[&str]| {
        let document = here.run(&[&["search", "--json", "-n", "500"], args].concat()).json().remove(0);
        let mut kinds: Vec<String> =
            document["hits"].as_array().unwrap().iter().map(|hit| hit["kind"].as_str().unwrap().to_owned()).collect();
        kinds.sort();
        kinds.dedup();
        kinds
    };
    assert_eq!(kinds(&["種別:改定", "パスワード"]), ["revision"]);
    assert_eq!(kinds(&["--kind", "node", "版:7.0"]), ["node"]);
    assert_eq!(kinds(&["版:7.0"]), ["clause", "node", "revision"]);
    for name in ["版:薬局", "版:mhlwph", "版:BCP確認表", "版:bcp"] {
        assert_eq!(kinds(&[name]), ["clause", "node"], "{name}");
    }
    let marked = here.run(&["mark", "--where", "6.0版 バックアップ", "done", "--yes"]);
    assert_eq!(marked.code, 0, "{}", marked.err);
    let refused = here.run(&["mark", "--where", "種別:改定 パスワード", "done", "--yes"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("種別:改定"), "{}", refused.err);
    let nothing = here.run(&["mark", "--where", "6.0版 変更点", "done", "--yes"]);
    let said = "どおりに当たる条項を選べません。版の違いを尋ねる語では、条項を選べません。";
    assert!(nothing.code == 2 && nothing.err.contains(said), "{} {}", nothing.code, nothing.err);
}

/// Records of the cloud, laid over the bundled ones: a measure that was a product before, and clauses that name it.
const CLOUD: &str = r#"
[[product]]
id = "own.crm"
name = "Own CRM"
name_ja = "自院の予約台帳"
family = "Dynamics 365"
kind = "product"
what = "予約を受ける。"
applies_to = ["Dynamics 365"]
side = "customer"
provenance = { seen = "doc", source = "見本" }

[[measure]]
id = "msm.own-gate"
former_ids = ["own.trust.gate"]
title = "門番を置く"
does = "建物の門に人を置く。"
remains = "自院の門は自院で守る。"
availability = [
  { service = "Azure", status = "provided" },
  { service = "Microsoft 365", status = "provided" },
  { service = "Dynamics 365", status = "partial" },
  { service = "Power Platform", status = "not_applicable" },
]
clauses = ["mhlw6.sysun.14.5"]
provenance = { seen = "full", source = "見本" }

[[measure.evidence]]
kind = "doc"
title = "Gate"
url = "https://example.com/gate"
seen = "full"

[[mapping]]
clause = "mhlw6.sysun.14.5"
party = ["医療機関"]
cloud_share = "共有"
nature = "技術"
availability = [
  { service = "Azure", status = "provided" },
  { service = "Microsoft 365", status = "provided" },
  { service = "Dynamics 365", status = "partial" },
  { service = "Power Platform", status = "not_applicable" },
]
division = "門は Microsoft、鍵は利用者。"

[[mapping.products]]
id = "own.crm"
role = "主"
how = "予約の画面に入る人を分ける"

[[mapping]]
clause = "mhlw6.sysun.14.6"
party = ["医療機関"]
cloud_share = "共有"
nature = "技術"

[[mapping.products]]
id = "own.trust.gate"
role = "補"
how = "門番の記録を取り寄せる"
"#;

/// Returns the ids that a query finds with [`CLOUD`], as it is told for scripts.
fn found(here: &Surrounding, query: &str) -> Vec<String> {
    let ran = here.run(&["search", query, "--json", "-n", "2000", "--data", "own"]);
    assert!(ran.code < 2 && ran.err.is_empty(), "{query}: {}", ran.err);
    let hits = ran.json()[0]["hits"].as_array().unwrap().clone();
    hits.iter().map(|hit| hit["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_cloud_is_narrowed_by_status_service_and_family() {
    let here = Surrounding::new();
    here.write("own/cloud.toml", CLOUD);
    let (factors, gate, crm) = ("mhlw6.sysun.14.5", "msm.own-gate", "own.crm");
    for (query, inside, outside) in [
        ("対応状況:一部 サービス:D365", &[factors, gate][..], &[crm, "mhlw6.sysun.14.6"][..]),
        ("availability:partial service:\"Dynamics 365\"", &[factors, gate], &[crm]),
        ("対応状況:対応 サービス:D365", &[], &[factors, gate]),
        ("サービス:dynamics", &[factors, gate, crm], &["mhlw6.sysun.14.6"]),
        ("サービス:pp", &[], &[factors, gate, crm]),
        ("系列:dynamics", &[factors, crm], &[gate, "ms.sentinel"]),
        ("製品:own.trust.gate", &[factors, "mhlw6.sysun.14.6", gate], &[crm]),
        ("種別:措置 門番", &[gate], &[crm, factors]),
    ] {
        let found = found(&here, query);
        for id in inside {
            assert!(found.contains(&(*id).to_owned()), "{query}: {id} in {found:?}");
        }
        for id in outside {
            assert!(!found.contains(&(*id).to_owned()), "{query}: {id}");
        }
    }
    assert_eq!(found(&here, "own.trust.gate"), [gate], "the id that it had before");
    for kind in ["measure", "措置", "安全管理措置"] {
        let ran = here.run(&["search", "門番", "--kind", kind, "--data", "own"]);
        assert!(ran.out.starts_with("措置  ") && ran.out.contains(gate), "{kind}: {}", ran.out);
    }
    let unknown = here.run(&["search", "対応状況:ほぼ サービス:AWS 系列:Fabrikam 認証"]).err;
    for values in ["対応、一部、利用者が設定、対象外、不明", "Azure、M365、D365、PP", "Microsoft Entra、"]
    {
        assert!(unknown.contains(&format!("使えるのは {values}")), "{unknown}");
    }
}

#[test]
fn own_records_may_name_a_measure_by_the_id_of_the_product_that_it_was() {
    let here = Surrounding::new();
    let own = CLOUD.replace("own.trust.gate", "ms.trust.soc").replace("former_ids = [\"ms.trust.soc\"]\n", "");
    here.write("own/cloud.toml", &own);
    let checked = here.run(&["data", "check", "own"]);
    assert_eq!((checked.code, checked.err.as_str()), (0, ""), "{}", checked.out);
    let shown = here.run(&["show", "mhlw6.sysun.14.6", "--json", "--data", "own"]).json().remove(0);
    let links = shown["links"].as_array().unwrap();
    let link = links.iter().find(|link| link["id"] == "msm.audit-scope").unwrap();
    assert_eq!((&link["kind"], &link["relation"]), (&"measure".into(), &"measure".into()));
    assert_eq!(link["reason"], "門番の記録を取り寄せる");
    for filter in ["製品:ms.trust.soc", "製品:msm.audit-scope"] {
        assert!(found(&here, filter).contains(&"mhlw6.sysun.14.6".to_owned()), "{filter}");
    }
}

#[test]
fn every_filter_stands_in_the_help() {
    let help = Surrounding::new().run(&["search", "--help"]).out;
    for row in tenken::search::FILTERS {
        let told = help.lines().any(|line| line.trim_start().starts_with(&row.typed()) && line.ends_with(row.finds));
        assert!(told, "{}: {help}", row.typed());
    }
    assert!(help.contains("\n並び:\n  すべて合うもの、一部だけ合うもの、近いもの"), "{help}");
    assert!(help.contains("report 監査報告、licence エディション、theme テーマ、term 用語"), "{help}");
}

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

#[test]
fn where_all_that_was_asked_for_is_left_out_nothing_is_found_and_the_values_are_told() {
    let here = Surrounding::new();
    for (query, said) in [
        ("担当:マイクロソフト", "「担当:」に使えるのは 医療機関、"),
        ("担当:", "「担当:」に使えるのは 医療機関、"),
        ("編:zzz", "「編:」に使えるのは 概説、"),
        ("系列:zz", "「系列:」に使えるのは "),
        ("製品:zzz", "「zzz」という製品はありません。"),
        ("章:99", "「章:」に使えるのは 1、2、"),
        ("版:9.9", "「版:」に使えるのは "),
    ] {
        let ran = here.run(&["search", query]);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{query}");
        assert!(ran.err.contains(said) && !ran.err.contains("すべてを表示"), "{query}: {}", ran.err);
        let document = here.run(&["search", query, "--json"]).json().remove(0);
        let expected = [("total", 0.into()), ("all", 0.into()), ("understood", false.into())];
        expected.iter().for_each(|(key, value): &(&str, Value)| assert_eq!(document[key], *value, "{query}"));
    }
    let understood = here.run(&["search", "認証 担当:事業者", "--json"]).json().remove(0);
    assert_eq!(understood["understood"], true);
    let partly = here.run(&["search", "認証 担当: 事業者", "--json"]).json().remove(0);
    assert!(partly["understood"] == false && partly["total"].as_u64() > Some(0), "{partly}");
}
