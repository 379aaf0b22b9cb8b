//! The one place that changes the state: a message goes in, effects come out. Pure.

use ratatui::layout::Size;

use crate::failure::Failure;
use crate::model::{Kind, Status};
use crate::search::{Request, Results};
use crate::text::width::Ambiguous;
use crate::worklist::{Edit, Operation};

use super::app::{App, Notice, Readiness};
use super::event::{Code, Input as Incoming, Key};
use super::keymap::{Meaning, Mode};
use super::message::{Count, Message, Wait};
use super::note::FieldName;
use super::overlay::Overlay;
use super::palette::Palette;
use super::step::Step;
use super::trail::{Place, Spot};
use super::widgets::input::Input;
use super::{text, views};

mod listing;
mod marking;
mod moving;
mod noting;
mod pointing;
mod typing;

/// Something that the outside has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Ask the search for the answer of a generation.
    Search(u64, Request),
    /// Do something to the worklist.
    Perform(Operation),
    /// Draw everything anew.
    Redraw,
    /// Hand the terminal to the shell.
    Suspend,
    /// Put a text on the clipboard of the person's own computer.
    Copy(String),
    /// Keep the notes that were begun for the next time.
    KeepDrafts,
    /// Open the note that is being written in the editor of the system.
    EditNote(String),
    /// Leave.
    Quit,
}

/// How often a key may be repeated by a count.
const COUNT_MAX: u16 = 999;

/// Takes in what came from the terminal and returns what is to be done outside.
pub fn input(app: &mut App, input: Incoming) -> Vec<Effect> {
    match input {
        Incoming::Key(pressed) => key(app, pressed),
        Incoming::Paste(pasted) => update(app, Message::Paste(pasted)),
        Incoming::Mouse(what, at) => update(app, Message::Mouse(what, at)),
    }
}

/// Takes a key in: a digit of a count, a part of a chord, or a command.
fn key(app: &mut App, pressed: Key) -> Vec<Effect> {
    if app.begun.is_empty() && count(app, pressed) {
        return Vec::new();
    }
    app.begun.push(pressed);
    match app.keymap.resolve(app.mode(), &app.begun) {
        Meaning::Begun => Vec::new(),
        Meaning::Message(message) => {
            app.begun.clear();
            let times = app.count.take().filter(|_| message.count() == Count::Repeats).unwrap_or(1);
            (0..times).flat_map(|_| update(app, message.clone())).collect()
        }
        Meaning::Nothing => {
            let keys: Vec<String> = app.begun.drain(..).map(|key| key.to_string()).collect();
            app.count = None;
            if keys.len() > 1 && pressed != ESC {
                say(app, &text::no_chord(&keys.join(" ")));
            }
            Vec::new()
        }
    }
}

const ESC: Key = Key { code: Code::Named("esc"), ctrl: false, alt: false };

/// Takes a digit of a count in where digits have no other meaning; returns whether it was one.
fn count(app: &mut App, pressed: Key) -> bool {
    let digit = pressed.typed().and_then(|typed| typed.to_digit(10)).filter(|_| app.mode() == Mode::List);
    let Some(digit) = digit.filter(|digit| *digit > 0 || app.count.is_some()) else { return false };
    let count = app.count.unwrap_or(0).saturating_mul(10).saturating_add(digit as u16);
    app.count = Some(count.min(COUNT_MAX));
    true
}

/// Takes a message in and returns what is to be done outside.
pub fn update(app: &mut App, message: Message) -> Vec<Effect> {
    if is_ahead(app, &message) {
        app.search.ahead.push(message);
        return Vec::new();
    }
    if message.is_by_keys() {
        app.notice = None;
        app.copied = None;
    }
    let effects = dispatch(app, message);
    app.is_slow &= app.is_waiting();
    effects
}

