//! What judged questions come to: how well the search answers them, beside the baseline, and how long its lists are.

use std::collections::BTreeMap;

use tenken::catalog::Catalog;
use tenken::model::Kind;
use tenken::search::{Counts, Engine, Request};

use super::baseline::Baseline;
use super::judged::{Judged, Score};

/// How many hits are looked at: all that there are.
const DEPTH: usize = 2000;

/// How far down the baseline is looked at.
const BASELINE_DEPTH: usize = 10;

/// What answers questions.
pub struct Answering<'a> {
    /// The records.
    pub catalog: &'a Catalog,
    /// The search.
    pub engine: &'a Engine,
    /// What it is measured against, in the list of all kinds.
    pub plain: &'a Baseline,
    /// The kind of record that is asked for; none for all.
    pub kind: Option<Kind>,
}

/// What is told of one set of questions.
#[derive(Debug, Default)]
pub struct Report {
    /// How the questions with an answer are answered.
    pub all: Score,
    /// The same by the baseline.
    pub baseline: Score,
    /// By the kind of record that answers.
    pub kinds: BTreeMap<String, Score>,
    /// By the way they are asked.
    pub styles: BTreeMap<String, Score>,
    /// Those that are answered by a clause outside of the guideline that most look at.
    pub outside: Score,
    /// How many records are in the list of each, without those that only come near, the shortest first.
    pub lists: Vec<Counts>,
    /// How many questions have no answer.
    pub unanswerable: usize,
    /// Those without an answer that get hits all the same.
    pub confident: Vec<String>,
    /// Those that are not answered among five, and what came in place of the answer.
    pub misses: Vec<String>,
}

impl Report {
    /// Asks all questions.
    pub fn of(questions: &[Judged], answering: &Answering<'_>) -> Self {
        let mut report = Self::default();
        questions.iter().for_each(|judged| report.add(judged, answering));
        report.lists.sort_unstable_by_key(|counts| counts.total());
        report
    }

    fn add(&mut self, judged: &Judged, answering: &Answering<'_>) {
        let kinds = answering.kind.into_iter().collect();
        let results = answering.engine.search(&Request { kinds, ..Request::new(judged.query.as_str(), DEPTH) });
        if !judged.is_answerable() {
            self.unanswerable += 1;
            self.confident.extend((results.counts.total() > 0).then(|| judged.query.clone()));
            return;
        }
        self.lists.push(results.counts);
        let ids: Vec<String> = results.hits.into_iter().map(|hit| hit.id).collect();
        let rank = judged.rank(&ids);
        self.all.add(rank);
        self.kinds.entry(judged.kind.clone()).or_default().add(rank);
        self.styles.entry(judged.style.clone()).or_default().add(rank);
        if judged.is_outside_mhlw6() {
            self.outside.add(rank);
        }
        if answering.kind.is_none() {
            let plain = answering.plain.search(answering.catalog, &judged.query, BASELINE_DEPTH);
            self.baseline.add(judged.rank(&plain));
        }
        if rank.is_none_or(|rank| rank > 5) {
            self.misses.push(miss(judged, rank, &ids));
        }
    }

    /// Returns how long a list is in the middle of all.
    pub fn median(&self) -> usize {
        self.lists.get(self.lists.len() / 2).map_or(0, |counts| counts.total())
    }
}

fn miss(judged: &Judged, rank: Option<usize>, ids: &[String]) -> String {
    let wanted: Vec<&str> = judged.relevant.iter().filter(|p| p.grade == 2).map(|p| p.id.as_str()).collect();
    let came: Vec<&str> = ids.iter().take(5).map(String::as_str).collect();
    let rank = rank.map_or("-".to_owned(), |rank| rank.to_string());
    let Judged { qid, query, kind, .. } = judged;
    format!("miss {qid} {kind} 「{query}」 at {rank} wanted {} came {}", wanted.join(" "), came.join(" "))
}
