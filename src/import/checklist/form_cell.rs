//! One cell of a form: what stands in it, and the words and signs with which it is answered.

use super::super::file::{CellEdit, CellValue, Grid, Place};

/// The signs with which people mark an answer.
const MARKS: [char; 9] = ['○', '◯', '〇', '●', '☑', '■', '✔', '✓', 'レ'];
/// The signs that say はい and いいえ where a form lists no words for them.
pub(super) const YES_SIGNS: [&str; 7] = ["○", "◯", "〇", "レ", "☑", "✔", "✓"];
pub(super) const NO_SIGNS: [&str; 4] = ["×", "✕", "✖", "☓"];
/// The empty boxes that forms print, each with the one that is ticked.
const BOXES: [(char, char); 2] = [('□', '■'), ('☐', '☑')];

/// A cell of a form with what stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FormCell {
    /// Its place.
    pub(super) place: Place,
    /// What stands in it.
    pub(super) text: String,
    /// The words to choose from, where the form lists them.
    pub(super) words: Vec<String>,
}

/// What is answered to one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormAnswer {
    /// はい.
    Yes,
    /// いいえ.
    No,
    /// The item does not apply.
    NotApplicable,
}

impl FormCell {
    /// Returns the cell at a place of a sheet.
    pub(super) fn at(grid: &Grid, place: Place) -> Self {
        let text = grid.text_at(place).to_owned();
        Self { place, text, words: grid.words_at(place) }
    }

    /// Whether nothing stands there but an empty box.
    pub(super) fn is_blank(&self) -> bool {
        let text = self.text.trim();
        text.is_empty() || BOXES.iter().any(|(empty, _)| text == empty.to_string())
    }

    /// Returns what puts a value there.
    pub(super) fn edit(&self, value: CellValue) -> CellEdit {
        CellEdit { place: self.place, value }
    }

    /// Returns the word of the list of the form that stands for an answer; the usual one if the form has no list.
    pub(super) fn word(&self, answer: FormAnswer) -> Option<String> {
        let (has, lacks, signs, usual) = match answer {
            FormAnswer::Yes => (&["はい"][..], "いいえ", &YES_SIGNS[..], Some("はい")),
            FormAnswer::No => (&["いいえ"][..], "はい", &NO_SIGNS[..], Some("いいえ")),
            FormAnswer::NotApplicable => (&["対象外", "該当なし", "非該当", "該当しない"][..], "はい", &[][..], None),
        };
        let is_meant = |word: &&String| has.iter().any(|has| word.contains(has)) && !word.contains(lacks);
        let is_sign = |word: &&String| signs.contains(&word.trim());
        let listed = self.words.iter().find(is_meant).or_else(|| self.words.iter().find(is_sign));
        // A spreadsheet program refuses what is not in its list.
        listed.cloned().or_else(|| usual.filter(|_| self.words.is_empty()).map(str::to_owned))
    }

    /// Returns the sign of the list of the form that marks a cell, else the usual one.
    pub(super) fn sign(&self) -> String {
        let is_mark = |word: &&String| word.chars().count() == 1 && word.starts_with(MARKS);
        let ticked = BOXES.iter().find(|(empty, _)| self.text.trim() == empty.to_string());
        let usual = ticked.map_or('○', |(_, ticked)| *ticked).to_string();
        self.words.iter().find(is_mark).cloned().unwrap_or(usual)
    }
}

/// Returns a text without the mark or the box before it.
pub(super) fn without_mark(text: &str) -> &str {
    let is_sign = |c: char| MARKS.contains(&c) || BOXES.iter().any(|(empty, _)| *empty == c) || c.is_whitespace();
    text.trim_start_matches(is_sign).trim_end()
}

/// Whether a mark stands before a printed answer.
pub(super) fn is_marked(text: &str, word: &str) -> bool {
    text.find(word).is_some_and(|at| text[..at].trim_end().ends_with(MARKS))
}

/// Returns a text in which the box before a printed answer is ticked, or a circle stands before it.
pub(super) fn marked(text: &str, word: &str) -> String {
    let at = text.find(word).unwrap_or_default();
    let (before, behind) = text.split_at(at);
    let trimmed = before.trim_end();
    for (empty, ticked) in BOXES {
        if let Some(start) = trimmed.strip_suffix(empty) {
            return format!("{start}{ticked}{}{behind}", &before[trimmed.len()..]);
        }
    }
    format!("{before}○{behind}")
}
