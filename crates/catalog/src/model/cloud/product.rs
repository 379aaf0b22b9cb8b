//! Products and features that answer clauses and lower risks.

use serde::{Deserialize, Serialize};

use crate::language::{Language, spoken};

use super::super::named::named_enum;
use super::super::{Id, Provenance};
use super::{Extent, Grant, Service};

named_enum! {
    /// Whether something is sold as such or is part of it.
    pub enum ProductKind {
        /// A product.
        Product = "product", "製品";
        /// A feature of a product.
        Feature = "feature", "機能";
    }
}

named_enum! {
    /// Who operates it.
    pub enum Side {
        /// The customer switches it on and runs it.
        Customer = "customer", "利用者が使う";
        /// Microsoft does it for all customers.
        Microsoft = "microsoft", "Microsoft 側の措置";
    }
}

/// A product or a feature of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Product {
    /// For example `ms.entra.conditional-access`.
    pub id: Id,
    /// Ids it had before; they still lead to it.
    #[serde(default)]
    pub former_ids: Vec<Id>,
    /// The vendor's name for it.
    pub name: String,
    /// The name used in Japan.
    pub name_ja: String,
    /// Names it had before.
    #[serde(default)]
    pub former_names: Vec<String>,
    /// The family it belongs to.
    pub family: String,
    /// Product or feature.
    pub kind: ProductKind,
    /// The product it is a feature of; empty if none.
    #[serde(default)]
    pub parent: Id,
    /// What it does, in our words.
    pub what: String,
    /// What it is good for.
    #[serde(default)]
    pub capabilities: Vec<String>,
    /// Title of the documentation page.
    #[serde(default)]
    pub doc_title: String,
    /// Address of the documentation page.
    #[serde(default)]
    pub doc_url: String,
    /// The offers that include it.
    #[serde(default)]
    pub licences: Vec<Grant>,
    /// What was read about them.
    #[serde(default)]
    pub licence_source: String,
    /// What a licence must include; ages quickly.
    #[serde(default)]
    pub licence_note: String,
    /// What a reader should know about it.
    #[serde(default)]
    pub note: String,
    /// Since when it is no longer offered, as printed; empty if it is.
    #[serde(default)]
    pub retired: String,
    /// What took its place.
    #[serde(default)]
    pub successors: Vec<Id>,
    /// Everyday ways to ask for it, in our words.
    #[serde(default)]
    pub asked: Vec<String>,
    /// The services it works for.
    #[serde(default)]
    pub applies_to: Vec<Service>,
    /// Who operates it.
    pub side: Side,
    /// Where this comes from.
    pub provenance: Provenance,
}

impl Product {
    /// Returns its name in the language of the thread.
    pub fn title(&self) -> &str {
        match spoken() {
            Language::Japanese => &self.name_ja,
            Language::English => &self.name,
        }
    }

    /// Returns its name in the other language; the same where it has one name.
    pub fn other_name(&self) -> &str {
        match spoken() {
            Language::Japanese => &self.name,
            Language::English => &self.name_ja,
        }
    }

    /// Returns the names of the services that it works for.
    pub fn services(&self) -> Vec<&'static str> {
        self.applies_to.iter().map(|service| service.name()).collect()
    }

    /// Returns how much of it an offer includes; none if it does not.
    pub fn extent_in(&self, licence: &str) -> Option<Extent> {
        self.licences.iter().find(|grant| grant.licence == licence).map(|grant| grant.extent)
    }
}

/// A capability and the products that have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Capability {
    /// Its name, for example `多要素認証`.
    pub name: String,
    /// The products that provide it.
    pub primary: Vec<Id>,
    /// The products that help with it.
    #[serde(default)]
    pub supporting: Vec<Id>,
    /// A caution about it.
    #[serde(default)]
    pub note: String,
}
