//! Folders that are ours alone, and folders that are filled aside before anybody else sees them.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::{ATTEMPTS, Lock, create_folder, is_same, lock, private_folder, refusal, strays, sync_folder, writable};

/// Others than the owner may write.
const OTHERS_WRITE: u32 = 0o022;
/// Only the owner reads and writes; and the bits that say who does.
const OWN: u32 = 0o600;
const MODE: u32 = 0o7777;

/// Makes sure that there is a folder which is ours alone, whatever the folder around it is like.
///
/// # Errors
///
/// If it cannot be created, or what stands there is a link, belongs to somebody else, or can be written by others.
pub fn create_own_folder(path: &Path) -> io::Result<()> {
    create_folder(path.parent().unwrap_or(Path::new("")))?;
    match private_folder().create(path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        created => drop(created),
    }
    check_own_folder(path)
}

/// Returns an error unless a folder is ours alone.
///
/// # Errors
///
/// If there is none, or it is a link, belongs to somebody else, or can be written by others.
pub fn check_own_folder(path: &Path) -> io::Result<()> {
    let found = fs::symlink_metadata(path)?;
    match found.is_dir() {
        _ if found.is_symlink() => Err(refusal("別の場所へのリンクです")),
        false => Err(io::ErrorKind::NotADirectory.into()),
        true if found.uid() != rustix::process::geteuid().as_raw() => Err(refusal("別の利用者のフォルダーです")),
        true if found.mode() & OTHERS_WRITE != 0 => Err(refusal("ほかの人も書き込めるフォルダーです")),
        true => Ok(()),
    }
}

/// A new folder under a name that nobody looks for. It is removed again unless it is put in its place; if the program is
/// killed before, whoever next begins one beside it removes it.
#[derive(Debug)]
pub struct FolderAside {
    path: PathBuf,
    /// Held as long as the folder is being filled, so that nobody takes it for one that was left behind.
    _held: File,
    is_in_place: bool,
}

impl FolderAside {
    /// Creates a folder that is to stand beside others, and removes those that were left behind there.
    ///
    /// # Errors
    ///
    /// If it cannot be created.
    pub fn begin(parent: &Path) -> io::Result<Self> {
        remove_abandoned(parent);
        for _ in 0..ATTEMPTS {
            let path = parent.join(strays::name(OsStr::new("folder")));
            match private_folder().create(&path) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                created => created?,
            }
            let held = File::open(&path)?;
            // Whoever clears away may have been quicker than this lock.
            if !matches!(lock(&held), Lock::Busy) && is_there(&path, &held) {
                return Ok(Self { path, _held: held, is_in_place: false });
            }
        }
        Err(io::ErrorKind::ResourceBusy.into())
    }

    /// Returns where it is until it is put in its place.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Creates a file in it.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        writable().create_new(true).open(self.path.join(name))?.write_all(bytes)
    }

    /// Lets nobody else read the files in it, and makes sure that they are on disk. A file that is so already keeps its
    /// [`Stamp`](super::Stamp).
    ///
    /// # Errors
    ///
    /// If the disk refuses.
    pub fn seal(&self) -> io::Result<()> {
        for entry in fs::read_dir(&self.path)? {
            let file = File::open(entry?.path())?;
            if file.metadata()?.mode() & MODE != OWN {
                file.set_permissions(fs::Permissions::from_mode(OWN))?;
            }
            file.sync_all()?;
        }
        sync_folder(&self.path)
    }

    /// Gives it its name. Returns false if somebody else was faster: then theirs stands there, and this one is removed.
    ///
    /// # Errors
    ///
    /// If it cannot be renamed.
    pub fn put(mut self, target: &Path) -> io::Result<bool> {
        match fs::rename(&self.path, target) {
            Ok(()) => self.is_in_place = true,
            Err(_) if fs::symlink_metadata(target).is_ok_and(|there| there.is_dir()) => return Ok(false),
            Err(error) => return Err(error),
        }
        // On disk or not, it is there; after a loss of power it may have to be made again.
        let _ = target.parent().map(sync_folder);
        Ok(true)
    }
}

