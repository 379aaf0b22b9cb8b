//! Taking turns: what only one program may do at a time.

use std::fs::File;
use std::io;
use std::path::Path;

use super::{Lock, lock, writable};

/// Opens a file, creating it if need be, that nobody else holds as long as it is open; none while somebody does. Where the
/// file system has no locks everybody gets it: whoever needs to be sure has to look at what is there as well.
///
/// # Errors
///
/// If the file can be neither created nor opened.
pub fn take_turn(path: &Path) -> io::Result<Option<File>> {
    let file = writable().create(true).open(path)?;
    Ok((!matches!(lock(&file), Lock::Busy)).then_some(file))
}

#[cfg(test)]
mod tests {
    use super::super::STARTS;
    use super::*;

    #[test]
    fn one_after_the_other() {
        let _alone = STARTS.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("turn");
        let first = take_turn(&path).unwrap();
        assert!(first.is_some() && take_turn(&path).unwrap().is_none());
        drop(first);
        assert!(take_turn(&path).unwrap().is_some());
        assert!(take_turn(&folder.path().join("none/turn")).is_err());
    }
}
