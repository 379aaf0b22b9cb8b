//! Packs and imports in sentences, for both front ends.

use crate::import::{Counts, PackRecords, Skipped};
use crate::model::Pack;
use crate::worklist::State;

use super::acts::PackAct;
use super::preview::ImportPreview;
use super::store::{ListedPack, PackDone};
use super::waiting::PackCounts;

/// How many records a list of what changes names.
const NAMED: usize = 5;

/// A part of what is told of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportPart {
    /// Its heading.
    pub heading: String,
    /// What stands below it, a sentence or a name each.
    pub lines: Vec<String>,
}

impl ImportPart {
    fn some(heading: impl Into<String>, lines: Vec<String>) -> Option<Self> {
        (!lines.is_empty()).then(|| Self { heading: heading.into(), lines })
    }
}

/// Returns what there is to say of an import, in the order in which it is read: what the file is, what was understood, what was not,
/// what one should know, and what would change. How the columns of a table were read belongs behind the first part. `marks` are
/// those of a worklist, with its name.
pub fn import_parts(preview: &ImportPreview, marks: Option<(&str, &State)>) -> Vec<ImportPart> {
    let skipped: Vec<String> = preview.skipped.iter().map(skipped_line).collect();
    let parts = [
        ImportPart::some(what_it_is(preview), about(&preview.pack)),
        ImportPart::some("読み取ったもの", vec![read(&preview.counts)]),
        ImportPart::some(format!("読んでいないところ {} 件", skipped.len()), skipped),
        ImportPart::some("知っておくこと", preview.warnings.clone()),
        ImportPart::some("変わるところ", changes(preview, marks)),
    ];
    parts.into_iter().flatten().collect()
}

fn what_it_is(preview: &ImportPreview) -> String {
    let Pack { file, format, .. } = &preview.pack;
    format!("{file} は、{}(形式 {format})です。", preview.format_name)
}

fn about(pack: &Pack) -> Vec<String> {
    let licence = Some(format!("ライセンス: {}", pack.licence)).filter(|_| !pack.licence.is_empty());
    [format!("資料: {} [{}]", pack.title, pack.id)].into_iter().chain(licence).collect()
}

fn read(counts: &Counts) -> String {
    let Counts { clause, risk, product, measure, mapping, link, original } = *counts;
    let all = [
        ("条項", clause),
        ("リスク", risk),
        ("製品", product),
        ("措置", measure),
        ("対応の記載", mapping),
        ("関連", link),
        ("原文", original),
    ];
    let some = amounts(all);
    if some.is_empty() { "何もありません。".to_owned() } else { some.join("、") }
}

fn skipped_line(skipped: &Skipped) -> String {
    format!("{}: {}", skipped.place, skipped.reason)
}

/// Returns how many records of each kind are in a pack, on one line.
pub fn counted(records: &PackRecords) -> String {
    let counts = amounts(PackCounts::of(records).0.iter().map(|(_, name, count)| (*name, *count)));
    if counts.is_empty() { "記録はありません".to_owned() } else { counts.join("、") }
}

fn changes(preview: &ImportPreview, marks: Option<(&str, &State)>) -> Vec<String> {
    let change = &preview.change;
    if preview.replaces_damaged() {
        let how = format!("同じ ID の、読めない取込資料を置き換えます。中身は {} です。", counted(&preview.records));
        return vec![how];
    }
    if !change.is_known {
        let how = format!("新しい取込資料になります。中身は {} です。", counted(&preview.records));
        return vec![how];
    }
    let before = preview.before.as_ref();
    let before = before.map_or_else(String::new, |pack| format!("({}、{})", pack.file, pack.date));
    if change.is_nothing() {
        let why = match (preview.is_there(), preview.is_off()) {
            (true, _) => "",
            (false, true) => "いまは無効なので、取り込むと有効になります。",
            (false, false) => "資料のファイルについての記載だけを改めます。",
        };
        return vec![format!("前に取り込んだもの{before}から、記録は変わりません。{why}")];
    }
    let way = "別の資料なら、`tenken import --id ID` で両方を残せます。";
    let mut lines = vec![format!("前に取り込んだもの{before}を置き換えます。{way}")];
    for (name, list) in [("加わる", &change.added), ("なくなる", &change.removed), ("内容が変わる", &change.changed)]
    {
        lines.extend(named(name, list));
    }
    if change.moved > 0 {
        lines.push(format!("出典の行やページだけが変わる {} 件", change.moved));
    }
    let moved: Vec<String> = change.renumbered.iter().map(|(from, to)| format!("{from} → {to}")).collect();
    lines.extend(named("番号が変わる", &moved));
    lines.extend(marks.and_then(|(worklist, state)| touched(worklist, change.touched_marks(state))));
    lines.extend(marks.and_then(|(_, state)| reworded(change.reworded_marks(state))));
    lines
}

