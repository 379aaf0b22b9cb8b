//! The texts that the cells of an Excel workbook share.

use std::io::BufRead;

use crate::sheet::CELL_LIMIT;

use super::archive::Archive;
use super::limits::{LISTED, PIECE_BYTES, TEXT_BYTES};
use super::unreadable::Unreadable;
use super::xml::{Piece, Xml};

/// The texts, each with a number from 0.
#[derive(Default)]
pub(super) struct SharedStrings(Vec<Box<str>>);

impl SharedStrings {
    /// Reads the part with the texts.
    ///
    /// # Errors
    ///
    /// If it is damaged, or has more texts than a filled-in worklist can have.
    pub fn read(archive: &mut Archive<'_>, part: &str) -> Result<Self, Unreadable> {
        let Some(mut xml) = archive.part(part)? else { return Ok(Self::default()) };
        let (mut strings, mut left) = (Vec::new(), TEXT_BYTES);
        loop {
            match xml.next()? {
                Piece::Start(element) if element.name() == "si" => {
                    let text: String = rich_text(&mut xml)?.chars().take(CELL_LIMIT + 1).collect();
                    left = left.checked_sub(text.len()).ok_or(Unreadable::TooMuchText)?;
                    strings.push(text.into_boxed_str());
                    if strings.len() > LISTED {
                        return Err(Unreadable::TooManyCells);
                    }
                }
                Piece::End(element) if element.name() == "sst" => return Ok(Self(strings)),
                Piece::Eof => return Err(Unreadable::Damaged),
                _ => {}
            }
        }
    }

    /// Returns the text with this number.
    pub fn get(&self, number: usize) -> Option<&str> {
        self.0.get(number).map(|text| &**text)
    }
}

/// Returns the text in an element that has just started: of all its runs, without the readings above them.
///
/// # Errors
///
/// If it has no end.
pub(super) fn rich_text(xml: &mut Xml<'_, impl BufRead>) -> Result<String, Unreadable> {
    let mut text = String::new();
    let mut depth = 1usize;
    loop {
        match xml.next()? {
            Piece::Start(element) => match element.name() {
                "rPh" => xml.skip()?,
                "t" => {
                    let is_kept = element.attribute("space")?.is_some_and(|space| space == "preserve");
                    let run = xml.text()?;
                    let run = if is_kept { &run } else { run.trim_matches([' ', '\t', '\r', '\n']) };
                    text.push_str(&unescaped(run));
                }
                _ => depth += 1,
            },
            Piece::End(_) => depth -= 1,
            Piece::Eof => return Err(Unreadable::Damaged),
            Piece::Text(_) | Piece::Other => {}
        }
        if text.len() > PIECE_BYTES {
            return Err(Unreadable::TooLong);
        }
        if depth == 0 {
            return Ok(text);
        }
    }
}

/// Returns a text in which characters that XML cannot hold are no longer written as `_x000D_`, by units of UTF-16.
pub(super) fn unescaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let mut units = Vec::new();
        let mut behind = &rest[at..];
        while let Some((unit, after)) = unit(behind) {
            units.push(unit);
            behind = after;
        }
        written.push_str(&rest[..at]);
        if units.is_empty() {
            written.push_str("_x");
            behind = &behind[2..];
        }
        written.push_str(&String::from_utf16_lossy(&units));
        rest = behind;
    }
    written.push_str(rest);
    written
}

/// Returns the unit with which a text starts, and what follows it.
fn unit(text: &str) -> Option<(u16, &str)> {
    let digits = text.strip_prefix("_x")?.get(..4)?;
    let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    let rest = text.get(6..)?.strip_prefix('_')?;
    is_hex.then(|| u16::from_str_radix(digits, 16).ok()).flatten().map(|unit| (unit, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_xml_cannot_hold_come_back() {
        for (text, expected) in [
            ("一_x000D_二", "一\r二"),
            ("_x005F_x000D_", "_x000D_"),
            ("_xD83D__xDE00_", "😀"),
            ("_xD800_B", "\u{fffd}B"),
            ("_x_x0041", "_x_x0041"),
            ("_xzzzz_漢字", "_xzzzz_漢字"),
            ("_x漢字_", "_x漢字_"),
        ] {
            assert_eq!(unescaped(text), expected, "{text}");
        }
    }
}
