//! Finds clauses by their numbers, however people write them.
//!
//! `企画15④`, `企画管理編 第15章④`, `運用14.5`, `運用 14-(5)`, `sysun 14-5`, `5.1.1`, `6.5 C-13` of the old edition and ids all
//! come down to a volume, if one is named, and a sequence of numbers.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use tenken_catalog::catalog::{Catalog, Record, RecordRef};
use tenken_catalog::model::Kind;

/// The numbers of all clauses.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    /// Names of volumes, longest first, normalised.
    volumes: Vec<(String, String)>,
    /// Every clause, in the order of the catalog.
    clauses: Vec<Numbered>,
    /// Number sequence of the old edition → clauses of the present one.
    old: HashMap<Vec<String>, Vec<RecordRef>>,
    /// NormalizedText number of a question of the official Q&A → the clauses it is about.
    questions: HashMap<String, Vec<RecordRef>>,
    /// Every id, normalised; after them those that records had before.
    ids: Vec<(String, RecordRef)>,
}

/// A clause and what its label is made of.
#[derive(Debug)]
struct Numbered {
    at: RecordRef,
    volume: String,
    numbers: Vec<String>,
    words: Vec<String>,
}

/// A query understood as a clause number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NumberQuery {
    /// The volume named, if any.
    pub volume: Option<String>,
    /// The numbers.
    pub numbers: Vec<String>,
    /// The words that are no part of the number.
    pub rest: Vec<String>,
}

impl Numbers {
    /// Collects the numbers of a catalog.
    pub fn new(catalog: &Catalog) -> Self {
        let mut numbers = Self::default();
        for volume in catalog.volumes() {
            let names = volume.aliases.iter().chain([&volume.id, &volume.title, &volume.short]);
            numbers.volumes.extend(names.map(|name| (fold_name(name), volume.id.clone())));
        }
        numbers.volumes.sort_by(|a, b| b.0.chars().count().cmp(&a.0.chars().count()).then_with(|| a.cmp(b)));
        numbers.volumes.dedup();
        for at in catalog.all(Kind::Clause) {
            if let Record::Clause(clause) = catalog.record(at) {
                let volume = catalog.volume_of(clause).map_or_else(String::new, |volume| volume.id.clone());
                let (label, words) = split_label(&separate(&clause.number));
                numbers.clauses.push(Numbered { at, volume, numbers: label, words });
            }
        }
        numbers.collect_old(catalog);
        numbers.collect_questions(catalog);
        numbers.ids.extend(catalog.searchable().map(|at| (catalog.id(at).to_lowercase(), at)));
        for at in catalog.searchable() {
            let former = catalog.record(at).former_ids().iter().filter(|id| catalog.find(id) == Some(at));
            numbers.ids.extend(former.map(|id| (id.to_lowercase(), at)));
        }
        numbers
    }

    fn collect_old(&mut self, catalog: &Catalog) {
        for revision in catalog.revisions().filter(|revision| !revision.old_label.is_empty()) {
            let found = revision.clauses.iter().filter_map(|id| catalog.find(id)).filter(|at| at.kind == Kind::Clause);
            let places = self.old.entry(sequence(&separate(&revision.old_label))).or_default();
            for at in found {
                if !places.contains(&at) {
                    places.push(at);
                }
            }
        }
    }

    /// `企Q-26` is also written `企画Q26` or `企画管理編 Q-26`.
    fn collect_questions(&mut self, catalog: &Catalog) {
        for question in catalog.questions() {
            let Some((start, number)) = question.number.split_once("Q-") else { continue };
            let of_guideline = catalog.volumes().filter(|volume| volume.guideline == question.guideline);
            let volume = of_guideline.into_iter().find(|volume| volume.title.starts_with(start));
            let names = volume.map(|volume| volume.aliases.iter().chain([&volume.title])).into_iter().flatten();
            for name in names.map(String::as_str).chain([start]) {
                let key = fold_question(&format!("{name}Q{number}"));
                self.questions.insert(key, catalog.clauses_about(question));
            }
        }
    }

    /// Returns the volume that a name means.
    pub fn volume(&self, name: &str) -> Option<&str> {
        let name = fold_name(name);
        self.volumes.iter().find(|(known, _)| *known == name).map(|(_, id)| id.as_str())
    }

    /// Understands a query as a clause number; none if it holds no number.
    pub fn parse(&self, text: &str) -> Option<NumberQuery> {
        let mut query = NumberQuery::default();
        let rest = match self.leading_volume(text) {
            Some((volume, rest)) => {
                query.volume = Some(volume.to_owned());
                rest
            }
            None => text,
        };
        let separated = separate(rest);
        for word in separated.split_whitespace() {
            self.take(word, &mut query);
        }
        (!query.numbers.is_empty()).then_some(query)
    }

