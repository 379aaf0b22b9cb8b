//! What is asked once before something is recorded.

use crate::tui::app::field_editor::{FieldEditor, TYPING_LIMIT};
use crate::tui::app::pending::PendingOperation;
use crate::tui::app::text_input::TextInput;
use crate::tui::input::message::Message;
use crate::worklist::Operation;

/// An operation that is not submitted yet, with what has to be known about it.
#[derive(Clone, Debug)]
pub struct Act {
    /// What has to be known until its outcome arrives.
    pub pending: PendingOperation,
    /// The operation.
    pub operation: Operation,
}

/// An answer, and what it does.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What stands in the list, and its reading in hiragana.
    pub answer: (String, &'static str),
    /// What is then done.
    pub act: Act,
}

impl Choice {
    /// Returns a choice: what stands in the list, its reading, and what it does.
    pub fn new((title, reading): (impl Into<String>, &'static str), act: Act) -> Self {
        Self { answer: (title.into(), reading), act }
    }
}

/// A question with its answers. Giving up is always one more.
#[derive(Clone, Debug)]
pub struct Question {
    /// What is asked.
    pub title: String,
    /// The answers; the first one is the likely one.
    pub choices: Vec<Choice>,
    /// The editor that it came from: it is there again if the person gives up.
    pub editor: Option<FieldEditor>,
}

/// The prompt for the name under which is recorded, with everything that waits for the answer. Nothing takes its place
/// until it is answered or left, and either way what waits is done.
#[derive(Clone, Debug)]
pub struct NamePrompt {
    /// The name as typed so far.
    pub input: TextInput,
    /// The name of the login, which is used if no other is given.
    pub login: String,
    /// The first act that needs a name.
    pub act: Act,
    /// The editor that the act came from.
    pub editor: Option<FieldEditor>,
    /// What was asked for behind the act before the prompt could be seen.
    pub held: Vec<Message>,
}

impl NamePrompt {
    /// Returns a prompt that starts from the name of the login.
    pub fn new(login: String, act: Act, editor: Option<FieldEditor>) -> Self {
        let input = TextInput::of_line(&login, TYPING_LIMIT).to_be_replaced();
        Self { input, login, act, editor, held: Vec::new() }
    }
}
