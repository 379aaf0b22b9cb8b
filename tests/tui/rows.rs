//! Rows of lists: which stay when they are marked, which are picked together, and what is asked and said about many.

use tenken::failure::{Failure, FailureKind};
use tenken::model::{Status, Verdict};
use tenken::tui::app::jump_list::Screen;
use tenken::tui::input::event::InputEvent;
use tenken::tui::input::message::Message;
use tenken::tui::update::handle_input;
use tenken::tui::view::theme::Theme;
use tenken::worklist::{Change, Edit, Identity, Worklist};

use super::marking::{by_status, listed};
use super::{Person, parse};
use crate::support::WorklistExt;

const CLAUSE: &str = "mhlw6.sysun.14.5";

/// A query of which a few clauses have every word, and many only one.
const RELAXED: &str = "認証 記録";

#[test]
fn all_means_what_was_asked_for_and_never_what_a_relaxed_query_adds() {
    let all = Person::at(80, 24).types(RELAXED).types("<alt-a>");
    let whole = all.app.search.results.hits.iter().filter(|hit| hit.tier == tenken::search::Tier::All).count();
    assert!(whole > 0 && all.app.picked.len() <= whole && all.app.search.results.hits.len() > whole);
    assert!(all.said().0.contains("件を選択しました。一部だけ合う"), "{:?}", all.said());
    assert!(
        all.app.picked.iter().all(|at| all.app.hit_of(*at).is_some_and(|hit| hit.tier == tenken::search::Tier::All))
    );
    assert!(all.types("<alt-a>").app.picked.is_empty(), "once more releases them");
}

#[test]
fn a_query_that_asks_for_nothing_selects_nothing() {
    for query in ["", " ", "・", "、。", "\"\"", "編:", "編:無い 認証", "状態:どれ"] {
        for key in ["<alt-a>", "<ctrl-g>V"] {
            let person = Person::at(80, 24).types(query).types(key);
            assert!(person.app.picked.is_empty(), "{query} {key}");
            let said = person.said().0;
            assert!(said.contains("選べ"), "{query} {key}: {said}");
            let is_empty = ["・", "、。", "\"\"", "編:", "状態:どれ"].contains(&query);
            assert_eq!(said.contains("検索できる語も絞り込みもない"), is_empty, "{query} {key}: {said}");
            assert!(!is_empty || !said.contains("一部だけ"), "{query} {key}: {said}");
        }
    }
}

#[test]
fn more_than_twenty_rows_are_asked_about_once_and_what_was_there_is_said() {
    let mut person = Person::at(80, 24);
    person.worklist.apply(vec![Change::status("mhlw6.sysun.14.5", Status::Done)]).expect("written");
    person.hears(Message::Changed(person.worklist.state().clone()));
    let asked = person.types("<f3>-V").types("x");
    assert_eq!(asked.app.tally.of(Status::Na), 0, "nothing is recorded before the answer");
    assert!(asked.screen().contains("未着手 37、完了 1 → 対象外(38 条項)。記録しますか"), "{}", asked.screen());
    let picked = asked.app.picked.len();
    let given_up = asked.types("<esc>");
    assert_eq!((given_up.app.tally.of(Status::Na), given_up.app.picked.len()), (0, picked));
    assert!(given_up.said().0.contains("何も記録していません"));
    assert_eq!(given_up.types("x2<enter>").app.tally.of(Status::Na), 0, "the second answer gives up, too");
    let done = Person::at(80, 24).types("<f3>Vx<enter>");
    assert_eq!((done.app.tally.of(Status::Na), done.app.picked.len()), (38, 0));
    assert_eq!(done.types("u").app.tally.of(Status::Na), 0);
    let over = Person::at(80, 24).on("mhlw6.sysun.14.5").types(" <f3>-Vxkiroku<enter>");
    assert!(over.said().0.contains("前は 未着手 37、完了 1 です。"), "{:?}", over.said());
}

#[test]
fn twenty_rows_are_not_asked_about_and_one_that_was_done_is_said() {
    let few = Person::at(80, 24).types("<f3>20vx");
    assert_eq!(few.app.tally.of(Status::Na), 20);
    let one = Person::at(80, 24).on("mhlw6.sysun.14.5").types(" x");
    assert!(one.said().0.contains("対象外にしました。前は 完了 です。u で取り消せます。"), "{:?}", one.said());
}

#[test]
fn fields_of_many_clauses_are_asked_about_with_what_they_replace() {
    let asked = Person::at(80, 24).on("mhlw6.sysun.14.5").types("fo佐藤<enter><f3>Vfo").types("<ctrl-u>伊藤<enter>");
    let screen = asked.screen();
    assert!(screen.contains("条項 38 件: 担当者 伊藤。1 条項の値を置き換えます。記録しますか"), "{screen}");
    assert_eq!(asked.app.state.marks().count(), 1);
    let back = asked.types("<esc>");
    assert_eq!(back.typed(), Some("伊藤"), "the field is there again");
    let done = back.types("<enter><enter>");
    assert_eq!((done.app.state.marks().count(), done.typed()), (38, None));
    assert!(done.said().0.contains("1 条項の前の値を置き換えました。"), "{:?}", done.said());
}

