//! What became of requirements between editions, as the pages of headings list it: first what concerns the edition as a
//! whole, then chapter by chapter.

use crate::catalog::{Catalog, Edition, Level, Node, Record, RecordRef};
use crate::language::{t, tr};
use crate::model::{Id, Kind, Revision, RevisionKind};
use crate::workspace::page_parts::{Item, PagePart, PartLink, linked};

/// A list of more revisions than this names the chapters and leaves the rest to their pages, if that is asked for.
const LONG: usize = 12;

/// Characters from which on a sentence tells something.
const TELLING: usize = 16;

/// How a long list tells what became of chapters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chapters {
    /// As links to their pages, where the revisions stand.
    Linked,
    /// With all their revisions.
    Listed,
}

/// A revision with the heading that it belongs to.
struct PlacedRevision<'a> {
    at: RecordRef,
    revision: &'a Revision,
    /// The chapter, or the volume if no chapter is named; none if it concerns the edition as a whole.
    place: Option<&'a Node>,
}

/// Returns what a revision is called among all: the new edition, what happened where, and the first sentence about it.
pub fn revision_name(catalog: &Catalog, revision: &Revision) -> String {
    format!("{} {} {}", name(catalog, &revision.to), t(revision.kind.name()), revision_text(catalog, revision))
}

/// Returns what a revision is called among those of one edition and kind: where it is, and the first sentence about it.
pub fn revision_text(catalog: &Catalog, revision: &Revision) -> String {
    let place = match revision.old_label.as_str() {
        "" => clauses(catalog, revision),
        label => label.to_owned(),
    };
    let text = start(&revision.what);
    if place.is_empty() { text } else { format!("{place}: {text}") }
}

/// Returns the first sentence of a text, or more of them where the first one alone says little.
fn start(text: &str) -> String {
    let mut start = String::new();
    for sentence in text.split_inclusive('。') {
        start.push_str(sentence);
        if start.chars().count() >= TELLING {
            break;
        }
    }
    start
}

/// Returns the numbers of the clauses that a revision is about: the first one, and how many more.
fn clauses(catalog: &Catalog, revision: &Revision) -> String {
    let clauses = revision.clauses.iter().filter_map(|id| catalog.find(id)).filter(|at| at.kind == Kind::Clause);
    let labels: Vec<String> = clauses.map(|at| catalog.label(at)).collect();
    match labels.as_slice() {
        [] => String::new(),
        [label] => label.clone(),
        [label, others @ ..] => tr!("{label} ほか {more}", label, more = others.len()),
    }
}

/// Returns the parts about what became of the requirements of a heading, pair of editions by pair, the newest first.
pub fn revision_parts(catalog: &Catalog, node: &Node, chapters: Chapters) -> Vec<PagePart> {
    let mut pairs: Vec<((&Id, &Id), Vec<PlacedRevision<'_>>)> = Vec::new();
    for placed in placed(catalog).filter(|placed| belongs(catalog, placed, node)) {
        let pair = (&placed.revision.from, &placed.revision.to);
        match pairs.iter_mut().find(|(known, _)| *known == pair) {
            Some((_, revisions)) => revisions.push(placed),
            None => pairs.push((pair, vec![placed])),
        }
    }
    // What came after an edition matters more on its page than what it brought itself.
    let published = |(_, to): (&Id, &Id)| catalog.edition(to).map(|to| to.published().to_owned());
    pairs.sort_by_key(|(pair, _)| std::cmp::Reverse(published(*pair)));
    let parts = pairs.into_iter().flat_map(|((from, to), revisions)| {
        let heading = tr!("{from}から{to}への改定", from = name(catalog, from), to = name(catalog, to));
        match node.level {
            Level::Guideline | Level::Volume => of_edition(catalog, &heading, &revisions, chapters),
            Level::Chapter | Level::Section => listed(&heading, &revisions).into_iter().collect(),
        }
    });
    parts.collect()
}

fn name(catalog: &Catalog, id: &str) -> String {
    catalog.edition(id).map_or_else(|| id.to_owned(), |edition| edition.name())
}

/// Returns every revision with the heading that it belongs to, in the order of the catalog.
fn placed(catalog: &Catalog) -> impl Iterator<Item = PlacedRevision<'_>> {
    catalog.all(Kind::Revision).zip(catalog.revisions()).map(|(at, revision)| {
        // The clause of the new edition may share its id with the revision about it.
        let places = revision.clauses.iter().chain([&revision.id]);
        let place = places.filter_map(|id| place(catalog, id)).next();
        PlacedRevision { at, revision, place }
    })
}

