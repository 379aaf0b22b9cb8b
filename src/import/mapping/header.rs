//! Finds the rows with the headings of a table, one or several, below titles and above whatever comes.

use std::collections::{BTreeMap, BTreeSet};

use crate::sheet::{is_blank, plain};
use crate::text::clean::clean_line;

use super::super::file::{Block, Grid};
use super::super::names::is_shaped;
use super::role::{ColumnRole, by_heading};

/// How many rows at the top of a sheet are looked at.
const HEAD_ROWS: usize = 40;
/// How many rows headings may stand in, above and below the one that says most.
const MORE: usize = 2;

/// The headings of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Header {
    /// The rows that they stand in, from the top; none if a table has none.
    pub rows: Vec<usize>,
    /// The heading of each column, those above it first.
    pub headings: BTreeMap<usize, String>,
}

impl Header {
    /// Finds the headings of a sheet; none if there is nothing like it.
    pub fn find(grid: &Grid) -> Option<Self> {
        let head = Head::of(grid);
        let rows = grid.rows.keys().copied().take(HEAD_ROWS);
        let scored = rows.map(|row| (head.roles(row), row)).filter(|(roles, _)| *roles > 1);
        let (_, best) = scored.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
        let mut rows = vec![best];
        let above = (best.saturating_sub(MORE)..best).rev().take_while(|row| head.is_above(*row));
        rows.extend(above);
        let below = (best + 1..=best + MORE).take_while(|row| head.is_below(*row));
        rows.extend(below);
        rows.sort_unstable();
        Some(Self::of(grid, rows))
    }

    /// Returns the texts of a row of headings, those of merged cells for each of their columns.
    pub fn texts(grid: &Grid, row: usize) -> BTreeMap<usize, String> {
        Head::of(grid).texts(row)
    }

    /// Returns the headings that stand in these rows.
    pub fn of(grid: &Grid, rows: Vec<usize>) -> Self {
        let head = Head::of(grid);
        let mut headings: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for row in &rows {
            for (column, text) in head.texts(*row) {
                let known = headings.entry(column).or_default();
                if known.last() != Some(&text) {
                    known.push(text);
                }
            }
        }
        let joined = headings.into_iter().map(|(column, texts)| (column, texts.join(" ")));
        Self { rows, headings: joined.collect() }
    }

    /// Returns the number of the last row; 0 if there is none.
    pub fn last(&self) -> usize {
        self.rows.last().copied().unwrap_or_default()
    }

    /// Returns what a column is by the heading nearest to its cells, or else by all above it.
    pub fn role(&self, grid: &Grid, column: usize) -> Option<(ColumnRole, usize)> {
        let own = grid.rows.get(&self.last()).and_then(|cells| cells.get(&column)).map(|cell| plain(&cell.text));
        let own = own.filter(|text| !text.is_empty()).and_then(|text| by_heading(&clean_line(&text)));
        own.or_else(|| by_heading(self.headings.get(&column)?))
    }
}

/// The first rows of a sheet.
struct Head<'g> {
    grid: &'g Grid,
    /// Merged cells that are more than one column wide.
    blocks: Vec<&'g Block>,
}

impl<'g> Head<'g> {
    fn of(grid: &'g Grid) -> Self {
        Self { grid, blocks: grid.merged.iter().filter(|block| block.columns.0 < block.columns.1).collect() }
    }

    /// Returns the texts of a row, those of merged cells for each of their columns.
    fn texts(&self, row: usize) -> BTreeMap<usize, String> {
        let cell = |row: usize, column: usize| self.grid.rows.get(&row).and_then(|cells| cells.get(&column));
        let own = self.grid.rows.get(&row).into_iter().flatten();
        let mut texts: BTreeMap<usize, String> =
            own.map(|(column, cell)| (*column, clean_line(&plain(&cell.text)))).collect();
        for block in self.blocks.iter().filter(|block| block.rows.0 <= row && row <= block.rows.1) {
            if let Some(first) = cell(block.rows.0, block.columns.0) {
                let text = clean_line(&plain(&first.text));
                (block.columns.0..=block.columns.1).take(200).for_each(|column| {
                    texts.insert(column, text.clone());
                });
            }
        }
        texts.retain(|_, text| !is_blank(text));
        texts
    }

    /// Returns how many roles the cells of a row name.
    fn roles(&self, row: usize) -> usize {
        let texts = self.grid.rows.get(&row).into_iter().flat_map(|cells| cells.values());
        let roles: BTreeSet<ColumnRole> =
            texts.filter_map(|cell| by_heading(&clean_line(&plain(&cell.text)))).map(|(role, _)| role).collect();
        roles.len()
    }

    /// Whether a row above the headings groups them: several cells, and not one title over all.
    fn is_above(&self, row: usize) -> bool {
        let texts = self.texts(row);
        let others: BTreeSet<&String> = texts.values().collect();
        others.len() > 1 && !texts.values().any(|text| text.chars().count() > 40)
    }

    /// Whether a row below the headings divides them: it has cells only where the row above has none of its own, or where
    /// one cell spans several columns.
    fn is_below(&self, row: usize) -> bool {
        let (Some(above), Some(cells)) = (self.grid.rows.get(&(row - 1)), self.grid.rows.get(&row)) else {
            return false;
        };
        let is_spread = |column: usize| {
            let here = |block: &&&Block| block.rows.0 <= row && row - 1 <= block.rows.1;
            self.blocks.iter().filter(here).any(|block| block.columns.0 <= column && column <= block.columns.1)
        };
        // In text nothing is merged: a heading over several columns stands over the first of them, and beside it is nothing.
        let begins_span = |column: usize| {
            cells.contains_key(&column) && cells.contains_key(&(column + 1)) && !above.contains_key(&(column + 1))
        };
        let same =
            |column: &usize| above.get(column).map(|cell| &cell.text) == cells.get(column).map(|cell| &cell.text);
        let is_free =
            |column: &usize| is_spread(*column) || begins_span(*column) || same(column) || !above.contains_key(column);
        let own: Vec<&usize> = cells.keys().filter(|column| !same(column)).collect();
        // A row of records below headings that span several columns looks the same: only what is known as a heading is one.
        let is_known = |column: &&usize| cells.get(column).is_some_and(|cell| by_heading(&cell.text).is_some());
        own.len() > 1
            && own.iter().any(is_known)
            && cells.keys().all(is_free)
            && !own.iter().any(|column| cells.get(column).is_some_and(|cell| is_shaped(&cell.text)))
    }
}
