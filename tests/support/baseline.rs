//! The baseline that the search is measured against: BM25 (Robertson and Zaragoza 2009) over pairs of characters of all
//! texts of a record, titles twice, without any knowledge of words or kinds.

use std::collections::HashMap;

use tenken::catalog::{Catalog, RecordRef};
use tenken::search::{Part, texts};
use unicode_normalization::UnicodeNormalization;

const K1: f64 = 1.2;
const B: f64 = 0.75;

/// The records of a catalog by their pairs of characters.
pub struct Baseline {
    records: Vec<RecordRef>,
    lengths: Vec<f64>,
    postings: HashMap<[char; 2], HashMap<usize, f64>>,
}

impl Baseline {
    /// Indexes a catalog.
    pub fn new(catalog: &Catalog) -> Self {
        let records: Vec<RecordRef> = catalog.searchable().collect();
        let (mut lengths, mut postings) = (Vec::new(), HashMap::<_, HashMap<_, _>>::new());
        for (document, at) in records.iter().enumerate() {
            let mut length = 0.0;
            for (part, text) in texts(catalog, *at) {
                let weight = if part == Part::Title { 2.0 } else { 1.0 };
                for pair in pairs(&text) {
                    *postings.entry(pair).or_default().entry(document).or_default() += weight;
                    length += weight;
                }
            }
            lengths.push(length);
        }
        Self { records, lengths, postings }
    }

    /// Returns the ids of the best records.
    pub fn search(&self, catalog: &Catalog, query: &str, limit: usize) -> Vec<String> {
        let documents = self.records.len() as f64;
        let average = self.lengths.iter().sum::<f64>() / documents;
        let mut scores = vec![0.0; self.records.len()];
        let mut asked: Vec<[char; 2]> = pairs(query).collect();
        asked.sort_unstable();
        asked.dedup();
        for holders in asked.iter().filter_map(|pair| self.postings.get(pair)) {
            let held = holders.len() as f64;
            let telling = (1.0 + (documents - held + 0.5) / (held + 0.5)).ln();
            for (document, count) in holders {
                let damping = K1 * (1.0 - B + B * self.lengths[*document] / average);
                scores[*document] += telling * count * (K1 + 1.0) / (count + damping);
            }
        }
        let mut found: Vec<(usize, f64)> = scores.into_iter().enumerate().filter(|(_, score)| *score > 0.0).collect();
        found.sort_by(|(a, left), (b, right)| right.total_cmp(left).then(a.cmp(b)));
        found.into_iter().take(limit).map(|(document, _)| catalog.id(self.records[document]).to_owned()).collect()
    }
}

/// The pairs of characters side by side, of letters and digits only.
fn pairs(text: &str) -> impl Iterator<Item = [char; 2]> {
    let chars: Vec<char> = text.nfkc().flat_map(char::to_lowercase).collect();
    let pairs: Vec<[char; 2]> = chars.windows(2).map(|pair| [pair[0], pair[1]]).collect();
    pairs.into_iter().filter(|pair| pair.iter().all(|c| c.is_alphanumeric() || *c == 'ー'))
}
