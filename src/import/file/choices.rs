//! The lists from which a cell takes its value, as a workbook asks for them.

use std::collections::BTreeMap;

use super::block::Block;
use super::grid::{Choice, Grid};
use super::xlsx_sheet::block;

/// The most words of a list that are looked at.
const WORDS: usize = 100;

/// Replaces what each list says of its words by the words: they stand in it, or in cells of some sheet.
pub(super) fn resolve(grids: &mut [Grid]) {
    let mut resolved: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for at in 0..grids.len() {
        for choice in 0..grids[at].choices.len() {
            let formula = grids[at].choices[choice].formula.clone();
            let key = format!("{at}!{formula}");
            let words = resolved.entry(key).or_insert_with(|| words(grids, at, &formula)).clone();
            grids[at].choices[choice].words = words;
        }
    }
}

fn words(grids: &[Grid], own: usize, formula: &str) -> Vec<String> {
    let formula = formula.trim().trim_start_matches('=');
    if let Some(list) = formula.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        let words = list.split(',').map(|word| word.trim().replace("\"\"", "\""));
        return words.filter(|word| !word.is_empty()).take(WORDS).collect();
    }
    let (sheet, cells) = formula.rsplit_once('!').map_or((None, formula), |(sheet, cells)| (Some(sheet), cells));
    let grid = match sheet.map(unquoted) {
        None => grids.get(own),
        Some(name) => grids.iter().find(|grid| grid.name == name),
    };
    let Some((grid, Block { rows, columns })) = grid.zip(block(&cells.replace('$', ""))) else { return Vec::new() };
    let cells = grid.rows.range(rows.0..=rows.1).flat_map(|(_, row)| row.range(columns.0..=columns.1));
    cells.map(|(_, cell)| cell.text.clone()).take(WORDS).collect()
}

/// Returns the name of a sheet as it is shown.
fn unquoted(name: &str) -> String {
    let inner = name.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
    inner.map_or_else(|| name.to_owned(), |inner| inner.replace("''", "'"))
}

impl Choice {
    /// Returns the list for these cells; `blocks` and `formula` are as the workbook writes them.
    pub(super) fn new(blocks: &str, formula: String) -> Self {
        /// The most blocks of cells that one list is looked up for.
        const BLOCKS: usize = 200;
        let blocks = blocks.split_whitespace().filter_map(block).take(BLOCKS).collect();
        Self { blocks, formula, words: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::super::grid::GridCell;
    use super::*;

    #[test]
    fn words_stand_in_the_list_or_in_cells() {
        let mut lists = Grid { name: "一覧 '表'".to_owned(), ..Grid::default() };
        for (row, word) in [(2, "はい"), (3, "いいえ")] {
            lists.rows.entry(row).or_default().insert(1, GridCell::text(word));
        }
        let mut form = Grid { name: "様式".to_owned(), ..Grid::default() };
        for formula in ["\"はい, いいえ\"", "'一覧 ''表'''!$B$1:$B$9", "=$B$2", "名前", "#REF!"] {
            form.choices.push(Choice::new("C3:C9 E3", formula.to_owned()));
        }
        form.rows.entry(2).or_default().insert(1, GridCell::text("○"));
        let mut grids = [form, lists];
        resolve(&mut grids);
        let words: Vec<_> = grids[0].choices.iter().map(|choice| choice.words.join("|")).collect();
        assert_eq!(words, ["はい|いいえ", "はい|いいえ", "○", "", ""]);
        assert_eq!(grids[0].words_at((9, 2)), ["はい", "いいえ"]);
        assert_eq!(grids[0].words_at((9, 3)), [""; 0]);
    }
}
