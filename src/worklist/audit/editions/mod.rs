//! What another edition means for a worklist: what changed under its marks, what the next worklist takes over, and how two
//! worklists differ.

pub mod carry;
pub mod choice;
pub mod comparison;
pub mod diff;
mod next;
pub mod told;
pub mod waiting;
pub mod wording;
