//! How many cells text takes, for terminals that disagree about it.
//!
//! Characters such as `※`, `…` or `→` are one or two cells wide depending on the terminal and its font.
//! The rule: a circled or Roman number becomes ASCII; any other such character is given two cells and is
//! marked uncertain, so that the screen writer clears both cells first and sets the cursor anew behind
//! it. Both kinds of terminal then show the same columns. Half-width kana is shown full width and combining marks are
//! composed with their letters, because terminals disagree about both. What steers never reaches the screen. A variation
//! selector takes no cell; it is drawn with the character before it, and that one is uncertain too.
//!
//! The command line prints its texts as they are, for programs as well: see [`Ambiguous::AsIs`].

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::clean::{Unseen, is_ignored, steers, unseen};
use super::kana::is_half_width;

/// What is known about the width of ambiguous characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ambiguous {
    /// Nothing: draw so that both widths line up.
    #[default]
    Unknown,
    /// One cell.
    Narrow,
    /// Two cells.
    Wide,
    /// Nothing, and they are not shown: something in ASCII stands for each.
    Ascii,
    /// One cell, and nothing is shown in place of anything: a text that is printed and not drawn.
    AsIs,
    /// The same, with two cells.
    AsIsWide,
}

impl Ambiguous {
    /// Returns the setting for a number of cells; anything but 1 and 2 means unknown.
    pub const fn from_cells(cells: Option<u8>) -> Self {
        match cells {
            Some(1) => Self::Narrow,
            Some(2) => Self::Wide,
            _ => Self::Unknown,
        }
    }
}

/// A unit of text that is drawn or left out as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glyph<'a> {
    /// What is drawn: one grapheme, or several ASCII characters that stand for one.
    pub text: Cow<'a, str>,
    /// How many cells it takes.
    pub cells: usize,
    /// Where it starts in the text it comes from, in bytes.
    pub start: usize,
    /// Where it ends there.
    pub end: usize,
}

const CIRCLED: [&str; 20] = [
    "(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)", "(11)", "(12)", "(13)", "(14)", "(15)",
    "(16)", "(17)", "(18)", "(19)", "(20)",
];
const ROMAN: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

/// Returns the glyphs of a text: control characters gone, tabs and line ends as spaces.
pub fn glyphs(text: &str, ambiguous: Ambiguous) -> impl Iterator<Item = Glyph<'_>> {
    Glyphs { text, at: 0, ambiguous }
}

/// Cuts a text by the rules of Unicode only where a character is not [plain](plain_cells), and right before it: that takes many
/// times as long, and nearly all characters are plain.
struct Glyphs<'a> {
    text: &'a str,
    /// Where the next glyph starts.
    at: usize,
    ambiguous: Ambiguous,
}

impl<'a> Iterator for Glyphs<'a> {
    type Item = Glyph<'a>;

    fn next(&mut self) -> Option<Glyph<'a>> {
        loop {
            let (start, rest) = (self.at, &self.text[self.at..]);
            let mut chars = rest.chars();
            let first = chars.next()?;
            // What follows may belong to it, unless that is plain, too.
            if let Some(cells) = plain_cells(first)
                && chars.next().is_none_or(|next| plain_cells(next).is_some())
            {
                self.at += first.len_utf8();
                return Some(Glyph { text: rest[..first.len_utf8()].into(), cells, start, end: self.at });
            }
            let grapheme = rest.graphemes(true).next()?;
            self.at += grapheme.len();
            if let Some(glyph) = glyph(start, grapheme, self.ambiguous) {
                return Some(glyph);
            }
        }
    }
}

/// Returns a grapheme as it is drawn; none if nothing is.
fn glyph(start: usize, grapheme: &str, ambiguous: Ambiguous) -> Option<Glyph<'_>> {
    let text = shown(grapheme, ambiguous)?;
    let cells = if text.is_ascii() { text.len() } else { measure(&text, ambiguous).0 };
    (cells > 0).then_some(Glyph { text, cells, start, end: start + grapheme.len() })
}

/// Returns how many cells a character takes that is shown as it is, that every terminal draws alike, and that makes one grapheme
/// with no other of these: most of ASCII and of Japanese. None for any other, which may still be all of that.
const fn plain_cells(c: char) -> Option<usize> {
    match c {
        ' '..='~' => Some(1),
        // Punctuation, kana without the combining marks, ideographs, full-width ASCII.
        '、'..='】'
        | '〔'..='〛'
        | 'ぁ'..='ゖ'
        | 'ァ'..='ヾ'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '！'..='｠' => Some(2),
        _ => None,
    }
}

