//! A catalog that takes the place of the one on screen. Whatever points into the old one is carried over by id, so that what is
//! open stays open and the next key means what one sees.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::catalog::{Catalog, PackOff, RecordRef};
use crate::failure::Failure;
use crate::language::joined;
use crate::tui::app::App;
use crate::tui::app::jump_list::{EditionPair, ListFilter, Location, Screen};
use crate::tui::app::overlay::Overlay;
use crate::tui::app::rows::query::ListQuery;
use crate::tui::app::search::{Readiness, SearchState};
use crate::tui::input::message::Message;
use crate::tui::update::effect::Effect;
use crate::tui::update::navigation::links;
use crate::tui::update::notice::{say, say_wrong};
use crate::tui::update::search::search;
use crate::tui::update::{list, navigation, outcome};
use crate::tui::view::page::LinkTarget;
use crate::tui::view::text;
use crate::worklist::absent_sentences;
use crate::workspace::prepared::{Step, Unread};
use crate::workspace::scope::counted_ids;

/// Shows a new catalog. `engine` tells whether it can be searched, or why not.
pub fn take_catalog(app: &mut App, catalog: Arc<Catalog>, engine: Result<(), Failure>) -> Vec<Effect> {
    let carrier = Carrier { from: app.catalog.clone(), to: catalog };
    let row = app.target_record().and_then(|at| carrier.record(at));
    let link = links::selected_target(app).and_then(|target| carrier.target(&target));
    carrier.places(app);
    app.catalog = carrier.to;
    app.preparing = None;
    let state = app.state.clone();
    outcome::count(app, state);
    // Where as many count as before, they may be others.
    app.counted = counted_ids(&app.catalog, &app.scope);
    links::select_target(app, link.as_ref());
    list::sort_again(app);
    list::select(app, row);
    match engine {
        Ok(()) => app.search.readiness = Readiness::Ready,
        Err(failure) => app.search.readiness = Readiness::Failed(failure),
    }
    app.search.asks_again = true;
    let mut effects = search(app);
    effects.extend(list::query::ask_waiting(app));
    navigation::keep_in_view(app);
    effects
}

/// Says which records wait for their clauses, unless there is something to say already.
pub fn tell_absent(app: &mut App, off: &[PackOff]) {
    let said = joined(absent_sentences(&app.catalog, &app.state, || off.to_vec()));
    if app.notice.is_none() && !said.is_empty() {
        say(app, &said);
    }
}

/// Says which packs cannot be read, unless there is something to say already.
pub fn tell_unread(app: &mut App, unread: &[Unread]) {
    let said = joined(unread.iter().map(Unread::sentence));
    if app.notice.is_none() && !said.is_empty() {
        say_wrong(app, &said, "");
    }
}

/// Says how far the records of the user are, or that they will have to be made ready again.
pub(super) fn preparing(app: &mut App, step: Step) {
    match step {
        Step::NotKept(why) => say(app, &text::not_kept(&why)),
        step => app.preparing = Some(step),
    }
}

/// Carries pointers from one catalog to another.
struct Carrier {
    from: Arc<Catalog>,
    to: Arc<Catalog>,
}

impl Carrier {
    /// Returns the record of the same id and kind; none if it is gone.
    fn record(&self, at: RecordRef) -> Option<RecordRef> {
        self.to.find(self.from.id(at)).filter(|found| found.kind == at.kind)
    }

    fn records(&self, records: &BTreeSet<RecordRef>) -> BTreeSet<RecordRef> {
        records.iter().filter_map(|at| self.record(*at)).collect()
    }

    fn pair(&self, pair: EditionPair) -> Option<EditionPair> {
        Some(EditionPair { from: self.record(pair.from)?, to: self.record(pair.to)? })
    }

    fn filter(&self, filter: ListFilter) -> Option<ListFilter> {
        let node = match filter.node {
            Some(node) => Some(self.record(node)?),
            None => None,
        };
        Some(ListFilter { node, ..filter })
    }

