//! The keys that change the worklist, and what the screen shows of it.

use tenken::catalog::Cover;
use tenken::model::{Party, Status, Verdict};
use tenken::sheet::NOTE_LIMIT;
use tenken::tui::app::jump_list::{DeskScreen, ListFilter, Screen};
use tenken::tui::input::message::Message;
use tenken::tui::update::update;
use tenken::tui::view::page::LinkTarget;
use tenken::tui::view::pages::current;
use tenken::worklist::{Change, Edit};

use super::{Person, refusal};
use crate::support::WorklistExt;

const CLAUSE: &str = "mhlw6.sysun.14.5";

/// Returns the filter of the list on screen, and how many clauses pass it.
pub fn listed(person: &Person) -> Option<(ListFilter, usize)> {
    match person.app.jump_list.current().screen {
        Screen::List(filter) => Some((filter, person.app.clauses(filter).len())),
        _ => None,
    }
}

/// Returns the filter by a status.
pub fn by_status(status: Status) -> ListFilter {
    ListFilter { status: Some(status), ..ListFilter::default() }
}

#[test]
fn every_number_of_the_contents_leads_to_the_list_behind_it() {
    let person = Person::at(80, 24).on(CLAUSE).types(" c");
    for (keys, status, count) in [("1", Status::Todo, 37), ("2", Status::Done, 1)] {
        let went = Person::at(80, 24).on(CLAUSE).types(" c").types(keys);
        assert_eq!(listed(&went), Some((by_status(status), count)));
        assert_eq!(went.types("<ctrl-o>").app.jump_list.current(), person.app.jump_list.current());
    }
    let chapter = Person::at(80, 24).on(CLAUSE).types(" ").on("mhlw6.sysun.14").types("2");
    let node = chapter.app.catalog.find("mhlw6.sysun.14");
    assert_eq!(listed(&chapter), Some((ListFilter { node, ..by_status(Status::Done) }, 1)));
}

#[test]
fn the_worklist_is_narrowed_and_widened_and_keeps_its_selection() {
    let list = || Person::at(80, 24).types("<f3>");
    assert_eq!(listed(&list()), Some((by_status(Status::Todo), 38)));
    for (keys, status, party) in [
        ("<tab>", Some(Status::Doing), None),
        ("<backtab>", None, None),
        ("p", Some(Status::Todo), Some(Party::Institution)),
        ("pppp", Some(Status::Todo), None),
        ("p-", Some(Status::Todo), None),
        ("p--", None, None),
    ] {
        let filter = listed(&list().types(keys)).map(|(filter, _)| filter);
        assert_eq!(filter, Some(ListFilter { status, party, ..ListFilter::default() }), "{keys}");
    }
    let moved = list().types("5j").types("-");
    assert_eq!(moved.app.jump_list.current().selected, Some(5), "the same clause, now among all");
    let (institution, all) = (listed(&list().types("p")).unwrap().1, listed(&list()).unwrap().1);
    assert_eq!((institution, all), (28, 38));
    assert!(list().types("---").app.notice.is_some_and(|notice| notice.text.contains("絞り込みはありません")));
}

#[test]
fn rows_of_the_worklist_are_marked_one_after_the_other_or_together() {
    let one_by_one = Person::at(80, 24).types("<f3> j j ");
    assert_eq!(one_by_one.app.tally.of(Status::Done), 3);
    assert_eq!(Person::at(80, 24).types("<f3> . . ").app.tally.of(Status::Done), 3, "to the next one that is open");
    let behind = Person::at(80, 24).types("<f3>3v");
    let next = behind.app.target_record();
    assert_eq!(behind.types("x").app.target_record(), next, "the clause that was selected stays selected");
    let together = Person::at(80, 24).types("<f3>3v").types("x");
    assert_eq!((together.app.tally.of(Status::Na), together.app.picked.len()), (3, 3));
    assert_eq!(together.types("u").app.tally.of(Status::Na), 0);
    let all = Person::at(80, 24).on("mhlw6.sysun.14").types("1V").types("d");
    assert_eq!(all.app.tally.of(Status::Doing), listed(&all.types("<tab>")).unwrap().1);
    let opened = Person::at(80, 24).types("<f3>jj<enter><esc>");
    assert_eq!(opened.app.jump_list.current().selected, Some(2), "back where one was");
}

