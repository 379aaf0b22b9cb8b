//! Brings readings and romaji to one form, however they are typed.
//!
//! Kana and Latin letters both become a *skeleton*: Kunrei-like letters with long vowels and the sign for ん made
//! single. `ninshou`, `ninsyo`, `nin'shō` typed as `ninsho`, and にんしょう all give `ninsyo`.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use tenken_catalog::language::t;
use tenken_catalog::text::kana::to_katakana;

use crate::error::SearchError;

const FILE: &str = "index/romaji.tsv";

/// The table of `index/romaji.tsv`.
#[derive(Debug)]
pub struct Romaji {
    /// Katakana of one or two characters → letters.
    kana: HashMap<String, String>,
    /// Typed letters → letters.
    typed: HashMap<String, String>,
    /// Length of the longest typed form.
    longest: usize,
}

impl Romaji {
    /// Reads the text of `index/romaji.tsv`.
    ///
    /// # Errors
    ///
    /// If a line is wrong.
    pub fn new(table: &str) -> Result<Self, SearchError> {
        let mut romaji = Self { kana: HashMap::new(), typed: HashMap::new(), longest: 0 };
        for (index, line) in table.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let wrong =
                |message: &str| SearchError::Definition { file: FILE, line: index + 1, message: t(message).into() };
            let mut columns = line.split('\t');
            let (Some(kana), Some(letters)) = (columns.next(), columns.next()) else {
                return Err(wrong("仮名と綴りの2列が要ります。"));
            };
            if !letters.bytes().all(|b| b.is_ascii_lowercase()) || letters.is_empty() {
                return Err(wrong("綴りは英小文字で書いてください。"));
            }
            if romaji.kana.insert(kana.to_owned(), letters.to_owned()).is_some() {
                return Err(wrong("仮名が重なっています。"));
            }
            for typed in columns.next().unwrap_or_default().split_whitespace().chain([letters]) {
                romaji.longest = romaji.longest.max(typed.len());
                romaji.typed.entry(typed.to_owned()).or_insert_with(|| letters.to_owned());
            }
        }
        Ok(romaji)
    }

    /// Returns the skeleton of a reading in kana; none if there is anything but kana in it.
    pub fn of_kana(&self, kana: &str) -> Option<String> {
        let letters = self.letters(kana)?;
        (!letters.is_empty()).then(|| shorten(&letters))
    }

    /// Returns the letters of a reading in kana.
    fn letters(&self, kana: &str) -> Option<String> {
        let chars: Vec<char> = kana.chars().map(to_katakana).collect();
        let mut letters = String::with_capacity(chars.len() * 2);
        let mut doubled = false;
        let mut at = 0;
        while at < chars.len() {
            if matches!(chars[at], 'ー' | 'ッ' | '・') {
                doubled |= chars[at] == 'ッ';
                at += 1;
                continue;
            }
            let pair: String = chars[at..].iter().take(2).collect();
            let single: String = chars[at..=at].iter().collect();
            let (mora, length) = match self.kana.get(&pair) {
                Some(mora) if pair != single => (mora, 2),
                _ => (self.kana.get(&single)?, 1),
            };
            push_mora(&mut letters, mora, std::mem::take(&mut doubled));
            at += length;
        }
        Some(letters)
    }

    /// Returns the skeletons of what may be meant by typed letters, the surest first: `wo` is ヲ or the end of ウォ, and a `w`
    /// at the end may become either. Kana that an IME has made of the first letters are read with the rest.
    pub(crate) fn sounds(&self, text: &str) -> Vec<String> {
        let text = narrow(text);
        let first = text.find(|c: char| c.is_ascii_alphabetic()).unwrap_or_default();
        let (kana, typed) = text.split_at(first);
        let Some(mut start) = self.letters(kana) else { return Vec::new() };
        if kana.ends_with(['っ', 'ッ']) {
            start.extend(typed.chars().next());
        }
        let small = typed.replace("wo", "uo");
        let half_typed = |typed: &str| typed.trim_end_matches('h').strip_suffix('w').map(|start| format!("{start}u"));
        let ways = [Some(typed.to_owned()), Some(small.clone()), half_typed(typed), half_typed(&small)];
        let mut sounds = Vec::new();
        for way in ways.into_iter().flatten() {
            if let Some((skeleton, _)) = self.of_typed(&format!("{start}{way}"))
                && !sounds.contains(&skeleton)
            {
                sounds.push(skeleton);
            }
        }
        sounds
    }

    /// Returns the skeleton of typed letters, and how many letters at the end make no whole kana yet.
    /// None if this cannot be romaji.
    pub fn of_typed(&self, text: &str) -> Option<(String, usize)> {
        let text: String = narrow(text).chars().map(plain_vowel).filter(|c| !matches!(c, '\'' | '-')).collect();
        if !text.is_ascii() || !text.bytes().all(|b| b.is_ascii_lowercase()) || text.len() < 2 {
            return None;
        }
        let mut letters = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while !rest.is_empty() {
            if let Some((mora, length)) = self.mora(rest) {
                letters.push_str(mora);
                rest = &rest[length..];
            } else if let Some(length) = doubled_consonant(rest) {
                letters.push(consonant(rest.as_bytes()[length]));
                rest = &rest[1..];
            } else if let Some(after) = syllabic_n(rest) {
                letters.push('n');
                rest = after;
            } else if rest.len() <= 2 && !rest.contains(['a', 'i', 'u', 'e', 'o']) {
                letters.push_str(&leftover(rest));
                return Some((shorten(&letters), rest.len()));
            } else {
                return None;
            }
        }
        Some((shorten(&letters), 0))
    }

    /// The longest typed form at the beginning of a text.
    fn mora(&self, text: &str) -> Option<(&str, usize)> {
        let longest = self.longest.min(text.len());
        (1..=longest).rev().find_map(|length| {
            let letters = self.typed.get(&text[..length])?;
            // A bare n before a vowel or y belongs to the next kana.
            (letters != "n").then_some((letters.as_str(), length))
        })
    }
}

