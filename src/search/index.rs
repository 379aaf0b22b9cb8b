//! The inverted index: what tantivy stores of every record.

use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use memchr::memmem::Finder;
use tantivy::directory::RamDirectory;
use tantivy::schema::{Field as IndexField, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::TokenizerManager;
use tantivy::{DocId, Index as TantivyIndex, TantivyDocument};

use crate::catalog::{Catalog, RecordRef};
use crate::model::Kind;

use super::SearchError;
use super::analyzer::{Analyzer, Word, Words};
use super::document::{self, PARTS};
use super::fold::fold;
use super::lexicon::Collector;
use super::reader::FieldReader;
use super::request::Field;
use super::sum::Scores;
use super::tokenizers::{JoinedWords, Pairs, SEPARATOR};

/// Memory for building the index, in bytes: the least tantivy accepts is 15 MB; this suffices for some 50,000 records.
const BUDGET: usize = 50_000_000;

/// Names of the two ways a part is indexed, and of their tokenizers.
const WORDS: &str = "words";
const BIGRAMS: &str = "bigrams";

/// The two index fields of one part of a record.
#[derive(Clone, Copy, Debug)]
pub(super) struct PartFields {
    /// Which part.
    pub part: Field,
    /// Its place among [`PARTS`].
    place: usize,
    /// Its words.
    pub words: IndexField,
    /// Its pairs of characters, if it is cut into pairs.
    pub bigrams: Option<IndexField>,
}

/// Words of a record's part, kept so that hits can be explained without analysing them again.
#[derive(Clone, Copy, Debug)]
pub(super) struct KeptWord {
    /// Hash of the word.
    pub hash: u64,
    /// Where it stands, in bytes.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
}

/// The index of one catalog.
pub(super) struct Index {
    /// The fields, by their number.
    readers: Vec<FieldReader>,
    /// The fields of each part.
    pub parts: Vec<PartFields>,
    /// Record of each document.
    records: Vec<RecordRef>,
    /// Kept words of each document, part by part in the order of [`PARTS`].
    words: Vec<[Box<[KeptWord]>; PARTS.len()]>,
    /// The folded texts of each part; empty for parts without pairs.
    folded: [Texts; PARTS.len()],
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("records", &self.records.len()).finish_non_exhaustive()
    }
}

impl Index {
    /// Indexes every record that can be searched; documents stand in the order of the catalog.
    pub fn build(catalog: &Catalog, analyzer: &Analyzer, lexicon: &mut Collector<'_>) -> Result<Self, SearchError> {
        let (schema, parts) = schema();
        let tokenizers = TokenizerManager::default();
        tokenizers.register(WORDS, JoinedWords);
        tokenizers.register(BIGRAMS, Pairs);
        let builder = TantivyIndex::builder().schema(schema).tokenizers(tokenizers);
        let mut writer = builder.single_segment_index_writer(RamDirectory::create(), BUDGET).map_err(engine_error)?;
        let mut records = Vec::new();
        let (mut words, mut folded) = (Vec::new(), PARTS.map(|_| Texts::default()));
        // Analysing takes most of the time. The records go round the threads, so they come back in order.
        thread::scope(|scope| {
            let threads = thread::available_parallelism().map_or(1, |cores| cores.get().min(THREADS));
            let analysed: Vec<_> = (0..threads)
                .map(|first| {
                    let (sender, analysed) = sync_channel(QUEUE);
                    let share = move || searchable(catalog).skip(first).step_by(threads);
                    scope.spawn(move || analyse(catalog, share(), &mut analyzer.worker(), &sender));
                    analysed
                })
                .collect();
            for record in (0..).map_while(|turn| analysed[turn % threads].recv().ok()) {
                for (part, text) in PARTS.iter().zip(&record.texts) {
                    lexicon.add(*part, &text.text, &text.words);
                }
                writer.add_document(record.document(&parts)).map_err(engine_error)?;
                records.push(record.at);
                folded.iter_mut().zip(&record.texts).for_each(|(texts, text)| texts.push(&text.folded));
                words.push(record.texts.map(|text| text.words.iter().map(KeptWord::from).collect()));
            }
            Ok::<(), SearchError>(())
        })?;
        let index = writer.finalize().map_err(engine_error)?;
        let readers = readers(&index).map_err(engine_error)?;
        Ok(Self { readers, parts, records, words, folded })
    }

