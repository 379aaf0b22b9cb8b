//! The graph of links, walked in both directions.

use std::collections::HashMap;

use crate::model::{Id, Kind, Role};

use super::pointer::RecordRef;
use super::source::Source;

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
    /// A term explains a word.
    Term,
    /// A feature belongs to a product.
    Part,
}

impl Relation {
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
            Self::Term => "term",
            Self::Part => "part",
        }
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
            Self::Term => "用語",
            Self::Part => "構成",
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
#[derive(Debug, Default)]
pub struct Graph {
    edges: Vec<Edge>,
    by_record: HashMap<RecordRef, Vec<u32>>,
}

#[derive(Debug)]
struct Edge {
    from: RecordRef,
    to: RecordRef,
    relation: Relation,
    reason: String,
}

impl Graph {
    /// Collects the links of a set of records; links to unknown ids are left out (the check reports them).
    pub(super) fn build(source: &Source, ids: &HashMap<Id, RecordRef>) -> Self {
        let mut graph = Builder { ids, graph: Self::default() };
        graph.clauses(source);
        graph.risks(source);
        graph.others(source);
        graph.graph
    }

    /// Returns the neighbours of a record: risks, products, clauses, then the rest; each record once.
    pub fn neighbours(&self, at: RecordRef) -> Vec<Neighbour> {
        let mut found: Vec<Neighbour> = Vec::new();
        for edge in self.by_record.get(&at).into_iter().flatten().map(|i| &self.edges[*i as usize]) {
            let neighbour = edge.seen_from(at);
            match found.iter_mut().find(|old| old.at == neighbour.at) {
                Some(old) if old.reason.is_empty() && !neighbour.reason.is_empty() => *old = neighbour,
                Some(_) => {}
                None => found.push(neighbour),
            }
        }
        found.sort_by_key(|neighbour| (rank(neighbour.at.kind), neighbour.relation, neighbour.at));
        found
    }

    /// Returns how many links there are.
    pub fn len(&self) -> usize {
        self.edges.len()
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
        Kind::Product => 1,
        Kind::Clause => 2,
        Kind::Node => 3,
        Kind::Question => 4,
        Kind::Term => 5,
        Kind::Revision => 6,
    }
}

impl Edge {
    fn seen_from(&self, at: RecordRef) -> Neighbour {
        let (other, direction) =
            if self.from == at { (self.to, Direction::Outgoing) } else { (self.from, Direction::Incoming) };
        Neighbour { at: other, relation: self.relation, direction, reason: self.reason.clone() }
    }
}

struct Builder<'a> {
    ids: &'a HashMap<Id, RecordRef>,
    graph: Graph,
}

impl Builder<'_> {
    fn add(&mut self, from: &str, to: &str, relation: Relation, reason: &str) {
        let (Some(from), Some(to)) = (self.ids.get(from).copied(), self.ids.get(to).copied()) else { return };
        if from == to {
            return;
        }
        let index = self.graph.edges.len() as u32;
        self.graph.edges.push(Edge { from, to, relation, reason: reason.to_owned() });
        self.graph.by_record.entry(from).or_default().push(index);
        self.graph.by_record.entry(to).or_default().push(index);
    }

    fn add_all(&mut self, from: &str, to: &[Id], relation: Relation) {
        for to in to {
            self.add(from, to, relation, "");
        }
    }

    fn clauses(&mut self, source: &Source) {
        for mapping in source.mappings.iter().map(|m| &m.value) {
            self.add_all(&mapping.clause, &mapping.risks, Relation::Risk);
            self.add_all(&mapping.clause, &mapping.clauses, Relation::Related);
            for product in &mapping.products {
                self.add(&mapping.clause, &product.id, Relation::Mapping(product.role), &product.how);
            }
        }
        for clause in source.clauses.iter().map(|c| &c.value) {
            self.add_all(&clause.id, &clause.refs, Relation::Reference);
        }
        for link in source.links.iter().map(|l| &l.value) {
            self.add(&link.from, &link.to, Relation::Related, &link.reason);
        }
    }

    fn risks(&mut self, source: &Source) {
        for risk in source.risks.iter().map(|r| &r.value) {
            self.add_all(&risk.id, &risk.clauses, Relation::Countermeasure);
            self.add_all(&risk.id, &risk.related, Relation::Related);
            for mitigation in &risk.mitigations {
                let reason =
                    format!("{}・{} {}", mitigation.function.name(), mitigation.strength.name(), mitigation.how);
                self.add(&risk.id, &mitigation.product, Relation::Mitigation, &reason);
            }
        }
    }

    fn others(&mut self, source: &Source) {
        for product in source.products.iter().map(|p| &p.value) {
            self.add(&product.parent, &product.id, Relation::Part, "");
        }
        for term in source.terms.iter().map(|t| &t.value) {
            self.add_all(&term.id, &term.related, Relation::Term);
        }
        for question in source.questions.iter().map(|q| &q.value) {
            for clause in &question.clauses {
                self.add(clause, &question.id, Relation::Question, "");
            }
        }
        for revision in source.revisions.iter().map(|c| &c.value) {
            for clause in &revision.clauses {
                self.add(clause, &revision.id, Relation::Succession, revision.kind.name());
            }
        }
    }
}
