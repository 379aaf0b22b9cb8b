//! Where a text stands in another one, however the two are written: for finding words on a page.

use std::ops::Range;

use tenken_catalog::text::kana::to_katakana;

use crate::text::normalize::{NormalizedText, normalize};

/// Returns where a text stands in another one, as byte ranges in order that do not overlap. Width, case, hiragana and
/// katakana, and all else that the search takes as one, make no difference. A text of nothing but signs stands nowhere.
pub fn occurrences(text: &str, wanted: &str) -> Vec<Range<usize>> {
    let in_katakana = |text: &str| -> NormalizedText { normalize(text).map(to_katakana) };
    in_katakana(text).find(&in_katakana(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

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
