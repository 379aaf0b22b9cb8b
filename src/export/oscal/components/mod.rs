//! Products, measures and reports as an OSCAL component definition.
//!
//! | catalog of tenken | OSCAL |
//! |---|---|
//! | product or feature | component `service`; a feature depends on its product |
//! | measure of Microsoft | component `process-procedure`; what shows it is linked as `proof-of-compliance` |
//! | audit report | component `validation`, which measures lead to with the numbers of its controls |
//! | clause that one of them answers | implemented requirement of our catalog, with how, and 主 or 補 |
//! | risk that one of them lowers | resource that the component leads to as `mitigates`, with how |

mod about;
mod document;

use std::collections::BTreeSet;

use crate::catalog::{Catalog, Neighbour, Record, RecordRef, Relation};
use crate::language::tr;
use crate::model::Kind;

use super::super::content::Origin;
use super::super::error::ExportError;
use super::super::json::to_bytes;
use super::catalog;
use super::document::{BackMatter, OscalLink};
use super::ids::{UNNAMED, catalog_id, document_id, prop};
use super::metadata::{catalog_reference, link, metadata, this_catalog};
use super::risks;
use super::text::{address, markup, prose};

use document::{Component, ComponentDefinition, ComponentsDocument, ControlImplementation, ImplementedRequirement};

/// The kinds of records that are components, in the order in which they stand.
const KINDS: [Kind; 3] = [Kind::Product, Kind::Measure, Kind::Report];

/// Returns the component definition as a file.
pub(in super::super) fn write(catalog: &Catalog, origin: &Origin) -> Result<Vec<u8>, ExportError> {
    let at: Vec<RecordRef> = KINDS.into_iter().flat_map(|kind| catalog.all(kind)).collect();
    let components: Vec<Component> = at.iter().map(|at| component(catalog, *at)).collect();
    let lowered = at.iter().flat_map(|at| catalog.graph().neighbours(*at));
    let risks: BTreeSet<RecordRef> = lowered.map(|one| one.at).filter(|at| at.kind == Kind::Risk).collect();
    let cited = this_catalog(origin, &catalog::uuid(catalog, origin)?);
    let resources = [cited].into_iter().chain(risks::resources(catalog, &risks)).collect();
    let back_matter = BackMatter { resources };
    let metadata = metadata(
        origin,
        "医療情報システムの安全管理: 製品と措置が応える条項",
        &format!("製品を使うだけで条項を満たすことにはなりません。\n{}", catalog.holdings().sentence()),
    );
    let uuid = document_id(&serde_json::to_vec(&(&metadata, &components, &back_matter))?);
    let component_definition = ComponentDefinition { uuid, metadata, components, back_matter };
    to_bytes(&ComponentsDocument { component_definition })
}

/// Returns how much the component definition holds.
pub(in super::super) fn amount(catalog: &Catalog) -> String {
    let [products, measures, reports] = KINDS.map(|kind| catalog.all(kind).count());
    tr!("製品 {products}、措置 {measures}、監査報告 {reports}", products, measures, reports)
}

/// Returns the id of a component.
fn component_id(id: &str) -> String {
    catalog_id("component", id)
}

fn component(catalog: &Catalog, at: RecordRef) -> Component {
    let record = catalog.record(at);
    let neighbours = catalog.graph().neighbours(at);
    let mut links = about::links(catalog, record);
    links.extend(neighbours.iter().filter_map(|neighbour| mitigates(catalog, neighbour)));
    let requirements: Vec<ImplementedRequirement> =
        neighbours.iter().filter_map(|neighbour| requirement(catalog, record, neighbour)).collect();
    Component {
        uuid: component_id(record.id()),
        kind: about::kind(record),
        title: markup(record.title()).unwrap_or_else(|| UNNAMED.to_owned()),
        description: prose(record.gist()).unwrap_or_else(|| UNNAMED.to_owned()),
        props: about::props(record),
        links,
        control_implementations: implementation(record.id(), requirements).into_iter().collect(),
        remarks: prose(&about::remarks(record)),
    }
}

fn implementation(id: &str, requirements: Vec<ImplementedRequirement>) -> Option<ControlImplementation> {
    (!requirements.is_empty()).then(|| ControlImplementation {
        uuid: catalog_id("implementation", id),
        source: catalog_reference(),
        description: "本ツールの見解で、省庁や Microsoft の見解ではありません。",
        implemented_requirements: requirements,
    })
}

/// Returns the link to a risk that a component lowers; none for other neighbours.
fn mitigates(catalog: &Catalog, neighbour: &Neighbour) -> Option<OscalLink> {
    let Record::Risk(risk) = catalog.record(neighbour.at) else { return None };
    Some(link(risks::reference(&risk.id), "mitigates", &neighbour.reason))
}

/// Returns the clause that a component answers; none for other neighbours.
fn requirement(catalog: &Catalog, of: Record<'_>, neighbour: &Neighbour) -> Option<ImplementedRequirement> {
    let Record::Clause(clause) = catalog.record(neighbour.at) else { return None };
    let role = match neighbour.relation {
        Relation::Mapping(role) => prop("role", role.name()),
        Relation::Measure | Relation::Evidence => None,
        _ => return None,
    };
    let answers = catalog.mapping(&clause.id).map_or(&[][..], |mapping| &mapping.products);
    let page = answers
        .iter()
        .find(|product| product.id == of.id())
        .and_then(|product| Some(link(address(&product.doc_url)?, "reference", &product.doc_title)));
    Some(ImplementedRequirement {
        uuid: catalog_id("requirement", &format!("{}\0{}", of.id(), clause.id)),
        control_id: catalog.token(&clause.id),
        description: prose(&neighbour.reason).or_else(|| prose(of.gist())).unwrap_or_else(|| UNNAMED.to_owned()),
        props: role.into_iter().collect(),
        links: page.into_iter().collect(),
    })
}
