//! Records that lie as bytes until one is asked for.

use std::iter::FusedIterator;
use std::ops::Range;
use std::sync::OnceLock;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::catalog::located::{Located, Origin};
use crate::packed::{Column, ColumnSection, Numbers, Packed, PackedError, Writer};

/// Cells that are made at once, when the first of them is asked for.
const BLOCK: usize = 64;

/// Records after which the list of those that are still to be written is made shorter.
const SHARE: usize = 1 << 14;

/// What reads as a record without any text, whatever its type: an empty text, an empty list and the first name of several
/// are all written as zeros.
const NOTHING: [u8; 256] = [0; 256];

/// The records of one table. Each is decoded when it is asked for, once, and nothing is made for the others but a place for
/// a pointer.
#[derive(Debug)]
pub(in crate::catalog) struct Cells<T> {
    values: Column,
    /// File and line of each.
    origins: Numbers,
    blocks: Box<[OnceLock<Block<T>>]>,
    /// Stands for a record that cannot be decoded.
    nothing: Box<T>,
}

type Block<T> = Box<[OnceLock<Box<T>>]>;

/// Writes records under the name of their table. What is written is let go of: of many records, there is not room for both.
pub(in crate::catalog) fn write<T: Serialize>(
    mut records: Vec<Located<T>>,
    writer: &mut Writer,
    table: &str,
) -> Result<(), PackedError> {
    let mut values = ColumnSection::begin(writer, table);
    let mut places = Vec::with_capacity(2 * records.len());
    let mut bytes = Vec::new();
    records.reverse();
    while let Some(record) = records.pop() {
        bytes.clear();
        bytes = postcard::to_extend(&record.value, bytes).map_err(|_| PackedError::Unwritable(table.to_owned()))?;
        values.push(&bytes);
        places.extend([record.origin.file, record.origin.line]);
        if records.len().is_multiple_of(SHARE) {
            records.shrink_to_fit();
        }
    }
    values.end()?;
    writer.add(&origins(table), Numbers::to_bytes(places));
    Ok(())
}

/// Returns what stands for a value that cannot be decoded.
pub(in crate::catalog) fn nothing<T: DeserializeOwned>() -> Result<T, PackedError> {
    postcard::from_bytes(&NOTHING).map_err(|_| PackedError::Damaged)
}

fn origins(table: &str) -> String {
    format!("{table}.origins")
}

impl<T: DeserializeOwned> Cells<T> {
    /// Opens the records of a table.
    pub(in crate::catalog) fn open(packed: &Packed, table: &str) -> Result<Self, PackedError> {
        let values = Column::open(packed, table)?;
        let blocks = (0..values.len().div_ceil(BLOCK)).map(|_| OnceLock::new()).collect();
        let origins = Numbers::new(packed.section(&origins(table))?);
        Ok(Self { values, origins, blocks, nothing: Box::new(nothing()?) })
    }

    /// Returns how many there are.
    pub(in crate::catalog) fn len(&self) -> usize {
        self.values.len()
    }

    /// Returns a record.
    ///
    /// One that cannot be decoded stands there without any text: a list with an empty row says that something is wrong with
    /// it, and the others can still be read. The bytes were written by this very program. Where they lie in a file, whoever
    /// opens it looks at their checksum, of large files once a day; so what a disk has damaged since may be met here.
    ///
    /// # Panics
    ///
    /// If there are not so many.
    pub(in crate::catalog) fn get(&self, at: usize) -> &T {
        let block = self.blocks[at / BLOCK].get_or_init(|| {
            let count = BLOCK.min(self.values.len() - at / BLOCK * BLOCK);
            (0..count).map(|_| OnceLock::new()).collect()
        });
        let cell = &block[at % BLOCK];
        if let Some(value) = cell.get() {
            return value;
        }
        match postcard::from_bytes(self.values.get(at)) {
            Ok(value) => cell.get_or_init(|| Box::new(value)),
            Err(_) => &self.nothing,
        }
    }

    /// Returns where a record stands.
    pub(in crate::catalog) fn origin(&self, at: usize) -> Origin {
        let number = |at| self.origins.get(at).unwrap_or_default();
        Origin { file: number(2 * at), line: number(2 * at + 1) }
    }