/// Letters as a keyboard without an IME writes them: half width, small.
pub(crate) fn narrow(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).collect()
}

fn push_mora(letters: &mut String, mora: &str, doubled: bool) {
    if doubled && !mora.starts_with(['a', 'i', 'u', 'e', 'o']) {
        letters.extend(mora.chars().next());
    }
    letters.push_str(mora);
}

/// っ is typed by doubling: kk, tch. Returns where the consonant that counts stands.
fn doubled_consonant(text: &str) -> Option<usize> {
    match text.as_bytes() {
        [b'n', ..] => None,
        [a, b, ..] if a == b && !b"aiueo".contains(a) => Some(1),
        [b't', b'c', b'h', ..] => Some(0),
        _ => None,
    }
}

/// ん: n before a consonant or at the end, or m before b, p, m as Hepburn has it.
fn syllabic_n(text: &str) -> Option<&str> {
    match text.as_bytes() {
        [b'n', ..] => Some(&text[1..]),
        [b'm', b'b' | b'p' | b'm', ..] => Some(&text[1..]),
        _ => None,
    }
}

/// Consonants typed before their vowel, in the letters of the skeleton.
fn leftover(consonants: &str) -> String {
    let first = consonant(consonants.as_bytes()[0]);
    let second = consonants.chars().nth(1).filter(|c| *c == 'y');
    [Some(first), second].into_iter().flatten().collect()
}

/// A typed consonant in the letters of the skeleton.
const fn consonant(typed: u8) -> char {
    match typed {
        b'j' => 'z',
        b'f' => 'h',
        b'c' => 't',
        b'v' => 'b',
        b'l' => 'r',
        typed => typed as char,
    }
}

/// Makes long vowels and doubled n single, so that it does not matter whether they were typed.
pub(crate) fn shorten(letters: &str) -> String {
    let mut short = String::with_capacity(letters.len());
    for c in letters.chars() {
        let repeats = match (short.chars().last(), c) {
            (Some('o'), 'u') => true,
            (Some(last), c) => last == c && matches!(c, 'a' | 'i' | 'u' | 'e' | 'o' | 'n'),
            (None, _) => false,
        };
        if !repeats {
            short.push(c);
        }
    }
    short
}

