//! Draws a frame from the state. Pure: the same state gives the same cells.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};

use crate::language::{t, titled};
use crate::model::Status;
use crate::sheet::terms;
use crate::text::width::{cells, clip};
use crate::tui::app::App;
use crate::tui::app::field_editor::EditableField;
use crate::tui::app::jump_list::{DeskScreen, Screen};
use crate::tui::app::overlay::Overlay;
use crate::tui::input::command::HintWhen;
use crate::tui::input::keymap::{Binding, Mode};
use crate::tui::terminal::backend::Hyperlink;
use crate::tui::view::page::Span;
use crate::tui::view::theme::TextRole;
use crate::tui::view::widgets::painter::Painter;
use crate::tui::view::{asked, layout, notice, overlays, screens, text};

/// A frame of the state.
#[derive(Debug)]
pub struct Frame {
    /// Its cells.
    pub buffer: Buffer,
    /// Where the cursor stands: where one types, or else on what is selected, so that who reads by ear or by finger finds it.
    pub cursor: Option<Position>,
    /// The addresses of the web that are seen.
    pub links: Vec<Hyperlink>,
}

/// Returns the cells of a frame, and the position of the cursor.
pub fn frame(app: &App) -> (Buffer, Option<Position>) {
    let Frame { buffer, cursor, .. } = drawn(app);
    (buffer, cursor)
}

/// Returns a frame of the state.
pub fn drawn(app: &App) -> Frame {
    let Size { width, height } = app.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let mut painter = Painter::new(app, &mut buffer);
    if layout::is_too_small(app.size) {
        painter.text(Position::ORIGIN, width, t(text::TOO_SMALL), TextRole::Text);
        return Frame { buffer, cursor: None, links: Vec::new() };
    }
    header(&mut painter, Rect::new(0, 0, width, 1));
    if layout::has_rule(app.size) {
        painter.rule(rule_above_footer(app.size));
    }
    let cursor = screens::draw(&mut painter);
    if let Some(top) = app.help() {
        overlays::help::draw(&mut painter, top);
        if layout::has_rule(app.size) {
            // What stood on it was about what is covered now.
            painter.rule(rule_above_footer(app.size));
        }
    }
    if let Some(copied) = &app.copied {
        overlays::copied::draw(&mut painter, copied);
    }
    footer(&mut painter);
    let cursor = match app.help() {
        Some(_) => Some(overlays::help::area(app.size).as_position()),
        None => cursor.filter(|_| app.mode() == Mode::Search).or(painter.focus),
    };
    let typed = overlay(&mut painter);
    if !app.pending_keys.is_empty() {
        overlays::chord::draw(&mut painter);
    }
    // What covers a part of the screen may cover addresses.
    let is_covered = app.overlay.is_some() || app.copied.is_some() || !app.pending_keys.is_empty();
    let links = if is_covered { Vec::new() } else { std::mem::take(&mut painter.links) };
    Frame { buffer, cursor: typed.or(cursor), links }
}

/// Draws what is open on top of the screen, but for the help; returns where one types.
fn overlay(painter: &mut Painter<'_>) -> Option<Position> {
    match &painter.app.overlay {
        Some(Overlay::Palette(palette)) => Some(overlays::palette::draw(painter, palette)),
        Some(Overlay::FieldEditor(editor)) => Some(overlays::field_editor::draw(painter, editor)),
        Some(Overlay::Name(prompt)) => Some(overlays::name_prompt::draw(painter, prompt)),
        Some(Overlay::File(prompt)) => Some(overlays::file_prompt::draw(painter, prompt)),
        Some(Overlay::Query(prompt)) => Some(overlays::query_prompt::draw(painter, prompt)),
        Some(Overlay::Desk(prompt)) => Some(overlays::desk_prompt::draw(painter, prompt)),
        Some(Overlay::Page(prompt)) => Some(overlays::page_prompt::draw(painter, prompt)),
        Some(Overlay::Help(_)) | None => None,
    }
}

fn header(painter: &mut Painter<'_>, area: Rect) {
    let (app, ambiguous) = (painter.app, painter.app.settings.ambiguous);
    let name = painter.text(area.as_position(), area.right(), &format!(" {}  ", text::NAME), TextRole::Title);
    let percent = vec![Span::new(format!("{}% ", app.tally.percent()), TextRole::Title)];
    let mut right = Vec::new();
    for status in Status::ALL.iter().copied() {
        let count = app.tally.of(status);
        if status != Status::Recheck || count > 0 {
            right.push(Span::new(format!("{} {count}  ", terms::short_status(status)), TextRole::of_status(status)));
        }
    }
    right.extend(percent.clone());
    let width = |spans: &[Span]| spans.iter().map(|span| cells(&span.text, ambiguous)).sum::<usize>();
    let fits = |spans: &[Span]| usize::from(name) + width(spans) + 4 <= usize::from(area.width);
    let right = if fits(&right) { right } else { percent };
    if fits(&right) {
        painter.spans_right(Position::new(area.right(), area.y), &right);
        let room = usize::from(area.right() - name).saturating_sub(width(&right) + 1);
        let shown = clip(&text::desk::header(&app.name, app.state.profile()), room, ambiguous);
        painter.text(Position::new(name, area.y), area.right(), &shown, TextRole::Text);
    }
}

