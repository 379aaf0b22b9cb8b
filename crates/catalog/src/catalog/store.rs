//! The catalog itself: records, look-ups by id, labels.

use std::collections::HashMap;

use crate::model::{
    Capability, Chapter, Clause, Guideline, Id, Kind, Mapping, Pattern, Product, Question, Revision, Risk, Term, Volume,
};

use super::links::Graph;
use super::pointer::RecordRef;
use super::source::{Located, Origin, Source};
use super::tree::{Node, Tree};

/// A record of any kind.
#[derive(Clone, Copy, Debug)]
pub enum Record<'a> {
    /// A requirement.
    Clause(&'a Clause),
    /// A risk scenario.
    Risk(&'a Risk),
    /// A product or feature.
    Product(&'a Product),
    /// A word of the field.
    Term(&'a Term),
    /// A heading of a table of contents.
    Node(&'a Node),
    /// What became of a clause.
    Revision(&'a Revision),
    /// A question of the official Q&A.
    Question(&'a Question),
}

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
        let mut catalog = Self { source, tree, ids, mappings, graph, questions: HashMap::new() };
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

    /// Returns the record with this id.
    pub fn find(&self, id: &str) -> Option<RecordRef> {
        self.ids.get(id).copied()
    }

    /// Returns the record a pointer points at.
    ///
    /// # Panics
    ///
    /// If the pointer comes from another catalog.
    pub fn record(&self, at: RecordRef) -> Record<'_> {
        let i = at.index as usize;
        match at.kind {
            Kind::Clause => Record::Clause(&self.source.clauses[i].value),
            Kind::Risk => Record::Risk(&self.source.risks[i].value),
            Kind::Product => Record::Product(&self.source.products[i].value),
            Kind::Term => Record::Term(&self.source.terms[i].value),
            Kind::Node => Record::Node(&self.tree.nodes()[i]),
            Kind::Revision => Record::Revision(&self.source.revisions[i].value),
            Kind::Question => Record::Question(&self.source.questions[i].value),
        }
    }

    /// Returns pointers to all records of a kind, in the order of the catalog.
    pub fn all(&self, kind: Kind) -> impl Iterator<Item = RecordRef> + use<> {
        let count = match kind {
            Kind::Clause => self.source.clauses.len(),
            Kind::Risk => self.source.risks.len(),
            Kind::Product => self.source.products.len(),
            Kind::Term => self.source.terms.len(),
            Kind::Node => self.tree.nodes().len(),
            Kind::Revision => self.source.revisions.len(),
            Kind::Question => self.source.questions.len(),
        };
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
        self.guideline_of(clause).is_some_and(|guideline| guideline.inspected)
            && !self.mapping(&clause.id).is_some_and(|mapping| mapping.explanatory)
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
            Record::Term(_) => Kind::Term.name().to_owned(),
            Record::Node(node) => node.level.name().to_owned(),
            Record::Revision(revision) => revision.kind.name().to_owned(),
            Record::Question(question) => question.number.clone(),
        }
    }

    /// Returns the headline of a record.
    pub fn title(&self, at: RecordRef) -> &str {
        match self.record(at) {
            Record::Clause(clause) => &clause.title,
            Record::Risk(risk) => &risk.title,
            Record::Product(product) => &product.name_ja,
            Record::Term(term) => &term.term,
            Record::Node(node) => &node.title,
            Record::Revision(revision) => &revision.what,
            Record::Question(question) => &question.title,
        }
    }

    /// Returns the id of a record.
    pub fn id(&self, at: RecordRef) -> &str {
        match self.record(at) {
            Record::Clause(clause) => &clause.id,
            Record::Risk(risk) => &risk.id,
            Record::Product(product) => &product.id,
            Record::Term(term) => &term.id,
            Record::Node(node) => &node.id,
            Record::Revision(revision) => &revision.id,
            Record::Question(question) => &question.id,
        }
    }

    /// Whether a record still has to be checked against its original (未照合).
    pub fn is_unverified(&self, at: RecordRef) -> bool {
        match self.record(at) {
            Record::Clause(clause) => clause.is_unverified(),
            Record::Risk(risk) => risk.provenance.seen.is_unverified(),
            Record::Product(product) => product.provenance.seen.is_unverified(),
            Record::Term(_) => false,
            Record::Node(node) => node.seen.is_unverified(),
            Record::Revision(revision) => revision.provenance.seen.is_unverified(),
            Record::Question(question) => question.provenance.seen.is_unverified(),
        }
    }

    /// Returns `file:line` of a record, so that it can be corrected there; none for headings.
    pub fn place(&self, at: RecordRef) -> Option<String> {
        let i = at.index as usize;
        let origin: Origin = match at.kind {
            Kind::Clause => self.source.clauses[i].origin,
            Kind::Risk => self.source.risks[i].origin,
            Kind::Product => self.source.products[i].origin,
            Kind::Term => self.source.terms[i].origin,
            Kind::Revision => self.source.revisions[i].origin,
            Kind::Question => self.source.questions[i].origin,
            Kind::Node => return None,
        };
        Some(self.source.place(origin))
    }
}

fn values<T>(records: &[Located<T>]) -> impl ExactSizeIterator<Item = &T> {
    records.iter().map(|record| &record.value)
}

fn index_ids(source: &Source, tree: &Tree) -> HashMap<Id, RecordRef> {
    let mut ids = HashMap::new();
    let mut add = |kind: Kind, all: &mut dyn Iterator<Item = &Id>| {
        for (index, id) in all.enumerate() {
            ids.entry(id.clone()).or_insert(RecordRef::new(kind, index));
        }
    };
    add(Kind::Clause, &mut source.clauses.iter().map(|r| &r.value.id));
    add(Kind::Risk, &mut source.risks.iter().map(|r| &r.value.id));
    add(Kind::Product, &mut source.products.iter().map(|r| &r.value.id));
    add(Kind::Term, &mut source.terms.iter().map(|r| &r.value.id));
    add(Kind::Revision, &mut source.revisions.iter().map(|r| &r.value.id));
    add(Kind::Question, &mut source.questions.iter().map(|r| &r.value.id));
    add(Kind::Node, &mut tree.nodes().iter().map(|node| &node.id));
    ids
}
