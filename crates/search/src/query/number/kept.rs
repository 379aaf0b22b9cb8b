//! The numbers and ids of records, written ahead of time and looked up where they lie.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tantivy::DocId;

use tenken_catalog::catalog::{Catalog, Record, RecordRef};
use tenken_catalog::model::{Clause, Kind};
use tenken_catalog::packed::{Column, ColumnWriter, Numbers, Packed, Strings, Writer, strings};

use crate::error::SearchError;
use crate::index::documents::Documents;
use crate::passing::Passing;
use crate::query::number::NumberQuery;
use crate::query::number::codes::code;
use crate::query::number::text::{fold_question, separate, sequence, split_label};

/// The volumes of clauses, and the volume, the numbers and the words of the label of each clause, in the order of the catalog.
const VOLUMES: &str = "numbers.volumes";
const VOLUME: &str = "numbers.volume";
const LABELS: &str = "numbers.labels";
const WORDS: &str = "numbers.words";
/// The numbers of the old edition, and the documents of the present clauses.
const OLD: &str = "numbers.old";
const OLD_DOCUMENTS: &str = "numbers.old.documents";
/// The numbers of questions of the official Q&A, normalised, and the documents of the clauses they are about.
const QUESTIONS: &str = "numbers.questions";
const QUESTION_DOCUMENTS: &str = "numbers.questions.documents";
/// The numbers of clauses that are codes, and their documents.
const CODES: &str = "numbers.codes";
const CODE_DOCUMENTS: &str = "numbers.codes.documents";
/// Every id, normalised; those that records had before come behind the others. With the document and the place in this list.
const IDS: &str = "numbers.ids";
const ID_DOCUMENTS: &str = "numbers.ids.documents";
const ID_PLACES: &str = "numbers.ids.places";

/// Ends a number or word in a list of them; none holds it, and it stands before all that they are made of, so that lists are
/// in the order of their members.
const END: char = '\u{1F}';

/// The numbers and ids of all records.
#[derive(Debug)]
pub(super) struct Kept {
    documents: Arc<Documents>,
    volumes: Strings,
    volume: Numbers,
    labels: Column,
    words: Column,
    old: Strings,
    old_documents: Column,
    questions: Strings,
    question_documents: Column,
    codes: Strings,
    code_documents: Column,
    ids: Strings,
    id_documents: Numbers,
    id_places: Numbers,
}

/// Which clauses at or below a number are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Those that the number names, by the order of their volumes: if it is the whole number of some, no others.
    Named,
    /// All, in the order of the catalog.
    All,
}

/// Collects the numbers and ids of a catalog and writes them.
pub(super) fn write(
    catalog: &Catalog,
    passing: &mut Passing,
    documents: &Documents,
    tables: &mut Writer,
) -> Result<(), SearchError> {
    let codes = write_clauses(passing, catalog.all(Kind::Clause), tables)?;
    write_table((CODES, CODE_DOCUMENTS), &codes, documents, tables)?;
    let old = old(catalog).into_iter().map(|(numbers, places)| (list(&numbers), places));
    write_table((OLD, OLD_DOCUMENTS), &old.collect(), documents, tables)?;
    write_table((QUESTIONS, QUESTION_DOCUMENTS), &questions(catalog), documents, tables)?;
    write_ids(catalog, passing, documents, tables)
}

/// Writes the labels of clauses, and returns those that are codes.
fn write_clauses(
    passing: &mut Passing,
    clauses: impl Iterator<Item = RecordRef>,
    tables: &mut Writer,
) -> Result<BTreeMap<String, Vec<RecordRef>>, SearchError> {
    let mut codes: BTreeMap<String, Vec<RecordRef>> = BTreeMap::new();
    // The volumes in the order they come, and the place among them of that of each clause.
    let (mut places, mut volume): (BTreeMap<String, usize>, Vec<usize>) = (BTreeMap::new(), Vec::new());
    let (mut labels, mut words) = (ColumnWriter::default(), ColumnWriter::default());
    passing.each(clauses, |catalog, at| {
        let Record::Clause(clause) = catalog.record(at) else { return };
        let id = catalog.volume_of(clause).map_or("", |volume| volume.id.as_str());
        let next = places.len();
        let place = places.get(id).copied().unwrap_or_else(|| *places.entry(id.to_owned()).or_insert(next));
        volume.push(place);
        if let Some(code) = code(&clause.number) {
            codes.entry(code).or_default().push(at);
        }
        let (label, own) = label(clause);
        labels.push(list(&label).as_bytes());
        words.push(list(&own).as_bytes());
    })?;
    let mut numbers = vec![0_u32; places.len()];
    places.values().zip(0..).for_each(|(place, number)| numbers[*place] = number);
    tables.add(VOLUME, Numbers::to_bytes(volume.into_iter().map(|place| numbers[place])));
    strings(places.keys().map(String::as_str), tables, VOLUMES)?;
    labels.write(tables, LABELS)?;
    words.write(tables, WORDS)?;
    Ok(codes)
}

