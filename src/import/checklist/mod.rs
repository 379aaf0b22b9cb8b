//! The ministry's checklist for the inspection of hospitals (立入検査), as a workbook: read into a pack, and filled in.
//!
//! The layout differs from year to year and from one publisher to the next, so nothing is taken for granted but what people
//! see, too.
//!
//! - `number` reads the numbers of items, `title` the year and who answers, `columns` what each column is for by its
//!   `heading`.
//! - `form` is a sheet with its items, `cells` are those that an answer goes into, `form_cell` is one of them, `day_text` is about
//!   days in blanks.
//! - `records` makes a pack of the items, `completes` says which years are whole, `succession` ties
//!   items to those of the year before.
//! - `fill` puts answers into a copy of the file.

mod cells;
mod columns;
mod completes;
mod day_text;
mod fill;
mod form;
mod form_cell;
mod heading;
mod number;
mod records;
mod succession;
mod title;

use crate::language::t;

use super::file::Contents;
use super::importer::{ImportContext, Importer, SourceFile};
use super::official_files::official_file;
use super::reading::{NotRead, Reading};

pub use fill::{FilledForm, FormContents, FormGap, GapKind, ItemAnswer};
pub use form::{FormField, FormItem, FormSheet, NameFit};
pub use form_cell::FormAnswer;
pub use number::ItemNumber;
pub use records::known_clause;
pub use title::{CHECKLISTS, SheetKind, SheetTitle};

/// Reads the ministry's checklists.
pub(super) struct Checklist;

impl Importer for Checklist {
    fn code(&self) -> &'static str {
        "checklist"
    }

    fn name(&self) -> &'static str {
        "厚生労働省のサイバーセキュリティ対策チェックリスト"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xlsx", "xlsm", "xls", "ods"]
    }

    fn recognises(&self, file: &SourceFile) -> bool {
        Form::found(file).is_some_and(|mut sheets| sheets.next().is_some())
    }

    fn read(&self, file: &SourceFile, context: &mut ImportContext<'_>) -> Result<Reading, NotRead> {
        let form = Form::read(file)?;
        context.tell(0, form.sheets.len())?;
        Ok(records::reading(&form, file, context.catalog))
    }
}

/// A checklist as a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The sheets that are checklists.
    pub sheets: Vec<FormSheet>,
}

impl Form {
    /// Reads a checklist.
    ///
    /// # Errors
    ///
    /// If the file is no workbook, damaged or too large, or none of its sheets is a checklist.
    pub fn read(file: &SourceFile) -> Result<Self, NotRead> {
        file.contents()?;
        let sheets: Vec<FormSheet> = Self::found(file).into_iter().flatten().collect();
        if sheets.is_empty() { Err(no_checklist()) } else { Ok(Self { sheets }) }
    }

    /// Returns the sheets that are checklists, each read when it is asked for: to tell what a file is, one is enough. None if
    /// the file is no workbook that can be read.
    fn found(file: &SourceFile) -> Option<impl Iterator<Item = FormSheet>> {
        let Contents::Sheets(grids) = file.contents().ok()? else { return None };
        let official = official_file(&file.sha256);
        Some(grids.iter().filter_map(move |grid| FormSheet::read(grid, &file.name, official)))
    }
}

#[cfg(test)]
impl Form {
    /// Returns a form of sheets with these texts, for tests.
    pub(crate) fn of_rows(sheets: &[(&str, Vec<Vec<&str>>)]) -> Self {
        let read = |(name, rows): &(&str, Vec<Vec<&str>>)| {
            let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
            FormSheet::read(&super::testing::grid(name, &rows), "様式.xlsx", None)
        };
        Self { sheets: sheets.iter().filter_map(read).collect() }
    }
}

fn no_checklist() -> NotRead {
    NotRead::Wrong(
        t("サイバーセキュリティ対策チェックリストの様式が見つかりません。").to_owned(),
        t(
            "年度、「医療機関確認用」などの名、項目の番号、はい・いいえの欄がそろったシートが要ります。厚生労働省の様式のままのファイルを指定してください。",
        ),
    )
}
