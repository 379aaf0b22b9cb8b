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
    assert!(rows.lines().filter(|row| row.starts_with("条項")).all(|row| row.ends_with("[未]")), "{rows}");
    assert!(summary.starts_with(&format!("{} 件(", rows.lines().count())), "{summary}");
}

#[test]
fn json_has_the_documented_shape() {
    let here = Surrounding::new();
    let ran = here.run(&["search", "バックアップ", "--json", "-n", "3"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let [document] = ran.json().try_into().unwrap();
    assert_eq!(keys(&document), ["hits", "query", "total", "warnings"]);
    assert_eq!(document["query"], "バックアップ");
    assert!(document["total"].as_u64().unwrap() > 3);
    assert_eq!(document["hits"].as_array().unwrap().len(), 3);
    let hit = &document["hits"][0];
    assert_eq!(keys(hit), ["id", "kind", "label", "matched", "score", "title"]);
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
fn nothing_found_is_exit_code_1() {
    let here = Surrounding::new();
    let plain = here.run(&["search", "qqqzzzxxx"]);
    assert_eq!((plain.code, plain.out.as_str()), (1, ""));
    assert!(plain.err.contains("見つかりません"), "{}", plain.err);
    let json = here.run(&["search", "qqqzzzxxx", "--json"]);
    assert_eq!(json.code, 1);
    assert_eq!(json.json()[0]["total"], 0);
}

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}
