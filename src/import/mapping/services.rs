//! Columns with one product each: the heading names it, and the cells say how far it answers.

use std::collections::{BTreeMap, BTreeSet};

use crate::language::{t, tr};
use crate::model::Id;
use crate::sheet::{is_blank, plain};
use crate::text::clean::clean_line;

use super::super::file::{Grid, column_letters};
use super::super::names::{ProductFinder, Vendor, is_sentence};
use super::super::row_place::place;
use super::column_map::SheetMap;
use super::header::Header;
use super::role::{ColumnRole, by_heading, vendor_in, vendors};

/// How many headings have to name products before the columns are taken for theirs: a single one may stand above anything.
const LEAST: usize = 2;
/// The most letters of a heading that is a name.
const HEADING: usize = 60;
/// What a heading begins with that is never a product.
const NO_NAME: [&str; 7] = ["医療機関", "病院", "診療所", "事業者", "利用者", "令和", "平成"];
/// What the headings of other columns hold: words that nobody calls a product by.
const COMMON: [&str; 46] = [
    "運用",
    "設定",
    "規程",
    "手順",
    "対応",
    "状況",
    "確認",
    "必要",
    "可否",
    "判定",
    "評価",
    "実施",
    "責任",
    "担当",
    "教育",
    "契約",
    "備考",
    "方法",
    "根拠",
    "理由",
    "コメント",
    "チェック",
    "レビュー",
    "ステータス",
    "レベル",
    "リスク",
    "ルール",
    "マニュアル",
    "メモ",
    "ランク",
    "フラグ",
    "ポリシ",
    "プロセス",
    "ベンダ",
    "ユーザ",
    "テスト",
    "オンプレ",
    "フェーズ",
    "comment",
    "check",
    "status",
    "level",
    "policy",
    "manual",
    "phase",
    "note",
];
/// How products are called that have a name of no letters and no katakana: 院内監視くん.
const CALLED: [&str; 2] = ["くん", "ちゃん"];

/// What is known of a column when it is told whether it is one of a product.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    /// Its place.
    pub at: usize,
    /// Whether its cells say few things, again and again, and are no names.
    pub says_little: bool,
    /// Whether they are ○, △, × and the like.
    pub is_marked: bool,
    /// Whether they say who has to act: a product is not asked that, whatever stands above.
    pub has_parties: bool,
}

/// The headings of the columns, as far as they may be products.
pub(super) struct Headings {
    /// The heading of each column: the one nearest to its cells, or the product above that.
    texts: BTreeMap<usize, String>,
    /// The columns whose product stands above their own headings.
    below: BTreeSet<usize>,
}

impl Headings {
    /// Reads the rows with the headings of a table. Where one of them names several products and the lowest does not, it is
    /// the row of the products: below it stands what is said of each of them.
    pub fn of(grid: &Grid, header: &[usize], products: &ProductFinder<'_>) -> Self {
        let columns: BTreeSet<usize> = grid.rows.values().flat_map(|cells| cells.keys().copied()).collect();
        let own = |column: &usize| Some((*column, own_heading(grid, header, *column)?));
        let texts: BTreeMap<usize, String> = columns.iter().filter_map(own).collect();
        let mut headings = Self { texts, below: BTreeSet::new() };
        let products_in = |texts: &BTreeMap<usize, String>| {
            let named = texts.values().filter(|text| names_product(text, products));
            named.collect::<BTreeSet<_>>().len()
        };
        if products_in(&headings.texts) >= LEAST {
            return headings;
        }
        let mut rows = header.iter().map(|row| spread(Header::texts(grid, *row), &headings.texts));
        let Some(above) = rows.find(|texts| products_in(texts) >= LEAST) else { return headings };
        for (column, text) in above {
            let is_product = names_product(&text, products) || by_heading(&text).is_none() && is_name(&text);
            if is_product && headings.texts.get(&column).is_some_and(|own| *own != text) {
                headings.below.insert(column);
                headings.texts.insert(column, text);
            }
        }
        headings
    }

    /// Returns the heading of a column; empty if it has none.
    pub fn of_column(&self, column: usize) -> &str {
        self.texts.get(&column).map_or("", String::as_str)
    }

    /// Whether the product of a column stands above its own heading.
    fn is_below(&self, column: usize) -> bool {
        self.below.contains(&column)
    }

    /// Whether two columns stand below one product.
    fn is_shared(&self, one: usize, other: usize) -> bool {
        self.is_below(one) && self.is_below(other) && self.of_column(one) == self.of_column(other)
    }
}

/// Gives what stands above several columns to each of them where nothing is merged, as in text: over the first of them it
/// stands alone, and what is below it is there again below the next.
fn spread(mut above: BTreeMap<usize, String>, own: &BTreeMap<usize, String>) -> BTreeMap<usize, String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    own.values().for_each(|heading| *counts.entry(heading).or_default() += 1);
    for (column, heading) in own {
        let left = column.checked_sub(1).and_then(|left| above.get(&left)).cloned();
        if let Some(left) = left.filter(|_| !above.contains_key(column) && counts.get(heading.as_str()) > Some(&1)) {
            above.insert(*column, left);
        }
    }
    above
}

