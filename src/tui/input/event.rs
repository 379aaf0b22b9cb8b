//! Events of keyboard and mouse, normalized: terminals report the same key in different ways.

use std::fmt;

use ratatui::layout::Position;

/// A key without its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// A character; letters keep their case.
    Char(char),
    /// A function key.
    F(u8),
    /// A key with a name, in the spelling of the key table.
    Named(&'static str),
}

/// A key as the key table writes it, for example `ctrl-d`, `tab` or `?`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// The key itself.
    pub code: Code,
    /// Whether Ctrl was pressed with it.
    pub ctrl: bool,
    /// Whether Alt was pressed with it.
    pub alt: bool,
}

/// An event from the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InputEvent {
    /// A key was pressed.
    Key(Key),
    /// A text was pasted.
    Paste(String),
    /// A mouse action at a position.
    Mouse(MouseAction, Position),
}

/// A mouse action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseAction {
    /// A click with the main button.
    Click,
    /// The wheel was turned up.
    WheelUp,
    /// The wheel was turned down.
    WheelDown,
}

/// The keys with a name: in the key table, and as shown to people.
const NAMED: &[(&str, &str)] = &[
    ("enter", "Enter"),
    ("tab", "Tab"),
    ("backtab", "Shift-Tab"),
    ("esc", "Esc"),
    ("backspace", "BS"),
    ("delete", "Del"),
    ("insert", "Ins"),
    ("up", "Up"),
    ("down", "Down"),
    ("left", "Left"),
    ("right", "Right"),
    ("pageup", "PgUp"),
    ("pagedown", "PgDn"),
    ("home", "Home"),
    ("end", "End"),
    ("space", "Space"),
];

/// What a Japanese input method types for keys of the same place, besides the full-width forms of ASCII.
const SAME_PLACE: [(char, char); 8] =
    [('\u{3000}', ' '), ('。', '.'), ('、', ','), ('・', '/'), ('ー', '-'), ('「', '['), ('」', ']'), ('￥', '\\')];

/// How far the full-width forms are from the characters of ASCII.
const FULL_WIDTH: u32 = 0xff01 - 0x21;

impl Key {
    /// Returns a key with a name.
    pub const fn named(name: &'static str) -> Self {
        Self { code: Code::Named(name), ctrl: false, alt: false }
    }

    /// Returns the key of a character.
    pub const fn letter(letter: char) -> Self {
        Self { code: if letter == ' ' { Code::Named("space") } else { Code::Char(letter) }, ctrl: false, alt: false }
    }

    /// Returns the key that terminals send as one byte of ASCII; none if there is none.
    ///
    /// Backspace is 0x7f on some terminals and 0x08 (Ctrl-H) on others. Both mean the same here.
    pub const fn of_byte(byte: u8) -> Option<Self> {
        let plain = match byte {
            0x08 | 0x7f => Self::named("backspace"),
            b'\t' => Self::named("tab"),
            b'\r' => Self::named("enter"),
            0x20..=0x7e => Self::letter(byte as char),
            0x00 => return Some(Self { ctrl: true, ..Self::named("space") }),
            0x01..=0x1a => return Some(Self { ctrl: true, ..Self::letter((byte - 1 + b'a') as char) }),
            0x1c..=0x1f => return Some(Self { ctrl: true, ..Self::letter((byte - 0x1c + b'4') as char) }),
            _ => return None,
        };
        Some(plain)
    }

    /// Returns the key of the same place without an input method: `d` for `ｄ`. Where no text is typed, it is meant.
    pub fn without_input_method(self) -> Self {
        let Code::Char(letter) = self.code else { return self };
        let ascii = || char::from_u32(u32::from(letter).checked_sub(FULL_WIDTH)?).filter(char::is_ascii_graphic);
        let same = || SAME_PLACE.iter().find(|(typed, _)| *typed == letter).map(|(_, meant)| *meant);
        match ascii().or_else(same) {
            Some(meant) if !letter.is_ascii() => Self { ctrl: self.ctrl, alt: self.alt, ..Self::letter(meant) },
            _ => self,
        }
    }

