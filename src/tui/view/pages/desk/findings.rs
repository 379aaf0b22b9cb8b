//! What a reviewer would send back, and what is due.

use jiff::ToSpan;

use crate::catalog::RecordRef;
use crate::language::{t, tr};
use crate::sheet::{DeadlineKind, terms};
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
        of_kind.into_iter().for_each(|finding| subject(page, app, finding));
    }
}

fn subject(page: &mut PageBuilder, app: &App, finding: &Finding) {
    match &finding.subject {
        Subject::Clause(id) => {
            if let Some(at) = app.catalog.find(id) {
                clause(page, app, at, finding.kind.deadline());
            }
        }
        Subject::Worklist => page.row(super::deed(t(text::PROFILE), DeskDeed::Change), 0, Vec::new()),
        Subject::Evidence(id) => {
            let name = app.state.evidence_with(*id).map(|one| one.name().to_owned()).unwrap_or_default();
            page.row(super::deed(tr!("証跡「{name}」", name), DeskDeed::Piece(*id)), 0, Vec::new());
        }
    }
}

/// Adds a clause: what it is about, who sees to it until when, its status. Of a day that is meant it is that one.
fn clause(page: &mut PageBuilder, app: &App, at: RecordRef, kind: Option<DeadlineKind>) {
    let answers = app.state.answers(app.catalog.id(at));
    let meant = kind.and_then(|kind| answers.deadline(kind));
    let owner = meant.map_or(answers.owner.as_str(), |one| one.owner);
    let day = meant.map(|one| one.day).or(answers.due);
    let mut right = Vec::new();
    if !owner.is_empty() {
        right.push(Span::new(format!("{owner}  "), TextRole::Quiet));
    }
    if let Some(due) = day {
        let is_over = meant.map_or_else(|| answers.is_overdue(app.today), |one| one.is_past(app.today));
        let named = meant.map(|one| format!("{} ", t(one.kind.name()))).unwrap_or_default();
        let (said, role) =
            if is_over { (tr!("{due} 超過 ", due), TextRole::Error) } else { (format!("{due} "), TextRole::Text) };
        right.push(Span::new(format!("{named}{said}"), role));
    }
    right.push(Span::new(format!("[{}] ", terms::short_status(answers.status)), TextRole::of_status(answers.status)));
    let title = format!("{}  {}", names::label(app, at), app.catalog.title(at));
    page.row(LinkText { title, ..contents::plain(LinkTarget::Record(at)) }, 0, right);
}

/// Adds the days by which something is left to do, the earliest first.
pub(super) fn due(page: &mut PageBuilder, app: &App) {
    let dated = app.progress().dated();
    let count = vec![Span::new(tr!("{count} 件 ", count = dated.len()), TextRole::Title)];
    page.headline(text::desk::DUE, (&app.name, &[]), count);
    if dated.is_empty() {
        page.blank();
        page.paragraph(t(text::desk::NO_DUE), TextRole::Quiet, &[]);
    }
    let soon = app.today.saturating_add(text::desk::SOON_DAYS.days());
    let group = |one: &&OpenClause| match one.deadline() {
        Some(due) if due.is_past(app.today) => text::desk::OVERDUE,
        Some(due) if due.day <= soon => text::desk::SOON,
        _ => text::desk::LATER,
    };
    for heading in [text::desk::OVERDUE, text::desk::SOON, text::desk::LATER] {
        let of_it: Vec<&OpenClause> = dated.iter().filter(|one| group(one) == heading).collect();
        if !of_it.is_empty() {
            page.heading(&text::count(heading, of_it.len()), "");
        }
        of_it.into_iter().for_each(|one| clause(page, app, one.at, one.kind));
    }
}
