//! The mapping file: how the columns of a table were read, kept so that the next edition of the table is read alike.

use std::path::Path;

use crate::failure::{Failure, FailureKind, PathOwner, path_hint, shell_word};
use crate::fs;
use crate::import::mapping::{ColumnMap, MappingPreview};
use crate::language::tr;
use crate::text::clean::clean_line;

/// Reads the text of a mapping file.
///
/// # Errors
///
/// If it cannot be read, or is too long for one.
pub fn open_map(path: &Path) -> Result<String, Failure> {
    const MAP_BYTES: u64 = 1 << 20;
    fs::read_text(path, MAP_BYTES).map_err(|error| {
        let (path, why) = (path.display(), fs::reason(&error));
        let message = tr!("列の読み方のファイル {path} を読めません ({why})。", path, why);
        Failure::new(FailureKind::Data, message, path_hint(&error, PathOwner::Person))
    })
}

/// Writes the mapping file that says how the columns of a document were read, so that somebody can correct it. Returns false
/// and leaves everything as it is if another mapping file stands there that it does not replace.
///
/// # Errors
///
/// If the document itself or any other file stands there, or it cannot be written.
pub fn keep_map((document, path): (&Path, &Path), table: &MappingPreview, replaces: bool) -> Result<bool, Failure> {
    if path.symlink_metadata().is_ok() {
        check_replaced(document, path)?;
        if !replaces {
            return Ok(false);
        }
    }
    let written = fs::replace(path, table.map().to_toml().as_bytes()).map_err(|error| {
        let (path, why) = (path.display(), fs::reason(&error));
        let message = tr!("列の読み方のファイル {path} を書けません ({why})。", path, why);
        Failure::new(FailureKind::System, message, path_hint(&error, PathOwner::Person))
    });
    written.map(|()| true)
}

/// Checks that a file may give way to a mapping file: it is one itself. Anything else is somebody's work.
fn check_replaced(document: &Path, path: &Path) -> Result<(), Failure> {
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    let is_document = real(path).is_some_and(|path| real(document).as_ref() == Some(&path));
    let is_map = !is_document && open_map(path).is_ok_and(|text| ColumnMap::parse(&text).is_ok());
    if is_map {
        return Ok(());
    }
    let what = match is_document {
        true => tr!("取り込む資料そのもの"),
        false => tr!("列の読み方のファイルではないもの"),
    };
    let message = tr!("{path} は{what}なので、上書きしません。", path = path.display(), what);
    Err(Failure::new(FailureKind::Usage, message, tr!("列の読み方のファイルに、別の名前を付けてください。")))
}

/// Returns where the mapping file of a document goes if nobody says otherwise: beside it.
pub fn usual_map(document: &str) -> String {
    let folder = document.rfind('/').map_or(0, |slash| slash + 1);
    let stem = document[folder..].rsplit_once('.').map_or(&document[folder..], |(stem, _)| stem);
    format!("{}{stem}.map.toml", &document[..folder])
}

/// Returns what is said when the mapping file of a document is written, and how it is used: the command works where the paths
/// do. `options` are those with which the document was looked at, each with its value.
pub fn map_written(document: &str, map: &str, options: &[(&str, &str)]) -> (String, String) {
    let (document, map) = (clean_line(document), clean_line(map));
    let options = options.iter().map(|(option, value)| format!(" {option} {}", shell_word(&clean_line(value))));
    let command =
        format!("tenken import{} --map {} {}", options.collect::<String>(), shell_path(&map), shell_path(&document));
    (tr!("どの列を何として読んだかを {map} に書きました。", map), tr!("次からは `{command}` です。", command))
}

/// Returns a path as a shell takes it; `~/` before it stays what it is to a shell.
fn shell_path(path: &str) -> String {
    path.strip_prefix("~/").map_or_else(|| shell_word(path), |below| format!("~/{}", shell_word(below)))
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
        let both = [("--as", "mapping"), ("--id", "own 表")];
        for (document, map, options, command) in [
            ("対応表 2026.xlsx", "表.map.toml", &[][..], "tenken import --map 表.map.toml '対応表 2026.xlsx'"),
            ("a/表.csv", "a/表.toml", &both[..1], "tenken import --as mapping --map a/表.toml a/表.csv"),
            ("/a/表.csv", "/b/表.toml", &both, "tenken import --as mapping --id 'own 表' --map /b/表.toml /a/表.csv"),
            ("~/資料 1/表.csv", "~/表.toml", &[], "tenken import --map ~/表.toml ~/'資料 1/表.csv'"),
        ] {
            let (said, how) = map_written(document, map, options);
            assert!(said.contains(map) && how.contains(&format!("`{command}`")), "{said}{how}");
        }
    }

    #[test]
    fn nothing_but_a_mapping_file_gives_way_to_one() {
        let folder = tempfile::tempdir().unwrap();
        let [document, map, other, link] =
            ["表.csv", "表.map.toml", "他.toml", "表.lnk"].map(|name| folder.path().join(name));
        fs::replace(&document, "項番,製品\n".as_bytes()).unwrap();
        fs::replace(&other, "[package]\nname = \"x\"\n".as_bytes()).unwrap();
        std::os::unix::fs::symlink(&document, &link).unwrap();
        let table = MappingPreview::default();
        let keep = |path: &Path, replaces| keep_map((&document, path), &table, replaces);
        for (path, part) in [(&document, "資料そのもの"), (&link, "資料そのもの"), (&other, "ではないもの")]
        {
            for replaces in [false, true] {
                let before = std::fs::read(path).unwrap();
                let failure = keep(path, replaces).unwrap_err();
                assert!(failure.message.contains(part), "{failure}");
                assert_eq!(std::fs::read(path).unwrap(), before);
            }
        }
        let known = "[[sheet]]\n[sheet.columns]\nA = \"clause\"\n";
        fs::replace(&map, known.as_bytes()).unwrap();
        assert!(!keep(&map, false).unwrap());
        assert_eq!(std::fs::read_to_string(&map).unwrap(), known);
        assert!(keep(&map, true).unwrap());
        assert_ne!(std::fs::read_to_string(&map).unwrap(), known);
    }
}
