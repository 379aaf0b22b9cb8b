//! The graph of links, walked in both directions.

use std::collections::HashMap;

use crate::model::{Id, Kind, Measure, Role};

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
            Self::Measure => "measure",
            Self::Evidence => "evidence",
            Self::Licence => "licence",
            Self::Theme => "theme",
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
            Self::Measure => "措置",
            Self::Evidence => "裏付け",
            Self::Licence => "エディション",
            Self::Theme => "テーマ",
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
        graph.measures(source);
        graph.products(source);
        graph.others(source);
        graph.revisions(source);
        graph.graph
    }

    /// Returns the neighbours of a record: risks, measures, products, clauses, then the rest; each record once.
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
        // The sort is stable: measures keep the order in which they were added, all others stand as in the catalog.
        let place = |neighbour: &Neighbour| (neighbour.at.kind != Kind::Measure).then_some(neighbour.at);
        found.sort_by_key(|neighbour| (rank(neighbour.at.kind), neighbour.relation, place(neighbour)));
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
        self.add_edge(from, to, relation, reason);
    }

    fn add_edge(&mut self, from: RecordRef, to: RecordRef, relation: Relation, reason: &str) {
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
                let relation = self.answer(&product.id, Relation::Mapping(product.role));
                self.add(&mapping.clause, &product.id, relation, &product.how);
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
                let relation = self.answer(&mitigation.product, Relation::Mitigation);
                self.add(&risk.id, &mitigation.product, relation, &reason);
            }
        }
    }

    /// Returns how an answer is tied to what it answers. Records of users may still name a measure or a report by the id
    /// of the product that it was before.
    fn answer(&self, id: &str, relation: Relation) -> Relation {
        match self.ids.get(id).map(|at| at.kind) {
            Some(Kind::Measure) => Relation::Measure,
            Some(Kind::Report) => Relation::Evidence,
            _ => relation,
        }
    }

    /// Adds the measures. Those that answer few clauses and risks come first: they say most about each of them.
    fn measures(&mut self, source: &Source) {
        let mut measures: Vec<&Measure> = source.measures.iter().map(|m| &m.value).collect();
        measures.sort_by_key(|measure| measure.clauses.len() + measure.risks.len());
        for measure in measures {
            for id in measure.clauses.iter().chain(&measure.risks) {
                self.add(id, &measure.id, Relation::Measure, measure.use_for(id));
            }
            for citation in measure.evidence.iter().flat_map(|evidence| &evidence.cites) {
                self.add(&measure.id, &citation.report, Relation::Evidence, &citation.phrase());
            }
        }
    }

    fn products(&mut self, source: &Source) {
        for product in source.products.iter().map(|p| &p.value) {
            self.add(&product.parent, &product.id, Relation::Part, "");
            self.add_all(&product.id, &product.successors, Relation::Succession);
            for grant in &product.licences {
                self.add(&product.id, &grant.licence, Relation::Licence, grant.extent.name());
            }
        }
        for licence in source.licences.iter().map(|l| &l.value) {
            self.add_all(&licence.id, &licence.next, Relation::Succession);
        }
    }

    /// Adds what became of requirements: to the clauses, to their chapters, and to both editions, where people look for
    /// what a new edition brought. A revision may share its id with the clause of the new edition that it is about.
    fn revisions(&mut self, source: &Source) {
        let chapters: HashMap<&str, &str> =
            source.clauses.iter().map(|c| (c.value.id.as_str(), c.value.chapter.as_str())).collect();
        for (index, revision) in source.revisions.iter().map(|r| &r.value).enumerate() {
            let at = RecordRef::new(Kind::Revision, index);
            let mut places: Vec<&str> = revision.clauses.iter().map(String::as_str).collect();
            places.extend(chapters.contains_key(revision.id.as_str()).then_some(revision.id.as_str()));
            let above: Vec<&str> = places.iter().filter_map(|place| chapters.get(place).copied()).collect();
            for place in places.into_iter().chain(above).chain([revision.from.as_str(), revision.to.as_str()]) {
                if let Some(place) = self.ids.get(place).copied() {
                    self.add_edge(place, at, Relation::Succession, revision.kind.name());
                }
            }
        }
    }

    fn others(&mut self, source: &Source) {
        for theme in source.themes.iter().map(|t| &t.value) {
            for ids in [&theme.clauses, &theme.risks, &theme.measures, &theme.products] {
                self.add_all(&theme.id, ids, Relation::Theme);
            }
        }
        for term in source.terms.iter().map(|t| &t.value) {
            self.add_all(&term.id, &term.related, Relation::Term);
        }
        for question in source.questions.iter().map(|q| &q.value) {
            for clause in &question.clauses {
                self.add(clause, &question.id, Relation::Question, "");
            }
        }
    }
}
