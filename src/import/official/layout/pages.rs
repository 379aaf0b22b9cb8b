//! Parts a text into pages and lines.

use crate::language::{t, tr};
use crate::text::clean::clean_line;

use super::super::super::reading::NotRead;

/// The most bytes of text. A guideline of 100 pages has 400 KB.
const TEXT_BYTES: usize = 16 << 20;
/// The most pages.
const PAGES: usize = 3_000;
/// The most lines of all pages.
const LINES: usize = 200_000;
/// The most lines of a page. A text without page breaks is one page.
const PAGE_LINES: usize = 20_000;
/// The most bytes of a line.
const LINE_BYTES: usize = 8_192;
/// How many columns of half width a tab goes on to.
const TAB: usize = 8;

/// A page.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Page {
    /// Its number in the file, from 1, as a viewer shows it.
    pub number: usize,
    /// Its lines that are not blank.
    pub lines: Vec<Line>,
}

/// A line that is not blank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Line {
    /// The number of its page.
    pub page: usize,
    /// How far it stands from the edge, in spaces.
    pub indent: usize,
    /// What it says, clean and without the spaces around it.
    pub text: String,
    /// Whether a blank line stands before it on its page.
    pub is_after_gap: bool,
}

fn too_much(what: &str) -> NotRead {
    let hint = t("PDF から `pdftotext -layout` で作り直したファイルか確かめてください。");
    NotRead::Wrong(tr!("{what}。ガイドラインの本文ではありません。", what), hint)
}

/// Parts a text into pages at form feeds.
///
/// # Errors
///
/// If there is more of anything than a guideline can have.
pub(super) fn pages(text: &str) -> Result<Vec<Page>, NotRead> {
    if text.len() > TEXT_BYTES {
        return Err(too_much(&tr!("文字が多すぎます ({mb} MB まで)", mb = TEXT_BYTES >> 20)));
    }
    let mut pages = Vec::new();
    let mut lines = 0;
    for (index, of_page) in text.split('\u{c}').enumerate() {
        if index >= PAGES {
            return Err(too_much(&tr!("ページが多すぎます ({PAGES} ページまで)", PAGES)));
        }
        let page = page(index + 1, of_page)?;
        lines += page.lines.len();
        if lines > LINES {
            return Err(too_much(&tr!("行が多すぎます ({LINES} 行まで)", LINES)));
        }
        pages.push(page);
    }
    Ok(pages)
}

fn page(number: usize, text: &str) -> Result<Page, NotRead> {
    let mut page = Page { number, lines: Vec::new() };
    let mut is_after_gap = false;
    for line in text.lines() {
        if line.len() > LINE_BYTES {
            return Err(too_much(&tr!(
                "{number} ページに長すぎる行があります ({LINE_BYTES} バイトまで)",
                number,
                LINE_BYTES
            )));
        }
        match Line::of(line) {
            Some(_) if page.lines.len() >= PAGE_LINES => {
                return Err(too_much(&tr!(
                    "{number} ページの行が多すぎます ({PAGE_LINES} 行まで)",
                    number,
                    PAGE_LINES
                )));
            }
            Some(read) => {
                let is_after_gap = std::mem::take(&mut is_after_gap) && !page.lines.is_empty();
                page.lines.push(Line { page: number, is_after_gap, ..read });
            }
            None => is_after_gap = true,
        }
    }
    Ok(page)
}

impl Line {
    /// Reads a line; none if nothing stands on it.
    pub(super) fn of(line: &str) -> Option<Self> {
        let text = line.trim();
        if text.is_empty() {
            return None;
        }
        let start = line.find(|c: char| !c.is_whitespace()).unwrap_or(0);
        let indent = line[..start].chars().fold(0, |at, c| match c {
            '\t' => (at / TAB + 1) * TAB,
            '\u{3000}' => at + 2,
            _ => at + 1,
        });
        let text = clean_line(text);
        (!text.trim().is_empty()).then(|| Self { indent, text, ..Self::default() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_end_at_form_feeds_and_blank_lines_are_gaps() {
        let pages = pages("甲\n\n  乙\r\n\u{c}\n　丙\n\u{c}").unwrap();
        let lines: Vec<(usize, usize, &str, bool)> = pages
            .iter()
            .flat_map(|page| &page.lines)
            .map(|line| (line.page, line.indent, line.text.as_str(), line.is_after_gap))
            .collect();
        assert_eq!(lines, [(1, 0, "甲", false), (1, 2, "乙", true), (2, 2, "丙", false)]);
    }

    #[test]
    fn more_than_a_guideline_has_is_refused() {
        for (text, told) in [
            ("あ".repeat(LINE_BYTES), "長すぎる行"),
            ("\u{c}".repeat(1_000_000), "ページが多すぎます"),
            (format!("{}\u{c}", "a\n".repeat(PAGE_LINES)).repeat(LINES / PAGE_LINES + 1), "行が多すぎます (200000"),
            ("a\n".repeat(PAGE_LINES + 1), "1 ページの行が多すぎます"),
            ("a".repeat(TEXT_BYTES + 1), "文字が多すぎます"),
        ] {
            let refusal = pages(&text).unwrap_err().to_string();
            assert!(refusal.contains(told), "{refusal}");
        }
    }
}
