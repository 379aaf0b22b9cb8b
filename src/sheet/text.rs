//! Plain texts: export and import normalise texts in the same way, so that they can be compared.

use crate::language::t;
use crate::text::clean::{clean_line, clean_recorded_text, clean_text, compared};

/// The most UTF-16 code units that a cell of a spreadsheet can hold.
pub const CELL_LIMIT: usize = 32_767;

/// The most characters of a text that a sentence about it repeats.
const EXCERPT: usize = 40;

/// Pairs of characters that look alike; CP932 has the second one. Programs replace one by the other silently.
pub(super) const LOOK_ALIKES: [(char, char); 9] = [
    ('\u{301c}', '\u{ff5e}'), // 〜 ～
    ('\u{2212}', '\u{ff0d}'), // − －
    ('\u{2014}', '\u{2015}'), // — ―
    ('\u{2016}', '\u{2225}'), // ‖ ∥
    ('\u{a2}', '\u{ffe0}'),   // ¢ ￠
    ('\u{a3}', '\u{ffe1}'),   // £ ￡
    ('\u{ac}', '\u{ffe2}'),   // ¬ ￢
    ('\u{a5}', '\u{ffe5}'),   // ¥ ￥
    ('\u{203e}', '\u{ffe3}'), // ‾ ￣
];

/// Returns a text in the form that a cell holds: cleaned, with `\n` for every line break, trimmed at both ends (also of
/// U+3000), and cut at the limit of a cell.
pub fn plain(text: &str) -> String {
    // First, because what stands beside them is judged by its neighbours.
    fitting(&clean_text(&without_noncharacters(text)))
}

/// Returns a text like [`plain`], but in the form that the first spreadsheets were written with, see
/// [`clean_recorded_text`].
pub fn plain_as_recorded(text: &str) -> String {
    fitting(&without_noncharacters(&clean_recorded_text(text)))
}

/// Returns a text of one line in the form that a cell holds, see [`plain`].
pub(super) fn plain_line(text: &str) -> String {
    plain(&clean_line(text))
}

/// Returns the start of a text on one line, for a sentence about it.
pub fn excerpt(text: &str) -> String {
    excerpt_within(text, EXCERPT)
}

/// Returns the start of a text like [`excerpt`], of so many letters.
pub(super) fn excerpt_within(text: &str, letters: usize) -> String {
    let line = clean_line(text);
    match line.char_indices().nth(letters) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// Returns a text in quotation marks, for a sentence. What a person wrote is put into a sentence with its marks, so that it
/// is not taken for a phrase that can be said in another language.
pub fn quoted(text: &str) -> String {
    [t("「"), text, t("」")].concat()
}

/// Returns what a value was and is, both as they are said to people; either may be empty.
pub fn transition(before: &str, after: &str) -> String {
    let [before, after] = [before, after].map(|value| if value.is_empty() { t("なし") } else { value });
    format!("{before} → {after}")
}

/// Whether nothing is filled in: only white space and invisible characters.
pub fn is_blank(text: &str) -> bool {
    plain(&compared(text)).is_empty()
}

/// Returns a text in which all characters that look alike are the same one.
pub(super) fn fold_look_alikes(text: &str) -> String {
    text.chars().map(|c| LOOK_ALIKES.iter().find(|(from, _)| *from == c).map_or(c, |(_, to)| *to)).collect()
}

/// Whether a character is a noncharacter, which XML cannot hold.
const fn is_noncharacter(c: char) -> bool {
    matches!(c as u32 & 0xffff, 0xfffe | 0xffff)
}

fn without_noncharacters(text: &str) -> String {
    text.chars().filter(|c| !is_noncharacter(*c)).collect()
}

fn fitting(text: &str) -> String {
    let text = text.trim();
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > CELL_LIMIT
    });
    // After cutting, there may be white space at the end.
    end.map_or(text, |(end, _)| text[..end].trim_end()).to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_is_cut_where_a_cell_is_full() {
        let full = "字".repeat(CELL_LIMIT);
        assert_eq!(plain(&full), full);
        assert_eq!(plain(&format!("{full}x")), full);
        // An emoji takes two units and is not torn apart.
        let emoji = format!("{}😀", &full[..full.len() - "字".len()]);
        assert_eq!(plain(&emoji).encode_utf16().count(), CELL_LIMIT - 1);
    }

    #[test]
    fn an_excerpt_is_one_line_and_says_when_it_was_cut() {
        assert_eq!(excerpt("一\n\u{1b}[2J二"), "一 二");
        assert_eq!(excerpt(&"字".repeat(EXCERPT)), "字".repeat(EXCERPT));
        assert_eq!(excerpt(&"字".repeat(EXCERPT + 1)), "字".repeat(EXCERPT) + "…");
    }

    #[test]
    fn blank_is_what_nobody_sees() {
        for text in ["", " ", "\u{3000}\r\n", "\u{0}\u{feff}\u{202e}", "\u{ffff}", "\u{200d} \u{fe0f}"] {
            assert!(is_blank(text), "{text:?}");
        }
        assert!(!is_blank("0"));
    }

    #[test]
    fn what_is_left_alone_by_a_removal_goes_too() {
        assert_eq!(plain("\u{ffff}\u{e0100}"), "");
    }

    proptest! {
        #[test]
        fn plain_is_plain_already(text in "(\\PC|[\\x00-\\x1f]|\u{3000}|\u{feff}|\u{ffff}|〜){0,30}") {
            let once = plain(&text);
            prop_assert_eq!(plain(&once), once.clone());
            prop_assert_eq!(once.trim(), once.as_str());
            let folded = fold_look_alikes(&once);
            prop_assert_eq!(fold_look_alikes(&folded), folded);
        }
    }
}
