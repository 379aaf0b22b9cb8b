//! Normalisation: different spellings of one text become equal. Also cuts the result into bigrams.

use std::collections::HashMap;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use tenken_catalog::text::kana::{is_hiragana, is_katakana, is_sound_mark};

use crate::text::spelling::spelled;

/// A text normalised character by character, with the byte range in the original of each character.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NormalizedText {
    /// The normalised characters; `None` marks a break that nothing may span.
    chars: Vec<Option<char>>,
    /// The original bytes each of them came from.
    ranges: Vec<Range<u32>>,
}

/// Normalises a text: compatibility forms (ＶＰＮ, ﾊﾞ), case, and the long sound at the end of a katakana word
/// (サーバー = サーバ). Spaces and signs become breaks; what nobody sees is passed over.
pub(crate) fn normalize(text: &str) -> NormalizedText {
    let spelled = spelled(text);
    let text = &*spelled.text;
    let mut normalized =
        NormalizedText { chars: Vec::with_capacity(text.len() / 3), ranges: Vec::with_capacity(text.len() / 3) };
    let mut clusters = text.char_indices().peekable();
    while let Some((start, c)) = clusters.next() {
        let mut end = start + c.len_utf8();
        // Sound marks and combining characters belong to the character before them.
        while let Some((at, next)) = clusters.next_if(|(_, next)| is_combining(*next)) {
            end = at + next.len_utf8();
        }
        let range = spelled.original(start) as u32..spelled.original(end) as u32;
        normalized.push_cluster(&text[start..end], range);
    }
    normalized.drop_long_sounds();
    normalized
}

/// Characters that normalisation leaves alone but for their case: nearly all of a Japanese text.
pub(crate) const fn is_plain(c: char) -> bool {
    matches!(c, '\0'..='\x7F' | 'ぁ'..='ゖ' | 'ァ'..='ー' | '一'..='鿿' | '、' | '。')
}

/// The letters of nearly all of a Japanese text, known without a look into the tables of Unicode.
const fn is_japanese(c: char) -> bool {
    is_hiragana(c) || is_katakana(c) || matches!(c, '一'..='鿿')
}

const fn is_combining(c: char) -> bool {
    !is_plain(c) && (is_sound_mark(c) || matches!(c, '\u{0300}'..='\u{036F}'))
}

impl NormalizedText {
    fn push_cluster(&mut self, cluster: &str, range: Range<u32>) {
        let mut chars = cluster.chars();
        if let (Some(c), None) = (chars.next(), chars.next())
            && is_plain(c)
        {
            self.push(c.to_ascii_lowercase(), range);
            return;
        }
        for c in cluster.nfkc().flat_map(char::to_lowercase) {
            self.push(c, range.clone());
        }
    }

    fn push(&mut self, c: char, range: Range<u32>) {
        let c = (is_japanese(c) || c.is_alphanumeric()).then_some(c);
        if c.is_some() || self.chars.last().is_some_and(Option::is_some) {
            self.chars.push(c);
            self.ranges.push(range);
        }
    }

    /// Drops a long sound that ends a katakana word of at least four characters.
    fn drop_long_sounds(&mut self) {
        if !self.chars.contains(&Some('ー')) {
            return;
        }
        let mut kept = NormalizedText::default();
        let mut run = 0;
        for i in 0..self.chars.len() {
            let c = self.chars[i];
            run = if c.is_some_and(is_katakana) { run + 1 } else { 0 };
            let ends = !self.chars.get(i + 1).copied().flatten().is_some_and(is_katakana);
            if c == Some('ー') && run >= 4 && ends {
                if let Some(last) = kept.ranges.last_mut() {
                    last.end = self.ranges[i].end;
                }
                continue;
            }
            kept.chars.push(c);
            kept.ranges.push(self.ranges[i].clone());
        }
        *self = kept;
    }

    /// Returns the pairs of characters side by side; a lone character stands for itself.
    pub fn bigrams(&self) -> Vec<String> {
        let mut pairs = Vec::with_capacity(self.chars.len());
        for (i, c) in self.chars.iter().enumerate() {
            let Some(c) = c else { continue };
            let before = i.checked_sub(1).and_then(|i| self.chars[i]);
            match self.chars.get(i + 1).copied().flatten() {
                Some(next) => pairs.push(String::from_iter([*c, next])),
                None if before.is_none() => pairs.push(c.to_string()),
                None => {}
            }
        }
        pairs
    }

    /// Returns the normalised text; breaks become spaces.
    pub fn text(&self) -> String {
        let chars = self.trimmed();
        let mut text = String::with_capacity(chars.len() * 'あ'.len_utf8());
        chars.iter().for_each(|c| text.push(c.unwrap_or(' ')));
        text
    }

    /// Returns the text with each character replaced by another one.
    pub fn map(mut self, letter: impl Fn(char) -> char) -> Self {
        self.chars.iter_mut().flatten().for_each(|c| *c = letter(*c));
        self
    }

    /// Returns where some of the characters of the normalised text stand in the original, in bytes.
    pub fn original(&self, chars: Range<usize>) -> Option<Range<usize>> {
        let ranges = self.ranges.get(chars)?;
        Some(ranges.first()?.start as usize..ranges.last()?.end as usize)
    }

    /// Returns how many characters there are.
    pub fn len(&self) -> usize {
        self.chars.len()
    }

    /// Whether nothing is left after normalisation.
    pub fn is_empty(&self) -> bool {
        self.chars.iter().all(Option::is_none)
    }

    /// Returns the characters without the break at the end.
    fn trimmed(&self) -> &[Option<char>] {
        match self.chars.as_slice() {
            [chars @ .., None] => chars,
            chars => chars,
        }
    }

