//! The catalog itself: records, look-ups by id, labels.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::model::{
    AuditReport, Capability, Chapter, Clause, Guideline, Id, Kind, Licence, Mapping, Measure, Pattern, Preset, Product,
    Question, Revision, Risk, Term, Theme, Volume,
};

use super::links::Graph;
use super::pointer::RecordRef;
use super::record::{self, Record};
use super::source::{Located, Source};
use super::tree::{Node, Tree};

/// All records and links.
#[derive(Debug)]
pub struct Catalog {
    source: Source,
    tree: Tree,
    ids: HashMap<Id, RecordRef>,
    mappings: HashMap<Id, u32>,
    graph: Graph,
    /// The questions about each clause, by number.
    questions: HashMap<RecordRef, Vec<usize>>,
    /// The tokens of the ids whose own is that of another one; made when they are asked for.
    pub(super) second_tokens: OnceLock<HashMap<Id, String>>,
    /// The compiled bytes that it was opened from; none of one that was read from sources.
    pub(super) bytes: &'static [u8],
}

impl Catalog {
    /// Builds the look-ups over records that [`super::check()`] has found sound.
    pub fn new(mut source: Source) -> Self {
        let tree = Tree::build(&source);
        source.clauses.sort_by_key(|clause| tree.position(&clause.value.chapter));
        let tree = tree.with_clauses(&source);
        let ids = index_ids(&source, &tree);
        let mappings = source.mappings.iter().enumerate().map(|(i, m)| (m.value.clause.clone(), i as u32)).collect();
        let graph = Graph::build(&source, &ids);
        let (questions, second_tokens, bytes) = (HashMap::new(), OnceLock::new(), &[][..]);
        let mut catalog = Self { source, tree, ids, mappings, graph, questions, second_tokens, bytes };
        catalog.questions = catalog.index_questions();
        catalog
    }

    fn index_questions(&self) -> HashMap<RecordRef, Vec<usize>> {
        let mut questions: HashMap<RecordRef, Vec<usize>> = HashMap::new();
        for (number, question) in self.questions().enumerate() {
            for clause in self.clauses_about(question) {
                questions.entry(clause).or_default().push(number);
            }
        }
        questions
    }

