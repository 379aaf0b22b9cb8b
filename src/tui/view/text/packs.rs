//! What is said about packs and imports.

use crate::tui::app::packs::PackDoing;
use crate::workspace::packs::ImportStep;

/// The title of the prompt for a document.
pub const FILE: &str = "取り込む資料の場所";
/// The label of the page of packs.
pub const PACKS: &str = "取込資料";
/// The label of the page of a document that was looked at.
pub const PREVIEW: &str = "資料の取り込み";
/// The link that takes a document in.
pub const APPLY: &str = "取り込む";
/// Below it.
pub const APPLY_HOW: &str = "Enter で取り込みます。やめるには Esc を押してください。まだ何も書き込んでいません。";
/// In its place if there is nothing to do.
pub const THERE: &str = "取り込み済みです。することはありません。";
/// In its place if nothing was read.
pub const NOTHING: &str = "取り込めるものがありません。";
/// The link that asks for a document.
pub const ASK: &str = "資料を取り込む";
/// The link that undoes the last act.
pub const UNDO: &str = "最後の操作を取り消す";
/// Said below the beginning of a long official text.
pub const GOES_ON: &str = "全文は、このページの下の「全文」にあります。";
/// Before the heading of the whole of it.
pub const WHOLE: &str = "全文 ";
/// Said where there is no pack.
pub const NONE: &str = "取込資料はまだありません。";
/// Said when nothing was typed.
pub const NO_PATH: &str = "取り込む資料の場所を入力してください。Tab で続きを補えます。";
/// Said when something is being done already.
pub const BUSY: &str = "取り込みの途中です。終わるのを待つか、Esc で中止してください。";
/// Said when the reading was broken off.
pub const BROKEN_OFF: &str = "資料の読み取りを中止しました。何も変えていません。";
/// Said when there was nothing to take in or to undo.
pub const NOTHING_TO_DO: &str = "することはありません。";
/// Said when the records cannot be made ready after an act.
pub const NOT_RELOADED: &str = "記録を読み直せません。";

/// Says what is being done; none before it takes long.
pub fn doing(doing: &PackDoing) -> Option<String> {
    match doing {
        PackDoing::Reading(None) => None,
        PackDoing::Writing => Some("書き込んでいます。".to_owned()),
        PackDoing::Reading(Some(ImportStep::Preparing(_))) => {
            Some("照らし合わせる記録を準備しています。Esc で中止します。".to_owned())
        }
        PackDoing::Reading(Some(ImportStep::Reading(done, all))) => {
            let percent =
                (done.min(all) * 100).checked_div(*all).map_or_else(String::new, |percent| format!(" {percent}%"));
            Some(format!("資料を読み取っています{percent}。Esc で中止します。"))
        }
    }
}
