//! Text that is being typed, in one line or several.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::text::clean::{Unseen, steers, unseen};

/// The default limit of characters.
const LIMIT: usize = 200;

/// A text with a cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextInput {
    text: String,
    cursor: usize,
    limit: usize,
    has_lines: bool,
    /// Whether the first text that is inserted takes the place of all there is.
    is_replaced: bool,
}

impl Default for TextInput {
    /// Returns an empty line.
    fn default() -> Self {
        Self { text: String::new(), cursor: 0, limit: LIMIT, has_lines: false, is_replaced: false }
    }
}

impl TextInput {
    /// Returns an input of several lines with a text, the cursor at its end. The limit of characters holds for what is
    /// inserted; the text itself is never cut.
    pub fn of_lines(text: &str, limit: usize) -> Self {
        Self { has_lines: true, ..Self::default() }.holding(text, limit)
    }

    /// Returns an input of one line, otherwise as [`TextInput::of_lines`].
    pub fn of_line(text: &str, limit: usize) -> Self {
        Self::default().holding(text, limit)
    }

    /// Returns an input of one line with a text and the cursor at its end.
    pub fn new(text: &str) -> Self {
        let mut input = Self::default();
        input.insert(text);
        input
    }

    fn holding(mut self, text: &str, limit: usize) -> Self {
        self.limit = usize::MAX;
        self.insert(text);
        self.limit = limit;
        self
    }

    /// Returns the input, whose text is replaced by the first text that is inserted before anything else is done to it.
    pub fn to_be_replaced(mut self) -> Self {
        self.offer();
        self
    }

    /// Lets the first text that is inserted, before anything else is done, take the place of all there is.
    pub fn offer(&mut self) {
        self.is_replaced = !self.text.is_empty();
    }

    /// Returns the text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the first text that is inserted takes the place of all there is.
    pub const fn is_replaced(&self) -> bool {
        self.is_replaced
    }

    /// Returns the text before the cursor.
    pub fn before_cursor(&self) -> &str {
        &self.text[..self.cursor]
    }

    /// Returns how many characters of a text would find no room.
    pub fn excess(&self, text: &str) -> usize {
        let kept = if self.is_replaced { 0 } else { self.text.chars().count() };
        self.clean(text).count().saturating_sub(self.limit.saturating_sub(kept))
    }

    /// Inserts a text at the cursor, up to the limit, see [`TextInput::excess`]. Tabs become spaces, and so do line breaks
    /// in an input of one line. Other characters that [steer][steers] the terminal are removed.
    pub fn insert(&mut self, text: &str) {
        if std::mem::take(&mut self.is_replaced) {
            self.clear();
        }
        let room = self.limit.saturating_sub(self.text.chars().count());
        let clean: String = self.clean(text).take(room).collect();
        self.text.insert_str(self.cursor, &clean);
        self.cursor += clean.len();
    }

