//! The only place that creates files and folders: files 0600, folders 0700; in a folder that a group may write to, files
//! 0660 and folders 2770 of that group.
#![allow(clippy::disallowed_methods, reason = "everybody else has to come here")]

mod aside;
mod place;
mod stamp;
mod strays;
mod turn;

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

pub use crate::files::{check_folder, check_plain, open_plain, read_limited, read_text, reason, refusal};
pub use aside::{
    FolderAside, check_own_folder, create_own_folder, discard_folder, file_names, files_in, folders_in, last_changed,
    touch,
};
pub use place::{Place, look_at};
pub use stamp::Stamp;
pub use strays::{remove_strays, remove_unwritten};
pub use turn::take_turn;

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
        Ok(()) => {
            share(path, &File::open(path)?, 0o2770)?;
            sync_folder(parent)
        }
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
    if matches!(lock(&file), Lock::Busy) || !is_new(path, &file)? {
        return Ok(None);
    }
    share(path, &file, 0o660)?;
    sync_folder(path.parent().unwrap_or(Path::new("")))?;
    Ok(Some(file))
}

/// Whether a file that was just created and locked is as it was created. Between the two, somebody may have been quicker:
/// whoever clears away what killed programs have left behind, or whoever took the empty file over, wrote to it and is gone
/// again.
fn is_new(path: &Path, file: &File) -> io::Result<bool> {
    Ok(is_in_place(path, file) && file.metadata()?.len() == 0)
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
        .and_then(|()| like.map_or_else(|| share(&fresh, &file, 0o660), |like| take_after(&file, like)))
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

/// Whether somebody has claimed an open file and not closed it yet. Where the file system has no locks nobody has.
pub fn is_held(file: &File) -> bool {
    let is_free = file.try_lock_shared();
    if is_free.is_ok() {
        // Unlocking fails only if the file system is gone, and then with the file.
        let _ = file.unlock();
    }
    matches!(is_free, Err(fs::TryLockError::WouldBlock))
}

/// Returns the id of this machine, as systemd and D-Bus give it to every installation; empty if there is none.
pub fn machine_id() -> String {
    let files = ["/etc/machine-id", "/var/lib/dbus/machine-id"].into_iter();
    let ids = files.filter_map(|path| fs::read_to_string(path).ok()).map(|text| text.trim().to_owned());
    ids.into_iter().find(|id| !id.is_empty()).unwrap_or_default()
}

/// Returns the number of a file that tells it from all others of its file system.
///
/// # Errors
///
/// If the file system does not answer.
pub fn file_number(file: &File) -> io::Result<u64> {
    use std::os::unix::fs::MetadataExt;
    Ok(file.metadata()?.ino())
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

/// Gives a new file or folder to the group that may write to the folder it stands in, with this mode; does nothing if
/// there is no such group, or if everybody may write there. A group that this person does not belong to gets nothing.
fn share(path: &Path, file: &File, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    const GROUP_WRITES: u32 = 0o020;
    const ALL_WRITE: u32 = 0o002;
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let around = fs::metadata(parent)?;
    if around.mode() & GROUP_WRITES == 0 || around.mode() & ALL_WRITE != 0 {
        return Ok(());
    }
    let is_of_group = file.metadata()?.gid() == around.gid() || fchown(file, None, Some(around.gid())).is_ok();
    // A share that sets the rights by itself may refuse; what it has set then stands.
    let _ = is_of_group.then(|| file.set_permissions(fs::Permissions::from_mode(mode)));
    Ok(())
}

fn is_same(there: &fs::Metadata, here: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (there.dev(), there.ino()) == (here.dev(), here.ino())
}

/// Taken by tests that start programs, and alone by those that see a lock end: until it runs another program, the copy
/// of this one that the system makes first holds every lock as well.
#[cfg(test)]
pub(crate) static STARTS: std::sync::RwLock<()> = std::sync::RwLock::new(());

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
    fn a_file_that_somebody_wrote_to_before_it_was_locked_is_not_new() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let created = writable().create_new(true).open(&path).unwrap();
        assert!(is_new(&path, &created).unwrap());
        claim_existing(&path).unwrap().unwrap().write_all(b"a").unwrap();
        assert!(!is_new(&path, &created).unwrap());
        fs::remove_file(&path).unwrap();
        assert!(!is_new(&path, &created).unwrap());
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
    fn what_is_created_in_a_folder_of_a_group_is_the_groups() {
        use std::os::unix::fs::PermissionsExt;
        let root = tempfile::tempdir().unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
        for (around, folder_mode, file_mode) in [(0o2770, 0o2770, 0o660), (0o770, 0o2770, 0o660), (0o777, 0o700, 0o600)]
        {
            let shared = root.path().join(format!("{around:o}"));
            fs::create_dir(&shared).unwrap();
            fs::set_permissions(&shared, fs::Permissions::from_mode(around)).unwrap();
            let folder = shared.join("a/b");
            create_folder(&folder).unwrap();
            claim_new(&folder.join("file")).unwrap().unwrap();
            replace(&folder.join("other"), b"x").unwrap();
            let modes = ["a", "a/b", "a/b/file", "a/b/other"].map(|name| mode(&shared.join(name)));
            assert_eq!(modes, [folder_mode, folder_mode, file_mode, file_mode], "{around:o}");
        }
    }

    #[test]
    fn a_claimed_file_is_seen_to_be_held() {
        let _alone = STARTS.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let claimed = claim_new(&path).unwrap().unwrap();
        let other = File::open(&path).unwrap();
        assert!(is_held(&other));
        drop(claimed);
        assert!(!is_held(&other));
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
        assert_eq!(reason(&error), "途中にフォルダーでないものがあります");
    }
}