/// What stands for symbols where only ASCII is wanted.
const SYMBOLS: [(&str, &str); 14] = [
    ("→⇒", "->"),
    ("←⇐", "<-"),
    ("↔⇔", "<->"),
    ("…‥", ".."),
    ("―—–‐─━", "-"),
    ("※★●•◎", "*"),
    ("×", "x"),
    ("○〇◯", "o"),
    ("■□◆◇▲△▼▽", "#"),
    ("“”″", "\""),
    ("‘’′", "'"),
    ("≦≤", "<="),
    ("≧≥", ">="),
    ("±", "+-"),
];

/// Returns what stands for a grapheme on screen; none if nothing may.
fn shown(grapheme: &str, ambiguous: Ambiguous) -> Option<Cow<'_, str>> {
    let first = grapheme.chars().next()?;
    if matches!(ambiguous, Ambiguous::AsIs | Ambiguous::AsIsWide) {
        return Some(grapheme.into());
    }
    let goes = |c| steers(c) || (ambiguous == Ambiguous::Ascii && is_ignored(c));
    if first.len_utf8() < grapheme.len() && unseen(first).is_none() && grapheme.contains(goes) {
        // Tags, for example, are part of the grapheme that they follow.
        let rest: String = grapheme.chars().filter(|c| !goes(*c)).collect();
        return shown(&rest, ambiguous).map(|shown| shown.into_owned().into());
    }
    match first {
        '\t' => Some(" ".into()),
        _ if unseen(first) == Some(Unseen::Break) => Some(" ".into()),
        '①'..='⑳' => Some(CIRCLED[first as usize - '①' as usize].into()),
        '⑴'..='⒇' => Some(CIRCLED[first as usize - '⑴' as usize].into()),
        'Ⅰ'..='Ⅻ' => Some(ROMAN[first as usize - 'Ⅰ' as usize].into()),
        _ if unseen(first).is_some() => None,
        _ if ambiguous == Ambiguous::Ascii && is_ambiguous(grapheme) => {
            let known = SYMBOLS.iter().find(|(symbols, _)| symbols.contains(first));
            Some(known.map_or("?", |(_, ascii)| ascii).into())
        }
        _ if grapheme.chars().any(is_half_width) => Some(grapheme.nfkc().collect::<String>().into()),
        _ if first.len_utf8() < grapheme.len() => Some(grapheme.nfc().collect::<String>().into()),
        _ => Some(grapheme.into()),
    }
}

fn is_ambiguous(grapheme: &str) -> bool {
    grapheme.width() == 1 && grapheme.width_cjk() == 2 && grapheme.chars().count() == 1
}

/// Returns how many cells a grapheme takes, and whether every terminal agrees.
pub fn measure(grapheme: &str, ambiguous: Ambiguous) -> (usize, bool) {
    let narrow = grapheme.width();
    let one = grapheme.chars().count() == 1;
    if is_ambiguous(grapheme) {
        return match ambiguous {
            Ambiguous::Unknown | Ambiguous::Ascii => (2, false),
            Ambiguous::Narrow | Ambiguous::AsIs => (1, true),
            Ambiguous::Wide | Ambiguous::AsIsWide => (2, true),
        };
    }
    (narrow, one || is_row_of_cells(grapheme))
}

/// Whether every character of a glyph takes a cell of its own: ASCII that stands for something.
pub fn is_row_of_cells(glyph: &str) -> bool {
    glyph.is_ascii()
}

/// Returns how many cells a text takes.
pub fn cells(text: &str, ambiguous: Ambiguous) -> usize {
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return text.len();
    }
    glyphs(text, ambiguous).map(|glyph| glyph.cells).sum()
}

/// Returns the text as it fits into a number of cells; a cut is shown by two dots, whatever stands before it.
pub fn clip(text: &str, width: usize, ambiguous: Ambiguous) -> String {
    if cells(text, ambiguous) <= width {
        return glyphs(text, ambiguous).map(|glyph| glyph.text).collect();
    }
    let dots = ".".repeat(width.min(2));
    let mut clipped = fitting(glyphs(text, ambiguous), width - dots.len());
    clipped.truncate(clipped.trim_end_matches('.').len());
    clipped + &dots
}

