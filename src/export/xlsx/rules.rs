//! Rules of a sheet: what people may fill in, and which cells are highlighted.

use jiff::civil::Date;
use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, ConditionalFormatFormula, DataValidation, DataValidationRule,
    Worksheet, XlsxError, utility,
};

use crate::model::{Grade, Review, Status, Verdict};
use crate::sheet::{AnswerField, Answers, Cell, Column, DeadlineKind, NOTE_LIMIT};

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
    for (number, column) in columns.iter().copied() {
        if let Some(check) = check(column)? {
            sheet.add_data_validation(1, number, last, number, &check)?;
        }
        for mark in marks(column, number, columns) {
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
fn marks(column: Column, number: u16, columns: &[(u16, Column)]) -> Vec<CellRule> {
    if let Some(kind) = column.field().and_then(DeadlineKind::of) {
        return vec![CellRule::Formula(overdue(number, kind, columns))];
    }
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

fn equal_to(name: &str, format: rust_xlsxwriter::Format) -> CellRule {
    let rule = ConditionalFormatCellRule::EqualTo(name.to_owned());
    CellRule::Value(ConditionalFormatCell::new().set_rule(rule).set_format(format))
}

/// Returns the rule of [`Answers::is_past`] as a formula.
fn overdue(number: u16, kind: DeadlineKind, columns: &[(u16, Column)]) -> ConditionalFormatFormula {
    let day = first_cell(number);
    let ends = columns.iter().flat_map(|(place, column)| {
        let names = column.field().map(|field| ends(field, kind)).unwrap_or_default();
        names.into_iter().map(|name| format!(",{}<>\"{name}\"", first_cell(*place)))
    });
    let rule = format!("=AND(ISNUMBER({day}),{day}<TODAY(){})", ends.collect::<String>());
    ConditionalFormatFormula::new().set_rule(rule.as_str()).set_format(style::alarm())
}

/// Returns the choices of a field with which nothing is left to do by a day. The answers say so themselves, so that a sheet
/// marks what the program does.
fn ends(field: AnswerField, kind: DeadlineKind) -> Vec<&'static str> {
    let (Cell::Choice(names) | Cell::Maybe(names)) = field.cell() else { return Vec::new() };
    let day = Some(FIRST_DAY);
    let is_end = |name: &&str| {
        let mut answers = Answers { due: day, action_due: day, accept_until: day, ..Answers::default() };
        let Ok(answer) = field.read(name) else { return false };
        answers.set(answer);
        answers.deadline(kind).is_none()
    };
    names().into_iter().filter(is_end).collect()
}

/// Returns the address of a column's first cell, fixed to the column: `$F2`.
fn first_cell(number: u16) -> String {
    format!("${}2", utility::column_number_to_name(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_marked_until_nothing_is_left_to_do_by_it() {
        for (field, kind, expected) in [
            (AnswerField::Status, DeadlineKind::Clause, &["完了", "対象外"][..]),
            (AnswerField::Verdict, DeadlineKind::Clause, &[]),
            (AnswerField::Status, DeadlineKind::Action, &["対象外"]),
            (AnswerField::Verdict, DeadlineKind::Action, &["適合"]),
            (AnswerField::ActionState, DeadlineKind::Action, &["完了"]),
            (AnswerField::Verdict, DeadlineKind::Exception, &["適合"]),
            (AnswerField::ActionState, DeadlineKind::Exception, &[]),
            (AnswerField::Note, DeadlineKind::Clause, &[]),
        ] {
            assert_eq!(ends(field, kind), expected, "{field:?} {kind:?}");
        }
        for kind in DeadlineKind::ALL {
            assert_eq!(marks(Column::Field(kind.field()), 7, &[]).len(), 1, "{kind:?}");
        }
    }
}
