//! Finds the risks that a cell names, and makes risks of titles that nobody knows.

use std::collections::{BTreeMap, HashMap};

use crate::catalog::{Catalog, Record};
use crate::model::{Id, Kind, Risk};
use crate::sheet::{excerpt, plain};
use crate::text::clean::clean_line;

use super::super::blank;
use super::key::{folded, slug};
use super::split::{bare, is_nothing, parts};

/// The most risks that a file may add.
const NEW: usize = 5_000;
/// The group of risks of which a table says none.
const GROUP: &str = "取込資料のリスク";

/// Finds risks by what people write.
pub(in super::super) struct RiskFinder<'a> {
    catalog: &'a Catalog,
    /// The pack that new ones belong to, and the file that provides them.
    source: (&'a str, &'a str),
    titles: HashMap<String, Id>,
    new: BTreeMap<Id, Risk>,
    /// Risks of other packs, which may be gone one day.
    borrowed: BTreeMap<Id, Risk>,
    is_full: bool,
}

impl<'a> RiskFinder<'a> {
    /// Returns a finder of the risks of a catalog. What it adds belongs to this pack and comes from this file.
    pub fn new(catalog: &'a Catalog, pack: &'a str, file: &'a str) -> Self {
        let mut titles: HashMap<String, Id> =
            catalog.risks().map(|risk| (folded(&risk.title), risk.id.clone())).collect();
        titles.extend(catalog.risks().flat_map(|risk| risk.attack.iter().map(|id| (folded(id), risk.id.clone()))));
        Self { catalog, source: (pack, file), titles, new: BTreeMap::new(), borrowed: BTreeMap::new(), is_full: false }
    }

    /// Returns the risks that were added, in the order of their ids.
    pub fn added(&self) -> impl Iterator<Item = &Risk> {
        self.new.values()
    }

    /// Returns the risks of other packs that were found, in the order of their ids.
    pub fn borrowed(&self) -> impl Iterator<Item = &Risk> {
        self.borrowed.values()
    }

    /// Whether risks were left out because there are too many new ones.
    pub const fn is_full(&self) -> bool {
        self.is_full
    }

    /// Whether a text is nothing but titles or ids of known risks.
    pub fn knows(&self, cell: &str) -> bool {
        let lines = parts(cell, 0).unwrap_or_else(|| vec![cell]);
        let lines: Vec<&str> = lines.into_iter().map(bare).filter(|line| !line.is_empty()).collect();
        !lines.is_empty() && lines.into_iter().all(|line| self.known(line).is_some())
    }

    /// Returns the risks that a cell names, one a line. Unknown ones are added, in a group if the table says so, with the
    /// clauses that stand beside them.
    pub fn find(&mut self, cell: &str, group: &str, clauses: &[Id]) -> Vec<Id> {
        let found = self.lines(&plain(cell), group, clauses);
        for id in &found {
            self.borrow(id);
        }
        found
    }

    /// Keeps a risk of another pack: what the table says of it stays when that pack is gone.
    fn borrow(&mut self, id: &str) {
        let at = self.catalog.find(id).filter(|at| self.catalog.pack_of(*at).is_some());
        if let Some(Record::Risk(risk)) = at.map(|at| self.catalog.record(at)) {
            self.borrowed.entry(risk.id.clone()).or_insert_with(|| risk.clone());
        }
    }

    fn lines(&mut self, cell: &str, group: &str, clauses: &[Id]) -> Vec<Id> {
        if let Some(known) = self.known(cell) {
            return vec![known];
        }
        let lines = parts(cell, 0).unwrap_or_else(|| vec![cell]);
        let lines = lines.into_iter().map(bare).filter(|line| !is_nothing(line) && !folded(line).is_empty());
        lines.filter_map(|line| self.known(line).or_else(|| self.add(line, group, clauses))).collect()
    }

    fn known(&self, text: &str) -> Option<Id> {
        let by_id = self.catalog.find(text.trim()).filter(|at| at.kind == Kind::Risk);
        by_id.map(|at| self.catalog.id(at).to_owned()).or_else(|| self.titles.get(&folded(text)).cloned())
    }

    fn add(&mut self, text: &str, group: &str, clauses: &[Id]) -> Option<Id> {
        let (pack, file) = self.source;
        let id = format!("{pack}.risk.{}", slug(text));
        if let Some(known) = self.new.get_mut(&id) {
            known.clauses.extend(clauses.iter().filter(|id| !known.clauses.contains(id)).cloned().collect::<Vec<_>>());
            return Some(id);
        }
        if self.new.len() >= NEW {
            self.is_full = true;
            return None;
        }
        let provenance = blank::provenance(file, "");
        let risk = Risk {
            id: id.clone(),
            title: excerpt(text),
            category: if group.is_empty() { GROUP.to_owned() } else { excerpt(group) },
            scenario: clean_line(text),
            asked: Vec::new(),
            cia: Vec::new(),
            threat_source: String::new(),
            basis: String::new(),
            incident: String::new(),
            chapters: Vec::new(),
            likelihood: String::new(),
            impact: String::new(),
            clauses: clauses.to_vec(),
            residual: String::new(),
            related: Vec::new(),
            attack: Vec::new(),
            no_measure: String::new(),
            provenance,
            mitigations: Vec::new(),
        };
        self.new.insert(id.clone(), risk);
        Some(id)
    }
}
