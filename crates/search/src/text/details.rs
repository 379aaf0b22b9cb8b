//! What the dictionary says of a word, in few bytes: written when the dictionary is compiled, put back before a filter looks.
//!
//! Base forms and readings differ from entry to entry, but what makes them of the word as it is written seldom does. Written
//! like that, most entries say the same, and the compiled dictionary holds what is said once.

use std::borrow::Cow;

use lindera::token::Token;
use lindera_analysis::token_filter::TokenFilter;

use tenken_catalog::text::kana::to_katakana;

/// The details of an entry, by the names lindera knows them by. What most entries say nothing of stands at the end, where
/// it takes no bytes.
pub(crate) const COLUMNS: [&str; 6] =
    ["base_form", "reading", "part_of_speech", "pos_detail_1", "pos_detail_2", "pos_detail_3"];
/// Where the base form stands among the details.
const BASE_FORM: usize = 0;
/// Where the reading stands among the details.
pub(crate) const READING: usize = 1;

/// lindera's sign for what an entry does not say; it adds those at the end by itself.
pub(crate) const NOTHING: &str = "*";

/// A reading is written with one byte for each of the letters from here to [`LAST`], of which there are 92.
const FIRST: char = 'ァ';
/// The mark of a long sound.
const LAST: char = 'ー';
/// The byte for the first one: the first that is seen.
const FIRST_BYTE: u8 = b'!';
/// The byte for the last one.
const LAST_BYTE: u8 = FIRST_BYTE + (LAST as u32 - FIRST as u32) as u8;

/// Writes a base form: how many characters the word loses at its end, as one character from `0` on, and what it gets.
pub(crate) fn base_form_written(surface: &str, base_form: &str) -> String {
    if surface == base_form {
        return NOTHING.to_owned();
    }
    let alike = surface.chars().zip(base_form.chars()).take_while(|(left, right)| left == right).count();
    let lost = surface.chars().count() - alike;
    let lost = u32::try_from(lost).ok().and_then(|lost| char::from_u32(u32::from('0') + lost));
    lost.into_iter().chain(base_form.chars().skip(alike)).collect()
}

/// The base form that is written as `written`; none where the word is its own.
fn base_form(surface: &str, written: &str) -> Option<String> {
    let mut chars = written.chars();
    let lost = u32::from(chars.next()?).checked_sub(u32::from('0'))?;
    let ends = surface.char_indices().map(|(at, _)| at).chain([surface.len()]);
    let end = ends.rev().nth(lost as usize)?;
    Some([&surface[..end], chars.as_str()].concat())
}

/// Writes a reading; none if it cannot be, because it holds a letter that stands for one of katakana.
pub(crate) fn reading_written(surface: &str, reading: &str) -> Option<String> {
    if reading.bytes().any(|byte| byte.is_ascii()) {
        return None;
    }
    if reading.chars().eq(surface.chars().map(to_katakana)) {
        return Some(NOTHING.to_owned());
    }
    let written: String = reading.chars().map(to_byte).collect();
    Some(if written == NOTHING { reading.to_owned() } else { written })
}

fn to_byte(c: char) -> char {
    match c {
        FIRST..=LAST => char::from(FIRST_BYTE + (u32::from(c) - u32::from(FIRST)) as u8),
        _ => c,
    }
}

fn from_byte(c: char) -> char {
    match u8::try_from(c) {
        Ok(byte @ FIRST_BYTE..=LAST_BYTE) => {
            char::from_u32(u32::from(FIRST) + u32::from(byte - FIRST_BYTE)).unwrap_or(c)
        }
        _ => c,
    }
}

/// The reading that is written as `written`.
fn reading(surface: &str, written: &str) -> String {
    match written {
        NOTHING => surface.chars().map(to_katakana).collect(),
        _ => written.chars().map(from_byte).collect(),
    }
}

/// The filter that puts base forms and readings back. It is the first one: it needs the words as the dictionary has them.
#[derive(Clone)]
pub(crate) struct PutBack;

