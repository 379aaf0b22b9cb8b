//! Requests to the search engine.

use crate::failure::Failure;
use crate::model::Kind;
use crate::search::{Request, Results};
use crate::tui::app::App;
use crate::tui::app::search::Readiness;
use crate::tui::update::effect::Effect;
use crate::tui::update::{list, navigation};
use crate::tui::view::layout;

/// How many hits say why they were found: more than the program has records. Of documents of a person, one letter finds tens of
/// thousands, and nobody reads so far.
const DETAILED: usize = 2000;

/// Searches for the current query, or lists all records if it is empty.
pub(super) fn search(app: &mut App) -> Vec<Effect> {
    app.search.generation += 1;
    if app.search.is_browsing() {
        app.browse();
        navigation::keep_in_view(app);
        return Vec::new();
    }
    if let Readiness::Failed(_) = app.search.readiness {
        app.show(Results::default());
        return Vec::new();
    }
    app.search.is_waiting = true;
    if app.search.readiness == Readiness::Preparing {
        return Vec::new();
    }
    let kinds = app.search.kind.into_iter().collect();
    // The first rows are on screen, unless a row stays selected that may be anywhere.
    let may_stay = app.search.pinned.is_some() || app.search.asks_again;
    let shown = if may_stay { DETAILED } else { usize::from(layout::search(app.size).hits.height) };
    // As many as there are, so that a whole list can be marked.
    let request = Request { kinds, detailed: DETAILED, shown, ..app.request(app.search.input.text()) };
    vec![Effect::Search(app.search.generation, request)]
}

/// The engine can answer now: searches for what was typed so far.
pub(super) fn ready(app: &mut App) -> Vec<Effect> {
    app.search.readiness = Readiness::Ready;
    let mut effects = list::query::ask_waiting(app);
    if !app.search.is_browsing() {
        effects.extend(search(app));
    }
    effects
}

/// The engine cannot be built: nothing waits for it any longer.
pub(super) fn failed(app: &mut App, failure: Failure) {
    app.search.is_waiting = false;
    app.search.typed_ahead.clear();
    list::query::give_up(app);
    app.search.readiness = Readiness::Failed(failure.clone());
    app.notice = Some(failure.into());
}

/// Shows hits of the next kind or of the one before.
pub(super) fn narrow(app: &mut App, is_forward: bool) -> Vec<Effect> {
    narrow_to(app, app.search.kind_beside(is_forward))
}

/// Shows hits of one kind, or of all.
pub(super) fn narrow_to(app: &mut App, kind: Option<Kind>) -> Vec<Effect> {
    app.search.kind = kind;
    app.let_go();
    search(app)
}

/// Lists every record of a kind.
pub(super) fn list(app: &mut App, kind: Kind) -> Vec<Effect> {
    navigation::go_to_search(app);
    app.search.input.clear();
    app.search.offered = None;
    app.search.pinned = None;
    narrow_to(app, Some(kind))
}
