//! The files of a folder of records, within limits: nobody vouches for what is in a folder that came from elsewhere.

use std::fs::{DirEntry, read_dir};
use std::path::{Path, PathBuf};

use crate::files::{check_folder, read_limited, refusal};

use super::error::LoadError;
use super::source::{ERRORS_MAX, ReadError, Source};

/// Most bytes of one file.
pub(super) const FILE_BYTES: u64 = 64 << 20;
/// Most bytes of all files together. 500,000 clauses have 370 MB.
pub(super) const FOLDER_BYTES: u64 = 512 << 20;
/// Most files.
const FILES: usize = 100_000;
/// Most folders within each other.
const DEPTH: usize = 32;
/// Most records.
pub(super) const RECORDS: usize = 600_000;

/// Whether there is a file of records below a folder. Nothing is read, and no more is listed than it takes to find one.
///
/// # Errors
///
/// If the folder cannot be read.
pub fn holds_records(folder: &Path) -> Result<bool, LoadError> {
    let mut is_there = false;
    walk(folder, |_| {
        is_there = true;
        false
    })?;
    Ok(is_there)
}

/// Reads every TOML file below a folder, in the order of their names.
///
/// # Errors
///
/// If the folder or one of its files cannot be read, there is more in it than there may be, or no TOML file.
pub fn read_folder(folder: &Path) -> Result<(Source, Vec<ReadError>), LoadError> {
    let mut source = Source::default();
    let mut errors = Vec::new();
    let mut is_too_much = false;
    each_file(folder, |path, bytes| {
        errors.extend(read_file(&mut source, path, bytes));
        is_too_much = source.len() > RECORDS;
        !is_too_much && errors.len() < ERRORS_MAX
    })?;
    if is_too_much {
        return Err(LoadError::TooMuch(folder.to_owned(), MANY_RECORDS));
    }
    errors.truncate(ERRORS_MAX);
    Ok((source, errors))
}

/// Hands over the path and the bytes of every TOML file below a folder, in the order of their names, until that says that
/// it needs no more.
pub(super) fn each_file(folder: &Path, mut take: impl FnMut(&Path, &[u8]) -> bool) -> Result<(), LoadError> {
    let files = record_files(folder)?;
    if files.is_empty() {
        return Err(LoadError::Empty(folder.to_owned()));
    }
    let mut left = FOLDER_BYTES;
    for path in files {
        let bytes = read_limited(&path, FILE_BYTES).map_err(|error| LoadError::io(&path, error))?;
        left = left.checked_sub(bytes.len() as u64).ok_or_else(|| LoadError::TooMuch(folder.to_owned(), MUCH_TEXT))?;
        if !take(&path, &bytes) {
            break;
        }
    }
    Ok(())
}

pub(super) const MUCH_TEXT: &str = "ファイルは合わせて 512 MB までです";
pub(super) const MANY_RECORDS: &str = "記録は 600,000 件までです";
const MANY_FILES: &str = "ファイルは 100,000 個までです";

/// Reads the records of a file; what is wrong with it is told by its lines.
pub(super) fn read_file(source: &mut Source, path: &Path, bytes: &[u8]) -> Vec<ReadError> {
    let name = path.display().to_string();
    match str::from_utf8(bytes) {
        Ok(text) => source.read(&name, text),
        Err(error) => {
            let sound = &bytes[..error.valid_up_to()];
            let line = sound.iter().filter(|byte| **byte == b'\n').count() as u32 + 1;
            vec![source.refuse(&name, line, "UTF-8 の文字ではありません。UTF-8 で保存し直してください。")]
        }
    }
}

/// Returns the files of records below a folder, in the order of their names.
///
/// # Errors
///
/// If the folder cannot be read, or there is more in it than there may be.
pub fn record_files(folder: &Path) -> Result<Vec<PathBuf>, LoadError> {
    let mut files = Vec::new();
    walk(folder, |file| {
        files.push(file);
        files.len() <= FILES
    })?;
    if files.len() > FILES {
        return Err(LoadError::TooMuch(folder.to_owned(), MANY_FILES));
    }
    files.sort();
    Ok(files)
}

/// Returns the files of records right in a folder, in the order of their names; none if there is no folder.
pub(super) fn files_in(folder: &Path) -> Result<Vec<PathBuf>, LoadError> {
    let entries = match read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(|error| LoadError::io(folder, error))?,
    };
    let mut files = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| LoadError::io(folder, error))?;
        match kind(&entry) {
            Ok(Some(Found::File(path))) => files.push(path),
            Ok(_) => {}
            // What is no plain file is told when it is read.
            Err(_) => files.push(entry.path()),
        }
        if files.len() > FILES {
            return Err(LoadError::TooMuch(folder.to_owned(), MANY_FILES));
        }
    }
    files.sort();
    Ok(files)
}

