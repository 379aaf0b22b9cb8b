//! The catalog itself: records, look-ups by id, labels.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::language::t;
use crate::model::{
    AuditReport, Capability, Chapter, Clause, Guideline, Id, Kind, Licence, Mapping, Measure, OWN_ITEMS, Pattern,
    Preset, Product, Question, Revision, Risk, Term, Theme, Volume, is_own_item, own_item_number, shown_name,
};
use crate::packed::{Bytes, Column, Packed};

use super::compiled::{Documents, FILES, Ids, Lookups, Numbering};
use super::error::LoadError;
use super::links::Graph;
use super::pointer::RecordRef;
use super::record::{self, Record};
use super::source::{Origin, Source, Tables, place};
use super::tree::{Node, Tree};

/// All records and links, read in place: a record is decoded when it is asked for, once, and nothing is made for the
/// others when a catalog is opened.
#[derive(Debug)]
pub struct Catalog {
    bytes: Bytes,
    files: Column,
    tables: Tables,
    tree: Tree,
    ids: Ids,
    graph: Graph,
    pub(super) lookups: Lookups,
    pub(super) documents: Documents,
    /// The tokens of the ids whose own is that of another one; made when they are asked for.
    pub(super) second_tokens: OnceLock<HashMap<Id, String>>,
}

impl Catalog {
    /// Opens the catalog in compiled bytes, see [`Source::compile`]. To let go of the records that were asked for so far,
    /// the same bytes can be opened again, which costs next to nothing.
    ///
    /// # Errors
    ///
    /// If the bytes are not those of a catalog, or come from another version of this crate.
    pub fn compiled(bytes: impl Into<Bytes>) -> Result<Self, LoadError> {
        let bytes = bytes.into();
        let packed = Packed::open(bytes.clone())?;
        let (tables, tree) = (Tables::open(&packed)?, Tree::open(&packed)?);
        let numbers = Numbering::new(|kind| record::kept(&tables, &tree, kind));
        Ok(Self {
            bytes,
            files: Column::open(&packed, FILES)?,
            tables,
            tree,
            graph: Graph::open(&packed, numbers.clone())?,
            documents: Documents::open(&packed, numbers.clone())?,
            ids: Ids::open(&packed, numbers)?,
            lookups: Lookups::open(&packed)?,
            second_tokens: OnceLock::new(),
        })
    }

    /// Returns the bytes that it was opened from.
    pub const fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// Returns all records anew, to lay others over them.
    ///
    /// # Errors
    ///
    /// If a record cannot be decoded.
    pub fn source(&self) -> Result<Source, LoadError> {
        let files = (0..self.files.len()).map(|file| self.files.text(file).to_owned()).collect();
        Ok(self.tables.source(files)?)
    }

    /// Returns the records as they lie.
    pub(super) const fn tables(&self) -> &Tables {
        &self.tables
    }

    /// Returns the record with this id, or the one that had it before.
    pub fn find(&self, id: &str) -> Option<RecordRef> {
        self.ids.find(id)
    }

    /// Returns the own item that a text means by its label, see [`own_item_number`].
    pub fn own_item(&self, text: &str) -> Option<RecordRef> {
        let number = own_item_number(text)?;
        let mut items = self.clauses_below(self.find(OWN_ITEMS)?);
        items.find(|at| matches!(self.record(*at), Record::Clause(clause) if clause.number == number))
    }

