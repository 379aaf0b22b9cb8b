//! Reads the person's `config.toml` where something in it is read or written below the front ends.

use std::io::ErrorKind;
use std::path::Path;

use crate::failure::{Failure, FailureKind};
use crate::fs;
use crate::language::tr;

/// The most bytes that the settings may have.
const SETTINGS_LIMIT: u64 = 1 << 20;

/// Returns the text of the settings; empty if there are none.
pub(super) fn read(path: &Path) -> Result<String, Failure> {
    match fs::read_text(path, SETTINGS_LIMIT) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
        read => read.map_err(|error| {
            let message = tr!("設定を読み込めません({why})。{path}", why = fs::reason(&error), path = path.display());
            Failure::new(FailureKind::System, message, tr!("読めるようにするか、ファイルを移してください。"))
        }),
    }
}

/// Writes the text of the settings. Of a link, what it leads to is replaced: many keep their settings elsewhere.
pub(super) fn replace_settings(path: &Path, text: &str) -> std::io::Result<()> {
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    fs::replace(&target, text.as_bytes())
}

/// Returns the line of a byte of a text, from 1.
pub(super) fn line_of(text: &str, start: usize) -> usize {
    text.get(..start).unwrap_or_default().matches('\n').count() + 1
}
