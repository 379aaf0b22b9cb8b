//! A record as plain text, for the clipboard.

use crate::catalog::{Record, RecordRef};
use crate::tui::app::App;
use crate::tui::view::pages::names;
use crate::tui::view::text;

/// Returns a record as plain text: label and name, our summary, id.
pub fn plain_text(app: &App, at: RecordRef) -> String {
    let catalog = &app.catalog;
    let label = catalog.label(at);
    let gist = match catalog.record(at) {
        Record::Question(question) => &question.gist,
        record => record.gist(),
    };
    let unverified = if catalog.is_unverified(at) { format!(" ({})", text::UNVERIFIED) } else { String::new() };
    let gist = if gist.is_empty() { String::new() } else { format!("{}: {gist}\n", text::SUMMARY) };
    format!("{label}  {}{unverified}\n{gist}{}\n", names::name(app, at), catalog.id(at))
}
