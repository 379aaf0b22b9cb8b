//! The directory that an index is written into.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, TerminatingWrite, WatchCallback, WatchHandle, WritePtr,
};
use tantivy::{HasLen, TantivyError};

use crate::error::SearchError;

/// The name of the only segment. tantivy draws one by lot; here it is always the same, so that the same catalog gives the
/// same bytes.
const SEGMENT: &str = "74656e6b656e00000000000000000000";

/// Where tantivy says which segments there are.
pub(crate) const META: &str = "meta.json";
/// Where tantivy keeps which files are its own, to clear away those of old segments: there never are any.
const MANAGED: &str = ".managed.json";

/// A directory in which the segment and its files have a fixed name.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    directory: Box<dyn Directory>,
    written: Arc<Mutex<BTreeSet<PathBuf>>>,
}

impl Target {
    /// Returns the target that writes into an empty directory.
    pub fn new(directory: impl Directory) -> Self {
        Self { directory: Box::new(directory), written: Arc::default() }
    }

    /// Starts a file of ours.
    pub fn create(&self, name: &str) -> Result<WritePtr, SearchError> {
        Ok(self.open_write(Path::new(name)).map_err(TantivyError::from)?)
    }

    /// Returns the files that were written so far, with their lengths.
    pub fn lengths(&self) -> Result<Vec<(String, u64)>, SearchError> {
        let length = |path: &PathBuf| {
            let file = self.directory.open_read(path).map_err(TantivyError::from)?;
            Ok((path.display().to_string(), file.len() as u64))
        };
        self.written().iter().map(length).collect()
    }

    fn written(&self) -> MutexGuard<'_, BTreeSet<PathBuf>> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes a file of ours.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), SearchError> {
        let mut file = self.create(name)?;
        file.write_all(bytes)?;
        Ok(file.terminate()?)
    }
}

/// Whether a file is one of a segment, whatever its name.
pub(in crate::index) fn is_of_segment(path: &Path) -> bool {
    let is_name = |stem: &str| stem.len() == SEGMENT.len() && stem.bytes().all(|byte| byte.is_ascii_hexdigit());
    path.extension().is_some() && path.file_stem().and_then(|stem| stem.to_str()).is_some_and(is_name)
}

/// Returns the path that a file gets: that of the only segment, if it is one of a segment.
fn fixed(path: &Path) -> PathBuf {
    match path.extension().filter(|_| is_of_segment(path)) {
        Some(extension) => Path::new(SEGMENT).with_extension(extension),
        None => path.to_owned(),
    }
}

/// Returns what tantivy says of its segments, with the fixed name in it.
fn with_fixed_name(meta: &[u8]) -> io::Result<Vec<u8>> {
    let mut meta: Value = serde_json::from_slice(meta)?;
    for segment in meta["segments"].as_array_mut().into_iter().flatten() {
        segment["segment_id"] = SEGMENT.into();
    }
    // Says which segments were merged, by their names.
    meta["payload"] = Value::Null;
    Ok(serde_json::to_vec(&meta)?)
}

impl Directory for Target {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.directory.get_file_handle(&fixed(path))
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.directory.exists(&fixed(path))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.directory.atomic_read(&fixed(path))
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let path = fixed(path);
        let file = self.directory.open_write(&path)?;
        self.written().insert(path);
        Ok(file)
    }

    fn atomic_write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        match path.to_str() {
            Some(MANAGED) => Ok(()),
            Some(META) => {
                self.written().insert(path.to_owned());
                self.directory.atomic_write(path, &with_fixed_name(bytes)?)
            }
            _ => self.directory.atomic_write(path, bytes),
        }
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.directory.delete(&fixed(path))
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.directory.sync_directory()
    }

    fn acquire_lock(&self, _: &Lock) -> Result<DirectoryLock, LockError> {
        // Who writes has the directory for itself.
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_a_segment_have_a_fixed_name_and_others_their_own() {
        for (path, name) in [
            ("f838d1d4a6a34bb08a8a29b3b0b2c3d4.idx", "74656e6b656e00000000000000000000.idx"),
            ("meta.json", "meta.json"),
            ("words", "words"),
            ("f838d1d4a6a34bb08a8a29b3b0b2c3d4", "f838d1d4a6a34bb08a8a29b3b0b2c3d4"),
        ] {
            assert_eq!(fixed(Path::new(path)), Path::new(name));
        }
    }
}