/// Hands over the TOML files below a folder, as they are found, until that says that it needs no more.
fn walk(folder: &Path, mut take: impl FnMut(PathBuf) -> bool) -> Result<(), LoadError> {
    check_folder(folder).map_err(|error| LoadError::io(folder, error))?;
    let mut folders = vec![(folder.to_owned(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        let io = |error| LoadError::io(&folder, error);
        if depth > DEPTH {
            return Err(io(refusal("フォルダーの入れ子が深すぎます")));
        }
        for entry in read_dir(&folder).map_err(io)? {
            let goes_on = match kind(&entry.map_err(io)?)? {
                Some(Found::Folder(path)) => {
                    folders.push((path, depth + 1));
                    true
                }
                Some(Found::File(path)) => take(path),
                None => true,
            };
            if !goes_on {
                return Ok(());
            }
        }
        if folders.len() > FILES {
            return Err(LoadError::TooMuch(folder, MANY_FILES));
        }
    }
    Ok(())
}

enum Found {
    Folder(PathBuf),
    File(PathBuf),
}

/// Returns what an entry of a folder is; none if it has nothing to do with records.
fn kind(entry: &DirEntry) -> Result<Option<Found>, LoadError> {
    let path = entry.path();
    let kind = entry.file_type().map_err(|error| LoadError::io(&path, error))?;
    let is_toml = path.extension().is_some_and(|extension| extension == "toml");
    if kind.is_dir() {
        return Ok(Some(Found::Folder(path)));
    }
    // Symbolic links are not followed: a data folder must not lead out of itself.
    if !is_toml || kind.is_symlink() {
        return Ok(None);
    }
    if kind.is_file() {
        Ok(Some(Found::File(path)))
    } else {
        Err(LoadError::io(&path, refusal("ふつうのファイルではありません")))
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests prepare files that no tenken would")]
mod tests {
    use std::fs;

    use proptest::prelude::*;

    use super::*;

    fn said(folder: &Path) -> String {
        match read_folder(folder) {
            Err(error) => error.to_string(),
            Ok((source, errors)) => {
                errors.iter().map(|error| format!("{}: {}", source.place(error.origin), error.message)).collect()
            }
        }
    }

    fn term(number: usize) -> String {
        format!("[[term]]\nid = \"term.x{number}\"\nterm = \"語\"\nreading = \"ご\"\ndefinition = \"語のこと。\"\n\n")
    }

    #[test]
    fn a_large_file_is_read_as_a_small_one() {
        let folder = tempfile::tempdir().unwrap();
        let text: String = (0..40_000).map(term).collect();
        fs::write(folder.path().join("a.toml"), format!("{text}\n[[term]]\nid = \"broken\"\n")).unwrap();
        let (source, errors) = read_folder(folder.path()).unwrap();
        assert_eq!((source.terms.len(), errors.len()), (40_000, 1));
        for at in [0, 1, 20_000, 39_999] {
            assert_eq!(source.terms[at].origin.line as usize, at * 6 + 1);
        }
        assert_eq!(errors[0].origin.line, 240_002);
    }

    #[test]
    fn what_is_no_file_of_records_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        fs::write(&path, b"a = 1\n\x82\xa0 = 2\n").unwrap();
        assert!(said(folder.path()).contains("a.toml:2: UTF-8 の文字ではありません"), "{}", said(folder.path()));
        fs::File::create(&path).unwrap().set_len(2 << 30).unwrap();
        assert!(said(folder.path()).contains("a.toml を読めません (ファイルの大きさの上限"), "{}", said(folder.path()));
        fs::remove_file(&path).unwrap();
        let socket = std::os::unix::net::UnixListener::bind(&path).unwrap();
        assert!(said(folder.path()).contains("a.toml を読めません (ふつうのファイル"), "{}", said(folder.path()));
        drop(socket);
        fs::remove_file(&path).unwrap();
        assert!(said(folder.path()).contains("TOML ファイルがありません"));
        let deep = (0..=DEPTH).fold(folder.path().to_owned(), |path, _| path.join("d"));
        fs::create_dir_all(deep).unwrap();
        assert!(said(folder.path()).contains("深すぎます"), "{}", said(folder.path()));
        assert!(said(&path).contains("見つかりません"));
        fs::write(&path, "").unwrap();
        assert!(said(&path).contains("フォルダーではありません"), "{}", said(&path));
    }

    #[test]
    fn a_folder_holds_records_if_there_is_a_file_however_deep() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("a/b");
        fs::create_dir_all(&inner).unwrap();
        fs::write(inner.join("readme.txt"), "").unwrap();
        assert!(!holds_records(folder.path()).unwrap());
        fs::write(inner.join("a.toml"), "nothing that could be read").unwrap();
        assert!(holds_records(folder.path()).unwrap());
        assert!(holds_records(&inner.join("readme.txt")).is_err());
    }

    #[test]
    fn too_much_of_anything_is_one_sentence() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        for text in ["k = 1\n".repeat(400_000), format!("a = [{}]", "1,".repeat(600_000)), "\n".repeat(2 << 20)] {
            fs::write(&path, text).unwrap();
            let said = said(folder.path());
            assert!(said.contains("a.toml:1: 一つの記録として大きすぎる"), "{said}");
        }
        fs::write(&path, (0..100_000).map(|number| format!("k{number} = 1\n")).collect::<String>()).unwrap();
        assert_eq!(read_folder(folder.path()).unwrap().1.len(), ERRORS_MAX);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn a_damaged_file_is_read_or_its_errors_are_named_by_line(
            cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8), end in any::<prop::sample::Index>()
        ) {
            let mut bytes = (0..20).map(term).collect::<String>().into_bytes();
            for (at, byte) in &cuts {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            bytes.truncate(end.index(bytes.len() + 1));
            let lines = bytes.iter().filter(|byte| **byte == b'\n').count() as u32 + 1;
            let mut source = Source::default();
            for error in read_file(&mut source, Path::new("a.toml"), &bytes) {
                prop_assert!((1..=lines).contains(&error.origin.line), "{}", error.message);
                prop_assert!(error.message.ends_with('。') && !error.message.contains("expected"), "{}", error.message);
            }
            let _ = crate::catalog::check(&source, &[]);
        }
    }
}
