//! What a key copies of what is selected: addresses of the web, and paths of evidence.

use crate::tui::app::App;
use crate::tui::app::desk::DeskDeed;
use crate::tui::view::address::PageAddress;
use crate::tui::view::link::LinkTarget;
use crate::tui::view::page::Page;
use crate::tui::view::{layout, pages};

/// Returns what can be copied of the selected line, of the page, or of the selected record: addresses, and paths of evidence. What
/// the selected line is about comes first.
pub fn to_copy(app: &App) -> Vec<String> {
    let page = pages::current(app, layout::record(app.size).page.width);
    let selected = page.as_ref().and_then(|page| page.links.get(app.jump_list.current().selected?));
    if let Some(place) = selected.and_then(|link| place_of(app, &link.target)) {
        return vec![place];
    }
    let of_record = |at| pages::page(app, at, app.size.width);
    let linked = selected.and_then(|link| link.target.record());
    let Some(page) = page.clone().or_else(|| app.target_record().map(of_record)) else { return Vec::new() };
    let mut found = Vec::new();
    if let Some(link) = selected {
        let next = page.links.iter().map(|link| link.lines.start).filter(|start| *start >= link.lines.end).min();
        let lines = link.lines.start..next.unwrap_or(page.lines.len());
        let stands = |address: &&PageAddress| address.parts.iter().any(|(line, _)| lines.contains(line));
        found.extend(page.addresses.iter().filter(stands).map(|address| address.url.clone()));
    }
    found.extend(places(app, &page));
    if found.is_empty() {
        found.extend(linked.into_iter().flat_map(|at| places(app, &of_record(at))));
    }
    let mut known: Vec<String> = Vec::new();
    for place in found {
        if !known.contains(&place) {
            known.push(place);
        }
    }
    known
}

fn places(app: &App, page: &Page) -> Vec<String> {
    let addresses = page.addresses.iter().map(|address| address.url.clone());
    addresses.chain(page.links.iter().filter_map(|link| place_of(app, &link.target))).collect()
}

/// Returns the path or address of the evidence that a link is about.
fn place_of(app: &App, target: &LinkTarget) -> Option<String> {
    match target {
        LinkTarget::Desk(DeskDeed::Piece(id) | DeskDeed::CopyPlace(id)) => {
            app.state.evidence_with(*id).map(|one| one.location.clone())
        }
        _ => None,
    }
}
