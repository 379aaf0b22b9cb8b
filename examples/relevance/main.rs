//! Scores files of judged questions against the search, and a plain bigram BM25 beside it.
//!
//! ```text
//! cargo run --release --example relevance -- [--kind KIND] [--misses] [--index FOLDER] FILE...
//! ```
//!
//! A file is a YAML list of `{qid, query, style, kind, relevant: [{id, grade}]}`. Grade 2 is the very place, 1 one that
//! will do; an id covers everything below it, and one that a record had before stands for the record. `kind: none` says
//! that the catalog holds no answer. Told are S@1/3/5/10 (a question counts if a record of grade 2 is among so many) and
//! MRR over the first ten, in the list of all kinds or of one, by the kind and the style of the question; how long the
//! lists are; and how many questions without an answer get one all the same. `--index` reads weights and synonyms from a
//! folder in the place of those in the binary, `--misses` names every question that is not answered among five.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use tenken::bundled;
use tenken::catalog::Catalog;
use tenken::model::Kind;
use tenken::search::{Engine, Request, Settings, kind_named};

use crate::baseline::Baseline;
use crate::judged::{Judged, Score};

mod baseline;
#[path = "../../tests/support/judged.rs"]
#[allow(dead_code, reason = "shared with the tests")]
mod judged;

/// How many hits are looked at.
const DEPTH: usize = 2000;

#[derive(Default)]
struct Options {
    kind: Option<Kind>,
    names_misses: bool,
    index: Option<String>,
    files: Vec<String>,
}

type Failed = Box<dyn std::error::Error>;

fn options() -> Result<Options, Failed> {
    let mut options = Options::default();
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--kind" => options.kind = args.next().as_deref().and_then(kind_named),
            "--misses" => options.names_misses = true,
            "--index" => options.index = args.next(),
            _ => options.files.push(arg),
        }
    }
    if options.files.is_empty() {
        return Err(
            "usage: cargo run --release --example relevance -- [--kind KIND] [--misses] [--index FOLDER] FILE..."
                .into(),
        );
    }
    Ok(options)
}

/// Builds the engine with the settings of a folder, as far as there are such files.
fn engine(catalog: &Arc<Catalog>, index: Option<&str>) -> Result<Engine, Failed> {
    let mut resources = bundled::RESOURCES;
    if let Some(folder) = index {
        let read = |name: &str| std::fs::read_to_string(Path::new(folder).join(name)).map(|text| &*text.leak());
        let own = resources.settings;
        resources.settings = Settings { fields: read("fields.toml")?, synonyms: read("synonyms.tsv")?, ..own };
    }
    Ok(Engine::build(catalog.clone(), &resources)?)
}

/// What is told of one file.
#[derive(Default)]
struct Report {
    all: Score,
    baseline: Score,
    kinds: BTreeMap<String, Score>,
    styles: BTreeMap<String, Score>,
    outside: Score,
    lengths: Vec<usize>,
    confident: usize,
    silent: usize,
    unanswerable: usize,
    misses: Vec<String>,
}

impl Report {
    fn add(
        &mut self,
        judged: &Judged,
        (engine, plain): (&Engine, &Baseline),
        (catalog, kind): (&Catalog, Option<Kind>),
    ) {
        let request = Request { kinds: kind.into_iter().collect(), ..Request::new(judged.query.as_str(), DEPTH) };
        let results = engine.search(&request);
        if !judged.is_answerable() {
            self.unanswerable += 1;
            self.confident += usize::from(results.counts.total() > 0);
            return;
        }
        self.lengths.push(results.counts.total());
        self.silent += usize::from(results.counts.total() == 0);
        let ids: Vec<String> = results.hits.into_iter().map(|hit| hit.id).collect();
        let rank = judged.rank(&ids);
        self.all.add(rank);
        self.kinds.entry(judged.kind.clone()).or_default().add(rank);
        self.styles.entry(judged.style.clone()).or_default().add(rank);
        if judged.is_outside_mhlw6() {
            self.outside.add(rank);
        }
        if kind.is_none() {
            self.baseline.add(judged.rank(&plain.search(catalog, &judged.query, 10)));
        }
        if rank.is_none_or(|rank| rank > 5) {
            let wanted: Vec<&str> = judged.relevant.iter().filter(|p| p.grade == 2).map(|p| p.id.as_str()).collect();
            let came = ids.iter().take(5).map(String::as_str).collect::<Vec<_>>().join(" ");
            let rank = rank.map_or("-".to_owned(), |rank| rank.to_string());
            let Judged { qid, query, kind, .. } = judged;
            self.misses
                .push(format!("miss {qid} {kind} 「{query}」 at {rank} wanted {} came {came}", wanted.join(" ")));
        }
    }

    fn lines(&mut self, names_misses: bool) -> Vec<String> {
        let mut lines = if names_misses { std::mem::take(&mut self.misses) } else { Vec::new() };
        lines.extend(self.styles.iter().map(|(name, score)| row(name, score)));
        lines.extend(self.kinds.iter().map(|(name, score)| row(name, score)));
        lines.push(row("outside mhlw6", &self.outside));
        if self.baseline.questions() > 0 {
            lines.push(row("bigram BM25", &self.baseline));
        }
        lines.push(row("all", &self.all));
        self.lengths.sort_unstable();
        let (median, most) = (self.lengths.get(self.lengths.len() / 2), self.lengths.last());
        lines.push(format!(
            "lists: median {}, longest {}, empty {}; without an answer {} of {} get one",
            median.unwrap_or(&0),
            most.unwrap_or(&0),
            self.silent,
            self.confident,
            self.unanswerable
        ));
        lines
    }
}

fn row(name: &str, score: &Score) -> String {
    let shares: Vec<String> = [1, 3, 5, 10].map(|depth| format!("{:.3}", score.within(depth))).to_vec();
    format!("{name:<14} n={:<4} S@1/3/5/10 {}  MRR {:.3}", score.questions(), shares.join(" "), score.reciprocal())
}

#[expect(clippy::print_stdout, reason = "an example talks to the terminal")]
fn run() -> Result<(), Failed> {
    let options = options()?;
    let catalog = Arc::new(bundled::catalog()?);
    let engine = engine(&catalog, options.index.as_deref())?;
    let plain = Baseline::new(&catalog);
    for file in &options.files {
        let questions = judged::read(&std::fs::read_to_string(file)?, &catalog)?;
        let mut report = Report::default();
        for judged in &questions {
            report.add(judged, (&engine, &plain), (&catalog, options.kind));
        }
        println!("{file}");
        report.lines(options.names_misses).iter().for_each(|line| println!("{line}"));
    }
    Ok(())
}

#[expect(clippy::print_stderr, reason = "an example talks to the terminal")]
fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}
