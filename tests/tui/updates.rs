//! The state after messages, on the bundled catalog.

use ratatui::layout::Position;
use tenken::catalog::Cover;
use tenken::failure::{Failure, FailureKind};
use tenken::model::{Kind, Party, Status, Verdict};
use tenken::search::Results;
use tenken::tui::event::{Input, Pointing};
use tenken::tui::message::Message;
use tenken::tui::page::Target;
use tenken::tui::trail::{Narrowing, Spot};
use tenken::tui::update::{Effect, input, update};
use tenken::tui::views::here;
use tenken::tui::width::Ambiguous;
use tenken::worklist::{Change, Edit, Identity, Worklist};
use tenken::workspace::Workspace;

use super::{Person, parse};

const CLAUSE: &str = "mhlw6.sysun.14.5";

#[test]
fn links_lead_on_and_back_again() {
    let person = Person::at(80, 24).on(CLAUSE);
    for (keys, expected) in [
        ("1", "risk.admin-credential-theft"),
        ("11", "ms.entra.passkey"),
        ("1<enter><enter><esc>", "risk.admin-credential-theft"),
        ("11<backspace><left>", CLAUSE),
        ("11[[]]", "ms.entra.passkey"),
        ("11[[]", "risk.admin-credential-theft"),
        ("1<esc><esc>", ""),
        ("1/", ""),
        ("1/<ctrl-o>", "risk.admin-credential-theft"),
    ] {
        let went = Person::at(80, 24).on(person.place()).types(keys);
        assert_eq!(went.place(), expected, "{keys}");
    }
}

/// Returns the narrowing of the list on screen and how many clauses it leaves.
fn listed(person: &Person) -> Option<(Narrowing, usize)> {
    match person.app.trail.here().spot {
        Spot::List(narrowing) => Some((narrowing, person.app.clauses(narrowing).len())),
        _ => None,
    }
}

fn by_status(status: Status) -> Narrowing {
    Narrowing { status: Some(status), ..Narrowing::default() }
}

#[test]
fn every_number_of_the_contents_leads_to_the_list_behind_it() {
    let person = Person::at(80, 24).on(CLAUSE).types(" c");
    for (keys, status, count) in [("1", Status::Todo, 473), ("2", Status::Done, 1)] {
        let went = Person::at(80, 24).on(CLAUSE).types(" c").types(keys);
        assert_eq!(listed(&went), Some((by_status(status), count)));
        assert_eq!(went.types("<ctrl-o>").app.trail.here(), person.app.trail.here());
    }
    let chapter = Person::at(80, 24).on(CLAUSE).types(" ").on("mhlw6.sysun.14").types("2");
    let node = chapter.app.catalog.find("mhlw6.sysun.14");
    assert_eq!(listed(&chapter), Some((Narrowing { node, ..by_status(Status::Done) }, 1)));
}

#[test]
fn the_worklist_is_narrowed_and_widened_and_keeps_its_selection() {
    let list = || Person::at(80, 24).types("<f3>");
    assert_eq!(listed(&list()), Some((by_status(Status::Todo), 474)));
    for (keys, status, party) in [
        ("<tab>", Some(Status::Doing), None),
        ("<backtab>", None, None),
        ("p", Some(Status::Todo), Some(Party::Institution)),
        ("pppp", Some(Status::Todo), None),
        ("p-", Some(Status::Todo), None),
        ("p--", None, None),
    ] {
        let narrowing = listed(&list().types(keys)).map(|(narrowing, _)| narrowing);
        assert_eq!(narrowing, Some(Narrowing { status, party, node: None }), "{keys}");
    }
    let moved = list().types("5j").types("-");
    assert_eq!(moved.app.trail.here().link, Some(5), "the same clause, now among all");
    let (institution, all) = (listed(&list().types("p")).unwrap().1, listed(&list()).unwrap().1);
    assert!(institution > 50 && institution < all);
    assert!(list().types("---").app.notice.is_some_and(|notice| notice.text.contains("絞り込みはありません")));
}

