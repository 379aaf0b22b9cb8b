//! Events of keyboard and mouse, normalized: terminals report the same key in different ways.

use std::fmt;

use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind};
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

const NAMED: &[(KeyCode, &str, &str)] = &[
    (KeyCode::Enter, "enter", "Enter"),
    (KeyCode::Tab, "tab", "Tab"),
    (KeyCode::BackTab, "backtab", "Shift-Tab"),
    (KeyCode::Esc, "esc", "Esc"),
    (KeyCode::Backspace, "backspace", "BS"),
    (KeyCode::Delete, "delete", "Del"),
    (KeyCode::Insert, "insert", "Ins"),
    (KeyCode::Up, "up", "Up"),
    (KeyCode::Down, "down", "Down"),
    (KeyCode::Left, "left", "Left"),
    (KeyCode::Right, "right", "Right"),
    (KeyCode::PageUp, "pageup", "PgUp"),
    (KeyCode::PageDown, "pagedown", "PgDn"),
    (KeyCode::Home, "home", "Home"),
    (KeyCode::End, "end", "End"),
    (KeyCode::Char(' '), "space", "Space"),
];

/// Converts an event of the terminal; none for key releases and events that are not used. A resize is none either: the
/// signal for it is handled from before the first frame on, and one resize is drawn once.
pub fn read(event: Event) -> Option<InputEvent> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => key_of(key).map(InputEvent::Key),
        Event::Paste(text) => Some(InputEvent::Paste(text)),
        Event::Mouse(mouse) => {
            mouse_action(mouse.kind).map(|what| InputEvent::Mouse(what, Position::new(mouse.column, mouse.row)))
        }
        _ => None,
    }
}

const fn mouse_action(kind: MouseEventKind) -> Option<MouseAction> {
    match kind {
        MouseEventKind::Down(MouseButton::Left) => Some(MouseAction::Click),
        MouseEventKind::ScrollUp => Some(MouseAction::WheelUp),
        MouseEventKind::ScrollDown => Some(MouseAction::WheelDown),
        _ => None,
    }
}

fn key_of(event: KeyEvent) -> Option<Key> {
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    let alt = event.modifiers.contains(KeyModifiers::ALT);
    let shift = event.modifiers.contains(KeyModifiers::SHIFT);
    let code = match event.code {
        KeyCode::Tab if shift => Code::Named("backtab"),
        KeyCode::F(number) => Code::F(number),
        // The character already includes Shift. With Ctrl, terminals send either case.
        KeyCode::Char(letter) if letter != ' ' && ctrl => Code::Char(letter.to_ascii_lowercase()),
        KeyCode::Char(letter) if letter != ' ' => Code::Char(letter),
        other => Code::Named(NAMED.iter().find(|(code, ..)| *code == other)?.1),
    };
    Some(Key { code, ctrl, alt })
}

impl Key {
    /// Parses a key in the notation of the key table.
    pub fn parse(text: &str) -> Option<Self> {
        let (ctrl, rest) = text.strip_prefix("ctrl-").map_or((false, text), |rest| (true, rest));
        let (alt, rest) = rest.strip_prefix("alt-").map_or((false, rest), |rest| (true, rest));
        let mut letters = rest.chars();
        let code = match (letters.next()?, letters.as_str()) {
            (letter, "") => Code::Char(letter),
            ('f', number) if number.parse::<u8>().is_ok_and(|n| (1..=12).contains(&n)) => Code::F(number.parse().ok()?),
            _ => Code::Named(NAMED.iter().find(|(_, name, _)| *name == rest)?.1),
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
                let shown = NAMED.iter().find(|(_, known, _)| *known == name).map_or(name, |(.., shown)| shown);
                if self.ctrl { write!(f, "^{shown}") } else { f.write_str(shown) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(code: KeyCode, modifiers: KeyModifiers) -> Option<String> {
        match read(Event::Key(KeyEvent::new(code, modifiers))) {
            Some(InputEvent::Key(key)) => Some(key.to_string()),
            _ => None,
        }
    }

    #[test]
    fn keys_are_uniform() {
        let (none, shift, ctrl) = (KeyModifiers::NONE, KeyModifiers::SHIFT, KeyModifiers::CONTROL);
        for (code, modifiers, expected) in [
            (KeyCode::Char('?'), shift, Some("?")),
            (KeyCode::Char('?'), none, Some("?")),
            (KeyCode::Char('G'), shift, Some("G")),
            (KeyCode::Char('D'), ctrl | shift, Some("^D")),
            (KeyCode::Char('d'), ctrl, Some("^D")),
            (KeyCode::Tab, shift, Some("Shift-Tab")),
            (KeyCode::BackTab, shift, Some("Shift-Tab")),
            (KeyCode::Char(' '), none, Some("Space")),
            (KeyCode::Char('1'), KeyModifiers::ALT, Some("Alt-1")),
            (KeyCode::F(1), none, Some("F1")),
            (KeyCode::CapsLock, none, None),
        ] {
            assert_eq!(pressed(code, modifiers).as_deref(), expected, "{code:?}");
        }
        let released = KeyEvent { kind: KeyEventKind::Release, ..KeyEvent::new(KeyCode::Enter, none) };
        assert_eq!(read(Event::Key(released)), None);
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
