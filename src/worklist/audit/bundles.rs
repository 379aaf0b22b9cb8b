//! What can be turned on together: a product by itself, with the features that a licence includes, or with all of them.

use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::model::{Id, Licence, Product};

use super::in_use::{InUse, includes};

/// What a bundle holds besides the product.
#[derive(Clone, Debug)]
pub enum BundleKind<'a> {
    /// Nothing.
    Alone,
    /// The features that this licence includes in full, and those that are free.
    Licence(&'a Licence),
    /// Every feature.
    All,
}

/// Products that would be turned on together.
#[derive(Clone, Debug)]
pub struct Bundle<'a> {
    /// What it holds besides the product.
    pub kind: BundleKind<'a>,
    /// The features that are not in use yet.
    pub features: Vec<&'a Product>,
    /// All that is not in use yet: the product, if it is not, and the features.
    pub ids: Vec<Id>,
}

/// Returns the features of a product, in the order of the catalog.
pub fn features<'a>(catalog: &'a Catalog, product: &Product) -> Vec<&'a Product> {
    catalog.products().filter(|part| part.parent == product.id).collect()
}

/// Returns what could be turned on with a product. Bundles that would add nothing, or the same as one before, are left
/// out; there is more than one only if the product has features.
pub fn bundles<'a>(catalog: &'a Catalog, in_use: &InUse<'_>, product: &'a Product) -> Vec<Bundle<'a>> {
    let features = features(catalog, product);
    let is_new = |one: &Product| !in_use.ids().contains(&one.id);
    let is_offered = |one: &Product| is_new(one) && one.retired.is_empty();
    let bundle = |kind: BundleKind<'a>, wanted: &dyn Fn(&Product) -> bool| {
        let features: Vec<&Product> =
            features.iter().copied().filter(|part| is_offered(part) && wanted(part)).collect();
        let itself = [product].into_iter().filter(|one| is_new(one));
        let ids = itself.chain(features.iter().copied()).map(|one| one.id.clone()).collect();
        Bundle { kind, features, ids }
    };
    // Who has a licence has what is free, too; an add-on is chosen on its own page, with what it is bought on top of.
    let is_free = |part: &Product| catalog.licences().any(|licence| licence.free && includes(licence, part));
    let offered = catalog.licences().filter(|licence| !licence.addon);
    let by_licence =
        offered.map(|licence| bundle(BundleKind::Licence(licence), &|part| includes(licence, part) || is_free(part)));
    let alone = bundle(BundleKind::Alone, &|_| false);
    let all = bundle(BundleKind::All, &|_| true);
    let mut seen: BTreeSet<Vec<Id>> = [all.ids.clone(), Vec::new()].into();
    let mut found: Vec<Bundle<'a>> = [alone].into_iter().chain(by_licence).collect();
    found.retain(|bundle| seen.insert(bundle.ids.clone()));
    // The bundle of everything comes last, and stays if something else adds as much.
    found.extend([all].into_iter().filter(|all| !all.ids.is_empty()));
    found
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::in_use::Chosen;
    use super::*;

    fn found(chosen: &[&str], id: &str) -> Vec<(String, usize, usize)> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixture");
        let catalog = Catalog::from_folder(&folder).unwrap();
        let products = chosen.iter().map(|id| (*id).to_owned()).collect();
        let in_use = InUse::of(&catalog, &Chosen { products, ..Chosen::default() });
        let product = catalog.products().find(|product| product.id == id).unwrap();
        let name = |kind: &BundleKind<'_>| match kind {
            BundleKind::Alone => "alone".to_owned(),
            BundleKind::Licence(licence) => licence.id.clone(),
            BundleKind::All => "all".to_owned(),
        };
        let bundles = bundles(&catalog, &in_use, product).into_iter();
        bundles.map(|bundle| (name(&bundle.kind), bundle.features.len(), bundle.ids.len())).collect()
    }

    #[test]
    fn a_bundle_holds_what_is_not_in_use_and_none_comes_twice() {
        let named = |rows: &[(&str, usize, usize)]| {
            rows.iter().map(|(name, a, b)| ((*name).to_owned(), *a, *b)).collect::<Vec<_>>()
        };
        let all = [
            ("alone", 0, 1),
            ("licence.entra-p1", 2, 3),
            ("licence.entra-p2", 3, 4),
            ("licence.entra-free", 1, 2),
            ("all", 6, 7),
        ];
        assert_eq!(found(&[], "ms.entra.id"), named(&all));
        let rest = [("licence.entra-p1", 1, 1), ("licence.entra-p2", 2, 2), ("all", 5, 5)];
        assert_eq!(found(&["ms.entra.id", "ms.entra.mfa"], "ms.entra.id"), named(&rest));
        assert_eq!(found(&[], "ms.entra.mfa"), named(&[("all", 0, 1)]));
        assert!(found(&["ms.entra.mfa"], "ms.entra.mfa").is_empty());
    }
}
