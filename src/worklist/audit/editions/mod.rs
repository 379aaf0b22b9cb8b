//! What another edition means for a worklist: what changed under its marks, and what the next worklist takes over.

pub mod carry;
pub mod choice;
pub mod diff;
mod next;
pub mod told;
pub mod waiting;
pub mod wording;