#[test]
fn rows_of_the_worklist_are_marked_one_after_the_other_or_together() {
    let one_by_one = Person::at(80, 24).types("<f3>   ");
    assert_eq!(one_by_one.app.tally.of(Status::Done), 3, "what is marked leaves the list, the next one comes up");
    assert_eq!(one_by_one.app.trail.here().link, Some(0));
    let behind = Person::at(80, 24).types("<f3>3v");
    let next = behind.app.subject();
    assert_eq!(behind.types("x").app.subject(), next, "the clause that was selected stays selected");
    let together = Person::at(80, 24).types("<f3>3v").types("x");
    assert_eq!((together.app.tally.of(Status::Na), together.app.picked.len()), (3, 0));
    assert_eq!(together.types("u").app.tally.of(Status::Na), 0);
    let all = Person::at(80, 24).on("mhlw6.sysun.14").types("1V").types("d");
    assert_eq!(all.app.tally.of(Status::Doing), listed(&all.types("<tab>")).unwrap().1);
    let opened = Person::at(80, 24).types("<f3>jj<enter><esc>");
    assert_eq!(opened.app.trail.here().link, Some(2), "back where one was");
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
    let many = Person::at(80, 24).on("mhlw6.sysun.14").types("13v").types("fr").types("該当なし<enter>");
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
    assert!(one.app.evidenced.contains(CLAUSE) && one.app.drafts.is_empty());
    assert!(one.types("<f3>-").types("<esc>").screen().contains("証跡        https://example.com/policy"));
    let many = Person::at(80, 24).on("mhlw6.sysun.14").types("13v").types("fe").types("https://example.com/a<enter>");
    assert_eq!(many.app.evidenced.len(), 3);
    assert_eq!(many.app.state.evidence().count(), 1);

    let mut refused = Person::at(80, 24).on(CLAUSE).types("fe").types("/nowhere");
    update(&mut refused.app, Message::SaveNote);
    refused.hears(Message::NotRecorded(Failure::new(FailureKind::System, "読み込めません。", "")));
    assert_eq!(refused.types("fe").app.note.map(|note| note.input.text().to_owned()).as_deref(), Some("/nowhere"));
}

#[test]
fn a_date_that_is_none_stays_to_be_corrected() {
    let person = Person::at(80, 24).on(CLAUSE).types("fd").types("来週<enter>");
    assert!(person.app.notice.as_ref().is_some_and(|notice| notice.is_error && notice.hint.contains("2027-03-31")));
    assert_eq!(person.app.note.as_ref().map(|note| note.input.text()), Some("来週"));
    assert!(person.worklist.state().mark(CLAUSE).is_none());
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
    let who = Identity { user: "ito".into(), host: "ward".into() };
    let mut other = Worklist::open(person.worklist.folder(), who).expect("the same folder");
    other.apply(vec![Change::status(CLAUSE, Status::Done)]).expect("the mark is written");
    person.worklist.refresh().expect("the folder is read");
    person.hears(Message::Changed(person.worklist.state().clone()));
    assert_eq!((person.app.status(person.app.record().unwrap()), person.app.tally.of(Status::Done)), (Status::Done, 1));
    let kept = person.types("u");
    assert_eq!(kept.app.state.status(CLAUSE), Status::Done);
    assert!(kept.app.notice.is_some_and(|notice| notice.hint.contains("ito")));
}

#[test]
fn what_people_set_at_the_same_time_is_shown_until_somebody_decides() {
    let mut person = Person::at(80, 24).on(CLAUSE);
    let who = Identity { user: "ito".into(), host: "ward".into() };
    let mut other = Worklist::open(person.worklist.folder(), who).expect("the same folder");
    person.worklist.apply(vec![Change::status(CLAUSE, Status::Doing)]).expect("written");
    other.apply(vec![Change::status(CLAUSE, Status::Done)]).expect("written");
    person.worklist.refresh().expect("the folder is read");
    person.hears(Message::Changed(person.worklist.state().clone()));
    let shown = person.types("<f3>-").types("<esc>");
    assert!(shown.screen().contains("食い違い"), "{}", shown.screen());
    let decided = shown.types("x");
    assert!(decided.worklist.state().mark(CLAUSE).is_some_and(|mark| mark.conflicts.is_empty()));
    assert!(!decided.screen().contains("食い違い"));
}