    /// Returns the bytes that the catalog can be opened from again.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.source.to_bytes().unwrap_or_default()
    }

    /// Returns the compiled bytes that it was opened from; none of one that was read from sources.
    pub const fn bytes(&self) -> &[u8] {
        self.bytes
    }

    /// Returns the record with this id, or the one that had it before.
    pub fn find(&self, id: &str) -> Option<RecordRef> {
        self.ids.get(id).copied()
    }

    /// Returns the record a pointer points at.
    ///
    /// # Panics
    ///
    /// If the pointer comes from another catalog.
    pub fn record(&self, at: RecordRef) -> Record<'_> {
        Record::at(&self.source, &self.tree, at)
    }

    /// Returns pointers to all records of a kind, in the order of the catalog.
    pub fn all(&self, kind: Kind) -> impl Iterator<Item = RecordRef> + use<> {
        let count = record::count(&self.source, &self.tree, kind);
        (0..count).map(move |index| RecordRef::new(kind, index))
    }

    /// Returns the guidelines, in the order of the catalog.
    pub fn guidelines(&self) -> impl Iterator<Item = &Guideline> {
        values(&self.source.guidelines)
    }

    /// Returns the clauses, guideline by guideline in the order of their chapters.
    pub fn clauses(&self) -> impl ExactSizeIterator<Item = &Clause> {
        values(&self.source.clauses)
    }

    /// Returns the risks.
    pub fn risks(&self) -> impl ExactSizeIterator<Item = &Risk> {
        values(&self.source.risks)
    }

    /// Returns the products.
    pub fn products(&self) -> impl ExactSizeIterator<Item = &Product> {
        values(&self.source.products)
    }

    /// Returns what Microsoft itself does.
    pub fn measures(&self) -> impl ExactSizeIterator<Item = &Measure> {
        values(&self.source.measures)
    }

    /// Returns the audit reports and certificates.
    pub fn reports(&self) -> impl ExactSizeIterator<Item = &AuditReport> {
        values(&self.source.reports)
    }

    /// Returns the offers that include products.
    pub fn licences(&self) -> impl ExactSizeIterator<Item = &Licence> {
        values(&self.source.licences)
    }

    /// Returns the reading paths.
    pub fn themes(&self) -> impl ExactSizeIterator<Item = &Theme> {
        values(&self.source.themes)
    }

    /// Returns the terms.
    pub fn terms(&self) -> impl ExactSizeIterator<Item = &Term> {
        values(&self.source.terms)
    }

    /// Returns the changes between editions.
    pub fn revisions(&self) -> impl ExactSizeIterator<Item = &Revision> {
        values(&self.source.revisions)
    }

    /// Returns the questions of the official Q&A, in the order of the catalog.
    pub fn questions(&self) -> impl ExactSizeIterator<Item = &Question> {
        values(&self.source.questions)
    }

    /// Returns the questions about a clause or about a heading above it, in the order of the catalog.
    pub fn questions_about(&self, clause: RecordRef) -> impl Iterator<Item = &Question> {
        let numbers = self.questions.get(&clause).into_iter().flatten();
        numbers.map(|number| &self.source.questions[*number].value)
    }

    /// Returns the clauses that a question is about: those it names, and all below a heading that it names.
    pub fn clauses_about(&self, question: &Question) -> Vec<RecordRef> {
        let places = question.clauses.iter().filter_map(|id| self.find(id));
        places.flat_map(|at| self.clauses_below(at)).collect()
    }

    /// Returns a clause itself, or the clauses below a heading; none for other records.
    pub fn clauses_below(&self, at: RecordRef) -> impl Iterator<Item = RecordRef> + use<> {
        let below = match self.record(at) {
            Record::Clause(_) => at.index as usize..at.index as usize + 1,
            Record::Node(node) => node.clauses.clone(),
            _ => 0..0,
        };
        below.map(|index| RecordRef::new(Kind::Clause, index))
    }

    /// Returns the capabilities of products.
    pub fn capabilities(&self) -> impl Iterator<Item = &Capability> {
        values(&self.source.capabilities)
    }

    /// Returns the reference patterns.
    pub fn patterns(&self) -> impl Iterator<Item = &Pattern> {
        values(&self.source.patterns)
    }

    /// Returns what kinds of facilities inspect, in the order of the catalog.
    pub fn presets(&self) -> impl Iterator<Item = &Preset> {
        values(&self.source.presets)
    }

    /// Returns the volumes.
    pub fn volumes(&self) -> impl Iterator<Item = &Volume> {
        values(&self.source.volumes)
    }

    /// Returns the tables of contents.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// Returns the links of the records.
    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    /// Returns the clause with this id.
    pub fn clause(&self, id: &str) -> Option<&Clause> {
        match self.record(self.find(id)?) {
            Record::Clause(clause) => Some(clause),
            _ => None,
        }
    }

    /// Returns what a clause means in practice, if that was judged.
    pub fn mapping(&self, clause: &str) -> Option<&Mapping> {
        self.mappings.get(clause).map(|i| &self.source.mappings[*i as usize].value)
    }

    /// Returns the chapter a clause stands in.
    pub fn chapter_of(&self, clause: &Clause) -> Option<&Chapter> {
        values(&self.source.chapters).find(|chapter| chapter.id == clause.chapter)
    }

    /// Returns the volume a clause stands in.
    pub fn volume_of(&self, clause: &Clause) -> Option<&Volume> {
        self.tree.volume_of_chapter(&clause.chapter).and_then(|id| self.volumes().find(|volume| volume.id == id))
    }

    /// Returns the guideline a clause stands in.
    pub fn guideline_of(&self, clause: &Clause) -> Option<&Guideline> {
        let volume = self.volume_of(clause)?;
        self.guidelines().find(|guideline| guideline.id == volume.guideline)
    }

    /// Returns the guideline that a heading is the title of; none for the headings below it.
    pub fn guideline_at(&self, heading: &Node) -> Option<&Guideline> {
        self.guidelines().find(|guideline| guideline.id == heading.id)
    }

    /// Whether a worklist counts this clause: it asks for something and its edition is inspected.
    pub fn is_inspected(&self, clause: &Clause) -> bool {
        self.guideline_of(clause).is_some_and(|guideline| guideline.inspected) && !self.is_explanatory(clause)
    }

    /// Whether a clause only explains and asks for nothing.
    pub fn is_explanatory(&self, clause: &Clause) -> bool {
        self.mapping(&clause.id).is_some_and(|mapping| mapping.explanatory)
    }

    /// Returns the short name of a record: `運用 14.⑤`, the family of a product, the category of a risk.
    pub fn label(&self, at: RecordRef) -> String {
        match self.record(at) {
            Record::Clause(clause) => {
                let volume = self.volume_of(clause).map_or("", |volume| volume.short.as_str());
                format!("{volume} {}", clause.number)
            }
            Record::Risk(risk) => risk.category.clone(),
            Record::Product(product) => product.family.clone(),
            Record::Measure(_) | Record::Report(_) | Record::Licence(_) | Record::Theme(_) | Record::Term(_) => {
                at.kind.name().to_owned()
            }
            Record::Node(node) => node.level.name().to_owned(),
            Record::Revision(revision) => revision.kind.name().to_owned(),
            Record::Question(question) => question.number.clone(),
        }
    }

    /// Returns the headline of a record.
    pub fn title(&self, at: RecordRef) -> &str {
        self.record(at).title()
    }

    /// Returns the id of a record.
    pub fn id(&self, at: RecordRef) -> &str {
        self.record(at).id()
    }

    /// Whether a record still has to be checked against its original (未照合).
    pub fn is_unverified(&self, at: RecordRef) -> bool {
        self.record(at).is_unverified()
    }

    /// Returns `file:line` of a record, so that it can be corrected there; none for headings.
    pub fn place(&self, at: RecordRef) -> Option<String> {
        record::origin(&self.source, at).map(|origin| self.source.place(origin))
    }
}

fn values<T>(records: &[Located<T>]) -> impl ExactSizeIterator<Item = &T> {
    records.iter().map(|record| &record.value)
}

/// Returns where each id leads. Where two records claim one id, the first kind wins; an id that a record had before
/// leads to it only if no record has it now.
fn index_ids(source: &Source, tree: &Tree) -> HashMap<Id, RecordRef> {
    let mut ids = HashMap::new();
    let places = || {
        let all = |kind| (0..record::count(source, tree, kind)).map(move |index| RecordRef::new(kind, index));
        Kind::ALL.iter().copied().flat_map(all)
    };
    for at in places() {
        ids.entry(Record::at(source, tree, at).id().to_owned()).or_insert(at);
    }
    for at in places() {
        for former in Record::at(source, tree, at).former_ids() {
            ids.entry(former.clone()).or_insert(at);
        }
    }
    ids
}
