//! Ids and properties, which all parts of the document have.

use uuid::Uuid;

use super::super::report::Report;
use super::document::Prop;
use super::text::{markup, string};

/// The namespace of our properties. It is not a URN, because some readers require a host in a namespace.
const NAMESPACE: &str = "tenken://oscal";
pub(super) const UNNAMED: &str = "(無題)";

/// Returns the id of a part of this worklist. It is the same in every export.
pub(super) fn id(report: &Report, kind: &str, what: &str) -> String {
    let namespace = Uuid::new_v5(&Uuid::NAMESPACE_URL, NAMESPACE.as_bytes());
    // A NUL separates the parts, because no name contains one.
    Uuid::new_v5(&namespace, format!("{}\0{kind}\0{what}", report.name).as_bytes()).to_string()
}

/// Returns a property in our namespace; none if the value is empty.
pub(super) fn prop(name: &'static str, value: &str) -> Option<Prop> {
    string(value).map(|value| Prop { name, ns: Some(NAMESPACE), value, remarks: None })
}

impl Prop {
    /// Adds a remark, unless there is nothing to say.
    pub(super) fn remarked(self, remarks: &str) -> Self {
        Self { remarks: markup(remarks), ..self }
    }
}