    /// The volume whose name a text begins with, and what follows the name.
    fn leading_volume<'t>(&self, text: &'t str) -> Option<(&str, &'t str)> {
        self.volumes.iter().find_map(|(name, id)| Some((id.as_str(), strip_name(text, name)?)))
    }

    /// Takes one word apart: the name of a volume, numbers, or a word of its own.
    fn take(&self, word: &str, query: &mut NumberQuery) {
        if query.volume.is_none() {
            let name = fold_name(word);
            if let Some((_, id)) = self.volumes.iter().find(|(known, _)| name == *known) {
                query.volume = Some(id.clone());
                return;
            }
        }
        if is_number(word) {
            query.numbers.push(word.to_owned());
        } else if !matches!(word, "第" | "章" | "項" | "節" | "条" | "編" | "番" | "号" | "の" | "版") {
            query.rest.push(word.to_owned());
        }
    }

    /// Returns the records a query names: by id, by number, by a number of the old edition; best first.
    pub fn find(&self, text: &str) -> Vec<RecordRef> {
        let by_id = self.by_id(text);
        if !by_id.is_empty() {
            return by_id;
        }
        if let Some(clauses) = self.questions.get(&fold_question(text)) {
            return clauses.clone();
        }
        let Some(query) = self.parse(text) else { return Vec::new() };
        if let Some(old) = self.old_edition(text, &query) {
            return old;
        }
        if query.volume.is_none() && (query.numbers.len() < 2 || !query.rest.is_empty()) {
            return Vec::new();
        }
        let mut found: Vec<&Numbered> = self.clauses.iter().filter(|clause| query.fits(clause)).collect();
        if query.numbers.len() > 1 && found.iter().any(|clause| clause.numbers == query.numbers) {
            found.retain(|clause| clause.numbers == query.numbers);
        }
        found.into_iter().map(|clause| clause.at).collect()
    }

    /// Returns the clauses of the place that a number stands in, if it stands in one and names nothing itself: those of
    /// 企画 9 for `企画9①`.
    pub fn around(&self, text: &str) -> Vec<RecordRef> {
        let Some(mut query) = self.parse(text).filter(|query| query.volume.is_some() && query.numbers.len() > 1) else {
            return Vec::new();
        };
        query.numbers.pop();
        self.clauses.iter().filter(|clause| query.fits(clause)).map(|clause| clause.at).collect()
    }

    /// An id is written out, or at least its beginning up to a dot.
    fn by_id(&self, text: &str) -> Vec<RecordRef> {
        let text = text.trim().to_lowercase();
        if !text.contains('.') || text.starts_with(|c: char| c.is_ascii_digit()) || text.contains(char::is_whitespace) {
            return Vec::new();
        }
        // A change may have the id of the clause that it is about.
        let exact: Vec<RecordRef> = self.ids.iter().filter(|(id, _)| *id == text).map(|(_, at)| *at).collect();
        if !exact.is_empty() {
            return exact;
        }
        let below = format!("{}.", text.trim_end_matches('.'));
        let mut found = Vec::new();
        for (_, at) in self.ids.iter().filter(|(id, _)| id.starts_with(&below)) {
            if !found.contains(at) {
                found.push(*at);
            }
        }
        found
    }

    /// `5.2版 6.5章 C13`: the number after the edition is one of the old edition.
    fn old_edition(&self, text: &str, query: &NumberQuery) -> Option<Vec<RecordRef>> {
        if query.volume.is_some() {
            return None;
        }
        let named = text.nfkc().collect::<String>().replace(' ', "").contains("5.2版");
        let numbers = match query.numbers.as_slice() {
            [five, two, rest @ ..] if named && five == "5" && two == "2" => rest,
            all => all,
        };
        let has_letter = numbers.iter().any(|number| number.starts_with('c'));
        if numbers.is_empty() || !(named || has_letter) {
            return None;
        }
        let exact = self.old.get(numbers).cloned();
        exact.filter(|found| !found.is_empty()).or_else(|| self.old_below(numbers))
    }

    fn old_below(&self, numbers: &[String]) -> Option<Vec<RecordRef>> {
        let mut below: Vec<_> = self.old.iter().filter(|(key, _)| key.starts_with(numbers)).collect();
        below.sort();
        let mut found = Vec::new();
        for at in below.into_iter().flat_map(|(_, places)| places) {
            if !found.contains(at) {
                found.push(*at);
            }
        }
        (!found.is_empty()).then_some(found)
    }
}

impl NumberQuery {
    /// Whether a clause stands at or below the number; words left over must belong to its label.
    fn fits(&self, clause: &Numbered) -> bool {
        self.volume.as_ref().is_none_or(|wanted| *wanted == clause.volume)
            && clause.numbers.starts_with(&self.numbers)
            && self.rest.iter().all(|word| clause.words.contains(word))
    }
}

/// The number of a question without spaces and hyphens.
fn fold_question(text: &str) -> String {
    let letters = text.nfkc().flat_map(char::to_lowercase);
    letters.filter(|c| !c.is_whitespace() && !matches!(c, '-' | '−' | '‐' | 'ー' | '.')).collect()
}

