//! The list of all worklists, and what can be done with the one in use.

use crate::clock;
use crate::model::Status;
use crate::text::width::{cells, filled};
use crate::tui::app::App;
use crate::tui::app::desk::DeskDeed;
use crate::tui::input::keymap::Mode;
use crate::tui::view::page::{PageBuilder, Span};
use crate::tui::view::pages::contents;
use crate::tui::view::text;
use crate::tui::view::theme::TextRole;
use crate::workspace::worklists::ListedWorklist;

/// From this many cells on there is room for a bar beside each worklist.
const ROOM_FOR_BARS: usize = 100;

/// From this many cells on the numbers of each worklist stand in columns; else those that are not nought stand below it.
const ROOM_FOR_COLUMNS: usize = 110;
/// The width of a number, with the space before it.
const NUMBER: usize = 10;
/// The width of a day, with the space before it.
const DAY: usize = 12;

/// Adds the list.
pub(super) fn compose(page: &mut PageBuilder, app: &App) {
    let count = app.desk.listed.as_ref().map_or_else(String::new, |listed| format!("{} 件 ", listed.len()));
    page.headline(text::desk::WORKLISTS, ("", &[]), vec![Span::new(count, TextRole::Title)]);
    page.blank();
    match &app.desk.listed {
        None => page.paragraph(text::desk::LISTING, TextRole::Quiet, &[]),
        Some(listed) if listed.is_empty() => {
            let key = app.keymap.key_for(Mode::Worklists, "new-worklist");
            page.paragraph(&text::desk::none(key), TextRole::Quiet, &[]);
        }
        Some(listed) => {
            if has_columns(app) {
                page.line(Vec::new(), vec![head(app)]);
            }
            listed.iter().for_each(|listed| worklist(page, app, listed));
        }
    }
    page.heading(text::desk::ACTS, "");
    for (title, deed) in [
        (text::desk::NEW, DeskDeed::New),
        (text::desk::CHANGE, DeskDeed::Change),
        (text::desk::MERGE, DeskDeed::AskMerge),
    ] {
        page.link(super::deed(title, deed));
    }
}

fn has_columns(app: &App) -> bool {
    usize::from(app.size.width) >= ROOM_FOR_COLUMNS
}

/// Returns a text that ends where its column does.
fn right(app: &App, text: &str, columns: usize) -> String {
    let used = cells(text, app.settings.ambiguous);
    format!("{}{text}", " ".repeat(columns.saturating_sub(used)))
}

/// Returns the names of the columns, above the numbers of the rows.
fn head(app: &App) -> Span {
    let needs = ListedWorklist::default().needs().map(|(name, _)| right(app, name, NUMBER));
    let changed = right(app, text::desk::CHANGED, DAY);
    // Below it stand bar and percentage, which need no name.
    let progress: usize =
        contents::summary(&[Status::Todo].into_iter().collect(), true).iter().map(|span| span.text.len()).sum();
    let progress = filled(&format!(" {}", text::desk::PROGRESS), progress, app.settings.ambiguous);
    Span::new(format!("{}{changed} {progress}", needs.concat()), TextRole::Quiet)
}

/// Returns what needs somebody and the day of the last change, in columns.
fn columns(app: &App, listed: &ListedWorklist) -> Vec<Span> {
    let number = |(_, count): (&str, usize)| {
        let text = if count == 0 { String::new() } else { count.to_string() };
        Span::new(right(app, &text, NUMBER), TextRole::Text)
    };
    let day = listed.changed_at.map(|moment| clock::day(moment).to_string()).unwrap_or_default();
    let day = Span::new(format!("{} ", right(app, &day, DAY)), TextRole::Quiet);
    listed.needs().into_iter().map(number).chain([day]).collect()
}

fn worklist(page: &mut PageBuilder, app: &App, listed: &ListedWorklist) {
    let is_in_use = listed.name == app.name;
    let facility = if listed.facility.is_empty() || listed.name.contains(&listed.facility) {
        String::new()
    } else {
        format!("  {}", listed.facility)
    };
    let tag = match (is_in_use, listed.is_archived) {
        (true, _) => Some(Span::new(format!("{} ", text::desk::IN_USE), TextRole::Done)),
        (false, true) => Some(Span::new(format!("{} ", text::ARCHIVED.trim()), TextRole::Quiet)),
        (false, false) => None,
    };
    // The numbers of all rows stand below each other.
    let summary = contents::summary(&listed.tally, usize::from(app.size.width) >= ROOM_FOR_BARS);
    let columns = if has_columns(app) { columns(app, listed) } else { Vec::new() };
    let counts = listed.counts().filter(|_| columns.is_empty()).map(|(name, count)| format!("{name} {count} 条項。"));
    let details: String = counts.chain([listed.editions.clone()]).collect();
    let right = tag.into_iter().chain(columns).chain(summary).collect();
    let title = format!("{}{facility}", listed.name);
    page.row(super::deed(title, DeskDeed::Switch(listed.name.clone())), 0, right);
    if !details.is_empty() {
        page.below_row(&details);
    }
    for warning in &listed.warnings {
        page.paragraph(warning, TextRole::Error, &[]);
    }
    if listed.has_double {
        page.paragraph("見た目の同じ名前の点検票があります。", TextRole::Error, &[]);
    }
}
