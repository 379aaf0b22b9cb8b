//! The words of each record, stored so that hits can be explained without analysing them again.

use std::collections::HashMap;
use std::ops::Range;

use tenken_catalog::packed::{Bytes, Column};

use crate::error::SearchError;
use crate::index::files::IndexFiles;
use crate::index::files::column::{ColumnFile, column};
use crate::index::files::target::Target;

const WORDS: &str = "words";
const HASHES: &str = "words.hashes";

/// A word of a record's part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct StoredWord {
    /// Hash of the word.
    pub hash: u64,
    /// Where it stands, in bytes.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
}

/// Writes the words of texts. Each different word has a number, the first ones small ones; where it stands is told from
/// where the one before has ended. So a word takes some 4 bytes, where hash and place would take 16.
pub(super) struct WordsWriter {
    file: ColumnFile,
    numbers: HashMap<u64, u64>,
    hashes: Vec<u8>,
    text: Vec<u8>,
}

impl WordsWriter {
    /// Starts with nothing.
    pub fn create(target: &Target) -> Result<Self, SearchError> {
        let file = ColumnFile::create(target, WORDS)?;
        Ok(Self { file, numbers: HashMap::new(), hashes: Vec::new(), text: Vec::new() })
    }

    /// Adds the words of the next text, with where they stand.
    pub fn push<'w>(&mut self, words: impl IntoIterator<Item = (&'w str, Range<usize>)>) -> Result<(), SearchError> {
        self.text.clear();
        let mut before = 0;
        for (word, place) in words {
            let hash = hash(word);
            let next = self.numbers.len() as u64;
            let number = *self.numbers.entry(hash).or_insert(next);
            if number == next {
                self.hashes.extend(hash.to_le_bytes());
            }
            put(&mut self.text, number);
            put(&mut self.text, zigzag(place.start as i64 - before));
            put(&mut self.text, place.end.saturating_sub(place.start) as u64);
            before = place.end as i64;
        }
        self.file.push(&self.text)
    }

    /// Writes what is left.
    pub fn finish(self, target: &Target) -> Result<(), SearchError> {
        self.file.finish(target)?;
        target.write(HASHES, &self.hashes)
    }
}

/// The words of all texts.
#[derive(Debug)]
pub(super) struct StoredWords {
    words: Column,
    /// The hash of each different word, by its number.
    hashes: Bytes,
}

impl StoredWords {
    /// Opens what was written.
    pub fn open(files: &IndexFiles) -> Result<Self, SearchError> {
        Ok(Self { words: column(files, WORDS)?, hashes: files.bytes(HASHES)? })
    }

    /// Returns how many texts there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Returns the words of a text.
    pub fn of(&self, text: usize) -> impl Iterator<Item = StoredWord> {
        let (hashes, mut rest) = (&*self.hashes, self.words.get(text));
        let hash = |number: u64| {
            let start = usize::try_from(number).ok()?.checked_mul(size_of::<u64>())?;
            hashes.get(start..)?.first_chunk().copied().map(u64::from_le_bytes)
        };
        let mut before = 0_u32;
        std::iter::from_fn(move || {
            let (number, place, length) = next(&mut rest)?;
            let hash = hash(number)?;
            let start = before.wrapping_add(place);
            let end = start.saturating_add(length);
            before = end;
            Some(StoredWord { hash, start, end })
        })
    }
}

/// Takes the next word: its number, how far behind the one before it begins, and how long it is.
fn next(rest: &mut &[u8]) -> Option<(u64, u32, u32)> {
    let (number, place, length) = (take(rest)?, take(rest)?, take(rest)?);
    Some((number, unzigzag(place) as u32, length as u32))
}

/// Writes a number in as many bytes as it needs, 7 bits in each (LEB128).
fn put(bytes: &mut Vec<u8>, mut number: u64) {
    while number > 0x7f {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Takes a number that [`put`] wrote.
fn take(rest: &mut &[u8]) -> Option<u64> {
    let (mut number, mut shift) = (0, 0);
    while shift < u64::BITS {
        let (byte, behind) = rest.split_first()?;
        *rest = behind;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
        shift += 7;
    }
    None
}

/// Turns small numbers of either sign into small ones without: a spelling may make a word begin before the end of another.
const fn zigzag(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)) as u64
}

const fn unzigzag(number: u64) -> i64 {
    (number >> 1) as i64 ^ -((number & 1) as i64)
}

/// Returns the hash of a word: FNV-1a, 64 bits (Fowler, Noll, Vo), stable from run to run.
pub(crate) fn hash(word: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    word.bytes().fold(0xcbf2_9ce4_8422_2325, step)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tantivy::directory::RamDirectory;

    use super::*;

    type Word = (String, Range<usize>);

    fn written(texts: &[Vec<Word>]) -> RamDirectory {
        let directory = RamDirectory::create();
        let target = Target::new(directory.clone());
        let mut writer = WordsWriter::create(&target).unwrap();
        for words in texts {
            writer.push(words.iter().map(|(text, place)| (text.as_str(), place.clone()))).unwrap();
        }
        writer.finish(&target).unwrap();
        directory
    }

    fn word() -> impl Strategy<Value = Word> {
        let place = (0..100_000_usize, 0..300_usize);
        ("[ab漢]{1,2}", place).prop_map(|(text, (start, length))| (text, start..start + length))
    }

    proptest! {
        #[test]
        fn words_come_back_as_they_were(texts in proptest::collection::vec(proptest::collection::vec(word(), 0..9), 0..9)) {
            let stored = StoredWords::open(&IndexFiles::in_directory(written(&texts))).unwrap();
            prop_assert_eq!(stored.len(), texts.len());
            for (at, words) in texts.iter().enumerate() {
                let same = |(text, place): &Word| StoredWord { hash: hash(text), start: place.start as u32, end: place.end as u32 };
                prop_assert_eq!(stored.of(at).collect::<Vec<_>>(), words.iter().map(same).collect::<Vec<_>>());
            }
            prop_assert_eq!(stored.of(texts.len()).count(), 0);
        }

        #[test]
        fn bytes_that_make_no_sense_give_some_words_or_none(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            let target = Target::new(RamDirectory::create());
            let mut column = ColumnFile::create(&target, WORDS).unwrap();
            column.push(&bytes).unwrap();
            column.finish(&target).unwrap();
            target.write(HASHES, &[7; 24]).unwrap();
            let stored = StoredWords::open(&IndexFiles::in_directory(target)).unwrap();
            prop_assert!(stored.of(0).all(|word| word.start <= word.end));
        }
    }
}
