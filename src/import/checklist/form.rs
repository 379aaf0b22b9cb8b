//! A checklist as a form: its sheets, their items, and the cells for answers.

use crate::language::{t, tr};

use super::super::file::{CellEdit, CellValue, Grid, Place};
use super::super::likeness::compared;
use super::super::official_files::OfficialFile;
use super::super::reading::Skipped;
use super::super::row_place::place;
use super::cells::RoundCells;
use super::columns::{Columns, is_first_question};
use super::number::{Beginning, ItemNumber, beginning, folded, part_of};
use super::title::SheetTitle;

/// The last row in which the first item of a sheet may stand.
const FIRST_ITEM: usize = 200;
/// How many rows from the first item on are looked at.
const ROWS: usize = 1_000;
/// The most items of a sheet.
const ITEMS: usize = 500;
/// The fewest items that make a sheet a checklist.
const FEWEST: usize = 3;
/// The most characters of a heading between items.
const HEADING: usize = 60;

/// A sheet that is a checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormSheet {
    /// Its name in the workbook.
    pub name: String,
    /// What it says of itself.
    pub title: SheetTitle,
    /// Its items, in their order.
    pub items: Vec<FormItem>,
    /// Where the names of vendor, system and facility go.
    pub fields: Vec<(FormField, FieldCell)>,
    /// Rows that look like items and were not read.
    pub skipped: Vec<Skipped>,
}

/// An item of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormItem {
    /// Its number.
    pub number: ItemNumber,
    /// The row it stands in.
    pub row: usize,
    /// Its text.
    pub text: String,
    /// The heading it stands under.
    pub heading: String,
    /// The cells of the first and the second round.
    pub(super) rounds: [Option<RoundCells>; 2],
}

/// What else a form asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormField {
    /// The name of the vendor.
    Vendor,
    /// The name of the system.
    System,
    /// The name of the facility.
    Facility,
}

/// Where a name goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldCell {
    place: Place,
    /// What stands there; the label itself, where the name goes behind it.
    text: String,
    is_label: bool,
}

impl FormField {
    /// The fields with the words that ask for them; the first is their name for people.
    const WORDS: [(Self, &'static [&'static str]); 3] = [
        (Self::Vendor, &["事業者名", "事業者の名称", "会社名", "事業者名称", "ベンダー名"]),
        (
            Self::System,
            &[
                "システム名",
                "医療情報システム名",
                "システム名称",
                "製品名",
                "サービス名",
                "システム等の名称",
                "製品・サービス名",
            ],
        ),
        (Self::Facility, &["医療機関名", "施設名", "薬局名", "医療機関・薬局名", "医療機関等名", "医療機関名称"]),
    ];

    /// Returns its Japanese name.
    pub fn name(self) -> &'static str {
        Self::WORDS.iter().find(|(field, _)| *field == self).map_or("", |(_, words)| words[0])
    }

    fn of_label(label: &str) -> Option<Self> {
        let meant = Self::WORDS.iter().find(|(_, words)| words.contains(&label));
        meant.map(|(field, _)| *field)
    }
}

/// How a name goes with what stands where a sheet asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameFit {
    /// It stands there.
    Same,
    /// Nothing stands there, or the sheet does not ask.
    Open,
    /// Another name stands there.
    Other,
}

impl FieldCell {
    /// Returns the name that stands there; empty if none does.
    pub fn name(&self) -> &str {
        if self.is_label { "" } else { self.text.trim() }
    }

    /// Whether no name stands there.
    pub fn is_blank(&self) -> bool {
        self.is_label || self.text.trim().is_empty()
    }

    /// Returns what goes there for a name.
    pub(super) fn edit(&self, name: &str) -> CellEdit {
        let text = if self.is_label { format!("{}{name}", self.text.trim_end()) } else { name.to_owned() };
        CellEdit { place: self.place, value: CellValue::Text(text) }
    }
}

