//! Finds records: the only place that knows tantivy and lindera.

mod engine;
mod request;
mod worker;

pub use engine::{Engine, SearchError};
pub use request::{Field, Hit, Match, Request, Results, Strategy};
pub use worker::{Answer, Worker};
