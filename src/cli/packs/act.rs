//! `tenken packs enable`, `disable`, `remove` and `undo`.

use crate::failure::Failure;
use crate::language::t;
use crate::workspace::packs::{ListedPack, PackAct, PackDone, PackStore, done_sentence, kept_marks, no_pack};
use crate::workspace::view_worklist;

use super::super::exit::{FOUND, NOTHING};
use super::super::near;
use super::super::output::Stop;
use super::super::session::Session;
use super::document::DoneDocument;

/// How alike two ids have to be, from 0 to 1, for one to be suggested for the other.
const NEAR: f64 = 0.5;

/// Which pack.
#[derive(Debug, clap::Args)]
pub(super) struct IdArgs {
    /// 取込資料の ID
    #[arg(value_name = "ID", help_heading = "引数")]
    pack: String,
    /// JSON で出力します
    #[arg(long, help_heading = "表示のオプション")]
    json: bool,
}

/// How to say it.
#[derive(Debug, clap::Args)]
pub(super) struct UndoArgs {
    /// JSON で出力します
    #[arg(long, help_heading = "表示のオプション")]
    json: bool,
}

/// Lays a pack over the catalog again.
pub(super) fn enable(args: &IdArgs, session: &mut Session<'_>) -> Result<u8, Stop> {
    act(args, session, PackStore::enable)
}

/// Takes a pack out of the catalog.
pub(super) fn disable(args: &IdArgs, session: &mut Session<'_>) -> Result<u8, Stop> {
    act(args, session, PackStore::disable)
}

/// Removes a pack.
pub(super) fn remove(args: &IdArgs, session: &mut Session<'_>) -> Result<u8, Stop> {
    act(args, session, PackStore::remove)
}

/// Undoes the last act.
pub(super) fn undo(args: &UndoArgs, session: &mut Session<'_>) -> Result<u8, Stop> {
    let Some(done) = PackStore::of(&session.setup)?.undo()? else {
        session.note(t("取込資料について取り消せるものはありません。"));
        return Ok(NOTHING);
    };
    tell(&done, true, args.json, session)?;
    Ok(FOUND)
}

fn act(
    args: &IdArgs,
    session: &mut Session<'_>,
    perform: impl Fn(&PackStore, &str) -> Result<PackDone, Failure>,
) -> Result<u8, Stop> {
    let store = PackStore::of(&session.setup)?;
    let listed = find(&store, &args.pack)?;
    // Read before it is gone. What cannot be read has no marks that anybody knows of.
    let records = store.records(&listed).ok();
    let done = perform(&store, &listed.id)?;
    tell(&done, false, args.json, session)?;
    let worklist = view_worklist(&session.setup).ok().filter(|_| done.act != PackAct::Enable && !args.json);
    if let (Some((records, _)), Some(worklist)) = (records, worklist) {
        let kept = kept_marks(&records, done.act, (&session.setup.worklist, worklist.state()));
        kept.iter().try_for_each(|sentence| session.out.indented(0, sentence))?;
    }
    Ok(FOUND)
}

fn tell(done: &PackDone, is_undone: bool, is_json: bool, session: &mut Session<'_>) -> Result<(), Stop> {
    if is_json {
        return session.out.json(&DoneDocument::new(done, is_undone));
    }
    session.out.indented(0, &done_sentence(done, is_undone))
}

/// Returns the pack that is meant.
///
/// # Errors
///
/// If there is none, with the id that was probably meant.
pub(super) fn find(store: &PackStore, id: &str) -> Result<ListedPack, Failure> {
    store.find(id).ok_or_else(|| {
        let packs = store.list();
        let near = near::question(packs.iter().map(|listed| listed.id.as_str()), id, NEAR);
        no_pack(id, &near)
    })
}