    /// Returns the character of the key that a text is, if it is one; what an input method types in full width is meant as a key.
    pub fn alone_in(text: &str) -> Option<char> {
        let mut letters = text.chars();
        let letter = letters.next().filter(|_| letters.as_str().is_empty())?;
        Self::letter(letter).without_input_method().typed()
    }

    /// Parses a key in the notation of the key table.
    pub fn parse(text: &str) -> Option<Self> {
        let (ctrl, rest) = text.strip_prefix("ctrl-").map_or((false, text), |rest| (true, rest));
        let (alt, rest) = rest.strip_prefix("alt-").map_or((false, rest), |rest| (true, rest));
        let mut letters = rest.chars();
        let code = match (letters.next()?, letters.as_str()) {
            (letter, "") => Code::Char(letter),
            ('f', number) if number.parse::<u8>().is_ok_and(|n| (1..=12).contains(&n)) => Code::F(number.parse().ok()?),
            _ => Code::Named(NAMED.iter().find(|(name, _)| *name == rest)?.0),
        };
        Some(Self { code, ctrl, alt })
    }

    /// Returns the character that this key types into a text, if any.
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(letter) if !self.ctrl && !self.alt => Some(letter),
            Code::Named("space") if !self.ctrl && !self.alt => Some(' '),
            _ => None,
        }
    }
}

/// As shown to people: `^D`, `Alt-1`, `Enter`.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.alt {
            f.write_str("Alt-")?;
        }
        match self.code {
            Code::Char(letter) if self.ctrl => write!(f, "^{}", letter.to_ascii_uppercase()),
            Code::Char(letter) => write!(f, "{letter}"),
            Code::F(number) => write!(f, "F{number}"),
            Code::Named(name) => {
                let shown = NAMED.iter().find(|(known, _)| *known == name).map_or(name, |(_, shown)| shown);
                if self.ctrl { write!(f, "^{shown}") } else { f.write_str(shown) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_bytes_of_backspace_are_backspace() {
        for (byte, expected) in [
            (0x08, Some("BS")),
            (0x7f, Some("BS")),
            (0x04, Some("^D")),
            (0x09, Some("Tab")),
            (0x0a, Some("^J")),
            (0x0d, Some("Enter")),
            (0x00, Some("^Space")),
            (0x1f, Some("^7")),
            (b'G', Some("G")),
            (b' ', Some("Space")),
            (0x1b, None),
            (0x80, None),
        ] {
            assert_eq!(Key::of_byte(byte).map(|key| key.to_string()).as_deref(), expected, "{byte:x}");
        }
    }

    #[test]
    fn an_input_method_that_was_left_on_changes_no_key() {
        for (typed, meant) in
            [("ｄ", "d"), ("？", "?"), ("Ｇ", "G"), ("３", "3"), ("　", "Space"), ("。", "."), ("ー", "-")]
        {
            let key = Key::parse(typed).unwrap().without_input_method();
            assert_eq!(key.to_string(), meant, "{typed}");
        }
        for same in ["d", "あ", "認", "~"] {
            assert_eq!(Key::parse(same).map(Key::without_input_method), Key::parse(same));
        }
    }

    #[test]
    fn the_key_table_names_keys() {
        for (text, shown) in [
            ("ctrl-d", "^D"),
            ("alt-1", "Alt-1"),
            ("-", "-"),
            ("f", "f"),
            ("f1", "F1"),
            ("backtab", "Shift-Tab"),
            ("space", "Space"),
            ("]", "]"),
        ] {
            assert_eq!(Key::parse(text).map(|key| key.to_string()).as_deref(), Some(shown), "{text}");
        }
        for text in ["", "hyper-x", "f13", "entr"] {
            assert_eq!(Key::parse(text), None, "{text}");
        }
    }
}
