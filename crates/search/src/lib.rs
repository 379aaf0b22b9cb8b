//! Finds records: the only crate that knows tantivy and lindera.
//!
//! From a query to its hits, in the order they are called:
//!
//! - [`Engine::search`] runs one request over a `corpus`, which never changes; everything mutable that a query needs is
//!   one scratch value behind a mutex.
//! - `query` reads the query: `syntax` its language, `filters` and `names` its filters and their values, `number` clause
//!   numbers, `editions` the editions that are named, `conditions` what filters ask of a record, `linked` the records around a product, `units` cuts sentences, `plan` and `expand` turn
//!   its words into chunks, each with its variants (synonyms, readings, romaji, corrections).
//! - `rank` scores records for each chunk over the index (`score`, `accumulator`), lets links help (`link_boost`), puts
//!   the records in order (`collect`: numbers, then editions that are named, what they changed, the rest), lifts those whose name is the whole query (`named`), says how much of the query each holds (`held`), how far down the list goes (`tiers`)
//!   and where each matched (`highlight`). `caches` keeps results from key to key.
//! - [`Marks`] is what a worklist says of its clauses, for the filters over it and for words in its notes; the worklist itself
//!   stands above this crate.
//! - `corpus` is what a catalog becomes: written ahead of time or in memory ([`write_index`]), and then opened
//!   ([`Engine::open`]) where it lies, without computing anything ([`IndexFiles`]). `passing` goes through a large catalog piece by
//!   piece while it is written.
//! - `index` writes and reads the inverted index, the texts and words beside it, and the names of records. tantivy serves as the store of postings only: its scorers are built
//!   for the best few documents, while here every document's score is needed, because strategies are fused.
//! - `text` treats index and query alike: one spelling for what is written differently (`spelling`, `kanji`, `okurigana`), morphemes by
//!   lindera, normalisation, pairs of characters, romaji.
//! - `words` is what is known of words: synonyms, readings, Latin words of the catalog and those of katakana.
//! - [`Settings`] are the texts of `index/`: what counts how much and how text is analysed. The crate reads no file of
//!   another folder; the program hands it [`Resources`].

mod cache;
mod corpus;
mod engine;
mod error;
mod explanation;
mod index;
mod marks;
mod passing;
mod query;
mod rank;
mod request;
mod settings;
mod tables;
#[cfg(test)]
mod testing;
mod text;
mod words;
mod worker;

pub use corpus::write::write_index;
pub use engine::Engine;
pub use error::SearchError;
pub use explanation::{Contribution, ExplainedChunk, ExplainedHit, ExplainedRole, ExplainedVariant, Explanation};
pub use index::document::texts;
pub use index::files::{IndexFiles, map_file};
pub use marks::{DueWanted, ExceptionWanted, FindingWanted, MarkFilter, MarkTexts, Marks, TextWanted, is_wanted};
pub use query::filters::completion::{Completion, Known, complete, reading_of_value};
pub use query::filters::{DONE_ALL_THE_SAME, EXCLUDED, FILTERS, FilterRow};
pub use query::names::kind as kind_named;
pub use query::names::{english_party, party as party_named};
pub use query::saved::expand;
pub use query::syntax::{Chip, chips, is_of_filters, kinds, last_filter, remarks, selects};
pub use request::{Counts, Hit, Match, Part, Request, Results, Strategy, Tier};
pub use settings::{Resources, Settings};
pub use text::dictionary::DictionaryFiles;
pub use text::dictionary_builder::{DictionaryError, build_dictionary};
pub use text::occurrences::SearchedText;
pub use text::romaji::Romaji;
pub use words::sounds::WordSounds;
pub use worker::Worker;
