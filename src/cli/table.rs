//! Rows whose columns stand under each other, counted in columns of the screen.

use super::environment::StdoutInfo;
use super::output::{Output, Stop};

/// Spaces between two columns.
const GAP: &str = "  ";

/// Returns how wide each column of the rows is.
pub(super) fn widths<const N: usize>(rows: &[[String; N]], screen: StdoutInfo) -> [usize; N] {
    std::array::from_fn(|column| rows.iter().map(|row| screen.width(&row[column])).max().unwrap_or(0))
}

/// Returns one row as a line. Columns that are empty in every row take no room.
pub(super) fn line(cells: &[String], widths: &[usize], screen: StdoutInfo) -> String {
    let cells = cells.iter().zip(widths).filter(|(_, columns)| **columns > 0);
    let padded: Vec<String> = cells.map(|(cell, columns)| screen.pad(cell, *columns)).collect();
    padded.join(GAP).trim_end().to_owned()
}

/// Returns how wide a line of these columns can get.
pub(super) fn total(widths: &[usize]) -> usize {
    let used: Vec<usize> = widths.iter().copied().filter(|columns| *columns > 0).collect();
    used.iter().sum::<usize>() + GAP.len() * used.len().saturating_sub(1)
}

/// Prints one line per row; on a terminal too narrow for that two, the first with so many columns.
pub(super) fn print<const N: usize>(rows: &[[String; N]], first: usize, out: &mut Output<'_>) -> Result<(), Stop> {
    lines(rows, first, out).iter().flatten().try_for_each(|text| out.line(text))
}

/// Returns the lines of each row, as [`print`] prints them.
pub(super) fn lines<const N: usize>(rows: &[[String; N]], first: usize, out: &Output<'_>) -> Vec<Vec<String>> {
    let screen = out.screen;
    let widths = widths(rows, screen);
    if !screen.is_terminal || total(&widths) <= screen.columns {
        return rows.iter().map(|row| vec![line(row, &widths, screen)]).collect();
    }
    let indent = " ".repeat(total(&widths[..first - 1]) + GAP.len());
    let folded = |row: &[String; N]| {
        let rest = line(&row[first..], &widths[first..], screen);
        let rest = (!rest.is_empty()).then(|| format!("{indent}{rest}"));
        [line(&row[..first], &widths[..first], screen)].into_iter().chain(rest).collect()
    };
    rows.iter().map(folded).collect()
}

#[cfg(test)]
mod tests {
    use crate::text::width::Ambiguous;

    use super::super::output::shown;
    use super::*;

    #[test]
    fn columns_stand_under_each_other_and_empty_ones_vanish() {
        let screen = StdoutInfo { columns: 80, is_terminal: false, is_styled: false, ambiguous: Ambiguous::AsIs };
        let rows = [["条項", "", "運用 14.⑤"], ["リスク", "", "x"]].map(|row| row.map(str::to_owned));
        let columns = widths(&rows, screen);
        assert_eq!(columns, [6, 0, 9]);
        assert_eq!(rows.each_ref().map(|row| line(row, &columns, screen)), ["条項    運用 14.⑤", "リスク  x"]);
        assert_eq!(total(&columns), 17);
    }

    #[test]
    fn a_column_goes_by_how_wide_its_symbols_are() {
        let rows = [["14.⑤", "a"], ["14.10", "b"]].map(|row| row.map(str::to_owned));
        for (ambiguous, expected) in [
            (Ambiguous::AsIs, ["14.⑤   a", "14.10  b"]),
            (Ambiguous::AsIsWide, ["14.⑤  a", "14.10  b"]),
            (Ambiguous::Ascii, ["14.(5)  a", "14.10   b"]),
        ] {
            let screen = StdoutInfo { columns: 80, is_terminal: false, is_styled: false, ambiguous };
            let columns = widths(&rows, screen);
            assert_eq!(rows.each_ref().map(|row| shown(&line(row, &columns, screen), ambiguous)), expected);
        }
    }
}
