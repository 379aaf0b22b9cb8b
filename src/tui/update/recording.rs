//! Recording answers and evidence for clauses, with what is said about it and what is asked before.

use crate::language::{joined, t};
use crate::model::{Id, Review, Status, Verdict};
use crate::sheet::{Answer, AnswerField, Answers};
use crate::tui::app::App;
use crate::tui::app::field_editor::FieldEditor;
use crate::tui::app::pending::{PendingOperation, StatusChange};
use crate::tui::app::question::{Act, Choice, Question};
use crate::tui::update::effect::Effect;
use crate::tui::update::marking::{intended_status, settled};
use crate::tui::update::notice::say;
use crate::tui::update::{asking, field_list};
use crate::tui::view::pages::names::label_of;
use crate::tui::view::{asked, text};
use crate::worklist::{Attachment, Change, Operation, status_counts};
use crate::workspace::bulk::ASKED_ABOVE;

/// Records an answer for clauses; those that have it already are skipped. `draft` is the key of the draft, if it was typed.
///
/// It is asked first for many clauses, and for the reason of a clause that is not 対象外.
pub(super) fn answer(app: &mut App, clauses: Vec<Id>, answer: Answer, draft: Option<Id>) -> Vec<Effect> {
    let present = |app: &App, clause: &str| app.state.answers(clause).get(answer.field());
    let changed: Vec<Id> = clauses.into_iter().filter(|clause| !has(app, clause, &answer)).collect();
    if changed.is_empty() {
        return unchanged(app, answer.field(), draft);
    }
    let is_written = matches!(&answer, Answer::Reason(reason) if !reason.is_empty());
    let others: Vec<StatusChange> = match is_written {
        true => not_left_out(app, &changed),
        false => Vec::new(),
    };
    let overwritten: Vec<String> = changed.iter().map(|clause| present(app, clause).text()).collect();
    let plain = act(app, &changed, &answer, draft.clone());
    if others.is_empty() && changed.len() <= ASKED_ABOVE {
        return asking::submit(app, plain);
    }
    let label = label_of(app, changed.iter().map(String::as_str));
    let only = Choice::new(asked::RECORD, plain);
    let question = match others.is_empty() {
        true => {
            let replaced = overwritten.iter().filter(|text| is_a_value(&answer, text)).count();
            let title = asked::bulk_answer(&label, &said_of(&answer), replaced);
            Question { title, choices: vec![only], editor: app.take_field_editor() }
        }
        false => {
            let title = asked::reason_without_status(&label, &status_counts(others.iter().map(|change| change.before)));
            let both = with_status(app, &changed, &answer, others, draft);
            let choices = vec![Choice::new(asked::BOTH, both), Choice::new(asked::ONLY_REASON, only.act)];
            Question { title, choices, editor: app.take_field_editor() }
        }
    };
    asking::ask(app, question)
}

/// Whether an answer of a clause is recorded, and in conflict with no other.
pub(super) fn has(app: &App, clause: &Id, answer: &Answer) -> bool {
    app.state.has(Change::clause(clause.as_str(), answer.clone().into()))
}

/// Closes the field and says that its value is the one that it had. Its draft says nothing any more.
pub(super) fn unchanged(app: &mut App, field: AnswerField, draft: Option<Id>) -> Vec<Effect> {
    app.overlay = None;
    say(app, &text::outcomes::unchanged(field.name()));
    field_list::back(app, true);
    draft.map_or_else(Vec::new, |key| discard(app, key))
}

/// Discards a draft, which says nothing any more.
pub(super) fn discard(app: &mut App, key: Id) -> Vec<Effect> {
    app.drafts.remove(&key);
    app.unsaved_drafts.remove(&key);
    vec![Effect::DiscardDraft(key)]
}

/// Returns the changes that make clauses 対象外, for those that are not.
fn not_left_out(app: &App, clauses: &[Id]) -> Vec<StatusChange> {
    let change =
        |clause: &Id| StatusChange { clause: clause.clone(), before: intended_status(app, clause), after: Status::Na };
    clauses.iter().map(change).filter(|change| change.before != Status::Na).collect()
}

/// Whether the text of an answer says anything: a verdict that is open, or an empty text, does not.
fn is_a_value(answer: &Answer, text: &str) -> bool {
    !text.is_empty() && Answers::default().get(answer.field()).text() != text
}

/// Returns the operation that records an answer.
fn act(app: &App, clauses: &[Id], answer: &Answer, draft: Option<Id>) -> Act {
    let label = label_of(app, clauses.iter().map(String::as_str));
    let settled = settled(app, clauses.iter().map(|clause| (clause, answer.field())));
    let said = match answer {
        Answer::Note(note) => joined([text::outcomes::note_recorded(&label, note.is_empty()), settled]),
        answer => joined([
            text::outcomes::set(&label, &said_of(answer)),
            before_of(app, clauses, answer),
            settled,
            still_todo(app, clauses, answer),
        ]),
    };
    let changes = clauses.iter().map(|clause| Change::clause(clause.as_str(), answer.clone().into())).collect();
    let pending = PendingOperation { draft, said, ..PendingOperation::default() };
    Act { pending, operation: Operation::Record(changes) }
}

