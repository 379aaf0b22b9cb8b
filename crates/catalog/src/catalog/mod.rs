//! All records and their links, immutable once loaded.
//!
//! [`source`] reads TOML files into records that know their file and line, [`check()`] finds everything
//! wrong with them at once and [`style()`] what is worded otherwise, [`Source::compile`] makes them a catalog ahead of time,
//! [`Catalog`] answers look-ups from its bytes, [`links`] walks the graph and [`tree`] the tables of contents.

pub mod check;
mod compiled;
mod coverage;
mod documents;
pub mod editions;
mod error;
mod folder;
mod layers;
mod licence_names;
pub mod links;
mod load;
mod located;
mod pointer;
mod reading;
mod record;
pub mod source;
mod store;
mod style;
mod tokens;
pub mod tree;

pub use check::{Finding, check};
pub use coverage::{Cover, CoverCounts, CoverMatrix, Coverage};
pub use documents::WITHHELD;
pub use editions::{
    Arrival, ClauseFate, Edition, EditionNames, Holdings, NOTHING_LATER_KNOWN, NamedEditions, Succession,
};
pub use error::LoadError;
pub use folder::{holds_records, read_folder, record_files};
pub use layers::{Layers, PACKS_OFF, PackOff, UnreadPack, is_pack_id};
pub use licence_names::{folded_licence_name, licence_names};
pub use links::{Direction, Neighbour, Relation};
pub use pointer::RecordRef;
pub use reading::toml_reason;
pub use record::Record;
pub use source::{ERRORS_MAX, Located, Origin, Source};
pub use store::Catalog;
pub use style::{style, style_of_folder};
pub use tokens::token;
pub use tree::{Level, Node};
