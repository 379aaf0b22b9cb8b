//! The table of filters.

use tenken_catalog::catalog::{Catalog, Edition};
use tenken_catalog::language::{Language, spoken};
use tenken_catalog::model::{
    ActionState, Availability, CloudShare, Grade, Kind, Nature, Party, Review, Service, Status, Verdict, Volume,
};

use crate::marks::{DueWanted, ExceptionWanted, FindingWanted, MarkFilter, Marks, TextWanted};
use crate::query::filters::{Filter, FilterRow};
use crate::query::{linked, names};

/// What a row has unless it says otherwise.
const PLAIN: FilterRow = FilterRow {
    names: &[],
    readings: &[],
    example: "",
    finds: "",
    forms: &[],
    values: Vec::new,
    of_catalog: none,
    of_marks: nobody,
    read: |_| None,
};

/// The values of a filter that does not depend on the catalog.
fn none(_: &Catalog) -> Vec<String> {
    Vec::new()
}

/// The values of a filter that does not depend on the worklist.
fn nobody(_: &dyn Marks) -> Vec<String> {
    Vec::new()
}

/// Whether something is recorded, as it is typed.
const IS_THERE: [&str; 2] = ["あり", "なし"];

/// Reads whether something is recorded.
fn is_there(value: &str) -> Option<bool> {
    match value.to_ascii_lowercase().as_str() {
        "あり" | "有" | "有り" | "yes" => Some(true),
        "なし" | "無" | "無し" | "no" => Some(false),
        _ => None,
    }
}

/// Reads what is asked of a text: whether there is one, or what stands in it.
fn text(value: &str) -> Option<TextWanted> {
    Some(match is_there(value) {
        Some(true) => TextWanted::Any,
        Some(false) => TextWanted::None,
        None => TextWanted::Holding(value.to_owned()),
    })
}

/// Reads what is asked of a finding.
fn finding(value: &str) -> Option<FindingWanted> {
    match is_there(value) {
        Some(true) => Some(FindingWanted::Any),
        Some(false) => Some(FindingWanted::None),
        None => names::grade(value).map(FindingWanted::Grade),
    }
}

/// Reads what is asked of a review: what a reviewer says, or that none has said anything.
fn review(value: &str) -> Option<Option<Review>> {
    names::review(value).map(Some).or_else(|| (is_there(value) == Some(false)).then_some(None))
}

/// Reads what is asked of an exception.
fn exception(value: &str) -> Option<ExceptionWanted> {
    match is_there(value) {
        Some(true) => Some(ExceptionWanted::Any),
        Some(false) => Some(ExceptionWanted::None),
        None => (due(value) == Some(DueWanted::Overdue)).then_some(ExceptionWanted::Over),
    }
}

/// The values of the filter 期限 that are words.
const DUE: [&str; 6] = ["超過", "今日", "今週", "今月", "あり", "なし"];

/// Reads what is asked of a due date. What begins with a number is a day, or is none; that is found out by those who know
/// days.
fn due(value: &str) -> Option<DueWanted> {
    match value {
        "超過" | "期限超過" | "過ぎた" => return Some(DueWanted::Overdue),
        "今日" => return Some(DueWanted::Today),
        "今週" => return Some(DueWanted::Week),
        "今月" => return Some(DueWanted::Month),
        _ => {}
    }
    match value.to_ascii_lowercase().as_str() {
        "overdue" => return Some(DueWanted::Overdue),
        "today" => return Some(DueWanted::Today),
        "week" => return Some(DueWanted::Week),
        "month" => return Some(DueWanted::Month),
        _ => {}
    }
    if let Some(wanted) = is_there(value) {
        return Some(if wanted { DueWanted::Any } else { DueWanted::None });
    }
    let day = value.trim_start_matches(['〜', '～', '~']).trim_start_matches("令和").trim_start_matches(['R', 'r']);
    let is_day = day.starts_with(|c: char| c.is_numeric() || c == '元');
    is_day.then(|| DueWanted::Days(value.to_owned()))
}

