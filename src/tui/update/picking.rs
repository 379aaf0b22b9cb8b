//! Picking rows, to do one thing to all of them.

use std::collections::BTreeSet;

use crate::catalog::RecordRef;
use crate::model::Kind;
use crate::search::selects;
use crate::tui::app::App;
use crate::tui::app::jump_list::Screen;
use crate::tui::app::selection::Motion;
use crate::tui::update::navigation;
use crate::tui::update::notice::say;
use crate::tui::view::text;
use crate::workspace::bulk::Selection;

/// Picks or releases the selected row, and selects the next one.
pub(super) fn pick(app: &mut App) {
    let is_list = matches!(app.jump_list.current().screen, Screen::Search | Screen::List(_));
    let Some(at) = app.target_record().filter(|at| is_list && at.kind == Kind::Clause) else {
        return say(app, text::ONLY_CLAUSES);
    };
    if !app.picked.remove(&at) {
        app.picked.insert(at);
    }
    navigation::go(app, Motion::Next);
}

/// Picks the rows again that were picked before, as far as they stand in the list on screen. If none does, what is picked
/// stays.
pub(super) fn pick_again(app: &mut App) {
    let before = if app.let_go.is_empty() { &app.picked } else { &app.let_go };
    let listed: BTreeSet<RecordRef> = match app.jump_list.current().screen {
        Screen::List(filter) => app.rows(filter).iter().copied().collect(),
        Screen::Search => app.search.results.hits.iter().map(|hit| hit.at).collect(),
        _ => BTreeSet::new(),
    };
    let again: BTreeSet<RecordRef> = before.intersection(&listed).copied().collect();
    let said = text::picked_again(again.len(), before.len() - again.len());
    if !again.is_empty() {
        // Those that do not stand here are still remembered, unless other rows take their place.
        if !app.picked.is_subset(&app.let_go) {
            app.let_go();
        }
        app.picked = again;
    }
    say(app, &said);
}

/// Picks every clause that was asked for, or releases all that are picked if those are among them: the hits that are all
/// that was asked for, or the clauses that pass the filter of the list.
pub(super) fn pick_all(app: &mut App) {
    let selection = match app.jump_list.current().screen {
        Screen::List(filter) => Selection { clauses: app.clauses(filter), ..Selection::default() },
        _ if app.search.is_browsing() => return say(app, text::NOTHING_ASKED),
        _ => Selection::of(&app.search.results, &app.scope),
    };
    let query = app.search.input.text();
    let is_list = matches!(app.jump_list.current().screen, Screen::List(_));
    if selection.clauses.is_empty() && !is_list && !selects(query) {
        let said = text::nothing_to_pick_by(query);
        return say(app, &said);
    }
    let clauses: BTreeSet<RecordRef> = selection.clauses.iter().copied().collect();
    let is_picked = !app.picked.is_empty() && clauses.is_subset(&app.picked);
    // Whatever was picked by hand can be picked again.
    app.let_go();
    if !is_picked {
        say(app, &text::all_picked(&selection));
        app.picked = clauses;
    }
}
