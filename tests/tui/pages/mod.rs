//! The cloud's half on screen: the order of a clause's page, the numbers of its links, kinds, and what is copied.

mod comparison;
mod search;

use tenken::model::Kind;
use tenken::tui::view::{layout, pages};

use super::Person;
use crate::support::world;

const CLAUSE: &str = "mhlw6.sysun.14.5";

/// Returns the lines of the screen of a person, without the styles.
fn lines(person: &Person) -> Vec<String> {
    let rows = usize::from(person.app.size.height);
    person.screen().lines().take(rows).map(str::to_owned).collect()
}

#[test]
fn the_first_screen_of_a_clause_says_what_it_is_who_carries_it_what_to_use_and_why() {
    let screen = lines(&Person::at(80, 24).on(CLAUSE)).join("\n");
    let parts = [
        "[未着手]",
        "要約(",
        "対応状況    Azure 一部  M365 対応  D365 一部  PP 不明",
        "医療機関がすることは残ります。",
        "主な製品    1 主 ",
        "背景のリスク",
        "管理者のIDを盗まれて",
    ];
    let places: Vec<usize> = parts
        .iter()
        .map(|part| screen.find(part).unwrap_or_else(|| panic!("{part} is missing in\n{screen}")))
        .collect();
    assert!(places.is_sorted(), "{screen}");
    let outside = lines(&Person::at(80, 24).on("mhlw6.kikaku.8.u1")).join("\n");
    assert!(!outside.contains("対応状況") && !outside.contains("Microsoft がすること"), "{outside}");
}

/// Returns the selected link of the page on screen, if it is visible, and how many links there are.
fn selected(person: &Person) -> (Option<usize>, usize) {
    let (area, location) = (layout::record(person.app.size).page, person.app.jump_list.current());
    let page = pages::current(&person.app, area.width).expect("a page");
    let seen = location.scroll..location.scroll + usize::from(area.height);
    let is_seen = |link: &usize| seen.contains(&page.links[*link].lines.start);
    assert!(location.selected.is_none_or(|link| is_seen(&link)), "{:?} of {seen:?}", location.selected);
    let has_any = (0..page.links.len()).any(|link| is_seen(&link) && page.links[link].lines.end <= seen.end);
    assert_eq!(location.selected.is_some(), has_any, "{seen:?} {}", person.screen());
    (location.selected, page.links.len())
}

#[test]
fn what_is_selected_is_visible_however_one_scrolls() {
    for start in [CLAUSE, "risk.admin-credential-theft", "mhlw6"] {
        for (columns, rows) in [(80, 24), (40, 12)] {
            let mut person = Person::at(columns, rows).on(start);
            for keys in ["<pagedown>", "<end>", "<pageup>", "<ctrl-d>", "<home>", "<ctrl-u>", "G", "gg"] {
                person = person.types(keys);
                selected(&person);
            }
        }
    }
    let list = || Person::at(80, 24).on(CLAUSE).types(" gl");
    let last = selected(&list()).1 - 1;
    for (keys, expected) in [("", 0), ("<end>", last), ("<pagedown>", last), ("<end><home>", 0), ("<end><pageup>", 0)] {
        assert_eq!(selected(&list().types(keys)).0, Some(expected), "{keys}");
    }
}

#[test]
fn number_title_and_status_stay_while_a_page_is_scrolled() {
    let person = Person::at(80, 24).on(CLAUSE).types(" ");
    assert!(!lines(&person)[1].contains("運用"), "nothing is said twice");
    for keys in ["<pagedown>", "<end>"] {
        let line = &lines(&person_on(keys))[1];
        assert!(line.contains("運用 14.(5)  新しく入れる仕組み") && line.contains("[完了]"), "{line}");
    }
    for width in 20..80 {
        let line = &lines(&Person::at(width, 24).on(CLAUSE).types("<pagedown>"))[1];
        let has_status = line.contains("[未着手] ") || line.contains("[未] ");
        assert!(!line.contains('[') || has_status, "whole or not at all: {line}");
        assert!(width < 40 || line.contains(" 運用 14.(5) ") && has_status, "{width}: {line}");
        assert!(width < 50 || line.contains("[未着手] "), "{width}: {line}");
        assert!(line.ends_with(" 行 --"), "{width}: {line}");
    }
}

