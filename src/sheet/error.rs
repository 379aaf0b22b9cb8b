//! Why an answer cannot be read.

use thiserror::Error;

use crate::model::{ActionState, Grade, Review, Status, Verdict};

use super::text::{excerpt, excerpt_within};

/// The most characters of a note, and of any other text that people fill in.
pub const NOTE_LIMIT: usize = 4_000;

/// How much of a text is shown where a sentence about it has one line.
const SHORT_EXCERPT: usize = 16;

/// Why an answer cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AnswerError {
    /// Not the name of a status.
    #[error("状態として読めません。{} のどれかにしてください", Status::ALL.iter().map(|status| status.name()).collect::<Vec<_>>().join("・"))]
    Status,
    /// Not the name of a verdict.
    #[error("判定として読めません。{} のどれかにしてください", Verdict::ALL.iter().map(|verdict| verdict.name()).collect::<Vec<_>>().join("・"))]
    Verdict,
    /// Not the name of a grade.
    #[error("等級として読めません。{} のどれかにしてください", Grade::ALL.iter().map(|grade| grade.name()).collect::<Vec<_>>().join("・"))]
    Grade,
    /// Not the name of the state of an action.
    #[error("是正の状態として読めません。{} のどれかにしてください", ActionState::ALL.iter().map(|state| state.name()).collect::<Vec<_>>().join("・"))]
    ActionState,
    /// Not the name of the result of a review.
    #[error("確認の結果として読めません。{} のどれかにしてください", Review::ALL.iter().map(|review| review.name()).collect::<Vec<_>>().join("・"))]
    Review,
    /// Not a valid date.
    #[error("日付として読めません。2027-03-31 のように書いてください")]
    Date,
    /// More characters than [`NOTE_LIMIT`].
    #[error("長すぎます ({length} 字)。{NOTE_LIMIT} 字までにしてください")]
    TooLong {
        /// The number of characters.
        length: usize,
    },
}

impl AnswerError {
    /// Returns a sentence with the name of the field and the text that was filled in. A long text is cut.
    pub fn sentence(&self, name: &str, text: &str) -> String {
        format!("{name}「{}」は、{self}。", excerpt(text))
    }

    /// Returns the sentence like [`AnswerError::sentence`] in two lines: what is wrong, and what to do about it.
    pub fn lines(&self, name: &str, text: &str) -> (String, String) {
        let why = self.to_string();
        let (what, remedy) = why.split_once('。').unwrap_or((&why, ""));
        let remedy = if remedy.is_empty() { String::new() } else { format!("{remedy}。") };
        (format!("{name}「{}」は、{what}。", excerpt_within(text, SHORT_EXCERPT)), remedy)
    }
}
