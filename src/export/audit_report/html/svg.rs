//! Pictures that print in black and white: parts differ in pattern, not in colour, and every number stands beside them.

use jiff::civil::Date;
use maud::{Markup, html};

use crate::language::titled;
use crate::sheet::Tally;
use crate::text::width::{Ambiguous, clip};

use super::super::chart::{parts, percent, sentence};
use super::super::document::Chart;
use super::super::terms::Term;

/// The width of every picture, in units of its own.
const WIDTH: usize = 680;
/// Where the names end.
const NAMES: usize = 230;
/// Where the bars end.
const BARS: usize = 560;
/// How many half-width letters a name may have.
const NAME_CELLS: usize = 37;
const ROW: usize = 22;
/// How high the picture of a trend is, without what stands below it.
const HEIGHT: usize = 130;

/// Returns a picture, with what it shows in words for those who do not see it.
pub(super) fn draw(chart: &Chart) -> Markup {
    let (height, inner) = match chart {
        Chart::Bars(rows) => bars(rows),
        Chart::Matrix { columns, rows, .. } => matrix(columns, rows),
        Chart::Line(points) => line(points),
    };
    html! {
        svg role="img" aria-label=(sentence(chart)) viewBox={ "0 0 " (WIDTH) " " (height) } width="100%" {
            defs {
                pattern #hatch width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                    rect width="6" height="6" fill="#fff" {}
                    rect width="2.2" height="6" fill="#444" {}
                }
            }
            (inner)
        }
    }
}

fn name(text: &str, y: usize) -> Markup {
    let shown = clip(text, NAME_CELLS, Ambiguous::Unknown);
    html! { text x="0" y=(y) { (shown) @if shown != text { title { (text) } } } }
}

/// The fills of done, under way and not begun.
const FILLS: [&str; 3] = ["#222", "url(#hatch)", "#fff"];

fn bars(rows: &[(String, Tally)]) -> (usize, Markup) {
    let height = rows.len() * ROW + 26;
    let inner = html! {
        @for ((title, tally), at) in rows.iter().zip(0..) {
            @let y = at * ROW;
            (name(title, y + 15))
            (bar(tally, y))
            text.end x=(WIDTH) y=(y + 15) {
                (parts(tally)[0]) "/" (tally.applicable()) "  " (percent(parts(tally)[0], tally.applicable()))
            }
        }
        (legend(rows.len() * ROW + 18))
    };
    (height, inner)
}

fn bar(tally: &Tally, y: usize) -> Markup {
    let (width, all) = (BARS - NAMES, tally.applicable().max(1));
    let mut x = NAMES;
    let mut pieces = Vec::new();
    for (count, fill) in parts(tally).into_iter().zip(FILLS) {
        let piece = width * count / all;
        pieces.push((x, piece, fill));
        x += piece;
    }
    html! {
        @for (x, piece, fill) in pieces {
            @if piece > 0 { rect x=(x) y=(y + 4) width=(piece) height="14" fill=(fill) stroke="#222" stroke-width="0.7" {} }
        }
        rect x=(NAMES) y=(y + 4) width=(width) height="14" fill="none" stroke="#222" stroke-width="0.7" {}
    }
}

fn legend(y: usize) -> Markup {
    let words = [Term::LegendDone, Term::LegendDoing, Term::LegendTodo];
    html! {
        @for ((term, fill), at) in words.into_iter().zip(FILLS).zip(0..) {
            @let x = NAMES + at * 110 + at / 2 * 30;
            rect x=(x) y=(y - 9) width="14" height="10" fill=(fill) stroke="#222" stroke-width="0.7" {}
            text x=(x + 19) y=(y) { (titled(term.text())) }
        }
    }
}

/// Draws counts as squares whose area goes with the count; the last row has the sums and is drawn as numbers only.
fn matrix(columns: &[&'static str], rows: &[(String, Vec<usize>)]) -> (usize, Markup) {
    let step = (WIDTH - 200) / columns.len().max(1);
    let centre = |at: usize| 200 + at * step + step / 2;
    let most = rows.iter().rev().skip(1).flat_map(|(_, counts)| counts).copied().max().unwrap_or(1).max(1);
    let side = |count: usize| ((count as f64 / most as f64).sqrt() * 18.0).round() as usize;
    let height = (rows.len() + 1) * ROW + 4;
    let inner = html! {
        @for (title, at) in columns.iter().zip(0..) { text.middle x=(centre(at)) y="14" { (titled(title)) } }
        @for ((title, counts), row) in rows.iter().zip(1..) {
            @let (y, is_sum) = (row * ROW, row == rows.len());
            line x1="0" y1=(y) x2=(WIDTH) y2=(y) stroke="#999" stroke-width=(if is_sum { "1.2" } else { "0.4" }) {}
            (name(title, y + 16))
            @for (count, at) in counts.iter().zip(0..) {
                @let size = if is_sum { 0 } else { side(*count) };
                @if size > 0 {
                    rect x=(centre(at) - 30 - size / 2) y=(y + 11 - size / 2) width=(size) height=(size)
                        fill=(if at % 2 == 0 { "#222" } else { "url(#hatch)" }) stroke="#222" stroke-width="0.7" {}
                }
                text.end x=(centre(at) + 12) y=(y + 16) { (count) }
            }
        }
    };
    (height, inner)
}

/// Draws a share over time: a step for each day on which something was recorded.
fn line(points: &[(Date, usize, usize)]) -> (usize, Markup) {
    let (left, right, top) = (40, WIDTH - 50, 8);
    let first = points.first().map(|(day, ..)| *day).unwrap_or_default();
    let days = |day: Date| day.since(first).map_or(0, |span| span.get_days()).max(0) as usize;
    let all = points.last().map_or(1, |(day, ..)| days(*day)).max(1);
    let x = |day: Date| left + (right - left) * days(day) / all;
    let share = |done: usize, of: usize| (done * 1000).checked_div(of).unwrap_or(0).min(1000);
    let y = |done: usize, of: usize| top + HEIGHT - HEIGHT * share(done, of) / 1000;
    let mut path = String::new();
    for (day, done, of) in points {
        path += &match path.is_empty() {
            true => format!("M{} {}", x(*day), y(*done, *of)),
            false => format!(" H{} V{}", x(*day), y(*done, *of)),
        };
    }
    let last = points.last().copied();
    let inner = html! {
        @for (percent, at) in [(100, 0), (50, HEIGHT / 2), (0, HEIGHT)] {
            line x1=(left) y1=(top + at) x2=(right) y2=(top + at) stroke="#999" stroke-width="0.5" {}
            text.end x=(left - 5) y=(top + at + 4) { (percent) "%" }
        }
        path d=(path) fill="none" stroke="#222" stroke-width="1.8" {}
        text x=(left) y=(top + HEIGHT + 17) { (first) }
        @if let Some((day, done, of)) = last {
            text.end x=(right) y=(top + HEIGHT + 17) { (day) }
            text x=(right + 5) y=(y(done, of) + 4) { (percent(done, of)) }
        }
    };
    (top + HEIGHT + 24, inner)
}
