//! Editions that a query names: 第7.0版, R8, 最新版. Their pages stand first, what they changed next.
//!
//! A query that names none is left as it is. A name is looked for as it was typed and as the edition is called; the records
//! of an edition hold its name, whatever they say.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tantivy::DocId;

use tenken_catalog::catalog::{Catalog, Edition, EditionNames, NamedEditions, RecordRef};
use tenken_catalog::language::{Language, spoken};
use tenken_catalog::model::Kind;
use tenken_catalog::packed::{Column, ColumnWriter, Numbers, Packed, Writer};
use tenken_catalog::text::kana::is_hiragana;

use crate::error::SearchError;
use crate::index::documents::Documents;
use crate::query::filters::number_of;
use crate::query::syntax::{NamedEdition, Query, QueryText};
use crate::tables::{decode, encode};
use crate::text::normalize::fold;

/// How many editions are told about at most.
const TOLD: usize = 3;

/// The sections of the editions, and of the documents of each.
const EDITIONS: &str = "editions";
const DOCUMENTS: &str = "editions.documents";

/// The editions of a catalog, as queries ask for them.
#[derive(Debug)]
pub(crate) struct Editions {
    kept: Kept,
    /// The documents of each edition, in their order: its heading, its clauses, and the changes from it and to it.
    documents: Column,
    all: Arc<Documents>,
}

/// What is known of the editions.
#[derive(Debug, Deserialize, Serialize)]
struct Kept {
    names: EditionNames,
    /// In the order of [`Catalog::editions`].
    known: Vec<KnownEdition>,
    /// Those that hold today, by their places among the known ones.
    current: Vec<usize>,
    /// What is said where those that hold today are asked for.
    current_sentence: String,
    words: EditionWords,
}

/// An edition.
#[derive(Debug, Deserialize, Serialize)]
struct KnownEdition {
    id: String,
    guideline: String,
    name: String,
    /// Its name among the editions of all guidelines, as compared.
    full_name: String,
    /// This name and the others that people have for it, as compared.
    called: Vec<String>,
    /// What is said where it is named.
    standing: String,
}

/// `index/editions.toml`: how people ask for editions. As compared, the longest first.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct EditionWords {
    current: Vec<String>,
    guidelines: Vec<String>,
    about: Vec<String>,
    joints: Vec<String>,
}

impl Editions {
    /// Collects the editions of a catalog and writes them; `words` is the text of `index/editions.toml`.
    pub fn write(
        catalog: &Catalog,
        documents: &Documents,
        words: &str,
        tables: &mut Writer,
    ) -> Result<(), SearchError> {
        let editions = catalog.editions();
        let mut column = ColumnWriter::default();
        for edition in &editions {
            column.push(&Numbers::to_bytes(documents_of(catalog, edition, documents)));
        }
        column.write(tables, DOCUMENTS)?;
        let holdings = catalog.holdings();
        let newest = holdings.newest();
        let place = |edition: &Edition<'_>| editions.iter().position(|known| known.id() == edition.id());
        let kept = Kept {
            names: EditionNames::new(catalog),
            known: editions.iter().map(KnownEdition::new).collect(),
            current: newest.iter().filter_map(place).collect(),
            current_sentence: holdings.newest_sentence(),
            words: EditionWords::read(words)?,
        };
        tables.add(EDITIONS, encode(&kept)?);
        Ok(())
    }

    /// Opens what was written.
    pub fn open(all: &Arc<Documents>, tables: &Packed) -> Result<Self, SearchError> {
        let kept = decode(&tables.section(EDITIONS)?)?;
        Ok(Self { kept, documents: Column::open(tables, DOCUMENTS)?, all: all.clone() })
    }

    /// Whether a text is nothing but the name of an edition, with a word or sign that says so: `5.2版`. A number by itself
    /// may be that of a clause, too.
    pub fn is_name(&self, text: &str) -> bool {
        let text = text.trim();
        matches!(self.kept.names.find(text).as_slice(), [named] if named.range == (0..text.len()))
    }

