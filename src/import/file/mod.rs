//! Reads the sheets of a file, whatever its kind, within the limits of what somebody may have filled in.
//!
//! The readers are our own, because those of the crates that read spreadsheets unpack whole parts, and whole sheets
//! from the first to the last cell, before anybody can stop them: a file of 1 MB takes gigabytes. They also do not say
//! which cells are merged or have one formula. XML and ZIP are read by crates.
//!
//! - `grid` is a sheet as rows of cells, with a budget for all sheets of a file; `merged_index` finds the block of a cell.
//! - `archive` has the parts of a workbook, `xml` reads one of them piece by piece.
//! - `choices` are the lists from which cells take their values. `edit` puts answers into cells of a copy of a workbook.
//! - `xlsx`, `ods` and `xls` read workbooks, `text_file` comma-separated values. `number_format` shows numbers and dates
//!   as people see them.

mod archive;
mod block;
mod choices;
mod edit;
mod grid;
pub(super) mod limits;
mod merged_index;
mod number_format;
mod ods;
mod shared_strings;
mod text_file;
mod unreadable;
mod xls;
mod xlsx;
mod xlsx_sheet;
mod xml;

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use archive::Archive;
use limits::FILE_BYTES;

pub(super) use block::{Block, Place, column_letters};
pub use edit::EditRefused;
pub(super) use edit::{CellEdit, CellValue, SheetEdits, cell_name, edited};
pub(super) use grid::{CellFault, Grid, GridCell, Room};
pub(super) use number_format::day_of_text;
pub(super) use text_file::{DELIMITERS, TextFile};
pub use unreadable::Unreadable;

/// Reads the bytes of a file of somebody else.
///
/// # Errors
///
/// If it is no file, cannot be read or is too large.
pub(super) fn read_bytes(path: &Path) -> Result<Vec<u8>, Unreadable> {
    let metadata = fs::metadata(path)?;
    // Checked first, because opening a pipe would wait for a writer.
    if !metadata.is_file() {
        return Err(Unreadable::NotAFile);
    }
    if metadata.len() > FILE_BYTES {
        return Err(Unreadable::TooLarge);
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(FILE_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > FILE_BYTES { Err(Unreadable::TooLarge) } else { Ok(bytes) }
}

/// The contents of a file.
#[derive(Debug)]
pub(super) enum Contents {
    /// The sheets of a workbook.
    Sheets(Vec<Grid>),
    /// Comma-separated values.
    Text(TextFile),
}

/// Reads the contents of a file. The contents decide about its kind, not its name.
///
/// # Errors
///
/// If the kind is unknown, or the contents are damaged or too large.
pub(super) fn contents(bytes: Vec<u8>) -> Result<Contents, Unreadable> {
    match kind(&bytes)? {
        FileKind::Archive => {
            let mut archive = Archive::open(&bytes)?;
            if let Some(part) = xlsx::workbook_part(&mut archive)? {
                return xlsx::grids(&mut archive, &part).map(Contents::Sheets);
            }
            if ods::is_document(&archive) {
                return ods::grids(&mut archive).map(Contents::Sheets);
            }
            Err(Unreadable::NotAWorkbook)
        }
        FileKind::Compound => xls::grids(&bytes).map(Contents::Sheets),
        FileKind::Text => TextFile::decode(bytes).map(Contents::Text),
    }
}

/// The kind of a file, by its contents.
enum FileKind {
    Archive,
    Compound,
    Text,
}

fn kind(bytes: &[u8]) -> Result<FileKind, Unreadable> {
    /// The format of Office before 2007, which is still used for encrypted workbooks.
    const COMPOUND_FILE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    let has_mark = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    match bytes {
        _ if text.is_empty() => Err(Unreadable::Empty),
        _ if bytes.starts_with(b"PK\x03\x04") => Ok(FileKind::Archive),
        _ if bytes.starts_with(COMPOUND_FILE) && is_encrypted(bytes) => Err(Unreadable::Encrypted),
        _ if bytes.starts_with(COMPOUND_FILE) => Ok(FileKind::Compound),
        _ if text.starts_with(b"<") => Err(Unreadable::Markup),
        _ if bytes.contains(&0) && !has_mark => Err(Unreadable::Unknown),
        _ => Ok(FileKind::Text),
    }
}

fn is_encrypted(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    memchr::memmem::find(bytes, &name).is_some()
}
