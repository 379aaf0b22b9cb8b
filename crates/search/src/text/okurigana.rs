//! Words that are written with more or fewer kana: 届出 and 届け出, 割当, 割当て and 割り当て are one word each.
//!
//! The table holds the verbs of two kanji of IPADIC, and nouns of their kind. What is not in it is made like them, if it
//! begins and ends as such words do: 切戻し is 切り戻し. The fullest form stands for all, because the dictionary knows it best
//! and because what is half typed stays the beginning of the whole.

use std::collections::{HashMap, HashSet};
use std::sync::{LazyLock, OnceLock};

use tenken_catalog::text::kana::{is_hiragana, is_katakana};

const TABLE: &str = include_str!("okurigana.tsv");
/// Begins the second half of the table: the ends by the second kanji.
const ENDS: &str = "\n# あとの漢字";

/// Kana that follow a noun and are no part of it.
const PARTICLES: &str = "のをがはにでともやへか";

/// From so many words on that begin with a verb in the same form, others are made like them.
const PRODUCTIVE: usize = 4;

/// The fullest form of a word of two kanji.
struct Word {
    /// The kana between them.
    middle: &'static str,
    /// The kana behind them.
    end: &'static str,
    /// Whether the dictionary also has it without kana, so that it is a word wherever it stands.
    is_listed: bool,
}

/// The words that begin with a kanji.
#[derive(Default)]
struct Words {
    /// By the second kanji.
    pairs: HashMap<char, Vec<Word>>,
    /// Words without their first kanji that are read otherwise and so are no spelling of any of these.
    others: HashSet<&'static str>,
    /// What nearly always follows the kanji: 切 → り.
    middle: Option<&'static str>,
}

