//! The inverted index: what tantivy stores of every record.

use std::ops::Bound;
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use tantivy::collector::{Collector as TantivyCollector, SegmentCollector};
use tantivy::directory::RamDirectory;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::Postings;
use tantivy::query::{Bm25Weight, PhraseQuery, Query, RangeQuery};
use tantivy::schema::{Field as IndexField, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::TokenizerManager;
use tantivy::{
    DocId, DocSet, Index as TantivyIndex, InvertedIndexReader, Score, Searcher, SegmentOrdinal, SegmentReader,
    TERMINATED, TantivyDocument, Term,
};

use crate::catalog::{Catalog, RecordRef};
use crate::model::Kind;

use super::SearchError;
use super::analyzer::{Analyzer, Word, Words};
use super::document::{self, PARTS};
use super::fold::fold;
use super::lexicon::Collector;
use super::request::Field;
use super::score::Scores;
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
    searcher: Searcher,
    /// What it takes to score the terms of each field.
    readers: Vec<FieldReader>,
    /// The fields of each part.
    pub parts: Vec<PartFields>,
    /// Record of each document.
    records: Vec<RecordRef>,
    /// Kept words of each document, part by part in the order of [`PARTS`].
    words: Vec<[Box<[KeptWord]>; PARTS.len()]>,
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
        let mut words = Vec::new();
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
                words.push(record.texts.map(|text| text.words.iter().map(KeptWord::from).collect()));
            }
            Ok::<(), SearchError>(())
        })?;
        let index = writer.finalize().map_err(engine_error)?;
        let searcher = index.reader().map_err(engine_error)?.searcher();
        let readers = readers(&searcher).map_err(engine_error)?;
        Ok(Self { searcher, readers, parts, records, words })
    }

    /// Returns the documents that hold a term, with their BM25 scores.
    pub fn term(&self, field: IndexField, text: &str) -> Scores {
        self.find_term(field, text).unwrap_or_default()
    }

    fn find_term(&self, field: IndexField, text: &str) -> Option<Scores> {
        let reader = self.readers.get(field.field_id() as usize)?;
        // The index lives in memory; an error here means a broken build, and no result is the gentlest answer.
        let term = reader.inverted.get_term_info(&Term::from_field_text(field, text)).ok()??;
        let option = IndexRecordOption::WithFreqs;
        let mut postings = reader.inverted.read_postings_from_terminfo(&term, option).ok()?;
        let documents = self.records.len() as u64;
        let weight = Bm25Weight::for_one_term_without_explain(u64::from(term.doc_freq), documents, reader.average);
        let mut scores = Scores::with_capacity(term.doc_freq as usize);
        let mut document = postings.doc();
        while document != TERMINATED {
            let norm = reader.norms.fieldnorm_id(document);
            scores.push((document, weight.score(norm, postings.term_freq())));
            document = postings.advance();
        }
        Some(scores)
    }

    /// Returns the documents that hold pairs of characters side by side, with their BM25 scores.
    pub fn phrase(&self, field: IndexField, pairs: &[(String, usize)]) -> Scores {
        let terms = pairs.iter().map(|(pair, position)| (*position, Term::from_field_text(field, pair)));
        self.scores(&PhraseQuery::new_with_offset(terms.collect()))
    }

    /// Returns the documents that hold a pair beginning with a character.
    pub fn starting_with(&self, field: IndexField, start: &str) -> Scores {
        let above = format!("{start}\u{10FFFF}");
        let lower = Bound::Included(Term::from_field_text(field, start));
        self.scores(&RangeQuery::new(lower, Bound::Included(Term::from_field_text(field, &above))))
    }

    fn scores(&self, query: &dyn Query) -> Scores {
        self.searcher.search(query, &AllScores).unwrap_or_default()
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

/// What it takes to score the terms of one field.
struct FieldReader {
    inverted: Arc<InvertedIndexReader>,
    norms: FieldNormReader,
    /// How many terms a document has in this field, on average.
    average: f32,
}

/// Opens the fields of the only segment, in their order.
fn readers(searcher: &Searcher) -> tantivy::Result<Vec<FieldReader>> {
    let Some(segment) = searcher.segment_readers().first() else { return Ok(Vec::new()) };
    let open = |(field, _)| {
        let inverted = segment.inverted_index(field)?;
        let average = inverted.total_num_tokens() as f32 / segment.max_doc().max(1) as f32;
        Ok(FieldReader { norms: segment.get_fieldnorms_reader(field)?, inverted, average })
    };
    searcher.schema().fields().map(open).collect()
}

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
    let options = |tokenizer: &str, option| {
        let indexing = TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(option);
        TextOptions::default().set_indexing_options(indexing)
    };
    let (words, bigrams) =
        (options(WORDS, IndexRecordOption::WithFreqs), options(BIGRAMS, IndexRecordOption::WithFreqsAndPositions));
    let mut add = |part: Field, kind, options: &TextOptions| {
        schema.add_text_field(&format!("{}_{kind}", part.code()), options.clone())
    };
    let parts = PARTS.map(|part| PartFields {
        part,
        words: add(part, WORDS, &words),
        bigrams: has_pairs(part).then(|| add(part, BIGRAMS, &bigrams)),
    });
    (schema.build(), parts.to_vec())
}

/// Whether a part is cut into pairs. The context is the longest part and counts least: its pairs would take a quarter
/// of the time to build the index and change no answer that counts.
pub(super) const fn has_pairs(part: Field) -> bool {
    !matches!(part, Field::Context)
}

fn engine_error(error: tantivy::TantivyError) -> SearchError {
    SearchError::Index(error.to_string())
}

/// Collects every matching document; catalogs are small enough to count and filter them afterwards.
struct AllScores;

struct SegmentScores(Vec<(DocId, Score)>);

impl TantivyCollector for AllScores {
    type Fruit = Vec<(DocId, Score)>;
    type Child = SegmentScores;

    fn for_segment(&self, _: SegmentOrdinal, _: &SegmentReader) -> tantivy::Result<SegmentScores> {
        Ok(SegmentScores(Vec::new()))
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, segments: Vec<Self::Fruit>) -> tantivy::Result<Self::Fruit> {
        Ok(segments.into_iter().flatten().collect())
    }
}

impl SegmentCollector for SegmentScores {
    type Fruit = Vec<(DocId, Score)>;

    fn collect(&mut self, document: DocId, score: Score) {
        self.0.push((document, score));
    }

    fn harvest(self) -> Self::Fruit {
        self.0
    }
}
