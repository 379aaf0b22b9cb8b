//! Puts answers into a copy of a form.

use jiff::civil::Date;

use crate::language::t;

use super::super::file::{CellEdit, EditRefused, SheetEdits, cell_name, edited};
use super::super::importer::SourceFile;
use super::Form;
use super::cells::RoundCells;
use super::form::FormField;
use super::form_cell::FormAnswer;

/// What goes into a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormContents {
    /// The round, from 0.
    pub round: usize,
    /// The answers to items.
    pub answers: Vec<ItemAnswer>,
    /// Names, each with the place of its sheet in the form.
    pub names: Vec<(usize, FormField, String)>,
}

/// The answer to one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ItemAnswer {
    /// The place of its sheet in the form.
    pub sheet: usize,
    /// Its place in the sheet.
    pub item: usize,
    /// The answer.
    pub answer: FormAnswer,
    /// The day on which it was confirmed.
    pub confirmed: Option<Date>,
    /// The day by which it shall be met.
    pub target: Option<Date>,
}

/// A copy of a form with answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilledForm {
    /// The file.
    pub bytes: Vec<u8>,
    /// The answers that went into it.
    pub answered: Vec<ItemAnswer>,
    /// What found no place, or was not put there.
    pub gaps: Vec<FormGap>,
}

/// Something that is not in the copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormGap {
    /// What it is.
    pub kind: GapKind,
    /// The place of the sheet in the form.
    pub sheet: usize,
    /// What it is about: the number of an item, a cell, or a field.
    pub about: String,
}

/// Why something is not in the copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GapKind {
    /// The form has no cell for the answer.
    Answer,
    /// The list of the form has no word for the answer.
    Word,
    /// The form has no cell for the day on which it was confirmed.
    Confirmed,
    /// The form has no cell for the day by which it shall be met.
    Target,
    /// Something stands in the cell already.
    Taken,
    /// The cell has a formula.
    Formula,
    /// The form has no cell for the name.
    Name,
}

impl GapKind {
    /// Every kind.
    pub const ALL: [Self; 7] =
        [Self::Answer, Self::Word, Self::Confirmed, Self::Target, Self::Taken, Self::Formula, Self::Name];

    /// Returns what is said of it, before what it is about.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Answer => "様式にこの答えの欄がないため、書いていません",
            Self::Word => "様式の選択肢にこの答えがないため、書いていません",
            Self::Confirmed => "様式に確認日の欄がないため、書いていません",
            Self::Target => "様式に目標日の欄がないため、書いていません",
            Self::Taken => "すでに記入があるため、そのままにしました",
            Self::Formula => "式の入ったセルなので、そのままにしました",
            Self::Name => "様式に欄がないため、書いていません",
        }
    }
}

impl Form {
    /// Returns the first round of which no cell is filled in; none if all are.
    pub fn free_round(&self, sheets: &[usize]) -> Option<usize> {
        (0..2).find(|round| self.is_free(sheets, *round))
    }

    /// Whether sheets have a round of which no cell is filled in.
    pub fn is_free(&self, sheets: &[usize], round: usize) -> bool {
        self.has_round(sheets, round) && self.cells(sheets, round).all(RoundCells::is_blank)
    }

    /// Whether sheets ask for a round.
    pub fn has_round(&self, sheets: &[usize], round: usize) -> bool {
        self.cells(sheets, round).next().is_some()
    }

    fn cells(&self, sheets: &[usize], round: usize) -> impl Iterator<Item = &RoundCells> {
        let items = sheets.iter().filter_map(|at| self.sheets.get(*at)).flat_map(|sheet| &sheet.items);
        items.filter_map(move |item| item.rounds.get(round)?.as_ref())
    }

    /// Puts answers into a copy of the file that the form was read from. Nothing that stands there already is replaced.
    ///
    /// # Errors
    ///
    /// If the file is of a kind that cannot be filled in, or signed.
    pub fn fill(&self, file: &SourceFile, contents: &FormContents) -> Result<FilledForm, EditRefused> {
        let mut filling = Filling { form: self, edits: vec![Vec::new(); self.sheets.len()], gaps: Vec::new() };
        let answered =
            contents.answers.iter().filter(|answer| filling.answer(answer, contents.round)).copied().collect();
        contents.names.iter().for_each(|(sheet, field, name)| filling.name(*sheet, *field, name));
        let Filling { edits, mut gaps, .. } = filling;
        let sheets = self.sheets.iter().zip(edits);
        let sheets: Vec<SheetEdits> =
            sheets.map(|(sheet, edits)| SheetEdits { sheet: sheet.name.clone(), edits }).collect();
        let book = edited(&file.bytes, &sheets)?;
        for (name, place) in book.kept {
            let sheet = self.sheets.iter().position(|sheet| sheet.name == name).unwrap_or_default();
            gaps.push(FormGap { kind: GapKind::Formula, sheet, about: format!("{name}!{}", cell_name(place)) });
        }
        Ok(FilledForm { bytes: book.bytes, answered, gaps })
    }
}

struct Filling<'a> {
    form: &'a Form,
    /// The cells of each sheet.
    edits: Vec<Vec<CellEdit>>,
    gaps: Vec<FormGap>,
}

impl Filling<'_> {
    /// Puts an answer into its cells; false if nothing goes there.
    fn answer(&mut self, answer: &ItemAnswer, round: usize) -> bool {
        let Some(item) = self.form.sheets.get(answer.sheet).and_then(|sheet| sheet.items.get(answer.item)) else {
            return false;
        };
        let number = item.number.to_string();
        let cells = item.rounds.get(round).and_then(Option::as_ref);
        let Some(cells) = cells else { return self.gap(GapKind::Answer, answer.sheet, number) };
        if !cells.is_blank() {
            return self.gap(GapKind::Taken, answer.sheet, number);
        }
        let own = cells.edits(answer.answer, answer.confirmed, answer.target);
        if own.is_unanswered {
            let kind = if cells.has_words() { GapKind::Word } else { GapKind::Answer };
            return self.gap(kind, answer.sheet, number);
        }
        for (is_lacking, kind) in [(own.lacks_confirmed, GapKind::Confirmed), (own.lacks_target, GapKind::Target)] {
            if is_lacking {
                self.gap(kind, answer.sheet, number.clone());
            }
        }
        self.edits[answer.sheet].extend(own.edits);
        true
    }

    fn name(&mut self, sheet: usize, field: FormField, name: &str) {
        let fields = self.form.sheets.get(sheet).map_or(&[][..], |sheet| &sheet.fields);
        match fields.iter().find(|(known, _)| *known == field) {
            Some((_, cell)) if cell.is_blank() => self.edits[sheet].push(cell.edit(name)),
            Some(_) => drop(self.gap(GapKind::Taken, sheet, t(field.name()).to_owned())),
            None => drop(self.gap(GapKind::Name, sheet, t(field.name()).to_owned())),
        }
    }

    fn gap(&mut self, kind: GapKind, sheet: usize, about: String) -> bool {
        self.gaps.push(FormGap { kind, sheet, about });
        false
    }
}
