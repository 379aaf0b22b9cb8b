//! Finds clauses and products by what people write into the cells of a table.
//!
//! - `piece` takes a cell with numbers apart, `number` is one as it is compared, `context` knows what stands around it, `clauses` finds the clauses.
//! - `split` takes a cell with products apart, `products` finds them, and makes products of names that nobody knows.
//! - `risks` does the same for risks, whose titles are names.
//! - `key` are the forms in which names are compared, and ids made of them; `cache` holds what was found already.

mod cache;
mod clauses;
mod context;
mod key;
mod number;
mod piece;
mod problem;
mod products;
mod risks;
mod split;
#[cfg(test)]
mod tests;

pub(super) use clauses::{ClauseFinder, Found};
pub(super) use context::{Around, Context};
pub(super) use key::{pack_id, stem};
pub(super) use piece::{is_shaped, names_number};
pub(super) use problem::NameProblem;
pub(super) use products::{ProductFinder, Vendor};
pub(super) use risks::RiskFinder;
pub(super) use split::{is_no_product, is_nothing, is_sentence};
