//! Offers (エディション) and which products they include.

use serde::{Deserialize, Serialize};

use super::super::named::named_enum;
use super::super::{Id, Provenance, Seen};

named_enum! {
    /// How much of a product an offer includes.
    pub enum Extent {
        /// What matters of it.
        Full = "full", "含む";
        /// A part of its features.
        Partial = "partial", "一部の機能";
        /// None of it: the offer extends the product, or is needed besides what brings it.
        Addon = "addon", "追加の契約";
    }
}

/// An offer that can be bought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Licence {
    /// For example `licence.m365-e3`.
    pub id: Id,
    /// Its name.
    pub title: String,
    /// Other ways people write it, and names it had before.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What it is, in our words; may be empty.
    #[serde(default)]
    pub what: String,
    /// Everyday ways to ask for it, in our words.
    #[serde(default)]
    pub asked: Vec<String>,
    /// What would be one step up.
    #[serde(default)]
    pub next: Vec<Id>,
    /// Whether it is bought on top of another one. What it brings then is still what its grants say.
    #[serde(default)]
    pub addon: bool,
    /// Whether it comes without a contract of its own.
    #[serde(default)]
    pub free: bool,
    /// Where this comes from.
    pub provenance: Provenance,
}

/// That an offer includes a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grant {
    /// The offer.
    pub licence: Id,
    /// How much of the product it includes.
    pub extent: Extent,
    /// How sure that is.
    pub seen: Seen,
}
