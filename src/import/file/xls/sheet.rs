//! The cells of a sheet.

use super::super::block::Block;
use super::super::grid::{Budget, CellFault, Grid, GridCell};
use super::super::unreadable::Unreadable;
use super::record::{Record, Records, f64_at, kind, u16_at, u32_at};
use super::{Globals, strings};

/// Returns the cells of the sheet that starts at this place of the stream.
///
/// # Errors
///
/// If it is damaged, or is larger than a filled-in worklist can be.
pub(super) fn grid(
    name: String,
    stream: &[u8],
    offset: usize,
    (globals, left): (&Globals, &mut Budget),
) -> Result<Grid, Unreadable> {
    let mut grid = Grid { name, ..Grid::default() };
    // Charts in the sheet are sheets inside of it.
    let mut depth = 0usize;
    // The cell with a formula whose text follows.
    let mut open: Option<(usize, usize)> = None;
    for record in Records::new(stream, offset) {
        let text_of = open.take();
        match record.kind {
            kind::BOF => depth += 1,
            kind::EOF if depth <= 1 => return Ok(grid),
            kind::EOF => depth -= 1,
            _ if depth != 1 => {}
            kind::MERGED_CELLS => merge(&mut grid, record.data()).unwrap_or(Err(Unreadable::Damaged))?,
            kind::ROW | kind::COLUMNS => hide(&mut grid, &record).ok_or(Unreadable::Damaged)?,
            kind::STRING => {
                if let (Some(place), Some(text)) = (text_of, strings::first(&record)) {
                    grid.put(place, GridCell::text(text), left)?;
                }
            }
            kind::FORMULA => {
                let place = place(record.data()).ok_or(Unreadable::Damaged)?;
                let cell = formula(record.data(), globals).ok_or(Unreadable::Damaged)?;
                // It stays without a result unless its text follows.
                open = (cell.fault == Some(CellFault::NoResult)).then_some(place);
                grid.put(place, cell, left)?;
            }
            _ => {
                for (place, cell) in cells(&record, globals).ok_or(Unreadable::Damaged)? {
                    grid.put(place, cell, left)?;
                }
            }
        }
        // The formula of several cells may stand between a cell and its text.
        if matches!(record.kind, kind::SHARED_FORMULA | kind::ARRAY | kind::TABLE) {
            open = text_of;
        }
    }
    Err(Unreadable::Damaged)
}

/// Notes the row or the columns that a record describes, if they are not shown; none if it is damaged.
fn hide(grid: &mut Grid, record: &Record<'_>) -> Option<()> {
    /// The bits that hide them.
    const ROW: u16 = 0x0020;
    const COLUMNS: u16 = 0x0001;
    let at = |at| u16_at(record.data(), at);
    if record.kind == kind::ROW {
        if at(12)? & ROW != 0 {
            grid.hide(usize::from(at(0)?) + 1);
        }
    } else if at(8)? & COLUMNS != 0 {
        grid.hide_columns((usize::from(at(0)?), usize::from(at(2)?)));
    }
    Some(())
}

/// Returns the place of a cell, rows from 1 and columns from 0.
fn place(data: &[u8]) -> Option<(usize, usize)> {
    Some((usize::from(u16_at(data, 0)?) + 1, usize::from(u16_at(data, 2)?)))
}

/// Returns the cells in a record; empty if it is of another kind.
fn cells(record: &Record<'_>, globals: &Globals) -> Option<Vec<((usize, usize), GridCell)>> {
    let data = record.data();
    let style = |at: usize| u16_at(data, at).map(usize::from);
    let cell = match record.kind {
        kind::LABEL_SST => {
            let number = usize::try_from(u32_at(data, 6)?).ok()?;
            GridCell::text(&**globals.strings.get(number)?)
        }
        kind::LABEL | kind::R_STRING => GridCell::text(strings::long(data.get(6..)?)?),
        kind::NUMBER => globals.formats.cell(f64_at(data, 6)?, style(4)?),
        kind::RK => globals.formats.cell(packed(u32_at(data, 6)?), style(4)?),
        kind::BOOL_ERR if data.get(7)? == &1 => failed(*data.get(6)?),
        kind::BOOL_ERR => boolean(*data.get(6)?),
        kind::MUL_RK => return row_of_numbers(data, globals),
        _ => return Some(Vec::new()),
    };
    Some(vec![(place(data)?, cell)])
}

/// Returns the cells of a record that has the numbers of several ones side by side.
fn row_of_numbers(data: &[u8], globals: &Globals) -> Option<Vec<((usize, usize), GridCell)>> {
    let (row, column) = place(data)?;
    let numbers = data.get(4..data.len().checked_sub(2)?)?.chunks_exact(6);
    let cells = numbers.zip(column..).map(|(number, column)| {
        let cell = globals.formats.cell(packed(u32_at(number, 2)?), usize::from(u16_at(number, 0)?));
        Some(((row, column), cell))
    });
    cells.collect()
}

/// Returns the stored result of a formula.
fn formula(data: &[u8], globals: &Globals) -> Option<GridCell> {
    /// The bits that leave the result to be computed when the workbook is opened.
    const STALE: u16 = 0x0003;
    let result = data.get(6..14)?;
    if result[6..] != [0xff, 0xff] {
        let number = f64_at(result, 0)?;
        // A program that does not compute stores 0.
        let is_stale = number == 0.0 && u16_at(data, 14)? & STALE != 0;
        let cell = || Some(globals.formats.cell(number, usize::from(u16_at(data, 4)?)));
        return if is_stale { Some(GridCell::fault(CellFault::NoResult, "")) } else { cell() };
    }
    Some(match result[0] {
        1 => boolean(result[2]),
        2 => failed(result[2]),
        // A text that follows, or an empty one, which programs also store that do not compute.
        _ => GridCell::fault(CellFault::NoResult, ""),
    })
}

fn boolean(value: u8) -> GridCell {
    GridCell::text(if value == 0 { "FALSE" } else { "TRUE" })
}

fn failed(code: u8) -> GridCell {
    let name = match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    };
    GridCell::fault(CellFault::Failed, name)
}

/// Returns a number that is packed into four bytes: whole or not, and perhaps a hundredfold.
fn packed(bits: u32) -> f64 {
    let number =
        if bits & 2 == 0 { f64::from_bits(u64::from(bits & !3) << 32) } else { f64::from(bits.cast_signed() >> 2) };
    if bits & 1 == 0 { number } else { number / 100.0 }
}

/// Adds the blocks of merged cells in a record; none if it is damaged.
fn merge(grid: &mut Grid, data: &[u8]) -> Option<Result<(), Unreadable>> {
    for block in data.get(2..)?.chunks_exact(8).take(usize::from(u16_at(data, 0)?)) {
        let at = |at: usize| u16_at(block, at).map(usize::from);
        let (rows, columns) = ((at(0)? + 1, at(2)? + 1), (at(4)?, at(6)?));
        if rows.0 > rows.1 || columns.0 > columns.1 {
            return None;
        }
        if let Err(error) = grid.merge(Block { rows, columns }) {
            return Some(Err(error));
        }
    }
    Some(Ok(()))
}
