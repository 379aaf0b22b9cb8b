//! One part of what is prepared: a folder of files with a manifest that tells whether they are as they were written.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use crate::clock;
use crate::fs::{self, FolderAside, Stamp, create_own_folder, discard_folder};

use super::sealed::{seal, unseal};

/// The file that lists the others.
const MANIFEST: &str = "manifest";
/// How many bytes are read at once.
const BLOCK: usize = 256 << 10;
/// Up to how many bytes of a part are looked at whenever it is opened: that takes no time that anybody notices.
const SMALL: u64 = 64 << 20;
/// How often those of a larger part are.
const LOOK: SignedDuration = SignedDuration::from_hours(24);

/// The files of a part.
#[derive(Debug, Serialize, Deserialize)]
struct Manifest {
    files: Vec<Listed>,
}

/// A file as it was written.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Listed {
    name: String,
    sum: u32,
    stamp: Stamp,
}

/// Why a part was not made.
#[derive(Debug)]
pub(super) enum MakeError<E> {
    /// Its folder cannot be written.
    Folder(io::Error),
    /// Its files were not made.
    Fill(E),
}

impl<E> From<io::Error> for MakeError<E> {
    fn from(error: io::Error) -> Self {
        Self::Folder(error)
    }
}

/// Whether a part is whole: its bytes are those that were written. A disk may damage them without another stamp, so a small
/// part is always read. A large one is read once a day, and whenever a stamp is another; until then its stamps are believed.
pub(super) fn is_whole(part: &Path) -> bool {
    is_whole_beyond(part, SMALL)
}

fn is_whole_beyond(part: &Path, small: u64) -> bool {
    let file = part.join(MANIFEST);
    let Some(manifest) = unseal::<Manifest>(&file) else { return false };
    let has_stamp = |listed: &Listed| Stamp::of(&part.join(&listed.name)).is_ok_and(|now| now == listed.stamp);
    let has_stamps = manifest.files.iter().all(has_stamp);
    let is_large = manifest.files.iter().map(|listed| listed.stamp.size).sum::<u64>() > small;
    if has_stamps && is_large && was_read_lately(&file) {
        return true;
    }
    let listed_now = manifest.files.iter().map(|listed| look(part, &listed.name)).collect::<io::Result<Vec<_>>>();
    let is_same = |now: &[Listed]| now.iter().zip(&manifest.files).all(|(now, then)| now.sum == then.sum);
    let Some(files) = listed_now.ok().filter(|now| is_same(now)) else { return false };
    if !has_stamps {
        // A home that was copied has new stamps: the next time they are known. If they cannot be written, the bytes tell.
        let _ = fs::replace(&file, &seal(&Manifest { files }));
    } else if is_large {
        fs::touch(&file);
    }
    true
}

/// Whether the files were read within the last day: the time of their manifest says when.
fn was_read_lately(manifest: &Path) -> bool {
    let age = fs::last_changed(manifest).map(|read| clock::now().duration_since(read));
    age.is_some_and(|age| (SignedDuration::ZERO..LOOK).contains(&age))
}

/// Makes a part: fills a folder aside, lists what is in it and puts it in its place, unless a whole one stands there by then.
/// Returns the part, and whether it is the one that was made.
pub(super) fn make<E>(
    part: &Path,
    beside: &Path,
    fill: impl FnOnce(&FolderAside) -> Result<(), E>,
) -> Result<(PathBuf, bool), MakeError<E>> {
    let aside = FolderAside::begin(beside)?;
    fill(&aside).map_err(MakeError::Fill)?;
    aside.seal()?;
    let names = fs::file_names(aside.path())?;
    let files = names.iter().map(|name| look(aside.path(), name)).collect::<io::Result<_>>()?;
    aside.write(MANIFEST, &seal(&Manifest { files }))?;
    aside.seal()?;
    if let Some(entry) = part.parent() {
        create_own_folder(entry)?;
    }
    if !is_whole(part) {
        discard_folder(part);
    }
    // Whoever was faster has made the same.
    let is_own = aside.put(part)?;
    Ok((part.to_owned(), is_own))
}

