//! The update function: a message changes the state and returns effects. Nothing else changes the state, and nothing
//! here performs input or output.

mod asking;
mod catalog;
mod desk;
pub mod effect;
mod field_editing;
mod field_list;
mod list;
mod marking;
mod mouse;
mod navigation;
mod notice;
mod outcome;
mod overlays;
mod packs;
mod picking;
mod recording;
mod search;
mod typing;

pub use asking::end_asking;
pub use catalog::{take_catalog, tell_absent, tell_unread};
pub use desk::switching::{leave_worklist, take_worklist};

use ratatui::layout::Size;

use crate::model::{Kind, Status};
use crate::search::Results;
use crate::sheet::AnswerField;
use crate::text::width::Ambiguous;
use crate::tui::app::App;
use crate::tui::app::desk::DeskDeed;
use crate::tui::app::desk::filled::FilledDeed;
use crate::tui::app::field_editor::EditableField;
use crate::tui::app::jump_list::{DeskScreen, Screen};
use crate::tui::app::overlay::Overlay;
use crate::tui::app::packs::{ColumnDeed, PackDeed};
use crate::tui::app::palette::Palette;
use crate::tui::app::rows::query::OF_LIST;
use crate::tui::app::selection::Motion;
use crate::tui::app::text_input::TextInput;
use crate::tui::input::command::{Count, Wait};
use crate::tui::input::event::{InputEvent, Key};
use crate::tui::input::keymap::{Mode, Resolution};
use crate::tui::input::message::Message;
use crate::tui::update::effect::Effect;
use crate::tui::update::navigation::{contents, next_todo, page_search, pane};
use crate::tui::update::notice::say_dead;
use crate::tui::view::pages::comparison;

/// The greatest count before a command.
const COUNT_MAX: u16 = 999;

/// Handles an event of the terminal and returns the effects to perform. While a field waits for the disk, or a prompt for what
/// its query finds, what comes in is held back: it is meant for what is below.
pub fn handle_input(app: &mut App, input: InputEvent) -> Vec<Effect> {
    if app.is_field_busy() && !is_at_once(app, &input) {
        app.held_input.push(input);
        return Vec::new();
    }
    match input {
        InputEvent::Key(pressed) => handle_key(app, pressed),
        InputEvent::Paste(pasted) => update(app, Message::Paste(pasted)),
        InputEvent::Mouse(what, at) => update(app, Message::Mouse(what, at)),
    }
}

/// Whether an event is never held back: it leaves the field or the program, or only draws.
fn is_at_once(app: &App, input: &InputEvent) -> bool {
    let InputEvent::Key(key) = input else { return false };
    match app.keymap.resolve(app.mode(), &[*key]) {
        Resolution::Message(message) => matches!(message, Message::Dismiss) || message.wait() == Wait::Never,
        Resolution::Pending | Resolution::Unbound => false,
    }
}

/// Handles a key: a digit of a count, a part of a chord, or a command.
fn handle_key(app: &mut App, pressed: Key) -> Vec<Effect> {
    if let Some(effects) = desk::forms::begin_typing(app, pressed) {
        return effects;
    }
    let pressed = if app.mode().takes_text() { pressed } else { pressed.without_input_method() };
    if app.pending_keys.is_empty() && count(app, pressed) {
        return Vec::new();
    }
    app.pending_keys.push(pressed);
    match app.keymap.resolve_in(app.modes(), &app.pending_keys) {
        Resolution::Pending => Vec::new(),
        Resolution::Message(message) => {
            app.pending_keys.clear();
            let times = app.count.take().filter(|_| message.count() == Count::Repeats).unwrap_or(1);
            (0..times).flat_map(|_| update(app, message.clone())).collect()
        }
        Resolution::Unbound => {
            let keys = std::mem::take(&mut app.pending_keys);
            app.count = None;
            say_dead(app, &keys);
            Vec::new()
        }
    }
}

/// Adds a digit to the count, in modes where digits have no other meaning. Returns whether the key was such a digit.
fn count(app: &mut App, pressed: Key) -> bool {
    let digit = pressed.typed().and_then(|typed| typed.to_digit(10)).filter(|_| app.mode() == Mode::List);
    let Some(digit) = digit.filter(|digit| *digit > 0 || app.count.is_some()) else { return false };
    let count = app.count.unwrap_or(0).saturating_mul(10).saturating_add(digit as u16);
    app.count = Some(count.min(COUNT_MAX));
    true
}

