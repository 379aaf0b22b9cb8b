//! Parts that several pages share.

use std::ops::Range;

use crate::catalog::{Record, RecordRef, Relation};
use crate::language::t;
use crate::model::{Kind, Provenance, is_own_item};
use crate::search::{Hit, Part};
use crate::sheet::terms;
use crate::tui::app::App;
use crate::tui::view::page::{LinkTarget, LinkText, PageBuilder, Span};
use crate::tui::view::pages::names;
use crate::tui::view::text;
use crate::tui::view::theme::TextRole;
use crate::workspace::editions::revision_name;
use crate::workspace::facts::{provenance_facts, title};
use crate::workspace::packs::{FROM_PACK, THEIR_WORDS};
use crate::workspace::page_parts::ITEM_TEXT;

/// Adds the first lines of a page: label, title, and what is special about the record.
pub(super) fn headline(page: &mut PageBuilder, app: &App, at: RecordRef, right: Vec<Span>) {
    let mut right = right;
    if app.catalog.is_unverified(at) {
        right.insert(0, Span::new(format!("{}  ", t(text::UNVERIFIED)), TextRole::Unverified));
    }
    if app.catalog.pack_of(at).is_some() {
        right.insert(0, Span::new(format!("{}  ", t(FROM_PACK)), TextRole::Quiet));
    }
    right.push(Span::new(" ", TextRole::Text));
    let title = title(&app.catalog, at);
    let highlights = highlights_in(&title, highlights(app, at, Part::Title), app.catalog.title(at));
    let label = match at.kind {
        Kind::Clause | Kind::Question => names::label(app, at),
        kind => kind.name().to_owned(),
    };
    page.headline(&label, (&title, &highlights), right);
}

/// Returns the heading of the words of a record, which are ours unless it is of a pack.
pub(super) fn words_heading(app: &App, at: RecordRef) -> &'static str {
    match app.catalog.pack_of(at) {
        Some(_) => THEIR_WORDS,
        None if is_own_item(app.catalog.id(at)) => ITEM_TEXT,
        None => text::SUMMARY,
    }
}

/// Adds the named values of a record.
pub(super) fn facts(page: &mut PageBuilder, app: &App, record: &Record<'_>) {
    crate::workspace::facts::facts(&app.catalog, record).iter().for_each(|(name, value)| page.fact(name, t(value)));
}

/// Adds the source of a record, and a warning if it was not checked.
pub(super) fn provenance(page: &mut PageBuilder, app: &App, at: RecordRef, provenance: &Provenance) {
    page.heading("出典", "");
    provenance_facts(&app.catalog, at, provenance).iter().for_each(|(name, value)| page.fact(name, t(value)));
    page.fact("記録の ID", app.catalog.id(at));
    if app.catalog.is_unverified(at) {
        page.fact_as(text::UNVERIFIED, t(text::UNVERIFIED_MEANING), TextRole::Unverified);
    }
}

/// Adds the terms, headings and revisions that a record is linked to.
pub(super) fn related_links(page: &mut PageBuilder, app: &App, at: RecordRef) {
    page.links("用語", "", links(app, at, Kind::Term));
    page.links("目次", "", links(app, at, Kind::Node));
    page.links("改定", "", links(app, at, Kind::Revision));
}

/// Returns the links of a record to records of a kind.
pub(super) fn links(app: &App, at: RecordRef, kind: Kind) -> Vec<LinkText> {
    links_where(app, at, |relation, to| to.kind == kind && !matches!(relation, Relation::Part | Relation::Stated))
}

/// Returns the links of a record that pass a filter.
pub(super) fn links_where(app: &App, at: RecordRef, wanted: impl Fn(Relation, RecordRef) -> bool) -> Vec<LinkText> {
    let neighbours = app.catalog.graph().neighbours(at);
    let wanted = neighbours.into_iter().filter(|neighbour| wanted(neighbour.relation, neighbour.at));
    wanted
        .map(|neighbour| {
            let tag = match neighbour.relation {
                Relation::Mapping(role) => role.name().to_owned(),
                _ => String::new(),
            };
            // What a revision does is in its name.
            let is_revision = [at.kind, neighbour.at.kind].contains(&Kind::Revision);
            let how = if is_revision { String::new() } else { neighbour.reason };
            LinkText { tag, how, ..link(app, neighbour.at) }
        })
        .collect()
}

/// Returns the texts of a link to a record.
pub(super) fn link(app: &App, at: RecordRef) -> LinkText {
    let catalog = &app.catalog;
    let (title, mut aside) = match catalog.record(at) {
        Record::Clause(clause) => {
            let mark = app
                .state
                .mark(&clause.id)
                .map_or_else(String::new, |mark| format!("[{}]", terms::short_status(mark.answers.status)));
            (format!("{}  {}", catalog.label(at), clause.title), mark)
        }
        Record::Risk(risk) => (risk.title.clone(), format!("({})", risk.category)),
        Record::Product(product) => (product.title().to_owned(), format!("({})", product.family)),
        Record::Measure(_) | Record::Report(_) | Record::Licence(_) | Record::Theme(_) => {
            (title(catalog, at).into_owned(), String::new())
        }
        Record::Term(term) => (term.term.clone(), format!("({})", term.reading)),
        Record::Node(node) => (names::path(app, node), String::new()),
        Record::Revision(revision) => (revision_name(catalog, revision), String::new()),
        Record::Question(question) => (format!("{}  {}", question.number, question.title), String::new()),
    };
    let unverified = catalog.is_unverified(at).then_some(text::UNVERIFIED);
    for remark in unverified.into_iter().chain(catalog.pack_of(at).map(|_| FROM_PACK)) {
        aside = [aside.as_str(), t(remark)].join("  ").trim_start().to_owned();
    }
    LinkText {
        target: LinkTarget::Record(at),
        group: at.kind.name(),
        tag: String::new(),
        title,
        aside,
        how: String::new(),
        details: Vec::new(),
    }
}

/// Returns the byte ranges that the current query matched in a part of a record; none while words are looked for on the
/// page, which are marked there instead.
pub(super) fn highlights(app: &App, at: RecordRef, field: Part) -> Vec<Range<usize>> {
    let hit = if app.page_search.is_some() { None } else { app.hit_of(at) };
    hit.map_or_else(Vec::new, |hit| highlights_of(hit, field))
}

/// Returns the ranges that are highlighted in a title as it is shown: none where that is not the one that was searched.
pub fn highlights_in(shown: &str, found: Vec<Range<usize>>, searched: &str) -> Vec<Range<usize>> {
    if shown == searched { found } else { Vec::new() }
}

/// Returns the byte ranges that a hit matched in a part, in order.
pub fn highlights_of(hit: &Hit, field: Part) -> Vec<Range<usize>> {
    let matched = hit.matched.iter().filter(|matched| matched.part == field);
    let mut ranges: Vec<_> = matched.flat_map(|matched| matched.ranges.iter().cloned()).collect();
    ranges.sort_by_key(|range| (range.start, range.end));
    ranges
}