impl FormSheet {
    /// Reads a sheet; none if it is no checklist.
    pub(super) fn read(grid: &Grid, file: &str, official: Option<&OfficialFile>) -> Option<Self> {
        let title = official.and_then(SheetTitle::official).or_else(|| SheetTitle::read(grid, file))?;
        let first = first_item(grid)?;
        let columns = Columns::read(grid, first);
        if !columns.rounds[0].has_answer() {
            return None;
        }
        let mut reader = ItemReader::new(grid, &columns);
        let end = first + ROWS;
        for row in grid.rows.range(columns.first_row.min(first)..end).map(|(row, _)| *row) {
            reader.read(row);
        }
        if let Some((row, _)) = grid.rows.range(end..).next() {
            reader.skip(*row, &tr!("この行から下は読んでいません(最初の項目から {ROWS} 行まで)。", ROWS));
        }
        let ItemReader { items, skipped, .. } = reader;
        (items.len() >= FEWEST).then(|| Self {
            name: grid.name.clone(),
            title,
            items: distinct(items),
            fields: fields(grid),
            skipped,
        })
    }

    /// Returns how a name goes with what the sheet says. Names are the same however they are spaced, and in either width.
    pub fn fit(&self, field: FormField, name: &str) -> NameFit {
        match self.fields.iter().find(|(known, _)| *known == field) {
            Some((_, cell)) if compared(cell.name()) == compared(name) => NameFit::Same,
            Some((_, cell)) if !cell.is_blank() => NameFit::Other,
            _ => NameFit::Open,
        }
    }

    /// Returns how a row of the sheet is named: `医療機関用!14`.
    pub(super) fn place(&self, row: usize) -> String {
        place(&self.name, row)
    }
}

/// Returns the first row in which an item begins that has another one within the next rows.
fn first_item(grid: &Grid) -> Option<usize> {
    let is_item = |text: &str| matches!(beginning(&folded(text)), Beginning::Item(..));
    let rows = grid.rows.range(..=FIRST_ITEM + ITEMS);
    let mut numbered = rows.filter(|(_, cells)| cells.values().any(|cell| is_item(&cell.text))).map(|(row, _)| *row);
    let first = numbered.next().filter(|row| *row <= FIRST_ITEM)?;
    numbered.next().map(|_| first)
}

/// Drops the mark of the devices where a number stands once: the number alone names it.
fn distinct(mut items: Vec<FormItem>) -> Vec<FormItem> {
    let bare: Vec<ItemNumber> = items.iter().map(|item| item.number.bare()).collect();
    for item in &mut items {
        if bare.iter().filter(|number| **number == item.number.bare()).count() == 1 {
            item.number = item.number.bare();
        }
    }
    items
}

/// Reads items row by row.
struct ItemReader<'a> {
    grid: &'a Grid,
    columns: &'a Columns,
    /// The first column for answers.
    end: usize,
    group: Option<u8>,
    heading: String,
    part: Option<&'static str>,
    items: Vec<FormItem>,
    skipped: Vec<Skipped>,
}

impl<'a> ItemReader<'a> {
    fn new(grid: &'a Grid, columns: &'a Columns) -> Self {
        let end = columns.first().unwrap_or_default();
        let (items, skipped) = (Vec::new(), Vec::new());
        Self { grid, columns, end, group: None, heading: String::new(), part: None, items, skipped }
    }

    fn read(&mut self, row: usize) {
        let Some(cells) = self.grid.rows.get(&row) else { return };
        let texts: Vec<(usize, String)> =
            cells.range(..self.end).map(|(column, cell)| (*column, folded(&cell.text))).collect();
        let mut number: Option<(Option<u8>, u8)> = None;
        let mut text = String::new();
        for (column, own) in texts.iter().filter(|(_, text)| !text.is_empty()) {
            // What reaches over the answers is a sentence about the form.
            if self.grid.block_at((row, *column)).columns.1 >= self.end {
                return;
            }
            match (beginning(own), number) {
                (_, Some(_)) if text.is_empty() => text.clone_from(own),
                (_, Some(_)) => {}
                (Beginning::Item(group, item, rest), None) => {
                    number = Some((group, item));
                    rest.clone_into(&mut text);
                }
                (Beginning::Group(group, name), None) => self.enter(group, name),
                (Beginning::Other, None) => self.name(own),
            }
        }
        match number {
            Some((group, item)) => self.item(row, (group, item), text),
            None => self.unnumbered(row, &texts),
        }
    }

    fn enter(&mut self, group: u8, name: &str) {
        if self.group != Some(group) {
            (self.heading, self.part) = (String::new(), None);
        }
        self.group = Some(group);
        if !name.is_empty() {
            self.name(name);
        }
    }

