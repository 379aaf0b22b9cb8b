//! The first sheet: facts about the worklist, and its progress.

use rust_xlsxwriter::{
    Chart, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartPatternFill, ChartPatternFillType,
    ChartSolidFill, ChartType, Color, ConditionalFormatDataBar, ConditionalFormatType, Workbook, Worksheet, XlsxError,
};

use crate::clock;
use crate::model::Status;
use crate::sheet::{Tally, terms};

use super::super::report::{Heading, Report};
use super::heights::row_height;
use super::style;

pub(super) const NAME: &str = "進捗";
/// Titles of columns in a table of counts; the statuses are between them.
const PERCENT: &str = "完了率";
/// Statuses in the order in which a bar shows them.
const STATUSES: [Status; 5] = [Status::Done, Status::Doing, Status::Recheck, Status::Todo, Status::Na];
/// Columns: title, how many are counted, one per status, percent.
const FIRST_STATUS: u16 = 2;
const PERCENT_AT: u16 = FIRST_STATUS + STATUSES.len() as u16;
/// Height of the title of a table in points.
const SUBTITLE_HEIGHT: f64 = 20.0;
/// Rows above the lines of a table: an empty row, the title, the titles of columns.
const ABOVE_LINES: u32 = 3;
const TITLE_WIDTH: f64 = 62.0;
const COUNT_WIDTH: f64 = 9.0;
/// Width of all columns together.
const FACT_WIDTH: f64 = TITLE_WIDTH + COUNT_WIDTH * PERCENT_AT as f64;
/// The default height of a row, in pixels.
const ROW_PIXELS: u32 = 20;
/// The size of the chart in pixels: as wide as the table, with extra height for each bar.
const CHART_WIDTH: u32 = 900;
const CHART_HEIGHT: u32 = 130;
const BAR_HEIGHT: u32 = 32;

/// Adds the sheet.
///
/// # Errors
///
/// If a limit of workbooks is broken.
pub(super) fn add(workbook: &mut Workbook, report: &Report) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(NAME)?;
    sheet.set_screen_gridlines(false).set_portrait();
    sheet.set_column_width(0, TITLE_WIDTH)?;
    for column in 1..=PERCENT_AT {
        sheet.set_column_width(column, COUNT_WIDTH)?;
    }
    let next = write_facts(sheet, report)?;
    let volumes = lines(report, 1);
    let total = ("合計".to_owned(), report.total);
    let first = next + ABOVE_LINES;
    let next = write_table(sheet, next, "編ごと", volumes.iter().chain([&total]))?;
    let next = insert_chart(sheet, next, first, volumes.len())?;
    write_table(sheet, next, "章ごと", lines(report, 2).iter())?;
    style::print(sheet, &report.name);
    Ok(())
}

/// Writes title and facts; returns the next free row.
fn write_facts(sheet: &mut Worksheet, report: &Report) -> Result<u32, XlsxError> {
    sheet.write_string_with_format(0, 0, format!("点検の進捗 {}", style::text(&report.name)), &style::title())?;
    let facts = [
        ("範囲", report.part_sentence().unwrap_or_default()),
        ("施設", report.facility.clone()),
        ("版", report.editions.line.clone()),
        ("参照パターン", report.pattern.clone()),
        (terms::COUNTED_PARTIES, report.parties.join("・")),
    ];
    let made = [
        ("作成", format!("{} {}", clock::local(report.made_at), report.made_by)),
        ("注意", "件数は作成した時点のものです。条項の文は tenken による要約で、原文ではありません。".to_owned()),
    ];
    let facts: Vec<_> = facts.into_iter().chain(report.facts()).chain(made).collect();
    let mut row = 2;
    for (name, fact) in facts.iter().filter(|(_, fact)| !fact.is_empty()) {
        let line = format!("{name}:  {}", style::text(fact).replace('\n', " "));
        sheet.merge_range(row, 0, row, PERCENT_AT, &style::text(&line), &style::base().set_text_wrap())?;
        sheet.set_row_height(row, row_height([(line, FACT_WIDTH)].into_iter()))?;
        row += 1;
    }
    Ok(row)
}

/// Returns the headings of a depth with their counts. The name of a volume has that of its guideline before it if there
/// are several guidelines; the name of a chapter has that of its volume.
fn lines(report: &Report, depth: usize) -> Vec<(String, Tally)> {
    let has_several = report.headings.iter().filter(|heading| heading.depth == 0).count() > 1;
    let (mut guideline, mut above) = (String::new(), String::new());
    let mut lines = Vec::new();
    for heading in &report.headings {
        match heading.depth {
            0 if has_several => guideline = format!("{} ", short_name(report, heading)),
            1 => above = format!("{guideline}{}", heading.title),
            _ => {}
        }
        if heading.depth == depth {
            let name = if depth == 1 { above.clone() } else { format!("{above}  {}", heading.title) };
            lines.push((name, heading.counts));
        }
    }
    lines
}

