//! Which characters are kana, and katakana for hiragana.

/// Whether a character is hiragana.
pub const fn is_hiragana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ')
}

/// Whether a character stands in words of katakana: a letter, or the mark of a long sound.
pub const fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー')
}

/// Whether a character is half-width kana, or one of the signs that come with it: `ｶ`, `ﾞ`, `｡`.
pub const fn is_half_width(c: char) -> bool {
    matches!(c, '｡'..='ﾟ')
}

/// Whether a character is a sound mark that belongs to the kana before it: `ﾞ`, `ﾟ`, or a combining one.
pub const fn is_sound_mark(c: char) -> bool {
    matches!(c, 'ﾞ' | 'ﾟ' | '\u{3099}' | '\u{309A}')
}

/// Returns the katakana of a hiragana; every other character as it is.
pub fn to_katakana(c: char) -> char {
    // The two rows of letters stand in the same order, 0x60 apart.
    if is_hiragana(c) { char::from_u32(u32::from(c) + 0x60).unwrap_or(c) } else { c }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hiragana_has_its_katakana() {
        let katakana: String = "ぁあがぱゔゕゖーん、認A".chars().map(to_katakana).collect();
        assert_eq!(katakana, "ァアガパヴヵヶーン、認A");
        assert!(('ぁ'..='ゖ').all(|c| is_katakana(to_katakana(c)) && !is_katakana(c)));
    }

    #[test]
    fn kinds_of_kana_are_told_apart() {
        for (text, hiragana, katakana, half) in [
            ("あゖ", true, false, false),
            ("アヺー", false, true, false),
            ("ｱﾟ｡ｰ", false, false, true),
            ("・゛ゝ漢A", false, false, false),
        ] {
            for c in text.chars() {
                assert_eq!((is_hiragana(c), is_katakana(c), is_half_width(c)), (hiragana, katakana, half), "{c}");
            }
        }
        assert!("ﾞﾟ\u{3099}\u{309A}".chars().all(is_sound_mark) && !is_sound_mark('゛'));
    }
}
