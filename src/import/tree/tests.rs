//! Trees of sound, odd and hostile documents.

use proptest::prelude::*;

use super::*;

fn tree(text: &str) -> Result<Tree, NotRead> {
    Tree::of(&SourceFile::new("made-up", text.as_bytes().to_vec()), &mut Tally::default())
}

fn reason(text: &str) -> String {
    tree(text).map(|_| ()).unwrap_err().to_string()
}

#[test]
fn json_and_yaml_of_one_content_are_one_tree() {
    let json = r#"{"id": "ac-1", "n": 2, "is": true, "none": null, "list": [{"a": "x"}, 1.5]}"#;
    let yaml = "id: ac-1\nn: 2\nis: true\nnone:\nlist:\n- a: x\n- 1.5\n";
    let (tree, same) = (tree(json).unwrap(), tree(yaml).unwrap());
    assert_eq!(tree, same);
    assert_eq!((tree.get("id").line().as_str(), tree.get("n").raw()), ("ac-1", "2"));
    assert!(tree.get("is").is_true() && *tree.get("none") == Tree::Nothing);
    assert_eq!(tree.get("list").items()[0].get("a").raw(), "x");
    assert_eq!(tree.get("list").items()[1].raw(), "1.5");
}

#[test]
fn whatever_is_asked_of_a_tree_has_an_answer() {
    let tree = tree("a: {b: 1}\n2: day\nwhen: 2026-06-03\ntag: !x y\n").unwrap();
    assert_eq!(tree.get("a").get("b").get("c").items(), []);
    assert_eq!(tree.get("a").each().len(), 1);
    assert_eq!((tree.get("2").raw(), tree.get("when").raw(), tree.get("tag").raw()), ("day", "2026-06-03", "y"));
    assert_eq!((tree.get("nowhere").line(), tree.get("a").prose()), (String::new(), String::new()));
}

#[test]
fn texts_are_cleaned() {
    let tree = tree("{\"a\": \" x\\u001b[31m\\ny\\u202e \"}").unwrap();
    assert_eq!((tree.get("a").line(), tree.get("a").prose()), ("x y".to_owned(), "x\ny".to_owned()));
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    for (text, expected) in [
        ("{\"a\": [1, 2", "途中で切れています"),
        ("{\"a\": NaN}", "1 行目の 7 文字目が JSON の書き方に合いません"),
        ("{\"a\": 1e999}", "JSON の書き方に合いません"),
        ("{} {}", "JSON の書き方に合いません"),
        ("a: [1\nb: 2", "YAML の書き方に合いません"),
        ("a: *nowhere", "YAML の書き方に合いません"),
        ("a: 1\n---\nb: 2\n", "書き方に合わない"),
    ] {
        assert!(reason(text).contains(expected), "{text}: {}", reason(text));
    }
}

#[test]
fn of_two_fields_of_one_name_the_last_counts_and_that_is_told() {
    for text in ["{\"a\": 1, \"b\": {\"c\": 0}, \"a\": 2}", "a: 1\nb: {c: 0}\na: 2\n"] {
        let mut tally = Tally::default();
        let tree = Tree::of(&SourceFile::new("a.json", text.as_bytes().to_vec()), &mut tally).unwrap();
        assert_eq!(tree.get("a").raw(), "2");
        let skipped = tally.into_skipped();
        assert!(skipped.len() == 1 && skipped[0].reason.contains("同じ名前"), "{skipped:?}");
    }
}

#[test]
fn what_is_too_much_is_refused() {
    let laughs: String =
        (1..12).map(|n| format!("l{n}: &l{n} [{}]\n", vec![format!("*l{}", n - 1); 9].join(","))).collect();
    for (text, expected) in [
        ("[".repeat(100_000), "入れ子が深すぎます"),
        ("- ".repeat(70) + "x", "入れ子が深すぎます"),
        (format!("a: {}", "[".repeat(2_000)), "入れ子が深すぎます"),
        (format!("[{}0]", "0,".repeat(1_100_000)), "値が多すぎます"),
        ("- a\n".repeat(1_000_001), "値が多すぎます"),
        (format!("l0: &l0 x\n{laughs}"), "参照の繰り返し"),
        (format!("l0: &l0 {}\nall: [{}x]\n", "x".repeat(1 << 20), "*l0,".repeat(40)), "文字が多すぎます"),
        (format!("a: {}", "x".repeat(16 << 20)), "大きすぎます"),
    ] {
        assert!(reason(&text).contains(expected), "{}: {}", &text[..20], reason(&text));
    }
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "[\\[\\]{}:,\"'\\-?&*!|>%@a1 \n\\\\]{0,80}") {
        let _ = tree(&text);
    }
}
