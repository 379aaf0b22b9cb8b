//! Text that is being typed, in one line or several.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::clean::{Unseen, steers, unseen};

/// The default limit of characters; what is pasted beyond it is cut off.
const LIMIT: usize = 200;

/// A text with a cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextInput {
    text: String,
    cursor: usize,
    limit: usize,
    has_lines: bool,
}

impl Default for TextInput {
    /// Returns an empty line.
    fn default() -> Self {
        Self { text: String::new(), cursor: 0, limit: LIMIT, has_lines: false }
    }
}

impl TextInput {
    /// Returns an input of several lines with a text, the cursor at its end, and a limit of characters.
    pub fn of_lines(text: &str, limit: usize) -> Self {
        let mut input = Self { limit, has_lines: true, ..Self::default() };
        input.insert(text);
        input
    }

    /// Returns an input of one line with a text, the cursor at its end, and a limit of characters.
    pub fn of_line(text: &str, limit: usize) -> Self {
        let mut input = Self { limit, ..Self::default() };
        input.insert(text);
        input
    }

    /// Returns an input of one line with a text and the cursor at its end.
    pub fn new(text: &str) -> Self {
        let mut input = Self::default();
        input.insert(text);
        input
    }

    /// Returns the text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the text before the cursor.
    pub fn before_cursor(&self) -> &str {
        &self.text[..self.cursor]
    }

    /// Inserts a text at the cursor, up to the limit. Tabs become spaces, and so do line breaks in an input of one line.
    /// Other characters that [steer][steers] the terminal are removed.
    pub fn insert(&mut self, text: &str) {
        let room = self.limit.saturating_sub(self.text.chars().count());
        let spaced = text.replace("\r\n", "\n");
        let spaced = spaced.chars().map(|c| match c {
            '\t' => ' ',
            c if unseen(c) == Some(Unseen::Break) => {
                if self.has_lines {
                    '\n'
                } else {
                    ' '
                }
            }
            other => other,
        });
        let clean: String = spaced.filter(|c| *c == '\n' || !steers(*c)).take(room).collect();
        self.text.insert_str(self.cursor, &clean);
        self.cursor += clean.len();
    }

    /// Moves the cursor to a byte offset; an offset inside a character means the start of that character.
    pub fn move_to(&mut self, at: usize) {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        self.cursor = at;
    }

    /// Deletes the character before the cursor.
    pub fn delete_back(&mut self) {
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
        let kept = self.before_cursor().trim_end();
        let start =
            kept.rfind(char::is_whitespace).map_or(0, |at| at + kept[at..].chars().next().map_or(0, char::len_utf8));
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
    }

    /// Deletes everything.
    pub fn clear(&mut self) {
        self.text.clear();
        self.cursor = 0;
    }

    /// Moves one character to the left.
    pub fn left(&mut self) {
        self.cursor = self.before_cursor().grapheme_indices(true).next_back().map_or(0, |(at, _)| at);
    }

    /// Moves one character to the right.
    pub fn right(&mut self) {
        self.cursor += self.text[self.cursor..].graphemes(true).next().map_or(0, str::len);
    }

    /// Moves to the start of the line.
    pub fn home(&mut self) {
        self.cursor = self.before_cursor().rfind('\n').map_or(0, |at| at + 1);
    }

    /// Moves to the end of the line.
    pub fn end(&mut self) {
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
    }

    #[test]
    fn several_lines_are_kept_where_they_are_wanted() {
        let mut note = TextInput::of_lines("一行目\r\n二行目\t終\u{1b}\u{202e}", 12);
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