impl TokenFilter for PutBack {
    fn name(&self) -> &'static str {
        "put_back"
    }

    fn apply(&self, tokens: &mut Vec<Token<'_>>) -> lindera::LinderaResult<()> {
        // Unknown words have no reading, and those of the user dictionary say theirs as it is.
        for token in tokens.iter_mut().filter(|token| token.word_id.is_system()) {
            put_back(token);
        }
        Ok(())
    }
}

fn put_back(token: &mut Token<'_>) {
    let surface = token.surface.to_string();
    if let Some(base_form) = token.get_detail(BASE_FORM).and_then(|written| base_form(&surface, written)) {
        token.set_detail(BASE_FORM, Cow::Owned(base_form));
    }
    if let Some(reading) = token.get_detail(READING).map(|written| reading(&surface, written)) {
        token.set_detail(READING, Cow::Owned(reading));
    }
}

#[cfg(test)]
mod tests {
    use crate::text::dictionary::Work;
    use std::collections::HashMap;

    use csv::StringRecord;

    use super::*;
    use crate::testing::{lexicon, resources};

    #[test]
    fn what_is_written_is_put_back() {
        for (surface, base, base_as, read, read_as) in [
            ("歩い", "歩く", "1く", "アルイ", "\"k$"),
            ("来", "来る", "0る", "キ", "-"),
            ("さ", "する", "1する", "サ", "*"),
            ("尾", "尾", "*", "オ", "オ"),
            ("サーバー", "サーバー", "*", "サーバー", "*"),
            ("くるま", "くるま", "*", "クルマ", "*"),
            ("、", "、", "*", "、", "*"),
        ] {
            assert_eq!(base_form_written(surface, base), base_as, "{surface}");
            assert_eq!(base_form(surface, base_as).unwrap_or(surface.to_owned()), base, "{surface}");
            assert_eq!(reading_written(surface, read).as_deref(), Some(read_as), "{surface}");
            assert_eq!(reading(surface, read_as), read, "{surface}");
        }
        assert_eq!(reading_written("語", "A"), None, "it would be put back as katakana");
    }

    #[test]
    fn every_entry_says_what_the_lexicon_says() {
        let dictionary = resources().dictionary.open(Work::Texts).unwrap();
        let tags = resources().settings.analyzer().unwrap().tags();
        let rows = lexicon();
        let mut words: HashMap<&str, Vec<&StringRecord>> = HashMap::new();
        // lindera takes spaces off, and passes over a word that is one.
        for row in rows.iter().filter(|row| !row[0].trim().is_empty()) {
            words.entry(row[0].trim()).or_default().push(row);
        }
        assert!(words.len() > 200_000);
        for (surface, rows) in words {
            // Of entries with the same sides the cheapest is left, and the last of equals.
            let wins = |(nth, row): (usize, &StringRecord)| {
                let cost = |row: &StringRecord| row[3].parse::<i16>().unwrap();
                rows.iter().enumerate().all(|(other, rival)| {
                    (&rival[1], &rival[2]) != (&row[1], &row[2])
                        || (cost(row), std::cmp::Reverse(nth)) <= (cost(rival), std::cmp::Reverse(other))
                })
            };
            let rows: Vec<_> =
                rows.iter().copied().enumerate().filter(|&entry| wins(entry)).map(|(_, row)| row).collect();
            let entries = dictionary.prefix_dictionary.find_surface(surface);
            assert_eq!(entries.len(), rows.len(), "{surface}");
            for (row, entry) in rows.into_iter().zip(entries) {
                let mut token = Token::new(surface.into(), 0, surface.len(), 0, entry.word_id(), &dictionary, None);
                put_back(&mut token);
                let [base, reading, class @ ..] = &token.details()[..] else { panic!("{surface}") };
                assert_eq!(entry.word_cost().to_string(), &row[3], "{surface}");
                assert_eq!((if *base == NOTHING { surface } else { base }, *reading), (&row[8], &row[9]), "{surface}");
                let expected = row.iter().skip(4).take(4).collect::<Vec<_>>().join(",");
                let asked_for = tags.contains(&expected);
                assert_eq!(class.join(","), if asked_for { &expected } else { "*,*,*,*" }, "{surface}");
            }
        }
    }
}
