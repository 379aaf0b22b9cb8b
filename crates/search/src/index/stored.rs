//! The words of each record, stored so that hits can be explained without analysing them again.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use tenken_catalog::packed::{Bytes, Column};

use crate::error::SearchError;
use crate::index::files::IndexFiles;
use crate::index::files::column::{ColumnFile, column};
use crate::index::files::target::Target;

/// Not `words`, so that an index of the older form is not read as this one.
const WORDS: &str = "words.stored";
const NUMBERS: &str = "words.numbers";
/// The bytes of a hash, and those of hash and number.
const HASH: usize = size_of::<u64>();
const ENTRY: usize = HASH + size_of::<u32>();

/// A word of a record's part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct StoredWord {
    /// Hash of the word.
    pub hash: u64,
    /// Where it stands, in bytes; 0 where places are not kept.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
}

/// Writes the words of texts. Each different word has a number, the first ones small ones; where it stands is told from
/// where the one before has ended. So a word takes some 4 bytes, where hash and place would take 16. Of a text that is never
/// shown each word is kept once, in the order of the numbers, in one or two bytes.
pub(super) struct WordsWriter {
    file: ColumnFile,
    numbers: HashMap<u64, u32>,
    text: Vec<u8>,
}

impl WordsWriter {
    /// Starts with nothing.
    pub fn create(target: &Target) -> Result<Self, SearchError> {
        let file = ColumnFile::create(target, WORDS)?;
        Ok(Self { file, numbers: HashMap::new(), text: Vec::new() })
    }

    /// Adds the words of the next text, with where they stand.
    pub fn push_places<'w>(
        &mut self,
        words: impl IntoIterator<Item = (&'w str, Range<usize>)>,
    ) -> Result<(), SearchError> {
        self.text.clear();
        let mut before = 0;
        for (word, place) in words {
            let number = self.number(word);
            put(&mut self.text, number.into());
            put(&mut self.text, zigzag(place.start as i64 - before));
            put(&mut self.text, place.end.saturating_sub(place.start) as u64);
            before = place.end as i64;
        }
        self.file.push(&self.text)
    }

    /// Adds the words of the next text, but not where they stand.
    pub fn push_presence<'w>(&mut self, words: impl IntoIterator<Item = &'w str>) -> Result<(), SearchError> {
        self.text.clear();
        let numbers: BTreeSet<u32> = words.into_iter().map(|word| self.number(word)).collect();
        let mut before = 0;
        for number in numbers {
            put(&mut self.text, (number - before).into());
            before = number;
        }
        self.file.push(&self.text)
    }

    fn number(&mut self, word: &str) -> u32 {
        let next = self.numbers.len() as u32;
        *self.numbers.entry(hash(word)).or_insert(next)
    }

    /// Writes what is left.
    pub fn finish(self, target: &Target) -> Result<(), SearchError> {
        self.file.finish(target)?;
        let numbers: BTreeMap<u64, u32> = self.numbers.into_iter().collect();
        let entry = |(hash, number): (u64, u32)| hash.to_le_bytes().into_iter().chain(number.to_le_bytes());
        target.write(NUMBERS, &numbers.into_iter().flat_map(entry).collect::<Vec<u8>>())
    }
}

/// The words of all texts.
#[derive(Debug)]
pub(super) struct StoredWords {
    words: Column,
    /// The number of each different word, in the order of their hashes.
    numbers: Bytes,
}

/// Words that are looked for among those that are stored.
#[derive(Debug, Default)]
pub(crate) struct SoughtWords {
    /// Number and hash of each, in the order of the numbers.
    words: Vec<(u64, u64)>,
    /// A bit for each number: most other words are passed over at one look.
    bits: u64,
}

impl SoughtWords {
    fn hash_of(&self, number: u64) -> Option<u64> {
        let may_be = self.bits & bit(number) != 0;
        let at = may_be.then(|| self.words.binary_search_by_key(&number, |(known, _)| *known).ok()).flatten()?;
        Some(self.words[at].1)
    }

    fn last(&self) -> Option<u64> {
        self.words.last().map(|(number, _)| *number)
    }
}

impl StoredWords {
    /// Opens what was written.
    pub fn open(files: &IndexFiles) -> Result<Self, SearchError> {
        Ok(Self { words: column(files, WORDS)?, numbers: files.bytes(NUMBERS)? })
    }

    /// Returns how many texts there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Returns those of some words, by their hashes, that stand in any text.
    pub fn sought(&self, hashes: impl IntoIterator<Item = u64>) -> SoughtWords {
        let numbered = |hash| Some((self.number(hash)?.into(), hash));
        let mut words: Vec<(u64, u64)> = hashes.into_iter().filter_map(numbered).collect();
        words.sort_unstable();
        words.dedup();
        let bits = words.iter().fold(0, |bits, (number, _)| bits | bit(*number));
        SoughtWords { words, bits }
    }

