//! The only place that creates files and folders: files 0600, folders 0700.
#![allow(clippy::disallowed_methods, reason = "everybody else has to come here")]

mod strays;

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

pub use crate::files::{check_folder, check_plain, open_plain, read_limited, read_text, reason, refusal};
pub use strays::{remove_strays, remove_unwritten};

/// The number of attempts to create a file that turns out to be taken.
const ATTEMPTS: usize = 8;

/// Creates a folder and those above it that are missing, each of them on disk before it is used.
///
/// # Errors
///
/// If a folder cannot be created, or something else stands in its place.
pub fn create_folder(path: &Path) -> io::Result<()> {
    if path.as_os_str().is_empty() || path.is_dir() {
        return Ok(());
    }
    let parent = path.parent().unwrap_or(Path::new(""));
    create_folder(parent)?;
    match private_folder().create(path) {
        Ok(()) => sync_folder(parent),
        // Somebody else was faster.
        Err(_) if path.is_dir() => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(io::ErrorKind::NotADirectory.into()),
        Err(error) => Err(error),
    }
}

/// Creates a file that nobody else may write while it is open; none if one of that name exists.
///
/// Where the file system has no locks the file is returned all the same: it is new, so it is ours, and
/// [`claim_existing`] will never hand it to anybody.
///
/// # Errors
///
/// If the file cannot be created.
pub fn claim_new(path: &Path) -> io::Result<Option<File>> {
    let file = match writable().create_new(true).open(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(None),
        opened => opened?,
    };
    match lock(&file) {
        Lock::Busy => return Ok(None),
        Lock::Held | Lock::Unsupported => {}
    }
    sync_folder(path.parent().unwrap_or(Path::new("")))?;
    Ok(Some(file))
}

/// Opens an existing file that nobody else may write while it is open; none if somebody else has it.
///
/// # Errors
///
/// If the file cannot be opened for writing.
pub fn claim_existing(path: &Path) -> io::Result<Option<File>> {
    let file = writable().open(path)?;
    Ok(matches!(lock(&file), Lock::Held).then_some(file))
}

/// Puts a file with these bytes in the place of what stands under a path, if anything does: whoever opens it finds the
/// old file or the new one, both of them whole.
///
/// # Errors
///
/// If the file cannot be written. What stood there is then as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    put(path, bytes, None)
}

/// Replaces a file like [`replace`], but leaves it to those who could read and write it before.
///
/// # Errors
///
/// As for [`replace`].
pub fn replace_contents(path: &Path, bytes: &[u8]) -> io::Result<()> {
    put(path, bytes, fs::metadata(path).ok().as_ref())
}

fn put(path: &Path, bytes: &[u8], like: Option<&fs::Metadata>) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let (fresh, mut file) = begin(folder, name)?;
    let written = io::Write::write_all(&mut file, bytes)
        .and_then(|()| like.map_or(Ok(()), |like| take_after(&file, like)))
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::rename(&fresh, path));
    if let Err(error) = written {
        // It is of no use to anybody; that it cannot be removed either is not what failed.
        let _ = fs::remove_file(&fresh);
        return Err(error);
    }
    // It was held until it had its name, so that nobody took it for a stray.
    drop(file);
    remove_strays(folder);
    sync_folder(folder)
}

/// Creates the file that is to take the place of one of this name. Two programs never write the same one.
fn begin(folder: &Path, name: &std::ffi::OsStr) -> io::Result<(PathBuf, File)> {
    for _ in 0..ATTEMPTS {
        let path = folder.join(strays::name(name));
        let file = match writable().create_new(true).open(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
            opened => opened?,
        };
        // Whoever clears the folder away may have been quicker than this lock.
        if !matches!(lock(&file), Lock::Busy) && is_in_place(&path, &file) {
            return Ok((path, file));
        }
    }
    Err(io::ErrorKind::ResourceBusy.into())
}

