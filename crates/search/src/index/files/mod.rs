//! Where the files of an index lie: in the program, in a folder, or in memory.

pub(super) mod column;
pub(crate) mod target;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, FileSlice, Lock, MmapDirectory, OwnedBytes, WatchCallback, WatchHandle,
    WritePtr,
};
use tenken_catalog::packed::Bytes;

use crate::error::SearchError;

/// The files of an index that was written before. They are read where they lie, and of each only what is asked for.
#[derive(Clone)]
pub struct IndexFiles {
    place: Place,
    /// Whether they are believed to be what was written.
    is_sound: bool,
}

#[derive(Clone)]
enum Place {
    Program(&'static [(&'static str, &'static [u8])]),
    Directory(Box<dyn Directory>),
}

impl fmt::Debug for IndexFiles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.place {
            Place::Program(_) => "IndexFiles(program)",
            Place::Directory(_) => "IndexFiles(directory)",
        })
    }
}

impl IndexFiles {
    /// Returns files that are part of the program, each with its name.
    pub const fn of_program(files: &'static [(&'static str, &'static [u8])]) -> Self {
        Self { place: Place::Program(files), is_sound: true }
    }

    /// Returns the files of a folder, mapped into memory. They must not be changed while they are in use; one that is
    /// removed stays readable.
    ///
    /// # Errors
    ///
    /// If there is no such folder.
    pub fn in_folder(folder: &Path) -> Result<Self, SearchError> {
        let directory = MmapDirectory::open(folder).map_err(|_| SearchError::Files(folder.display().to_string()))?;
        Ok(Self::in_directory(directory))
    }

    /// Returns the files of a directory.
    pub(crate) fn in_directory(directory: impl Directory) -> Self {
        Self { place: Place::Directory(Box::new(directory)), is_sound: false }
    }

    /// Returns the same files for those who have just written them: they are believed, and not read once more to be checked.
    pub fn as_written(self) -> Self {
        Self { is_sound: true, ..self }
    }

    /// Whether they are believed to be what was written: they are part of the program, or were written just now.
    pub(crate) const fn are_sound(&self) -> bool {
        self.is_sound
    }

    /// Returns the bytes of a file.
    pub(crate) fn bytes(&self, name: &str) -> Result<Bytes, SearchError> {
        let missing = |()| SearchError::Files(name.to_owned());
        match &self.place {
            Place::Program(_) => self.of_program_named(Path::new(name)).map(Bytes::of_program).ok_or(()),
            Place::Directory(directory) => read(directory.open_read(Path::new(name)).ok()),
        }
        .map_err(missing)
    }

    fn of_program_named(&self, path: &Path) -> Option<&'static [u8]> {
        let Place::Program(files) = self.place else { return None };
        files.iter().find(|(name, _)| Path::new(name) == path).map(|(_, bytes)| *bytes)
    }
}

fn read(file: Option<FileSlice>) -> Result<Bytes, ()> {
    let bytes = file.and_then(|file| file.read_bytes().ok());
    bytes.map(|bytes| Bytes::shared(Arc::new(bytes))).ok_or(())
}

/// Returns the bytes of a file, mapped into memory: what is not looked at is not read. The file must not be changed while
/// they are in use; if it is removed, they stay readable.
///
/// # Errors
///
/// If it cannot be read.
pub fn map_file(path: &Path) -> io::Result<Bytes> {
    let no_file = || io::Error::from(io::ErrorKind::NotFound);
    let (folder, name) = path.parent().zip(path.file_name()).ok_or_else(no_file)?;
    // A name by itself has an empty folder.
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let directory = MmapDirectory::open(folder).map_err(io::Error::other)?;
    let file = directory.open_read(Path::new(name)).map_err(|error| match error {
        OpenReadError::FileDoesNotExist(_) => no_file(),
        error => io::Error::other(error),
    })?;
    let path = path.to_owned();
    Ok(Bytes::mapped(Arc::new(file.read_bytes()?), move || map_file(&path).ok()))
}

/// What tantivy sees of the files: a directory in which nothing is written and nothing locked.
impl Directory for IndexFiles {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        match &self.place {
            Place::Program(_) => {
                let bytes = self.of_program_named(path).ok_or_else(|| OpenReadError::FileDoesNotExist(path.into()))?;
                Ok(Arc::new(OwnedBytes::new(bytes)))
            }
            Place::Directory(directory) => directory.get_file_handle(path),
        }
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        match &self.place {
            Place::Program(_) => Ok(self.of_program_named(path).is_some()),
            Place::Directory(directory) => directory.exists(path),
        }
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        match &self.place {
            Place::Program(_) => {
                let bytes = self.of_program_named(path).ok_or_else(|| OpenReadError::FileDoesNotExist(path.into()))?;
                Ok(bytes.to_vec())
            }
            Place::Directory(directory) => directory.atomic_read(path),
        }
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::IoError { io_error: Arc::new(read_only()), filepath: PathBuf::from(path) })
    }

    fn atomic_write(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        Err(read_only())
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::IoError { io_error: Arc::new(read_only()), filepath: PathBuf::from(path) })
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn acquire_lock(&self, _: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}

fn read_only() -> io::Error {
    io::ErrorKind::ReadOnlyFilesystem.into()
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "a test writes into a folder of its own")]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn files_are_read_wherever_they_lie() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a"), "bytes").unwrap();
        fs::write(folder.path().join("empty"), "").unwrap();
        let in_folder = IndexFiles::in_folder(folder.path()).unwrap();
        for files in [IndexFiles::of_program(&[("a", b"bytes"), ("empty", b"")]), in_folder] {
            assert_eq!((&*files.bytes("a").unwrap(), &*files.bytes("empty").unwrap()), (&b"bytes"[..], &b""[..]));
            assert_eq!(files.atomic_read(Path::new("a")).unwrap(), b"bytes");
            let missing = files.bytes("b").unwrap_err().to_string();
            assert!(missing.contains('b') && matches!(files.exists(Path::new("b")), Ok(false)), "{missing}");
            assert!(files.atomic_write(Path::new("c"), b"").is_err() && files.open_write(Path::new("c")).is_err());
        }
        assert!(IndexFiles::in_folder(&folder.path().join("none")).is_err());
    }

    #[test]
    fn a_mapped_file_stays_readable_when_it_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "bytes").unwrap();
        let bytes = map_file(&path).unwrap();
        let part = bytes.part(1..3).unwrap();
        assert_ne!(bytes.unread().as_ptr(), bytes.as_ptr(), "mapped once more");
        assert_eq!((&*bytes.unread(), &*part.unread()), (&b"bytes"[..], &b"yt"[..]));
        fs::remove_file(&path).unwrap();
        assert_eq!((&*bytes, &*part.unread()), (&b"bytes"[..], &b"yt"[..]));
        fs::write(&path, "another").unwrap();
        assert_eq!(&*part.unread(), b"yt", "another file is not taken for it");
        fs::remove_file(&path).unwrap();
        assert_eq!(map_file(&path).unwrap_err().kind(), io::ErrorKind::NotFound);
    }
}
