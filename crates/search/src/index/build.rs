//! Builds the index of a catalog with tantivy.

use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use tantivy::directory::RamDirectory;
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::TokenizerManager;
use tantivy::{DocId, Index as TantivyIndex, TantivyDocument};

use tenken_catalog::catalog::{Catalog, RecordRef};
use tenken_catalog::model::Kind;

use crate::error::SearchError;
use crate::index::document::{self, PARTS};
use crate::index::open::{Index, PartFields, StoredWord, Texts, readers};
use crate::index::postings::FieldReader;
use crate::index::whole::WholeField;
use crate::request::Part;
use crate::text::analyzer::{Analyzer, AnalyzerWorker, Word};
use crate::text::normalize::normalize;
use crate::text::tokenizers::{JoinedWords, Pairs, SEPARATOR};
use crate::words::lexicon::LexiconBuilder;

/// Memory for building the index, in bytes: the least tantivy accepts is 15 MB; this suffices for some 50,000 records.
const BUDGET: usize = 50_000_000;

/// Names of the two kinds of index fields, and of their tokenizers.
const WORDS: &str = "words";
const BIGRAMS: &str = "bigrams";

impl Index {
    /// Indexes every record that can be searched; documents stand in the order of the catalog.
    pub fn build(
        catalog: &Catalog,
        analyzer: &Analyzer,
        lexicon: &mut LexiconBuilder<'_>,
    ) -> Result<Self, SearchError> {
        let (schema, parts) = schema();
        let tokenizers = TokenizerManager::default();
        tokenizers.register(WORDS, JoinedWords);
        tokenizers.register(BIGRAMS, Pairs);
        let builder = TantivyIndex::builder().schema(schema).tokenizers(tokenizers);
        let mut writer = builder.single_segment_index_writer(RamDirectory::create(), BUDGET).map_err(engine_error)?;
        let mut records = Vec::new();
        let (mut words, mut normalized) = (Vec::new(), PARTS.map(|_| Texts::default()));
        // Analysing takes most of the time. The records go round the threads, so they come back in order.
        thread::scope(|scope| {
            let threads = thread::available_parallelism().map_or(1, |cores| cores.get().min(THREADS));
            let analyzed: Vec<_> = (0..threads)
                .map(|first| {
                    let (sender, analyzed) = sync_channel(QUEUE);
                    let share = move || catalog.searchable().skip(first).step_by(threads);
                    scope.spawn(move || analyze(catalog, share(), &mut analyzer.worker(), &sender));
                    analyzed
                })
                .collect();
            for record in (0..).map_while(|turn| analyzed[turn % threads].recv().ok()) {
                // What is told of editions must not change which words a reading or a wrong letter may mean.
                if !is_of_editions(record.at.kind) {
                    for (part, text) in PARTS.iter().zip(&record.texts) {
                        lexicon.add(*part, &text.text, &text.words);
                    }
                }
                writer.add_document(record.document(&parts)).map_err(engine_error)?;
                records.push(record.at);
                normalized.iter_mut().zip(&record.texts).for_each(|(texts, text)| texts.push(&text.normalized));
                words.push(record.texts.map(|text| text.words.iter().map(StoredWord::from).collect()));
            }
            Ok::<(), SearchError>(())
        })?;
        let index = writer.finalize().map_err(engine_error)?;
        // Editions and what changed between them come last: what is told of them must not change how the requirements
        // are ranked.
        let telling = records.iter().take_while(|at: &&RecordRef| !is_of_editions(at.kind)).count();
        let readers = readers(&index, telling as DocId).map_err(engine_error)?;
        let whole = whole(&readers, &parts, telling as DocId);
        Ok(Self { readers, parts, whole, records, words, normalized })
    }
}

/// Joins the words of all parts, and the pairs.
fn whole(readers: &[FieldReader], parts: &[PartFields], telling: DocId) -> [WholeField; 2] {
    /// A word of a title says as much as two elsewhere.
    const TITLE: f32 = 2.0;
    let times = |part: Part| if part == Part::Title { TITLE } else { 1.0 };
    let joined = |field: &dyn Fn(&PartFields) -> Option<Field>| {
        let fields = parts.iter().filter_map(|one| Some((field(one)?.field_id() as usize, times(one.part))));
        WholeField::new(readers, fields.collect(), telling)
    };
    [joined(&|part| Some(part.words)), joined(&|part| part.bigrams)]
}

/// Whether records of a kind tell of editions and not of what has to be done.
const fn is_of_editions(kind: Kind) -> bool {
    matches!(kind, Kind::Node | Kind::Revision)
}

/// How many analysed records may wait to be indexed.
const QUEUE: usize = 64;
/// How many threads analyse at most: beyond these, indexing on the first thread is what takes the time.
const THREADS: usize = 3;

/// A record, analysed.
struct AnalyzedRecord {
    at: RecordRef,
    texts: [AnalyzedPart; PARTS.len()],
}

/// A part of a record, analysed.
struct AnalyzedPart {
    text: String,
    normalized: String,
    words: Vec<Word>,
}

impl AnalyzedRecord {
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
                document.add_text(bigrams, &text.normalized);
            }
        }
        document
    }
}

/// Analyses records and hands them on.
fn analyze(
    catalog: &Catalog,
    records: impl Iterator<Item = RecordRef>,
    analysis: &mut AnalyzerWorker,
    sender: &SyncSender<AnalyzedRecord>,
) {
    for at in records {
        let texts = PARTS.map(|part| {
            let text = document::text(catalog, at, part);
            let normalized = if has_pairs(part) { normalize(&text).text() } else { String::new() };
            AnalyzedPart { normalized, words: analysis.of(&text), text }
        });
        // The receiver is gone only when indexing failed, which is reported there.
        if sender.send(AnalyzedRecord { at, texts }).is_err() {
            return;
        }
    }
}

fn schema() -> (Schema, Vec<PartFields>) {
    let mut schema = Schema::builder();
    let options = |tokenizer: &str| {
        let indexing = TextFieldIndexing::default().set_tokenizer(tokenizer);
        let indexing = indexing.set_index_option(IndexRecordOption::WithFreqs);
        TextOptions::default().set_indexing_options(indexing)
    };
    let (words, bigrams) = (options(WORDS), options(BIGRAMS));
    let mut add = |part: Part, kind, options: &TextOptions| {
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
const fn has_pairs(part: Part) -> bool {
    !matches!(part, Part::Context)
}

fn engine_error(error: tantivy::TantivyError) -> SearchError {
    SearchError::Index(error.to_string())
}
