//! The page of a product.

use crate::model::Product;
use crate::workspace::cloud::{product_end, product_parts};

use super::super::output::Stop;
use super::cloud::{self, PrintedLinks};
use super::page::{OUR_WORDS, RecordPrinter};
use super::{ShownRecord, links};

/// Prints a product: what it does, licence, clauses and risks, provenance.
pub(super) fn print(
    product: &Product,
    subject: &ShownRecord<'_>,
    page: &mut RecordPrinter<'_, '_>,
) -> Result<(), Stop> {
    page.title(subject)?;
    let mut printed = PrintedLinks::default();
    if let Some(end) = product_end(subject.catalog, subject.at, product) {
        cloud::print_parts(&[end], subject.catalog, &mut printed, page)?;
    }
    page.words(OUR_WORDS, subject)?;
    page.text(&product.what)?;
    page.facts(subject)?;
    cloud::print_parts(&product_parts(subject.catalog, subject.at, product), subject.catalog, &mut printed, page)?;
    links::print(subject, &mut printed, page)?;
    cloud::print_stated(subject, &mut printed, page)?;
    page.provenance(&product.provenance, subject)
}
