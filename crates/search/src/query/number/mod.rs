//! Finds clauses by their numbers, however people write them.
//!
//! `企画15④`, `企画管理編 第15章④`, `運用14.5`, `運用 14-(5)`, `sysun 14-5`, `5.1.1`, `6.5 C-13` of the old edition and ids all
//! come down to a volume, if one is named, and a sequence of numbers.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use tenken_catalog::catalog::{Catalog, Record, RecordRef};
use tenken_catalog::model::{Id, Kind};
use tenken_catalog::text::clean::compared;

pub(crate) use crate::query::number::phrase::NumberedText;
use crate::query::number::text::{fold_question, is_counter, is_number, separate, sequence, split_label};
use crate::query::number::volumes::{Name, VolumeNames};

mod phrase;
mod text;
mod volumes;

/// The numbers of all clauses.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    names: VolumeNames,
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
    /// The volumes named, if any.
    volumes: Vec<Id>,
    /// Whether a volume is named, and not only who issued it.
    is_narrow: bool,
    /// Whether it names an edition beside the number.
    names_edition: bool,
    /// Whether it says which number is that of a chapter: `第14章`.
    has_counter: bool,
    /// The numbers.
    numbers: Vec<String>,
    /// The words that are no part of the number.
    rest: Vec<String>,
}

