//! The tables of contents, with the progress of each heading. Every number links to the clauses it counts.

use crate::catalog::{Level, RecordRef};
use crate::language::{t, titled, tr};
use crate::model::{Kind, Status};
use crate::sheet::{Tally, terms};
use crate::text::width::{cells, clip_middle, pad};
use crate::tui::app::App;
use crate::tui::app::jump_list::{DeskScreen, ListFilter};
use crate::tui::view::page::{LinkTarget, LinkText, Page, PageBuilder, Span};
use crate::tui::view::text;
use crate::tui::view::theme::TextRole;
use crate::workspace::editions::{EDITIONS, held};

/// The width of a bar, in cells.
const BAR: usize = 10;
/// The sign before a heading below which nothing is listed now.
const FOLDED: &str = "+ ";
/// Pages narrower than this show numbers without bars.
pub(super) const ROOM_FOR_BARS: u16 = 60;

/// The cells before the name of a guideline.
const LEAD: usize = 5;

/// Returns the page for a width.
pub(super) fn page(app: &App, width: u16) -> Page {
    let mut page = PageBuilder::new(width, app.settings.ambiguous);
    let percent = Span::new(format!("{}% ", app.tally.percent()), TextRole::Title);
    page.headline(text::CONTENTS, (&app.name, &[]), vec![percent]);
    page.aside(&format!("{}: {}", titled(EDITIONS), held(&app.catalog).line));
    statuses(&mut page, app, ListFilter::default(), &app.tally);
    page.blank();
    let progress = app.progress();
    let mut folded: Option<Level> = None;
    for (index, node) in app.catalog.tree().nodes().iter().enumerate().filter(|(_, node)| node.level < Level::Section) {
        if folded.is_some_and(|above| node.level > above) {
            continue;
        }
        let at = RecordRef::new(Kind::Node, index);
        folded = app.viewing.folded.contains(&node.id).then_some(node.level);
        if node.level == Level::Guideline {
            page.blank();
        }
        if node.level <= Level::Volume {
            page.section();
        }
        let sign = if folded.is_some() { FOLDED } else { "" };
        let right = summary(&progress.below(node), width >= ROOM_FOR_BARS);
        let mut title = format!("{sign}{}", node.heading());
        if node.level == Level::Guideline {
            // Which edition it is stands at its end.
            let needed: usize = right.iter().map(|span| cells(&span.text, app.settings.ambiguous)).sum();
            let room = usize::from(width).saturating_sub(LEAD + needed + 1);
            title = clip_middle(&title, room, app.settings.ambiguous);
        }
        page.row(LinkText { title, ..plain(LinkTarget::Record(at)) }, node.level as usize, right);
    }
    page.finish()
}

/// Whether rows stand below a heading, so that it can be folded.
pub fn can_be_folded(app: &App, at: RecordRef) -> bool {
    let nodes = app.catalog.tree().nodes();
    let below = &nodes[at.index as usize].children;
    below.iter().any(|child| nodes[*child].level < Level::Section)
}

/// Returns where the first row that is visible belongs to: its edition, and its volume.
pub fn place(app: &App, page: &Page, scroll: usize) -> Option<String> {
    let seen = page.links.iter().find(|link| link.lines.start >= scroll)?;
    let mut at = seen.target.record().filter(|at| at.kind == Kind::Node)?;
    let nodes = app.catalog.tree().nodes();
    let mut names = Vec::new();
    while let Some(above) = nodes[at.index as usize].parent {
        at = RecordRef::new(Kind::Node, above);
        names.push(match nodes[above].level {
            Level::Guideline => app.catalog.listed_label(at),
            _ => nodes[above].heading(),
        });
    }
    names.reverse();
    Some(names.join(" > ")).filter(|place| !place.is_empty())
}

/// Adds the count of clauses of each status, each linking to their list under the given filter.
pub(super) fn statuses(page: &mut PageBuilder, app: &App, filter: ListFilter, tally: &Tally) {
    let width = Status::ALL.iter().map(|status| cells(t(status.name()), app.settings.ambiguous)).max().unwrap_or(0);
    for status in Status::ALL.iter().copied() {
        let count = tally.of(status);
        if count == 0 {
            continue;
        }
        let target = LinkTarget::List(ListFilter { status: Some(status), ..filter });
        let name = pad(t(status.name()), width, app.settings.ambiguous);
        let title = tr!("{status} {count} 件", status = name, count);
        let right = vec![Span::new(format!("[{}] ", terms::short_status(status)), TextRole::of_status(status))];
        page.row(LinkText { title, ..plain(target) }, 0, right);
    }
}

/// Returns the link to a page about worklists as a whole.
pub(super) fn screen(title: &str, screen: DeskScreen) -> LinkText {
    LinkText { title: t(title).to_owned(), ..plain(LinkTarget::Screen(screen)) }
}

/// Returns a link without any text.
pub(super) fn plain(target: LinkTarget) -> LinkText {
    let none = String::new;
    LinkText {
        target,
        group: Kind::Node.name(),
        tag: none(),
        title: none(),
        aside: none(),
        how: none(),
        details: Vec::new(),
    }
}

/// Returns the right-aligned part of a heading: done/applicable, a bar, a percentage.
pub(super) fn summary(tally: &Tally, has_bar: bool) -> Vec<Span> {
    if tally.total() == 0 {
        return vec![Span::new(format!("{} ", t(text::NOT_COUNTED)), TextRole::Quiet)];
    }
    let (done, applicable, percent) = (tally.of(Status::Done), tally.applicable(), tally.percent());
    let full = percent * BAR / 100;
    let mut spans = vec![Span::new(format!("{done:>3}/{applicable:<3} "), TextRole::Quiet)];
    if has_bar {
        spans.push(Span::new("#".repeat(full), TextRole::Done));
        spans.push(Span::new("-".repeat(BAR - full), TextRole::Quiet));
    }
    spans.push(Span::new(format!("{percent:>4}% "), TextRole::Text));
    spans
}