#[test]
fn a_worklist_that_was_put_away_is_only_read() {
    let mut person = Person::at(80, 24).on(CLAUSE);
    person.worklist.apply(vec![Change::profile(Edit::Archived(true))]).expect("written");
    person.hears(Message::Changed(person.worklist.state().clone()));
    let person = person.types(" n").types("大事<enter>");
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
    assert!(screen.contains("[集計外]") && screen.contains("参照パターン II の章でない"), "{screen}");
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
    assert_eq!(progress.app.trail.here().spot, Spot::Progress);
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
    let page = here(&links.app, 160).expect("a page");
    let (mut lists, mut risks) = (0, 0);
    for link in &page.links {
        match &link.target {
            Target::List(narrowing) => {
                assert!(!links.app.clauses(*narrowing).is_empty(), "{}", link.title);
                lists += 1;
            }
            Target::Coverage(_) => risks += 1,
            Target::Record(_) => panic!("{} leads to a record", link.title),
        }
    }
    assert!(lists > 40 && risks == 3, "{lists} {risks}");
    let uncovered = Person::at(80, 24).types("<f4>7");
    assert_eq!(uncovered.app.trail.here().spot, Spot::Coverage(Cover::None));
    assert!(uncovered.types("1").place().starts_with("risk."));
}

#[test]
fn a_count_repeats_what_moves_and_nothing_else() {
    let at = |keys: &str| Person::at(80, 24).types("<f3>").types(keys).app.trail.here().link;
    for (keys, row) in [("3j", 3), ("12j2k", 10), ("10j", 10), ("0j", 1), ("99999j", 473), ("4<down>", 4), ("3gg", 0)] {
        assert_eq!(at(keys), Some(row), "{keys}");
    }
    let marked = Person::at(80, 24).types("<f3>3 ");
    assert_eq!(marked.app.tally.of(Status::Done), 1, "a mark is not repeated");
    assert_eq!(marked.app.count, None);
}

#[test]
fn chords_say_how_they_go_on_and_can_be_given_up() {
    let begun = Person::at(80, 24).on(CLAUSE).types("g");
    assert_eq!(begun.app.begun.len(), 1);
    let screen = begun.screen();
    assert!(screen.contains("目次へ") && screen.contains("点検票へ"), "{screen}");
    assert_eq!(begun.types("t").app.trail.here().spot, Spot::Contents);
    let given_up = Person::at(80, 24).on(CLAUSE).types("g<esc>");
    assert!(given_up.app.begun.is_empty() && given_up.app.notice.is_none() && given_up.place() == CLAUSE);
    let unknown = Person::at(80, 24).on(CLAUSE).types("gz");
    assert!(unknown.app.notice.is_some_and(|notice| notice.text == "g z に操作はありません。"));
    let typed = Person::at(80, 24).types("g<ctrl-g>w");
    assert!(listed(&typed).is_some() && typed.app.search.input.text() == "g");
}

#[test]
fn a_note_is_written_recorded_and_removed() {
    let noted = Person::at(80, 24).on(CLAUSE).types("n").types("4月に確認<ctrl-j>担当 佐藤<enter>");
    let note = |person: &Person| person.worklist.state().mark(CLAUSE).map(|mark| mark.answers.note.clone());
    assert_eq!(note(&noted).as_deref(), Some("4月に確認\n担当 佐藤"));
    assert!(noted.app.note.is_none() && noted.app.drafts.is_empty());
    assert!(noted.screen().contains("運用 14.(5)のメモを記録しました。"));
    let removed = noted.types("n").types("<ctrl-u><enter>");
    assert_eq!(note(&removed).as_deref(), Some(""));
    let same = Person::at(80, 24).on(CLAUSE).types("n<enter>");
    assert!(same.app.notice.is_some_and(|notice| notice.text == "メモは変わっていません。"));
}

#[test]
fn a_note_that_was_begun_is_there_when_it_is_opened_again() {
    let left = Person::at(80, 24).on(CLAUSE).types("n").types("途中<esc>");
    assert!(left.app.note.is_none() && left.worklist.state().mark(CLAUSE).is_none());
    assert_eq!(left.app.drafts.get(CLAUSE).map(String::as_str), Some("途中"));
    assert!(left.screen().contains("書きかけのまま取ってあります"));
    assert!(left.types("j").screen().contains("書きかけのメモがあります。"));
    let again = Person::at(80, 24).on(CLAUSE).types("n").types("途中<esc>").types("n").types("まで<enter>");
    assert_eq!(again.worklist.state().mark(CLAUSE).map(|mark| mark.answers.note.as_str()), Some("途中まで"));
}

