//! Whether two texts say the same, and how alike they are, by the pairs of letters that they share.

use std::cmp::Ordering;

use unicode_normalization::UnicodeNormalization;

/// How alike official texts of two editions have to be to be taken for one item.
pub const ALIKE: f64 = 0.45;

/// Returns a text in the form in which texts are compared: whatever its spaces, width and case.
pub fn squeezed(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// Whether two texts are the same. Every letter and comma counts: only how they are broken into lines, spaced and written in
/// full or half width does not, nor whether the last full stop is there.
pub fn is_same_text(one: &str, other: &str) -> bool {
    one == other || compared(one) == compared(other)
}

/// Returns what is compared of a text by [`is_same_text`], for those that compare many.
pub fn compared(text: &str) -> String {
    let mut text = squeezed(text);
    text.truncate(text.trim_end_matches(['。', '.']).len());
    text
}

/// Whether two official texts are alike enough to be of one item.
pub fn are_alike(one: &str, other: &str) -> bool {
    is_same_text(one, other) || Pairs::of(one).likeness(&Pairs::of(other)) >= ALIKE
}

/// The pairs of neighbouring letters of a text, each once, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairs(Vec<(char, char)>);

impl Pairs {
    /// Returns the pairs of a text, whatever its spaces, width, case and punctuation.
    pub fn of(text: &str) -> Self {
        let letters: Vec<char> = text.nfkc().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        let mut pairs: Vec<(char, char)> =
            letters.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?))).collect();
        pairs.sort_unstable();
        pairs.dedup();
        Self(pairs)
    }

    /// Returns those that say what a text is about: endings and particles are in every sentence.
    pub fn of_words(text: &str) -> Self {
        let is_hiragana = |c: char| matches!(c, '\u{3041}'..='\u{309F}');
        let mut pairs = Self::of(text);
        pairs.0.retain(|(one, other)| !(is_hiragana(*one) && is_hiragana(*other)));
        pairs
    }

    /// Returns the pairs.
    pub fn iter(&self) -> impl Iterator<Item = (char, char)> + '_ {
        self.0.iter().copied()
    }

    /// Returns the pairs that are in both.
    pub fn shared<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = (char, char)> + 'a {
        let mut theirs = other.0.as_slice();
        self.iter().filter(move |pair| {
            loop {
                let Some((first, rest)) = theirs.split_first() else { return false };
                match first.cmp(pair) {
                    Ordering::Less => theirs = rest,
                    order => return order == Ordering::Equal,
                }
            }
        })
    }

    /// Returns how alike two texts are, from 0 to 1: 1 if they have the same pairs.
    pub fn likeness(&self, other: &Self) -> f64 {
        share(2 * self.shared(other).count(), self.0.len() + other.0.len())
    }

    /// Returns how much of this text stands in another one, from 0 to 1.
    pub fn held_in(&self, other: &Self) -> f64 {
        share(self.shared(other).count(), self.0.len())
    }
}

fn share(part: usize, all: usize) -> f64 {
    if all == 0 { 0.0 } else { part as f64 / all as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_are_alike_however_they_are_spaced_and_written() {
        let one = Pairs::of("パスワードを 定期的に変更する。");
        assert!((one.likeness(&Pairs::of("ﾊﾟｽﾜｰﾄﾞを定期的に\n変更する")) - 1.0).abs() < 1e-9);
        assert!(one.likeness(&Pairs::of("パスワードを使い回さない。")) < 0.6);
        assert!(Pairs::default().likeness(&Pairs::default()) < 1e-9);
        let summary = Pairs::of_words("台帳の管理");
        assert!(summary.held_in(&Pairs::of_words("機器を台帳で管理している。")) > 0.4);
    }

    #[test]
    fn texts_are_the_same_alike_or_of_other_matters() {
        assert!(is_same_text("ＩＤを 管理\nする。", "idを管理する。"));
        assert!(is_same_text("IDを管理する。", "IDを管理する"));
        // The same pairs of letters, in another order or number, are another text.
        let text = "パスワードは8文字以上とし、8文字の例は示さない。";
        for other in [
            "8文字の例は示さないパスワードは8文字以上とし、。",
            "パスワードは8文字以上とし、8文字の例は示さない。8文字",
            "パスワードは8文字以上とし8文字の例は示さない。",
            "",
        ] {
            assert!(!is_same_text(text, other), "{other}");
        }
        assert!(are_alike("利用者の登録の手順を定めること。", "利用者の登録と削除の手順を定めること。"));
        assert!(!are_alike("利用者の登録と削除の手順を定めること。", "端末の離席時には画面を閉じること。"));
        assert!(are_alike("甲", "甲") && !are_alike("甲", "乙"));
    }
}
