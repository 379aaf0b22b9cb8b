//! Takes off what stands at the top and the bottom of pages: heads, feet and page numbers.

use std::collections::{HashMap, HashSet};

use super::super::marks::{Heading, bracketed, circled};
use super::pages::Page;
use super::squeezed;

/// How many lines at each edge may be a head or a foot.
const EDGE: usize = 2;
/// On how many pages a head or foot stands at least, and on which part of all pages.
const PAGES: usize = 3;
const PART: usize = 5;

/// Takes heads, feet and page numbers off pages. Returns each head and foot once.
pub(super) fn strip(pages: &mut [Page]) -> Vec<String> {
    let mut counts: HashMap<(bool, String), usize> = HashMap::new();
    for page in pages.iter() {
        for key in edges(page) {
            *counts.entry(key).or_default() += 1;
        }
    }
    let printed = pages.iter().filter(|page| !page.lines.is_empty()).count();
    counts.retain(|_, count| *count >= PAGES && *count * PART >= printed);
    let mut heads = Heads::default();
    for page in pages {
        for is_top in [true, false] {
            let mut stripped = 0;
            while let Some(text) = edge(page, is_top, stripped) {
                let is_repeated = key(text, stripped).is_some_and(|key| counts.contains_key(&(is_top, key)));
                if !is_repeated && !is_page_number(text) {
                    break;
                }
                stripped += 1;
                if is_repeated {
                    heads.add(text);
                }
            }
            let from = if is_top { 0 } else { page.lines.len() - stripped };
            page.lines.drain(from..from + stripped);
        }
    }
    heads.texts
}

/// Heads and feet, each once.
#[derive(Default)]
struct Heads {
    texts: Vec<String>,
    seen: HashSet<String>,
}

impl Heads {
    fn add(&mut self, text: &str) {
        if self.seen.insert(text.to_owned()) {
            self.texts.push(text.to_owned());
        }
    }
}

/// Returns the line that stands so far from an edge of a page.
fn edge(page: &Page, is_top: bool, at: usize) -> Option<&str> {
    let line = if is_top { page.lines.get(at) } else { page.lines.iter().rev().nth(at) };
    line.map(|line| line.text.as_str())
}

fn edges(page: &Page) -> impl Iterator<Item = (bool, String)> {
    let places = [true, false].into_iter().flat_map(|is_top| (0..EDGE).map(move |at| (is_top, at)));
    places.filter_map(|(is_top, at)| Some((is_top, key(edge(page, is_top, at)?, at)?)))
}

/// Returns what heads and feet have in common on all pages; none for what begins an item, a list or a section. Only the
/// outermost line has the number of its page in it: further in, lines that differ in a number are text.
fn key(line: &str, at: usize) -> Option<String> {
    let is_heading = Heading::of(line).is_some_and(|heading| heading.is_marked);
    let is_of_text = is_heading || bracketed(line).is_some() || circled(line).is_some() || is_page_number(line);
    let is_outermost = at == 0;
    let key = || squeezed(line).chars().map(|c| if is_outermost && c.is_ascii_digit() { '0' } else { c }).collect();
    (!is_of_text).then(key)
}

/// Whether nothing but the number of a page stands on a line: `23`, `- 23 -`, `p. 23`, `23/51`, `iv`.
fn is_page_number(line: &str) -> bool {
    let bare = squeezed(line);
    let bare = bare.trim_matches(|c| "-‐–—−ー・|()[]".contains(c));
    let bare = bare
        .strip_prefix("p.")
        .or_else(|| bare.strip_prefix("page"))
        .or_else(|| bare.strip_prefix('p'))
        .unwrap_or(bare);
    let bare = bare.strip_suffix("ページ").unwrap_or(bare);
    let is_number = |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let is_roman = !bare.is_empty() && bare.len() <= 5 && bare.bytes().all(|b| b"ivx".contains(&b));
    is_roman || bare.split('/').count() <= 2 && bare.split('/').all(is_number)
}

#[cfg(test)]
mod tests {
    use super::super::pages::pages;
    use super::*;

    #[test]
    fn heads_feet_and_numbers_go_and_items_stay() {
        let page = |n: u32| format!("ガイドライン 第6.0版\n{n}.1 目的\n【遵守事項】\n① 本文{n}\n続き{n}\n - {n} -\n");
        let text: Vec<String> = (1..=6).map(page).collect();
        let mut pages = pages(&text.join("\u{c}")).unwrap();
        assert_eq!(strip(&mut pages), ["ガイドライン 第6.0版"]);
        for (page, at) in pages.iter().zip(1..) {
            let lines: Vec<&str> = page.lines.iter().map(|line| line.text.as_str()).collect();
            let text = [format!("{at}.1 目的"), "【遵守事項】".to_owned(), format!("① 本文{at}"), format!("続き{at}")];
            assert_eq!(lines, text);
        }
    }

    #[test]
    fn numbers_of_pages_are_told_from_text() {
        for line in ["23", "- 23 -", "－２３－", "p. 23", "P.3", "23/51", "23 ページ", "iv"] {
            assert!(is_page_number(line), "{line}");
        }
        for line in ["23桁", "1/2/3", "", "14.", "甲", "20231"] {
            assert!(!is_page_number(line), "{line}");
        }
    }
}
