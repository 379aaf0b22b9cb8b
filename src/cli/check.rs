//! `tenken check`: the records that a reviewer would send back.

use std::collections::{BTreeMap, HashSet};

use serde::Serialize;

use crate::catalog::{Catalog, RecordRef};
use crate::clock;
use crate::language::{titled, tr};
use crate::model::{Id, Status};
use crate::sheet::{Answers, Deadline};
use crate::worklist::{Finding, FindingKind, State, Subject, check};

use super::exit::{FOUND, NOTHING};
use super::found;
use super::names;
use super::open_items::{MeantDocument, seen_to};
use super::output::Stop;
use super::session::Session;
use super::style::Style;
use super::table;

/// How to show it.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken check [オプション]",
    next_help_heading = "表示のオプション",
    after_help = "理由のない対象外、証跡のない適合や未着手のままの適合、担当者や期限のない不適合、\n期限を過ぎた条項、食い違った記録を挙げます。点検票が数える条項だけを見ます。\n終了コード: 0 見直すところなし、1 見直すところあり・記録なし。"
)]
pub(super) struct Args {
    /// 検索で見つかる条項だけを見ます
    #[arg(long = "where", value_name = "QUERY")]
    query: Option<String>,
    /// JSON で出力します
    #[arg(long)]
    json: bool,
}

/// Prints what is to be looked at, kind by kind.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    let catalog = session.catalog()?;
    let worklist = session.worklist_to_show()?;
    let today = clock::today();
    let mut findings = check(&catalog, worklist.state(), today);
    if let Some((_, clauses)) = found::listed(args.query.as_ref(), &catalog, &worklist, session)? {
        findings.retain(|finding| is_of(finding, (&catalog, worklist.state()), &clauses));
    }
    if args.json {
        let state = worklist.state();
        let items = findings.iter().map(|finding| FindingDocument::new(finding, &catalog, state)).collect();
        session.out.json(&CheckDocument {
            today: today.to_string(),
            total: findings.len(),
            counts: counts(&findings),
            findings: items,
        })?;
    } else if worklist.is_untouched() {
        session.note(&tr!("点検票「{name}」の記録はまだありません。", name = session.setup.worklist));
    } else if findings.is_empty() {
        session.out.line(tr!("見直すところはありません。"))?;
    } else {
        print(&findings, &catalog, worklist.state(), session)?;
    }
    Ok(if findings.is_empty() && !worklist.is_untouched() { FOUND } else { NOTHING })
}

/// Whether a finding is about one of some clauses.
fn is_of(finding: &Finding, (catalog, state): (&Catalog, &State), clauses: &HashSet<RecordRef>) -> bool {
    let is_one = |id: &Id| catalog.find(id).is_some_and(|at| clauses.contains(&at));
    match &finding.subject {
        Subject::Clause(id) => is_one(id),
        Subject::Evidence(id) => state.evidence_with(*id).is_some_and(|evidence| evidence.clauses.iter().any(is_one)),
        Subject::Worklist => false,
    }
}

fn print(findings: &[Finding], catalog: &Catalog, state: &State, session: &mut Session<'_>) -> Result<(), Stop> {
    let kinds = FindingKind::ALL.iter().copied();
    for kind in kinds.filter(|kind| findings.iter().any(|finding| finding.kind == *kind)) {
        let of_kind: Vec<&Finding> = findings.iter().filter(|finding| finding.kind == kind).collect();
        session.out.heading(&tr!("{name} {n} 件", name = titled(kind.name()), n = of_kind.len()))?;
        let rows: Vec<[String; 5]> = of_kind.into_iter().map(|finding| row(finding, catalog, state)).collect();
        table::print(&rows, 3, &mut session.out)?;
        session.out.line("")?;
    }
    session.out.line(&tr!("{n} 件を見直してください。`tenken show ID` で内容を確かめられます。", n = findings.len()))
}

/// Returns status, name, owner, due date and id. Of a finding about another day it is that one, with who sees to it.
fn row(finding: &Finding, catalog: &Catalog, state: &State) -> [String; 5] {
    let subject = &finding.subject;
    let name = names::subject(catalog, state, subject);
    let Subject::Clause(id) = subject else {
        return [String::new(), name, String::new(), String::new(), names::subject_id(subject)];
    };
    let answers = state.answers(id);
    let (owner, due) = seen_to(&answers, meant(finding, &answers));
    let due = due.map(|due| due.to_string()).unwrap_or_default();
    [Style::short(answers.status), name, owner.to_owned(), due, id.clone()]
}

/// Returns the day that a finding is about; none if it is about none.
fn meant<'a>(finding: &Finding, answers: &'a Answers) -> Option<Deadline<'a>> {
    finding.kind.deadline().and_then(|kind| answers.deadline(kind))
}

fn counts(findings: &[Finding]) -> BTreeMap<&'static str, usize> {
    let count = |kind: FindingKind| findings.iter().filter(|finding| finding.kind == kind).count();
    FindingKind::ALL.iter().map(|kind| (kind.code(), count(*kind))).collect()
}

/// The answer as JSON; its shape is documented in README.md.
#[derive(Serialize)]
struct CheckDocument {
    today: String,
    total: usize,
    counts: BTreeMap<&'static str, usize>,
    findings: Vec<FindingDocument>,
}

#[derive(Serialize)]
struct FindingDocument {
    kind: &'static str,
    /// The id of a clause or of evidence, `worklist` for the worklist itself.
    subject: String,
    name: String,
    /// Clauses only.
    status: Option<Status>,
    owner: String,
    due: Option<String>,
    #[serde(flatten)]
    meant: MeantDocument,
}

impl FindingDocument {
    fn new(finding: &Finding, catalog: &Catalog, state: &State) -> Self {
        let answers = match &finding.subject {
            Subject::Clause(id) => Some(state.answers(id)),
            Subject::Worklist | Subject::Evidence(_) => None,
        };
        Self {
            kind: finding.kind.code(),
            subject: names::subject_id(&finding.subject),
            name: names::subject(catalog, state, &finding.subject),
            status: answers.as_ref().map(|answers| answers.status),
            due: answers.as_ref().and_then(|answers| answers.due).map(|due| due.to_string()),
            meant: answers
                .as_ref()
                .and_then(|answers| meant(finding, answers))
                .map(MeantDocument::from)
                .unwrap_or_default(),
            owner: answers.map(|answers| answers.owner).unwrap_or_default(),
        }
    }
}