#[test]
fn other_fields_are_set_for_one_clause_or_many() {
    let answers = |person: &Person, number: &str| person.app.state.answers(&format!("mhlw6.sysun.14.{number}"));
    let one = Person::at(80, 24)
        .on(CLAUSE)
        .types("fo")
        .types("佐藤<enter>fd")
        .types("2026/11/30<enter>")
        .types("fv<down><enter>");
    let found = answers(&one, "5");
    assert_eq!((found.owner.as_str(), found.due.map(|due| due.to_string()).as_deref()), ("佐藤", Some("2026-11-30")));
    assert_eq!(found.verdict, Verdict::Conform);
    let emptied = one.types("fd").types("<ctrl-u><enter>");
    assert_eq!(answers(&emptied, "5").due, None);
    let many =
        Person::at(80, 24).on("mhlw6.sysun.14").types("13vx<esc>").types("kkk3v").types("fr").types("該当なし<enter>");
    assert_eq!(
        ["1", "2", "3", "4"].map(|number| answers(&many, number).reason),
        ["該当なし", "該当なし", "該当なし", ""]
    );
    assert!(many.app.notice.is_some_and(|notice| notice.text.contains("条項 3 件: 対象外の理由 該当なし")));
}

#[test]
fn a_field_that_was_begun_is_there_when_it_is_opened_again() {
    let left = Person::at(80, 24).on(CLAUSE).types("fo").types("佐<esc>");
    assert!(left.worklist.state().mark(CLAUSE).is_none());
    let again = left.types("fo").types("藤<enter>");
    assert_eq!(again.app.state.answers(CLAUSE).owner, "佐藤");
    assert!(again.app.drafts.is_empty());
}

#[test]
fn evidence_is_added_to_one_clause_or_many() {
    let one = Person::at(80, 24).on(CLAUSE).types("fe").types("https://example.com/policy<enter>");
    assert!(one.screen().contains("運用 14.(5)に証跡 https://example.com/policy を加えました。"));
    assert!(one.app.state.evidenced().contains(CLAUSE) && one.app.drafts.is_empty());
    let page = one.types("<f3>-").types("<esc>");
    assert!(page.screen().contains("点検票      証跡 1 件"), "{}", page.screen());
    let below = page.types("<pagedown>").screen();
    let is_there = |line: &str| line.starts_with(" 証跡 ") && line.trim_end().ends_with(" https://example.com/policy");
    assert!(below.lines().any(is_there), "{below}");
    let many = Person::at(80, 24).on("mhlw6.sysun.14").types("13v").types("fe").types("https://example.com/a<enter>");
    assert_eq!(many.app.state.evidenced().len(), 3);
    assert_eq!(many.app.state.evidence().count(), 1);

    let refused = Person::at(80, 24).on(CLAUSE).types("fe").types("/nowhere<enter>");
    assert_eq!(refused.typed(), Some("/nowhere"));
    assert_eq!(refused.types("<esc>").types("fe").typed(), Some("/nowhere"));
}

#[test]
fn evidence_that_is_known_is_linked_and_said_so() {
    let add = "<ctrl-u>https://example.com/policy<enter>";
    let known = Person::at(80, 24).on(CLAUSE).types("fe").types(add).on("mhlw6.sysun.14.1").types("fe").types(add);
    assert_eq!((known.app.state.evidenced().len(), known.app.state.evidence().count()), (2, 1));
    let screen = known.screen();
    assert!(screen.contains("記録済みの証跡 https://example.com/policy を運用 14.(1)に付けました。"), "{screen}");
    let again = known.types("fe").types(add);
    let notice = again.app.notice.as_ref().map(|notice| notice.text.clone()).unwrap_or_default();
    assert!(notice.contains("すでに付いています。何も記録していません。") && again.app.drafts.is_empty(), "{notice}");
}