    /// Takes the names of editions out of the words of a query.
    pub fn take(&self, query: &mut Query) {
        if self.kept.current.is_empty() || !self.take_current(query) {
            self.take_named(query);
        }
    }

    /// Takes what asks for the editions that hold today: only a query that asks for nothing else but a guideline.
    fn take_current(&self, query: &mut Query) -> bool {
        let words: Option<Vec<&str>> = query.groups.iter().map(|group| plain(group)).collect();
        let text = fold(&words.unwrap_or_default().concat());
        let Some((phrase, mut rest)) = taken(&text, &self.kept.words.current) else { return false };
        let mut guidelines = Vec::new();
        while let Some((word, shorter)) = taken(&rest, &self.kept.words.guidelines) {
            guidelines.push(vec![QueryText { text: word.to_owned(), quoted: false }]);
            rest = shorter;
        }
        while let Some((_, shorter)) = taken(&rest, &self.kept.words.about) {
            query.has_left_out = true;
            rest = shorter;
        }
        if !is_grammar(&rest) {
            query.has_left_out = false;
            return false;
        }
        query.groups = guidelines;
        let editions = self.kept.current.clone();
        query.editions = vec![NamedEdition { text: phrase.to_owned(), editions, is_current: true }];
        true
    }

    fn take_named(&self, query: &mut Query) {
        let groups = std::mem::take(&mut query.groups);
        let bare = self.bare(&groups);
        // Names may have spaces in them, so words side by side are read as one text.
        for run in groups.chunk_by(|left, right| plain(left).is_some() && plain(right).is_some()) {
            let words: Option<Vec<&str>> = run.iter().map(|group| plain(group)).collect();
            let text = words.map(|words| words.join(" ")).unwrap_or_default();
            let mut named = self.kept.names.find(&text);
            if named.is_empty() {
                named.clone_from(&bare);
            }
            if named.is_empty() {
                query.groups.extend(run.iter().cloned());
                continue;
            }
            let mut from = 0;
            for named in named {
                self.add_words(&text[from..named.range.start], query);
                from = named.range.end;
                let text = text[named.range].to_owned();
                query.editions.push(NamedEdition { text, editions: named.editions, is_current: false });
            }
            self.add_words(&text[from..], query);
        }
    }

    /// Returns where a query has the number of an edition without a sign that it is one (`7.0`), if it asks for nothing
    /// else but a guideline and what changed.
    fn bare(&self, groups: &[Vec<QueryText>]) -> Vec<NamedEditions> {
        let words: Option<Vec<&str>> = groups.iter().map(|group| plain(group)).collect();
        let words = words.unwrap_or_default();
        let is_beside = |word: &&str| self.kept.words.is_about(word) || self.kept.words.is_guideline(word);
        let numbers: Vec<&str> = words.iter().copied().filter(|word| !is_beside(word)).collect();
        let [number] = numbers.as_slice() else { return Vec::new() };
        let start = words.iter().take_while(|word| word != &number).map(|word| word.len() + 1).sum();
        let editions = self.kept.names.whole(number);
        let named = NamedEditions { range: start..start + number.len(), editions };
        if named.editions.is_empty() { Vec::new() } else { vec![named] }
    }

    /// Adds the words between the names of editions, without what only joins them and without what is asked about them.
    fn add_words(&self, text: &str, query: &mut Query) {
        let is_cut = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
        let (starts, ends) = (is_cut(text.chars().next()), is_cut(text.chars().last()));
        let count = text.split_whitespace().count();
        for (place, word) in text.split_whitespace().enumerate() {
            let mut word = word;
            if place == 0 && starts {
                word =
                    self.kept.words.joints.iter().find_map(|joint| word.strip_prefix(joint.as_str())).unwrap_or(word);
            }
            if place + 1 == count && ends {
                word =
                    self.kept.words.joints.iter().find_map(|joint| word.strip_suffix(joint.as_str())).unwrap_or(word);
            }
            if self.kept.words.is_about(word) {
                query.has_left_out = true;
            } else if !fold(word).is_empty() {
                query.groups.push(vec![QueryText { text: word.to_owned(), quoted: false }]);
            }
        }
    }

