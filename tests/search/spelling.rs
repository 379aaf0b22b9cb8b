//! Whatever way a word is written, it finds the same, on the bundled catalog.

use super::ids;
use crate::support::bundled;

/// Asserts that two ways to write something find the same records in the same order.
fn are_one(written: &str, plain: &str) {
    let (found, wanted) = (ids(written, 2000), ids(plain, 2000));
    assert!(!wanted.is_empty() && found == wanted, "{written}: {:?}, {plain}: {:?}", found.first(), wanted.first());
}

#[test]
fn what_nobody_sees_changes_nothing() {
    for hidden in ["\u{200b}", "\u{200c}", "\u{ad}", "\u{feff}", "\u{202d}", "\u{2060}", "\u{fe00}", "\u{e0100}"] {
        for word in ["証跡", "運用14⑤", "バックアップ", "Sentinel", "もちだし", "bakkuappu"] {
            let mut written = String::from(hidden);
            word.chars().for_each(|c| written.extend([c.to_string().as_str(), hidden]));
            are_one(&written, word);
        }
    }
}

#[test]
fn a_dash_between_katakana_is_a_long_sound() {
    for (written, plain) in [
        ("サ-バ", "サーバ"),
        ("サ−バの障害", "サーバの障害"),
        ("ｻ-ﾊﾞ", "サーバー"),
        ("パスワ―ド", "パスワード"),
        ("リモ‐トアクセス", "リモートアクセス"),
    ] {
        are_one(written, plain);
    }
}

#[test]
fn a_letter_that_an_ime_made_wide_is_half_typed_all_the_same() {
    for (written, plain) in
        [("にんしょｕ", "にんしょu"), ("ばっくあｐ", "ばっくあp"), ("ｂａｋｋｕ", "bakku"), ("暗ｇ", "暗g")]
    {
        are_one(written, plain);
    }
    assert!(ids("にんしょｕ", 5).contains(&ids("認証", 1)[0]));
}

#[test]
fn a_katakana_word_with_one_wrong_letter_finds_the_right_one() {
    for (wrong, right) in [
        ("セキュリテイ", "セキュリティ"),
        ("バックアツプ", "バックアップ"),
        ("ランサムウエアー", "ランサムウェア"),
        ("ネットワク", "ネットワーク"),
        ("フアイアウオール", "ファイアウォール"),
        ("ウイルスバックアプ", "ウイルスバックアップ"),
    ] {
        let wanted = &ids(right, 3);
        assert!(ids(wrong, 3).iter().any(|id| wanted.contains(id)), "{wrong} {:?}", ids(wrong, 3));
    }
}

#[test]
fn a_w_leads_to_the_small_vowels_it_begins() {
    for (typed, whole) in [
        ("ransamuw", "ransamuwe"),
        ("sofutow", "sofutowe"),
        ("faiaw", "faiau"),
        ("faiawo", "faiauo"),
        ("faiawooru", "faiauooru"),
        ("faiaworu", "faiauooru"),
        ("faiawo-ru", "faiauo-ru"),
    ] {
        let wanted = &ids(whole, 5);
        assert!(ids(typed, 5).iter().any(|id| wanted.contains(id)), "{typed} {:?}", ids(typed, 5));
    }
}

#[test]
fn no_beginning_of_a_reading_is_without_an_answer() {
    let (catalog, _) = bundled();
    let mut typed = 0;
    for term in catalog.terms() {
        let kana: Vec<char> = term.reading.chars().collect();
        for end in 2..=kana.len() {
            let start: String = kana[..end].iter().collect();
            assert!(!ids(&start, 1).is_empty(), "{start}");
            typed += 1;
        }
    }
    assert!(typed > 1000, "{typed}");
}

#[test]
fn a_word_finds_the_same_with_more_and_with_fewer_kana() {
    for (full, others) in [
        ("届け出", "届出"),
        ("割り当て", "割当て 割当"),
        ("切り替え", "切替え 切替"),
        ("立ち入り検査", "立入検査 立入り検査"),
        ("取り扱い", "取扱い 取扱"),
        ("持ち出し", "持出し 持出"),
        ("院外への持ち出し", "院外への持出し 院外への持出"),
        ("入院手続き", "入院手続"),
        ("見積もり", "見積り 見積"),
        ("受け入れ", "受入れ 受入"),
        ("引き継ぎ資料", "引継ぎ資料 引継資料"),
        ("貸し出し台帳", "貸出し台帳 貸出台帳"),
        ("書き換え", "書換え 書換"),
        ("取り外し", "取外し 取外"),
        ("切り戻し", "切戻し"),
        ("問い合わせ窓口", "問合せ窓口 問合わせ窓口"),
        ("データを持ち出す", "データを持出す"),
    ] {
        others.split(' ').for_each(|other| are_one(other, full));
    }
}

#[test]
fn old_and_variant_kanji_find_what_those_in_use_find() {
    for (written, plain) in
        [("醫療", "医療"), ("證跡", "証跡"), ("國内法", "国内法"), ("⻭科", "歯科"), ("⻑期保存", "長期保存")]
    {
        are_one(written, plain);
    }
}

#[test]
fn what_is_highlighted_is_what_is_written() {
    let (catalog, engine) = bundled();
    let hits = engine.search(&tenken::search::Request::new("持ち出し", 2000)).hits;
    let mut written = std::collections::BTreeSet::new();
    for hit in &hits {
        for found in hit.matched.iter().filter(|found| found.part == tenken::search::Part::Title) {
            written.extend(found.ranges.iter().map(|range| catalog.title(hit.at)[range.clone()].to_owned()));
        }
    }
    assert!(written.contains("持出し"), "{written:?}");
    assert!(written.iter().all(|text| !text.starts_with('し') && !text.is_empty()), "{written:?}");
}