    /// Returns all of them, each decoded when it is taken.
    pub(in crate::catalog) fn iter(&self) -> Iter<'_, T> {
        Iter { cells: self, range: 0..self.len() }
    }

    /// Returns all of them anew, as they were written.
    pub(in crate::catalog) fn decoded(&self) -> Result<Vec<Located<T>>, PackedError> {
        let record = |at| {
            let value = postcard::from_bytes(self.values.get(at)).map_err(|_| PackedError::Damaged)?;
            Ok(Located { origin: self.origin(at), value })
        };
        (0..self.len()).map(record).collect()
    }

    /// Returns how many were asked for.
    #[cfg(test)]
    pub(in crate::catalog) fn asked(&self) -> usize {
        let blocks = self.blocks.iter().filter_map(OnceLock::get);
        blocks.flatten().filter(|cell| cell.get().is_some()).count()
    }
}

/// Records one after another. Those that are skipped are not decoded.
pub(in crate::catalog) struct Iter<'a, T> {
    cells: &'a Cells<T>,
    range: Range<usize>,
}

impl<'a, T: DeserializeOwned> Iterator for Iter<'a, T> {
    type Item = &'a T;

    fn next(&mut self) -> Option<&'a T> {
        self.range.next().map(|at| self.cells.get(at))
    }

    fn nth(&mut self, count: usize) -> Option<&'a T> {
        self.range.nth(count).map(|at| self.cells.get(at))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.range.size_hint()
    }

    fn count(self) -> usize {
        self.range.len()
    }
}

impl<T: DeserializeOwned> ExactSizeIterator for Iter<'_, T> {}

impl<T: DeserializeOwned> FusedIterator for Iter<'_, T> {}

#[cfg(test)]
mod tests {
    use crate::model::{Link, Term};
    use crate::packed::ColumnWriter;

    use super::*;

    fn opened<T: DeserializeOwned>(writer: Writer) -> Cells<T> {
        Cells::open(&Packed::open(writer.finish().into()).unwrap(), "x").unwrap()
    }

    fn terms(count: usize) -> Writer {
        let term = |at: usize| Term { term: format!("語{at}"), ..nothing().unwrap() };
        let records = (0..count).map(|at| Located { origin: Origin { file: 7, line: at as u32 }, value: term(at) });
        let mut writer = Writer::default();
        write(records.collect(), &mut writer, "x").unwrap();
        writer
    }

    #[test]
    fn only_what_is_asked_for_is_decoded() {
        let cells: Cells<Term> = opened(terms(3 * BLOCK - 1));
        assert_eq!((cells.len(), cells.asked()), (3 * BLOCK - 1, 0));
        let at = 2 * BLOCK + 3;
        for _ in 0..2 {
            assert_eq!((cells.get(at).term.as_str(), cells.origin(at).line), ("語131", 131));
        }
        assert_eq!(cells.asked(), 1);
        let skipped: Vec<&str> = cells.iter().skip(70).take(2).map(|term| term.term.as_str()).collect();
        assert_eq!((skipped, cells.asked()), (vec!["語70", "語71"], 3));
        assert_eq!((cells.iter().count(), cells.asked()), (3 * BLOCK - 1, 3));
        assert_eq!((cells.decoded().unwrap().len(), cells.asked()), (3 * BLOCK - 1, 3));
        assert!(cells.iter().all(|term| term.term.starts_with('語')));
        assert_eq!(cells.asked(), 3 * BLOCK - 1);
    }

    #[test]
    fn what_cannot_be_decoded_is_empty_and_its_neighbours_are_not() {
        let (mut values, mut writer) = (ColumnWriter::default(), Writer::default());
        let whole = postcard::to_stdvec(&Term { term: "語".into(), ..nothing().unwrap() }).unwrap();
        [&whole, &whole[..2], &whole].into_iter().for_each(|value| values.push(value));
        values.write(&mut writer, "x").unwrap();
        writer.add(&origins("x"), Vec::new());
        let cells: Cells<Term> = opened(writer);
        let texts: Vec<&str> = cells.iter().map(|term| term.term.as_str()).collect();
        assert_eq!(texts, ["語", "", "語"]);
        assert_eq!(cells.decoded().unwrap_err(), PackedError::Damaged);
        assert!(nothing::<Link>().unwrap().reason.is_empty());
    }
}
