//! The table as one self-contained page: the whole first, then a row for each worklist.

use maud::{Markup, html};

use crate::clock;
use crate::language::{t, titled, tr};
use crate::model::Status;
use crate::text::clean::visible;

use super::super::html::parts::bar;
use super::super::html::{Ground, STYLE, document};
use super::{FacilityRow, FacilityTable, NUMBERS, TITLE};

/// What the page needs besides the style of all pages: it is wide, so it is printed across.
const OWN_STYLE: &str = "@page{size:A4 landscape}\
    .facilities th.name{width:24%}.facilities th.rate{width:17%}.facilities .count{width:auto}.facilities th.day{width:9rem}";

/// The name of a number, and how it is taken from a row.
type Numbered = (&'static str, fn(&FacilityRow) -> usize);

/// The numbers that are shown of each worklist.
const NUMBERED: [Numbered; 6] = [
    ("適合", |row| row.conform),
    ("一部適合", |row| row.partial),
    ("不適合", |row| row.nonconform),
    ("指摘", |row| row.findings),
    ("期限超過", |row| row.overdue),
    ("食い違い", |row| row.conflicts),
];

/// From this one on a number needs somebody.
const NEEDS: usize = 2;

/// Returns the page.
pub(super) fn write(facilities: &FacilityTable) -> String {
    visible(&page(facilities).into_string())
}

fn page(facilities: &FacilityTable) -> Markup {
    let body = html! {
        header {
            h1 { (t(TITLE)) }
            p { (tr!("{amount}。{whole}", amount = facilities.amount(), whole = whole(facilities))) }
            @if let Some(origin) = facilities.origin() { p.note { (origin) } }
            p.note { (t(NUMBERS)) }
        }
        main { section { (table(facilities)) } }
        footer {
            p { (facilities.versions.versions()) }
            p { (tr!("{moment} に点検ツール tenken が作成しました。", moment = clock::local(facilities.made_at))) }
        }
    };
    document(t(TITLE), &Ground::LightOrDark, &[STYLE, OWN_STYLE], &body)
}

/// Says how far all of them have come together.
fn whole(facilities: &FacilityTable) -> String {
    let total = facilities.total();
    let sums = NUMBERED.iter().skip(NEEDS).map(|(name, of)| (name, facilities.rows.iter().map(of).sum::<usize>()));
    let sums: String = sums.map(|(name, sum)| tr!("、{name} {sum}", name = titled(name), sum)).collect();
    let (done, all, percent) = (total.of(Status::Done), total.applicable(), total.percent());
    tr!("条項の完了 {done}/{all}({percent}%){sums}。", done, all, percent, sums)
}

fn table(facilities: &FacilityTable) -> Markup {
    html! {
        table.facilities {
            thead { tr {
                th.name scope="col" { (titled("点検票")) } th.rate scope="col" { (titled("進捗")) }
                @for (name, _) in NUMBERED { th.count scope="col" { (titled(name)) } }
                th scope="col" { (titled("版")) } th.day scope="col" { (titled("最終更新")) }
            } }
            tbody { @for row in &facilities.rows { (line(row)) } }
        }
    }
}

fn line(row: &FacilityRow) -> Markup {
    html! {
        tr {
            th scope="row" {
                p.title { (row.name) }
                @if !row.facility.is_empty() { p { (row.facility) } }
                @for remark in &row.remarks { p.changed { (t(remark)) } }
            }
            td.bars { @if row.is_read {
                div { (bar(&row.tally)) span.percent { (row.tally.percent()) "%" } }
                p.changed { (tr!("完了 {done}/{all}", done = row.tally.of(Status::Done), all = row.tally.applicable())) }
            } }
            @for (at, (_, of)) in NUMBERED.iter().enumerate() {
                td.count { @if row.is_read { (number(of(row), at >= NEEDS)) } }
            }
            td.changed { (row.editions) }
            td.day { @if let Some(at) = row.changed_at { (clock::local(at)) } }
        }
    }
}

/// Returns a number; one that needs somebody stands out, and nought recedes.
fn number(number: usize, needs: bool) -> Markup {
    html! {
        @if number == 0 { span.none { "0" } }
        @else if needs { strong.late { (number) } }
        @else { (number) }
    }
}
