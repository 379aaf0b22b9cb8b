//! Which files in the folder of a worklist are journals.

use std::fs::{DirEntry, read_dir, symlink_metadata};
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use crate::fs::{open_plain, read_limited};

use super::file::{FILE_LIMIT, FileStamp};
use super::{line, naming};

const EXTENSION: &str = ".jsonl";

/// What stands in every entry of every version, and hardly in lines of anything else.
const ENTRY: &str = "\"prev\":\"";

/// The most bytes of a first line that are looked at; those that tenken writes are shorter.
const LINE_LIMIT: u64 = 1 << 20;

/// What follows the extension in the names of files that are no journals: of programs that are still writing.
const UNFINISHED: [&str; 5] = [".tmp", ".part", ".partial", ".swp", ".lock"];

/// What follows the extension in the names of archives.
const ARCHIVES: [&str; 6] = [".gz", ".bz2", ".xz", ".zst", ".zip", ".7z"];

/// A file in the folder of a worklist that is a journal by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ListedJournal {
    /// The name.
    pub name: String,
    /// Length and time.
    pub stamp: FileStamp,
    /// What it is, if that is nothing that can be read.
    pub passed_over: Option<&'static str>,
}

/// Returns the journals in a folder, sorted by name; none if the folder does not exist. Copies under the names that
/// programs give to copies are journals as well: `a (1).jsonl`, `a.jsonl.sync-conflict-…`, `A.JSONL`.
///
/// Hidden files and other files are ignored. Links and folders are listed, but are not to be read.
///
/// # Errors
///
/// If the folder exists but cannot be read.
pub(crate) fn journals(folder: &Path) -> io::Result<Vec<ListedJournal>> {
    let listing = match read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        listing => listing?,
    };
    let mut journals = Vec::new();
    for item in listing {
        journals.extend(journal(&item?));
    }
    journals.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(journals)
}

/// Whether these words stand in any journal of a folder. It is far faster than reading the entries.
pub(crate) fn mentions(folder: &Path, words: &str) -> bool {
    let plain = journals(folder).unwrap_or_default().into_iter().filter(|listed| listed.passed_over.is_none());
    let mut texts = plain.filter_map(|listed| read_limited(&folder.join(listed.name), FILE_LIMIT).ok());
    texts.any(|bytes| String::from_utf8_lossy(&bytes).contains(words))
}

/// Whether a folder is that of a worklist: one of its journals has a name as they get it, holds an entry, or may not be read. The
/// lines of other programs, which are evidence, have the same extension.
///
/// # Errors
///
/// As [`journals`].
pub(crate) fn is_of_worklist(folder: &Path) -> io::Result<bool> {
    let mut listed = journals(folder)?.into_iter().filter(|listed| listed.passed_over.is_none());
    let holds_entry = |listed: &ListedJournal| match read_limited(&folder.join(&listed.name), FILE_LIMIT) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).contains(ENTRY),
        Err(error) => error.kind() == io::ErrorKind::PermissionDenied,
    };
    Ok(listed.any(|listed| naming::is_of_anybody(&listed.name) || holds_entry(&listed)))
}

/// Whether a folder may be that of the worklist with this id, by the first lines of its journals: nothing else is read. It may
/// be if they do not tell, as those of old versions, or if one cannot be read.
pub(crate) fn may_be_of(folder: &Path, list: &str) -> bool {
    let Ok(listed) = journals(folder) else { return true };
    let is_of_another = |one: &ListedJournal| {
        one.passed_over.is_none() && named_list(&folder.join(&one.name)).is_some_and(|named| named != list)
    };
    listed.is_empty() || !listed.iter().all(is_of_another)
}

/// Returns the id of the worklist that a journal names in its first line; none if it does not, or cannot be read.
fn named_list(path: &Path) -> Option<String> {
    let mut bytes = Vec::new();
    BufReader::new(open_plain(path).ok()?.take(LINE_LIMIT)).read_until(b'\n', &mut bytes).ok()?;
    let read = line::read(bytes.strip_suffix(b"\n")?, None).ok()?;
    read.extras.heading.map(|heading| heading.list.to_string())
}

