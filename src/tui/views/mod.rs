//! What the screens show. Every record has a page; the search has a list and a preview.

pub mod record;
pub mod rows;
pub mod search;
pub mod worklist;

mod clause;
mod contents;
mod entry;
mod node;
mod product;
mod progress;
mod question;
mod revision;
mod risk;
mod term;

use std::ops::Range;

use ratatui::layout::Position;

use crate::catalog::{Record, RecordRef, Relation};
use crate::model::{Kind, Provenance};
use crate::search::{Hit, Part};

use super::app::App;
use super::page::{Composer, LinkText, Page, Span, Target};
use super::text;
use super::theme::Role;
use super::trail::Spot;
use record::Painter;

/// Draws the screen at hand; returns where the cursor stands.
pub fn draw(painter: &mut Painter<'_>) -> Option<Position> {
    match painter.app.trail.here().spot {
        Spot::Search => search::draw(painter),
        Spot::List(narrowing) => {
            worklist::draw(painter, narrowing);
            None
        }
        Spot::Contents | Spot::Progress | Spot::Coverage(_) | Spot::Record(_) => {
            record::draw(painter);
            None
        }
    }
}

/// Returns a record as people paste it elsewhere: what it is called, our summary, its id.
pub fn plain_text(app: &App, at: RecordRef) -> String {
    let catalog = &app.catalog;
    let label = catalog.label(at);
    let gist = match catalog.record(at) {
        Record::Clause(clause) => &clause.gist,
        Record::Risk(risk) => &risk.scenario,
        Record::Product(product) => &product.what,
        Record::Term(term) => &term.definition,
        Record::Question(question) => &question.gist,
        Record::Node(_) | Record::Revision(_) => "",
    };
    let unverified = if catalog.is_unverified(at) { format!(" ({})", text::UNVERIFIED) } else { String::new() };
    let gist = if gist.is_empty() { String::new() } else { format!("{}: {gist}\n", text::SUMMARY) };
    format!("{label}  {}{unverified}\n{gist}{}\n", name(app, at), catalog.id(at))
}

/// Returns the page on screen for a width; none for lists.
pub fn here(app: &App, width: u16) -> Option<Page> {
    match app.trail.here().spot {
        Spot::Search | Spot::List(_) => None,
        Spot::Contents => Some(contents::page(app, width)),
        Spot::Progress => Some(progress::page(app, width)),
        Spot::Coverage(cover) => Some(progress::coverage_page(app, cover, width)),
        Spot::Record(at) => Some(page(app, at, width)),
    }
}

/// Returns the page of a record for a width.
pub fn page(app: &App, at: RecordRef, width: u16) -> Page {
    let mut page = Composer::new(width, app.settings.ambiguous);
    match app.catalog.record(at) {
        Record::Clause(clause) => clause::compose(&mut page, app, at, clause),
        Record::Risk(risk) => risk::compose(&mut page, app, at, risk),
        Record::Product(product) => product::compose(&mut page, app, at, product),
        Record::Term(term) => term::compose(&mut page, app, at, term),
        Record::Node(node) => node::compose(&mut page, app, at, node),
        Record::Revision(revision) => revision::compose(&mut page, app, at, revision),
        Record::Question(question) => question::compose(&mut page, app, at, question),
    }
    page.finish()
}

/// Returns the short name of a record in a list: the number of a clause, the kind of anything else.
pub fn label(app: &App, at: RecordRef) -> String {
    match at.kind {
        Kind::Clause | Kind::Question => app.catalog.label(at),
        kind => kind.name().to_owned(),
    }
}

/// Returns what a record is called where it stands alone.
fn name(app: &App, at: RecordRef) -> String {
    match app.catalog.record(at) {
        Record::Node(node) => node::place(app, node),
        _ => app.catalog.title(at).to_owned(),
    }
}

/// Returns the byte ranges of a field of a record that the query on screen matched.
fn marks(app: &App, at: RecordRef, field: Part) -> Vec<Range<usize>> {
    app.hit_of(at).map_or_else(Vec::new, |hit| marks_of(hit, field))
}

