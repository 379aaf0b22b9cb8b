//! `tenken packs show`: where a pack comes from, what is in it, and what of it waits.

use crate::language::{t, titled, tr};
use crate::worklist::{State, Worklist};
use crate::workspace::packs::{
    ListedPack, PackAct, PackCounts, PackStore, Waiting, amounts, counted, kept_marks, marked_clauses, state_name,
};
use crate::workspace::view_worklist;

use super::super::exit::FOUND;
use super::super::output::{Output, Stop, label};
use super::super::session::Session;
use super::act::find;
use super::document::ShownDocument;

/// Columns of the names of facts.
const NAME: usize = 12;

/// Which one to show.
#[derive(Debug, clap::Args)]
#[command(override_usage = "tenken packs show [オプション] ID", next_help_heading = "表示のオプション")]
pub(super) struct Args {
    /// 取込資料の ID
    #[arg(value_name = "ID", help_heading = "引数")]
    pack: String,
    /// JSON で出力します
    #[arg(long)]
    json: bool,
}

/// Prints a pack.
pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<u8, Stop> {
    let store = PackStore::of(&session.setup)?;
    let listed = find(&store, &args.pack)?;
    let (records, unread) = store.records(&listed)?;
    // Of what cannot be read, nothing is there to wait.
    let catalog = session
        .catalog()
        .ok()
        .filter(|records| listed.pack.is_ok() && records.unread().iter().all(|unread| unread.pack != listed.id));
    let waiting = catalog.map(|catalog| Waiting::of(&records, listed.is_enabled, &catalog)).unwrap_or_default();
    let worklist = view_worklist(&session.setup).ok();
    let state = worklist.as_ref().map(Worklist::state);
    let act = if listed.is_enabled { PackAct::Enable } else { PackAct::Disable };
    let marks = state.and_then(|state| kept_marks(&records, act, (&session.setup.worklist, state)));
    if args.json {
        let marked = |state: &State| marked_clauses(&records, state);
        let counts = PackCounts::of(&records);
        session.out.json(&ShownDocument::new(&listed, &counts, waiting, unread, state.map_or(0, marked)))?;
        return Ok(FOUND);
    }
    print(&listed, &mut session.out)?;
    fact("中身", &counted(&records), &mut session.out)?;
    fact("待機", &waiting_text(waiting), &mut session.out)?;
    let unread =
        if unread == 0 { String::new() } else { tr!("読めない記録が {unread} 件あります", unread) };
    fact("破損", &unread, &mut session.out)?;
    fact("点検票", &marks.unwrap_or_default(), &mut session.out)?;
    Ok(FOUND)
}

fn print(listed: &ListedPack, out: &mut Output<'_>) -> Result<(), Stop> {
    out.heading(listed.title())?;
    fact("ID", &listed.id, out)?;
    fact("状態", state_name(listed), out)?;
    match &listed.pack {
        Err(why) => fact("破損", why, out),
        Ok(pack) => {
            let facts = [
                ("ファイル", &pack.file),
                ("形式", &pack.format),
                ("取り込み日", &pack.date),
                ("ライセンス", &pack.licence),
                ("SHA-256", &pack.sha256),
                ("tenken の版", &pack.program),
            ];
            facts.iter().try_for_each(|(name, text)| fact(name, text, out))
        }
    }
}

/// Prints a named value; nothing if it is empty.
fn fact(name: &str, value: &str, out: &mut Output<'_>) -> Result<(), Stop> {
    if value.is_empty() { Ok(()) } else { out.indented(2, &format!("{}{}", label(&titled(name), NAME), t(value))) }
}

fn waiting_text(waiting: Waiting) -> String {
    let some = amounts(waiting.counts().map(|(_, name, count)| (name, count)));
    match some.is_empty() {
        true => String::new(),
        false => tr!("{some}。相手の記録がある資料を取り込むと、つながります", some = some.join(t("、"))),
    }
}
