//! Finds records: the only place that knows tantivy and lindera.
//!
//! A query passes through [`Engine::search`]: `query` reads its language, `number` looks clause numbers up, `plan` and
//! `expand` turn its words into chunks with all ways to say them, `cut` cuts these, `score` scores records for each over
//! `index` and `reader`, `gather` puts the records in order, `explain` says where and how each hit matched. `memo`
//! remembers from key to key. `analyzer` and `fold` treat index and query alike; what counts how much stands in
//! `index/fields.toml`, how text is cut in `index/analyzer.yml`, both read by `definition`.

mod analyzer;
mod bridge;
mod cut;
mod definition;
mod document;
mod engine;
mod expand;
mod explain;
mod explanation;
mod filter;
mod fold;
mod gather;
mod index;
mod lexicon;
mod memo;
mod number;
mod plan;
mod query;
mod reader;
mod request;
mod romaji;
mod score;
mod sum;
mod synonyms;
mod tokenizers;
mod user_dictionary;
mod vocabulary;
mod worker;

pub use engine::{Engine, SearchError};
pub use explanation::{Contribution, ExplainedChunk, ExplainedHit, Explanation, Way};
pub use query::{Chip, chips, filter_names};
pub use request::{Field, Hit, Match, Request, Results, Strategy};
pub use romaji::Romaji;
pub use worker::{Answer, Worker};
