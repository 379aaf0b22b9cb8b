//! One part of what is prepared: a folder of files with a manifest that tells whether they are as they were written.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::fs::{self, FolderAside, Stamp, create_own_folder, discard_folder};

use super::sealed::{seal, unseal};

/// The file that lists the others.
const MANIFEST: &str = "manifest";
/// How many bytes are read at once.
const BLOCK: usize = 256 << 10;

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

/// Whether a part is whole. Files with the stamps they were written with are those that were written; of all others the bytes
/// are looked at.
pub(super) fn is_whole(part: &Path) -> bool {
    let Some(manifest) = unseal::<Manifest>(&part.join(MANIFEST)) else { return false };
    if manifest.files.iter().all(|listed| Stamp::of(&part.join(&listed.name)).is_ok_and(|now| now == listed.stamp)) {
        return true;
    }
    let listed_now = manifest.files.iter().map(|listed| look(part, &listed.name)).collect::<io::Result<Vec<_>>>();
    let is_same = |now: &[Listed]| now.iter().zip(&manifest.files).all(|(now, then)| now.sum == then.sum);
    let Some(files) = listed_now.ok().filter(|now| is_same(now)) else { return false };
    // A home that was copied has new stamps: the next time they are known. If they cannot be written, the bytes tell.
    let _ = fs::replace(&part.join(MANIFEST), &seal(&Manifest { files }));
    true
}

/// Makes a part: fills a folder aside, lists what is in it and puts it in its place, unless a whole one stands there by then.
pub(super) fn make<E>(
    part: &Path,
    beside: &Path,
    fill: impl FnOnce(&FolderAside) -> Result<(), E>,
) -> Result<PathBuf, MakeError<E>> {
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
    aside.put(part)?;
    Ok(part.to_owned())
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
        make(&folder.join("entry/part"), folder, fill).unwrap()
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
}
