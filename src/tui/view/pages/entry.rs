//! The part of a clause page with what the worklist records about the clause.

use crate::catalog::RecordRef;
use crate::clock;
use crate::language::{t, tr};
use crate::model::{Clause, Grade, Review, Verdict};
use crate::sheet::{Answers, DeadlineKind};
use crate::tui::app::App;
use crate::tui::app::desk::DeskDeed;
use crate::tui::view::page::{LinkTarget, LinkText, PageBuilder};
use crate::tui::view::pages::contents;
use crate::tui::view::text;
use crate::tui::view::theme::TextRole;
use crate::worklist::{CHANGED_SINCE_REVIEW, LeftOut, Mark, waiting_sentence};

/// Adds what is recorded about a clause, and the reason if it is not counted. Adds nothing if there is neither.
pub(super) fn compose(page: &mut PageBuilder, app: &App, at: RecordRef, clause: &Clause) {
    let mark = app.state.mark(&clause.id);
    let left_out = app.scope.left_out(at).filter(|left_out| left_out.is_by_profile() || mark.is_some());
    let draft = app.drafts.contains_key(&clause.id);
    let is_simplifiable = app.scope.is_simplifiable(at);
    if mark.is_none() && left_out.is_none() && !draft && !is_simplifiable {
        return;
    }
    page.heading(text::WORKLIST, "");
    if let Some(left_out) = left_out {
        page.fact_as(text::NOT_COUNTED, &left_out.reason(), TextRole::Quiet);
        if matches!(left_out, LeftOut::Pattern { .. }) {
            page.fact_as("", t(text::ASK_VENDOR), TextRole::Quiet);
        }
    }
    if is_simplifiable {
        page.fact("簡略化", t(text::SIMPLIFIABLE));
    }
    if let Some(mark) = mark {
        recorded(page, app, clause, mark);
    }
    if draft {
        page.fact_as(text::NOTE, t(text::editing::DRAFT), TextRole::Doing);
    }
}

/// Adds a line that says what is recorded beside the status; nothing if nothing is. The part itself stands further down.
pub(super) fn brief(page: &mut PageBuilder, app: &App, clause: &Clause) {
    let Some(mark) = app.state.mark(&clause.id) else { return };
    let Answers { verdict, note, owner, due, reason, .. } = &mark.answers;
    let evidence = mark.evidence.iter().filter_map(|id| app.state.evidence_with(*id)).filter(|one| !one.is_withdrawn);
    let said = |name: &str, value: &str| if value.is_empty() { String::new() } else { format!("{} {value}", t(name)) };
    let due = due.map(|due| due.to_string()).unwrap_or_default();
    let there = |name: &str, is_there: bool| if is_there { t(name).to_owned() } else { String::new() };
    let overdue = there(text::OVERDUE, mark.answers.is_overdue(app.today));
    let evidence = match evidence.count() {
        0 => String::new(),
        count => text::count("証跡", count),
    };
    let parts = [
        there(text::DISAGREEMENT.trim_end(), !mark.conflicts.is_empty()),
        if *verdict == Verdict::Open { String::new() } else { said("判定", t(verdict.name())) },
        said("担当者", owner),
        said("期限", &due) + &overdue,
        evidence,
        said("指摘", t(mark.answers.grade.map_or("", Grade::name))),
        there("例外", mark.answers.exception_standing().is_some()),
        t(mark.answers.review.map_or("", Review::name)).to_owned(),
        there("理由あり", !reason.is_empty()),
        there("メモあり", !note.is_empty()),
    ];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    let parts: Vec<String> = parts.chain(passed(app, &mark.answers)).collect();
    let is_wrong = !mark.conflicts.is_empty() || mark.answers.is_late(app.today);
    page.fact_as(text::WORKLIST, &parts.join("   "), if is_wrong { TextRole::Error } else { TextRole::Text });
}

/// Returns the days of action and exception that have passed.
fn passed(app: &App, answers: &Answers) -> Vec<String> {
    let days = answers.deadlines().filter(|one| one.kind != DeadlineKind::Clause && one.is_past(app.today));
    days.map(|one| format!("{} {}{}", t(one.kind.name()), one.day, t(text::OVERDUE))).collect()
}

fn recorded(page: &mut PageBuilder, app: &App, clause: &Clause, mark: &Mark) {
    let Answers { status, verdict, note, owner, due, reason, .. } = &mark.answers;
    page.fact("記録", &format!("{}   {}   {}", t(status.name()), clock::local(mark.changed_at), mark.changed_by));
    if *verdict != Verdict::Open {
        page.fact("判定", t(verdict.name()));
    }
    page.fact("担当者", owner);
    if let Some(due) = *due {
        let is_over = mark.answers.is_overdue(app.today);
        let (said, role) = if is_over { (t(text::OVERDUE), TextRole::Error) } else { ("", TextRole::Text) };
        page.fact_as("期限", &format!("{due}{said}"), role);
    }
    page.fact("理由", reason);
    for (name, line) in mark.answers.told() {
        page.fact(name, &line);
    }
    for day in passed(app, &mark.answers) {
        page.fact_as("", &day, TextRole::Error);
    }
    if app.state.has_changed_since_review(&clause.id) {
        page.fact_as("", t(CHANGED_SINCE_REVIEW), TextRole::Doing);
    }
    page.fact("前の版", &mark.previous);
    let waiting = waiting_sentence(&app.catalog, &app.state, &app.scope, clause);
    page.fact("版の引き継ぎ", &waiting.unwrap_or_default());
    for (row, line) in note.lines().enumerate() {
        page.fact(if row == 0 { text::NOTE } else { "" }, if line.is_empty() { " " } else { line });
    }
    let known = mark.evidence.iter().filter_map(|id| app.state.evidence_with(*id));
    for evidence in known.filter(|evidence| !evidence.is_withdrawn) {
        let until = evidence.expires.map_or_else(String::new, |expires| tr!("({expires} まで)", expires));
        let piece = LinkTarget::Desk(DeskDeed::Piece(evidence.id));
        let link =
            LinkText { title: evidence.name().to_owned(), group: text::desk::EVIDENCE, ..contents::plain(piece) };
        page.line_of_links(text::desk::EVIDENCE, vec![link], &until);
    }
    for conflict in &mark.conflicts {
        let sentence = text::disagreement(&conflict.sentence(&app.state));
        page.fact_as(text::DISAGREEMENT.trim_end(), &sentence, TextRole::Error);
    }
}
