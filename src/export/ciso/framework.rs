//! An edition as a framework: its headings and clauses as one list of nodes that name their parents.

use crate::catalog::{Catalog, Edition, Level, Node, Record, RecordRef, Relation};
use crate::model::{Clause, Kind, Mapping, Party};

use super::super::content::SUMMARY;
use super::document::{Framework, ImplementationGroup, RequirementNode};
use super::objects::{control_urn, threat_urn};
use super::urn::{self, list, name, prose};

/// Returns the editions that somebody can be inspected by, in the order of the catalog.
pub(super) fn editions(catalog: &Catalog) -> Vec<Edition<'_>> {
    let mut editions = catalog.editions();
    editions.retain(|edition| edition.guideline().inspected && edition.clause_count() > 0);
    editions
}

/// Returns an edition as a framework.
pub(super) fn framework(catalog: &Catalog, edition: &Edition<'_>) -> Framework {
    let mut nodes = Nodes { catalog, edition, nodes: Vec::new() };
    if let Some(node) = edition.node() {
        nodes.below(node, None, 1);
    }
    Framework {
        urn: urn::framework(&catalog.token(edition.id())),
        ref_id: name(edition.id()),
        name: name(&format!("{}(要約)", title(edition))),
        description: description(edition),
        implementation_groups_definition: Party::ALL.iter().copied().map(group).collect(),
        requirement_nodes: nodes.nodes,
    }
}

fn title(edition: &Edition<'_>) -> String {
    let guideline = edition.guideline();
    match edition.id() == guideline.id {
        true => guideline.title.clone(),
        false => format!("{} {}", guideline.title, edition.name()),
    }
}

fn description(edition: &Edition<'_>) -> String {
    let about = format!("{} {}", edition.guideline().publisher, edition.dated_name(Edition::name));
    let partial = format!("一部の項目だけを収めています({} 項目)。", edition.item_count());
    let partial = edition.is_partial().then_some(partial);
    let known = [Some(about), edition.notice(), partial, Some(SUMMARY.to_owned()), Some(edition.url().to_owned())];
    prose(&known.into_iter().flatten().collect::<Vec<_>>().join("\n")).unwrap_or_default()
}

const fn group(party: Party) -> ImplementationGroup {
    let description = match party {
        Party::Institution => "医療機関が担当する項目",
        Party::Vendor => "システムやサービスの事業者が担当する項目",
        Party::Cloud => "クラウド事業者が担当する項目",
    };
    ImplementationGroup { ref_id: group_id(party), name: party.name(), description }
}

const fn group_id(party: Party) -> &'static str {
    match party {
        Party::Institution => "hospital",
        Party::Vendor => "vendor",
        Party::Cloud => "cloud",
    }
}

struct Nodes<'a> {
    catalog: &'a Catalog,
    edition: &'a Edition<'a>,
    nodes: Vec<RequirementNode>,
}

impl Nodes<'_> {
    /// Adds what stands below a heading; sections are left out, because clauses hang on chapters.
    fn below(&mut self, node: &Node, parent: Option<&str>, depth: usize) {
        if node.level == Level::Chapter {
            for at in node.clauses.clone() {
                self.clause(RecordRef::new(Kind::Clause, at), parent, depth);
            }
            return;
        }
        for at in &node.children {
            let child = &self.catalog.tree().nodes()[*at];
            if !child.clauses.is_empty() {
                let id = self.catalog.token(&child.id);
                let urn = urn::node(&self.catalog.token(self.edition.id()), &id);
                self.nodes.push(heading(child, (&id, &urn), parent, depth));
                self.below(child, Some(&urn), depth + 1);
            }
        }
    }

    fn clause(&mut self, at: RecordRef, parent: Option<&str>, depth: usize) {
        let Record::Clause(clause) = self.catalog.record(at) else { return };
        let mapping = self.catalog.mapping(&clause.id);
        let neighbours = self.catalog.graph().neighbours(at);
        let of = |kind| neighbours.iter().filter(move |one| one.at.kind == kind);
        let answers = neighbours.iter().filter(|one| {
            matches!(one.at.kind, Kind::Product | Kind::Measure)
                && matches!(one.relation, Relation::Mapping(_) | Relation::Measure)
        });
        let id = |at: RecordRef| self.catalog.id(at);
        let own = self.catalog.token(&clause.id);
        let node = RequirementNode {
            urn: urn::node(&self.catalog.token(self.edition.id()), &own),
            assessable: self.catalog.is_inspected(clause),
            depth,
            parent_urn: parent.map(str::to_owned),
            ref_id: name(&own),
            name: name(&format!("{} {}", self.catalog.label(at), clause.title)),
            description: prose(&clause.gist),
            annotation: annotation(clause, mapping),
            typical_evidence: mapping.and_then(|mapping| list(&mapping.evidence)),
            implementation_groups: mapping.iter().flat_map(|one| &one.party).map(|party| group_id(*party)).collect(),
            threats: of(Kind::Risk).map(|one| threat_urn(self.catalog, id(one.at))).collect(),
            reference_controls: answers.map(|one| control_urn(self.catalog, id(one.at))).collect(),
        };
        self.nodes.push(node);
    }
}

fn heading(node: &Node, (id, urn): (&str, &str), parent: Option<&str>, depth: usize) -> RequirementNode {
    RequirementNode {
        urn: urn.to_owned(),
        assessable: false,
        depth,
        parent_urn: parent.map(str::to_owned),
        ref_id: name(id),
        name: name(&node.heading()),
        description: None,
        annotation: None,
        typical_evidence: None,
        implementation_groups: Vec::new(),
        threats: Vec::new(),
        reference_controls: Vec::new(),
    }
}

/// Returns what to check, who shares the work in the cloud, and what is not certain of a clause.
fn annotation(clause: &Clause, mapping: Option<&Mapping>) -> Option<String> {
    let checks = mapping.and_then(|mapping| list(&mapping.checks)).map(|checks| format!("確認観点:\n{checks}"));
    let share = mapping.map(|mapping| format!("クラウドでの分担: {}", mapping.cloud_share.name()));
    let division = mapping.map(|mapping| mapping.division.clone());
    let unverified = clause.is_unverified().then(|| format!("未照合: {}", clause.provenance.seen.name()));
    prose(&[checks, share, division, unverified].into_iter().flatten().collect::<Vec<_>>().join("\n\n"))
}
