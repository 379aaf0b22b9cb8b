use std::fmt;

use thiserror::Error;

use crate::model::Id;
use crate::sheet::{AnswerError, AnswerField, excerpt};

use super::row_place::RowPlace;

/// A row that cannot be taken over as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowProblem {
    /// Where it stands.
    pub place: RowPlace,
    /// The id in the row; may be empty.
    pub clause: Id,
    /// Which field it is about, if it is about one.
    pub field: Option<AnswerField>,
    /// What the cell holds.
    pub cell: String,
    /// What is wrong.
    pub kind: RowProblemKind,
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RowProblemKind {
    /// Something is filled in, but it is not said for which clause.
    #[error("ID が空ですが、記入があります")]
    NoId,
    /// The catalog has no such clause.
    #[error("この ID の条項はありません")]
    UnknownId,
    /// The clause is there twice with different answers.
    #[error("同じ ID が {0}にもあり、記入が違います。どちらかを消してください")]
    Twice(RowPlace),
    /// The answer cannot be read.
    #[error(transparent)]
    Unreadable(#[from] AnswerError),
    /// The cell shows an error of the spreadsheet instead of an answer.
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
