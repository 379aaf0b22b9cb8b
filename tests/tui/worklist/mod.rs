//! The worklist as a table: columns, order, tabs, queries, and where it goes on.

use tenken::model::Status;
use tenken::tui::app::jump_list::{Attention, ListFilter, Location, Screen};
use tenken::tui::app::overlay::Overlay;
use tenken::tui::app::rows::columns::ListColumn;
use tenken::tui::input::event::InputEvent;
use tenken::tui::update::effect::Effect;
use tenken::tui::update::handle_input;
use tenken::worklist::{Change, Edit, Operation};

use crate::tui::marking::listed;
use crate::tui::{Person, parse};

const FIRST: &str = "mhlw6.sysun.14.5";
const SECOND: &str = "mhlw6.sysun.14.6";
const THIRD: &str = "mhlw6.sysun.17.1";

/// Somebody whose worklist has three records.
fn recorded(columns: u16, rows: u16) -> Person {
    let mut person = Person::at(columns, rows);
    let due = |day: &str| Edit::Due(day.parse().ok());
    let changes = [
        (FIRST, Edit::Status(Status::Doing)),
        (FIRST, due("2026-11-20")),
        (FIRST, Edit::Owner("情報システム課 佐藤".into())),
        (SECOND, due("2026-12-24")),
        (SECOND, Edit::Note("山田商会に確認中".into())),
        (THIRD, Edit::Owner("伊藤".into())),
        (THIRD, Edit::Verdict(tenken::model::Verdict::Nonconform)),
    ];
    let changes = changes.into_iter().map(|(clause, edit)| Change::clause(clause, edit)).collect();
    let effect = Effect::Perform(Operation::Record(changes));
    person.app.pending.begin(Default::default());
    person.perform(vec![effect]);
    person.app.notice = None;
    person
}

fn line_of(person: &Person, words: &str) -> String {
    let screen = person.screen();
    screen.lines().find(|line| line.contains(words)).unwrap_or_else(|| panic!("{words}: {screen}")).to_owned()
}

/// Returns the ids of the first rows of the list.
fn rows(person: &Person, count: usize) -> Vec<&str> {
    let Screen::List(filter) = person.app.jump_list.current().screen else { panic!("no list") };
    let rows = person.app.rows(filter);
    rows.iter().take(count).map(|at| person.app.catalog.id(*at)).collect()
}

fn here(person: &Person) -> &str {
    person.app.target_record().map_or("", |at| person.app.catalog.id(at))
}

#[test]
fn columns_stand_where_there_is_something_and_room() {
    let fresh = Person::at(80, 24).types("<f3>-");
    assert!(fresh.screen().contains("[未]") && !fresh.screen().contains("2026-"), "nothing is recorded");
    let list = recorded(160, 48).types("<f3>-");
    let first = line_of(&list, "!2026-11-20");
    assert!(first.contains("情報シス") && first.contains("[中]"), "{first}");
    assert!(line_of(&list, " 2026-12-24").contains("[未]"), "not overdue, no sign");
    assert!(line_of(&list, "不適合").contains("伊藤"));
    let narrow = recorded(80, 24).types("<f3>-").types("&期限:あり<enter>");
    let row = line_of(&narrow, "!2026-11-20");
    assert!(row.contains("[中]") && row.chars().count() > 24, "{row}");
    let mut chosen = recorded(160, 48);
    chosen.app.list_columns = Some(vec![ListColumn::Owner]);
    let row = line_of(&chosen.types("<f3>-"), "伊藤");
    assert!(!row.contains("[未]") && !row.contains("不適合"), "{row}");
}

#[test]
fn a_key_sorts_and_another_turns_the_order_round() {
    let list = || recorded(80, 24).types("<f3>-");
    for (keys, expected, said) in [
        ("o", [FIRST, SECOND], "並び 期限 早い順"),
        ("oO", [SECOND, FIRST], "並び 期限 遅い順"),
        ("oo", [THIRD, FIRST], "並び 担当者 昇順"),
        ("ooO", [FIRST, THIRD], "並び 担当者 降順"),
    ] {
        let sorted = list().types(keys);
        assert_eq!(rows(&sorted, 2), expected, "{keys}");
        assert!(sorted.said().0.contains(said) && sorted.screen().contains(said), "{keys} {}", sorted.screen());
    }
    assert_eq!(rows(&list().types("ooo"), 1), [THIRD]);
    assert_eq!(rows(&list().types("oooo"), 1), [FIRST]);
    assert_eq!(rows(&list().types("ooooo"), 9), rows(&list(), 9));
    assert_eq!(rows(&list().types("o-"), 9), rows(&list(), 9), "an order is dropped like a filter");
    // A row does not move while one works on it.
    let worked = list().types("ogg").types("x");
    assert_eq!((rows(&worked, 2), worked.app.tally.of(Status::Na)), (vec![FIRST, SECOND], 1));
}

