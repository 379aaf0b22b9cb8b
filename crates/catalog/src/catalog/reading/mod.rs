//! Reading TOML piece by piece: where lines and records begin, and what is wrong with one, in Japanese.

mod lines;
mod pieces;
mod reason;

pub(in crate::catalog) use lines::Lines;
pub(in crate::catalog) use pieces::pieces;
pub use reason::toml_reason;
