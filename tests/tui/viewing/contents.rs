//! The tables of contents: folded, and what the first row belongs to.

use super::{Person, lines};

/// Whether a row is that of the guideline that counts. Its title is cut in the middle, so that its edition is seen.
fn is_guideline(row: &str) -> bool {
    row.contains(" 病院の情報システ") && row.contains(" 第6.0版")
}

/// Whether it is folded.
fn is_folded_guideline(row: &str) -> bool {
    is_guideline(row) && row.contains(" + 病院の情報システ")
}

fn has(person: &Person, words: &str) -> bool {
    lines(person).iter().any(|line| line.contains(words))
}

/// Returns the line with the selected row.
fn selected(person: &Person) -> String {
    lines(person).into_iter().find(|line| line.starts_with(" > ")).unwrap_or_default()
}

#[test]
fn headings_fold_and_unfold() {
    let contents = || Person::at(80, 40).types("<f2>jj");
    assert!(selected(&contents()).contains("概説編"), "{}", selected(&contents()));
    for fold in [" ", "h", "<left>"] {
        let folded = contents().types(fold);
        assert!(selected(&folded).contains("+ 概説編") && !has(&folded, "1章 はじめに"), "{fold}");
        assert!(has(&folded, "経営管理編") && has(&folded, "1章 責任のありか"));
        for unfold in [" ", "l", "<right>"] {
            let again = contents().types(fold).types(unfold);
            assert!(selected(&again).contains("3 概説編") && has(&again, "1章 はじめに"), "{fold} {unfold}");
        }
    }
    let below = contents().types("j");
    assert!(selected(&below).contains("1章 はじめに"));
    assert!(selected(&below.types("h")).contains("概説編"), "from what has nothing below to what is above");
    let chapter = contents().types("j ");
    assert!(selected(&chapter).contains("+ 概説編"), "what a row stands below is folded");
    assert!(is_guideline(&selected(&contents().types("hh"))));
    assert!(selected(&contents().types("l")).contains("1章 はじめに"), "into what is unfolded");
    assert_eq!(contents().types("ll").place(), "mhlw6.gaisetsu.ch1", "and what has nothing below is opened");
}

#[test]
fn all_of_them_fold_at_once_and_looking_for_words_unfolds_them() {
    let all = Person::at(80, 40).types("<f2>jjj").types("z");
    assert!(is_folded_guideline(&selected(&all)), "{}", selected(&all));
    assert!(!has(&all, "概説編"));
    let found = Person::at(80, 40).types("<f2>z/責任のありか<enter>");
    assert!(selected(&found).contains("責任のありか"), "{:#?}", lines(&found));
    let again = all.types("z");
    assert!(has(&again, "概説編") && is_guideline(&selected(&again)));
    let mut part = Person::at(80, 40).types("<f2>jj ");
    assert!(!has(&part.types("z"), "概説編"), "where some are folded, the others fold too");
    part = Person::at(80, 40).types("<f2>");
    part.app.viewing.folded.insert("of.other.records".into());
    assert!(!has(&part.types("z"), "概説編"), "what is not here is not folded");
}

#[test]
fn what_the_first_row_belongs_to_stays_on_the_rule() {
    let person = Person::at(80, 24).types("<f2><end>");
    let rule = &lines(&person)[1];
    assert!(rule.contains("システム運用編") || rule.contains("企画管理編"), "{rule}");
    assert!(!lines(&Person::at(80, 24).types("<f2>"))[1].contains("編"), "nothing is said twice");
    let narrow = Person::at(40, 12).types("<f2><end>");
    assert!(tenken::text::width::cells(&lines(&narrow)[1], tenken::text::width::Ambiguous::Unknown) <= 40);
}

#[test]
fn one_comes_back_to_the_heading_that_one_left_although_others_are_folded_now() {
    let left = || Person::at(80, 40).types("<f2>jj").types("j<enter>");
    assert_eq!(left().place(), "mhlw6.gaisetsu.ch1");
    assert!(selected(&left().types("<backspace>")).contains("1章 はじめに"));
    let folded = left().types("<f2>z").types("<backspace><backspace>");
    assert!(is_folded_guideline(&selected(&folded)), "{:#?}", lines(&folded));
    let later = Person::at(80, 40).types("<f2>jjhjj");
    let before = selected(&later);
    let later = later.types("<enter><f2>jj ").types("<backspace><backspace>");
    assert_eq!(selected(&later).get(8..), before.get(8..), "{:#?}", lines(&later));
}

#[test]
fn looking_for_words_in_vain_leaves_the_headings_folded() {
    let folded = Person::at(80, 40).types("<f2>jj ");
    let before = lines(&folded);
    assert!(selected(&folded).contains("+ "), "{before:#?}");
    assert_eq!(lines(&folded.types("/責任<esc>")), before);
}

#[test]
fn keys_that_fold_nothing_say_why_or_go_back() {
    let count = || Person::at(80, 40).on(super::CLAUSE).types("<f2>");
    assert!(selected(&count()).contains("未着手"), "{}", selected(&count()));
    assert_eq!(count().types(" ").said().0, "畳めるのは見出しの行です。");
    for back in ["h", "<left>"] {
        assert_eq!(count().types(back).place(), super::CLAUSE);
    }
    let top = Person::at(80, 40).types("<f2>jhh");
    assert_eq!(top.said().0, "これがいちばん上の段の見出しです。");
    assert!(is_folded_guideline(&selected(&top)));
}