const fn plain_vowel(c: char) -> char {
    match c {
        'ā' | 'â' => 'a',
        'ī' | 'î' => 'i',
        'ū' | 'û' => 'u',
        'ē' | 'ê' => 'e',
        'ō' | 'ô' => 'o',
        '’' => '\'',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::resources;

    #[test]
    fn romanisations_and_kana_meet() {
        let romaji = Romaji::new(resources().settings.romaji).unwrap();
        for (kana, typed) in [
            ("にんしょう", "ninshou ninsyou ninsho ninsyo ninshō nin'shou"),
            ("にようそ", "niyouso niyoso"),
            ("にじゅうようそ", "nijuuyouso nijuyoso nizyuuyouso"),
            ("ばっくあっぷ", "bakkuappu"),
            ("まっち", "matchi matti macchi"),
            ("きんえん", "kin'en kinnen kinen"),
            ("しんぶん", "shimbun shinbun sinbun"),
            ("ふぁいる", "fairu huairu"),
            ("さーばー", "saabaa sa-ba- saba"),
            ("でんしょめい", "denshomei densyomei"),
            ("じょうほう", "jouhou joho zyouhou jyouhou"),
            ("つうしん", "tsuushin tuusin tsushin"),
        ] {
            let expected = romaji.of_kana(kana).unwrap();
            for typed in typed.split_whitespace() {
                assert_eq!(romaji.of_typed(typed), Some((expected.clone(), 0)), "{kana} {typed}");
            }
        }
    }

    #[test]
    fn half_typed_letters_are_a_beginning_of_the_whole() {
        let romaji = Romaji::new(resources().settings.romaji).unwrap();
        let whole = romaji.of_kana("にんしょう").unwrap();
        for typed in ["ni", "nin", "nins", "ninsh", "ninsy", "ninsho"] {
            let (start, _) = romaji.of_typed(typed).unwrap();
            assert!(whole.starts_with(&start), "{typed} {start} {whole}");
        }
    }

    #[test]
    fn a_w_may_be_the_beginning_of_a_small_vowel() {
        let romaji = Romaji::new(resources().settings.romaji).unwrap();
        for (kana, typed) in [
            (
                "ふぁいあうぉーる",
                "faiaw faiawo faiawooru faiawo-ru faiaworu faiau faiauo faiauooru faiawh faiawhooru ＦＡＩＡＷＯ",
            ),
            ("らんさむうぇあ", "ransamuw ransamuwe ransamuu ransamuue"),
            ("そふとうぇあ", "sofutow sofutowe sofutowea"),
            ("うぃるす", "wi wirusu uirusu"),
            ("にんしょう", "にんしょu にんしょｕ にんｓｈ ニンsho"),
            ("ばっくあっぷ", "ばっくあｐ ばっkua ばっくあっpu"),
        ] {
            let whole = romaji.of_kana(kana).unwrap();
            for typed in typed.split_whitespace() {
                let sounds = romaji.sounds(typed);
                assert!(sounds.iter().any(|sound| whole.starts_with(sound)), "{kana} {typed} {sounds:?}");
            }
        }
        assert!(romaji.sounds("を選ぶw").is_empty() && romaji.sounds("にんしょう").is_empty());
        assert_eq!(romaji.sounds("wo"), ["o", "uo"]);
    }

    #[test]
    fn what_is_no_romaji_is_left_alone() {
        let romaji = Romaji::new(resources().settings.romaji).unwrap();
        for text in ["vpn接続", "", "a", "x509", "strict", "script", "認証"] {
            assert_eq!(romaji.of_typed(text), None, "{text}");
        }
        assert_eq!(romaji.of_kana("認証"), None);
    }

    #[test]
    fn a_broken_table_names_the_line() {
        let error = Romaji::new("# x\nア\ta\nイ\tI\n").unwrap_err().to_string();
        assert!(error.contains("index/romaji.tsv:3"), "{error}");
    }
}
