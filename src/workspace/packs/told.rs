//! Packs and imports in sentences, for both front ends.

use crate::import::{Counts, PackRecords, Skipped};
use crate::language::{t, tr};
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
        ImportPart::some(tr!("読み取ったもの"), vec![read(&preview.counts)]),
        ImportPart::some(tr!("読んでいないところ {n} 件", n = skipped.len()), skipped),
        ImportPart::some(tr!("知っておくこと"), preview.warnings.clone()),
        ImportPart::some(tr!("変わるところ"), changes(preview, marks)),
    ];
    parts.into_iter().flatten().collect()
}

fn what_it_is(preview: &ImportPreview) -> String {
    let Pack { file, format, .. } = &preview.pack;
    tr!("{file} は、{name}(形式 {format})です。", file, name = preview.format_name, format)
}

fn about(pack: &Pack) -> Vec<String> {
    let licence = Some(tr!("ライセンス: {licence}", licence = pack.licence)).filter(|_| !pack.licence.is_empty());
    [tr!("資料: {title} [{id}]", title = pack.title, id = pack.id)].into_iter().chain(licence).collect()
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
    if some.is_empty() { tr!("何もありません。").to_owned() } else { some.join(t("、")) }
}

fn skipped_line(skipped: &Skipped) -> String {
    format!("{}: {}", skipped.place, skipped.reason)
}

/// Returns how many records of each kind are in a pack, on one line.
pub fn counted(records: &PackRecords) -> String {
    let counts = amounts(PackCounts::of(records).0.iter().map(|(_, name, count)| (*name, *count)));
    if counts.is_empty() { tr!("記録はありません").to_owned() } else { counts.join(t("、")) }
}

fn changes(preview: &ImportPreview, marks: Option<(&str, &State)>) -> Vec<String> {
    let change = &preview.change;
    if preview.replaces_damaged() {
        let records = counted(&preview.records);
        return vec![tr!("同じ ID の、読めない取込資料を置き換えます。中身は {records} です。", records)];
    }
    if !change.is_known {
        return vec![tr!("新しい取込資料になります。中身は {records} です。", records = counted(&preview.records))];
    }
    let before = preview.before.as_ref();
    let before = before.map_or_else(String::new, |pack| tr!("({file}、{date})", file = pack.file, date = pack.date));
    if change.is_nothing() {
        let why = match (preview.is_there(), preview.is_off()) {
            (true, _) => "",
            (false, true) => "いまは無効なので、取り込むと有効になります。",
            (false, false) => "資料のファイルについての記載だけを改めます。",
        };
        return vec![tr!("前に取り込んだもの{before}から、記録は変わりません。{why}", before, why)];
    }
    let way = tr!("別の資料なら、`tenken import --id ID` で両方を残せます。");
    let mut lines = vec![tr!("前に取り込んだもの{before}を置き換えます。{way}", before, way)];
    for (name, list) in [("加わる", &change.added), ("なくなる", &change.removed), ("内容が変わる", &change.changed)]
    {
        lines.extend(named(name, list));
    }
    if change.moved > 0 {
        lines.push(tr!("出典の行やページだけが変わる {n} 件", n = change.moved));
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
    let rest = if rest == 0 { String::new() } else { tr!("、ほか {rest} 件", rest) };
    let names = first.join(t("、"));
    (!list.is_empty()).then(|| tr!("{what} {n} 件: {names}{rest}", what, n = list.len(), names, rest))
}

fn touched(worklist: &str, count: usize) -> Option<String> {
    let said = || {
        tr!(
            "変わる条項のうち {count} 件に、点検票「{worklist}」の記録があります。{sentence}",
            count,
            worklist,
            sentence = tr!("記録は残り、なくなる番号のものは、その番号の条項がまた現れるまで待ちます。")
        )
    };
    (count > 0).then(said)
}

fn reworded(count: usize) -> Option<String> {
    let advice = tr!("読み比べて、記録が合わなければ状態を要再確認にしてください。");
    (count > 0).then(|| tr!("そのうち {count} 件は、同じ ID のまま条項の文が変わります。{advice}", count, advice))
}

/// Returns the sentence about something that was done, or, if `is_undone`, undone.
pub fn done_sentence(done: &PackDone, is_undone: bool) -> String {
    let PackDone { act, id, title } = done;
    match (act, is_undone) {
        (_, true) => tr!("取込資料「{title}」[{id}] の{act}を取り消しました。", title, id, act = act.name()),
        (PackAct::Import, false) => tr!("取込資料「{title}」[{id}] を取り込みました。", title, id),
        (PackAct::Enable, false) => tr!("取込資料「{title}」[{id}] を有効にしました。", title, id),
        (PackAct::Disable, false) => tr!("取込資料「{title}」[{id}] を無効にしました。", title, id),
        (PackAct::Remove, false) => tr!("取込資料「{title}」[{id}] を削除しました。", title, id),
    }
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
    let said = || {
        tr!("この資料の {count} 条項に、点検票「{worklist}」の記録があります。{sentence}", count, worklist, sentence)
    };
    (count > 0).then(said)
}

/// Returns how many clauses of a pack have a mark in a worklist.
pub fn marked_clauses(records: &PackRecords, state: &State) -> usize {
    records.clauses.iter().filter(|clause| state.mark(&clause.id).is_some()).count()
}

/// Returns counted nouns, those that are there.
pub fn amounts<'a>(counts: impl IntoIterator<Item = (&'a str, usize)>) -> Vec<String> {
    let some = counts.into_iter().filter(|(_, count)| *count > 0);
    some.map(|(name, count)| tr!("{name} {count} 件", name, count)).collect()
}

/// Returns where a record of a pack comes from, for its page.
pub fn origin_line(pack: &Pack) -> String {
    let origin = [pack.file.as_str(), pack.date.as_str(), pack.licence.as_str()];
    let origin = if pack.licence.is_empty() { &origin[..2] } else { &origin[..] };
    tr!("{name}({what})", name = pack.title, what = origin.join(t("、")))
}

/// Returns whether a pack is in use, in a word.
pub const fn state_name(listed: &ListedPack) -> &'static str {
    match (&listed.pack, listed.is_enabled) {
        (Err(_), _) => "破損",
        (Ok(_), true) => "有効",
        (Ok(_), false) => "無効",
    }
}
