//! Rules of a sheet: what people may fill in, and which cells are highlighted.

use jiff::civil::Date;
use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, ConditionalFormatFormula, DataValidation, DataValidationRule,
    Worksheet, XlsxError, utility,
};

use crate::model::{Grade, Review, Status, Verdict};
use crate::sheet::{AnswerField, Cell, Column, NOTE_LIMIT, is_open};

use super::style;

const FIRST_DAY: Date = Date::constant(2000, 1, 1);
const LAST_DAY: Date = Date::constant(2999, 12, 31);

/// Adds drop-downs, checks and highlighting to the rows from 1 to `last`.
///
/// # Errors
///
/// If the library rejects a rule.
pub(super) fn add(sheet: &mut Worksheet, last: u32, columns: &[(u16, Column)]) -> Result<(), XlsxError> {
    if last == 0 {
        return Ok(());
    }
    let status = place_of_status(columns);
    for (number, column) in columns.iter().copied() {
        if let Some(check) = check(column)? {
            sheet.add_data_validation(1, number, last, number, &check)?;
        }
        for mark in marks(column, number, status) {
            match mark {
                CellRule::Value(rule) => sheet.add_conditional_format(1, number, last, number, &rule)?,
                CellRule::Formula(rule) => sheet.add_conditional_format(1, number, last, number, &rule)?,
            };
        }
    }
    Ok(())
}

/// Returns the check of a column; none for columns that people do not fill in.
fn check(column: Column) -> Result<Option<DataValidation>, XlsxError> {
    let check = DataValidation::new();
    let check = match column.field().map(AnswerField::cell) {
        Some(Cell::Choice(names) | Cell::Maybe(names)) => list(check, &names())?,
        Some(Cell::Day) => check
            .allow_date(DataValidationRule::Between(FIRST_DAY, LAST_DAY))
            .set_error_title(column.title())?
            .set_error_message("日付を 2027-03-31 のように入れてください。消すときは空にします。")?,
        Some(Cell::Text) => check
            .allow_text_length(DataValidationRule::LessThanOrEqualTo(u32::try_from(NOTE_LIMIT).unwrap_or(u32::MAX)))
            .set_error_title(column.title())?
            .set_error_message(format!("{NOTE_LIMIT} 字までにしてください。"))?,
        None => return Ok(None),
    };
    Ok(Some(check))
}

fn list(check: DataValidation, names: &[&str]) -> Result<DataValidation, XlsxError> {
    check
        .allow_list_strings(names)?
        .set_error_title("一覧から選んでください")?
        .set_error_message(format!("{} のどれかにしてください。", names.join("・")))
}

enum CellRule {
    Value(ConditionalFormatCell),
    Formula(ConditionalFormatFormula),
}

/// Returns the rules that highlight cells of a column.
fn marks(column: Column, number: u16, status: u16) -> Vec<CellRule> {
    match column {
        Column::Field(AnswerField::Status) => Status::ALL
            .iter()
            .filter_map(|status| style::status(*status).map(|format| equal_to(status.name(), format)))
            .collect(),
        Column::Field(AnswerField::Verdict) => vec![
            equal_to(Verdict::Nonconform.name(), style::alarm()),
            equal_to(Verdict::Partial.name(), style::status(Status::Doing).unwrap_or_default()),
            equal_to(Verdict::Conform.name(), style::status(Status::Done).unwrap_or_default()),
        ],
        Column::Field(AnswerField::Due) => vec![CellRule::Formula(overdue(number, status))],
        Column::Conflicts => {
            let rule = format!("=LEN({})>0", first_cell(number));
            vec![CellRule::Formula(ConditionalFormatFormula::new().set_rule(rule.as_str()).set_format(style::alarm()))]
        }
        Column::Field(AnswerField::Grade) => vec![equal_to(Grade::Major.name(), style::alarm())],
        Column::Field(AnswerField::Review) => vec![equal_to(Review::Returned.name(), style::alarm())],
        Column::Field(_) => Vec::new(),
        Column::Id | Column::Volume | Column::Chapter | Column::Label | Column::Title | Column::Gist => Vec::new(),
        Column::Original | Column::Party | Column::Evidence | Column::Remark | Column::Pack => Vec::new(),
        Column::ChangedAt | Column::ChangedBy | Column::Fingerprint => Vec::new(),
    }
}

fn place_of_status(columns: &[(u16, Column)]) -> u16 {
    let is_status = |(_, column): &&(u16, Column)| *column == Column::Field(AnswerField::Status);
    columns.iter().find(is_status).map_or(0, |(number, _)| *number)
}

fn equal_to(name: &str, format: rust_xlsxwriter::Format) -> CellRule {
    let rule = ConditionalFormatCellRule::EqualTo(name.to_owned());
    CellRule::Value(ConditionalFormatCell::new().set_rule(rule).set_format(format))
}

/// Returns the rule of [`Answers::is_overdue`](crate::sheet::Answers::is_overdue) as a formula.
fn overdue(number: u16, status: u16) -> ConditionalFormatFormula {
    let (due, status) = (first_cell(number), first_cell(status));
    let closed = Status::ALL.iter().filter(|closed| !is_open(**closed));
    let is_open: String = closed.map(|closed| format!(",{status}<>\"{}\"", closed.name())).collect();
    let rule = format!("=AND(ISNUMBER({due}),{due}<TODAY(){is_open})");
    ConditionalFormatFormula::new().set_rule(rule.as_str()).set_format(style::alarm())
}

/// Returns the address of a column's first cell, fixed to the column: `$F2`.
fn first_cell(number: u16) -> String {
    format!("${}2", utility::column_number_to_name(number))
}
