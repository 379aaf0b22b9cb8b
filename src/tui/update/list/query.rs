//! Queries on the worklist: what it is narrowed by, and what is saved under a name.

use std::sync::Arc;

use crate::failure::Failure;
use crate::language::{joined, t};
use crate::model::Kind;
use crate::search::{Completion, FILTERS, Hit, Request, Results, Tier};
use crate::tui::app::jump_list::{DeskScreen, ListFilter, Screen};
use crate::tui::app::overlay::Overlay;
use crate::tui::app::rows::query::{ListQuery, OF_LIST, QueryPrompt, QueryPurpose, query_of};
use crate::tui::app::search::Readiness;
use crate::tui::app::text_input::TextInput;
use crate::tui::app::{App, Notice};
use crate::tui::completion::common;
use crate::tui::update::effect::Effect;
use crate::tui::update::handle_input;
use crate::tui::update::notice::{say, say_wrong};
use crate::tui::view::text;
use crate::workspace::saved::SavedFilters;

use super::narrow_by;

/// The most characters of a query, or of a name.
const LIMIT: usize = 200;

/// Asks by what to narrow the worklist. The prompt starts from what it is narrowed by.
pub(in crate::tui::update) fn open(app: &mut App) {
    let now = app.list_query.as_ref().map(|query| query.text.clone()).unwrap_or_default();
    app.overlay = Some(Overlay::Query(narrowing(TextInput::of_line(&now, LIMIT).to_be_replaced())));
}

const fn narrowing(input: TextInput) -> QueryPrompt {
    QueryPrompt { input, purpose: QueryPurpose::Narrow, query: String::new(), is_busy: false }
}

/// Asks under which name to save the query on screen.
pub(in crate::tui::update) fn ask_name(app: &mut App) {
    if matches!(app.jump_list.current().screen, Screen::List(ListFilter { node: Some(_), .. })) {
        let said = text::list::heading_not_saved(app.key_below("drop-filter"), app.key_below("narrow-list"));
        return say(app, &said);
    }
    let query = present(app);
    if query.is_empty() {
        return say(app, text::list::NOTHING_TO_SAVE);
    }
    let input = TextInput::of_line("", LIMIT);
    app.overlay = Some(Overlay::Query(QueryPrompt { input, purpose: QueryPurpose::Name, query, is_busy: false }));
}

/// Returns the query that means what is on screen.
fn present(app: &App) -> String {
    match app.jump_list.current().screen {
        Screen::List(filter) => query_of(filter, app.list_query.as_deref()),
        Screen::Search => {
            let kind = app.search.kind.map(|kind| format!("種別:{}", kind.name()));
            let typed = app.search.input.text().trim().to_owned();
            kind.into_iter().chain(Some(typed)).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
        }
        _ => String::new(),
    }
}

/// Completes the filter that is being typed as far as all that may stand there agree, and shows them; where nothing that is
/// known begins so, shows which filters there are.
pub(in crate::tui::update) fn complete(app: &mut App) {
    let Some(Overlay::Query(prompt)) = &app.overlay else { return };
    let (typed, cursor) = (prompt.input.text(), prompt.input.before_cursor().len());
    let Some(Completion { range, offers, .. }) = crate::search::complete(app.known(), typed, cursor) else {
        let is_begun = !typed[..cursor].is_empty() && !typed[..cursor].ends_with(char::is_whitespace);
        let names = FILTERS.iter().map(|row| format!("{}:", row.name())).collect::<Vec<_>>().join("  ");
        let said = if is_begun { t(text::list::NOTHING_BEGINS_SO) } else { t(text::list::ALL_FILTERS) };
        app.notice = Some(Notice { text: said.to_owned(), hint: names, is_error: false });
        return;
    };
    let shared = common(&offers).to_owned();
    if let Some(Overlay::Query(prompt)) = &mut app.overlay
        && (offers.len() == 1 || shared.len() > range.len())
    {
        prompt.input.replace(range, &shared);
    }
    if offers.len() > 1 {
        say(app, &offers.join("  "));
    }
}

/// Does what the prompt is for. It stays until it is known that the query can be used, or that it is saved.
pub(in crate::tui::update) fn confirm(app: &mut App) -> Vec<Effect> {
    let Some(Overlay::Query(mut prompt)) = app.overlay.take() else { return Vec::new() };
    let typed = prompt.input.text().trim().to_owned();
    match prompt.purpose {
        QueryPurpose::Narrow if typed.is_empty() => ask(app, typed),
        QueryPurpose::Narrow => {
            let failed = match &app.search.readiness {
                Readiness::Failed(failure) => Some(Notice::from(failure.clone())),
                Readiness::Preparing | Readiness::Ready => None,
            };
            prompt.is_busy = failed.is_none();
            app.overlay = Some(Overlay::Query(prompt));
            if failed.is_some() {
                app.notice = failed;
                return Vec::new();
            }
            ask(app, typed)
        }
        QueryPurpose::Name => {
            let query = prompt.query.clone();
            prompt.is_busy = true;
            app.overlay = Some(Overlay::Query(prompt));
            vec![Effect::SaveFilter(typed, query)]
        }
    }
}

