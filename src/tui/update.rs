//! The one place that changes the state: a message goes in, effects come out. Pure.

use ratatui::layout::Size;

use std::sync::Arc;

use crate::failure::Failure;
use crate::model::Status;
use crate::search::{Request, Results};
use crate::worklist::Change;

use super::app::{App, Notice, Readiness};
use super::event::Input as Incoming;
use super::message::Message;
use super::palette::Palette;
use super::trail::{Place, Spot};
use super::widgets::input::Input;
use super::{text, views};

mod marking;
mod moving;

/// How many hits are asked for: more than there are clauses to inspect, so that a list by status is whole.
const HITS: usize = 600;

/// Something that the outside has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Ask the search for the answer of a generation.
    Search(u64, Request),
    /// Write to the worklist.
    Append(Vec<Change>),
    /// Draw everything anew.
    Redraw,
    /// Hand the terminal to the shell.
    Suspend,
    /// Leave.
    Quit,
}

/// Takes in what came from the terminal and returns what is to be done outside.
pub fn input(app: &mut App, input: Incoming) -> Vec<Effect> {
    let message = match input {
        Incoming::Key(key) => app.keymap.resolve(app.mode(), key),
        Incoming::Paste(pasted) => Some(Message::Paste(pasted)),
        Incoming::Resized(columns, rows) => Some(Message::Resized(columns, rows)),
    };
    message.map_or_else(Vec::new, |message| update(app, message))
}

/// Takes a message in and returns what is to be done outside.
pub fn update(app: &mut App, message: Message) -> Vec<Effect> {
    if is_ahead(app, &message) {
        app.search.ahead.push(message);
        return Vec::new();
    }
    if message.name().is_some() || matches!(message, Message::Insert(_) | Message::Paste(_)) {
        app.notice = None;
    }
    dispatch(app, message)
}

#[allow(clippy::too_many_lines, reason = "a table: one row for each message")]
fn dispatch(app: &mut App, message: Message) -> Vec<Effect> {
    match message {
        Message::Open if app.palette.is_some() => return run_command(app),
        Message::Open => return moving::open(app),
        Message::FollowNumber(number) => return moving::follow_number(app, number),
        Message::Next => moving::next(app),
        Message::Previous => moving::previous(app),
        Message::Palette => app.palette = Some(Palette::new(&app.keymap, app.mode())),
        Message::NextLink => moving::next_link(app),
        Message::PreviousLink => moving::previous_link(app),
        Message::PageDown => moving::page_down(app),
        Message::PageUp => moving::page_up(app),
        Message::First => moving::first(app),
        Message::Last => moving::last(app),
        Message::ToggleDone => return marking::toggle_done(app),
        Message::MarkDoing => return marking::mark(app, Status::Doing),
        Message::MarkNa => return marking::mark(app, Status::Na),
        Message::MarkTodo => return marking::mark(app, Status::Todo),
        Message::UndoMark => return marking::undo(app),
        Message::Pick => marking::pick(app),
        Message::PickAll => marking::pick_all(app),
        Message::Back => moving::back(app),
        Message::Forward => moving::forward(app),
        Message::Search => go_to_search(app),
        Message::Contents => go_to_contents(app),
        Message::NextTodo => moving::next_todo(app),
        Message::NextKind => return narrow(app, 1),
        Message::PreviousKind => return narrow(app, views::search::KIND_CHOICES - 1),
        Message::DeleteBack => return edit(app, Input::delete_back),
        Message::DeleteForward => return edit(app, Input::delete_forward),
        Message::DeleteWord => return edit(app, Input::delete_word),
        Message::ClearQuery => return edit(app, Input::clear),
        Message::CursorLeft => line(app).left(),
        Message::CursorRight => line(app).right(),
        Message::CursorHome => line(app).home(),
        Message::CursorEnd => line(app).end(),
        Message::Dismiss => return dismiss(app),
        Message::Help => app.help = if app.help.is_some() { None } else { Some(0) },
        Message::Redraw => return vec![Effect::Redraw],
        Message::Suspend => return vec![Effect::Suspend],
        Message::Quit => return vec![Effect::Quit],
        Message::Insert(letter) => return edit(app, |input| input.insert(letter.encode_utf8(&mut [0; 4]))),
        Message::Paste(pasted) => return paste(app, &pasted),
        Message::Resized(columns, rows) => resize(app, Size::new(columns, rows)),
        Message::SearchReady => return search_ready(app),
        Message::SearchFailed(failure) => search_failed(app, failure),
        Message::Found(generation, results) => return found(app, generation, results),
        Message::Recorded(state) => marking::recorded(app, state),
        Message::NotRecorded(failure) => marking::not_recorded(app, failure),
    }
    Vec::new()
}