    /// Returns the record a pointer points at.
    ///
    /// # Panics
    ///
    /// If the pointer comes from another catalog.
    pub fn record(&self, at: RecordRef) -> Record<'_> {
        Record::at(&self.tables, &self.tree, at)
    }

    /// Returns pointers to all records of a kind, in the order of the catalog.
    pub fn all(&self, kind: Kind) -> impl Iterator<Item = RecordRef> + use<> {
        (0..self.ids.numbers.count(kind)).map(move |index| RecordRef::new(kind, index))
    }

    /// Returns the guidelines, in the order of the catalog.
    pub fn guidelines(&self) -> impl Iterator<Item = &Guideline> {
        self.tables.guidelines.iter()
    }

    /// Returns the clauses, guideline by guideline in the order of their chapters.
    pub fn clauses(&self) -> impl ExactSizeIterator<Item = &Clause> {
        self.tables.clauses.iter()
    }

    /// Returns the risks.
    pub fn risks(&self) -> impl ExactSizeIterator<Item = &Risk> {
        self.tables.risks.iter()
    }

    /// Returns the products.
    pub fn products(&self) -> impl ExactSizeIterator<Item = &Product> {
        self.tables.products.iter()
    }

    /// Returns what Microsoft itself does.
    pub fn measures(&self) -> impl ExactSizeIterator<Item = &Measure> {
        self.tables.measures.iter()
    }

    /// Returns the audit reports and certificates.
    pub fn reports(&self) -> impl ExactSizeIterator<Item = &AuditReport> {
        self.tables.reports.iter()
    }

    /// Returns the offers that include products.
    pub fn licences(&self) -> impl ExactSizeIterator<Item = &Licence> {
        self.tables.licences.iter()
    }

    /// Returns the reading paths.
    pub fn themes(&self) -> impl ExactSizeIterator<Item = &Theme> {
        self.tables.themes.iter()
    }

    /// Returns the terms.
    pub fn terms(&self) -> impl ExactSizeIterator<Item = &Term> {
        self.tables.terms.iter()
    }

    /// Returns the changes between editions.
    pub fn revisions(&self) -> impl ExactSizeIterator<Item = &Revision> {
        self.tables.revisions.iter()
    }

    /// Returns the questions of the official Q&A, in the order of the catalog.
    pub fn questions(&self) -> impl ExactSizeIterator<Item = &Question> {
        self.tables.questions.iter()
    }

    /// Returns the questions about a clause or about a heading above it, in the order of the catalog.
    pub fn questions_about(&self, clause: RecordRef) -> impl Iterator<Item = &Question> {
        let clause = (clause.kind == Kind::Clause).then_some(clause.index as usize);
        let numbers = clause.into_iter().flat_map(|clause| self.lookups.questions(clause));
        numbers.map(|number| self.tables.questions.get(number))
    }

    /// Returns the clauses that a question is about: those it names, and all below a heading that it names.
    pub fn clauses_about(&self, question: &Question) -> Vec<RecordRef> {
        let places = question.clauses.iter().filter_map(|id| self.find(id));
        places.flat_map(|at| self.clauses_below(at)).collect()
    }

    /// Returns a clause itself, or the clauses below a heading; none for other records.
    pub fn clauses_below(&self, at: RecordRef) -> impl Iterator<Item = RecordRef> + use<> {
        let below = match at.kind {
            Kind::Clause => at.index as usize..at.index as usize + 1,
            Kind::Node => self.tree.nodes()[at.index as usize].clauses.clone(),
            _ => 0..0,
        };
        below.map(|index| RecordRef::new(Kind::Clause, index))
    }

    /// Returns the capabilities of products.
    pub fn capabilities(&self) -> impl Iterator<Item = &Capability> {
        self.tables.capabilities.iter()
    }

    /// Returns the reference patterns.
    pub fn patterns(&self) -> impl Iterator<Item = &Pattern> {
        self.tables.patterns.iter()
    }

    /// Returns what kinds of facilities inspect, in the order of the catalog.
    pub fn presets(&self) -> impl Iterator<Item = &Preset> {
        self.tables.presets.iter()
    }

    /// Returns the volumes.
    pub fn volumes(&self) -> impl Iterator<Item = &Volume> {
        self.tables.volumes.iter()
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
        let at = self.find(id).filter(|at| at.kind == Kind::Clause)?;
        Some(self.tables.clauses.get(at.index as usize))
    }

    /// Returns what a clause means in practice, if that was judged.
    pub fn mapping(&self, clause: &str) -> Option<&Mapping> {
        self.lookups.mapping(clause).map(|mapping| self.tables.mappings.get(mapping))
    }

    /// Returns the chapter a clause stands in.
    pub fn chapter_of(&self, clause: &Clause) -> Option<&Chapter> {
        let chapter = self.lookups.chapter_at(self.tree.number(&clause.chapter)?)?;
        Some(self.tables.chapters.get(chapter))
    }

    /// Returns the volume a clause stands in.
    pub fn volume_of(&self, clause: &Clause) -> Option<&Volume> {
        Some(self.tables.volumes.get(self.volume_number(clause)?))
    }

    /// Returns the guideline a clause stands in.
    pub fn guideline_of(&self, clause: &Clause) -> Option<&Guideline> {
        let guideline = self.lookups.guideline_of(self.volume_number(clause)?)?;
        Some(self.tables.guidelines.get(guideline))
    }

    /// Returns the records that make an edition.
    pub(super) fn edition_records(&self, guideline: usize, volume: Option<usize>) -> (&Guideline, Option<&Volume>) {
        (self.tables.guidelines.get(guideline), volume.map(|volume| self.tables.volumes.get(volume)))
    }

    fn volume_number(&self, clause: &Clause) -> Option<usize> {
        self.lookups.volume_above(self.tree.number(&clause.chapter)?)
    }

    /// Returns the guideline with this id.
    pub fn guideline(&self, id: &str) -> Option<&Guideline> {
        self.lookups.guideline(id).map(|guideline| self.tables.guidelines.get(guideline))
    }

    /// Returns the guideline that a heading is the title of; none for the headings below it.
    pub fn guideline_at(&self, heading: &Node) -> Option<&Guideline> {
        self.guideline(&heading.id)
    }

    /// Whether a worklist counts this clause: it asks for something and its edition is inspected.
    pub fn is_inspected(&self, clause: &Clause) -> bool {
        self.guideline_of(clause).is_some_and(|guideline| guideline.inspected) && !self.is_explanatory(clause)
    }

    /// Whether a clause only explains and asks for nothing.
    pub fn is_explanatory(&self, clause: &Clause) -> bool {
        self.lookups.is_explanatory(&clause.id)
    }

    /// Whether the clause that a pointer points at only explains; it need not be decoded for that.
    pub fn is_explanatory_at(&self, clause: RecordRef) -> bool {
        clause.kind == Kind::Clause && self.lookups.is_explanatory(self.id(clause))
    }

    /// Returns the short name of a record: `運用 14.⑤`, the family of a product, the category of a risk. A clause of a document
    /// need not be decoded for that.
    pub fn label(&self, at: RecordRef) -> String {
        if at.kind == Kind::Clause && !is_own_item(self.id(at)) {
            return self.lookups.label(at.index as usize).to_owned();
        }
        match self.record(at) {
            Record::Clause(clause) => {
                let volume = self.volume_of(clause).map_or("", |volume| volume.short.as_str());
                clause.label(&shown_name(volume, true))
            }
            Record::Risk(risk) => risk.category.clone(),
            Record::Product(product) => product.family.clone(),
            Record::Measure(_) | Record::Report(_) | Record::Licence(_) | Record::Theme(_) | Record::Term(_) => {
                t(at.kind.name()).to_owned()
            }
            Record::Node(node) => t(node.level.name()).to_owned(),
            Record::Revision(revision) => t(revision.kind.name()).to_owned(),
            Record::Question(question) => question.number.clone(),
        }
    }

    /// Returns the headline of a record.
    pub fn title(&self, at: RecordRef) -> &str {
        self.record(at).title()
    }

    /// Returns the id of a record.
    pub fn id(&self, at: RecordRef) -> &str {
        self.ids.of(at)
    }

    /// Whether a record still has to be checked against its original (未照合).
    pub fn is_unverified(&self, at: RecordRef) -> bool {
        match at.kind {
            Kind::Clause => self.lookups.is_unverified(at.index as usize),
            _ => self.record(at).is_unverified(),
        }
    }

    /// Returns `file:line` of a record, so that it can be corrected there; none for headings.
    pub fn place(&self, at: RecordRef) -> Option<String> {
        let origin = self.origin(at)?;
        Some(place(self.files.text(origin.file as usize), origin.line))
    }

    /// Returns where a record stands; none for headings.
    pub(super) fn origin(&self, at: RecordRef) -> Option<Origin> {
        record::origin(&self.tables, at)
    }

    /// Returns the number of records that were decoded so far.
    #[cfg(test)]
    pub(super) fn asked(&self) -> usize {
        self.tables.asked()
    }
}
