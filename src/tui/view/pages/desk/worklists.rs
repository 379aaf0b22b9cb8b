//! The list of all worklists, and what can be done with the one in use.

use crate::clock;
use crate::language::{joined, t, tr};
use crate::model::Status;
use crate::text::width::{cells, filled};
use crate::tui::app::App;
use crate::tui::app::desk::DeskDeed;
use crate::tui::app::desk::filled::FilledDeed;
use crate::tui::app::typed_path::below_home;
use crate::tui::input::keymap::Mode;
use crate::tui::view::page::{PageBuilder, Span};
use crate::tui::view::pages::contents;
use crate::tui::view::text;
use crate::tui::view::theme::TextRole;
use crate::workspace::worklists::ListedWorklist;

/// From this many cells of the page on there is room for a bar beside each worklist whose numbers stand below it.
const ROOM_FOR_BARS: usize = 84;
/// The number before a worklist, with the spaces around it.
const LEAD: usize = 5;
/// The most cells of a name that must have room beside the numbers, so that one long name does not hide them all.
const NAME: usize = 24;
/// The least width of a number, with the space before it.
const NUMBER: usize = 9;
/// The least width of a day, with the space before it.
const DAY: usize = 11;

/// Adds the list.
pub(super) fn compose(page: &mut PageBuilder, app: &App, width: u16) {
    let count = app.desk.listed.as_ref().map_or_else(String::new, |listed| tr!("{count} 件 ", count = listed.len()));
    page.headline(text::desk::WORKLISTS, ("", &[]), vec![Span::new(count, TextRole::Title)]);
    page.blank();
    match &app.desk.listed {
        None => page.paragraph(t(text::desk::LISTING), TextRole::Quiet, &[]),
        Some(listed) if listed.is_empty() => {
            let key = app.keymap.key_for(Mode::Worklists, "new-worklist");
            page.paragraph(&text::desk::none(key), TextRole::Quiet, &[]);
        }
        Some(listed) => {
            let width = usize::from(width);
            let has_columns = listed.iter().all(|listed| has_room(app, listed, width));
            if has_columns {
                page.line(Vec::new(), vec![head(app)]);
            }
            let has_bar = !has_columns && width >= ROOM_FOR_BARS;
            listed.iter().for_each(|listed| worklist(page, app, listed, (has_columns, has_bar)));
            if listed.len() == 1 {
                let key = |name: &str| app.keymap.key_for(Mode::Worklists, name);
                let how = text::folders::only_one(key("copy-worklist"), key("new-worklist"));
                page.paragraph(&how, TextRole::Quiet, &[]);
            }
        }
    }
    page.heading(text::desk::ACTS, "");
    for (title, deed) in [
        (text::desk::NEW, DeskDeed::New),
        (text::desk::CHANGE, DeskDeed::Change),
        (text::desk::MERGE, DeskDeed::AskMerge),
        (text::filled::TITLE, DeskDeed::Filled(FilledDeed::Ask)),
    ] {
        page.link(super::deed(t(title), deed));
    }
    own_folder(page, app);
}

/// Adds where the records of the one in use lie, which is what a colleague takes in.
fn own_folder(page: &mut PageBuilder, app: &App) {
    let own = app.desk.listed.iter().flatten().find(|listed| listed.name == app.name);
    if let Some(folder) = own.and_then(|own| own.folder.as_deref()) {
        page.blank();
        page.fact(text::folders::OWN, &below_home(&folder.to_string_lossy(), app.home.as_deref()));
    }
}

/// Whether the numbers of a worklist have room beside its name; else those that are not nought stand below it.
fn has_room(app: &App, listed: &ListedWorklist, width: usize) -> bool {
    let spans = tag(app, listed).into_iter().chain(columns(app, listed)).chain(contents::summary(&listed.tally, false));
    let needed: usize = spans.map(|span| cells(&span.text, app.settings.ambiguous)).sum();
    let name = cells(&title(listed), app.settings.ambiguous).min(NAME);
    LEAD + name + 1 + needed <= width
}

/// Returns the name of a worklist, with the facility unless the name says it.
fn title(listed: &ListedWorklist) -> String {
    match listed.facility.as_str() {
        facility if listed.name.contains(facility) => listed.name.clone(),
        facility => format!("{}  {facility}", listed.name),
    }
}

/// Returns what is said of a worklist before its numbers: that it is in use, or archived.
fn tag(app: &App, listed: &ListedWorklist) -> Option<Span> {
    match (listed.name == app.name, listed.is_archived) {
        (true, _) => Some(Span::new(format!("{} ", t(text::desk::IN_USE)), TextRole::Done)),
        (false, true) => Some(Span::new(format!("{} ", t(text::ARCHIVED).trim()), TextRole::Quiet)),
        (false, false) => None,
    }
}

/// Returns a text that ends where the column does that has a name, and is so wide at least.
fn right(app: &App, text: &str, (name, least): (&str, usize)) -> String {
    let columns = least.max(cells(t(name), app.settings.ambiguous) + 1);
    let used = cells(text, app.settings.ambiguous);
    format!("{}{text}", " ".repeat(columns.saturating_sub(used)))
}

/// Returns the names of the columns, above the numbers of the rows.
fn head(app: &App) -> Span {
    let needs = ListedWorklist::default().needs().map(|(name, _)| right(app, t(name), (name, NUMBER)));
    let changed = right(app, t(text::desk::CHANGED), (text::desk::CHANGED, DAY));
    // Below it stands the percentage, which needs no name.
    let progress: usize =
        contents::summary(&[Status::Todo].into_iter().collect(), false).iter().map(|span| span.text.len()).sum();
    let progress = filled(&format!(" {}", t(text::desk::PROGRESS)), progress, app.settings.ambiguous);
    Span::new(format!("{}{changed} {progress}", needs.concat()), TextRole::Quiet)
}

/// Returns what needs somebody and the day of the last change, in columns.
fn columns(app: &App, listed: &ListedWorklist) -> Vec<Span> {
    let number = |(name, count): (&str, usize)| {
        let text = if count == 0 { String::new() } else { count.to_string() };
        Span::new(right(app, &text, (name, NUMBER)), TextRole::Text)
    };
    let day = listed.changed_at.map(|moment| clock::day(moment).to_string()).unwrap_or_default();
    let day = Span::new(format!("{} ", right(app, &day, (text::desk::CHANGED, DAY))), TextRole::Quiet);
    listed.needs().into_iter().map(number).chain([day]).collect()
}

/// Adds a worklist, with its numbers in columns or with a bar.
fn worklist(page: &mut PageBuilder, app: &App, listed: &ListedWorklist, (has_columns, has_bar): (bool, bool)) {
    // The numbers of all rows stand below each other.
    let summary = contents::summary(&listed.tally, has_bar);
    let columns = if has_columns { columns(app, listed) } else { Vec::new() };
    let counts =
        listed.counts().filter(|_| !has_columns).map(|(name, count)| tr!("{name} {count} 条項。", name, count));
    let details = joined(counts.chain([listed.editions.clone()]));
    let right = tag(app, listed).into_iter().chain(columns).chain(summary).collect();
    page.row(super::deed(title(listed), DeskDeed::Switch(listed.name.clone())), 0, right);
    if !details.is_empty() {
        page.below_row(&details);
    }
    for warning in &listed.warnings {
        page.paragraph(warning, TextRole::Error, &[]);
    }
    if listed.has_double {
        page.paragraph(tr!("見た目の同じ名前の点検票があります。"), TextRole::Error, &[]);
    }
}
