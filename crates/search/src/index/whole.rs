//! A record as a whole: the terms of all its parts together, scored by BM25 as one text.
//!
//! A question often touches a record here and there: one word in its title, one in what may happen, one in an incident.
//! Part by part that is little, as a whole it is the record that is meant.

use tantivy::DocId;

use crate::index::accumulator::Scores;
use crate::index::postings::{FieldReader, damping, telling};

/// The fields of all parts, read as one.
#[derive(Debug, Default)]
pub(crate) struct WholeField {
    /// The numbers of the fields, each with how often its terms count.
    fields: Vec<(usize, f32)>,
    /// What the length of each document's text does to its score.
    damping: Vec<f32>,
    /// How many documents, from the first on, say how telling a term is.
    documents: DocId,
}

impl WholeField {
    /// Joins fields; `documents` say how telling a term is.
    pub fn new(readers: &[FieldReader], fields: Vec<(usize, f32)>, documents: DocId) -> Self {
        let used = || fields.iter().filter_map(|(field, count)| Some((readers.get(*field)?, *count)));
        let all = readers.first().map_or(0, FieldReader::documents);
        let length = |document: DocId| used().map(|(reader, count)| reader.length(document) * count).sum::<f32>();
        let lengths: Vec<f32> = (0..all).map(length).collect();
        let average = lengths.iter().take(documents as usize).sum::<f32>() / documents.max(1) as f32;
        Self { damping: lengths.into_iter().map(|length| damping(length, average)).collect(), fields, documents }
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
        for (document, score) in &mut counts {
            *score = weight * *score / (*score + self.damping[*document as usize]);
        }
        counts
    }
}
