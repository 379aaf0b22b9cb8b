//! What tenken writes in OSCAL (JSON), for other compliance tools.

mod document;
mod ids;
mod metadata;
pub(super) mod results;
#[cfg(test)]
mod schema_testing;
#[cfg(test)]
mod tests;
mod text;

/// The fields used here are the same in this version and in later ones, up to 1.2.3.
const OSCAL_VERSION: &str = "1.1.2";
