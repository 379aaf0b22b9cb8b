//! The mapping file: how the columns of a table were read, kept so that the next edition of the table is read alike.

use std::path::Path;

use crate::failure::{Failure, FailureKind, PathOwner, path_hint, shell_word};
use crate::fs;
use crate::import::mapping::MappingPreview;
use crate::text::clean::clean_line;

/// Reads the text of a mapping file.
///
/// # Errors
///
/// If it cannot be read, or is too long for one.
pub fn open_map(path: &Path) -> Result<String, Failure> {
    const MAP_BYTES: u64 = 1 << 20;
    fs::read_text(path, MAP_BYTES).map_err(|error| {
        let message = format!("列の読み方のファイル {} を読めません ({})。", path.display(), fs::reason(&error));
        Failure::new(FailureKind::Data, message, path_hint(&error, PathOwner::Person))
    })
}

/// Writes the mapping file that says how the columns of a table were read, so that somebody can correct it. Returns false and
/// leaves everything as it is if something stands there that it does not replace.
///
/// # Errors
///
/// If it cannot be written.
pub fn keep_map(path: &Path, table: &MappingPreview, replaces: bool) -> Result<bool, Failure> {
    if !replaces && path.symlink_metadata().is_ok() {
        return Ok(false);
    }
    let written = fs::replace(path, table.map().to_toml().as_bytes()).map_err(|error| {
        let message = format!("列の読み方のファイル {} を書けません ({})。", path.display(), fs::reason(&error));
        Failure::new(FailureKind::System, message, path_hint(&error, PathOwner::Person))
    });
    written.map(|()| true)
}

/// Returns where the mapping file of a document goes if nobody says otherwise: beside it.
pub fn usual_map(document: &str) -> String {
    let folder = document.rfind('/').map_or(0, |slash| slash + 1);
    let stem = document[folder..].rsplit_once('.').map_or(&document[folder..], |(stem, _)| stem);
    format!("{}{stem}.map.toml", &document[..folder])
}

/// Returns what is said when the mapping file of a document is written, and how it is used. Files of one folder are named
/// without it, so that the command stays short.
pub fn map_written(document: &str, map: &str) -> (String, String) {
    let (document, map) = (clean_line(document), clean_line(map));
    let said = format!("どの列を何として読んだかを {map} に書きました。");
    let (of_document, of_map) = (Path::new(&document), Path::new(&map));
    let names = of_document.file_name().zip(of_map.file_name()).filter(|_| of_document.parent() == of_map.parent());
    let (document, map) = names.map_or((document.clone(), map.clone()), |(document, map)| {
        (document.to_string_lossy().into_owned(), map.to_string_lossy().into_owned())
    });
    let command = format!("tenken import --map {} {}", shell_word(&map), shell_word(&document));
    (said, format!("次からは `{command}` です。"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mapping_file_stands_beside_the_document() {
        for (document, map) in [
            ("/home/a/対応表.xlsx", "/home/a/対応表.map.toml"),
            ("~/a.b/表", "~/a.b/表.map.toml"),
            ("表.v2.csv", "表.v2.map.toml"),
        ] {
            assert_eq!(usual_map(document), map);
        }
    }

    #[test]
    fn the_command_can_be_copied() {
        for (document, map, command) in [
            ("対応表 2026.xlsx", "表.map.toml", "tenken import --map 表.map.toml '対応表 2026.xlsx'"),
            ("/a/表.csv", "/a/表.map.toml", "tenken import --map 表.map.toml 表.csv"),
            ("/a/表.csv", "/b/表.map.toml", "tenken import --map /b/表.map.toml /a/表.csv"),
        ] {
            let (said, how) = map_written(document, map);
            assert!(said.contains(map) && how.contains(&format!("`{command}`")), "{said}{how}");
        }
    }
}