/// Returns the byte ranges of a field that made a hit, in order.
fn marks_of(hit: &Hit, field: Part) -> Vec<Range<usize>> {
    let matched = hit.matched.iter().filter(|matched| matched.part == field);
    let mut ranges: Vec<_> = matched.flat_map(|matched| matched.ranges.iter().cloned()).collect();
    ranges.sort_by_key(|range| (range.start, range.end));
    ranges
}

/// Adds the first lines of a page: label, title and what is special about the record.
fn head(page: &mut Composer, app: &App, at: RecordRef, right: Vec<Span>) {
    let mut right = right;
    if app.catalog.is_unverified(at) {
        right.insert(0, Span::new(format!("{}  ", text::UNVERIFIED), Role::Unverified));
    }
    right.push(Span::new(" ", Role::Text));
    let marks = marks(app, at, Part::Title);
    page.headline(&label(app, at), (app.catalog.title(at), &marks), right);
}

/// Adds where a record comes from, and what it means if that was not checked.
fn provenance(page: &mut Composer, app: &App, at: RecordRef, provenance: &Provenance) {
    page.heading("出典", "");
    page.fact("確かさ", provenance.seen.name());
    page.fact("読んだ版", &provenance.edition);
    page.fact("参照先", &provenance.source);
    page.fact("注記", &provenance.note);
    page.fact("記録の ID", app.catalog.id(at));
    if app.catalog.is_unverified(at) {
        page.fact_as(text::UNVERIFIED, text::UNVERIFIED_MEANING, Role::Unverified);
    }
}

/// Returns the links of a record to records of a kind.
fn links(app: &App, at: RecordRef, kind: Kind) -> Vec<LinkText> {
    links_where(app, at, |relation, to| to.kind == kind && relation != Relation::Part)
}

/// Returns the links of a record that are wanted.
fn links_where(app: &App, at: RecordRef, wanted: impl Fn(Relation, RecordRef) -> bool) -> Vec<LinkText> {
    let neighbours = app.catalog.graph().neighbours(at);
    let wanted = neighbours.into_iter().filter(|neighbour| wanted(neighbour.relation, neighbour.at));
    wanted
        .map(|neighbour| {
            let tag = match neighbour.relation {
                Relation::Mapping(role) => role.name().to_owned(),
                _ => String::new(),
            };
            LinkText { tag, how: neighbour.reason, ..link(app, neighbour.at) }
        })
        .collect()
}

/// Returns what a link to a record shows.
fn link(app: &App, at: RecordRef) -> LinkText {
    let catalog = &app.catalog;
    let (title, mut aside) = match catalog.record(at) {
        Record::Clause(clause) => {
            let mark = app
                .state
                .mark(&clause.id)
                .map_or_else(String::new, |mark| format!("[{}]", mark.answers.status.short()));
            (format!("{}  {}", catalog.label(at), clause.title), mark)
        }
        Record::Risk(risk) => (risk.title.clone(), format!("({})", risk.category)),
        Record::Product(product) => (product.name_ja.clone(), format!("({})", product.family)),
        Record::Term(term) => (term.term.clone(), format!("({})", term.reading)),
        Record::Node(node) => (node::place(app, node), String::new()),
        Record::Revision(revision) => (revision::name(app, revision), String::new()),
        Record::Question(question) => (format!("{}  {}", question.number, question.title), String::new()),
    };
    if catalog.is_unverified(at) {
        aside = [aside.as_str(), text::UNVERIFIED].join("  ").trim_start().to_owned();
    }
    LinkText { target: Target::Record(at), group: at.kind.name(), tag: String::new(), title, aside, how: String::new() }
}

/// Adds the headings that a record belongs to, the terms that explain it and what became of it.
fn surroundings(page: &mut Composer, app: &App, at: RecordRef) {
    page.links("用語", "", links(app, at, Kind::Term));
    page.links("目次", "", links(app, at, Kind::Node));
    page.links("改定", "", links(app, at, Kind::Revision));
}
