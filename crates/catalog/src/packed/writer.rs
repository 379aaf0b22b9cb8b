//! Named sections in one run of bytes.

use thiserror::Error;

use crate::tr;

use super::bytes::Bytes;

/// What every run ends with.
const MAGIC: &[u8; 8] = b"tenken-1";

/// Why bytes cannot be read as sections, or sections not be written.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum PackedError {
    /// They do not come from a [`Writer`], or only a part of them.
    #[error("{}", tr!("作成済みのデータが壊れています。"))]
    Damaged,
    /// There is no section of this name.
    #[error("{}", tr!("作成済みのデータに「{name}」がありません。", name = .0))]
    Missing(String),
    /// A section is larger than its numbers can say.
    #[error("{}", tr!("「{name}」が大きすぎます (4 GB まで)。", name = .0))]
    TooLarge(String),
    /// A value of a section cannot be written, which no value of this crate is known to cause.
    #[error("{}", tr!("「{name}」を書けません。", name = .0))]
    Unwritable(String),
}

/// Collects named sections: one after another, so that none is in memory twice, with a list of them behind the last one.
#[derive(Debug, Default)]
pub struct Writer {
    bytes: Vec<u8>,
    /// The names and lengths.
    sections: Vec<(String, usize)>,
}

impl Writer {
    /// Adds a section.
    pub fn add(&mut self, name: &str, bytes: Vec<u8>) {
        self.sections.push((name.to_owned(), bytes.len()));
        self.bytes.extend(bytes);
    }

    /// Begins a section that is written bit by bit; it ends with [`Writer::end`].
    pub(super) const fn begin(&mut self) -> &mut Vec<u8> {
        &mut self.bytes
    }

    /// Ends a section that was begun.
    pub(super) fn end(&mut self, name: &str) {
        let before: usize = self.sections.iter().map(|(_, length)| length).sum();
        self.sections.push((name.to_owned(), self.bytes.len() - before));
    }

    /// Returns all sections in one run of bytes, the same for the same sections.
    pub fn finish(self) -> Vec<u8> {
        let mut all = self.bytes;
        let end = all.len();
        for (name, length) in &self.sections {
            number(&mut all, name.len());
            number(&mut all, *length);
            all.extend_from_slice(name.as_bytes());
        }
        let length = all.len() - end;
        number(&mut all, length);
        all.extend_from_slice(MAGIC);
        all
    }
}

fn number(all: &mut Vec<u8>, number: usize) {
    all.extend_from_slice(&(number as u64).to_le_bytes());
}

/// Named sections, opened.
#[derive(Clone, Debug)]
pub struct Packed {
    sections: Vec<(String, Bytes)>,
}

impl Packed {
    /// Opens what [`Writer::finish`] returned.
    ///
    /// # Errors
    ///
    /// If it is anything else. That the sections are what they were, is not known: who keeps them keeps a checksum.
    pub fn open(bytes: Bytes) -> Result<Self, PackedError> {
        Self::read(&bytes).ok_or(PackedError::Damaged)
    }

    fn read(bytes: &Bytes) -> Option<Self> {
        let (rest, length) = bytes.strip_suffix(MAGIC)?.split_last_chunk()?;
        let (content, list) = rest.split_at_checked(rest.len().checked_sub(size(*length)?)?)?;
        let mut list = List { bytes: list };
        let (mut sections, mut start) = (Vec::new(), 0_usize);
        while !list.bytes.is_empty() {
            let (name, length) = (list.number()?, list.number()?);
            let name = str::from_utf8(list.take(name)?).ok()?.to_owned();
            let end = start.checked_add(length)?;
            sections.push((name, bytes.part(start..end)?));
            start = end;
        }
        (start == content.len()).then_some(Self { sections })
    }

    /// Returns a section.
    ///
    /// # Errors
    ///
    /// If there is none of this name.
    pub fn section(&self, name: &str) -> Result<Bytes, PackedError> {
        let found = self.sections.iter().find(|(known, _)| known == name);
        found.map(|(_, bytes)| bytes.clone()).ok_or_else(|| PackedError::Missing(name.to_owned()))
    }
}

/// What is still to be read of the names and lengths.
struct List<'b> {
    bytes: &'b [u8],
}

impl<'b> List<'b> {
    fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(length)?;
        self.bytes = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<usize> {
        let (number, rest) = self.bytes.split_first_chunk()?;
        self.bytes = rest;
        size(*number)
    }
}

fn size(bytes: [u8; 8]) -> Option<usize> {
    usize::try_from(u64::from_le_bytes(bytes)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written() -> Vec<u8> {
        let mut writer = Writer::default();
        writer.add("a", b"1234".to_vec());
        writer.add("empty", Vec::new());
        writer.add("漢", b"56".to_vec());
        writer.finish()
    }

    #[test]
    fn sections_come_back_under_their_names() {
        let packed = Packed::open(written().into()).unwrap();
        let sections = ["a", "empty", "漢"].map(|name| packed.section(name).unwrap().to_vec());
        assert_eq!(sections, [b"1234".to_vec(), Vec::new(), b"56".to_vec()]);
        assert_eq!(packed.section("b").unwrap_err(), PackedError::Missing("b".into()));
    }

    #[test]
    fn what_was_cut_or_is_something_else_is_refused() {
        let whole = written();
        for length in 0..whole.len() {
            assert_eq!(Packed::open(whole[..length].to_vec().into()).unwrap_err(), PackedError::Damaged, "{length}");
        }
        let content = "123456".len();
        for at in content..whole.len() {
            for byte in [0xff, whole[at] ^ 1] {
                let mut wrong = whole.clone();
                wrong[at] = byte;
                let opened = Packed::open(wrong.into());
                let names = opened.map(|packed| packed.sections.into_iter().map(|(name, _)| name).collect::<Vec<_>>());
                assert!(names.is_err() || names.unwrap() != ["a", "empty", "漢"], "{at}");
            }
        }
    }
}
