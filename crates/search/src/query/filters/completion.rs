//! What a filter that is being typed may go on with: the names of filters, then their values, from the table of filters.

use std::collections::BTreeMap;
use std::ops::Range;

use tenken_catalog::catalog::Catalog;
use tenken_catalog::language::{Language, spoken};

use crate::marks::Marks;
use crate::query::filters::{FILTERS, FilterRow, named};
use crate::query::syntax::{is_quote, saved_name, word_before};
use crate::text::normalize::fold;
use crate::text::romaji::Romaji;

/// How many values are offered at most.
const OFFERED: usize = 20;
/// How many Latin letters a name has to begin with: any word begins with one of them.
const LETTERS: usize = 2;

/// How values that are no kana are read, in hiragana.
const READINGS: &[(&str, &str)] = &[
    ("条項", "じょうこう"),
    ("製品", "せいひん"),
    ("措置", "そち"),
    ("監査報告", "かんさほうこく"),
    ("用語", "ようご"),
    ("目次", "もくじ"),
    ("改定", "かいてい"),
    ("対応", "たいおう"),
    ("一部", "いちぶ"),
    ("利用者が設定", "りようしゃがせってい"),
    ("利用者", "りようしゃ"),
    ("対象外", "たいしょうがい"),
    ("不明", "ふめい"),
    ("超過", "ちょうか"),
    ("今日", "きょう"),
    ("今週", "こんしゅう"),
    ("今月", "こんげつ"),
    ("適合", "てきごう"),
    ("一部適合", "いちぶてきごう"),
    ("不適合", "ふてきごう"),
    ("未判定", "みはんてい"),
    ("未着手", "みちゃくしゅ"),
    ("対応中", "たいおうちゅう"),
    ("完了", "かんりょう"),
    ("要再確認", "ようさいかくにん"),
    ("重大", "じゅうだい"),
    ("軽微", "けいび"),
    ("観察", "かんさつ"),
    ("実施中", "じっしちゅう"),
    ("承認", "しょうにん"),
    ("差戻し", "さしもどし"),
    ("医療機関", "いりょうきかん"),
    ("事業者", "じぎょうしゃ"),
    ("クラウド事業者", "くらうどじぎょうしゃ"),
    ("共有", "きょうゆう"),
    ("組織的", "そしきてき"),
    ("人的", "じんてき"),
    ("物理的", "ぶつりてき"),
    ("技術的", "ぎじゅつてき"),
];

/// What a text may go on with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The part of the text, in bytes, that an offer takes the place of.
    pub range: Range<usize>,
    /// What may stand there, the likely ones first. Never empty.
    pub offers: Vec<String>,
    /// Whether values are offered, and not names.
    pub is_of_values: bool,
    /// Whether what stands there is the name of a filter: a word by itself, too, which somebody may be looking for.
    pub is_name: bool,
    /// Whether the offers go on with what was typed. If not, it is no value, and all values are offered in its place.
    pub goes_on: bool,
}

/// What is known of the values of filters.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The records.
    pub catalog: &'a Catalog,
    /// Lets names and values be typed without an input method.
    pub romaji: Option<&'a Romaji>,
    /// What the worklist says.
    pub marks: Option<&'a dyn Marks>,
    /// The saved filters.
    pub saved: &'a BTreeMap<String, String>,
}

/// Returns what a query may go on with at a byte offset; none if no filter is being typed there.
pub fn complete(known: Known<'_>, text: &str, cursor: usize) -> Option<Completion> {
    let range = word_before(text, cursor)?;
    let word = &text[range.clone()];
    if word.starts_with(['@', '＠']) {
        // All of it at once cannot be excluded.
        let is_excluded = text[..range.start].ends_with(['-', '－', '−']);
        return if is_excluded { None } else { saved_ones(known.saved, word, range) };
    }
    let romaji = known.romaji;
    let named = word.find([':', '：']).and_then(|at| Some((at, named(&word[..at])?)));
    let (offers, goes_on) = match named {
        Some((at, row)) => {
            let colon = word[at..].chars().next().map_or(0, char::len_utf8);
            let (name, value) = word.split_at(at + colon);
            let value = value.trim_matches(is_quote);
            let begun = values(known, row, value);
            let goes_on = !begun.is_empty() || row.values().is_empty() || row.read(value).is_some();
            let values = if goes_on { begun } else { row.values().into_iter().map(str::to_owned).collect() };
            (values.into_iter().map(|value| format!("{name}{}", quoted(&value))).collect(), goes_on)
        }
        None => (names(romaji, word), true),
    };
    let (is_of_values, is_name) = (named.is_some(), is_name(word));
    (!offers.is_empty()).then_some(Completion { range, offers, is_of_values, is_name, goes_on })
}

/// Returns the saved filters whose name begins with what was typed, or holds it.
fn saved_ones(saved: &BTreeMap<String, String>, word: &str, range: Range<usize>) -> Option<Completion> {
    let typed = fold(saved_name(word).unwrap_or_default());
    let is_whole = saved.keys().any(|name| fold(name) == typed);
    let begun = saved.keys().filter(|name| !is_whole && fold(name).contains(&typed));
    let offers: Vec<String> = begun.map(|name| format!("@{name}")).take(OFFERED).collect();
    let (is_of_values, is_name, goes_on) = (true, false, true);
    (!offers.is_empty()).then_some(Completion { range, offers, is_of_values, is_name, goes_on })
}

