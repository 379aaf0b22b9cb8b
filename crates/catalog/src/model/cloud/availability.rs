//! How far each cloud service carries a requirement (対応状況).

use serde::{Deserialize, Serialize};

use crate::language::{Language, spoken, t};

use super::super::named::named_enum;

named_enum! {
    /// The four cloud services that are told apart.
    pub enum Service {
        /// Azure.
        Azure = "Azure", "Azure";
        /// Microsoft 365.
        Microsoft365 = "Microsoft 365", "Microsoft 365";
        /// Dynamics 365.
        Dynamics365 = "Dynamics 365", "Dynamics 365";
        /// Power Platform.
        PowerPlatform = "Power Platform", "Power Platform";
    }
}

impl Service {
    /// Returns the name for narrow columns: Azure, M365, D365, PP.
    pub const fn short(self) -> &'static str {
        match self {
            Self::Azure => "Azure",
            Self::Microsoft365 => "M365",
            Self::Dynamics365 => "D365",
            Self::PowerPlatform => "PP",
        }
    }

    /// Returns what else people call it, besides code and short name.
    pub const fn other_names(self) -> &'static [&'static str] {
        match self {
            Self::Azure => &["アジュール"],
            Self::Microsoft365 => &["MS365", "Office 365", "O365"],
            Self::Dynamics365 => &["Dynamics"],
            Self::PowerPlatform => &["PowerPlatform", "Power"],
        }
    }
}

named_enum! {
    /// What becomes of a requirement in one service. None of them means that the customer has nothing to do.
    pub enum Availability {
        /// Microsoft does the cloud's part of it.
        Provided = "provided", "対応";
        /// Microsoft does a part of it, the customer the rest.
        Partial = "partial", "一部";
        /// There is a feature, and it is up to the customer to set it up.
        Customer = "customer", "利用者が設定";
        /// The service has no part in it.
        NotApplicable = "not_applicable", "対象外";
        /// Public documents do not tell.
        Unknown = "unknown", "不明";
    }
}

impl Availability {
    /// Returns its name in the language of the thread. In Japanese, what Microsoft does is called as the response to an
    /// incident is.
    pub fn told(self) -> &'static str {
        match (self, spoken()) {
            (Self::Provided, Language::English) => "provided",
            _ => t(self.name()),
        }
    }

    /// Whether Microsoft or a feature of the service has any part in it.
    pub const fn has_part(self) -> bool {
        matches!(self, Self::Provided | Self::Partial | Self::Customer)
    }

    /// Returns what else people call it, besides code and name.
    pub const fn other_names(self) -> &'static [&'static str] {
        match self {
            Self::Provided => &["対応済み"],
            Self::Partial => &["一部対応"],
            Self::Customer => &["利用者", "利用者設定"],
            Self::NotApplicable => &["該当なし", "na"],
            Self::Unknown => &["未確認"],
        }
    }
}

/// What becomes of a requirement in one service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceAvailability {
    /// The service.
    pub service: Service,
    /// What becomes of it there.
    pub status: Availability,
}
