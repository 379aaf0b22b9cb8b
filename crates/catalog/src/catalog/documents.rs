//! What was read from documents of the user (取込資料): packs, official texts, and what documents say of clauses and risks.

use std::collections::{HashMap, HashSet};

use crate::model::{Clause, Kind, Original, Pack, Statement};

use super::error::LoadError;
use super::pointer::RecordRef;
use super::source::Located;
use super::store::Catalog;
use super::tree::Node;

/// Stands where a title or a summary would be the document's own words.
pub const WITHHELD: &str = "(取込資料の原文)";

impl Catalog {
    /// Returns the packs, in the order in which they are laid over one another.
    pub fn packs(&self) -> impl ExactSizeIterator<Item = &Pack> {
        self.tables().packs.iter()
    }

    /// Returns the pack with this id.
    pub fn pack(&self, id: &str) -> Option<&Pack> {
        self.packs().find(|pack| pack.id == id)
    }

    /// Returns the pack that a record was read from; none for the catalog's own. A heading is of a pack if all below it is.
    pub fn pack_of(&self, at: RecordRef) -> Option<&Pack> {
        if at.kind == Kind::Node {
            let heading = &self.tree().nodes()[at.index as usize];
            let is_theirs = !heading.clauses.is_empty() && !self.has_own_clauses(heading);
            return is_theirs.then(|| self.pack_of_clause(heading.clauses.start)).flatten();
        }
        Some(self.tables().packs.get(self.documents.pack(self.origin(at)?)?))
    }

    fn pack_of_clause(&self, index: usize) -> Option<&Pack> {
        let clauses = &self.tables().clauses;
        let origin = (index < clauses.len()).then(|| clauses.origin(index))?;
        Some(self.tables().packs.get(self.documents.pack(origin)?))
    }

    /// Whether a heading holds clauses of the catalog itself, and not only of packs.
    pub fn has_own_clauses(&self, heading: &Node) -> bool {
        heading.clauses.clone().any(|clause| self.pack_of_clause(clause).is_none())
    }

    /// Returns the official texts of a clause, each with the pack that it stands in.
    pub fn originals_of(&self, at: RecordRef) -> impl Iterator<Item = (&Original, &Pack)> {
        let originals = &self.tables().originals;
        self.documents.originals(at).filter_map(|number| {
            let pack = self.documents.pack(originals.origin(number))?;
            Some((originals.get(number), self.tables().packs.get(pack)))
        })
    }

    /// Returns what documents say of a clause or a risk, each with its pack.
    pub fn statements_about(&self, at: RecordRef) -> impl Iterator<Item = (&Statement, &Pack)> {
        self.documents.about(at).filter_map(|number| self.statement(number))
    }

    /// Returns what documents say a product or a measure answers, each with its pack.
    pub fn statements_naming(&self, at: RecordRef) -> impl Iterator<Item = (&Statement, &Pack)> {
        self.documents.naming(at).filter_map(|number| self.statement(number))
    }

    fn statement(&self, number: usize) -> Option<(&Statement, &Pack)> {
        let statements = &self.tables().statements;
        let pack = self.documents.pack(statements.origin(number))?;
        Some((statements.get(number), self.tables().packs.get(pack)))
    }

    /// Whether there is nothing that must not leave unasked: no official text of a document.
    pub fn is_free_of_originals(&self) -> bool {
        self.tables().originals.len() == 0 && !self.packs().any(|pack| pack.is_original)
    }

    /// Returns a catalog of the same records in the same order without official texts: what leaves unasked is made from it.
    ///
    /// # Errors
    ///
    /// If a record cannot be decoded.
    pub fn without_originals(&self) -> Result<Self, LoadError> {
        if self.is_free_of_originals() {
            return Self::compiled(self.bytes().clone());
        }
        let mut source = self.source()?;
        let files = |packs: &[Located<Pack>], is_wanted: fn(&Pack) -> bool| -> HashSet<u32> {
            packs.iter().filter(|pack| is_wanted(&pack.value)).map(|pack| pack.origin.file).collect()
        };
        let (all, files) = (files(&source.packs, |_| true), files(&source.packs, |pack| pack.is_original));
        let mut texts: HashMap<String, Vec<String>> = HashMap::new();
        for Original { clause, text, .. } in source.originals.drain(..).map(|record| record.value) {
            texts.entry(clause).or_default().push(unspaced(&text));
        }
        let of_packs = source.clauses.iter_mut().filter(|clause| all.contains(&clause.origin.file));
        for clause in of_packs.map(|record| &mut record.value) {
            let said = texts.get(&clause.id).map(Vec::as_slice).unwrap_or_default();
            for text in [&mut clause.title, &mut clause.gist].into_iter().filter(|text| begins_one(text, said)) {
                WITHHELD.clone_into(text);
            }
        }
        let (theirs, own): (Vec<_>, Vec<_>) =
            source.clauses.iter_mut().partition(|clause| files.contains(&clause.origin.file));
        let own: HashSet<&str> = own.iter().flat_map(|one| [one.value.title.as_str(), &one.value.gist]).collect();
        theirs.into_iter().for_each(|clause| withhold(clause, &own));
        Self::new(source)
    }
}

fn unspaced(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether a title or a summary is one of these texts, or, up to where it breaks off, the beginning of one.
fn begins_one(words: &str, texts: &[String]) -> bool {
    let words = unspaced(words);
    match words.split_once('…') {
        Some((start, _)) => !start.is_empty() && texts.iter().any(|text| text.starts_with(start)),
        None => !words.is_empty() && texts.contains(&words),
    }
}

/// Takes the document's words out of a clause, but not those that are ours.
fn withhold(record: &mut Located<Clause>, own: &HashSet<&str>) {
    let clause = &mut record.value;
    for text in [&mut clause.title, &mut clause.gist] {
        if !own.contains(text.as_str()) {
            WITHHELD.clone_into(text);
        }
    }
    for words in [&mut clause.heading, &mut clause.figures, &mut clause.scenario, &mut clause.outlook] {
        words.clear();
    }
    clause.terms.clear();
    clause.asked.clear();
}