#[test]
fn a_date_is_read_as_everywhere_else_and_said_as_it_was_understood() {
    for typed in ["2027/3/31", "2027-3-31", "2027.3.31", "20270331", "令和9年3月31日", "２０２７年３月３１日"]
    {
        let person = Person::at(80, 24).on(CLAUSE).types("fd").types(typed).types("<enter>");
        assert!(person.screen().contains("期限 2027-03-31 と記録しました。"), "{typed}\n{}", person.screen());
        let emptied = person.types("fd").types("<ctrl-u>なし<enter>");
        assert_eq!(emptied.app.state.answers(CLAUSE).due, None);
        assert!(emptied.screen().contains("期限 なし と記録しました。"));
    }
}

#[test]
fn what_cannot_be_read_stays_to_be_corrected() {
    let person = Person::at(80, 24).on(CLAUSE).types("fd").types("いつか<enter>");
    let notice = person.app.notice.as_ref().expect("it is said");
    assert!(notice.is_error && notice.text == "期限「いつか」は、日付として読めません。", "{notice:?}");
    assert_eq!(person.app.field_editor().map(|editor| editor.input.text()), Some("いつか"));
    assert!(person.worklist.state().mark(CLAUSE).is_none());
    let corrected = person.types("2027/3/31<enter>");
    assert!(corrected.app.field_editor().is_none() && corrected.app.state.answers(CLAUSE).due.is_some());
}

#[test]
fn a_long_reason_is_edited_whole_and_a_note_that_is_too_long_is_not_cut() {
    let mut person = Person::at(80, 24).on(CLAUSE);
    let long = "字".repeat(NOTE_LIMIT - 1);
    person
        .worklist
        .apply(vec![Change::status(CLAUSE, Status::Na), Change::clause(CLAUSE, Edit::Reason(long.clone()))])
        .expect("written");
    person.hears(Message::Changed(person.worklist.state().clone()));
    let mut person = person.types("fr").types("x<enter>");
    assert_eq!(person.app.state.answers(CLAUSE).reason, long + "x");

    update(&mut person.app, Message::NoteInEditor);
    person.hears(Message::NoteEdited(Ok("字".repeat(NOTE_LIMIT + 1))));
    let notice = person.app.notice.as_ref().expect("it is said");
    assert!(notice.is_error && notice.text.contains("メモは 4001 字あります。4000 字まで"), "{notice:?}");
    assert!(person.app.field_editor().is_some() && person.worklist.state().answers(CLAUSE).note.is_empty());
    assert_eq!(
        person.kept_drafts()[CLAUSE].chars().count(),
        NOTE_LIMIT + 1,
        "the editor's file is gone, its text is not"
    );
}

#[test]
fn what_was_typed_for_a_field_stays_begun_until_it_is_on_disk() {
    let mut person = Person::at(80, 24).on(CLAUSE).types("fo").types("佐藤");
    update(&mut person.app, Message::SaveNote);
    let refused = refusal(&person, "書き込めません。");
    person.hears(refused);
    assert_eq!(person.kept_drafts().len(), 1, "also if the screen is left now");
    assert_eq!(person.typed(), Some("佐藤"), "the field stays open");
    let done = person.types("<enter>");
    assert!(done.app.drafts.is_empty() && done.kept_drafts().is_empty() && done.typed().is_none());
}

#[test]
fn what_was_done_is_taken_back_and_done_again() {
    let person =
        Person::at(80, 24).on(CLAUSE).types("dfo").types("佐藤<enter>").types("n").types("確認<enter>").types("uu");
    let answers = person.app.state.answers(CLAUSE);
    assert_eq!((answers.status, answers.owner.as_str(), answers.note.as_str()), (Status::Doing, "", ""));
    let again = person.types("U");
    assert_eq!(again.app.state.answers(CLAUSE).owner, "佐藤");
    let nothing = Person::at(80, 24).on(CLAUSE).types("u");
    assert!(nothing.app.notice.is_some_and(|notice| notice.text == "取り消せる記録はありません。"));
}

