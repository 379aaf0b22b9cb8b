//! Small files that say themselves whether they are whole: a document, and its checksum in the last line.

use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::fs;

/// The most bytes of such a file: the stamps of the most files there may be.
const LIMIT: u64 = 64 << 20;

/// Returns a value as a file.
pub(super) fn seal(value: &impl Serialize) -> Vec<u8> {
    // What is written here has neither maps with odd keys nor numbers that are none.
    let mut bytes = serde_json::to_vec(value).unwrap_or_default();
    let sum = crc32fast::hash(&bytes);
    bytes.extend(format!("\n{sum:08x}\n").bytes());
    bytes
}

/// Returns the value of a file; none if it is missing, damaged, or of another version.
pub(super) fn unseal<T: DeserializeOwned>(path: &Path) -> Option<T> {
    let bytes = fs::read_limited(path, LIMIT).ok()?;
    let rest = bytes.strip_suffix(b"\n")?;
    let end = rest.iter().rposition(|byte| *byte == b'\n')?;
    let (document, sum) = (rest.get(..end)?, rest.get(end + 1..)?);
    let is_whole = sum == format!("{:08x}", crc32fast::hash(document)).as_bytes();
    is_whole.then(|| serde_json::from_slice(document).ok()).flatten()
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests prepare files that no tenken would")]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn only_a_whole_file_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let (value, bytes) = (vec!["一".to_owned(), "b\n".to_owned()], seal(&["一", "b\n"]));
        fs::write(&path, &bytes).unwrap();
        assert_eq!(unseal::<Vec<String>>(&path), Some(value));
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            fs::write(&path, &damaged).unwrap();
            assert_eq!(unseal::<Vec<String>>(&path), None, "byte {at}");
            fs::write(&path, &bytes[..at]).unwrap();
            assert_eq!(unseal::<Vec<String>>(&path), None, "cut at {at}");
        }
        assert_eq!(unseal::<Vec<String>>(folder.path()), None);
    }
}
