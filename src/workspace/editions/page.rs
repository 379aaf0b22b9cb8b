//! The page of a guideline and of an edition: who issued it, when, what took its place, and how much of it is held.

use crate::catalog::{Catalog, Edition, Level, Node, RecordRef};
use crate::model::{Guideline, Provenance};
use crate::workspace::page_parts::{Item, PagePart, PartLink, fact, linked};

use super::clauses_of;

/// What is said of an edition that the catalog holds no clauses of.
const NO_CLAUSES: &str = "条項は収めていません。改定について分かっていることだけを収めています。";

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

/// Returns the part about an edition.
fn of_edition(catalog: &Catalog, edition: &Edition<'_>) -> Option<PagePart> {
    let standing = match edition.notice() {
        Some(notice) => Item::Caution("版の状況", notice),
        None => Item::Fact("版の状況", "この版が現行です。".to_owned()),
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
        published => format!("{published} 発行"),
    };
    let current = if edition.is_current() { "現行" } else { "" };
    let link = PartLink::to(at).remark(current).remark(&published).remark(&amount(catalog, edition));
    link.detail("", edition.notice().unwrap_or_default())
}

/// Returns links to the edition before and to the one behind.
fn steps(catalog: &Catalog, edition: &Edition<'_>) -> Vec<PartLink> {
    let is_before = |other: &Edition<'_>| other.successor().is_some_and(|next| next.id() == edition.id());
    let before = catalog.editions().into_iter().find(is_before).map(|before| ("前の版", before));
    let behind = edition.successor().map(|behind| ("次の版", behind));
    let step = |(tag, other): (&'static str, Edition<'_>)| Some(PartLink { tag, ..PartLink::to(at(catalog, &other)?) });
    behind.into_iter().chain(before).filter_map(step).collect()
}

fn at(catalog: &Catalog, edition: &Edition<'_>) -> Option<RecordRef> {
    catalog.find(edition.id())
}

/// Returns how much of an edition the catalog holds, as a sentence.
fn held_of(catalog: &Catalog, edition: &Edition<'_>) -> String {
    match clauses_of(catalog, edition) {
        (0, _) => NO_CLAUSES.to_owned(),
        (_, 0) => format!("{}。", amount(catalog, edition)),
        (_, unverified) => format!("{}(うち {unverified} は未照合)。", amount(catalog, edition)),
    }
}

/// Returns how much of an edition the catalog holds, in a few words.
fn amount(catalog: &Catalog, edition: &Edition<'_>) -> String {
    match (clauses_of(catalog, edition).0, edition.is_partial()) {
        (0, _) => "条項なし".to_owned(),
        (clauses, true) => format!("一部のみ({clauses} 項目)"),
        (clauses, false) => format!("{clauses} 条項"),
    }
}
