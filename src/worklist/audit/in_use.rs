//! Which products are in use, and why: chosen by hand, or included in a licence. Both front ends and the reports ask here.

use std::collections::{BTreeSet, HashMap};

use crate::catalog::{Catalog, Record, RecordRef};
use crate::language::{t, tr};
use crate::model::{Extent, Id, Kind, Licence, Product};
use crate::worklist::entry::change::Change;
use crate::worklist::entry::fields::Edit;
use crate::worklist::state::profile::Profile;

/// Said wherever licences are counted with.
pub const GUIDE: &str = "エディションに含まれる製品は公開資料による目安で、見積もりではありません。契約の前に公式の資料で確かめてください。";

/// What was chosen: by a profile, or for a question what would be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// The products that are used, whichever licence includes them.
    pub products: BTreeSet<Id>,
    /// The licences.
    pub licences: BTreeSet<Id>,
    /// The products that are not used, although a licence includes them.
    pub unused: BTreeSet<Id>,
}

impl Chosen {
    /// Returns the choice of nothing but licences.
    pub fn of_licences(licences: impl IntoIterator<Item = Id>) -> Self {
        Self { licences: licences.into_iter().collect(), ..Self::default() }
    }
}

impl From<&Profile> for Chosen {
    fn from(profile: &Profile) -> Self {
        let Profile { products, licences, unused, .. } = profile;
        Self { products: products.clone(), licences: licences.clone(), unused: unused.clone() }
    }
}

/// A product, and what brings it.
#[derive(Clone, Debug)]
pub struct UsedProduct<'a> {
    /// The product.
    pub product: &'a Product,
    /// Whether it was chosen by hand.
    pub is_by_hand: bool,
    /// The licences that include it.
    pub licences: Vec<&'a Licence>,
}

impl UsedProduct<'_> {
    /// Returns the names of the licences; empty if it was chosen by hand only.
    pub fn licence_names(&self) -> String {
        self.licences.iter().map(|licence| t(&licence.title)).collect::<Vec<_>>().join(t("・"))
    }
}

/// How many products licences bring.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    /// All of them.
    pub all: usize,
    /// Those that nothing but what is free brings.
    pub free: usize,
}

impl Brought {
    /// Returns how many products a licence brings when it is chosen alone.
    pub fn by(catalog: &Catalog, licence: &Licence) -> Self {
        let free: Vec<_> = catalog.licences().filter(|licence| licence.free).collect();
        catalog.products().fold(Self::default(), |sum, product| {
            match (includes(licence, product), free.iter().any(|free| includes(free, product))) {
                (true, _) => sum.with(licence.free),
                (false, true) => sum.with(true),
                (false, false) => sum,
            }
        })
    }

    const fn with(self, is_free: bool) -> Self {
        Self { all: self.all + 1, free: self.free + is_free as usize }
    }

    /// Returns them in words: `84 件(うち契約なしで付くもの 27 件)`.
    pub fn count(self) -> String {
        match self.free {
            0 => tr!("{n} 件", n = self.all),
            free => tr!("{n} 件(うち契約なしで付くもの {free} 件)", n = self.all, free),
        }
    }
}

/// The products in use.
///
/// What a chosen licence includes in full is in use, unless somebody said that it is not; a part of its features is not
/// enough. Licences that come without a contract of their own count as soon as any licence is chosen: before that, nothing
/// is known of what the facility has. What is no longer offered comes by no licence.
#[derive(Clone, Debug)]
pub struct InUse<'a> {
    catalog: &'a Catalog,
    ids: BTreeSet<Id>,
    products: Vec<UsedProduct<'a>>,
    /// The places of the products among them.
    places: HashMap<&'a str, usize>,
    partly: Vec<UsedProduct<'a>>,
    unused: Vec<UsedProduct<'a>>,
    needless: Vec<&'a Product>,
    licences: Vec<&'a Licence>,
    moved: Vec<(Id, RecordRef)>,
    unknown: Vec<(Id, Kind)>,
}

