//! Rows of lists: which stay when they are marked, which are picked together, and what is asked and said about many.

use tenken::failure::{Failure, FailureKind};
use tenken::model::{Status, Verdict};
use tenken::tui::app::jump_list::Screen;
use tenken::tui::app::overlay::Overlay;
use tenken::tui::app::palette::Palette;
use tenken::tui::input::event::InputEvent;
use tenken::tui::input::message::Message;
use tenken::tui::update::effect::Effect;
use tenken::tui::update::handle_input;
use tenken::tui::view::theme::Theme;
use tenken::worklist::{Change, Edit, Operation};

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
    assert_eq!(given_up.types("x2").app.tally.of(Status::Na), 0, "the second answer gives up, too");
    let done = Person::at(80, 24).types("<f3>Vx<enter>");
    assert_eq!((done.app.tally.of(Status::Na), done.app.picked.len()), (38, 38));
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
fn picked_rows_stay_for_the_next_act_and_are_picked_again_by_a_key() {
    let marked = Person::at(80, 24).types("<f3>3vd");
    assert_eq!((marked.app.tally.of(Status::Doing), marked.app.picked.len()), (3, 3));
    assert!(marked.said().1.contains("3 行を選んだままです。Esc で外せます。"), "{:?}", marked.said());
    let all = marked.types("fv4").types("fo").types("佐藤<enter>");
    let done = all.app.state.marks().filter(|(_, mark)| {
        let answers = &mark.answers;
        (answers.status, answers.verdict, answers.owner.as_str()) == (Status::Doing, Verdict::Nonconform, "佐藤")
    });
    assert_eq!(done.count(), 3, "{:?}", all.said());
    assert!(all.screen().contains("3 行を選択中: ") && all.screen().contains("Esc 解除"), "{}", all.screen());
    let free = all.types("<esc>");
    assert!(free.app.picked.is_empty() && !free.screen().contains("選択中"), "{}", free.screen());
    let again = free.types("gv");
    assert_eq!(again.app.picked.len(), 3);
    assert!(again.said().0.contains("前に選んだ 3 行を選び直しました"), "{:?}", again.said());
    // What is taken back is rarely about the same rows, and of another list only what stands there is picked.
    assert!(again.types("u").app.picked.is_empty());
    let elsewhere = Person::at(80, 24).types("<f3>2vx<esc><f3>").types("<tab>gv");
    let said = elsewhere.said().0;
    assert!(said.contains("ここで選び直せる行はありません") && said.contains(" 2 件は含みません"), "{said}");
    assert!(elsewhere.app.picked.is_empty());
    let there = elsewhere.types("--gv");
    assert_eq!((there.said().0, there.app.picked.len()), ("前に選んだ 2 行を選び直しました。", 2));
    let hits = Person::at(80, 24).types("編:運用 章:14").types("<ctrl-g>v<ctrl-g>v<esc><ctrl-g>g");
    assert_eq!(hits.app.picked.len(), 2);
}

#[test]
fn what_is_left_out_names_the_key_of_the_reason_and_what_is_undone_is_named() {
    let left_out = Person::at(80, 24).on(CLAUSE).types("x");
    assert!(left_out.said().1.contains("f r で理由を書けます"), "{:?}", left_out.said());
    for (columns, rows) in [(80, 15), (40, 12), (40, 6)] {
        let low = Person::at(columns, rows).on(CLAUSE).types("x").screen();
        assert!(low.contains("f r で理由を書けます"), "{columns}x{rows}: {low}");
    }
    let explained = left_out.types("fr機器がない<enter>").types("tx");
    assert!(!explained.said().1.contains("理由"), "{:?}", explained.said());
    let owner = Person::at(80, 24).on(CLAUSE).types("fo佐藤<enter>").types("fo<ctrl-u>伊藤<enter>").types("u");
    assert_eq!(owner.said().0, "運用 14.⑤: 担当者 佐藤 に戻しました。");
    assert_eq!(owner.types("u").said().0, "運用 14.⑤: 担当者 なし に戻しました。");
    // Who reviewed and when comes along with what was said.
    let reviewed = Person::at(80, 24).on(CLAUSE).types("fo佐藤<enter>").types("fa1").types("u");
    assert_eq!(reviewed.said().0, "運用 14.⑤: 確認の結果 なし に戻しました。");
}

