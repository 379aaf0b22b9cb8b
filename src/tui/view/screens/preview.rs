//! The preview below a list: the main points of the selected record.

use ratatui::layout::{Position, Rect};

use crate::catalog::{Node, Record, RecordRef};
use crate::model::Kind;
use crate::search::{Hit, Part, Strategy};
use crate::text::width::{cells, clip, filled};
use crate::text::wrap::{HANG, wrap_hanging};
use crate::tui::app::App;
use crate::tui::view::page::{PageLink, Span, highlighted};
use crate::tui::view::pages;
use crate::tui::view::pages::names;
use crate::tui::view::pages::parts;
use crate::tui::view::text;
use crate::tui::view::theme::TextRole;
use crate::tui::view::widgets::painter::Painter;
use crate::workspace::cloud;

/// How many lines of the summary are shown at most.
const GIST_LINES: usize = 4;
/// The greatest width of the title of a link.
const LINK_WIDTH: usize = 26;

/// Draws the preview of a record, with its hit if there was a query.
pub(super) fn draw(painter: &mut Painter<'_>, area: Rect, at: RecordRef, hit: Option<&Hit>) {
    let mut lines = vec![head(painter.app, at, hit, area.width)];
    lines.extend(gist(painter.app, at, hit, area.width));
    lines.extend(facts(painter.app, at));
    lines.extend(availability(painter.app, at));
    lines.extend(links(painter.app, at, area.width));
    for (row, line) in lines.iter().take(usize::from(area.height)).enumerate() {
        painter.spans(Position::new(area.x, area.y + row as u16), area.right(), line);
    }
}

fn head(app: &App, at: RecordRef, hit: Option<&Hit>, width: u16) -> Vec<Span> {
    let ambiguous = app.settings.ambiguous;
    let right = format!("{}  {} ", text::SUMMARY_SHORT, hit.map_or_else(String::new, why));
    let place = match app.catalog.record(at) {
        Record::Clause(clause) => app.catalog.tree().node(&clause.chapter).map(Node::heading),
        Record::Risk(risk) => Some(risk.category.clone()),
        Record::Product(product) => Some(product.family.clone()),
        Record::Report(report) => Some(report.access.name().to_owned()),
        Record::Term(term) => Some(term.reading.clone()),
        Record::Node(_) | Record::Revision(_) => Some(app.catalog.listed_label(at)),
        _ => None,
    };
    let label = format!(" {}  ", names::label(app, at));
    let used = cells(&label, ambiguous) + cells(&right, ambiguous) + 1;
    let room = usize::from(width).saturating_sub(used);
    let place = clip(&place.unwrap_or_default(), room, ambiguous);
    let gap = " ".repeat(room + 1 - cells(&place, ambiguous).min(room));
    vec![
        Span::new(label, TextRole::Title),
        Span::new(place, TextRole::Quiet),
        Span::new(gap, TextRole::Text),
        Span::new(right, TextRole::Quiet),
    ]
}

/// Returns the rank of a strategy by how much a match proves; 0 is the strongest.
const fn proof(strategy: Strategy) -> u8 {
    match strategy {
        Strategy::Number => 0,
        Strategy::Name => 1,
        Strategy::Edition => 2,
        Strategy::Bigrams => 3,
        Strategy::Words => 4,
        Strategy::Romaji => 5,
        Strategy::Reading => 6,
        Strategy::Synonym => 7,
        Strategy::Typo => 8,
    }
}

/// Returns why a record was found: by which strategies, and in which parts. Each part is named once, under the strongest
/// strategy.
fn why(hit: &Hit) -> String {
    let mut named: Vec<Part> = Vec::new();
    let mut ways = Vec::new();
    let mut strategies: Vec<Strategy> = hit.matched.iter().map(|matched| matched.strategy).collect();
    strategies.sort_by_key(|strategy| proof(*strategy));
    strategies.dedup();
    for strategy in strategies {
        let fields = hit.matched.iter().filter(|matched| matched.strategy == strategy).map(|matched| matched.part);
        let fields: Vec<Part> = fields.filter(|field| !named.contains(field)).collect();
        if !fields.is_empty() {
            let names: Vec<&str> = fields.iter().map(|field| field.name()).collect();
            ways.push(format!("{}: {}", strategy.name(), names.join("・")));
            named.extend(fields);
        }
    }
    match ways.as_slice() {
        // The query has only filters, so there is nothing to explain.
        [] if hit.score == 0.0 => String::new(),
        [] => text::BY_LINKS.to_owned(),
        ways => ways.join("  "),
    }
}