impl<'a> InUse<'a> {
    /// Returns what is in use by a choice.
    pub fn of(catalog: &'a Catalog, chosen: &Chosen) -> Self {
        let (moved, unknown, licences) = (Vec::new(), Vec::new(), Vec::new());
        let (ids, products, places) = (BTreeSet::new(), Vec::new(), HashMap::new());
        let (partly, unused, needless) = (Vec::new(), Vec::new(), Vec::new());
        let mut found = Self { catalog, ids, products, places, partly, unused, needless, licences, moved, unknown };
        let by_hand = found.resolved(&chosen.products);
        let unused = found.resolved(&chosen.unused);
        found.licences = found.chosen_licences(&chosen.licences);
        let counted = found.counted_licences();
        for product in catalog.products() {
            found.place(product, (&by_hand, &unused), &counted);
        }
        found
    }

    /// Returns what is in use in a worklist.
    pub fn of_profile(catalog: &'a Catalog, profile: &Profile) -> Self {
        Self::of(catalog, &Chosen::from(profile))
    }

    /// Returns the ids that the products have now, and notes those that are none, each once.
    fn resolved(&mut self, ids: &BTreeSet<Id>) -> BTreeSet<&'a str> {
        let mut found = BTreeSet::new();
        for id in ids {
            match self.catalog.find(id) {
                Some(at) if at.kind == Kind::Product => drop(found.insert(self.catalog.id(at))),
                Some(at) if !self.moved.iter().any(|(known, _)| known == id) => self.moved.push((id.clone(), at)),
                None if !self.unknown.iter().any(|(known, _)| known == id) => {
                    self.unknown.push((id.clone(), Kind::Product));
                }
                Some(_) | None => {}
            }
        }
        found
    }

    fn chosen_licences(&mut self, ids: &BTreeSet<Id>) -> Vec<&'a Licence> {
        let is_known = |id: &&Id| self.catalog.find(id).is_some_and(|at| at.kind == Kind::Licence);
        self.unknown.extend(ids.iter().filter(|id| !is_known(id)).map(|id| (id.clone(), Kind::Licence)));
        self.catalog.licences().filter(|licence| ids.contains(&licence.id)).collect()
    }

    /// Returns the licences that were chosen and those that come with any of them.
    fn counted_licences(&self) -> Vec<&'a Licence> {
        let is_any = !self.licences.is_empty();
        let is_chosen = |licence: &Licence| self.licences.iter().any(|one| one.id == licence.id);
        self.catalog.licences().filter(|licence| is_chosen(licence) || licence.free && is_any).collect()
    }

    fn place(&mut self, product: &'a Product, said: (&BTreeSet<&str>, &BTreeSet<&str>), counted: &[&'a Licence]) {
        let with = |is_meant: &dyn Fn(&Licence) -> bool| -> Vec<&'a Licence> {
            let with: Vec<_> = counted.iter().filter(|licence| is_meant(licence)).copied().collect();
            let is_chosen = |licence: &&'a Licence| self.licences.iter().any(|one| one.id == licence.id);
            // What is free is named only where nothing that was chosen brings the product.
            let chosen: Vec<_> = with.iter().filter(|licence| is_chosen(licence)).copied().collect();
            if chosen.is_empty() { with } else { chosen }
        };
        let (by_hand, unused) = said;
        let is_by_hand = by_hand.contains(product.id.as_str());
        let used = UsedProduct { product, is_by_hand, licences: with(&|licence| includes(licence, product)) };
        let parts =
            UsedProduct { product, is_by_hand: false, licences: with(&|licence| includes_some(licence, product)) };
        let is_brought = is_by_hand || !used.licences.is_empty();
        let is_unused = unused.contains(product.id.as_str());
        if is_unused && !is_brought {
            self.needless.push(product);
        }
        if is_brought && is_unused {
            self.unused.push(used);
        } else if is_brought {
            self.ids.insert(product.id.clone());
            self.places.insert(&product.id, self.products.len());
            self.products.push(used);
        } else if !parts.licences.is_empty() {
            self.partly.push(parts);
        }
    }

    /// Returns the ids of the products in use.
    pub fn ids(&self) -> &BTreeSet<Id> {
        &self.ids
    }

    /// Returns the products in use, in the order of the catalog.
    pub fn products(&self) -> &[UsedProduct<'a>] {
        &self.products
    }

    /// Returns the product if it is in use.
    pub fn product(&self, id: &str) -> Option<&UsedProduct<'a>> {
        self.products.get(*self.places.get(id)?)
    }

    /// Returns the products that are not in use, and of which licences include some features.
    pub fn partly(&self) -> &[UsedProduct<'a>] {
        &self.partly
    }

    /// Returns the products that would be in use, had nobody said that they are not.
    pub fn unused(&self) -> &[UsedProduct<'a>] {
        &self.unused
    }

    /// Returns the products of which somebody said that they are not used, and which nothing brings anyhow.
    pub fn needless(&self) -> &[&'a Product] {
        &self.needless
    }

    /// Returns the chosen licences that the catalog knows.
    pub fn licences(&self) -> &[&'a Licence] {
        &self.licences
    }

    /// Returns the ids that led to a product when they were chosen, with what they lead to now.
    pub fn moved(&self) -> &[(Id, RecordRef)] {
        &self.moved
    }

    /// Returns the chosen ids that the catalog does not know, with what they were chosen as.
    pub fn unknown(&self) -> &[(Id, Kind)] {
        &self.unknown
    }

    /// Returns the products in use that are no longer offered.
    pub fn retired(&self) -> impl Iterator<Item = &'a Product> {
        self.products.iter().map(|used| used.product).filter(|product| !product.retired.is_empty())
    }

    /// Returns how many products in use licences bring.
    pub fn brought(&self) -> Brought {
        let licences = self.products.iter().map(|used| &used.licences).filter(|licences| !licences.is_empty());
        licences.fold(Brought::default(), |sum, licences| sum.with(licences.iter().all(|licence| licence.free)))
    }

    /// Returns what has to be said once about the choice: what is no product any more, what nobody knows, what is no
    /// longer offered, and what was chosen without what it is bought on top of.
    pub fn remarks(&self) -> Vec<String> {
        let moved = self.moved.iter().map(|(id, at)| {
            let what = no_product(self.catalog, id, *at);
            tr!("{what}使っている製品には数えません。", what)
        });
        let unknown = self.unknown.iter().map(|(id, kind)| {
            tr!("「{id}」という{kind}は、いまのカタログにありません。数えていません。", id, kind = kind.name())
        });
        let retired = self.retired().map(|product| retirement(self.catalog, product));
        moved.chain(unknown).chain(retired).chain(self.without_base()).collect()
    }

    /// Says that what was chosen is bought on top of something, and that nothing of that kind was chosen.
    fn without_base(&self) -> Option<String> {
        let has_base = self.licences.iter().any(|licence| !licence.addon && !licence.free);
        let addons = self.licences.iter().filter(|licence| licence.addon);
        let names = addons.map(|licence| t(&licence.title)).collect::<Vec<_>>().join(t("」「"));
        let is_alone = !has_base && !names.is_empty();
        is_alone.then(|| tr!("「{names}」は、ほかの契約に足すものです。土台の契約と合わせて選んでください。", names))
    }

    /// Returns the changes after which exactly these products are in use or not in use. A product that a licence brings is
    /// turned off by saying that it is not used.
    pub fn changes(&self, profile: &Profile, ids: &[Id], on: bool) -> Vec<Change> {
        let edits = ids.iter().flat_map(|id| if on { self.turn_on(profile, id) } else { self.turn_off(profile, id) });
        edits.map(Change::profile).collect()
    }

    fn turn_on(&self, profile: &Profile, id: &Id) -> Vec<Edit> {
        let mut edits: Vec<Edit> =
            self.names(&profile.unused, id).map(|name| Edit::Unused { id: name.clone(), on: false }).collect();
        let is_brought = self.unused.iter().any(|one| one.product.id == *id);
        if !is_brought && !self.ids.contains(id) {
            edits.push(Edit::Product { id: id.clone(), on: true });
        }
        edits
    }

    fn turn_off(&self, profile: &Profile, id: &Id) -> Vec<Edit> {
        let by_hand = self.names(&profile.products, id);
        let mut edits: Vec<Edit> = by_hand.map(|name| Edit::Product { id: name.clone(), on: false }).collect();
        if self.product(id).is_some_and(|used| !used.licences.is_empty()) {
            edits.push(Edit::Unused { id: id.clone(), on: true });
        }
        edits
    }

    /// Returns the ids in a set under which a product was chosen: the one that it has, or had before.
    fn names<'s>(&self, set: &'s BTreeSet<Id>, id: &'s str) -> impl Iterator<Item = &'s Id> + use<'s, 'a> {
        let catalog = self.catalog;
        set.iter().filter(move |name| present_id(catalog, name) == Some(id))
    }
}

