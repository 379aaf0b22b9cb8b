//! Turns the bytes of a terminal into events. Pure: it neither reads nor waits.
//!
//! A terminal sends more than keys: answers to questions (also to those of a program that has ended), reports, pasted
//! text. What is not a key must never become one, so that a late answer types nothing and marks nothing. Sequences may
//! arrive in any number of pieces, and may also never end: therefore each of them has an age or a silence after which the
//! bytes that follow are keys again, and ^C ends whatever was begun.
//!
//! <https://vt100.net/emu/dec_ansi_parser> describes the states, <https://invisible-island.net/xterm/ctlseqs/ctlseqs.html>
//! what terminals send.

mod sequence;

use std::time::Duration;

use crate::tui::input::event::{InputEvent, Key};

/// How long a lone Esc waits for the rest of a sequence before it is the key.
const ESCAPE_TIME: Duration = Duration::from_millis(50);
/// After this time a control sequence without an end is given up. They are short: they arrive within it on any line.
const SEQUENCE_TIME: Duration = Duration::from_secs(3);
/// After this silence an answer without an end is over. Its length says nothing: a clipboard may be an answer.
const STRING_SILENCE: Duration = Duration::from_secs(1);
/// After this silence a paste without an end is over. What comes later on a slow line must not become keys.
const PASTE_SILENCE: Duration = Duration::from_secs(5);
/// How many bytes of a control sequence are looked at.
const SEQUENCE_LIMIT: usize = 64;
/// How many bytes of a paste are kept; no field holds as much.
const PASTE_LIMIT: usize = 4 << 20;
/// The key that ends whatever was begun.
const INTERRUPT: u8 = 0x03;
/// The end of a pasted text.
const PASTE_END: &[u8] = b"\x1b[201~";

/// Something that the terminal has sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decoded {
    /// A key, a paste or an action of the mouse.
    Input(InputEvent),
    /// The answer to the question where the cursor is: row and column, from 1.
    Cursor(u16, u16),
}

/// What the bytes so far are the beginning of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum State {
    /// Nothing, or the first bytes of a character.
    #[default]
    Ground,
    /// Esc.
    Escape,
    /// Esc O.
    Single,
    /// Esc [ and what follows.
    Control,
    /// Esc [ M: three more bytes say what the mouse did.
    OldMouse,
    /// Esc [ [: one more byte says which function key of the Linux console was pressed.
    Console,
    /// An answer as a string (OSC, DCS, APC, PM, SOS). It is of no use to anybody here.
    String {
        /// Whether the last one was Esc, which may begin its end.
        is_ending: bool,
    },
    /// A pasted text.
    Paste,
}

/// The decoder. Time is given as the time since any fixed moment.
#[derive(Debug, Default)]
pub struct Decoder {
    state: State,
    /// The bytes of an unfinished character, sequence or paste.
    bytes: Vec<u8>,
    /// When the state was entered; for an answer or a paste, when its last byte came.
    since: Duration,
    decoded: Vec<Decoded>,
}

impl Decoder {
    /// Takes in bytes that have arrived at a time, and returns what they complete.
    pub fn feed(&mut self, bytes: &[u8], now: Duration) -> Vec<Decoded> {
        // What ends by silence is ended by `rest` only: these bytes may have waited for a busy machine.
        if !matches!(self.state, State::Escape | State::Single | State::String { .. } | State::Paste) {
            self.give_up(now);
        }
        // A paste may contain the character, but then not by itself: alone it is somebody who wants to get out.
        if self.state == State::Paste && bytes.iter().all(|byte| *byte == INTERRUPT) {
            self.end_paste(self.bytes.len());
            self.enter(State::Ground, now);
        }
        bytes.iter().for_each(|byte| self.take(*byte, now));
        std::mem::take(&mut self.decoded)
    }

    /// Says that nothing has arrived until a time, and returns what that decides: a lone Esc is a key.
    pub fn rest(&mut self, now: Duration) -> Vec<Decoded> {
        self.give_up(now);
        std::mem::take(&mut self.decoded)
    }

    /// Returns the time at which [`Decoder::rest`] decides something if nothing arrives; none if it never does.
    pub fn deadline(&self) -> Option<Duration> {
        self.patience().map(|patience| self.since.saturating_add(patience))
    }

    /// Forgets what was begun.
    pub fn reset(&mut self) {
        self.enter(State::Ground, Duration::ZERO);
    }

    const fn patience(&self) -> Option<Duration> {
        match self.state {
            State::Ground => None,
            State::Escape | State::Single => Some(ESCAPE_TIME),
            State::Control | State::OldMouse | State::Console => Some(SEQUENCE_TIME),
            State::String { .. } => Some(STRING_SILENCE),
            State::Paste => Some(PASTE_SILENCE),
        }
    }

    /// Ends a state that has waited too long.
    fn give_up(&mut self, now: Duration) {
        if self.deadline().is_none_or(|deadline| now < deadline) {
            return;
        }
        match self.state {
            State::Escape => self.key(Key::named("esc")),
            State::Single => self.key(Key { alt: true, ..Key::letter('O') }),
            State::Paste => self.end_paste(self.bytes.len()),
            State::Ground | State::Control | State::OldMouse | State::Console | State::String { .. } => {}
        }
        self.enter(State::Ground, now);
    }

    fn enter(&mut self, state: State, now: Duration) {
        self.state = state;
        self.bytes.clear();
        self.since = now;
    }

    fn key(&mut self, key: Key) {
        self.decoded.push(Decoded::Input(InputEvent::Key(key)));
    }

