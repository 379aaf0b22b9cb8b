//! A worklist that came back as a spreadsheet: what was changed in it, and what stands against taking that over.
//!
//! [`read`] makes a [`Table`] of a workbook or of comma-separated values; [`plan`] compares it with the worklist, and
//! [`ImportPlan::decided`] says what to record. None of them changes anything. Three values decide about a field: what its cell holds, what the worklist holds now, and what it
//! held when the spreadsheet was made, which the [`Fingerprint`](crate::sheet::Fingerprint) of the row remembers.
//!
//! - `grid` is a sheet as rows of cells; `workbook` and `text_file` read one, within the limits that `limits` has.
//! - `table` finds the head and the rows of the form in it, whatever was moved or added.

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
