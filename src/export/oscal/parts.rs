//! Ids and properties, which everything in the document has.

use uuid::Uuid;

use super::super::report::Report;
use super::document::Prop;
use super::text::string;

/// Says that a property is ours. Not a URN: some readers insist on a host in a namespace.
const NAMESPACE: &str = "tenken://oscal";
pub(super) const UNNAMED: &str = "(無題)";

/// Returns the id of something of this worklist, the same in every export of it.
pub(super) fn id(report: &Report, kind: &str, what: &str) -> String {
    let namespace = Uuid::new_v5(&Uuid::NAMESPACE_URL, NAMESPACE.as_bytes());
    // A NUL keeps the parts apart: no name holds one.
    Uuid::new_v5(&namespace, format!("{}\0{kind}\0{what}", report.name).as_bytes()).to_string()
}

/// Returns a property of ours, unless there is nothing to say.
pub(super) fn prop(name: &'static str, value: &str) -> Option<Prop> {
    string(value).map(|value| Prop { name, ns: Some(NAMESPACE), value })
}
