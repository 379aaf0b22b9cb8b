//! Reads a workbook in the format from before 2007 (.xls) cell by cell: the records of BIFF8 in a compound file.

mod compound;
mod record;
mod sheet;
mod strings;

use crate::text::clean::clean_line;

use super::grid::{Budget, Grid};
use super::limits::SHEETS;
use super::number_format::{Epoch, Formats};
use super::unreadable::Unreadable;
use record::{Records, kind, u16_at, u32_at};

/// The streams in which a workbook may stand: of Excel 97 and later, and of earlier ones.
const STREAMS: [&str; 2] = ["Workbook", "Book"];

/// Returns the sheets of a workbook.
///
/// # Errors
///
/// If it is damaged, encrypted, of another format, or larger than a filled-in worklist can be.
pub(super) fn grids(bytes: &[u8]) -> Result<Vec<Grid>, Unreadable> {
    let file = compound::File::open(bytes).ok_or(Unreadable::Damaged)?;
    let name = STREAMS.iter().find(|name| file.has(name)).ok_or(Unreadable::Unknown)?;
    let stream = file.stream(name).ok_or(Unreadable::Damaged)?;
    let globals = Globals::read(&stream)?;
    let mut left = Budget::new();
    let mut grids = Vec::new();
    for (name, offset) in &globals.sheets {
        grids.push(sheet::grid(clean_line(name), &stream, *offset, (&globals, &mut left))?);
    }
    Ok(grids)
}

/// What the sheets of a workbook share.
struct Globals {
    /// The name of each sheet with cells, and where it starts.
    sheets: Vec<(String, usize)>,
    strings: Vec<Box<str>>,
    formats: Formats,
}

impl Globals {
    fn read(stream: &[u8]) -> Result<Self, Unreadable> {
        let mut globals = Self { sheets: Vec::new(), strings: Vec::new(), formats: Formats::new(Epoch::Y1900) };
        let mut records = Records::new(stream, 0);
        let first = records.next().ok_or(Unreadable::Damaged)?;
        if first.kind != kind::BOF || u16_at(first.data(), 0) != Some(BIFF8) {
            return Err(Unreadable::OldWorkbook);
        }
        for record in records {
            let data = record.data();
            match record.kind {
                kind::FILE_PASS => return Err(Unreadable::Encrypted),
                kind::DATE_MODE if u16_at(data, 0) == Some(1) => globals.formats = Formats::new(Epoch::Y1904),
                kind::FORMAT => {
                    if let (Some(id), Some(code)) = (u16_at(data, 0), strings::long(data.get(2..).unwrap_or_default()))
                    {
                        globals.formats.add_code(u32::from(id), &code)?;
                    }
                }
                kind::XF => globals.formats.add_style(u16_at(data, 2).map(usize::from))?,
                kind::BOUND_SHEET => globals.add_sheet(data)?,
                kind::SST => globals.strings = strings::shared(&record)?,
                kind::EOF => return Ok(globals),
                _ => {}
            }
        }
        Err(Unreadable::Damaged)
    }

    /// Adds a sheet, if it is one with cells.
    fn add_sheet(&mut self, data: &[u8]) -> Result<(), Unreadable> {
        let offset = u32_at(data, 0).and_then(|offset| usize::try_from(offset).ok()).ok_or(Unreadable::Damaged)?;
        let name = strings::short(data.get(6..).unwrap_or_default()).ok_or(Unreadable::Damaged)?;
        if data.get(5) == Some(&0) {
            self.sheets.push((name, offset));
        }
        if self.sheets.len() > SHEETS { Err(Unreadable::TooManySheets) } else { Ok(()) }
    }
}

/// The version of the format that is read.
const BIFF8: u16 = 0x0600;
