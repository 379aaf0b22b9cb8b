//! Puts answers into cells of a copy of a workbook, and leaves everything else in it as it is.
//!
//! A workbook of somebody else has what no library knows: drawings, macros, settings for the printer. So no part of it is read
//! and written anew. The part of a sheet is a text in which the elements of single cells are replaced (`sheet`, where `outline`
//! says they stand), every other part is copied as it is packed (`package`).

mod outline;
mod package;
mod sheet;

use jiff::civil::Date;
use thiserror::Error;

use crate::language::{t, tr};

use super::archive::Archive;
use super::block::{Place, column_letters};
use super::unreadable::Unreadable;
use super::{FileKind, kind, xlsx};

/// What goes into a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct CellEdit {
    /// The cell.
    pub place: Place,
    /// What goes into it.
    pub value: CellValue,
}

/// A value of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum CellValue {
    /// A text.
    Text(String),
    /// A number.
    Number(i64),
    /// A day: as one where the cell shows days, else as this text.
    Day {
        /// The day.
        day: Date,
        /// It in words.
        text: String,
    },
}

/// What goes into the cells of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct SheetEdits {
    /// The name of the sheet.
    pub sheet: String,
    /// The cells, each once.
    pub edits: Vec<CellEdit>,
}

/// A workbook with answers.
#[derive(Debug)]
pub(in super::super) struct EditedBook {
    /// The file.
    pub bytes: Vec<u8>,
    /// The cells that have formulas and keep them: sheet and cell.
    pub kept: Vec<(String, Place)>,
}

/// Why nothing can be put into a workbook.
#[derive(Debug, Error)]
pub enum EditRefused {
    /// It cannot be read.
    #[error("{0}")]
    Unreadable(#[from] Unreadable),
    /// It is of another kind.
    #[error("{}", tr!("記入できるのは .xlsx と .xlsm だけです"))]
    OtherKind,
    /// It is signed: the signature would not hold any more.
    #[error("{}", tr!("電子署名が付いたブックです。記入すると署名が無効になります"))]
    Signed,
}

impl EditRefused {
    /// Returns a hint for the person; may be empty.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Unreadable(why) => why.hint(),
            Self::OtherKind => t("表計算ソフトで開き、Excel ブック (.xlsx) として保存し直してください。"),
            Self::Signed => t("署名のない様式を指定するか、手で記入してください。"),
        }
    }
}

/// Returns the name of a cell, for example `C14`.
pub(in super::super) fn cell_name((row, column): Place) -> String {
    format!("{}{row}", column_letters(column))
}

/// Puts answers into a copy of a workbook.
///
/// # Errors
///
/// If the workbook is of another kind, signed, damaged or too large.
pub(in super::super) fn edited(bytes: &[u8], sheets: &[SheetEdits]) -> Result<EditedBook, EditRefused> {
    if !matches!(kind(bytes)?, FileKind::Archive) {
        return Err(EditRefused::OtherKind);
    }
    let mut archive = Archive::open(bytes)?;
    let part = xlsx::workbook_part(&mut archive)?.ok_or(EditRefused::OtherKind)?;
    if archive.names().any(|name| name.starts_with("_xmlsignatures/")) {
        return Err(EditRefused::Signed);
    }
    let book = xlsx::Book::read(&mut archive, &part)?;
    let (mut parts, mut kept) = (Vec::new(), Vec::new());
    for SheetEdits { sheet, edits } in sheets.iter().filter(|sheet| !sheet.edits.is_empty()) {
        let part = book.part_of(sheet).ok_or(Unreadable::Damaged)?;
        let xml = archive.text(part)?.ok_or(Unreadable::Damaged)?;
        let edited = sheet::edited(&xml, edits, &book.formats)?;
        kept.extend(edited.kept.into_iter().map(|place| (sheet.clone(), place)));
        parts.push((archive.index(part).ok_or(Unreadable::Damaged)?, edited.xml));
    }
    Ok(EditedBook { bytes: package::rewritten(bytes, &parts)?, kept })
}