#[test]
fn what_needs_to_be_looked_at_has_a_tab() {
    assert!(!Person::at(80, 24).types("<f3>").screen().contains("期限超過"));
    let overdue = recorded(160, 48).types("<f3><backtab><backtab>");
    assert_eq!(listed(&overdue).map(|(filter, count)| (filter.attention, count)), Some((Some(Attention::Overdue), 1)));
    assert!(overdue.screen().contains("[!期限超過 1]"), "{}", overdue.screen());
    assert_eq!(rows(&overdue, 2), [FIRST]);
    // What is done stays in its row until the list is filtered again.
    let done = overdue.types(" ");
    assert_eq!(rows(&done, 2), [FIRST]);
    let left = done.types("<tab>");
    assert_eq!(listed(&left).map(|(filter, count)| (filter.attention, count)), Some((None, 38)));
    assert!(!left.screen().contains("期限超過"), "{}", left.screen());
}

#[test]
fn the_worklist_is_narrowed_by_any_query() {
    let list = || recorded(80, 24).types("<f3>-");
    let narrowed = list().types("&担当者:佐藤<enter>");
    assert_eq!(rows(&narrowed, 9), [FIRST]);
    assert!(narrowed.said().0.contains("1 条項に絞りました") && narrowed.screen().contains(" 担当者:佐藤 "));
    assert_eq!(rows(&list().types("&山田商会<enter>"), 9), [SECOND], "what somebody wrote");
    assert_eq!(rows(&list().types("&tan<tab>sha:sa").types("<ctrl-u>担当者:佐<tab><enter>"), 9), [FIRST], "completed");
    let all = rows(&list(), 99).len();
    for (query, said) in
        [("期限:そのうち", "使えるのは 超過"), ("@無い", "保存していません"), ("-@無い", "まとめて除けません")]
    {
        let wrong = list().types("&").types(query).types("<enter>");
        assert!(wrong.said().0.contains(said), "{query}: {:?}", wrong.said());
        assert_eq!(rows(&wrong, 99).len(), all, "{query}: the list stays as it is");
    }
    let others = list().types("&-担当者:佐藤<enter>");
    assert!(others.said().0.contains(&format!("{} 条項に絞りました", all - 1)), "{:?}", others.said());
    assert_eq!(rows(&list().types("&-tan<tab>sha:sa").types("<ctrl-u>-担当者:佐<tab><enter>"), 999).len(), all - 1);
    let again = list().types("&担当者:佐藤<enter>").types("&<ctrl-u><enter>");
    assert_eq!(rows(&again, 99).len(), all);
    assert_eq!(rows(&list().types("&担当者:佐藤<enter>-"), 99).len(), all);
    let elsewhere = list().types("&担当者:佐藤<enter>").types("c1");
    assert_eq!(listed(&elsewhere).map(|(_, count)| count), Some(37), "a number that is followed counts all");
}

#[test]
fn a_filter_is_saved_and_used_again() {
    let saved = recorded(80, 24).types("<f3>").types("&担当者:なし<enter>").types("gh未担当<enter>");
    assert!(saved.said().0.contains("@未担当 に保存しました"), "{:?}", saved.said());
    let text = std::fs::read_to_string(saved.paths().settings()).unwrap();
    assert_eq!(text, "[filters]\n\"未担当\" = \"状態:未着手 担当者:なし\"\n");
    let count = rows(&saved, 99).len();
    let used = saved.types("--").types("@").types("<enter>");
    assert_eq!(
        (rows(&used, 99).len(), used.app.list_query.as_ref().map(|query| query.text.clone())),
        (count, Some("@未担当".into()))
    );
    let searched = used.types("s<alt-f><enter>");
    assert_eq!(searched.app.search.input.text(), "@未担当");
    assert_eq!(searched.app.search.results.counts.all, count);
    assert!(searched.types("<ctrl-u><alt-s>").said().0.contains("保存する絞り込みがありません"));
}

#[test]
fn a_name_that_is_refused_stays_in_its_prompt() {
    let asked = |keys: &str| recorded(80, 24).types("<f3>").types("&担当者:なし<enter>").types("gh").types(keys);
    for (keys, kept) in [("<enter>", ""), ("未 担当<enter>", "未 担当"), ("担当:私<enter>", "担当:私")] {
        let refused = asked(keys);
        assert!(refused.said().0.contains("絞り込みの名前は"), "{keys}: {:?}", refused.said());
        let Some(Overlay::Query(prompt)) = &refused.app.overlay else { panic!("{keys}: the prompt is closed") };
        assert_eq!(prompt.input.text(), kept, "{keys}");
        assert!(!refused.paths().settings().exists(), "{keys}");
    }
    let mended = asked("未 担当<enter>").types("<ctrl-u>未担当<enter>");
    assert!(mended.app.overlay.is_none() && mended.said().0.contains("@未担当 に保存しました"), "{:?}", mended.said());
}