/// What follows a normalised name at the beginning of a text, if the text begins with it.
fn strip_name<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let mut wanted = name.chars().peekable();
    let mut chars = text.char_indices();
    for (at, c) in chars.by_ref() {
        if wanted.peek().is_none() {
            let rest = &text[at..];
            return Some(rest.strip_prefix('編').unwrap_or(rest));
        }
        if c.is_whitespace() {
            continue;
        }
        for normalized in c.nfkc().flat_map(char::to_lowercase) {
            if wanted.next() != Some(normalized) {
                return None;
            }
        }
    }
    wanted.peek().is_none().then_some("")
}

/// A number, or the letter C with a number as the old edition has it.
fn is_number(word: &str) -> bool {
    let digits = word.strip_prefix('c').unwrap_or(word);
    !digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit())
}

/// The numbers of a label, without the words around them.
fn sequence(separated: &str) -> Vec<String> {
    separated.split_whitespace().filter(|word| is_number(word)).map(str::to_owned).collect()
}

/// The numbers of a label and the words around them.
fn split_label(separated: &str) -> (Vec<String>, Vec<String>) {
    separated.split_whitespace().map(str::to_owned).partition(|word| is_number(word))
}

fn fold_name(name: &str) -> String {
    let normalized: String = name.nfkc().flat_map(char::to_lowercase).filter(|c| !c.is_whitespace()).collect();
    normalized.strip_suffix('編').unwrap_or(&normalized).to_owned()
}

/// Sets numbers apart from what stands around them and drops the signs between them.
///
/// Circled digits are taken before compatibility normalisation, which would turn 15④ into 154.
fn separate(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut last = CharClass::Space;
    for c in text.chars() {
        if let Some(number) = circled(c) {
            out.push_str(&format!(" {number} "));
            last = CharClass::Space;
            continue;
        }
        for c in c.nfkc().flat_map(char::to_lowercase) {
            let class = CharClass::of(c);
            let joins = class == last || last == CharClass::LetterC;
            if class == CharClass::Space || !joins {
                out.push(' ');
            }
            if class != CharClass::Space {
                out.push(c);
            }
            last = if c == 'c' && last != CharClass::Word { CharClass::LetterC } else { class };
        }
    }
    // `C-13` and `C.13` are written apart in places: join the letter with the number behind it.
    out.split_whitespace().collect::<Vec<_>>().join(" ").replace(" c ", " c")
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum CharClass {
    Space,
    Digit,
    Word,
    LetterC,
    Counter,
}

impl CharClass {
    fn of(c: char) -> Self {
        match c {
            '0'..='9' => Self::Digit,
            '第' | '章' | '節' | '項' | '条' | '番' | '号' | '版' => Self::Counter,
            c if c.is_alphanumeric() || c == 'ー' => Self::Word,
            _ => Self::Space,
        }
    }
}

/// The value of ①–⑳ and ㉑–㉟.
fn circled(c: char) -> Option<u32> {
    match c {
        '①'..='⑳' => Some(u32::from(c) - u32::from('①') + 1),
        '㉑'..='㉟' => Some(u32::from(c) - u32::from('㉑') + 21),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::engine;

    fn found(text: &str) -> Vec<String> {
        let catalog = &engine().catalog;
        let numbers = Numbers::new(catalog);
        numbers.find(text).into_iter().map(|at| catalog.id(at).to_owned()).collect()
    }

    #[test]
    fn a_clause_is_found_however_its_number_is_written() {
        for text in [
            "運用14⑤",
            "運用14.5",
            "運用 14.(5)",
            "運用 14-⑤",
            "システム運用編 第14章⑤",
            "システム運用編14章5項",
            "sysun 14-5",
            "sysun14.5",
            "ＳＹＳＵＮ　１４．５",
            "mhlw6.sysun.14.5",
            "5.2版 6.5 C-13",
            "6.5C13",
            "5.2版 6.5章 C13",
        ] {
            assert_eq!(found(text).first().map(String::as_str), Some("mhlw6.sysun.14.5"), "{text}");
        }
        assert_eq!(found("企画15④"), ["mhlw6.kikaku.15.4"]);
        assert_eq!(found("企画管理編 第15章④"), ["mhlw6.kikaku.15.4"]);
        assert_eq!(found("CL令7 医2-③"), ["mhlwcl.r7.hosp.2-③"]);
        assert_eq!(found("CL令7 2-③"), ["mhlwcl.r7.hosp.2-③", "mhlwcl.r7.vendor.2-③"]);
    }

    #[test]
    fn a_chapter_gives_all_its_clauses() {
        let clauses = found("運用14");
        assert!(clauses.len() >= 8 && clauses.iter().all(|id| id.starts_with("mhlw6.sysun.14.")), "{clauses:?}");
        assert_eq!(found("mhlw6.sysun.14"), clauses);
    }

    #[test]
    fn words_with_numbers_in_them_are_no_clause_numbers() {
        for text in
            ["二要素認証", "13文字以上のパスワード", "令和9年度", "運用手順書 誰が作る", "5", "", "14 15 16 17 18 19"]
        {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
