//! The words of katakana that stand in the catalog, so that one that stands nowhere can be put right.

use std::collections::{BTreeMap, HashMap, HashSet};

use memchr::memmem;
use tenken_catalog::packed::{Bytes, Numbers, Packed, Strings, Writer, strings};
use tenken_catalog::text::kana::is_katakana;

use crate::error::SearchError;
use crate::text::normalize::normalize;
use crate::words::edits::one_edit_apart;

/// Words with fewer characters are too short to guess what was meant.
const TYPO_MIN: usize = 5;
/// Shorter pieces of a compound are found everywhere and say nothing about its spelling.
const PIECE_MIN: usize = 3;
/// How many words are tried for one that is wrong.
const TRIED: usize = 3;

/// The sections of the words in their order, of all of them one a line, and of the length of the longest.
const WORDS: &str = "katakana";
const LINES: &str = "katakana.lines";
const LONGEST: &str = "katakana.longest";

/// Words of katakana, normalised.
#[derive(Debug)]
pub(crate) struct KatakanaWords {
    words: Strings,
    /// All of them, one a line, to see whether a beginning or a part stands anywhere. The most used come first, so that of
    /// several near ones the likeliest is tried.
    lines: Bytes,
    /// How long the longest is, in characters.
    longest: usize,
}

/// Collects words while texts are indexed.
#[derive(Debug, Default)]
pub(crate) struct KatakanaBuilder {
    /// As written.
    counts: HashMap<String, u32>,
}

impl KatakanaBuilder {
    /// Adds the words of a text: every run of katakana.
    pub fn add(&mut self, text: &str) {
        for run in runs(text).filter(|run| run.chars().nth(PIECE_MIN - 1).is_some()) {
            match self.counts.get_mut(run) {
                Some(count) => *count += 1,
                None => {
                    self.counts.insert(run.to_owned(), 1);
                }
            }
        }
    }

    /// Writes what was collected, joined with words that are known from elsewhere.
    pub fn write<'a>(mut self, others: impl Iterator<Item = &'a str>, tables: &mut Writer) -> Result<(), SearchError> {
        others.for_each(|text| self.add(text));
        let mut known: BTreeMap<String, u32> = BTreeMap::new();
        for (written, count) in self.counts {
            *known.entry(normalize(&written).text()).or_default() += count;
        }
        strings(known.keys().map(String::as_str), tables, WORDS)?;
        let mut words: Vec<(&String, &u32)> = known.iter().collect();
        words.sort_by(|a, b| b.1.cmp(a.1).then_with(|| a.0.cmp(b.0)));
        let mut lines = String::new();
        for (word, _) in words {
            lines.push_str(word);
            lines.push('\n');
        }
        let longest = known.keys().map(|word| word.chars().count()).max().unwrap_or_default();
        tables.add(LINES, lines.into_bytes());
        tables.add(LONGEST, Numbers::to_bytes([longest as u32]));
        Ok(())
    }
}

impl KatakanaWords {
    /// Opens what was written.
    pub fn open(tables: &Packed) -> Result<Self, SearchError> {
        let longest = Numbers::new(tables.section(LONGEST)?).get(0).unwrap_or_default() as usize;
        Ok(Self { words: Strings::open(tables, WORDS)?, lines: tables.section(LINES)?, longest })
    }

    /// Returns all of them, in the order of their bytes.
    pub const fn words(&self) -> &Strings {
        &self.words
    }

    /// Returns how long the longest is, in characters.
    pub const fn longest(&self) -> usize {
        self.longest
    }

    /// Returns what may be meant by a normalised text in which a word of katakana stands nowhere in the catalog and is one
    /// edit away from one that does; large kana for small ones are no edit.
    pub fn corrections(&self, text: &str) -> Vec<String> {
        let mut corrected = Vec::new();
        let wrong = runs(text).filter(|run| run.chars().count() >= TYPO_MIN && !self.is_known(run));
        let mut once: HashSet<&str> = HashSet::new();
        for run in wrong.filter(|run| once.insert(run)) {
            corrected.extend(self.near(run).into_iter().map(|right| text.replace(run, &right)));
        }
        corrected
    }

    /// Whether a word stands in the catalog, is a part of one that does, or is made of such words.
    fn is_known(&self, run: &str) -> bool {
        memmem::find(&self.lines, run.as_bytes()).is_some() || self.is_made_of_words(run)
    }

    /// Whether a word is made of several that stand in the catalog; of the last at least two letters.
    fn is_made_of_words(&self, run: &str) -> bool {
        let starts_word = |rest: &str| {
            let is_long = rest.chars().nth(1).is_some();
            is_long
                && (self.lines.starts_with(rest.as_bytes())
                    || memmem::find(&self.lines, format!("\n{rest}").as_bytes()).is_some())
        };
        // From the end to the beginning, each place once: tried way by way, a long word would never end.
        let starts: Vec<usize> = run.char_indices().map(|(at, _)| at).collect();
        let mut fits = vec![false; starts.len()];
        for (place, start) in starts.iter().enumerate().rev() {
            let ends = starts.iter().enumerate().skip(place + PIECE_MIN).take(self.longest);
            let is_made = ends.clone().any(|(next, end)| fits[next] && self.is_word(&run[*start..*end]));
            if place == 0 {
                return is_made;
            }
            fits[place] = is_made || (starts.len() - place <= self.longest && starts_word(&run[*start..]));
        }
        false
    }

