//! Texts in the records of a workbook: in units of one or two bytes, with formats and readings behind them.

use crate::sheet::CELL_LIMIT;

use super::super::limits::{LISTED, TEXT_BYTES};
use super::super::unreadable::Unreadable;
use super::record::{Record, u16_at, u32_at};

/// Bits in the flags of a text.
const WIDE: u8 = 0x01;
const HAS_READINGS: u8 = 0x04;
const HAS_FORMATS: u8 = 0x08;

/// Returns a text whose length is one byte.
pub(super) fn short(data: &[u8]) -> Option<String> {
    units(data.get(2..)?, usize::from(*data.first()?), *data.get(1)?)
}

/// Returns a text whose length is two bytes; formats and readings behind it do not matter.
pub(super) fn long(data: &[u8]) -> Option<String> {
    let (length, flags) = (usize::from(u16_at(data, 0)?), *data.get(2)?);
    let start = 3 + if flags & HAS_FORMATS != 0 { 2 } else { 0 } + if flags & HAS_READINGS != 0 { 4 } else { 0 };
    units(data.get(start..)?, length, flags)
}

fn units(data: &[u8], length: usize, flags: u8) -> Option<String> {
    let width = if flags & WIDE != 0 { 2 } else { 1 };
    Some(String::from_utf16_lossy(&widened(data.get(..length * width)?, flags)))
}

fn widened(data: &[u8], flags: u8) -> Vec<u16> {
    if flags & WIDE == 0 {
        return data.iter().map(|unit| u16::from(*unit)).collect();
    }
    data.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]])).collect()
}

/// Returns the text with which a record starts, also if other parts continue it.
pub(super) fn first(record: &Record<'_>) -> Option<String> {
    Parts { parts: &record.parts, at: 0 }.string()
}

/// Returns the texts that the cells share.
///
/// # Errors
///
/// If the record is damaged, or has more texts than a filled-in worklist can have.
pub(super) fn shared(record: &Record<'_>) -> Result<Vec<Box<str>>, Unreadable> {
    let count = u32_at(record.data(), 4).and_then(|count| usize::try_from(count).ok()).ok_or(Unreadable::Damaged)?;
    if count > LISTED {
        return Err(Unreadable::TooManyCells);
    }
    let mut parts = Parts { parts: &record.parts, at: 8 };
    let (mut strings, mut left) = (Vec::new(), TEXT_BYTES);
    for _ in 0..count {
        let text: String = parts.string().ok_or(Unreadable::Damaged)?.chars().take(CELL_LIMIT + 1).collect();
        left = left.checked_sub(text.len()).ok_or(Unreadable::TooMuchText)?;
        strings.push(text.into_boxed_str());
    }
    Ok(strings)
}

/// The bytes of a record with the parts that continue it.
struct Parts<'r, 's> {
    parts: &'r [&'s [u8]],
    /// The place in the first part.
    at: usize,
}

impl Parts<'_, '_> {
    /// Returns the next bytes, which a new part may interrupt.
    fn bytes(&mut self, count: usize) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        while bytes.len() < count {
            self.turn()?;
            let part = self.parts.first()?.get(self.at..)?;
            let taken = part.len().min(count - bytes.len());
            bytes.extend_from_slice(&part[..taken]);
            self.at += taken;
        }
        Some(bytes)
    }

    /// Goes on to the next part, if this one has been read.
    fn turn(&mut self) -> Option<()> {
        while self.at >= self.parts.first()?.len() {
            (self.parts, self.at) = (&self.parts[1..], 0);
        }
        Some(())
    }

    /// Returns the next text.
    fn string(&mut self) -> Option<String> {
        let head = self.bytes(3)?;
        let (mut left, mut flags) = (usize::from(u16_at(&head, 0)?), head[2]);
        let formats = if flags & HAS_FORMATS != 0 { usize::from(u16_at(&self.bytes(2)?, 0)?) } else { 0 };
        let readings = if flags & HAS_READINGS != 0 { usize::try_from(u32_at(&self.bytes(4)?, 0)?).ok()? } else { 0 };
        let mut text = Vec::new();
        while left > 0 {
            // A part that continues a text says again in which units.
            if self.at >= self.parts.first()?.len() {
                self.turn()?;
                flags = *self.parts.first()?.get(self.at)?;
                self.at += 1;
            }
            let width = if flags & WIDE != 0 { 2 } else { 1 };
            let part = self.parts.first()?.get(self.at..)?;
            let taken = (part.len() / width).min(left);
            if taken == 0 && !part.is_empty() {
                return None;
            }
            text.extend(widened(&part[..taken * width], flags));
            self.at += taken * width;
            left -= taken;
        }
        self.pass(formats.checked_mul(4)?)?;
        self.pass(readings)?;
        Some(String::from_utf16_lossy(&text))
    }

    /// Passes over bytes.
    fn pass(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            self.turn()?;
            let taken = (self.parts.first()?.len() - self.at).min(count);
            self.at += taken;
            count -= taken;
        }
        Some(())
    }
}
