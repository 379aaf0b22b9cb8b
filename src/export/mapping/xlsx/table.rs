//! A table as a sheet, or as a part of one.

use std::collections::HashMap;

use rust_xlsxwriter::{Color, Format, FormatBorder, Workbook, Worksheet, XlsxError};

use crate::model::{Availability, Status};

use super::super::super::xlsx::heights::{row_height, spread};
use super::super::super::xlsx::style;
use super::super::column::{Column, Place, Row, Value};
use super::paper::print;

/// Adds the sheet of a table.
///
/// # Errors
///
/// If a limit of workbooks is broken.
pub(in crate::export) fn add<R: Row>(
    workbook: &mut Workbook,
    rows: &[R],
    columns: &[&'static Column<R>],
    footer: &str,
) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(R::NAME)?;
    for (column, at) in columns.iter().zip(0..) {
        sheet.set_column_width(at, column.width)?;
        if column.place == Place::Hidden {
            sheet.set_column_hidden(at)?;
        }
    }
    let end = write(sheet, 0, columns, rows)?;
    sheet.autofilter(0, 0, end - 1, u16::try_from(columns.len() - 1).unwrap_or(u16::MAX))?;
    sheet.set_freeze_panes(1, R::FROZEN)?;
    sheet.set_repeat_rows(0, 0)?;
    print(sheet, columns, end - 1, footer)
}

/// Writes head and rows of a table from a row of a sheet on; returns the row behind it.
///
/// # Errors
///
/// If a limit of workbooks is broken.
pub(super) fn write<R: Row>(
    sheet: &mut Worksheet,
    first: u32,
    columns: &[&'static Column<R>],
    rows: &[R],
) -> Result<u32, XlsxError> {
    let titles = columns.iter().map(|column| (column.title.to_owned(), column.width));
    sheet.set_row_height(first, row_height(titles))?;
    for (column, at) in columns.iter().zip(0..) {
        sheet.write_string_with_format(first, at, column.title, &style::head(false))?;
    }
    let looks = Looks::new();
    let mut at = first + 1;
    for group in rows.chunk_by(|one, other| one.group() == other.group()) {
        let cells = cells(columns, group);
        for (index, (row, texts)) in group.iter().zip(cells).enumerate() {
            write_row(sheet, at, (columns, row, &texts), looks.of(index == 0))?;
            at += 1;
        }
    }
    Ok(at)
}

/// Returns the texts of the rows about one record. Long ones stand in the first row, and as far as no row can be so high, in
/// the next ones.
fn cells<R: Row>(columns: &[&'static Column<R>], group: &[R]) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = vec![Vec::new(); group.len()];
    for column in columns {
        let text = |row: &R| (column.value)(row).text();
        let texts = match (column.place, group.first()) {
            (Place::Once, Some(first)) => spread(&text(first), column.width, group.len()),
            _ => group.iter().map(text).collect(),
        };
        rows.iter_mut().zip(texts).for_each(|(row, text)| row.push(text));
    }
    rows
}

fn write_row<R: Row>(
    sheet: &mut Worksheet,
    at: u32,
    (columns, row, texts): (&[&'static Column<R>], &R, &[String]),
    look: &Look,
) -> Result<(), XlsxError> {
    // What is on the screen only may be cut: it is there to be looked up, and must not push the rest apart.
    let shown = columns.iter().zip(texts).filter(|(column, _)| column.place.is_printed());
    sheet.set_row_height(at, row_height(shown.map(|(column, text)| (text.clone(), column.width))))?;
    for ((column, text), number) in columns.iter().zip(texts).zip(0..) {
        match (column.value)(row) {
            Value::Number(count) => {
                let count = f64::from(u32::try_from(count).unwrap_or(u32::MAX));
                sheet.write_number_with_format(at, number, count, &look.number)?
            }
            Value::Named(code, _) => {
                let format = look.named.get(code).unwrap_or(&look.text);
                sheet.write_string_with_format(at, number, text, format)?
            }
            _ => sheet.write_string_with_format(at, number, text, &look.text)?,
        };
    }
    Ok(())
}

/// The styles of the cells of a row.
struct Look {
    text: Format,
    number: Format,
    /// Those of values of lists, by their codes.
    named: HashMap<&'static str, Format>,
}

/// The styles of cells, made once: those of the first row about a record have a line above them.
struct Looks {
    first: Look,
    other: Look,
}

impl Looks {
    fn new() -> Self {
        let line = |format: Format| format.set_border_top(FormatBorder::Medium);
        Self { first: Look::new(line), other: Look::new(|format| format) }
    }

    fn of(&self, is_first: bool) -> &Look {
        if is_first { &self.first } else { &self.other }
    }
}

impl Look {
    fn new(finish: fn(Format) -> Format) -> Self {
        let statuses = Status::ALL.iter().filter_map(|one| Some((one.code(), style::status(*one)?)));
        let availabilities = Availability::ALL.iter().filter_map(|one| Some((one.code(), availability(*one)?)));
        let named = statuses.chain(availabilities).map(|(code, format)| (code, finish(style::cell().merge(&format))));
        Self { text: finish(style::cell()), number: finish(style::number()), named: named.collect() }
    }
}

/// Returns what an availability adds to the style of its cell: the more Microsoft does, the darker. The word says it too.
fn availability(availability: Availability) -> Option<Format> {
    let fill = |rgb| Some(Format::new().set_background_color(Color::RGB(rgb)));
    match availability {
        Availability::Provided => fill(0x00BD_D7EE),
        Availability::Partial => fill(0x00DD_EBF7),
        Availability::Customer => fill(0x00FF_F2CC),
        Availability::NotApplicable | Availability::Unknown => None,
    }
}
