//! One spelling for texts that are written differently: done before a text is cut into words or compared, in the index and
//! in queries alike, so that both spellings find the same.

use std::borrow::Cow;
use std::ops::Range;

use tenken_catalog::text::clean::is_ignored;
use tenken_catalog::text::kana::{is_katakana, is_sound_mark};

use crate::text::kanji::modern;
use crate::text::okurigana::missing;

/// A text in its one spelling, and where its characters stand in the text as it was written.
#[derive(Debug)]
pub(crate) struct Spelled<'t> {
    /// The text in its one spelling.
    pub text: Cow<'t, str>,
    /// For each byte of it where its character stands in the original, and where the original ends; none where both are one.
    places: Option<Vec<u32>>,
}

/// Returns the one spelling of a text: what nobody sees is left out, old and variant kanji are those in use, a dash inside a
/// word of katakana is the mark of a long sound, and words are written with all their kana.
pub(crate) fn spelled(text: &str) -> Spelled<'_> {
    let by_character = by_character(text);
    let by_word = by_word(&by_character.text);
    let Some(places) = by_word.places else { return by_character };
    let places = places.into_iter().map(|at| by_character.original(at as usize) as u32).collect();
    Spelled { text: Cow::Owned(by_word.text.into_owned()), places: Some(places) }
}

/// Puts the kana into words that are written with fewer than they could have.
fn by_word(text: &str) -> Spelled<'_> {
    let mut rewriting = Rewriting::new(text);
    let (mut before, mut end) = (None, 0);
    for (at, c) in text.char_indices() {
        // A word begins where the one before has ended.
        if at >= end
            && let Some(insertions) = missing(before, &text[at..])
        {
            for (place, kana) in insertions.into_iter().filter(|(_, kana)| !kana.is_empty()) {
                rewriting.replace(at + place..at + place, kana);
            }
            end = at + insertions[1].0;
        }
        before = Some(c);
    }
    rewriting.finish()
}

/// Puts right what single characters show.
fn by_character(text: &str) -> Spelled<'_> {
    let mut rewriting = Rewriting::new(text);
    let mut before = None;
    for (at, c) in text.char_indices() {
        let range = at..at + c.len_utf8();
        if is_ignored(c) {
            rewriting.replace(range, "");
            continue;
        }
        if let Some(form) = modern(c) {
            rewriting.replace(range, form.encode_utf8(&mut [0; 4]));
        } else if is_dash(c) && before.is_some_and(is_of_katakana) && is_long_sound(text, &range) {
            rewriting.replace(range, "ー");
        }
        before = Some(c);
    }
    rewriting.finish()
}

impl Spelled<'_> {
    /// Returns where a byte of the text stands in the original. What is left out belongs to the character before it.
    pub fn original(&self, at: usize) -> usize {
        self.places.as_ref().map_or(at, |places| places[at] as usize)
    }
}

/// Hyphens, dashes, the minus sign and the lines of tables, as keyboards, word processors and scanners write them for ー.
const fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}' | '\u{2500}' | '\u{2501}'
    )
}

const fn is_of_katakana(c: char) -> bool {
    is_katakana(c) || matches!(c, 'ｦ'..='ﾝ') || is_sound_mark(c)
}

/// Whether a dash behind katakana stands for a long sound: more katakana follows. Between two long words it parts them:
/// クラウド-セキュリティ.
fn is_long_sound(text: &str, dash: &Range<usize>) -> bool {
    const LONG: usize = 4;
    let run = |chars: &mut dyn Iterator<Item = char>| {
        let letters = chars.filter(|c| !is_ignored(*c)).take_while(|c| is_of_katakana(*c));
        letters.filter(|c| !is_sound_mark(*c)).take(LONG).count()
    };
    let (left, right) = (run(&mut text[..dash.start].chars().rev()), run(&mut text[dash.end..].chars()));
    right > 0 && (left < LONG || right < LONG)
}

/// A text that is changed in places, from the left to the right; nothing is copied before the first change.
struct Rewriting<'t> {
    text: &'t str,
    /// How much of the text is written, in bytes.
    done: usize,
    written: String,
    places: Vec<u32>,
}

impl<'t> Rewriting<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, done: 0, written: String::new(), places: Vec::new() }
    }

    /// Writes the text up to a range, and something else in the place of the range.
    fn replace(&mut self, range: Range<usize>, with: &str) {
        self.copy(range.start);
        self.written.push_str(with);
        self.places.extend(with.bytes().map(|_| range.start as u32));
        self.done = range.end;
    }

    fn copy(&mut self, end: usize) {
        self.written.push_str(&self.text[self.done..end]);
        self.places.extend(self.done as u32..end as u32);
    }

    fn finish(mut self) -> Spelled<'t> {
        if self.done == 0 && self.written.is_empty() {
            return Spelled { text: Cow::Borrowed(self.text), places: None };
        }
        self.copy(self.text.len());
        self.places.push(self.text.len() as u32);
        Spelled { text: Cow::Owned(self.written), places: Some(self.places) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    use super::*;

    #[test]
    fn what_nobody_sees_is_left_out() {
        for hidden in
            ['\u{200b}', '\u{200c}', '\u{200d}', '\u{ad}', '\u{feff}', '\u{202e}', '\u{2067}', '\u{fe0f}', '\u{e0100}']
        {
            let text = format!("{hidden}証{hidden}跡{hidden}{hidden}の管理");
            let spelled = spelled(&text);
            assert_eq!(spelled.text, "証跡の管理", "{hidden:?}");
            let (start, end) = (spelled.original(0), spelled.original("証跡".len()));
            assert_eq!(text[start..end].trim_end_matches(hidden), format!("証{hidden}跡"));
        }
    }

    #[test]
    fn a_dash_inside_a_word_of_katakana_is_a_long_sound() {
        for (written, one) in [
            ("サ-バ", "サーバ"),
            ("デ‐タベ−ス", "データベース"),
            ("ｻ-ﾊﾞ", "ｻーﾊﾞ"),
            ("ﾕｰｻﾞ-ﾒﾆｭ-の", "ﾕｰｻﾞーﾒﾆｭ-の"),
            ("ファイアウォ―ル", "ファイアウォール"),
            ("リモ－トアクセス", "リモートアクセス"),
            ("パスワ─ド", "パスワード"),
            ("クラウド-セキュリティ", "クラウド-セキュリティ"),
            ("サーバ-室", "サーバ-室"),
            ("14-⑤ e-文書法 A-B ア-1", "14-⑤ e-文書法 A-B ア-1"),
        ] {
            assert_eq!(spelled(written).text, one, "{written}");
        }
    }

    proptest! {
        #[test]
        fn places_are_in_order_and_on_characters(text in "[サバー\\-証證⻭𠮷跡持ち出し届割当a \u{200b}\u{feff}ﾞｻ]{0,20}") {
            let spelled = spelled(&text);
            let places: Vec<usize> =
                spelled.text.char_indices().map(|(at, _)| at).chain([spelled.text.len()]).map(|at| spelled.original(at)).collect();
            prop_assert!(places.is_sorted());
            prop_assert!(places.iter().all(|at| text.is_char_boundary(*at)));
            prop_assert_eq!(places.last(), Some(&text.len()));
        }
    }
}
