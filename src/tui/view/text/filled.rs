//! What is said about worklists that come back filled in.

use crate::import::worklist::ImportPlan;
use crate::language::{joined, t, tr};

/// The label of what taking one in would do.
pub const TITLE: &str = "記入済みの点検票の取り込み";
/// The title of the prompt for the file, by which what was typed last is kept.
pub const PATH: &str = "取り込む記入済みの点検票の場所(.xlsx .ods .xls .csv)";
/// The link that asks for a file.
pub const ASK: &str = "記入済みの点検票を選ぶ";
/// The link that reads the file once more.
pub const AGAIN: &str = "もう一度読み取る";
/// Said of a sheet of another worklist.
pub const FOREIGN: &str = "別の点検票から書き出した表です。";
/// The link that takes in a sheet of another worklist.
pub const TAKE_IN_FOREIGN: &str = "別の点検票の表でも、この点検票に取り込む";
/// Before the name of who filled it in.
pub const BY: &str = "記録の名義";
/// In the place of that name.
pub const ONESELF: &str = "自分";
/// Behind it.
pub const BY_HOW: &str = "Enter で、記入した人の名前にできます。";
/// The title of the prompt for that name.
pub const BY_ASKED: &str = "記入した人の名前(空なら自分の記録)";
/// The row that takes what was filled in of all conflicts.
pub const ALL_THEIRS: &str = "すべて記入を採る";
/// The row that takes what the worklist has of all conflicts.
pub const ALL_MINE: &str = "すべて点検票を採る";
/// Before a conflict of which the answer that was filled in is taken.
pub const THEIRS: &str = "[記入]";
/// Before a conflict of which the answer of the worklist is taken.
pub const MINE: &str = "[点検票]";
/// Before a conflict of which nobody has said which answer is taken.
pub const OPEN: &str = "[未決]";
/// Said when the file was held against the worklist once more because that has changed.
pub const CHANGED: &str = "点検票の記録が変わったので、表と比べ直しました。確かめてから、もう一度取り込んでください。";

/// Says what would be recorded: how many changes, own items and answers of conflicts.
pub fn counts(plan: &ImportPlan, taken: usize) -> String {
    let counted = [("変わるところ", plan.changes.len()), ("独自項目", plan.items.len()), ("記入を採る食い違い", taken)];
    let counted = counted.into_iter().filter(|(_, n)| *n > 0);
    let counted: Vec<String> = counted.map(|(what, n)| tr!("{what} {n} 件", what, n)).collect();
    let unchanged = tr!("変わらない条項は {unchanged} 件です。", unchanged = plan.untouched);
    match counted.join(t("、")) {
        none if none.is_empty() => unchanged,
        counted => joined([tr!("{counted}。", counted), unchanged]),
    }
}

/// Says that it has to be decided first which answers are taken.
pub fn undecided(count: usize) -> String {
    tr!("食い違い {count} 件の採り方が決まっていません。下の行を Enter か Space で選ぶと取り込めます。", count)
}

/// How many conflicts nobody has decided about, beside their heading; empty if there are none.
pub fn open(count: usize) -> String {
    if count == 0 { String::new() } else { tr!("未決 {count} 件", count) }
}
