//! Offers and what they include, told from both sides; and products that are not offered any more.

use crate::catalog::{Catalog, Direction, Neighbour, Record, RecordRef, Relation};
use crate::language::{t, tr};
use crate::model::{Extent, Kind, Licence, Product};

use super::{GUIDE, Item, PagePart, PartLink, fact, linked, retired};

/// Returns the parts of the page of an offer, below what it is.
pub(super) fn licence_parts(catalog: &Catalog, at: RecordRef, licence: &Licence) -> Vec<PagePart> {
    let way = match (licence.free, licence.addon) {
        (true, _) => "別の契約なしで使えます",
        (false, true) => "ほかのエディションに追加して契約します",
        (false, false) => "",
    };
    let names = licence.aliases.join(t("、"));
    let about = [fact("別の名前", names), fact("契約", t(way)), Some(Item::Text(t(GUIDE).to_owned()))];
    let including = |heading: &str, extent: Extent| {
        let products = including(catalog, at, licence, extent);
        linked(heading, false, products)
    };
    // What is bought on top of an offer is no step up from it.
    let next = |is_addon: bool| {
        let mut next = steps(catalog, at, Kind::Licence, Direction::Outgoing);
        next.retain(|link| matches!(catalog.record(link.at), Record::Licence(next) if next.addon == is_addon));
        next
    };
    let parts = [
        PagePart::some("", false, about.into_iter().flatten().collect()),
        // The lists of products are long: what leads to the other offers stands before them.
        linked("一つ上のエディション", false, next(false)),
        linked("足せるエディション", false, next(true)),
        linked("一つ下のエディション", false, steps(catalog, at, Kind::Licence, Direction::Incoming)),
        including("含む製品", Extent::Full),
        including("一部の機能を含む製品", Extent::Partial),
        including("広げるか、使う条件になる製品", Extent::Addon),
    ];
    parts.into_iter().flatten().collect()
}

/// Returns the products of which an offer includes so much, each with how sure that is.
fn including(catalog: &Catalog, at: RecordRef, licence: &Licence, extent: Extent) -> Vec<PartLink> {
    let neighbours = catalog.graph().neighbours(at).into_iter();
    let products = neighbours.filter_map(|neighbour| match catalog.record(neighbour.at) {
        Record::Product(product) => Some((neighbour.at, product)),
        _ => None,
    });
    let grants = products.filter_map(|(at, product)| {
        let mut grants = product.licences.iter();
        let grant = grants.find(|grant| grant.licence == licence.id && grant.extent == extent)?;
        let link = PartLink { counts: product.retired.is_empty(), ..PartLink::standing(catalog, at) };
        Some(link.remark(grant.seen.name()))
    });
    grants.collect()
}

/// Returns what stands first on the page of a product that is not offered any more, or that another one follows.
pub fn product_end(catalog: &Catalog, at: RecordRef, product: &Product) -> Option<PagePart> {
    let successors = steps(catalog, at, Kind::Product, Direction::Outgoing);
    let names: Vec<&str> = successors.iter().map(|link| catalog.title(link.at)).collect();
    let what = match names.as_slice() {
        [] => tr!("代わりになるものを確かめてください。").to_owned(),
        names => tr!("新しく使うときは、後継の {names} を選んでください。", names = names.join(t("、"))),
    };
    let end = || Item::Caution(t("提供終了"), tr!("{since}。{what}", since = product.retired, what));
    let end = (!product.retired.is_empty()).then(end);
    PagePart::some("", false, end.into_iter().chain(successors.into_iter().map(Item::Link)).collect())
}

/// Returns what the page of a product says of the offers that include it, and of what stood before it.
pub fn product_parts(catalog: &Catalog, at: RecordRef, product: &Product) -> Vec<PagePart> {
    let grants = product.licences.iter().filter_map(|grant| {
        let at = catalog.find(&grant.licence)?;
        // What is not offered any more does not come with any offer.
        let link = PartLink { tag: t(grant.extent.name()), counts: product.retired.is_empty(), ..PartLink::to(at) };
        Some(Item::Link(link.remark(&retired(product)).remark(grant.seen.name())))
    });
    let told = [fact("注記", &product.licence_note), fact("出典", &product.licence_source)].into_iter().flatten();
    let mut offers: Vec<Item> = grants.chain(told).collect();
    if !offers.is_empty() {
        offers.push(Item::Text(t(GUIDE).to_owned()));
    }
    let before = steps(catalog, at, Kind::Product, Direction::Incoming);
    let parts = [PagePart::some("エディション", false, offers), linked("前身の製品", false, before)];
    parts.into_iter().flatten().collect()
}

/// Returns the records of a kind that follow a record or stand before it.
fn steps(catalog: &Catalog, at: RecordRef, kind: Kind, direction: Direction) -> Vec<PartLink> {
    let is_step = |neighbour: &Neighbour| {
        neighbour.at.kind == kind && neighbour.relation == Relation::Succession && neighbour.direction == direction
    };
    catalog
        .graph()
        .neighbours(at)
        .iter()
        .filter(|one| is_step(one))
        .map(|one| PartLink::standing(catalog, one.at))
        .collect()
}
