//! Everything that is printed passes here: cleaned, and silent once the reader has gone.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

use crate::failure::Failure;

use super::environment::Screen;
use super::wrap::wrap;

/// Why a command stopped before its end.
#[derive(Debug)]
pub(super) enum Stop {
    /// Something went wrong.
    Failure(Failure),
    /// Standard output does not take more; a closed pipe is no error.
    Output(io::Error),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// Standard output.
pub(super) struct Output<'w> {
    writer: &'w mut dyn Write,
    /// What it is printed on.
    pub(super) screen: Screen,
}

impl<'w> Output<'w> {
    /// Returns an output that prints on a screen.
    pub(super) fn new(writer: &'w mut dyn Write, screen: Screen) -> Self {
        Self { writer, screen }
    }

    /// Prints one line.
    pub(super) fn line(&mut self, text: &str) -> Result<(), Stop> {
        Ok(writeln!(self.writer, "{}", clean(text))?)
    }

    /// Prints one line that stands out where that is possible.
    pub(super) fn heading(&mut self, text: &str) -> Result<(), Stop> {
        if !self.screen.is_styled {
            return self.line(text);
        }
        Ok(writeln!(self.writer, "\u{1b}[1m{}\u{1b}[0m", clean(text))?)
    }

    /// Prints text that has lines of its own, for example help.
    pub(super) fn block(&mut self, text: &str) -> Result<(), Stop> {
        text.lines().try_for_each(|line| self.line(line))
    }

    /// Prints text that stands in from the margin; on a terminal, in lines that fit.
    pub(super) fn indented(&mut self, indent: usize, text: &str) -> Result<(), Stop> {
        let margin = " ".repeat(indent);
        if !self.screen.is_terminal {
            return self.line(&format!("{margin}{text}"));
        }
        let lines = wrap(text, self.screen.columns.saturating_sub(indent));
        lines.iter().try_for_each(|line| self.line(&format!("{margin}{line}")))
    }

    /// Hands over the contents of a file as they are.
    pub(super) fn bytes(&mut self, bytes: &[u8]) -> Result<(), Stop> {
        Ok(self.writer.write_all(bytes)?)
    }

    /// Prints a document of JSON on one line.
    pub(super) fn json(&mut self, document: &impl Serialize) -> Result<(), Stop> {
        let mut serializer = Serializer::with_formatter(&mut self.writer, Escaping);
        document.serialize(&mut serializer).map_err(io::Error::from)?;
        Ok(writeln!(self.writer)?)
    }

    /// Hands over what is still held back.
    pub(super) fn flush(&mut self) -> Result<(), Stop> {
        Ok(self.writer.flush()?)
    }
}

/// Returns text that cannot steer a terminal: line breaks and tabs become spaces, other control characters and
/// characters that reorder text become U+FFFD. Records and notes may come from anybody.
pub(super) fn clean(text: &str) -> String {
    let safe = |c| match c {
        '\n' | '\t' => ' ',
        c if steers(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    text.chars().map(safe).collect()
}

fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Writes compact JSON in which characters that could steer a terminal are escaped; nothing is lost.
struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        for part in fragment.split_inclusive(steers) {
            match part.chars().next_back().filter(|last| steers(*last)) {
                Some(last) => {
                    CompactFormatter.write_string_fragment(writer, &part[..part.len() - last.len_utf8()])?;
                    write!(writer, "\\u{:04x}", u32::from(last))?;
                }
                None => CompactFormatter.write_string_fragment(writer, part)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Screen = Screen { columns: 80, is_terminal: false, is_styled: false };

    #[test]
    fn text_cannot_steer_the_terminal() {
        assert_eq!(clean("赤\u{1b}[31m\u{202e}逆\u{9b}2J\n次"), "赤\u{fffd}[31m\u{fffd}逆\u{fffd}2J 次");
    }

    #[test]
    fn json_escapes_and_keeps_every_character() {
        let text = "a\u{1b}[0m\u{9b}\u{202e}\u{7f}漢\"\\\u{2028}";
        let mut bytes = Vec::new();
        Output::new(&mut bytes, PLAIN).json(&[text]).unwrap();
        let printed = String::from_utf8(bytes).unwrap();
        assert!(!printed.trim_end().chars().any(steers), "{printed}");
        assert_eq!(serde_json::from_str::<Vec<String>>(&printed).unwrap(), [text]);
    }

    #[test]
    fn headings_are_bold_only_where_that_is_wanted() {
        for (is_styled, expected) in [(false, "題\n"), (true, "\u{1b}[1m題\u{1b}[0m\n")] {
            let mut bytes = Vec::new();
            Output::new(&mut bytes, Screen { is_styled, ..PLAIN }).heading("題").unwrap();
            assert_eq!(String::from_utf8(bytes).unwrap(), expected);
        }
    }
}
