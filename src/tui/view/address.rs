//! Addresses of the web on pages: the lines that each stands on.

use std::ops::Range;

use crate::workspace::page_parts::addresses;

/// An address of the web on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageAddress {
    /// The address.
    pub url: String,
    /// The lines that it stands on, each with the part that stands there.
    pub parts: Vec<(usize, String)>,
}

/// Returns the addresses in a text that stands on a page, broken into lines, from a line on.
pub fn in_lines(text: &str, lines: &[Range<usize>], first: usize) -> Vec<PageAddress> {
    let address = |url: Range<usize>| {
        let part = |(row, line): (usize, &Range<usize>)| {
            let (start, end) = (url.start.max(line.start), url.end.min(line.end));
            (start < end).then(|| (first + row, text[start..end].to_owned()))
        };
        PageAddress { url: text[url.clone()].to_owned(), parts: lines.iter().enumerate().filter_map(part).collect() }
    };
    addresses(text).map(address).collect()
}