    /// Returns the characters of a text that may be inserted.
    fn clean<'a>(&self, text: &'a str) -> impl Iterator<Item = char> + use<'a> {
        let line_break = if self.has_lines { '\n' } else { ' ' };
        let mut letters = text.chars().peekable();
        let spaced = std::iter::from_fn(move || {
            let letter = letters.next()?;
            // The line break of Windows is one.
            if letter == '\r' {
                letters.next_if_eq(&'\n');
            }
            Some(match letter {
                '\t' => ' ',
                c if unseen(c) == Some(Unseen::Break) => line_break,
                other => other,
            })
        });
        spaced.filter(|c| *c == '\n' || !steers(*c))
    }

    /// Moves the cursor to a byte offset; an offset inside a character means the start of that character.
    pub fn move_to(&mut self, at: usize) {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        self.cursor = at;
        self.is_replaced = false;
    }

    /// Puts a text in the place of a part of the text, in bytes, and the cursor behind it.
    pub fn replace(&mut self, part: Range<usize>, text: &str) {
        self.move_to(part.end);
        self.text.replace_range(part.start..self.cursor, "");
        self.cursor = part.start;
        self.insert(text);
    }

    /// Deletes the character before the cursor; all of a text that the next one would take the place of.
    pub fn delete_back(&mut self) {
        if std::mem::take(&mut self.is_replaced) {
            return self.clear();
        }
        let end = self.cursor;
        self.left();
        self.text.replace_range(self.cursor..end, "");
    }

    /// Deletes the character at the cursor.
    pub fn delete_forward(&mut self) {
        let start = self.cursor;
        self.right();
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
    }

    /// Deletes the word before the cursor.
    pub fn delete_word(&mut self) {
        self.is_replaced = false;
        let kept = self.before_cursor().trim_end();
        let start =
            kept.rfind(char::is_whitespace).map_or(0, |at| at + kept[at..].chars().next().map_or(0, char::len_utf8));
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
    }

    /// Deletes from the cursor to the end of the line; at the end of a line, the line break.
    pub fn delete_to_end(&mut self) {
        self.is_replaced = false;
        let behind = &self.text[self.cursor..];
        let length = match behind.find('\n') {
            Some(0) => 1,
            Some(end) => end,
            None => behind.len(),
        };
        self.text.replace_range(self.cursor..self.cursor + length, "");
    }

    /// Deletes everything.
    pub fn clear(&mut self) {
        self.text.clear();
        self.cursor = 0;
    }

    /// Moves one character to the left.
    pub fn left(&mut self) {
        self.is_replaced = false;
        self.cursor = self.before_cursor().grapheme_indices(true).next_back().map_or(0, |(at, _)| at);
    }

    /// Moves one character to the right.
    pub fn right(&mut self) {
        self.is_replaced = false;
        self.cursor += self.text[self.cursor..].graphemes(true).next().map_or(0, str::len);
    }

    /// Moves to the start of the line.
    pub fn home(&mut self) {
        self.is_replaced = false;
        self.cursor = self.before_cursor().rfind('\n').map_or(0, |at| at + 1);
    }

    /// Moves to the end of the line.
    pub fn end(&mut self) {
        self.is_replaced = false;
        let behind = &self.text[self.cursor..];
        self.cursor += behind.find('\n').unwrap_or(behind.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editing() {
        let edited = |edit: fn(&mut TextInput)| {
            let mut input = TextInput::new("二要素 認証");
            edit(&mut input);
            format!("{}|{}", input.before_cursor(), &input.text()[input.before_cursor().len()..])
        };
        assert_eq!(edited(|_| ()), "二要素 認証|");
        assert_eq!(edited(TextInput::delete_back), "二要素 認|");
        assert_eq!(edited(TextInput::delete_word), "二要素 |");
        assert_eq!(edited(TextInput::clear), "|");
        assert_eq!(edited(TextInput::home), "|二要素 認証");
        assert_eq!(edited(TextInput::left), "二要素 認|証");
        assert_eq!(
            edited(|i| {
                i.left();
                i.delete_forward();
            }),
            "二要素 認|"
        );
        assert_eq!(
            edited(|i| {
                i.home();
                i.delete_back();
                i.delete_forward();
            }),
            "|要素 認証"
        );
        assert_eq!(edited(|i| i.insert("a\u{1b}b\nc")), "二要素 認証ab c|");
        assert_eq!(edited(|i| i.insert("\u{feff}葛\u{e0100}\u{e0041}城\u{2028}")), "二要素 認証葛\u{e0100}城 |");
        assert_eq!(TextInput::new(&"あ".repeat(999)).text().chars().count(), LIMIT);
        assert_eq!(TextInput::new("あ").excess(&"い\u{202e}".repeat(LIMIT)), 1);
    }

    #[test]
    fn the_rest_of_a_line_is_deleted_and_at_its_end_the_line_break() {
        let mut note = TextInput::of_lines("一行目\n二行目", 99);
        note.move_to("一".len());
        for left in ["一\n二行目", "一二行目", "一", "一"] {
            note.delete_to_end();
            assert_eq!(note.text(), left);
        }
    }

    #[test]
    fn a_text_to_be_replaced_gives_way_to_the_first_one_typed_unless_it_is_edited() {
        let kept = || TextInput::of_line("ev/none.pdf", 99).to_be_replaced();
        let mut replaced = kept();
        replaced.insert("ev/x");
        replaced.insert("y");
        assert_eq!(replaced.text(), "ev/xy");
        let mut deleted = kept();
        deleted.delete_back();
        assert_eq!(deleted, TextInput::of_line("", 99));
        for edit in [TextInput::end, TextInput::left, TextInput::right, TextInput::home] {
            let mut edited = kept();
            edit(&mut edited);
            edited.insert("x");
            assert_eq!(edited.text().len(), "ev/none.pdf".len() + 1);
        }
    }

    #[test]
    fn several_lines_are_kept_where_they_are_wanted() {
        let mut note = TextInput::of_lines("一行目\r\n二行目\t終\u{1b}\u{202e}", 12);
        assert_eq!(TextInput::of_lines(&"字".repeat(20), 12).text().chars().count(), 20, "a text is never cut");
        assert_eq!(note.text(), "一行目\n二行目 終");
        note.home();
        assert_eq!(note.before_cursor(), "一行目\n");
        note.left();
        note.home();
        note.insert("続きが長い");
        assert_eq!(note.text(), "続きが一行目\n二行目 終", "no more than there is room for");
        note.end();
        assert_eq!(note.before_cursor(), "続きが一行目");
        note.move_to(1);
        assert_eq!(note.before_cursor(), "");
    }
}
