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

    /// Returns the numbers that a value consists of, see [`Numbers::to_bytes`].
    pub fn numbers(&self, at: usize) -> impl Iterator<Item = u32> {
        let numbers = self.get(at).chunks_exact(size_of::<u32>());
        numbers.filter_map(|bytes| bytes.first_chunk().copied().map(u32::from_le_bytes))
    }
}

/// Writes a column straight into a [`Writer`], for values that are not to be in memory twice.
#[derive(Debug)]
pub struct ColumnSection<'w> {
    writer: &'w mut Writer,
    name: String,
    start: usize,
    ends: Vec<u64>,
}

impl<'w> ColumnSection<'w> {
    /// Begins the column of a name.
    pub fn begin(writer: &'w mut Writer, name: &str) -> Self {
        let start = writer.begin().len();
        Self { writer, name: name.to_owned(), start, ends: Vec::new() }
    }

    /// Adds the next value.
    pub fn push(&mut self, value: &[u8]) {
        let bytes = self.writer.begin();
        bytes.extend_from_slice(value);
        self.ends.push((bytes.len() - self.start) as u64);
    }

    /// Ends the column.
    ///
    /// # Errors
    ///
    /// If the values are more than 4 GB.
    pub fn end(self) -> Result<(), PackedError> {
        self.writer.end(&self.name);
        write_ends(self.ends, self.writer, &self.name)
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
        writer.add(name, self.bytes);
        write_ends(self.ends, writer, name)
    }
}

fn write_ends(all: Vec<u64>, writer: &mut Writer, name: &str) -> Result<(), PackedError> {
    let numbers: Result<Vec<u32>, _> = all.into_iter().map(u32::try_from).collect();
    let numbers = numbers.map_err(|_| PackedError::TooLarge(name.to_owned()))?;
    writer.add(&ends(name), Numbers::to_bytes(numbers));
    Ok(())
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

    #[test]
    fn a_column_that_is_written_straight_is_the_same() {
        let [mut one, mut other] = [Writer::default(), Writer::default()];
        let mut values = ColumnWriter::default();
        [&mut one, &mut other].into_iter().for_each(|writer| writer.add("before", b"1".to_vec()));
        let mut column = ColumnSection::begin(&mut one, "x");
        for value in ["ab", "", "漢字"] {
            values.push(value.as_bytes());
            column.push(value.as_bytes());
        }
        column.end().unwrap();
        values.write(&mut other, "x").unwrap();
        assert_eq!(one.finish(), other.finish());
    }

    #[test]
    fn lists_of_numbers_come_back_as_they_were() {
        let (mut values, mut writer) = (ColumnWriter::default(), Writer::default());
        let lists = [vec![1, 70_000], vec![], vec![u32::MAX]];
        lists.iter().for_each(|list| values.push(&Numbers::to_bytes(list.iter().copied())));
        values.write(&mut writer, "x").unwrap();
        let column = Column::open(&Packed::open(writer.finish().into()).unwrap(), "x").unwrap();
        assert_eq!([0, 1, 2].map(|at| column.numbers(at).collect::<Vec<_>>()), lists);
    }
}