/// Gives the columns with one product each their role, if there are at least two of them: their headings are products, and
/// their cells say few things. What stands right beside them in the same way is a product that nobody knows yet.
pub(super) fn find(
    headings: &Headings,
    columns: &[Column],
    products: &ProductFinder<'_>,
    roles: &mut BTreeMap<usize, ColumnRole>,
) {
    let is_free = |at: usize| matches!(roles.get(&at), None | Some(ColumnRole::Status));
    let is_product = |column: &Column| {
        let is_its_own = !headings.is_below(column.at) || is_free(column.at);
        let is_one = column.says_little && !column.has_parties && is_its_own;
        is_one && names_product(headings.of_column(column.at), products)
    };
    let mut known: Vec<bool> = columns.iter().map(is_product).collect();
    // Below one name only the first column says how far it answers.
    for at in 1..columns.len() {
        let is_second = |before: usize| known[before] && headings.is_shared(columns[before].at, columns[at].at);
        known[at] = known[at] && !(0..at).any(is_second);
    }
    if known.iter().filter(|is_known| **is_known).count() < LEAST {
        return;
    }
    let may_be_new = |column: &Column| {
        let heading = headings.of_column(column.at);
        let is_one = column.is_marked && !column.has_parties && is_free(column.at);
        is_one && by_heading(heading).is_none() && is_name(heading)
    };
    let mut found = known;
    for beside in [-1isize, 1] {
        let order: Vec<usize> =
            if beside < 0 { (0..columns.len()).collect() } else { (0..columns.len()).rev().collect() };
        for at in order {
            let neighbour = at.checked_add_signed(beside).and_then(|at| found.get(at)).copied().unwrap_or_default();
            found[at] = found[at] || neighbour && may_be_new(&columns[at]);
        }
    }
    for (column, _) in columns.iter().zip(&found).filter(|(_, is_one)| **is_one) {
        roles.insert(column.at, ColumnRole::Service);
    }
}

/// Whether a heading names a product that is known, or one of a vendor whose products are.
pub(super) fn names_product(heading: &str, products: &ProductFinder<'_>) -> bool {
    let is_of_vendor =
        || by_heading(heading).is_none() && vendors().iter().any(|vendor| vendor.rest(heading).is_some());
    heading.chars().count() <= HEADING && !is_blank(heading) && (products.knows(heading) || is_of_vendor())
}

/// Whether a heading that nobody knows looks like the name of a product: letters or katakana, and no word that stands above
/// other columns.
fn is_name(heading: &str) -> bool {
    let lower = heading.to_lowercase();
    let is_katakana = |c: char| matches!(c, 'ァ'..='ヺ');
    let looks_so = heading.chars().any(|c| c.is_ascii_alphabetic() || is_katakana(c))
        || CALLED.iter().any(|end| heading.ends_with(end));
    looks_so
        && heading.chars().count() <= HEADING
        && !is_sentence(heading)
        && heading.chars().next().is_some_and(char::is_alphabetic)
        && !NO_NAME.iter().any(|word| heading.starts_with(word))
        && !COMMON.iter().any(|word| lower.contains(word))
}

/// What the columns of products say of each other.
#[derive(Debug, Default)]
pub(super) struct Services {
    /// The products of each column that has one.
    pub products: BTreeMap<usize, Vec<Id>>,
    /// The names above columns that say something of one product among several, and are not its answers: what is said in them
    /// says of what.
    pub names: BTreeMap<usize, String>,
    /// The columns with notes on the product of another column, with that.
    pub notes: BTreeMap<usize, usize>,
}

/// Returns the products of the columns with one each. Those whose headings name none are told
/// through `skip`, with place and reason.
pub(super) fn of_headings(
    (grid, map): (&Grid, &SheetMap),
    vendor: Option<&Vendor>,
    products: &mut ProductFinder<'_>,
    skip: &mut dyn FnMut(&str, String),
) -> Services {
    let headings = Headings::of(grid, &map.header, products);
    let mut services = Services::default();
    let columns =
        |role: ColumnRole| map.columns.iter().filter(move |(_, own)| **own == role).map(|(column, _)| *column);
    for column in columns(ColumnRole::Service) {
        let heading = headings.of_column(column);
        let named = products.find(heading, vendor_in(heading).or(vendor));
        if named.ids.is_empty() {
            let place = place(&grid.name, map.header.last().copied().unwrap_or(1));
            let unnamed = || t("見出しに製品の名前がありません。").to_owned();
            let (letters, why) = (column_letters(column), named.problems.into_iter().next().unwrap_or_else(unnamed));
            skip(&place, tr!("{letters} 列を製品の列として読めません。{why}", letters, why));
        }
        services.products.insert(column, named.ids);
        services.names.insert(column, heading.to_owned());
    }
    for column in [ColumnRole::Status, ColumnRole::Party].into_iter().flat_map(columns) {
        if names_product(headings.of_column(column), products) {
            services.names.insert(column, headings.of_column(column).to_owned());
        }
    }
    for note in columns(ColumnRole::Note) {
        let of = services.products.keys().find(|service| headings.is_shared(**service, note)).copied();
        services.notes.extend(of.map(|service| (note, service)));
    }
    services
}

/// Returns the heading that stands nearest to the cells of a column.
fn own_heading(grid: &Grid, header: &[usize], column: usize) -> Option<String> {
    let texts = header.iter().rev().filter_map(|row| grid.rows.get(row)?.get(&column));
    texts.map(|cell| clean_line(&plain(&cell.text))).find(|text| !is_blank(text))
}
