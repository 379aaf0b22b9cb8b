//! A note or another field that is being written.

use std::ops::Range;

use crate::model::Id;
use crate::sheet::{AnswerField, NOTE_LIMIT};
use crate::text::width::{Ambiguous, cells};
use crate::text::wrap::wrap;
use crate::tui::app::selection::Motion;
use crate::tui::app::text_input::TextInput;

/// How many lines a page of a note is.
const PAGE: usize = 6;

/// A field of a clause that is typed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditableField {
    /// The note, of several lines.
    Note,
    /// Who takes care of it.
    Owner,
    /// Until when.
    Due,
    /// Why it does not apply.
    Reason,
    /// A file or a URL that shows how things are.
    Evidence,
}

impl EditableField {
    /// Returns the Japanese name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "メモ",
            Self::Owner => "担当者",
            Self::Due => "期限 (2027-03-31、令和9年3月31日 など)",
            Self::Reason => "対象外の理由",
            Self::Evidence => "証跡 (ファイルの場所か URL)",
        }
    }

    /// Returns the name without what it has to look like.
    pub fn short_name(self) -> &'static str {
        self.name().split(' ').next().unwrap_or_default()
    }
}

impl EditableField {
    /// Returns which answer it is, read and limited as everywhere else; none for evidence.
    pub const fn answer_field(self) -> Option<AnswerField> {
        match self {
            Self::Note => Some(AnswerField::Note),
            Self::Owner => Some(AnswerField::Owner),
            Self::Due => Some(AnswerField::Due),
            Self::Reason => Some(AnswerField::Reason),
            Self::Evidence => None,
        }
    }
}

/// A field of a clause, being written: mostly the note.
#[derive(Clone, Debug)]
pub struct FieldEditor {
    /// The clause.
    pub clause: Id,
    /// What is written of it.
    pub field: EditableField,
    /// What is written.
    pub input: TextInput,
    /// What was recorded when it was opened.
    pub before: String,
}

impl FieldEditor {
    /// Returns the note of a clause with a text that may differ from what is recorded.
    pub fn new(clause: Id, before: String, text: &str) -> Self {
        Self { clause, field: EditableField::Note, input: TextInput::of_lines(text, NOTE_LIMIT), before }
    }

    /// Returns another field of a clause, of one line, with a text that may differ from what is recorded.
    pub fn of_field(clause: Id, field: EditableField, before: String, text: &str) -> Self {
        Self { clause, field, input: TextInput::of_line(text, NOTE_LIMIT), before }
    }

    /// Returns what it is kept under while it is begun and not recorded.
    pub fn draft_key(clause: &str, field: EditableField) -> String {
        match field {
            EditableField::Note => clause.to_owned(),
            EditableField::Owner => format!("{clause}#owner"),
            EditableField::Due => format!("{clause}#due"),
            EditableField::Reason => format!("{clause}#reason"),
            EditableField::Evidence => format!("{clause}#evidence"),
        }
    }

    /// Whether something was written that is not recorded.
    pub fn is_changed(&self) -> bool {
        self.input.text() != self.before
    }

    /// Returns the lines as they are shown at a width, as byte ranges of the text.
    pub fn lines(&self, width: usize, ambiguous: Ambiguous) -> Vec<Range<usize>> {
        let text = self.input.text();
        let mut lines = Vec::new();
        let mut start = 0;
        for line in text.split('\n') {
            let shown = wrap(line, width, ambiguous);
            // Spaces at a break belong to the line before it, so that the cursor has a place there.
            for (at, range) in shown.iter().enumerate() {
                let end = shown.get(at + 1).map_or(line.len(), |next| next.start);
                lines.push(start + range.start..start + end);
            }
            start += line.len() + 1;
        }
        lines
    }

    /// Returns the line and the cell that the cursor stands on.
    pub fn cursor(&self, lines: &[Range<usize>], ambiguous: Ambiguous) -> (usize, usize) {
        let at = self.input.before_cursor().len();
        let row = lines.iter().rposition(|line| line.start <= at).unwrap_or(0);
        let before = lines.get(row).map_or("", |line| &self.input.text()[line.start..at.min(line.end)]);
        (row, cells(before, ambiguous))
    }

    /// Moves the cursor over shown lines, in its column as far as there is one.
    pub fn move_lines(&mut self, motion: Motion, width: usize, ambiguous: Ambiguous) {
        let lines = self.lines(width, ambiguous);
        let (row, column) = self.cursor(&lines, ambiguous);
        let target = motion.within(row, lines.len().saturating_sub(1), PAGE);
        let Some(line) = lines.get(target) else { return };
        let text = &self.input.text()[line.clone()];
        let fits = text.char_indices().map(|(at, c)| (at, at + c.len_utf8()));
        let reached = fits.take_while(|(_, end)| cells(&text[..*end], ambiguous) <= column).last();
        let at = line.start + reached.map_or(0, |(_, end)| end);
        self.input.move_to(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(editor: &FieldEditor, width: usize) -> Vec<String> {
        editor.lines(width, Ambiguous::Unknown).into_iter().map(|line| editor.input.text()[line].to_owned()).collect()
    }

    #[test]
    fn every_byte_stands_on_a_line() {
        let editor = FieldEditor::new("c".into(), String::new(), "二要素認証を 設定した\n\n確認済");
        assert_eq!(shown(&editor, 10), ["二要素認証", "を 設定し", "た", "", "確認済"]);
        assert!(editor.is_changed());
    }

    #[test]
    fn the_cursor_moves_by_shown_lines_in_its_column() {
        let mut editor = FieldEditor::new("c".into(), String::new(), "二要素認証を設定した\n\n確認済");
        let place = |editor: &FieldEditor| editor.cursor(&editor.lines(10, Ambiguous::Unknown), Ambiguous::Unknown);
        assert_eq!(place(&editor), (3, 6));
        for expected in [(2, 0), (1, 0), (0, 0), (0, 0)] {
            editor.move_lines(Motion::Previous, 10, Ambiguous::Unknown);
            assert_eq!(place(&editor), expected);
        }
        editor.input.end();
        assert_eq!(place(&editor), (1, 10), "the end of a line that goes on below");
        editor.move_lines(Motion::PageDown, 10, Ambiguous::Unknown);
        assert_eq!(place(&editor), (3, 6));
    }
}