/// Returns the short name of a guideline, as its rows have it, or else its title.
fn short_name<'a>(report: &'a Report, guideline: &'a Heading) -> &'a str {
    let is_of = |id: &str| id.strip_prefix(guideline.id.as_str()).is_some_and(|rest| rest.starts_with('.'));
    report.rows.iter().find(|row| is_of(&row.id)).map_or(&guideline.title, |row| &row.guideline)
}

/// Writes a table of counts below its title, from a row on; returns the next free row.
fn write_table<'a>(
    sheet: &mut Worksheet,
    row: u32,
    title: &str,
    lines: impl Iterator<Item = &'a (String, Tally)>,
) -> Result<u32, XlsxError> {
    sheet.set_row_height(row + 1, SUBTITLE_HEIGHT)?;
    sheet.write_string_with_format(row + 1, 0, title, &style::subtitle())?;
    let heads =
        [title.trim_end_matches("ごと"), terms::COUNTED].into_iter().chain(STATUSES.map(Status::name)).chain([PERCENT]);
    for (column, head) in (0..).zip(heads) {
        sheet.write_string_with_format(row + 2, column, head, &style::head(false))?;
    }
    let mut next = row + ABOVE_LINES;
    for (name, counts) in lines {
        write_line(sheet, next, name, counts)?;
        next += 1;
    }
    if next > row + ABOVE_LINES {
        sheet.add_conditional_format(row + ABOVE_LINES, PERCENT_AT, next - 1, PERCENT_AT, &bar())?;
    }
    Ok(next)
}

fn write_line(sheet: &mut Worksheet, row: u32, name: &str, counts: &Tally) -> Result<(), XlsxError> {
    let name = style::text(name);
    sheet.set_row_height(row, row_height([(name.clone(), TITLE_WIDTH)].into_iter()))?;
    sheet.write_string_with_format(row, 0, name, &style::cell())?;
    sheet.write_number_with_format(row, 1, number(counts.applicable()), &style::number())?;
    for (column, status) in (FIRST_STATUS..).zip(STATUSES) {
        sheet.write_number_with_format(row, column, number(counts.of(status)), &style::number())?;
    }
    // Rounded as in every other report: 100% means that everything is done.
    sheet.write_number_with_format(row, PERCENT_AT, number(counts.percent()) / 100.0, &style::percent())?;
    Ok(())
}

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// A bar behind a share, as long as the cell at 100%.
fn bar() -> ConditionalFormatDataBar {
    ConditionalFormatDataBar::new()
        .set_minimum(ConditionalFormatType::Number, 0)
        .set_maximum(ConditionalFormatType::Number, 1)
        .set_fill_color(Color::RGB(0x0063_BE7B))
        .set_solid_fill(true)
}

/// Inserts bars of the volumes in the table from row `first` on; returns the next free row.
fn insert_chart(sheet: &mut Worksheet, row: u32, first: u32, volumes: usize) -> Result<u32, XlsxError> {
    let Some(last) = u32::try_from(volumes).ok().filter(|volumes| *volumes > 0).map(|volumes| first + volumes - 1)
    else {
        return Ok(row);
    };
    let mut chart = Chart::new(ChartType::BarStacked);
    for (column, status) in (FIRST_STATUS..).zip(STATUSES).filter(|(_, status)| *status != Status::Na) {
        chart
            .add_series()
            .set_name(status.name())
            .set_categories((NAME, first, 0, last, 0))
            .set_values((NAME, first, column, last, column))
            .set_format(&mut look(status))
            .set_gap(50);
    }
    chart.title().set_name("編ごとの件数 (対象外を除く)").set_font(ChartFont::new().set_size(11));
    // The first volume is at the top, as in the table.
    chart.y_axis().set_reverse();
    chart.x_axis().set_num_format("0").set_major_gridlines_line(ChartLine::new().set_color(Color::RGB(0x00D9_D9D9)));
    chart.legend().set_position(ChartLegendPosition::Bottom);
    let height = CHART_HEIGHT + BAR_HEIGHT * (last - first + 1);
    chart.set_width(CHART_WIDTH).set_height(height).set_alt_text("編ごとの状態の件数を横棒で示す");
    sheet.insert_chart(row + 1, 0, &chart)?;
    Ok(row + 2 + height.div_ceil(ROW_PIXELS))
}

/// Returns the look of a status in a bar: from dark to light, so that it prints in black and white.
fn look(status: Status) -> ChartFormat {
    let mut format = ChartFormat::new();
    let solid = |rgb: u32| ChartSolidFill::new().set_color(Color::RGB(rgb)).clone();
    match status {
        Status::Done => format.set_solid_fill(&solid(0x0021_6E39)),
        Status::Doing => format.set_solid_fill(&solid(0x006C_A6D9)),
        Status::Recheck => format.set_pattern_fill(
            ChartPatternFill::new()
                .set_pattern(ChartPatternFillType::DiagonalStripesWideUpwards)
                .set_foreground_color(Color::RGB(0x00D9_7B29))
                .set_background_color(Color::White),
        ),
        Status::Todo | Status::Na => format.set_solid_fill(&solid(0x00DD_DDDD)),
    };
    format
}
