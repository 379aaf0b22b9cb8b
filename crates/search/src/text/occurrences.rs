//! Where a text stands in another one, however the two are written: for finding words on a page.

use std::cmp::Reverse;
use std::ops::Range;

use tenken_catalog::text::kana::to_katakana;
use unicode_normalization::UnicodeNormalization;

use crate::text::normalize::{NormalizedText, normalize};
use crate::text::romaji::Romaji;

/// A text in which words are looked for: normalised once, whatever is looked for.
#[derive(Debug)]
pub struct SearchedText<'t> {
    text: &'t str,
    in_katakana: NormalizedText,
}

impl<'t> SearchedText<'t> {
    /// Takes a text.
    pub fn new(text: &'t str) -> Self {
        Self { text, in_katakana: in_katakana(text) }
    }

    /// Returns where a text stands in it, as byte ranges in order that do not overlap. Width, case, hiragana and katakana, and
    /// all else that the search takes as one, make no difference. A text of nothing but signs stands nowhere.
    pub fn occurrences(&self, wanted: &str) -> Vec<Range<usize>> {
        self.in_katakana.find(&in_katakana(wanted))
    }

    /// Returns where words in katakana stand that begin as typed Latin letters sound, and where `words` do, which are known to.
    /// Of places that overlap the first one counts, and the longest.
    pub fn sounding(&self, romaji: &Romaji, typed: &str, words: &[&str]) -> Vec<Range<usize>> {
        let Some((sound, _)) = romaji.of_typed(typed.trim()).filter(|(sound, _)| !sound.is_empty()) else {
            return Vec::new();
        };
        let mut found = sounding_katakana(self.text, romaji, &sound);
        if !words.is_empty() {
            let words: Vec<NormalizedText> = words.iter().map(|word| in_katakana(word)).collect();
            found.extend(self.in_katakana.find_any(&words));
        }
        found.sort_by_key(|range| (range.start, Reverse(range.end)));
        let mut end = 0;
        found.retain(|range| {
            let is_free = range.start >= end;
            end = end.max(range.end);
            is_free
        });
        found
    }
}

fn in_katakana(text: &str) -> NormalizedText {
    normalize(text).map(to_katakana)
}

/// Returns where words in katakana stand that begin with a sound.
fn sounding_katakana(text: &str, romaji: &Romaji, sound: &str) -> Vec<Range<usize>> {
    let is_katakana = |c: char| matches!(c, 'ァ'..='ヺ' | 'ー' | '\u{ff66}'..='\u{ff9f}');
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, is_katakana(c)) {
            (None, true) => start = Some(at),
            (Some(begin), false) => {
                let word: String = text[begin..at].nfkc().collect();
                if romaji.of_kana(&word).is_some_and(|word| word.starts_with(sound)) {
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
            let found = SearchedText::new(text).sounding(&romaji(), typed, &[]).into_iter();
            let found: Vec<&str> = found.map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{typed}");
        }
    }

    #[test]
    fn words_that_sound_so_are_found_once_where_they_overlap() {
        let text = "認証と二要素認証、ﾆﾝｼｮｳ";
        for (words, expected) in
            [(&["認証", "認証と"][..], &["認証と", "認証", "ﾆﾝｼｮｳ"][..]), (&[][..], &["ﾆﾝｼｮｳ"][..])]
        {
            let found = SearchedText::new(text).sounding(&romaji(), "nin", words);
            assert_eq!(found.into_iter().map(|range| &text[range]).collect::<Vec<_>>(), expected);
        }
        let nothing = SearchedText::new(text).sounding(&romaji(), "認証", &["認証"]);
        assert!(nothing.is_empty(), "what is typed is no sound");
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
            let found = SearchedText::new(text).occurrences(wanted).into_iter();
            let found: Vec<&str> = found.map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text} {wanted}");
        }
    }
}
