//! Writing the note of a clause and other fields: as a draft, on disk, and in the editor of the system.

use tenken::failure::{Failure, FailureKind};
use tenken::model::{Status, Verdict};
use tenken::sheet::NOTE_LIMIT;
use tenken::tui::input::event::InputEvent;
use tenken::tui::input::message::Message;
use tenken::tui::update::effect::Effect;
use tenken::tui::update::{handle_input, update};
use tenken::worklist::{Change, Edit, Operation};

use super::{Person, parse, refusal};

const CLAUSE: &str = "mhlw6.sysun.14.5";

#[test]
fn a_note_is_written_recorded_and_removed() {
    let noted = Person::at(80, 24).on(CLAUSE).types("n").types("4月に確認<ctrl-j>担当 佐藤<enter>");
    let note = |person: &Person| person.worklist.state().mark(CLAUSE).map(|mark| mark.answers.note.clone());
    assert_eq!(note(&noted).as_deref(), Some("4月に確認\n担当 佐藤"));
    assert!(noted.app.field_editor().is_none() && noted.app.drafts.is_empty());
    assert!(noted.screen().contains("運用 14.(5)のメモを記録しました。"));
    let removed = noted.types("n").types("<ctrl-u><enter>");
    assert_eq!(note(&removed).as_deref(), Some(""));
    let same = Person::at(80, 24).on(CLAUSE).types("n<enter>");
    assert!(same.app.notice.is_some_and(|notice| notice.text == "メモは変わっていません。"));
}

#[test]
fn a_note_that_was_begun_is_there_when_it_is_opened_again() {
    let left = Person::at(80, 24).on(CLAUSE).types("n").types("途中<esc>");
    assert!(left.app.field_editor().is_none() && left.worklist.state().mark(CLAUSE).is_none());
    assert_eq!(left.app.drafts.get(CLAUSE).map(String::as_str), Some("途中"));
    assert!(left.screen().contains("書きかけのまま取ってあります"));
    assert!(left.types("j").screen().contains("書きかけのメモがあります。"));
    let again = Person::at(80, 24).on(CLAUSE).types("n").types("途中<esc>").types("n").types("まで<enter>");
    assert_eq!(again.worklist.state().mark(CLAUSE).map(|mark| mark.answers.note.as_str()), Some("途中まで"));
}

#[test]
fn what_is_laid_over_a_note_takes_its_place_and_loses_nothing_of_it() {
    for message in [Message::Help, Message::Palette, Message::Judge, Message::Recent, Message::Note, Message::SetOwner]
    {
        let mut person = Person::at(80, 24).on(CLAUSE).types("n途中");
        person.hears(message.clone());
        assert_eq!(person.app.drafts.get(CLAUSE).map(String::as_str), Some("途中"), "{message:?}");
        let below = person.types("<esc>");
        assert!(below.app.overlay.is_none(), "{message:?}: Esc leads to the screen at once");
        assert_eq!(below.types("n").app.field_editor().map(|editor| editor.input.text()), Some("途中"), "{message:?}");
    }
}

#[test]
fn a_note_that_cannot_be_written_stays_begun() {
    let mut person = Person::at(80, 24).on(CLAUSE).types("n").types("大事な記録");
    let effects = update(&mut person.app, Message::SaveNote);
    assert!(matches!(&effects[..], [Effect::Perform(Operation::Record(changes))] if changes.len() == 1));
    let refused = refusal(&person, "書き込めません。");
    person.hears(refused);
    assert_eq!(person.kept_drafts().get(CLAUSE).map(String::as_str), Some("大事な記録"));
    assert_eq!(person.typed(), Some("大事な記録"), "the note stays open");
    assert_eq!(person.types("<esc>").types("n").typed(), Some("大事な記録"));
}

#[test]
fn a_long_note_is_written_in_the_editor_of_the_system() {
    let mut person = Person::at(80, 24).on(CLAUSE).types("n").types("下書き<ctrl-x>");
    assert_eq!(person.edited, "下書き");
    person.hears(Message::NoteEdited(Ok("下書き\n清書\n".into())));
    assert_eq!(person.worklist.state().mark(CLAUSE).map(|mark| mark.answers.note.as_str()), Some("下書き\n清書"));
    let mut failed = Person::at(80, 24).on(CLAUSE).types("N");
    failed.hears(Message::NoteEdited(Err(Failure::new(FailureKind::System, "起動できません。", ""))));
    assert!(failed.app.field_editor().is_some(), "the note stays open");
    assert!(failed.app.notice.is_some_and(|notice| notice.is_error));
}

/// Pastes a text.
fn paste(person: &mut Person, text: &str) {
    let effects = handle_input(&mut person.app, InputEvent::Paste(text.to_owned()));
    person.perform(effects);
}

