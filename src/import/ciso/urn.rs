//! The names by which the objects of a library know each other: `urn:PACKAGER:risk:req_node:FRAMEWORK:NODE`.

use crate::model::Id;

use super::super::slug::slug;

/// The most characters of an id.
const LENGTH: usize = 200;

/// Returns the last part of a URN.
pub(super) fn tail(urn: &str) -> &str {
    urn.rsplit(':').next().unwrap_or_default()
}

/// Returns the id of a framework and of what belongs to it: the parts behind the kind of the object. A node may have several.
pub(super) fn id(urn: &str) -> Id {
    let parts: Vec<&str> = urn.trim().split(':').collect();
    let own = match parts.as_slice() {
        // Behind `urn`, the packager, `risk` and the kind.
        ["urn", _, _, _, own @ ..] if !own.is_empty() => own,
        own => own,
    };
    let id = own.iter().map(|part| slug(part)).collect::<Vec<_>>().join(".");
    if id.len() > LENGTH { slug(&id) } else { id }
}

/// Returns the id of the framework that a node belongs to.
pub(super) fn framework(urn: &str) -> Id {
    let mut parts = urn.trim().split(':').skip(4);
    slug(parts.next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_come_from_the_urn_alone() {
        for (urn, expected, of) in [
            ("urn:intuitem:risk:req_node:nist-csf-2.0:gv.oc-01", "nist-csf-2.0.gv.oc-01", "nist-csf-2.0"),
            ("urn:intuitem:risk:framework:NIST-CSF-2.0", "nist-csf-2.0", "nist-csf-2.0"),
            ("urn:a:risk:req_node:f:level 1:2", "f.level-1.2", "f"),
            ("urn:tenken:risk:req_node:mhlw6:sysun.14.5", "mhlw6.sysun.14.5", "mhlw6"),
        ] {
            assert_eq!((id(urn).as_str(), framework(urn).as_str()), (expected, of));
        }
        assert_eq!(id("odd"), "odd");
    }
}
