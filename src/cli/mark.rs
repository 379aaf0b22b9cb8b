//! `tenken mark`: records statuses and notes of clauses.

use serde::Serialize;

use crate::catalog::{Catalog, RecordRef};
use crate::failure::{Failure, FailureKind};
use crate::model::{Kind, Status};
use crate::worklist::{Change, State};

use super::FOUND;
use super::output::Stop;
use super::resolve::{Meaning, Resolver, listing};
use super::session::Session;

/// Statuses that a person may set; 要再確認 only comes from a carry-over.
const SETTABLE: [Status; 4] = [Status::Todo, Status::Doing, Status::Done, Status::Na];

/// What to record.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken mark [オプション] ID... STATUS",
    next_help_heading = "記録のオプション",
    after_help = "STATUS: todo 未着手、doing 対応中、done 完了、na 対象外\n        日本語の名前や、未 中 済 外 でも指定できます。\n\n例:\n  tenken mark mhlw6.sysun.14.5 done --note \"4月に全端末で確認\""
)]
pub(super) struct Args {
    /// 条項の ID か番号(いくつでも)
    #[arg(value_name = "ID", required = true, num_args = 1.., help_heading = "引数")]
    ids: Vec<String>,
    /// 状態
    #[arg(value_name = "STATUS", required = true, help_heading = "引数")]
    status: String,
    /// 条項に付けるメモ。空にすると消します
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// JSON で出力します
    #[arg(long)]
    json: bool,
}

/// Records the change of every named clause at once, or of none.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    let status = parse_status(&args.status)?;
    let catalog = session.catalog()?;
    let clauses = resolve_all(&catalog, &args.ids)?;
    let mut worklist = session.writable()?;
    let before: Vec<Status> = clauses.iter().map(|at| worklist.state().status(catalog.id(*at))).collect();
    let changes = clauses.iter().flat_map(|at| changes(catalog.id(*at), status, args.note.as_deref()));
    worklist.apply_via(changes.collect(), "mark").map_err(Failure::from)?;
    for (at, before) in clauses.iter().zip(before) {
        if args.json {
            session.out.json(&Document::new(catalog.id(*at), worklist.state()))?;
        } else {
            let (label, title) = (catalog.label(*at), catalog.title(*at));
            session.out.line(&format!("{label}  {title}: {} → {}", before.name(), status.name()))?;
        }
    }
    Ok(FOUND)
}

fn parse_status(text: &str) -> Result<Status, Failure> {
    let status = Status::parse(text).filter(|status| SETTABLE.contains(status));
    status.ok_or_else(|| {
        let names = SETTABLE.map(|status| format!("{}({})", status.code(), status.name()));
        let hint = format!("状態は最後に書きます。値は {} です。", names.join("、"));
        Failure::new(FailureKind::Usage, format!("「{text}」という状態はありません。"), hint)
    })
}

/// Returns the clauses that are meant, each once.
fn resolve_all(catalog: &Catalog, ids: &[String]) -> Result<Vec<RecordRef>, Failure> {
    let mut resolver = Resolver::new(catalog);
    let mut clauses = Vec::new();
    for id in ids {
        let at = resolve_clause(catalog, &mut resolver, id)?;
        if !clauses.contains(&at) {
            clauses.push(at);
        }
    }
    Ok(clauses)
}

fn resolve_clause(catalog: &Catalog, resolver: &mut Resolver<'_>, id: &str) -> Result<RecordRef, Failure> {
    let wrong = |message: String, hint: String| Err(Failure::new(FailureKind::Usage, message, hint));
    match resolver.resolve(id)? {
        Meaning::One(at) if at.kind == Kind::Clause => Ok(at),
        Meaning::One(at) => wrong(
            format!("「{id}」は{}です。状態を記録できるのは条項だけです。", at.kind.name()),
            format!("`tenken show {id}` で、関係する条項を確かめられます。"),
        ),
        Meaning::Several(records) => wrong(
            format!("「{id}」に当たる条項が {} 件あります。", records.len()),
            format!("ID で指定してください: {}", listing(catalog, &records)),
        ),
        Meaning::Nothing(_) => wrong(
            format!("「{id}」という条項はありません。何も記録していません。"),
            format!("`tenken search {id}` で探せます。"),
        ),
    }
}

fn changes(clause: &str, status: Status, note: Option<&str>) -> impl Iterator<Item = Change> {
    [Change::status(clause, status)].into_iter().chain(note.map(|note| Change::note(clause, note)))
}

/// One clause after it was marked, as JSON.
#[derive(Serialize)]
struct Document<'a> {
    id: &'a str,
    #[serde(flatten)]
    mark: MarkDocument<'a>,
}

impl<'a> Document<'a> {
    fn new(id: &'a str, state: &'a State) -> Self {
        Self { id, mark: MarkDocument::new(state.mark(id)) }
    }
}

/// What a worklist holds about a clause, as JSON.
#[derive(Serialize)]
pub(super) struct MarkDocument<'a> {
    status: Status,
    note: &'a str,
    changed_at: Option<String>,
    changed_by: Option<&'a str>,
}

impl<'a> MarkDocument<'a> {
    /// Returns the document of a mark; of an untouched clause if there is none.
    pub(super) fn new(mark: Option<&'a crate::worklist::Mark>) -> Self {
        Self {
            status: mark.map_or(Status::Todo, |mark| mark.answers.status),
            note: mark.map_or("", |mark| mark.answers.note.as_str()),
            changed_at: mark.map(|mark| mark.changed_at.to_string()),
            changed_by: mark.map(|mark| mark.changed_by.as_str()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_may_be_written_in_any_way_but_not_recheck() {
        for text in ["done", "完了", "済", "DONE"] {
            assert_eq!(parse_status(text), Ok(Status::Done), "{text}");
        }
        for text in ["recheck", "要再確認", "済み", ""] {
            assert!(parse_status(text).is_err(), "{text}");
        }
    }

    #[test]
    fn one_unknown_clause_stops_all() {
        let catalog = Catalog::bundled().unwrap();
        let ids = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let twice = resolve_all(&catalog, &ids(&["mhlw6.sysun.14.5", "mhlw6.sysun.14.5"])).unwrap();
        assert_eq!(twice.len(), 1);
        assert!(resolve_all(&catalog, &ids(&["mhlw6.sysun.14.5", "zzz.unknown"])).is_err());
        let risk = resolve_all(&catalog, &ids(&["risk.admin-credential-theft"])).unwrap_err();
        assert!(risk.message.contains("リスク"), "{risk}");
    }
}