    /// Returns where any of several normalised texts stands in the original of this one, in bytes: from the left, the longest
    /// first, none overlapping. This text is gone through once, however many they are.
    pub fn find_any(&self, needles: &[NormalizedText]) -> Vec<Range<usize>> {
        let mut by_first: HashMap<char, Vec<&[Option<char>]>> = HashMap::new();
        for needle in needles.iter().map(Self::trimmed) {
            if let Some(Some(first)) = needle.first() {
                by_first.entry(*first).or_default().push(needle);
            }
        }
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(first) = self.chars.get(at).copied() {
            let begun = first.and_then(|first| by_first.get(&first)).into_iter().flatten();
            let lengths = begun.filter(|needle| self.chars[at..].starts_with(needle)).map(|needle| needle.len());
            let length = lengths.max();
            if let Some(length) = length {
                found.push(self.ranges[at].start as usize..self.ranges[at + length - 1].end as usize);
            }
            at += length.unwrap_or(1);
        }
        found
    }

    /// Returns where another normalised text stands in the original of this one, in bytes.
    pub fn find(&self, needle: &NormalizedText) -> Vec<Range<usize>> {
        let wanted = needle.trimmed();
        let mut found = Vec::new();
        if wanted.is_empty() || wanted.len() > self.chars.len() {
            return found;
        }
        let mut at = 0;
        while at + wanted.len() <= self.chars.len() {
            let window = at..at + wanted.len();
            if self.chars[window.clone()] == *wanted {
                found.push(self.ranges[window.start].start as usize..self.ranges[window.end - 1].end as usize);
                at = window.end;
            } else {
                at += 1;
            }
        }
        found
    }
}

/// Returns a name as it is compared with others: width, case, spaces and signs between words make no difference, and no
/// long sound does, because without spaces nobody knows which of them end a word (セキュリティ キー).
pub(crate) fn fold(name: &str) -> String {
    normalize(name).chars.into_iter().flatten().filter(|c| *c != 'ー').collect()
}

/// Whether a pair says something by itself: at least one character that is not Latin or a digit.
pub(crate) fn is_telling(bigram: &str) -> bool {
    !bigram.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_of_writing_the_same_meet() {
        for (left, right) in [
            ("ＶＰＮ", "vpn"),
            ("ﾊﾞｯｸｱｯﾌﾟ", "バックアップ"),
            ("サーバー", "サーバ"),
            ("e-文書法", "E 文書法"),
            ("か\u{3099}", "が"),
            ("葛\u{e0100}城", "葛城"),
            ("醫療の證跡", "医療の証跡"),
            ("\u{feff}か\u{200d}\u{3099}認\u{200b}証", "が認証"),
            ("Se\u{ad}curity ①\u{fe0f}", "security ①"),
        ] {
            assert_eq!(normalize(left).text(), normalize(right).text(), "{left} {right}");
        }
        assert_eq!(normalize("キー").text(), "キー", "a short word keeps its long sound");
        assert_eq!(normalize("データベース").text(), "データベース", "only the end of a word is cut");
    }

    #[test]
    fn names_are_one_whatever_stands_between_their_words() {
        for name in
            ["Microsoft Entra ID", "ＭＩＣＲＯＳＯＦＴ　Ｅｎｔｒａ　ＩＤ", "microsoft-entra・id", "MicrosoftEntraID"]
        {
            assert_eq!(fold(name), "microsoftentraid", "{name}");
        }
        for name in ["セキュリティ キー", "セキュリティキー", "ｾｷｭﾘﾃｨ・ｷｰ", "セキュリティーキー"]
        {
            assert_eq!(fold(name), "セキュリティキ", "{name}");
        }
        assert_eq!(fold(" ・「」"), "");
    }

    #[test]
    fn what_is_found_is_a_range_of_the_original() {
        let text = "夜間のﾊﾞｯｸｱｯﾌﾟサーバーを守る";
        for (needle, expected) in [("バックアップ", "ﾊﾞｯｸｱｯﾌﾟ"), ("サーバ", "サーバー"), ("守る", "守る")]
        {
            let found = normalize(text).find(&normalize(needle));
            assert_eq!(found.len(), 1, "{needle}");
            assert_eq!(&text[found[0].clone()], expected);
        }
        for (text, needle, expected) in [
            ("奈良の葛\u{e0100}城市", "葛城", "葛\u{e0100}城"),
            ("𠮷田の證跡を", "証跡", "證跡"),
            ("奈良の葛\u{e0100}城\u{e0101}市", "葛\u{e0102}城", "葛\u{e0100}城\u{e0101}"),
        ] {
            let found = normalize(text).find(&normalize(needle));
            assert_eq!(&text[found[0].clone()], expected, "with all that belongs to it");
        }
        assert!(normalize(text).find(&normalize("のバックX")).is_empty());
        assert!(normalize(text).find(&normalize("")).is_empty());
    }

    #[test]
    fn plain_characters_are_those_that_normalisation_leaves_alone() {
        for c in ('\0'..='\u{FFFF}').filter(|c| is_plain(*c)) {
            let normalized: String = c.nfkc().flat_map(char::to_lowercase).collect();
            assert_eq!(normalized, c.to_ascii_lowercase().to_string());
        }
        assert!(('\0'..='\u{FFFF}').filter(|c| is_japanese(*c)).all(|c| c.is_alphanumeric() || c == 'ー'));
    }

    #[test]
    fn pairs_do_not_span_breaks() {
        assert_eq!(normalize("鍵、管理").bigrams(), ["鍵", "管理"]);
    }
}
