//! All records and their links, immutable once loaded.
//!
//! [`source`] reads TOML files into records that know their file and line, [`check()`] finds everything
//! wrong with them at once, [`Catalog`] answers look-ups, [`links`] walks the graph and [`tree`] the
//! tables of contents. Whoever bundles a catalog compiles it ahead of time.

pub mod check;
mod coverage;
pub mod links;
mod load;
mod pointer;
pub mod source;
mod store;
pub mod tree;

pub use check::{Finding, check};
pub use coverage::{Cover, Coverage};
pub use links::{Direction, Neighbour, Relation};
pub use load::{LoadError, read_folder};
pub use pointer::RecordRef;
pub use source::{Located, Origin, Source};
pub use store::{Catalog, Record};
pub use tree::{Level, Node};
