//! The search: query line, hits, preview.

use ratatui::layout::{Position, Rect};

use crate::language::t;
use crate::model::Kind;
use crate::search::{Chip, Counts, chips, is_of_filters};
use crate::text::width::{Ambiguous, cells, clip};
use crate::tui::app::App;
use crate::tui::app::search::{ListLine, Offered, Readiness, SearchState};
use crate::tui::input::keymap::Mode;
use crate::tui::view::layout::Preview;
use crate::tui::view::page::Span;
use crate::tui::view::screens::pane::Pane;
use crate::tui::view::screens::rows;
use crate::tui::view::screens::rows::{ListRows, Row};
use crate::tui::view::theme::TextRole;
use crate::tui::view::widgets::painter::Painter;
use crate::tui::view::{layout, text};

/// The least room for the query beside the counts.
const ROOM_FOR_QUERY: usize = 24;

/// Draws the screen; returns the position of the cursor.
pub fn draw(painter: &mut Painter<'_>) -> Option<Position> {
    let layout = layout::search(painter.app.size);
    let cursor = query(painter, layout.query);
    remark(painter, layout.remark);
    hits(painter, layout.hits);
    match layout.preview {
        Some(Preview::Below(area)) => {
            painter.rule(Rect { y: area.y - 1, height: 1, ..area });
        }
        Some(Preview::Beside(area)) => painter.divider(Rect { x: area.x - 1, width: 1, ..area }),
        None => {}
    }
    if let Some(pane) = layout.preview.and_then(|preview| Pane::of_row(painter.app, preview)) {
        pane.draw(painter);
    }
    Some(cursor)
}

fn query(painter: &mut Painter<'_>, area: Rect) -> Position {
    let search = &painter.app.search;
    let start = painter.text(area.as_position(), area.right(), t(text::PROMPT), TextRole::Key);
    let room = usize::from(area.width).saturating_sub(usize::from(start) + ROOM_FOR_QUERY);
    let counts = counts(painter.app, room);
    let width: usize = counts.iter().map(|span| cells(&span.text, painter.app.settings.ambiguous)).sum();
    let fits = width > 0;
    let right = if fits { area.right() - width as u16 - 1 } else { area.right() };
    if fits {
        painter.spans(Position::new(right + 1, area.y), area.right(), &counts);
    }
    let at = Position::new(start, area.y);
    if search.input.text().is_empty() {
        let room = usize::from(right.saturating_sub(start + 2));
        painter.text(at, right, &placeholder(room, painter.app.settings.ambiguous), TextRole::Quiet);
    }
    painter.input(at, right, &search.input)
}

/// Returns what may be typed, said as fully as there is room for.
fn placeholder(room: usize, ambiguous: Ambiguous) -> String {
    let fitting = text::PLACEHOLDERS.into_iter().map(t).find(|said| cells(said, ambiguous) <= room);
    let [.., shortest] = text::PLACEHOLDERS;
    fitting.map_or_else(|| clip(t(shortest), room, ambiguous), str::to_owned)
}

/// Returns how many records of each kind were found, as far as there is room: those of which there are some, the chosen one
/// always, and how many kinds more there are. Nothing on a narrow screen, to make room for the query.
fn counts(app: &App, room: usize) -> Vec<Span> {
    let ambiguous = app.settings.ambiguous;
    let width = |spans: &[Span]| spans.iter().map(|span| cells(&span.text, ambiguous)).sum::<usize>();
    let search = &app.search;
    let offered = search.counts.iter().filter(|(kind, _)| search.offers(*kind) || search.kind == Some(*kind));
    let mut shown: Vec<(Kind, Vec<Span>)> = offered.map(|(kind, found)| (*kind, count(app, *kind, *found))).collect();
    let total = shown.len();
    let more = |shown: &[(Kind, Vec<Span>)]| match total - shown.len() {
        0 => String::new(),
        hidden => format!(" +{hidden}"),
    };
    while shown.iter().map(|(_, spans)| width(spans)).sum::<usize>() + cells(&more(&shown), ambiguous) > room {
        let Some(last) = shown.iter().rposition(|(kind, _)| search.kind != Some(*kind)) else { return Vec::new() };
        shown.remove(last);
    }
    if shown.is_empty() {
        return Vec::new();
    }
    let rest = Span::new(more(&shown), TextRole::Quiet);
    shown.into_iter().flat_map(|(_, spans)| spans).chain([rest]).collect()
}

/// Returns how many records of a kind were found; in brackets if only they are shown.
fn count(app: &App, kind: Kind, found: Option<Counts>) -> Vec<Span> {
    let found = found.map_or_else(|| "-".to_owned(), |count| count.to_string());
    let is_chosen = app.search.kind == Some(kind);
    let (open, role, close) = match is_chosen {
        true => ("[", TextRole::Match, "]"),
        false => (" ", TextRole::Quiet, " "),
    };
    let counted = Span::new(format!("{} {found}", t(kind.name())), role);
    vec![Span::new(open, TextRole::Text), counted, Span::new(close, TextRole::Text)]
}

