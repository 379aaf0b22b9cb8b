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
