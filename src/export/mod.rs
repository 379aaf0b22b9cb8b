//! The worklist for others: what a report says, and one file per format that says it.

mod report;

pub use report::{Counts, Evidence, Heading, Report, Row};
