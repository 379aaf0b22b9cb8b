//! Takes off the table of contents, and keeps what it lists.

use super::super::marks::Heading;
use super::pages::Page;
use super::squeezed;

/// The fewest lines with leaders on a page of the table of contents.
const LINES: usize = 3;
/// The fewest dots of a leader.
const DOTS: usize = 4;

/// A heading that the table of contents lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Entry {
    /// The number as it is printed in half width.
    pub number: String,
    /// The title without spaces.
    pub title: String,
}

/// Takes lines with leaders off pages, and pages that hold little else.
pub(super) fn take(pages: &mut [Page]) -> Vec<Entry> {
    let mut entries = Vec::new();
    for page in pages {
        let listed: Vec<&str> = page.lines.iter().filter_map(|line| before_leader(&line.text)).collect();
        let headings = listed.iter().filter_map(|line| Heading::of(line));
        entries.extend(headings.map(|one| Entry { number: one.number(), title: squeezed(&one.title) }));
        if listed.len() >= LINES && listed.len() * 2 >= page.lines.len() {
            page.lines.clear();
        } else {
            page.lines.retain(|line| before_leader(&line.text).is_none());
        }
    }
    entries
}

/// Returns what stands before a leader to the number of a page; none if there is no leader.
fn before_leader(line: &str) -> Option<&str> {
    let is_dot = |c: char| ".．…‥・･⋯·".contains(c);
    let number = line.trim_end_matches(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || c.is_whitespace());
    if number.len() == line.len() {
        return None;
    }
    let title = number.trim_end_matches(|c: char| is_dot(c) || c.is_whitespace());
    let dots: usize = number[title.len()..].chars().filter(|c| is_dot(*c)).map(|c| if c == '…' { 3 } else { 1 }).sum();
    (dots >= DOTS).then(|| title.trim())
}

#[cfg(test)]
mod tests {
    use super::super::pages::pages;
    use super::*;

    #[test]
    fn a_page_of_contents_goes_and_what_it_lists_stays() {
        let text = "目次\n1. 基本的な考え方 ........ 3\n1.1 法令による\n  要求事項 …… 4\n2．責任分界・・・・・ 10\n\u{c}1. 基本的な考え方\n本文. 2";
        let mut pages = pages(text).unwrap();
        let entries = take(&mut pages);
        let listed: Vec<(&str, &str)> = entries.iter().map(|one| (one.number.as_str(), one.title.as_str())).collect();
        assert_eq!(listed, [("1", "基本的な考え方"), ("2", "責任分界")]);
        assert_eq!((pages[0].lines.len(), pages[1].lines.len()), (0, 2));
    }
}
