//! What a person does, as it is recorded: ids, subjects, edits and entries.

pub mod change;
pub mod error;
pub mod fields;
pub mod id;
pub mod name;
pub mod shapes;
