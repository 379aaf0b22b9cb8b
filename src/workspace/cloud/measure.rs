//! The page of a measure.

use crate::catalog::{Catalog, RecordRef};
use crate::language::{t, tr};
use crate::model::{Kind, Measure, MeasureEvidence};

use super::ask::{cited, reports};
use super::{AVAILABILITY, AVAILABILITY_MEANING, Document, Item, PagePart, availability, fact, linked, neighbours};

/// Returns the parts of the page of a measure, below what Microsoft does.
pub(super) fn parts(catalog: &Catalog, at: RecordRef, measure: &Measure) -> Vec<PagePart> {
    let about = [fact("残ること", &measure.remains), fact("旧 ID", measure.former_ids.join(t("、")))];
    let services = [availability(&measure.availability), t(AVAILABILITY_MEANING).to_owned()];
    let parts = [
        PagePart::some("", false, about.into_iter().flatten().collect()),
        PagePart::some(AVAILABILITY, true, services.map(Item::Text).into()),
        linked("対応する条項", true, neighbours(catalog, at, Kind::Clause)),
        linked("低減するリスク", true, neighbours(catalog, at, Kind::Risk)),
        reports(&cited(catalog, &[measure]), true),
        PagePart::some("裏付けの文書", false, measure.evidence.iter().flat_map(document).collect()),
        linked("テーマ", true, neighbours(catalog, at, Kind::Theme)),
    ];
    parts.into_iter().flatten().collect()
}

/// Returns a document that shows a measure, with its kind and how much of it was read.
fn document(evidence: &MeasureEvidence) -> [Item; 2] {
    let title = tr!("{name}({what})", name = evidence.title, what = evidence.seen.name());
    let address = Document { title: String::new(), url: evidence.url.clone() };
    [Item::Fact(t(evidence.kind.name()), title), Item::Document(address)]
}
