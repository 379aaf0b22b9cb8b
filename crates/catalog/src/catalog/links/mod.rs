//! The graph of links, walked in both directions.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::language::{Language, spoken, t};
use crate::model::{Kind, Role};
use crate::packed::{Column, Numbers, Packed, PackedError};

use super::compiled::Numbering;
use super::pointer::RecordRef;

mod build;
#[cfg(test)]
mod tests;

/// Returns a reason in the language of the thread: that of a mitigation begins with its function and strength, `予防・中 …`.
fn said(relation: Relation, reason: &str) -> String {
    let tie =
        |words: &str| words.split_once('・').map(|(function, strength)| [t(function), t("・"), t(strength)].concat());
    match (relation, reason.split_once(' ')) {
        (Relation::Mitigation, Some((words, how))) if spoken() != Language::Japanese => {
            tie(words).map_or_else(|| reason.to_owned(), |tie| format!("{tie}: {how}"))
        }
        _ => reason.to_owned(),
    }
}

pub(super) use build::write;

/// The sections of a compiled catalog.
const EDGES: &str = "graph.edges";
const REASONS: &str = "graph.reasons";
const LINKS: &str = "graph.of";

/// Numbers of one link.
const EDGE: usize = 4;

/// What ties two records together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Relation {
    /// A risk stands behind a clause.
    Risk,
    /// A product answers a clause; main or support.
    Mapping(Role),
    /// A product works against a risk.
    Mitigation,
    /// A clause works against a risk.
    Countermeasure,
    /// Two records of one kind belong together.
    Related,
    /// A clause names another.
    Reference,
    /// A clause in another edition.
    Succession,
    /// A question of the official Q&A is about a clause.
    Question,
    /// Microsoft does something for a clause or against a risk.
    Measure,
    /// A report shows a measure.
    Evidence,
    /// An offer includes a product.
    Licence,
    /// A theme gathers records.
    Theme,
    /// A term explains a word.
    Term,
    /// A feature belongs to a product.
    Part,
    /// A document of the user says that something answers a clause or a risk.
    Stated,
}

impl Relation {
    /// Every relation, in their order.
    pub const ALL: [Self; 16] = [
        Self::Risk,
        Self::Mapping(Role::Main),
        Self::Mapping(Role::Support),
        Self::Mitigation,
        Self::Countermeasure,
        Self::Related,
        Self::Reference,
        Self::Succession,
        Self::Question,
        Self::Measure,
        Self::Evidence,
        Self::Licence,
        Self::Theme,
        Self::Term,
        Self::Part,
        Self::Stated,
    ];

    /// Returns the code used in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Risk => "risk",
            Self::Mapping(Role::Main) => "mapping_main",
            Self::Mapping(Role::Support) => "mapping_support",
            Self::Mitigation => "mitigation",
            Self::Countermeasure => "countermeasure",
            Self::Related => "related",
            Self::Reference => "reference",
            Self::Succession => "succession",
            Self::Question => "question",
            Self::Measure => "measure",
            Self::Evidence => "evidence",
            Self::Licence => "licence",
            Self::Theme => "theme",
            Self::Term => "term",
            Self::Part => "part",
            Self::Stated => "stated",
        }
    }

    /// Returns the place in [`Relation::ALL`].
    fn number(self) -> u32 {
        Self::ALL.iter().position(|known| *known == self).unwrap_or_default() as u32
    }

    /// Returns the Japanese name of the relation.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Risk => "背景のリスク",
            Self::Mapping(Role::Main) => "対応 主",
            Self::Mapping(Role::Support) => "対応 補",
            Self::Mitigation => "低減策",
            Self::Countermeasure => "対策の条項",
            Self::Related => "関連",
            Self::Reference => "参照",
            Self::Succession => "改定",
            Self::Question => "Q&A",
            Self::Measure => "措置",
            Self::Evidence => "裏付け",
            Self::Licence => "エディション",
            Self::Theme => "テーマ",
            Self::Term => "用語",
            Self::Part => "構成",
            Self::Stated => "取込資料",
        }
    }
}

/// Which way a link was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From the record that is looked at.
    Outgoing,
    /// To it.
    Incoming,
}

impl Direction {
    /// Returns the code used in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Outgoing => "outgoing",
            Self::Incoming => "incoming",
        }
    }
}

