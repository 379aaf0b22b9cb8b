//! Another worklist held against the one in use: in short, then clause by clause.

use crate::language::{t, tr};
use crate::tui::app::App;
use crate::tui::input::keymap::Mode;
use crate::tui::view::page::{LinkText, PageBuilder, Span};
use crate::tui::view::pages::parts;
use crate::tui::view::text;
use crate::tui::view::theme::TextRole;
use crate::worklist::{ListDiff, ListDiffRow};

/// Adds what differs.
pub(super) fn compose(page: &mut PageBuilder, app: &App) {
    let Some(compared) = &app.desk.compared else {
        page.headline(text::desk::DIFFERENCES, ("", &[]), Vec::new());
        let list = app.keymap.key_for(Mode::Record, "worklists");
        let key = app.keymap.key_for(Mode::Worklists, "compare-worklist");
        page.paragraph(&text::desk::not_compared(list, key), TextRole::Quiet, &[]);
        return;
    };
    let [from, to] = &compared.names;
    let count = Span::new(tr!("{count} 条項 ", count = compared.diff.rows.len()), TextRole::Title);
    page.headline(text::desk::DIFFERENCES, (&format!("{from} → {to}"), &[]), vec![count]);
    if app.desk.has_changed_since {
        page.paragraph(t(text::desk::COMPARED_BEFORE), TextRole::Error, &[]);
    }
    compared.problems.iter().for_each(|problem| page.paragraph(problem, TextRole::Error, &[]));
    compared.remarks.iter().for_each(|remark| page.paragraph(remark, TextRole::Text, &[]));
    compared.diff.summary().iter().for_each(|said| page.aside(said));
    transitions(page, &compared.diff);
    if compared.diff.rows.is_empty() {
        page.paragraph(t(text::desk::NOTHING_DIFFERS), TextRole::Quiet, &[]);
    }
    page.links(text::desk::DIFFERING, "", compared.diff.rows.iter().filter_map(|row| clause(app, row)).collect());
    let unmatched = compared.diff.unmatched.iter().filter(|one| one.is_marked);
    let unmatched = unmatched.filter_map(|one| {
        Some(LinkText { how: t(one.why.name()).to_owned(), ..parts::link(app, app.catalog.find(&one.clause)?) })
    });
    page.links(text::desk::UNMATCHED, "", unmatched.collect());
}

/// Adds how many clauses changed in which way.
fn transitions(page: &mut PageBuilder, diff: &ListDiff) {
    let transitions = diff.transitions();
    if transitions.is_empty() {
        return;
    }
    page.heading(text::desk::TRANSITIONS, "");
    for (change, count) in transitions {
        page.fact(change.field.name(), &tr!("{change}  {count} 条項", change = change.transition(), count));
    }
}

/// Returns the link to a clause that the catalog has, with what differs below it.
fn clause(app: &App, row: &ListDiffRow) -> Option<LinkText> {
    let earlier = row.earlier.as_ref().and_then(|id| app.catalog.find(id));
    let earlier = earlier.map(|at| (text::desk::EARLIER, app.catalog.listed_label(at)));
    let changes = row.changes.iter().map(|change| (change.field.name(), change.transition()));
    let link = parts::link(app, app.catalog.find(&row.clause)?);
    Some(LinkText { details: earlier.into_iter().chain(changes).collect(), ..link })
}