    fn take(&mut self, byte: u8, now: Duration) {
        match self.state {
            State::Ground => self.ground(byte, now),
            State::Escape => self.escape(byte, now),
            State::Single => self.single(byte, now),
            State::Control => self.control(byte, now),
            State::OldMouse => self.old_mouse(byte, now),
            State::Console => {
                self.decoded.extend(sequence::console(byte));
                self.enter(State::Ground, now);
            }
            State::String { is_ending } => self.string(byte, is_ending, now),
            State::Paste => self.paste(byte, now),
        }
    }

    fn ground(&mut self, byte: u8, now: Duration) {
        if byte == 0x1b {
            return self.enter(State::Escape, now);
        }
        if let Some(key) = self.typed(byte) {
            self.key(key);
        }
    }

    /// Takes in a byte of a character or a control character; returns the key that it completes. A character that is
    /// broken off is dropped.
    fn typed(&mut self, byte: u8) -> Option<Key> {
        if byte < 0x80 {
            self.bytes.clear();
            return Key::of_byte(byte);
        }
        if !matches!(byte, 0x80..=0xbf) {
            self.bytes.clear();
        }
        self.bytes.push(byte);
        match std::str::from_utf8(&self.bytes) {
            Ok(text) => {
                let letter = text.chars().next().filter(|letter| !letter.is_control());
                self.bytes.clear();
                letter.map(Key::letter)
            }
            Err(error) => {
                if error.error_len().is_some() {
                    self.bytes.clear();
                }
                None
            }
        }
    }

    fn escape(&mut self, byte: u8, now: Duration) {
        let string = State::String { is_ending: false };
        match byte {
            b'[' => self.enter(State::Control, now),
            b'O' => self.enter(State::Single, now),
            b']' | b'P' | b'_' | b'^' | b'X' => self.enter(string, now),
            0x1b => {
                self.key(Key::named("esc"));
                self.enter(State::Escape, now);
            }
            _ => match self.typed(byte) {
                Some(key) => {
                    self.enter(State::Ground, now);
                    self.key(Key { alt: true, ..key });
                }
                // Nothing that is a key, or the first bytes of a character.
                None if self.bytes.is_empty() => self.enter(State::Ground, now),
                None => self.since = now,
            },
        }
    }

    fn single(&mut self, byte: u8, now: Duration) {
        match byte {
            // Some terminals put a modifier between.
            b'0'..=b'9' | b';' if self.bytes.len() < SEQUENCE_LIMIT => {
                self.bytes.push(byte);
                self.since = now;
            }
            0x00..=0x1f => self.restart(byte, now),
            _ => {
                self.decoded.extend(sequence::single(&self.bytes, byte));
                self.enter(State::Ground, now);
            }
        }
    }

    /// Gives up a sequence; the byte that has broken it off counts by itself.
    fn restart(&mut self, byte: u8, now: Duration) {
        self.enter(State::Ground, now);
        // CAN and SUB do nothing but break off.
        if !matches!(byte, 0x18 | 0x1a) {
            self.ground(byte, now);
        }
    }

    fn control(&mut self, byte: u8, now: Duration) {
        match byte {
            0x20..=0x3f if self.bytes.len() < SEQUENCE_LIMIT => self.bytes.push(byte),
            // Too long to be of use: its end is waited for all the same.
            0x20..=0x3f => {}
            b'[' if self.bytes.is_empty() => self.enter(State::Console, now),
            b'M' if self.bytes.is_empty() => self.enter(State::OldMouse, now),
            0x40..=0x7e => {
                let is_paste = byte == b'~' && self.bytes == b"200";
                if !is_paste {
                    self.decoded.extend(sequence::control(&self.bytes, byte));
                }
                self.enter(if is_paste { State::Paste } else { State::Ground }, now);
            }
            _ => self.restart(byte, now),
        }
    }

    fn old_mouse(&mut self, byte: u8, now: Duration) {
        self.bytes.push(byte);
        if let [button, column, row] = self.bytes[..] {
            self.decoded.extend(sequence::old_mouse(button, column, row));
            self.enter(State::Ground, now);
        }
    }

    /// Passes over a byte of an answer. It ends with BEL or ST (Esc \, or one byte that is no part of a character), however
    /// late that is: what is left of it must not become keys.
    fn string(&mut self, byte: u8, is_ending: bool, now: Duration) {
        self.since = now;
        match byte {
            b'\\' if is_ending => self.enter(State::Ground, now),
            b'[' | b']' | b'O' | b'P' | b'_' | b'^' | b'X' if is_ending => {
                self.enter(State::Escape, now);
                self.escape(byte, now);
            }
            0x07 => self.enter(State::Ground, now),
            INTERRUPT | 0x18 | 0x1a => self.restart(byte, now),
            0x9c if self.bytes.is_empty() => self.enter(State::Ground, now),
            _ => {
                // Only to know which bytes belong to a character.
                let _ = self.typed(byte);
                self.state = State::String { is_ending: byte == 0x1b };
            }
        }
    }

    fn paste(&mut self, byte: u8, now: Duration) {
        self.since = now;
        self.bytes.push(byte);
        if self.bytes.ends_with(PASTE_END) {
            self.end_paste(self.bytes.len() - PASTE_END.len());
            self.enter(State::Ground, now);
        } else if self.bytes.len() > PASTE_LIMIT + PASTE_END.len() {
            // The end may already have begun, so the last bytes are kept.
            self.bytes.remove(PASTE_LIMIT);
        }
    }

    fn end_paste(&mut self, length: usize) {
        let text = String::from_utf8_lossy(&self.bytes[..length.min(PASTE_LIMIT)]).into_owned();
        self.decoded.push(Decoded::Input(InputEvent::Paste(text)));
    }
}

#[cfg(test)]
mod tests;
