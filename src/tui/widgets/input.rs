//! A line of text that is being typed.

use unicode_segmentation::UnicodeSegmentation;

/// How many characters a line holds; what is pasted beyond is left out.
const LIMIT: usize = 200;

/// A text and where the next character goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    text: String,
    cursor: usize,
}

impl Input {
    /// Returns a line with a text and the cursor behind it.
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

    /// Inserts a text at the cursor; line ends and tabs become spaces, other control characters go.
    pub fn insert(&mut self, text: &str) {
        let room = LIMIT.saturating_sub(self.text.chars().count());
        let spaced = text.chars().map(|c| if matches!(c, '\t' | '\n' | '\r') { ' ' } else { c });
        let clean: String = spaced.filter(|c| !c.is_control()).take(room).collect();
        self.text.insert_str(self.cursor, &clean);
        self.cursor += clean.len();
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
        *self = Self::default();
    }

    /// Moves one character to the left.
    pub fn left(&mut self) {
        self.cursor = self.before_cursor().grapheme_indices(true).next_back().map_or(0, |(at, _)| at);
    }

    /// Moves one character to the right.
    pub fn right(&mut self) {
        self.cursor += self.text[self.cursor..].graphemes(true).next().map_or(0, str::len);
    }

    /// Moves to the start.
    pub fn home(&mut self) {
        self.cursor = 0;
    }

    /// Moves to the end.
    pub fn end(&mut self) {
        self.cursor = self.text.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editing() {
        let edited = |edit: fn(&mut Input)| {
            let mut input = Input::new("二要素 認証");
            edit(&mut input);
            format!("{}|{}", input.before_cursor(), &input.text()[input.before_cursor().len()..])
        };
        assert_eq!(edited(|_| ()), "二要素 認証|");
        assert_eq!(edited(Input::delete_back), "二要素 認|");
        assert_eq!(edited(Input::delete_word), "二要素 |");
        assert_eq!(edited(Input::clear), "|");
        assert_eq!(edited(Input::home), "|二要素 認証");
        assert_eq!(edited(Input::left), "二要素 認|証");
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
        assert_eq!(Input::new(&"あ".repeat(999)).text().chars().count(), LIMIT);
    }
}
