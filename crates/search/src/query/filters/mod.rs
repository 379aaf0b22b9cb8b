//! The filters of the query language: their names, their values and what they mean, as one table.

pub(crate) mod completion;
mod table;

pub use table::FILTERS;

use tenken_catalog::catalog::Catalog;
use tenken_catalog::language::{Language, spoken, t, tr};
use tenken_catalog::model::{Availability, CloudShare, Kind, Nature, Party, Review, Service};

use crate::marks::{DueWanted, ExceptionWanted, FindingWanted, MarkFilter, Marks, TextWanted};
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
    /// Returns the name that is shown: in English the English one.
    pub fn name(&self) -> &'static str {
        self.names[usize::from(spoken() == Language::English)]
    }

    /// Returns it as it is typed, for example `編:運用`.
    pub fn typed(&self) -> String {
        format!("{}:{}", self.name(), self.code(self.example).unwrap_or(self.example))
    }

    /// Returns its values by the names that people know them by, in English by those that can be typed there; none if they
    /// depend on the catalog.
    pub fn values(&self) -> Vec<&'static str> {
        (self.values)().into_iter().map(|value| self.code(value).unwrap_or(value)).collect()
    }

    /// Returns what a value is called in English, where that is spoken and there are only so many.
    fn code(&self, value: &str) -> Option<&'static str> {
        match spoken() {
            Language::Japanese => None,
            Language::English => self.read(value)?.code(),
        }
    }

    /// Returns how values are written that are none of these; empty if there are none.
    pub fn forms(&self) -> String {
        self.forms.iter().copied().map(t).collect::<Vec<_>>().join(" ")
    }

    /// Returns the values that a worklist has, where they depend on it.
    pub(crate) fn of_marks(&self, marks: &dyn Marks) -> Vec<String> {
        let values = (self.of_marks)(marks).into_iter();
        values.map(|value| self.code(&value).map_or(value, str::to_owned)).collect()
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
        0 | TOLD.. => tr!("「{name}:」は「{name}:{example}」のように使います。", name, example = row.example),
        _ if row.forms.is_empty() => {
            tr!("「{name}:」に使えるのは {known} です。", name, known = known.join(t("、")))
        }
        _ => tr!(
            "「{name}:」に使えるのは {known} です。{forms} のように書きます。",
            name,
            known = known.join(t("、")),
            forms = row.forms()
        ),
    };
    let missing = match value {
        "" => tr!("値はコロンのすぐあとに書いてください。").to_owned(),
        value => tr!("「{value}」はありません。", value),
    };
    tr!("{usable}{missing}{done}", usable, missing, done = DONE_ALL_THE_SAME[0])
}

/// Says that there is no filter of a name, and which may be meant: those that share letters with it, or else all.
pub(super) fn unknown(name: &str) -> String {
    let known = |row: &&FilterRow| row.names.iter().any(|known| name.contains(known) || known.contains(name));
    let alike: Vec<&str> = FILTERS.iter().filter(known).map(FilterRow::name).collect();
    let done = DONE_ALL_THE_SAME[1];
    let which = match alike.as_slice() {
        // A time of the day, or what else has a colon behind a number.
        _ if name.chars().all(char::is_numeric) => {
            return tr!("「{name}:」という絞り込みはありません。{done}", name, done);
        }
        [] => {
            let known = FILTERS.iter().map(FilterRow::name).collect::<Vec<_>>().join(t("、"));
            tr!("使えるのは {known} です。", known)
        }
        alike => tr!("近いものは {alike} です。", alike = alike.join(t("、"))),
    };
    tr!("「{name}:」という絞り込みはありません。{which}{done}", name, which, done)
}

