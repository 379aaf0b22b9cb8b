//! A record of any kind, and what all kinds have in common.

use crate::model::{
    AuditReport, Clause, Id, Kind, Licence, Measure, Product, Provenance, Question, Revision, Risk, Term, Theme,
};

use super::pointer::RecordRef;
use super::source::{Origin, Source, Tables};
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
    /// What Microsoft itself does.
    Measure(&'a Measure),
    /// An audit report or certificate.
    Report(&'a AuditReport),
    /// An offer that includes products.
    Licence(&'a Licence),
    /// A reading path.
    Theme(&'a Theme),
    /// A word of the field.
    Term(&'a Term),
    /// A heading of a table of contents.
    Node(&'a Node),
    /// What became of a clause.
    Revision(&'a Revision),
    /// A question of the official Q&A.
    Question(&'a Question),
}

/// Says once which table holds which kind of record; counting, finding and placing follow from it.
macro_rules! records {
    ($($kind:ident = $list:ident),+) => {
        impl<'a> Record<'a> {
            /// Returns the record a pointer points at.
            pub(super) fn at(tables: &'a Tables, tree: &'a Tree, at: RecordRef) -> Self {
                let index = at.index as usize;
                match at.kind {
                    Kind::Node => Self::Node(&tree.nodes()[index]),
                    $(Kind::$kind => Self::$kind(tables.$list.get(index)),)+
                }
            }

            /// Returns the record of a source that a pointer points at.
            pub(super) fn of_source(source: &'a Source, nodes: &'a [Node], at: RecordRef) -> Self {
                let index = at.index as usize;
                match at.kind {
                    Kind::Node => Self::Node(&nodes[index]),
                    $(Kind::$kind => Self::$kind(&source.$list[index].value),)+
                }
            }

            /// Returns the id.
            pub fn id(self) -> &'a str {
                match self {
                    Self::Node(node) => &node.id,
                    $(Self::$kind(record) => &record.id,)+
                }
            }
        }

        /// Returns how many records of a kind a source has.
        pub(super) fn count(source: &Source, nodes: &[Node], kind: Kind) -> usize {
            match kind {
                Kind::Node => nodes.len(),
                $(Kind::$kind => source.$list.len(),)+
            }
        }

        /// Returns how many records of a kind lie in tables.
        pub(super) fn kept(tables: &Tables, tree: &Tree, kind: Kind) -> usize {
            match kind {
                Kind::Node => tree.len(),
                $(Kind::$kind => tables.$list.len(),)+
            }
        }

        /// Returns where a record stands; none for headings.
        pub(super) fn origin(tables: &Tables, at: RecordRef) -> Option<Origin> {
            match at.kind {
                Kind::Node => None,
                $(Kind::$kind => Some(tables.$list.origin(at.index as usize)),)+
            }
        }
    };
}

records! {
    Clause = clauses, Risk = risks, Product = products, Measure = measures, Report = reports, Licence = licences,
    Theme = themes, Term = terms, Revision = revisions, Question = questions
}

impl<'a> Record<'a> {
    /// Returns the headline.
    pub fn title(self) -> &'a str {
        match self {
            Self::Clause(clause) => &clause.title,
            Self::Risk(risk) => &risk.title,
            Self::Product(product) => product.title(),
            Self::Measure(measure) => &measure.title,
            Self::Report(report) => &report.title,
            Self::Licence(licence) => &licence.title,
            Self::Theme(theme) => &theme.title,
            Self::Term(term) => &term.term,
            Self::Node(node) => &node.title,
            Self::Revision(revision) => &revision.what,
            Self::Question(question) => &question.title,
        }
    }

    /// Returns the summary as the screen shows it; empty for records that have none.
    pub fn gist(self) -> &'a str {
        match self {
            Self::Clause(clause) => &clause.gist,
            Self::Risk(risk) => &risk.scenario,
            Self::Product(product) => &product.what,
            Self::Measure(measure) => &measure.does,
            Self::Report(report) => &report.what,
            Self::Licence(licence) => &licence.what,
            Self::Theme(theme) => &theme.gist,
            Self::Term(term) => &term.definition,
            Self::Node(_) | Self::Revision(_) | Self::Question(_) => "",
        }
    }

    /// Returns what it is called: its title first, then the vendor's name, former names, other ways to write it, words that
    /// mean the same.
    pub fn names(self) -> impl Iterator<Item = &'a str> {
        let (name, others) = match self {
            Self::Product(product) => (Some(product.other_name()), product.former_names.as_slice()),
            Self::Licence(licence) => (None, licence.aliases.as_slice()),
            Self::Term(term) => (None, term.synonyms.as_slice()),
            _ => (None, [].as_slice()),
        };
        [self.title()].into_iter().chain(name).chain(others.iter().map(String::as_str))
    }

    /// Returns the ids that it had before.
    pub fn former_ids(self) -> &'a [Id] {
        match self {
            Self::Product(product) => &product.former_ids,
            Self::Measure(measure) => &measure.former_ids,
            Self::Report(report) => &report.former_ids,
            _ => &[],
        }
    }

    /// Returns where it comes from; none for words and themes, which are ours, and for headings.
    pub fn provenance(self) -> Option<&'a Provenance> {
        match self {
            Self::Clause(clause) => Some(&clause.provenance),
            Self::Risk(risk) => Some(&risk.provenance),
            Self::Product(product) => Some(&product.provenance),
            Self::Measure(measure) => Some(&measure.provenance),
            Self::Report(report) => Some(&report.provenance),
            Self::Licence(licence) => Some(&licence.provenance),
            Self::Revision(revision) => Some(&revision.provenance),
            Self::Question(question) => Some(&question.provenance),
            Self::Theme(_) | Self::Term(_) | Self::Node(_) => None,
        }
    }

    /// Whether it still has to be checked against its original (未照合).
    pub fn is_unverified(self) -> bool {
        match self {
            Self::Clause(clause) => clause.is_unverified(),
            Self::Node(node) => node.seen.is_unverified(),
            _ => self.provenance().is_some_and(|provenance| provenance.seen.is_unverified()),
        }
    }
}
