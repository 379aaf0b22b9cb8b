//! `tenken mark`: fills in the form of clauses that are named or found.

mod finding;
mod wanted;

use crate::catalog::{Catalog, RecordRef};
use crate::failure::Failure;
use crate::language::{t, tr};
use crate::sheet::terms;
use crate::worklist::{BulkPreview, Change, Edit, LeftOut, Operation, Performed, Scope, State, Worklist};
use crate::workspace::editions::at_beginning;
use crate::workspace::scope::not_counted;

use super::clauses::resolve_all;
use super::exit::{ERROR, FOUND, NOTHING};
use super::found;
use super::marked::ClauseDocument;
use super::output::Stop;
use super::session::Session;

use wanted::Wanted;

/// The most characters of a note that are repeated to the person who wrote it.
const SHOWN: usize = 60;

/// What to record.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "tenken mark [オプション] ID... [STATUS]\n        tenken mark [オプション] [STATUS] --where QUERY",
    next_help_heading = "記録のオプション",
    after_help = "STATUS: todo 未着手、doing 対応中、done 完了、na 対象外、\n        recheck 要再確認(日本語の名前、未 中 済 外 再 も可)。\n        ほかの項目だけを記録するときは省けます。\n\n例:\n  tenken mark mhlw6.sysun.14.5 done --note \"全端末で確認\"\n  tenken mark 運用14⑤ --owner 情報課 --due 2027-03-31\n  tenken mark done --where \"編:運用 章:13\"\n  tenken mark 運用14⑤ --verdict 不適合 --grade 重大 --action \"設定を直す\"\n  tenken mark 運用14⑤ --return \"証跡がない\""
)]
pub(super) struct Args {
    /// 条項の ID か番号(いくつでも)、最後に状態
    #[arg(value_name = "ID", required_unless_present = "query", num_args = 1.., help_heading = "引数")]
    words: Vec<String>,
    /// 検索で見つかる条項すべてに記録します
    #[arg(long = "where", value_name = "QUERY")]
    query: Option<String>,
    /// --where で見つかった条項に、尋ねずに記録します
    #[arg(long, requires = "query")]
    yes: bool,
    /// メモ。空にすると消します
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// 担当者。空にすると消します
    #[arg(long, value_name = "NAME")]
    owner: Option<String>,
    /// 期限(2027-03-31、12/20、月末、来週、+2w、なし)
    #[arg(long, value_name = "DATE")]
    due: Option<String>,
    /// 判定: 適合、一部適合、不適合、未判定
    #[arg(long, value_name = "VERDICT")]
    verdict: Option<String>,
    /// 対象外の理由。空にすると消します
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    #[command(flatten)]
    finding: finding::FindingArgs,
    #[command(flatten)]
    review: finding::ReviewArgs,
    /// JSON で出力します(条項ごとに 1 行)
    #[arg(long)]
    json: bool,
}

/// Records what is wanted for every clause at once, or for none.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    let mut wanted = Wanted::read(args)?;
    let catalog = session.catalog()?;
    let mut worklist = session.worklist_to_mark()?;
    wanted.edits.extend(args.review.edits(&worklist.who().user));
    // Before anything is looked for, shown or asked.
    worklist.ensure_writable().map_err(Failure::from)?;
    let clauses = match &wanted.query {
        None => resolve_all(&catalog, &wanted.ids)?,
        Some(query) => {
            let query = session.expanded(query)?;
            let found = found::find(&catalog, &worklist, &query, &found::RECORD)?;
            found.tell(&found::RECORD, session);
            if found.clauses.is_empty() {
                return Ok(NOTHING);
            }
            if !args.yes {
                // A program that reads documents gets none before something is done.
                let shown = if args.json { &[] } else { &found.clauses[..] };
                list(&catalog, worklist.state(), shown, session)?;
                let ids = found.clauses.iter().map(|at| catalog.id(*at));
                session.note(&BulkPreview::new(worklist.state(), ids, &wanted.edits).sentence());
                if !is_agreed(found.clauses.len(), session) {
                    return Ok(ERROR);
                }
            }
            found.clauses
        }
    };
    record(&catalog, &mut worklist, &clauses, &wanted.edits, args.json, session)
}