/// Draws the line below the query: its filters as they were parsed, and a remark on the results.
fn remark(painter: &mut Painter<'_>, area: Rect) {
    let search = &painter.app.search;
    painter.rule(area);
    let ambiguous = painter.app.settings.ambiguous;
    let mut x = area.x + 3;
    let position = search.position().map_or_else(String::new, |position| format!(" {position} "));
    painter.spans_right(Position::new(area.right() - 2, area.y), &[Span::new(&position, TextRole::Quiet)]);
    let area = Rect { width: area.width.saturating_sub(cells(&position, ambiguous) as u16 + 2), ..area };
    if let Some(offered) = search.offer_to_tell().filter(|_| painter.app.picked.is_empty()) {
        return offers(painter, Rect { x, width: area.right() - x, ..area }, offered);
    }
    for chip in chips_in_force(search) {
        let shown = format!(" [{}] ", chip.label);
        if usize::from(x) + cells(&shown, ambiguous) + 4 > usize::from(area.right()) {
            break;
        }
        // Neighbouring chips share the space between them.
        x = painter.text(Position::new(x, area.y), area.right(), &shown, TextRole::Heading) - 1;
    }
    let room = usize::from(area.right().saturating_sub(x + 3));
    let said = match painter.app.preparing.as_ref() {
        _ if !painter.app.picked.is_empty() => rows::picked(painter.app, room),
        // What is found now is not all that there is.
        Some(preparing) => text::preparing(preparing),
        None if search.is_browsing() => t(text::BROWSING).to_owned(),
        // Words that stand nowhere are seen in the hits; that an edition was replaced is not.
        None => search.remark(),
    };
    if !said.is_empty() {
        let said = clip(&said, room, ambiguous);
        painter.text(Position::new(x, area.y), area.right(), &format!(" {said} "), TextRole::Quiet);
    }
}

/// Returns the filters of the query that are in force.
fn chips_in_force(search: &SearchState) -> impl Iterator<Item = Chip> + '_ {
    let typed = |chip: &Chip| search.input.text().get(chip.range.clone()).unwrap_or_default();
    let is_ignored = move |chip: &Chip| search.results.ignored.iter().any(|ignored| ignored == typed(chip));
    chips(search.input.text()).into_iter().filter(move |chip| !is_ignored(chip))
}

/// Draws what the filter that is being typed may go on with, as far as there is room; what stands there is in brackets.
fn offers(painter: &mut Painter<'_>, area: Rect, offered: &Offered) {
    let ambiguous = painter.app.settings.ambiguous;
    let key = match painter.app.search.asks_for_a_name() {
        true => text::COLON,
        false => painter.app.keymap.key_for(Mode::Search, "next-kind"),
    };
    let mut x =
        painter.text(area.as_position(), area.right(), &format!(" {key} {} ", t(text::COMPLETES)), TextRole::Key);
    let (start, offers) = (x, offered.completion.offers.iter().enumerate());
    // What stands there is shown in any case.
    for (place, offer) in offers.skip(offered.taken.unwrap_or(0)) {
        let shown = if offered.taken == Some(place) { format!("[{offer}]") } else { format!(" {offer} ") };
        let role = if offered.taken == Some(place) { TextRole::Match } else { TextRole::Text };
        let room = usize::from(area.right()).saturating_sub(usize::from(x) + 4);
        if cells(&shown, ambiguous) > room && x > start {
            painter.text(Position::new(x, area.y), area.right(), " .. ", TextRole::Quiet);
            break;
        }
        let shown = clip(&shown, room + 4, ambiguous);
        x = painter.text(Position::new(x, area.y), area.right(), &shown, role);
    }
}

fn hits(painter: &mut Painter<'_>, area: Rect) {
    let search = &painter.app.search;
    if search.results.hits.is_empty() {
        return nothing(painter, area);
    }
    let (lines, hits) = (search.lines(), &search.results.hits);
    let top = search.first_line(&lines, usize::from(area.height));
    let row = |line: ListLine| match line {
        ListLine::Hit(place) => Row::Record(hits[place].at, Some(&hits[place])),
        ListLine::Heading(heading) => Row::Heading(heading),
    };
    let seen: Vec<_> = lines.from(top).take(usize::from(area.height)).map(row).collect();
    let selected = search.hit().map(|hit| hit.at);
    rows::draw(painter, area, ListRows { rows: &seen, selected, label: search.label, columns: &[] });
}

fn nothing(painter: &mut Painter<'_>, area: Rect) {
    if painter.app.search.is_waiting {
        return;
    }
    let search = &painter.app.search;
    let drop_filter = text::drop_filter(painter.app.keymap.key_for(Mode::Search, "drop-filter"));
    let lines: Vec<&str> = match &search.readiness {
        Readiness::Failed(failure) => vec![&failure.message, text::NO_SEARCH_HINT],
        // Nothing was asked yet.
        _ if search.offer_to_tell().is_some_and(|offered| offered.completion.is_of_values) => vec![text::VALUE_WANTED],
        _ if is_of_filters(search.input.text()) => vec![text::NOTHING, &drop_filter],
        Readiness::Preparing | Readiness::Ready => [text::NOTHING].into_iter().chain(text::NOTHING_HINTS).collect(),
    };
    for (row, line) in lines.into_iter().enumerate().take(usize::from(area.height)) {
        let role = if row == 0 { TextRole::Title } else { TextRole::Quiet };
        painter.text(Position::new(area.x + 3, area.y + row as u16), area.right(), t(line), role);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::english::TABLES;
    use crate::language::{Language, provide, speak};

    #[test]
    fn what_may_be_typed_is_never_cut_beside_the_counts() {
        provide(&TABLES);
        let least = ROOM_FOR_QUERY - 3;
        for language in [Language::Japanese, Language::English] {
            speak(language);
            for room in least..99 {
                let said = placeholder(room, Ambiguous::Unknown);
                assert!(text::PLACEHOLDERS.into_iter().any(|whole| t(whole) == said), "{room}: {said}");
                assert!(cells(&said, Ambiguous::Unknown) <= room, "{room}: {said}");
            }
            assert_eq!(placeholder(99, Ambiguous::Unknown), t(text::PLACEHOLDERS[0]));
        }
        speak(Language::Japanese);
    }
}
