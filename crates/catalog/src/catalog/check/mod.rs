//! Finds everything that is wrong with a set of records, at once.

use std::collections::{HashMap, HashSet};
use std::fmt;

use crate::language::t;
use crate::model::Provenance;
use crate::text::kana::is_hiragana;
use crate::tr;

use super::source::{ERRORS_MAX, Origin, ReadError, Source};

mod cloud;
mod editions;
mod ids;
mod names;
mod patterns;
mod revisions;

use cloud::Answered;
pub(super) use ids::{ODD_ID, is_odd_id};

/// Longest headline, in characters: it has to fit a list row of 80 columns beside label and status.
pub const TITLE_MAX: usize = 40;
/// Longest summary, in characters: longer ones are most likely copied.
pub const GIST_MAX: usize = 200;
/// Longest sentence on how something helps, what to ask or what to show, in characters.
pub const PHRASE_MAX: usize = 80;

/// Longest sentence on what remains, who does what or where something is got, in characters.
pub const REMARK_MAX: usize = 120;

/// One thing that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Where it is.
    pub origin: Origin,
    /// `file:line` of it.
    pub place: String,
    /// The record it is about; may be empty.
    pub id: String,
    /// What is wrong and what would be right.
    pub message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = if self.id.is_empty() { String::new() } else { format!("{} ", self.id) };
        write!(f, "{}: {id}{}", self.place, self.message)
    }
}

/// Returns everything wrong with the records and the errors met while reading them, by file and line; where there are
/// [`ERRORS_MAX`] of them, there may be more.
pub fn check(source: &Source, errors: &[ReadError]) -> Vec<Finding> {
    check_beside(source, errors, &[])
}

/// Returns what [`check()`] does where other records stand beside these: they may be named, and nothing is asked of them.
pub(super) fn check_beside(source: &Source, errors: &[ReadError], beside: &[&Source]) -> Vec<Finding> {
    let mut checker = Checker {
        source,
        beside,
        ids: HashMap::new(),
        ids_beside: HashMap::new(),
        former: HashMap::new(),
        answered: Answered::of(source),
        unreadable: HashSet::new(),
        findings: Vec::new(),
    };
    for error in errors {
        checker.unreadable.insert(&error.id);
        checker.find(error.origin, &error.id, error.message.clone());
    }
    // With so many errors the reading stopped, and whatever was not read would be missed.
    if errors.len() < ERRORS_MAX {
        checker.check_records();
    }
    checker.findings.sort();
    checker.findings.dedup();
    checker.findings
}

struct Checker<'a> {
    source: &'a Source,
    /// Records that stand beside them.
    beside: &'a [&'a Source],
    /// Where each id stands, and in which table.
    ids: HashMap<&'a str, (Origin, &'static str)>,
    /// The tables of the ids of records beside them.
    ids_beside: HashMap<&'a str, &'static str>,
    /// The records that had an id before: what they have now, and their tables.
    former: HashMap<&'a str, (&'a str, &'static str)>,
    answered: Answered<'a>,
    /// Ids of records that could not be read: links to them are no second finding.
    unreadable: HashSet<&'a str>,
    findings: Vec<Finding>,
}

impl<'a> Checker<'a> {
    fn check_records(&mut self) {
        self.collect_ids();
        self.check_packs();
        self.check_structure();
        self.check_editions();
        self.check_presets();
        self.check_preset_names();
        self.check_patterns();
        self.check_clauses();
        self.check_mappings();
        self.check_risks();
        self.check_cloud();
        self.check_terms();
        self.check_ties();
        self.check_revisions();
        self.check_questions();
    }

    fn find(&mut self, origin: Origin, id: &str, message: String) {
        if self.findings.len() >= ERRORS_MAX {
            return;
        }
        let place = self.source.place(origin);
        self.findings.push(Finding { origin, place, id: id.to_owned(), message });
    }

    fn text(&mut self, (origin, id): (Origin, &str), (field, text): (&str, &str), max: usize) {
        if text.trim().is_empty() {
            self.find(origin, id, tr!("{field} が空です。", field));
        }
        let length = text.chars().count();
        if length > max {
            self.find(
                origin,
                id,
                tr!("{field} が長すぎます({length}字。{max}字まで)。短くまとめてください。", field, length, max),
            );
        }
    }

    fn provenance(&mut self, at: (Origin, &str), provenance: &Provenance) {
        if !provenance.seen.is_unverified() && provenance.source.trim().is_empty() {
            self.find(at.0, at.1, tr!("seen が {seen} なのに source がありません。", seen = provenance.seen.code()));
        }
    }

    /// Checks that only packs hold what is read from documents: whatever is shown of it is shown with its document.
    fn check_packs(&mut self) {
        let source = self.source;
        let packs = source.packs.iter().map(|record| (record.origin, record.value.id.as_str()));
        let originals = source.originals.iter().map(|record| (record.origin, record.value.clause.as_str()));
        let statements = source.statements.iter().map(|record| (record.origin, record.value.about.as_str()));
        for (origin, id) in packs.chain(originals).chain(statements) {
            let message = "pack、original、statement は取込資料の表です。tenken import で取り込んでください。";
            self.find(origin, id, t(message).to_owned());
        }
    }