/// Gives a file the mode of another one, and its group if that is allowed: else the new group gets no rights, because
/// it is not the one that had them.
fn take_after(file: &File, like: &fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    let has_group = file.metadata()?.gid() == like.gid() || fchown(file, None, Some(like.gid())).is_ok();
    let mode = like.mode() & if has_group { 0o777 } else { 0o707 };
    file.set_permissions(fs::Permissions::from_mode(mode))
}

/// Whether an open file is still what stands under its path: a plain file, neither replaced nor a link.
pub fn is_in_place(path: &Path, file: &File) -> bool {
    let (Ok(there), Ok(here)) = (fs::symlink_metadata(path), file.metadata()) else { return false };
    there.is_file() && is_same(&there, &here)
}

/// Makes sure that the names in a folder are on disk.
///
/// # Errors
///
/// If the disk refuses. A file system that cannot do this at all is no error.
pub fn sync_folder(path: &Path) -> io::Result<()> {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    match File::open(path)?.sync_all() {
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        result => result,
    }
}

enum Lock {
    Held,
    Busy,
    Unsupported,
}

fn lock(file: &File) -> Lock {
    match file.try_lock() {
        Ok(()) => Lock::Held,
        Err(fs::TryLockError::WouldBlock) => Lock::Busy,
        Err(fs::TryLockError::Error(_)) => Lock::Unsupported,
    }
}

fn writable() -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = OpenOptions::new();
    options.append(true).mode(0o600);
    options
}

fn private_folder() -> fs::DirBuilder {
    use std::os::unix::fs::DirBuilderExt;
    let mut builder = fs::DirBuilder::new();
    builder.mode(0o700);
    builder
}

fn is_same(there: &fs::Metadata, here: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (there.dev(), there.ino()) == (here.dev(), here.ino())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn a_claimed_file_is_refused_to_others_until_it_is_closed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let first = claim_new(&path).unwrap().unwrap();
        assert!(claim_new(&path).unwrap().is_none());
        assert!(claim_existing(&path).unwrap().is_none());
        drop(first);
        assert!(claim_existing(&path).unwrap().is_some());
        assert!(claim_new(&path).unwrap().is_none());
    }

    #[test]
    fn an_existing_file_is_appended_to() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        claim_new(&path).unwrap().unwrap().write_all(b"a").unwrap();
        let mut again = claim_existing(&path).unwrap().unwrap();
        again.write_all(b"b").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"ab");
    }

    #[test]
    fn what_is_created_is_private() {
        use std::os::unix::fs::PermissionsExt;
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("a/b");
        create_folder(&folder).unwrap();
        create_folder(&folder).unwrap();
        claim_new(&folder.join("file")).unwrap().unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&root.path().join("a")), 0o700);
        assert_eq!(mode(&folder), 0o700);
        assert_eq!(mode(&folder.join("file")), 0o600);
    }

    #[test]
    fn a_replaced_or_linked_file_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let file = claim_new(&path).unwrap().unwrap();
        assert!(is_in_place(&path, &file));
        let moved = folder.path().join("moved");
        fs::rename(&path, &moved).unwrap();
        assert!(!is_in_place(&path, &file));
        std::os::unix::fs::symlink(&moved, &path).unwrap();
        assert!(!is_in_place(&path, &file));
        assert!(is_in_place(&moved, &file));
    }

    #[test]
    fn a_replaced_file_is_the_new_one_whole_and_nothing_else_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        for text in ["old and long", "new"] {
            replace(&path, text.as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        let blocked = folder.path().join("folder");
        fs::create_dir_all(blocked.join("inner")).unwrap();
        assert!(replace(&blocked, b"x").is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
        assert!(replace(&folder.path().join("none/file"), b"x").is_err());
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn a_folder_below_a_file_cannot_be_created() {
        let root = tempfile::tempdir().unwrap();
        let file = root.path().join("file");
        claim_new(&file).unwrap().unwrap();
        let error = create_folder(&file.join("folder")).unwrap_err();
        assert_eq!(reason(&error), "途中にフォルダでないものがあります");
    }
}
