//! Where a text stands in another one, however the two are written: for finding words on a page.

use std::ops::Range;

use tenken_catalog::text::kana::to_katakana;
use unicode_normalization::UnicodeNormalization;

use crate::text::normalize::{NormalizedText, normalize};
use crate::text::romaji::Romaji;

/// Returns where a text stands in another one, as byte ranges in order that do not overlap. Width, case, hiragana and
/// katakana, and all else that the search takes as one, make no difference. A text of nothing but signs stands nowhere.
pub fn occurrences(text: &str, wanted: &str) -> Vec<Range<usize>> {
    let in_katakana = |text: &str| -> NormalizedText { normalize(text).map(to_katakana) };
    in_katakana(text).find(&in_katakana(wanted))
}

/// Returns where words in katakana stand that begin as typed Latin letters sound.
pub fn sounding(text: &str, romaji: &Romaji, typed: &str) -> Vec<Range<usize>> {
    let Some((sound, _)) = romaji.of_typed(typed.trim()).filter(|(sound, _)| !sound.is_empty()) else {
        return Vec::new();
    };
    let is_katakana = |c: char| matches!(c, 'ァ'..='ヺ' | 'ー' | '\u{ff66}'..='\u{ff9f}');
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, is_katakana(c)) {
            (None, true) => start = Some(at),
            (Some(begin), false) => {
                let word: String = text[begin..at].nfkc().collect();
                if romaji.of_kana(&word).is_some_and(|word| word.starts_with(&sound)) {
                    found.push(begin..at);
                }
                start = None;
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::romaji;

    #[test]
    fn words_in_katakana_are_found_by_the_letters_that_they_sound_like() {
        let text = "ﾊﾞｯｸｱｯﾌﾟのバックアップ、サーバー 認証 にんしょう";
        for (typed, expected) in [
            ("bakkuappu", &["ﾊﾞｯｸｱｯﾌﾟ", "バックアップ"][..]),
            ("bakku", &["ﾊﾞｯｸｱｯﾌﾟ", "バックアップ"]),
            ("saaba", &["サーバー"]),
            ("appu", &[]),
            ("nin", &[]),
            ("バック", &[]),
            ("", &[]),
        ] {
            let found: Vec<&str> = sounding(text, &romaji(), typed).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{typed}");
        }
    }

    #[test]
    fn a_word_is_found_in_every_way_it_is_written() {
        for (text, wanted, expected) in [
            ("ＶＰＮとvpn、ＶＰＮ", "Vpn", &["ＶＰＮ", "vpn", "ＶＰＮ"][..]),
            ("夜間のﾊﾞｯｸｱｯﾌﾟ", "バックアップ", &["ﾊﾞｯｸｱｯﾌﾟ"]),
            ("ばっくあっぷとバックアップ", "ばっくあ", &["ばっくあ", "バックア"]),
            ("サーバーとサーバ", "サーバー", &["サーバー", "サーバ"]),
            ("Microsoft  Entra", "microsoft entra", &["Microsoft  Entra"]),
            ("奈良の葛\u{e0100}城市", "葛城", &["葛\u{e0100}城"]),
            ("認証", "", &[]),
            ("認証。", "。", &[]),
            ("", "認証", &[]),
        ] {
            let found: Vec<&str> = occurrences(text, wanted).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text} {wanted}");
        }
    }
}
