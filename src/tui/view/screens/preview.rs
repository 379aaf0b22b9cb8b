//! What is shown below a list: the main points of the selected record.

use crate::catalog::{Node, Record, RecordRef};
use crate::language::{t, titled};
use crate::model::Kind;
use crate::search::{Hit, Part, Strategy};
use crate::text::width::{cells, clip, filled};
use crate::text::wrap::{HANG, wrap_hanging};
use crate::tui::app::App;
use crate::tui::view::page::{PageLink, Span, highlighted, shared};
use crate::tui::view::pages::names;
use crate::tui::view::pages::parts;
use crate::tui::view::text;
use crate::tui::view::theme::TextRole;
use crate::workspace::cloud;

/// How many lines of the summary are shown at most, before one scrolls.
const GIST_LINES: usize = 4;
/// The width of the title of a link up to which it counts as a whole where there are more links than lines.
const LINK_WIDTH: usize = 26;
/// The room for how many more there are.
const OTHERS: usize = 10;

type Line = Vec<Span>;

/// What there is to say of a record, with its hit if there was a query.
pub(super) struct Points<'a> {
    app: &'a App,
    width: usize,
    head: Line,
    gist: Vec<Line>,
    facts: Vec<Line>,
    groups: Vec<LinkGroup<'a>>,
}

impl<'a> Points<'a> {
    /// Collects it from a record and the links of its page.
    pub fn of(app: &'a App, (at, hit): (RecordRef, Option<&Hit>), links: &'a [PageLink], width: u16) -> Self {
        Self {
            app,
            width: usize::from(width),
            head: head(app, at, hit, width),
            gist: gist(app, (at, hit), width),
            facts: facts(app, at).into_iter().chain(availability(app, at)).collect(),
            groups: groups(app, links, usize::from(width)),
        }
    }

    /// Returns how many lines there are in all.
    pub fn count(&self) -> usize {
        1 + self.gist.len() + self.facts.len() + self.groups.iter().map(|group| group.lines.len()).sum::<usize>()
    }

    /// Returns all lines.
    pub fn whole(self) -> Vec<Line> {
        let links = self.groups.into_iter().flat_map(|group| group.lines);
        [self.head].into_iter().chain(self.gist).chain(self.facts).chain(links).collect()
    }

    /// Returns what fits best into so many lines.
    pub fn within(self, height: usize) -> Vec<Line> {
        let Self { app, width, head, mut gist, facts, groups } = self;
        if gist.len() > GIST_LINES {
            gist.truncate(GIST_LINES);
            gist.last_mut().into_iter().for_each(|last| last.push(Span::new("..", TextRole::Quiet)));
        }
        let mut lines = vec![head];
        lines.extend(gist);
        lines.extend(facts);
        let room = height.saturating_sub(lines.len());
        lines.extend(links_within(app, groups, width, room));
        lines
    }
}

/// The links of one group, in the order of the page, with their places there.
struct LinkGroup<'a> {
    links: Vec<(usize, &'a PageLink)>,
    /// On as many lines as they need.
    lines: Vec<Line>,
}

/// Whether digits follow the links of what is shown.
pub(super) fn has_numbers(app: &App) -> bool {
    !app.keymap.key_for(app.mode_below(), "follow-number").is_empty()
}

fn head(app: &App, at: RecordRef, hit: Option<&Hit>, width: u16) -> Line {
    let ambiguous = app.settings.ambiguous;
    let right = format!("{}  {} ", t(text::SUMMARY_SHORT), hit.map_or_else(String::new, why));
    let place = match app.catalog.record(at) {
        Record::Clause(clause) => app.catalog.tree().node(&clause.chapter).map(Node::heading),
        Record::Risk(risk) => Some(risk.category.clone()),
        Record::Product(product) => Some(product.family.clone()),
        Record::Report(report) => Some(t(report.access.name()).to_owned()),
        Record::Term(term) => Some(term.reading.clone()),
        Record::Node(_) | Record::Revision(_) => Some(t(&app.catalog.listed_label(at)).to_owned()),
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
            let names: Vec<&str> = fields.iter().map(|field| t(field.name())).collect();
            ways.push(format!("{}: {}", t(strategy.name()), names.join(t("・"))));
            named.extend(fields);
        }
    }
    match ways.as_slice() {
        // The query has only filters, so there is nothing to explain, or nobody has worked it out.
        [] if hit.score == 0.0 || !hit.is_detailed => String::new(),
        [] => t(text::BY_LINKS).to_owned(),
        ways => ways.join("  "),
    }
}

fn gist(app: &App, (at, hit): (RecordRef, Option<&Hit>), width: u16) -> Vec<Line> {
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
    let spans = |line| [vec![Span::new(" ", TextRole::Text)], highlighted(&text, line, &highlights, TextRole::Text)];
    lines.into_iter().map(|line| spans(line).concat()).collect()
}

fn facts(app: &App, at: RecordRef) -> Option<Line> {
    let Record::Clause(clause) = app.catalog.record(at) else { return None };
    let mapping = app.catalog.mapping(&clause.id)?;
    let parties: Vec<_> = mapping.party.iter().map(|party| t(party.name())).collect();
    let evidence = mapping.evidence.first().map_or("", String::as_str);
    let mut facts = Vec::new();
    for (name, value) in
        [("担当", parties.join(t("・")).as_str()), ("クラウド", t(mapping.cloud_share.name())), ("証跡", evidence)]
    {
        if !value.is_empty() {
            facts.push(Span::new(format!(" {} ", t(name)), TextRole::Quiet));
            facts.push(Span::new(format!("{value}  "), TextRole::Text));
        }
    }
    Some(facts)
}