/// Handles a message and returns the effects to perform.
pub fn update(app: &mut App, message: Message) -> Vec<Effect> {
    if must_wait(app, &message) {
        app.search.typed_ahead.push(message);
        return Vec::new();
    }
    if asking::is_barred(app, &message) {
        return Vec::new();
    }
    if message.is_by_keys() {
        app.notice = None;
        app.copied = None;
        if app.overlay.is_none() {
            app.field_list = None;
        }
    }
    let mut effects = dispatch(app, message);
    if let Some(deed) = app.packs.chosen.take() {
        effects.extend(packs::perform(app, deed));
    }
    if let Some(deed) = app.desk.chosen.take() {
        effects.extend(desk::perform(app, deed));
    }
    effects.extend(desk::release(app));
    app.is_slow &= app.is_waiting();
    effects
}

#[allow(clippy::too_many_lines, reason = "a table: one row for each message")]
fn dispatch(app: &mut App, message: Message) -> Vec<Effect> {
    match message {
        Message::Open if app.palette().is_some() => return choose(app),
        Message::Open if app.name_prompt().is_some() => return asking::record_as_named(app),
        Message::Open if matches!(app.overlay, Some(Overlay::Page(_))) => page_search::confirm(app),
        Message::Open if matches!(app.overlay, Some(Overlay::File(_))) => return packs::typed(app),
        Message::Open if matches!(app.overlay, Some(Overlay::Query(_))) => return list::query::confirm(app),
        Message::Open if matches!(app.overlay, Some(Overlay::Desk(_))) => return desk::prompts::confirm(app),
        Message::Open => return navigation::open(app),
        Message::FollowNumber(number) => return navigation::follow_number(app, number),
        Message::Next => navigation::go(app, Motion::Next),
        Message::Previous => navigation::go(app, Motion::Previous),
        Message::Palette => return overlays::open_palette(app, palette_of_commands),
        Message::NextLink => navigation::next_link(app),
        Message::PreviousLink => navigation::previous_link(app),
        Message::PageDown => navigation::go(app, Motion::PageDown),
        Message::PageUp => navigation::go(app, Motion::PageUp),
        Message::HalfDown => navigation::go(app, Motion::HalfDown),
        Message::HalfUp => navigation::go(app, Motion::HalfUp),
        Message::PreviewDown => pane::scroll(app, true),
        Message::PreviewUp => pane::scroll(app, false),
        Message::First => navigation::go(app, Motion::First),
        Message::Last => navigation::go(app, Motion::Last),
        Message::ToggleDone => return marking::toggle_done(app),
        Message::MarkDoing => return marking::mark(app, Status::Doing),
        Message::MarkNa => return marking::mark(app, Status::Na),
        Message::MarkTodo => return marking::mark(app, Status::Todo),
        Message::MarkRecheck => return marking::mark(app, Status::Recheck),
        Message::Note => return field_editing::open(app),
        Message::NoteInEditor => return field_editing::open_outside(app),
        Message::SaveNote => return field_editing::save(app),
        Message::NewLine => field_editing::new_line(app),
        Message::UndoMark => return marking::undo(app),
        Message::RestoreRecords => return marking::restore(app),
        Message::RedoMark => return marking::redo(app),
        Message::Judge => return field_editing::judge(app),
        Message::AnswerChosen(answer, clauses) => return field_editing::answer_chosen(app, answer, clauses),
        Message::Answered(number) => return asking::answered(app, number),
        Message::DraftKept(key, is_left, kept) => field_editing::draft_kept(app, key, is_left, kept),
        Message::NameRemembered(remembered) => outcome::name_remembered(app, remembered),
        Message::CompletePath if matches!(app.overlay, Some(Overlay::Query(_))) => list::query::complete(app),
        Message::CompletePath => return field_editing::complete(app),
        Message::PathCompleted(typed, names) if matches!(app.overlay, Some(Overlay::File(_))) => {
            packs::complete(app, &typed, &names);
        }
        Message::PathCompleted(typed, names) if matches!(app.overlay, Some(Overlay::Desk(_))) => {
            desk::prompts::completed(app, &typed, &names);
        }
        Message::PathCompleted(typed, names) => field_editing::completed(app, &typed, &names),
        Message::SetOwner => return field_editing::open_field(app, EditableField::Answer(AnswerField::Owner)),
        Message::SetDue => return field_editing::open_field(app, EditableField::Answer(AnswerField::Due)),
        Message::SetReason => return field_editing::open_field(app, EditableField::Answer(AnswerField::Reason)),
        Message::SetField => return field_editing::choose_field(app),
        Message::FieldChosen(field, clauses) => return field_editing::field_chosen(app, field, clauses),
        Message::Approve => return field_editing::approve(app),
        Message::AddEvidence => return field_editing::open_field(app, EditableField::Evidence),
        Message::AddItem => return desk::items::add(app),
        Message::EditItem => return desk::items::edit(app),
        Message::ToggleInUse => return marking::toggle_in_use(app),
        Message::Pick => picking::pick(app),
        Message::PickAll => picking::pick_all(app),
        Message::PickAgain => picking::pick_again(app),
        Message::Back => navigation::back(app),
        Message::Forward => navigation::forward(app),
        Message::Search => navigation::go_to_search(app),
        Message::FindOnPage => page_search::open(app),
        Message::NextPlace => page_search::step(app, true),
        Message::PreviousPlace => page_search::step(app, false),
        Message::NextSection => page_search::section(app, true),
        Message::PreviousSection => page_search::section(app, false),
        Message::Contents => navigation::go_to(app, Screen::Contents),
        Message::Fold => contents::toggle(app),
        Message::FoldClose => contents::close(app),
        Message::FoldOpen => return contents::open(app),
        Message::FoldAll => contents::toggle_all(app),
        Message::Worklist => return list::visit(app),
        Message::Progress => navigation::go_to(app, Screen::Progress),
        Message::Compare => navigation::compare(app),
        Message::VisitComparison(pair) => navigation::go_to(app, Screen::Comparison(pair)),
        Message::ImportDocument => return packs::ask(app),
        Message::Packs => return packs::list(app),
        Message::ChooseColumn => app.packs.chosen = Some(PackDeed::Columns(ColumnDeed::Choose)),
        Message::ChooseSheets => app.packs.chosen = Some(PackDeed::Columns(ColumnDeed::Sheets)),
        Message::SaveColumns => app.packs.chosen = Some(PackDeed::Columns(ColumnDeed::Save)),
        Message::PackChosen(deed) => app.packs.chosen = Some(deed),
        Message::PackReported(said) => return packs::report(app, said),
        Message::Worklists => return desk::visit(app, DeskScreen::Worklists),
        Message::NewWorklist => return desk::perform(app, DeskDeed::New),
        Message::EditProfile => return desk::lists::change(app),
        Message::CopyWorklist => return desk::lists::copy(app),
        Message::CompareWorklist => return desk::lists::compare(app),
        Message::ArchiveWorklist => return desk::lists::archive(app),
        Message::UsedProducts => return desk::visit(app, DeskScreen::Products),
        Message::Merge => return desk::perform(app, DeskDeed::AskMerge),
        Message::ImportWorklist => return desk::perform(app, DeskDeed::Filled(FilledDeed::Ask)),
        Message::Export => return desk::visit(app, DeskScreen::Export),
        Message::Evidence => return desk::visit(app, DeskScreen::Evidence),
        Message::AddAuditEvidence => return desk::perform(app, DeskDeed::AddEvidence),
        Message::LinkEvidence => return desk::evidence::choose(app),
        Message::DueList => return desk::visit(app, DeskScreen::Due),
        Message::Findings => return desk::visit(app, DeskScreen::Findings),
        Message::RiskTable => return desk::visit(app, DeskScreen::Risks),
        Message::Trend => return desk::visit(app, DeskScreen::Trend),
        Message::CheckRow => return desk::check_row(app),
        Message::Desk(deed) => return desk::perform(app, deed),
        Message::DeskReported(said) => return desk::report::take(app, said),
        Message::NextTodo => next_todo::next_todo(app),
        Message::NextStatus => list::narrow_tab(app, true),
        Message::PreviousStatus => list::narrow_tab(app, false),
        Message::NextParty => list::narrow_party(app),
        Message::SortList => list::sort(app, false),
        Message::ReverseList => list::sort(app, true),
        Message::NarrowList => list::query::open(app),
        Message::SaveFilter => list::query::ask_name(app),
        Message::SavedFilters => return overlays::open_palette(app, |app| Palette::saved(&app.saved)),
        Message::UseFilter(name) => return list::query::recall(app, &name),
        Message::FilterSaved(saved) => return list::query::saved(app, saved),
        Message::DropFilter => return typing::drop_filter(app),
        Message::Recent => return overlays::open_palette(app, |app| Palette::recent(&app.recent)),
        Message::Copy => return overlays::copy_record(app),
        Message::CopyAsk => return overlays::copy_ask(app),
        Message::CopyAddress => return overlays::copy_address(app),
        Message::AddressChosen(place) => return overlays::copy(app, place),
        Message::ListKind(kind) => return search::list(app, kind),
        Message::Visit(at) => navigation::visit(app, Screen::Record(at)),
        Message::NextKind => return typing::complete_or_narrow(app, true),
        Message::PreviousKind => return typing::complete_or_narrow(app, false),
        Message::DeleteBack => return typing::edit(app, TextInput::delete_back),
        Message::DeleteForward => return typing::edit(app, TextInput::delete_forward),
        Message::DeleteWord => return typing::edit(app, TextInput::delete_word),
        Message::DeleteToEnd => return typing::edit(app, TextInput::delete_to_end),
        Message::ClearQuery => return typing::edit(app, TextInput::clear),
        Message::CursorLeft => typing::line(app).left(),
        Message::CursorRight => typing::line(app).right(),
        Message::CursorHome => typing::line(app).home(),
        Message::CursorEnd => typing::line(app).end(),
        Message::Dismiss => return overlays::dismiss(app),
        Message::Help => return overlays::toggle_help(app),
        Message::Redraw => return vec![Effect::Redraw],
        Message::Suspend => return vec![Effect::Suspend],
        Message::Quit => return vec![Effect::Quit],
        Message::Insert(letter) => return typing::insert(app, letter.encode_utf8(&mut [0; 4])),
        Message::Paste(pasted) => return typing::paste(app, &pasted),
        Message::Ask(query) => return ask(app, &query),
        Message::Mouse(what, at) => return mouse::at(app, what, at),
        Message::Probed(ambiguous) => probed(app, ambiguous),
        Message::Slow => app.is_slow = true,
        Message::NoteEdited(text) => return field_editing::edited(app, text),
        Message::Resized(columns, rows) => return resize(app, Size::new(columns, rows)),
        Message::Preparing(step) => catalog::preparing(app, step),
        Message::Prepared => app.preparing = None,
        Message::SearchReady => return search::ready(app),
        Message::SearchFailed(failure) => search::failed(app, failure),
        Message::Found(generation, results) => return found(app, generation, results),
        Message::Performed(state, performed) => return outcome::performed(app, state, performed),
        Message::Changed(state) => return outcome::changed(app, state),
        Message::Told(text, is_wrong) => outcome::told(app, text, is_wrong),
    }
    Vec::new()
}