#[test]
fn a_note_beyond_the_limit_is_neither_cut_nor_recorded() {
    let long = "あ".repeat(NOTE_LIMIT) + "END";
    let mut person = Person::at(80, 24).on(CLAUSE).types("n");
    paste(&mut person, &long);
    assert_eq!(person.typed(), Some(long.as_str()));
    assert!(person.said().0.contains("メモは 4003 字あります。4000 字まで"), "{:?}", person.said());
    assert!(person.screen().contains("4003/4000 字"));
    let refused = person.types("<enter>");
    assert_eq!(refused.typed(), Some(long.as_str()));
    assert!(refused.worklist.state().mark(CLAUSE).is_none());
    assert_eq!(refused.kept_drafts().get(CLAUSE), Some(&long));
    let shortened = refused.types("<backspace><backspace><backspace><enter>");
    assert_eq!(shortened.app.state.answers(CLAUSE).note, "あ".repeat(NOTE_LIMIT));
    assert!(shortened.kept_drafts().is_empty());
}

#[test]
fn every_field_keeps_a_text_that_is_too_long() {
    for keys in ["fo", "fr", "fd", "fe"] {
        let mut person = Person::at(80, 24).on(CLAUSE).types(keys);
        paste(&mut person, &"字".repeat(NOTE_LIMIT + 1));
        let person = person.types("<enter>");
        assert!(person.said().0.contains("4001 字あります"), "{keys}: {:?}", person.said());
        assert_eq!(person.typed().map(|typed| typed.chars().count()), Some(NOTE_LIMIT + 1), "{keys}");
    }
    let mut huge = Person::at(80, 24).on(CLAUSE).types("n確認");
    paste(&mut huge, &"字".repeat(100_000));
    assert_eq!(huge.typed(), Some("確認"), "it is refused whole");
    assert!(huge.said().0.contains("100000 字は長すぎて、メモに入りません"), "{:?}", huge.said());
    let mut query = Person::at(80, 24);
    paste(&mut query, &"字".repeat(201));
    assert!(query.said().0.contains("終わりの 1 字を除きました"), "{:?}", query.said());
}

#[test]
fn it_is_promised_that_a_draft_is_kept_only_when_it_is_on_disk() {
    let mut person = Person::at(80, 24).on(CLAUSE).types("n途中");
    let effects = update(&mut person.app, Message::Dismiss);
    assert!(matches!(&effects[..], [Effect::KeepDraft { is_left: true, .. }]), "{effects:?}");
    assert!(person.app.notice.is_none(), "nothing is promised yet");
    person.perform(effects);
    assert!(person.said().0.contains("取ってあります") && person.kept_drafts().len() == 1);

    let mut person = Person::at(80, 24).on(CLAUSE).types("n途中");
    std::fs::write(person.folder.path().join("screen"), "no folder").expect("a file in its place");
    let effects = update(&mut person.app, Message::Dismiss);
    person.perform(effects);
    let (said, hint) = person.said();
    assert!(said.contains("メモの書きかけを保存できません") && !said.contains("取ってあります"), "{said}");
    assert!(hint.contains("閉じるまでは残っています"), "{hint}");
    assert_eq!(person.types("n").typed(), Some("途中"), "as long as the screen is open");
}

#[test]
fn a_field_goes_on_with_its_draft_and_says_so() {
    let again = Person::at(80, 24).on(CLAUSE).types("fo佐<esc>fo");
    assert_eq!(again.typed(), Some("佐"));
    assert!(again.said().0.contains("書きかけの続きです"), "{:?}", again.said());
    let place = Person::at(80, 24).on(CLAUSE).types("feev/none.pdf<esc>fe");
    assert_eq!(place.typed(), Some("ev/none.pdf"));
    assert!(place.said().0.contains("打ち始めると置きかわります"), "{:?}", place.said());
    assert_eq!(place.types("ev/x.csv").typed(), Some("ev/x.csv"), "no path is appended to another one");
    let edited = Person::at(80, 24).on(CLAUSE).types("feev/none.pdf<esc>fe<end>2");
    assert_eq!(edited.typed(), Some("ev/none.pdf2"));
}

