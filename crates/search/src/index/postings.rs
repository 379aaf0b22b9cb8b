//! Reads one field of the index and scores its terms by BM25 (Robertson and Zaragoza 2009), with the constants and
//! rounded lengths that tantivy and Lucene use.
//!
//! The scores of a term are asked for as a whole, so blocks are read one after another; going through tantivy's own
//! scorers would cost several times as much.

use std::hint::black_box;
use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, InvertedIndexReader, SegmentReader};
use tenken_catalog::packed::{Numbers, Writer};

use crate::index::accumulator::Scores;
use crate::index::holders::Holders;
use crate::index::needle::Needle;
use crate::request::Part;

/// The section with the average lengths.
pub(super) const AVERAGES: &str = "fields.averages";

/// Stands for the average length of a field whose texts hold no term: the bits of a NaN, which no average is.
const NO_TERMS: u32 = u32::MAX;

/// How soon more of the same word stops counting.
const K1: f32 = 1.2;
/// How much the length of a text counts.
const B: f32 = 0.75;
/// How many texts are fetched at a time.
const AHEAD: usize = 32;

/// One field of the index.
pub(crate) struct FieldReader {
    /// None for a field without terms: tantivy would make an empty dictionary, which takes as long as a short query.
    inverted: Option<Arc<InvertedIndexReader>>,
    /// How many documents, from the first on, say how telling a term is and how long a text is on average: the others
    /// must not change how these are ranked.
    telling: DocId,
    /// The rounded length of each document's text, by number.
    lengths: FieldNormReader,
    /// What each rounded length does to the score.
    damping: Vec<f32>,
    /// Whether it holds titles: these say a word or do not, and saying it twice is no more.
    is_title: bool,
}

impl FieldReader {
    /// Opens a field of the only segment; `telling` documents say how telling its terms are, and their texts have an
    /// average length, given by its bits.
    pub fn open(segment: &SegmentReader, field: Field, telling: DocId, bits: u32) -> tantivy::Result<Self> {
        let inverted = (bits != NO_TERMS).then(|| segment.inverted_index(field)).transpose()?;
        let average = f32::from_bits(bits);
        let lengths = segment.get_fieldnorms_reader(field)?;
        let is_title = segment.schema().get_field_name(field).starts_with(Part::Title.code());
        let damping = |length: u8| damping(FieldNormReader::id_to_fieldnorm(length) as f32, average);
        Ok(Self { inverted, telling, lengths, damping: (0..=u8::MAX).map(damping).collect(), is_title })
    }

    /// Returns how telling a term is, and the documents that hold it, with how often they do.
    pub fn counts(&self, text: &str) -> Option<(f32, Vec<(DocId, u32)>)> {
        let info = self.info(text)?;
        let mut counts = Vec::with_capacity(info.doc_freq as usize);
        self.each_block(&info, IndexRecordOption::WithFreqs, |block| {
            counts.extend(block.docs().iter().copied().zip(block.freqs().iter().copied()));
        });
        let holders = counts.partition_point(|(document, _)| *document < self.telling);
        Some((telling(self.telling, holders as u32), counts))
    }

