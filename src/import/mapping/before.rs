//! What the rows of a mapping table before say about the next one.

use std::collections::BTreeMap;

use crate::catalog::RecordRef;
use crate::language::{t, tr};
use crate::model::Id;
use crate::sheet::plain;

use super::super::file::GridCell;
use super::super::names::{Around, ClauseFinder, Context, Found, is_sentence};
use super::super::row_place::called;
use super::result::Said;
use super::role::ColumnRole;
use super::row::{Row, Table};

/// What stands for the cell above.
const ABOVE: [&str; 6] = ["同上", "〃", "々", "\"", "″", "上に同じ"];
/// What stands for the cell to the left.
const LEFT: [&str; 2] = ["同左", "左に同じ"];
/// What remarks between the rows begin with.
const REMARKS: [&str; 6] = ["※", "＊", "*", "注", "(注", "（注"];
/// The most bytes that are kept of cells that go on over several rows.
const KEPT: usize = 10_000;

/// What the rows before say about the next one.
#[derive(Default)]
pub(super) struct Before {
    /// The values of columns that hold until the next one.
    carried: BTreeMap<usize, String>,
    /// What a heading between the rows says.
    heading: Context,
    /// The volume of the clause above.
    pub volume: String,
    /// The cells above, for those that say so.
    above: BTreeMap<usize, String>,
    /// What the row above is about.
    pub about: Vec<Id>,
    /// Rows of nothing but a heading or a note.
    headings: usize,
    /// Rows in which nothing stands beside the clause.
    pub silent: usize,
    /// Cells that say that the product of their column does not answer.
    pub refused: usize,
    /// Numbers of whole chapters, with all their clauses.
    chapters: (usize, usize),
    /// Rows whose volume is that of the row above.
    pub inherited: usize,
}

impl Before {
    /// Returns the one column in which a row has something of its own; none if it has several or none.
    pub fn alone(&self, filled: &[usize], cells: &BTreeMap<usize, GridCell>) -> Option<usize> {
        let is_same = |column: &usize| {
            let group = self.carried.get(column).zip(cells.get(column));
            group.is_some_and(|(group, cell)| *group == plain(&cell.text))
        };
        let mut own = filled.iter().filter(|column| !is_same(column));
        let first = own.next().copied();
        first.filter(|_| own.next().is_none())
    }

    /// Gives a row what stands above it: the values of groups, and those that say 同上. Returns the columns that say so with
    /// nothing there.
    pub fn fill(&mut self, row: &mut Row<'_>, is_alone: bool) -> Vec<usize> {
        let mut nothing = Vec::new();
        for (column, role) in row.map.columns.iter().filter(|(_, role)| **role != ColumnRole::Skip) {
            let own = row.texts.get(column).cloned();
            let above = if role.is_carried() { self.carried.get(column) } else { self.above.get(column) };
            let text = match own.as_deref().map(str::trim) {
                Some(text) if LEFT.contains(&text) => {
                    row.texts.range(..*column).next_back().map(|(_, text)| text.clone())
                }
                Some(text) if ABOVE.contains(&text) => above.cloned(),
                None if role.is_carried() => above.cloned(),
                _ => own.clone(),
            };
            let Some(text) = text else {
                nothing.extend(row.texts.remove(column).map(|_| *column));
                continue;
            };
            row.texts.insert(*column, text.clone());
            if role.is_carried() && !is_remark(&text) && !(is_alone && is_sentence(&text)) {
                // A new group ends those within it.
                if self.carried.get(column) != Some(&text) {
                    self.carried.retain(|known, _| known < column);
                }
                self.carried.insert(*column, text);
            }
        }
        nothing
    }

    /// Takes a row of nothing, or of nothing but a heading: nothing goes on behind it.
    pub fn pause(&mut self, is_heading: bool) {
        self.headings += usize::from(is_heading);
        self.about.clear();
    }