/// Says that a worklist has no owner of a name, and whom it has.
pub(super) fn no_owner(name: &str, owners: &[String]) -> String {
    let known = match owners.len() {
        0 => tr!("担当者はまだ決めていません。").to_owned(),
        TOLD.. => tr!("`担当者:あり` で、決めた条項を見られます。").to_owned(),
        _ => tr!("担当者は {owners} です。", owners = owners.join(t("、"))),
    };
    tr!("この点検票に「{name}」という担当者の記録はありません。{known}", name, known)
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
    /// Returns its value as it is typed in English, where there are only so many.
    fn code(&self) -> Option<&'static str> {
        match self {
            Self::Kind(kind) => Some(kind.code()),
            Self::Availability(status) => Some(status.code()),
            Self::Party(party) => Some(names::english_party(*party)),
            Self::Share(share) => Some(names::english_share(*share)),
            Self::Nature(nature) => Some(names::english_nature(*nature)),
            Self::Mark(filter) => mark_code(filter),
            _ => None,
        }
    }

    /// Returns how it was understood, for example `状態 未着手`.
    pub(super) fn label(&self) -> String {
        match self {
            Self::Volume(name) => tr!("編 {name}", name),
            Self::Chapter(number) => tr!("章 {number}", number),
            Self::Kind(kind) => tr!("種別 {value}", value = kind.name()),
            Self::Product(name) => tr!("製品 {name}", name),
            Self::Family(name) => tr!("系列 {name}", name),
            Self::Service(service) => tr!("サービス {value}", value = service.short()),
            Self::Availability(status) => tr!("対応状況 {value}", value = status.name()),
            Self::Party(party) => tr!("担当 {value}", value = party.name()),
            Self::Share(share) => tr!("クラウド {value}", value = share.name()),
            Self::Nature(nature) => tr!("性質 {value}", value = nature.name()),
            Self::Category(name) => tr!("分類 {name}", name),
            Self::Risk(name) => tr!("リスク {name}", name),
            Self::Mark(filter) => mark_label(filter),
            Self::Edition(edition) => tr!("版 {value}", value = number_of(edition)),
            Self::Pack(name) => tr!("資料 {name}", name),
        }
    }
}

/// Returns how a filter over the worklist was understood.
fn mark_label(filter: &MarkFilter) -> String {
    match filter {
        MarkFilter::Status(status) => tr!("状態 {value}", value = status.name()),
        MarkFilter::Verdict(verdict) => tr!("判定 {value}", value = verdict.name()),
        MarkFilter::Owner(wanted) => tr!("担当者 {value}", value = text_label(wanted)),
        MarkFilter::Due(wanted) => tr!("期限 {value}", value = due_label(wanted)),
        MarkFilter::Conflict(wanted) => tr!("食い違い {value}", value = is_there(*wanted)),
        MarkFilter::Note(wanted) => tr!("メモ {value}", value = text_label(wanted)),
        MarkFilter::Evidence(wanted) => tr!("証跡 {value}", value = is_there(*wanted)),
        MarkFilter::Finding(FindingWanted::Grade(grade)) => tr!("指摘 {value}", value = grade.name()),
        MarkFilter::Finding(wanted) => tr!("指摘 {value}", value = is_there(*wanted == FindingWanted::Any)),
        MarkFilter::Action(state) => tr!("是正 {value}", value = state.name()),
        MarkFilter::Review(result) => tr!("確認 {value}", value = result.map_or(is_there(false), Review::name)),
        MarkFilter::Exception(ExceptionWanted::Over) => tr!("例外 {value}", value = "超過"),
        MarkFilter::Exception(wanted) => tr!("例外 {value}", value = is_there(*wanted == ExceptionWanted::Any)),
    }
}

/// Returns what is asked of the worklist as it is typed in English, where there are only so many ways.
fn mark_code(filter: &MarkFilter) -> Option<&'static str> {
    let is_there = |wanted: bool| if wanted { "yes" } else { "no" };
    Some(match filter {
        MarkFilter::Status(status) => status.code(),
        MarkFilter::Verdict(verdict) => verdict.code(),
        MarkFilter::Conflict(wanted) | MarkFilter::Evidence(wanted) => is_there(*wanted),
        MarkFilter::Finding(FindingWanted::Grade(grade)) => grade.code(),
        MarkFilter::Finding(wanted) => is_there(*wanted == FindingWanted::Any),
        MarkFilter::Action(state) => state.code(),
        MarkFilter::Review(result) => result.map_or(is_there(false), Review::code),
        MarkFilter::Exception(ExceptionWanted::Over) | MarkFilter::Due(DueWanted::Overdue) => "overdue",
        MarkFilter::Exception(wanted) => is_there(*wanted == ExceptionWanted::Any),
        MarkFilter::Due(DueWanted::Today) => "today",
        MarkFilter::Due(DueWanted::Week) => "week",
        MarkFilter::Due(DueWanted::Month) => "month",
        MarkFilter::Due(DueWanted::Any) => is_there(true),
        MarkFilter::Due(DueWanted::None) => is_there(false),
        MarkFilter::Owner(TextWanted::Any) | MarkFilter::Note(TextWanted::Any) => is_there(true),
        MarkFilter::Owner(TextWanted::None) | MarkFilter::Note(TextWanted::None) => is_there(false),
        MarkFilter::Due(DueWanted::Days(_)) | MarkFilter::Owner(_) | MarkFilter::Note(_) => return None,
    })
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
