//! The sentences about the products in use, the licences, and what both cover.

use crate::catalog::Cover;
use crate::language::{t, tr};
use crate::model::Product;
use crate::text::width::{Ambiguous, cells};
use crate::tui::view::text::{by_key, sentences};
use crate::worklist::InUse;

/// Shown when a command for products is used on something else.
pub const NOT_USABLE: &str = "使っているかどうかを決められるのは、製品・機能とエディションだけです。";
/// The label of a licence that the facility has.
pub const HAVE: &str = "[契約中]";
/// The title of the cover of the chapters.
pub const CHAPTERS: &str = "章ごとの手当て";
/// An answer: nothing but the product itself is turned on.
pub const ALONE: &str = "この製品だけ";
/// Its reading.
pub const ALONE_READING: &str = "このせいひんだけ";
/// An answer: the features are chosen one by one, in the list of products. With its reading.
pub const ONE_BY_ONE: (&str, &str) = ("機能を一つずつ選ぶ", "きのうをひとつずつえらぶ");
/// The reading of the answers about features.
pub const FEATURES_READING: &str = "きのう";
/// The reading of the answer that all features are turned on.
pub const ALL_READING: &str = "すべてのきのう";
/// The reading of the answer that all is turned off.
pub const OFF_READING: &str = "はずす";

/// Shown when no product is in use: by which key one is chosen, on the pages where it is.
pub fn no_products(key: &str) -> String {
    let how = by_key(key, "で選べます。");
    let how = if how.is_empty() { how } else { tr!("製品かエディションの画面の {how}", how) };
    sentences(&[tr!("製品がまだ選ばれていません。"), &how])
}

/// Returns the heading of the coverage by the products in use.
pub fn coverage(products: usize) -> String {
    tr!("使っている製品 {products} 件によるリスクの低減", products)
}

/// Returns a degree of cover in a few words, for the right end of a row.
pub const fn short_meaning(cover: Cover) -> &'static str {
    match cover {
        Cover::Full => "果たせる機能のすべてに強か中で当たる",
        Cover::Partial => "当たらないか弱だけの機能が残る",
        Cover::None => "当たる製品を使っていない",
    }
}

/// Returns what a degree of cover means, as a sentence.
pub fn meaning(cover: Cover) -> String {
    tr!("{cover}: {meaning}。", cover = cover.name(), meaning = cover.meaning())
}

/// Returns names in so many cells, with the number of those that did not fit; the first one is always named.
pub fn listed(names: &[&str], room: usize, ambiguous: Ambiguous) -> String {
    let mut shown = String::new();
    for (index, name) in names.iter().enumerate() {
        let next = if index == 0 { (*name).to_owned() } else { format!("{shown}{}{name}", t("、")) };
        let left = names.len() - index - 1;
        let needed = cells(&next, ambiguous) + if left == 0 { 0 } else { cells(&others(left), ambiguous) };
        if index > 0 && needed > room {
            return shown + &others(names.len() - index);
        }
        shown = next;
    }
    shown
}

fn others(count: usize) -> String {
    tr!(" 他 {count} 件", count)
}

/// Says whether a product is in use and by what, and which key changes it.
pub fn use_of(in_use: &InUse<'_>, product: &Product, key: &str) -> String {
    let is_it = |one: &&crate::worklist::UsedProduct<'_>| one.product.id == product.id;
    let partly = in_use.partly().iter().find(is_it);
    let unused = in_use.unused().iter().find(is_it);
    let said = match (in_use.product(&product.id), unused, partly) {
        (Some(used), ..) if used.licences.is_empty() => tr!("使っています").to_owned(),
        (Some(used), ..) => tr!("使っています: {licences} に含まれる", licences = used.licence_names()),
        (_, Some(off), _) if off.licences.is_empty() => tr!("使っていません").to_owned(),
        (_, Some(off), _) => tr!("使っていません: {licences} には含まれる", licences = off.licence_names()),
        (.., Some(part)) => {
            tr!("使っている製品に入れていません: {licences} では一部の機能だけ", licences = part.licence_names())
        }
        _ => tr!("使っている製品に入れていません").to_owned(),
    };
    tr!("{said}({key} で切り替え)", said, key)
}

/// Says whether the facility has a licence, and which key changes it.
pub fn licence(has_it: bool, key: &str) -> String {
    let said =
        if has_it { "契約しています" } else { "契約しているエディションに入れていません" };
    tr!("{said}({key} で切り替え)", said, key)
}

/// Asks which of its features are turned on with a product.
pub fn asked(name: &str) -> String {
    tr!("{name}: どこまで使っていますか", name)
}

/// An answer: the features that come with a licence are turned on.
pub fn with_licence(licence: &str, features: usize) -> String {
    tr!("{licence} で使える機能 {features} 件: ", licence, features)
}

/// An answer: all features are turned on.
pub fn with_all(features: usize) -> String {
    tr!("すべての機能 {features} 件: ", features)
}

/// An answer: all is turned off.
pub fn all_off(count: usize) -> String {
    tr!("使っている製品から {count} 件を外す: ", count)
}

/// Reports what was turned on, before the names.
pub fn turned_on(count: usize) -> String {
    tr!("使っている製品に {count} 件を加えました: ", count)
}

/// Reports what was turned off, before the names.
pub fn turned_off(count: usize) -> String {
    tr!("使っている製品から {count} 件を外しました: ", count)
}

/// Reports that a licence was added or removed, before what that changes.
pub fn licence_set(name: &str, on: bool) -> String {
    if on {
        tr!("{name} を契約中にしました。", name)
    } else {
        tr!("{name} を契約中から外しました。", name)
    }
}

/// Reports that a change of the licences changes nothing in use.
pub const NOTHING_CHANGES: &str = "使っている製品は変わりません。";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_words_say_of_a_degree_what_its_meaning_says() {
        for cover in [Cover::Full, Cover::Partial] {
            let (short, long) = (short_meaning(cover), cover.meaning());
            for word in ["強か中で", "弱"] {
                assert_eq!(short.contains(word), long.contains(word), "{short} / {long}");
            }
        }
    }

    #[test]
    fn names_are_listed_as_far_as_they_fit_and_the_rest_is_counted() {
        let names = ["多要素認証", "条件付きアクセス", "パスキー"];
        for (room, expected) in [
            (99, "多要素認証、条件付きアクセス、パスキー"),
            (38, "多要素認証、条件付きアクセス、パスキー"),
            (37, "多要素認証、条件付きアクセス 他 1 件"),
            (30, "多要素認証 他 2 件"),
            (0, "多要素認証 他 2 件"),
        ] {
            assert_eq!(listed(&names, room, Ambiguous::Unknown), expected, "{room}");
        }
        assert_eq!(listed(&[], 10, Ambiguous::Unknown), "");
    }
}
