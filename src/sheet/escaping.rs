//! Escapes texts in the cells of a file, and restores them.

use std::borrow::Cow;

use super::reference::{references_resolved, with_references};

/// How texts in the cells of a file are escaped, so that no program takes them for something else. [`Escaping::undo`]
/// reverses [`Escaping::escape`] exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Escaping {
    /// Not at all: a workbook stores the type of each cell.
    None,
    /// A text that a spreadsheet would run as a formula gets a `'` before it.
    Quoted,
    /// The same, and characters that CP932 lacks are written as `&#x1F600;`.
    QuotedCp932,
}

impl Escaping {
    /// Every escaping.
    pub const ALL: [Self; 3] = [Self::None, Self::Quoted, Self::QuotedCp932];

    pub(super) const fn letter(self) -> &'static str {
        match self {
            Self::None => "p",
            Self::Quoted => "q",
            Self::QuotedCp932 => "s",
        }
    }

    pub(super) fn from_letter(letter: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|escaping| escaping.letter() == letter)
    }

    /// Returns the text to write into a cell.
    pub fn escape(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::None => Cow::Borrowed(text),
            Self::Quoted => quoted(text),
            Self::QuotedCp932 => Cow::Owned(with_references(&quoted(text))),
        }
    }

    /// Returns the original text of a cell.
    pub fn undo(self, cell: &str) -> Cow<'_, str> {
        match self {
            Self::None => Cow::Borrowed(cell),
            Self::Quoted => Cow::Borrowed(unquoted(cell)),
            Self::QuotedCp932 => Cow::Owned(unquoted(&references_resolved(cell)).to_owned()),
        }
    }
}

fn quoted(text: &str) -> Cow<'_, str> {
    if could_run(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

fn unquoted(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|text| could_run(text)).unwrap_or(cell)
}

/// Whether a spreadsheet could take a text for a formula, also after trimming it or converting it to half width, or
/// could take it for a text that is quoted already.
fn could_run(text: &str) -> bool {
    text.starts_with(['\t', '\r', '\n'])
        || text.trim_start().starts_with(['=', '+', '-', '@', '\'', '＝', '＋', '－', '＠', '\u{2212}', '\t', '\r'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_are_defused() {
        let cases = [
            ("=1+1", "'=1+1"),
            ("+81-3-0000-0000", "'+81-3-0000-0000"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("'=1", "''=1"),
            ("'引用'", "''引用'"),
            ("  =1", "'  =1"),
            ("\u{3000}=1", "'\u{3000}=1"),
            ("＝1", "'＝1"),
            ("＋1", "'＋1"),
            ("－1", "'－1"),
            ("−1", "'−1"),
            ("＠x", "'＠x"),
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("1=1", "1=1"),
            ("a-b", "a-b"),
            ("", ""),
        ];
        for (text, cell) in cases {
            assert_eq!(Escaping::Quoted.escape(text), cell, "{text:?}");
            assert_eq!(Escaping::Quoted.undo(cell), text, "{cell:?}");
        }
    }

    #[test]
    fn a_quote_that_people_typed_stays() {
        for cell in ["'語'", "'", "'1"] {
            assert_eq!(Escaping::Quoted.undo(cell), cell);
        }
    }

    proptest! {
        #[test]
        fn undoing_gives_back_the_text(text in "( |\u{3000}|\t|\r|[=+@'-]|＝|&#x|&|26|;|\\PC){0,12}") {
            for escaping in Escaping::ALL {
                let cell = escaping.escape(&text);
                let expected = match escaping {
                    Escaping::QuotedCp932 => super::super::text::fold_look_alikes(&text),
                    Escaping::None | Escaping::Quoted => text.clone(),
                };
                prop_assert_eq!(escaping.undo(&cell), expected, "{:?}", cell);
            }
        }

        #[test]
        fn nothing_quoted_can_run(text in "( |\u{3000}|\t|\r|[=+@-]|＝|－|\\PC){0,6}") {
            for escaping in [Escaping::Quoted, Escaping::QuotedCp932] {
                let cell = escaping.escape(&text).into_owned();
                prop_assert!(cell.starts_with('\'') || !could_run(&cell), "{:?}", cell);
            }
        }
    }
}
