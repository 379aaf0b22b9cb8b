//! What the columns of a mapping table are.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use super::super::names::Vendor;

/// What a column of a mapping table says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ColumnRole {
    /// The number of a clause, or several.
    Clause,
    /// The number of a clause of another framework, which is linked to the former.
    Other,
    /// The guideline or edition.
    Guideline,
    /// The volume.
    Volume,
    /// The chapter.
    Chapter,
    /// A group of rows.
    Category,
    /// What the clause asks for. It is not read: the catalog has it.
    Requirement,
    /// The risk.
    Risk,
    /// Products that answer.
    Product,
    /// How far the product in the heading answers.
    Service,
    /// How far it is met.
    Status,
    /// Who has to act.
    Party,
    /// How it is met, and whatever else is said.
    Note,
    /// Who takes care of it.
    Owner,
    /// A day.
    Date,
    /// Nothing that is read.
    Skip,
}

/// Every role with its code in mapping files, its name, and the reading of that in hiragana.
const ROLES: [(ColumnRole, &str, &str, &str); 16] = [
    (ColumnRole::Clause, "clause", "条項の番号", "じょうこうのばんごう"),
    (ColumnRole::Other, "other", "ほかの基準の番号", "ほかのきじゅんのばんごう"),
    (ColumnRole::Guideline, "guideline", "ガイドライン・版", "がいどらいんはん"),
    (ColumnRole::Volume, "volume", "編", "へん"),
    (ColumnRole::Chapter, "chapter", "章", "しょう"),
    (ColumnRole::Category, "category", "分類", "ぶんるい"),
    (ColumnRole::Requirement, "requirement", "要求事項の文", "ようきゅうじこうのぶん"),
    (ColumnRole::Risk, "risk", "リスク", "りすく"),
    (ColumnRole::Product, "product", "製品", "せいひん"),
    (ColumnRole::Service, "service", "見出しの製品の対応", "みだしのせいひんのたいおう"),
    (ColumnRole::Status, "status", "対応状況", "たいおうじょうきょう"),
    (ColumnRole::Party, "party", "責任分界", "せきにんぶんかい"),
    (ColumnRole::Note, "note", "対応方法・備考", "たいおうほうほうびこう"),
    (ColumnRole::Owner, "owner", "担当者", "たんとうしゃ"),
    (ColumnRole::Date, "date", "日付", "ひづけ"),
    (ColumnRole::Skip, "skip", "読まない", "よまない"),
];

impl ColumnRole {
    /// Every role.
    pub fn all() -> impl Iterator<Item = Self> {
        ROLES.iter().map(|(role, ..)| *role)
    }

    /// Returns the code in mapping files.
    pub fn code(self) -> &'static str {
        ROLES.iter().find(|(role, ..)| *role == self).map_or("", |(_, code, ..)| code)
    }

    /// Returns the Japanese name.
    pub fn name(self) -> &'static str {
        ROLES.iter().find(|(role, ..)| *role == self).map_or("", |(_, _, name, _)| name)
    }

    /// Returns the reading of the name, in hiragana.
    pub fn reading(self) -> &'static str {
        ROLES.iter().find(|(role, ..)| *role == self).map_or("", |(.., reading)| reading)
    }

    /// Returns the role with a code or a name.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        ROLES.iter().find(|(_, code, name, _)| *code == text || *name == text).map(|(role, ..)| *role)
    }

    /// Whether a heading that nobody repeats holds for the rows below it.
    pub(super) const fn is_carried(self) -> bool {
        matches!(self, Self::Guideline | Self::Volume | Self::Chapter | Self::Category)
    }
}

/// The most letters of a heading.
const HEADING: usize = 60;
/// How much a heading says that is nothing but a name of a role.
const WHOLE: usize = 1_000;

/// What `imports/headings.toml` says.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Headings {
    role: Vec<RoleNames>,
    vendor: Vec<Vendor>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RoleNames {
    code: String,
    whole: Vec<String>,
    words: Vec<String>,
}

/// The headings, made ready to be looked up.
#[derive(Debug, Default)]
struct Lookup {
    /// The roles by whole headings.
    whole: HashMap<String, ColumnRole>,
    /// The words with their roles, by their first letters.
    words: HashMap<char, Vec<(String, ColumnRole)>>,
    vendors: Vec<Vendor>,
}

static HEADINGS: LazyLock<Lookup> = LazyLock::new(|| {
    let headings: Headings = toml::from_str(include_str!("../../../imports/headings.toml")).unwrap_or_default();
    let mut lookup = Lookup { vendors: headings.vendor, ..Lookup::default() };
    for names in &headings.role {
        let Some(role) = ColumnRole::parse(&names.code) else { continue };
        for name in names.whole.iter().chain(&names.words).map(|name| spelled(name)) {
            lookup.whole.entry(name).or_insert(role);
        }
        for word in names.words.iter().map(|word| spelled(word)) {
            if let Some(first) = word.chars().next() {
                lookup.words.entry(first).or_default().push((word, role));
            }
        }
    }
    lookup
});