    /// Returns the records and those beside them.
    fn all_sources(&self) -> impl Iterator<Item = &'a Source> + Clone + use<'a> {
        [self.source].into_iter().chain(self.beside.iter().copied())
    }

    fn check_structure(&mut self) {
        let source = self.source;
        for record in &source.guidelines {
            let at = (record.origin, record.value.id.as_str());
            self.text(at, ("title", &record.value.title), GIST_MAX);
            self.provenance(at, &record.value.provenance);
        }
        for record in &source.volumes {
            let at = (record.origin, record.value.id.as_str());
            self.text(at, ("title", &record.value.title), PHRASE_MAX);
            self.text(at, ("short", &record.value.short), 8);
            self.link(at, "guideline", &record.value.guideline);
        }
        for record in &source.chapters {
            let at = (record.origin, record.value.id.as_str());
            self.text(at, ("title", &record.value.title), PHRASE_MAX);
            self.link(at, "volume", &record.value.volume);
            self.provenance(at, &record.value.provenance);
        }
    }

    fn check_clauses(&mut self) {
        let chapters = self.all_sources().flat_map(|source| &source.chapters);
        let chapters: HashSet<&str> = chapters.map(|chapter| chapter.value.id.as_str()).collect();
        for record in &self.source.clauses {
            let clause = &record.value;
            let at = (record.origin, clause.id.as_str());
            if !chapters.contains(clause.chapter.as_str()) && !self.unreadable.contains(clause.chapter.as_str()) {
                self.find(at.0, at.1, tr!("chapter の {chapter} という章はありません。", chapter = clause.chapter));
            }
            self.text(at, ("title", &clause.title), TITLE_MAX);
            self.text(at, ("number", &clause.number), 20);
            self.text(at, ("gist", &clause.gist), GIST_MAX);
            self.links(at, "refs", &clause.refs);
            self.provenance(at, &clause.provenance);
            for phrase in clause.terms.iter().chain(&clause.asked) {
                self.text(at, ("terms・asked", phrase), PHRASE_MAX);
            }
        }
    }

    fn check_mappings(&mut self) {
        for record in &self.source.mappings {
            let mapping = &record.value;
            let at = (record.origin, mapping.clause.as_str());
            self.link(at, "clause", &mapping.clause);
            self.links(at, "risks", &mapping.risks);
            self.links(at, "clauses", &mapping.clauses);
            if mapping.party.is_empty() {
                self.find(at.0, at.1, t("party が空です。").to_owned());
            }
            for product in &mapping.products {
                self.answer(at, "products", &product.id);
                self.text(at, ("how", &product.how), PHRASE_MAX);
                self.address(at, ("doc_url", &product.doc_url));
            }
            self.check_division(at, mapping);
            for phrase in mapping.checks.iter().chain(&mapping.evidence) {
                self.text(at, ("checks・evidence", phrase), PHRASE_MAX);
            }
        }
    }

    fn check_risks(&mut self) {
        for record in &self.source.risks {
            let risk = &record.value;
            let at = (record.origin, risk.id.as_str());
            self.text(at, ("title", &risk.title), TITLE_MAX);
            self.phrases(at, &risk.asked);
            self.text(at, ("scenario", &risk.scenario), GIST_MAX);
            self.links(at, "clauses", &risk.clauses);
            self.links(at, "related", &risk.related);
            self.provenance(at, &risk.provenance);
            for mitigation in &risk.mitigations {
                self.answer(at, "mitigations", &mitigation.product);
                self.text(at, ("how", &mitigation.how), PHRASE_MAX);
                self.address(at, ("doc_url", &mitigation.doc_url));
            }
        }
    }

    fn check_terms(&mut self) {
        for record in &self.source.terms {
            let term = &record.value;
            let at = (record.origin, term.id.as_str());
            self.text(at, ("term", &term.term), TITLE_MAX);
            self.text(at, ("definition", &term.definition), GIST_MAX);
            self.links(at, "related", &term.related);
            if !term.reading.chars().all(|c| is_hiragana(c) || matches!(c, 'ー' | '・')) || term.reading.is_empty() {
                self.find(
                    at.0,
                    at.1,
                    tr!("reading の「{reading}」はひらがなで書いてください。", reading = term.reading),
                );
            }
        }
    }

    fn check_ties(&mut self) {
        for record in &self.source.links {
            let at = (record.origin, record.value.from.as_str());
            self.link(at, "from", &record.value.from);
            self.other(at, "to", &record.value.to);
            self.text(at, ("reason", &record.value.reason), PHRASE_MAX);
        }
    }

    fn check_questions(&mut self) {
        for record in &self.source.questions {
            let question = &record.value;
            let at = (record.origin, question.id.as_str());
            self.link(at, "guideline", &question.guideline);
            self.text(at, ("title", &question.title), TITLE_MAX);
            if !question.gist.is_empty() {
                self.text(at, ("gist", &question.gist), GIST_MAX);
            }
            for phrase in &question.asked {
                self.text(at, ("asked", phrase), PHRASE_MAX);
            }
            if !question.number.contains("Q-") {
                self.find(
                    at.0,
                    at.1,
                    tr!(
                        "number の「{number}」は {right} の形で書いてください。",
                        number = question.number,
                        right = "企Q-26"
                    ),
                );
            }
            self.links(at, "clauses", &question.clauses);
            self.provenance(at, &question.provenance);
        }
    }
}
