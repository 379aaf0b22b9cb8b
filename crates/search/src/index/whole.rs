//! A record as a whole: the terms of all its parts together, scored by BM25 as one text.
//!
//! A question often touches a record here and there: one word in its title, one in what may happen, one in an incident.
//! Part by part that is little, as a whole it is the record that is meant.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::Field;
use tantivy::{DocId, SegmentReader};
use tenken_catalog::packed::{Numbers, Packed, Writer};

use crate::error::SearchError;
use crate::index::accumulator::Scores;
use crate::index::fields::{PartFields, schema};
use crate::index::postings::{FieldReader, damping, telling};
use crate::request::Part;

/// Which field of a part is meant, if it has one.
type Choice = fn(&PartFields) -> Option<Field>;

/// The fields that are joined: the words of all parts, and the pairs. Each has its section.
const JOINED: [(&str, Choice); 2] = [("whole.words", |part| Some(part.words)), ("whole.pairs", |part| part.bigrams)];

/// The fields of all parts, read as one.
#[derive(Debug)]
pub(crate) struct WholeField {
    /// The numbers of the fields, each with how often its terms count.
    fields: Vec<(usize, f32)>,
    /// What the length of each document's text does to its score.
    damping: Numbers,
    /// How many documents, from the first on, say how telling a term is.
    documents: DocId,
}

impl WholeField {
    /// Writes what the length of each document's text does to its score; `documents` say how telling a term is.
    pub fn write(segment: &SegmentReader, documents: DocId, tables: &mut Writer) -> tantivy::Result<()> {
        for (section, field) in JOINED {
            let mut norms: Vec<(FieldNormReader, f32)> = Vec::new();
            for (field, times) in joined(&schema().1, field) {
                norms.push((segment.get_fieldnorms_reader(field)?, times));
            }
            let length = |document: DocId| {
                norms.iter().map(|(norms, times)| norms.fieldnorm(document) as f32 * times).sum::<f32>()
            };
            let lengths: Vec<f32> = (0..segment.max_doc()).map(length).collect();
            let average = lengths.iter().take(documents as usize).sum::<f32>() / documents.max(1) as f32;
            tables
                .add(section, Numbers::to_bytes(lengths.into_iter().map(|length| damping(length, average).to_bits())));
        }
        Ok(())
    }

    /// Opens the words of all parts, and the pairs.
    pub fn open(tables: &Packed, parts: &[PartFields], documents: DocId) -> Result<[Self; 2], SearchError> {
        let [words, pairs] = JOINED.map(|(section, field)| {
            let fields = joined(parts, field).map(|(field, times)| (field.field_id() as usize, times)).collect();
            Ok::<_, SearchError>(Self { fields, damping: Numbers::new(tables.section(section)?), documents })
        });
        Ok([words?, pairs?])
    }

    /// Returns how many documents there are.
    pub fn documents(&self) -> usize {
        self.damping.len()
    }

    /// Returns the documents that hold a term anywhere, with their scores.
    pub fn scores(&self, readers: &[FieldReader], text: &str) -> Scores {
        let mut counts: Scores = Vec::new();
        for (field, times) in &self.fields {
            if let Some(reader) = readers.get(*field) {
                reader.counts(text, |document, count| counts.push((document, count as f32 * times)));
            }
        }
        // Stable, because that sort goes quickly through lists that are in order already, one behind the other.
        counts.sort_by_key(|(document, _)| *document);
        counts.dedup_by(|(document, count), (kept, sum)| {
            let is_same = document == kept;
            *sum += if is_same { *count } else { 0.0 };
            is_same
        });
        let holders = counts.partition_point(|(document, _)| *document < self.documents);
        let weight = telling(self.documents, holders as u32);
        let damping = self.damping.view();
        for (document, score) in &mut counts {
            let damping = damping.get(*document as usize).map_or(f32::MAX, f32::from_bits);
            *score = weight * *score / (*score + damping);
        }
        counts
    }
}

/// Returns the fields that are joined, each with how often its terms count.
fn joined(parts: &[PartFields], field: Choice) -> impl Iterator<Item = (Field, f32)> {
    /// A word of a title says as much as two elsewhere.
    const TITLE: f32 = 2.0;
    let times = |part: Part| if part == Part::Title { TITLE } else { 1.0 };
    parts.iter().filter_map(move |one| Some((field(one)?, times(one.part))))
}