    fn screen(&self, screen: Screen) -> Option<Screen> {
        Some(match screen {
            Screen::Record(at) => Screen::Record(self.record(at)?),
            Screen::Comparison(pair) => Screen::Comparison(self.pair(pair)?),
            Screen::List(filter) => Screen::List(self.filter(filter)?),
            Screen::Search
            | Screen::Contents
            | Screen::Progress
            | Screen::Coverage(_)
            | Screen::Chapters
            | Screen::Packs(_)
            | Screen::Desk(_) => screen,
        })
    }

    /// What was about a record that is gone becomes the search.
    fn location(&self, location: Location) -> Location {
        let anchor = location.anchor.and_then(|at| self.record(at));
        match self.screen(location.screen) {
            Some(screen) => Location { screen, anchor, ..location },
            None => Location::default(),
        }
    }

    fn target(&self, target: &LinkTarget) -> Option<LinkTarget> {
        Some(match target {
            LinkTarget::Record(at) => LinkTarget::Record(self.record(*at)?),
            LinkTarget::List(filter) => LinkTarget::List(self.filter(*filter)?),
            LinkTarget::Comparison(pair) => LinkTarget::Comparison(self.pair(*pair)?),
            LinkTarget::Coverage(_)
            | LinkTarget::Chapters
            | LinkTarget::Screen(_)
            | LinkTarget::Deed(_)
            | LinkTarget::Desk(_) => target.clone(),
        })
    }

    /// Most messages are about no record.
    fn message(&self, message: &Message) -> Option<Message> {
        Some(match message {
            Message::Visit(at) => Message::Visit(self.record(*at)?),
            Message::VisitComparison(pair) => Message::VisitComparison(self.pair(*pair)?),
            message => message.clone(),
        })
    }

    fn messages(&self, messages: &mut Vec<Message>) {
        *messages = messages.iter().filter_map(|message| self.message(message)).collect();
    }

    fn places(&self, app: &mut App) {
        app.jump_list.carry(|location| self.location(location));
        app.viewing.forget_preview();
        app.picked = self.records(&app.picked);
        app.let_go = self.records(&app.let_go);
        app.kept_rows = self.records(&app.kept_rows);
        app.last_clause = app.last_clause.and_then(|at| self.record(at));
        app.desk.found = None;
        // What a query finds now, others may have changed.
        if let Some(query) = &app.list_query {
            let clauses = query.clauses.iter().filter_map(|at| self.record(*at)).collect();
            app.list_query = Some(Arc::new(ListQuery { text: query.text.clone(), clauses }));
        }
        self.search(&mut app.search);
        match &mut app.overlay {
            Some(Overlay::Palette(palette)) => palette.carry(|message| self.message(message)),
            Some(Overlay::Name(prompt)) => self.messages(&mut prompt.held),
            Some(Overlay::Page(prompt)) => {
                prompt.from = self.location(prompt.from);
                prompt.left.1 = self.location(prompt.left.1);
            }
            // They hold ids, or nothing of the catalog.
            Some(
                Overlay::Help(_) | Overlay::FieldEditor(_) | Overlay::File(_) | Overlay::Query(_) | Overlay::Desk(_),
            )
            | None => {}
        }
    }

    /// The hits stay until the new ones are there, but without the places where they matched: their texts may be others now.
    fn search(&self, search: &mut SearchState) {
        let selected = search.hit().and_then(|hit| self.record(hit.at));
        search.results.hits.retain_mut(|hit| {
            let carried = self.record(hit.at);
            hit.matched.clear();
            hit.is_detailed = false;
            hit.at = carried.unwrap_or(hit.at);
            carried.is_some()
        });
        search.selected = search.results.hits.iter().position(|hit| Some(hit.at) == selected);
        self.messages(&mut search.typed_ahead);
    }
}