    /// Keeps the cells of a row for those below that say 同上.
    pub fn hold(&mut self, row: &Row<'_>) {
        let is_kept = |column: &usize| row.map.columns.get(column).is_some_and(|role| !role.is_carried());
        let kept = row.texts.iter().filter(|(column, _)| is_kept(column));
        self.above = kept.map(|(column, text)| (*column, text.clone())).collect();
        self.about.clear();
    }

    /// Keeps a cell that goes on with the one above.
    pub fn go_on(&mut self, row: &Row<'_>, column: usize) {
        let Some(text) = row.texts.get(&column) else { return };
        let above = self.above.entry(column).or_default();
        if above.len() + text.len() < KEPT {
            if !above.is_empty() {
                above.push('\n');
            }
            above.push_str(text);
        }
    }

    /// Forgets the group of a column that has no value.
    pub fn forget(&mut self, column: usize) {
        if self.carried.contains_key(&column) {
            self.carried.retain(|known, _| *known < column);
        }
    }

    /// Takes what a cell by itself says about the rows below it. A remark or a sentence says nothing about them.
    pub fn head(&mut self, text: &str, context: &Context) {
        if *context != Context::default() && !is_remark(text) && !is_sentence(text) {
            self.heading = self.heading.narrowed(context);
        }
    }

    /// Returns what is known about the numbers of a row.
    pub fn context(&self, clauses: &mut ClauseFinder<'_>, table: &Table<'_>, row: &Row<'_>) -> Context {
        let mut context = table.context.narrowed(&self.heading);
        for role in [ColumnRole::Category, ColumnRole::Guideline, ColumnRole::Volume, ColumnRole::Chapter] {
            for (_, text) in row.cells(role) {
                context = context.narrowed(&clauses.context(text, around(role)));
            }
        }
        context
    }

    /// Takes what a cell names.
    pub fn note_found(&mut self, found: &Found, volume: impl Fn(RecordRef) -> Option<Id>) {
        if found.sections > 0 {
            self.chapters = (self.chapters.0 + found.sections, self.chapters.1 + found.clauses.len());
        }
        if let Some(volume) = found.clauses.last().and_then(|at| volume(*at)) {
            self.volume = volume;
        }
    }

    /// Says what of a sheet was passed over, and what was read more widely than it is written.
    pub fn tell(&self, sheet: &str, said: &mut Said, warnings: &mut Vec<String>) {
        let shown = if sheet.is_empty() { String::new() } else { format!("{}: ", called(sheet)) };
        let place = if sheet.is_empty() { t("表") } else { sheet };
        if self.silent > 0 {
            said.skip_all(place, tr!("条項やリスクだけで、対応の記入がない行が {n} あります。", n = self.silent));
        }
        if self.refused > 0 {
            let reason = "「×」や「対象外」などの記入が {n} あり、その製品の対応とはしません。";
            said.skip_all(place, tr!(reason, n = self.refused));
        }
        if self.headings > 0 {
            said.skip_all(place, tr!("見出しや注だけの行が {n} あります。", n = self.headings));
        }
        if self.chapters.0 > 0 {
            let (numbers, clauses) = self.chapters;
            warnings.push(tr!(
                "{shown}章や節までの番号が {numbers} か所あり、その下の条項すべて (延べ {clauses} 件) に結びました。",
                shown,
                numbers,
                clauses
            ));
        }
        if self.inherited > 0 {
            let n = self.inherited;
            warnings.push(tr!("{shown}編を書いていない {n} 行は、上の行と同じ編として読みました。", shown, n));
        }
    }
}

/// Whether a text is a remark on the table: ※ and the like stand before it.
fn is_remark(text: &str) -> bool {
    REMARKS.iter().any(|mark| text.trim_start().starts_with(mark))
}

const fn around(role: ColumnRole) -> Around {
    match role {
        ColumnRole::Chapter => Around::Chapter,
        ColumnRole::Guideline => Around::Guideline,
        _ => Around::Heading,
    }
}
