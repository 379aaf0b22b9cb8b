//! `tenken evidence list`: all evidence, or that of one clause.

use serde::Serialize;

use crate::catalog::Catalog;
use crate::language::{t, tr};
use crate::worklist::{Evidence, State};

use super::super::clauses::resolve_ids;
use super::super::exit::{FOUND, NOTHING};
use super::super::marked::ConflictDocument;
use super::super::output::{Output, Stop};
use super::super::session::Session;
use super::add::FOR_AUDIT;
use super::ids::Ids;

/// Of what.
#[derive(Debug, clap::Args)]
#[command(override_usage = "tenken evidence list [オプション] [CLAUSE]", next_help_heading = "表示のオプション")]
pub(super) struct Args {
    /// 条項の ID か番号。省くと、すべての証跡を表示します
    #[arg(value_name = "CLAUSE", help_heading = "引数")]
    clause: Option<String>,
    /// JSON で出力します
    #[arg(long)]
    json: bool,
}

/// Prints evidence in the order it was added.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    let catalog = session.catalog()?;
    let worklist = session.worklist_to_show()?;
    let state = worklist.state();
    let wanted = resolve_ids(&catalog, args.clause.as_slice())?;
    let is_wanted = |evidence: &&Evidence| wanted.first().is_none_or(|clause| evidence.clauses.contains(clause));
    let found: Vec<&Evidence> = state.evidence().filter(is_wanted).collect();
    if args.json {
        session.out.json(&EvidenceListDocument {
            evidence: found.iter().map(|one| EvidenceItemDocument::new(one)).collect(),
        })?;
    } else if found.is_empty() {
        session.note(t("証跡はまだありません。"));
    } else {
        let ids = Ids::of(state);
        found.iter().try_for_each(|one| print(&ids.short(one), one, (&catalog, state), &mut session.out))?;
    }
    Ok(if found.is_empty() { NOTHING } else { FOUND })
}

fn print(
    id: &str,
    evidence: &Evidence,
    (catalog, state): (&Catalog, &State),
    out: &mut Output<'_>,
) -> Result<(), Stop> {
    let withdrawn = if evidence.is_withdrawn { t(" [取り下げ]") } else { "" };
    out.heading(&format!("{id}  {}{withdrawn}", evidence.name()))?;
    if !evidence.title.is_empty() {
        out.indented(2, &evidence.location)?;
    }
    let effective = evidence.effective.map(|date| tr!("有効日 {date}", date));
    let expires = evidence.expires.map(|date| tr!("期限 {date}", date));
    let dates: Vec<String> = effective.into_iter().chain(expires).collect();
    if !dates.is_empty() {
        out.indented(2, &dates.join("  "))?;
    }
    let label = |id: &str| catalog.find(id).map_or_else(|| id.to_owned(), |at| catalog.label(at));
    let audit = evidence.is_for_audit.then(|| t(FOR_AUDIT).to_owned());
    let clauses: Vec<String> = audit.into_iter().chain(evidence.clauses.iter().map(|id| label(id))).collect();
    out.indented(2, &if clauses.is_empty() { t("付いている条項なし").to_owned() } else { clauses.join(t("、")) })?;
    evidence.conflicts.iter().try_for_each(|conflict| out.indented(2, &conflict.sentence(state)))
}

/// The evidence as JSON; its shape is documented in README.md.
#[derive(Serialize)]
struct EvidenceListDocument<'a> {
    evidence: Vec<EvidenceItemDocument<'a>>,
}

#[derive(Serialize)]
struct EvidenceItemDocument<'a> {
    id: String,
    title: &'a str,
    location: &'a str,
    sha256: &'a str,
    effective: Option<String>,
    expires: Option<String>,
    withdrawn: bool,
    audit: bool,
    clauses: Vec<&'a str>,
    added_at: String,
    added_by: &'a str,
    conflicts: Vec<ConflictDocument<'a>>,
}

impl<'a> EvidenceItemDocument<'a> {
    fn new(evidence: &'a Evidence) -> Self {
        Self {
            id: evidence.id.to_string(),
            title: &evidence.title,
            location: &evidence.location,
            sha256: &evidence.sha256,
            effective: evidence.effective.map(|date| date.to_string()),
            expires: evidence.expires.map(|date| date.to_string()),
            withdrawn: evidence.is_withdrawn,
            audit: evidence.is_for_audit,
            clauses: evidence.clauses.iter().map(String::as_str).collect(),
            added_at: evidence.added_at.to_string(),
            added_by: &evidence.added_by,
            conflicts: evidence.conflicts.iter().map(ConflictDocument::new).collect(),
        }
    }
}
