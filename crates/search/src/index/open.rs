//! The index of one catalog, opened for reading.

use memchr::memmem::Finder;
use tantivy::schema::Field as IndexField;
use tantivy::{DocId, Index as TantivyIndex};
use tenken_catalog::catalog::RecordRef;

use crate::index::accumulator::Scores;
use crate::index::document::PARTS;
use crate::index::postings::{FieldReader, telling};
use crate::index::whole::WholeField;
use crate::request::Part;
use crate::text::analyzer::Word;

/// The two index fields of one part of a record.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PartFields {
    /// Which part.
    pub part: Part,
    /// Its place among [`PARTS`].
    pub(super) place: usize,
    /// Its words.
    pub words: IndexField,
    /// Its pairs of characters, if it is cut into pairs.
    pub bigrams: Option<IndexField>,
}

/// A word of a record's part, stored so that hits can be explained without analysing them again.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StoredWord {
    /// Hash of the word.
    pub hash: u64,
    /// Where it stands, in bytes.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
}

/// The index of one catalog.
pub(crate) struct Index {
    /// The fields, by their number.
    pub(super) readers: Vec<FieldReader>,
    /// The fields of each part.
    pub parts: Vec<PartFields>,
    /// The words of all parts as one text, and the pairs.
    pub(super) whole: [WholeField; 2],
    /// Record of each document.
    pub(super) records: Vec<RecordRef>,
    /// Stored words of each document, part by part in the order of [`PARTS`].
    pub(super) words: Vec<[Box<[StoredWord]>; PARTS.len()]>,
    /// The normalised texts of each part; empty for parts without pairs.
    pub(super) normalized: [Texts; PARTS.len()],
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("records", &self.records.len()).finish_non_exhaustive()
    }
}

impl Index {
    /// Returns the documents that hold a term, with their scores.
    pub fn term(&self, field: IndexField, text: &str) -> Scores {
        self.reader(field).map_or_else(Scores::new, |reader| reader.scores(text))
    }

    /// Returns the documents that hold a word in any part, scored as one text.
    pub fn whole_word(&self, word: &str) -> Scores {
        self.whole[0].scores(&self.readers, word)
    }

    /// Returns the documents that hold a pair of characters in any part, scored as one text.
    pub fn whole_pair(&self, pair: &str) -> Scores {
        self.whole[1].scores(&self.readers, pair)
    }

    /// How telling it is that so many records hold something: the fewer, the more.
    pub fn telling(&self, holders: usize) -> f32 {
        telling(self.records.len() as DocId, holders as u32)
    }

    /// The reader of a field; none of an index without documents.
    fn reader(&self, field: IndexField) -> Option<&FieldReader> {
        self.readers.get(field.field_id() as usize)
    }

    /// Whether so many records hold a pair of characters that it tells nothing: no pair of a small catalog.
    pub fn is_common(&self, pair: &str) -> bool {
        self.is_large() && self.holders(pair) > COMMON
    }

    /// Whether there are so many records that looking up takes time.
    pub fn is_large(&self) -> bool {
        self.records.len() > COMMON
    }

    /// How many records hold a pair of characters in the same part, at most.
    fn holders(&self, pair: &str) -> usize {
        let readers = self.parts.iter().filter_map(|part| self.reader(part.bigrams?));
        readers.map(|reader| reader.holders(pair)).max().unwrap_or_default()
    }

    /// Returns the documents that hold a text as a phrase in one of their parts, with their scores.
    pub fn phrase(&self, part: &PartFields, pairs: &[String], phrase: &Finder<'_>) -> Scores {
        let Some(reader) = part.bigrams.and_then(|field| self.reader(field)) else { return Scores::new() };
        reader.phrases(pairs, phrase, |document| self.normalized[part.place].of(document))
    }

    /// Whether a text stands in any part of any record.
    pub fn has_phrase(&self, pairs: &[String], phrase: &str) -> bool {
        let finder = Finder::new(phrase);
        match pairs {
            [] => false,
            [pair] if pair.chars().nth(1).is_some() => self.holders(pair) > 0,
            [_] => true,
            pairs => self.parts.iter().any(|part| self.has_phrase_in(part, pairs, &finder)),
        }
    }

    fn has_phrase_in(&self, part: &PartFields, pairs: &[String], phrase: &Finder<'_>) -> bool {
        let reader = part.bigrams.and_then(|field| self.reader(field));
        reader
            .is_some_and(|reader| reader.has_phrase(pairs, phrase, |document| self.normalized[part.place].of(document)))
    }

    /// Whether a word stands in any part of any record.
    pub fn has_word(&self, word: &str) -> bool {
        self.parts.iter().filter_map(|part| self.reader(part.words)).any(|reader| reader.holders(word) > 0)
    }

    /// Whether a normalised text stands in a part of a document; parts without pairs hold none.
    pub fn holds(&self, document: DocId, part: usize, phrase: &str) -> bool {
        self.normalized[part].of(document).contains(phrase)
    }

    /// Returns the documents that hold a pair beginning with a character; all count the same.
    pub fn starting_with(&self, field: IndexField, start: &str) -> Scores {
        self.reader(field).map_or_else(Scores::new, |reader| reader.starting_with(start))
    }

    /// Returns the record of a document.
    pub fn record(&self, document: DocId) -> RecordRef {
        self.records[document as usize]
    }

    /// Returns how many records there are.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Returns the stored words of a document's parts, in the order of [`PARTS`].
    pub fn words(&self, document: DocId) -> &[Box<[StoredWord]>; PARTS.len()] {
        &self.words[document as usize]
    }
}

/// Texts of all documents end to end: looking through them in order goes through memory in order.
#[derive(Default)]
pub(super) struct Texts {
    text: String,
    /// Where the text of each document ends, in bytes.
    ends: Vec<usize>,
}

impl Texts {
    /// Adds the text of the next document.
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(self.text.len());
    }

    /// Returns the text of a document.
    fn of(&self, document: DocId) -> &str {
        let at = document as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[at]]
    }
}

/// Opens the fields of the only segment, in their order; the first `telling` documents say how telling a word is.
pub(super) fn readers(index: &TantivyIndex, telling: DocId) -> tantivy::Result<Vec<FieldReader>> {
    let searcher = index.reader()?.searcher();
    let Some(segment) = searcher.segment_readers().first() else { return Ok(Vec::new()) };
    searcher.schema().fields().map(|(field, _)| FieldReader::open(segment, field, telling)).collect()
}

/// From so many records on that hold it, a pair of characters tells nothing that words do not tell.
const COMMON: usize = 4096;
impl From<&Word> for StoredWord {
    fn from(word: &Word) -> Self {
        Self { hash: hash(&word.text), start: word.start as u32, end: word.end as u32 }
    }
}

/// Returns the hash of a word: FNV-1a, 64 bits (Fowler, Noll, Vo), stable from run to run.
pub(crate) fn hash(word: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    word.bytes().fold(0xcbf2_9ce4_8422_2325, step)
}