/// Lines of the table, in the order of the kanji that they begin with. Each is read when it is first needed: all of them take
/// a quarter of the time in which a search begins and answers, and the others take the room of a pointer.
struct Lines<T>(Vec<(char, &'static str, OnceLock<Box<T>>)>);

struct Table {
    words: Lines<Words>,
    /// What may follow a kanji that ends such words: 戻 → し.
    ends: Lines<Vec<&'static str>>,
}

static WORDS: LazyLock<Table> = LazyLock::new(Table::read);

/// What to insert into a text that begins with a word: behind which byte, and what.
pub(super) type Insertions = [(usize, &'static str); 2];

/// Returns what is missing in the word that a text begins with; none if nothing is, or it is no such word. `before` is the
/// character before it. The second place is where the second kanji ends.
pub(super) fn missing(before: Option<char>, text: &str) -> Option<Insertions> {
    let mut chars = text.chars();
    let first = chars.next().filter(|c| is_kanji(*c))?;
    let kana: &str = leading_kana(chars.as_str());
    let mut rest = chars.as_str()[kana.len()..].chars();
    let second = rest.next().filter(|c| is_kanji(*c))?;
    let rest = rest.as_str();
    let place = Place {
        first: first.len_utf8(),
        second: text.len() - rest.len(),
        starts_run: !before.is_some_and(is_kanji),
        kana,
        rest,
    };
    let words = WORDS.words.get(first, Words::of_line)?;
    match words.pairs.get(&second) {
        Some(known) => place.of_known(words, known, text),
        None if kana.is_empty() && !before.is_some_and(is_counted) => place.of_made(words, second, text),
        None => None,
    }
}

/// The two kanji of a word in a text.
struct Place<'t> {
    /// Where the first ends.
    first: usize,
    /// Where the second ends.
    second: usize,
    /// Whether no kanji stands before the first.
    starts_run: bool,
    /// The kana between them.
    kana: &'t str,
    /// What follows them.
    rest: &'t str,
}

impl Place<'_> {
    fn of_known(&self, words: &Words, known: &[Word], text: &str) -> Option<Insertions> {
        let fitting = || known.iter().filter(|word| self.kana.is_empty() || self.kana == word.middle);
        // 指示した is no spelling of 指し示した.
        if words.others.contains(&text[self.first..self.second]) {
            return None;
        }
        let middle = |word: &Word| if self.kana.is_empty() { word.middle } else { "" };
        let with_end = fitting().find_map(|word| Some((word, missing_end(word.end, self.rest)?)));
        let (word, end) = match with_end {
            Some((word, end)) => {
                let written = text.len() - self.rest.len() + word.end.len() - end.len();
                let is_other = text.get(self.first..written).is_some_and(|written| words.others.contains(written));
                (!is_other).then_some((word, end))?
            }
            None => {
                // 思い出 is a word by itself, and not the beginning of 思い出し.
                let is_whole = fitting().any(|word| word.end.is_empty() && word.middle == self.kana);
                let listed = fitting().find(|word| word.is_listed);
                let word = listed.or_else(|| fitting().next().filter(|_| self.starts_run));
                word.filter(|_| ends(self.rest) && !is_whole).map(|word| (word, word.end))?
            }
        };
        let insertions = [(self.first, middle(word)), (self.second, end)];
        insertions.iter().any(|(_, kana)| !kana.is_empty()).then_some(insertions)
    }

    /// A word that is in no table, made of two verbs: 切戻し.
    fn of_made(&self, words: &Words, second: char, text: &str) -> Option<Insertions> {
        let middle = words.middle.filter(|_| !words.others.contains(&text[self.first..self.second]))?;
        let known = WORDS.ends.get(second, ends_of_line)?;
        let kana = self.rest.char_indices().take(3).map(|(at, c)| at + c.len_utf8());
        let mut ends_at = kana.filter(|at| ends(&self.rest[*at..]));
        let is_end = |at: &usize| {
            known.contains(&&self.rest[..*at]) && !words.others.contains(&text[self.first..self.second + at])
        };
        ends_at.find(is_end).map(|_| [(self.first, middle), (self.second, "")])
    }
}

/// Returns how much of the end of a word is missing at the beginning of a text that goes on with it, inflected or not;
/// none if it does not go on with it.
fn missing_end(end: &'static str, rest: &str) -> Option<&'static str> {
    if end.is_empty() {
        return None;
    }
    let mut starts = end.char_indices().map(|(at, _)| at);
    starts.find(|at| goes_on(&end[*at..], rest)).map(|at| &end[..at])
}

/// Whether a text goes on with kana, or with another form of the verb they belong to: し, さ, す.
fn goes_on(end: &str, rest: &str) -> bool {
    let Some(last) = end.chars().last() else { return false };
    let row = match last {
        'い' => "いわうえおっ",
        'き' => "きかくけこい",
        'ぎ' => "ぎがぐげごい",
        'し' => "しさすせそ",
        'ち' => "ちたつてとっ",
        'び' => "びばぶべぼん",
        'み' => "みまむめもん",
        'り' => "りらるれろっ",
        _ => return rest.starts_with(end),
    };
    rest.strip_prefix(&end[..end.len() - last.len_utf8()]).is_some_and(|rest| rest.starts_with(|c| row.contains(c)))
}

/// Whether a word may end before a text.
fn ends(rest: &str) -> bool {
    rest.chars().next().is_none_or(|c| !is_hiragana(c) || PARTICLES.contains(c))
}

/// The kana that a text begins with, if they are few enough to stand between the kanji of a word.
fn leading_kana(text: &str) -> &str {
    const LONGEST: usize = 3;
    let end = text.char_indices().take(LONGEST + 1).find(|(_, c)| !is_hiragana(*c)).map_or(0, |(at, _)| at);
    &text[..end]
}

/// Whether a character before a kanji may make it a counter or a part of another word: `1回受け`.
fn is_counted(c: char) -> bool {
    c.is_alphanumeric() && !is_hiragana(c) && !is_katakana(c)
}

const fn is_kanji(c: char) -> bool {
    matches!(c, '一'..='鿿')
}

impl<T> Lines<T> {
    fn of(lines: impl Iterator<Item = &'static str>) -> Self {
        let split = |line: &'static str| {
            let (kanji, entries) = line.split_once('\t')?;
            Some((kanji.chars().next()?, entries, OnceLock::new()))
        };
        Self(lines.filter_map(split).collect())
    }

    fn get(&self, kanji: char, read: fn(&'static str) -> T) -> Option<&T> {
        let at = self.0.binary_search_by_key(&kanji, |(kanji, ..)| *kanji).ok()?;
        let (_, entries, line) = &self.0[at];
        Some(line.get_or_init(|| Box::new(read(entries))))
    }
}

impl Table {
    fn read() -> Self {
        // Of both halves the first line says what it is.
        let mut halves = TABLE.split(ENDS);
        let mut lines = || halves.next().unwrap_or_default().lines();
        Self { words: Lines::of(lines()), ends: Lines::of(lines()) }
    }
}

/// Returns the ends of a line; a point stands for none.
fn ends_of_line(entries: &'static str) -> Vec<&'static str> {
    entries.split(' ').map(|end| if end == "." { "" } else { end }).collect()
}

impl Words {
    fn of_line(entries: &'static str) -> Self {
        let mut words = Self::default();
        let mut middles: HashMap<&str, usize> = HashMap::new();
        for entry in entries.split(' ') {
            words.add(entry, &mut middles);
        }
        let all: usize = middles.values().sum();
        let most = middles.into_iter().max_by_key(|(_, count)| *count);
        words.middle = most.filter(|(_, count)| *count >= PRODUCTIVE && count * 4 >= all * 3).map(|(middle, _)| middle);
        words
    }

    fn add(&mut self, entry: &'static str, middles: &mut HashMap<&'static str, usize>) {
        if let Some(other) = entry.strip_suffix('!') {
            self.others.insert(other);
            return;
        }
        let Some(at) = entry.find(is_kanji) else { return };
        let (middle, rest) = entry.split_at(at);
        let Some(second) = rest.chars().next() else { return };
        let end = rest[second.len_utf8()..].trim_end_matches('*');
        let word = Word { middle, end, is_listed: entry.ends_with('*') };
        if !middle.is_empty() {
            *middles.entry(middle).or_default() += 1;
        }
        self.pairs.entry(second).or_default().push(word);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    /// The fullest form of every word in a text.
    fn fullest(text: &str) -> String {
        let (mut full, mut before) = (String::new(), None);
        let mut insertions: Vec<(usize, &str)> = Vec::new();
        for (at, c) in text.char_indices() {
            let found = missing(before, &text[at..]).into_iter().flatten();
            insertions.extend(found.map(|(place, kana)| (at + place, kana)));
            insertions.iter().filter(|(place, _)| *place == at).for_each(|(_, kana)| full.push_str(kana));
            full.push(c);
            before = Some(c);
        }
        insertions.iter().filter(|(place, _)| *place == text.len()).for_each(|(_, kana)| full.push_str(kana));
        full
    }

    #[test]
    fn both_halves_of_the_table_are_in_order_and_say_the_same() {
        fn is_sorted<T>(lines: &Lines<T>) -> bool {
            lines.0.len() > 100 && lines.0.is_sorted_by(|(left, ..), (right, ..)| left < right)
        }
        assert!(is_sorted(&WORDS.words) && is_sorted(&WORDS.ends));
        let mut ends: BTreeMap<char, BTreeSet<&str>> = BTreeMap::new();
        for (_, entries, _) in &WORDS.words.0 {
            for (second, words) in Words::of_line(entries).pairs {
                ends.entry(second).or_default().extend(words.iter().map(|word| word.end));
            }
        }
        let written = WORDS.ends.0.iter().map(|(kanji, entries, _)| (*kanji, ends_of_line(entries)));
        assert!(written.eq(ends.into_iter().map(|(kanji, ends)| (kanji, ends.into_iter().collect()))));
    }

    #[test]
    fn every_spelling_of_a_word_becomes_the_fullest() {
        for (full, others) in [
            ("届け出", "届出"),
            ("割り当て", "割当 割当て"),
            ("切り替え", "切替 切替え"),
            ("立ち入り", "立入 立入り"),
            ("取り扱い", "取扱 取扱い"),
            ("持ち出し", "持出 持出し"),
            ("手続き", "手続"),
            ("受け入れ", "受入 受入れ"),
            ("引き継ぎ", "引継 引継ぎ"),
            ("組み合わせ", "組合わせ 組合せ 組み合せ"),
            ("見積もり", "見積 見積り"),
            ("問い合わせ", "問合せ 問合わせ 問い合せ"),
            ("切り戻し", "切戻し"),
        ] {
            assert_eq!(fullest(full), full);
            for other in others.split(' ') {
                assert_eq!(fullest(other), full, "{other}");
                assert_eq!(fullest(&format!("文の{other}を、{other}")), format!("文の{full}を、{full}"));
            }
        }
    }

    #[test]
    fn verbs_are_inflected_as_nouns_are_spelled() {
        for (short, full) in [
            ("持出す", "持ち出す"),
            ("持出さない", "持ち出さない"),
            ("取扱った", "取り扱った"),
            ("切替えて", "切り替えて"),
            ("割当てられた", "割り当てられた"),
            ("打切るとき", "打ち切るとき"),
            ("組合せる", "組み合わせる"),
        ] {
            assert_eq!(fullest(short), full);
        }
    }

    #[test]
    fn other_words_are_left_alone() {
        let texts = "消去 取得 読書 見本 組織 手順 入力 出力 証明書出力 \
            思い出 手直し 下書き 検出 引用 書類 入院 出席 病院に入院 \
            手紙を出し 確認し直し 立案 落下 指示した 作成し 組成し 起動し 言い分 \
            見張る 1回受け 確認印 申請書 見張る 生成 切断 送付 見直し \
            棚卸し 取り扱い 持ち主 受診 打撃 書式 申請 保持 付与 \
            当直 割合の";
        for text in texts.split_whitespace() {
            assert_eq!(fullest(text), text);
        }
    }
}