/// Returns the vendors whose products are known by their names.
pub(in super::super) fn vendors() -> &'static [Vendor] {
    &HEADINGS.vendors
}

/// Returns the vendor that a heading, a sheet or a file names.
pub(super) fn vendor_in(text: &str) -> Option<&'static Vendor> {
    let words: Vec<&str> = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    vendors()
        .iter()
        .find(|vendor| words.iter().any(|word| vendor.names.iter().any(|name| name.eq_ignore_ascii_case(word))))
}

/// Returns what a column is by its heading, and how much the heading says so.
pub(super) fn by_heading(heading: &str) -> Option<(ColumnRole, usize)> {
    if heading.chars().count() > HEADING {
        return None;
    }
    let heading = spelled(heading);
    if let Some(role) = HEADINGS.whole.get(&heading) {
        return Some((*role, WHOLE));
    }
    if let Some(role) = of_vendor(&heading) {
        return Some((role, WHOLE));
    }
    let known = |(at, first): (usize, char)| {
        let rest = &heading[at..];
        let words = HEADINGS.words.get(&first).map_or(&[][..], Vec::as_slice).iter();
        let words = words.filter(move |(word, _)| rest.starts_with(word.as_str()));
        // A heading that ends with the word is about it.
        words.map(move |(word, role)| (*role, word.chars().count() * 2 + usize::from(rest.len() == word.len())))
    };
    heading.char_indices().flat_map(known).max_by_key(|(_, weight)| *weight)
}

/// Returns what a heading says that also names a vendor: 「AWSの機能」, 「サービス(AWS)」.
fn of_vendor(heading: &str) -> Option<ColumnRole> {
    let names = HEADINGS.vendors.iter().flat_map(|vendor| &vendor.names).map(|name| spelled(name));
    // The longest first: Google Cloud is more than Google.
    let name = names.filter(|name| heading.contains(name)).max_by_key(String::len)?;
    let rest = heading.replacen(&name, "", 1);
    HEADINGS.whole.get(rest.trim_matches('の')).copied()
}

/// Returns a heading as it is compared: width, case, spaces and signs make no difference.
fn spelled(heading: &str) -> String {
    let letters = heading.nfkc().flat_map(char::to_lowercase);
    letters
        .filter(|c| !c.is_whitespace() && !matches!(c, '(' | ')' | ':' | '*' | '※' | '_' | '-' | '.' | '\u{200b}'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_headings_is_read_and_names_roles_only() {
        let headings: Headings = toml::from_str(include_str!("../../../imports/headings.toml")).unwrap();
        assert!(headings.role.len() > 8 && headings.vendor.len() > 3);
        for names in &headings.role {
            assert!(ColumnRole::parse(&names.code).is_some(), "{}", names.code);
        }
        for role in ColumnRole::all() {
            assert_eq!((ColumnRole::parse(role.code()), ColumnRole::parse(role.name())), (Some(role), Some(role)));
        }
    }

    #[test]
    fn headings_are_known_in_both_languages() {
        for (heading, role) in [
            ("項番", ColumnRole::Clause),
            ("要求事項 番号", ColumnRole::Clause),
            ("要求事項番号", ColumnRole::Clause),
            ("要求事項", ColumnRole::Requirement),
            ("ガイドライン", ColumnRole::Guideline),
            ("対応状況", ColumnRole::Status),
            ("対応製品・サービス", ColumnRole::Product),
            ("Ｐｒｏｄｕｃｔ", ColumnRole::Product),
            ("AWS service", ColumnRole::Product),
            ("対応方法", ColumnRole::Note),
            ("備考", ColumnRole::Note),
            ("リスク", ColumnRole::Risk),
            ("対策", ColumnRole::Note),
            ("責任分界", ColumnRole::Party),
            ("Control ID", ColumnRole::Clause),
            ("Responsibility", ColumnRole::Party),
            ("担当者", ColumnRole::Owner),
            ("大分類", ColumnRole::Category),
            ("AWSサービス", ColumnRole::Product),
            ("AWSの機能", ColumnRole::Product),
            ("サービス（AWS）", ColumnRole::Product),
            ("Azure製品", ColumnRole::Product),
            ("Google Cloud サービス", ColumnRole::Product),
            ("対応する機能", ColumnRole::Product),
            ("プロダクト", ColumnRole::Product),
            ("利用機能", ColumnRole::Product),
            ("該当製品", ColumnRole::Product),
            ("製品・ソリューション", ColumnRole::Product),
            ("対応方針", ColumnRole::Note),
            ("対応（○△×）", ColumnRole::Status),
            ("準拠", ColumnRole::Status),
            ("責任の所在", ColumnRole::Party),
            ("セキュリティ対策", ColumnRole::Note),
        ] {
            assert_eq!(by_heading(heading).map(|(role, _)| role), Some(role), "{heading}");
        }
        for heading in ["", "x", "単価"] {
            assert_eq!(by_heading(heading), None, "{heading}");
        }
    }
}
