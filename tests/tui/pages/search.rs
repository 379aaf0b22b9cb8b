//! Looking for words on a page, and going from heading to heading.

use tenken::tui::app::jump_list::Screen;

use super::lines;
use crate::tui::Person;

const CLAUSE: &str = "mhlw6.sysun.14.5";

/// Returns a clause's page on which something was looked for.
fn looked_for(typed: &str) -> Person {
    Person::at(80, 24).on(CLAUSE).types("/").types(typed)
}

/// Returns at which place one is, as the rule above the page says.
fn place(person: &Person) -> String {
    let rule = lines(person)[1].clone();
    rule.split_whitespace().find(|word| word.contains('/') && word.len() > 1).unwrap_or_default().to_owned()
}

/// Returns the texts on screen that stand out as the place one is at.
fn here(person: &Person) -> String {
    let screen = person.screen();
    let rows: Vec<&str> = screen.lines().collect();
    let styled = rows[usize::from(person.app.size.height)..].iter();
    let found = styled.filter_map(|line| line.split_once(": ")).filter(|(_, runs)| {
        runs.split(", ").any(|run| run.split_once(' ').is_some_and(|(_, look)| look == "reversed"))
    });
    found.map(|(row, _)| rows[row.trim().parse::<usize>().expect("a row")]).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_first_place_is_shown_while_one_types_and_the_prompt_counts_them() {
    let typing = looked_for("ｼﾘｮｳ");
    assert_eq!(place(&typing), "", "nothing is counted where nothing is found");
    assert!(typing.screen().contains("このページにはありません。"), "{}", typing.screen());
    let letters = looked_for("zuzuzu");
    assert!(letters.screen().contains("ローマ字は主な語だけ"), "{}", letters.screen());
    for typed in ["認証", "パスワード", "ぱすわーど", "ﾊﾟｽﾜｰﾄﾞ", "pasuwa-do", "出典", "ninshou", "nin"]
    {
        let found = looked_for(typed);
        let count = place(&found);
        assert!(count.starts_with("1/") && !count.ends_with("/0"), "{typed}: {count}\n{}", found.screen());
        let prompt = &lines(&found)[22];
        assert!(prompt.starts_with(" ページ内 > ") && prompt.ends_with(&count), "{prompt}");
    }
    let far = looked_for("出典");
    assert!(here(&far).contains("出典"), "{}", far.screen());
    assert!(far.app.jump_list.current().scroll > 0);
}

#[test]
fn the_next_keys_go_round_and_say_so_and_escape_gives_the_page_its_keys_back() {
    let mut person = looked_for("認証<enter>");
    let total: usize = place(&person).strip_prefix("1/").expect("the first").parse().expect("a number");
    assert!(total > 2, "{total}");
    for at in 2..=total {
        person = person.types("n");
        assert_eq!((place(&person), person.said().0), (format!("{at}/{total}"), ""));
        assert!(here(&person).contains("認証"), "{}", person.screen());
    }
    person = person.types("n");
    assert_eq!((place(&person), person.said().0), (format!("1/{total}"), "終わりまで来たので、はじめから続けます。"));
    person = person.types("N");
    assert_eq!(
        (place(&person), person.said().0),
        (format!("{total}/{total}"), "はじめまで来たので、終わりから続けます。")
    );
    assert_eq!(person.typed(), None, "no note was opened");
    let scroll = person.app.jump_list.current().scroll;
    let left = person.types("<esc>");
    assert_eq!((place(&left).as_str(), left.place(), left.app.jump_list.current().scroll), ("", CLAUSE, scroll));
    assert_eq!(left.types("n").typed(), Some(""), "the key for the note again");
}

#[test]
fn all_other_keys_of_the_page_mean_what_they_mean() {
    let hints = lines(&looked_for("認証<enter>"))[23].clone();
    assert!(hints.contains("n 次  N 前  Esc 探し終える") && !hints.contains("メモ"), "{hints}");
    let hints = lines(&Person::at(160, 24).on(CLAUSE))[23].clone();
    assert!(hints.contains("n メモ") && hints.contains("/ ページ内") && hints.contains("s 検索"), "{hints}");
    let marked = looked_for("認証<enter>").types(" ");
    assert!(marked.screen().contains("[完了]") && !place(&marked).is_empty());
    let noted = looked_for("認証<enter>").types("fn");
    assert_eq!(noted.typed(), Some(""));
    for keys in ["1", "c", "<f3>", "s", "<f4>"] {
        let gone = looked_for("認証<enter>").types(keys);
        assert!(gone.app.page_search.is_none() && gone.app.overlay.is_none(), "{keys}");
    }
    let searching = looked_for("認証<enter>").types("s");
    assert!(searching.app.is_searching());
}

#[test]
fn a_place_in_a_link_can_be_opened() {
    let person = Person::at(80, 24).types("<ctrl-t>").types("/運用<enter>");
    let screen = person.app.jump_list.current().screen;
    assert_eq!(screen, Screen::Contents);
    let row = here(&person);
    let opened = person.types("<enter>");
    assert!(opened.place().contains("sysun"), "{row}: {}", opened.place());
}

#[test]
fn headings_in_the_contents_are_found_by_their_sound() {
    for typed in ["認証", "ninshou", "ninsyo"] {
        let person = Person::at(80, 24).types("<ctrl-t>").types("/").types(typed);
        assert_eq!(person.app.jump_list.current().screen, Screen::Contents);
        assert!(here(&person).contains("認証"), "{typed}: {}", person.screen());
    }
}

#[test]
fn escape_in_the_prompt_brings_the_page_back_as_it_was() {
    let person = Person::at(80, 24).on(CLAUSE).types("<pagedown>");
    let before = person.app.jump_list.current();
    let left = person.types("/出典<esc>");
    assert_eq!((left.app.jump_list.current(), left.app.page_search.is_none()), (before, true));
    let nothing = left.types("/zqzq<enter>");
    assert!(nothing.app.overlay.is_some(), "it can be typed anew: {}", nothing.screen());
    let corrected = nothing.types("<ctrl-u>認証<enter>");
    assert!(corrected.app.overlay.is_none() && !place(&corrected).is_empty());
    let empty = corrected.types("<esc>/<ctrl-u><enter>");
    assert!(empty.app.overlay.is_none() && empty.app.page_search.is_none());
}

#[test]
fn the_words_before_are_offered_and_the_first_letter_takes_their_place() {
    let again = looked_for("認証<enter>").types("<esc>/");
    assert!(lines(&again)[22].starts_with(" ページ内 > 認証"), "{}", lines(&again)[22]);
    let found = again.types("<enter>");
    assert!(!place(&found).is_empty());
    let other = found.types("<esc>/").types("端末");
    assert!(lines(&other)[22].starts_with(" ページ内 > 端末 "), "{}", lines(&other)[22]);
}

#[test]
fn what_was_searched_for_is_not_marked_beside_what_is_looked_for() {
    let person = Person::at(80, 24).types("二要素認証<enter>");
    assert!(person.screen().contains("underlined"));
    let looked = person.types("/出典<enter>");
    assert!(!looked.screen().contains("underlined"), "{}", looked.screen());
}

#[test]
fn headings_are_gone_to_one_by_one() {
    let person = Person::at(80, 24).on(CLAUSE);
    let page = tenken::tui::view::pages::current(&person.app, 80).expect("a page");
    assert!(page.sections.len() > 5);
    let mut person = person;
    let mut seen = vec![0];
    for _ in 0..page.sections.len() + 2 {
        person = person.types("}");
        seen.push(person.app.jump_list.current().scroll);
    }
    assert!(seen.is_sorted(), "{seen:?}");
    assert_eq!(person.said().0, "この先に見出しはありません。", "{}", person.screen());
    let last = page.lines.len() - 20;
    let reached = page.sections.iter().filter(|line| **line < last);
    assert!(reached.clone().count() > 3 && reached.clone().all(|line| seen.contains(line)), "{seen:?}");
    for _ in 0..page.sections.len() + 2 {
        person = person.types("{");
    }
    assert_eq!((person.app.jump_list.current().scroll, person.said().0), (0, "この前に見出しはありません。"));
    let contents = Person::at(80, 24).types("<ctrl-t>").types("}}");
    let line = lines(&contents)[2].clone();
    assert!(line.contains('編') || line.contains('版') || line.contains("ガイドライン"), "{}", contents.screen());
}

#[test]
fn words_are_looked_for_on_small_screens_too() {
    for (columns, rows) in [(40, 12), (20, 5), (160, 48)] {
        let person = Person::at(columns, rows).on(CLAUSE).types("/認証<enter>").types("nnnnn");
        let screen = person.screen();
        assert!(here(&person).contains("認") || columns < 40, "{screen}");
        assert!(columns < 40 || !place(&person).is_empty(), "{screen}");
    }
}