/// Whether a message has to wait for pending hits, or for an earlier message that does.
fn must_wait(app: &App, message: &Message) -> bool {
    app.search.is_waiting
        && app.mode() == Mode::Search
        && match message.wait() {
            Wait::ForHits => true,
            Wait::InOrder => !app.search.typed_ahead.is_empty(),
            Wait::Never => false,
        }
}

/// Returns the palette of the commands below, of pairs of editions, of lists and of the themes.
fn palette_of_commands(app: &App) -> Palette {
    let themes = app.catalog.all(Kind::Theme).map(|at| (app.catalog.title(at).to_owned(), at));
    let comparisons = comparison::all(app).into_iter();
    Palette::commands(&app.keymap, app.mode_below()).with_comparisons(comparisons).with_lists(themes)
}

/// Does what was chosen in the palette, as if its key had been pressed. Where nothing is found there is nothing to choose:
/// the palette stays, and says so.
fn choose(app: &mut App) -> Vec<Effect> {
    match app.palette().and_then(Palette::chosen) {
        None => Vec::new(),
        Some(Message::Dismiss) => overlays::dismiss(app),
        Some(message) => {
            app.overlay = None;
            update(app, message)
        }
    }
}

/// Shows the results of the newest request, then handles what was typed ahead. What comes once more has only more details.
fn found(app: &mut App, generation: u64, results: Results) -> Vec<Effect> {
    if generation & OF_LIST != 0 {
        return list::query::found(app, generation, results);
    }
    if generation != app.search.generation || app.search.is_browsing() {
        return Vec::new();
    }
    if !app.search.is_waiting {
        app.search.results = results;
        return Vec::new();
    }
    app.search.is_waiting = false;
    app.show(results);
    navigation::keep_in_view(app);
    let ahead = std::mem::take(&mut app.search.typed_ahead);
    update_all(app, ahead)
}

