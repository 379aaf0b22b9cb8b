//! What characters are, whoever shows, reads or keeps them. A leaf: it uses nothing of ours.
//!
//! - [`clean`] has the one table of characters that steer, hide or only vary, and what is done about them.
//! - [`width`] says how many cells a text takes, [`wrap`] breaks it into lines.
//! - [`likeness`] says whether two texts are the same, and how alike they are.
//! - [`kana`] and [`hex`] are small helpers.

pub mod clean;
pub mod hex;
pub mod kana;
pub mod likeness;
pub mod width;
pub mod wrap;