/// Ends the waiting of the prompt for something. Returns whether it was waiting for that.
fn release(app: &mut App, purpose: QueryPurpose) -> bool {
    let Some(Overlay::Query(prompt)) = &mut app.overlay else { return false };
    prompt.purpose == purpose && std::mem::take(&mut prompt.is_busy)
}

/// Gives up what the prompt waits for, if it does: what it finds narrows nothing any more, and what is saved closes nothing.
pub(in crate::tui::update) fn give_up(app: &mut App) {
    if release(app, QueryPurpose::Narrow) {
        app.list_asked.clear();
        app.held_input.clear();
    } else if release(app, QueryPurpose::Name) {
        app.held_input.clear();
    }
}

/// Asks another engine for what no engine has answered yet.
pub(in crate::tui::update) fn ask_waiting(app: &mut App) -> Vec<Effect> {
    let asked = std::mem::take(&mut app.list_asked);
    if asked.is_empty() { Vec::new() } else { ask(app, asked) }
}

/// Narrows the worklist by a query; without one, by none.
fn ask(app: &mut App, typed: String) -> Vec<Effect> {
    if typed.is_empty() {
        narrow_by(app, None);
        return Vec::new();
    }
    app.list_asked.clone_from(&typed);
    app.list_generation += 1;
    let request = Request { kinds: vec![Kind::Clause], detailed: 0, ..app.request(&typed) };
    vec![Effect::Search(OF_LIST | app.list_generation, request)]
}

/// Asks again for what the worklist is narrowed by: marks may have changed what it finds.
pub(super) fn ask_again(app: &mut App) -> Vec<Effect> {
    let now = app.list_query.as_ref().map(|query| query.text.clone());
    now.map_or_else(Vec::new, |text| ask(app, text))
}

/// Asks again for what the worklist is narrowed by, for a file of it. A query that is being asked already is not mixed up.
pub(in crate::tui::update) fn ask_for_part(app: &mut App) -> Vec<Effect> {
    if app.list_asked.is_empty() { ask_again(app) } else { Vec::new() }
}

/// Takes in what a query found, then what came in while the prompt was waiting. A query that cannot be used leaves the list as
/// it is; its prompt is still there to correct it, and what was typed behind it is not meant for the list as it is.
pub(in crate::tui::update) fn found(app: &mut App, generation: u64, results: Results) -> Vec<Effect> {
    if generation != OF_LIST | app.list_generation {
        return Vec::new();
    }
    let was_waiting = release(app, QueryPurpose::Narrow);
    let is_used = narrow_to_found(app, results);
    if !was_waiting {
        return Vec::new();
    }
    let held = std::mem::take(&mut app.held_input);
    if !is_used {
        return Vec::new();
    }
    app.overlay = None;
    held.into_iter().flat_map(|input| handle_input(app, input)).collect()
}

/// Narrows the list by what a query found, if it can be used.
fn narrow_to_found(app: &mut App, results: Results) -> bool {
    let text = std::mem::take(&mut app.list_asked);
    let is_for_part = app.jump_list.current().screen == Screen::Desk(DeskScreen::Export);
    if text.is_empty() || !is_for_part && !matches!(app.jump_list.current().screen, Screen::List(_)) {
        return false;
    }
    let is_same = app.list_query.as_ref().is_some_and(|query| query.text == text);
    if !results.refused.is_empty() || !results.is_understood {
        say_wrong(app, &text::list::refused(&text, &joined(&results.warnings)), "");
        return false;
    }
    // What somebody wrote about a clause finds it, too: here nothing is done to all.
    let is_all = |hit: &&Hit| hit.tier == Tier::All;
    let clauses = results.hits.iter().filter(is_all).map(|hit| hit.at).collect();
    if is_for_part {
        app.desk.found = Some(ListQuery { text, clauses });
        return true;
    }
    narrow_by(app, Some(ListQuery { text: text.clone(), clauses }));
    if let Screen::List(filter) = app.jump_list.current().screen
        && !is_same
    {
        // Whatever tab they are behind.
        let count = app.rows(ListFilter { status: None, attention: None, ..filter }).len();
        say(app, &text::list::narrowed(&text, count));
    }
    true
}

/// Uses a saved filter: in the worklist if that is on screen, else in the search.
pub(in crate::tui::update) fn recall(app: &mut App, name: &str) -> Vec<Effect> {
    let query = format!("@{name}");
    match app.jump_list.current().screen {
        Screen::List(_) => ask(app, query),
        _ => super::super::ask(app, &query),
    }
}

/// A filter is saved, or cannot be: then the prompt for its name is still there to correct it. Only the prompt that waits for
/// that is closed; what came in while it did is for what is below.
pub(in crate::tui::update) fn saved(app: &mut App, saved: Result<(SavedFilters, String), Failure>) -> Vec<Effect> {
    let was_waiting = release(app, QueryPurpose::Name);
    let held = if was_waiting { std::mem::take(&mut app.held_input) } else { Vec::new() };
    match saved {
        Ok((filters, said)) => {
            if was_waiting {
                app.overlay = None;
            }
            app.saved = Arc::new(filters);
            say(app, &said);
            held.into_iter().flat_map(|input| handle_input(app, input)).collect()
        }
        Err(failure) => {
            app.notice = Some(failure.into());
            Vec::new()
        }
    }
}
