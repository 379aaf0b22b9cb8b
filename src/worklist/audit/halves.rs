//! Both halves of the cover: what Microsoft does and what the facility uses, for each risk and each chapter.

use std::collections::HashSet;

use crate::catalog::{Catalog, Coverage, Level, Node, Record, RecordRef};
use crate::language::{t, tr};
use crate::model::{Grant, Kind, MappedProduct, Product, Risk, Role};

use super::in_use::InUse;
use super::scope::Scope;

/// Said where Microsoft does nothing.
pub const NO_MEASURE: &str = "Microsoft が代わりにできることはありません。";

/// What the numbers of the chapters mean.
pub const CHAPTERS_MEANING: &str = "措置は Microsoft が行うことのある条項、使用中は使っている製品が当たる条項、使えるはまだ使っていない製品だけが当たる条項、組織は措置も製品もなく組織で行う条項の数です。";

/// What covers one risk.
#[derive(Clone, Debug)]
pub struct RiskCover<'a> {
    /// The risk.
    pub at: RecordRef,
    /// The risk. What is left to the organisation, and why Microsoft does nothing, stands in it.
    pub risk: &'a Risk,
    /// How far products in use cover it.
    pub coverage: Coverage,
    /// What Microsoft does against it; the measure that says most comes first.
    pub measures: Vec<RecordRef>,
    /// The products against it that are not in use and can still be had.
    pub available: Vec<&'a Product>,
}

impl RiskCover<'_> {
    /// Says why there is no measure against the risk.
    pub fn no_measure(&self) -> String {
        match self.risk.no_measure.as_str() {
            "" => t("なし").to_owned(),
            why => tr!("{no_measure}{why}", no_measure = NO_MEASURE, why),
        }
    }
}

/// What covers the clauses of one chapter.
#[derive(Clone, Debug)]
pub struct ChapterCover<'a> {
    /// The heading.
    pub at: RecordRef,
    /// The heading.
    pub node: &'a Node,
    /// The headings above it.
    pub above: String,
    /// The clauses that the worklist counts.
    pub clauses: usize,
    /// Those for which Microsoft does something.
    pub measures: usize,
    /// Those that a product in use answers.
    pub in_use: usize,
    /// Those of them that it answers in the main.
    pub main: usize,
    /// Those that no product in use answers, but one that could be had.
    pub available: usize,
    /// Those left to the organisation: neither measure nor product answers them.
    pub left: usize,
}

/// Returns what covers each risk, in the order of the catalog; by what documents of the user say as well, if that is asked.
pub fn risks<'a>(catalog: &'a Catalog, in_use: &InUse<'_>, with_statements: bool) -> Vec<RiskCover<'a>> {
    let coverage = if with_statements { Coverage::with_statements } else { Coverage::of };
    let risks = catalog.all(Kind::Risk).zip(catalog.risks());
    let cover = |(at, risk): (RecordRef, &'a Risk)| RiskCover {
        at,
        risk,
        coverage: coverage(catalog, risk, in_use.ids()),
        measures: measures(catalog, at),
        available: available(catalog, risk, in_use),
    };
    risks.map(cover).collect()
}

fn measures(catalog: &Catalog, at: RecordRef) -> Vec<RecordRef> {
    let neighbours = catalog.graph().neighbours(at).into_iter();
    neighbours.map(|neighbour| neighbour.at).filter(|at| at.kind == Kind::Measure).collect()
}

fn available<'a>(catalog: &'a Catalog, risk: &Risk, in_use: &InUse<'_>) -> Vec<&'a Product> {
    let mut found: Vec<&Product> = Vec::new();
    for mitigation in &risk.mitigations {
        let Some(product) = product(catalog, &mitigation.product) else { continue };
        let is_new = !in_use.ids().contains(&product.id) && !found.iter().any(|known| known.id == product.id);
        if is_new && product.retired.is_empty() {
            found.push(product);
        }
    }
    found
}

