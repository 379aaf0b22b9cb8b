//! The page of a product.

use crate::model::Product;

use super::super::output::Stop;
use super::page::{OUR_WORDS, RecordPrinter};
use super::{ShownRecord, links};

/// Prints a product: what it does, licence, clauses and risks, provenance.
pub(super) fn print(
    product: &Product,
    subject: &ShownRecord<'_>,
    page: &mut RecordPrinter<'_, '_>,
) -> Result<(), Stop> {
    page.title(subject)?;
    if product.name != product.name_ja {
        page.plain(&product.name)?;
    }
    page.part(OUR_WORDS)?;
    page.text(&product.what)?;
    page.field("旧称", &product.former_names.join("、"))?;
    page.field("種類", product.kind.name())?;
    page.field("運用者", product.side.name())?;
    page.field("できること", &product.capabilities.join("、"))?;
    page.field("対象", &product.applies_to.join("、"))?;
    page.field("ライセンス", &licence(&product.licence_note))?;
    page.field("公開文書", &product.doc_title)?;
    page.field("", &product.doc_url)?;
    links::print(subject, page)?;
    page.provenance(&product.provenance, subject)
}

/// Licences change often, so that goes with every note on them.
fn licence(note: &str) -> String {
    if note.is_empty() {
        String::new()
    } else {
        format!("{note}(変わりやすいので公式の資料で確かめてください)")
    }
}
