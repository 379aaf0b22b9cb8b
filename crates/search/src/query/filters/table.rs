//! The table of filters.

use tenken_catalog::catalog::{Catalog, Edition};
use tenken_catalog::model::{Availability, CloudShare, Kind, Nature, Party, Service, Status};

use crate::query::filters::{Filter, FilterRow};
use crate::query::{linked, names};

/// The values of a filter that does not depend on the catalog.
fn none(_: &Catalog) -> Vec<String> {
    Vec::new()
}

/// The volumes as one reads them, those of a guideline that stands first in the tables of contents first.
fn volumes(catalog: &Catalog) -> Vec<String> {
    let mut volumes: Vec<_> = catalog.volumes().collect();
    volumes.sort_by_key(|volume| catalog.tree().position(&volume.id));
    volumes.into_iter().map(|volume| volume.short.clone()).collect()
}

fn chapters(catalog: &Catalog) -> Vec<String> {
    linked::chapters(catalog).into_iter().map(str::to_owned).collect()
}

/// The editions, each by its name; where several guidelines have an edition of that name, behind that of its guideline.
fn editions(catalog: &Catalog) -> Vec<String> {
    let editions = catalog.editions();
    let is_shared = |name: &String| editions.iter().filter(|other| other.name() == *name).count() > 1;
    let name = |edition: &Edition<'_>| Some(edition.name()).filter(|name| !is_shared(name));
    editions.iter().map(|edition| name(edition).unwrap_or_else(|| edition.full_name())).collect()
}

/// Every filter, in the order in which they are told.
pub const FILTERS: &[FilterRow] = &[
    FilterRow {
        names: &["編", "volume", "vol"],
        readings: &["へん"],
        example: "運用",
        finds: "その編の条項",
        values: Vec::new,
        of_catalog: volumes,
        read: |value| Some(Filter::Volume(value.to_owned())),
    },
    FilterRow {
        names: &["章", "chapter"],
        readings: &["しょう"],
        example: "14",
        finds: "その番号の章の条項",
        values: Vec::new,
        of_catalog: chapters,
        read: |value| Some(Filter::Chapter(value.trim_matches(['第', '章']).to_owned())),
    },
    FilterRow {
        names: &["種別", "kind"],
        readings: &["しゅべつ"],
        example: "リスク",
        finds: "その種別の記録",
        values: || Kind::SEARCHABLE.iter().map(|kind| kind.name()).collect(),
        of_catalog: none,
        read: |value| names::kind(value).map(Filter::Kind),
    },
    FilterRow {
        names: &["製品", "product"],
        readings: &["せいひん"],
        example: "sentinel",
        finds: "名前にその語がある製品と、それに関係する記録",
        values: Vec::new,
        of_catalog: |catalog| catalog.products().map(|product| product.name_ja.clone()).collect(),
        read: |value| Some(Filter::Product(value.to_owned())),
    },
    FilterRow {
        names: &["系列", "family", "製品群"],
        readings: &["けいれつ", "せいひんぐん"],
        example: "Dynamics",
        finds: "その系列(製品群)の製品と、関係する条項・リスク・エディション",
        values: Vec::new,
        of_catalog: |catalog| linked::families(catalog).into_iter().map(str::to_owned).collect(),
        read: |value| Some(Filter::Family(value.to_owned())),
    },
    FilterRow {
        names: &["サービス", "service"],
        readings: &["さーびす"],
        example: "D365",
        finds: "そのサービスの対応か製品がある記録",
        values: || Service::ALL.iter().map(|service| service.short()).collect(),
        of_catalog: none,
        read: |value| names::service(value).map(Filter::Service),
    },
    FilterRow {
        names: &["対応状況", "availability"],
        readings: &["たいおうじょうきょう"],
        example: "一部",
        finds: "その対応状況の条項と措置(サービスと並べると、そこでの状況)",
        values: || Availability::ALL.iter().map(|status| status.name()).collect(),
        of_catalog: none,
        read: |value| names::availability(value).map(Filter::Availability),
    },
    FilterRow {
        names: &["状態", "status"],
        readings: &["じょうたい"],
        example: "未",
        finds: "点検票でその状態の条項",
        values: || Status::ALL.iter().map(|status| status.name()).collect(),
        of_catalog: none,
        read: |value| names::status(value).map(Filter::Status),
    },
    FilterRow {
        names: &["担当", "party", "責任"],
        readings: &["たんとう", "せきにん"],
        example: "医療機関",
        finds: "担当がそうである条項(責任: とも書けます)",
        values: || Party::ALL.iter().map(|party| party.name()).collect(),
        of_catalog: none,
        read: |value| {
            // Who carries it in the cloud was asked for by the same name before it had its own.
            let share = || CloudShare::from_code(value).map(Filter::Share);
            Party::from_code(value).map(Filter::Party).or_else(share)
        },
    },
    FilterRow {
        names: &["クラウド", "cloud"],
        readings: &["くらうど"],
        example: "共有",
        finds: "クラウドでの分担がそうである条項",
        values: || CloudShare::ALL.iter().map(|share| share.name()).collect(),
        of_catalog: none,
        read: |value| CloudShare::from_code(value).map(Filter::Share),
    },
    FilterRow {
        names: &["性質", "nature"],
        readings: &["せいしつ"],
        example: "技術的",
        finds: "その性質の対策を求める条項",
        values: || Nature::ALL.iter().map(|nature| nature.name()).collect(),
        of_catalog: none,
        read: |value| {
            let known = Nature::ALL.iter().copied().find(|nature| nature.name() == value);
            known.or_else(|| Nature::from_code(value)).map(Filter::Nature)
        },
    },
    FilterRow {
        names: &["分類", "category"],
        readings: &["ぶんるい"],
        example: "不正",
        finds: "分類の名前にその語があるリスク",
        values: Vec::new,
        of_catalog: |catalog| linked::categories(catalog).into_iter().map(str::to_owned).collect(),
        read: |value| Some(Filter::Category(value.to_owned())),
    },
    FilterRow {
        names: &["証跡", "evidence"],
        readings: &["しょうせき"],
        example: "なし",
        finds: "点検票に証跡がある(ない)条項",
        values: || vec!["あり", "なし"],
        of_catalog: none,
        read: |value| match value.to_ascii_lowercase().as_str() {
            "あり" | "有" | "有り" | "yes" => Some(Filter::Evidence(true)),
            "なし" | "無" | "無し" | "no" => Some(Filter::Evidence(false)),
            _ => None,
        },
    },
    FilterRow {
        names: &["版", "edition"],
        readings: &["はん"],
        example: "6.0",
        finds: "その版の条項・目次・改定",
        values: Vec::new,
        of_catalog: editions,
        read: |value| Some(Filter::Edition(value.to_owned())),
    },
    FilterRow {
        names: &["資料", "pack", "取込"],
        readings: &["しりょう", "とりこみ"],
        example: "NIST",
        finds: "その取込資料の記録と、そこに記載のある条項・リスク・製品",
        values: Vec::new,
        of_catalog: |catalog| catalog.packs().map(|pack| pack.title.clone()).collect(),
        read: |value| Some(Filter::Pack(value.to_owned())),
    },
];
