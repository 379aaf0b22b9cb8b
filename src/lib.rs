//! tenken (点検): a terminal explorer of Japan's medical-cloud security requirements.
//!
//! The map of the code. A folder is a layer; arrows point down only and `tests/layers.rs` holds them:
//!
//! ```text
//! main → cli → tui → workspace → { search, worklist, import, export } → { catalog, sheet } → model
//! ```
//!
//! - [`cli`] has one file per subcommand and turns failures into messages and exit codes.
//! - [`tui`] is the only place that knows ratatui and crossterm: messages, a pure update, drawing.
//! - [`workspace`] holds what one run works with: catalog, search engine, worklist.
//! - [`search`] is the only place that knows tantivy and lindera.
//! - [`worklist`] is an append-only journal and the state folded from it.
//! - [`export`] has one file per format for what a worklist says, [`import`] reads what others filled in.
//! - [`sheet`] is the form that people fill in for every clause.
//! - [`catalog`] has all records and links, immutable once loaded.
//! - [`model`] is plain data.
//!
//! Leaves that any layer may use: [`text`] (what characters are: which of them steer, widths, line breaks), [`failure`],
//! [`paths`], [`fs`], [`clock`].

pub mod bundled;
pub mod cli;
pub mod clock;
pub mod export;
pub mod failure;
pub mod fs;
pub mod import;
pub mod paths;
pub mod sheet;
pub mod tui;
pub mod worklist;
pub mod workspace;

pub use tenken_catalog::{catalog, model, text};
pub use tenken_search as search;
