//! What a licence brings, and what the next one up would add.

use crate::catalog::{Catalog, Cover, Coverage, RecordRef};
use crate::language::{t, tr};
use crate::model::{Id, Kind, Licence, Product, Risk};

use super::halves::answer;
use super::in_use::{Brought, Chosen, InUse};
use super::scope::Scope;

/// What there is in one case and was not in another.
#[derive(Clone, Debug, Default)]
pub struct Gain<'a> {
    /// The products that are in use then.
    pub products: Vec<&'a Product>,
    /// The risks that are better covered then.
    pub risks: Vec<RiskGain<'a>>,
    /// The clauses that a product in use answers in the main then.
    pub clauses: Vec<RecordRef>,
}

/// A risk that is better covered.
#[derive(Clone, Debug)]
pub struct RiskGain<'a> {
    /// The risk.
    pub at: RecordRef,
    /// The risk.
    pub risk: &'a Risk,
    /// How far it is covered without.
    pub before: Cover,
    /// How far it is covered with it.
    pub after: Cover,
}

impl<'a> Gain<'a> {
    /// Returns what is better in one case than in another, of the clauses that are counted.
    pub fn between(catalog: &'a Catalog, scope: &Scope, (before, after): (&InUse<'_>, &InUse<'a>)) -> Self {
        let used = after.products().iter().map(|used| used.product);
        let products = used.filter(|product| !before.ids().contains(&product.id)).collect();
        let risks = catalog.all(Kind::Risk).zip(catalog.risks()).map(|(at, risk)| {
            let cover = |in_use: &InUse<'_>| Coverage::of(catalog, risk, in_use.ids()).cover;
            RiskGain { at, risk, before: cover(before), after: cover(after) }
        });
        // The best degree is the least one.
        let risks = risks.filter(|gain| gain.after < gain.before).collect();
        let has_main = |id: &str, in_use: &InUse<'_>| answer(catalog, id, in_use).is_main;
        let is_new = |id: &str| has_main(id, after) && !has_main(id, before);
        let clauses = catalog.all(Kind::Clause).filter(|at| scope.counts(*at) && is_new(catalog.id(*at)));
        Self { products, risks, clauses: clauses.collect() }
    }

    /// Returns what a licence brings when it is chosen alone: what the products that come with it answer.
    pub fn of_licence(catalog: &'a Catalog, scope: &Scope, licence: &Licence) -> Self {
        let with = Chosen::of_licences([licence.id.clone()]);
        let (without, with) = (InUse::of(catalog, &Chosen::default()), InUse::of(catalog, &with));
        Self::between(catalog, scope, (&without, &with))
    }

    /// Whether nothing is better.
    pub fn is_empty(&self) -> bool {
        self.products.is_empty() && self.risks.is_empty() && self.clauses.is_empty()
    }