#[test]
fn what_an_undo_says_is_true_of_all_that_it_undid() {
    let mut person = Person::at(80, 24).on(CLAUSE);
    let others = ["mhlw6.sysun.14.1", "mhlw6.sysun.14.6"].map(|id| Change::clause(id, Edit::Owner("佐藤".into())));
    let changes = [Change::status(CLAUSE, Status::Done)].into_iter().chain(others).collect();
    person.perform(vec![Effect::Perform(Operation::Record(changes))]);
    let undone = person.types("u");
    assert_eq!(undone.said().0, "条項 3 件の状態・担当者を元に戻しました。", "one status is not all of it");
    assert_eq!(undone.types("U").said().0, "条項 3 件の状態・担当者をやり直しました。");
    let both = Person::at(80, 24).on(CLAUSE).types("fr機器がない<enter>").types("1").types("u");
    assert_eq!(both.said().0, "運用 14.⑤の状態・対象外の理由を元に戻しました。");
    let marked = Person::at(80, 24).on(CLAUSE).types("du");
    assert_eq!(marked.said().0, "運用 14.⑤を未着手に戻しました。");
    let piece = "証跡「https://example.com/a」";
    let attached = Person::at(80, 24).on(CLAUSE).types("fehttps://example.com/a<enter>u");
    assert_eq!(attached.said().0, format!("{piece}を加える前に戻しました。"));
    let mut attached = attached.types("U");
    assert_eq!(attached.said().0, format!("{piece}をもう一度加えました。"));
    let id = attached.app.state.evidence().next().expect("evidence").id;
    let title = Change::evidence(id, Edit::Title("規程".into()));
    attached.perform(vec![Effect::Perform(Operation::Record(vec![title]))]);
    assert_eq!(attached.types("u").said().0, format!("{piece}: 証跡の名前 なし に戻しました。"));
}

#[test]
fn picked_rows_are_never_lost_by_picking_all() {
    let picked = Person::at(80, 24).types("<f3>2v");
    let two = picked.app.picked.clone();
    let all = picked.types("V");
    assert_eq!(all.app.picked.len(), 38);
    assert_eq!((all.app.let_go.clone(), all.types("V").app.picked.len()), (two.clone(), 0));
    // Those that were picked by hand come back in the place of all.
    let by_hand = Person::at(80, 24).types("<f3>2vV").types("gv");
    assert_eq!((by_hand.app.picked.clone(), by_hand.app.let_go.len()), (two, 38));
    // What does not stand in this list is not forgotten, however often the others are picked again.
    let mut part = Person::at(80, 24).types("<f3>2v<esc>");
    let elsewhere = part.app.catalog.find("risk.admin-credential-theft").expect("a risk");
    part.app.let_go.insert(elsewhere);
    let part = part.types("gv").types("gv");
    assert_eq!((part.app.picked.len(), part.app.let_go.len()), (2, 3), "{:?}", part.said());
    // Where all that passes the filter is picked already, or nothing passes it any more, they are let go.
    let mut one_less = Person::at(80, 24).types("<f3>V");
    one_less.worklist.apply(vec![Change::status(CLAUSE, Status::Done)]).expect("written");
    one_less.hears(Message::Changed(one_less.worklist.state().clone()));
    for person in [one_less, Person::at(80, 24).types("<f3>Vx<enter>")] {
        assert_eq!(person.app.picked.len(), 38);
        let free = person.types("V");
        assert_eq!((free.app.picked.len(), free.app.let_go.len()), (0, 38), "{:?}", free.said());
        assert_eq!(free.types("gv").app.picked.len(), 38);
    }
}

