//! Editing the typed text: the query, a field, or the text of a palette.

use crate::search::{Completion, complete, last_filter};
use crate::tui::app::App;
use crate::tui::app::jump_list::Screen;
use crate::tui::app::overlay::Overlay;
use crate::tui::app::search::Offered;
use crate::tui::app::text_input::TextInput;
use crate::tui::update::effect::Effect;
use crate::tui::update::navigation::page_search;
use crate::tui::update::notice::say;
use crate::tui::update::search::{narrow, search};
use crate::tui::update::{desk, field_editing, list};
use crate::tui::view::text;

/// Returns the text that is being typed.
pub(super) fn line(app: &mut App) -> &mut TextInput {
    match &mut app.overlay {
        Some(Overlay::Palette(palette)) => &mut palette.input,
        Some(Overlay::FieldEditor(editor)) => &mut editor.input,
        Some(Overlay::Name(prompt)) => &mut prompt.input,
        Some(Overlay::File(prompt)) => &mut prompt.input,
        Some(Overlay::Query(prompt)) => &mut prompt.input,
        Some(Overlay::Desk(prompt)) => &mut prompt.input,
        Some(Overlay::Page(prompt)) => &mut prompt.input,
        Some(Overlay::Help(_)) | None => &mut app.search.input,
    }
}

/// Changes the text. If it is the query, searches again.
pub(super) fn edit(app: &mut App, change: impl FnOnce(&mut TextInput)) -> Vec<Effect> {
    match &mut app.overlay {
        Some(Overlay::Palette(palette)) => palette.edit(change),
        Some(Overlay::FieldEditor(editor)) => {
            change(&mut editor.input);
            field_editing::warn_of_length(app);
        }
        Some(Overlay::Name(prompt)) => change(&mut prompt.input),
        Some(Overlay::File(prompt)) => change(&mut prompt.input),
        Some(Overlay::Query(prompt)) => change(&mut prompt.input),
        Some(Overlay::Desk(prompt)) => change(&mut prompt.input),
        Some(Overlay::Page(prompt)) => {
            change(&mut prompt.input);
            page_search::look(app);
        }
        Some(Overlay::Help(_)) | None => return edit_query(app, change),
    }
    Vec::new()
}

fn edit_query(app: &mut App, change: impl FnOnce(&mut TextInput)) -> Vec<Effect> {
    let before = app.search.input.text().to_owned();
    let is_new = app.search.input.is_replaced();
    change(&mut app.search.input);
    if app.search.input.text() == before {
        return Vec::new();
    }
    // Picked rows must stay visible.
    app.let_go();
    app.search.pinned.take_if(|_| is_new);
    let (text, cursor) = (app.search.input.text(), app.search.input.before_cursor().len());
    let completion = complete(app.known(), text, cursor);
    app.search.offered = completion.map(|completion| Offered { completion, taken: None });
    search(app)
}

/// Completes the filter that is being typed, or else narrows to the next kind or the one before.
pub(super) fn complete_or_narrow(app: &mut App, is_forward: bool) -> Vec<Effect> {
    take_offer(app, is_forward).unwrap_or_else(|| narrow(app, is_forward))
}

/// Takes the first name or value that is offered for the filter being typed; after a value, the next one or the one before
/// it. None if there is nothing to take, or if the word is what is looked for, so that the key means what it means elsewhere.
fn take_offer(app: &mut App, is_forward: bool) -> Option<Vec<Effect>> {
    let Offered { completion, taken } = app.search.offered.clone().filter(|_| !app.search.asks_for_a_name())?;
    let count = completion.offers.len();
    let next = match taken {
        None if is_forward => 0,
        None => return None,
        Some(at) if is_forward => (at + 1) % count,
        Some(at) => (at + count - 1) % count,
    };
    let offer = &completion.offers[next];
    let effects = edit_query(app, |input| input.replace(completion.range.clone(), offer));
    if completion.is_of_values && count > 1 {
        let range = completion.range.start..completion.range.start + offer.len();
        app.search.offered = Some(Offered { completion: Completion { range, ..completion }, taken: Some(next) });
    }
    Some(effects)
}

/// Inserts what was typed. In a list it may choose at once.
pub(super) fn insert(app: &mut App, inserted: &str) -> Vec<Effect> {
    let chooses = match &mut app.overlay {
        Some(Overlay::Palette(palette)) => palette.takes(inserted),
        _ => false,
    };
    if chooses {
        return super::choose(app);
    }
    put(app, inserted)
}

/// Inserts a text. One that does not fit into a field is refused whole, so that nothing is cut in silence.
fn put(app: &mut App, inserted: &str) -> Vec<Effect> {
    let excess = line(app).excess(inserted);
    if let Some(field) = app.field_editor().map(|editor| editor.field).filter(|_| excess > 0) {
        field_editing::refuse_text(app, field, inserted.chars().count());
        return Vec::new();
    }
    let effects = edit(app, |input| input.insert(inserted));
    if excess > 0 {
        say(app, &text::query_cut(excess));
    }
    effects
}

/// Inserts a pasted text, in modes where text is typed and in a form. It chooses nothing: what was copied last is easily
/// forgotten. Where nothing is written, that is said.
pub(super) fn paste(app: &mut App, pasted: &str) -> Vec<Effect> {
    if app.mode().takes_text() {
        return put(app, pasted);
    }
    desk::forms::write(app, pasted).unwrap_or_else(|| {
        say(app, text::editing::NOT_PASTED);
        Vec::new()
    })
}

/// Removes the last filter of the list on screen, or of the query.
pub(super) fn drop_filter(app: &mut App) -> Vec<Effect> {
    if let Screen::List(_) = app.jump_list.current().screen {
        list::drop_filter(app);
        return Vec::new();
    }
    let Some(filter) = last_filter(app.search.input.text()) else {
        say(app, text::NO_FILTER);
        return Vec::new();
    };
    let text = app.search.input.text();
    let kept = [text[..filter.start].trim_end(), text[filter.end..].trim_start()].join(" ");
    edit(app, |input| {
        input.clear();
        input.insert(kept.trim());
    })
}
