//! `tenken evidence link`, `unlink` and `withdraw`: which clauses evidence stands for, and whether it counts.

use crate::failure::Failure;
use crate::language::tr;
use crate::worklist::{Change, Edit, EntryId, Operation, State};

use super::super::clauses::resolve_ids;
use super::super::exit::FOUND;
use super::super::names;
use super::super::output::Stop;
use super::super::session::Session;
use super::ids::Ids;

/// Which evidence and which clauses.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 証跡の ID(ほかと区別できるところまで)
    #[arg(value_name = "ID", help_heading = "引数")]
    id: String,
    /// 条項の ID か番号(いくつでも)
    #[arg(value_name = "CLAUSE", required_unless_present = "audit", num_args = 1.., help_heading = "引数")]
    clauses: Vec<String>,
    /// 点検全体の証跡にします。unlink では点検全体から外します
    #[arg(long, help_heading = "証跡のオプション")]
    audit: bool,
}

/// Which evidence.
#[derive(Debug, clap::Args)]
#[command(override_usage = "tenken evidence withdraw [オプション] ID", next_help_heading = "証跡のオプション")]
pub(super) struct WithdrawArgs {
    /// 証跡の ID(ほかと区別できるところまで)
    #[arg(value_name = "ID", help_heading = "引数")]
    id: String,
    /// 取り下げをやめます
    #[arg(long)]
    undo: bool,
}

/// Links evidence with clauses, or takes the links away; all of them or none.
pub(super) fn run(args: &Args, on: bool, session: &mut Session<'_>) -> Result<u8, Stop> {
    let catalog = session.catalog()?;
    let ids = resolve_ids(&catalog, &args.clauses)?;
    session.identify()?;
    let mut worklist = session.worklist()?;
    let evidence = Ids::of(worklist.state()).find(&args.id)?;
    let edit = Edit::Link { evidence, on };
    let audit = args.audit.then_some(Edit::ForAudit(on));
    let links = ids.iter().map(|id| Change::clause(id.as_str(), edit.clone()));
    let changes = links.chain(audit.clone().map(|edit| Change::evidence(evidence, edit))).collect();
    let via = if on { "evidence link" } else { "evidence unlink" };
    worklist.perform(Operation::Record(changes), via).map_err(Failure::from)?;
    for id in &ids {
        let done = edit.sentence(worklist.state());
        session.out.line(&format!("{}: {done}", names::clause(&catalog, id)))?;
    }
    if let Some(edit) = audit {
        say(&edit, evidence, worklist.state(), session)?;
    }
    Ok(FOUND)
}

/// Says that evidence no longer counts, or does again.
pub(super) fn withdraw(args: &WithdrawArgs, session: &mut Session<'_>) -> Result<u8, Stop> {
    session.identify()?;
    let mut worklist = session.worklist()?;
    let id = Ids::of(worklist.state()).find(&args.id)?;
    let edit = Edit::Withdrawn(!args.undo);
    let changes = vec![Change::evidence(id, edit.clone())];
    worklist.perform(Operation::Record(changes), "evidence withdraw").map_err(Failure::from)?;
    say(&edit, id, worklist.state(), session)?;
    Ok(FOUND)
}

/// Says what was done with a piece of evidence.
fn say(edit: &Edit, id: EntryId, state: &State, session: &mut Session<'_>) -> Result<(), Stop> {
    let name = state.evidence_with(id).map(|evidence| evidence.name().to_owned()).unwrap_or_default();
    session.out.line(&tr!("「{name}」: {done}", name, done = edit.sentence(state)))
}
