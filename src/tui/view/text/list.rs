//! What is said about the worklist on screen: its tabs, its order and its query.

use crate::language::tr;
use crate::sheet::terms;
use crate::tui::app::rows::order::{ListOrder, SortKey};
use crate::tui::view::text::{by_key, sentences};

/// The tab of what several people have recorded differently.
pub const CONFLICT: &str = terms::CONFLICT;
/// The same, where there is little room.
pub const CONFLICT_SHORT: &str = "食違";
/// The tab of what is overdue, with the sign that such dates have.
pub const OVERDUE: &str = "!期限超過";
/// The same, where there is little room.
pub const OVERDUE_SHORT: &str = "!超過";
/// What stands in the column of titles.
pub const TITLE: &str = "題";
/// The prompt for a query, and for the name of one.
pub const NARROW: &str = "点検票を絞り込む(検索と同じ書き方。空にすると外します)";
/// Says that the list goes on from its beginning.
pub const FROM_THE_START: &str = "末尾まで来たので、先頭から続けました。";
/// Says that nothing may stand behind what is typed.
pub const NOTHING_BEGINS_SO: &str = "この続きになる絞り込みはありません。";
/// Says what can be typed where nothing is yet.
pub const ALL_FILTERS: &str = "使える絞り込みは次のとおりです。値の候補も Tab で出ます。";
/// Says that there is nothing to save.
pub const NOTHING_TO_SAVE: &str = "保存する絞り込みがありません。検索の語や絞り込みを入れてから保存します。";
/// The prompt of the list of saved filters.
pub const SAVED: &str = "保存した絞り込み> ";
/// What a filter with a minus sign before it finds.
pub const EXCLUDED_ONE: &str = "前に - を付けると、当てはまるものを除く";
/// What the name of a saved filter stands for.
pub const SAVED_ONE: &str = "その名前で保存した絞り込み";
/// Says that there is no saved filter like this.
pub const NO_SAVED: &str = "そのような絞り込みは保存していません。";

/// Returns by what the list is sorted, and which way.
pub fn order(order: &ListOrder) -> String {
    let way = match (order.key, order.is_reversed) {
        (SortKey::Due, false) => "早い順",
        (SortKey::Due, true) => "遅い順",
        (SortKey::Verdict, false) => "不適合から",
        (SortKey::Verdict, true) => "適合から",
        (SortKey::Status, false) => "再・中・済・外",
        (SortKey::Status, true) => "外・済・中・再",
        (SortKey::Number | SortKey::Owner, false) => "昇順",
        (SortKey::Number | SortKey::Owner, true) => "降順",
    };
    tr!("並び {key} {way}", key = order.key.name(), way)
}

/// Returns the title of the prompt for the name of a query.
pub fn name_of(query: &str) -> String {
    tr!("「{query}」を保存する名前(@名前 で呼び出せます)", query)
}

/// Says where rows can be sorted: by which key one gets there.
pub fn only_in_list(key: &str) -> String {
    sentences(&[tr!("並びを変えられるのは点検票だけです。"), &by_key(key, "で開きます。")])
}

/// Says that what a heading holds is no filter: by which keys it is taken off, and a filter typed in its place.
pub fn heading_not_saved(drop: &str, narrow: &str) -> String {
    let typed = by_key(narrow, "で 編:運用 章:14 のように絞ってから保存してください。");
    let off = if typed.is_empty() { String::new() } else { by_key(drop, "で見出しを外し、") };
    sentences(&[tr!("見出しで絞った一覧は保存できません。"), &off, &typed])
}

/// Says what a query found.
pub fn narrowed(text: &str, count: usize) -> String {
    match count {
        0 => tr!("「{text}」に当たる条項は、この点検票にありません。", text),
        count => tr!("「{text}」で {count} 条項に絞りました。", text, count),
    }
}

/// Says that a query cannot be used.
pub fn refused(text: &str, why: &str) -> String {
    tr!("「{text}」では絞り込めません。{why}", text, why)
}
