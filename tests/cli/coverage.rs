//! `tenken coverage`.

use crate::support::Surrounding;

#[test]
fn risks_are_covered_by_the_products_in_use() {
    let here = Surrounding::new();
    let none = here.run(&["coverage", "--json"]).json().remove(0);
    let all = none["risks"].as_array().unwrap().len();
    assert_eq!((&none["covered"], &none["partly"], &none["uncovered"]), (&0.into(), &0.into(), &all.into()));
    assert!(here.run(&["coverage"]).err.contains("使っている製品が選ばれていません"));

    here.run(&["worklist", "set", "--product", "ms.entra.mfa"]);
    let some = here.run(&["coverage", "--json"]).json().remove(0);
    let risks = some["risks"].as_array().unwrap();
    let touched: Vec<_> = risks.iter().filter(|risk| risk["cover"] != "uncovered").collect();
    assert!(!touched.is_empty() && touched.iter().all(|risk| risk["products"][0] == "ms.entra.mfa"), "{some}");
    let count = |cover: &str| risks.iter().filter(|risk| risk["cover"] == cover).count();
    assert_eq!(
        [&some["covered"], &some["partly"]],
        [count("covered"), count("partly")].map(serde_json::Value::from).each_ref()
    );
    let plain = here.run(&["coverage"]);
    assert_eq!((plain.code, plain.err.as_str()), (0, ""));
    assert!(plain.out.contains("一部のみ") && plain.out.contains("製品: 多要素認証 (MFA)"), "{}", plain.out);
    assert!(plain.out.contains("足りない機能: "), "{}", plain.out);
}

