//! Collects the links of a set of records, while it is compiled.

use std::collections::HashMap;

use crate::catalog::compiled::Known;
use crate::catalog::pointer::RecordRef;
use crate::catalog::source::Source;
use crate::model::{Id, Kind, Measure};
use crate::packed::{ColumnWriter, Numbers, PackedError, Writer};

use super::{EDGE, EDGES, LINKS, REASONS, Relation};

/// Writes the links of a set of records; links to unknown ids are left out (the check reports them).
pub(in crate::catalog) fn write(source: &Source, ids: &Known<'_>, writer: &mut Writer) -> Result<(), PackedError> {
    let of = vec![Vec::new(); ids.numbers.len()];
    let mut builder = Builder { ids, edges: Vec::new(), reasons: HashMap::new(), of };
    builder.clauses(source);
    builder.risks(source);
    builder.measures(source);
    builder.products(source);
    builder.others(source);
    builder.revisions(source);
    builder.statements(source);
    builder.write(writer)
}

struct Builder<'a> {
    ids: &'a Known<'a>,
    /// As in [`super::Graph`].
    edges: Vec<u32>,
    /// The numbers of the reasons.
    reasons: HashMap<String, u32>,
    of: Vec<Vec<u32>>,
}

impl Builder<'_> {
    fn write(self, writer: &mut Writer) -> Result<(), PackedError> {
        let (mut reasons, mut of) = (ColumnWriter::default(), ColumnWriter::default());
        let mut texts: Vec<(String, u32)> = self.reasons.into_iter().collect();
        texts.sort_unstable_by_key(|(_, number)| *number);
        texts.iter().for_each(|(text, _)| reasons.push(text.as_bytes()));
        self.of.into_iter().for_each(|links| of.push(&Numbers::to_bytes(links)));
        writer.add(EDGES, Numbers::to_bytes(self.edges));
        reasons.write(writer, REASONS)?;
        of.write(writer, LINKS)
    }

    fn add(&mut self, from: &str, to: &str, relation: Relation, reason: &str) {
        let (Some(from), Some(to)) = (self.ids.find(from), self.ids.find(to)) else { return };
        self.add_edge(from, to, relation, reason);
    }

    fn add_edge(&mut self, from: RecordRef, to: RecordRef, relation: Relation, reason: &str) {
        if from == to {
            return;
        }
        let edge = (self.edges.len() / EDGE) as u32;
        let [from, to] = [from, to].map(|at| self.ids.numbers.number(at));
        let reason = self.reason(reason);
        self.edges.extend([from as u32, to as u32, relation.number(), reason]);
        self.of[from].push(edge);
        self.of[to].push(edge);
    }

    fn reason(&mut self, text: &str) -> u32 {
        if let Some(number) = self.reasons.get(text) {
            return *number;
        }
        let number = self.reasons.len() as u32;
        self.reasons.insert(text.to_owned(), number);
        number
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
        match self.ids.find(id).map(|at| at.kind) {
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
                if let Some(place) = self.ids.find(place) {
                    self.add_edge(place, at, Relation::Succession, revision.kind.name());
                }
            }
        }
    }

    /// Adds what documents say, behind all that the catalog says itself.
    fn statements(&mut self, source: &Source) {
        for statement in source.statements.iter().map(|s| &s.value) {
            let reason = statement.phrase();
            for answer in &statement.answers {
                self.add(&statement.about, answer, Relation::Stated, &reason);
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
