//! What a person does, and the form in which it is recorded: ids, subjects, edits, entries.
//!
//! This room knows nothing of journals, and nothing of what the entries add up to.

pub mod change;
pub mod error;
pub mod fields;
pub mod id;
pub mod name;
pub mod shapes;
