//! The cells in which the answer to one item is given, what stands in them, and what goes into them.

use jiff::civil::Date;

use super::super::file::{CellEdit, CellValue, Grid, Place};

use super::columns::{DayColumns, RoundColumns, is_printed_answer};
use super::day_text;
use super::form_cell::{FormAnswer, FormCell, NO_SIGNS, YES_SIGNS, is_marked, marked};
use super::heading::Unit;
use super::number::folded;

/// The cells for a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum DayCells {
    /// One cell.
    Whole(FormCell, bool),
    /// A cell for each part; the year may have none. The last says whether years count by the era.
    Parts { year: Option<FormCell>, month: FormCell, day: FormCell, by_era: bool },
}

/// The cells for an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum AnswerCells {
    /// One cell for both answers.
    One(FormCell),
    /// A cell for each, of which one is marked.
    Two(FormCell, FormCell),
    /// A cell for each that prints its word, before which the mark goes.
    Words(FormCell, FormCell),
}

/// The cells for one item in one round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RoundCells {
    pub(super) answer: AnswerCells,
    pub(super) confirmed: Option<DayCells>,
    pub(super) target: Option<DayCells>,
}

/// What goes into the cells of one item, and what found no place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ItemEdits {
    /// What goes into which cells.
    pub edits: Vec<CellEdit>,
    /// Whether there is no place for the answer itself; nothing is written then.
    pub is_unanswered: bool,
    /// Whether there is no place for the day on which it was confirmed.
    pub lacks_confirmed: bool,
    /// Whether there is no place for the day by which it shall be met.
    pub lacks_target: bool,
}

impl DayCells {
    /// Finds the cells for a day in the row of an item.
    fn find(grid: &Grid, row: usize, columns: &DayColumns) -> Option<Self> {
        let mut places: Vec<(Place, Option<Unit>)> = Vec::new();
        for (column, unit) in &columns.columns {
            let place = grid.first_cell((row, *column));
            if place.0 == row && !places.iter().any(|(known, _)| *known == place) {
                places.push((place, *unit));
            }
        }
        let cell = |place: Place| FormCell::at(grid, place);
        let by_era = columns.by_era;
        let named = |unit: Unit| places.iter().find(|(_, known)| *known == Some(unit)).map(|(place, _)| cell(*place));
        if let (Some(month), Some(day)) = (named(Unit::Month), named(Unit::Day)) {
            return Some(Self::Parts { year: named(Unit::Year), month, day, by_era });
        }
        // The words 月 and 日 stand behind the cells for the numbers.
        let before = |word: &str| {
            let at = places.iter().position(|(place, _)| folded(grid.text_at(*place)) == word)?;
            Some(cell(places.get(at.checked_sub(1)?)?.0))
        };
        if let (Some(month), Some(day)) = (before("月"), before("日")) {
            let by_era = by_era || places.first().is_some_and(|(place, _)| grid.text_at(*place).contains("令和"));
            return Some(Self::Parts { year: before("年"), month, day, by_era });
        }
        places.first().map(|(place, _)| Self::Whole(cell(*place), by_era))
    }

    fn is_blank(&self) -> bool {
        match self {
            Self::Whole(cell, _) => day_text::is_room(&cell.text),
            Self::Parts { year, month, day, .. } => {
                let mut cells = year.iter().chain([month, day]);
                cells.all(|cell| !cell.text.chars().any(char::is_numeric))
            }
        }
    }

    /// Returns what goes there for a day; none if the form asks for a year of the era and there is none.
    fn edits(&self, date: Date) -> Option<Vec<CellEdit>> {
        Some(match self {
            Self::Whole(cell, by_era) => {
                let filled = day_text::filled(&cell.text, date);
                vec![cell.edit(filled.map_or_else(
                    || CellValue::Day { day: date, text: day_text::written(date, *by_era) },
                    CellValue::Text,
                ))]
            }
            Self::Parts { year, month, day, by_era } => {
                let of_year = || if *by_era { day_text::era_year(date) } else { Some(date.year()) };
                let year = match year {
                    Some(cell) => Some((cell, i64::from(of_year()?))),
                    None => None,
                };
                let numbers = year.into_iter();
                let numbers = numbers.chain([(month, i64::from(date.month())), (day, i64::from(date.day()))]);
                numbers.map(|(cell, number)| cell.edit(CellValue::Number(number))).collect()
            }
        })
    }
}

