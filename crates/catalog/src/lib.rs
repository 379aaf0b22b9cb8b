//! The records of tenken: requirements, risk scenarios, products and what links them.
//!
//! - [`model`] is plain data, one type per noun of the field.
//! - [`text`] has what any layer needs for Japanese text: widths, line breaks, cleaning what could steer a terminal.
//! - [`files`] reads files that nobody vouches for, and says in Japanese why one cannot be read.
//! - [`language`] says in English what the code says in Japanese, where that is wanted.
//! - [`packed`] keeps what is made ahead of time so that it is read in place.
//! - [`catalog`] reads it from TOML, checks it, compiles it, and answers look-ups; immutable once loaded.
//!
//! There is one form of a catalog, bytes that are read in place: [`catalog::Source::compile`] writes them, with everything
//! that will be looked up looked up ahead, and [`catalog::Catalog::compiled`] opens them, be they part of the program, a file
//! or in memory. Opening decodes no record; one that is asked for is decoded then, once.
//!
//! This crate reads no file when it is built: whoever bundles a catalog compiles it and hands the bytes back.

pub mod catalog;
pub mod files;
pub mod language;
pub mod model;
pub mod packed;
#[cfg(test)]
mod testing;
pub mod text;