    /// Returns the next licences up from some, in the order of the catalog, each with what it would add to them; those
    /// that would add nothing are left out.
    pub fn next_up(catalog: &'a Catalog, scope: &Scope, licences: &[Id]) -> Vec<(&'a Licence, Self)> {
        let is_next = |licence: &&Licence| {
            let has_it_next = |from: &Licence| licences.contains(&from.id) && from.next.contains(&licence.id);
            !licences.contains(&licence.id) && catalog.licences().any(has_it_next)
        };
        let now = InUse::of(catalog, &Chosen::of_licences(licences.iter().cloned()));
        let with = |licence: &'a Licence| {
            let all = licences.iter().chain([&licence.id]).cloned();
            (licence, Self::between(catalog, scope, (&now, &InUse::of(catalog, &Chosen::of_licences(all)))))
        };
        catalog.licences().filter(is_next).map(with).filter(|(_, gain)| !gain.is_empty()).collect()
    }

    /// Returns what stands above what a licence would add.
    pub fn heading(licence: &Licence) -> String {
        tr!("{title} を足すと", title = licence.title)
    }

    /// Returns what a licence brings when it is chosen alone, in named lines.
    pub fn brought(&self, catalog: &Catalog, licence: &Licence) -> [(&'static str, String); 3] {
        let closed = self.closed().count();
        let partly = self.risks.len() - closed;
        let risks = tr!(
            "{full} {closed} 件、{partial} {partly} 件",
            full = Cover::Full.name(),
            closed,
            partial = Cover::Partial.name(),
            partly
        );
        [
            (t("製品"), Brought::by(catalog, licence).count()),
            (t("条項"), tr!("主な製品が当たるもの {n} 件", n = self.clauses.len())),
            (t("リスク"), risks),
        ]
    }

    /// Returns what a licence would add to others, in named lines.
    pub fn added(&self) -> [(&'static str, String); 3] {
        [
            (t("加わる製品"), tr!("{n} 件", n = self.products.len())),
            (t("条項"), tr!("主な製品が新しく当たるもの {n} 件", n = self.clauses.len())),
            (t("リスク"), tr!("低減が進むもの {n} 件", n = self.risks.len())),
        ]
    }

    /// Returns the risks that are covered in the end.
    pub fn closed(&self) -> impl Iterator<Item = &RiskGain<'a>> {
        self.risks.iter().filter(|gain| gain.after == Cover::Full)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::worklist::entry::change::Change;
    use crate::worklist::entry::fields::Edit;
    use crate::worklist::state::State;
    use crate::worklist::testing::state_of;

    use super::*;

    fn fixture() -> Catalog {
        Catalog::from_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixture")).unwrap()
    }

    fn ids(gain: &Gain<'_>) -> Vec<String> {
        gain.products.iter().map(|product| product.id.clone()).collect()
    }

    #[test]
    fn a_licence_brings_what_it_includes_in_full() {
        let catalog = fixture();
        let scope = Scope::of(&catalog, &State::default());
        let of = |id: &str| Gain::of_licence(&catalog, &scope, catalog.licences().find(|one| one.id == id).unwrap());
        let first = of("licence.entra-p1");
        assert_eq!(ids(&first), ["ms.entra.id", "ms.entra.conditional-access", "ms.entra.mfa"]);
        let clauses: Vec<&str> = first.clauses.iter().map(|at| catalog.id(*at)).collect();
        assert!(clauses.contains(&"mhlw6.sysun.14.5") && clauses.contains(&"mhlw6.kikaku.13.2"), "{clauses:?}");
        assert!(!clauses.contains(&"mhlw7.hoshu.9.4"), "an edition that is not inspected");
        let risk = |id: &str| first.risks.iter().find(|gain| gain.risk.id == id).map(|gain| (gain.before, gain.after));
        assert_eq!(risk("risk.admin-credential-theft"), Some((Cover::None, Cover::Partial)));
        assert_eq!(risk("risk.lost-device"), None);
        let none = Scope::of(&catalog, &state_of([Change::profile(Edit::Count(["meti11".to_owned()].into()))]));
        let licence = catalog.licences().find(|one| one.id == "licence.entra-p1").unwrap();
        let counted = Gain::of_licence(&catalog, &none, licence).clauses;
        assert!(counted.len() < clauses.len() && counted.iter().all(|at| none.counts(*at)), "only what is counted");
        assert_eq!(ids(&of("licence.extra")), ["ms.entra.id", "ms.entra.mfa", "ms.entra.pim"], "with what is free");
    }

    #[test]
    fn the_next_one_up_says_what_it_would_add() {
        let catalog = fixture();
        let up = |licences: &[&str]| {
            let licences: Vec<Id> = licences.iter().map(|id| (*id).to_owned()).collect();
            let next = Gain::next_up(&catalog, &Scope::of(&catalog, &State::default()), &licences);
            next.iter().map(|(licence, gain)| (licence.id.clone(), ids(gain))).collect::<Vec<_>>()
        };
        let second = || ("licence.entra-p2".to_owned(), vec!["ms.entra.pim".to_owned()]);
        assert_eq!(up(&["licence.entra-p1"]), [second()]);
        assert_eq!(up(&["licence.entra-free", "licence.entra-p1"]), [second()], "what one has is not next");
        let first = ("licence.entra-p1".to_owned(), vec!["ms.entra.conditional-access".to_owned()]);
        assert_eq!(up(&["licence.entra-free"]), [first]);
        assert!(up(&["licence.entra-p2"]).is_empty() && up(&[]).is_empty());
    }
}