/// Whether a key is meant for hits that are still being looked for. It waits for them, and so does every key
/// behind it: a quick Enter or mark must never hit a row of an older answer.
fn is_ahead(app: &App, message: &Message) -> bool {
    let is_for_hits = matches!(
        message,
        Message::Open
            | Message::FollowNumber(_)
            | Message::Next
            | Message::Previous
            | Message::PageDown
            | Message::PageUp
            | Message::ToggleDone
            | Message::MarkDoing
            | Message::MarkNa
            | Message::MarkTodo
            | Message::Pick
            | Message::PickAll
            | Message::NextTodo
    );
    let is_for_the_run = matches!(message, Message::Quit | Message::Suspend | Message::Redraw);
    let is_key = message.name().is_some() || matches!(message, Message::Insert(_) | Message::Paste(_));
    let waits = app.search.is_waiting && app.is_searching() && app.help.is_none() && app.palette.is_none();
    waits && is_key && !is_for_the_run && (is_for_hits || !app.search.ahead.is_empty())
}

/// Says something in the last line.
fn say(app: &mut App, text: &str) {
    app.notice = Some(Notice { text: text.to_owned(), hint: String::new(), is_error: false });
}

/// The line that is being typed.
fn line(app: &mut App) -> &mut Input {
    match &mut app.palette {
        Some(palette) => &mut palette.input,
        None => &mut app.search.input,
    }
}

/// Does what was chosen from the list of commands, as if its key had been pressed.
fn run_command(app: &mut App) -> Vec<Effect> {
    let chosen = app.palette.take().and_then(|palette| palette.chosen());
    chosen.map_or_else(Vec::new, |message| update(app, message))
}

fn edit(app: &mut App, change: impl FnOnce(&mut Input)) -> Vec<Effect> {
    if let Some(palette) = &mut app.palette {
        change(&mut palette.input);
        palette.selected = 0;
        return Vec::new();
    }
    let before = app.search.input.text().to_owned();
    change(&mut app.search.input);
    if app.search.input.text() == before {
        return Vec::new();
    }
    // What is picked must stay in sight.
    app.search.picked.clear();
    search(app)
}

fn paste(app: &mut App, pasted: &str) -> Vec<Effect> {
    if app.palette.is_none() && (!app.is_searching() || app.help.is_some()) {
        return Vec::new();
    }
    edit(app, |input| input.insert(pasted))
}

/// Asks for an answer to the query as it is now, or lists everything when there is none.
fn search(app: &mut App) -> Vec<Effect> {
    app.search.generation += 1;
    if app.search.is_browsing() {
        app.browse();
        moving::keep_in_view(app);
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
    let statuses = Arc::new(app.state.statuses());
    let request = Request { kinds, statuses, ..Request::new(app.search.input.text(), HITS) };
    vec![Effect::Search(app.search.generation, request)]
}

fn search_ready(app: &mut App) -> Vec<Effect> {
    app.search.readiness = Readiness::Ready;
    if app.search.is_browsing() { Vec::new() } else { search(app) }
}

fn search_failed(app: &mut App, failure: Failure) {
    app.search.is_waiting = false;
    app.search.ahead.clear();
    app.search.readiness = Readiness::Failed(failure.clone());
    app.notice = Some(failure.into());
}

fn found(app: &mut App, generation: u64, results: Results) -> Vec<Effect> {
    if generation != app.search.generation || app.search.is_browsing() {
        return Vec::new();
    }
    app.search.is_waiting = false;
    app.show(results);
    moving::keep_in_view(app);
    let ahead = std::mem::take(&mut app.search.ahead);
    ahead.into_iter().flat_map(|message| update(app, message)).collect()
}

fn narrow(app: &mut App, by: usize) -> Vec<Effect> {
    app.search.kind = views::search::kind_after(app.search.kind, by);
    app.search.picked.clear();
    search(app)
}

fn go_to_search(app: &mut App) {
    if !app.is_searching() {
        app.trail.visit(Place::default());
    }
}

/// Shows the hits of a query as if it had been typed.
fn ask(app: &mut App, query: &str) -> Vec<Effect> {
    go_to_search(app);
    app.search.kind = None;
    app.search.is_held = false;
    edit(app, |input| {
        input.clear();
        input.insert(query);
    })
}

fn go_to_contents(app: &mut App) {
    if app.trail.here().spot != Spot::Contents {
        moving::visit(app, Spot::Contents);
    }
}

fn dismiss(app: &mut App) -> Vec<Effect> {
    if app.palette.take().is_some() || app.help.take().is_some() {
        return Vec::new();
    }
    if !app.is_searching() {
        moving::back(app);
    } else if !app.search.picked.is_empty() {
        app.search.picked.clear();
    } else if app.search.kind.take().is_some() {
        return search(app);
    } else {
        say(app, text::NOWHERE);
    }
    Vec::new()
}

fn resize(app: &mut App, size: Size) {
    app.size = size;
    moving::keep_in_view(app);
}
