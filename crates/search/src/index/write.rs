//! Writes the inverted index of a catalog with tantivy, and beside it the texts and words of its records.

use std::ops::ControlFlow;

use tantivy::directory::RamDirectory;
use tantivy::indexer::merge_indices;
use tantivy::{DocId, Index as TantivyIndex, SingleSegmentIndexWriter};

use tenken_catalog::catalog::RecordRef;
use tenken_catalog::model::Kind;
use tenken_catalog::packed::Writer;

use crate::error::SearchError;
use crate::index::analysis::{self, AnalyzedRecord, Sources};
use crate::index::document::PARTS;
use crate::index::documents::Documents;
use crate::index::fields::{PartFields, has_pairs, is_shown, schema, tokenizers};
use crate::index::files::column::ColumnFile;
use crate::index::files::target::Target;
use crate::index::open::{segment, text_file};
use crate::index::postings;
use crate::index::sentences::AnalyzedPart;
use crate::index::stored::WordsWriter;
use crate::index::whole::WholeField;
use crate::passing::Passing;
use crate::words::lexicon::LexiconBuilder;

/// Memory for building a piece of the index, in bytes: the least tantivy accepts is 15 MB.
const BUDGET: usize = 50_000_000;

/// How many records are indexed at once; a larger catalog is indexed piece by piece, so that memory is bounded. 50,000 records
/// of a person are one piece with the bundled ones.
pub(crate) const PIECE: usize = 1 << 16;

/// Whom to tell how many records are done of how many, and whether to go on.
pub(crate) type Progress<'p> = &'p mut dyn FnMut(usize, usize) -> ControlFlow<()>;

/// Indexes every record that can be searched, in the order of the catalog. The files go into the target, the tables into
/// the sections of `tables`.
pub(crate) fn write(
    sources: &Sources<'_>,
    passing: &mut Passing,
    lexicon: &mut LexiconBuilder<'_>,
    (target, tables): (&Target, &mut Writer),
    progress: Progress<'_>,
) -> Result<Documents, SearchError> {
    ensure_randomness(getrandom::fill)?;
    let all = sources.catalog.searchable().count();
    let tell = |done: usize, progress: Progress<'_>| match progress(done, all) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(SearchError::Cancelled),
    };
    let mut files = Files::create(target, sources.piece.max(1), all)?;
    tell(0, progress)?;
    analysis::each(sources, passing, |record| {
        // What is told of editions must not change which words a reading or a wrong letter may mean.
        if !is_of_editions(record.at.kind) {
            for (part, analyzed) in PARTS.iter().zip(&record.parts) {
                for sentence in &analyzed.sentences {
                    lexicon.add(*part, &sentence.text, &sentence.words);
                }
            }
        }
        files.add(&record)?;
        tell(files.records.len(), progress)
    })?;
    let (index, records) = files.finish()?;
    tell(all, progress)?;
    // Editions and what changed between them come last: what is told of them must not change how the requirements
    // are ranked.
    let telling = records.iter().take_while(|at| !is_of_editions(at.kind)).count() as DocId;
    if let Some(segment) = segment(&index)? {
        postings::write(&segment, telling, tables)?;
        WholeField::write(&segment, telling, tables)?;
    }
    let documents = Documents::new(records);
    documents.write(telling, tables);
    Ok(documents)
}

/// tantivy draws names for segments by lot, though they get others here, and panics where nothing can be drawn: a kernel before
/// Linux 3.17 under a static program.
fn ensure_randomness(fill: fn(&mut [u8]) -> Result<(), getrandom::Error>) -> Result<(), SearchError> {
    fill(&mut [0]).map_err(|_| SearchError::Randomness)
}

/// Whether records of a kind tell of editions and not of what has to be done.
const fn is_of_editions(kind: Kind) -> bool {
    matches!(kind, Kind::Node | Kind::Revision)
}

/// The files that are being written.
struct Files<'t> {
    target: &'t Target,
    parts: Vec<PartFields>,
    /// The pieces that are done, if there is more than one.
    pieces: Vec<TantivyIndex>,
    piece: SingleSegmentIndexWriter,
    /// How many records make a piece.
    size: usize,
    words: WordsWriter,
    /// Normalised texts, of the parts that have pairs.
    texts: [Option<ColumnFile>; PARTS.len()],
    records: Vec<RecordRef>,
}

impl<'t> Files<'t> {
    fn create(target: &'t Target, size: usize, all: usize) -> Result<Self, SearchError> {
        let mut texts = PARTS.map(|_| None);
        for (place, file) in texts.iter_mut().enumerate().filter(|(place, _)| has_pairs(PARTS[*place])) {
            *file = Some(ColumnFile::create(target, &text_file(place))?);
        }
        Ok(Self {
            parts: schema().1,
            pieces: Vec::new(),
            piece: if all > size { piece(Target::new(RamDirectory::create()))? } else { piece(target.clone())? },
            words: WordsWriter::create(target)?,
            target,
            size,
            texts,
            records: Vec::new(),
        })
    }

    fn add(&mut self, record: &AnalyzedRecord) -> Result<(), SearchError> {
        if !self.records.is_empty() && self.records.len().is_multiple_of(self.size) {
            let next = piece(Target::new(RamDirectory::create()))?;
            let done = std::mem::replace(&mut self.piece, next);
            self.pieces.push(done.finalize()?);
        }
        let normalized = record.parts.each_ref().map(AnalyzedPart::normalized);
        self.piece.add_document(record.document(&self.parts, &normalized))?;
        for ((file, normalized), (part, analyzed)) in
            self.texts.iter_mut().zip(&normalized).zip(PARTS.iter().zip(&record.parts))
        {
            file.as_mut().map_or(Ok(()), |file| file.push(normalized.as_bytes()))?;
            match is_shown(*part) {
                true => self.words.push_places(analyzed.words())?,
                false => self.words.push_presence(analyzed.words().map(|(word, _)| word))?,
            }
        }
        self.records.push(record.at);
        Ok(())
    }

    /// Writes what is left and makes one of the pieces, in their order.
    fn finish(self) -> Result<(TantivyIndex, Vec<RecordRef>), SearchError> {
        self.words.finish(self.target)?;
        for file in self.texts.into_iter().flatten() {
            file.finish(self.target)?;
        }
        let last = self.piece.finalize()?;
        if self.pieces.is_empty() {
            return Ok((last, self.records));
        }
        let mut pieces = self.pieces;
        pieces.push(last);
        let directory: Box<dyn tantivy::Directory> = Box::new(self.target.clone());
        Ok((merge_indices(&pieces, directory)?, self.records))
    }
}

fn piece(target: Target) -> Result<SingleSegmentIndexWriter, SearchError> {
    let builder = TantivyIndex::builder().schema(schema().0).tokenizers(tokenizers());
    Ok(builder.single_segment_index_writer(target, BUDGET)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_nothing_can_be_drawn_by_lot_no_index_is_begun() {
        assert!(ensure_randomness(getrandom::fill).is_ok());
        let told = ensure_randomness(|_| Err(getrandom::Error::UNSUPPORTED)).unwrap_err().to_string();
        assert_eq!(told, "索引を作れません: システムから乱数を得られません。");
    }
}
