//! Puts lines together that a page has broken.

use super::super::marks::is_nested;

/// The fewest spaces between the cells of a row.
const CELL_GAP: &str = "   ";

/// A text that grows line by line.
#[derive(Debug, Default)]
pub(super) struct Paragraphs {
    text: String,
    /// Whether the last line is a row of a table.
    is_in_table: bool,
}

impl Paragraphs {
    /// Adds a line.
    pub(super) fn push(&mut self, line: &str) {
        let is_row = line.contains(CELL_GAP);
        let line = if is_row { cells(line) } else { line.to_owned() };
        let begins = is_row || self.is_in_table || is_nested(&line);
        if begins {
            self.part();
        } else if needs_space(&self.text, &line) {
            self.text.push(' ');
        }
        self.text += &line;
        self.is_in_table = is_row;
    }

    /// Returns how many bytes it has.
    pub(super) const fn len(&self) -> usize {
        self.text.len()
    }

    /// Ends a paragraph: the next line begins another one.
    pub(super) fn part(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// Whether the last line ends amid a sentence, as far as its end tells. Items that are no sentences end with a noun, or
    /// with what has to be done.
    pub(super) fn is_open(&self) -> bool {
        let text = self.text.trim_end();
        let goes_on = |c: char| matches!(c, '\u{3041}'..='\u{309F}' | '、' | '，' | '「' | '（' | '(');
        text.ends_with(goes_on) && !["こと", "もの", "る"].iter().any(|end| text.ends_with(end))
    }

    /// Whether a sentence has ended.
    pub(super) fn is_closed(&self) -> bool {
        self.text.trim_end().ends_with(['。', '）', ')', '」'])
    }

    /// Returns the text, and begins another one.
    pub(super) fn take(&mut self) -> String {
        std::mem::take(self).text
    }
}

/// Returns the cells of a row with one wide space between them.
fn cells(row: &str) -> String {
    let cells = row.split(CELL_GAP).map(str::trim).filter(|cell| !cell.is_empty());
    cells.collect::<Vec<_>>().join("\u{3000}")
}

/// Whether a space was between two lines before the page broke them: Japanese has none.
fn needs_space(before: &str, line: &str) -> bool {
    let is_latin = |c: char| c.is_ascii_graphic();
    let (last, first) = (before.chars().next_back(), line.chars().next());
    last.is_some_and(|c| is_latin(c) && c != '-') && first.is_some_and(is_latin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_lines_are_joined_and_parts_begin_anew() {
        let mut text = Paragraphs::default();
        for line in [
            "利用者を識",
            "別し、Microsoft",
            "Entra を使",
            "うこと。",
            "(1) 甲",
            "の続き",
            "区分   期限   担当",
            "あ   い   う",
            "乙",
        ] {
            text.push(line);
        }
        assert_eq!(
            text.take(),
            "利用者を識別し、Microsoft Entra を使うこと。\n(1) 甲の続き\n区分\u{3000}期限\u{3000}担当\nあ\u{3000}い\u{3000}う\n乙"
        );
        assert_eq!(text.take(), "");
        for line in ["甲。", "乙"] {
            text.part();
            text.push(line);
        }
        assert_eq!(text.take(), "甲。\n乙");
    }

    #[test]
    fn a_sentence_that_goes_on_is_open() {
        for (line, is_open) in [
            ("用語は、", true),
            ("手順を定め", true),
            ("行うこと。", false),
            ("行うこと", false),
            ("甲の整備", false),
            ("", false),
        ] {
            let mut text = Paragraphs::default();
            text.push(line);
            assert_eq!(text.is_open(), is_open, "{line}");
        }
    }
}