fn look(folder: &Path, name: &str) -> io::Result<Listed> {
    let path = folder.join(name);
    let stamp = Stamp::of(&path)?;
    Ok(Listed { name: name.to_owned(), sum: sum(&fs::open_plain(&path)?)?, stamp })
}

fn sum(mut file: &File) -> io::Result<u32> {
    let (mut hasher, mut block) = (crc32fast::Hasher::new(), vec![0; BLOCK]);
    loop {
        match file.read(&mut block)? {
            0 => return Ok(hasher.finalize()),
            count => hasher.update(&block[..count]),
        }
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests prepare files that no tenken would")]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    /// Makes a part of two files, one of which others could read.
    fn made(folder: &Path) -> PathBuf {
        let fill = |aside: &FolderAside| -> io::Result<()> {
            aside.write("a", b"first")?;
            std::fs::write(aside.path().join("b"), "second")?;
            std::fs::set_permissions(aside.path().join("b"), std::fs::Permissions::from_mode(0o644))
        };
        let target = folder.join("entry/part");
        let was_there = target.exists();
        let (part, is_own) = make(&target, folder, fill).unwrap();
        assert_eq!(is_own, !was_there);
        part
    }

    #[test]
    fn what_somebody_else_has_made_by_then_is_not_taken_for_the_own() {
        let folder = tempfile::tempdir().unwrap();
        let first = made(folder.path());
        let before = Stamp::of(&first.join("a")).unwrap();
        assert_eq!(made(folder.path()), first);
        assert_eq!(Stamp::of(&first.join("a")).unwrap(), before, "the one that stood there stays");
    }

    fn listed(part: &Path) -> Vec<Listed> {
        unseal::<Manifest>(&part.join(MANIFEST)).unwrap().files
    }

    #[test]
    fn what_was_made_has_the_stamps_that_its_manifest_says() {
        let folder = tempfile::tempdir().unwrap();
        let part = made(folder.path());
        assert_eq!(listed(&part).len(), 2);
        for file in listed(&part) {
            assert_eq!(Stamp::of(&part.join(&file.name)).unwrap(), file.stamp, "{}", file.name);
        }
    }

    /// A disk that loses a bit changes no time. A test cannot set the time of a change: the manifest is given the new stamp.
    #[test]
    fn damage_that_no_stamp_tells_is_found_at_once_or_within_a_day() {
        let folder = tempfile::tempdir().unwrap();
        let part = made(folder.path());
        assert!(is_whole(&part));
        let mut files = listed(&part);
        std::fs::write(part.join("b"), "sEcond").unwrap();
        for file in &mut files {
            file.stamp = Stamp::of(&part.join(&file.name)).unwrap();
        }
        fs::replace(&part.join(MANIFEST), &seal(&Manifest { files })).unwrap();
        assert!(!is_whole(&part), "a small part is always read");
        assert!(is_whole_beyond(&part, 1), "a large one was read just now");
        let set_time = |seconds: i64| {
            let time = clock::now().checked_add(SignedDuration::from_secs(seconds)).unwrap();
            File::open(part.join(MANIFEST)).unwrap().set_modified(time.into()).unwrap();
        };
        for (seconds, is_believed) in [(-23 * 3600, true), (-25 * 3600, false), (3600, false)] {
            set_time(seconds);
            assert_eq!(is_whole_beyond(&part, 1), is_believed, "{seconds}");
        }
        std::fs::write(part.join("b"), "second").unwrap();
        set_time(-25 * 3600);
        assert!(is_whole_beyond(&part, 1) && was_read_lately(&part.join(MANIFEST)), "read, and not again today");
        set_time(-25 * 3600);
        assert!(is_whole_beyond(&part, 1) && was_read_lately(&part.join(MANIFEST)), "with the same stamps as well");
    }
}