#[test]
fn a_note_that_cannot_be_written_stays_begun() {
    let mut person = Person::at(80, 24).on(CLAUSE).types("n").types("大事な記録");
    let effects = update(&mut person.app, Message::SaveNote);
    assert!(matches!(&effects[..], [Effect::Append(changes)] if changes.len() == 1));
    person.hears(Message::NotRecorded(Failure::new(FailureKind::System, "書き込めません。", "")));
    assert_eq!(person.app.drafts.get(CLAUSE).map(String::as_str), Some("大事な記録"));
    assert_eq!(person.types("n").app.note.map(|note| note.input.text().to_owned()).as_deref(), Some("大事な記録"));
}

#[test]
fn a_long_note_is_written_in_the_editor_of_the_system() {
    let mut person = Person::at(80, 24).on(CLAUSE).types("n").types("下書き<ctrl-x>");
    assert_eq!(person.edited, "下書き");
    person.hears(Message::NoteEdited(Ok("下書き\n清書\n".into())));
    assert_eq!(person.worklist.state().mark(CLAUSE).map(|mark| mark.answers.note.as_str()), Some("下書き\n清書"));
    let mut failed = Person::at(80, 24).on(CLAUSE).types("N");
    failed.hears(Message::NoteEdited(Err(Failure::new(FailureKind::System, "起動できません。", ""))));
    assert!(failed.app.note.is_some(), "the note stays open");
    assert!(failed.app.notice.is_some_and(|notice| notice.is_error));
}

#[test]
fn queries_that_led_somewhere_can_be_asked_again() {
    let person =
        Person::at(80, 24).types("二要素<enter><esc><ctrl-u>zqzqzq<enter><ctrl-u>").types("バックアップ<enter>");
    assert_eq!(person.app.recent.queries().collect::<Vec<_>>(), ["バックアップ", "二要素"]);
    let again = person.types("r").types("<down><enter>");
    assert!(again.app.is_searching());
    assert_eq!(again.app.search.input.text(), "二要素");
    let none = Person::at(80, 24).types("<alt-h>");
    assert!(none.screen().contains("当てはまる検索はありません。"));
}

#[test]
fn what_is_looked_at_is_copied_and_shown() {
    let person = Person::at(80, 24).on(CLAUSE).types("y");
    assert!(
        person.copied.starts_with("運用 14.⑤  ") && person.copied.ends_with("mhlw6.sysun.14.5\n"),
        "{}",
        person.copied
    );
    assert!(person.screen().contains("クリップボードへ送りました"));
    assert!(!person.types("j").screen().contains("クリップボード"), "gone with the next key");
    assert!(Person::at(80, 24).types("c").copied.is_empty());
}

#[test]
fn filters_of_a_query_are_shown_as_understood_and_taken_away() {
    let person = Person::at(80, 24).types("認証 編:運用 状態:未");
    assert!(person.screen().contains("[編 運用] [状態 未着手]"));
    for (keys, left) in [("<alt-->", "認証 編:運用"), ("<alt--><alt-->", "認証"), ("<alt--><alt--><alt-->", "認証")]
    {
        let text = Person::at(80, 24).types("認証 編:運用 状態:未").types(keys).app.search.input.text().to_owned();
        assert_eq!(text, left, "{keys}");
    }
}

#[test]
fn the_mouse_selects_opens_and_scrolls() {
    let click = |mut person: Person, x: u16, y: u16| {
        let effects = input(&mut person.app, Input::Mouse(Pointing::Click, Position::new(x, y)));
        person.perform(effects);
        person
    };
    let selected = click(Person::at(80, 24).types("二要素"), 10, 5);
    assert_eq!((selected.app.search.selected, selected.place()), (2, ""));
    assert!(!click(selected, 10, 5).place().is_empty(), "a click on the selected row opens it");
    let page = Person::at(80, 24).on(CLAUSE);
    let row = page.screen().lines().position(|line| line.contains("2 共通パスワード")).expect("the second link") as u16;
    assert!(click(page, 8, row).place().starts_with("risk."));
    let mut scrolled = Person::at(80, 24).types("<f3>");
    input(&mut scrolled.app, Input::Mouse(Pointing::WheelDown, Position::new(0, 0)));
    assert_eq!(scrolled.app.trail.here().link, Some(3));
    let overlay = click(Person::at(80, 24).types("<f1>"), 10, 5);
    assert!(overlay.app.help.is_some() && overlay.place().is_empty());
}