#[test]
fn what_one_reads_stays_where_it_is_when_a_record_is_added_above_it() {
    for keys in ["<pagedown>", "<pagedown><tab><tab>", "<pagedown><pagedown><pagedown>"] {
        let before = Person::at(80, 24).on(CLAUSE).types(keys);
        let seen = |person: &Person| lines(person)[2..20].to_vec();
        let target = |person: &Person| {
            let (page, link) = (pages::current(&person.app, 80), person.app.jump_list.current().selected);
            link.and_then(|link| page.unwrap().links.into_iter().nth(link)).map(|link| link.target)
        };
        let (lines_before, target_before) = (seen(&before), target(&before));
        let total = |person: &Person| pages::current(&person.app, 80).unwrap().lines.len();
        let total_before = total(&before);
        // Owner and due date add lines to the first screen, and a section further down.
        let after = before.types("fo佐藤<enter>fd2027-03-31<enter>d");
        assert!(total(&after) > total_before);
        let same = seen(&after).iter().zip(&lines_before).filter(|(now, before)| now == before).count();
        assert!(same >= 12, "{keys}: {lines_before:#?}\n{:#?}", seen(&after));
        assert_eq!(target(&after), target_before, "{keys}");
    }
    let top = Person::at(80, 24).on(CLAUSE).types("fo佐藤<enter>d");
    assert!(lines(&top)[2].contains("[対応中]"), "at the top what is new is seen");
}

fn person_on(keys: &str) -> Person {
    Person::at(80, 24).on(CLAUSE).types(" ").types(keys)
}

#[test]
fn the_numbers_of_links_are_the_same_at_every_width() {
    let person = Person::at(80, 24);
    let catalog = &world().0;
    for at in [Kind::Clause, Kind::Risk].into_iter().flat_map(|kind| catalog.all(kind)) {
        let targets = |width| -> Vec<_> {
            pages::page(&person.app, at, width).links.into_iter().map(|link| link.target).collect()
        };
        let expected = targets(80);
        for width in [20, 33, 47, 60, 100, 160] {
            assert_eq!(targets(width), expected, "{} at {width}", catalog.id(at));
        }
    }
    let followed = Person::at(80, 24).on(CLAUSE).types("2");
    assert_eq!(followed.place(), "ms.entra.mfa");
    let moved = Person::at(80, 24).on(CLAUSE).types("<tab><tab><enter>");
    assert_eq!(moved.place(), "ms.entra.mfa", "the second link of the line is the next one");
}

#[test]
fn the_links_alone_are_those_of_the_page() {
    let person = Person::at(80, 24);
    let catalog = &world().0;
    for at in Kind::ALL.iter().flat_map(|kind| catalog.all(*kind)) {
        let mut expected = pages::page(&person.app, at, 80).links;
        expected.iter_mut().for_each(|link| link.lines = 0..0);
        assert_eq!(pages::links(&person.app, at), expected, "{}", catalog.id(at));
    }
}

#[test]
fn of_several_links_on_a_line_only_the_selected_one_stands_out() {
    let screen = Person::at(80, 24).on(CLAUSE).types("<tab>").screen();
    let row = screen.lines().position(|line| line.contains("主な製品")).expect("the line");
    let look = screen.lines().find(|line| line.starts_with(&format!("{row:>2}: "))).expect("its styles");
    assert_eq!(look.matches("cyan").count(), 1, "{look}");
    assert!(look.contains("reversed") && screen.contains(" 主な製品"), "{look}");
}

#[test]
fn what_to_ask_auditors_for_is_copied() {
    let copied = Person::at(80, 24).on(CLAUSE).types("Y").copied;
    for part in [
        "取り寄せる監査報告: 運用 14.⑤",
        "\nSOC 2 Type 2\n",
        "Azure: PE-1",
        "CA-33",
        "入手: ",
        "https://example.com/portal",
    ] {
        assert!(copied.contains(part), "{part} is missing in\n{copied}");
    }
    assert!(Person::at(80, 24).types("運用14⑤<ctrl-g>Y").copied.contains("SOC 2"), "of the selected hit");
    let nothing = Person::at(80, 24).on("mhlw6.kikaku.8.u1").types("Y");
    assert!(nothing.copied.is_empty() && nothing.said().0.contains("監査報告"), "{:?}", nothing.said());
    let report = Person::at(80, 24).on("report.soc2").types("Y").copied;
    assert!(
        report.contains("\nSOC 2 Type 2\n  - ") && report.contains("  - Azure: PE-1") && !report.contains("27001"),
        "{report}"
    );
    assert!(Person::at(80, 24).on("theme.zero-trust").types("Y").copied.contains("CA-33"));
    let unseen = Person::at(80, 24).on("report.unknown").types("Y").copied;
    assert!(unseen.contains("入手: ") && !unseen.contains("統制の番号は"), "{unseen}");
    let other = Person::at(80, 24).on("ms.entra.mfa").types("Y");
    assert!(
        other.copied.is_empty() && other.said().0.contains("条項・リスク・措置・監査報告・テーマ"),
        "{:?}",
        other.said()
    );
    let product = Person::at(80, 24).on("ms.entra.conditional-access").types("y").copied;
    assert!(product.contains("\nhttps://example.com/docs/identity/"), "{product}");
}

