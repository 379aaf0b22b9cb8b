//! The filters of the query language: their names, their values and what they mean, as one table.

pub(crate) mod completion;
mod table;

pub use table::FILTERS;

use tenken_catalog::catalog::Catalog;
use tenken_catalog::model::{Availability, CloudShare, Kind, Nature, Party, Review, Service};

use crate::marks::{DueWanted, ExceptionWanted, FindingWanted, MarkFilter, Marks, TextWanted};

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
    /// 担当: who has to act.
    Party(Party),
    /// クラウド: who carries it in the cloud.
    Share(CloudShare),
    /// 性質: what kind of measure it asks for.
    Nature(Nature),
    /// 分類: risks of a group whose name holds this.
    Category(String),
    /// リスク: tied to a risk whose name holds this.
    Risk(String),
    /// What the worklist says of it.
    Mark(MarkFilter),
    /// 版: the edition of the guideline.
    Edition(String),
    /// 資料: of a pack of the user with this id, or whose title holds this.
    Pack(String),
}

/// A filter of the query language, for those who list them.
#[derive(Clone, Copy, Debug)]
pub struct FilterRow {
    /// Its names: first the one that pages show, then the English one, then others.
    pub names: &'static [&'static str],
    /// How the Japanese ones are read, in hiragana.
    readings: &'static [&'static str],
    /// A value that it takes.
    pub example: &'static str,
    /// What it finds, for people.
    pub finds: &'static str,
    /// How other values are written, as examples: what they are, and then them; none if there are none.
    forms: &'static [&'static str],
    /// Every value, where there are only so many.
    values: fn() -> Vec<&'static str>,
    /// The values that a catalog has, where they depend on it.
    of_catalog: fn(&Catalog) -> Vec<String>,
    /// The values that a worklist has, where they depend on it.
    of_marks: fn(&dyn Marks) -> Vec<String>,
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

    /// Returns how values are written that are none of these; empty if there are none.
    pub fn forms(&self) -> String {
        self.forms.join(" ")
    }

    /// Returns the values that a worklist has, where they depend on it.
    pub(crate) fn of_marks(&self, marks: &dyn Marks) -> Vec<String> {
        (self.of_marks)(marks)
    }

    /// Returns the values that a catalog has, where they depend on it.
    pub(crate) fn of_catalog(&self, catalog: &Catalog) -> Vec<String> {
        (self.of_catalog)(catalog)
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

/// How a filter is excluded, as an example for those who list them.
pub const EXCLUDED: &str = "-状態:完了";

/// What is said of a filter that cannot be used, where the query is answered without it, or with it as a text.
pub const DONE_ALL_THE_SAME: [&str; 2] = ["この絞り込みは使いませんでした。", "文字として探しました。"];

/// How many values are told at most: where there are more, a person knows what to look for.
const TOLD: usize = 60;

/// Says that a filter is left out because its value is missing or unknown. The values come first: a narrow screen shows the
/// beginning.
pub(super) fn left_out(row: &FilterRow, (name, value): (&str, &str), known: &[impl AsRef<str>]) -> String {
    let known: Vec<&str> = known.iter().map(AsRef::as_ref).collect();
    let usable = match known.len() {
        0 | TOLD.. => format!("「{name}:」は「{name}:{}」のように使います。", row.example),
        _ if row.forms.is_empty() => format!("「{name}:」に使えるのは {} です。", known.join("、")),
        _ => format!("「{name}:」に使えるのは {} です。{} のように書きます。", known.join("、"), row.forms()),
    };
    let missing = match value {
        "" => "値はコロンのすぐあとに書いてください。".to_owned(),
        value => format!("「{value}」はありません。"),
    };
    format!("{usable}{missing}{}", DONE_ALL_THE_SAME[0])
}

/// Says that there is no filter of a name, and which may be meant: those that share letters with it, or else all.
pub(super) fn unknown(name: &str) -> String {
    let known = |row: &&FilterRow| row.names.iter().any(|known| name.contains(known) || known.contains(name));
    let alike: Vec<&str> = FILTERS.iter().filter(known).map(|row| row.names[0]).collect();
    let which = match alike.as_slice() {
        // A time of the day, or what else has a colon behind a number.
        _ if name.chars().all(char::is_numeric) => String::new(),
        [] => format!("使えるのは {} です。", FILTERS.iter().map(|row| row.names[0]).collect::<Vec<_>>().join("、")),
        alike => format!("近いものは {} です。", alike.join("、")),
    };
    format!("「{name}:」という絞り込みはありません。{which}{}", DONE_ALL_THE_SAME[1])
}

/// Says that a worklist has no owner of a name, and whom it has.
pub(super) fn no_owner(name: &str, owners: &[String]) -> String {
    let known = match owners.len() {
        0 => "担当者はまだ決めていません。".to_owned(),
        TOLD.. => "`担当者:あり` で、決めた条項を見られます。".to_owned(),
        _ => format!("担当者は {} です。", owners.join("、")),
    };
    format!("この点検票に「{name}」という担当者の記録はありません。{known}")
}

/// Whether what stands before a colon is meant as the name of a filter: it is no time of the day, and no address follows.
pub(super) fn is_meant(name: &str, value: &str) -> bool {
    !name.chars().all(char::is_numeric) && !value.starts_with("//")
}

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
            Self::Party(party) => format!("担当 {}", party.name()),
            Self::Share(share) => format!("クラウド {}", share.name()),
            Self::Nature(nature) => format!("性質 {}", nature.name()),
            Self::Category(name) => format!("分類 {name}"),
            Self::Risk(name) => format!("リスク {name}"),
            Self::Mark(filter) => mark_label(filter),
            Self::Edition(edition) => format!("版 {}", number_of(edition)),
            Self::Pack(name) => format!("資料 {name}"),
        }
    }
}

