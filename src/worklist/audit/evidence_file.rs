//! Locations and hashes of evidence files.
//!
//! A file below the folder of the worklist is recorded with its path relative to that folder, so that both can be moved
//! together. Every other file is recorded with its absolute path. [`resolve`] turns a location into a path again.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::fs::{open_plain, refusal};
use crate::language::t;
use crate::text::clean::clean_recorded_line;
use crate::text::hex::hex;
use crate::worklist::entry::error::WorklistError;

/// The greatest size of a file that is hashed, in bytes.
const FILE_LIMIT: u64 = 16 << 30;

/// The number of bytes hashed at once.
const BLOCK: usize = 256 << 10;

/// Returns the SHA-256 of a file as 64 hex digits.
///
/// # Errors
///
/// If it is not a regular file, cannot be read, or is larger than 16 GiB.
pub fn digest(path: &Path) -> Result<String, WorklistError> {
    hash(path).map_err(WorklistError::evidence(path, "読み込めません"))
}

/// Returns the SHA-256 of a file as 64 hex digits.
pub(super) fn hash(path: &Path) -> io::Result<String> {
    let file = open_plain(path)?;
    if file.metadata()?.len() > FILE_LIMIT {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    // It may still grow.
    let mut rest = file.take(FILE_LIMIT + 1);
    let mut hasher = Sha256::new();
    let mut block = vec![0; BLOCK];
    loop {
        match rest.read(&mut block) {
            Ok(0) if rest.limit() == 0 => return Err(io::ErrorKind::FileTooLarge.into()),
            Ok(0) => return Ok(hex(&hasher.finalize())),
            Ok(count) => hasher.update(&block[..count]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// Whether a location is a URL and not a file.
pub fn is_url(location: &str) -> bool {
    let scheme = location.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Returns the location to record for a page: its URL as it is, but for blanks around it.
///
/// # Errors
///
/// If it holds characters that cannot be recorded. Without them it would be the address of something else.
pub(super) fn page(url: &str) -> Result<String, WorklistError> {
    let url = url.trim();
    if clean_recorded_line(url) == url {
        return Ok(url.to_owned());
    }
    Err(WorklistError::named(clean_recorded_line(url), "を証跡として記録できません")(refusal(t(
        "URL に使えない文字があります",
    ))))
}

/// Returns the location to record for a file: its path relative to the folder of the worklist if it is below that
/// folder, else its absolute path. `path` may be relative to the current folder.
///
/// # Errors
///
/// If the path is not valid text.
pub fn location(path: &Path, folder: &Path) -> Result<String, WorklistError> {
    let unusable = WorklistError::evidence(path, "記録できません");
    let texts = || {
        let path = std::path::absolute(path)?;
        let folder = std::path::absolute(folder)?;
        let short = path.strip_prefix(&folder).unwrap_or(&path);
        let text = short.to_str().filter(|text| clean_recorded_line(text) == *text);
        text.map(str::to_owned)
            .ok_or_else(|| refusal(t("名前に使えない文字があります。ファイルの名前を変えてください")))
    };
    texts().map_err(unusable)
}

/// Returns the path of a recorded location. `folder` is that of the worklist.
pub fn resolve(location: &str, folder: &Path) -> PathBuf {
    folder.join(location)
}
