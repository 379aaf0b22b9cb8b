//! What others filled in: one file per format that reads it.

pub mod worklist;
