//! From what was typed to what a record should hold.

pub(crate) mod analyzed;
pub(crate) mod expand;
pub(crate) mod filter;
pub(crate) mod number;
pub(crate) mod plan;
pub(crate) mod syntax;
