//! `tenken packs list`: every document that was taken in.

use crate::language::{t, tr};
use crate::workspace::packs::{ListedPack, PackStore, is_pack_id, state_name};

use super::super::exit::{FOUND, NOTHING};
use super::super::output::Stop;
use super::super::session::Session;
use super::super::table;
use super::document::PacksDocument;

/// How to show them.
#[derive(Debug, clap::Args)]
#[command(override_usage = "tenken packs list [オプション]", next_help_heading = "表示のオプション")]
pub(super) struct ListArgs {
    /// JSON で出力します
    #[arg(long)]
    json: bool,
}

impl ListArgs {
    /// Returns what is said here or before the word `list`.
    pub(super) const fn or(&self, before: &Self) -> Self {
        Self { json: self.json || before.json }
    }
}

/// Prints one line per pack.
pub(super) fn run(args: &ListArgs, session: &mut Session<'_>) -> Result<u8, Stop> {
    let store = PackStore::of(&session.setup)?;
    // Where the records cannot be read, the packs can be put in order all the same.
    let records = session.catalog().ok();
    let unread = records.as_ref().map(|records| records.unread()).unwrap_or_default();
    let packs = store.list_beside(unread);
    if args.json {
        session.out.json(&PacksDocument::new(&packs))?;
    } else if packs.is_empty() {
        session.note(t("取込資料はまだありません。`tenken import FILE` で取り込めます。"));
    } else {
        let rows: Vec<[String; 5]> = packs.iter().map(row).collect();
        table::print(&rows, 4, &mut session.out)?;
        // Of those that are left out, it is told already.
        let is_told = |listed: &ListedPack| listed.is_enabled && unread.iter().any(|unread| unread.pack == listed.id);
        for damaged in packs.iter().filter(|listed| listed.pack.is_err() && !is_told(listed)) {
            let why = damaged.pack.as_ref().err().map_or("", String::as_str);
            let hint = match is_pack_id(&damaged.id) {
                true => {
                    tr!("`tenken packs remove {id}` で外すか、もとの資料を取り込み直してください。", id = damaged.id)
                }
                false => t("取込資料としては使っていません。要らなければ、ファイルを消してください。").to_owned(),
            };
            session.note(&tr!("取込資料 {id} は読めません({why})。{hint}", id = damaged.id, why, hint));
        }
    }
    Ok(if packs.is_empty() { NOTHING } else { FOUND })
}

/// Returns whether it is in use, id, day, title and file.
fn row(listed: &ListedPack) -> [String; 5] {
    let pack = listed.pack.as_ref().ok();
    [
        format!("[{}]", t(state_name(listed))),
        listed.id.clone(),
        pack.map_or_else(String::new, |pack| pack.date.clone()),
        pack.map_or_else(String::new, |pack| pack.title.clone()),
        pack.map_or_else(String::new, |pack| pack.file.clone()),
    ]
}