/// Returns the operation that records a reason and makes the clauses 対象外.
fn with_status(app: &App, clauses: &[Id], answer: &Answer, others: Vec<StatusChange>, draft: Option<Id>) -> Act {
    let plain = act(app, clauses, answer, draft);
    let label = label_of(app, clauses.iter().map(String::as_str));
    let statuses = others.iter().map(|change| Change::status(change.clause.as_str(), Status::Na));
    let reasons = clauses.iter().map(|clause| Change::clause(clause.as_str(), answer.clone().into()));
    let operation = Operation::Record(statuses.chain(reasons).collect());
    let set_statuses = others.iter().map(|change| (&change.clause, AnswerField::Status));
    let settled = settled(app, set_statuses.chain(clauses.iter().map(|clause| (clause, answer.field()))));
    let said = joined([asked::left_out_with_reason(&label), settled]);
    Act { pending: PendingOperation { status_changes: others, said, is_said: true, ..plain.pending }, operation }
}

/// Returns an answer as it is told: the field, and its value.
fn said_of(answer: &Answer) -> String {
    let text = answer.said();
    format!("{} {}", t(answer.field().name()), if text.is_empty() { t(text::EMPTIED) } else { &text })
}

/// Returns a sentence about what an answer takes the place of; empty if there was nothing.
fn before_of(app: &App, clauses: &[Id], answer: &Answer) -> String {
    let texts = clauses.iter().map(|clause| app.state.answers(clause).get(answer.field()).text());
    let before: Vec<String> = texts.filter(|text| is_a_value(answer, text) && *text != answer.text()).collect();
    match (clauses, &before[..]) {
        (_, []) => String::new(),
        ([_], [only]) => text::outcomes::value_before(answer.field().said(only)),
        _ => text::outcomes::values_before(before.len()),
    }
}

/// Returns what is to be said where a clause gets a verdict and is not started still: progress counts by status. It is empty
/// elsewhere: of several clauses it may be true of some only, and a key would change all of them.
fn still_todo(app: &App, clauses: &[Id], answer: &Answer) -> String {
    let (Answer::Verdict(verdict), [clause]) = (answer, clauses) else { return String::new() };
    if *verdict == Verdict::Open || intended_status(app, clause) != Status::Todo {
        return String::new();
    }
    // What is not met is not done next; and in the list of fields, which comes back then, the key means something else.
    let is_done_next = *verdict == Verdict::Conform && app.field_list.is_none();
    text::outcomes::still_todo(if is_done_next { app.key_below("toggle-done") } else { "" })
}

/// Records what the person says of what is recorded of clauses; it is asked first for many of them. `draft` is the key of
/// the draft, if it was typed.
pub(super) fn review(
    app: &mut App,
    clauses: Vec<Id>,
    (result, word): (Review, &str),
    draft: Option<Id>,
) -> Vec<Effect> {
    let label = label_of(app, clauses.iter().map(String::as_str));
    let is_bulk = clauses.len() > ASKED_ABOVE;
    // In the list of fields, which comes back then, the key means something else.
    let undo = if app.field_list.is_some() { String::new() } else { text::undone_by(app.key_below("undo-mark")) };
    let settled = settled(app, clauses.iter().map(|clause| (clause, AnswerField::Review)));
    let said = joined([text::outcomes::set(&label, t(result.name())), settled, undo]);
    let pending = PendingOperation { draft, said, ..PendingOperation::default() };
    let act = Act { pending, operation: Operation::Review { result, word: word.to_owned(), clauses } };
    if !is_bulk {
        return asking::submit(app, act);
    }
    let title = asked::bulk_answer(&label, t(result.name()), 0);
    let choices = vec![Choice::new(asked::RECORD, act)];
    let editor = app.take_field_editor();
    asking::ask(app, Question { title, choices, editor })
}

/// Adds evidence to the clauses of an editor.
pub(super) fn evidence(app: &mut App, editor: &FieldEditor, source: String) -> Vec<Effect> {
    let clauses = editor.clauses.clone();
    let pending = PendingOperation { draft: Some(editor.key()), said: source.clone(), ..PendingOperation::default() };
    let label = label_of(app, clauses.iter().map(String::as_str));
    let is_bulk = clauses.len() > ASKED_ABOVE;
    let title = asked::bulk_answer(&label, &format!("{} {source}", t(editor.field.name())), 0);
    let attachment = Attachment { source, clauses, ..Attachment::default() };
    let act = Act { pending, operation: Operation::AttachEvidence(attachment) };
    if is_bulk {
        let choices = vec![Choice::new(asked::RECORD, act)];
        let editor = app.take_field_editor();
        return asking::ask(app, Question { title, choices, editor });
    }
    asking::submit(app, act)
}
