//! Problems of single rows.

use std::fmt;

use thiserror::Error;

use crate::model::Id;
use crate::sheet::{AnswerError, AnswerField, excerpt};

use super::row_place::RowPlace;

/// A row that cannot be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowProblem {
    /// The place of the row.
    pub place: RowPlace,
    /// The id of the clause in the row; may be empty.
    pub clause: Id,
    /// The field, if the problem is about one.
    pub field: Option<AnswerField>,
    /// The text of the cell.
    pub cell: String,
    /// The kind of the problem.
    pub kind: RowProblemKind,
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RowProblemKind {
    /// The row has answers but no id.
    #[error("ID が空ですが、記入があります")]
    NoId,
    /// The catalog has no such clause.
    #[error("この ID の条項はありません")]
    UnknownId,
    /// Two rows of the clause have different answers.
    #[error("同じ ID が {0}にもあり、記入が違います。どちらかを消してください")]
    Twice(RowPlace),
    /// The answer cannot be read.
    #[error(transparent)]
    Unreadable(#[from] AnswerError),
    /// The cell contains an error of the spreadsheet instead of an answer.
    #[error("セルが数式のエラーになっています")]
    BrokenCell,
}

impl fmt::Display for RowProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.place)?;
        if !self.clause.is_empty() {
            write!(f, " {}", excerpt(&self.clause))?;
        }
        if let Some(field) = self.field {
            write!(f, " {}「{}」", field.name(), excerpt(&self.cell))?;
        }
        write!(f, ": {}。", self.kind)
    }
}
