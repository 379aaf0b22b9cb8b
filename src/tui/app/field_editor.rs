//! The editor of one field of a clause: mostly the note.

use std::ops::Range;

use crate::language::t;
use crate::model::Id;
use crate::search::reading_of_value;
use crate::sheet::{AnswerField, Cell};
use crate::text::width::{Ambiguous, cells};
use crate::text::wrap::wrap;
use crate::tui::app::selection::Motion;
use crate::tui::app::text_input::TextInput;
use crate::tui::view::text;

/// How many lines a page is.
const PAGE: usize = 6;

/// How many characters can be typed or pasted. It is far more than any field may have, so that a text that is too long
/// can be shortened here; what goes beyond it is refused.
pub const TYPING_LIMIT: usize = 50_000;

/// What of a clause is edited as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditableField {
    /// The answer to a field of the form.
    Answer(AnswerField),
    /// Evidence: the path of a file, or a URL.
    Evidence,
    /// Why what is recorded is sent back.
    Return,
}

impl EditableField {
    /// The note.
    pub const NOTE: Self = Self::Answer(AnswerField::Note);

    /// Whether it has several lines.
    pub const fn has_lines(self) -> bool {
        matches!(self, Self::Answer(AnswerField::Note | AnswerField::Cause | AnswerField::Action))
    }

    /// Returns the Japanese name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Answer(field) => field.name(),
            Self::Evidence => "証跡",
            Self::Return => "差し戻す理由",
        }
    }

    /// Returns the code, for the keys of drafts.
    const fn code(self) -> &'static str {
        match self {
            Self::Answer(field) => field.code(),
            Self::Evidence => "evidence",
            Self::Return => "return",
        }
    }

    /// Returns the field that a draft is of, see [`FieldEditor::draft_key`].
    pub fn of_draft(key: &str) -> Option<Self> {
        let Some((_, code)) = key.rsplit_once('#') else { return Some(Self::NOTE) };
        let answers = AnswerField::ALL.into_iter().map(Self::Answer);
        answers.chain([Self::Evidence, Self::Return]).find(|field| field.code() == code)
    }

    /// Whether it is a day.
    pub const fn is_day(self) -> bool {
        matches!(self, Self::Answer(field) if matches!(field.cell(), Cell::Day))
    }

    /// Returns examples of what to type, if the name does not say enough.
    const fn examples(self) -> Option<&'static str> {
        match self {
            Self::Evidence => Some("ファイルの場所か URL"),
            _ if self.is_day() => Some("12/20、月末、+2w、2027-03-31 など"),
            Self::Answer(_) | Self::Return => None,
        }
    }

    /// Returns the name, with examples in brackets.
    pub fn title(self) -> String {
        match self.examples() {
            Some(examples) => format!("{} ({})", t(self.name()), t(examples)),
            None => t(self.name()).to_owned(),
        }
    }
}

/// How the fields in the list of them are read, and no value. The values are read as those of filters.
const READINGS: [(&str, &str); 12] = [
    (text::EMPTIED, "なし"),
    (AnswerField::Grade.name(), "してきのとうきゅう"),
    (AnswerField::Cause.name(), "してきのげんいん"),
    (AnswerField::Action.name(), "ぜせいさく"),
    (AnswerField::ActionOwner.name(), "ぜせいのたんとうしゃ"),
    (AnswerField::ActionDue.name(), "ぜせいのきげん"),
    (AnswerField::ActionState.name(), "ぜせいのじょうたい"),
    (AnswerField::AcceptUntil.name(), "れいがいのきげん"),
    (AnswerField::AcceptedBy.name(), "ざんりゅうりすくをうけいれたひと"),
    (AnswerField::AcceptWhy.name(), "れいがいのりゆう"),
    (AnswerField::Review.name(), "かくにんのけっか"),
    (AnswerField::ReviewWord.name(), "かくにんのことば"),
];

/// Returns the reading of the name of a value or of a field; empty if it is not known.
pub(super) fn reading(name: &str) -> &'static str {
    let of_field = || READINGS.iter().find(|(known, _)| *known == name).map(|(_, reading)| *reading);
    reading_of_value(name).or_else(of_field).unwrap_or_default()
}

/// Returns the names of the values that a field is chosen from, that of none last; none for a text or a day.
pub fn names_of(field: AnswerField) -> Option<Vec<&'static str>> {
    match field.cell() {
        Cell::Choice(names) => Some(names()),
        Cell::Maybe(names) => Some(names().into_iter().chain([text::EMPTIED]).collect()),
        Cell::Day | Cell::Text => None,
    }
}

/// The list of fields that one comes back to, as soon as the one chosen from it is filled in or left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldList {
    /// The clauses whose fields are listed.
    pub clauses: Vec<Id>,
    /// The field that was chosen.
    pub chosen: AnswerField,
}

