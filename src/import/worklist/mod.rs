//! Imports a worklist that came back as a spreadsheet: which answers were changed in it, and what prevents the import.
//!
//! [`read`] makes a [`Table`] of a workbook or of comma-separated values, [`plan`] compares it with the worklist, and
//! [`ImportPlan::decided`] returns what to record. None of them changes anything. Three values decide about a field:
//! its cell, the present answer in the worklist, and the answer when the spreadsheet was exported, which the
//! [`Fingerprint`](crate::sheet::Fingerprint) of the row remembers.
//!
//! - `table` finds the header and the rows of the form in them, even if rows or columns were moved or added, and names
//!   what of the form it cannot read. Nothing that was exported is passed over in silence.
//! - `items` offers rows of no clause that have a title as own items.
//! - `names` tells rows whose id and name contradict each other.

mod decision;
mod error;
mod items;
mod names;
mod plan;
mod problem;
mod table;

pub use decision::{Refusal, Take, Takes};
pub use error::{FormError, ImportError};
pub use items::{ItemAddition, Titled};
pub use names::{Present, name_key};
pub use plan::{AnswerChange, ImportConflict, ImportPlan, plan, quoted_answer};
pub use problem::{RowProblem, RowProblemKind};
pub use table::{Table, read};