    /// Returns the number of a word by its hash.
    fn number(&self, hash: u64) -> Option<u32> {
        let (entries, _) = self.numbers.as_chunks::<ENTRY>();
        let hash_of = |entry: &[u8; ENTRY]| entry.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes));
        let entry = &entries[entries.binary_search_by_key(&hash, hash_of).ok()?];
        entry.last_chunk().map(|bytes| u32::from_le_bytes(*bytes))
    }

    /// Returns where some words stand in a text that was written with places.
    pub fn places(&self, text: usize, sought: &SoughtWords) -> impl Iterator<Item = StoredWord> {
        let mut rest = self.words.get(text);
        let mut before = 0_u32;
        let words = std::iter::from_fn(move || {
            let (number, place, length) = next(&mut rest)?;
            let start = before.wrapping_add(place);
            let end = start.saturating_add(length);
            before = end;
            Some((number, start, end))
        });
        words.filter_map(|(number, start, end)| Some(StoredWord { hash: sought.hash_of(number)?, start, end }))
    }

    /// Returns which of some words stand in a text that was written without places.
    pub fn presence(&self, text: usize, sought: &SoughtWords) -> impl Iterator<Item = StoredWord> {
        let (mut rest, last) = (self.words.get(text), sought.last());
        let mut number = 0_u64;
        let numbers = std::iter::from_fn(move || {
            number = number.saturating_add(take(&mut rest)?);
            Some(number).filter(|number| Some(*number) <= last)
        });
        numbers.filter_map(|number| Some(StoredWord { hash: sought.hash_of(number)?, start: 0, end: 0 }))
    }
}

/// A bit for a number.
const fn bit(number: u64) -> u64 {
    1 << (number % u64::BITS as u64)
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
            writer.push_places(words.iter().map(|(text, place)| (text.as_str(), place.clone()))).unwrap();
            writer.push_presence(words.iter().map(|(text, _)| text.as_str())).unwrap();
        }
        writer.finish(&target).unwrap();
        directory
    }

    fn word() -> impl Strategy<Value = Word> {
        let place = (0..100_000_usize, 0..300_usize);
        ("[ab漢]{1,2}", place).prop_map(|(text, (start, length))| (text, start..start + length))
    }

    fn sought(stored: &StoredWords, words: &[&str]) -> SoughtWords {
        stored.sought(words.iter().map(|word| hash(word)))
    }

    proptest! {
        #[test]
        fn words_come_back_as_they_were(texts in proptest::collection::vec(proptest::collection::vec(word(), 0..9), 0..9)) {
            let stored = StoredWords::open(&IndexFiles::in_directory(written(&texts))).unwrap();
            prop_assert_eq!(stored.len(), 2 * texts.len());
            for wanted in [&["a", "漢", "ab"][..], &["b"], &["x"], &[]] {
                let sought = sought(&stored, wanted);
                for (at, words) in texts.iter().enumerate() {
                    let there = || words.iter().filter(|(text, _)| wanted.contains(&text.as_str()));
                    let same = |(text, place): &Word| StoredWord { hash: hash(text), start: place.start as u32, end: place.end as u32 };
                    let places: Vec<StoredWord> = stored.places(2 * at, &sought).collect();
                    prop_assert_eq!(places, there().map(same).collect::<Vec<_>>());
                    let present: Vec<StoredWord> = stored.presence(2 * at + 1, &sought).collect();
                    let known: BTreeSet<u64> = present.iter().map(|word| word.hash).collect();
                    prop_assert_eq!((present.len(), &known), (known.len(), &there().map(|(text, _)| hash(text)).collect()));
                }
                prop_assert_eq!(stored.places(2 * texts.len(), &sought).count(), 0);
                prop_assert_eq!(stored.presence(2 * texts.len(), &sought).count(), 0);
            }
        }

        #[test]
        fn bytes_that_make_no_sense_give_some_words_or_none(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            let target = Target::new(RamDirectory::create());
            let mut column = ColumnFile::create(&target, WORDS).unwrap();
            column.push(&bytes).unwrap();
            column.finish(&target).unwrap();
            let entries = (0..9_u8).flat_map(|number| [[number; HASH].as_slice(), &[number, 0, 0, 0]].concat());
            target.write(NUMBERS, &entries.chain([9]).collect::<Vec<u8>>()).unwrap();
            let stored = StoredWords::open(&IndexFiles::in_directory(target)).unwrap();
            let sought = stored.sought((0..9_u8).map(|number| u64::from_le_bytes([number; HASH])));
            prop_assert!(stored.places(0, &sought).all(|word| word.start <= word.end));
            prop_assert!(stored.presence(0, &sought).count() <= bytes.len());
        }
    }
}
