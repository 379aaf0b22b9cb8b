//! The sheet of a volume, which people fill in.

use jiff::civil::Date;
use rust_xlsxwriter::{Format, ProtectionOptions, Workbook, Worksheet, XlsxError};

use crate::sheet::{AnswerField, Cell, Column, Escaping};

use super::super::cell::columns;
use super::super::report::{Report, ReportRow};
use super::heights::row_height;
use super::{rules, style};

/// The first date that is the same number in every spreadsheet program. Earlier ones are written as texts.
const FIRST_DATE: Date = Date::constant(1900, 3, 1);

/// Adds the sheet of a volume with these rows of the report.
///
/// # Errors
///
/// If a limit of workbooks is broken.
pub(super) fn add(workbook: &mut Workbook, name: &str, report: &Report, rows: &[&ReportRow]) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(name)?;
    let columns = columns(rows.iter().copied()).into_iter().filter(|column| column.is_of_volume());
    let columns: Vec<(u16, Column)> = (0..).zip(columns).collect();
    write_head(sheet, &columns)?;
    let looks = Looks::new();
    for (row, number) in rows.iter().zip(1..) {
        let cell = |column| row.cell(column, report, Escaping::None);
        write_row(sheet, (number, row), &columns, (&cell, &looks))?;
    }
    let last = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    rules::add(sheet, last, &columns)?;
    sheet.set_freeze_panes(1, 2)?;
    sheet.autofilter(0, 0, last, columns.last().map_or(0, |(number, _)| *number))?;
    sheet.protect_with_options(&protection());
    sheet.set_landscape().set_repeat_rows(0, 0)?;
    // On paper what people read; with every column the letters would be too small to.
    sheet.set_print_area(0, at(&columns, Column::Label), last, at(&columns, Column::Field(AnswerField::Reason)))?;
    style::print(sheet, &report.name);
    Ok(())
}

/// Returns the number of a column of the sheet.
fn at(columns: &[(u16, Column)], wanted: Column) -> u16 {
    columns.iter().find(|(_, one)| *one == wanted).map_or(0, |(number, _)| *number)
}

fn write_head(sheet: &mut Worksheet, columns: &[(u16, Column)]) -> Result<(), XlsxError> {
    sheet.set_row_height(0, 30)?;
    for (number, column) in columns.iter().copied() {
        sheet.write_string_with_format(0, number, column.title(), &style::head(column.is_editable()))?;
        sheet.set_column_width(number, column.width())?;
        if column == Column::Fingerprint {
            sheet.set_column_hidden(number)?;
        }
    }
    Ok(())
}

fn write_row(
    sheet: &mut Worksheet,
    (number, row): (u32, &ReportRow),
    columns: &[(u16, Column)],
    (cell, looks): (&dyn Fn(Column) -> String, &Looks),
) -> Result<(), XlsxError> {
    let shown = columns.iter().filter(|(_, column)| *column != Column::Fingerprint);
    sheet.set_row_height(number, row_height(shown.map(|(_, column)| (cell(*column), column.width()))))?;
    for (at, column) in columns.iter().copied() {
        let look = looks.of(column, row.left_out.is_empty());
        let day = column.field().and_then(|field| row.answers.get(field).day());
        match day.filter(|day| *day >= FIRST_DATE) {
            Some(day) => sheet.write_datetime_with_format(number, at, day, look)?,
            None => sheet.write_string_with_format(number, at, cell(column), look)?,
        };
    }
    Ok(())
}

/// The styles of cells, made once.
struct Looks {
    counted: [Format; 3],
    left_out: [Format; 3],
}

impl Looks {
    fn new() -> Self {
        let counted = [style::cell(), style::editable(), style::editable_date()];
        Self { left_out: counted.clone().map(style::faint), counted }
    }

    fn of(&self, column: Column, is_counted: bool) -> &Format {
        let [locked, editable, date] = if is_counted { &self.counted } else { &self.left_out };
        match column.field().map(AnswerField::cell) {
            Some(Cell::Day) => date,
            Some(Cell::Choice(_) | Cell::Maybe(_) | Cell::Text) => editable,
            None => locked,
        }
    }
}

fn protection() -> ProtectionOptions {
    ProtectionOptions {
        sort: true,
        use_autofilter: true,
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::new()
    }
}
