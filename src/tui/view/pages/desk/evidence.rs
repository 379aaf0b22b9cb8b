//! All evidence, and one piece of it.

use crate::language::{t, tr};
use crate::sheet::{is_past, terms};
use crate::tui::app::App;
use crate::tui::app::desk::DeskDeed;
use crate::tui::input::keymap::Mode;
use crate::tui::view::page::{LinkTarget, PageBuilder, Span};
use crate::tui::view::pages::{contents, names};
use crate::tui::view::text;
use crate::tui::view::theme::TextRole;
use crate::worklist::{EntryId, Evidence, Field};

/// How many digits of a hash tell two files apart at a glance.
const HASH: usize = 12;

/// Adds all evidence in the order in which it was added.
pub(super) fn list(page: &mut PageBuilder, app: &App) {
    let all: Vec<&Evidence> = app.state.evidence().collect();
    let count = vec![Span::new(tr!("{count} 件 ", count = all.len()), TextRole::Title)];
    page.headline(text::desk::EVIDENCE, (&app.name, &[]), count);
    page.blank();
    if all.is_empty() {
        let key = app.keymap.key_for(Mode::Clause, "add-evidence");
        page.paragraph(&text::desk::no_evidence(key), TextRole::Quiet, &[]);
        page.blank();
        return add_for_audit(page, app);
    }
    page.link(super::deed(t(text::desk::CHECK), DeskDeed::CheckEvidence));
    if app.desk.checked.is_none() {
        page.aside(t(text::desk::NOT_CHECKED));
    }
    page.blank();
    for one in all {
        let standing = standing(app, one);
        page.row(super::deed(one.name(), DeskDeed::Piece(one.id)), 0, standing);
        page.below_row(&facts(app, one).join("  "));
    }
    page.blank();
    add_for_audit(page, app);
}

/// Adds the row by which evidence of the audit as a whole is added, and the key that does so anywhere.
fn add_for_audit(page: &mut PageBuilder, app: &App) {
    page.link(super::deed(t(text::whole_audit::ADD), DeskDeed::AddEvidence));
    page.aside(&text::whole_audit::how(app.key_below("add-audit-evidence")));
}

/// Returns how a piece stands: withdrawn, expired, as it was checked last.
fn standing(app: &App, one: &Evidence) -> Vec<Span> {
    let checked = app.desk.checked.as_ref().and_then(|checked| checked.get(&one.id));
    let expired = one.expires.filter(|_| is_past(one.expires, app.today)).map(|date| tr!("期限切れ {date} ", date));
    match (one.is_withdrawn, checked) {
        (true, _) => vec![Span::new(tr!("[取り下げ] "), TextRole::Quiet)],
        (false, checked) => {
            let role = |is_fine: bool| if is_fine { TextRole::Quiet } else { TextRole::Error };
            let checked = checked.map(|one| Span::new(format!("{} ", one.name()), role(one.is_fine())));
            expired.map(|said| Span::new(said, TextRole::Error)).into_iter().chain(checked).collect()
        }
    }
}

/// Returns what is known of a piece, in a few words.
fn facts(app: &App, one: &Evidence) -> Vec<String> {
    let place = Some(one.location.clone()).filter(|_| !one.title.is_empty());
    let hash = one.sha256.get(..HASH).map(|hash| format!("SHA-256 {hash}"));
    let dates =
        [one.effective.map(|date| tr!("有効日 {date}", date)), one.expires.map(|date| tr!("期限 {date}", date))];
    let dates = dates.into_iter().flatten();
    let audit = one.is_for_audit.then(|| t(text::whole_audit::NAME).to_owned());
    let clauses = match one.clauses.len() {
        0 if one.is_for_audit => None,
        0 => Some(tr!("付いている条項なし").to_owned()),
        _ => Some(names::label_of(app, one.clauses.iter().map(String::as_str))),
    };
    place.into_iter().chain(audit).chain(clauses).chain(dates).chain(hash).collect()
}

/// Adds one piece, whole: nothing of its place is left out.
pub(super) fn piece(page: &mut PageBuilder, app: &App, id: EntryId) {
    let Some(one) = app.state.evidence_with(id) else {
        page.headline(text::desk::EVIDENCE, ("", &[]), Vec::new());
        return;
    };
    page.headline(text::desk::EVIDENCE, (one.name(), &[]), standing(app, one));
    page.blank();
    page.fact("場所", &one.location);
    page.fact("SHA-256", &one.sha256);
    page.fact(terms::EFFECTIVE, &one.effective.map(|date| date.to_string()).unwrap_or_default());
    page.fact(tr!("期限 {date}", date = "").trim_end(), &one.expires.map(|date| date.to_string()).unwrap_or_default());
    page.fact("加えた人", &one.added_by);
    page.fact("加えた日時", &crate::clock::local(one.added_at));
    for conflict in &one.conflicts {
        page.fact_as(text::DISAGREEMENT.trim(), &conflict.sentence(&app.state), TextRole::Error);
    }
    page.blank();
    page.link(super::deed(t(text::desk::COPY_PLACE), DeskDeed::CopyPlace(id)));
    let (title, on) = if one.is_withdrawn { (text::desk::BRING_BACK, false) } else { (text::desk::WITHDRAW, true) };
    page.link(super::deed(t(title), DeskDeed::Withdraw(id, on)));
    for field in [Field::Title, Field::Effective, Field::Expires] {
        page.link(super::deed(text::desk::describe(field.name()), DeskDeed::Describe(id, field)));
    }
    stands_for(page, app, one);
}

/// Adds what a piece is evidence of: clauses, the audit as a whole.
fn stands_for(page: &mut PageBuilder, app: &App, one: &Evidence) {
    page.heading(&text::count("付いている条項", one.clauses.len()), "");
    for clause in &one.clauses {
        if let Some(at) = app.catalog.find(clause) {
            let title = format!("{}  {}", names::label(app, at), app.catalog.title(at));
            page.link(crate::tui::view::page::LinkText { title, ..contents::plain(LinkTarget::Record(at)) });
        }
    }
    page.aside(&text::desk::link_how(app.keymap.key_for(Mode::Clause, "link-evidence")));
    if !one.clauses.is_empty() {
        page.heading("条項から外す", "");
    }
    for clause in &one.clauses {
        let title = tr!("{label}から外す", label = names::label_of(app, [clause.as_str()].into_iter()));
        page.link(super::deed(title, DeskDeed::Unlink(one.id, clause.clone())));
    }
    page.heading(text::whole_audit::NAME, "");
    let [off, on] = text::whole_audit::OFF_AND_ON;
    let title = if one.is_for_audit { off } else { on };
    page.link(super::deed(t(title), DeskDeed::ForAudit(one.id, !one.is_for_audit)));
}
