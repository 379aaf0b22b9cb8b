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

/// Where a term stands in one part.
pub(crate) struct Places<'i> {
    /// Which part.
    pub part: Part,
    reader: &'i FieldReader,
    /// How telling the term is there.
    weight: f32,
    /// The documents that hold it, with how often.
    counts: Vec<(DocId, u32)>,
    /// How often it counts in a record as a whole.
    times: f32,
}

impl Places<'_> {
    /// Returns the documents with their scores in this part.
    pub fn scores(&self) -> impl Iterator<Item = (DocId, f32)> {
        self.counts.iter().map(|(document, count)| (*document, self.weight * self.reader.share(*document, *count)))
    }

    /// Returns the documents with what these places count in the record as a whole.
    pub fn times(&self) -> impl Iterator<Item = (DocId, f32)> {
        self.counts.iter().map(|(document, count)| (*document, *count as f32 * self.times))
    }
}

/// The fields of all parts, read as one.
#[derive(Debug)]
pub(crate) struct WholeField {
    /// The numbers of the fields with their parts, each with how often its terms count.
    fields: Vec<(usize, Part, f32)>,
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
            for (field, _, times) in joined(&schema().1, field) {
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
            let fields = joined(parts, field);
            let fields = fields.map(|(field, part, times)| (field.field_id() as usize, part, times)).collect();
            Ok::<_, SearchError>(Self { fields, damping: Numbers::new(tables.section(section)?), documents })
        });
        Ok([words?, pairs?])
    }

    /// Returns how many documents there are.
    pub fn documents(&self) -> usize {
        self.damping.len()
    }

    /// Returns where a term stands, part by part.
    pub fn places<'i>(&self, readers: &'i [FieldReader], text: &str) -> Vec<Places<'i>> {
        let place = |(field, part, times): &(usize, Part, f32)| {
            let (weight, counts) = readers.get(*field)?.counts(text)?;
            Some(Places { part: *part, reader: &readers[*field], weight, counts, times: *times })
        };
        self.fields.iter().filter_map(place).collect()
    }

    /// Makes scores of how often documents hold a term anywhere, see [`Places::times`].
    pub fn scores(&self, mut counts: Scores) -> Scores {
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

/// Returns the fields that are joined with their parts, each with how often its terms count.
fn joined(parts: &[PartFields], field: Choice) -> impl Iterator<Item = (Field, Part, f32)> {
    /// A word of a title says as much as two elsewhere.
    const TITLE: f32 = 2.0;
    let times = |part: Part| if part == Part::Title { TITLE } else { 1.0 };
    parts.iter().filter_map(move |one| Some((field(one)?, one.part, times(one.part))))
}
