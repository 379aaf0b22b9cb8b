//! What single sequences mean. A sequence that is no key and no answer to a question of ours means nothing.

use ratatui::layout::Position;

use super::Decoded;
use crate::tui::input::event::{Code, InputEvent, Key, MouseAction};

/// Keys that end with a letter, after `Esc [` or `Esc O`.
const LETTERS: [(u8, Code); 11] = [
    (b'A', Code::Named("up")),
    (b'B', Code::Named("down")),
    (b'C', Code::Named("right")),
    (b'D', Code::Named("left")),
    (b'F', Code::Named("end")),
    (b'H', Code::Named("home")),
    (b'Z', Code::Named("backtab")),
    (b'P', Code::F(1)),
    (b'Q', Code::F(2)),
    (b'R', Code::F(3)),
    (b'S', Code::F(4)),
];

/// Keys that end with `~`, by their number.
const NUMBERS: [(u32, Code); 20] = [
    (1, Code::Named("home")),
    (2, Code::Named("insert")),
    (3, Code::Named("delete")),
    (4, Code::Named("end")),
    (5, Code::Named("pageup")),
    (6, Code::Named("pagedown")),
    (7, Code::Named("home")),
    (8, Code::Named("end")),
    (11, Code::F(1)),
    (12, Code::F(2)),
    (13, Code::F(3)),
    (14, Code::F(4)),
    (15, Code::F(5)),
    (17, Code::F(6)),
    (18, Code::F(7)),
    (19, Code::F(8)),
    (20, Code::F(9)),
    (21, Code::F(10)),
    (23, Code::F(11)),
    (24, Code::F(12)),
];

/// A number that says which event of a key is meant: its release.
const RELEASE: u32 = 3;

/// The parameters of a sequence: numbers between semicolons, each with its parts between colons.
struct Parameters(Vec<Vec<u32>>);

impl Parameters {
    /// Reads parameters; none if there is anything but numbers.
    fn read(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let number = |part: &str| if part.is_empty() { Some(0) } else { part.parse().ok() };
        let parameter = |text: &str| text.split(':').map(number).collect::<Option<Vec<u32>>>();
        text.split(';').map(parameter).collect::<Option<_>>().map(Self)
    }

    /// Returns a part of a parameter; 0 if it is not there.
    fn part(&self, at: usize, part: usize) -> u32 {
        self.0.get(at).and_then(|parts| parts.get(part)).copied().unwrap_or(0)
    }

    /// Returns a parameter; 0 if it is not there.
    fn at(&self, at: usize) -> u32 {
        self.part(at, 0)
    }

    /// Returns a key with the modifiers of a parameter; none for its release.
    fn key(&self, code: Code, at: usize) -> Option<Decoded> {
        if self.part(at, 1) == RELEASE {
            return None;
        }
        let modifiers = self.at(at).saturating_sub(1);
        let code = if modifiers & 1 != 0 && code == Code::Named("tab") { Code::Named("backtab") } else { code };
        Some(key(Key { code, ctrl: modifiers & 4 != 0, alt: modifiers & 2 != 0 }))
    }

    /// Returns a key that is named by the number of its character.
    fn character(&self, number: u32, modifiers: usize) -> Option<Decoded> {
        let plain = match char::from_u32(number)? {
            '\u{1b}' => Key::named("esc"),
            letter if letter.is_ascii() => Key::of_byte(letter as u8)?,
            letter if letter.is_control() => return None,
            // Keys without a character (of their own) have numbers of the private use area.
            '\u{e000}'..='\u{f8ff}' => return None,
            letter => Key::letter(letter),
        };
        let shifted = match plain.code {
            Code::Char(letter) if self.at(modifiers).saturating_sub(1) & 1 != 0 => {
                Code::Char(letter.to_uppercase().next().unwrap_or(letter))
            }
            code => code,
        };
        let is_ctrl = self.at(modifiers).saturating_sub(1) & 4 != 0;
        let code = match plain.code {
            Code::Char(letter) if is_ctrl => Code::Char(letter.to_ascii_lowercase()),
            _ => shifted,
        };
        self.key(code, modifiers)
    }
}

fn key(key: Key) -> Decoded {
    Decoded::Input(InputEvent::Key(key))
}

fn lettered(letter: u8) -> Option<Code> {
    LETTERS.iter().find(|(known, _)| *known == letter).map(|(_, code)| *code)
}

/// Returns what `Esc O` means with what stands between and its end.
pub(super) fn single(between: &[u8], end: u8) -> Option<Decoded> {
    let parameters = Parameters::read(between)?;
    let place = parameters.0.len() - 1;
    match end {
        // The keypad of some terminals.
        b'M' => Some(key(Key::named("enter"))),
        _ => parameters.key(lettered(end)?, place),
    }
}

/// Returns the function key of the Linux console.
pub(super) fn console(end: u8) -> Option<Decoded> {
    matches!(end, b'A'..=b'E').then(|| key(Key { code: Code::F(end - b'A' + 1), ctrl: false, alt: false }))
}

/// Returns what `Esc [` means with what stands between and its end.
pub(super) fn control(between: &[u8], end: u8) -> Option<Decoded> {
    if let Some(mouse) = between.strip_prefix(b"<") {
        return new_mouse(&Parameters::read(mouse)?, end);
    }
    let parameters = Parameters::read(between)?;
    match end {
        b'R' if parameters.0.len() == 2 => {
            let place = |at| u16::try_from(parameters.at(at)).ok().filter(|place| *place > 0);
            Some(Decoded::Cursor(place(0)?, place(1)?))
        }
        b'~' if parameters.at(0) == 27 => parameters.character(parameters.at(2), 1),
        b'~' => {
            let number = parameters.at(0);
            let code = NUMBERS.iter().find(|(known, _)| *known == number).map(|(_, code)| *code)?;
            parameters.key(code, 1)
        }
        b'u' => parameters.character(parameters.at(0), 1),
        _ if parameters.at(0) > 1 => None,
        _ => parameters.key(lettered(end)?, 1),
    }
}

fn new_mouse(parameters: &Parameters, end: u8) -> Option<Decoded> {
    let place = |at| u16::try_from(parameters.at(at)).ok()?.checked_sub(1);
    let action = action(u8::try_from(parameters.at(0)).ok()?).filter(|_| end == b'M')?;
    Some(Decoded::Input(InputEvent::Mouse(action, Position::new(place(1)?, place(2)?))))
}

/// Returns what the mouse did on a terminal that knows only the old form of reports.
pub(super) fn old_mouse(button: u8, column: u8, row: u8) -> Option<Decoded> {
    let place = |byte: u8| byte.checked_sub(33).map(u16::from);
    let at = Position::new(place(column)?, place(row)?);
    action(button.checked_sub(32)?).map(|action| Decoded::Input(InputEvent::Mouse(action, at)))
}

/// Returns the action of a button; keys held with it make no difference.
const fn action(button: u8) -> Option<MouseAction> {
    const HELD: u8 = 0b1_1100;
    match button & !HELD {
        0 => Some(MouseAction::Click),
        64 => Some(MouseAction::WheelUp),
        65 => Some(MouseAction::WheelDown),
        _ => None,
    }
}
