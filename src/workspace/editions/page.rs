//! The page of a guideline and of an edition: who issued it, when, what took its place, and how much of it is held.

use crate::catalog::{Catalog, Edition, Level, NOTHING_LATER_KNOWN, Node, RecordRef};
use crate::language::{t, tr};
use crate::model::{Guideline, Provenance};
use crate::workspace::page_parts::{Item, PagePart, PartLink, fact, linked};
use crate::workspace::scope::partly;

use super::clauses_of;

/// An edition as programs read it. Texts are never missing; those that are not known are empty.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Issue<'a> {
    /// Its id.
    pub id: &'a str,
    /// Who issues it.
    pub publisher: &'a str,
    /// When it was published.
    pub published: &'a str,
    /// The address of its official page.
    pub url: &'a str,
    /// The id of the edition that took its place.
    pub successor: &'a str,
    /// When that one was published.
    pub replaced: &'a str,
    /// The id of the edition that holds today.
    pub current: &'a str,
    /// Whether only some of its items are in the catalog.
    pub partial: bool,
    /// The number of its clauses in the catalog.
    pub clauses: usize,
    /// How many of them are 未照合.
    pub unverified: usize,
}

/// Returns what programs read of an edition.
pub fn issue_of<'a>(catalog: &'a Catalog, edition: &Edition<'a>) -> Issue<'a> {
    let successor = edition.successor();
    let (clauses, unverified) = clauses_of(catalog, edition);
    Issue {
        id: edition.id(),
        publisher: &edition.guideline().publisher,
        published: edition.published(),
        url: edition.url(),
        successor: successor.map_or("", |successor| successor.id()),
        replaced: successor.map_or("", |successor| successor.published()),
        current: edition.current().id(),
        partial: edition.is_partial(),
        clauses,
        unverified,
    }
}

/// Returns the parts of the page of a guideline, or of a volume that is an edition of its own, below its name; none for
/// other headings.
pub fn edition_parts(catalog: &Catalog, node: &Node) -> Vec<PagePart> {
    if let Some(edition) = catalog.edition(&node.id) {
        let parts = [of_edition(catalog, &edition), linked("前後の版", false, steps(catalog, &edition))];
        return parts.into_iter().flatten().collect();
    }
    match catalog.guideline_at(node) {
        Some(guideline) => of_editions(catalog, guideline).into_iter().flatten().collect(),
        None => Vec::new(),
    }
}

/// Whether the page of the guideline above lists a heading among its editions already.
pub fn is_listed_as_edition(catalog: &Catalog, node: &Node) -> bool {
    node.level == Level::Volume && catalog.edition(&node.id).is_some()
}

/// Returns where what is known of a guideline or an edition comes from; none for other headings.
pub fn provenance_of<'a>(catalog: &'a Catalog, node: &Node) -> Option<&'a Provenance> {
    match catalog.guideline_at(node) {
        Some(guideline) => Some(&guideline.provenance),
        None => catalog.volumes().find(|volume| volume.id == node.id)?.provenance.as_ref(),
    }
}

/// Returns what has to be known where somebody reads a part of an edition of which only some items are in the catalog: a
/// volume, a chapter, or a clause of it, by the id of its chapter. None where all of it is there, and on the page of the
/// edition, which says it anyway.
pub fn partial_note(catalog: &Catalog, heading: &str) -> Option<String> {
    let edition = catalog.edition_at(heading).filter(|edition| edition.is_partial() && edition.id() != heading)?;
    let node = catalog.tree().node(heading)?;
    if node.clauses.is_empty() {
        return Some(tr!("この{level}の項目は確認できていません。", level = node.level.name()));
    }
    let (edition, held) = (edition.full_name(), partly(edition.item_count()));
    Some(tr!("{edition}は{held}を収録しています。", edition, held))
}

/// Returns how much was read of a heading that says so itself. Of a chapter whose items are not known, it was the heading
/// alone, however well.
pub fn seen_of(catalog: &Catalog, node: &Node) -> &'static str {
    let is_bare = node.clauses.is_empty() && partial_note(catalog, &node.id).is_some();
    t(if is_bare && !node.seen.is_unverified() { "見出しだけを確認" } else { node.seen.name() })
}

/// Returns the part about an edition.
fn of_edition(catalog: &Catalog, edition: &Edition<'_>) -> Option<PagePart> {
    let standing = match edition.notice() {
        Some(notice) => Item::Caution(t("版の状況"), notice),
        None if edition.is_known_current() => Item::Fact(t("版の状況"), t("この版が現行です。").to_owned()),
        None => Item::Fact(t("版の状況"), t(NOTHING_LATER_KNOWN).to_owned()),
    };
    let items = [
        fact("発行者", &edition.guideline().publisher),
        fact("発行", edition.published()),
        fact("公式ページ", edition.url()),
        Some(standing),
        fact("収録", held_of(catalog, edition)),
    ];
    PagePart::some("文書", false, items.into_iter().flatten().collect())
}

/// Returns the parts about a guideline that goes by years: itself, and a row for each of its editions.
fn of_editions(catalog: &Catalog, guideline: &Guideline) -> [Option<PagePart>; 2] {
    let about = [fact("発行者", &guideline.publisher), fact("公式ページ", &guideline.url)];
    let editions = catalog.editions_of(&guideline.id);
    let rows = editions.iter().filter_map(|edition| Some(row(catalog, edition, at(catalog, edition)?)));
    [
        PagePart::some("文書", false, about.into_iter().flatten().collect()),
        linked("年度ごとの版", false, rows.collect::<Vec<_>>()),
    ]
}

/// Returns the row of an edition on the page of its guideline.
fn row(catalog: &Catalog, edition: &Edition<'_>, at: RecordRef) -> PartLink {
    let published = match edition.published() {
        "" => String::new(),
        published => tr!("{published} 発行", published),
    };
    let current = if edition.is_known_current() { "現行" } else { "" };
    let link = PartLink::to(at).remark(current).remark(&published).remark(&amount(catalog, edition));
    link.detail("", edition.notice().unwrap_or_default())
}

/// Returns links to the edition before and to the one behind.
fn steps(catalog: &Catalog, edition: &Edition<'_>) -> Vec<PartLink> {
    let before = edition.predecessors().into_iter().map(|before| ("前の版", before));
    let behind = edition.successor().map(|behind| ("次の版", behind));
    let step = |(tag, other): (&'static str, Edition<'_>)| {
        Some(PartLink { tag: t(tag), ..PartLink::to(at(catalog, &other)?) })
    };
    behind.into_iter().chain(before).filter_map(step).collect()
}

fn at(catalog: &Catalog, edition: &Edition<'_>) -> Option<RecordRef> {
    catalog.find(edition.id())
}

/// Returns how much of an edition the catalog holds, as a sentence.
fn held_of(catalog: &Catalog, edition: &Edition<'_>) -> String {
    match clauses_of(catalog, edition) {
        (0, _) => edition.held_sentence(),
        (_, 0) => tr!("{amount}。", amount = amount(catalog, edition)),
        (_, unverified) => {
            tr!("{amount}(うち {unverified} は未照合)。", amount = amount(catalog, edition), unverified)
        }
    }
}

/// Returns how much of an edition the catalog holds, in a few words.
fn amount(catalog: &Catalog, edition: &Edition<'_>) -> String {
    match (clauses_of(catalog, edition).0, edition.is_partial()) {
        (0, _) => t("条項なし").to_owned(),
        (_, true) => partly(edition.item_count()),
        (clauses, false) => tr!("{n} 条項", n = clauses),
    }
}
