//! What is said after something was recorded, undone or refused.

use crate::language::{Words, tr};
use crate::model::Status;
use crate::tui::view::text::{by_key, sentences, undone_by};

/// Shown when there is nothing to redo.
pub const NOTHING_TO_REDO: &str = "やり直せる記録はありません。";
/// Shown when there is nothing to undo.
pub const NOTHING_TO_UNDO: &str = "取り消せる記録はありません。";
/// Said where what was recorded decides between what several people had said.
pub const SETTLED: &str = "食い違いはなくなりました。";
/// Said of a change that was refused, where the reason says all there is to do.
pub const REFUSED_HINT: &str = "何も記録していません。";
/// What to do when a mark was not written.
pub const NOT_RECORDED_HINT: &str = "状態は変わっていません。空き容量と権限を確かめて、やり直してください。";

/// Reports that a mark is on disk, with what it was before and the key that undoes it, if there are any.
pub fn recorded(label: &str, status: Status, (before, undo): (&str, &str)) -> String {
    let before = if before.is_empty() { String::new() } else { tr!("前は {before} です。", before) };
    let done = tr!("{label}を{status}にしました。", label, status = status.name());
    sentences(&[&done, &before, &undone_by(undo)])
}

/// Reports that a mark was undone.
pub fn taken_back(label: &str, status: Status) -> String {
    tr!("{label}を{status}に戻しました。", label, status = status.name())
}

/// Reports that a field was undone: the field, and the value that it has again.
pub fn value_taken_back(label: &str, what: &str) -> String {
    tr!("{label}: {what} に戻しました。", label, what)
}

/// Reports that several fields were undone, or one with different values.
pub fn fields_taken_back(label: &str, fields: &str) -> String {
    tr!("{label}の{fields}を元に戻しました。", label, fields)
}

/// Returns what a piece of evidence is called in a sentence.
pub fn evidence(name: &str) -> String {
    tr!("証跡「{name}」", name = Words(name))
}

/// Reports that evidence is no more, because adding it was undone, or is there again.
pub fn evidence_reverted(label: &str, is_redo: bool) -> String {
    if is_redo {
        tr!("{label}をもう一度加えました。", label)
    } else {
        tr!("{label}を加える前に戻しました。", label)
    }
}

/// Says that the merge of other records was undone.
pub const MERGE_TAKEN_BACK: &str = "取り込みを取り消しました。";
/// Says that it was redone.
pub const MERGED_AGAIN: &str = "取り込みをやり直しました。";

/// Says by which key the reason of what was left out is written.
pub fn reason_hint(key: &str) -> String {
    by_key(key, "で理由を書けます。")
}

/// Reports that the marks of several clauses were undone, each to its own status.
pub fn all_taken_back(label: &str) -> String {
    tr!("{label}を元の状態に戻しました。", label)
}

/// Says that a clause with a verdict is not started still, and by which key that changes if it is to.
pub fn still_todo(key: &str) -> String {
    sentences(&[tr!("状態は未着手のままです。"), &by_key(key, "で完了にできます。")])
}

/// Reports that a note is on disk, or was removed.
pub fn note_recorded(label: &str, is_removed: bool) -> String {
    if is_removed {
        tr!("{label}のメモを消しました。", label)
    } else {
        tr!("{label}のメモを記録しました。", label)
    }
}

/// Reports that a field of clauses was set.
pub fn set(label: &str, what: &str) -> String {
    tr!("{label}: {what} と記録しました。", label, what)
}

/// Says what the value before was, which is in the language of the thread already or somebody's words.
pub fn value_before(before: &str) -> String {
    tr!("前の値は {before} です。", before = Words(before))
}

/// Says how many values were replaced.
pub fn values_before(count: usize) -> String {
    tr!("{count} 条項の前の値を置き換えました。", count)
}

/// Reports that nothing was recorded because the value is the same.
pub fn unchanged(field: &str) -> String {
    tr!("{field}は変わっていません。", field)
}

/// Reports that new evidence is on disk.
pub fn evidence_added(label: &str, source: &str) -> String {
    tr!("{label}に証跡 {source} を加えました。", label, source)
}

/// Reports that evidence recorded earlier was linked to more clauses.
pub fn evidence_linked(label: &str, source: &str) -> String {
    tr!("記録済みの証跡 {source} を{label}に付けました。", source, label)
}

/// Reports that evidence is linked to all the clauses already.
pub fn evidence_is_there(source: &str) -> String {
    tr!("証跡 {source} は、すでに付いています。何も記録していません。", source)
}

/// Reports that something was redone.
pub fn done_again(label: &str, fields: &str) -> String {
    tr!("{label}の{fields}をやり直しました。", label, fields)
}

/// Says how many records were brought back.
pub fn restored(count: usize) -> String {
    match count {
        0 => tr!("控えから戻す記録はありません。").to_owned(),
        _ => tr!("自分の記録 {count} 件を控えから戻しました。", count),
    }
}

/// Says that the records are back after they were gone.
pub const RECORDS_BACK: &str = "点検票の記録が戻りました。";

/// Says which key brings records back.
pub fn restore_hint(key: &str) -> String {
    tr!("自分の記録は {key} で控えから戻せます。", key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::english::TABLES;
    use crate::language::{Language, provide, speak};

    #[test]
    fn what_somebody_wrote_is_no_phrase_of_ours() {
        provide(&TABLES);
        speak(Language::English);
        let said = (value_before("確認"), evidence("確認"));
        speak(Language::Japanese);
        assert_eq!(said, ("Before: 確認.".to_owned(), "Evidence \"確認\"".to_owned()));
    }
}