#[test]
fn the_answer_to_the_probe_is_used_unless_the_person_has_said_better() {
    let mut person = Person::at(80, 24);
    person.hears(Message::Probed(Ambiguous::Narrow));
    assert_eq!(person.app.settings.ambiguous, Ambiguous::Narrow);
    person.hears(Message::Probed(Ambiguous::Wide));
    assert_eq!(person.app.settings.ambiguous, Ambiguous::Narrow);
}

#[test]
fn what_takes_long_is_said_until_it_is_done() {
    let mut person = Person::at(80, 24).on(CLAUSE);
    let effects = input(&mut person.app, Input::Key(parse(" ")[0]));
    assert!(person.app.is_waiting());
    person.hears(Message::Slow);
    assert!(person.screen().contains("記録しています。"));
    person.perform(effects);
    assert!(!person.app.is_waiting() && !person.app.is_slow);
}

#[test]
fn the_next_clause_to_start_on_is_one_key_away() {
    let person = Person::at(80, 24).on("mhlw6.sysun.14.5");
    assert_eq!(person.types(".").place(), "mhlw6.sysun.14.6");
    let marked = Person::at(80, 24).on("mhlw6.sysun.14.6").types(" ").on("mhlw6.sysun.14.5").types(".");
    assert_eq!(marked.place(), "mhlw6.sysun.14.8");
    let listed = Person::at(80, 24).types("状態:未着手 編:運用 章:14").types("<ctrl-d>");
    assert_eq!(listed.types("<alt-n>").app.search.selected, 1);
    let last = Person::at(80, 24).types("種別:条項 状態:完了 二要素").types("<alt-n>");
    assert!(last.app.notice.is_some_and(|notice| notice.text.contains("未着手の条項はありません")));
}

#[test]
fn the_contents_lead_to_headings_and_back() {
    let person = Person::at(80, 24).types("<ctrl-t>");
    assert!(!person.app.is_searching() && person.place().is_empty());
    let contents = person.app.trail.here();
    let went = person.types("<tab><tab><enter>");
    assert_eq!(went.place(), "mhlw6.gaisetsu");
    assert_eq!(went.types("<esc>").app.trail.here().spot, contents.spot);
}

#[test]
fn going_back_restores_selection_and_scroll() {
    let before = Person::at(80, 24).on(CLAUSE).types("<pagedown><tab><tab>");
    let here = before.app.trail.here();
    assert!(here.scroll > 0 && here.link.is_some());
    assert_eq!(before.types("<enter><esc>").app.trail.here(), here);
}

#[test]
fn one_key_marks_done_and_takes_it_back() {
    for (keys, expected) in [
        (" ", Status::Done),
        ("  ", Status::Todo),
        ("d ", Status::Done),
        ("d  ", Status::Doing),
        ("dx", Status::Na),
        ("dxu", Status::Doing),
        ("dxuu", Status::Todo),
        ("dxuuu", Status::Todo),
        (" t", Status::Todo),
    ] {
        let person = Person::at(80, 24).on(CLAUSE).types(keys);
        assert_eq!(person.worklist.state().status(CLAUSE), expected, "{keys}");
        assert_eq!(person.app.state.status(CLAUSE), expected, "{keys}");
        assert_eq!(person.app.tally.of(Status::Done), usize::from(expected == Status::Done), "{keys}");
    }
}

