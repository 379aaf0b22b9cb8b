//! Why something cannot be filled in.

use thiserror::Error;

use crate::model::{Status, Verdict};

use super::text::excerpt;

/// Most characters that a note, and any other text that people fill in, may have.
pub const NOTE_LIMIT: usize = 4_000;

/// Why something cannot be filled in.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AnswerError {
    /// Not the name of a status.
    #[error("状態として読めません。{} のどれかにしてください", Status::ALL.iter().map(|status| status.name()).collect::<Vec<_>>().join("・"))]
    Status,
    /// Not the name of a verdict.
    #[error("判定として読めません。{} のどれかにしてください", Verdict::ALL.iter().map(|verdict| verdict.name()).collect::<Vec<_>>().join("・"))]
    Verdict,
    /// Not a date of the calendar.
    #[error("日付として読めません。2027-03-31 のように書いてください")]
    Date,
    /// More characters than [`NOTE_LIMIT`].
    #[error("長すぎます ({length} 字)。{NOTE_LIMIT} 字までにしてください")]
    TooLong {
        /// How many characters it has.
        length: usize,
    },
}

impl AnswerError {
    /// Returns the sentence about what a person filled in, for a field of this name; a long text is cut.
    pub fn sentence(&self, name: &str, text: &str) -> String {
        format!("{name}「{}」は、{self}。", excerpt(text))
    }
}