    fn known(&self, named: &NamedEdition) -> impl Iterator<Item = &KnownEdition> {
        named.editions.iter().filter_map(|place| self.kept.known.get(*place))
    }

    /// Returns how the editions that are named are called, each once.
    pub fn names(&self, named: &NamedEdition) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for known in self.known(named) {
            if !names.contains(&known.name.as_str()) {
                names.push(&known.name);
            }
        }
        names
    }

    /// Returns the documents that belong to the editions that are named, in their order.
    pub fn documents(&self, named: &NamedEdition) -> Vec<DocId> {
        let own = named.editions.iter().flat_map(|place| self.all.ids(self.documents.get(*place)));
        let mut documents: Vec<DocId> = own.collect();
        documents.sort_unstable();
        documents.dedup();
        documents
    }

    /// Returns what the reader should know about the editions that a query names, in sentences.
    pub fn notes(&self, named: &[NamedEdition], catalog: &Catalog) -> Vec<String> {
        let is_written = spoken() == Language::Japanese;
        let standing = |known: &KnownEdition| match catalog.edition(&known.id).filter(|_| !is_written) {
            Some(edition) => edition.standing(),
            None => known.standing.clone(),
        };
        let current = || match is_written {
            true => self.kept.current_sentence.clone(),
            false => catalog.holdings().newest_sentence(),
        };
        let mut notes: Vec<String> = Vec::new();
        for named in named {
            let own = if named.is_current { vec![current()] } else { self.known(named).map(standing).collect() };
            for note in own {
                if !notes.contains(&note) {
                    notes.push(note);
                }
            }
        }
        notes.truncate(TOLD);
        notes
    }

    /// Returns the records of the editions that a value of the filter 版 means: by the whole name, the number, the year, the
    /// id, or a part of the name.
    pub fn records(&self, value: &str) -> HashSet<RecordRef> {
        let known = &self.kept.known;
        let whole = fold(value);
        let records = |place: usize| self.all.records(self.documents.get(place));
        if let Some(place) = known.iter().position(|known| known.full_name == whole) {
            return records(place).into_iter().collect();
        }
        let named = self.kept.names.whole(value);
        let value = &fold(number_of(value));
        let is_meant = |(place, known): &(usize, &KnownEdition)| match named.is_empty() {
            true => {
                let ids = [&known.guideline, &known.id];
                ids.iter().any(|id| id.as_str() == value) || known.called.iter().any(|name| name.contains(value))
            }
            false => named.contains(place),
        };
        known.iter().enumerate().filter(is_meant).flat_map(|(place, _)| records(place)).collect()
    }
}

impl KnownEdition {
    fn new(edition: &Edition<'_>) -> Self {
        let called = edition.other_names().into_iter().map(fold).chain([fold(&edition.name())]).collect();
        Self {
            id: edition.id().to_owned(),
            guideline: edition.guideline().id.clone(),
            name: edition.name(),
            full_name: fold(&edition.full_name()),
            called,
            standing: edition.standing(),
        }
    }
}

/// Returns the documents of the heading of an edition, its clauses, and the changes from it and to it.
fn documents_of(catalog: &Catalog, edition: &Edition<'_>, documents: &Documents) -> BTreeSet<DocId> {
    let id = edition.id();
    let node = catalog.all(Kind::Node).find(|at| catalog.id(*at) == id);
    let clauses = node.into_iter().flat_map(|node| catalog.clauses_below(node));
    let changes = catalog.all(Kind::Revision).zip(catalog.revisions());
    let changes = changes.filter(|(_, change)| change.from == id || change.to == id).map(|(at, _)| at);
    node.into_iter().chain(clauses).chain(changes).filter_map(|at| documents.of(at)).collect()
}

impl EditionWords {
    fn read(text: &str) -> Result<Self, SearchError> {
        let mut words: Self =
            toml::from_str(text).map_err(|error| SearchError::in_toml("index/editions.toml", text, &error))?;
        for list in [&mut words.current, &mut words.guidelines, &mut words.about, &mut words.joints] {
            list.iter_mut().for_each(|word| *word = fold(word));
            // An empty word would stand everywhere.
            list.retain(|word| !word.is_empty());
            list.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
        }
        Ok(words)
    }