fn named(what: &str, list: &[String]) -> Option<String> {
    let first: Vec<&str> = list.iter().take(NAMED).map(String::as_str).collect();
    let rest = list.len() - first.len();
    let rest = if rest == 0 { String::new() } else { format!("、ほか {rest} 件") };
    (!list.is_empty()).then(|| format!("{what} {} 件: {}{rest}", list.len(), first.join("、")))
}

fn touched(worklist: &str, count: usize) -> Option<String> {
    let sentence = "記録は残り、なくなる番号のものは、その番号の条項がまた現れるまで待ちます。";
    (count > 0).then(|| format!("変わる条項のうち {count} 件に、点検票「{worklist}」の記録があります。{sentence}"))
}

fn reworded(count: usize) -> Option<String> {
    let advice = "読み比べて、記録が合わなければ状態を要再確認にしてください。";
    (count > 0).then(|| format!("そのうち {count} 件は、同じ ID のまま条項の文が変わります。{advice}"))
}

/// Returns the sentence about something that was done, or, if `is_undone`, undone.
pub fn done_sentence(done: &PackDone, is_undone: bool) -> String {
    let PackDone { act, id, title } = done;
    let what = match (act, is_undone) {
        (_, true) => return format!("取込資料「{title}」[{id}] の{}を取り消しました。", act.name()),
        (PackAct::Import, false) => "を取り込みました",
        (PackAct::Enable, false) => "を有効にしました",
        (PackAct::Disable, false) => "を無効にしました",
        (PackAct::Remove, false) => "を削除しました",
    };
    format!("取込資料「{title}」[{id}] {what}。")
}

/// Returns how many clauses of a pack are marked, and what becomes of that when they leave the catalog by `act`, or have left
/// it; nothing of that while they are in it. None if there are no marks.
pub fn kept_marks(records: &PackRecords, act: PackAct, (worklist, state): (&str, &State)) -> Option<String> {
    let count = marked_clauses(records, state);
    let sentence = match act {
        PackAct::Import | PackAct::Enable => "",
        PackAct::Disable => "記録は消えません。資料をまた有効にすると、もとのとおりに見えます。",
        PackAct::Remove => "記録は消えません。取り込み直すか `tenken packs undo` で戻すと、もとのとおりに見えます。",
    };
    (count > 0).then(|| format!("この資料の {count} 条項に、点検票「{worklist}」の記録があります。{sentence}"))
}

/// Returns how many clauses of a pack have a mark in a worklist.
pub fn marked_clauses(records: &PackRecords, state: &State) -> usize {
    records.clauses.iter().filter(|clause| state.mark(&clause.id).is_some()).count()
}

/// Returns counted nouns, those that are there.
pub fn amounts<'a>(counts: impl IntoIterator<Item = (&'a str, usize)>) -> Vec<String> {
    let some = counts.into_iter().filter(|(_, count)| *count > 0);
    some.map(|(name, count)| format!("{name} {count} 件")).collect()
}

/// Returns where a record of a pack comes from, for its page.
pub fn origin_line(pack: &Pack) -> String {
    let licence = if pack.licence.is_empty() { String::new() } else { format!("、{}", pack.licence) };
    format!("{}({}、{}{licence})", pack.title, pack.file, pack.date)
}

/// Returns whether a pack is in use, in a word.
pub const fn state_name(listed: &ListedPack) -> &'static str {
    match (&listed.pack, listed.is_enabled) {
        (Err(_), _) => "破損",
        (Ok(_), true) => "有効",
        (Ok(_), false) => "無効",
    }
}
