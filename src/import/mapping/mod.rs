//! Reads any mapping table (対応表): which clauses or risks which products answer, in the columns and words of whoever made it.
//!
//! - `table` is a sheet with its merged cells filled, `header` finds the headings in it, `role` is what a column can be.
//! - `guess` tells what the columns are, `column_map` is the same as a file that people correct, `preview` what is shown.
//! - `services` are columns with one product each, which stands in the heading.
//! - `row` is one of its rows, `before` what those above say about it, `rows` reads them with what is known, `result` collects what they say, `work` does it for all sheets of a file.

use crate::language::t;

mod answer;
mod before;
mod column_map;
mod guess;
mod header;
mod preview;
mod result;
mod role;
mod row;
mod rows;
mod services;
mod table;
#[cfg(test)]
mod tests;
mod work;

use std::collections::{BTreeMap, BTreeSet};

use crate::sheet::{Column, is_blank};

use super::file::{Contents, Grid, GridCell};
use super::importer::{ImportContext, Importer, SourceFile};
use super::names::names_number;
use super::reading::{NotRead, Reading};
use super::worklist;
use header::Header;
use work::Work;

pub use column_map::{ColumnMap, MapError, SheetMap};
pub use preview::{ColumnPreview, MappingPreview, RoleReason, RowPreview, SheetPreview};
pub use role::ColumnRole;
#[cfg(test)]
pub(super) use role::vendors as known_vendors;

/// Reads a mapping table.
pub struct MappingTable;

impl Importer for MappingTable {
    fn code(&self) -> &'static str {
        "mapping"
    }

    fn name(&self) -> &'static str {
        "対応表"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xlsx", "xlsm", "xls", "ods", "csv", "tsv"]
    }

    fn recognises(&self, file: &SourceFile) -> bool {
        match file.contents() {
            Ok(Contents::Sheets(grids)) => grids.iter().any(looks_like_one),
            Ok(Contents::Text(text)) => table::head_of_text(text).is_some_and(|grid| looks_like_one(&grid)),
            Err(_) => false,
        }
    }

    fn read(&self, file: &SourceFile, context: &mut ImportContext<'_>) -> Result<Reading, NotRead> {
        let owned;
        let grids: &[Grid] = match file.contents()? {
            Contents::Sheets(grids) => grids,
            Contents::Text(text) => {
                owned = table::of_text(text).map_err(|why| NotRead::from(&why))?.into_iter().collect::<Vec<_>>();
                &owned
            }
        };
        if let Some(sheet) = worklist_in(file, grids) {
            return Err(NotRead::Worklist(Box::new(sheet)));
        }
        let map = context.options.map.as_deref().map(ColumnMap::parse).transpose();
        let hint = t("列の読み方のファイルを直してください。");
        let map = map.map_err(|error| NotRead::Wrong(error.to_string(), hint))?;
        Work::new(file).read(grids, map.as_ref(), context)
    }
}

/// Whether a sheet may be a mapping table: it has headings for clauses or risks and something beside them, or a column of
/// numbers of clauses.
fn looks_like_one(grid: &Grid) -> bool {
    let header = Header::find(grid);
    let roles = header.iter().flat_map(|header| header.headings.keys().filter_map(|column| header.role(grid, *column)));
    let roles: Vec<ColumnRole> = roles.map(|(role, _)| role).collect();
    let keys = [ColumnRole::Clause, ColumnRole::Risk, ColumnRole::Requirement, ColumnRole::Guideline];
    let says = [ColumnRole::Product, ColumnRole::Status, ColumnRole::Note, ColumnRole::Party];
    let has_key = keys.iter().any(|role| roles.contains(role));
    if has_key && says.iter().any(|role| roles.contains(role)) {
        return true;
    }
    let least = if has_key { 1 } else { 3 };
    let rows = || grid.rows.values().filter(|cells| cells.len() > 1).take(60);
    let is_number = |text: &str| names_number(text) && !text.trim().bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let counted = |column: usize| {
        let filled = rows().filter_map(|cells| cells.get(&column)).filter(|cell| !is_blank(&cell.text));
        let (all, numbers) =
            filled.fold((0, 0), |(all, numbers), cell| (all + 1, numbers + usize::from(is_number(&cell.text))));
        numbers >= least && numbers * 2 >= all
    };
    let columns: BTreeSet<usize> = rows().flat_map(|cells| cells.keys().copied()).collect();
    columns.into_iter().any(counted)
}

/// Returns the rows of a worklist that came back, if a file is one.
fn worklist_in(file: &SourceFile, grids: &[Grid]) -> Option<worklist::Table> {
    let is_head = |grid: &Grid| {
        let titles = |cells: &BTreeMap<usize, GridCell>| {
            cells.values().filter(|cell| Column::parse(&cell.text).is_some()).count()
        };
        grid.rows.values().take(20).any(|cells| titles(cells) > 6)
    };
    let table = grids.iter().any(is_head).then(|| worklist::Table::of(&file.bytes).ok())??;
    Some(table).filter(|table| !table.lists().is_empty())
}
