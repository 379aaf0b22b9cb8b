//! The cloud's half on pages: what is decided for both front ends, printed.

use crate::catalog::{Catalog, Record, RecordRef};
use crate::language::{t, tr};
use crate::workspace::cloud::{
    AVAILABILITY, AVAILABILITY_MEANING, MAIN_PRODUCTS, MAIN_PRODUCTS_SHOWN, availability_of, main_products,
};
use crate::workspace::editions::revision_name;
use crate::workspace::facts::title;
use crate::workspace::packs::{FROM_PACK, stated_part};
use crate::workspace::page_parts::{Document, Item, PagePart, PartLink};

use super::super::output::{Stop, label};
use super::ShownRecord;
use super::page::{RecordPrinter, headed};

/// Columns of the names of what stands below a link.
const DETAIL: usize = 10;

/// The links printed so far.
#[derive(Debug, Default)]
pub(super) struct PrintedLinks {
    records: Vec<RecordRef>,
}

impl PrintedLinks {
    /// Remembers a link and returns the number to print before it.
    pub(super) fn number(&mut self, at: RecordRef) -> String {
        self.records.push(at);
        format!("{:>2}", self.records.len())
    }

    /// Whether a record was printed.
    pub(super) fn hold(&self, at: RecordRef) -> bool {
        self.records.contains(&at)
    }
}

/// Prints what becomes of a clause in each service and what that means, and the most important products of a clause or risk.
pub(super) fn print_main(subject: &ShownRecord<'_>, page: &mut RecordPrinter<'_, '_>) -> Result<(), Stop> {
    let ShownRecord { catalog, at, .. } = *subject;
    if let Some(line) = availability_of(catalog, catalog.id(at)) {
        page.field(AVAILABILITY, &line)?;
        page.field("", AVAILABILITY_MEANING)?;
    }
    let products = main_products(catalog, at);
    let shown = products.iter().take(MAIN_PRODUCTS_SHOWN);
    let names: Vec<String> = shown.map(|(at, tag)| format!("{} {}", t(tag), catalog.title(*at))).collect();
    let more = match products.len() - names.len() {
        0 => String::new(),
        more => tr!("、ほか {more} 件", more),
    };
    page.field(MAIN_PRODUCTS, &(names.join(t("、")) + &more))
}

/// Prints what documents of the user say of a record.
pub(super) fn print_stated(
    subject: &ShownRecord<'_>,
    printed: &mut PrintedLinks,
    page: &mut RecordPrinter<'_, '_>,
) -> Result<(), Stop> {
    let parts: Vec<PagePart> = stated_part(subject.catalog, subject.at).into_iter().collect();
    print_parts(&parts, subject.catalog, printed, page)
}

/// Prints parts of a page.
pub(super) fn print_parts(
    parts: &[PagePart],
    catalog: &Catalog,
    printed: &mut PrintedLinks,
    page: &mut RecordPrinter<'_, '_>,
) -> Result<(), Stop> {
    for part in parts {
        if !part.heading.is_empty() {
            page.part(&headed(&part.heading, part.is_our_view))?;
        }
        for item in &part.items {
            match item {
                Item::Text(text) => page.text(text)?,
                Item::Fact(name, text) | Item::Caution(name, text) => page.field(name, text)?,
                Item::Link(link) => print_link(link, catalog, &printed.number(link.at), page)?,
                Item::Document(Document { title, url }) => {
                    page.field("", title)?;
                    page.field("", url)?;
                }
            }
        }
    }
    Ok(())
}

fn print_link(link: &PartLink, catalog: &Catalog, number: &str, page: &mut RecordPrinter<'_, '_>) -> Result<(), Stop> {
    let remark = if link.remark.is_empty() { String::new() } else { format!(" ({})", t(&link.remark)) };
    let tag = if link.tag.is_empty() { String::new() } else { format!("{} ", t(link.tag)) };
    page.item(number, &format!("{tag}{}{remark}", name(catalog, link.at)))?;
    for (name, text) in &link.details {
        let name = if name.is_empty() { String::new() } else { label(t(name), DETAIL) };
        page.below(&name, t(text))?;
    }
    match &link.document {
        Some(Document { title, url }) if title.is_empty() => page.below("", url),
        Some(Document { title, url }) => {
            page.below(&label(t("文書"), DETAIL), title)?;
            page.below("", url)
        }
        None => Ok(()),
    }
}

/// Returns a record as a link names it: the number of a clause, its title, its id, and that it is not verified.
pub(super) fn name(catalog: &Catalog, at: RecordRef) -> String {
    let name = match catalog.record(at) {
        Record::Clause(clause) => format!("{}  {}", catalog.label(at), clause.title),
        Record::Node(node) => node.heading(),
        Record::Revision(revision) => revision_name(catalog, revision),
        _ => title(catalog, at).into_owned(),
    };
    let unverified = if catalog.is_unverified(at) { t(" 未照合") } else { "" };
    let pack = if catalog.pack_of(at).is_some() { format!(" {}", t(FROM_PACK)) } else { String::new() };
    format!("{name} [{}]{unverified}{pack}", catalog.id(at))
}