impl AnswerCells {
    /// Returns the answer that stands there; none if none does, or both do.
    fn answer(&self) -> Option<bool> {
        let (yes, no) = match self {
            Self::Two(yes, no) => (!yes.is_blank(), !no.is_blank()),
            Self::One(cell) if is_printed_answer(&cell.text) => {
                (is_marked(&cell.text, "はい"), is_marked(&cell.text, "いいえ"))
            }
            Self::Words(yes, no) => (is_marked(&yes.text, "はい"), is_marked(&no.text, "いいえ")),
            Self::One(cell) => {
                let says = |word: &str, signs: &[&str]| cell.text.contains(word) || signs.contains(&cell.text.trim());
                (says("はい", &YES_SIGNS), says("いいえ", &NO_SIGNS))
            }
        };
        (yes != no).then_some(yes)
    }

    fn is_blank(&self) -> bool {
        match self {
            Self::Two(yes, no) => yes.is_blank() && no.is_blank(),
            Self::Words(yes, no) => !is_marked(&yes.text, "はい") && !is_marked(&no.text, "いいえ"),
            Self::One(cell) if is_printed_answer(&cell.text) => {
                !is_marked(&cell.text, "はい") && !is_marked(&cell.text, "いいえ")
            }
            Self::One(cell) => cell.is_blank() || day_text::is_room(&cell.text),
        }
    }
}

impl RoundCells {
    /// Finds the cells in the row of an item; none if the row has no place for an answer.
    pub(super) fn find(grid: &Grid, row: usize, columns: &RoundColumns) -> Option<Self> {
        let own = |column: &usize| Some(grid.first_cell((row, *column))).filter(|place| place.0 == row);
        let mut answers: Vec<Place> = columns.answers.iter().filter_map(own).collect();
        answers.dedup();
        let two = columns.yes.as_ref().and_then(own).zip(columns.no.as_ref().and_then(own));
        let cells = |(yes, no)| (FormCell::at(grid, yes), FormCell::at(grid, no));
        let answer = match (answers.first(), two.filter(|(yes, no)| yes != no).map(cells)) {
            (_, Some((yes, no))) if columns.prints_words => AnswerCells::Words(yes, no),
            (_, Some((yes, no))) => AnswerCells::Two(yes, no),
            (Some(place), _) => AnswerCells::One(FormCell::at(grid, *place)),
            _ => return None,
        };
        let beside = answers.get(1).filter(|_| columns.answer_has_day && columns.confirmed.columns.is_empty());
        let confirmed = DayCells::find(grid, row, &columns.confirmed)
            .or_else(|| beside.map(|place| DayCells::Whole(FormCell::at(grid, *place), false)));
        Some(Self { answer, confirmed, target: DayCells::find(grid, row, &columns.target) })
    }

    /// Returns the answer that stands there already.
    pub fn given(&self) -> Option<FormAnswer> {
        self.answer.answer().map(|yes| if yes { FormAnswer::Yes } else { FormAnswer::No })
    }

    /// Whether the form prints both answers for one to be chosen.
    pub(super) fn is_printed(&self) -> bool {
        match &self.answer {
            AnswerCells::One(cell) => is_printed_answer(&cell.text),
            AnswerCells::Words(..) => true,
            AnswerCells::Two(..) => false,
        }
    }

    /// Whether the form lists the words to choose from.
    pub(super) const fn has_words(&self) -> bool {
        matches!(&self.answer, AnswerCells::One(cell) if !cell.words.is_empty())
    }

    /// Whether nothing stands there but what the form prints.
    pub fn is_blank(&self) -> bool {
        let days = [&self.confirmed, &self.target];
        self.answer.is_blank() && days.into_iter().flatten().all(DayCells::is_blank)
    }

