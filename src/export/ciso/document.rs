//! The part of a CISO Assistant library that is used, with the field names that its loader reads.

use jiff::civil::Date;
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Library {
    pub(super) urn: String,
    pub(super) locale: &'static str,
    pub(super) ref_id: &'static str,
    pub(super) name: String,
    pub(super) description: String,
    pub(super) copyright: String,
    pub(super) version: i32,
    pub(super) publication_date: Date,
    pub(super) provider: String,
    pub(super) packager: &'static str,
    pub(super) objects: Objects,
}

#[derive(Serialize)]
pub(super) struct Objects {
    pub(super) threats: Vec<LibraryThreat>,
    pub(super) reference_controls: Vec<ReferenceControl>,
    pub(super) frameworks: Vec<Framework>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) requirement_mapping_sets: Vec<MappingSet>,
}

#[derive(Serialize)]
pub(super) struct LibraryThreat {
    pub(super) urn: String,
    pub(super) ref_id: String,
    pub(super) name: String,
    pub(super) description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) annotation: Option<String>,
}

#[derive(Serialize)]
pub(super) struct ReferenceControl {
    pub(super) urn: String,
    pub(super) ref_id: String,
    pub(super) name: String,
    pub(super) category: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) csf_function: Option<&'static str>,
    pub(super) description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) annotation: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) typical_evidence: Option<String>,
}

#[derive(Serialize)]
pub(super) struct Framework {
    pub(super) urn: String,
    pub(super) ref_id: String,
    pub(super) name: String,
    pub(super) description: String,
    pub(super) implementation_groups_definition: Vec<ImplementationGroup>,
    pub(super) requirement_nodes: Vec<RequirementNode>,
}

#[derive(Serialize)]
pub(super) struct ImplementationGroup {
    pub(super) ref_id: &'static str,
    pub(super) name: &'static str,
    pub(super) description: &'static str,
}

#[derive(Serialize)]
pub(super) struct RequirementNode {
    pub(super) urn: String,
    pub(super) assessable: bool,
    pub(super) depth: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) parent_urn: Option<String>,
    pub(super) ref_id: String,
    pub(super) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) annotation: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) typical_evidence: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) implementation_groups: Vec<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) threats: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) reference_controls: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct MappingSet {
    pub(super) urn: String,
    pub(super) ref_id: String,
    pub(super) name: String,
    pub(super) description: &'static str,
    pub(super) source_framework_urn: String,
    pub(super) target_framework_urn: String,
    pub(super) requirement_mappings: Vec<RequirementMapping>,
}

#[derive(Serialize)]
pub(super) struct RequirementMapping {
    pub(super) source_requirement_urn: String,
    pub(super) target_requirement_urn: String,
    pub(super) relationship: &'static str,
    pub(super) rationale: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) annotation: Option<String>,
}
