//! The clauses of all guidelines as an OSCAL catalog.
//!
//! | catalog of tenken | OSCAL |
//! |---|---|
//! | guideline, volume, chapter | group in group in group; headings without clauses are left out |
//! | clause | control, by our id without circled digits; its label is the number as printed |
//! | summary | part `statement`: not the text of the guideline |
//! | 確認観点 | parts `assessment-objective` |
//! | 証跡例 | part `assessment-method` (EXAMINE) with what is looked at |
//! | 担当, クラウドでの分担, 対応状況, 未照合 | properties, and the part `guidance` for readers |
//! | risk | resource that the controls of its clauses lead to |
//! | edition | properties of its group; one that was replaced says by what (`superseded-by`) and since when |

mod control;
mod document;
mod group;

use std::collections::BTreeSet;

use crate::catalog::{Catalog, RecordRef};
use crate::language::tr;
use crate::model::Kind;

use super::super::content::Origin;
use super::super::error::ExportError;
use super::super::json::to_bytes;
use super::document::BackMatter;
use super::ids::document_id;
use super::metadata::metadata;
use super::risks;

use document::{CatalogDocument, OscalCatalog};

/// Returns the catalog as a file.
pub(in super::super) fn write(catalog: &Catalog, origin: &Origin) -> Result<Vec<u8>, ExportError> {
    to_bytes(&CatalogDocument { catalog: document(catalog, origin)? })
}

/// Returns the id of the document that [`write`] makes of the same catalog and origin.
pub(super) fn uuid(catalog: &Catalog, origin: &Origin) -> Result<String, ExportError> {
    Ok(document(catalog, origin)?.uuid)
}

fn document(catalog: &Catalog, origin: &Origin) -> Result<OscalCatalog, ExportError> {
    let groups = group::groups(catalog);
    let risks: BTreeSet<RecordRef> = catalog.all(Kind::Risk).collect();
    let back_matter = BackMatter { resources: risks::resources(catalog, &risks) };
    let metadata =
        metadata(origin, "医療情報システムの安全管理: ガイドラインの条項(要約)", &catalog.holdings().sentence());
    let uuid = document_id(&serde_json::to_vec(&(&metadata, &groups, &back_matter))?);
    Ok(OscalCatalog { uuid, metadata, groups, back_matter })
}

/// Returns how much the catalog holds.
pub(in super::super) fn amount(catalog: &Catalog) -> String {
    tr!("{n} 条項", n = catalog.clauses().len())
}