#[test]
fn keys_that_edit_and_scroll_elsewhere_never_write() {
    for start in ["", "認証", "認証<enter>", "<f3>", "<ctrl-t>", "<f4>", "<f3>3v", "認証<alt-a>"] {
        for key in ["<ctrl-d>", "<ctrl-r>", "<ctrl-k>", "<ctrl-u>", "<ctrl-w>", "<ctrl-h>", "<backspace>", "<delete>"] {
            let mut person = Person::at(80, 24).types(start);
            let key = parse(key)[0];
            let effects = handle_input(&mut person.app, InputEvent::Key(key));
            assert!(!person.app.pending.is_pending(), "{start} {key}: {effects:?}");
        }
    }
    let page = Person::at(80, 24).on("mhlw6.sysun.14.5");
    let half = page.types("<ctrl-d>");
    let down = half.app.jump_list.current().scroll;
    assert!((5..15).contains(&down), "{down}");
    assert_eq!(half.types("<ctrl-u>").app.jump_list.current().scroll, 0);
    let hits = Person::at(80, 24).types("<ctrl-d>");
    assert!(hits.app.search.selected.is_some_and(|row| (3..9).contains(&row)), "{:?}", hits.app.search.selected);
    let recent = Person::at(80, 24).types("二要素<enter><esc><ctrl-u><ctrl-r><enter>");
    assert_eq!(recent.app.search.input.text(), "二要素");
    let killed = Person::at(80, 24).types("二要素 認証<left><left><left><ctrl-k>");
    assert_eq!(killed.app.search.input.text(), "二要素");
}

#[test]
fn marking_from_the_hits_takes_two_keys_and_the_keys_are_shown() {
    let person = Person::at(80, 24).types("運用14⑤");
    for shown in ["^G d 完了", "^G u 取消", "^G v 選ぶ"] {
        assert!(person.screen().contains(shown), "{}", person.screen());
    }
    let popup = Person::at(80, 24).types("<ctrl-g>").screen();
    for shown in ["d  完了にする", "u  直前の記録を取り消す", "v  行を選ぶ", "r  最近の検索"] {
        assert!(popup.contains(shown), "{popup}");
    }
    let done = person.types("<ctrl-g>d");
    assert_eq!(done.app.tally.of(Status::Done), 1);
    assert_eq!(done.types("<ctrl-g>u").app.tally.of(Status::Done), 0);
}

#[test]
fn a_row_that_was_marked_stays_where_it_is_until_the_list_is_left_or_filtered_again() {
    let person = Person::at(80, 24).types("<f3>jj");
    let clause = person.app.target_record();
    let marked = person.types("x");
    assert_eq!((marked.app.target_record(), marked.app.tally.of(Status::Na)), (clause, 1));
    assert_eq!(listed(&marked), Some((by_status(Status::Todo), 37)), "it is not counted any more");
    let screen = marked.screen();
    assert!(screen.contains("未着手 37]") && screen.contains("うち 1 行は絞り込みから外れました"), "{screen}");
    let row = screen.lines().position(|line| line.starts_with(" > ")).expect("a selected row");
    assert!(screen.lines().nth(row).is_some_and(|line| line.ends_with("[外]")), "{screen}");
    let mut dark = Person::at(80, 24).types("<f3>jjx");
    dark.app.settings.theme = Theme::Dark;
    let screen = dark.screen();
    let look = screen.lines().find(|line| line.starts_with(&format!("{row:>2}: "))).expect("its styles");
    assert!(look.contains("3-17 reversed, 18-") && look.contains(" indexed(246), "), "it is dimmed: {look}");
    // What follows is for the same clause.
    let id = marked.app.catalog.id(clause.unwrap()).to_owned();
    let reasoned = marked.types("fr").types("該当する機器がない<enter>");
    assert_eq!(reasoned.app.state.answers(&id).reason, "該当する機器がない");
    let judged = reasoned.types("fv").types("2<enter>").types("fo").types("佐藤<enter>");
    let answers = judged.app.state.answers(&id);
    assert_eq!((answers.verdict, answers.owner.as_str()), (Verdict::Conform, "佐藤"));
    assert_eq!(judged.app.state.marks().count(), 1, "no other clause was touched");
    for keys in ["<tab><backtab>", "p-", "c<esc>", "/<esc><f3>", "<enter><esc>"] {
        let left = Person::at(80, 24).types("<f3>jjx").types(keys);
        assert!(left.app.kept_rows.is_empty(), "{keys}");
    }
    for keys in ["j", "k", "?<esc>", "fd<esc>", ":<esc>", "l", "v", "u"] {
        let still = Person::at(80, 24).types("<f3>jjx").types(keys);
        let Screen::List(filter) = still.app.jump_list.current().screen else { panic!("{keys} leaves the list") };
        assert!(still.app.rows(filter).contains(&clause.unwrap()), "{keys}");
    }
    let undone = Person::at(80, 24).types("<f3>jjxu");
    assert_eq!((undone.app.target_record(), undone.app.kept_rows.len()), (clause, 0));
}

