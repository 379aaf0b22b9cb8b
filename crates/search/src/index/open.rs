//! The index of one catalog, opened for reading.

use std::path::Path;
use std::sync::Arc;

use tantivy::schema::Field as IndexField;
use tantivy::{DocId, Index as TantivyIndex, SegmentReader};
use tenken_catalog::catalog::{Catalog, RecordRef};
use tenken_catalog::packed::{Column, ColumnView, Numbers, Packed};

use crate::error::SearchError;
use crate::index::accumulator::Scores;
use crate::index::document::PARTS;
use crate::index::documents::Documents;
use crate::index::fields::{PartFields, has_pairs, is_shown, schema};
use crate::index::files::IndexFiles;
use crate::index::files::column::column;
use crate::index::files::target::{META, is_of_segment};
use crate::index::needle::{Needle, Reach};
use crate::index::postings::{self, AVERAGES, FieldReader, telling};
use crate::index::stored::{SoughtWords, StoredWord, StoredWords};
use crate::index::whole::{Places, WholeField};
use crate::tables::decode;

/// The section with the names of all files but the tables, and their lengths: tantivy trusts that a file is whole.
pub(crate) const LENGTHS: &str = "lengths";

/// What the index knows the places of.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Term<'t> {
    /// A word.
    Word(&'t str),
    /// A pair of characters.
    Pair(&'t str),
}

/// The index of one catalog.
pub(crate) struct Index {
    /// The fields, by their number.
    readers: Vec<FieldReader>,
    /// The fields of each part.
    pub parts: Vec<PartFields>,
    /// The words of all parts as one text, and the pairs.
    whole: [WholeField; 2],
    /// Record of each document.
    pub documents: Arc<Documents>,
    /// Stored words of each document, part by part in the order of [`PARTS`].
    words: StoredWords,
    /// The normalised texts of each part that has pairs.
    texts: [Option<Column>; PARTS.len()],
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("records", &self.len()).finish_non_exhaustive()
    }
}

impl Index {
    /// Opens an index that was written before.
    pub fn open(catalog: &Catalog, files: &IndexFiles, tables: &Packed) -> Result<Self, SearchError> {
        let damaged = |_: tantivy::TantivyError| SearchError::Files(META.to_owned());
        let names = whole(files, tables)?;
        let (schema, parts) = schema();
        let index = TantivyIndex::open(files.clone()).map_err(damaged)?;
        if index.schema() != schema {
            return Err(SearchError::Files(META.to_owned()));
        }
        if !files.are_sound() {
            check(&index, &names)?;
        }
        let (documents, telling) = Documents::open(catalog, tables)?;
        let averages = Numbers::new(tables.section(AVERAGES)?);
        let readers = match segment(&index).map_err(damaged)? {
            Some(segment) => postings::open(&segment, telling, &averages).map_err(damaged)?,
            None => Vec::new(),
        };
        let mut texts = PARTS.map(|_| None);
        for (place, texts) in texts.iter_mut().enumerate().filter(|(place, _)| has_pairs(PARTS[*place])) {
            *texts = Some(column(files, &text_file(place))?);
        }
        let whole = WholeField::open(tables, &parts, telling)?;
        let index =
            Self { readers, parts, whole, documents: Arc::new(documents), words: StoredWords::open(files)?, texts };
        if index.is_whole() { Ok(index) } else { Err(SearchError::Files(META.to_owned())) }
    }

    /// Whether all parts have as many documents as there are.
    fn is_whole(&self) -> bool {
        let count = self.len();
        self.readers.iter().all(|reader| reader.documents() as usize == count)
            && self.whole.iter().all(|whole| whole.documents() == count)
            && self.texts.iter().flatten().all(|texts| texts.len() == count)
            && self.words.len() == count * PARTS.len()
    }

    /// Returns where a term stands, part by part.
    pub fn places(&self, term: Term<'_>) -> Vec<Places<'_>> {
        let (whole, text) = self.whole_of(term);
        whole.places(&self.readers, text)
    }

    /// Returns the documents that hold a term in any part, scored as one text; `counts` says how often they do.
    pub fn as_whole(&self, term: Term<'_>, counts: Scores) -> Scores {
        self.whole_of(term).0.scores(counts)
    }

    fn whole_of<'t>(&self, term: Term<'t>) -> (&WholeField, &'t str) {
        match term {
            Term::Word(word) => (&self.whole[0], word),
            Term::Pair(pair) => (&self.whole[1], pair),
        }
    }

    /// How telling it is that so many records hold something: the fewer, the more.
    pub fn telling(&self, holders: usize) -> f32 {
        telling(self.len() as DocId, holders as u32)
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
        self.len() > COMMON
    }