    /// Returns what goes into the cells for an answer that was confirmed on a day, and shall be met by another.
    pub fn edits(&self, answer: FormAnswer, confirmed: Option<Date>, target: Option<Date>) -> ItemEdits {
        let mut item = ItemEdits::default();
        // The day may have its blanks in the cell of the answer.
        let mut is_confirmed = confirmed.is_none();
        match self.answered(answer, confirmed, &mut is_confirmed) {
            Some(edit) => item.edits.push(edit),
            None => return ItemEdits { is_unanswered: true, ..item },
        }
        let edits = |cells: &Option<DayCells>, day| cells.as_ref().and_then(|cells| cells.edits(day));
        if let Some(day) = confirmed.filter(|_| !is_confirmed) {
            let own = edits(&self.confirmed, day);
            item.lacks_confirmed = own.is_none();
            item.edits.extend(own.into_iter().flatten());
        }
        if let Some(day) = target.filter(|_| answer == FormAnswer::No) {
            let own = edits(&self.target, day);
            item.lacks_target = own.is_none();
            item.edits.extend(own.into_iter().flatten());
        }
        item
    }

    fn answered(&self, answer: FormAnswer, confirmed: Option<Date>, is_confirmed: &mut bool) -> Option<CellEdit> {
        match (&self.answer, answer) {
            (AnswerCells::Two(yes, _), FormAnswer::Yes) => Some(yes.edit(CellValue::Text(yes.sign()))),
            (AnswerCells::Two(_, no), FormAnswer::No) => Some(no.edit(CellValue::Text(no.sign()))),
            (AnswerCells::Words(yes, _), FormAnswer::Yes) => Some(yes.edit(CellValue::Text(marked(&yes.text, "はい")))),
            (AnswerCells::Words(_, no), FormAnswer::No) => Some(no.edit(CellValue::Text(marked(&no.text, "いいえ")))),
            (AnswerCells::Two(..) | AnswerCells::Words(..), FormAnswer::NotApplicable) => None,
            (AnswerCells::One(cell), _) if is_printed_answer(&cell.text) => {
                let marked = marked(&cell.text, if answer == FormAnswer::Yes { "はい" } else { "いいえ" });
                let dated = confirmed.and_then(|day| day_text::filled(&marked, day));
                *is_confirmed |= dated.is_some();
                let text = dated.unwrap_or(marked);
                (answer != FormAnswer::NotApplicable).then(|| cell.edit(CellValue::Text(text)))
            }
            (AnswerCells::One(cell), _) => {
                let word = cell.word(answer)?;
                let dated = confirmed.and_then(|day| day_text::filled(&cell.text, day));
                *is_confirmed |= dated.is_some();
                let text = dated.map_or_else(|| word.clone(), |dated| format!("{word}{dated}"));
                Some(cell.edit(CellValue::Text(text)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str, words: &[&str]) -> FormCell {
        FormCell { place: (5, 2), text: text.to_owned(), words: words.iter().map(|word| (*word).to_owned()).collect() }
    }

    fn one(text: &str, words: &[&str]) -> RoundCells {
        RoundCells { answer: AnswerCells::One(cell(text, words)), confirmed: None, target: None }
    }

    #[test]
    fn the_answer_goes_into_the_words_of_the_form() {
        let day = Some(Date::constant(2026, 7, 1));
        let text = |cells: &RoundCells, answer| match cells.edits(answer, day, None).edits.as_slice() {
            [CellEdit { value: CellValue::Text(text), .. }] => Some(text.clone()),
            _ => None,
        };
        for (form, words, yes, no) in [
            ("", &[][..], "はい", "いいえ"),
            ("", &["○はい", "×いいえ"], "○はい", "×いいえ"),
            ("はい・いいえ\n（　／　）", &[], "○はい・いいえ\n（7／1）", "はい・○いいえ\n（7／1）"),
            ("□はい　□いいえ", &[], "■はい　□いいえ", "□はい　■いいえ"),
            ("☐ はい / ☐ いいえ", &[], "☑ はい / ☐ いいえ", "☐ はい / ☑ いいえ"),
            ("（　／　）", &[], "はい（7／1）", "いいえ（7／1）"),
            ("", &["", "◯", "×"], "◯", "×"),
            ("", &["レ", "はい", "いいえ"], "はい", "いいえ"),
        ] {
            let cells = one(form, words);
            assert!(cells.is_blank() && cells.given().is_none(), "{form}");
            assert_eq!(text(&cells, FormAnswer::Yes).as_deref(), Some(yes), "{form}");
            assert_eq!(text(&cells, FormAnswer::No).as_deref(), Some(no), "{form}");
            let (yes, no) = (one(yes, words), one(no, words));
            assert_eq!((yes.given(), no.given()), (Some(FormAnswer::Yes), Some(FormAnswer::No)), "{form}");
            assert!(!yes.is_blank() && !no.is_blank(), "{form}");
        }
        assert!(one("", &[]).edits(FormAnswer::NotApplicable, day, None).is_unanswered);
        for answer in [FormAnswer::Yes, FormAnswer::No] {
            assert!(one("", &["済", "未"]).edits(answer, day, None).is_unanswered);
        }
        assert_eq!(
            text(&one("", &["はい", "いいえ", "該当なし"]), FormAnswer::NotApplicable).as_deref(),
            Some("該当なし")
        );
    }

    #[test]
    fn what_has_no_place_is_said() {
        let day = Some(Date::constant(2026, 7, 1));
        let item = one("", &[]).edits(FormAnswer::No, day, day);
        assert!(item.lacks_confirmed && item.lacks_target && item.edits.len() == 1);
        let item = one("はい・いいえ( / )", &[]).edits(FormAnswer::Yes, day, day);
        assert!(!item.lacks_confirmed && !item.lacks_target);
    }

    #[test]
    fn a_mark_goes_before_the_word_that_its_cell_prints() {
        let cells = |yes: &str, no: &str| RoundCells {
            answer: AnswerCells::Words(cell(yes, &[]), FormCell { place: (5, 3), ..cell(no, &[]) }),
            confirmed: None,
            target: None,
        };
        let blank = cells("はい", "□いいえ");
        assert!(blank.is_blank() && blank.given().is_none());
        let edit = |column, text: &str| vec![CellEdit { place: (5, column), value: CellValue::Text(text.to_owned()) }];
        assert_eq!(blank.edits(FormAnswer::Yes, None, None).edits, edit(2, "○はい"));
        assert_eq!(blank.edits(FormAnswer::No, None, None).edits, edit(3, "■いいえ"));
        assert_eq!(cells("はい", "■いいえ").given(), Some(FormAnswer::No));
    }

    #[test]
    fn a_year_before_the_era_is_not_counted_by_it() {
        let part = |column| FormCell { place: (5, column), ..cell("", &[]) };
        let days = |by_era| DayCells::Parts { year: Some(part(1)), month: part(2), day: part(3), by_era };
        let early = Date::constant(2018, 3, 1);
        assert_eq!(days(true).edits(early), None);
        assert_eq!(days(false).edits(early).map(|edits| edits[0].value.clone()), Some(CellValue::Number(2018)));
    }

    #[test]
    fn a_mark_goes_into_the_cell_of_its_answer() {
        let cells = |yes: &str, no: &str, words: &[&str]| RoundCells {
            answer: AnswerCells::Two(cell(yes, words), FormCell { place: (5, 3), ..cell(no, words) }),
            confirmed: None,
            target: None,
        };
        let mark = |cells: &RoundCells, answer| cells.edits(answer, None, None).edits;
        let edit = |column, text: &str| vec![CellEdit { place: (5, column), value: CellValue::Text(text.to_owned()) }];
        assert_eq!(mark(&cells("", "", &[]), FormAnswer::Yes), edit(2, "○"));
        assert_eq!(mark(&cells("", "", &["●"]), FormAnswer::No), edit(3, "●"));
        assert_eq!(mark(&cells("□", "□", &[]), FormAnswer::No), edit(3, "■"));
        assert_eq!(cells("", "○", &[]).given(), Some(FormAnswer::No));
        assert!(cells("□", "□", &[]).is_blank() && !cells("○", "", &[]).is_blank());
    }
}
