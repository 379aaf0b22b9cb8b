//! What the pages say of the cloud's half: what Microsoft does, what customers use, what shows it and which offers include
//! it. Grouping, order and sentences are decided here once; the front ends only set them.

mod ask;
mod halves;
mod legend;
mod measure;
mod offers;
mod report;
mod theme;

use crate::catalog::{Catalog, Neighbour, Record, RecordRef, Relation};
use crate::language::tr;
use crate::model::{Kind, Product, ServiceAvailability, Side};
use crate::worklist::Brought;

use super::page_parts::{Document, Item, PagePart, PartLink, fact, linked};

pub use crate::worklist::GUIDE;
pub use ask::{AskedControls, AskedReport, ask_for, ask_text, nothing_to_ask};
pub use halves::{clause_parts, main_products, product_document, risk_parts};
pub use legend::{LEGEND, legend_word};
pub use offers::{product_end, product_parts};

/// The heading of what Microsoft does.
pub const MICROSOFT: &str = "Microsoft がすること";
/// The heading of what customers use.
pub const CUSTOMER: &str = "利用者が使う製品";
/// The heading of the reports that show measures.
pub const REPORTS: &str = "裏付けの監査報告";
/// The name of the line with the services.
pub const AVAILABILITY: &str = "対応状況";
/// What stands beside that line, so that nobody reads it as having nothing left to do.
pub const AVAILABILITY_MEANING: &str = "「対応」はクラウド側の部分だけ。医療機関がすることは残ります。";
/// Said beside what Microsoft does where there is no such line.
pub const REMAINS: &str = "Microsoft がするのはクラウド側の部分だけです。医療機関がすることは残ります。";
/// The name of the line with the most important products.
pub const MAIN_PRODUCTS: &str = "主な製品";
/// How many of them that line names.
pub const MAIN_PRODUCTS_SHOWN: usize = 3;
/// The age of the numbers of controls.
pub const AGE: &str = "統制の番号は、2020〜2022年(一部は2024年)の監査についての公開の表によります。番号は年ごとに変わるので、使う年の報告書で確かめてください。";

impl PartLink {
    /// Returns a link to a record; of a product it says whether it is offered, and that Microsoft runs it if so.
    fn standing(catalog: &Catalog, at: RecordRef) -> Self {
        let Record::Product(product) = catalog.record(at) else { return Self::to(at) };
        Self::to(at).remark(&retired(product)).remark(run_by(product))
    }
}

impl Document {
    /// Returns the page that tells of a product where it stands: the one named there, else the product's own.
    fn of(product: &Product, title: &str, url: &str) -> Option<Self> {
        Self::some(title, url).or_else(|| Self::some(&product.doc_title, &product.doc_url))
    }
}

/// Returns the parts of the page of a measure, report, offer or theme, below its summary; none for other kinds. A part
/// without a heading belongs to the summary.
pub fn parts_of(catalog: &Catalog, at: RecordRef) -> Vec<PagePart> {
    match catalog.record(at) {
        Record::Measure(measure) => measure::parts(catalog, at, measure),
        Record::Report(report) => report::parts(catalog, at, report),
        Record::Licence(licence) => offers::licence_parts(catalog, at, licence),
        Record::Theme(theme) => theme::parts(catalog, theme),
        _ => Vec::new(),
    }
}

/// Returns what becomes of a requirement in each service on one line: `Azure 一部  M365 対応  …`; empty if not judged.
pub fn availability(services: &[ServiceAvailability]) -> String {
    let one = |one: &ServiceAvailability| format!("{} {}", one.service.short(), one.status.told());
    services.iter().map(one).collect::<Vec<_>>().join("  ")
}

/// Returns the availability of a clause; none where it was not judged.
pub fn availability_of(catalog: &Catalog, clause: &str) -> Option<String> {
    let mapping = catalog.mapping(clause)?;
    Some(availability(&mapping.availability)).filter(|line| !line.is_empty())
}

/// Returns which records of which kind a row of a list counts for a record, with the word for them; none for kinds that
/// show something else there.
pub fn reach(catalog: &Catalog, at: RecordRef) -> Option<(&'static str, usize)> {
    if let Record::Licence(licence) = catalog.record(at) {
        return Some(("製品", Brought::by(catalog, licence).all));
    }
    let (word, kind) = match at.kind {
        Kind::Risk => ("製品", Kind::Product),
        Kind::Product | Kind::Measure | Kind::Theme => ("条項", Kind::Clause),
        Kind::Report => ("措置", Kind::Measure),
        Kind::Clause | Kind::Licence | Kind::Term | Kind::Node | Kind::Revision | Kind::Question => return None,
    };
    Some((word, catalog.graph().neighbours(at).iter().filter(|to| to.at.kind == kind).count()))
}

/// Returns since when a product is not offered any more; empty if it is.
fn retired(product: &Product) -> String {
    if product.retired.is_empty() { String::new() } else { tr!("提供終了 {since}", since = product.retired) }
}

/// Returns that Microsoft runs a product; empty if customers do.
const fn run_by(product: &Product) -> &'static str {
    match product.side {
        Side::Microsoft => "Microsoft が運用",
        Side::Customer => "",
    }
}

/// Returns what must be known of a product where its name stands: that it is not offered any more, that Microsoft runs it;
/// empty if there is nothing.
pub fn standing(catalog: &Catalog, at: RecordRef) -> String {
    PartLink::standing(catalog, at).remark
}

/// Returns the links to the records of a kind that a record is tied to, with the reasons below them.
fn neighbours(catalog: &Catalog, at: RecordRef, kind: Kind) -> Vec<PartLink> {
    // What documents of the user say stands in a part of its own.
    let is_meant = |to: &Neighbour| to.at.kind == kind && to.relation != Relation::Stated;
    let neighbours = catalog.graph().neighbours(at).into_iter().filter(is_meant);
    neighbours.map(|neighbour| PartLink::to(neighbour.at).detail("", neighbour.reason)).collect()
}