#[allow(clippy::too_many_lines, reason = "a table: one row for each message")]
fn dispatch(app: &mut App, message: Message) -> Vec<Effect> {
    match message {
        Message::Open if app.palette().is_some() => return choose(app),
        Message::Open => return moving::open(app),
        Message::FollowNumber(number) => return moving::follow_number(app, number),
        Message::Next => moving::go(app, Step::Next),
        Message::Previous => moving::go(app, Step::Previous),
        Message::Palette => return lay(app, |app| Palette::commands(&app.keymap, app.mode_below())),
        Message::NextLink => moving::next_link(app),
        Message::PreviousLink => moving::previous_link(app),
        Message::PageDown => moving::go(app, Step::PageDown),
        Message::PageUp => moving::go(app, Step::PageUp),
        Message::First => moving::go(app, Step::First),
        Message::Last => moving::go(app, Step::Last),
        Message::ToggleDone => return marking::toggle_done(app),
        Message::MarkDoing => return marking::mark(app, Status::Doing),
        Message::MarkNa => return marking::mark(app, Status::Na),
        Message::MarkTodo => return marking::mark(app, Status::Todo),
        Message::MarkRecheck => return marking::mark(app, Status::Recheck),
        Message::Note => return noting::open(app),
        Message::NoteInEditor => return noting::open_outside(app),
        Message::SaveNote => return noting::save(app),
        Message::NewLine => noting::new_line(app),
        Message::UndoMark => return marking::undo(app),
        Message::RedoMark => return marking::redo(app),
        Message::Judge => return lay(app, |_| Palette::verdicts()),
        Message::Judged(verdict) => return marking::set(app, &Edit::Verdict(verdict), verdict.name(), None),
        Message::SetOwner => return noting::open_field(app, FieldName::Owner),
        Message::SetDue => return noting::open_field(app, FieldName::Due),
        Message::SetReason => return noting::open_field(app, FieldName::Reason),
        Message::AddEvidence => return noting::open_field(app, FieldName::Evidence),
        Message::ToggleInUse => return marking::toggle_in_use(app),
        Message::Pick => marking::pick(app),
        Message::PickAll => marking::pick_all(app),
        Message::Back => moving::back(app),
        Message::Forward => moving::forward(app),
        Message::Search => go_to_search(app),
        Message::Contents => go_to(app, Spot::Contents),
        Message::Worklist => listing::visit(app),
        Message::Progress => go_to(app, Spot::Progress),
        Message::NextTodo => moving::next_todo(app),
        Message::NextStatus => listing::narrow_status(app, 1),
        Message::PreviousStatus => listing::narrow_status(app, Status::ALL.len()),
        Message::NextParty => listing::narrow_party(app),
        Message::DropFilter => return typing::drop_filter(app),
        Message::Recent => return lay(app, |app| Palette::recent(&app.recent)),
        Message::Copy => return copy(app),
        Message::NextKind => return narrow(app, 1),
        Message::PreviousKind => return narrow(app, views::search::KIND_CHOICES - 1),
        Message::DeleteBack => return typing::edit(app, Input::delete_back),
        Message::DeleteForward => return typing::edit(app, Input::delete_forward),
        Message::DeleteWord => return typing::edit(app, Input::delete_word),
        Message::ClearQuery => return typing::edit(app, Input::clear),
        Message::CursorLeft => typing::line(app).left(),
        Message::CursorRight => typing::line(app).right(),
        Message::CursorHome => typing::line(app).home(),
        Message::CursorEnd => typing::line(app).end(),
        Message::Dismiss => return dismiss(app),
        Message::Help => return toggle_help(app),
        Message::Redraw => return vec![Effect::Redraw],
        Message::Suspend => return vec![Effect::Suspend],
        Message::Quit => return vec![Effect::Quit],
        Message::Insert(letter) => return typing::edit(app, |input| input.insert(letter.encode_utf8(&mut [0; 4]))),
        Message::Paste(pasted) => return typing::paste(app, &pasted),
        Message::Ask(query) => return ask(app, &query),
        Message::Mouse(what, at) => return pointing::at(app, what, at),
        Message::Probed(ambiguous) => probed(app, ambiguous),
        Message::Slow => app.is_slow = true,
        Message::NoteEdited(text) => return noting::edited(app, text),
        Message::Resized(columns, rows) => return resize(app, Size::new(columns, rows)),
        Message::SearchReady => return search_ready(app),
        Message::SearchFailed(failure) => search_failed(app, failure),
        Message::Found(generation, results) => return found(app, generation, results),
        Message::Performed(state, performed) => return marking::performed(app, state, performed),
        Message::Changed(state) => marking::changed(app, state),
    }
    Vec::new()
}