    /// Whether a piece of a compound is a word; inside a compound it keeps its long sound.
    fn is_word(&self, piece: &str) -> bool {
        self.words.find(piece).is_some()
            || piece.strip_suffix('ー').is_some_and(|short| self.words.find(short).is_some())
    }

    /// Returns the words near one, or the compounds in whose place one word is near.
    fn near(&self, run: &str) -> Vec<String> {
        let whole: Vec<String> = self.words_near(run).map(str::to_owned).collect();
        if !whole.is_empty() {
            return whole;
        }
        let mut compounds = Vec::new();
        for (left, right) in cuts(run) {
            if self.is_word(left) {
                compounds.extend(self.words_near(right).map(|near| format!("{left}{near}")));
            }
            if self.is_word(right) {
                compounds.extend(self.words_near(left).map(|near| format!("{near}{right}")));
            }
        }
        compounds.truncate(TRIED);
        compounds
    }

    fn words_near<'a>(&'a self, word: &str) -> impl Iterator<Item = &'a str> {
        /// How many bytes a letter more or less, or another letter, makes at most.
        const LETTER: usize = 4;
        let (wanted, length) = (key(word), word.len());
        let is_long = wanted.len() >= TYPO_MIN;
        // Nearly all words are told by their length.
        let lines = self.lines.split(|byte| *byte == b'\n').filter(move |line| line.len().abs_diff(length) <= LETTER);
        let known = lines.filter_map(|line| str::from_utf8(line).ok()).filter(|known| !known.is_empty());
        let is_near = move |known: &&str| {
            let known = key(known);
            is_long && (known == wanted || one_edit_apart(&known, &wanted))
        };
        known.filter(is_near).take(TRIED)
    }
}

/// The runs of katakana in a text.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c| !is_katakana(c)).filter(|run| !run.is_empty())
}

/// The ways to cut a word in two.
fn cuts(run: &str) -> impl Iterator<Item = (&str, &str)> {
    run.char_indices().skip(PIECE_MIN).map(|(at, _)| run.split_at(at))
}

/// A word as it is compared: small kana are as large ones.
fn key(word: &str) -> Vec<char> {
    let large = |c| match c {
        'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ッ' | 'ャ' | 'ュ' | 'ョ' | 'ヮ' => {
            // Each small letter stands right before its large one.
            char::from_u32(u32::from(c) + 1).unwrap_or(c)
        }
        c => c,
    };
    word.chars().map(large).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> KatakanaWords {
        let mut builder = KatakanaBuilder::default();
        builder.add("セキュリティのバックアップ、ファイアウォールとサーバー。ランサムウェアの対策");
        opened(builder, &["ｸﾗｳﾄﾞ", "ストレージ", "ネットワーク"])
    }

    fn opened(builder: KatakanaBuilder, others: &[&str]) -> KatakanaWords {
        let mut tables = Writer::default();
        builder.write(others.iter().copied(), &mut tables).unwrap();
        KatakanaWords::open(&Packed::open(tables.finish().into()).unwrap()).unwrap()
    }

    #[test]
    fn a_word_one_edit_away_is_put_right() {
        for (typed, meant) in [
            ("セキュリテイ", "セキュリティ"),
            ("バックアツプを取る", "バックアップを取る"),
            ("ランサムウエア", "ランサムウェア"),
            ("フアイアウオール", "ファイアウォール"),
            ("ネットワク", "ネットワーク"),
            ("ネットワークク", "ネットワーク"),
            ("ネトッワーク", "ネットワーク"),
            ("セキュリチィ", "セキュリティ"),
            ("バックアツプサーバ", "バックアップサーバ"),
            ("サーバーバックアプ", "サーバーバックアップ"),
        ] {
            assert!(known().corrections(typed).contains(&meant.to_owned()), "{typed} {:?}", known().corrections(typed));
        }
    }

    #[test]
    fn a_word_that_can_be_cut_in_many_ways_takes_no_time() {
        let mut builder = KatakanaBuilder::default();
        builder.add("アクセス、ログイン、アクセスログイン");
        let wrong = format!("{}ヌヌ", "アクセスログイン".repeat(100));
        assert_eq!(opened(builder, &[]).corrections(&wrong), Vec::<String>::new());
    }

    #[test]
    fn what_stands_somewhere_is_left_alone() {
        for typed in [
            "セキュリティ",
            "セキュリテ",
            "キュリティ",
            "ストレージバックアップ",
            "バックアップサー",
            "サバ",
            "ストレジ",
            "カルテ",
            "バンソウコウ",
            "証跡",
        ] {
            assert_eq!(known().corrections(typed), Vec::<String>::new(), "{typed}");
        }
    }
}
