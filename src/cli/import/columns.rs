//! How the columns of a mapping table were read, as tables: the columns of each sheet, and what was read in the first rows.

use crate::import::mapping::{ColumnPreview, MappingPreview, RowPreview, SheetPreview};
use crate::language::t;
use crate::workspace::packs::{UNSURE_MEANS, column_title, reason_shown, role_shown, row_found, sheet_title};

use super::super::output::{Output, Stop};
use super::super::table::{line, widths};

/// How many rows of each sheet are shown.
const ROWS: usize = 4;

/// Prints how the sheets that are read were read.
pub(super) fn print(table: &MappingPreview, out: &mut Output<'_>) -> Result<(), Stop> {
    let read: Vec<&SheetPreview> = table.sheets.iter().filter(|sheet| sheet.is_read).collect();
    read.iter().try_for_each(|sheet| print_sheet(sheet, out))?;
    let is_unsure = read.iter().flat_map(|sheet| &sheet.columns).any(ColumnPreview::is_unsure);
    if is_unsure { out.indented(2, t(UNSURE_MEANS)) } else { Ok(()) }
}

fn print_sheet(sheet: &SheetPreview, out: &mut Output<'_>) -> Result<(), Stop> {
    out.heading(&sheet_title(sheet))?;
    let rows: Vec<[String; 4]> = sheet
        .columns
        .iter()
        .map(|column| [column.letters.clone(), column_title(column), role_shown(column), reason_shown(column)])
        .collect();
    let screen = out.screen;
    let widths = widths(&rows, screen);
    rows.iter().try_for_each(|row| out.indented(2, &line(row, &widths, screen)))?;
    sheet.rows.iter().take(ROWS).try_for_each(|row| print_row(row, out))
}

/// Prints what was read in a row, and below it what is odd.
fn print_row(row: &RowPreview, out: &mut Output<'_>) -> Result<(), Stop> {
    out.indented(4, &format!("{}: {}", row.place, row_found(row)))?;
    row.odd.iter().try_for_each(|odd| out.indented(6, odd))
}