/// The volumes by their short names, those of a guideline that stands first in the tables of contents first. In English by
/// their ids where the names are Japanese: those can be typed without an input method.
fn volumes(catalog: &Catalog) -> Vec<String> {
    let mut volumes: Vec<_> = catalog.volumes().collect();
    volumes.sort_by_key(|volume| catalog.tree().position(&volume.id));
    let name = |volume: &Volume| match spoken() {
        Language::English if !volume.short.is_ascii() => volume.id.clone(),
        _ => volume.short.clone(),
    };
    volumes.into_iter().map(name).collect()
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
        of_catalog: volumes,
        read: |value| Some(Filter::Volume(value.to_owned())),
        ..PLAIN
    },
    FilterRow {
        names: &["章", "chapter"],
        readings: &["しょう"],
        example: "14",
        finds: "その番号の章の条項",
        of_catalog: chapters,
        read: |value| Some(Filter::Chapter(value.trim_matches(['第', '章']).to_owned())),
        ..PLAIN
    },
    FilterRow {
        names: &["種別", "kind"],
        readings: &["しゅべつ"],
        example: "リスク",
        finds: "その種別の記録",
        values: || Kind::SEARCHABLE.iter().map(|kind| kind.name()).collect(),
        read: |value| names::kind(value).map(Filter::Kind),
        ..PLAIN
    },
    FilterRow {
        names: &["製品", "product"],
        readings: &["せいひん"],
        example: "sentinel",
        finds: "名前にその語がある製品と、それに関係する記録",
        of_catalog: |catalog| catalog.products().map(|product| product.name_ja.clone()).collect(),
        read: |value| Some(Filter::Product(value.to_owned())),
        ..PLAIN
    },
    FilterRow {
        names: &["リスク", "risk"],
        readings: &["りすく"],
        example: "窃取",
        finds: "名前にその語があるリスクと、それに関係する記録",
        of_catalog: |catalog| catalog.risks().map(|risk| risk.title.clone()).collect(),
        read: |value| Some(Filter::Risk(value.to_owned())),
        ..PLAIN
    },
    FilterRow {
        names: &["系列", "family", "製品群"],
        readings: &["けいれつ", "せいひんぐん"],
        example: "Dynamics",
        finds: "その系列(製品群)の製品と、関係する条項・リスク・エディション",
        of_catalog: |catalog| linked::families(catalog).into_iter().map(str::to_owned).collect(),
        read: |value| Some(Filter::Family(value.to_owned())),
        ..PLAIN
    },
    FilterRow {
        names: &["サービス", "service"],
        readings: &["さーびす"],
        example: "D365",
        finds: "そのサービスの対応か製品がある記録",
        values: || Service::ALL.iter().map(|service| service.short()).collect(),
        read: |value| names::service(value).map(Filter::Service),
        ..PLAIN
    },
    FilterRow {
        names: &["対応状況", "availability"],
        readings: &["たいおうじょうきょう"],
        example: "一部",
        finds: "その対応状況の条項と措置(サービスと並べると、そこでの状況)",
        values: || Availability::ALL.iter().map(|status| status.name()).collect(),
        read: |value| names::availability(value).map(Filter::Availability),
        ..PLAIN
    },
    FilterRow {
        names: &["状態", "status"],
        readings: &["じょうたい"],
        example: "未",
        finds: "点検票でその状態の条項",
        values: || Status::ALL.iter().map(|status| status.name()).collect(),
        read: |value| names::status(value).map(MarkFilter::Status).map(Filter::Mark),
        ..PLAIN
    },
    FilterRow {
        names: &["担当", "party", "責任"],
        readings: &["たんとう", "せきにん"],
        example: "医療機関",
        finds: "担当がそうである条項(責任: とも書けます)",
        values: || Party::ALL.iter().map(|party| party.name()).collect(),
        read: |value| {
            // Who carries it in the cloud was asked for by the same name before it had its own.
            let share = || names::share(value).map(Filter::Share);
            names::party(value).map(Filter::Party).or_else(share)
        },
        ..PLAIN
    },
    FilterRow {
        names: &["判定", "verdict"],
        readings: &["はんてい"],
        example: "不適合",
        finds: "点検票でその判定の条項(対象外の条項を除く)",
        values: || Verdict::ALL.iter().map(|verdict| verdict.name()).collect(),
        read: |value| Verdict::parse(value).map(MarkFilter::Verdict).map(Filter::Mark),
        ..PLAIN
    },
    FilterRow {
        names: &["担当者", "owner"],
        readings: &["たんとうしゃ"],
        example: "佐藤",
        finds: "担当者(是正・例外の担当も)にその語がある条項(あり・なし も可)",
        of_marks: |marks| marks.owners().into_iter().chain(IS_THERE.map(str::to_owned)).collect(),
        read: |value| text(value).map(MarkFilter::Owner).map(Filter::Mark),
        ..PLAIN
    },
    FilterRow {
        names: &["期限", "due"],
        readings: &["きげん"],
        example: "超過",
        finds: "点検票の期限がそうである条項",
        forms: &["日付は", "2027-03-31", "〜2027-03-31", "2027-03-31から"],
        values: || DUE.to_vec(),
        read: |value| due(value).map(MarkFilter::Due).map(Filter::Mark),
        ..PLAIN
    },
    FilterRow {
        names: &["食い違い", "conflict"],
        readings: &["くいちがい"],
        example: "あり",
        finds: "点検票の記録が食い違っている(いない)条項",
        values: || IS_THERE.to_vec(),
        read: |value| is_there(value).map(MarkFilter::Conflict).map(Filter::Mark),
        ..PLAIN
    },
    FilterRow {
        names: &["メモ", "note"],
        readings: &["めも"],
        example: "要確認",
        finds: "点検票のメモにその語がある条項(あり・なし も使えます)",
        of_marks: |_| IS_THERE.map(str::to_owned).to_vec(),
        read: |value| text(value).map(MarkFilter::Note).map(Filter::Mark),
        ..PLAIN
    },
    FilterRow {
        names: &["証跡", "evidence"],
        readings: &["しょうせき"],
        example: "なし",
        finds: "点検票に証跡がある(ない)条項",
        values: || IS_THERE.to_vec(),
        read: |value| is_there(value).map(MarkFilter::Evidence).map(Filter::Mark),
        ..PLAIN
    },
    FilterRow {
        names: &["指摘", "finding", "等級"],
        readings: &["してき", "とうきゅう"],
        example: "重大",
        finds: "点検票の指摘がそうである条項",
        values: || IS_THERE.into_iter().chain(Grade::ALL.iter().map(|grade| grade.name())).collect(),
        read: |value| finding(value).map(MarkFilter::Finding).map(Filter::Mark),
        ..PLAIN
    },
    FilterRow {
        names: &["是正", "action"],
        readings: &["ぜせい"],
        example: "実施中",
        finds: "点検票で是正がその状態の条項(是正策のない重大・軽微も未着手)",
        values: || ActionState::ALL.iter().map(|state| state.name()).collect(),
        read: |value| names::action_state(value).map(MarkFilter::Action).map(Filter::Mark),
        ..PLAIN
    },
    FilterRow {
        names: &["確認", "review"],
        readings: &["かくにん"],
        example: "差戻し",
        finds: "点検票で確認の結果がそうである条項(なし は未確認)",
        values: || Review::ALL.iter().map(|review| review.name()).chain([IS_THERE[1]]).collect(),
        read: |value| review(value).map(MarkFilter::Review).map(Filter::Mark),
        ..PLAIN
    },
    FilterRow {
        names: &["例外", "exception"],
        readings: &["れいがい"],
        example: "超過",
        finds: "点検票に例外がある(ない)条項と、その期限を過ぎた条項",
        values: || vec![IS_THERE[0], DUE[0], IS_THERE[1]],
        read: |value| exception(value).map(MarkFilter::Exception).map(Filter::Mark),
        ..PLAIN
    },
    FilterRow {
        names: &["クラウド", "cloud"],
        readings: &["くらうど"],
        example: "共有",
        finds: "クラウドでの分担がそうである条項",
        values: || CloudShare::ALL.iter().map(|share| share.name()).collect(),
        read: |value| names::share(value).map(Filter::Share),
        ..PLAIN
    },
    FilterRow {
        names: &["性質", "nature"],
        readings: &["せいしつ"],
        example: "技術的",
        finds: "その性質の対策を求める条項",
        values: || Nature::ALL.iter().map(|nature| nature.name()).collect(),
        read: |value| names::nature(value).map(Filter::Nature),
        ..PLAIN
    },
    FilterRow {
        names: &["分類", "category"],
        readings: &["ぶんるい"],
        example: "不正",
        finds: "分類の名前にその語があるリスク",
        of_catalog: |catalog| linked::categories(catalog).into_iter().map(str::to_owned).collect(),
        read: |value| Some(Filter::Category(value.to_owned())),
        ..PLAIN
    },
    FilterRow {
        names: &["版", "edition"],
        readings: &["はん"],
        example: "6.0",
        finds: "その版の条項・目次・改定",
        of_catalog: editions,
        read: |value| Some(Filter::Edition(value.to_owned())),
        ..PLAIN
    },
    FilterRow {
        names: &["資料", "pack", "取込"],
        readings: &["しりょう", "とりこみ"],
        example: "NIST",
        finds: "その取込資料の記録と、そこに記載のある条項・リスク・製品",
        of_catalog: |catalog| catalog.packs().map(|pack| pack.title.clone()).collect(),
        read: |value| Some(Filter::Pack(value.to_owned())),
        ..PLAIN
    },
];