#[test]
fn the_list_of_fields_comes_back_at_the_next_field_only_from_what_was_done() {
    let at = |person: &Person| person.app.palette().filter(|list| list.listed().is_some()).and_then(Palette::selected);
    let person = || Person::at(80, 24).on(CLAUSE);
    // The same value again: nothing is recorded, and nothing of what was typed stays.
    let same = person().types("ff2").types("人手<enter>").types("2").types(" <backspace> <enter>");
    assert!(same.said().0.contains("指摘の原因は変わっていません"), "{:?}", same.said());
    assert_eq!((at(&same), same.app.drafts.len(), same.kept_drafts().len()), (Some(2), 0, 0), "{}", same.screen());
    let mut archived = person();
    archived.worklist.apply(vec![Change::profile(Edit::Archived(true))]).expect("written");
    archived.hears(Message::Changed(archived.worklist.state().clone()));
    let refused = archived.types("ff1").types("1");
    assert!(refused.said().0.contains("しまってあるため、記録できません"), "{:?}", refused.said());
    assert_eq!(at(&refused), Some(0), "{}", refused.screen());
    let tenth = person().types("fo佐藤<enter>").types("ff0").types("1");
    assert_eq!(tenth.app.state.answers(CLAUSE).review, Some(tenken::model::Review::Approved), "{}", tenth.screen());
    // Where keys are typed into the list, none of them is named as one that takes back or lets go.
    let picked = Person::at(80, 24).types("<f3>2vfo佐藤<enter>").types("ff0").types("1");
    let said = format!("{:?}", picked.said());
    assert!(picked.app.picked.len() == 2 && said.contains("承認"), "{said}");
    assert!(at(&picked).is_some() && !said.contains("取り消せます") && !said.contains("外せます"), "{said}");
}

#[test]
fn a_query_that_cannot_be_used_stays_in_its_prompt_and_marks_nothing() {
    let prompt = |person: &Person| match &person.app.overlay {
        Some(Overlay::Query(prompt)) => Some((prompt.input.text().to_owned(), prompt.is_busy)),
        _ => None,
    };
    let mut person = Person::at(80, 24).types("<f3>&章:abc");
    let asked = handle_input(&mut person.app, InputEvent::Key(parse("<enter>")[0]));
    assert_eq!(prompt(&person), Some(("章:abc".to_owned(), true)));
    for key in parse("d") {
        assert!(handle_input(&mut person.app, InputEvent::Key(key)).is_empty());
    }
    person.perform(asked);
    assert_eq!(prompt(&person), Some(("章:abc".to_owned(), false)), "{}", person.screen());
    assert!(person.screen().contains("では絞り込めません") && person.app.held_input.is_empty(), "{}", person.screen());
    assert_eq!(person.app.state.marks().count(), 0);
    // What can be used narrows first; keys behind it mean the list that it leaves.
    let mut good = Person::at(80, 24).types("<f3>&二要素");
    let asked = handle_input(&mut good.app, InputEvent::Key(parse("<enter>")[0]));
    for key in parse("d") {
        assert!(handle_input(&mut good.app, InputEvent::Key(key)).is_empty());
    }
    good.perform(asked);
    let first = good.app.target_record().map(|at| good.app.catalog.id(at).to_owned()).expect("a row");
    assert_eq!(prompt(&good), None);
    assert_eq!(good.app.state.status(&first), Status::Doing, "{}", good.screen());
    // Given up while it waits: its answer comes too late.
    let mut left = Person::at(80, 24).types("<f3>&二要素");
    let asked = handle_input(&mut left.app, InputEvent::Key(parse("<enter>")[0]));
    let mut left = left.types("x<esc>");
    left.perform(asked);
    assert!(left.app.list_query.is_none() && left.app.overlay.is_none() && left.app.held_input.is_empty());
    let mut broken = Person::at(80, 24).types("<f3>");
    broken.app.saved = std::sync::Arc::new([("悪い".to_owned(), "章:abc".to_owned())].into());
    let told = broken.types("@").types("<enter>");
    assert!(told.said().0.contains("では絞り込めません"), "{:?}", told.said());
    assert!(told.app.overlay.is_none(), "no prompt opens that was not open: {}", told.screen());
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
    for shown in ["^G d 完了", "Tab 種別", "^G v 選ぶ", "^X 命令"] {
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
    let judged = reasoned.types("fv").types("2").types("fo").types("佐藤<enter>");
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
    let done = [first, clause.unwrap()].map(|at| Change::status(person.app.catalog.id(at), Status::Done));
    person.beside_another(Vec::new(), done.to_vec());
    assert_eq!((person.app.target_record(), person.app.jump_list.current().selected), (clause, Some(3)));
}

#[test]
fn a_palette_that_finds_nothing_stays_open_on_enter() {
    for (opened, sentence) in [(":", "当てはまる命令はありません"), ("fv", "そのような答えはありません")]
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
