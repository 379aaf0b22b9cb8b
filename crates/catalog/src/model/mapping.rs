//! What a clause means in practice: who acts, which products answer it, how to check it.

use serde::{Deserialize, Serialize};

use super::named::named_enum;
use super::{Id, ServiceAvailability};

named_enum! {
    /// Who has to act.
    pub enum Party {
        /// The medical institution.
        Institution = "医療機関", "医療機関";
        /// The vendor of a system or service.
        Vendor = "事業者", "事業者";
        /// The cloud provider.
        Cloud = "クラウド事業者", "クラウド事業者";
    }
}

named_enum! {
    /// Who carries the requirement in the cloud.
    pub enum CloudShare {
        /// The user of the cloud.
        User = "利用者", "利用者";
        /// User and provider share it.
        Shared = "共有", "共有";
        /// The provider.
        Provider = "クラウド事業者", "クラウド事業者";
        /// The cloud has no part in it.
        None = "対象外", "対象外";
    }
}

named_enum! {
    /// What kind of measure a requirement asks for.
    pub enum Nature {
        /// Rules, roles and documents.
        Organisational = "組織", "組織的";
        /// People.
        Human = "人的", "人的";
        /// Rooms and devices.
        Physical = "物理", "物理的";
        /// Systems and settings.
        Technical = "技術", "技術的";
    }
}

named_enum! {
    /// How central a product is to a requirement.
    pub enum Role {
        /// Meets the core of it.
        Main = "主", "主";
        /// Helps with a part of it.
        Support = "補", "補";
    }
}

/// What a clause means in practice: who acts, which risks stand behind it and which products answer it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// The clause it is about.
    pub clause: Id,
    /// Who has to act.
    pub party: Vec<Party>,
    /// Who carries it in the cloud.
    pub cloud_share: CloudShare,
    /// What kind of measure it asks for.
    pub nature: Nature,
    /// Whether the text only explains; such clauses are not counted in a worklist.
    #[serde(default)]
    pub explanatory: bool,
    /// The risks behind it.
    #[serde(default)]
    pub risks: Vec<Id>,
    /// Clauses of other guidelines that ask for the same.
    #[serde(default)]
    pub clauses: Vec<Id>,
    /// What an inspector asks (確認観点).
    #[serde(default)]
    pub checks: Vec<String>,
    /// Examples of evidence (証跡例).
    #[serde(default)]
    pub evidence: Vec<String>,
    /// How far each service carries it; empty where that was not judged.
    #[serde(default)]
    pub availability: Vec<ServiceAvailability>,
    /// Who does what of it, Microsoft and the customer; empty where that was not judged.
    #[serde(default)]
    pub division: String,
    /// Why Microsoft does nothing for it, where that is so.
    #[serde(default)]
    pub no_measure: String,
    /// The products that answer it.
    #[serde(default)]
    pub products: Vec<MappedProduct>,
}

/// One product of a [`Mapping`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MappedProduct {
    /// The product.
    pub id: Id,
    /// How central it is.
    pub role: Role,
    /// How it helps.
    pub how: String,
    /// Title of the page that tells how, where it is not the product's own.
    #[serde(default)]
    pub doc_title: String,
    /// Address of that page.
    #[serde(default)]
    pub doc_url: String,
}
