//! What `--take` says: which answer is recorded where both the table and the worklist have changed.

use crate::catalog::Catalog;
use crate::failure::{Failure, FailureKind};
use crate::import::worklist::{ImportPlan, Take, Takes};
use crate::language::{t, tr};
use crate::sheet::AnswerField;

use super::super::clauses::resolve_ids;
use super::super::records::SessionRecords;

/// One `--take`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TakeArg {
    /// The clause and the field, as they were typed; none for all conflicts.
    of: Option<(String, Option<AnswerField>)>,
    take: Take,
}

/// Reads a value of `--take`: `mine`, `運用14⑤=mine` or `運用14⑤:メモ=mine`.
///
/// # Errors
///
/// If it is none of these.
pub(super) fn parse(text: &str) -> Result<TakeArg, String> {
    let (of, take) = text.rsplit_once('=').map_or((None, text), |(of, take)| (Some(of.trim()), take));
    let take = match take.trim() {
        "theirs" => Take::Theirs,
        "mine" => Take::Mine,
        _ => {
            let help = t(
                "使えるのは theirs(記入を採る)、mine(点検票を残す)です。条項ごとには 運用14⑤=mine のように書きます。",
            );
            return Err(help.to_owned());
        }
    };
    match of.map(clause_and_field) {
        Some((clause, _)) if clause.is_empty() => Err(t("= の前に条項の ID か番号を書いてください。").to_owned()),
        of => Ok(TakeArg { of, take }),
    }
}

/// Splits `運用14⑤:メモ` into clause and field.
fn clause_and_field(text: &str) -> (String, Option<AnswerField>) {
    let split = text.rsplit_once([':', '：']).and_then(|(clause, name)| Some((clause, field(name.trim())?)));
    split.map_or_else(|| (text.to_owned(), None), |(clause, field)| (clause.trim().to_owned(), Some(field)))
}

fn field(name: &str) -> Option<AnswerField> {
    let is_meant = |field: &AnswerField| [field.name(), t(field.name()), field.code()].contains(&name);
    AnswerField::ALL.into_iter().find(is_meant)
}

/// Returns what was said, with the clauses that are meant.
///
/// # Errors
///
/// If a clause is none, or could be several.
pub(super) fn resolve(args: &[TakeArg], catalog: &SessionRecords<'_>) -> Result<Takes, Failure> {
    let mut takes = Takes::default();
    for TakeArg { of, take } in args {
        match of {
            None => takes.rest = Some(*take),
            Some((clause, field)) => {
                let ids = resolve_ids(catalog, std::slice::from_ref(clause))
                    .map_err(|failure| unknown_field(clause, catalog).unwrap_or(failure))?;
                ids.into_iter().for_each(|id| takes.say(id, *field, *take));
            }
        }
    }
    Ok(takes)
}

/// Returns the failure for a field that does not exist, where a clause stands before it.
fn unknown_field(text: &str, catalog: &SessionRecords<'_>) -> Option<Failure> {
    let (clause, name) = text.rsplit_once([':', '：'])?;
    resolve_ids(catalog, &[clause.trim().to_owned()]).ok()?;
    let message = tr!("「{name}」という項目はありません。何も記録していません。", name = name.trim());
    let names = AnswerField::ALL.map(|field| t(field.name())).join(t("、"));
    Some(Failure::new(FailureKind::Usage, message, tr!("項目は {names} です。", names)))
}

/// Checks that there is something to decide wherever a decision was made: else a clause was mistyped.
///
/// # Errors
///
/// If a clause or a field has no conflict.
pub(super) fn check(takes: &Takes, plan: &ImportPlan, catalog: &Catalog) -> Result<(), Failure> {
    let Some((clause, field)) = takes.said().find(|(clause, field)| !plan.has_conflict(clause, *field)) else {
        return Ok(());
    };
    let label = catalog.find(clause).map_or_else(|| clause.clone(), |at| catalog.label(at));
    let field = field.map(|field| tr!("の{name}", name = field.name())).unwrap_or_default();
    let message = tr!("「{label}」{field}に食い違いはありません。何も記録していません。", label, field);
    Err(Failure::new(FailureKind::Usage, message, t("--take を付けずに実行すると、食い違いを確かめられます。")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::english::TABLES;
    use crate::language::{Language, provide, speak};

    #[test]
    fn fields_go_by_the_names_that_are_offered_in_either_language() {
        provide(&TABLES);
        for language in Language::ALL {
            speak(language);
            let read = AnswerField::ALL.map(|one| field(t(one.name())));
            speak(Language::Japanese);
            assert_eq!(read, AnswerField::ALL.map(Some), "{language:?}");
        }
    }

    #[test]
    fn a_decision_is_for_all_or_for_a_clause_or_for_a_field() {
        let of = |clause: &str, field| Some((clause.to_owned(), field));
        for (text, expected) in [
            ("mine", TakeArg { of: None, take: Take::Mine }),
            ("theirs", TakeArg { of: None, take: Take::Theirs }),
            ("運用14⑤=mine", TakeArg { of: of("運用14⑤", None), take: Take::Mine }),
            ("mhlw6.sysun.14.5=theirs", TakeArg { of: of("mhlw6.sysun.14.5", None), take: Take::Theirs }),
            ("運用14⑤:メモ=mine", TakeArg { of: of("運用14⑤", Some(AnswerField::Note)), take: Take::Mine }),
            ("運用14⑤：due = theirs", TakeArg { of: of("運用14⑤", Some(AnswerField::Due)), take: Take::Theirs }),
            ("a:b=mine", TakeArg { of: of("a:b", None), take: Take::Mine }),
        ] {
            assert_eq!(parse(text), Ok(expected), "{text}");
        }
        for text in ["", "ours", "運用14⑤", "運用14⑤=", "=mine", " =mine", ":メモ=mine"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
