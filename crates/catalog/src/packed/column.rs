//! Values of different lengths, end to end.

use super::bytes::Bytes;
use super::numbers::{Numbers, NumbersView};
use super::writer::{Packed, PackedError, Writer};

/// Values of different lengths: the bytes of all of them, and where each ends.
#[derive(Clone, Debug)]
pub struct Column {
    bytes: Bytes,
    ends: Numbers,
}

/// Collects values.
#[derive(Debug, Default)]
pub struct ColumnWriter {
    bytes: Vec<u8>,
    ends: Vec<u64>,
}

impl Column {
    /// Opens the column of a name.
    ///
    /// # Errors
    ///
    /// If there is none.
    pub fn open(packed: &Packed, name: &str) -> Result<Self, PackedError> {
        Ok(Self { bytes: packed.section(name)?, ends: Numbers::new(packed.section(&ends(name))?) })
    }

    /// Returns the column whose values and ends are these.
    pub const fn new(bytes: Bytes, ends: Numbers) -> Self {
        Self { bytes, ends }
    }

    /// Returns a look at it for those who ask for very many values: where the bytes lie is found out once.
    pub fn view(&self) -> ColumnView<'_> {
        ColumnView { bytes: &self.bytes, ends: self.ends.view() }
    }

    /// Returns how many values there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Returns a value; empty behind the last one.
    pub fn get(&self, at: usize) -> &[u8] {
        self.view().get(at)
    }

    /// Returns a value that is a text; empty if it is none.
    pub fn text(&self, at: usize) -> &str {
        str::from_utf8(self.get(at)).unwrap_or_default()
    }
}

/// A look at a [`Column`].
#[derive(Clone, Copy, Debug)]
pub struct ColumnView<'c> {
    bytes: &'c [u8],
    ends: NumbersView<'c>,
}

impl<'c> ColumnView<'c> {
    /// Returns a value; empty behind the last one.
    pub fn get(self, at: usize) -> &'c [u8] {
        let end = |at: usize| self.ends.get(at).map(|end| end as usize);
        let start = at.checked_sub(1).map_or(Some(0), end);
        start.zip(end(at)).and_then(|(start, end)| self.bytes.get(start..end)).unwrap_or_default()
    }
}

impl ColumnWriter {
    /// Adds the next value.
    pub fn push(&mut self, value: &[u8]) {
        self.bytes.extend_from_slice(value);
        self.ends.push(self.bytes.len() as u64);
    }

    /// Writes the values under a name.
    ///
    /// # Errors
    ///
    /// If they are more than 4 GB.
    pub fn write(self, writer: &mut Writer, name: &str) -> Result<(), PackedError> {
        let numbers: Result<Vec<u32>, _> = self.ends.into_iter().map(u32::try_from).collect();
        let numbers = numbers.map_err(|_| PackedError::TooLarge(name.to_owned()))?;
        writer.add(name, self.bytes);
        writer.add(&ends(name), Numbers::to_bytes(numbers));
        Ok(())
    }
}

fn ends(name: &str) -> String {
    format!("{name}.ends")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_back_as_they_were() {
        let (mut values, mut writer) = (ColumnWriter::default(), Writer::default());
        ["ab", "", "漢字"].into_iter().for_each(|value| values.push(value.as_bytes()));
        values.write(&mut writer, "x").unwrap();
        let column = Column::open(&Packed::open(writer.finish().into()).unwrap(), "x").unwrap();
        assert_eq!((0..4).map(|at| column.text(at)).collect::<Vec<_>>(), ["ab", "", "漢字", ""]);
        assert_eq!(column.len(), 3);
        assert_eq!(column.view().get(2), "漢字".as_bytes());
    }

    #[test]
    fn ends_that_make_no_sense_give_nothing() {
        let ends = Numbers::to_bytes([2, 1, u32::MAX, 3]);
        let column = Column::new(Bytes::of_program(b"abc"), Numbers::new(ends.into()));
        let values: Vec<_> =
            (0..5).map(|at| column.get(at).to_vec()).chain([column.get(usize::MAX).to_vec()]).collect();
        assert_eq!(values, [&b"ab"[..], b"", b"", b"", b"", b""]);
    }
}