    /// How many records hold a pair of characters in the same part, at most.
    fn holders(&self, pair: &str) -> usize {
        let readers = self.parts.iter().filter_map(|part| self.reader(part.bigrams?));
        readers.map(|reader| reader.holders(pair)).max().unwrap_or_default()
    }

    /// Returns the documents that hold a text as a phrase in one of their parts, with their scores.
    pub fn phrase(&self, part: &PartFields, pairs: &[String], phrase: &Needle<'_>) -> Scores {
        let reader = part.bigrams.and_then(|field| self.reader(field));
        let Some((reader, texts)) = reader.zip(self.texts(part.place)) else { return Scores::new() };
        reader.phrases(pairs, phrase, |document| texts.get(document as usize))
    }

    /// Whether a text stands in any part of any record.
    pub fn has_phrase(&self, pairs: &[String], phrase: &str) -> bool {
        let finder = Needle::new(phrase, Reach::Beginning);
        match pairs {
            [] => false,
            [pair] if pair.chars().nth(1).is_some() && !pair.is_ascii() => self.holders(pair) > 0,
            [pair] if pair.chars().nth(1).is_none() => true,
            pairs => self.parts.iter().any(|part| self.has_phrase_in(part, pairs, &finder)),
        }
    }

    fn has_phrase_in(&self, part: &PartFields, pairs: &[String], phrase: &Needle<'_>) -> bool {
        let reader = part.bigrams.and_then(|field| self.reader(field));
        let found = reader.zip(self.texts(part.place));
        found.is_some_and(|(reader, texts)| reader.has_phrase(pairs, phrase, |document| texts.get(document as usize)))
    }

    /// Whether a word stands in any part of any record.
    pub fn has_word(&self, word: &str) -> bool {
        self.parts.iter().filter_map(|part| self.reader(part.words)).any(|reader| reader.holders(word) > 0)
    }

    /// Returns the normalised text of a part of a document; nothing of parts without pairs.
    pub fn normalized(&self, document: DocId, part: usize) -> &[u8] {
        let texts = self.texts.get(part).and_then(Option::as_ref);
        texts.map_or(&[], |texts| texts.get(document as usize))
    }

    fn texts(&self, part: usize) -> Option<ColumnView<'_>> {
        self.texts.get(part)?.as_ref().map(Column::view)
    }

    /// Returns the documents that hold a pair beginning with a character; all count the same.
    pub fn starting_with(&self, field: IndexField, start: &str) -> Scores {
        self.reader(field).map_or_else(Scores::new, |reader| reader.starting_with(start))
    }

    /// Returns the record of a document.
    pub fn record(&self, document: DocId) -> RecordRef {
        self.documents.record(document)
    }

    /// Returns how many records there are.
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Returns those of some words, by their hashes, that stand in any record.
    pub fn sought(&self, hashes: impl IntoIterator<Item = u64>) -> SoughtWords {
        self.words.sought(hashes)
    }

    /// Adds those of some words that a part of a document holds.
    pub fn add_words(&self, (document, part): (DocId, usize), sought: &SoughtWords, words: &mut Vec<StoredWord>) {
        let text = document as usize * PARTS.len() + part;
        match is_shown(PARTS[part]) {
            true => words.extend(self.words.places(text, sought)),
            false => words.extend(self.words.presence(text, sought)),
        }
    }
}

/// Returns the names of the files, all of which are as long as they were.
fn whole(files: &IndexFiles, tables: &Packed) -> Result<Vec<String>, SearchError> {
    let lengths: Vec<(String, u64)> = decode(&tables.section(LENGTHS)?)?;
    let whole = lengths.into_iter().map(|(name, length)| {
        let is_whole = files.bytes(&name)?.len() as u64 == length;
        if is_whole { Ok(name) } else { Err(SearchError::Files(name)) }
    });
    whole.collect()
}

/// Checks the files of tantivy by the checksums that it wrote into them: it trusts what stands there.
fn check(index: &TantivyIndex, names: &[String]) -> Result<(), SearchError> {
    for name in names.iter().filter(|name| is_of_segment(Path::new(name))) {
        if !matches!(index.directory().validate_checksum(Path::new(name)), Ok(true)) {
            return Err(SearchError::Files(name.clone()));
        }
    }
    Ok(())
}

/// Opens the only segment; none of an index that has none.
pub(super) fn segment(index: &TantivyIndex) -> tantivy::Result<Option<SegmentReader>> {
    index.searchable_segments()?.first().map(SegmentReader::open).transpose()
}

/// Returns the name of the file with the normalised texts of a part.
pub(super) fn text_file(part: usize) -> String {
    format!("texts.{part}")
}

/// From so many records on that hold it, a pair of characters tells nothing that words do not tell.
const COMMON: usize = 4096;