#[test]
fn many_rows_are_marked_with_one_key_and_taken_back_each_to_its_own() {
    let list = "編:運用 章:14";
    let status = |person: &Person, number: &str| person.app.state.status(&format!("mhlw6.sysun.14.{number}"));
    let picked = Person::at(80, 24).on("mhlw6.sysun.14.2").types("d/").types(list).types("<ctrl-k><ctrl-k><ctrl-k>");
    assert_eq!((picked.app.picked.len(), picked.app.search.selected), (3, 3));
    let marked = picked.types("<ctrl-d>");
    assert!(marked.app.picked.is_empty());
    assert!(marked.app.notice.as_ref().is_some_and(|notice| notice.text.contains("条項 3 件を完了")));
    for number in ["1", "2", "3"] {
        assert_eq!(status(&marked, number), Status::Done, "{number}");
    }
    assert_eq!(marked.app.tally.of(Status::Done), 3);
    let back = marked.types("<ctrl-r>");
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
    let person = || Person::at(80, 24).types("編:運用 章:14").types("<ctrl-k><ctrl-k>");
    for keys in ["<esc>", "x", "<tab>", "<ctrl-u>", "<up><ctrl-k><up><up><ctrl-k>"] {
        let after = person().types(keys);
        assert!(after.app.picked.is_empty(), "{keys}");
    }
    assert_eq!(person().types("<esc>").app.search.input.text(), "編:運用 章:14", "Esc takes one step only");
    assert!(Person::at(80, 24).types("種別:リスク<ctrl-k>").app.picked.is_empty(), "only clauses are marked");
}

#[test]
fn commands_are_found_by_sound_and_done() {
    let person = || Person::at(80, 24).on(CLAUSE);
    assert_eq!(person().types(":taishougai<enter>").app.state.status(CLAUSE), Status::Na);
    assert_eq!(person().types(":みちゃくしゅ<down><enter>").place(), "mhlw6.sysun.14.6");
    let open = person().types(":kanr");
    assert!(open.app.palette.is_some());
    let closed = open.types("<esc>");
    assert!(closed.app.palette.is_none() && closed.place() == CLAUSE, "Esc takes one step only");
    let searching = Person::at(80, 24).types("認証<ctrl-x>mokuji<enter>");
    assert!(!searching.app.is_searching());
    assert_eq!(searching.types("<esc>").app.search.input.text(), "認証", "what was typed before is still there");
    assert!(Person::at(80, 24).types("<ctrl-x>zqzq<enter>").app.palette.is_none());
}

#[test]
fn a_mark_shows_only_once_it_is_on_disk() {
    let mut person = Person::at(80, 24).on(CLAUSE);
    let space = || Input::Key(parse(" ")[0]);
    let first = input(&mut person.app, space());
    let second = input(&mut person.app, space());
    assert_eq!(person.app.state.status(CLAUSE), Status::Todo);
    let statuses: Vec<_> = [first, second].concat().into_iter().map(|effect| format!("{effect:?}")).collect();
    assert!(statuses[0].contains("Done") && statuses[1].contains("Todo"), "{statuses:?}");
}

#[test]
fn a_mark_that_cannot_be_written_changes_nothing_and_says_why() {
    let mut person = Person::at(80, 24).on(CLAUSE);
    input(&mut person.app, Input::Key(parse(" ")[0]));
    let refused = Failure::new(FailureKind::System, "書けません。", "");
    update(&mut person.app, Message::NotRecorded(refused));
    assert_eq!(person.app.state.status(CLAUSE), Status::Todo);
    let notice = person.app.notice.clone().expect("it is said");
    assert!(notice.is_error && notice.text == "書けません。" && !notice.hint.is_empty());
    assert_eq!(person.types("u").app.state.status(CLAUSE), Status::Todo, "there is nothing to take back");
}

#[test]
fn an_answer_to_an_older_query_is_dropped() {
    let mut person = Person::at(80, 24).types("認証");
    let hits = person.app.search.results.hits.len();
    assert!(hits > 0);
    let older = person.app.search.generation - 1;
    update(&mut person.app, Message::Found(older, Results::default()));
    assert_eq!(person.app.search.results.hits.len(), hits);
}

#[test]
fn keys_typed_ahead_of_the_answer_act_on_the_answer() {
    let mut person = Person::at(80, 24);
    let mut effects = Vec::new();
    for key in parse("認証<down><enter>") {
        effects.extend(input(&mut person.app, Input::Key(key)));
    }
    assert_eq!(person.place(), "", "nothing is opened from the list that was on screen before");
    let newest = effects.pop().into_iter().collect();
    person.perform(newest);
    let second = person.app.search.results.hits[1].id.clone();
    assert_eq!(person.place(), second);
}

