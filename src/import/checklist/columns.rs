//! Which columns of a form are for what, by their headings, which may stand in several rows and span several columns.

use std::collections::BTreeMap;

use super::super::file::Grid;

use super::form_cell::without_mark;
use super::heading::{Role, Unit, own_role, role, round, unit};
use super::number::folded;

/// The most characters of a heading: longer ones are sentences about the form.
const HEADING: usize = 24;

/// The columns for the days of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct DayColumns {
    /// The columns, each with the part of the day it is for, where its heading says so.
    pub columns: Vec<(usize, Option<Unit>)>,
    /// Whether the heading writes years by the era.
    pub by_era: bool,
}

/// The columns of one round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RoundColumns {
    /// Whether the cells for はい and いいえ print these words.
    pub prints_words: bool,
    /// For both answers.
    pub answers: Vec<usize>,
    /// For はい.
    pub yes: Option<usize>,
    /// For いいえ.
    pub no: Option<usize>,
    /// For the day on which it was confirmed.
    pub confirmed: DayColumns,
    /// For the day by which it shall be met.
    pub target: DayColumns,
    /// Whether the heading of the answers asks for a day, too.
    pub answer_has_day: bool,
}

/// The columns of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Columns {
    /// Those of the first and the second round.
    pub rounds: [RoundColumns; 2],
    /// The first row below the headings.
    pub first_row: usize,
}

impl Columns {
    /// Finds the columns of a sheet. `first_item` is the first row with the number of an item.
    pub fn read(grid: &Grid, first_item: usize) -> Self {
        let mut columns = Self { first_row: first_item, ..Self::default() };
        let headings = headings(grid, first_item);
        columns.first_row = headings.values().flatten().map(|(row, _)| row + 1).max().unwrap_or(first_item);
        let printed = printed_answers(grid, columns.first_row);
        let all: Vec<usize> = headings
            .keys()
            .chain(printed.iter())
            .copied()
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .collect();
        let mut unnamed = 0;
        for column in all {
            let own: Vec<(usize, &str)> =
                headings.get(&column).into_iter().flatten().rev().map(|(row, text)| (*row, text.as_str())).collect();
            let texts: Vec<&str> = own.iter().map(|(_, text)| *text).collect();
            let is_printed = printed.contains(&column);
            let role = if is_printed { Some((Role::Answer, None)) } else { role(&own) };
            let Some((role, unit)) = role else { continue };
            let round = round(&texts).unwrap_or_else(|| {
                // Without a word about it, each answer is a round of its own, and a day belongs to the one before.
                unnamed += usize::from(role == Role::Answer || role == Role::Yes);
                if role == Role::Target { 0 } else { unnamed.clamp(1, 2) - 1 }
            });
            columns.rounds[round].add(column, (role, unit), &texts);
        }
        let first_row = columns.first_row;
        columns.rounds.iter_mut().for_each(|round| round.find_words(grid, first_row));
        columns
    }

    /// Returns the first column for answers; none if there is none.
    pub fn first(&self) -> Option<usize> {
        self.rounds.iter().flat_map(RoundColumns::all).min()
    }
}

impl RoundColumns {
    /// Whether there is a place for an answer.
    pub fn has_answer(&self) -> bool {
        !self.answers.is_empty() || (self.yes.is_some() && self.no.is_some())
    }

    /// Looks for a column that prints はい in every row, and one with いいえ.
    fn find_words(&mut self, grid: &Grid, first_row: usize) {
        let find = |known: Option<usize>, word: &str| {
            let columns = known.map_or_else(|| self.answers.clone(), |column| vec![column]);
            columns.into_iter().find(|column| prints(grid, first_row, *column, word))
        };
        if let (Some(yes), Some(no)) = (find(self.yes, "はい"), find(self.no, "いいえ")) {
            (self.yes, self.no, self.prints_words) = (Some(yes), Some(no), true);
            self.answers.retain(|column| ![yes, no].contains(column));
        }
    }

    fn all(&self) -> impl Iterator<Item = usize> {
        let days = self.confirmed.columns.iter().chain(&self.target.columns).map(|(column, _)| *column);
        self.answers.iter().copied().chain(self.yes).chain(self.no).chain(days)
    }

    fn add(&mut self, column: usize, (role, unit): (Role, Option<Unit>), texts: &[&str]) {
        let by_era = texts.iter().any(|text| text.contains("令和") && text.contains('年'));
        let has_day = texts.iter().any(|text| text.contains('日') && !text.contains("目標"));
        let days = match role {
            Role::Answer => {
                self.answer_has_day |= has_day;
                return self.answers.push(column);
            }
            Role::Yes => return self.yes = self.yes.or(Some(column)),
            Role::No => return self.no = self.no.or(Some(column)),
            Role::Confirmed => &mut self.confirmed,
            Role::Target => &mut self.target,
            Role::Other => return,
        };
        days.by_era |= by_era;
        days.columns.push((column, unit));
    }
}