    /// Returns the documents that hold a term, with their scores.
    pub fn term(&self, field: IndexField, text: &str) -> Scores {
        self.reader(field).map_or_else(Scores::new, |reader| reader.scores(text))
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

    /// Returns the documents that hold a text in one piece in one of their parts, with their scores.
    pub fn piece(&self, part: &PartFields, pairs: &[String], piece: &Finder<'_>) -> Scores {
        let Some(reader) = part.bigrams.and_then(|field| self.reader(field)) else { return Scores::new() };
        reader.pieces(pairs, piece, |document| self.folded[part.place].of(document))
    }

    /// Whether a folded text stands in a part of a document; parts without pairs hold none.
    pub fn holds(&self, document: DocId, part: usize, piece: &str) -> bool {
        self.folded[part].of(document).contains(piece)
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

    /// Returns the kept words of a document's parts, in the order of [`PARTS`].
    pub fn words(&self, document: DocId) -> &[Box<[KeptWord]>; PARTS.len()] {
        &self.words[document as usize]
    }
}

/// Texts of all documents end to end: looking through them in order goes through memory in order.
#[derive(Default)]
struct Texts {
    text: String,
    /// Where the text of each document ends, in bytes.
    ends: Vec<usize>,
}

impl Texts {
    /// Adds the text of the next document.
    fn push(&mut self, text: &str) {
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

/// Opens the fields of the only segment, in their order.
fn readers(index: &TantivyIndex) -> tantivy::Result<Vec<FieldReader>> {
    let searcher = index.reader()?.searcher();
    let Some(segment) = searcher.segment_readers().first() else { return Ok(Vec::new()) };
    searcher.schema().fields().map(|(field, _)| FieldReader::open(segment, field)).collect()
}

/// From so many records on that hold it, a pair of characters tells nothing that words do not tell.
const COMMON: usize = 4096;
/// How many analysed records may wait to be indexed.
const QUEUE: usize = 64;
/// How many threads analyse at most: beyond these, indexing on the first thread is what takes the time.
const THREADS: usize = 3;

/// A record, analysed.
struct Analysed {
    at: RecordRef,
    texts: [AnalysedText; PARTS.len()],
}

/// A part of a record, analysed.
struct AnalysedText {
    text: String,
    folded: String,
    words: Vec<Word>,
}

impl Analysed {
    fn document(&self, parts: &[PartFields]) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        for (fields, text) in parts.iter().zip(&self.texts) {
            let mut joined = String::with_capacity(text.text.len());
            for word in &text.words {
                joined.push_str(&word.text);
                joined.push(SEPARATOR);
            }
            document.add_text(fields.words, joined);
            if let Some(bigrams) = fields.bigrams {
                document.add_text(bigrams, &text.folded);
            }
        }
        document
    }
}

/// The records that can be searched, in the order of the catalog.
fn searchable(catalog: &Catalog) -> impl Iterator<Item = RecordRef> {
    Kind::SEARCHABLE.iter().flat_map(|kind| catalog.all(*kind))
}

/// Analyses records and hands them on.
fn analyse(
    catalog: &Catalog,
    records: impl Iterator<Item = RecordRef>,
    analysis: &mut Words,
    sender: &SyncSender<Analysed>,
) {
    for at in records {
        let texts = PARTS.map(|part| {
            let text = document::text(catalog, at, part);
            let folded = if has_pairs(part) { fold(&text).text() } else { String::new() };
            AnalysedText { folded, words: analysis.of(&text), text }
        });
        // The receiver is gone only when indexing failed, which is reported there.
        if sender.send(Analysed { at, texts }).is_err() {
            return;
        }
    }
}

impl From<&Word> for KeptWord {
    fn from(word: &Word) -> Self {
        Self { hash: hash(&word.text), start: word.start as u32, end: word.end as u32 }
    }
}

/// Returns the hash of a word: FNV-1a, 64 bits (Fowler, Noll, Vo), stable from run to run.
pub(super) fn hash(word: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    word.bytes().fold(0xcbf2_9ce4_8422_2325, step)
}

fn schema() -> (Schema, Vec<PartFields>) {
    let mut schema = Schema::builder();
    let options = |tokenizer: &str| {
        let indexing = TextFieldIndexing::default().set_tokenizer(tokenizer);
        let indexing = indexing.set_index_option(IndexRecordOption::WithFreqs);
        TextOptions::default().set_indexing_options(indexing)
    };
    let (words, bigrams) = (options(WORDS), options(BIGRAMS));
    let mut add = |part: Field, kind, options: &TextOptions| {
        schema.add_text_field(&format!("{}_{kind}", part.code()), options.clone())
    };
    let places = std::array::from_fn::<_, { PARTS.len() }, _>(|place| place);
    let parts = places.map(|place| (place, PARTS[place])).map(|(place, part)| PartFields {
        part,
        place,
        words: add(part, WORDS, &words),
        bigrams: has_pairs(part).then(|| add(part, BIGRAMS, &bigrams)),
    });
    (schema.build(), parts.to_vec())
}

/// Whether a part is cut into pairs. The context is the longest part and counts least: its pairs would take a quarter
/// of the time to build the index and change no answer that counts.
const fn has_pairs(part: Field) -> bool {
    !matches!(part, Field::Context)
}

fn engine_error(error: tantivy::TantivyError) -> SearchError {
    SearchError::Index(error.to_string())
}
