//! A record as plain text, for the clipboard.

use crate::catalog::{Record, RecordRef};
use crate::language::{t, titled};
use crate::tui::app::App;
use crate::tui::view::pages::{names, parts};
use crate::tui::view::text;

/// Returns a record as plain text: label and name, our summary, the vendor's page, id.
pub fn plain_text(app: &App, at: RecordRef) -> String {
    let catalog = &app.catalog;
    let label = catalog.label(at);
    let gist = match catalog.record(at) {
        Record::Question(question) => &question.gist,
        record => record.gist(),
    };
    let unverified = if catalog.is_unverified(at) { format!(" ({})", t(text::UNVERIFIED)) } else { String::new() };
    let gist =
        if gist.is_empty() { String::new() } else { format!("{}: {gist}\n", titled(parts::words_heading(app, at))) };
    let address = address(catalog.record(at));
    format!("{}  {}{unverified}\n{gist}{address}{}\n", t(&label), names::name(app, at), catalog.id(at))
}

/// Returns the lines with the page of the vendor that tells more; empty if there is none.
fn address(record: Record<'_>) -> String {
    let lines: &[&str] = match record {
        Record::Product(product) => &[&product.doc_title, &product.doc_url],
        Record::Report(report) => &[&report.url],
        _ => &[],
    };
    lines.iter().filter(|line| !line.is_empty()).map(|line| format!("{line}\n")).collect()
}
