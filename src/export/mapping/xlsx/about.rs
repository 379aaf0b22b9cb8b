//! The sheet about the tables: what they are and are not, which editions they are of, what the words mean.

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::super::super::xlsx::heights::row_height;
use super::super::super::xlsx::style;
use super::super::column::Row;
use super::super::tables::{ClauseRow, ControlMapping, EditionRow, MeasureRow, ProductRow, RiskRow, WordRow};
use super::paper::{print, printed};
use super::table::write;

const NAME: &str = "凡例と注意";
/// The title of the table of editions that the catalog knows of, without any clauses.
const BARE: &str = "版だけを収めているもの";
/// Height of the title of a table in points.
const SUBTITLE_HEIGHT: f64 = 20.0;

/// What each sheet holds.
const SHEETS: [(&str, &str); 4] = [
    (
        ClauseRow::NAME,
        "条項と製品の組ごとに 1 行です。製品のない条項も 1 行あります。要約などの長い文は、条項の最初の行だけにあります。",
    ),
    (
        RiskRow::NAME,
        "リスクと製品の組ごとに 1 行です。予防、検知、対応、復旧の順に並びます。シナリオなどの長い文は、リスクの最初の行だけにあり、入りきらなければ次の行に続きます。",
    ),
    (ProductRow::NAME, "製品ごとに、その製品が当たる条項とリスクを挙げます。同じ対応を製品の側から見たものです。"),
    (
        MeasureRow::NAME,
        "Microsoft 自身が行うことと、それを裏付ける監査報告の組ごとに 1 行です。監査報告のない措置も 1 行あります。",
    ),
];

/// Adds the sheet.
///
/// # Errors
///
/// If a limit of workbooks is broken.
pub(super) fn add(workbook: &mut Workbook, mapping: &ControlMapping) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(NAME)?.set_screen_gridlines(false);
    let columns = EditionRow::columns();
    for (column, at) in columns.iter().zip(0..) {
        sheet.set_column_width(at, column.width)?;
    }
    sheet.write_string_with_format(0, 0, super::TITLE, &style::title())?;
    let mut row = write_lines(sheet, 2, &lines(mapping))?;
    let (held, bare): (Vec<EditionRow>, Vec<EditionRow>) =
        mapping.editions.iter().cloned().partition(|edition| edition.clauses > 0);
    for (title, editions) in [(EditionRow::NAME, held), (BARE, bare)].into_iter().filter(|(_, rows)| !rows.is_empty()) {
        row = write_title(sheet, row, title)?;
        row = write(sheet, row, &columns, &editions)?;
    }
    row = write_title(sheet, row, WordRow::NAME)?;
    row = write(sheet, row, &WordRow::columns(), &mapping.words)?;
    print(sheet, &columns, row - 1, &versions(mapping))
}

/// Returns what the tables were made from, on one line.
pub(super) fn versions(mapping: &ControlMapping) -> String {
    mapping.versions.versions()
}

fn lines(mapping: &ControlMapping) -> Vec<String> {
    let answers = mapping.worklist.iter().map(|name| format!("状態・判定・メモは、点検票「{name}」のものです。"));
    let sheets = SHEETS.map(|(name, what)| format!("「{name}」 {what}"));
    let made = format!("作成: {}", versions(mapping));
    let first = mapping.part_sentence().into_iter().chain(mapping.notes.iter().cloned()).chain(answers);
    first.chain([made, String::new()]).chain(sheets).collect()
}

/// Writes lines across the sheet, from a row on; returns the next one.
fn write_lines(sheet: &mut Worksheet, first: u32, lines: &[String]) -> Result<u32, XlsxError> {
    let columns = EditionRow::columns();
    let last = printed(&columns).saturating_sub(1);
    let width = columns.iter().take(usize::from(last) + 1).map(|column| column.width).sum();
    let look = style::base().set_text_wrap();
    let mut row = first;
    for line in lines.iter().map(|line| style::text(line)) {
        sheet.merge_range(row, 0, row, last, &line, &look)?;
        sheet.set_row_height(row, row_height([(line, width)].into_iter()))?;
        row += 1;
    }
    Ok(row)
}

/// Writes the title of a table below an empty row; returns the next one.
fn write_title(sheet: &mut Worksheet, row: u32, title: &str) -> Result<u32, XlsxError> {
    sheet.set_row_height(row + 1, SUBTITLE_HEIGHT)?;
    sheet.write_string_with_format(row + 1, 0, title, &style::subtitle())?;
    Ok(row + 2)
}