/// Handles messages in order. Those behind an act that waits for a name wait with it: they are no answer.
fn update_all(app: &mut App, messages: Vec<Message>) -> Vec<Effect> {
    let mut effects = Vec::new();
    for message in messages {
        match &mut app.overlay {
            Some(Overlay::Name(prompt)) => prompt.held.push(message),
            _ => effects.extend(update(app, message)),
        }
    }
    effects
}

/// Searches for a query as if it had been typed.
fn ask(app: &mut App, query: &str) -> Vec<Effect> {
    navigation::go_to_search(app);
    app.search.kind = None;
    app.search.pinned = None;
    typing::edit(app, |input| {
        input.clear();
        input.insert(query);
    })
}

/// Uses the measured width of ambiguous characters, unless the person has set it.
fn probed(app: &mut App, ambiguous: Ambiguous) {
    if app.settings.ambiguous == Ambiguous::Unknown {
        app.settings.ambiguous = ambiguous;
        app.measure_labels();
        navigation::keep_in_view(app);
    }
}

/// Takes in a size, which may be the one there was: two changes can arrive as one. What the terminal still shows after a
/// change is not known, so everything is drawn anew.
fn resize(app: &mut App, size: Size) -> Vec<Effect> {
    app.size = size;
    navigation::keep_in_view(app);
    vec![Effect::Redraw]
}