/// Returns how a filter over the worklist was understood.
fn mark_label(filter: &MarkFilter) -> String {
    match filter {
        MarkFilter::Status(status) => format!("状態 {}", status.name()),
        MarkFilter::Verdict(verdict) => format!("判定 {}", verdict.name()),
        MarkFilter::Owner(wanted) => format!("担当者 {}", text_label(wanted)),
        MarkFilter::Due(wanted) => format!("期限 {}", due_label(wanted)),
        MarkFilter::Conflict(wanted) => format!("食い違い {}", is_there(*wanted)),
        MarkFilter::Note(wanted) => format!("メモ {}", text_label(wanted)),
        MarkFilter::Evidence(wanted) => format!("証跡 {}", is_there(*wanted)),
        MarkFilter::Finding(FindingWanted::Grade(grade)) => format!("指摘 {}", grade.name()),
        MarkFilter::Finding(wanted) => format!("指摘 {}", is_there(*wanted == FindingWanted::Any)),
        MarkFilter::Action(state) => format!("是正 {}", state.name()),
        MarkFilter::Review(result) => format!("確認 {}", result.map_or(is_there(false), Review::name)),
        MarkFilter::Exception(ExceptionWanted::Over) => "例外 超過".to_owned(),
        MarkFilter::Exception(wanted) => format!("例外 {}", is_there(*wanted == ExceptionWanted::Any)),
    }
}

const fn is_there(wanted: bool) -> &'static str {
    if wanted { "あり" } else { "なし" }
}

fn text_label(wanted: &TextWanted) -> &str {
    match wanted {
        TextWanted::Any => is_there(true),
        TextWanted::None => is_there(false),
        TextWanted::Holding(words) => words,
    }
}

fn due_label(wanted: &DueWanted) -> &str {
    match wanted {
        DueWanted::Overdue => "超過",
        DueWanted::Today => "今日",
        DueWanted::Week => "今週",
        DueWanted::Month => "今月",
        DueWanted::Any => is_there(true),
        DueWanted::None => is_there(false),
        DueWanted::Days(days) => days,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_an_excluded_filter_is_one() {
        let name_and_value = EXCLUDED.trim_start_matches('-').split_once(':').unwrap();
        assert!(EXCLUDED.starts_with('-') && named(name_and_value.0).unwrap().read(name_and_value.1).is_some());
    }

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
