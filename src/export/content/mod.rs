//! The catalog alone as files for other tools, without any worklist: in which formats, and what they say about themselves.

mod format;
mod origin;

pub use format::CatalogFormat;
pub(super) use origin::{LICENCE, LICENCE_URL, SUMMARY};
pub use origin::{Origin, versions};