/// Whether a licence includes what matters of a product, as long as the product is offered. What only extends a product
/// does not bring it, whether the licence is bought on top or not.
pub fn includes(licence: &Licence, product: &Product) -> bool {
    product.extent_in(&licence.id) == Some(Extent::Full) && product.retired.is_empty()
}

/// Whether a licence includes some features of a product, as long as the product is offered.
fn includes_some(licence: &Licence, product: &Product) -> bool {
    product.extent_in(&licence.id) == Some(Extent::Partial) && product.retired.is_empty()
}

/// Returns the id that a product has now; none if the id does not lead to a product.
fn present_id<'a>(catalog: &'a Catalog, id: &str) -> Option<&'a str> {
    catalog.find(id).filter(|at| at.kind == Kind::Product).map(|at| catalog.id(at))
}

/// Says what an id leads to that is no product, or no product any more.
pub fn no_product(catalog: &Catalog, id: &str, at: RecordRef) -> String {
    let (kind, title, now) = (at.kind.name(), catalog.title(at), catalog.id(at));
    if now == id {
        tr!("「{id}」は製品ではなく{kind}「{title}」です。", id, kind, title)
    } else {
        tr!("「{id}」は製品ではなく Microsoft の{kind}「{title}」になりました({now})。", id, kind, title, now)
    }
}

