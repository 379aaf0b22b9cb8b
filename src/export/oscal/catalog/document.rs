//! The part of an OSCAL catalog that is used, with the field names of the schema.

use serde::Serialize;

use super::super::document::{BackMatter, Metadata, OscalLink, Prop};

#[derive(Serialize)]
pub(super) struct CatalogDocument {
    pub(super) catalog: OscalCatalog,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct OscalCatalog {
    pub(super) uuid: String,
    pub(super) metadata: Metadata,
    pub(super) groups: Vec<Group>,
    pub(super) back_matter: BackMatter,
}

#[derive(Serialize)]
pub(super) struct Group {
    pub(super) id: String,
    pub(super) class: &'static str,
    pub(super) title: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) props: Vec<Prop>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) links: Vec<OscalLink>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) parts: Vec<Part>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) groups: Vec<Group>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) controls: Vec<OscalControl>,
}

#[derive(Serialize)]
pub(super) struct OscalControl {
    pub(super) id: String,
    pub(super) class: &'static str,
    pub(super) title: String,
    pub(super) props: Vec<Prop>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) links: Vec<OscalLink>,
    pub(super) parts: Vec<Part>,
}

#[derive(Default, Serialize)]
pub(super) struct Part {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<String>,
    pub(super) name: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) props: Vec<Prop>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) prose: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) parts: Vec<Part>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) links: Vec<OscalLink>,
}
