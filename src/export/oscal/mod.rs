//! What tenken writes in OSCAL (JSON), for other compliance tools.
//!
//! | document | what it says |
//! |---|---|
//! | [`results`] | assessment results: what a worklist says |
//! | [`catalog`] | the clauses of all guidelines as controls, in our summary, with what to check and the risks behind them |
//! | [`components`] | products and measures as components, with the clauses that they answer and the risks that they lower |
//!
//! The three fit together: the control ids of the first and the last are those of the second, and both name it by the file
//! that README's command writes.

pub(super) mod catalog;
pub(super) mod components;
mod document;
mod ids;
mod metadata;
pub(super) mod results;
mod risks;
#[cfg(test)]
mod schema_testing;
#[cfg(test)]
mod tests;
mod text;

pub(super) use metadata::CATALOG_FILE;

/// The fields used here are the same in this version and in later ones, up to 1.2.3.
const OSCAL_VERSION: &str = "1.1.2";
