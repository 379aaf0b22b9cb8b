//! What tells without reading a file whether it is still the one that was read.

use std::fs::Metadata;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// How far apart two changes of a file have to be so that their times differ on every file system; the time of a server
/// may be ahead by as much.
const GRAIN: SignedDuration = SignedDuration::from_secs(2);

/// The size of a file and when it was changed. Programs that copy files set the time of their contents back; that of the
/// change itself is the system's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Its bytes.
    pub size: u64,
    modified: (i64, i64),
    changed: (i64, i64),
    number: u64,
}

impl Stamp {
    /// Returns the stamp of a plain file.
    ///
    /// # Errors
    ///
    /// If there is none.
    pub fn of(path: &Path) -> io::Result<Self> {
        let metadata = std::fs::symlink_metadata(path)?;
        super::check_plain(&metadata)?;
        Ok(Self::from(&metadata))
    }

    /// Whether a file that was read at this moment may have been changed afterwards without a new time.
    pub fn is_in_doubt(&self, read_at: Timestamp) -> bool {
        let newest = self.modified.max(self.changed).0;
        let sure = read_at.checked_sub(GRAIN).map(Timestamp::as_second);
        !sure.is_ok_and(|sure| newest < sure)
    }
}

impl From<&Metadata> for Stamp {
    fn from(metadata: &Metadata) -> Self {
        Self {
            size: metadata.len(),
            modified: (metadata.mtime(), metadata.mtime_nsec()),
            changed: (metadata.ctime(), metadata.ctime_nsec()),
            number: metadata.ino(),
        }
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests prepare files that no tenken would")]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn what_was_changed_has_another_stamp_even_if_its_time_was_set_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "one").unwrap();
        let (stamp, modified) = (Stamp::of(&path).unwrap(), fs::metadata(&path).unwrap().modified().unwrap());
        assert_eq!(Stamp::of(&path).unwrap(), stamp);
        let other = folder.path().join("b");
        fs::write(&other, "two").unwrap();
        fs::File::options().write(true).open(&other).unwrap().set_modified(modified).unwrap();
        fs::rename(&other, &path).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), modified);
        assert_ne!(Stamp::of(&path).unwrap(), stamp);
        assert!(Stamp::of(folder.path()).is_err());
    }

    #[test]
    fn only_a_file_older_than_its_reading_is_beyond_doubt() {
        let at = |second: i64| Stamp { size: 1, modified: (second, 0), changed: (second, 999), number: 1 };
        let read = Timestamp::from_second(1000).unwrap();
        for (second, is_in_doubt) in [(0, false), (997, false), (998, true), (1000, true), (5000, true)] {
            assert_eq!(at(second).is_in_doubt(read), is_in_doubt, "{second}");
        }
        let set_back = Stamp { modified: (0, 0), ..at(999) };
        assert!(set_back.is_in_doubt(read));
    }
}
