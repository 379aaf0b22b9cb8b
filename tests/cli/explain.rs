//! `tenken explain`.

use tenken::search::Tier;
use tenken::workspace::tiers;

use crate::support::Surrounding;

#[test]
fn an_explanation_shows_words_other_ways_and_hits() {
    let here = Surrounding::new();
    let ran = here.run(&["explain", "二要素認証", "-n", "2"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let (ways, hits) = ran.out.split_once("\n\n").unwrap();
    assert!(ways.starts_with("二要素認証  単語 "), "{ways}");
    assert!(ways.contains("同義語") && ways.contains("多要素認証"), "{ways}");
    assert!(hits.contains("[mhlw6.sysun.14.5]"), "{hits}");
    assert_eq!(hits.lines().filter(|line| line.trim_start().starts_with(['1', '2'])).count(), 2, "{hits}");
}

#[test]
fn an_explanation_is_given_to_programs_too() {
    let here = Surrounding::new();
    let ran = here.run(&["explain", "二要素認証", "-n", "2", "--json"]);
    assert_eq!((ran.code, ran.err.as_str(), ran.out.lines().count()), (0, "", 1));
    let document = ran.json().remove(0);
    assert_eq!((&document["query"], &document["warnings"]), (&"二要素認証".into(), &serde_json::json!([])));
    let chunk = &document["chunks"][0];
    assert_eq!((&chunk["role"], &chunk["variants"][0]["strategy"]), (&"word".into(), &"words".into()));
    assert!(
        chunk["variants"]
            .as_array()
            .unwrap()
            .iter()
            .any(|one| one["strategy"] == "synonym" && one["text"] == "多要素認証")
    );
    let hits = document["hits"].as_array().unwrap();
    assert_eq!((hits.len(), &hits[0]["tier"], &hits[0]["lift"]), (2, &"all".into(), &serde_json::Value::Null));
    let mut keys: Vec<&String> = hits[0].as_object().unwrap().keys().collect();
    keys.sort();
    assert_eq!(keys, ["held", "id", "kind", "label", "lift", "links", "parts", "score", "tier", "title", "weight"]);
    assert!(hits[0]["parts"][0]["score"].as_f64().unwrap() > 0.0);
    let nothing = here.run(&["explain", "編:無い", "--json"]);
    assert_eq!(nothing.code, 1);
    assert_eq!(nothing.json()[0]["warnings"].as_array().unwrap().len(), 1);
}

#[test]
fn an_explanation_says_what_is_named_by_the_whole_query() {
    let here = Surrounding::new();
    let named = |query: &str| {
        let out = here.run(&["explain", query, "-n", "3"]).out;
        let lines: Vec<&str> = out.lines().collect();
        let place = lines.iter().position(|line| line.contains("[ms.entra.id]")).unwrap();
        lines[place + 1].to_owned()
    };
    let told = named("Azure AD");
    assert!(told.contains("「Microsoft Entra ID」") && told.contains("、名前どおり +"), "{told}");
    assert!(!named("Entra ID 認証").contains("名前どおり"));
    let bare = here.run(&["explain", "AzureArc", "-n", "1"]).out;
    assert!(bare.contains("[ms.azure.arc]") && bare.contains("名前だけで一致"), "{bare}");
}

#[test]
fn an_explanation_says_how_a_sentence_is_cut_and_what_fits_in_part() {
    let here = Surrounding::new();
    let ran = here.run(&["explain", "監視カメラの映像を預ける", "-n", "3"]);
    let (ways, hits) = ran.out.split_once("\n\n").unwrap();
    assert!(ways.starts_with("監視カメラの映像を預ける  文(次の語に分けて探します)  単語 "), "{ways}");
    for word in ["監視カメラ", "映像"] {
        assert!(ways.contains(&format!("\n  文の語  {word}  単語 ")), "{word}: {ways}");
    }
    assert!(ways.contains("\n    同義語 x"), "{ways}");
    assert!(hits.contains("         一部だけ合う(検索の語の ") && hits.contains("% を含む)。「"), "{hits}");
    let whole = here.run(&["explain", "誓約書 退職", "-n", "1"]).out;
    assert!(whole.contains("\n         すべて合う。「") && !whole.contains("文の語"), "{whole}");
    let near = here.run(&["explain", "駐車場", "-n", "1"]).out;
    assert!(near.contains("\n         近い(検索の語"), "{near}");
}

#[test]
fn the_words_of_an_explanation_stand_in_its_help() {
    let help = Surrounding::new().run(&["explain", "--help"]).out;
    for word in [Tier::All, Tier::Some, Tier::Near].map(tiers::name).into_iter().chain(["文の語"]) {
        assert!(help.lines().any(|line| line.starts_with(&format!("  {word}  "))), "{word}: {help}");
    }
}

#[test]
fn nothing_to_explain_is_exit_code_1() {
    assert_eq!(Surrounding::new().run(&["explain", "ZQXJWK"]).code, 1);
}

#[test]
fn the_search_keeps_its_promises_through_the_binary() {
    let here = Surrounding::new();
    for (query, id) in [("二要素認証", "mhlw6.sysun.14.5"), ("運用14⑤", "mhlw6.sysun.14.5")] {
        let document = here.run(&["search", query, "--json"]).json().remove(0);
        assert_eq!(document["hits"][0]["id"], id, "{query}");
    }
    here.run(&["mark", "mhlw6.sysun.14.5", "done"]);
    let done = here.run(&["search", "状態:完了", "--json"]).json().remove(0);
    assert_eq!((done["total"].as_u64(), &done["hits"][0]["id"]), (Some(1), &"mhlw6.sysun.14.5".into()));
}
