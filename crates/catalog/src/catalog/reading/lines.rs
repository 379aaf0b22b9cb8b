//! Which line a place in a text is on, without counting from its start every time.

/// Bytes between two places whose line is kept. A table of every line break would be four times as large as a text
/// of nothing but breaks.
const BLOCK: usize = 1 << 10;

/// The lines of a text.
pub(in crate::catalog) struct Lines<'t> {
    text: &'t str,
    /// The number of line breaks before each block.
    before: Vec<u32>,
}

impl<'t> Lines<'t> {
    /// Counts the lines of a text, once.
    pub(in crate::catalog) fn of(text: &'t str) -> Self {
        let mut count = 0;
        let before = text.as_bytes().chunks(BLOCK).map(|block| {
            let before = count;
            count += breaks(block);
            before
        });
        Self { text, before: before.collect() }
    }

    /// Returns the line of a place, from 1; for a place behind the end, the last line.
    pub(in crate::catalog) fn line(&self, offset: usize) -> u32 {
        let end = offset.min(self.text.len());
        // Behind the last byte of a full block there is none.
        let block = (end / BLOCK).min(self.before.len().saturating_sub(1));
        let before = self.before.get(block).copied().unwrap_or_default();
        before + breaks(&self.text.as_bytes()[block * BLOCK..end]) + 1
    }
}

fn breaks(bytes: &[u8]) -> u32 {
    bytes.iter().map(|byte| u32::from(*byte == b'\n')).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_line_is_one_more_than_the_breaks_before_it(text in "[a\n漢]{0,40}", times in 1usize..120) {
            let text = text.repeat(times);
            let lines = Lines::of(&text);
            for offset in (0..text.len() + 2).step_by(1 + text.len() / 50) {
                let end = offset.min(text.len());
                let expected = text.as_bytes()[..end].iter().filter(|byte| **byte == b'\n').count() + 1;
                prop_assert_eq!(lines.line(offset) as usize, expected);
            }
        }
    }

    #[test]
    fn the_ends_of_blocks_are_on_the_right_line() {
        for length in [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK] {
            let text = "\n".repeat(length);
            let lines = Lines::of(&text);
            for offset in [0, length.saturating_sub(1), length, length + 1] {
                assert_eq!(lines.line(offset) as usize, offset.min(length) + 1, "{length} {offset}");
            }
        }
    }
}