/// Says since when a product is no longer offered, and what took its place.
pub fn retirement(catalog: &Catalog, product: &Product) -> String {
    let name = |id: &Id| match catalog.find(id).map(|at| catalog.record(at)) {
        Some(Record::Product(product)) => tr!("「{name}」", name = product.title()),
        _ => tr!("「{id}」", id),
    };
    let successors: Vec<String> = product.successors.iter().map(name).collect();
    let next = match successors.is_empty() {
        true => t("代わりの製品を確かめてください。").to_owned(),
        false => tr!("後継は{successors}です。", successors = successors.join(t("、"))),
    };
    tr!("「{name}」は {retired} に提供終了の製品です。{next}", name = product.title(), retired = product.retired, next)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn fixture() -> Catalog {
        Catalog::from_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixture")).unwrap()
    }

    fn set(ids: &[&str]) -> BTreeSet<Id> {
        ids.iter().map(|id| (*id).to_owned()).collect()
    }

    fn owned(ids: &[&str]) -> Vec<Id> {
        ids.iter().map(|id| (*id).to_owned()).collect()
    }

    /// Three sets of ids.
    type Three<'a> = [&'a [&'a str]; 3];

    fn chosen([products, licences, unused]: Three<'_>) -> Chosen {
        Chosen { products: set(products), licences: set(licences), unused: set(unused) }
    }

    const ID: &str = "ms.entra.id";
    const ACCESS: &str = "ms.entra.conditional-access";
    const MFA: &str = "ms.entra.mfa";
    const PIM: &str = "ms.entra.pim";
    const OLD: &str = "ms.entra.cba";

    /// Products, licences, unused; in use, by licences only a part, and not used although included.
    #[test]
    fn what_is_in_use_comes_by_hand_or_by_a_licence_that_includes_all_of_it() {
        let catalog = fixture();
        let cases: &[(Three<'_>, Three<'_>)] = &[
            // Nothing is known of a facility that chose nothing, not even that it has what is free.
            ([&[], &[], &[]], [&[], &[], &[]]),
            ([&[PIM], &[], &[]], [&[PIM], &[], &[]]),
            ([&[], &["licence.entra-free"], &[]], [&[ID, MFA], &[ACCESS], &[]]),
            ([&[], &["licence.entra-p1"], &[]], [&[ID, ACCESS, MFA], &[], &[]]),
            ([&[], &["licence.entra-p2"], &[]], [&[ID, ACCESS, MFA, PIM], &[], &[]]),
            // What was bought on top brings what it includes; what is free comes along.
            ([&[], &["licence.extra"], &[]], [&[ID, MFA, PIM], &[ACCESS], &[]]),
            ([&[PIM], &["licence.entra-p1"], &[]], [&[ID, ACCESS, MFA, PIM], &[], &[]]),
            ([&[], &["licence.entra-p1"], &[MFA]], [&[ID, ACCESS], &[], &[MFA]]),
            ([&[], &["licence.entra-p1"], &[PIM]], [&[ID, ACCESS, MFA], &[], &[]]),
            ([&[PIM], &[], &[PIM]], [&[], &[], &[PIM]]),
            // Under the id that it had before.
            ([&["ms.aad.mfa"], &[], &[]], [&[MFA], &[], &[]]),
            ([&[], &["licence.entra-p1"], &["ms.aad.mfa"]], [&[ID, ACCESS], &[], &[MFA]]),
            ([&["ms.trust.soc", "ms.nothing"], &["licence.nothing", "ms.sentinel"], &["x"]], [&[], &[], &[]]),
            ([&[OLD], &[], &[]], [&[OLD], &[], &[]]),
        ];
        for ([products, licences, unused], [used, partly, off]) in cases {
            let found = InUse::of(&catalog, &chosen([products, licences, unused]));
            let ids = |of: &[UsedProduct<'_>]| of.iter().map(|one| one.product.id.clone()).collect::<Vec<_>>();
            let case = format!("{products:?} {licences:?} {unused:?}");
            assert_eq!(ids(found.products()), *used, "{case}");
            assert_eq!((ids(found.partly()), ids(found.unused())), (owned(partly), owned(off)), "{case}");
            assert_eq!(*found.ids(), set(used), "{case}");
        }
    }

    #[test]
    fn each_product_says_what_brings_it() {
        let catalog = fixture();
        let found = InUse::of(&catalog, &chosen([&[ACCESS], &["licence.entra-p1"], &[]]));
        let why = |id: &str| found.product(id).map(|used| (used.is_by_hand, used.licence_names()));
        assert_eq!(why(ACCESS), Some((true, "Microsoft Entra ID P1".to_owned())));
        assert_eq!(why(ID), Some((false, "Microsoft Entra ID P1".to_owned())));
        let found = InUse::of(&catalog, &chosen([&[], &["licence.extra"], &[]]));
        assert_eq!(found.product(ID).map(UsedProduct::licence_names).as_deref(), Some("Microsoft Entra ID Free"));
        assert_eq!(why(PIM), None);
    }

    #[test]
    fn what_only_extends_a_product_does_not_bring_it_and_what_is_not_offered_comes_with_nothing() {
        let catalog = fixture();
        let licence = catalog.licences().find(|licence| licence.id == "licence.extra").unwrap();
        let product = catalog.products().find(|product| product.id == PIM).unwrap();
        assert!(licence.addon && includes(licence, product));
        let mut extended = product.clone();
        extended.licences.iter_mut().for_each(|grant| grant.extent = Extent::Addon);
        assert!(!includes(licence, &extended) && !includes_some(licence, &extended));
        assert!(!includes(licence, &Product { retired: "2025-10".to_owned(), ..product.clone() }));
    }

    #[test]
    fn what_licences_bring_is_counted_with_what_of_it_is_free() {
        let catalog = fixture();
        for (licence, all, free) in [
            ("licence.entra-free", 2, 2),
            ("licence.entra-p1", 3, 0),
            ("licence.entra-p2", 4, 0),
            ("licence.extra", 3, 2),
        ] {
            let found = InUse::of(&catalog, &Chosen::of_licences([licence.to_owned()]));
            assert_eq!(found.brought(), Brought { all, free }, "{licence}");
            let record = catalog.licences().find(|one| one.id == licence).unwrap();
            assert_eq!(Brought::by(&catalog, record), found.brought(), "{licence}");
        }
        assert_eq!(Brought { all: 3, free: 2 }.count(), "3 件(うち契約なしで付くもの 2 件)");
        assert_eq!(Brought { all: 3, free: 0 }.count(), "3 件");
        assert_eq!(InUse::of(&catalog, &chosen([&[PIM], &[], &[]])).brought(), Brought::default());
    }

    #[test]
    fn what_is_bought_on_top_needs_a_contract_of_its_own_below_it() {
        let catalog = fixture();
        let said = |licences: &[&str]| InUse::of(&catalog, &chosen([&[], licences, &[]])).remarks();
        let remark = "「足して買うもの」は、ほかの契約に足すものです。土台の契約と合わせて選んでください。";
        assert_eq!(said(&["licence.extra"]), [remark]);
        assert_eq!(said(&["licence.extra", "licence.entra-free"]), [remark], "what is free is no contract");
        assert_eq!(said(&["licence.extra", "licence.entra-p1"]), [""; 0]);
        assert_eq!(said(&["licence.entra-free"]), [""; 0]);
    }

    #[test]
    fn what_is_said_to_be_unused_is_looked_at_as_what_is_used() {
        let catalog = fixture();
        let unused: &[&str] = &["ms.trust.soc", "ms.nothing", MFA, PIM];
        let found = InUse::of(&catalog, &chosen([&["ms.nothing"], &["licence.entra-p1"], unused]));
        let needless: Vec<&str> = found.needless().iter().map(|product| product.id.as_str()).collect();
        assert_eq!(needless, [PIM], "nothing brings it");
        let said = found.remarks();
        assert!(said.len() == 2 && said[0].contains("ms.trust.soc") && said[1].contains("ms.nothing"), "{said:?}");
    }

    #[test]
    fn what_moved_what_is_unknown_and_what_is_no_longer_offered_is_said() {
        let catalog = fixture();
        let products: &[&str] = &["ms.trust.soc", "ms.trust.dc", "ms.nothing", OLD];
        let said = InUse::of(&catalog, &chosen([products, &["licence.nothing"], &[]])).remarks();
        let starts = [
            "「ms.trust.dc」は製品ではなく Microsoft の措置「建物に入る人を絞る」になりました(msm.dc.physical)。",
            "「ms.trust.soc」は製品ではなく Microsoft の監査報告「SOC 2 Type 2」になりました(report.soc2)。",
            "「ms.nothing」という製品は、いまのカタログにありません。",
            "「licence.nothing」というエディションは、いまのカタログにありません。",
        ];
        for (sentence, start) in said.iter().zip(starts) {
            assert!(sentence.starts_with(start), "{sentence}");
        }
        assert_eq!(said.len(), 5);
        assert!(said[4].contains("2025-10-01 に提供終了") && said[4].contains("後継は「パスキー (FIDO2) 認証」です。"));
        assert!(InUse::of(&catalog, &chosen([&[MFA], &["licence.entra-p2"], &[]])).remarks().is_empty());
    }

    /// Turning on and off: what the profile holds, the product, and what it holds then.
    #[test]
    fn a_product_is_turned_off_whatever_brings_it_and_on_again() {
        let catalog = fixture();
        let cases: &[(Three<'_>, &str, bool, Three<'_>)] = &[
            ([&[], &[], &[]], MFA, true, [&[MFA], &[], &[]]),
            ([&[MFA], &[], &[]], MFA, false, [&[], &[], &[]]),
            ([&["ms.aad.mfa"], &[], &[]], MFA, false, [&[], &[], &[]]),
            ([&[], &["licence.entra-p1"], &[]], MFA, false, [&[], &["licence.entra-p1"], &[MFA]]),
            ([&[MFA], &["licence.entra-p1"], &[]], MFA, false, [&[], &["licence.entra-p1"], &[MFA]]),
            ([&[], &["licence.entra-p1"], &[MFA]], MFA, true, [&[], &["licence.entra-p1"], &[]]),
            ([&[], &["licence.entra-p1"], &["ms.aad.mfa"]], MFA, true, [&[], &["licence.entra-p1"], &[]]),
            ([&[], &["licence.entra-p1"], &[]], MFA, true, [&[], &["licence.entra-p1"], &[]]),
            ([&[], &[], &[PIM]], PIM, true, [&[PIM], &[], &[]]),
            ([&[], &[], &[]], MFA, false, [&[], &[], &[]]),
        ];
        for (before, id, on, after) in cases {
            let Chosen { products, licences, unused } = chosen(*before);
            let mut profile = Profile { products, licences, unused, ..Profile::default() };
            let changes = InUse::of_profile(&catalog, &profile).changes(&profile, &[(*id).to_owned()], *on);
            for change in changes {
                let (set, id, on) = match change.edit {
                    Edit::Product { id, on } => (&mut profile.products, id, on),
                    Edit::Unused { id, on } => (&mut profile.unused, id, on),
                    other => panic!("{other:?}"),
                };
                if on {
                    set.insert(id)
                } else {
                    set.remove(&id)
                };
            }
            assert_eq!(Chosen::from(&profile), chosen(*after), "{before:?} {id} {on}");
            assert_eq!(InUse::of_profile(&catalog, &profile).ids().contains(*id), *on, "{before:?} {id} {on}");
        }
    }
}