/// Returns the headings of each column that has any, from top to bottom. A merged cell is the heading of all its columns.
fn headings(grid: &Grid, first_item: usize) -> BTreeMap<usize, Vec<(usize, String)>> {
    let mut headings: BTreeMap<usize, Vec<(usize, String)>> = BTreeMap::new();
    let rows = grid.rows.range(..first_item);
    for (row, cells) in rows.filter(|(_, cells)| !cells.values().any(|cell| is_first_question(&cell.text))) {
        for (column, cell) in cells {
            let text = folded(&cell.text).replace(' ', "");
            if text.chars().count() > HEADING || !is_heading(&text) {
                continue;
            }
            let block = grid.block_at((*row, *column));
            for column in block.columns.0..=block.columns.1 {
                headings
                    .entry(column)
                    .or_default()
                    .push((block.rows.1.min(first_item.saturating_sub(1)), text.clone()));
            }
        }
    }
    headings
}

/// Whether a text is the question before the first group, whether there is any system at all. It has no number.
pub(super) fn is_first_question(text: &str) -> bool {
    text.contains("システムを導入")
}

fn is_heading(text: &str) -> bool {
    own_role(text).is_some() || unit(text).is_some() || round(&[text]).is_some()
}

/// Returns the columns in which rows of items print both answers.
fn printed_answers(grid: &Grid, first_row: usize) -> Vec<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for cells in grid.rows.range(first_row..).map(|(_, cells)| cells) {
        for (column, cell) in cells {
            if is_printed_answer(&cell.text) {
                *counts.entry(*column).or_default() += 1;
            }
        }
    }
    counts.into_iter().filter(|(_, count)| *count >= 2).map(|(column, _)| column).collect()
}

/// Whether a column has the same word in every row of items, but for the marks before it.
fn prints(grid: &Grid, first_row: usize, column: usize, word: &str) -> bool {
    let cells = grid.rows.range(first_row..).filter_map(|(_, cells)| cells.get(&column));
    let mut cells = cells.map(|cell| without_mark(&cell.text)).filter(|text| !text.is_empty());
    let count = cells.clone().take(2).count();
    count >= 2 && cells.all(|text| text == word)
}

/// Whether a cell prints both answers for one to be chosen.
pub(super) fn is_printed_answer(text: &str) -> bool {
    text.contains("はい") && text.contains("いいえ") && text.chars().count() <= 2 * HEADING
}

#[cfg(test)]
mod tests {
    use super::super::super::file::{Block, GridCell};
    use super::*;

