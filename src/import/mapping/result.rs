//! Collects what the rows of a mapping table say, and how it compares with what the catalog says.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::{Catalog, Record};
use crate::language::{t, tr};
use crate::model::{Id, Link, LinkKind, Statement};

use super::super::blank;
use super::super::reading::Skipped;
use super::super::row_place::told;
use super::preview::RowFound;

/// The most places that are named one by one.
const NAMED: usize = 300;
/// The most statements and ties of a file.
const STATEMENTS: usize = 100_000;
/// The most bytes of all statements.
const BYTES: usize = 48 << 20;

/// What the rows of a file say.
#[derive(Default)]
pub(super) struct Said {
    pub statements: Vec<Statement>,
    pub links: Vec<Link>,
    /// The clauses and risks that are named.
    pub clauses: BTreeSet<Id>,
    pub risks: BTreeSet<Id>,
    pub products: BTreeSet<Id>,
    skipped: Vec<Skipped>,
    /// How many more places there are than are named.
    unnamed: usize,
    tied: BTreeSet<(Id, Id)>,
    bytes: usize,
}

/// How much was said at some time.
#[derive(Clone, Copy)]
pub(super) struct Amount {
    statements: usize,
    skipped: usize,
    unnamed: usize,
}

/// There is more than a file may say.
pub(super) struct TooMuch;

impl Said {
    /// Names a place that was not read.
    pub fn skip(&mut self, place: &str, reason: String) {
        if self.skipped.len() < NAMED {
            self.skipped.push(Skipped { place: told(place), reason });
        } else {
            self.unnamed += 1;
        }
    }

    /// Names many places at once.
    pub fn skip_all(&mut self, place: &str, reason: String) {
        self.skipped.push(Skipped { place: told(place), reason });
    }

    /// Returns how much was said until now.
    pub const fn amount(&self) -> Amount {
        Amount { statements: self.statements.len(), skipped: self.skipped.len(), unnamed: self.unnamed }
    }

    /// Returns what was said since then, in a row about some clauses or risks.
    pub fn since(&self, before: Amount, about: &[Id]) -> RowFound {
        // One row says the same of everything that it is about, but in a statement for each column of a product.
        let named = self.statements[before.statements..].iter().flat_map(|statement| &statement.answers);
        let mut seen = BTreeSet::new();
        let answers = named.filter(|id| seen.insert(*id)).cloned().collect();
        let odd = self.skipped[before.skipped..].iter().map(|skipped| skipped.reason.clone());
        let unnamed = (self.unnamed > before.unnamed).then(|| t("読めないところがあります。").to_owned());
        RowFound { about: about.to_vec(), answers, odd: odd.chain(unnamed).collect() }
    }

    /// Returns what was not read.
    pub fn skipped(&mut self, file: &str) -> Vec<Skipped> {
        if self.unnamed > 0 {
            let reason = tr!("ほかに {n} か所が読めません。", n = self.unnamed);
            self.skipped.push(Skipped { place: file.to_owned(), reason });
        }
        std::mem::take(&mut self.skipped)
    }

    /// Adds what a row says of a clause or a risk.
    ///
    /// # Errors
    ///
    /// If that is more than a file may say.
    pub fn state(&mut self, statement: Statement) -> Result<(), TooMuch> {
        let answers: usize = statement.answers.iter().map(|id| size_of::<String>() + id.len()).sum();
        let texts = [&statement.about, &statement.note, &statement.status, &statement.party, &statement.place];
        self.bytes += answers + texts.into_iter().map(String::len).sum::<usize>() + 64;
        self.products.extend(statement.answers.iter().cloned());
        self.statements.push(statement);
        self.check()
    }

    /// Ties two clauses, once.
    ///
    /// # Errors
    ///
    /// If that is more than a file may say.
    pub fn tie(&mut self, from: &Id, to: &Id, (file, place): (&str, &str)) -> Result<(), TooMuch> {
        let pair = if from < to { (from.clone(), to.clone()) } else { (to.clone(), from.clone()) };
        if from == to || !self.tied.insert(pair) {
            return Ok(());
        }
        let provenance = blank::provenance(file, place);
        self.links.push(Link {
            from: from.clone(),
            to: to.clone(),
            kind: LinkKind::Related,
            reason: "取込資料の対応表で同じ行にある。".to_owned(),
            confidence: None,
            provenance,
        });
        self.check()
    }

    fn check(&self) -> Result<(), TooMuch> {
        let is_too_much = self.bytes > BYTES || self.statements.len() + self.links.len() > STATEMENTS;
        if is_too_much { Err(TooMuch) } else { Ok(()) }
    }

    /// Returns a sentence on how the products of the statements compare with those of the catalog; none if there are none.
    pub fn compared(&self, catalog: &Catalog) -> Option<String> {
        let mut theirs: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for statement in self.statements.iter().filter(|statement| !statement.answers.is_empty()) {
            theirs.entry(&statement.about).or_default().extend(statement.answers.iter().map(String::as_str));
        }
        let (mut both, mut more, mut less) = (0, 0, 0);
        for (about, answers) in &theirs {
            let ours = ours(catalog, about);
            both += answers.intersection(&ours).count();
            more += answers.difference(&ours).count();
            less += ours.difference(answers).count();
        }
        (both + more > 0).then(|| {
            tr!(
                "条項・リスクと製品の組を tenken の対応と比べると、どちらにもある組が {both}、この資料だけの組が {more}、tenken だけの組が {less} です。どちらも残し、並べて表示します。",
                both,
                more,
                less
            )
        })
    }
}

/// Returns the products that the catalog names for a clause or a risk.
fn ours<'a>(catalog: &'a Catalog, about: &str) -> BTreeSet<&'a str> {
    match catalog.find(about).map(|at| catalog.record(at)) {
        Some(Record::Clause(clause)) => {
            let mapping = catalog.mapping(&clause.id);
            mapping.iter().flat_map(|mapping| &mapping.products).map(|product| product.id.as_str()).collect()
        }
        Some(Record::Risk(risk)) => risk.mitigations.iter().map(|one| one.product.as_str()).collect(),
        _ => BTreeSet::new(),
    }
}
