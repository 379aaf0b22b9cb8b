//! Which files in the folder of a worklist are journals.

use std::fs::{DirEntry, read_dir, symlink_metadata};
use std::io;
use std::path::Path;

use super::file::FileStamp;

const EXTENSION: &str = ".jsonl";

/// Returns the names of the journals in a folder and their stamps, sorted by name; none if the folder does not exist.
///
/// Links, folders, hidden files and other files are ignored.
///
/// # Errors
///
/// If the folder exists but cannot be read.
pub(crate) fn journals(folder: &Path) -> io::Result<Vec<(String, FileStamp)>> {
    let listing = match read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        listing => listing?,
    };
    let mut journals = Vec::new();
    for item in listing {
        journals.extend(journal(&item?));
    }
    journals.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(journals)
}

fn journal(item: &DirEntry) -> Option<(String, FileStamp)> {
    let name = item.file_name().into_string().ok()?;
    if !name.ends_with(EXTENSION) || name.starts_with('.') {
        return None;
    }
    // Never of what a link leads to.
    let metadata = symlink_metadata(item.path()).ok()?;
    metadata.is_file().then(|| (name, FileStamp::of(&metadata)))
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests write files that no tenken would")]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn only_plain_journal_files_are_listed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        for name in ["b.jsonl", "a.jsonl", "a (コピー).jsonl", ".hidden.jsonl", "a.jsonl.tmp", "notes.txt"] {
            fs::write(path.join(name), "").unwrap();
        }
        fs::create_dir(path.join("folder.jsonl")).unwrap();
        std::os::unix::fs::symlink(path.join("a.jsonl"), path.join("link.jsonl")).unwrap();
        let names: Vec<String> = journals(path).unwrap().into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["a (コピー).jsonl", "a.jsonl", "b.jsonl"]);
    }

    #[test]
    fn a_missing_folder_is_empty_and_a_file_in_its_place_is_an_error() {
        let root = tempfile::tempdir().unwrap();
        assert!(journals(&root.path().join("none")).unwrap().is_empty());
        let file = root.path().join("file");
        fs::write(&file, "").unwrap();
        assert!(journals(&file).is_err());
    }
}
