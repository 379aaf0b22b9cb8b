//! Files that the ministries publish, known by their SHA-256.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::model::Id;

/// A file that a ministry published.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OfficialFile {
    /// The SHA-256 of its bytes.
    pub sha256: String,
    /// The document that it is a part of.
    pub guideline: Id,
    /// The volume that it is.
    pub volume: Id,
    /// The printed title of the volume.
    pub title: String,
}

#[derive(Default, Deserialize)]
struct Table {
    #[serde(rename = "file")]
    files: Vec<OfficialFile>,
}

/// Returns what the file with this SHA-256 is; none if it is not known.
pub(super) fn official_file(sha256: &str) -> Option<&'static OfficialFile> {
    static TABLE: OnceLock<Table> = OnceLock::new();
    let read = || toml::from_str(include_str!("../../imports/official_files.toml")).unwrap_or_default();
    TABLE.get_or_init(read).files.iter().find(|file| file.sha256 == sha256)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_names_the_volumes_that_are_published() {
        let hash = "e914cd87386ae869b92220f13043931453866ba119c4eb61069f95060de09564";
        let file = official_file(hash).unwrap();
        assert_eq!((file.volume.as_str(), file.title.as_str()), ("mhlw7.sysun", "システム運用編"));
        let table: Table = toml::from_str(include_str!("../../imports/official_files.toml")).unwrap();
        assert!(table.files.iter().all(|file| file.sha256.len() == 64 && file.volume.starts_with(&file.guideline)));
        assert_eq!(official_file(""), None);
    }
}