#[test]
fn coming_back_to_a_list_selects_the_clause_that_was_selected_or_the_next_one() {
    let person = Person::at(80, 24).types("<f3> j j");
    let third = person.app.target_record();
    let back = person.types("<enter><esc>");
    assert_eq!((back.app.target_record(), back.app.jump_list.current().selected), (third, Some(0)));
    let person = Person::at(80, 24).types("<f3>jjj");
    let fourth = person.app.target_record();
    let marked = Person::at(80, 24).types("<f3>jj<enter>").types(" <esc>");
    assert_eq!(marked.app.target_record(), fourth, "the one that was opened is done");
}

#[test]
fn what_somebody_else_marks_moves_no_row_under_the_keys() {
    let mut person = Person::at(80, 24).types("<f3>jjj");
    let (clause, first) = (person.app.target_record(), person.app.clauses(by_status(Status::Todo))[0]);
    let who = Identity { user: "ito".into(), host: "ward".into() };
    let mut other = Worklist::open(person.worklist.folder(), who).expect("the same folder");
    for at in [first, clause.unwrap()] {
        other.apply(vec![Change::status(person.app.catalog.id(at), Status::Done)]).expect("written");
    }
    person.worklist.refresh().expect("the folder is read");
    person.hears(Message::Changed(person.worklist.state().clone()));
    assert_eq!((person.app.target_record(), person.app.jump_list.current().selected), (clause, Some(3)));
}

#[test]
fn a_palette_that_finds_nothing_stays_open_on_enter() {
    for (opened, sentence) in [(":", "当てはまる命令はありません"), ("fv", "そのような判定はありません")]
    {
        let nothing = Person::at(80, 24).on("mhlw6.sysun.14.5").types(opened).types("zzqq<enter>");
        assert!(nothing.app.palette().is_some() && nothing.screen().contains(sentence), "{}", nothing.screen());
        assert!(nothing.types("<esc>").app.palette().is_none());
    }
}

#[test]
fn advice_about_the_disk_is_for_failures_of_the_system_only() {
    for (kind, is_disk) in [(FailureKind::System, true), (FailureKind::Data, false), (FailureKind::Usage, false)] {
        let mut person = Person::at(80, 24);
        let failed = |hint: &str, person: &Person| {
            Message::Performed(person.worklist.state().clone(), Err(Failure::new(kind, "記録できません。", hint)))
        };
        person.hears(failed("", &person));
        let hint = person.said().1;
        assert_eq!((hint.contains("空き容量"), hint == "何も記録していません。"), (is_disk, !is_disk), "{hint}");
        person.hears(failed("別の名前にしてください。", &person));
        assert_eq!(person.said().1, "別の名前にしてください。");
    }
}

/// Another edition was chosen: what is marked all the same is kept, and the reason stands wherever one looks.
#[test]
fn a_mark_on_what_does_not_count_is_kept_and_says_why() {
    let reason = "数える範囲に選んでいない版(見本 第6.0版)";
    let mut person = Person::at(80, 24).on(CLAUSE);
    person.worklist.apply(vec![Change::profile(Edit::Count(["meti11".to_owned()].into()))]).unwrap();
    person.hears(Message::Changed(person.worklist.state().clone()));
    let before = person.app.tally;
    assert!(person.screen().contains(reason), "{}", person.screen());
    let marked = person.types(" ");
    assert_eq!((marked.app.state.status(CLAUSE), marked.app.tally), (Status::Done, before));
    let hint = marked.app.notice.as_ref().expect("it is said").hint.clone();
    assert!(hint.contains("この点検票では数えません") && hint.contains(reason), "{hint}");
    assert!(marked.screen().contains("数えません"), "{}", marked.screen());
    let chapter = marked.on("mhlw6.sysun.14");
    assert!(chapter.screen().contains(reason), "{}", chapter.screen());
    let contents = chapter.types("c").screen();
    let heading = contents.lines().find(|line| line.contains("第6.0版")).expect("the guideline stands there");
    assert!(heading.contains("数えない"), "{contents}");
    let undone = Person::at(80, 24).on(CLAUSE).types(" u");
    assert!(undone.app.state.profile().counted.is_empty() && undone.app.state.status(CLAUSE) == Status::Todo);
}
