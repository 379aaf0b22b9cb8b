//! Files that were to take the place of others, and were left behind when a program was killed.

use std::ffi::{OsStr, OsString};
use std::fs::{self, Metadata};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::Path;

use jiff::{Timestamp, ToSpan};

use crate::clock;

use super::{Lock, is_in_place, lock, writable};

/// The end of the name of such a file; a number stands before it.
const END: &str = ".new";

/// The hex digits of that number.
const DIGITS: usize = 16;

/// Returns a name for the file that is to take the place of another one: `.NAME.0123456789abcdef.new`.
pub(super) fn name(target: &OsStr) -> OsString {
    let mut name = OsString::from(".");
    name.push(target);
    name.push(format!(".{:0DIGITS$x}{END}", RandomState::new().build_hasher().finish()));
    name
}

/// Whether a file has the name of one that was to take the place of another one.
pub(super) fn is_stray_name(name: &OsStr) -> bool {
    let bytes = name.as_encoded_bytes();
    let number = bytes.strip_prefix(b".").and_then(|rest| rest.strip_suffix(END.as_bytes()));
    let number = number.and_then(|rest| rest.split_at_checked(rest.len().saturating_sub(DIGITS + 1)));
    number.is_some_and(|(target, number)| {
        !target.is_empty() && number[0] == b'.' && number[1..].iter().all(|c| matches!(c, b'0'..=b'9' | b'a'..=b'f'))
    })
}

/// Removes from a folder what programs of this user left behind when they were killed. Nothing is said about it: what
/// cannot be removed now will be next time, and harms nobody.
pub fn remove_strays(folder: &Path) {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let Ok(listing) = fs::read_dir(folder) else { return };
    for entry in listing.flatten().filter(|entry| is_stray_name(&entry.file_name())) {
        let path = entry.path();
        if is_abandoned(&path) {
            let _ = fs::remove_file(&path);
        }
    }
}

/// Removes a folder in which nothing was written after all, for example because the disk is full, with the empty files
/// in it. One with anything else in it stays as it is, as far as it can.
pub fn remove_unwritten(folder: &Path) {
    let Ok(listing) = fs::read_dir(folder) else { return };
    for entry in listing.flatten() {
        if entry.metadata().is_ok_and(|metadata| metadata.is_file() && metadata.len() == 0) {
            let _ = fs::remove_file(entry.path());
        }
    }
    let _ = fs::remove_dir(folder);
}

/// Whether nobody writes a file any more: it can be locked, or, where there are no locks, is older than a day.
fn is_abandoned(path: &Path) -> bool {
    // Asked before it is opened: it may be anything of that name.
    if !fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file()) {
        return false;
    }
    let Ok(file) = writable().open(path) else { return false };
    match lock(&file) {
        // By now it may have the name it was made for.
        Lock::Held => is_in_place(path, &file),
        Lock::Busy => false,
        Lock::Unsupported => file.metadata().is_ok_and(|metadata| is_old(&metadata)) && is_in_place(path, &file),
    }
}

pub(super) fn is_old(metadata: &Metadata) -> bool {
    let changed = metadata.modified().ok().and_then(|time| Timestamp::try_from(time).ok());
    let day_ago = clock::now().checked_sub(24.hours()).ok();
    matches!((changed, day_ago), (Some(changed), Some(day_ago)) if changed < day_ago)
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests prepare files that no tenken would")]
mod tests {
    use super::super::{claim_existing, replace};
    use super::*;

    const STRAY: &str = ".report.html.0123456789abcdef.new";

    #[test]
    fn only_files_with_such_names_are_strays() {
        assert!(is_stray_name(&name(OsStr::new("報告書.html"))));
        for (name, is_stray) in [
            (STRAY, true),
            (".a.0123456789abcdef.new", true),
            ("report.html.0123456789abcdef.new", false),
            (".report.html.0123456789abcdeF.new", false),
            (".report.html.0123456789abcde.new", false),
            ("..0123456789abcdef.new", false),
            (".0123456789abcdef.new", false),
            (".new", false),
            (".report.html.new", false),
        ] {
            assert_eq!(is_stray_name(OsStr::new(name)), is_stray, "{name}");
        }
    }

    #[test]
    fn what_nobody_writes_any_more_is_removed_by_the_next_who_writes() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let names = || {
            let mut names: Vec<_> =
                fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
            names.sort();
            names
        };
        for name in [STRAY, ".other.new", "report.html"] {
            fs::write(path(name), "half").unwrap();
        }
        fs::create_dir(path(".folder.0123456789abcdef.new")).unwrap();
        let held = claim_existing(&path(STRAY)).unwrap().unwrap();
        replace(&path("report.html"), b"new").unwrap();
        assert_eq!(names(), [".folder.0123456789abcdef.new", ".other.new", STRAY, "report.html"]);
        drop(held);
        replace(&path("report.html"), b"newer").unwrap();
        assert_eq!(names(), [".folder.0123456789abcdef.new", ".other.new", "report.html"]);
    }

    #[test]
    fn without_locks_only_what_is_a_day_old_is_left_behind() {
        let folder = tempfile::tempdir().unwrap();
        let file = fs::File::create(folder.path().join(STRAY)).unwrap();
        assert!(!is_old(&file.metadata().unwrap()));
        let old = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1);
        file.set_modified(old).unwrap();
        assert!(is_old(&file.metadata().unwrap()));
    }
}
