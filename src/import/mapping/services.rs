//! Columns with one product each: the heading names it, and the cells say how far it answers.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::model::Id;
use crate::sheet::{is_blank, plain};
use crate::text::clean::clean_line;

use super::super::file::{Grid, column_letters};
use super::super::names::{ProductFinder, Vendor, is_nothing, is_sentence};
use super::super::row_place::place;
use super::column_map::SheetMap;
use super::result::Said;
use super::role::{ColumnRole, by_heading, vendor_in, vendors};

/// How many headings have to name products before the columns are taken for theirs: a single one may stand above anything.
const LEAST: usize = 2;
/// The most letters of a heading that is a name.
const HEADING: usize = 60;
/// What a cell begins with that says that the product does not answer.
const REFUSED: [&str; 15] = [
    "×",
    "✕",
    "✖",
    "✗",
    "✘",
    "╳",
    "❌",
    "非対応",
    "未対応",
    "対応不可",
    "対応不要",
    "対応なし",
    "対象外",
    "適用外",
    "非該当",
];
/// What such a cell says and nothing else.
const REFUSED_WHOLE: [&str; 9] = ["x", "n", "no", "false", "0", "否", "不可", "未実施", "範囲外"];

/// What a cell says of the product of its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// Nothing.
    Blank,
    /// That it does not answer.
    Refused,
    /// That it answers; the cell says how far.
    Given,
}

impl Answer {
    /// Reads a cell.
    pub(super) fn of(cell: &str) -> Self {
        let text = cell.trim().nfkc().flat_map(char::to_lowercase).collect::<String>();
        if is_blank(&text) || is_nothing(&text) {
            Self::Blank
        } else if REFUSED_WHOLE.contains(&text.as_str()) || REFUSED.iter().any(|word| text.starts_with(word)) {
            Self::Refused
        } else {
            Self::Given
        }
    }
}

/// What is known of a column when it is told whether it is one of a product.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    /// Its place.
    pub at: usize,
    /// Whether its cells say few things, again and again, and are no names.
    pub says_little: bool,
    /// Whether they are ○, △, × and the like.
    pub is_marked: bool,
}

/// Gives the columns with one product each their role, if there are at least two of them: their headings are products, and
/// their cells say few things. What stands right beside them in the same way is a product that nobody knows yet.
pub(super) fn find(
    (grid, header): (&Grid, &[usize]),
    columns: &[Column],
    products: &ProductFinder<'_>,
    roles: &mut BTreeMap<usize, ColumnRole>,
) {
    let heading = |column: usize| own_heading(grid, header, column).unwrap_or_default();
    let is_product = |column: &Column| column.says_little && names_product(&heading(column.at), products);
    let known: Vec<bool> = columns.iter().map(is_product).collect();
    if known.iter().filter(|is_known| **is_known).count() < LEAST {
        return;
    }
    let is_free = |at: usize| matches!(roles.get(&at), None | Some(ColumnRole::Status));
    let may_be_new = |column: &Column| {
        column.is_marked
            && is_free(column.at)
            && by_heading(&heading(column.at)).is_none()
            && is_name(&heading(column.at))
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
fn names_product(heading: &str, products: &ProductFinder<'_>) -> bool {
    let is_of_vendor =
        || by_heading(heading).is_none() && vendors().iter().any(|vendor| vendor.rest(heading).is_some());
    heading.chars().count() <= HEADING && !is_blank(heading) && (products.knows(heading) || is_of_vendor())
}

/// Whether a heading may be the name of a product.
fn is_name(heading: &str) -> bool {
    heading.chars().count() <= HEADING
        && !is_sentence(heading)
        && heading.chars().next().is_some_and(char::is_alphabetic)
        && !["医療機関", "病院", "診療所", "事業者", "利用者", "令和", "平成"]
            .iter()
            .any(|word| heading.starts_with(word))
}

/// Returns the heading that stands nearest to the cells of a column.
pub(super) fn own_heading(grid: &Grid, header: &[usize], column: usize) -> Option<String> {
    let texts = header.iter().rev().filter_map(|row| grid.rows.get(row)?.get(&column));
    texts.map(|cell| clean_line(&plain(&cell.text))).find(|text| !is_blank(text))
}

/// Returns the products of the columns with one each. Those whose headings name none are told.
pub(super) fn of_headings(
    (grid, map): (&Grid, &SheetMap),
    vendor: Option<&Vendor>,
    products: &mut ProductFinder<'_>,
    said: &mut Said,
) -> BTreeMap<usize, Vec<Id>> {
    let columns = map.columns.iter().filter(|(_, role)| **role == ColumnRole::Service).map(|(column, _)| *column);
    let mut found = BTreeMap::new();
    for column in columns {
        let heading = own_heading(grid, &map.header, column).unwrap_or_default();
        let named = products.find(&heading, vendor_in(&heading).or(vendor));
        if named.ids.is_empty() {
            let place = place(&grid.name, map.header.last().copied().unwrap_or(1));
            let why =
                named.problems.into_iter().next().unwrap_or_else(|| "見出しに製品の名前がありません。".to_owned());
            said.skip(&place, format!("{} 列を製品の列として読めません。{why}", column_letters(column)));
        }
        found.insert(column, named.ids);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_says_whether_the_product_answers() {
        for (cell, answer) in [
            ("○", Answer::Given),
            ("△", Answer::Given),
            ("対応", Answer::Given),
            ("設定により対応", Answer::Given),
            ("◎ Plan 2 が必要", Answer::Given),
            ("TRUE", Answer::Given),
            ("", Answer::Blank),
            (" － ", Answer::Blank),
            ("なし", Answer::Blank),
            ("×", Answer::Refused),
            ("✕(次期対応)", Answer::Refused),
            ("Ｎｏ", Answer::Refused),
            ("対象外", Answer::Refused),
            ("未対応", Answer::Refused),
        ] {
            assert_eq!(Answer::of(cell), answer, "{cell}");
        }
    }
}