#[test]
fn what_somebody_else_changed_is_seen_and_not_taken_back() {
    let mut person = Person::at(80, 24).on(CLAUSE).types("d");
    person.beside_another(Vec::new(), vec![Change::status(CLAUSE, Status::Done)]);
    assert_eq!((person.app.status(person.app.record().unwrap()), person.app.tally.of(Status::Done)), (Status::Done, 1));
    let kept = person.types("u");
    assert_eq!(kept.app.state.status(CLAUSE), Status::Done);
    assert!(kept.app.notice.is_some_and(|notice| notice.hint.contains("ito")));
}

#[test]
fn what_people_set_at_the_same_time_is_shown_until_somebody_decides() {
    let mut person = Person::at(80, 24).on(CLAUSE);
    person.beside_another(vec![Change::status(CLAUSE, Status::Doing)], vec![Change::status(CLAUSE, Status::Done)]);
    let shown = person.types("<f3>-").types("<esc>");
    assert!(shown.screen().contains("食い違い"), "{}", shown.screen());
    let mut decided = shown.types("x");
    assert!(decided.worklist.state().mark(CLAUSE).is_some_and(|mark| mark.conflicts.is_empty()));
    assert!(decided.said().0.contains("食い違いはなくなりました。"), "{:?}", decided.said());
    decided.app.notice = None;
    assert!(!decided.screen().contains("食い違い"));
}

#[test]
fn an_archived_worklist_is_only_read() {
    let mut person = Person::at(80, 24).on(CLAUSE);
    person.worklist.apply(vec![Change::profile(Edit::Archived(true))]).expect("written");
    person.hears(Message::Changed(person.worklist.state().clone()));
    let effects = update(&mut person.app, Message::ToggleDone);
    assert!(effects.is_empty(), "said at once, without asking the disk");
    assert!(person.app.notice.take().is_some_and(|notice| notice.text.contains("しまってあるため、記録できません")));
    let person = person.types(" n").types("大事<enter>");
    assert_eq!(person.typed(), Some("大事"));
    assert!(person.worklist.state().mark(CLAUSE).is_none());
    assert!(person.app.notice.as_ref().is_some_and(|notice| notice.is_error && notice.hint.contains("--undo")));
    assert_eq!(person.app.drafts.get(CLAUSE).map(String::as_str), Some("大事"), "nothing typed is lost");
    assert!(person.screen().contains("2026年度 [しまってある]"));
}

#[test]
fn what_the_profile_leaves_out_says_why_and_is_counted_nowhere() {
    let mut person = Person::at(80, 24).on("mhlw6.sysun.17.1");
    let before = person.app.tally.total();
    person.worklist.apply(vec![Change::profile(Edit::Pattern(Some("II".into())))]).expect("written");
    person.hears(Message::Changed(person.worklist.state().clone()));
    assert!(person.app.tally.total() < before);
    let screen = person.screen();
    assert!(screen.contains("[数えない]") && screen.contains("参照パターン II の章でない"), "{screen}");
    let progress = person.types("P");
    assert!(progress.screen().contains("参照パターン II により"), "{}", progress.screen());
    let listed = listed(&progress.types("w")).expect("the worklist");
    assert!(listed.1 < before);
}

#[test]
fn products_in_use_are_chosen_and_cover_risks() {
    let person = Person::at(80, 24).on("ms.entra.mfa").types("i");
    assert!(person.app.state.profile().products.contains("ms.entra.mfa"));
    assert!(person.screen().contains("[使用中]"));
    let progress = person.types("P");
    assert_eq!(progress.app.jump_list.current().screen, Screen::Progress);
    let partly = progress.types("<end>").types("<home>");
    let (row, _) = partly.screen().lines().enumerate().find(|(_, line)| line.contains("一部のみ")).expect("the row");
    assert!(row > 5);
    let out = Person::at(80, 24).on("ms.entra.mfa").types("ii");
    assert!(out.app.state.profile().products.is_empty());
    assert!(Person::at(80, 24).on("risk.admin-credential-theft").types("i").app.notice.is_some());
}

