//! Why an answer cannot be read.

use thiserror::Error;

use crate::language::{Language, spoken, t, tr};
use crate::model::{ActionState, Grade, Review, Status, Verdict};

use super::text::{excerpt, excerpt_within, quoted};

/// The most characters of a note, and of any other text that people fill in.
pub const NOTE_LIMIT: usize = 4_000;

/// How much of a text is shown where a sentence about it has one line.
const SHORT_EXCERPT: usize = 16;

/// Why an answer cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AnswerError {
    /// Not the name of a status.
    #[error("{}", tr!("状態として読めません。{values} のどれかにしてください", values = written(Status::ALL, Status::name, Status::code)))]
    Status,
    /// Not the name of a verdict.
    #[error("{}", tr!("判定として読めません。{values} のどれかにしてください", values = written(Verdict::ALL, Verdict::name, Verdict::code)))]
    Verdict,
    /// Not the name of a grade.
    #[error("{}", tr!("等級として読めません。{values} のどれかにしてください", values = written(Grade::ALL, Grade::name, Grade::code)))]
    Grade,
    /// Not the name of the state of an action.
    #[error("{}", tr!("是正の状態として読めません。{values} のどれかにしてください", values = written(ActionState::ALL, ActionState::name, ActionState::code)))]
    ActionState,
    /// Not the name of the result of a review.
    #[error("{}", tr!("確認の結果として読めません。{values} のどれかにしてください", values = written(Review::ALL, Review::name, Review::code)))]
    Review,
    /// Not a valid date.
    #[error("{}", tr!("日付として読めません。2027-03-31 のように書いてください"))]
    Date,
    /// Neither a valid date nor a day as people say it from today on.
    #[error("{}", tr!("日付として読めません。12/20、20、明日、来週、月末、+2w、2027-03-31 のように書いてください"))]
    Day,
    /// More characters than [`NOTE_LIMIT`].
    #[error("{}", tr!("長すぎます ({length} 字)。{limit} 字までにしてください", length, limit = NOTE_LIMIT))]
    TooLong {
        /// The number of characters.
        length: usize,
    },
}

impl AnswerError {
    /// Returns a sentence with the name of the field and the text that was filled in. A long text is cut.
    pub fn sentence(&self, name: &str, text: &str) -> String {
        tr!("{name}{text}は、{error}。", name, text = quoted(&excerpt(text)), error = self)
    }

    /// Returns the sentence like [`AnswerError::sentence`] in two lines: what is wrong, and what to do about it.
    pub fn lines(&self, name: &str, text: &str) -> (String, String) {
        let why = self.to_string();
        let (what, remedy) = why.split_once('。').or_else(|| why.split_once(". ")).unwrap_or((&why, ""));
        let remedy = if remedy.is_empty() { String::new() } else { tr!("{remedy}。", remedy) };
        let text = quoted(&excerpt_within(text, SHORT_EXCERPT));
        (tr!("{name}{text}は、{error}。", name, text, error = what), remedy)
    }
}

/// Returns the values as people write them: by their names, or by their codes where those are not of their language.
fn written<T: Copy>(values: &[T], name: fn(T) -> &'static str, code: fn(T) -> &'static str) -> String {
    let written = match spoken() {
        Language::Japanese => name,
        Language::English => code,
    };
    values.iter().map(|value| written(*value)).collect::<Vec<_>>().join(t("・"))
}
