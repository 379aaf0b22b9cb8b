//! The part of an OSCAL component definition that is used, with the field names of the schema.

use serde::Serialize;

use super::super::document::{BackMatter, Metadata, OscalLink, Prop};

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct ComponentsDocument {
    pub(super) component_definition: ComponentDefinition,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct ComponentDefinition {
    pub(super) uuid: String,
    pub(super) metadata: Metadata,
    pub(super) components: Vec<Component>,
    pub(super) back_matter: BackMatter,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Component {
    pub(super) uuid: String,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) props: Vec<Prop>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) links: Vec<OscalLink>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) control_implementations: Vec<ControlImplementation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) remarks: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct ControlImplementation {
    pub(super) uuid: String,
    pub(super) source: String,
    pub(super) description: &'static str,
    pub(super) implemented_requirements: Vec<ImplementedRequirement>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct ImplementedRequirement {
    pub(super) uuid: String,
    pub(super) control_id: String,
    pub(super) description: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) props: Vec<Prop>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) links: Vec<OscalLink>,
}
