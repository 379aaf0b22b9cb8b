//! Writing the note of a clause, as a draft, on disk, and in the editor of the system.

use tenken::failure::{Failure, FailureKind};
use tenken::tui::input::message::Message;
use tenken::tui::update::effect::Effect;
use tenken::tui::update::update;
use tenken::worklist::Operation;

use super::{Person, refusal};

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
    assert_eq!(person.app.drafts.get(CLAUSE).map(String::as_str), Some("大事な記録"));
    assert_eq!(
        person.types("n").app.field_editor().map(|editor| editor.input.text().to_owned()).as_deref(),
        Some("大事な記録")
    );
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
