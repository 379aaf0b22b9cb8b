//! Which block of merged cells a cell is in. There may be thousands of blocks, and everybody asks for every cell.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::block::{Block, Place};
use super::limits::COLUMNS;

/// The blocks by their first rows, for each column. It is made of the blocks when it is first asked.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct MergedIndex(OnceLock<Vec<BTreeMap<usize, Block>>>);

impl MergedIndex {
    /// Returns the block of a cell; none if it is not merged.
    pub(super) fn block(&self, blocks: &[Block], (row, column): Place) -> Option<Block> {
        let columns = self.0.get_or_init(|| by_column(blocks));
        let (_, block) = columns.get(column)?.range(..=row).next_back()?;
        Some(*block).filter(|block| row <= block.rows.1)
    }
}

// It says nothing that the blocks do not say.
impl PartialEq for MergedIndex {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for MergedIndex {}

/// Sorts blocks by columns. No program makes blocks that overlap; of those the first is taken.
fn by_column(blocks: &[Block]) -> Vec<BTreeMap<usize, Block>> {
    let mut columns: Vec<BTreeMap<usize, Block>> = Vec::new();
    for block in blocks.iter().filter(|block| block.columns.0 < COLUMNS) {
        let last = block.columns.1.min(COLUMNS - 1);
        if columns.len() <= last {
            columns.resize_with(last + 1, BTreeMap::new);
        }
        for known in columns.iter_mut().take(last + 1).skip(block.columns.0) {
            let before = known.range(..=block.rows.1).next_back();
            if before.is_none_or(|(_, before)| before.rows.1 < block.rows.0) {
                known.insert(block.rows.0, *block);
            }
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(rows: (usize, usize), columns: (usize, usize)) -> Block {
        Block { rows, columns }
    }

    #[test]
    fn a_cell_finds_its_block_and_of_two_the_first() {
        let blocks = [block((5, 9), (1, 2)), block((2, 3), (2, 4)), block((8, 20), (2, 3)), block((1, 1), (0, 9_999))];
        let index = MergedIndex::default();
        for (place, expected) in [
            ((5, 1), Some(0)),
            ((9, 2), Some(0)),
            ((8, 2), Some(0)),
            ((10, 2), None),
            ((8, 3), Some(2)),
            ((3, 4), Some(1)),
            ((4, 2), None),
            ((1, 7), Some(3)),
            ((2, 7), None),
            ((1, 5_000), None),
        ] {
            assert_eq!(index.block(&blocks, place), expected.map(|at: usize| blocks[at]), "{place:?}");
        }
    }

    #[test]
    fn the_blocks_are_gone_through_once_whatever_is_asked() {
        let blocks: Vec<Block> = (0..1_000).map(|at| block((at * 9 + 1, at * 9 + 9), (0, 2))).collect();
        let index = MergedIndex::default();
        assert_eq!(index.block(&blocks, (1, 3)), None);
        // For every cell of a large sheet one block after the other, it would be billions of comparisons.
        let places = (1..=9_000).flat_map(|row| (0..5).map(move |column| (row, column)));
        assert_eq!(places.filter(|place| index.block(&[], *place).is_some()).count(), 27_000);
        let filed: usize = index.0.get().into_iter().flatten().map(BTreeMap::len).sum();
        assert_eq!(filed, 3_000, "a block stands once in each of its columns, however many rows it has");
    }
}