fn journal(item: &DirEntry) -> Option<ListedJournal> {
    let name = item.file_name();
    let is_text = name.to_str().is_some();
    let name = name.to_string_lossy().into_owned();
    let by_name = by_name(&name)?;
    // Never of what a link leads to.
    let metadata = symlink_metadata(item.path()).ok()?;
    let passed_over = match by_name {
        _ if metadata.is_symlink() => Some("リンク"),
        _ if metadata.is_dir() => Some("フォルダー"),
        _ if !metadata.is_file() => Some("ふつうのファイルでないもの"),
        _ if !is_text => Some("名前が文字として読めないもの"),
        NamedAs::Archive => Some("圧縮されたもの"),
        NamedAs::Journal => None,
    };
    Some(ListedJournal { name, stamp: FileStamp::of(&metadata), passed_over })
}

enum NamedAs {
    Journal,
    Archive,
}

/// Returns what a file is by its name; none if it has nothing to do with journals.
fn by_name(name: &str) -> Option<NamedAs> {
    let name = name.to_ascii_lowercase();
    let at = name.rfind(EXTENSION).filter(|_| !name.starts_with('.'))?;
    let after = &name[at + EXTENSION.len()..];
    if UNFINISHED.iter().any(|end| after.ends_with(end)) {
        return None;
    }
    Some(if ARCHIVES.iter().any(|end| after.ends_with(end)) { NamedAs::Archive } else { NamedAs::Journal })
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests write files that no tenken would")]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn journals_are_told_by_their_names() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        let journals_named =
            ["B.JSONL", "a (コピー).jsonl", "a.jsonl", "a.jsonl (1)", "a.jsonl.sync-conflict-1", "b.jsonl"];
        for name in journals_named.iter().chain(&[".hidden.jsonl", "a.jsonl.tmp", "notes.txt"]) {
            fs::write(path.join(name), "").unwrap();
        }
        fs::create_dir(path.join("folder.jsonl")).unwrap();
        std::os::unix::fs::symlink(path.join("a.jsonl"), path.join("link.jsonl")).unwrap();
        fs::write(path.join("old.jsonl.gz"), "").unwrap();
        let all = journals(path).unwrap();
        let read: Vec<&str> = all.iter().filter(|one| one.passed_over.is_none()).map(|one| one.name.as_str()).collect();
        assert_eq!(read, journals_named);
        let others: Vec<_> = all.iter().filter_map(|one| Some((one.name.as_str(), one.passed_over?))).collect();
        let expected = [("folder.jsonl", "フォルダー"), ("link.jsonl", "リンク"), ("old.jsonl.gz", "圧縮されたもの")];
        assert_eq!(others, expected);
    }

    #[test]
    fn the_lines_of_other_programs_are_no_worklist() {
        for (name, text, is_one) in [
            ("pc1-sato-0123abcd.jsonl", "?", true),
            ("copy.jsonl", "{\"v\":1,\"prev\":\"00\"}", true),
            ("signins.jsonl", "{\"user\":\"sato\"}", false),
            ("pc1-sato-0123abcd.jsonl.gz", "", false),
        ] {
            let folder = tempfile::tempdir().unwrap();
            fs::write(folder.path().join(name), text).unwrap();
            assert_eq!(is_of_worklist(folder.path()).unwrap(), is_one, "{name}");
        }
    }

    #[test]
    fn the_first_lines_tell_which_worklist_a_folder_is_of() {
        use super::line::{Extras, Heading, write};
        use crate::worklist::testing::{entry, id};

        let (own, other) = (id(1), id(2));
        let headed = |list| {
            let heading = Some(Heading { list, is_implicit: false, writer: String::new() });
            write(&entry(3), &Extras { heading, lines: None }, "00").unwrap() + "\n"
        };
        let (named, foreign) = (headed(own), headed(other));
        let old = write(&entry(3), &Extras::default(), "00").unwrap() + "\n";
        for (texts, may_be) in [
            (vec![&*named], true),
            (vec![&*foreign], false),
            (vec![&*foreign, &*named], true),
            (vec![&*old], true),
            (vec!["{\"v\":3,\"id\""], true),
            (vec![], true),
        ] {
            let folder = tempfile::tempdir().unwrap();
            for (number, text) in texts.iter().enumerate() {
                fs::write(folder.path().join(format!("{number}.jsonl")), text).unwrap();
            }
            assert_eq!(may_be_of(folder.path(), &own.to_string()), may_be, "{texts:?}");
        }
        assert!(may_be_of(&Path::new("/dev/null").join("none"), &own.to_string()), "what cannot be looked into");
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
