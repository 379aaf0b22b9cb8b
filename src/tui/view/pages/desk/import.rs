//! What taking in a worklist that was filled in would do.

use crate::failure::Failure;
use crate::import::worklist::{ImportConflict, Refusal, Take};
use crate::language::{joined, t, titled, tr};
use crate::tui::app::App;
use crate::tui::app::desk::DeskDeed;
use crate::tui::app::desk::filled::{FilledDeed, FilledSheet};
use crate::tui::app::typed_path::below_home;
use crate::tui::view::page::{LinkText, PageBuilder};
use crate::tui::view::pages::names;
use crate::tui::view::text;
use crate::tui::view::theme::TextRole;
use crate::workspace::importing::{NOT_READ, NOTHING, RowSaid, UNREADABLE, changes_said, items_said, shown};

/// The most sentences about what is not read that are listed: a whole file may be unreadable, and a page is made anew for
/// each key. What would be recorded is listed all: nobody takes in what they cannot see.
const LISTED: usize = 1_000;

/// Adds what was found in the sheet that was looked at last.
pub(super) fn compose(page: &mut PageBuilder, app: &App) {
    let Some(sheet) = &app.desk.filled else {
        page.headline(text::filled::TITLE, ("", &[]), Vec::new());
        page.blank();
        page.link(deed(t(text::filled::ASK), FilledDeed::Ask));
        return;
    };
    let path = below_home(&sheet.look.path.to_string_lossy(), app.home.as_deref());
    page.headline(text::filled::TITLE, (&path, &[]), Vec::new());
    page.blank();
    offer(page, sheet);
    sheet.look.remarks.iter().for_each(|said| page.paragraph(said, TextRole::Quiet, &[]));
    sentences(page, UNREADABLE, &sheet.plan.problems);
    conflicts(page, app, sheet);
    rows(
        page,
        tr!("変わるところ {n} 件", n = sheet.plan.changes.len()),
        &changes_said(&app.catalog, &sheet.plan.changes),
    );
    rows(page, tr!("加える独自項目 {n} 件", n = sheet.plan.items.len()), &items_said(&sheet.plan.items));
    sentences(page, NOT_READ, &sheet.plan.passed_over);
}

fn deed(title: impl Into<String>, deed: FilledDeed) -> LinkText {
    super::deed(title, DeskDeed::Filled(deed))
}

/// Adds the link that takes the sheet in, or why it cannot be taken in.
fn offer(page: &mut PageBuilder, sheet: &FilledSheet) {
    let foreign = sheet.look.is_foreign;
    if foreign {
        page.paragraph(t(text::filled::FOREIGN), TextRole::Error, &[]);
    }
    if sheet.is_empty() {
        let said = [t(NOTHING).to_owned(), text::filled::counts(&sheet.plan, 0)];
        page.paragraph(&joined(said), TextRole::Quiet, &[]);
        return;
    }
    let next = match sheet.plan.decided(&sheet.takes) {
        Err(refusal @ Refusal::Unreadable(_)) => {
            let Failure { message, hint, .. } = Failure::from(refusal);
            page.paragraph(&joined([message, hint]), TextRole::Error, &[]);
            page.link(deed(t(text::filled::AGAIN), FilledDeed::Again));
            return;
        }
        Err(Refusal::Undecided(count)) => text::filled::undecided(count),
        Ok(_) => t(text::desk::MERGE_HOW).to_owned(),
    };
    let counts = text::filled::counts(&sheet.plan, sheet.plan.taken(&sheet.takes).count());
    let title = titled(if foreign { text::filled::TAKE_IN_FOREIGN } else { text::desk::MERGE_NOW });
    page.link(LinkText { how: joined([counts, next]), ..deed(title, FilledDeed::TakeIn) });
    let by = sheet.by.as_deref().unwrap_or_else(|| t(text::filled::ONESELF));
    let link = deed(format!("{}: {by}", t(text::filled::BY)), FilledDeed::AskBy);
    page.link(LinkText { aside: t(text::filled::BY_HOW).to_owned(), ..link });
}

/// Adds the conflicts, each with the answer that is taken.
fn conflicts(page: &mut PageBuilder, app: &App, sheet: &FilledSheet) {
    let conflicts = &sheet.plan.conflicts;
    if conflicts.is_empty() {
        return;
    }
    let open = conflicts.iter().filter(|conflict| sheet.takes.of(conflict).is_none()).count();
    page.heading(&tr!("食い違い {n} 件", n = conflicts.len()), &text::filled::open(open));
    for (title, take) in [(text::filled::ALL_THEIRS, Take::Theirs), (text::filled::ALL_MINE, Take::Mine)] {
        page.link(deed(t(title), FilledDeed::All(take)));
    }
    for (at, conflict) in conflicts.iter().enumerate() {
        page.link(row(app, sheet, at, conflict));
    }
}

fn row(app: &App, sheet: &FilledSheet, at: usize, conflict: &ImportConflict) -> LinkText {
    let taken = match sheet.takes.of(conflict) {
        Some(Take::Theirs) => text::filled::THEIRS,
        Some(Take::Mine) => text::filled::MINE,
        None => text::filled::OPEN,
    };
    let clause = match app.catalog.find(&conflict.clause) {
        Some(at) => format!("{}  {}", names::label(app, at), app.catalog.title(at)),
        None => conflict.clause.clone(),
    };
    let (filled, current) = (shown(&conflict.filled), shown(&conflict.current));
    let answers = tr!("記入は{filled}、点検票は{current}", filled, current);
    let details = vec![(conflict.filled.field().name(), answers), ("", t(conflict.why()).to_owned())];
    LinkText { details, ..deed(format!("{} {clause}", t(taken)), FilledDeed::Turn(at)) }
}

/// Adds what is told of rows below a heading, unless there are none.
fn rows(page: &mut PageBuilder, heading: String, rows: &[RowSaid]) {
    if rows.is_empty() {
        return;
    }
    page.heading(&heading, "");
    for row in rows {
        page.item(&row.title);
        row.lines.iter().for_each(|line| page.fact("", line));
    }
}

/// Adds sentences below a heading, unless there are none.
fn sentences(page: &mut PageBuilder, heading: &str, all: &[impl ToString]) {
    if all.is_empty() {
        return;
    }
    page.heading(&tr!("{what} {n} 件", what = heading, n = all.len()), "");
    all.iter().take(LISTED).for_each(|one| page.item(&one.to_string()));
    if let Some(rest) = all.len().checked_sub(LISTED).filter(|rest| *rest > 0) {
        page.item(&tr!("ほかに {rest} 件あります。", rest));
    }
}
