//! The instructions for filling in the workbook, for people who do not know tenken.

use rust_xlsxwriter::{Workbook, XlsxError};

use crate::sheet::{AnswerField, Cell};

use super::super::report::Report;
use super::super::seal::SEAL;
use super::heights::row_height;
use super::style;

pub(super) const NAME: &str = "使い方";

const WIDTH: f64 = 110.0;

/// Returns the lines, with the names of the columns to fill in and of those with a choice.
fn lines() -> [String; 8] {
    let columns = AnswerField::ALL.map(AnswerField::name).join("・");
    let is_choice = |field: &AnswerField| matches!(field.cell(), Cell::Choice(_));
    let choices = AnswerField::ALL.into_iter().filter(is_choice).map(AnswerField::name).collect::<Vec<_>>().join("と");
    [
        format!("1. 編ごとのシートで、見出しが橙色の列 ({columns}) だけを書き込みます。"),
        format!("2. {choices}は一覧から選びます。期限は 2027-03-31 のように書きます。メモの中の改行は Alt+Enter です。"),
        format!("3. 空のままにした{choices}は、変更なしとして扱います。メモなどを消したいときは、セルを空にします。"),
        "4. ID と照合値 (隠れた最後の列) は、取り込むときの照合に使います。書き換えたり消したりしないでください。".into(),
        "5. 行や列の並べ替え・追加・絞り込みをしても取り込めます。保護にパスワードはなく、「校閲」から解除できます。".into(),
        "6. 書き終えたら .xlsx のまま保存し、このファイルを渡した人に返してください。".into(),
        "7. 受け取った人は tenken import worklist ファイル名 で、変更と食い違いを確かめてから取り込みます。".into(),
        "8. 題と要約は tenken による要約で、ガイドラインの原文ではありません。「未照合」とある行は原文で確かめてください。".into(),
    ]
}

/// Returns the lines about the records that the workbook was made from.
fn records(report: &Report) -> Vec<String> {
    let problems = report.problems.iter().map(|problem| format!("記録に欠けがあるかもしれません。{problem}"));
    let seal = [String::new(), format!("{SEAL}: {}", report.seal.versions())];
    let part = report.part_sentence().into_iter();
    part.chain(problems).chain(seal).chain(report.seal.lines()).map(|line| style::text(&line)).collect()
}

/// Adds the sheet.
///
/// # Errors
///
/// If the library rejects a text.
pub(super) fn add(workbook: &mut Workbook, report: &Report) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(NAME)?;
    sheet.set_screen_gridlines(false).set_column_width(0, WIDTH)?;
    sheet.write_string_with_format(0, 0, "この点検票の書き方と返し方", &style::title())?;
    for (line, row) in lines().into_iter().chain(records(report)).zip(2..) {
        sheet.set_row_height(row, row_height([(line.clone(), WIDTH)].into_iter()))?;
        sheet.write_string_with_format(row, 0, line, &style::base().set_text_wrap())?;
    }
    sheet.set_landscape();
    style::print(sheet, "");
    Ok(())
}
