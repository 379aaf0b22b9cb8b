//! Asking the search engine, and what becomes of the hits.

use crate::failure::Failure;
use crate::model::Kind;
use crate::search::{Request, Results};
use crate::tui::app::App;
use crate::tui::app::search::{Readiness, kind_after};
use crate::tui::update::effect::Effect;
use crate::tui::update::navigation;

/// Asks for an answer to the query as it is now, or lists everything when there is none.
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
    let (statuses, evidenced) = (app.statuses.clone(), app.evidenced.clone());
    let request = Request { kinds, statuses, evidenced, ..Request::new(app.search.input.text(), all_hits(app)) };
    vec![Effect::Search(app.search.generation, request)]
}

/// Returns how many hits are asked for: as many as there can be, so that a list can be marked as a whole.
fn all_hits(app: &App) -> usize {
    Kind::SEARCHABLE.iter().map(|kind| app.catalog.all(*kind).count()).sum()
}

pub(super) fn ready(app: &mut App) -> Vec<Effect> {
    app.search.readiness = Readiness::Ready;
    if app.search.is_browsing() { Vec::new() } else { search(app) }
}

pub(super) fn failed(app: &mut App, failure: Failure) {
    app.search.is_waiting = false;
    app.search.typed_ahead.clear();
    app.search.readiness = Readiness::Failed(failure.clone());
    app.notice = Some(failure.into());
}

pub(super) fn narrow(app: &mut App, by: usize) -> Vec<Effect> {
    app.search.kind = kind_after(app.search.kind, by);
    app.picked.clear();
    search(app)
}
