//! Scores a file of judged queries against the search.
//!
//! ```text
//! cargo run --release --example relevance -- FILE
//! ```
//!
//! The file is a YAML list of `{qid, query, style, relevant: [{id, grade}]}`. Grade 2 is the very place, 1 the same
//! chapter; an id covers everything below it, and one that a record had before stands for the record. Reported per style and in all: hit@1/3/5/10 and MRR over grade 2,
//! nDCG@10 over both grades (gain 2^grade − 1, the ideal being one hit per judged id), and every query that missed.

use std::collections::BTreeMap;
use std::process::ExitCode;

use serde::Deserialize;
use tenken::catalog::Catalog;
use tenken::model::Kind;
use tenken::search::Request;

const DEPTH: usize = 10;

#[derive(Deserialize)]
struct Judged {
    qid: String,
    query: String,
    style: String,
    relevant: Vec<Place>,
}

#[derive(Deserialize)]
struct Place {
    id: String,
    grade: u32,
}

#[derive(Default)]
struct Score {
    queries: usize,
    hits: [usize; 4],
    reciprocal: f64,
    gain: f64,
}

impl Place {
    /// Puts the present id in the place of one that a record had before.
    fn resolve(&mut self, catalog: &Catalog) {
        if let Some(at) = catalog.find(&self.id) {
            catalog.id(at).clone_into(&mut self.id);
        }
    }

    fn covers(&self, id: &str) -> bool {
        id == self.id || id.strip_prefix(self.id.as_str()).is_some_and(|rest| rest.starts_with('.'))
    }
}

impl Judged {
    fn grade(&self, id: &str) -> u32 {
        self.relevant.iter().filter(|place| place.covers(id)).map(|place| place.grade).max().unwrap_or(0)
    }

    fn rank(&self, ids: &[String]) -> Option<usize> {
        ids.iter().position(|id| self.grade(id) >= 2)
    }

    /// Normalised discounted cumulative gain (Järvelin and Kekäläinen 2002) over the first ten.
    fn ndcg(&self, ids: &[String]) -> f64 {
        let discount = |place: usize| 1.0 / ((place + 2) as f64).log2();
        let gain = |grade: u32| f64::from((1 << grade) - 1);
        let found: f64 = ids.iter().take(DEPTH).enumerate().map(|(i, id)| gain(self.grade(id)) * discount(i)).sum();
        let mut ideal: Vec<u32> = self.relevant.iter().map(|place| place.grade).collect();
        ideal.sort_unstable_by(|a, b| b.cmp(a));
        let best: f64 = ideal.iter().take(DEPTH).enumerate().map(|(i, grade)| gain(*grade) * discount(i)).sum();
        if best == 0.0 { 0.0 } else { (found / best).min(1.0) }
    }
}

impl Score {
    const DEPTHS: [usize; 4] = [1, 3, 5, 10];

    fn add(&mut self, judged: &Judged, ids: &[String]) {
        self.queries += 1;
        self.gain += judged.ndcg(ids);
        let Some(rank) = judged.rank(ids) else { return };
        self.reciprocal += 1.0 / (rank + 1) as f64;
        for (hit, depth) in self.hits.iter_mut().zip(Self::DEPTHS) {
            *hit += usize::from(rank < depth);
        }
    }

    fn row(&self, name: &str) -> String {
        let n = self.queries.max(1) as f64;
        let hits: Vec<String> = self.hits.iter().map(|hit| format!("{:.3}", *hit as f64 / n)).collect();
        let (mrr, ndcg) = (self.reciprocal / n, self.gain / n);
        format!("{name:<14} n={:<4} hit@1/3/5/10 {}  MRR {mrr:.3}  nDCG@10 {ndcg:.3}", self.queries, hits.join(" "))
    }
}

fn run(path: &str) -> Result<String, Box<dyn std::error::Error>> {
    let mut queries: Vec<Judged> = serde_yaml_ng::from_str(&std::fs::read_to_string(path)?)?;
    let catalog = std::sync::Arc::new(tenken::bundled::catalog()?);
    queries.iter_mut().flat_map(|judged| &mut judged.relevant).for_each(|place| place.resolve(&catalog));
    let engine = tenken::bundled::engine(catalog.clone())?;
    let mut styles: BTreeMap<&str, Score> = BTreeMap::new();
    let mut all = Score::default();
    let mut report = String::new();
    for judged in &queries {
        let mut request = Request::new(judged.query.as_str(), DEPTH);
        request.kinds = vec![Kind::Clause];
        let results = engine.search(&request);
        let ids: Vec<String> = results.hits.into_iter().map(|hit| hit.id).collect();
        styles.entry(judged.style.as_str()).or_default().add(judged, &ids);
        all.add(judged, &ids);
        if judged.rank(&ids).is_none_or(|rank| rank >= 5) {
            let wanted: Vec<&str> = judged.relevant.iter().filter(|p| p.grade >= 2).map(|p| p.id.as_str()).collect();
            let came: Vec<&str> = ids.iter().take(5).map(String::as_str).collect();
            let (qid, query) = (&judged.qid, &judged.query);
            report.push_str(&format!("miss {qid} 「{query}」 wanted {} came {}\n", wanted.join(" "), came.join(" ")));
        }
    }
    for (style, score) in &styles {
        report.push_str(&format!("{}\n", score.row(style)));
    }
    report.push_str(&format!("{}\n", all.row("all")));
    Ok(report)
}

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "an example talks to the terminal")]
fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("usage: cargo run --release --example relevance -- FILE");
        return ExitCode::from(2);
    };
    match run(&path) {
        Ok(report) => {
            print!("{report}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{path}: {error}");
            ExitCode::from(2)
        }
    }
}