/// A field of clauses with the text as edited so far.
#[derive(Clone, Debug)]
pub struct FieldEditor {
    /// The clauses that the text is for, the first one with the draft. Never empty. They are those that were meant when
    /// the editor was opened, whatever happens below it.
    pub clauses: Vec<Id>,
    /// The field.
    pub field: EditableField,
    /// The text as edited so far.
    pub input: TextInput,
    /// The recorded value when the editor was opened.
    pub before: String,
    /// Whether it waits for the disk. Until then it takes no keys.
    pub is_busy: bool,
}

impl FieldEditor {
    /// Returns an editor of a field. `before` is the recorded value, `text` what is edited: the same, or a draft.
    pub fn new(clauses: Vec<Id>, field: EditableField, before: String, text: &str) -> Self {
        let input = match field {
            field if field.has_lines() => TextInput::of_lines(text, TYPING_LIMIT),
            EditableField::Answer(_) | EditableField::Return => TextInput::of_line(text, TYPING_LIMIT),
            // A path that was not found is rarely the beginning of the right one.
            EditableField::Evidence => TextInput::of_line(text, TYPING_LIMIT).to_be_replaced(),
        };
        Self { clauses, field, input, before, is_busy: false }
    }

    /// Returns the key of its draft, see [`FieldEditor::draft_key`].
    pub fn key(&self) -> String {
        Self::draft_key(self.clauses.first().map_or("", String::as_str), self.field)
    }

    /// Returns the key under which a draft of a field is kept, on disk too: it never changes.
    pub fn draft_key(clause: &str, field: EditableField) -> String {
        match field {
            EditableField::NOTE => clause.to_owned(),
            field => format!("{clause}#{}", field.code()),
        }
    }

    /// Whether the text differs from the recorded value.
    pub fn is_changed(&self) -> bool {
        self.input.text() != self.before
    }

    /// Returns the wrapped lines at a width, as byte ranges of the text.
    pub fn lines(&self, width: usize, ambiguous: Ambiguous) -> Vec<Range<usize>> {
        let text = self.input.text();
        let mut lines = Vec::new();
        let mut start = 0;
        for line in text.split('\n') {
            let shown = wrap(line, width, ambiguous);
            // Spaces at a line break belong to the line before it, so that the cursor can stand on them.
            for (at, range) in shown.iter().enumerate() {
                let end = shown.get(at + 1).map_or(line.len(), |next| next.start);
                lines.push(start + range.start..start + end);
            }
            start += line.len() + 1;
        }
        lines
    }

    /// Returns the line and column (in cells) of the cursor.
    pub fn cursor(&self, lines: &[Range<usize>], ambiguous: Ambiguous) -> (usize, usize) {
        let at = self.input.before_cursor().len();
        let row = lines.iter().rposition(|line| line.start <= at).unwrap_or(0);
        let before = lines.get(row).map_or("", |line| &self.input.text()[line.start..at.min(line.end)]);
        (row, cells(before, ambiguous))
    }

    /// Moves the cursor by wrapped lines, keeping its column where the line is long enough.
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

    fn note(text: &str) -> FieldEditor {
        FieldEditor::new(vec!["c".into()], EditableField::NOTE, String::new(), text)
    }

    fn shown(editor: &FieldEditor, width: usize) -> Vec<String> {
        editor.lines(width, Ambiguous::Unknown).into_iter().map(|line| editor.input.text()[line].to_owned()).collect()
    }

    #[test]
    fn drafts_of_older_versions_are_found() {
        let fields = [AnswerField::Owner, AnswerField::Due, AnswerField::Reason].map(EditableField::Answer);
        let fields = [EditableField::NOTE, EditableField::Evidence].into_iter().chain(fields);
        let keys: Vec<String> = fields.clone().map(|field| FieldEditor::draft_key("a.1", field)).collect();
        assert_eq!(keys, ["a.1", "a.1#evidence", "a.1#owner", "a.1#due", "a.1#reason"]);
        assert!(keys.iter().zip(fields).all(|(key, field)| EditableField::of_draft(key) == Some(field)));
    }

    #[test]
    fn every_value_that_is_chosen_has_a_name_that_is_read_and_a_reading() {
        for field in AnswerField::ALL {
            for name in names_of(field).into_iter().flatten() {
                assert!(field.read(name).is_ok() && !reading(name).is_empty(), "{field:?} {name}");
            }
        }
    }

    #[test]
    fn every_byte_stands_on_a_line() {
        let editor = note("二要素認証を 設定した\n\n確認済");
        assert_eq!(shown(&editor, 10), ["二要素認証", "を 設定し", "た", "", "確認済"]);
        assert!(editor.is_changed());
    }

    #[test]
    fn the_cursor_moves_by_shown_lines_in_its_column() {
        let mut editor = note("二要素認証を設定した\n\n確認済");
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