fn gist(app: &App, at: RecordRef, hit: Option<&Hit>, width: u16) -> Vec<Vec<Span>> {
    let (text, part) = match app.catalog.record(at) {
        // A change is told by its title, for which there is no room in a row.
        Record::Revision(revision) => (revision.what.clone(), Some(Part::Title)),
        Record::Node(_) => (app.catalog.edition_of(at).map_or_else(String::new, |edition| edition.standing()), None),
        record => (record.gist().to_owned(), Some(Part::Gist)),
    };
    if text.is_empty() {
        return Vec::new();
    }
    let highlights = hit.zip(part).map_or_else(Vec::new, |(hit, part)| parts::highlights_of(hit, part));
    let lines = wrap_hanging(&text, usize::from(width).saturating_sub(1 + HANG).max(2), app.settings.ambiguous);
    let cut = lines.len() > GIST_LINES;
    let mut shown: Vec<Vec<Span>> = lines
        .into_iter()
        .take(GIST_LINES)
        .map(|line| {
            [vec![Span::new(" ", TextRole::Text)], highlighted(&text, line, &highlights, TextRole::Text)].concat()
        })
        .collect();
    if let Some(last) = shown.last_mut().filter(|_| cut) {
        last.push(Span::new("..", TextRole::Quiet));
    }
    shown
}

fn facts(app: &App, at: RecordRef) -> Option<Vec<Span>> {
    let Record::Clause(clause) = app.catalog.record(at) else { return None };
    let mapping = app.catalog.mapping(&clause.id)?;
    let parties: Vec<_> = mapping.party.iter().map(|party| party.name()).collect();
    let evidence = mapping.evidence.first().map_or("", String::as_str);
    let mut facts = Vec::new();
    for (name, value) in
        [("担当", parties.join("・").as_str()), ("クラウド", mapping.cloud_share.name()), ("証跡", evidence)]
    {
        if !value.is_empty() {
            facts.push(Span::new(format!(" {name} "), TextRole::Quiet));
            facts.push(Span::new(format!("{value}  "), TextRole::Text));
        }
    }
    Some(facts)
}

/// Returns what becomes of a clause in each service, or of a measure; none where it was not judged.
fn availability(app: &App, at: RecordRef) -> Option<Vec<Span>> {
    let line = match app.catalog.record(at) {
        Record::Clause(clause) => cloud::availability_of(&app.catalog, &clause.id)?,
        Record::Measure(measure) => cloud::availability(&measure.availability),
        _ => return None,
    };
    let name = Span::new(format!(" {} ", text::AVAILABILITY_SHORT), TextRole::Quiet);
    Some(vec![name, Span::new(line, TextRole::Text)])
}

/// Returns the first links of each group on one line, with the numbers that follow them. A page may name a record twice;
/// here it stands once.
fn links(app: &App, at: RecordRef, width: u16) -> Vec<Vec<Span>> {
    let page = pages::page(app, at, width);
    let mut groups: Vec<Vec<(usize, &PageLink)>> = Vec::new();
    // The headings above a record are in the first line already.
    for (index, link) in page.links.iter().enumerate().filter(|(_, link)| link.group != Kind::Node.name()) {
        match groups.iter_mut().find(|group| group[0].1.group == link.group) {
            Some(group) if group.iter().any(|(_, known)| known.target == link.target) => {}
            Some(group) => group.push((index, link)),
            None => groups.push(vec![(index, link)]),
        }
    }
    groups.iter().map(|group| link_line(app, group, usize::from(width))).collect()
}

fn link_line(app: &App, group: &[(usize, &PageLink)], width: usize) -> Vec<Span> {
    let ambiguous = app.settings.ambiguous;
    let name = format!(" {} ", filled(group[0].1.group, 6, ambiguous));
    let mut used = cells(&name, ambiguous);
    let mut line = vec![Span::new(name, TextRole::Quiet)];
    for (shown, (index, link)) in group.iter().enumerate() {
        let number = if *index < 9 { format!("{} ", index + 1) } else { "- ".to_owned() };
        let tag = if link.tag.is_empty() { String::new() } else { format!("{} ", link.tag) };
        let title = clip(&link.title, LINK_WIDTH, ambiguous);
        let needed = cells(&number, ambiguous) + cells(&tag, ambiguous) + cells(&title, ambiguous) + 2;
        let rest = text::others(group.len() - shown);
        if used + needed + 10 > width && shown > 0 {
            line.push(Span::new(rest, TextRole::Quiet));
            break;
        }
        used += needed;
        line.push(Span::new(number, TextRole::Key));
        line.push(Span::new(tag, TextRole::Quiet));
        line.push(Span::new(format!("{title}  "), TextRole::Link));
    }
    line
}