#[test]
fn keys_typed_while_a_field_waits_for_the_disk_are_for_what_is_below_it() {
    let mut person = Person::at(80, 24).on(CLAUSE).types("fo佐藤");
    let record = handle_input(&mut person.app, InputEvent::Key(parse("<enter>")[0]));
    assert!(person.app.is_field_busy());
    for key in parse("dx") {
        assert!(handle_input(&mut person.app, InputEvent::Key(key)).is_empty());
    }
    assert_eq!(person.typed(), Some("佐藤"), "they are not typed into it");
    person.perform(record);
    assert!(person.typed().is_none());
    let answers = person.app.state.answers(CLAUSE);
    assert_eq!((answers.owner.as_str(), answers.status), ("佐藤", Status::Na));

    let mut refused = Person::at(80, 24).on(CLAUSE).types("fo佐藤");
    handle_input(&mut refused.app, InputEvent::Key(parse("<enter>")[0]));
    handle_input(&mut refused.app, InputEvent::Key(parse("x")[0]));
    let message = refusal(&refused, "書き込めません。");
    refused.hears(message);
    assert_eq!(refused.typed(), Some("佐藤"));
    assert!(refused.app.state.mark(CLAUSE).is_none() && !refused.app.pending.is_pending(), "and mark nothing");
    let mut leaving = Person::at(80, 24).on(CLAUSE).types("fo佐藤");
    handle_input(&mut leaving.app, InputEvent::Key(parse("<enter>")[0]));
    assert_eq!(handle_input(&mut leaving.app, InputEvent::Key(parse("<ctrl-c>")[0])), [Effect::Quit]);
}

#[test]
fn a_verdict_alone_says_that_the_status_is_as_it_was() {
    let said = |keys: &str| Person::at(80, 24).on("mhlw6.sysun.14.5").types(keys).said().0.to_owned();
    assert!(said("fv2").ends_with("状態は未着手のままです。Space で完了にできます。"), "{}", said("fv2"));
    for keys in ["fv3", "fv4"] {
        assert!(
            said(keys).ends_with("状態は未着手のままです。"),
            "{keys}: what is not met is not done: {}",
            said(keys)
        );
    }
    for keys in [" fv2", "fv2fv1", "fo佐藤<enter>"] {
        assert!(!said(keys).contains("のままです"), "{keys}: {}", said(keys));
    }
}

#[test]
fn a_verdict_on_several_clauses_names_no_key_that_would_change_all_of_them() {
    let person = Person::at(80, 24).types("<f3>").types("vvfv2");
    let judged = person.app.state.marks().filter(|(_, mark)| mark.answers.verdict == Verdict::Conform).count();
    assert!(judged == 2, "{judged}: {}", person.screen());
    let (said, _) = person.said();
    assert!(said.contains("と記録しました") && !said.contains("未着手") && !said.contains("Space"), "{said}");
}

#[test]
fn to_record_the_answer_that_is_shown_decides_a_conflict() {
    let mut person = Person::at(80, 24).on(CLAUSE);
    let changes = |verdict, owner: &str, status| {
        let note = Edit::Note(format!("{owner}のメモ"));
        let edits = [Edit::Verdict(verdict), Edit::Owner(owner.into()), Edit::Status(status), note];
        edits.into_iter().map(|edit| Change::clause(CLAUSE, edit)).collect::<Vec<_>>()
    };
    let own = changes(Verdict::Conform, "山田", Status::Doing);
    person.beside_another(own, changes(Verdict::Nonconform, "伊藤", Status::Done));
    let open = |person: &Person| person.app.state.mark(CLAUSE).map_or(9, |mark| mark.conflicts.len());
    assert_eq!((open(&person), person.app.state.status(CLAUSE)), (4, Status::Done));
    let person = person.types("fv4");
    assert!(person.said().0.contains("判定 不適合 と記録しました。食い違いはなくなりました。"), "{:?}", person.said());
    // Nothing is typed: what is offered is what is meant.
    let person = person.types("fo<enter>");
    assert!(person.said().0.contains("担当者 伊藤 と記録しました。食い違いはなくなりました。"), "{:?}", person.said());
    let person = person.types("n追記<enter>");
    assert!(person.said().0.contains("のメモを記録しました。食い違いはなくなりました。"), "{:?}", person.said());
    let person = person.types(" ");
    assert_eq!((open(&person), person.app.state.status(CLAUSE)), (0, Status::Done), "{:?}", person.said());
    let (said, _) = person.said();
    assert!(said.contains("食い違いはなくなりました。") && !said.contains("前は"), "{said}");
    let person = person.types("fv4");
    assert!(person.said().0.contains("変わっていません"), "{:?}", person.said());
}

#[test]
fn a_reason_that_settles_the_status_with_it_says_so() {
    let mut person = Person::at(80, 24).on(CLAUSE);
    person.beside_another(vec![Change::status(CLAUSE, Status::Doing)], vec![Change::status(CLAUSE, Status::Done)]);
    let person = person.types("fr機器がない<enter>").types("1");
    let (said, _) = person.said();
    assert!(said.contains("対象外にし、理由を記録しました") && said.contains("食い違いはなくなりました。"), "{said}");
}
