//! Pictures as tables, for formats without pictures and for people who do not see them.

use crate::language::{t, titled};
use crate::model::Status;
use crate::sheet::Tally;

use super::document::{Cell, Chart, Table};
use super::terms::Term;

/// How many days of a trend stand in its table.
const DAYS: usize = 12;

/// Returns the table that says what a picture shows.
pub(super) fn table(chart: &Chart) -> Table {
    match chart {
        Chart::Bars(rows) => bars(rows),
        Chart::Matrix { of, columns, rows } => matrix(of, columns, rows),
        Chart::Line(points) => {
            let row = |(day, done, of): &(jiff::civil::Date, usize, usize)| {
                vec![Cell::from(day.to_string()), number(format!("{done}/{of}")), number(percent(*done, *of))]
            };
            let columns = vec![(Term::Day.text(), 40), (Term::Done.text(), 30), (Term::Progress.text(), 30)];
            Table { columns, rows: evenly(points, DAYS).map(row).collect() }
        }
    }
}

/// Returns so many days of a trend, evenly by their number; one more where that does not come out even. The first and the
/// last one always stand there.
pub fn evenly<T>(days: &[T], most: usize) -> impl Iterator<Item = &T> {
    let step = days.len().div_ceil(most.max(1)).max(1);
    let last = days.len().saturating_sub(1);
    days.iter().enumerate().filter(move |(at, _)| (last - at).is_multiple_of(step) || *at == 0).map(|(_, day)| day)
}

/// Returns what a picture shows, in one sentence.
pub(super) fn sentence(chart: &Chart) -> String {
    let rows = |table: Table| {
        let line = |row: &Vec<Cell>| row.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" ");
        table.rows.iter().map(line).collect::<Vec<_>>().join(t("、"))
    };
    let columns = table(chart).columns.iter().map(|(title, _)| titled(title)).collect::<Vec<_>>().join(" ");
    format!("{columns}: {}", rows(table(chart)))
}

fn bars(rows: &[(String, Tally)]) -> Table {
    let columns = vec![
        (Term::Group.text(), 46),
        (Term::LegendDone.text(), 12),
        (Term::LegendDoing.text(), 18),
        (Term::LegendTodo.text(), 12),
        (Term::Progress.text(), 12),
    ];
    let row = |(name, tally): &(String, Tally)| {
        let [done, doing, todo] = parts(tally);
        let share = percent(done, tally.applicable());
        vec![Cell::from(name.as_str()), Cell::from(done), Cell::from(doing), Cell::from(todo), number(share)]
    };
    Table { columns, rows: rows.iter().map(row).collect() }
}

/// Returns what a bar is made of: done, under way, not begun.
pub(super) fn parts(tally: &Tally) -> [usize; 3] {
    [tally.of(Status::Done), tally.of(Status::Doing) + tally.of(Status::Recheck), tally.of(Status::Todo)]
}

/// Returns a share in whole percent, rounded down; what is something is not nothing.
pub(super) fn percent(part: usize, of: usize) -> String {
    share(part, (part * 100).checked_div(of))
}

/// Returns a share that was rounded; none if it is one of nothing. What is something is not nothing.
pub(super) fn share(part: usize, percent: Option<usize>) -> String {
    match percent {
        None => "-".to_owned(),
        Some(0) if part > 0 => t("1 % 未満").to_owned(),
        Some(share) => format!("{share} %"),
    }
}

fn matrix(of: &'static str, columns: &[&'static str], rows: &[(String, Vec<usize>)]) -> Table {
    let width = u8::try_from(70 / columns.len().max(1)).unwrap_or(10);
    let columns = [(of, 30)].into_iter().chain(columns.iter().map(|title| (*title, width))).collect();
    let row = |(name, counts): &(String, Vec<usize>)| {
        [Cell::from(name.as_str())].into_iter().chain(counts.iter().map(|count| Cell::from(*count))).collect()
    };
    Table { columns, rows: rows.iter().map(row).collect() }
}

fn number(text: String) -> Cell {
    Cell { is_number: true, ..Cell::from(text) }
}