/// Returns the chapter of a clause or section, or else the volume or chapter itself.
fn place<'a>(catalog: &'a Catalog, id: &str) -> Option<&'a Node> {
    let heading = match catalog.record(catalog.find(id)?) {
        Record::Clause(clause) => &clause.chapter,
        Record::Node(node) => &node.id,
        _ => return None,
    };
    let path = catalog.tree().path(heading);
    path.into_iter().rev().find(|node| matches!(node.level, Level::Volume | Level::Chapter))
}

/// Whether the page of a heading lists a revision: it leads from or to this edition, or is about something below.
fn belongs(catalog: &Catalog, placed: &PlacedRevision<'_>, node: &Node) -> bool {
    let revision = placed.revision;
    let is_edition = |edition: &Edition<'_>| [&revision.from, &revision.to].iter().any(|id| *id == edition.id());
    let own = match node.level {
        Level::Guideline => catalog.editions_of(&node.id),
        _ => catalog.edition(&node.id).into_iter().collect(),
    };
    let ids = revision.clauses.iter().chain([&revision.id]).filter_map(|id| catalog.find(id));
    own.iter().any(is_edition) || ids.into_iter().any(|at| is_within(catalog, at, node))
}

/// Whether a clause or heading stands below a heading, or is it.
fn is_within(catalog: &Catalog, at: RecordRef, node: &Node) -> bool {
    match catalog.record(at) {
        // A section shares the clauses of its chapter: its page lists only what names the section itself.
        Record::Clause(_) => node.level < Level::Section && node.clauses.contains(&(at.index as usize)),
        Record::Node(below) => catalog.tree().path(&below.id).iter().any(|above| above.id == node.id),
        _ => false,
    }
}

/// Returns the parts of a guideline, edition or volume.
fn of_edition(catalog: &Catalog, heading: &str, revisions: &[PlacedRevision<'_>], chapters: Chapters) -> Vec<PagePart> {
    if revisions.len() <= LONG && chapters == Chapters::Linked {
        return listed(heading, revisions).into_iter().collect();
    }
    let mut places: Vec<&Node> = revisions.iter().filter_map(|placed| placed.place).collect();
    places.sort_by_key(|node| catalog.tree().position(&node.id));
    places.dedup_by_key(|node| &node.id);
    let of = |node: Option<&Node>| {
        let is_here = |placed: &&PlacedRevision<'_>| placed.place.map(|at| &at.id) == node.map(|node| &node.id);
        revisions.iter().filter(is_here).map(PlacedRevision::link).collect::<Vec<_>>()
    };
    let summary = PagePart::some(heading, false, vec![Item::Text(summary(revisions))]);
    let whole = linked(&tr!("{heading}: 全体", heading), false, of(None));
    let by_chapter = match chapters {
        Chapters::Listed => {
            let of = |node: &&Node| linked(&format!("{heading}: {}", node.heading()), false, of(Some(node)));
            places.iter().filter_map(of).collect()
        }
        Chapters::Linked => {
            let row = |node: &&Node| {
                let link = PartLink::to(catalog.find(&node.id)?);
                Some(link.remark(&tr!("改定 {n} 件", n = of(Some(node)).len())))
            };
            let rows = places.iter().filter_map(row);
            linked(&tr!("{heading}: 章ごと", heading), false, rows).into_iter().collect::<Vec<_>>()
        }
    };
    summary.into_iter().chain(whole).chain(by_chapter).collect()
}

/// Returns how many revisions there are of each kind, as a sentence.
fn summary(revisions: &[PlacedRevision<'_>]) -> String {
    let of = |kind: &RevisionKind| revisions.iter().filter(|placed| placed.revision.kind == *kind).count();
    let kinds = RevisionKind::ALL.iter().map(|kind| (t(kind.name()), of(kind))).filter(|(_, count)| *count > 0);
    let kinds: Vec<String> = kinds.map(|(name, count)| format!("{name} {count}")).collect();
    tr!("分かっている改定は {n} 件です({kinds})。", n = revisions.len(), kinds = kinds.join(t("、")))
}

/// Returns a part with all revisions; none if there are none.
fn listed(heading: &str, revisions: &[PlacedRevision<'_>]) -> Option<PagePart> {
    linked(heading, false, revisions.iter().map(PlacedRevision::link))
}

impl PlacedRevision<'_> {
    fn link(&self) -> PartLink {
        PartLink::to(self.at)
    }
}
