//! How the columns of a sheet fit on paper: A4, landscape.
//!
//! Spreadsheet programs make a sheet as small as is needed for it to be as many pages wide as it shall be, and then pass over
//! page breaks. So the widths of the columns alone decide how small it gets.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::super::super::xlsx::style;
use super::super::column::{Column, Row};

/// The margins at the sides in inches: as narrow as any printer can do.
const SIDE: f64 = 0.25;

/// Returns how many columns of a table are printed; they are the first ones.
pub(super) fn printed<R: Row>(columns: &[&'static Column<R>]) -> u16 {
    let printed = columns.iter().filter(|one| one.place.is_printed()).count();
    u16::try_from(printed).unwrap_or(u16::MAX)
}

/// Sets a sheet up for printing, up to a row: its head, and the first columns if there are several, on every page.
pub(super) fn print<R: Row>(
    sheet: &mut Worksheet,
    columns: &[&'static Column<R>],
    last: u32,
    footer: &str,
) -> Result<(), XlsxError> {
    style::print(sheet, footer);
    sheet.set_margins(SIDE, SIDE, -1.0, -1.0, -1.0, -1.0);
    sheet.set_landscape().set_print_area(0, 0, last, printed(columns).saturating_sub(1))?;
    if R::PAGES > 1 {
        // Down last, so that the pages of one row follow each other.
        sheet.set_print_fit_to_pages(R::PAGES, 0).set_page_order(false).set_repeat_columns(0, R::FROZEN - 1)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::super::tables::{EditionRow, MeasureRow, ProductRow, RiskRow};
    use super::super::super::testing::sample;
    use super::*;

    /// The smallest letters that are read without effort are of 8 points. Programs may differ by 2 %.
    const READABLE: f64 = 8.0 * 1.02;
    /// The width that can be printed on, in pixels of the screen: A4 without the margins of the sheets.
    const PAGE: f64 = (297.0 / 25.4 - 2.0 * SIDE) * 96.0;

    /// The width of a digit in pixels, by which columns are measured: LibreOffice takes it as it is, Excel rounds it down.
    const DIGIT: f64 = 7.44;
    /// The space beside the text of a column in pixels.
    const PADDING: f64 = 5.0;

    /// Returns the height of letters on paper in points: programs make sheets smaller by whole percents.
    fn letters<R: Row>(columns: &[&'static Column<R>]) -> f64 {
        let pixels = |column: &Column<R>| column.width * DIGIT + PADDING;
        let widths: Vec<f64> = columns[..printed(columns).into()].iter().map(|column| pixels(column)).collect();
        let sum = |widths: &[f64]| widths.iter().sum::<f64>();
        let first = || usize::from(R::FROZEN)..=widths.len();
        let widest = |at: usize| sum(&widths[..at]).max(sum(&widths[..R::FROZEN.into()]) + sum(&widths[at..]));
        let page = if R::PAGES == 1 { sum(&widths) } else { first().map(widest).fold(f64::INFINITY, f64::min) };
        style::SIZE * (PAGE / page * 100.0).floor().min(100.0) / 100.0
    }

    #[test]
    fn every_sheet_can_be_read_on_a4() {
        let letters = [
            letters(&sample(true).clause_columns()),
            letters(&sample(false).clause_columns()),
            letters(&RiskRow::columns()),
            letters(&ProductRow::columns()),
            letters(&MeasureRow::columns()),
            letters(&EditionRow::columns()),
        ];
        assert!(letters.iter().all(|size| *size >= READABLE), "{letters:?}");
    }
}
