//! What is said of a form that was filled in.

use crate::import::checklist::{Form, FormAnswer, FormGap, GapKind, ItemAnswer};
use crate::language::{t, tr};

use super::answers::Answered;

/// Returns what is in the copy: the round, and how many answers of each kind.
pub(super) fn amount(round: usize, written: &[ItemAnswer], items: usize) -> String {
    let count = |answer: FormAnswer| written.iter().filter(|one| one.answer == answer).count();
    let (yes, no, others) = (count(FormAnswer::Yes), count(FormAnswer::No), count(FormAnswer::NotApplicable));
    let others = if others > 0 { tr!("、対象外 {others}", others) } else { String::new() };
    let open = items.saturating_sub(written.len());
    tr!("{round}回目、はい {yes}、いいえ {no}{others}、空欄 {open}", round = round + 1, yes, no, others, open)
}

/// Returns what the person should know, one sentence each.
pub(super) fn remarks(form: &Form, answered: &Answered, gaps: &[FormGap]) -> Vec<String> {
    let of_items = [
        ("答えが決まっていないため、空欄にしました", &answered.unanswered),
        ("状態か判定が食い違っているため、空欄にしました", &answered.disputed),
        ("カタログにない項目なので、空欄にしました", &answered.unknown),
        ("「いいえ」ですが、期限がないため目標日を書いていません", &answered.without_target),
        ("状態も判定も記録した日がないため、確認日を書いていません", &answered.without_day),
    ];
    let mut remarks: Vec<String> = Vec::new();
    for (said, items) in of_items {
        let names =
            items.iter().map(|(sheet, item)| name(form, *sheet, &form.sheets[*sheet].items[*item].number.to_string()));
        remarks.extend(sentence(said, names.collect()));
    }
    for kind in GapKind::ALL {
        let own = gaps.iter().filter(|gap| gap.kind == kind);
        remarks.extend(sentence(kind.sentence(), own.map(|gap| name(form, gap.sheet, &gap.about)).collect()));
    }
    remarks
}

fn sentence(said: &str, names: Vec<String>) -> Option<String> {
    /// The most names in a sentence; a checklist has about 20 items.
    const NAMES: usize = 30;
    let more = match names.len().saturating_sub(NAMES) {
        0 => String::new(),
        more => tr!(" ほか {more} 件", more),
    };
    let listed = || names[..names.len().min(NAMES)].join(t("、"));
    (!names.is_empty()).then(|| tr!("{said}: {names}{more}。", said, names = listed(), more))
}

/// Returns the name of an item; with that of its sheet where there are several.
fn name(form: &Form, sheet: usize, about: &str) -> String {
    match form.sheets.get(sheet).filter(|sheet| form.sheets.len() > 1 && !about.starts_with(&sheet.name)) {
        Some(sheet) => format!("{} {about}", sheet.name),
        None => about.to_owned(),
    }
}
