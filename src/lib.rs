//! tenken (点検): a terminal explorer of Japan's medical-cloud security requirements.
//!
//! The map of the code. A folder is a layer; arrows point down only and `tests/layers/` holds them:
//!
//! ```text
//! main → cli → tui → workspace → { worklist, import, export } → sheet → bundled → search → catalog → model, text
//! ```
//!
//! - [`cli`] has one file per subcommand and turns failures into messages and exit codes.
//! - [`tui`] is the only place that knows ratatui and crossterm: messages, a pure update, drawing.
//! - [`workspace`] holds what one run works with: catalog and worklist, and what both front ends show of the records.
//! - [`worklist`] is an append-only journal and the state replayed from it; [`worklist::Operation`] is all that can be
//!   done to it.
//! - [`export`] has one file or folder per format for what a worklist says, and `mapping/` and `content/` for what the
//!   catalog says without one; [`import`] reads what others filled in.
//! - [`sheet`] is the form that people fill in for every clause, as one table of fields.
//! - [`bundled`] is what the binary carries: catalog with its index, settings and dictionary, made by `build.rs`.
//! - [`search`] is a crate of its own, the only place that knows tantivy and lindera.
//! - [`catalog`], [`model`] and [`text`] are a crate below it: all records and links, plain data, Japanese text.
//!
//! Leaves that any layer may use: [`clock`], [`english`], [`failure`], [`files`], [`fs`], [`language`], [`paths`], [`text`].

pub mod bundled;
pub mod cli;
pub mod clock;
pub mod english;
pub mod export;
pub mod failure;
pub mod fs;
pub mod import;
pub mod paths;
pub mod sheet;
#[cfg(test)]
mod testing;
pub mod tui;
pub mod worklist;
pub mod workspace;

pub use tenken_catalog::{catalog, files, language, model, text};
pub use tenken_search as search;
