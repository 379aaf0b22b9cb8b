//! What people call editions: 第7.0版, `ver.7.0`, 令和八年度, R8, 2026年度, `厚労省7.0`.
//!
//! How a number or a year of an edition is written is one rule; which ones there are is what the catalog holds. What reads
//! like an edition that the catalog does not know is none.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::text::clean::is_ignored;

use super::{Catalog, Edition};

#[cfg(test)]
mod tests;

/// The names of the editions of a catalog.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct EditionNames {
    /// The editions of a number or year, by their places in [`Catalog::editions`].
    numbered: BTreeMap<EditionNumber, Vec<usize>>,
    /// Ids and short names, without spaces, the longest first.
    called: Vec<(Vec<char>, usize)>,
}

/// Where a text names editions, and which ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedEditions {
    /// Where it does, in bytes.
    pub range: Range<usize>,
    /// Their places in [`Catalog::editions`]: several, where more than one guideline has an edition of that year.
    pub editions: Vec<usize>,
}

/// What editions are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
enum EditionNumber {
    /// 第7.0版
    Version(u32, u32),
    /// 令和8年度, by the year of the era.
    Year(u32),
}

/// The year before the first one of 令和.
const ERA_START: u32 = 2018;

impl EditionNames {
    /// Collects the names of a catalog.
    pub fn new(catalog: &Catalog) -> Self {
        let mut names = Self::default();
        for (place, edition) in catalog.editions().iter().enumerate() {
            let own = Letters::of(&edition.name());
            if let Some((_, number)) = own.number_at(0) {
                names.numbered.entry(number).or_default().push(place);
            }
            names.called.extend(called(edition).map(|name| (name, place)));
        }
        names.called.sort_by(|(a, left), (b, right)| b.len().cmp(&a.len()).then(left.cmp(right)));
        names
    }

    /// Returns where a text names editions that the catalog knows, from the left.
    pub fn find(&self, text: &str) -> Vec<NamedEditions> {
        let letters = Letters::of(text);
        let mut found = Vec::new();
        let mut at = 0;
        while at < letters.chars.len() {
            match self.at(&letters, at) {
                Some((end, editions)) => {
                    found.push(NamedEditions { range: letters.bytes(at..end), editions });
                    at = end;
                }
                None => at += 1,
            }
        }
        found
    }

    /// Returns the editions that a text is the name of, and nothing else. By itself, a number is enough: `7.0`.
    pub fn whole(&self, text: &str) -> Vec<usize> {
        let letters = Letters::of(text.trim());
        let end = letters.chars.len();
        let named = self.at(&letters, 0).filter(|(at, _)| *at == end).map(|(_, editions)| editions);
        named.or_else(|| self.bare(&letters)).unwrap_or_default()
    }

    fn at(&self, letters: &Letters, at: usize) -> Option<(usize, Vec<usize>)> {
        let called = self.called.iter().find_map(|(name, place)| Some((letters.name_at(at, name)?, vec![*place])));
        let numbered = || {
            let (end, number) = letters.number_at(at)?;
            Some((end, self.numbered.get(&number)?.clone()))
        };
        called.or_else(numbered)
    }

    fn bare(&self, letters: &Letters) -> Option<Vec<usize>> {
        let mut reader = Reader { letters, at: 0 };
        let number = reader.version()?;
        if reader.at < letters.chars.len() { None } else { self.numbered.get(&number).cloned() }
    }
}

/// Returns how an edition is called besides by its number: by its id, and by its short name, if that holds the number.
fn called(edition: &Edition<'_>) -> impl Iterator<Item = Vec<char>> {
    let short = edition.volume.map_or(&edition.guideline.short, |volume| &volume.short);
    let numbered = Some(short.as_str()).filter(|short| short.contains(|c: char| c.is_ascii_digit()));
    let names = [Some(edition.id()), numbered];
    names.into_iter().flatten().map(|name| Letters::of(name).chars.into_iter().filter(|c| *c != ' ').collect())
}

/// A text as it is read here: width and case make no difference, and what nobody sees is passed over.
struct Letters {
    chars: Vec<char>,
    /// The bytes of the text that each of them comes from.
    ranges: Vec<Range<usize>>,
}

impl Letters {
    fn of(text: &str) -> Self {
        let mut letters = Self { chars: Vec::new(), ranges: Vec::new() };
        for (start, c) in text.char_indices().filter(|(_, c)| !is_ignored(*c)) {
            let mut add = |shown: char| {
                letters.chars.push(if shown.is_whitespace() { ' ' } else { shown });
                letters.ranges.push(start..start + c.len_utf8());
            };
            // Digits in circles number items, and no edition.
            match c.nfkc().any(|plain| plain.is_ascii_digit()) && !matches!(c, '0'..='9' | '０'..='９') {
                true => add(c),
                false => c.nfkc().flat_map(char::to_lowercase).for_each(add),
            }
        }
        letters
    }

    fn bytes(&self, range: Range<usize>) -> Range<usize> {
        self.ranges[range.start].start..self.ranges[range.end - 1].end
    }

    fn get(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied()
    }

    fn before(&self, at: usize) -> Option<char> {
        at.checked_sub(1).and_then(|at| self.get(at))
    }

    /// Returns where a name ends that begins here and stands by itself; spaces in between make no difference.
    fn name_at(&self, at: usize, name: &[char]) -> Option<usize> {
        if self.before(at).is_some_and(is_code) {
            return None;
        }
        let mut end = at;
        for wanted in name {
            while end > at && self.get(end) == Some(' ') {
                end += 1;
            }
            if self.get(end) != Some(*wanted) {
                return None;
            }
            end += 1;
        }
        (!self.get(end).is_some_and(is_code)).then_some(end)
    }