/// Returns what becomes of a clause in each service, or of a measure; none where it was not judged.
fn availability(app: &App, at: RecordRef) -> Option<Line> {
    let line = match app.catalog.record(at) {
        Record::Clause(clause) => cloud::availability_of(&app.catalog, &clause.id)?,
        Record::Measure(measure) => cloud::availability(&measure.availability),
        _ => return None,
    };
    let name = Span::new(format!(" {} ", t(text::AVAILABILITY_SHORT)), TextRole::Quiet);
    Some(vec![name, Span::new(line, TextRole::Text)])
}

/// Returns the links of each group, with the numbers that follow them if any do. A page may name a record twice; here it stands
/// once.
fn groups<'a>(app: &App, links: &'a [PageLink], width: usize) -> Vec<LinkGroup<'a>> {
    let mut groups: Vec<Vec<(usize, &PageLink)>> = Vec::new();
    // The headings above a record are in the first line already.
    for (index, link) in links.iter().enumerate().filter(|(_, link)| link.group != Kind::Node.name()) {
        match groups.iter_mut().find(|group| group[0].1.group == link.group) {
            Some(group) if group.iter().any(|(_, known)| known.target == link.target) => {}
            Some(group) => group.push((index, link)),
            None => groups.push(vec![(index, link)]),
        }
    }
    let whole = |links: Vec<_>| LinkGroup { lines: group_lines(app, &links, width, usize::MAX), links };
    groups.into_iter().map(whole).collect()
}

/// Returns the links of each group: on one line as far as it goes, and on more lines where there is room for them.
fn links_within(app: &App, groups: Vec<LinkGroup<'_>>, width: usize, room: usize) -> Vec<Line> {
    let mut given = vec![1; groups.len()];
    let mut spare = room.saturating_sub(groups.len());
    while spare > 0 {
        let poor = (0..groups.len()).filter(|group| given[*group] < groups[*group].lines.len());
        let Some(poorest) = poor.min_by_key(|group| given[*group]) else { break };
        given[poorest] += 1;
        spare -= 1;
    }
    let lines = groups.into_iter().zip(given).flat_map(|(group, given)| match group.lines.len() <= given {
        true => group.lines,
        false => group_lines(app, &group.links, width, given),
    });
    lines.collect()
}

/// Returns the links of a group on so many lines at most, and then how many more there are. Only the last of the lines holds more
/// links than it has room for; there names are cut.
fn group_lines(app: &App, group: &[(usize, &PageLink)], width: usize, most: usize) -> Vec<Line> {
    let width_of = |text: &str| cells(text, app.settings.ambiguous);
    let name = format!(" {} ", filled(&titled(group[0].1.group), text::group_column(), app.settings.ambiguous));
    let has_numbers = has_numbers(app);
    let mut rest: Vec<ShownLink<'_>> =
        group.iter().map(|(index, link)| ShownLink::of(link, Some(*index).filter(|_| has_numbers))).collect();
    let mut lines = Vec::new();
    while !rest.is_empty() && lines.len() < most {
        let is_last = lines.len() + 1 == most;
        let least = if is_last { LINK_WIDTH } else { usize::MAX };
        let mut used = width_of(&name);
        let fits = |(place, link): (usize, &ShownLink<'_>)| {
            let behind = if is_last && place + 1 < rest.len() { OTHERS } else { 0 };
            used += width_of(&link.before()) + width_of(link.title).min(least) + 2;
            place == 0 || used + behind <= width + 2
        };
        let taken = rest.iter().enumerate().map(fits).take_while(|fits| *fits).count();
        let behind = rest.split_off(taken);
        let more = if is_last && !behind.is_empty() { text::others(behind.len()) } else { String::new() };
        let lead = if lines.is_empty() { name.clone() } else { " ".repeat(width_of(&name)) };
        lines.push(link_line(app, (lead, more), &rest, width));
        rest = behind;
    }
    lines
}

/// A link in a line of several.
struct ShownLink<'a> {
    number: String,
    tag: String,
    title: &'a str,
}

impl<'a> ShownLink<'a> {
    fn of(link: &'a PageLink, index: Option<usize>) -> Self {
        let number = match index {
            None => String::new(),
            Some(index @ 0..9) => format!("{} ", index + 1),
            Some(_) => "- ".to_owned(),
        };
        let tag = if link.tag.is_empty() { String::new() } else { format!("{} ", t(&link.tag)) };
        Self { number, tag, title: &link.title }
    }

    fn before(&self) -> String {
        format!("{}{}", self.number, self.tag)
    }
}

/// Returns a line of links between two texts; the longest names give way first.
fn link_line(app: &App, (lead, more): (String, String), links: &[ShownLink<'_>], width: usize) -> Line {
    let width_of = |text: &str| cells(text, app.settings.ambiguous);
    let beside: usize = links.iter().map(|link| width_of(&link.before()) + 2).sum();
    let end = if more.is_empty() { 2 } else { 0 };
    let room = (width + end).saturating_sub(width_of(&lead) + beside + width_of(&more));
    let shown = shared(links.iter().map(|link| width_of(link.title)).collect(), room);
    let mut line = vec![Span::new(lead, TextRole::Quiet)];
    for (link, shown) in links.iter().zip(shown) {
        line.push(Span::new(&link.number, TextRole::Key));
        line.push(Span::new(&link.tag, TextRole::Quiet));
        line.push(Span::new(format!("{}  ", clip(link.title, shown, app.settings.ambiguous)), TextRole::Link));
    }
    line.push(Span::new(more, TextRole::Quiet));
    line
}
