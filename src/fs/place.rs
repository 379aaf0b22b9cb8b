//! What can be said of a folder without writing to it.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::fs::{Access, access, statvfs};
use rustix::process::geteuid;

/// A folder as it is found, or the one above it where it would be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The folder that is there: the one asked for, else the nearest one above it.
    pub there: PathBuf,
    /// Whether it is the one asked for.
    pub exists: bool,
    /// Whether a file could be made in it.
    pub is_writable: bool,
    /// The bytes that are free for this person; none if nobody knows.
    pub free: Option<u64>,
    /// Whether it belongs to this person.
    pub is_own: bool,
    /// The numbers of its owner and of its group.
    pub owner: (u32, u32),
    /// Who may do what with it.
    pub mode: u32,
}

impl Place {
    /// Whether it is shared by a group, in the way that [`create_folder`](super::create_folder) goes along with.
    pub fn is_shared(&self) -> bool {
        self.mode & 0o022 == 0o020
    }

    /// Whether everybody may write there.
    pub fn is_open(&self) -> bool {
        self.mode & 0o002 != 0
    }

    /// Whether people outside the group may read it.
    pub fn is_readable_by_all(&self) -> bool {
        self.mode & 0o004 != 0
    }
}

/// Looks at a folder that may not be there yet.
///
/// # Errors
///
/// If something else stands there, or nothing can be found out about it.
pub fn look_at(path: &Path) -> io::Result<Place> {
    let there = path.ancestors().find(|above| above.symlink_metadata().is_ok()).unwrap_or(Path::new("."));
    let there = if there.as_os_str().is_empty() { Path::new(".") } else { there };
    let found = fs::metadata(there)?;
    if !found.is_dir() {
        return Err(io::ErrorKind::NotADirectory.into());
    }
    let free = statvfs(there).ok().map(|system| system.f_bavail.saturating_mul(system.f_frsize));
    Ok(Place {
        exists: there == path,
        is_writable: access(there, Access::WRITE_OK | Access::EXEC_OK).is_ok(),
        free,
        is_own: found.uid() == geteuid().as_raw(),
        owner: (found.uid(), found.gid()),
        mode: found.mode() & 0o7777,
        there: there.to_owned(),
    })
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests prepare folders of their own")]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_folder_is_seen_as_it_is_or_where_it_would_be_made() {
        let root = tempfile::tempdir().unwrap();
        let missing = look_at(&root.path().join("a/b")).unwrap();
        assert_eq!((missing.exists, missing.there.as_path()), (false, root.path()));
        assert!(missing.is_own && missing.is_writable && missing.free.is_some());
        for (mode, is_shared, is_open, is_readable) in [
            (0o700, false, false, false),
            (0o2770, true, false, false),
            (0o755, false, false, true),
            (0o777, false, true, true),
        ] {
            fs::set_permissions(root.path(), fs::Permissions::from_mode(mode)).unwrap();
            let place = look_at(root.path()).unwrap();
            assert!(place.exists && place.mode == mode);
            let seen = (place.is_shared(), place.is_open(), place.is_readable_by_all());
            assert_eq!(seen, (is_shared, is_open, is_readable), "{mode:o}");
        }
        fs::write(root.path().join("file"), "").unwrap();
        for path in ["file", "file/below"] {
            assert_eq!(look_at(&root.path().join(path)).unwrap_err().kind(), io::ErrorKind::NotADirectory);
        }
    }
}