/// Returns the text as it fits into a number of cells, like [`clip`], but cut where it matters least: in the middle. A question
/// about a file begins with its path and ends with what is asked.
pub fn clip_middle(text: &str, width: usize, ambiguous: Ambiguous) -> String {
    if cells(text, ambiguous) <= width {
        return clip(text, width, ambiguous);
    }
    let all: Vec<Glyph<'_>> = glyphs(text, ambiguous).collect();
    let mut room = width * 3 / 5;
    let behind = all.iter().rev().take_while(|glyph| {
        let fits = glyph.cells <= room;
        room = room.saturating_sub(glyph.cells);
        fits
    });
    let (before, behind) = all.split_at(all.len() - behind.count());
    let behind: String = behind.iter().map(|glyph| glyph.text.as_ref()).collect();
    let left = width.saturating_sub(cells(&behind, ambiguous));
    let before: String = before.iter().map(|glyph| glyph.text.as_ref()).collect();
    clip(&before, left, ambiguous) + &behind
}

/// Returns as much of the glyphs as fits into a number of cells.
fn fitting<'a>(glyphs: impl Iterator<Item = Glyph<'a>>, mut room: usize) -> String {
    let mut text = String::new();
    for glyph in glyphs {
        if glyph.cells > room {
            break;
        }
        room -= glyph.cells;
        text.push_str(&glyph.text);
    }
    text
}

/// Returns the text clipped to a number of cells and filled up with spaces.
pub fn pad(text: &str, width: usize, ambiguous: Ambiguous) -> String {
    let clipped = clip(text, width, ambiguous);
    filled(&clipped, width, ambiguous)
}

