//! What a reviewer would send back, and what is due.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::catalog::RecordRef;
use crate::language::{t, tr};
use crate::sheet::terms;
use crate::tui::app::App;
use crate::tui::app::desk::DeskDeed;
use crate::tui::view::page::{LinkTarget, LinkText, PageBuilder, Span};
use crate::tui::view::pages::{contents, names};
use crate::tui::view::text;
use crate::tui::view::theme::TextRole;
use crate::worklist::{Finding, FindingKind, OpenClause, Subject, check};

/// Adds what is to be looked at, kind by kind.
pub(super) fn findings(page: &mut PageBuilder, app: &App) {
    let findings = check(&app.catalog, &app.state, app.today);
    let count = vec![Span::new(tr!("{count} 件 ", count = findings.len()), TextRole::Title)];
    page.headline(text::desk::FINDINGS, (&app.name, &[]), count);
    if findings.is_empty() {
        let is_untouched = app.state.marks().len() == 0;
        let said = if is_untouched { text::desk::NO_RECORDS } else { text::desk::NO_FINDINGS };
        page.blank();
        page.paragraph(t(said), TextRole::Quiet, &[]);
    }
    for kind in FindingKind::ALL.iter().copied() {
        let of_kind: Vec<&Finding> = findings.iter().filter(|finding| finding.kind == kind).collect();
        if !of_kind.is_empty() {
            page.heading(&text::count(kind.name(), of_kind.len()), "");
        }
        of_kind.into_iter().for_each(|finding| subject(page, app, &finding.subject));
    }
}

fn subject(page: &mut PageBuilder, app: &App, subject: &Subject) {
    match subject {
        Subject::Clause(id) => {
            if let Some(at) = app.catalog.find(id) {
                clause(page, app, at);
            }
        }
        Subject::Worklist => page.row(super::deed(t(text::PROFILE), DeskDeed::Change), 0, Vec::new()),
        Subject::Evidence(id) => {
            let name = app.state.evidence_with(*id).map(|one| one.name().to_owned()).unwrap_or_default();
            page.row(super::deed(tr!("証跡「{name}」", name), DeskDeed::Piece(*id)), 0, Vec::new());
        }
    }
}

/// Adds a clause: what it is about, who sees to it until when, its status.
fn clause(page: &mut PageBuilder, app: &App, at: RecordRef) {
    let answers = app.state.answers(app.catalog.id(at));
    let mut right = Vec::new();
    if !answers.owner.is_empty() {
        right.push(Span::new(format!("{}  ", answers.owner), TextRole::Quiet));
    }
    if let Some(due) = answers.due {
        let is_overdue = answers.is_overdue(app.today);
        let (said, role) =
            if is_overdue { (tr!("{due} 超過 ", due), TextRole::Error) } else { (format!("{due} "), TextRole::Text) };
        right.push(Span::new(said, role));
    }
    right.push(Span::new(format!("[{}] ", terms::short_status(answers.status)), TextRole::of_status(answers.status)));
    let title = format!("{}  {}", names::label(app, at), app.catalog.title(at));
    page.row(LinkText { title, ..contents::plain(LinkTarget::Record(at)) }, 0, right);
}

/// Adds the open clauses with a date, the earliest first.
pub(super) fn due(page: &mut PageBuilder, app: &App) {
    let mut open: Vec<(Date, OpenClause)> =
        app.progress().open().into_iter().filter_map(|open| Some((open.answers.due?, open))).collect();
    open.sort_by_key(|(due, _)| *due);
    let count = vec![Span::new(tr!("{count} 件 ", count = open.len()), TextRole::Title)];
    page.headline(text::desk::DUE, (&app.name, &[]), count);
    if open.is_empty() {
        page.blank();
        page.paragraph(t(text::desk::NO_DUE), TextRole::Quiet, &[]);
    }
    let soon = app.today.saturating_add(text::desk::SOON_DAYS.days());
    let group = |due: Date| match () {
        () if due < app.today => text::desk::OVERDUE,
        () if due <= soon => text::desk::SOON,
        () => text::desk::LATER,
    };
    for heading in [text::desk::OVERDUE, text::desk::SOON, text::desk::LATER] {
        let of_it: Vec<RecordRef> =
            open.iter().filter(|(due, _)| group(*due) == heading).map(|(_, one)| one.at).collect();
        if !of_it.is_empty() {
            page.heading(&text::count(heading, of_it.len()), "");
        }
        of_it.into_iter().for_each(|at| clause(page, app, at));
    }
}
