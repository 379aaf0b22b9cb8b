//! How far the products in use cover the risks.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Function, Id, Kind, Risk, Strength};

use super::store::Catalog;

/// How far a risk is covered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cover {
    /// Every function that the catalog knows a product for has one in use that helps more than a little.
    Full,
    /// Some of them have.
    Partial,
    /// No product in use helps.
    None,
}

impl Cover {
    /// Every degree, the best first.
    pub const ALL: [Self; 3] = [Self::Full, Self::Partial, Self::None];

    /// Returns the code used in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Full => "covered",
            Self::Partial => "partly",
            Self::None => "uncovered",
        }
    }

    /// Returns the Japanese name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Full => "低減策あり",
            Self::Partial => "一部のみ",
            Self::None => "低減策なし",
        }
    }

    /// Returns what has to be so for a risk to be covered that far, in Japanese.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Full => "予防・検知・対応・復旧のうち、製品で果たせる機能のすべてに、使っている製品が強か中で当たる",
            Self::Partial => "使っている製品はあるが、当たらない機能か、弱でしか当たらない機能が残る",
            Self::None => "当たる製品を使っていない",
        }
    }
}

/// How many risks there are of each degree of cover, the best first, and for how many of them Microsoft does something.
pub type CoverCounts = [usize; Cover::ALL.len() + 1];

/// The risks by category and by how far they are covered. It is made of the category of each risk, of how far products in
/// use cover it, and of whether Microsoft does something against it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CoverMatrix {
    /// The categories, in the order in which they come first.
    pub rows: Vec<(String, CoverCounts)>,
    /// All categories together.
    pub total: CoverCounts,
}

impl<'a> FromIterator<(&'a str, Cover, bool)> for CoverMatrix {
    fn from_iter<I: IntoIterator<Item = (&'a str, Cover, bool)>>(risks: I) -> Self {
        let mut matrix = Self::default();
        for (category, cover, has_measure) in risks {
            let known = matrix.rows.iter().position(|(name, _)| name == category);
            let row = known.unwrap_or(matrix.rows.len());
            if known.is_none() {
                matrix.rows.push((category.to_owned(), CoverCounts::default()));
            }
            for counts in [&mut matrix.rows[row].1, &mut matrix.total] {
                counts[cover as usize] += 1;
                counts[Cover::ALL.len()] += usize::from(has_measure);
            }
        }
        matrix
    }
}

/// How far one risk is covered, function by function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// How far in all.
    pub cover: Cover,
    /// The functions that a product in use fulfils more than a little.
    pub met: Vec<Function>,
    /// The functions that a product could fulfil and none in use does, or only a little.
    pub missing: Vec<Function>,
    /// The products in use that help, in the order of the catalog.
    pub products: Vec<Id>,
}

impl Coverage {
    /// Returns how far products in use cover a risk, by the judgement of the catalog. A risk that no product helps
    /// against is not covered. Own data may still name a product by an id that it had before; what is no product now,
    /// but something that Microsoft does, is nothing that could be used.
    pub fn of(catalog: &Catalog, risk: &Risk, in_use: &BTreeSet<Id>) -> Self {
        Self::by(catalog, mitigations(risk), in_use)
    }

    /// Returns it by what documents of the user say as well. Where one does not say what an answer does about the risk, it
    /// counts for nothing; where it does not say how much, for little.
    pub fn with_statements(catalog: &Catalog, risk: &Risk, in_use: &BTreeSet<Id>) -> Self {
        let statements = catalog.find(&risk.id).into_iter().flat_map(|at| catalog.statements_about(at));
        let told = statements.filter_map(|(statement, _)| Some((statement, statement.function?)));
        let told = told.flat_map(|(statement, function)| {
            let strength = statement.strength.unwrap_or(Strength::Weak);
            statement.answers.iter().map(move |answer| (answer, function, strength))
        });
        Self::by(catalog, mitigations(risk).chain(told), in_use)
    }

    fn by<'a>(
        catalog: &'a Catalog,
        answers: impl Iterator<Item = (&'a Id, Function, Strength)>,
        in_use: &BTreeSet<Id>,
    ) -> Self {
        let mut functions: BTreeMap<Function, bool> = BTreeMap::new();
        let mut products: Vec<Id> = Vec::new();
        for (product, function, strength) in answers {
            let id = match catalog.find(product) {
                Some(at) if at.kind != Kind::Product => continue,
                Some(at) => catalog.id(at),
                None => product,
            };
            let is_used = in_use.contains(id);
            let helps = is_used && strength != Strength::Weak;
            *functions.entry(function).or_default() |= helps;
            if is_used && !products.iter().any(|known| known == id) {
                products.push(id.to_owned());
            }
        }
        let with =
            |wanted: bool| functions.iter().filter(|(_, met)| **met == wanted).map(|(function, _)| *function).collect();
        let (met, missing): (Vec<Function>, Vec<Function>) = (with(true), with(false));
        let cover = match (products.is_empty(), missing.is_empty()) {
            (true, _) => Cover::None,
            (false, true) => Cover::Full,
            (false, false) => Cover::Partial,
        };
        Self { cover, met, missing, products }
    }
}

