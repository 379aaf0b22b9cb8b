//! Reads files that the user has written for tenken: settings and keys.

use std::io::ErrorKind;
use std::path::Path;

use crate::failure::{Failure, FailureKind};
use crate::fs;
use crate::language::tr;

/// The most bytes of such a file.
const FILE_LIMIT: u64 = 1 << 20;

/// Returns the text of a file; none if there is no such file.
///
/// # Errors
///
/// If there is something that cannot be read as a text.
pub(super) fn read(path: &Path) -> Result<Option<String>, Failure> {
    match fs::read_text(path, FILE_LIMIT) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => {
            let message =
                tr!("{path} を読み込めません ({reason})。", path = path.display(), reason = fs::reason(&error));
            Err(Failure::new(FailureKind::System, message, tr!("読めるようにするか、ファイルを移してください。")))
        }
    }
}
