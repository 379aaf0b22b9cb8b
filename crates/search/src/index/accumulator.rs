//! Adds up lists of scores, document by document.

use tantivy::DocId;

/// Documents with their scores, in the order of the documents.
pub(crate) type Scores = Vec<(DocId, f32)>;

/// Sums and maxima of scores by document, as dis_max needs them.
#[derive(Debug)]
pub(crate) struct Accumulator {
    /// The sum and the greatest score of each document.
    sums: Vec<(f32, f32)>,
    /// One bit for each document that has a sum, so that they come in order without being sorted.
    touched: Vec<u64>,
}

impl Accumulator {
    /// Starts with nothing, for so many documents.
    pub fn new(documents: usize) -> Self {
        Self { sums: vec![(0.0, 0.0); documents], touched: vec![0; documents.div_ceil(64)] }
    }

    /// Adds a list; scores and weights above 0.
    pub fn add(&mut self, scores: &[(DocId, f32)], weight: f32) {
        self.add_each(scores.iter().copied(), weight);
    }

    /// Adds scores as they come; scores and weights above 0.
    pub fn add_each(&mut self, scores: impl IntoIterator<Item = (DocId, f32)>, weight: f32) {
        for (document, score) in scores {
            let (at, score) = (document as usize, score * weight);
            let (sum, most) = &mut self.sums[at];
            *sum += score;
            *most = most.max(score);
            self.touched[at / 64] |= 1 << (at % 64);
        }
    }

    /// Drains the accumulator as dis_max (Lucene's `DisjunctionMaxQuery`): best + tie_breaker × (sum − best). With a tie
    /// breaker of 1 that is the sum.
    pub fn drain(&mut self, tie_breaker: f32) -> Scores {
        self.drain_by(|sum, most| most + (sum - most) * tie_breaker)
    }

    /// Drains the sums.
    pub fn drain_sums(&mut self) -> Scores {
        self.drain_by(|sum, _| sum)
    }

    /// Drains the greatest scores.
    pub fn drain_greatest(&mut self) -> Scores {
        self.drain_by(|_, most| most)
    }

    fn drain_by(&mut self, score: impl Fn(f32, f32) -> f32) -> Scores {
        let count: u32 = self.touched.iter().map(|bits| bits.count_ones()).sum();
        let mut scores = Scores::with_capacity(count as usize);
        for (group, bits) in self.touched.iter_mut().enumerate() {
            while *bits != 0 {
                let at = group * 64 + bits.trailing_zeros() as usize;
                *bits &= *bits - 1;
                let (sum, most) = std::mem::take(&mut self.sums[at]);
                scores.push((at as DocId, score(sum, most)));
            }
        }
        scores
    }
}

/// Returns the score of a document in a list.
pub(crate) fn score_of(scores: &[(DocId, f32)], document: DocId) -> Option<f32> {
    let at = scores.binary_search_by_key(&document, |found| found.0).ok()?;
    Some(scores[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greatest_counts_fully_and_the_others_in_part() {
        for documents in [8, 1000] {
            let mut accumulator = Accumulator::new(documents);
            for _ in 0..2 {
                accumulator.add(&[(1, 2.0), (5, 1.0)], 1.0);
                accumulator.add(&[(0, 1.0), (1, 4.0)], 0.5);
                assert_eq!(accumulator.drain(0.25), [(0, 0.5), (1, 2.5), (5, 1.0)], "the same again: it starts anew");
            }
            let lists = [[(1, 2.0), (5, 1.0)], [(1, 3.0), (5, 0.5)]];
            lists.iter().for_each(|list| accumulator.add(list, 1.0));
            assert_eq!(accumulator.drain_sums(), [(1, 5.0), (5, 1.5)]);
            lists.iter().for_each(|list| accumulator.add(list, 1.0));
            assert_eq!(accumulator.drain_greatest(), [(1, 3.0), (5, 1.0)]);
        }
    }

    #[test]
    fn a_score_is_found_by_its_document() {
        let scores = [(1, 2.0), (5, 1.0)];
        assert_eq!([0, 1, 5, 9].map(|at| score_of(&scores, at)), [None, Some(2.0), Some(1.0), None]);
    }
}