impl Numbers {
    /// Collects the numbers of a catalog.
    pub fn new(catalog: &Catalog) -> Self {
        let mut numbers = Self { names: VolumeNames::new(catalog), ..Self::default() };
        for at in catalog.all(Kind::Clause) {
            if let Record::Clause(clause) = catalog.record(at) {
                let volume = catalog.volume_of(clause).map_or_else(String::new, |volume| volume.id.clone());
                let (mut label, words) = split_label(&separate(&clause.number));
                // Where the printed number leaves out the section (②-2), the id has it (3.7-2-2).
                let tail = clause.id.strip_prefix(&clause.chapter).unwrap_or_default();
                let (full, others) = split_label(&separate(tail));
                if others.is_empty() && full.ends_with(&label) {
                    label = full;
                }
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

    /// Returns the volumes that a name means, the newest first.
    pub fn volumes(&self, name: &str) -> &[Id] {
        let known = self.names.named(name).filter(|known| !known.is_ministry);
        known.map_or(&[], |known| &known.volumes)
    }

    /// Understands a query as a clause number; none if it holds no number.
    fn parse(&self, text: &str) -> Option<NumberQuery> {
        let mut query = NumberQuery::default();
        let mut rest = text;
        while let Some((name, after)) = self.names.leading(rest) {
            query.narrow(name);
            rest = after;
        }
        // Where the number that is being read began: that of an edition (5.2版) is none.
        let mut start = 0;
        for word in separate(rest).split_whitespace() {
            if word.contains('版') && is_counter(word) {
                query.names_edition = true;
                query.numbers.truncate(start);
            } else if is_counter(word) {
                query.has_counter |= word.contains(['章', '第']);
            } else if is_number(word) {
                query.numbers.push(word.to_owned());
                continue;
            } else {
                self.take(word, &mut query);
            }
            if word.ends_with(['第', '版']) || !is_counter(word) {
                start = query.numbers.len();
            }
        }
        (!query.numbers.is_empty()).then_some(query)
    }

    /// Takes a word that is neither number nor counter: the name of a volume, or a word of its own.
    fn take(&self, word: &str, query: &mut NumberQuery) {
        match self.names.named(word) {
            Some(name) if query.volumes.is_empty() => query.narrow(name),
            _ if matches!(word, "編" | "の" | "旧" | "旧版") => {}
            _ => query.rest.push(word.to_owned()),
        }
    }

    /// Returns the records a query names: by id, by number, by a number of the old edition; best first.
    pub fn find(&self, text: &str) -> Vec<RecordRef> {
        let text = &*compared(text);
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
        // Which edition is meant is for the search to say: what it changed stands before the clause.
        if query.names_edition || !query.is_narrow && (query.numbers.len() < 2 || !query.rest.is_empty()) {
            return Vec::new();
        }
        let mut found: Vec<&Numbered> = self.clauses.iter().filter(|clause| query.fits(clause)).collect();
        if query.numbers.len() > 1 && found.iter().any(|clause| clause.numbers == query.numbers) {
            found.retain(|clause| clause.numbers == query.numbers);
        }
        found.sort_by_key(|clause| query.volumes.iter().position(|volume| *volume == clause.volume));
        found.into_iter().map(|clause| clause.at).collect()
    }

    /// Returns the clauses of the place that a number stands in, if it stands in one and names nothing itself: those of
    /// 企画 9 for `企画9①`.
    pub fn around(&self, text: &str) -> Vec<RecordRef> {
        let Some(mut query) = self.parse(text).filter(|query| query.is_narrow && query.numbers.len() > 1) else {
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
        if query.is_narrow {
            return None;
        }
        let named = text.nfkc().collect::<String>().replace(' ', "").contains("5.2版");
        let numbers = query.numbers.as_slice();
        let has_letter = numbers.iter().any(|number| number.starts_with('c'));
        // Words beside such a number are looked for, see `read`.
        if !(named || has_letter) || has_letter && !query.rest.is_empty() {
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
    /// Takes the volumes of a name: of two names, those that bear both.
    fn narrow(&mut self, name: &Name) {
        let both: Vec<Id> = self.volumes.iter().filter(|volume| name.volumes.contains(volume)).cloned().collect();
        if self.volumes.is_empty() || both.is_empty() {
            self.volumes.clone_from(&name.volumes);
        } else {
            self.volumes = both;
        }
        self.is_narrow |= !name.is_ministry;
    }

    /// Whether a clause stands at or below the number; words left over must belong to its label.
    fn fits(&self, clause: &Numbered) -> bool {
        (self.volumes.is_empty() || self.volumes.contains(&clause.volume))
            && clause.numbers.starts_with(&self.numbers)
            && self.rest.iter().all(|word| clause.words.iter().any(|label| is_label(label, word)))
    }
}

/// Whether a word is one of a label, or what it stands for there: the item 事2-⑧ of the list for 事業者.
fn is_label(label: &str, word: &str) -> bool {
    let long = match label {
        "医" => "医療機関",
        "事" => "事業者",
        _ => return label == word,
    };
    label == word || word.starts_with(long)
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
            "旧6.5C13",
            "5.2版 6.5章 C13",
        ] {
            assert_eq!(found(text).first().map(String::as_str), Some("mhlw6.sysun.14.5"), "{text}");
        }
        assert_eq!(found("企画15④"), ["mhlw6.kikaku.15.4"]);
        assert_eq!(found("企画管理編 第15章④"), ["mhlw6.kikaku.15.4"]);
        assert!(found("別紙2 3.7").contains(&"meti11.b2.3.7-2-2".to_owned()), "the printed number is ②-2");
        assert_eq!(found("別紙2 3.7 ②-2"), ["meti11.b2.3.7-2-2"]);
        assert_eq!(found("CL令7 医2-③"), ["mhlwcl.r7.hosp.2-③"]);
        assert_eq!(found("CL令7 2-③"), ["mhlwcl.r7.hosp.2-③", "mhlwcl.r7.vendor.2-③"]);
    }

    #[test]
    fn a_shared_name_means_all_its_volumes_the_newest_first() {
        assert_eq!(found("チェックリスト 2-⑧")[0], "mhlwcl.r7.hosp.2-⑧");
        let volumes: Vec<_> =
            found("チェックリスト 1-1").iter().map(|id| id.split('.').nth(1).unwrap().to_owned()).collect();
        assert!(volumes.is_sorted_by(|a, b| a >= b) && volumes.len() > 2, "{volumes:?}");
        assert_eq!(found("R7 事業者 2-8"), ["mhlwcl.r7.vendor.2-⑧"]);
        assert_eq!(found("令和7年度 医療機関確認用 2-8"), ["mhlwcl.r7.hosp.2-⑧"]);
    }

    #[test]
    fn volumes_and_ministries_are_known_as_people_call_them() {
        for (text, start) in [
            ("企管15④", "mhlw6.kikaku.15.4"),
            ("企管 15", "mhlw6.kikaku.15."),
            ("厚労省 運用14⑤", "mhlw6.sysun.14.5"),
            ("厚生労働省　システム運用編　第14章第5項", "mhlw6.sysun.14.5"),
            ("経産省 4.1", "meti11.4.1"),
            ("総務省 4.1", "meti11.4.1"),
            ("経産省・総務省 4.1", "meti11.4.1"),
            ("経産省 別紙2 3.7", "meti11.b2.3.7"),
            ("運用第14章第5項", "mhlw6.sysun.14.5"),
            ("運用編14章の5", "mhlw6.sysun.14.5"),
            ("\u{feff}運\u{200b}用14⑤", "mhlw6.sysun.14.5"),
        ] {
            let ids = found(text);
            assert!(!ids.is_empty() && ids.iter().all(|id| id.starts_with(start)), "{text} {ids:?}");
        }
        let both = found("第14章第5項");
        assert!(
            both.contains(&"mhlw6.sysun.14.5".to_owned()) && both.iter().all(|id| id.ends_with("14.5")),
            "{both:?}"
        );
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
