//! `tenken evidence add`: a file or a page becomes evidence of clauses.

use jiff::civil::Date;
use serde::Serialize;

use crate::catalog::Catalog;
use crate::failure::{Failure, FailureKind};
use crate::language::{t, tr};
use crate::model::Id;
use crate::sheet::{Way, ends_early, terms};
use crate::worklist::{Attached, Attachment, Evidence, Operation, Performed, Scope};
use crate::workspace::scope::not_counted;

use super::super::answer;
use super::super::clauses::resolve_ids;
use super::super::exit::{FOUND, NOTHING};
use super::super::names;
use super::super::output::Stop;
use super::super::session::Session;

/// What evidence is called that stands for the audit as a whole.
pub(super) const FOR_AUDIT: &str = "点検全体";

/// What to add.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken evidence add [オプション] PATH|URL CLAUSE...\n        tenken evidence add [オプション] --audit PATH|URL [CLAUSE...]",
    next_help_heading = "証跡のオプション",
    after_help = "ファイルは、場所と SHA-256 だけを記録します。中身は写しません。\n点検票のフォルダーの中のファイルは、そこからの相対パスで記録します。\nURL の先は見にいきません。\n同じ場所と中身の証跡が記録済みなら、まだ付いていない条項に付けるだけです。\n終了コード: 0 加えた・付けた、1 指定した条項のすべてに付いている、2 エラー。"
)]
pub(super) struct Args {
    /// 証跡のファイルか URL
    #[arg(value_name = "PATH|URL", help_heading = "引数")]
    source: String,
    /// 条項の ID か番号(いくつでも)
    #[arg(value_name = "CLAUSE", required_unless_present = "audit", num_args = 1.., help_heading = "引数")]
    clauses: Vec<String>,
    /// 点検全体の証跡にします(条項は省けます)
    #[arg(long)]
    audit: bool,
    /// 証跡の名前
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// 有効日(2026-04-01、4/1、先月末など、過ぎた日)
    #[arg(long, value_name = "DATE")]
    effective: Option<String>,
    /// 期限(この日まで使える: 2027-03-31、3/31、+1y など)
    #[arg(long, value_name = "DATE")]
    expires: Option<String>,
    /// JSON で出力します
    #[arg(long)]
    json: bool,
}

/// Adds the evidence to every clause at once, or to none.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    let catalog = session.catalog()?;
    let clauses = resolve_ids(&catalog, &args.clauses)?;
    let mut worklist = session.worklist_to_mark()?;
    let given = attachment(args, clauses)?;
    let performed =
        worklist.perform(Operation::AttachEvidence(given.clone()), "evidence add").map_err(Failure::from)?;
    let Performed::Attached(attached) = performed else { return Ok(NOTHING) };
    let Some(evidence) = worklist.state().evidence_with(attached.evidence) else { return Ok(NOTHING) };
    if args.json {
        session.out.json(&EvidenceAddDocument::new(evidence, &attached, &given.clauses))?;
    } else if attached.has_changed() {
        print(&catalog, evidence, &attached, session)?;
    }
    let scope = Scope::of(&catalog, worklist.state());
    let linked: Vec<_> = attached.linked.iter().filter_map(|clause| catalog.find(clause)).collect();
    not_counted(&catalog, &scope, &linked).iter().for_each(|sentence| session.note(sentence));
    if attached.is_known {
        note_known(&given, evidence, &attached, session);
    }
    Ok(if attached.has_changed() { FOUND } else { NOTHING })
}

fn print(catalog: &Catalog, evidence: &Evidence, attached: &Attached, session: &mut Session<'_>) -> Result<(), Stop> {
    let known = if attached.is_known { t("(記録済み)") } else { "" };
    session.out.line(&tr!("証跡 {id}{known}", id = evidence.id, known))?;
    session.out.line(&format!("  {}", evidence.location))?;
    if !evidence.sha256.is_empty() {
        session.out.line(&format!("  SHA-256 {}", evidence.sha256))?;
    }
    if attached.is_newly_for_audit {
        session.out.indented(2, t(FOR_AUDIT))?;
    }
    attached.linked.iter().try_for_each(|clause| session.out.indented(2, &names::clause(catalog, clause)))
}

/// Says that the evidence was there before, and what of the command line it left as it was.
fn note_known(given: &Attachment, evidence: &Evidence, attached: &Attached, session: &mut Session<'_>) {
    session.note(known_sentence(given, attached));
    let has_other_title = !given.title.is_empty() && given.title != evidence.title;
    let has_other_date = |given: Option<Date>, recorded| given.is_some() && given != recorded;
    if has_other_title
        || has_other_date(given.effective, evidence.effective)
        || has_other_date(given.expires, evidence.expires)
    {
        let hint =
            tr!("変えるには、`tenken evidence withdraw {id}` で取り下げてから加え直してください。", id = evidence.id);
        let message = t("証跡の名前、有効日、期限は、はじめに加えたときのままです。");
        session.note_failure(&Failure::new(FailureKind::Usage, message, hint));
    }
}

/// Says what became of evidence that was there before.
fn known_sentence(given: &Attachment, attached: &Attached) -> &'static str {
    match (attached.is_newly_for_audit, attached.linked.is_empty()) {
        (true, true) => t("記録済みの証跡のため、新しく加えず、点検全体の証跡にしました。"),
        (true, false) => {
            t("記録済みの証跡のため、新しく加えず、点検全体の証跡にし、まだ付いていない条項に付けました。")
        }
        (false, false) => t("記録済みの証跡のため、新しく加えず、まだ付いていない条項に付けました。"),
        (false, true) if given.clauses.is_empty() => t("記録済みの点検全体の証跡です。何も記録していません。"),
        (false, true) => t("記録済みの証跡で、指定した条項のすべてに付いています。何も記録していません。"),
    }
}

fn attachment(args: &Args, clauses: Vec<Id>) -> Result<Attachment, Failure> {
    let date =
        |name, way, text: &Option<String>| text.as_deref().map_or(Ok(None), |text| answer::date(name, way, text));
    let effective = date(terms::EFFECTIVE, Way::Back, &args.effective)?;
    let expires = date(terms::EXPIRES, Way::Ahead, &args.expires)?;
    if let Some(said) = ends_early(effective, expires) {
        return Err(Failure::new(FailureKind::Usage, said, tr!("何も記録していません。")));
    }
    Ok(Attachment {
        source: args.source.clone(),
        title: args.title.clone().unwrap_or_default(),
        effective,
        expires,
        clauses,
        is_for_audit: args.audit,
    })
}

/// What was added, as JSON; its shape is documented in README.md.
#[derive(Serialize)]
struct EvidenceAddDocument<'a> {
    id: String,
    location: &'a str,
    sha256: &'a str,
    clauses: &'a [Id],
    audit: bool,
    known: bool,
    linked: &'a [Id],
}

impl<'a> EvidenceAddDocument<'a> {
    fn new(evidence: &'a Evidence, attached: &'a Attached, clauses: &'a [Id]) -> Self {
        Self {
            id: evidence.id.to_string(),
            location: &evidence.location,
            sha256: &evidence.sha256,
            clauses,
            audit: evidence.is_for_audit,
            known: attached.is_known,
            linked: &attached.linked,
        }
    }
}