#[test]
fn tab_goes_through_the_kinds_of_which_something_was_found() {
    let mut person = Person::at(80, 24).types("状態:未");
    for kind in [Some(Kind::Clause), None, Some(Kind::Clause)] {
        person = person.types("<tab>");
        assert_eq!(person.app.search.kind, kind, "only clauses have a status");
    }
    let mut person = Person::at(80, 24).types("二要素認証");
    let found: Vec<Kind> = Kind::SEARCHABLE.iter().copied().filter(|kind| person.app.search.offers(*kind)).collect();
    let mut visited = Vec::new();
    loop {
        let before = person.app.search.counts.clone();
        person = person.types("<tab>");
        let Some(kind) = person.app.search.kind else { break };
        assert!(
            before.contains(&(kind, None))
                || before.iter().all(|(one, count)| *one != kind || count.is_none_or(|count| count.total() > 0)),
            "{kind:?}: {before:?}"
        );
        let line = &lines(&person)[1];
        assert!(line.contains(&format!("[{} ", kind.name())), "{line}");
        visited.push(kind);
    }
    assert!(found.len() > 2 && found.iter().all(|kind| visited.contains(kind)), "{found:?}: {visited:?}");
    assert_eq!(person.types("<backtab>").app.search.kind, visited.last().copied());
}

#[test]
fn the_counts_stand_on_the_line_and_leave_room_for_the_query() {
    for width in [20, 40, 60, 80, 100, 120, 160] {
        for keys in ["", "<tab><tab><tab><tab><tab><tab><tab>"] {
            let line = &lines(&Person::at(width, 24).types(keys))[1];
            assert!(line.starts_with(" 検索 > 語") && line.chars().count() <= usize::from(width), "{line}");
        }
    }
    let line = &lines(&Person::at(80, 24))[1];
    assert!(line.contains("条項 ") && line.contains(" +"), "what has no room is counted: {line}");
}

#[test]
fn lists_and_themes_are_opened_by_name() {
    let listed = Person::at(80, 24).types("二要素<enter>:sochi<enter>");
    assert_eq!((listed.app.search.kind, listed.app.search.input.text()), (Some(Kind::Measure), ""));
    assert_eq!(listed.app.search.results.hits.len(), world().0.measures().len());
    for typed in ["ゼロトラ", "zerotora"] {
        assert_eq!(Person::at(80, 24).on(CLAUSE).types(":").types(typed).types("<enter>").place(), "theme.zero-trust");
    }
}

#[test]
fn what_is_not_offered_or_run_by_microsoft_says_so_and_only_what_is_offered_is_counted() {
    let offer = lines(&Person::at(100, 60).on("licence.entra-p1")).join("\n");
    assert!(offer.contains("証明書ベース認証 (CBA)") && offer.contains("提供終了 2025-10-01、"), "{offer}");
    assert!(offer.contains("含む製品 3 件"), "{offer}");
    let listed = lines(&Person::at(100, 40).types("二要素<enter>:edisyon<enter>")).join("\n");
    assert!(
        listed.lines().any(|line| line.contains("Microsoft Entra ID P1") && line.contains("製品 3 件")),
        "{listed}"
    );
    let clause = Person::at(100, 60).on("mhlw6.kikaku.8.3").types("<pagedown>").screen();
    let row = clause.lines().find(|line| line.contains("データセンターの物理的な備え  (Azure)"));
    assert!(row.is_some_and(|row| row.contains("Microsoft が運用")), "{clause}");
}

#[test]
fn keys_that_do_nothing_here_say_why() {
    for (at, keys, said) in [
        ("mhlw6.sysun.14", "d", "ここでは d(対応中にする)は使えません。条項・点検票の画面のキーです。"),
        ("ms.entra.mfa", "x", "ここでは x(対象外にする)は使えません。条項・点検票の画面のキーです。"),
        (CLAUSE, "z", "z に操作はありません。F1 で操作の一覧を見られます"),
        (CLAUSE, "gz", "g z に操作はありません"),
    ] {
        let person = Person::at(80, 24).on(at).types(keys);
        assert!(person.said().0.starts_with(said), "{at} {keys}: {:?}", person.said());
        assert_eq!((person.place(), person.worklist.state().mark(at).is_none()), (at, true), "{keys} does nothing");
    }
    // The list of keys does not open in front of a prompt, so that its key is not told there.
    for prompt in [":", "gi", "n"] {
        let person = Person::at(80, 24).on(CLAUSE).types(&format!("{prompt}<f9>"));
        assert_eq!(person.said().0, "F9 に操作はありません。", "{prompt}");
    }
    let given_up = Person::at(80, 24).on(CLAUSE).types("g<esc>");
    assert_eq!(given_up.said(), ("", ""), "a chord that is given up is none");
}