#[test]
fn while_a_filter_is_saved_its_name_is_neither_saved_again_nor_another_prompt_closed() {
    let key = |keys: &str| InputEvent::Key(parse(keys)[0]);
    let mut person = recorded(80, 24).types("<f3>").types("&担当者:なし<enter>").types("gh未担当");
    let save = handle_input(&mut person.app, key("<enter>"));
    assert!(matches!(&save[..], [Effect::SaveFilter(name, _)] if name == "未担当"), "{save:?}");
    assert!(handle_input(&mut person.app, key("<enter>")).is_empty(), "it is being saved");
    assert!(handle_input(&mut person.app, key("<esc>")).is_empty());
    assert!(person.app.overlay.is_none(), "nobody has to wait for it");
    let mut person = person.types("gh別の名");
    person.perform(save);
    assert!(person.said().0.contains("@未担当 に保存しました"), "{:?}", person.said());
    let Some(Overlay::Query(prompt)) = &person.app.overlay else { panic!("the other prompt is closed") };
    assert_eq!(prompt.input.text(), "別の名");
}

#[test]
fn a_list_below_a_heading_is_not_saved_as_if_it_were_the_whole() {
    let mut headed = recorded(80, 24).types("<f3>");
    let node = headed.app.catalog.find("mhlw6.sysun.14");
    assert!(node.is_some());
    let screen = Screen::List(ListFilter { node, ..ListFilter::default() });
    headed.app.jump_list.visit(Location { screen, ..Location::default() });
    let asked = headed.types("gh");
    assert!(asked.said().0.contains("見出しで絞った一覧は保存できません"), "{:?}", asked.said());
    assert!(asked.said().0.contains("- で見出しを外し、& で") && asked.app.overlay.is_none());
    assert!(asked.types("-&編:運用 章:14<enter>gh").app.overlay.is_some(), "what is said is how it is done");
}

#[test]
fn it_goes_on_where_one_was() {
    let mut next = Person::at(80, 24);
    next.app.last_clause = next.app.catalog.find(FIRST);
    next.app.resumes = true;
    let list = next.types("<f3>");
    assert_eq!(here(&list), FIRST);
    assert_eq!(
        here(&list.types("<esc>").types("<f3>")),
        rows(&Person::at(80, 24).types("<f3>"), 1)[0],
        "only the first time"
    );
    // The row is gone: the one behind it.
    let mut gone = Person::at(80, 24).on(FIRST).types(" ").types("<esc>");
    gone.app.last_clause = gone.app.catalog.find(FIRST);
    gone.app.resumes = true;
    assert_eq!(here(&gone.types("<f3>")), SECOND);
    // From the search as it is at the start, too.
    let mut start = Person::at(80, 24);
    start.app.last_clause = start.app.catalog.find(FIRST);
    assert_eq!(start.types("<ctrl-g>n").place(), SECOND);
    assert_eq!(Person::at(80, 24).on(FIRST).types("<esc>").app.place(), Some(FIRST));
}

#[test]
fn a_query_that_cannot_be_used_is_there_to_be_corrected_and_all_filters_are_shown() {
    let person = Person::at(80, 24).types("<f3>&<tab>");
    assert!(person.said().1.contains("編:") && person.said().1.contains("期限:"), "{:?}", person.said());
    assert!(person.screen().contains("使える絞り込み"), "{}", person.screen());
    let wrong = person.types("章:運用14<enter>");
    assert!(wrong.app.overlay.is_some() && wrong.said().0.contains("では絞り込めません"), "{:?}", wrong.said());
    let all: String = wrong.screen().lines().map(str::trim).collect();
    let said: String = wrong.said().0.split_whitespace().collect();
    assert!(all.split_whitespace().collect::<String>().contains(&said), "nothing is cut: {}", wrong.screen());
    let right = wrong.types("<ctrl-u>章:14<enter>");
    assert!(right.app.overlay.is_none() && right.app.list_query.is_some(), "{:?}", right.said());
}

#[test]
fn hints_name_where_everything_is_found() {
    for (person, hints) in [
        (Person::at(80, 24).types("<f3>"), ["Space 完了", "f 記入", "& 絞る", "g 移動", ": 命令"]),
        (Person::at(80, 24).on(FIRST), ["Space 完了", "f 期限・証跡", "s 検索", "g 移動", ": 命令"]),
        (Person::at(80, 24).on("ms.entra.id"), ["Enter 開く", "1-9 関連", "s 検索", "g 移動", ": 命令"]),
    ] {
        let screen = person.screen();
        let shown = screen.lines().nth(23).unwrap_or_default();
        assert!(hints.iter().all(|hint| shown.contains(hint)), "{hints:?}: {shown}");
    }
}

#[test]
fn behind_the_last_one_the_next_one_is_the_first() {
    let all = Person::at(80, 24).types("<f3>");
    let first = rows(&all, 1)[0].to_owned();
    let round = all.types("<end>.");
    assert_eq!(here(&round), first);
    assert!(round.said().0.contains("先頭から続けました"), "{:?}", round.said());
    let mut none = Person::at(80, 24).types("<f3>-V");
    none = none.types(" ").types("1");
    assert_eq!(none.app.tally.of(Status::Todo), 0, "{}", none.screen());
    assert!(none.types(".").said().0.contains("ほかに未着手の条項はありません"));
}