    /// Returns the documents that hold a text as a phrase, with their scores: how often it stands there counts as for
    /// a term, and it is as telling as all its parts together.
    pub fn phrases<'t>(&self, parts: &[String], phrase: &Needle<'_>, text: impl Fn(DocId) -> &'t [u8]) -> Scores {
        let Some(infos) = parts.iter().map(|part| self.info(part)).collect::<Option<Vec<_>>>() else {
            return Scores::new();
        };
        let mut matched: Vec<(DocId, u32)> = Vec::new();
        for documents in self.with_rarest(parts, &infos).chunks(AHEAD) {
            let texts = documents.iter().map(|document| (*document, text(*document)));
            let texts: Vec<(DocId, &[u8])> = texts.collect();
            fetch(&texts);
            let counted = texts.into_iter().map(|(document, text)| (document, phrase.count(text)));
            matched.extend(counted.filter(|(_, count)| *count > 0));
        }
        if matched.is_empty() {
            return Scores::new();
        }
        let weight: f32 = infos.iter().map(|info| self.weight(info)).sum();
        matched.into_iter().map(|(document, count)| (document, weight * self.share(document, count))).collect()
    }

    /// Returns the documents that hold the rarest of some terms: only their texts are looked at. Where these are many, the
    /// next rarest parts narrow them down, because to fetch a text takes as long as to read some way on in a list.
    fn with_rarest(&self, parts: &[String], infos: &[TermInfo]) -> Vec<DocId> {
        /// What fetching a text takes, in documents of a list.
        const TEXT: usize = 64;
        const FEW: usize = 64;
        const LISTS: usize = 3;
        let mut rarest: Vec<(&String, &TermInfo)> = parts.iter().zip(infos).collect();
        rarest.sort_by_key(|(_, info)| info.doc_freq);
        let mut lists = rarest.into_iter();
        let mut found: Vec<DocId> = Vec::new();
        if let Some((_, first)) = lists.next() {
            self.each_block(first, IndexRecordOption::Basic, |block| found.extend(block.docs()));
        }
        for (place, (part, info)) in (1..).zip(lists) {
            // A lone character may be the beginning of a longer word, so few are left to their texts.
            let is_pair = part.chars().nth(1).is_some();
            let pays =
                if is_pair { found.len() > info.doc_freq as usize / TEXT } else { place < LISTS && found.len() > FEW };
            if !pays {
                continue;
            }
            let (mut kept, mut rest) = (Vec::new(), found.iter().copied().peekable());
            self.each_block(info, IndexRecordOption::Basic, |block| {
                for document in block.docs() {
                    while rest.next_if(|candidate| candidate < document).is_some() {}
                    kept.extend(rest.next_if_eq(document));
                }
            });
            found = kept;
        }
        found
    }

    /// Whether any document holds a text as a phrase.
    pub fn has_phrase<'t>(&self, parts: &[String], phrase: &Needle<'_>, text: impl Fn(DocId) -> &'t [u8]) -> bool {
        let infos = parts.iter().map(|part| self.info(part)).collect::<Option<Vec<_>>>().unwrap_or_default();
        self.with_rarest(parts, &infos).into_iter().any(|document| phrase.is_in(text(document)))
    }

    /// Returns the documents that hold a term beginning with a text; all count the same.
    pub fn starting_with(&self, start: &str) -> Scores {
        let Some(inverted) = &self.inverted else { return Scores::new() };
        let mut documents = Holders::none(self.documents() as usize);
        let end = format!("{start}\u{10FFFF}");
        let terms = inverted.terms().range().ge(start).le(end);
        // An error here means a broken build, or a mapped file that was damaged after it was opened; no result is the
        // gentlest answer.
        if let Ok(mut terms) = terms.into_stream() {
            while terms.advance() {
                self.each_block(terms.value(), IndexRecordOption::Basic, |block| {
                    documents.extend(block.docs().iter().copied());
                });
            }
        }
        documents.iter().map(|document| (document, 1.0)).collect()
    }

    /// Returns how many documents there are.
    pub fn documents(&self) -> DocId {
        self.lengths.num_docs()
    }

    /// Returns how many documents hold a term.
    pub fn holders(&self, text: &str) -> usize {
        self.info(text).map_or(0, |info| info.doc_freq as usize)
    }

    fn info(&self, text: &str) -> Option<TermInfo> {
        // By its bytes, which is all that tantivy looks up of a term: to make one each time took a fiftieth of a query.
        self.inverted.as_ref()?.terms().get(text).ok()?
    }

    /// Reads the documents that hold a term.
    fn block(&self, info: &TermInfo, option: IndexRecordOption) -> Option<BlockSegmentPostings> {
        self.inverted.as_ref()?.read_block_postings_from_terminfo(info, option).ok()
    }

    fn each_block(&self, info: &TermInfo, option: IndexRecordOption, mut take: impl FnMut(&BlockSegmentPostings)) {
        let Some(mut block) = self.block(info, option) else { return };
        while !block.docs().is_empty() {
            take(&block);
            block.advance();
        }
    }

    fn weight(&self, info: &TermInfo) -> f32 {
        telling(self.telling, self.telling_holders(info))
    }

    /// How many of the telling documents hold a term.
    fn telling_holders(&self, info: &TermInfo) -> u32 {
        if self.telling == self.documents() {
            return info.doc_freq;
        }
        let postings = self.block(info, IndexRecordOption::Basic);
        postings.map_or(info.doc_freq, |mut postings| postings.rank(self.telling))
    }

    /// How much of its weight a term has in a document that holds it so often.
    pub fn share(&self, document: DocId, count: u32) -> f32 {
        let length = self.lengths.fieldnorm_id(document);
        let count = if self.is_title { count.min(1) } else { count };
        count as f32 / (count as f32 + self.damping[usize::from(length)])
    }
}

/// Has texts brought from memory: asked for one after another they come together, where a search for a phrase waits for each.
fn fetch(texts: &[(DocId, &[u8])]) {
    const LINE: usize = 64;
    let lines = texts.iter().flat_map(|(_, text)| text.iter().step_by(LINE));
    black_box(lines.fold(0, |all, byte| all ^ byte));
}

/// Writes how long the texts of each field are on average, those of the first documents that say how telling a term is.
pub(super) fn write(segment: &SegmentReader, telling: DocId, tables: &mut Writer) -> tantivy::Result<()> {
    let mut averages = Vec::new();
    for (field, _) in segment.schema().fields() {
        let norms = segment.get_fieldnorms_reader(field)?;
        let others: u32 = (telling..segment.max_doc()).map(|document| norms.fieldnorm(document)).sum();
        let all = segment.inverted_index(field)?.total_num_tokens();
        let average = all.saturating_sub(u64::from(others)) as f32 / telling.max(1) as f32;
        averages.push(if all == 0 { NO_TERMS } else { average.to_bits() });
    }
    tables.add(AVERAGES, Numbers::to_bytes(averages));
    Ok(())
}

/// Opens the fields of the only segment, in their order.
pub(super) fn open(segment: &SegmentReader, telling: DocId, averages: &Numbers) -> tantivy::Result<Vec<FieldReader>> {
    let fields = segment.schema().fields().map(|(field, _)| field).zip(averages.iter());
    fields.map(|(field, average)| FieldReader::open(segment, field, telling, average)).collect()
}

/// What a term tells: the fewer of the documents hold it, the more.
pub(super) fn telling(documents: DocId, holders: u32) -> f32 {
    let (documents, holders) = (documents as f32, holders as f32);
    (1.0 + (documents - holders + 0.5) / (holders + 0.5)).ln() * (1.0 + K1)
}

/// What the length of a text does to its score, beside the average length.
pub(super) fn damping(length: f32, average: f32) -> f32 {
    K1 * (1.0 - B + B * length / average.max(f32::MIN_POSITIVE))
}