    /// Whether a word asks about an edition and for nothing else.
    fn is_about(&self, word: &str) -> bool {
        is_made_of(word, &self.about)
    }

    /// Whether a word says which guideline is meant, and nothing else.
    fn is_guideline(&self, word: &str) -> bool {
        is_made_of(word, &self.guidelines)
    }
}

/// Returns the first of some words that stands in a text, and the text without it; a space stands in its place.
fn taken<'w>(text: &str, words: &'w [String]) -> Option<(&'w str, String)> {
    let word = words.iter().find(|word| text.contains(word.as_str()))?;
    Some((word, text.replacen(word.as_str(), " ", 1)))
}

/// Whether nothing but some words stands in a text, and at least one of them.
fn is_made_of(text: &str, words: &[String]) -> bool {
    let text = fold(text);
    let mut rest = text.clone();
    while let Some((_, shorter)) = taken(&rest, words) {
        rest = shorter;
    }
    rest != text && is_grammar(&rest)
}

/// Whether a text has nothing but particles and endings, which Japanese writes in hiragana.
fn is_grammar(text: &str) -> bool {
    text.chars().all(|c| is_hiragana(c) || c == ' ')
}

/// The word of a group that is nothing but one word outside quotes.
fn plain(group: &[QueryText]) -> Option<&str> {
    match group {
        [part] if !part.quoted => Some(&part.text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, prop, prop_assert, prop_assert_eq, proptest};

    use super::*;
    use crate::query::syntax::parse;
    use crate::request::{Request, Results};
    use crate::settings::Settings;
    use crate::testing::{engine, resources, sample};

    /// What a query names, with the ids of the editions, the words beside it, and whether others were left out.
    type Reading = (Vec<(String, Vec<String>)>, Vec<String>, bool);

    fn read(text: &str) -> Reading {
        let editions = &engine().corpus.editions;
        let mut query = parse(text);
        editions.take(&mut query);
        let ids =
            |named: &NamedEdition| named.editions.iter().map(|place| editions.kept.known[*place].id.clone()).collect();
        let named = query.editions.iter().map(|named| (named.text.clone(), ids(named))).collect();
        let words = query.groups.iter().flatten().map(|part| part.text.clone()).collect();
        (named, words, query.has_left_out)
    }

    #[test]
    fn a_query_is_cut_at_the_names_of_editions() {
        for (text, named, words, has_left_out) in [
            ("第7.0版", &[("第7.0版", "mhlw7")][..], &[][..], false),
            ("7.0", &[("7.0", "mhlw7")], &[], false),
            ("２．０", &[("２．０", "meti20")], &[], false),
            ("厚労省 7.0", &[("厚労省 7.0", "mhlw7")], &[], false),
            ("ガイドライン 7.0", &[("7.0", "mhlw7")], &["ガイドライン"], false),
            ("7.0 変更点", &[("7.0", "mhlw7")], &[], true),
            ("7.0版 パスワード", &[("7.0版", "mhlw7")], &["パスワード"], false),
            ("第7.0版のパスワード", &[("第7.0版", "mhlw7")], &["パスワード"], false),
            ("パスワードは第7.0版で", &[("第7.0版", "mhlw7")], &["パスワード"], false),
            ("第7.0版 で何が変わった", &[("第7.0版", "mhlw7")], &[], true),
            ("第7.0版で何が変わったの?", &[("第7.0版", "mhlw7")], &[], true),
            ("6.0版と7.0版の違い", &[("6.0版", "mhlw6"), ("7.0版", "mhlw7")], &[], true),
            ("R8 チェックリスト 変更点", &[("R8", "mhlwcl.r8")], &["チェックリスト"], true),
            ("第7.0版とは", &[("第7.0版", "mhlw7")], &[], false),
            ("第7.0版についての変更点", &[("第7.0版", "mhlw7")], &[], true),
            ("7.0版 ばっくあっぷ", &[("7.0版", "mhlw7")], &["ばっくあっぷ"], false),
            ("7.0版 パスワードの変更", &[("7.0版", "mhlw7")], &["パスワードの変更"], false),
            ("\"認証\" 7.0版", &[("7.0版", "mhlw7")], &["認証"], false),
        ] {
            let named: Vec<_> = named.iter().map(|(text, id)| ((*text).to_owned(), vec![(*id).to_owned()])).collect();
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            assert_eq!(read(text), (named, words, has_left_out), "{text}");
        }
    }

    #[test]
    fn the_newest_editions_are_asked_for_beside_guidelines_only() {
        let current = ["mhlw7", "meti20", "mhlwcl.r8"].map(str::to_owned).to_vec();
        for (text, words, has_left_out) in [
            ("最新版", &[][..], false),
            ("現行版", &[], false),
            ("新しい版", &[], false),
            ("最新のガイドライン", &[], false),
            ("最新版は?", &[], false),
            ("チェックリスト 最新版", &["チェックリスト"], false),
            ("厚労省ガイドラインの最新版", &["ガイドライン", "厚労省"], false),
            ("最新版の変更点", &[], true),
        ] {
            let (named, found, left_out) = read(text);
            assert!(matches!(named.as_slice(), [(_, ids)] if *ids == current), "{text}: {named:?}");
            assert_eq!((found.join(" "), left_out), (words.join(" "), has_left_out), "{text}");
        }
        for text in [
            "パッチの最新版",
            "最新版のパッチ",
            "最新版 変更 パッチ",
            "更新版",
            "\"最新版\"",
            "最新",
            "新しい",
            "構成図 最新",
        ] {
            let (named, words, has_left_out) = read(text);
            let typed: Vec<String> = parse(text).groups.iter().flatten().map(|part| part.text.clone()).collect();
            assert_eq!((named, words, has_left_out), (Vec::new(), typed, false), "{text}");
        }
    }

    fn search(text: &str) -> Results {
        engine().search(&Request::new(text, usize::MAX))
    }

    fn kinds(results: &Results) -> Vec<Kind> {
        results.hits.iter().map(|hit| hit.at.kind).collect()
    }

    #[test]
    fn the_edition_comes_first_then_what_it_changed_then_the_rest() {
        for (text, ids) in [
            ("第7.0版", &["mhlw7"][..]),
            ("7.0版", &["mhlw7"]),
            ("ver7.0", &["mhlw7"]),
            ("第2.0版", &["meti20"]),
            ("2.0版", &["meti20"]),
            ("令和8年度", &["mhlwcl.r8"]),
            ("令和八年度", &["mhlwcl.r8"]),
            ("2026年度版", &["mhlwcl.r8"]),
            ("最新版", &["mhlw7", "meti20", "mhlwcl.r8"]),
            ("現行のガイドライン", &["mhlw7", "meti20", "mhlwcl.r8"]),
            ("6.0版と7.0版の違い", &["mhlw6", "mhlw7"]),
            ("第7.0版 で何が変わった", &["mhlw7"]),
        ] {
            let results = search(text);
            let catalog = &engine().catalog;
            let first: Vec<&str> = results.hits.iter().take(ids.len()).map(|hit| hit.id.as_str()).collect();
            assert_eq!(first, ids, "{text}");
            let told = catalog.revisions().filter(|change| match ids {
                ["mhlw6", "mhlw7"] => change.from == "mhlw6" && change.to == "mhlw7",
                ids => ids.iter().any(|id| *id == change.from || *id == change.to),
            });
            let (count, kinds) = (told.count(), kinds(&results));
            assert!(
                count > 0 && kinds[ids.len()..ids.len() + count].iter().all(|kind| *kind == Kind::Revision),
                "{text}"
            );
            assert!(!results.notes.is_empty() && results.warnings.is_empty(), "{text}: {:?}", results.warnings);
        }
    }

    #[test]
    fn what_changed_in_a_word_stands_before_the_edition_that_does_not_say_it() {
        let narrowed = search("7.0版 パスワード");
        let catalog = &engine().catalog;
        let changes: Vec<&str> = narrowed
            .hits
            .iter()
            .take_while(|hit| hit.at.kind == Kind::Revision)
            .map(|hit| catalog.title(hit.at))
            .collect();
        assert!(!changes.is_empty() && changes.iter().all(|what| what.contains("パスワード")), "{changes:?}");
        let others = &narrowed.hits[narrowed.counts.all..];
        assert_eq!(
            (others[0].id.as_str(), others[0].tier),
            ("mhlw7", crate::Tier::Some),
            "it says nothing of the word"
        );
    }

    #[test]
    fn what_an_edition_changed_in_a_clause_stands_before_the_clause() {
        let hits = search("7.0版 運用14⑤").hits;
        let clause = hits.iter().position(|hit| hit.id == "mhlw6.sysun.14.5").unwrap();
        assert_eq!(hits[0].id, "mhlw7.sysun.14.5");
        assert!(hits[..clause].iter().all(|hit| hit.at.kind == Kind::Revision) && clause < 4, "{clause}");
        assert_eq!(search("5.2版 6.5 C-13").hits[0].id, "mhlw6.sysun.14.5", "a number of that edition");
        assert!(search("経営 1.1").notes.is_empty());
    }

    #[test]
    fn clauses_are_whole_where_they_are_of_the_edition_and_hold_every_word() {
        let whole = |text: &str| {
            let request = Request { kinds: vec![Kind::Clause], ..Request::new(text, usize::MAX) };
            engine().search(&request).whole().map(|hit| hit.id.clone()).collect::<Vec<_>>()
        };
        let of_old = whole("6.0版 バックアップ");
        assert!(of_old.len() > 5 && of_old.iter().filter(|id| id.starts_with("mhlw6.")).count() > 5, "{of_old:?}");
        assert_eq!(whole("6.0版 変更点"), [""; 0], "what is asked about it was left out");
    }

    #[test]
    fn the_filter_takes_every_name_and_finds_edition_and_changes_too() {
        let engine = sample();
        let found = |query: &str| {
            let mut found = engine.search(&Request::new(query, usize::MAX)).hits;
            found.sort_by_key(|hit| hit.at);
            found
        };
        let expected = found("版:7.0");
        let kinds: HashSet<Kind> = expected.iter().map(|hit| hit.at.kind).collect();
        assert_eq!(kinds, HashSet::from([Kind::Clause, Kind::Node, Kind::Revision]));
        for query in ["版:第7.0版", "edition:ver7.0", "版:第七版", "版:mhlw7", "版:見本7.0"] {
            assert_eq!(found(query), expected, "{query}");
        }
        assert!(found("版:7.0 種別:改定").iter().all(|hit| hit.at.kind == Kind::Revision));
        assert!(found("版:9.9").is_empty());
    }

    #[test]
    fn a_mistake_in_the_words_is_named_with_file_and_line() {
        let Settings { editions, .. } = resources().settings;
        assert!(EditionWords::read(editions).is_ok());
        let broken = editions.replacen("about = [", "about = 1 + [", 1);
        let message = EditionWords::read(&broken).unwrap_err().to_string();
        let line = editions.lines().position(|line| line.starts_with("about")).unwrap() + 1;
        assert!(message.starts_with(&format!("index/editions.toml:{line}:")), "{message}");
    }

    proptest! {
        // Fewer than the 256 cases that others draw, because each takes long; PROPTEST_CASES goes before it.
    #![proptest_config(ProptestConfig::with_cases(100))]

        #[test]
        fn a_query_that_names_no_edition_is_not_touched(
            words in prop::collection::vec("パスワード|認証|⑤|運用14|\"版\"|版|第14章|TLS 1.1|更新版|OR|-印刷|2026年|変更点|違い|14.5|令和|の", 0..6),
        ) {
            let text = words.join(" ");
            let mut query = parse(&text);
            engine().corpus.editions.take(&mut query);
            prop_assert_eq!(&query, &parse(&text));
            prop_assert!(search(&text).notes.is_empty());
        }
    }
}
