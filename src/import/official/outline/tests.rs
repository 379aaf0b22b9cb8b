//! Documents of a few lines, read from the page to the items.

use std::ops::ControlFlow;

use super::super::layout::Layout;
use super::{Outline, Titles};

/// Reads a text.
fn outline(text: &str) -> Outline {
    let layout = Layout::of(text).unwrap();
    let titles = Titles::new(&layout.contents, std::iter::empty());
    Outline::of(&layout.lines, &titles, &mut |_, _| ControlFlow::Continue(())).unwrap()
}

/// Returns the items of a text: `1.① 甲`.
fn items(text: &str) -> Vec<String> {
    outline(text).items.iter().map(|item| format!("{} {}", item.number(), item.text)).collect()
}

const START: &str = "1. 基本的な考え方\n\n【遵守事項】\n";

#[test]
fn what_stands_between_two_items_does_not_end_their_list() {
    for (text, expected) in [
        // A paragraph behind a gap.
        (
            "① 甲を定めること。\n\nなお、毎年見直す。\n続きもある。\n② 乙を作ること。\n③ 丙を作ること。\n",
            vec!["1.① 甲を定めること。\nなお、毎年見直す。続きもある。", "1.② 乙を作ること。", "1.③ 丙を作ること。"],
        ),
        // What explains the list begins behind it, be there numbers or not.
        ("① 甲を定めること。\n\nここから解説。\n", vec!["1.① 甲を定めること。"]),
        ("① 甲を定めること。\n\n例を挙げる。\n① 例の一。\n② 例の二。\n", vec!["1.① 甲を定めること。"]),
        ("① 甲を定めること。\n\nここから解説。\n【解説】\n② 例の二。\n", vec!["1.① 甲を定めること。"]),
        // A sentence that goes on, on the next page or the next line.
        (
            "① 付与は、\n\u{c}別表1の手順により行うこと。\n② 乙を作ること。\n",
            vec!["1.① 付与は、別表1の手順により行うこと。", "1.② 乙を作ること。"],
        ),
        (
            "① 用語は別表の\n【用語】のとおりとする。\n② 乙を作ること。\n",
            vec!["1.① 用語は別表の【用語】のとおりとする。", "1.② 乙を作ること。"],
        ),
        (
            "① 用語は、\n【用語】\nのとおりとする。\n② 乙を作ること。\n",
            vec!["1.① 用語は、【用語】のとおりとする。", "1.② 乙を作ること。"],
        ),
        // An appendix and another list do end it.
        ("① 甲を定めること。\n\u{c}別表1 手順の一覧\n② 乙\n", vec!["1.① 甲を定めること。"]),
        ("① 甲の整備\n【解説】\n② 乙\n", vec!["1.① 甲の整備"]),
        ("① 甲を定めて、\n\n【解説】\n② 乙\n", vec!["1.① 甲を定めて、"]),
        // A note within the text is no footnote.
        (
            "① 甲を行うこと。\n注1 対象は管理者。\n② 乙を作ること。\n",
            vec!["1.① 甲を行うこと。注1 対象は管理者。", "1.② 乙を作ること。"],
        ),
    ] {
        assert_eq!(items(&format!("{START}{text}")), expected, "{text}");
    }
}

#[test]
fn sections_rise() {
    let text = "1. 設計の考え方\n1.1 リスクの評価\n【遵守事項】\n① 甲を作ること。\n\n1.2 対策の選定\n【遵守事項】\n\
                ① 乙を作ること。次の節を読む。\n1.1 リスクの評価\nの結果に基づくこと。\n② 丙を作ること。\n";
    let outline = outline(text);
    let sections: Vec<&str> = outline.chapters[0].sections.iter().map(|(number, _)| number.as_str()).collect();
    assert_eq!(sections, ["1.1", "1.2"]);
    let numbers: Vec<String> = outline.items.iter().map(super::ItemText::number).collect();
    assert_eq!(numbers, ["1.1①", "1.2①", "1.2②"]);
}

#[test]
fn an_item_of_many_pages_is_refused() {
    let layout = Layout::of(&format!("{START}① 甲\n{}", "続きの文がここに並んでいる、\n".repeat(3_000))).unwrap();
    let titles = Titles::new(&layout.contents, std::iter::empty());
    let refusal = Outline::of(&layout.lines, &titles, &mut |_, _| ControlFlow::Continue(())).unwrap_err().to_string();
    assert!(refusal.contains("項目 1.① が長すぎます"), "{refusal}");
}