/// Returns the text filled up with spaces to a number of cells; a longer one as it is.
pub fn filled(text: &str, width: usize, ambiguous: Ambiguous) -> String {
    let missing = width.saturating_sub(cells(text, ambiguous));
    format!("{text}{}", " ".repeat(missing))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn width_of_text_by_setting() {
        // text, unknown, narrow, wide
        for (text, unknown, narrow, wide) in [
            ("abc", 3, 3, 3),
            ("二要素", 6, 6, 6),
            ("14.⑤", 6, 6, 6),
            ("Ⅰ~Ⅳ", 4, 4, 4),
            ("※1", 3, 2, 3),
            ("a…b", 4, 3, 4),
            ("ｶﾞｲﾄﾞ", 6, 6, 6),
            ("か\u{3099}", 2, 2, 2),
            ("a\u{1b}[31mb\u{202e}\u{200b}", 6, 6, 6),
            ("a\tb\r\n", 4, 4, 4),
            ("葛\u{e0100}城", 4, 4, 4),
            ("神\u{fe00}a\u{200d}b\u{fe0f}", 4, 4, 4),
            ("印\u{e0041}\u{feff}\u{2060}", 2, 2, 2),
        ] {
            for (ambiguous, expected) in
                [(Ambiguous::Unknown, unknown), (Ambiguous::Narrow, narrow), (Ambiguous::Wide, wide)]
            {
                assert_eq!(cells(text, ambiguous), expected, "{text} {ambiguous:?}");
            }
        }
    }

    /// The glyphs of a text, cut by the rules of Unicode throughout.
    fn by_the_rules(text: &str, ambiguous: Ambiguous) -> Vec<Glyph<'_>> {
        text.grapheme_indices(true).filter_map(|(start, grapheme)| glyph(start, grapheme, ambiguous)).collect()
    }

    const ALL: [Ambiguous; 6] = [
        Ambiguous::Unknown,
        Ambiguous::Narrow,
        Ambiguous::Wide,
        Ambiguous::Ascii,
        Ambiguous::AsIs,
        Ambiguous::AsIsWide,
    ];

    #[test]
    fn a_plain_character_is_what_the_rules_make_of_it() {
        let plain: Vec<char> = ('\0'..=char::MAX).filter(|c| plain_cells(*c).is_some()).collect();
        assert!(plain.len() > 27_000);
        for ambiguous in ALL {
            for c in &plain {
                let text = c.to_string();
                let glyph =
                    Glyph { text: text.as_str().into(), cells: plain_cells(*c).unwrap(), start: 0, end: text.len() };
                assert_eq!(by_the_rules(&text, ambiguous), [glyph], "{c:?} {ambiguous:?}");
                assert!(measure(&text, ambiguous).1, "{c:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn a_text_is_cut_as_the_rules_cut_it(
            text in "([ -~、-】ぁ-ゖァ-ヾ一-龠！-｠]|[\\x00-\\x1f\u{300}-\u{304}\u{3099}\u{309a}\u{fe00}-\u{fe0f}]|[①-⑳Ⅰ-Ⅻ※→…ｶﾞﾟ]|[\u{200d}\u{e0100}\u{1f468}\u{1f1ef}\u{1f1f5}가각\u{1100}\u{1161}]|\\PC){0,24}"
        ) {
            for ambiguous in ALL {
                prop_assert_eq!(glyphs(&text, ambiguous).collect::<Vec<_>>(), by_the_rules(&text, ambiguous));
            }
        }
    }

    #[test]
    fn what_terminals_disagree_about_is_composed() {
        let shown =
            |text: &str| glyphs(text, Ambiguous::Unknown).map(|glyph| glyph.text.into_owned()).collect::<String>();
        assert_eq!(shown("ｶﾞｲﾄﾞﾗｲﾝ｡"), "ガイドライン。");
        assert_eq!(shown("か\u{3099}e\u{301}"), "がé");
        assert_eq!(shown("か\u{309a}👨\u{200d}👩"), "か\u{309a}👨\u{200d}👩", "what has no composed form stays");
    }

    #[test]
    fn what_steers_goes_and_the_form_of_a_character_stays() {
        let text = "葛\u{e0100}\u{e0041}城\u{202e}か\u{feff}神\u{fe00}";
        let found: Vec<_> = glyphs(text, Ambiguous::Unknown).map(|g| (g.text.into_owned(), g.start, g.end)).collect();
        let shown: Vec<&str> = found.iter().map(|(text, ..)| text.as_str()).collect();
        assert_eq!(shown, ["葛\u{e0100}", "城", "か", "神\u{fe00}"]);
        assert_eq!(&text[found[0].1..found[0].2], "葛\u{e0100}\u{e0041}");
    }

    #[test]
    fn what_is_printed_stays_as_it_is() {
        // text, cells
        for (text, width) in [("14.⑤", 4), ("※→…", 3), ("ｶﾞｲﾄﾞ", 5), ("Ⅰ", 1), ("葛\u{e0100}", 2)]
        {
            assert_eq!(cells(text, Ambiguous::AsIs), width, "{text}");
            assert_eq!(clip(text, width, Ambiguous::AsIs), text);
        }
        assert_eq!(filled("対応", 6, Ambiguous::AsIs), "対応  ");
        assert_eq!(filled("対応", 2, Ambiguous::AsIs), "対応");
    }

    #[test]
    fn where_only_ascii_is_wanted_no_symbol_is_left() {
        let shown: String = glyphs("※①→⑴…∴「二要素」", Ambiguous::Ascii).map(|glyph| glyph.text).collect();
        assert_eq!(shown, "*(1)->(1)..?「二要素」");
        assert_eq!(cells("※①→", Ambiguous::Ascii), 6);
        assert_eq!(glyphs("※\u{fe0e}", Ambiguous::Ascii).map(|glyph| glyph.text).collect::<String>(), "*");
    }

    #[test]
    fn a_text_is_cut_between_glyphs() {
        for (text, width, expected) in [
            ("二要素認証", 10, "二要素認証"),
            ("二要素認証", 9, "二要素.."),
            ("二要素認証", 8, "二要素.."),
            ("二要素認証", 7, "二要.."),
            ("運用 14.⑤", 11, "運用 14.(5)"),
            ("運用 14.⑤", 10, "運用 14.."),
            ("二要素", 1, "."),
            ("二要素", 0, ""),
        ] {
            assert_eq!(clip(text, width, Ambiguous::Unknown), expected);
        }
        assert_eq!(pad("二要素認証", 9, Ambiguous::Unknown), "二要素.. ");
    }

    #[test]
    fn a_question_keeps_its_end() {
        for (text, width, expected) in [
            ("/a/二要素.csv を置きかえますか", 40, "/a/二要素.csv を置きかえますか"),
            ("/a/二要素.csv を置きかえますか", 24, "/a/二要..置きかえますか"),
            ("二要素認証", 0, ""),
        ] {
            assert_eq!(clip_middle(text, width, Ambiguous::Unknown), expected);
        }
    }

    #[test]
    fn glyphs_point_into_the_original() {
        let found: Vec<_> =
            glyphs("14.⑤※", Ambiguous::Unknown).map(|g| (g.text.into_owned(), g.start, g.end)).collect();
        assert_eq!(found[3], ("(5)".to_owned(), 3, 6));
        assert_eq!(found[4], ("※".to_owned(), 6, 9));
    }

    #[test]
    fn terminals_disagree_about_these() {
        for (grapheme, certain) in
            [("二", true), ("a", true), ("※", false), ("ガ", true), ("か\u{309a}", false), ("葛\u{e0100}", false)]
        {
            assert_eq!(measure(grapheme, Ambiguous::Unknown).1, certain, "{grapheme}");
        }
        assert!(measure("※", Ambiguous::Narrow).1);
    }
}