    fn grid(rows: &[&[&str]], merged: &[(usize, usize, usize, usize)]) -> Grid {
        let mut grid = Grid::default();
        for (row, cells) in rows.iter().enumerate() {
            for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                grid.rows.entry(row + 1).or_default().insert(column, GridCell::text(*text));
            }
        }
        grid.merged = merged.iter().map(|(a, b, c, d)| Block { rows: (*a, *b), columns: (*c, *d) }).collect();
        grid
    }

    #[test]
    fn two_rows_of_headings_and_merged_cells_are_read() {
        let sheet = grid(
            &[
                &["チェック項目", "", "1回目", "", "", "目標日", "2回目", ""],
                &["", "", "はい", "いいえ", "確認日", "", "はい・いいえ", "確認日"],
                &["1-①", "責任者"],
            ],
            &[(1, 1, 2, 4), (1, 2, 5, 5), (1, 1, 6, 7)],
        );
        let Columns { rounds: [one, two], first_row } = Columns::read(&sheet, 3);
        assert_eq!((one.yes, one.no, first_row), (Some(2), Some(3), 3));
        assert_eq!(one.confirmed.columns, [(4, None)]);
        assert_eq!(one.target.columns, [(5, None)]);
        assert_eq!((two.answers, two.confirmed.columns), (vec![6], vec![(7, None)]));
    }

    #[test]
    fn answers_that_rows_print_are_found_without_a_word_about_them() {
        let printed = "はい・いいえ\n（　／　）";
        let sheet = grid(
            &[
                &["", "確認結果（日付）", "", ""],
                &["", "1回目", "目標日", "2回目"],
                &["①医療", printed, "（　／　）", printed],
                &["②医療", printed, "（　／　）", printed],
            ],
            &[(1, 1, 1, 3)],
        );
        let Columns { rounds: [one, two], .. } = Columns::read(&sheet, 3);
        assert_eq!((one.answers, one.target.columns, two.answers), (vec![1], vec![(2, None)], vec![3]));
        assert!(one.answer_has_day);
    }

    #[test]
    fn a_day_in_parts_has_a_column_for_each() {
        let sheet = grid(
            &[&["", "はい・いいえ", "確認日", "", "目標日", ""], &["", "", "月", "日", "月", "日"], &["1-①", ""]],
            &[(1, 1, 2, 3), (1, 1, 4, 5)],
        );
        let [one, _] = Columns::read(&sheet, 3).rounds;
        assert_eq!(one.confirmed.columns, [(2, Some(Unit::Month)), (3, Some(Unit::Day))]);
        assert_eq!(one.target.columns, [(4, Some(Unit::Month)), (5, Some(Unit::Day))]);
    }

    #[test]
    fn a_sentence_about_the_form_is_no_heading() {
        let sheet = grid(
            &[&["「いいえ」の場合、令和8年度中の対応目標日を記入してください。"], &["", "回答"], &["1-①", ""]],
            &[],
        );
        let [one, _] = Columns::read(&sheet, 3).rounds;
        assert_eq!((one.answers, one.target.columns), (vec![1], vec![]));
    }

    /// Returns the columns of the first two rounds: answers, yes, no, confirmed, target.
    fn found(heads: &[&[&str]], merged: &[(usize, usize, usize, usize)]) -> Vec<String> {
        let rows: Vec<&[&str]> = heads.iter().copied().chain([&["1-①", ""][..]]).collect();
        let Columns { rounds, .. } = Columns::read(&grid(&rows, merged), heads.len() + 1);
        let days = |days: &DayColumns| days.columns.iter().map(|(column, _)| *column).collect::<Vec<_>>();
        let list = |columns: Vec<usize>| columns.iter().map(usize::to_string).collect::<Vec<_>>().join(",");
        let shown = |round: &RoundColumns| {
            let (yes, no) = (round.yes.into_iter().collect(), round.no.into_iter().collect());
            [round.answers.clone(), yes, no, days(&round.confirmed), days(&round.target)].map(list).join("|")
        };
        rounds.iter().map(shown).collect()
    }

    #[test]
    fn a_heading_says_what_its_column_is_for_whatever_round_it_names() {
        for (heads, merged, one, two) in [
            (&[&["", "1回目 はい", "1回目 いいえ", "1回目 確認日"][..]][..], &[][..], "|1|2|3|", "||||"),
            (&[&["", "はい・いいえ", "回答者", "回答日"]], &[], "1|||3|", "||||"),
            (&[&["", "1回目", "2回目"]], &[], "1||||", "2||||"),
            (&[&["", "1回目の回答", "1回目（確認日）", "2回目の確認", "2回目 確認者"]], &[], "1|||2|", "3||||"),
            (&[&["", "1回目", ""], &["", "回答者", "回答"]], &[(1, 1, 1, 2)], "2||||", "||||"),
            (
                &[&["", "回答", "", "確認日", ""], &["", "1回目", "2回目", "1回目", "2回目"]],
                &[(1, 1, 1, 2), (1, 1, 3, 4)],
                "1|||3|",
                "2|||4|",
            ),
            // What stands further up is about the form.
            (&[&["", "確認日"], &["", ""], &["", "1回目"]], &[], "1||||", "||||"),
        ] {
            assert_eq!(found(heads, merged), [one, two], "{heads:?}");
        }
    }

    #[test]
    fn a_word_that_every_row_prints_is_no_answer() {
        let heads: &[&str] = &["", "1回目", "", "2回目", ""];
        let rows =
            [heads, &["1-①", "はい", "いいえ", "はい", "いいえ"], &["1-②", "○はい", "□いいえ", "はい", "いいえ"]];
        let merged = [(1, 1, 1, 2), (1, 1, 3, 4)];
        let Columns { rounds, .. } = Columns::read(&grid(&rows, &merged), 2);
        for (round, (yes, no)) in rounds.iter().zip([(1, 2), (3, 4)]) {
            assert_eq!((round.yes, round.no, round.prints_words), (Some(yes), Some(no), true));
            assert!(round.answers.is_empty());
        }
        // Where not every row has it, somebody has written it.
        let rows = [heads, &["1-①", "はい", "", "いいえ"], &["1-②", "いいえ", "", "いいえ"]];
        let Columns { rounds: [one, two], .. } = Columns::read(&grid(&rows, &merged), 2);
        assert!(!one.prints_words && !two.prints_words && one.answers == [1, 2]);
    }
}