const fn rule_above_footer(size: Size) -> Rect {
    Rect::new(0, size.height - 2, size.width, 1)
}

/// Draws the last line: a notice or the hint bar. A notice of several lines stands in the place of the rule above it, and of
/// what stands there.
fn footer(painter: &mut Painter<'_>) {
    let Size { width, height } = painter.app.size;
    let lines = notice::lines(painter.app);
    if lines.len() > 1 {
        let taken = lines.len() as u16;
        painter.clear(Rect::new(0, height.saturating_sub(taken), width, taken.min(height)));
    }
    for (row, (line, role)) in (0..height).rev().zip(lines.iter().rev()) {
        painter.text(Position::new(1, row), width, line, *role);
    }
    if lines.is_empty() {
        hints(painter, Position::new(0, height - 1));
    }
}

fn hints(painter: &mut Painter<'_>, at: Position) {
    let app = painter.app;
    let width = |hint: &Binding| {
        cells(&hint.keys, app.settings.ambiguous) + cells(&word(app, hint), app.settings.ambiguous) + 3
    };
    let field = app.field_editor().map(|editor| editor.field);
    let is_file = match &app.overlay {
        Some(Overlay::File(_) | Overlay::Query(_)) => true,
        Some(Overlay::Desk(prompt)) => prompt.asked.is_path(),
        _ => false,
    };
    let is_form = app.jump_list.current().screen == Screen::Desk(DeskScreen::Form);
    let fits = |hint: &&Binding| match hint.hint_when {
        _ if is_form && hint.mode != Mode::Found && is_letter(&hint.keys) => false,
        HintWhen::Always | HintWhen::IfRoom => true,
        HintWhen::MultiLine => field.is_some_and(EditableField::has_lines),
        HintWhen::Table => app.table().is_some(),
        HintWhen::Progress => app.jump_list.current().screen.is_about_progress(),
        HintWhen::Path => field == Some(EditableField::Evidence) || is_file,
    };
    // A key means what it means in the foremost mode that has it.
    let foremost = |hint: &Binding| app.modes().find(|mode| app.keymap.hints(*mode).any(|one| one.keys == hint.keys));
    let all = app.modes().flat_map(|mode| app.keymap.hints(mode)).filter(|hint| foremost(hint) == Some(hint.mode));
    let (kept, others): (Vec<_>, Vec<_>) = all.filter(fits).partition(|hint| hint.hint_when == HintWhen::Always);
    let mut room = usize::from(app.size.width - 1).saturating_sub(kept.iter().map(|hint| width(hint)).sum());
    let mut x = at.x + 1;
    if let Some(count) = app.count {
        x = painter.text(Position::new(x, at.y), app.size.width, &format!("{count} "), TextRole::Key) + 1;
    }
    for hint in others {
        if width(hint) > room {
            break;
        }
        room -= width(hint);
        x = draw_hint(painter, Position::new(x, at.y), hint);
    }
    for hint in kept {
        x = draw_hint(painter, Position::new(x, at.y), hint);
    }
}

/// Whether keys begin with a letter or digit, which is text where one writes into a form.
fn is_letter(keys: &str) -> bool {
    let mut first = keys.split([' ', '-']).next().unwrap_or_default().chars();
    first.next().is_some_and(char::is_alphanumeric) && first.next().is_none()
}

fn draw_hint(painter: &mut Painter<'_>, at: Position, hint: &Binding) -> u16 {
    let right = painter.app.size.width;
    let x = painter.text(at, right, &hint.keys, TextRole::Key);
    painter.text(Position::new(x + 1, at.y), right, &word(painter.app, hint), TextRole::Text) + 2
}

/// Returns the word of a hint. To leave the prompt for the name is to record, unlike in other lists and lines; where a filter
/// is being typed, its key completes it.
fn word(app: &App, hint: &Binding) -> String {
    let word = match app.name_prompt() {
        Some(_) if hint.name == "dismiss" => asked::AS_LOGIN,
        None if hint.name == "next-kind" && app.search.offered.is_some() && !app.search.asks_for_a_name() => {
            text::COMPLETES
        }
        _ => hint.hint.as_str(),
    };
    titled(word)
}
