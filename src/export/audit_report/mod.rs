//! The audit report (点検報告書): a few pages to read, to sign and to file, made of a worklist.
//!
//! [`AuditReport`] is what it is made of, plain data. `compose` makes a `Document` of it, sections and blocks with all
//! their words; `html`, `markdown` and `docx` only set a document. The words are in `terms`. A new format needs a file,
//! its `mod` line and a row of the table in `format`; a new section needs a function in `compose`.

mod chart;
mod compose;
mod document;
mod docx;
mod format;
mod html;
mod markdown;
mod model;
mod terms;
#[cfg(test)]
mod tests;

pub use chart::evenly;
pub use format::AuditReportFormat;
pub use model::{
    AuditReport, CheckedEvidence, ReportedAnswer, ReportedChange, ReportedChanges, ReportedItem, ReportedMatter,
    ReportedRisk, ReportedShare,
};