/// A record on the other end of a link.
#[derive(Clone, Debug)]
pub struct Neighbour {
    /// The record.
    pub at: RecordRef,
    /// What ties them together.
    pub relation: Relation,
    /// Which way the link was written.
    pub direction: Direction,
    /// Why, in our words; may be empty.
    pub reason: String,
}

/// The links of all records.
#[derive(Debug)]
pub struct Graph {
    numbers: Numbering,
    /// Four numbers each: the records of both ends, the relation, the reason.
    edges: Numbers,
    /// The texts of the reasons, each once.
    reasons: Column,
    /// The numbers of the links of each record.
    of: Column,
}

impl Graph {
    /// Opens the links of records with these numbers.
    pub(super) fn open(packed: &Packed, numbers: Numbering) -> Result<Self, PackedError> {
        let edges = Numbers::new(packed.section(EDGES)?);
        let (reasons, of) = (Column::open(packed, REASONS)?, Column::open(packed, LINKS)?);
        Ok(Self { numbers, edges, reasons, of })
    }

    /// Returns the neighbours of a record by what the catalog says: risks, measures, products, clauses, then the rest; each
    /// record once.
    pub fn neighbours(&self, at: RecordRef) -> Vec<Neighbour> {
        self.collected(at, |relation| relation != Relation::Stated)
    }

    /// Returns them with those by what documents of the user say. Of what the catalog says as well, it is the catalog's word
    /// that is told.
    pub fn neighbours_with_stated(&self, at: RecordRef) -> Vec<Neighbour> {
        self.collected(at, |_| true)
    }

    fn collected(&self, at: RecordRef, is_wanted: impl Fn(Relation) -> bool) -> Vec<Neighbour> {
        let mut found: Vec<Neighbour> = Vec::new();
        let mut places: HashMap<RecordRef, usize> = HashMap::new();
        let all = self.of.numbers(self.numbers.number(at)).filter_map(|edge| self.seen_from(edge as usize, at));
        for neighbour in all.filter(|neighbour| is_wanted(neighbour.relation)) {
            match places.entry(neighbour.at) {
                Entry::Vacant(free) => {
                    free.insert(found.len());
                    found.push(neighbour);
                }
                Entry::Occupied(known) => {
                    let old = &mut found[*known.get()];
                    let is_ours = neighbour.relation != Relation::Stated || old.relation == Relation::Stated;
                    if old.reason.is_empty() && !neighbour.reason.is_empty() && is_ours {
                        *old = neighbour;
                    }
                }
            }
        }
        // The sort is stable: measures keep the order in which they were added, all others stand as in the catalog.
        let place = |neighbour: &Neighbour| (neighbour.at.kind != Kind::Measure).then_some(neighbour.at);
        found.sort_by_key(|neighbour| (rank(neighbour.at.kind), neighbour.relation, place(neighbour)));
        found
    }

    /// Returns what a link ties a record to.
    fn seen_from(&self, edge: usize, at: RecordRef) -> Option<Neighbour> {
        let number = |part: usize| self.edges.get(EDGE * edge + part).map(|number| number as usize);
        let (from, to) = (self.numbers.at(number(0)?)?, self.numbers.at(number(1)?)?);
        let (other, direction) = if from == at { (to, Direction::Outgoing) } else { (from, Direction::Incoming) };
        let relation = Relation::ALL.get(number(2)?).copied()?;
        Some(Neighbour { at: other, relation, direction, reason: said(relation, self.reasons.text(number(3)?)) })
    }

    /// Returns how many links there are.
    pub fn len(&self) -> usize {
        self.edges.len() / EDGE
    }

    /// Whether there are no links.
    pub fn is_empty(&self) -> bool {
        self.edges.is_empty()
    }
}

/// The order in which kinds of neighbours are shown.
const fn rank(kind: Kind) -> u8 {
    match kind {
        Kind::Risk => 0,
        Kind::Measure => 1,
        Kind::Product => 2,
        Kind::Clause => 3,
        Kind::Report => 4,
        Kind::Licence => 5,
        Kind::Theme => 6,
        Kind::Node => 7,
        Kind::Question => 8,
        Kind::Term => 9,
        Kind::Revision => 10,
    }
}
