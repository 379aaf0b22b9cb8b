//! The form that people fill in for every clause: what the worklist records, a report shows and a spreadsheet brings back.

mod answers;

pub use answers::Answers;
