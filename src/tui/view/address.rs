//! Addresses of the web on pages: the lines that each stands on.

use std::ops::Range;

use crate::workspace::page_parts::addresses;

/// An address of the web on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageAddress {
    /// The address.
    pub url: String,
    /// The lines that it stands on, each with the bytes of the line that are a part of it.
    pub parts: Vec<(usize, Range<usize>)>,
}

/// Returns the addresses in a text that stands on a page, broken into lines, from a line on. So many bytes stand before the text
/// on the first of them, and on the others.
pub fn in_lines(text: &str, lines: &[Range<usize>], first: usize, before: [usize; 2]) -> Vec<PageAddress> {
    let address = |url: Range<usize>| {
        let part = |(row, line): (usize, &Range<usize>)| {
            let (start, end) = (url.start.max(line.start), url.end.min(line.end));
            let before = before[row.min(1)];
            (start < end).then(|| (first + row, before + start - line.start..before + end - line.start))
        };
        PageAddress { url: text[url.clone()].to_owned(), parts: lines.iter().enumerate().filter_map(part).collect() }
    };
    addresses(text).map(address).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_stand_behind_what_is_before_the_text() {
        let found = in_lines("a https://b.c/a", &[0..14, 14..15], 3, [2, 1]);
        assert_eq!(found, [PageAddress { url: "https://b.c/a".to_owned(), parts: vec![(3, 4..16), (4, 1..2)] }]);
    }
}