    /// Takes a text between items for the heading of those that follow.
    fn name(&mut self, text: &str) {
        if text.chars().count() <= HEADING {
            let name = text.split("について").next().unwrap_or(text);
            (self.heading, self.part) = (name.to_owned(), part_of(name));
        }
    }

    fn item(&mut self, row: usize, (group, item): (Option<u8>, u8), text: String) {
        let Some(group) = group.or(self.group) else {
            return self.skip(row, t("何番の項目かが分かりません(大項目の番号がありません)。"));
        };
        self.group = Some(group);
        let number = ItemNumber { group, item, part: self.part };
        if text.is_empty() {
            return self.skip(row, &tr!("{number} の文がありません。", number));
        }
        self.add(row, number, text);
    }

    fn add(&mut self, row: usize, number: ItemNumber, text: String) {
        if let Some(first) = self.items.iter().find(|known| known.number == number) {
            let reason = tr!("番号 {number} は {row} 行目にもあります。", number, row = first.row);
            return self.skip(row, &reason);
        }
        if self.items.len() >= ITEMS {
            return self.skip(row, &tr!("項目が多すぎます({ITEMS} 項目まで)。", ITEMS));
        }
        let round = |at: usize| RoundCells::find(self.grid, row, &self.columns.rounds[at]);
        let rounds = [round(0), round(1)];
        if rounds[0].is_none() {
            return self.skip(row, &tr!("{number} の回答の欄が、ほかの行と一つになっています。", number));
        }
        self.items.push(FormItem { number, row, text, heading: self.heading.clone(), rounds });
    }

    /// Looks at a row without a number: the question before the first group, or something that asks for an answer.
    fn unnumbered(&mut self, row: usize, texts: &[(usize, String)]) {
        let is_first = |text: &str| is_first_question(text) && self.items.is_empty();
        if let Some((_, text)) = texts.iter().find(|(_, text)| is_first(text)) {
            self.heading = String::new();
            return self.add(row, ItemNumber::FIRST, text.clone());
        }
        let cells = self.columns.rounds.iter().filter_map(|round| RoundCells::find(self.grid, row, round));
        let asks = cells.into_iter().any(|cells| cells.is_printed() || cells.given().is_some());
        if asks && !texts.is_empty() && row >= self.columns.first_row {
            self.skip(row, t("回答の欄がありますが、項目の番号がありません。"));
        }
    }

    fn skip(&mut self, row: usize, reason: &str) {
        if self.skipped.len() < ITEMS {
            self.skipped.push(Skipped { place: place(&self.grid.name, row), reason: reason.to_owned() });
        }
    }
}

/// Finds where names go: beside their labels, or behind them.
fn fields(grid: &Grid) -> Vec<(FormField, FieldCell)> {
    let mut fields: Vec<(FormField, FieldCell)> = Vec::new();
    for (row, cells) in grid.rows.range(..=FIRST_ITEM + ITEMS) {
        for (column, cell) in cells {
            let text = folded(&cell.text).replace(' ', "");
            let label = text.trim_end_matches([':', '_', ')', '(']).trim_matches(['【', '】', '(', '[', ']']);
            let is_new = |field: &FormField| !fields.iter().any(|(known, _)| known == field);
            let place = (*row, *column);
            if let Some((field, name)) = named(&cell.text).filter(|(field, _)| is_new(field)) {
                fields.push((field, FieldCell { place, text: name.to_owned(), is_label: false }));
                continue;
            }
            let Some(field) = FormField::of_label(label).filter(is_new) else { continue };
            let beside = grid.first_cell((*row, grid.block_at((*row, *column)).columns.1 + 1));
            let own = grid.text_at(beside);
            let is_label = text.ends_with(':') && beside_is_taken(own) && !own.trim().is_empty();
            let place = if is_label { (*row, *column) } else { beside };
            fields.push((field, FieldCell { place, text: grid.text_at(place).to_owned(), is_label }));
        }
    }
    fields
}

/// Reads a label with the name behind it in one cell: `事業者名：A社`.
fn named(text: &str) -> Option<(FormField, &str)> {
    let (label, name) = text.split_once([':', '：'])?;
    let field = FormField::of_label(&folded(label).replace(' ', ""))?;
    // Only blanks may stand there.
    Some((field, name.trim())).filter(|(_, name)| name.chars().any(char::is_alphanumeric))
}

/// Whether a cell beside a label is a label itself.
fn beside_is_taken(text: &str) -> bool {
    text.trim_end().ends_with([':', '：'])
}