/// Returns the product that an id leads to.
pub(super) fn product<'a>(catalog: &'a Catalog, id: &str) -> Option<&'a Product> {
    match catalog.record(catalog.find(id)?) {
        Record::Product(product) => Some(product),
        _ => None,
    }
}

/// Returns the names of the licences that include a product in full, with what else they take: `E5`, `E3(一部の機能)`.
pub fn licences_of(catalog: &Catalog, product: &Product) -> Vec<String> {
    let named = |grant: &Grant| {
        let licence = catalog.licences().find(|licence| licence.id == grant.licence)?;
        let title = &licence.title;
        Some(match grant.extent {
            crate::model::Extent::Full => t(title).to_owned(),
            extent => tr!("{title}({extent})", title, extent = extent.name()),
        })
    };
    product.licences.iter().filter_map(named).collect()
}

/// Returns what covers each chapter with clauses that are counted, in reading order.
pub fn chapters<'a>(catalog: &'a Catalog, scope: &Scope, in_use: &InUse<'_>) -> Vec<ChapterCover<'a>> {
    let answered = with_measures(catalog);
    let nodes = catalog.tree().nodes().iter().enumerate().filter(|(_, node)| node.level == Level::Chapter);
    let cover = |(index, node): (usize, &'a Node)| {
        let at = RecordRef::new(Kind::Node, index);
        let above = above(catalog, node);
        let empty =
            ChapterCover { at, node, above, clauses: 0, measures: 0, in_use: 0, main: 0, available: 0, left: 0 };
        let clauses = catalog.clauses_below(at).filter(|clause| scope.counts(*clause));
        clauses.fold(empty, |sum, clause| add(sum, catalog, in_use, (clause, answered.contains(&clause))))
    };
    nodes.map(cover).filter(|chapter| chapter.clauses > 0).collect()
}

fn above(catalog: &Catalog, chapter: &Node) -> String {
    let path = catalog.tree().steps(&chapter.id);
    let above = path.iter().filter(|node| node.level < Level::Chapter);
    above.map(|node| node.heading()).collect::<Vec<_>>().join(" > ")
}

/// Returns the clauses for which Microsoft does something.
fn with_measures(catalog: &Catalog) -> HashSet<RecordRef> {
    let named = catalog.measures().flat_map(|measure| &measure.clauses).filter_map(|id| catalog.find(id));
    // Own data may still name a measure among the products.
    let is_measure = |mapped: &MappedProduct| catalog.find(&mapped.id).is_some_and(|at| at.kind == Kind::Measure);
    let clauses = catalog.all(Kind::Clause).zip(catalog.clauses());
    let has_one = |id: &str| catalog.mapping(id).is_some_and(|mapping| mapping.products.iter().any(is_measure));
    let mapped = clauses.filter(|(_, clause)| has_one(&clause.id)).map(|(at, _)| at);
    named.chain(mapped).collect()
}

fn add<'a>(
    sum: ChapterCover<'a>,
    catalog: &Catalog,
    in_use: &InUse<'_>,
    (clause, has_measure): (RecordRef, bool),
) -> ChapterCover<'a> {
    let answer = answer(catalog, catalog.id(clause), in_use);
    ChapterCover {
        clauses: sum.clauses + 1,
        measures: sum.measures + usize::from(has_measure),
        in_use: sum.in_use + usize::from(answer.is_answered),
        main: sum.main + usize::from(answer.is_main),
        available: sum.available + usize::from(answer.is_available && !answer.is_answered),
        left: sum.left + usize::from(!has_measure && !answer.is_answered && !answer.is_available),
        ..sum
    }
}

/// How products answer one clause.
pub(super) struct Answer {
    /// Whether one in use does.
    pub(super) is_answered: bool,
    /// Whether one in use does in the main.
    pub(super) is_main: bool,
    /// Whether one does that is not in use and can be had.
    is_available: bool,
}