#[test]
fn a_query_typed_before_the_index_is_ready_is_searched_then() {
    let mut person = Person::at(80, 24);
    person.app.search.readiness = tenken::tui::app::Readiness::Preparing;
    let person_waiting = person.types("認証");
    assert!(person_waiting.app.search.is_waiting);
    let mut person = person_waiting;
    person.hears(Message::SearchReady);
    assert!(!person.app.search.is_waiting);
    assert!(
        person
            .app
            .search
            .results
            .hits
            .iter()
            .all(|hit| person.app.catalog.title(hit.at).contains("認証") || !hit.matched.is_empty())
    );
}

#[test]
fn the_selection_follows_its_record() {
    let person = Person::at(80, 24).types("認証<down><down><down>");
    let held = person.app.search.hit().expect("a hit").id.clone();
    let person = person.types("<enter><esc>");
    assert_eq!(person.app.search.hit().map(|hit| hit.id.as_str()), Some(held.as_str()));
    let person = person.types("<ctrl-u>");
    assert_eq!(person.app.search.hit().map(|hit| hit.id.as_str()), Some(held.as_str()), "also in the list of all");
}

#[test]
fn tab_narrows_to_one_kind_after_the_other_and_escape_widens_again() {
    let mut person = Person::at(80, 24);
    for kind in [Some("clause"), Some("risk"), Some("product"), Some("term"), None] {
        person = person.types("<tab>");
        assert_eq!(person.app.search.kind.map(Kind::code), kind);
        let kinds = person.app.search.results.hits.iter().map(|hit| hit.at.kind.code());
        assert!(kinds.into_iter().all(|found| kind.is_none_or(|only| only == found)));
    }
    let person = person.types("認証<backtab><esc>");
    assert_eq!(person.app.search.kind, None);
    assert_eq!(person.app.search.input.text(), "認証", "what was typed stays");
}

#[test]
fn pasted_text_is_one_edit_without_control_characters() {
    let mut person = Person::at(80, 24);
    let effects = input(&mut person.app, Input::Paste("二要素\n\u{1b}[31m認証".into()));
    assert_eq!(person.app.search.input.text(), "二要素 [31m認証");
    assert!(matches!(effects.as_slice(), [Effect::Search(..)]));
}

#[test]
fn every_record_opens_and_every_link_leads_somewhere() {
    let catalog = crate::support::world().0.clone();
    let person = Person::at(80, 24);
    for kind in Kind::ALL {
        for at in catalog.all(*kind) {
            let page = tenken::tui::views::page(&person.app, at, 78);
            assert!(!page.lines.is_empty(), "{}", catalog.id(at));
            assert!(
                page.links.iter().all(|link| link.target.record() != Some(at)),
                "{} leads to itself",
                catalog.id(at)
            );
        }
    }
}

#[test]
fn a_terminal_that_cannot_show_screens_is_refused_with_a_way_on() {
    let person = Person::at(80, 24);
    let workspace = Workspace { catalog: person.app.catalog.clone(), worklist: person.worklist, name: String::new() };
    let options = tenken::tui::Options { dumb: true, ..Default::default() };
    let refused = tenken::tui::run(workspace, options).expect_err("it is dumb");
    assert_eq!(refused.kind, FailureKind::System);
    assert!(refused.hint.contains("tenken search"), "{}", refused.hint);
}

#[test]
fn leaving() {
    assert!(Person::at(80, 24).on(CLAUSE).types("q").left);
    assert!(!Person::at(80, 24).types("q").left, "in the search q is a letter");
    assert!(Person::at(80, 24).types("q<ctrl-c>").left);
    assert!(!Person::at(80, 24).on(CLAUSE).types("?q").left, "over a screen q closes the list of keys");
}

#[test]
fn keys_on_a_screen_too_small_to_show_anything_are_harmless() {
    for keys in ["<f1><end><down><down>", "<pagedown><pagedown><ctrl-n>", "<f1><end><pagedown><up>"] {
        let mut person = Person::at(4, 2).types(keys);
        person.hears(Message::Resized(80, 24));
        let screen = person.screen();
        assert!(screen.lines().next().is_some_and(|line| line.contains("tenken")), "{keys}\n{screen}");
        assert!(person.app.help.is_none_or(|top| top < 200), "{keys}");
    }
}