    /// Returns where the number or year of an edition ends that begins here.
    fn number_at(&self, at: usize) -> Option<(usize, EditionNumber)> {
        let readings = [Reader::era_year, Reader::western_year, Reader::edition];
        readings.into_iter().find_map(|read| {
            let mut reader = Reader { letters: self, at };
            let number = read(&mut reader)?;
            Some((reader.at, number))
        })
    }

    /// Whether a Latin word or another number stands before this place: then a number without 第 is that of a product or
    /// protocol (TLS 1.1).
    fn follows_latin(&self, at: usize) -> bool {
        let before = self.chars[..at].iter().rev().find(|c| **c != ' ');
        before.is_some_and(|c| is_code(*c))
    }
}

/// Whether a letter would make another word, number or id of a name beside it.
const fn is_code(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')
}

/// Reads from a place on.
struct Reader<'a> {
    letters: &'a Letters,
    at: usize,
}

impl Reader<'_> {
    /// 令和8年度版, 令和八年度, 令和8, R8, 令8. A year with a month behind it is a date.
    fn era_year(&mut self) -> Option<EditionNumber> {
        let before = self.letters.before(self.at);
        let is_short = !self.take("令和");
        if !is_short {
            self.spaces();
        } else if (before.is_some_and(is_code) || !self.take("r")) && (before.is_some_and(is_kanji) || !self.take("令"))
        {
            return None;
        }
        let year = if !is_short && self.take("元") { 1 } else { self.number(2)? };
        let end = self.at;
        self.spaces();
        if self.take("年度") {
            self.take("版");
        } else if !self.take("年版") && !self.take("版") {
            self.at = end;
            let next = self.next().filter(|c| is_code(*c) || *c == '年');
            if next.is_some() {
                return None;
            }
        }
        Some(EditionNumber::Year(year))
    }

    /// 2026年度版, 二〇二六年度.
    fn western_year(&mut self) -> Option<EditionNumber> {
        if self.letters.before(self.at).is_some_and(is_digit) {
            return None;
        }
        let year = self.number(4)?;
        if !self.take("年度") {
            return None;
        }
        self.take("版");
        year.checked_sub(ERA_START).filter(|year| *year > 0).map(EditionNumber::Year)
    }

    /// 第7.0版, 第七版, 7.0版, `ver.7.0`.
    fn edition(&mut self) -> Option<EditionNumber> {
        let start = self.at;
        if self.take("第") {
            self.spaces();
            let major = self.number(2)?;
            let minor = if self.take(".") { self.number(2)? } else { 0 };
            self.spaces();
            return self.take("版").then_some(EditionNumber::Version(major, minor));
        }
        if self.letters.follows_latin(start) {
            return None;
        }
        let is_marked = ["version", "ver", "v", "バージョン"].into_iter().any(|mark| self.take(mark));
        if is_marked {
            self.take(".");
            self.spaces();
        }
        let number = self.version()?;
        let end = self.at;
        self.spaces();
        if self.take("版") {
            return Some(number);
        }
        self.at = end;
        (is_marked && !self.next().is_some_and(is_code)).then_some(number)
    }

    /// `7.0`.
    fn version(&mut self) -> Option<EditionNumber> {
        let major = self.number(2)?;
        if !self.take(".") {
            return None;
        }
        Some(EditionNumber::Version(major, self.number(2)?))
    }

    /// A number of so many digits at most, 八 and 十二 too.
    fn number(&mut self, most: usize) -> Option<u32> {
        let rest = &self.letters.chars[self.at.min(self.letters.chars.len())..];
        let digits = |is: fn(char) -> bool| rest.iter().take_while(|c| is(**c)).count();
        let (length, value) = match digits(is_digit) {
            0 => {
                let length = digits(|c| kanji_digit(c).is_some());
                (length, kanji_number(&rest[..length])?)
            }
            length => (length, rest[..length].iter().collect::<String>().parse().ok()?),
        };
        self.at += length;
        (length <= most).then_some(value)
    }

    fn next(&self) -> Option<char> {
        self.letters.get(self.at)
    }

    /// Takes a word, if it stands here.
    fn take(&mut self, word: &str) -> bool {
        let length = word.chars().count();
        let stands =
            self.letters.chars.get(self.at..self.at + length).is_some_and(|here| here.iter().copied().eq(word.chars()));
        self.at += if stands { length } else { 0 };
        stands
    }

    fn spaces(&mut self) {
        while self.next() == Some(' ') {
            self.at += 1;
        }
    }
}

const fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

const fn is_kanji(c: char) -> bool {
    matches!(c, '一'..='鿿')
}

/// The value of a numeral; 10 for 十.
fn kanji_digit(c: char) -> Option<u32> {
    "〇一二三四五六七八九十".chars().position(|known| known == c).map(|value| value as u32)
}

/// Reads 八, 十, 十二, 二十三 and 二〇二六.
fn kanji_number(numerals: &[char]) -> Option<u32> {
    let joined = |numerals: &[char]| {
        numerals.iter().try_fold(0_u32, |value, c| {
            let digit = kanji_digit(*c).filter(|digit| *digit < 10)?;
            value.checked_mul(10)?.checked_add(digit)
        })
    };
    match numerals.iter().position(|c| *c == '十') {
        None if numerals.is_empty() => None,
        None => joined(numerals),
        Some(at) => {
            let tens = if at == 0 { 1 } else { joined(&numerals[..at])? };
            Some(tens.checked_mul(10)?.checked_add(joined(&numerals[at + 1..])?)?)
        }
    }
}