/// Returns how products answer a clause.
pub(super) fn answer(catalog: &Catalog, clause: &str, in_use: &InUse<'_>) -> Answer {
    let mapped = catalog.mapping(clause).map_or(&[][..], |mapping| &mapping.products);
    let mut answer = Answer { is_answered: false, is_main: false, is_available: false };
    for one in mapped {
        let Some(product) = product(catalog, &one.id) else { continue };
        let is_used = in_use.ids().contains(&product.id);
        answer.is_answered |= is_used;
        answer.is_main |= is_used && one.role == Role::Main;
        answer.is_available |= !is_used && product.retired.is_empty();
    }
    answer
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::catalog::Cover;
    use crate::worklist::State;
    use crate::worklist::audit::in_use::Chosen;

    use super::*;

    fn fixture() -> Catalog {
        Catalog::from_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixture")).unwrap()
    }

    #[test]
    fn a_risk_is_told_by_both_halves() {
        let catalog = fixture();
        let in_use = InUse::of(&catalog, &Chosen::of_licences(["licence.entra-p2".to_owned()]));
        let all = risks(&catalog, &in_use, false);
        let told = |id: &str| {
            let risk = all.iter().find(|risk| risk.risk.id == id).unwrap();
            let available: Vec<&str> = risk.available.iter().map(|product| product.id.as_str()).collect();
            let measures: Vec<&str> = risk.measures.iter().map(|at| catalog.id(*at)).collect();
            (risk.coverage.cover, measures, risk.coverage.products.clone(), available)
        };
        assert_eq!(
            told("risk.admin-credential-theft"),
            (
                Cover::Partial,
                vec!["msm.identity", "msm.dc.physical"],
                vec!["ms.entra.conditional-access".to_owned(), "ms.entra.pim".to_owned()],
                vec!["ms.entra.passkey", "ms.entra.id-protection", "ms.sentinel", "ms.entra.cae"],
            )
        );
        assert_eq!(told("risk.vendor-outage"), (Cover::None, vec!["msm.dc.physical"], vec![], vec!["ms.azure.backup"]));
        assert_eq!(told("risk.unknown"), (Cover::None, vec![], vec![], vec![]));
    }

    #[test]
    fn the_clauses_of_a_chapter_are_told_by_both_halves() {
        let catalog = fixture();
        let in_use = InUse::of(&catalog, &Chosen::of_licences(["licence.entra-p1".to_owned()]));
        let scope = Scope::of(&catalog, &State::default());
        let all = chapters(&catalog, &scope, &in_use);
        let told = |id: &str| {
            let one = all.iter().find(|chapter| chapter.node.id == id).unwrap();
            (one.clauses, one.measures, one.in_use, one.main, one.available, one.left)
        };
        let fourteen = told("mhlw6.sysun.14");
        // 1, 5 and 6 by products in use; 2 and 4 by others; the rest by nothing.
        assert_eq!((fourteen.1, fourteen.2, fourteen.3, fourteen.4), (1, 3, 3, 2), "{fourteen:?}");
        assert_eq!(fourteen.0, fourteen.2 + fourteen.4 + fourteen.5);
        // Own data names a measure among the products of 17.2: it is a measure, and nothing that could be used.
        let (clauses, measures, in_use, main, available, left) = told("mhlw6.sysun.17");
        assert_eq!((clauses, measures, in_use, main, available, left), (2, 1, 0, 0, 1, 0));
        assert_eq!(all.iter().map(|chapter| chapter.clauses).sum::<usize>(), 38);
    }

    #[test]
    fn a_product_names_the_licences_that_include_it_and_how() {
        let catalog = fixture();
        let names = |id: &str| licences_of(&catalog, product(&catalog, id).unwrap());
        assert_eq!(names("ms.entra.pim"), ["Microsoft Entra ID P2", "足して買うもの"]);
        let mut extended = product(&catalog, "ms.entra.pim").unwrap().clone();
        extended.licences[1].extent = crate::model::Extent::Addon;
        assert_eq!(licences_of(&catalog, &extended)[1], "足して買うもの(追加の契約)");
        assert_eq!(names("ms.entra.conditional-access")[2], "Microsoft Entra ID Free(一部の機能)");
        assert!(names("ms.sentinel").is_empty());
    }
}