/// Returns the numbers and the words of a clause's label.
fn label(clause: &Clause) -> (Vec<String>, Vec<String>) {
    let (label, own) = split_label(&separate(&clause.number));
    // Where the printed number leaves out the section (②-2), the id has it (3.7-2-2).
    let tail = clause.id.strip_prefix(&clause.chapter).unwrap_or_default();
    let (full, others) = split_label(&separate(tail));
    if others.is_empty() && full.ends_with(&label) { (full, own) } else { (label, own) }
}

/// Returns number sequences of the old edition with the clauses of the present one.
fn old(catalog: &Catalog) -> BTreeMap<Vec<String>, Vec<RecordRef>> {
    let mut old: BTreeMap<Vec<String>, Vec<RecordRef>> = BTreeMap::new();
    for revision in catalog.revisions().filter(|revision| !revision.old_label.is_empty()) {
        let found = revision.clauses.iter().filter_map(|id| catalog.find(id)).filter(|at| at.kind == Kind::Clause);
        let places = old.entry(sequence(&separate(&revision.old_label))).or_default();
        for at in found {
            if !places.contains(&at) {
                places.push(at);
            }
        }
    }
    old
}

/// Returns the numbers of questions with the clauses they are about: `企Q-26` is also written `企画Q26` or `企画管理編 Q-26`.
fn questions(catalog: &Catalog) -> BTreeMap<String, Vec<RecordRef>> {
    let mut questions = BTreeMap::new();
    for question in catalog.questions() {
        let Some((start, number)) = question.number.split_once("Q-") else { continue };
        let of_guideline = catalog.volumes().filter(|volume| volume.guideline == question.guideline);
        let volume = of_guideline.into_iter().find(|volume| volume.title.starts_with(start));
        let names = volume.map(|volume| volume.aliases.iter().chain([&volume.title])).into_iter().flatten();
        for name in names.map(String::as_str).chain([start]) {
            questions.insert(fold_question(&format!("{name}Q{number}")), catalog.clauses_about(question));
        }
    }
    questions
}

fn write_table(
    (keys, values): (&str, &str),
    table: &BTreeMap<String, Vec<RecordRef>>,
    documents: &Documents,
    tables: &mut Writer,
) -> Result<(), SearchError> {
    strings(table.keys().map(String::as_str), tables, keys)?;
    let mut column = ColumnWriter::default();
    table.values().for_each(|records| column.push(&documents.to_bytes(records)));
    Ok(column.write(tables, values)?)
}

fn write_ids(
    catalog: &Catalog,
    passing: &mut Passing,
    documents: &Documents,
    tables: &mut Writer,
) -> Result<(), SearchError> {
    let mut found: Vec<(String, DocId)> =
        documents.iter().map(|(document, at)| (catalog.id(at).to_lowercase(), document)).collect();
    passing.each(documents.iter(), |catalog, (document, at)| {
        let own = |id: &&String| catalog.find(id) == Some(at);
        let former = catalog.record(at).former_ids().iter().filter(own);
        found.extend(former.map(|id| (id.to_lowercase(), document)));
    })?;
    let mut ids: Vec<(String, u32, DocId)> =
        found.into_iter().zip(0..).map(|((id, document), place)| (id, place, document)).collect();
    ids.sort_unstable();
    strings(ids.iter().map(|(id, ..)| id.as_str()), tables, IDS)?;
    tables.add(ID_PLACES, Numbers::to_bytes(ids.iter().map(|(_, place, _)| *place)));
    tables.add(ID_DOCUMENTS, Numbers::to_bytes(ids.iter().map(|(.., document)| *document)));
    Ok(())
}

/// Joins numbers or words, each with its end.
fn list(members: &[String]) -> String {
    members.iter().flat_map(|member| member.chars().chain([END])).collect()
}

impl Kept {
    /// Opens what was written.
    pub fn open(documents: &Arc<Documents>, tables: &Packed) -> Result<Self, SearchError> {
        let numbers = |section| Ok::<_, SearchError>(Numbers::new(tables.section(section)?));
        Ok(Self {
            documents: documents.clone(),
            volumes: Strings::open(tables, VOLUMES)?,
            volume: numbers(VOLUME)?,
            labels: Column::open(tables, LABELS)?,
            words: Column::open(tables, WORDS)?,
            old: Strings::open(tables, OLD)?,
            old_documents: Column::open(tables, OLD_DOCUMENTS)?,
            questions: Strings::open(tables, QUESTIONS)?,
            question_documents: Column::open(tables, QUESTION_DOCUMENTS)?,
            codes: Strings::open(tables, CODES)?,
            code_documents: Column::open(tables, CODE_DOCUMENTS)?,
            ids: Strings::open(tables, IDS)?,
            id_documents: numbers(ID_DOCUMENTS)?,
            id_places: numbers(ID_PLACES)?,
        })
    }

