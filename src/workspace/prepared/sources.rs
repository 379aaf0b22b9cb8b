//! The files that records are read from, and what tells one state of them from another.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::bundled;
use crate::catalog::Layers;
use crate::clock;
use crate::fs::{self, Stamp};
use crate::language::spoken;
use crate::text::hex::hex;

/// What is prepared has another form with each of these.
const FORM: &str = "3";
/// The most bytes of one file, and of all, that are looked at: more is no pack.
const FILE_BYTES: u64 = 64 << 20;
const ALL_BYTES: u64 = 2 << 30;
/// The hex digits of a folder's name that stand for one thing.
const DIGITS: usize = 16;

/// What is remembered of the files of some folders, so that only changed ones are read again.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Known {
    files: Vec<KnownFile>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct KnownFile {
    path: String,
    stamp: Stamp,
    /// The SHA-256 of its bytes.
    digest: String,
    /// Whether it was so new when it was read that it may have been changed without a new time.
    is_in_doubt: bool,
}

/// The files of records below some folders, as they are now.
#[derive(Debug)]
pub(super) struct Sources {
    layers: Layers,
    files: Vec<(PathBuf, KnownFile)>,
}

impl Sources {
    /// Looks at the files of some layers; none if one of them cannot be read, which whoever reads the records will tell.
    pub(super) fn look(layers: &Layers, known: &Known) -> Option<Self> {
        let known: HashMap<&str, &KnownFile> = known.files.iter().map(|file| (file.path.as_str(), file)).collect();
        let read_at = clock::now();
        let (mut files, mut left) = (Vec::new(), ALL_BYTES);
        for path in layers.files().ok()? {
            let stamp = Stamp::of(&path).ok()?;
            left = left.checked_sub(stamp.size)?;
            let name = path.display().to_string();
            let same = known.get(name.as_str()).filter(|file| file.stamp == stamp && !file.is_in_doubt);
            let file = match same {
                Some(file) => (*file).clone(),
                None => read(&path, name, read_at)?,
            };
            files.push((path, file));
        }
        Some(Self { layers: layers.clone(), files })
    }

    /// Whether every file still has the bytes that it had when it was looked at.
    pub(super) fn are_unchanged(&self) -> bool {
        let nothing = Known::default();
        let again = Self::look(&self.layers, &nothing);
        let same = |again: Self| {
            let digests = |sources: &Self| -> Vec<(PathBuf, String)> {
                sources.files.iter().map(|(path, file)| (path.clone(), file.digest.clone())).collect()
            };
            digests(&again) == digests(self)
        };
        again.is_some_and(same)
    }

    /// Returns what is to be remembered of them.
    pub(super) fn known(&self) -> Known {
        Known { files: self.files.iter().map(|(_, file)| file.clone()).collect() }
    }

    /// Returns the name of the folder for what is prepared from them: which folders they are, which program it is, and the
    /// names and bytes of the files. So neither an older program nor another state of the files is taken for it.
    pub(super) fn fingerprint(&self) -> String {
        let mut content = Sha256::new();
        for (path, file) in &self.files {
            feed(&mut content, path.as_os_str().as_encoded_bytes());
            feed(&mut content, file.digest.as_bytes());
        }
        for item in &self.layers.items {
            for text in [&item.id, &item.number, &item.title, &item.text] {
                feed(&mut content, text.as_bytes());
            }
            item.parties.iter().for_each(|party| feed(&mut content, party.code().as_bytes()));
        }
        format!("{}-{}-{}", place(&self.layers), program(), digits(content))
    }
}

/// Returns the digits that stand for some layers and for how they were named: what is prepared tells where a record stands in
/// the words that the person typed, so another way to name a folder is another place, with files of its own.
pub(super) fn place(layers: &Layers) -> String {
    let mut hasher = Sha256::new();
    // A folder of packs is read otherwise than one of records.
    feed(&mut hasher, if layers.packs.is_some() { b"packs" } else { b"" });
    for folder in layers.packs.iter().chain(&layers.folders) {
        // The same words mean another folder elsewhere.
        let absolute = std::path::absolute(folder).unwrap_or_else(|_| folder.clone());
        feed(&mut hasher, folder.as_os_str().as_encoded_bytes());
        feed(&mut hasher, absolute.as_os_str().as_encoded_bytes());
    }
    // So that the own items of several worklists do not drive each other out.
    layers.items.first().into_iter().for_each(|item| feed(&mut hasher, item.id.as_bytes()));
    digits(hasher)
}

/// Returns the digits that stand for this program and its data: what one makes, another may not understand.
fn program() -> String {
    let mut hasher = Sha256::new();
    // What is wrong with a pack is kept in the language in which it was found out.
    for part in [FORM, env!("CARGO_PKG_VERSION"), spoken().code()] {
        feed(&mut hasher, part.as_bytes());
    }
    // Builds of one version may differ in what they make of a text: then they have made other files of the bundled ones.
    bundled::prepared_files().for_each(|bytes| hasher.update(crc32fast::hash(bytes).to_le_bytes()));
    digits(hasher)
}

fn read(path: &Path, name: String, read_at: Timestamp) -> Option<KnownFile> {
    let bytes = fs::read_limited(path, FILE_BYTES).ok()?;
    // Looked at after it was read: a file that changed meanwhile is read again.
    let stamp = Stamp::of(path).ok()?;
    let digest = hex(&Sha256::digest(&bytes));
    Some(KnownFile { path: name, stamp, digest, is_in_doubt: stamp.is_in_doubt(read_at) })
}

fn feed(hasher: &mut Sha256, bytes: &[u8]) {
    // The length keeps two lists apart that only differ in where one of their parts ends.
    hasher.update((bytes.len() as u64).to_le_bytes());
    hasher.update(bytes);
}

fn digits(hasher: Sha256) -> String {
    let mut digits = hex(&hasher.finalize());
    digits.truncate(DIGITS);
    digits
}
