//! The filters of the query language: their names, their values and what they mean, as one table.

use tenken_catalog::model::{Availability, CloudShare, Kind, Party, Service, Status};

use crate::query::names;

/// A condition on the record itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Filter {
    /// 編: the volume, as written.
    Volume(String),
    /// 章: the number of the chapter.
    Chapter(String),
    /// 種別: the kind of record.
    Kind(Kind),
    /// 製品: linked to a product whose name holds this.
    Product(String),
    /// 系列: linked to a product of a family whose name holds this.
    Family(String),
    /// サービス: the service that has a part in it.
    Service(Service),
    /// 対応状況: what becomes of it in a service.
    Availability(Availability),
    /// 状態: the status in the worklist.
    Status(Status),
    /// 責任: who has to act.
    Party(Party),
    /// 責任: who carries it in the cloud.
    Share(CloudShare),
    /// 証跡: whether evidence is recorded in the worklist.
    Evidence(bool),
    /// 版: the edition of the guideline.
    Edition(String),
}

/// A filter of the query language, for those who list them.
#[derive(Clone, Copy, Debug)]
pub struct FilterRow {
    /// Its names: the Japanese one first, then the English one, then short forms.
    pub names: &'static [&'static str],
    /// A value that it takes.
    pub example: &'static str,
    /// What it finds, for people.
    pub finds: &'static str,
    /// Every value, where there are only so many.
    values: fn() -> Vec<&'static str>,
    read: fn(&str) -> Option<Filter>,
}

impl FilterRow {
    /// Returns it as it is typed, for example `編:運用`.
    pub fn typed(&self) -> String {
        format!("{}:{}", self.names[0], self.example)
    }

    /// Returns its values by the names that people know them by; none if they depend on the catalog.
    pub fn values(&self) -> Vec<&'static str> {
        (self.values)()
    }

    /// Reads a value; none if there is no such value.
    pub(super) fn read(&self, value: &str) -> Option<Filter> {
        (self.read)(value)
    }
}

/// Returns the filter with this name.
pub(super) fn named(name: &str) -> Option<&'static FilterRow> {
    FILTERS.iter().find(|row| row.names.contains(&name))
}

/// Every filter, in the order in which they are told.
pub const FILTERS: &[FilterRow] = &[
    FilterRow {
        names: &["編", "volume", "vol"],
        example: "運用",
        finds: "その編の条項",
        values: Vec::new,
        read: |value| Some(Filter::Volume(value.to_owned())),
    },
    FilterRow {
        names: &["章", "chapter"],
        example: "14",
        finds: "その番号の章の条項",
        values: Vec::new,
        read: |value| Some(Filter::Chapter(value.trim_matches(['第', '章']).to_owned())),
    },
    FilterRow {
        names: &["種別", "kind"],
        example: "リスク",
        finds: "その種別の記録",
        values: || Kind::SEARCHABLE.iter().map(|kind| kind.name()).collect(),
        read: |value| names::kind(value).map(Filter::Kind),
    },
    FilterRow {
        names: &["製品", "product"],
        example: "sentinel",
        finds: "名前にその語がある製品と、それに関係する記録",
        values: Vec::new,
        read: |value| Some(Filter::Product(value.to_owned())),
    },
    FilterRow {
        names: &["系列", "family"],
        example: "Dynamics",
        finds: "その系列の製品と、関係する条項・リスク・エディション",
        values: Vec::new,
        read: |value| Some(Filter::Family(value.to_owned())),
    },
    FilterRow {
        names: &["サービス", "service"],
        example: "D365",
        finds: "そのサービスの対応か製品がある記録",
        values: || Service::ALL.iter().map(|service| service.short()).collect(),
        read: |value| names::service(value).map(Filter::Service),
    },
    FilterRow {
        names: &["対応状況", "availability"],
        example: "一部",
        finds: "その対応状況の条項と措置(サービスと並べると、そこでの状況)",
        values: || Availability::ALL.iter().map(|status| status.name()).collect(),
        read: |value| names::availability(value).map(Filter::Availability),
    },
    FilterRow {
        names: &["状態", "status"],
        example: "未",
        finds: "点検票でその状態の条項",
        values: || Status::ALL.iter().map(|status| status.name()).collect(),
        read: |value| names::status(value).map(Filter::Status),
    },
    FilterRow {
        names: &["責任", "party"],
        example: "医療機関",
        finds: "担当か、クラウドでの分担がそうである条項",
        values: || {
            let parties = Party::ALL.iter().map(|party| party.name());
            let shares = CloudShare::ALL.iter().map(|share| share.name());
            parties.chain(shares.filter(|share| Party::from_code(share).is_none())).collect()
        },
        read: |value| {
            let share = || CloudShare::from_code(value).map(Filter::Share);
            Party::from_code(value).map(Filter::Party).or_else(share)
        },
    },
    FilterRow {
        names: &["証跡", "evidence"],
        example: "なし",
        finds: "点検票に証跡がある(ない)条項",
        values: || vec!["あり", "なし"],
        read: |value| match value.to_ascii_lowercase().as_str() {
            "あり" | "有" | "有り" | "yes" => Some(Filter::Evidence(true)),
            "なし" | "無" | "無し" | "no" => Some(Filter::Evidence(false)),
            _ => None,
        },
    },
    FilterRow {
        names: &["版", "edition"],
        example: "6.0",
        finds: "その版の条項・目次・改定",
        values: Vec::new,
        read: |value| Some(Filter::Edition(value.to_owned())),
    },
];

/// Returns the value of the filter 版 without what every edition has in its name.
pub(super) fn number_of(value: &str) -> &str {
    value.trim_matches(['第', '版'])
}

impl Filter {
    /// Returns how it was understood, for example `状態 未着手`.
    pub(super) fn label(&self) -> String {
        match self {
            Self::Volume(name) => format!("編 {name}"),
            Self::Chapter(number) => format!("章 {number}"),
            Self::Kind(kind) => format!("種別 {}", kind.name()),
            Self::Product(name) => format!("製品 {name}"),
            Self::Family(name) => format!("系列 {name}"),
            Self::Service(service) => format!("サービス {}", service.short()),
            Self::Availability(status) => format!("対応状況 {}", status.name()),
            Self::Status(status) => format!("状態 {}", status.name()),
            Self::Party(party) => format!("責任 {}", party.name()),
            Self::Share(share) => format!("責任 {}", share.name()),
            Self::Evidence(true) => "証跡 あり".to_owned(),
            Self::Evidence(false) => "証跡 なし".to_owned(),
            Self::Edition(edition) => format!("版 {}", number_of(edition)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_reads_its_example_and_its_values_and_shows_its_name() {
        for row in FILTERS {
            let values = row.values();
            for value in values.iter().copied().chain([row.example]) {
                let read = row.read(value).unwrap_or_else(|| panic!("{} {value}", row.names[0]));
                assert!(read.label().starts_with(row.names[0]), "{}", read.label());
            }
            let is_known = |name: &&str| FILTERS.iter().filter(|other| other.names.contains(name)).count() == 1;
            assert!(row.names.len() > 1 && row.names.iter().all(is_known), "{:?}", row.names);
        }
    }
}
