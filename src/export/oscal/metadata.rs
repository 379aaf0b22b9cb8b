//! What the documents made of the catalog say about themselves.

use super::super::content::{LICENCE, LICENCE_URL, Origin, SUMMARY};
use super::OSCAL_VERSION;
use super::document::{Metadata, OscalLink, OscalParty, OscalRole, Prop, Resource, ResponsibleParty, Rlink};
use super::ids::{catalog_id, prop};
use super::text::{markup, prose};

/// The name of the catalog's file that README's command writes, and that the other documents lead to.
pub(in super::super) const CATALOG_FILE: &str = "tenken-catalog.oscal.json";

/// Returns the metadata of a document. `remarks` are said after what holds for all.
pub(super) fn metadata(origin: &Origin, title: &str, remarks: &str) -> Metadata {
    let maker = catalog_id("party", "tenken");
    let moment = origin.moment.to_string();
    Metadata {
        title: title.to_owned(),
        last_modified: moment.clone(),
        version: moment,
        oscal_version: OSCAL_VERSION,
        props: data_props(&origin.data_date, &origin.fingerprint, origin.has_own_data),
        links: vec![link(LICENCE_URL.to_owned(), "license", LICENCE)],
        roles: vec![OscalRole { id: "creator", title: "要約と対応づけの作成" }],
        parties: vec![OscalParty { uuid: maker.clone(), kind: "organization", name: "tenken".to_owned() }],
        responsible_parties: vec![ResponsibleParty { role_id: "creator", party_uuids: vec![maker] }],
        remarks: prose(&format!("{SUMMARY}\n{}\n{remarks}", origin.rights())).unwrap_or_default(),
    }
}

fn data_props(date: &str, fingerprint: &str, has_own_data: bool) -> Vec<Prop> {
    // The fingerprint is that of the bundled data: with records laid over them, it would vouch for something else.
    let known = if has_own_data { prop("own-data", "true") } else { prop("data-fingerprint", fingerprint) };
    [prop("data-date", date), known].into_iter().flatten().collect()
}

/// Returns a link with a word on what it leads to.
pub(super) fn link(href: String, rel: &'static str, text: &str) -> OscalLink {
    OscalLink { href, rel: Some(rel), text: markup(text) }
}

/// Returns the reference to our catalog that other documents make.
pub(super) fn catalog_reference() -> String {
    format!("#{}", catalog_id("document", CATALOG_FILE))
}

/// Returns what [`catalog_reference`] leads to in a document that is made of the catalog alone: the one with this id.
pub(super) fn this_catalog(origin: &Origin, uuid: &str) -> Resource {
    let mut resource = catalog_resource(&origin.data_date, &origin.fingerprint, origin.has_own_data);
    resource.props.extend(prop("catalog-uuid", uuid));
    resource
}

/// Returns what [`catalog_reference`] leads to, with the data that the document is of.
pub(super) fn catalog_resource(date: &str, fingerprint: &str, has_own_data: bool) -> Resource {
    Resource {
        uuid: catalog_id("document", CATALOG_FILE),
        title: Some("tenken のカタログ".to_owned()),
        description: Some(format!(
            "管理策の番号はこのカタログのものです。`tenken export catalog --format oscal --out {CATALOG_FILE}` で書き出せます。"
        )),
        props: data_props(date, fingerprint, has_own_data),
        rlinks: vec![Rlink { href: CATALOG_FILE.to_owned(), media_type: Some("application/json"), hashes: Vec::new() }],
    }
}
