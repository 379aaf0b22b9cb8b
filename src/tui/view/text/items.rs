//! What is said about the own items of a worklist.

use crate::language::{Words, tr};
use crate::model::{OwnItem, Party};
use crate::tui::view::text::{sentences, undone_by};
use crate::worklist::Edit;

/// An answer: the title is changed. Each answer comes with its reading.
pub const TITLE: (&str, &str) = ("題を変える", "だいをかえる");
/// An answer: what is to be checked is changed.
pub const TEXT: (&str, &str) = ("確かめる内容を変える", "たしかめるないようをかえる");
/// An answer: the item is withdrawn.
pub const WITHDRAW: (&str, &str) = ("取り下げる(記録は残ります)", "とりさげる");
/// The reading of an answer about a party.
pub const PARTY_READING: &str = "たんとうくぶん";
/// The title of the prompt for a new item.
pub const NEW: &str = "独自項目の題";
/// The title of the prompt for what is to be checked.
pub const WHAT: &str = "確かめる内容(空のままでもかまいません)";
/// Said where a title is missing.
pub const TITLE_WANTED: &str = "題を入力してください。";

/// Said where no own item is selected. `key` adds one in the worklist.
pub fn none_here(key: &str) -> String {
    let how =
        if key.is_empty() { String::new() } else { tr!("点検票の一覧の {key} で加えられます。", key) };
    sentences(&[tr!("独自項目の上で押してください。"), &how])
}

/// Returns what an item is called.
pub fn named(item: &OwnItem) -> String {
    tr!("独自 {number} {title}", number = item.number, title = Words(&item.title))
}

/// Returns the answer about a party.
pub fn party(party: Party, is_in: bool) -> String {
    let party = party.name();
    if is_in {
        tr!("担当区分から外す: {party}", party)
    } else {
        tr!("担当区分に加える: {party}", party)
    }
}

/// Says that an item was added.
pub fn added(title: &str) -> String {
    tr!("独自項目「{title}」を加えました。点検票の終わりに並びます。", title)
}

/// Asks whether an item is withdrawn.
pub fn withdraw_asked(item: &OwnItem) -> String {
    tr!("{item}を取り下げますか", item = named(item))
}

/// Says what was changed of an item, and by which key a withdrawal is taken back.
pub fn changed(item: &OwnItem, edit: &Edit, undo: &str) -> String {
    match edit {
        Edit::ItemWithdrawn(true) => {
            sentences(&[&tr!("{item}を取り下げました。", item = named(item)), &undone_by(undo)])
        }
        _ => tr!("{item}を変えました。", item = named(item)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::english::TABLES;
    use crate::language::{Language, provide, speak};

    #[test]
    fn a_title_is_no_phrase() {
        let item = OwnItem {
            id: "own.1".to_owned(),
            number: "1".to_owned(),
            title: "完了".to_owned(),
            text: String::new(),
            parties: Vec::new(),
        };
        provide(&TABLES);
        speak(Language::English);
        let said = named(&item);
        speak(Language::Japanese);
        assert_eq!(said, "Own 1 完了");
    }
}
