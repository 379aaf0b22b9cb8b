//! Reads a workbook cell by cell, so that a cell far out does not take memory.

use std::io::{self, Cursor, Read};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, Xlsx};
use zip::ZipArchive;

use crate::text::clean::clean_line;

use super::error::Unreadable;
use super::grid::{Grid, check_rows};
use super::limits::{PARTS, UNPACKED_BYTES};

/// The part that every .xlsx workbook has.
const WORKBOOK: &str = "xl/workbook.xml";

/// Returns the sheets of a workbook.
///
/// # Errors
///
/// If it is not a workbook, is damaged, or is larger than a filled-in worklist can be.
pub(super) fn grids(bytes: &[u8]) -> Result<Vec<Grid>, Unreadable> {
    check_parts(bytes)?;
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let sheets = workbook.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let names: Vec<String> = sheets.map(|sheet| sheet.name.clone()).collect();
    let mut grids = Vec::new();
    for name in names {
        grids.push(grid(&mut workbook, &name)?);
        check_rows(&grids)?;
    }
    Ok(grids)
}

/// Checks the real size of all parts by unpacking them without keeping the bytes. The size in the archive may be wrong.
fn check_parts(bytes: &[u8]) -> Result<(), Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    if archive.index_for_name(WORKBOOK).is_none() {
        return Err(Unreadable::NotAWorkbook);
    }
    if archive.len() > PARTS {
        return Err(Unreadable::TooLargeInside);
    }
    let mut left = UNPACKED_BYTES;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| Unreadable::Damaged)?;
        let unpacked = io::copy(&mut part.take(left + 1), &mut io::sink()).map_err(|_| Unreadable::Damaged)?;
        left = left.checked_sub(unpacked).ok_or(Unreadable::TooLargeInside)?;
    }
    Ok(())
}

fn grid(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Grid, Unreadable> {
    let mut cells = workbook.worksheet_cells_reader(name).map_err(|_| Unreadable::Damaged)?;
    let mut grid = Grid { name: clean_line(name), ..Grid::default() };
    while let Some(cell) = cells.next_cell().map_err(|_| Unreadable::Damaged)? {
        let (row, column) = cell.get_position();
        grid.put(row as usize + 1, column as usize, &text(cell.get_value()))?;
    }
    Ok(grid)
}

/// Returns the value of a cell as a person would type it.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        // A whole number is shown without its fraction.
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(is_true) => if *is_true { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(moment) => moment_text(moment),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
    }
}

fn moment_text(moment: &ExcelDateTime) -> String {
    if !moment.is_datetime() {
        return moment.as_f64().to_string();
    }
    let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute) == (0, 0) { date } else { format!("{date} {hour:02}:{minute:02}") }
}
