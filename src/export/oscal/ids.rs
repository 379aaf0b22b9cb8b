//! Ids and properties, which all documents have.

use uuid::Uuid;

use crate::model::ServiceAvailability;

use super::document::Prop;
use super::text::{markup, string};

/// The namespace of our properties. It is not a URN, because some readers require a host in a namespace.
const NAMESPACE: &str = "tenken://oscal";
/// The namespace of the ids of what the catalog holds, apart from those of worklists.
const CATALOG_NAMESPACE: &str = "tenken://catalog";
pub(super) const UNNAMED: &str = "(無題)";

/// Returns the id of a part of a worklist. It is the same in every export.
pub(super) fn worklist_id(list: &str, kind: &str, what: &str) -> String {
    // A NUL separates the parts, because no name contains one.
    derived(NAMESPACE, format!("{list}\0{kind}\0{what}").as_bytes())
}

/// Returns the id of something that the catalog holds. It is the same in every document and in every export.
pub(super) fn catalog_id(kind: &str, what: &str) -> String {
    derived(CATALOG_NAMESPACE, format!("{kind}\0{what}").as_bytes())
}

/// Returns the id of a document with these contents: OSCAL asks for another one whenever the contents change.
pub(super) fn document_id(contents: &[u8]) -> String {
    derived(CATALOG_NAMESPACE, contents)
}

fn derived(namespace: &str, name: &[u8]) -> String {
    let namespace = Uuid::new_v5(&Uuid::NAMESPACE_URL, namespace.as_bytes());
    Uuid::new_v5(&namespace, name).to_string()
}

/// Returns the id of the statement of a control, which is what a finding is about.
pub(super) fn statement_id(control: &str) -> String {
    format!("{control}_smt")
}

/// Returns a property in our namespace; none if the value is empty.
pub(super) fn prop(name: &'static str, value: &str) -> Option<Prop> {
    string(value).map(|value| Prop { name, ns: Some(NAMESPACE), value, class: None, remarks: None })
}

/// Returns a property that OSCAL itself defines; none if the value is empty.
pub(super) fn standard_prop(name: &'static str, value: &str) -> Option<Prop> {
    prop(name, value).map(|prop| Prop { ns: None, ..prop })
}

/// Returns how far a cloud service carries something.
pub(super) fn availability(one: &ServiceAvailability) -> Option<Prop> {
    prop("availability", one.status.code()).map(|prop| prop.of_class(one.service.short()))
}

impl Prop {
    /// Adds a remark, unless there is nothing to say.
    pub(super) fn remarked(self, remarks: &str) -> Self {
        Self { remarks: markup(remarks), ..self }
    }

    /// Says what kind of value it is.
    pub(super) fn of_class(self, class: &'static str) -> Self {
        Self { class: Some(class), ..self }
    }
}
