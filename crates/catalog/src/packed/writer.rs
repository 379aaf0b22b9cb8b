//! Named sections in one run of bytes.

use thiserror::Error;

use super::bytes::Bytes;

/// What every run begins with.
const MAGIC: &[u8; 8] = b"tenken-1";

/// Why bytes cannot be read as sections, or sections not be written.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum PackedError {
    /// They do not come from a [`Writer`], or only a part of them.
    #[error("作成済みのデータが壊れています。")]
    Damaged,
    /// There is no section of this name.
    #[error("作成済みのデータに「{0}」がありません。")]
    Missing(String),
    /// A section is larger than its numbers can say.
    #[error("「{0}」が大きすぎます (4 GB まで)。")]
    TooLarge(String),
}

/// Collects named sections.
#[derive(Debug, Default)]
pub struct Writer {
    sections: Vec<(String, Vec<u8>)>,
}

impl Writer {
    /// Adds a section.
    pub fn add(&mut self, name: &str, bytes: Vec<u8>) {
        self.sections.push((name.to_owned(), bytes));
    }

    /// Returns all sections in one run of bytes, the same for the same sections.
    pub fn finish(self) -> Vec<u8> {
        let content: usize = self.sections.iter().map(|(_, bytes)| bytes.len()).sum();
        let mut all = Vec::with_capacity(content + 64 * (self.sections.len() + 1));
        all.extend_from_slice(MAGIC);
        number(&mut all, self.sections.len());
        for (name, bytes) in &self.sections {
            number(&mut all, name.len());
            number(&mut all, bytes.len());
            all.extend_from_slice(name.as_bytes());
        }
        self.sections.into_iter().for_each(|(_, bytes)| all.extend(bytes));
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
        let mut head = Head { bytes: bytes.strip_prefix(MAGIC)?, at: MAGIC.len() };
        let count = head.number()?;
        let mut names = Vec::new();
        for _ in 0..count {
            let (name, length) = (head.number()?, head.number()?);
            names.push((str::from_utf8(head.take(name)?).ok()?.to_owned(), length));
        }
        let mut start = head.at;
        let mut sections = Vec::with_capacity(names.len());
        for (name, length) in names {
            let end = start.checked_add(length)?;
            sections.push((name, bytes.part(start..end)?));
            start = end;
        }
        (start == bytes.len()).then_some(Self { sections })
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
struct Head<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Head<'b> {
    fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(length)?;
        (self.bytes, self.at) = (rest, self.at + length);
        Some(taken)
    }

    fn number(&mut self) -> Option<usize> {
        let bytes = self.take(size_of::<u64>())?.try_into().ok()?;
        usize::try_from(u64::from_le_bytes(bytes)).ok()
    }
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
        for (at, byte) in [(8, 0xff), (15, 0xff), (20, 0xff), (0, 0)] {
            let mut wrong = whole.clone();
            wrong[at] = byte;
            assert!(Packed::open(wrong.into()).is_err(), "{at}");
        }
    }
}