/// Whether a key has to wait for hits that are still being looked for, or for a key that does.
fn is_ahead(app: &App, message: &Message) -> bool {
    app.search.is_waiting
        && app.mode() == Mode::Search
        && match message.wait() {
            Wait::Hits => true,
            Wait::Turn => !app.search.ahead.is_empty(),
            Wait::Never => false,
        }
}

/// Says something in the last line.
fn say(app: &mut App, text: &str) {
    app.notice = Some(Notice { text: text.to_owned(), hint: String::new(), is_error: false });
}

/// Lays a list to choose from over the screen. What is being written there is left first, so that it is kept.
fn lay(app: &mut App, palette: impl FnOnce(&App) -> Palette) -> Vec<Effect> {
    let effects = noting::leave(app);
    app.overlay = Some(Overlay::Palette(palette(app)));
    effects
}

/// Does what was chosen from a list, as if its key had been pressed.
fn choose(app: &mut App) -> Vec<Effect> {
    let chosen = app.palette().and_then(Palette::chosen);
    app.overlay = None;
    chosen.map_or_else(Vec::new, |message| update(app, message))
}

fn toggle_help(app: &mut App) -> Vec<Effect> {
    let is_shown = app.help().is_some();
    let effects = noting::leave(app);
    app.overlay = (!is_shown).then_some(Overlay::Help(0));
    effects
}

/// Copies what is looked at.
fn copy(app: &mut App) -> Vec<Effect> {
    let Some(copied) = app.subject().map(|at| views::plain_text(app, at)) else {
        say(app, text::NOTHING_TO_COPY);
        return Vec::new();
    };
    app.copied = Some(copied.clone());
    vec![Effect::Copy(copied)]
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
    let (statuses, evidenced) = (app.statuses.clone(), app.evidenced.clone());
    let request = Request { kinds, statuses, evidenced, ..Request::new(app.search.input.text(), all_hits(app)) };
    vec![Effect::Search(app.search.generation, request)]
}

/// Returns how many hits are asked for: as many as there can be, so that a list can be marked as a whole.
fn all_hits(app: &App) -> usize {
    Kind::SEARCHABLE.iter().map(|kind| app.catalog.all(*kind).count()).sum()
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
    app.picked.clear();
    search(app)
}

fn go_to_search(app: &mut App) {
    if !app.is_searching() {
        moving::leave(app);
        app.trail.visit(Place::default());
    }
}

/// Shows the hits of a query as if it had been typed.
fn ask(app: &mut App, query: &str) -> Vec<Effect> {
    go_to_search(app);
    app.search.kind = None;
    app.search.is_held = false;
    typing::edit(app, |input| {
        input.clear();
        input.insert(query);
    })
}

fn go_to(app: &mut App, spot: Spot) {
    if app.trail.here().spot != spot {
        moving::visit(app, spot);
    }
}

fn dismiss(app: &mut App) -> Vec<Effect> {
    if app.overlay.is_some() {
        let effects = noting::leave(app);
        app.overlay = None;
        return effects;
    }
    if !app.picked.is_empty() {
        app.picked.clear();
    } else if !app.is_searching() {
        moving::back(app);
    } else if app.search.kind.take().is_some() {
        return search(app);
    } else {
        say(app, text::NOWHERE);
    }
    Vec::new()
}

/// The width of ambiguous characters is known now, unless the person has set it.
fn probed(app: &mut App, ambiguous: Ambiguous) {
    if app.settings.ambiguous == Ambiguous::Unknown {
        app.settings.ambiguous = ambiguous;
        moving::keep_in_view(app);
    }
}

/// Takes in a size, which may be the one there was: two changes can arrive as one. What the terminal still shows after a
/// change is not known, so everything is drawn anew.
fn resize(app: &mut App, size: Size) -> Vec<Effect> {
    app.size = size;
    moving::keep_in_view(app);
    vec![Effect::Redraw]
}
