//! What a command line of `mark` means.

use crate::failure::{Failure, FailureKind};
use crate::language::{t, tr};
use crate::model::Status;
use crate::sheet::AnswerField;
use crate::worklist::Edit;

use super::super::{answer, found};
use super::Args;

/// What is to be recorded, and for which clauses.
pub(super) struct Wanted {
    /// The clauses that are named; none where there is a query.
    pub(super) ids: Vec<String>,
    /// What finds the clauses.
    pub(super) query: Option<String>,
    /// What to record for each of them; at least one, unless it is a review.
    pub(super) edits: Vec<Edit>,
}

impl Wanted {
    /// Reads a command line.
    ///
    /// # Errors
    ///
    /// If it does not say for what, or what, or if a value cannot be read.
    pub(super) fn read(args: &Args) -> Result<Self, Failure> {
        let others = others(args)?;
        let is_something = !others.is_empty() || args.review.is_given();
        let (status, words) = match args.words.split_last() {
            Some((last, words)) => match Status::parse(last) {
                Some(status) => (Some(status), words),
                None if !is_something => return Err(unknown_status(last)),
                None => (None, &args.words[..]),
            },
            None if !is_something => return Err(nothing_said()),
            None => (None, &[][..]),
        };
        let edits = status.map(Edit::Status).into_iter().chain(others).collect();
        match &args.query {
            // `tenken mark 'query' done --where 'filters'`: both have to be met.
            Some(query) => {
                found::check(query, &found::RECORD)?;
                let words = words.join(" ");
                let parts = [words.trim(), query.trim()].into_iter().filter(|part| !part.is_empty());
                Ok(Self { ids: Vec::new(), query: Some(parts.collect::<Vec<_>>().join(" ")), edits })
            }
            None if words.is_empty() => Err(no_clause()),
            None => Ok(Self { ids: words.to_vec(), query: None, edits }),
        }
    }
}

/// Returns what is to be recorded besides the status.
fn others(args: &Args) -> Result<Vec<Edit>, Failure> {
    let mut given: Vec<_> =
        AnswerField::ALL.into_iter().filter_map(|field| Some((given(args, field)?, field))).collect();
    given.sort_unstable();
    given.into_iter().map(|((_, text), field)| answer::read(field, text).map(Edit::from)).collect()
}

/// Returns what an option gives for a field, and its place among the options in what is recorded.
fn given(args: &Args, field: AnswerField) -> Option<(u8, &str)> {
    let (place, text) = match field {
        // It stands behind the clauses, without an option.
        AnswerField::Status => return None,
        AnswerField::Verdict => (1, args.verdict.as_deref()),
        AnswerField::Reason => (2, args.reason.as_deref()),
        AnswerField::Owner => (3, args.owner.as_deref()),
        AnswerField::Due => (4, args.due.as_deref()),
        AnswerField::Note => (5, args.note.as_deref()),
        // In the order of the form.
        field => (field as u8, args.finding.given(field)),
    };
    Some((place, text?))
}

fn unknown_status(text: &str) -> Failure {
    let hint = tr!("状態は最後に書きます。値は {names} です。", names = names());
    Failure::new(FailureKind::Usage, tr!("「{text}」という状態はありません。", text), hint)
}

fn nothing_said() -> Failure {
    let hint = tr!("状態({names})か、--owner などの項目を指定してください。", names = names());
    Failure::new(FailureKind::Usage, t("何を記録するかが指定されていません。"), hint)
}

fn no_clause() -> Failure {
    let hint = t("条項の ID か番号を状態の前に書くか、--where で探してください。");
    Failure::new(FailureKind::Usage, t("どの条項に記録するかが指定されていません。"), hint)
}

fn names() -> String {
    let name = |status: &Status| match (status.code(), status.name()) {
        (code, name) if t(name) == code => code.to_owned(),
        (code, name) => tr!("{code}({name})", code, name),
    };
    Status::ALL.iter().map(name).collect::<Vec<_>>().join(t("、"))
}
