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
//! lists are; and how many questions without an answer get one all the same. `--index` reads weights, synonyms, words left
//! out and words of our own from a folder in the place of those in the binary, `--misses` names every question that is not
//! answered among five.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use tenken::bundled;
use tenken::catalog::Catalog;
use tenken::model::Kind;
use tenken::search::{Engine, Settings, kind_named};

use crate::baseline::Baseline;
use crate::judged::Score;
use crate::report::{Answering, Report};

#[path = "../../tests/support/baseline.rs"]
mod baseline;
#[path = "../../tests/support/judged.rs"]
mod judged;
#[path = "../../tests/support/report.rs"]
mod report;

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
        let (stop_words, user_dictionary) = (read("stop_words.txt")?, read("user_dictionary.csv")?);
        let (fields, synonyms) = (read("fields.toml")?, read("synonyms.tsv")?);
        resources.settings = Settings { stop_words, user_dictionary, fields, synonyms, ..resources.settings };
    }
    Ok(Engine::build(catalog.clone(), &resources)?)
}

fn lines(report: &Report, names_misses: bool) -> Vec<String> {
    let mut lines = Vec::new();
    if names_misses {
        lines.extend(report.misses.iter().cloned());
        lines.extend(report.confident.iter().map(|query| format!("hits for what has no answer: 「{query}」")));
    }
    lines.extend(report.styles.iter().map(|(name, score)| row(name, score)));
    lines.extend(report.kinds.iter().map(|(name, score)| row(name, score)));
    lines.push(row("outside mhlw6", &report.outside));
    if report.baseline.questions() > 0 {
        lines.push(row("bigram BM25", &report.baseline));
    }
    lines.push(row("all", &report.all));
    lines.push(format!(
        "lists: median {}, longest {}, empty {}; without an answer {} of {} get one",
        report.median(),
        report.lists.last().map_or(0, |counts| counts.total()),
        report.lists.iter().filter(|counts| counts.total() == 0).count(),
        report.confident.len(),
        report.unanswerable
    ));
    lines
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
        let answering = Answering { catalog: &catalog, engine: &engine, plain: &plain, kind: options.kind };
        println!("{file}");
        let report = Report::of(&questions, &answering);
        lines(&report, options.names_misses).iter().for_each(|line| println!("{line}"));
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
