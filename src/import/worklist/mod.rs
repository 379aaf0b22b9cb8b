//! Imports a worklist that came back as a spreadsheet: which answers were changed in it, and what prevents the import.
//!
//! [`read`] makes a [`Table`] of a workbook or of comma-separated values, [`plan`] compares it with the worklist, and
//! [`ImportPlan::decided`] returns what to record. None of them changes anything. Three values decide about a field:
//! its cell, the present answer in the worklist, and the answer when the spreadsheet was exported, which the
//! [`Fingerprint`](crate::sheet::Fingerprint) of the row remembers.
//!
//! - `grid` is a sheet as rows of cells. `workbook` and `text_file` read one, within the limits in `limits`.
//! - `table` finds the header and the rows of the form in it, even if rows or columns were moved or added.

mod decision;
mod error;
mod grid;
mod limits;
mod plan;
mod problem;
mod row_place;
mod table;
mod text_file;
mod workbook;

pub use decision::{Refusal, Take};
pub use error::{ImportError, Unreadable};
pub use plan::{AnswerChange, ImportConflict, ImportPlan, plan};
pub use problem::{RowProblem, RowProblemKind};
pub use row_place::RowPlace;
pub use table::{Table, read};