impl Drop for FolderAside {
    fn drop(&mut self) {
        if !self.is_in_place {
            // What cannot be removed now will be by the next who begins one.
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

/// Removes a folder that this program has made, with all that is in it. It loses its name first, so that nobody finds half of
/// it. Whoever has files of it open or mapped goes on reading them: the system keeps what is in use.
pub fn discard_folder(path: &Path) {
    let aside = path.with_file_name(strays::name(OsStr::new("folder")));
    if fs::rename(path, &aside).is_ok() {
        let _ = fs::remove_dir_all(&aside);
    }
}

/// Marks a file as used just now.
pub fn touch(path: &Path) {
    // Only what is removed first depends on it.
    let _ = File::open(path).and_then(|file| file.set_modified(crate::clock::now().into()));
}

/// Returns the folders in a folder, without those being filled.
pub fn folders_in(path: &Path) -> Vec<PathBuf> {
    entries_in(path, fs::FileType::is_dir)
}

/// Returns the files in a folder, without those being written.
pub fn files_in(path: &Path) -> Vec<PathBuf> {
    entries_in(path, fs::FileType::is_file)
}

fn entries_in(path: &Path, is_meant: fn(&fs::FileType) -> bool) -> Vec<PathBuf> {
    let Ok(listing) = fs::read_dir(path) else { return Vec::new() };
    let is_meant = |entry: &fs::DirEntry| entry.file_type().is_ok_and(|kind| is_meant(&kind));
    let entries = listing.flatten().filter(|entry| is_meant(entry) && !strays::is_stray_name(&entry.file_name()));
    entries.map(|entry| entry.path()).collect()
}

/// Returns the names of the files in a folder, in order.
///
/// # Errors
///
/// If it cannot be read, or holds anything else.
pub fn file_names(path: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let name = entry.file_name().into_string().map_err(|_| io::Error::from(io::ErrorKind::InvalidFilename))?;
        super::check_plain(&entry.metadata()?)?;
        names.push(name);
    }
    names.sort();
    Ok(names)
}

/// Returns when a file or folder was changed or marked as used last; none if it is not there.
pub fn last_changed(path: &Path) -> Option<Timestamp> {
    Timestamp::try_from(fs::symlink_metadata(path).ok()?.modified().ok()?).ok()
}

fn remove_abandoned(parent: &Path) {
    let Ok(listing) = fs::read_dir(parent) else { return };
    for entry in listing.flatten().filter(|entry| strays::is_stray_name(&entry.file_name())) {
        let path = entry.path();
        if is_abandoned(&path) {
            let _ = fs::remove_dir_all(&path);
        }
    }
}

/// Whether nobody fills a folder any more: it can be locked, or, where there are no locks, is older than a day.
fn is_abandoned(path: &Path) -> bool {
    if !fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_dir()) {
        return false;
    }
    let Ok(folder) = File::open(path) else { return false };
    match lock(&folder) {
        // By now it may have the name it was made for.
        Lock::Held => is_there(path, &folder),
        Lock::Busy => false,
        Lock::Unsupported => {
            folder.metadata().is_ok_and(|metadata| strays::is_old(&metadata)) && is_there(path, &folder)
        }
    }
}

fn is_there(path: &Path, folder: &File) -> bool {
    let (Ok(there), Ok(here)) = (fs::symlink_metadata(path), folder.metadata()) else { return false };
    there.is_dir() && is_same(&there, &here)
}

#[cfg(test)]
mod tests {
    use super::super::STARTS;
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_folder_is_seen_whole_or_not_at_all_and_the_first_one_stays() {
        let root = tempfile::tempdir().unwrap();
        let target = root.path().join("ab");
        let (first, second) = (FolderAside::begin(root.path()).unwrap(), FolderAside::begin(root.path()).unwrap());
        assert!(first.path() != second.path() && folders_in(root.path()).is_empty());
        first.write("file", b"first").unwrap();
        second.write("file", b"second").unwrap();
        first.seal().unwrap();
        assert!(first.put(&target).unwrap());
        assert!(!second.put(&target).unwrap());
        assert_eq!(names(root.path()), ["ab"]);
        assert_eq!(fs::read(target.join("file")).unwrap(), b"first");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&target), mode(&target.join("file"))), (0o700, 0o600));
        assert_eq!(folders_in(root.path()), std::slice::from_ref(&target));
        assert_eq!(files_in(&target), [target.join("file")]);
        assert!(files_in(root.path()).is_empty());
        discard_folder(&target);
        assert!(names(root.path()).is_empty());
    }

    #[test]
    fn what_was_given_up_is_gone_and_what_a_killed_program_left_goes_with_the_next() {
        let _alone = STARTS.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        let root = tempfile::tempdir().unwrap();
        let given_up = FolderAside::begin(root.path()).unwrap();
        given_up.write("file", b"half").unwrap();
        drop(given_up);
        assert!(names(root.path()).is_empty());
        let left = root.path().join(strays::name(OsStr::new("folder")));
        fs::create_dir_all(left.join("inner")).unwrap();
        let held = FolderAside::begin(root.path()).unwrap();
        assert!(!left.exists());
        let other = FolderAside::begin(root.path()).unwrap();
        assert!(held.path().exists() && other.path().exists(), "nobody removes what is being filled");
    }

    #[test]
    fn a_folder_that_is_not_ours_alone_is_refused() {
        let root = tempfile::tempdir().unwrap();
        let (own, link) = (root.path().join("a/own"), root.path().join("link"));
        create_own_folder(&own).unwrap();
        create_own_folder(&own).unwrap();
        std::os::unix::fs::symlink(&own, &link).unwrap();
        let said = |path: &Path| super::super::reason(&create_own_folder(path).unwrap_err());
        assert_eq!(said(&link), "別の場所へのリンクです");
        fs::set_permissions(&own, fs::Permissions::from_mode(0o770)).unwrap();
        assert_eq!(said(&own), "ほかの人も書き込めるフォルダーです");
        fs::write(root.path().join("file"), "").unwrap();
        assert_eq!(said(&root.path().join("file")), "途中にフォルダーでないものがあります");
        if rustix::process::geteuid().is_root() {
            fs::set_permissions(&own, fs::Permissions::from_mode(0o700)).unwrap();
            std::os::unix::fs::chown(&own, Some(12345), None).unwrap();
            assert_eq!(said(&own), "別の利用者のフォルダーです");
        }
    }
}
