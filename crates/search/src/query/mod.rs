//! From what was typed to what a record should hold.

pub(crate) mod analyzed;
pub(crate) mod conditions;
pub(crate) mod editions;
pub(crate) mod expand;
pub(crate) mod filters;
pub(crate) mod linked;
pub(crate) mod names;
pub(crate) mod number;
pub(crate) mod plan;
pub(crate) mod saved;
pub(crate) mod syntax;
pub(crate) mod units;