#[test]
fn every_number_of_the_progress_leads_to_what_it_counts() {
    let links = Person::at(160, 48).types("<f4>");
    let page = current(&links.app, 160).expect("a page");
    let (mut lists, mut risks, mut chapters) = (0, 0, 0);
    for link in &page.links {
        match &link.target {
            LinkTarget::List(filter) => {
                assert!(!links.app.clauses(*filter).is_empty(), "{}", link.title);
                lists += 1;
            }
            LinkTarget::Coverage(_) => risks += 1,
            LinkTarget::Chapters => chapters += 1,
            LinkTarget::Screen(screen) => assert_eq!(*screen, DeskScreen::Risks),
            LinkTarget::Record(_) | LinkTarget::Comparison(_) | LinkTarget::Deed(_) | LinkTarget::Desk(_) => {
                panic!("{} leads elsewhere", link.title)
            }
        }
    }
    assert_eq!((lists, risks, chapters), (26, 3, 1));
    let uncovered = Person::at(80, 24).types("<f4>7");
    assert_eq!(uncovered.app.jump_list.current().screen, Screen::Coverage(Cover::None));
    assert!(uncovered.types("1").place().starts_with("risk."));
    let chapters = Person::at(80, 24).types("<f4>8");
    assert_eq!(chapters.app.jump_list.current().screen, Screen::Chapters);
    assert_eq!(chapters.types("1").place(), "mhlw6.gaisetsu.ch1");
}

#[test]
fn the_next_clause_to_start_on_is_one_key_away() {
    let person = Person::at(80, 24).on("mhlw6.sysun.14.5");
    assert_eq!(person.types(".").place(), "mhlw6.sysun.14.6");
    let marked = Person::at(80, 24).on("mhlw6.sysun.14.6").types(" ").on("mhlw6.sysun.14.5").types(".");
    assert_eq!(marked.place(), "mhlw6.sysun.14.8");
    let listed = Person::at(80, 24).types("状態:未着手 編:運用 章:14").types("<ctrl-g>d");
    assert_eq!(listed.types("<alt-n>").app.search.selected, Some(1));
    let last = Person::at(80, 24).types("種別:条項 状態:完了 二要素").types("<alt-n>");
    assert!(last.app.notice.is_some_and(|notice| notice.text.contains("未着手の条項はありません")));
}

#[test]
fn many_rows_are_marked_with_one_key_and_taken_back_each_to_its_own() {
    let list = "編:運用 章:14";
    let status = |person: &Person, number: &str| person.app.state.status(&format!("mhlw6.sysun.14.{number}"));
    let picked = Person::at(80, 24).on("mhlw6.sysun.14.2").types("ds").types(list).types("<ctrl-g>v<ctrl-g>v<ctrl-g>v");
    assert_eq!((picked.app.picked.len(), picked.app.search.selected), (3, Some(3)));
    let marked = picked.types("<ctrl-g>d");
    assert_eq!(marked.app.picked.len(), 3, "the next act is for the same rows");
    assert!(marked.app.notice.as_ref().is_some_and(|notice| notice.text.contains("条項 3 件を完了")));
    for number in ["1", "2", "3"] {
        assert_eq!(status(&marked, number), Status::Done, "{number}");
    }
    assert_eq!(marked.app.tally.of(Status::Done), 3);
    let back = marked.types("<ctrl-g>u");
    for (number, expected) in [("1", Status::Todo), ("2", Status::Doing), ("3", Status::Todo)] {
        assert_eq!(status(&back, number), expected, "{number}");
    }

    let all = Person::at(80, 24).types(list).types("<alt-a>");
    let count = all.app.search.results.hits.len();
    assert_eq!(all.app.picked.len(), count);
    assert_eq!(all.types("<alt-x>").app.tally.of(Status::Na), count);
}

#[test]
fn what_is_picked_is_let_go_before_it_is_out_of_sight() {
    let person = || Person::at(80, 24).types("編:運用 章:14").types("<ctrl-g>v<ctrl-g>v");
    for keys in ["<esc>", "x", "<tab>", "<ctrl-u>", "<up><ctrl-g>v<up><up><ctrl-g>v"] {
        let after = person().types(keys);
        assert!(after.app.picked.is_empty(), "{keys}");
    }
    assert_eq!(person().types("<esc>").app.search.input.text(), "編:運用 章:14", "Esc takes one step only");
    assert!(Person::at(80, 24).types("種別:リスク<ctrl-g>v").app.picked.is_empty(), "only clauses are marked");
}