fn coverage(here: &Surrounding, args: &[&str]) -> serde_json::Value {
    let ran = here.run(&[&["coverage", "--json"], args].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran.json().remove(0)
}

#[test]
fn licences_are_tried_without_being_recorded_and_differ() {
    let here = Surrounding::new();
    let some = coverage(&here, &["--licence", "m365-bp"]);
    let all = coverage(&here, &["--licence", "Microsoft 365 E5"]);
    assert_eq!((&some["licences"][0], &all["licences"][0]), (&"licence.m365-bp".into(), &"licence.m365-e5".into()));
    let covered = |one: &serde_json::Value| one["covered"].as_u64().unwrap();
    assert!(0 < covered(&some) && covered(&some) < covered(&all), "{} {}", covered(&some), covered(&all));
    let ids = |of: &serde_json::Value| of.as_array().unwrap().clone();
    assert_eq!(ids(&some["products"]).len(), ids(&some["in_use"]).len());
    let brought = |one: &serde_json::Value| one["by_hand"] == false && !ids(&one["licences"]).is_empty();
    assert!(ids(&some["in_use"]).iter().all(brought));
    assert!(ids(&some["partial"]).iter().all(|one| !ids(&some["products"]).contains(&one["id"])));
    // One above the other adds what it closes: no more and no less.
    let both = coverage(&here, &["--licence", "m365-bp", "--licence", "m365-e5"]);
    let next = ids(&some["next"]).into_iter().find(|next| next["licence"] == "licence.m365-e5").unwrap();
    let closed = ids(&next["risks"]).iter().filter(|risk| risk["after"] == "covered").count() as u64;
    assert_eq!(covered(&both), covered(&some) + closed);
    assert!(!ids(&next["clauses"]).is_empty() && !ids(&next["products"]).is_empty());

    let plain = here.run(&["coverage", "--licence", "m365-e3"]);
    assert_eq!((plain.code, plain.err.as_str()), (0, ""));
    for part in [
        "このエディションだけがあるとき: Microsoft 365 E3",
        "Microsoft 365 E5 を足すと",
        "低減策なし → ",
        "目安で、見積もりではありません",
    ] {
        assert!(plain.out.contains(part), "{part}\n{}", plain.out);
    }
    assert!(coverage(&here, &[])["licences"].as_array().unwrap().is_empty(), "nothing is recorded");
    let unknown = here.run(&["coverage", "--licence", "m365-e4"]);
    assert!(unknown.code == 2 && unknown.err.contains("近いもの: m365-e3(Microsoft 365 E3)"), "{}", unknown.err);
}

#[test]
fn each_risk_and_chapter_is_told_by_both_halves() {
    let here = Surrounding::new();
    here.run(&["worklist", "set", "--licence", "m365-e3", "--product", "ms.sentinel", "--unused", "ms.entra.mfa"]);
    let all = coverage(&here, &[]);
    assert!(
        all["unused"][0] == "ms.entra.mfa" && !all["products"].as_array().unwrap().contains(&"ms.entra.mfa".into())
    );
    let risks = all["risks"].as_array().unwrap();
    for risk in risks {
        let has_measure = !risk["measures"].as_array().unwrap().is_empty();
        assert_eq!(has_measure, risk["no_measure"] == "", "{risk}");
        let used = risk["products"].as_array().unwrap();
        assert!(risk["available"].as_array().unwrap().iter().all(|one| !used.contains(&one["id"])), "{risk}");
    }
    let sum =
        |name: &str| all["chapters"].as_array().unwrap().iter().map(|one| one[name].as_u64().unwrap()).sum::<u64>();
    let counted = here.run(&["status", "--json"]).json().remove(0)["total"].as_u64().unwrap();
    assert_eq!(sum("clauses"), counted);
    assert!(
        sum("measures") > 0 && sum("main") < sum("in_use") && sum("in_use") + sum("available") + sum("left") <= counted
    );
    assert_eq!(all["next"].as_array().unwrap().len(), 0, "only where licences are asked about");
    let plain = here.run(&["coverage"]).out;
    for part in [
        "契約しているエディション: Microsoft 365 E3",
        "Microsoft の措置: ",
        "ほかに使える製品: ",
        "組織に残ること: ",
        "章ごとの条項",
        "(当たる製品を使っていないとき)",
    ] {
        assert!(plain.contains(part), "{part}\n{plain}");
    }
}

#[test]
fn what_moved_and_what_nobody_knows_is_said_once() {
    let here = Surrounding::new();
    let own = here.write(
        "own/products.toml",
        "[[product]]\nid = \"own.old\"\nname = \"Old\"\nname_ja = \"古い製品\"\nfamily = \"Azure\"\nkind = \"product\"\n\
         what = \"見本\"\nretired = \"2020-01\"\nside = \"customer\"\nprovenance = { seen = \"memory\" }\n",
    );
    let data = own.parent().unwrap().to_str().unwrap().to_owned();
    here.run(&["--data", &data, "worklist", "set", "--product", "own.old", "--product", "ms.sentinel"]);
    let retired = here.run(&["--data", &data, "coverage"]);
    assert!(
        retired.code == 0 && retired.err.contains("「古い製品」は 2020-01 に提供終了の製品です。"),
        "{}",
        retired.err
    );
    for line in [&["coverage"][..], &["worklist", "show"], &["coverage", "--json"], &["worklist", "show", "--json"]] {
        let ran = here.run(line);
        assert_eq!(
            ran.err.matches("「own.old」という製品は、いまのカタログにありません。").count(),
            1,
            "{line:?}: {}",
            ran.err
        );
    }
    assert_eq!(coverage(&here, &[])["unknown"][0], "own.old");
}

#[test]
fn what_is_bought_on_top_is_told_to_need_a_base_and_what_would_add_nothing_is_left_out() {
    let here = Surrounding::new();
    let remark = "は、ほかの契約に足すものです。土台の契約と合わせて選んでください。";
    let alone = here.run(&["coverage", "--licence", "m365-e7", "--licence", "intune-suite"]);
    assert_eq!(alone.code, 0);
    assert_eq!(alone.err.matches(remark).count(), 1, "{}", alone.err);
    assert!(
        alone.err.contains("「Microsoft 365 E7」") && alone.err.contains("「Microsoft Intune Suite」"),
        "{}",
        alone.err
    );
    let based = here.run(&["coverage", "--licence", "m365-e7", "--licence", "m365-e5"]);
    assert_eq!((based.code, based.err.as_str()), (0, ""));
    here.run(&["worklist", "set", "--licence", "defender-suite-bp"]);
    assert!(here.run(&["worklist", "show"]).err.contains(remark));

    for licence in ["m365-e3", "m365-bp", "entra-p1", "entra-p2", "intune-p1", "office-apps", "d365-any"] {
        for next in coverage(&here, &["--licence", licence])["next"].as_array().unwrap() {
            let is_empty = |name: &str| next[name].as_array().unwrap().is_empty();
            assert!(!["products", "clauses", "risks"].into_iter().all(is_empty), "{licence}: {next}");
        }
    }
}

#[test]
fn an_add_on_brings_what_it_is_bought_for_and_not_what_it_extends() {
    let here = Surrounding::new();
    let brings = |licence: &str, product: &str| {
        let products = coverage(&here, &["--licence", licence])["products"].clone();
        products.as_array().unwrap().contains(&product.into())
    };
    assert!(brings("power-bi-pro", "ms.pp.power-bi") && brings("defender-suite-bp", "ms.entra.pim"));
    assert!(!brings("power-bi-pro", "ms.azure.fabric") && !brings("audit-10-year", "ms.purview.audit-premium"));
}

#[test]
fn one_number_of_products_stands_everywhere_and_the_guide_stands_first() {
    let here = Surrounding::new();
    let used = coverage(&here, &["--licence", "m365-e3"])["products"].as_array().unwrap().len();
    let plain = here.run(&["coverage", "--licence", "m365-e3"]).out;
    let count = format!("{used} 件(うち契約なしで付くもの ");
    assert!(plain.contains(&format!("含まれる製品 {count}")), "{count}\n{plain}");
    assert!(plain.starts_with("エディションに含まれる製品は公開資料による目安で、"), "{plain}");
    let clause = plain.split("主な製品が新しく当たる条項").nth(1).and_then(|rest| rest.lines().next()).unwrap();
    assert!(clause.contains("[m"), "the clauses carry their ids: {clause}");

    let page = here.run(&["show", "licence.m365-e3"]).out;
    assert!(page.contains(&count) && page.contains("Microsoft 365 E5 を足すと"), "{count}\n{page}");
    let document = here.run(&["show", "licence.m365-e3", "--json"]).json().remove(0);
    let brings = &document["brings"];
    assert_eq!(brings["products"], used);
    let all = coverage(&here, &["--licence", "m365-e3"]);
    let touched = all["risks"].as_array().unwrap().iter().filter(|risk| risk["cover"] != "uncovered").count();
    assert_eq!(brings["risks"].as_array().unwrap().len(), touched);
    assert_eq!(brings["next"], all["next"]);
    assert!(!brings["clauses"].as_array().unwrap().is_empty());
}
