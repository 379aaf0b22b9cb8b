//! Workbooks for tests below the layer that writes them.

use rust_xlsxwriter::{Format, Workbook};

/// What stands in a cell.
pub(crate) enum Put<'t> {
    /// A text.
    Text(&'t str),
    /// A number as it is.
    Number(f64),
    /// The number of a day, shown as one.
    Day(f64),
}

/// Merged cells: first and last row, first and last column, and their text.
pub(crate) type Merged<'t> = ((u32, u32), (u16, u16), &'t str);

/// Returns a workbook of one sheet; rows and columns count from 0.
pub(crate) fn workbook(name: &str, cells: &[(u32, u16, Put<'_>)], merged: &[Merged<'_>]) -> Vec<u8> {
    let mut book = Workbook::new();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let sheet = book.add_worksheet().set_name(name).unwrap();
    for (rows, columns, text) in merged {
        sheet.merge_range(rows.0, columns.0, rows.1, columns.1, text, &Format::new()).unwrap();
    }
    for (row, column, put) in cells {
        match put {
            Put::Text(text) => sheet.write(*row, *column, *text),
            Put::Number(number) => sheet.write(*row, *column, *number),
            Put::Day(number) => sheet.write_with_format(*row, *column, *number, &day),
        }
        .unwrap();
    }
    book.save_to_buffer().unwrap()
}
