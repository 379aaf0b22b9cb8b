//! From what a record should hold to the records, in order.

pub(crate) mod caches;
pub(crate) mod collect;
pub(crate) mod held;
pub(crate) mod highlight;
pub(crate) mod link_boost;
pub(crate) mod named;
pub(crate) mod score;
pub(crate) mod tiers;