    /// Returns the clauses at or below a number; words left over must belong to their labels.
    pub fn clauses(&self, query: &NumberQuery, wanted: Wanted) -> Vec<RecordRef> {
        let volumes: Vec<Option<u32>> =
            query.volumes.iter().map(|id| self.volumes.find(id).map(|at| at as u32)).collect();
        let (label, volume) = (list(&query.numbers), self.volume.view());
        let labels = self.labels.view();
        let place = |clause: &usize| volumes.iter().position(|one| one.is_some() && *one == volume.get(*clause));
        let fits = |clause: &usize| {
            (volumes.is_empty() || place(clause).is_some())
                && labels.get(*clause).starts_with(label.as_bytes())
                && query.rest.iter().all(|word| self.has_word(*clause, word))
        };
        let mut found: Vec<usize> = (0..self.labels.len()).filter(fits).collect();
        if wanted == Wanted::Named {
            let is_whole = |clause: &usize| labels.get(*clause) == label.as_bytes();
            if query.numbers.len() > 1 && found.iter().any(is_whole) {
                found.retain(is_whole);
            }
            found.sort_by_key(place);
        }
        let clause = |at: usize| RecordRef::new(Kind::Clause, at);
        found.into_iter().map(clause).filter(|at| self.documents.of(*at).is_some()).collect()
    }

    /// Whether a word is one of the label of a clause, or what it stands for there: the item 事2-⑧ of the list for 事業者.
    fn has_word(&self, clause: usize, word: &str) -> bool {
        self.words.text(clause).split_terminator(END).any(|label| {
            let long = match label {
                "医" => "医療機関",
                "事" => "事業者",
                _ => return label == word,
            };
            label == word || word.starts_with(long)
        })
    }

    /// Returns the clauses that a question of the official Q&A is about, by its number; none if it is the number of none.
    pub fn about_question(&self, number: &str) -> Option<Vec<RecordRef>> {
        let at = self.questions.find(&fold_question(number))?;
        Some(self.documents.records(self.question_documents.get(at)))
    }

    /// Returns the clauses whose number is a code; none if there is no such clause.
    pub fn of_code(&self, text: &str) -> Option<Vec<RecordRef>> {
        let at = self.codes.find(&code(text)?)?;
        Some(self.documents.records(self.code_documents.get(at)))
    }

    /// Returns the clauses that have become of those with a number of the old edition, or else of those below it.
    pub fn of_old_edition(&self, numbers: &[String]) -> Option<Vec<RecordRef>> {
        let numbers = list(numbers);
        let records = |at: usize| self.documents.records(self.old_documents.get(at));
        let exact = self.old.find(&numbers).map(records).filter(|found| !found.is_empty());
        if exact.is_some() {
            return exact;
        }
        let below =
            (self.old.first_from(&numbers)..self.old.len()).take_while(|at| self.old.get(*at).starts_with(&numbers));
        let found = once_each(below.flat_map(records));
        (!found.is_empty()).then_some(found)
    }

    /// Returns the records that have an id, now or before.
    pub fn with_id(&self, id: &str) -> Vec<RecordRef> {
        self.with_ids(id, |known| known == id)
    }

    /// Returns the records whose ids, now or before, begin so; each once.
    pub fn with_id_below(&self, start: &str) -> Vec<RecordRef> {
        once_each(self.with_ids(start, |known| known.starts_with(start)).into_iter())
    }

    fn with_ids(&self, first: &str, is_wanted: impl Fn(&str) -> bool) -> Vec<RecordRef> {
        let found = (self.ids.first_from(first)..self.ids.len()).take_while(|at| is_wanted(self.ids.get(*at)));
        let mut found: Vec<(u32, DocId)> =
            found.filter_map(|at| Some((self.id_places.get(at)?, self.id_documents.get(at)?))).collect();
        found.sort_unstable();
        self.documents.records(&Numbers::to_bytes(found.into_iter().map(|(_, document)| document)))
    }
}

/// Returns records in their order, each once.
fn once_each(records: impl Iterator<Item = RecordRef>) -> Vec<RecordRef> {
    let mut known = BTreeSet::new();
    records.filter(|at| known.insert(*at)).collect()
}