/// Whether a word is the name of a filter.
fn is_name(word: &str) -> bool {
    named(&word.to_lowercase()).is_some()
}

/// Returns the names, each with its colon, that begin with a text.
fn names(romaji: Option<&Romaji>, typed: &str) -> Vec<String> {
    if typed.is_ascii() && typed.len() < LETTERS {
        return Vec::new();
    }
    let lower = typed.to_lowercase();
    // In English, letters are meant as they stand.
    let romaji = romaji.filter(|_| spoken() == Language::Japanese || !typed.is_ascii());
    let sounds = sounding(romaji, typed);
    let offer = |row: &FilterRow| {
        let (english, japanese): (Vec<&str>, Vec<&str>) = row.names.iter().copied().partition(|name| name.is_ascii());
        let mut read = japanese.iter().zip(row.readings);
        let begun = japanese.iter().find(|name| name.starts_with(typed));
        let begun = begun.or_else(|| Some(read.find(|(_, reading)| sounds(reading))?.0));
        // What begins as the English name does is told by the name that pages show.
        let is_english = || english.iter().any(|name| name.starts_with(&lower));
        let name = begun.copied().or_else(|| is_english().then_some(row.name()));
        name.map(|name| format!("{name}:"))
    };
    let mut offers: Vec<String> = FILTERS.iter().filter_map(offer).collect();
    // What is written so comes before what only sounds so.
    offers.sort_by_key(|name| !name.starts_with(typed));
    offers
}

/// Returns the values of a filter that begin with a text, then those that hold it; all if there is no text yet.
fn values(known: Known<'_>, row: &FilterRow, typed: &str) -> Vec<String> {
    // A short form is all that there is to type.
    if !typed.is_empty() && !row.values().is_empty() && row.read(typed).is_some() {
        return Vec::new();
    }
    let wanted = fold(typed);
    let of_marks = known.marks.into_iter().flat_map(|marks| row.of_marks(marks));
    let of_catalog = row.of_catalog(known.catalog);
    let all: Vec<String> = row.values().into_iter().map(str::to_owned).chain(of_catalog).chain(of_marks).collect();
    // So is a value, though others begin with it.
    if all.iter().any(|value| fold(value) == wanted) {
        return Vec::new();
    }
    let sounds = sounding(known.romaji, typed);
    let begins = |value: &String| {
        let reading = reading_of_value(value).unwrap_or(value);
        fold(value).starts_with(&wanted) || sounds(reading)
    };
    let (first, others): (Vec<String>, Vec<String>) = all.into_iter().partition(begins);
    let held = others.into_iter().filter(|value| fold(value).contains(&wanted));
    first.into_iter().chain(held).take(OFFERED).collect()
}

/// Returns how a value of a filter is read, in hiragana; none if it is kana, or no value.
pub fn reading_of_value(value: &str) -> Option<&'static str> {
    READINGS.iter().find(|(written, _)| *written == value).map(|(_, reading)| *reading)
}

/// Returns what tells whether a reading begins with what was typed, in kana or in Latin letters; none does if that is no sound,
/// or there is no romaji to read it by.
fn sounding<'a>(romaji: Option<&'a Romaji>, typed: &str) -> impl Fn(&str) -> bool + use<'a> {
    let sound = romaji.and_then(|romaji| romaji.of_kana(typed).or_else(|| Some(romaji.of_typed(typed)?.0)));
    let known = romaji.zip(sound.filter(|sound| !sound.is_empty()));
    move |reading| {
        let read = known.as_ref().and_then(|(romaji, sound)| Some((romaji.of_kana(reading)?, sound)));
        read.is_some_and(|(reading, sound)| reading.starts_with(sound))
    }
}

