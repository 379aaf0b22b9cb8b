//! Messages in the last line.

use crate::tui::app::{App, Notice};

/// Shows a message in the last line.
pub(super) fn say(app: &mut App, text: &str) {
    app.notice = Some(Notice { text: text.to_owned(), hint: String::new(), is_error: false });
}

/// Says in the last lines what went wrong, and what to do next.
pub(super) fn say_wrong(app: &mut App, text: &str, hint: &str) {
    app.notice = Some(Notice { text: text.to_owned(), hint: hint.to_owned(), is_error: true });
}