/// Returns the products against a risk, by the judgement of the catalog.
fn mitigations(risk: &Risk) -> impl Iterator<Item = (&Id, Function, Strength)> {
    risk.mitigations.iter().map(|one| (&one.product, one.function, one.strength))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn risks_are_counted_by_category_and_degree() {
        assert!(Cover::ALL.into_iter().enumerate().all(|(place, cover)| cover as usize == place));
        let risks = [("誤操作", Cover::None, true), ("災害", Cover::Full, false), ("誤操作", Cover::None, false)];
        let matrix = CoverMatrix::from_iter(risks);
        let rows = [("誤操作".to_owned(), [0, 0, 2, 1]), ("災害".to_owned(), [1, 0, 0, 0])];
        assert_eq!((matrix.rows.as_slice(), matrix.total), (rows.as_slice(), [1, 0, 2, 1]));
    }

    fn cover(catalog: &Catalog, risk: &Risk, products: &[&str]) -> Coverage {
        Coverage::of(catalog, risk, &products.iter().map(|id| (*id).to_owned()).collect())
    }

    fn mitigation(product: &str, function: Function, strength: Strength) -> crate::model::Mitigation {
        crate::model::Mitigation {
            product: product.into(),
            function,
            strength,
            how: String::new(),
            doc_title: String::new(),
            doc_url: String::new(),
        }
    }

    #[test]
    fn a_risk_is_covered_when_every_function_is() {
        let catalog = crate::testing::bundled();
        let template = catalog.risks().find(|risk| risk.mitigations.len() > 2).unwrap();
        let mitigations = vec![
            mitigation("a", Function::Prevent, Strength::Strong),
            mitigation("b", Function::Detect, Strength::Medium),
            mitigation("c", Function::Detect, Strength::Weak),
        ];
        let risk = Risk { mitigations, ..template.clone() };
        for (products, expected, missing) in [
            (&["a", "b"][..], Cover::Full, vec![]),
            (&["a", "c"], Cover::Partial, vec![Function::Detect]),
            (&["c"], Cover::Partial, vec![Function::Prevent, Function::Detect]),
            (&["x"], Cover::None, vec![Function::Prevent, Function::Detect]),
            (&[], Cover::None, vec![Function::Prevent, Function::Detect]),
        ] {
            let found = cover(&catalog, &risk, products);
            assert_eq!((found.cover, &found.missing), (expected, &missing), "{products:?}");
        }
        let unhelped = Risk { mitigations: Vec::new(), ..template.clone() };
        assert_eq!(cover(&catalog, &unhelped, &["a"]).cover, Cover::None);
    }

    #[test]
    fn with_every_product_in_use_every_bundled_risk_is_covered_that_can_be() {
        let catalog = crate::testing::bundled();
        let all: BTreeSet<Id> = catalog.products().map(|product| product.id.clone()).collect();
        for risk in catalog.risks() {
            let only_weak = |function| {
                let same = risk.mitigations.iter().filter(|mitigation| mitigation.function == function);
                same.clone().count() > 0 && same.clone().all(|mitigation| mitigation.strength == Strength::Weak)
            };
            let can_be = !risk.mitigations.is_empty() && !Function::ALL.iter().any(|function| only_weak(*function));
            assert_eq!(Coverage::of(&catalog, risk, &all).cover == Cover::Full, can_be, "{}", risk.id);
        }
    }

    #[test]
    fn a_mitigation_counts_under_the_id_that_its_product_has_now_and_not_if_it_is_none() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixture");
        let catalog = Catalog::from_folder(&folder).unwrap();
        let template = catalog.risks().next().unwrap();
        let mitigations = vec![
            mitigation("ms.aad.mfa", Function::Prevent, Strength::Strong),
            mitigation("ms.trust.dc", Function::Detect, Strength::Strong),
        ];
        let risk = Risk { mitigations, ..template.clone() };
        let found = cover(&catalog, &risk, &["ms.entra.mfa"]);
        assert_eq!(
            (found.cover, found.products, found.missing),
            (Cover::Full, vec!["ms.entra.mfa".to_owned()], vec![])
        );
        for former in ["ms.aad.mfa", "ms.trust.dc", "msm.dc.physical"] {
            assert_eq!(cover(&catalog, &risk, &[former]).cover, Cover::None, "{former}");
        }
    }
}