/// Returns a value as it is written in a query: in quotes if it holds a blank.
fn quoted(value: &str) -> String {
    if value.contains(char::is_whitespace) { format!("\"{value}\"") } else { value.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::syntax::{chips, parse};
    use crate::testing::{Recorded, romaji, sample};

    fn completed(text: &str) -> Option<Completion> {
        let (marks, romaji) = (Recorded::default().owned_by("mhlw6.sysun.14.5", "情報 課"), romaji());
        let saved = BTreeMap::from([("月次".to_owned(), "期限:今月".to_owned())]);
        let catalog = &sample().catalog;
        complete(Known { catalog, romaji: Some(&romaji), marks: Some(&marks), saved: &saved }, text, text.len())
    }

    fn offers(text: &str) -> Vec<String> {
        let completion = completed(text);
        completion.map_or_else(Vec::new, |completion| {
            assert!(text.is_char_boundary(completion.range.start) && completion.range.end == text.len());
            completion.offers
        })
    }

    #[test]
    fn names_are_offered_by_their_first_letters() {
        for (typed, expected) in [
            ("担", &["担当:", "担当者:"][..]),
            ("責", &["責任:"]),
            ("seki", &["責任:"]),
            ("認証 クラ", &["クラウド:"]),
            ("対", &["対応状況:"]),
            ("tanto", &["担当:", "担当者:"]),
            ("たんと", &["担当:", "担当者:"]),
            ("kigen", &["期限:"]),
            ("@", &["@月次"]),
            ("認証 ＠月", &["@月次"]),
            ("@月次", &[]),
            ("@年", &[]),
            ("taiou", &["対応状況:"]),
            ("par", &["担当:"]),
            ("seihi", &["製品:", "製品群:"]),
            ("製品", &["製品:", "製品群:"]),
            ("j", &[]),
            ("認証", &[]),
            ("-担", &["担当:", "担当者:"]),
            ("-@月", &[]),
            ("認証 －＠月", &[]),
            ("\"担", &[]),
            ("", &[]),
            ("担 ", &[]),
        ] {
            assert_eq!(offers(typed), expected, "{typed}");
        }
    }

    #[test]
    fn values_are_offered_behind_a_name() {
        for (typed, expected) in [
            ("担当:", &["担当:医療機関", "担当:事業者", "担当:クラウド事業者"][..]),
            ("担当：く", &["担当：クラウド事業者"]),
            ("責任:iryou", &["責任:医療機関"]),
            ("認証 状態:mi", &["状態:未着手"]),
            ("状態:未着手", &[]),
            ("状態:未", &[]),
            ("クラウド:共", &["クラウド:共有"]),
            ("製品:conditional", &[]),
            ("製品:条件", &["製品:条件付きアクセス"]),
            ("系列:entr", &["系列:\"Microsoft Entra\""]),
            ("系列:\"microsoft en", &["系列:\"Microsoft Entra\""]),
            ("性質:gi", &["性質:技術的"]),
            ("色:", &[]),
            ("担当:病院", &["担当:医療機関", "担当:事業者", "担当:クラウド事業者"]),
            ("認証 証跡:zzz", &["証跡:あり", "証跡:なし"]),
            ("製品:zzz", &[]),
            ("章:14", &[]),
            ("担当者:", &["担当者:\"情報 課\"", "担当者:あり", "担当者:なし"]),
            ("担当者:情", &["担当者:\"情報 課\""]),
            ("期限:kon", &["期限:今週", "期限:今月"]),
            ("判定:fu", &["判定:不適合"]),
            ("期限:〜2027-03-31", &[]),
            ("期限:そのうち", &["期限:超過", "期限:今日", "期限:今週", "期限:今月", "期限:あり", "期限:なし"]),
        ] {
            assert_eq!(offers(typed), expected, "{typed}");
        }
        assert!(offers("編:").contains(&"編:運用".to_owned()) && offers("分類:").len() > 1);
    }

    #[test]
    fn a_name_that_is_a_word_and_a_value_that_is_none_are_told_from_others() {
        let of = |text: &str| completed(text).unwrap();
        for (typed, is_name, goes_on) in [
            ("証跡", true, true),
            ("認証 クラウド", true, true),
            ("Cloud", true, true),
            ("証", false, true),
            ("tanto", false, true),
            ("証跡:", false, true),
            ("担当:い", false, true),
            ("担当:病院", false, false),
        ] {
            assert_eq!((of(typed).is_name, of(typed).goes_on), (is_name, goes_on), "{typed}");
        }
    }

    #[test]
    fn no_value_of_the_catalog_is_offered_twice() {
        let catalog = &sample().catalog;
        for row in FILTERS {
            let all = row.of_catalog(catalog);
            let once: std::collections::HashSet<&String> = all.iter().collect();
            assert_eq!(once.len(), all.len(), "{} {all:?}", row.names[0]);
        }
    }

    /// Whatever is added to the table is offered, understood, and can be typed without an input method.
    #[test]
    fn every_row_of_the_table_is_offered_with_its_values() {
        let catalog = &sample().catalog;
        for row in FILTERS {
            let name = row.names[0];
            let first: String = name.chars().take(1).collect();
            assert!(offers(&first).contains(&format!("{name}:")), "{name}");
            assert!(row.names.contains(&name) && offers(row.names[1]).contains(&format!("{name}:")), "{name}");
            let japanese = row.names.iter().filter(|name| !name.is_ascii()).count();
            assert_eq!(row.readings.len(), japanese, "{name}: each Japanese name is read");
            for reading in row.readings {
                assert!(offers(reading).iter().any(|offer| row.names.contains(&offer.trim_end_matches(':'))), "{name}");
            }
            for value in row.values().into_iter().map(str::to_owned).chain(row.of_catalog(catalog)).take(OFFERED) {
                let query = format!("{name}:{}", quoted(&value));
                assert!(parse(&query).warnings.is_empty() && chips(&query).len() == 1, "{query}");
                assert!(offers(&format!("{name}:")).contains(&query), "{query}");
            }
            for value in row.values() {
                let is_read = value.is_ascii() || romaji().of_kana(value).is_some();
                assert!(is_read || READINGS.iter().any(|(known, _)| *known == value), "{value} is read");
            }
        }
    }
}
