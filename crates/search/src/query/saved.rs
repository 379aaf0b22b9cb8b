//! Saved filters: what stands in a query for `@` with a name.

use std::borrow::Cow;
use std::collections::BTreeMap;

use tenken_catalog::language::{t, tr};

use crate::query::syntax::{plain_words, saved_name};
use crate::request::Request;

/// Puts saved filters in the place of their names; returns the request, and the names that nothing is saved under, as typed.
pub(crate) fn expanded(request: &Request) -> (Cow<'_, Request>, Vec<String>) {
    let (text, unknown) = expand(&request.text, &request.saved);
    match text {
        Cow::Borrowed(_) => (Cow::Borrowed(request), unknown),
        Cow::Owned(text) => (Cow::Owned(Request { text, ..request.clone() }), unknown),
    }
}

/// Puts saved filters in the place of their names in a query; returns the names that nothing is saved under, as typed.
/// These are left out.
pub fn expand<'a>(text: &'a str, saved: &BTreeMap<String, String>) -> (Cow<'a, str>, Vec<String>) {
    let names: Vec<_> = plain_words(text).filter(|(word, _)| saved_name(word).is_some()).collect();
    if names.is_empty() {
        return (Cow::Borrowed(text), Vec::new());
    }
    let (mut whole, mut end, mut unknown) = (String::new(), 0, Vec::new());
    for (word, range) in names {
        whole.push_str(&text[end..range.start]);
        match saved_name(&word).and_then(|name| saved.get(name)) {
            Some(query) => whole.push_str(query),
            None => unknown.push(text[range.clone()].to_owned()),
        }
        end = range.end;
    }
    whole.push_str(&text[end..]);
    (Cow::Owned(whole), unknown)
}

/// Says that nothing is saved under a name, and what there is.
pub(crate) fn unknown(name: &str, saved: &BTreeMap<String, String>) -> String {
    let known: Vec<String> = saved.keys().map(|name| format!("@{name}")).collect();
    let known = match known.is_empty() {
        true => tr!("保存した絞り込みはまだありません。").to_owned(),
        false => tr!("使えるのは {known} です。", known = known.join(t("、"))),
    };
    tr!("{known}「{name}」という絞り込みは保存していません。この絞り込みは使いませんでした。", known, name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_give_way_to_what_is_saved_under_them() {
        let saved = BTreeMap::from([("月次".to_owned(), "期限:今月 状態:未".to_owned())]);
        for (text, expected, left) in [
            ("認証", "認証", &[][..]),
            ("@月次", "期限:今月 状態:未", &[]),
            ("認証 ＠月次 章:14", "認証 期限:今月 状態:未 章:14", &[]),
            ("認証 @年次 章:14", "認証  章:14", &["@年次"]),
            ("\"@月次\" a@月次 @", "\"@月次\" a@月次 @", &[]),
        ] {
            let (whole, unknown) = expand(text, &saved);
            assert_eq!(
                (&*whole, unknown.as_slice()),
                (expected, &*left.iter().map(|l| (*l).to_owned()).collect::<Vec<_>>()),
                "{text}"
            );
        }
    }
}
