//! What the pages say of the cloud's half: what Microsoft does, what customers use, what shows it and which offers include
//! it. Grouping, order and sentences are decided here once; the front ends only set them.

mod ask;
mod halves;
mod legend;
mod measure;
mod offers;
mod report;
mod theme;

use crate::catalog::{Catalog, Record, RecordRef};
use crate::model::{Kind, Product, ServiceAvailability, Side};

use crate::worklist::Brought;
pub use crate::worklist::GUIDE;
pub use ask::{AskedControls, AskedReport, ask_for, ask_text, nothing_to_ask};
pub use halves::{clause_parts, main_products, product_document, risk_parts};
pub use legend::LEGEND;
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

/// A part of a page under a heading, or without one below the summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PagePart {
    /// The heading.
    pub heading: String,
    /// Whether it is our own judgement.
    pub is_our_view: bool,
    /// What stands below it.
    pub items: Vec<Item>,
}

/// Something below a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A paragraph.
    Text(String),
    /// A named value.
    Fact(&'static str, String),
    /// A named value that must not be overlooked.
    Caution(&'static str, String),
    /// A record that can be opened.
    Link(PartLink),
    /// A page of the vendor.
    Document(Document),
}

/// A link to a record, with what is said of it here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartLink {
    /// The record.
    pub at: RecordRef,
    /// Before the title, for example 主; may be empty.
    pub tag: &'static str,
    /// After the title; may be empty.
    pub remark: String,
    /// Whether the heading counts it: an offer does not include what is not offered any more.
    pub counts: bool,
    /// Lines below it, each with a name that may be empty.
    pub details: Vec<(&'static str, String)>,
    /// The page of the vendor that tells more.
    pub document: Option<Document>,
}

/// A page of the vendor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
}

impl PagePart {
    /// Returns a part; none if there is nothing to say.
    fn some(heading: impl Into<String>, is_our_view: bool, items: Vec<Item>) -> Option<Self> {
        (!items.is_empty()).then(|| Self { heading: heading.into(), is_our_view, items })
    }

    /// Returns how many records its heading counts; none if no record can be opened from it.
    pub fn links(&self) -> Option<usize> {
        let links = || self.items.iter().filter_map(|item| if let Item::Link(link) = item { Some(link) } else { None });
        links().next().map(|_| links().filter(|link| link.counts).count())
    }
}

impl PartLink {
    /// Returns a link of which nothing is said.
    fn to(at: RecordRef) -> Self {
        Self { at, tag: "", remark: String::new(), counts: true, details: Vec::new(), document: None }
    }

    /// Returns a link to a record; of a product it says whether it is offered, and that Microsoft runs it if so.
    fn standing(catalog: &Catalog, at: RecordRef) -> Self {
        let Record::Product(product) = catalog.record(at) else { return Self::to(at) };
        Self::to(at).remark(&retired(product)).remark(run_by(product))
    }

    /// Adds a remark after the title, unless there is nothing to say.
    fn remark(mut self, text: &str) -> Self {
        let gap = if self.remark.is_empty() || text.is_empty() { "" } else { "、" };
        self.remark = [&self.remark, gap, text].concat();
        self
    }

    /// Adds a line below it, unless there is nothing to say.
    fn detail(mut self, name: &'static str, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.details.push((name, text));
        }
        self
    }
}

impl Document {
    /// Returns the page that tells of a product where it stands: the one named there, else the product's own.
    fn of(product: &Product, title: &str, url: &str) -> Option<Self> {
        Self::some(title, url).or_else(|| Self::some(&product.doc_title, &product.doc_url))
    }

    /// Returns a document; none without an address.
    fn some(title: &str, url: &str) -> Option<Self> {
        (!url.is_empty()).then(|| Self { title: title.to_owned(), url: url.to_owned() })
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
    let one = |one: &ServiceAvailability| format!("{} {}", one.service.short(), one.status.name());
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
    if product.retired.is_empty() { String::new() } else { format!("提供終了 {}", product.retired) }
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

/// Returns an existing fact; none if it is empty.
fn fact(name: &'static str, text: impl Into<String>) -> Option<Item> {
    let text = text.into();
    (!text.is_empty()).then_some(Item::Fact(name, text))
}

/// Returns a part with links and nothing said of them; none without links.
fn linked(heading: &str, is_our_view: bool, links: impl IntoIterator<Item = PartLink>) -> Option<PagePart> {
    PagePart::some(heading, is_our_view, links.into_iter().map(Item::Link).collect())
}

/// Returns the links to the records of a kind that a record is tied to, with the reasons below them.
fn neighbours(catalog: &Catalog, at: RecordRef, kind: Kind) -> Vec<PartLink> {
    let neighbours = catalog.graph().neighbours(at).into_iter().filter(|neighbour| neighbour.at.kind == kind);
    neighbours.map(|neighbour| PartLink::to(neighbour.at).detail("", neighbour.reason)).collect()
}