/// Prints what would be marked, one clause a line with its present status.
fn list(catalog: &Catalog, state: &State, clauses: &[RecordRef], session: &mut Session<'_>) -> Result<(), Stop> {
    clauses.iter().try_for_each(|at| {
        let status = terms::short_status(state.status(catalog.id(*at)));
        session.out.line(&format!("[{status}] {}  {}", catalog.label(*at), catalog.title(*at)))
    })
}

/// Asks if there is somebody to ask; silence is no agreement.
fn is_agreed(count: usize, session: &mut Session<'_>) -> bool {
    match session.ask(&tr!("この {count} 条項に記録しますか", count)) {
        Some(true) => return true,
        Some(false) => session.note(t("何も記録していません。")),
        None => session
            .note(&tr!("この {count} 条項にはまだ何も記録していません。記録するには --yes を付けてください。", count)),
    }
    false
}

fn record(
    catalog: &Catalog,
    worklist: &mut Worklist,
    clauses: &[RecordRef],
    edits: &[Edit],
    json: bool,
    session: &mut Session<'_>,
) -> Result<u8, Stop> {
    let ids: Vec<&str> = clauses.iter().map(|at| catalog.id(*at)).collect();
    let before = worklist.state().clone();
    let preview = BulkPreview::new(worklist.state(), ids.iter().copied(), edits);
    let was_begun = worklist.state().beginning().is_some();
    let changes = ids.iter().flat_map(|id| edits.iter().map(|edit| Change::clause(*id, edit.clone())));
    let performed = worklist.perform(Operation::Record(changes.collect()), "mark").map_err(Failure::from)?;
    session.tell_notices(worklist);
    let scope = Scope::of(catalog, worklist.state());
    for (at, id) in clauses.iter().zip(ids) {
        if json {
            let left_out = scope.left_out(*at).map(LeftOut::reason).unwrap_or_default();
            session.out.json(&ClauseDocument::new(id, worklist.state(), left_out))?;
        } else {
            let done = sentence(id, edits, &before, worklist.state());
            session.out.line(&format!("{}  {}: {done}", catalog.label(*at), catalog.title(*at)))?;
        }
    }
    not_counted(catalog, &scope, clauses).iter().for_each(|sentence| session.note(sentence));
    at_beginning(catalog, was_begun, worklist.state()).iter().for_each(|sentence| session.note(sentence));
    if matches!(performed, Performed::Recorded(entries) if entries.is_empty()) {
        session.note(t("どの項目もすでにそうなっています。何も記録していません。"));
    } else if let Some(replaced) = preview.replaced().filter(|_| clauses.len() > 1) {
        session.note(&tr!("書き換えた記録: {replaced}。`tenken undo` で戻せます。", replaced));
    }
    Ok(FOUND)
}

/// Returns what was recorded of a clause, and what was so already. What was in conflict was not.
fn sentence(clause: &str, edits: &[Edit], before: &State, state: &State) -> String {
    let was_so = |edit: &Edit| before.has(Change::clause(clause, edit.clone()));
    let status = before.status(clause);
    let said = edits.iter().map(|edit| match edit {
        Edit::Status(status) if was_so(edit) => tr!("{name} のまま", name = status.name()),
        Edit::Status(after) if *after != status => format!("{} → {}", t(status.name()), t(after.name())),
        edit if was_so(edit) => tr!("{name}はそのまま", name = edit.field().name()),
        Edit::Note(note) if note.chars().count() > SHOWN => {
            let start: String = note.chars().take(SHOWN).collect();
            let all = note.chars().count();
            Edit::Note(tr!("{start}…(全 {all} 字)", start, all)).sentence(state)
        }
        edit => edit.sentence(state),
    });
    said.collect::<Vec<_>>().join(t("、"))
}
