//! The list of all worklists, and what can be done with the one in use.

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
        Some(listed) => listed.iter().for_each(|listed| worklist(page, app, listed)),
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
    let right = tag.into_iter().chain(summary).collect();
    let title = format!("{}{facility}", listed.name);
    page.row(super::deed(title, DeskDeed::Switch(listed.name.clone())), 0, right);
    let counts = listed.counts().map(|(name, count)| format!("{name} {count} 条項。"));
    let details: String = counts.chain([listed.editions.clone()]).collect();
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
