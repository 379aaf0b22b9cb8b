//! Data that is read in place: written once, as bytes, and looked into without being decoded first.
//!
//! What is made of records ahead of time (the catalog, the search index) is used at the next start as it lies there, in the
//! program itself or in a file that is mapped into memory. [`Writer`] puts named sections into one run of bytes, [`Packed`]
//! opens it, and [`Numbers`], [`Column`], [`Strings`] and [`Keys`] are views of sections. All numbers are little-endian. The format
//! belongs to this version of the program and is none to keep.

mod bytes;
mod column;
mod keys;
mod numbers;
mod strings;
mod writer;

pub use bytes::Bytes;
pub use column::{Column, ColumnSection, ColumnView, ColumnWriter};
pub use keys::{Keys, keys};
pub use numbers::{Numbers, NumbersView};
pub use strings::{Strings, strings};
pub use writer::{Packed, PackedError, Writer};
