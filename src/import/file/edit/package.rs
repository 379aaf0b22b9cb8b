//! Writes a workbook anew with some of its parts replaced.

use std::io::{Cursor, Write};

use zip::{ZipArchive, ZipWriter};

use super::super::unreadable::Unreadable;

/// Returns an archive in which these parts, by their places, have other contents. All others are copied as they are packed; names, order and times stay.
///
/// # Errors
///
/// If the archive is damaged.
pub(super) fn rewritten(bytes: &[u8], parts: &[(usize, String)]) -> Result<Vec<u8>, Unreadable> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let mut written = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len())));
    written.set_raw_comment(zip.comment().into()).map_err(|_| Unreadable::Damaged)?;
    for index in 0..zip.len() {
        let part = zip.by_index_raw(index).map_err(|_| Unreadable::Damaged)?;
        match parts.iter().find(|(place, _)| *place == index) {
            None => written.raw_copy_file(part).map_err(|_| Unreadable::Damaged)?,
            Some((_, contents)) => {
                let name = part.name().map_err(|_| Unreadable::Damaged)?.into_owned();
                let options = part.options().large_file(false);
                written.start_file(name, options).map_err(|_| Unreadable::Damaged)?;
                written.write_all(contents.as_bytes()).map_err(|_| Unreadable::Damaged)?;
            }
        }
    }
    Ok(written.finish().map_err(|_| Unreadable::Damaged)?.into_inner())
}
