//! Reads a sheet of an Excel workbook.

use std::io::BufRead;

use super::block::{Block, Place};
use super::grid::{Budget, CellFault, Choice, Grid, GridCell};
use super::number_format::Formats;
use super::shared_strings::{SharedStrings, rich_text, unescaped};
use super::unreadable::Unreadable;
use super::xml::{Element, Piece, Xml};

/// What the sheets of a workbook share.
pub(super) struct Workbook {
    pub strings: SharedStrings,
    pub formats: Formats,
    /// Whether the results of formulas were left to be computed. Such a program writes 0 or an empty text for each.
    pub is_stale: bool,
}

/// A reader of one sheet.
pub(super) struct SheetReader<'a, 'x, R> {
    xml: Xml<'x, R>,
    workbook: &'a Workbook,
    grid: Grid,
    /// The place of the next cell that does not say where it stands.
    next: (usize, usize),
}

/// What stands in the element of a cell.
#[derive(Default)]
struct Stored {
    kind: String,
    style: usize,
    value: Option<String>,
    inline: Option<String>,
    has_formula: bool,
}

impl<'a, 'x, R: BufRead> SheetReader<'a, 'x, R> {
    /// Returns a reader of a sheet of this name.
    pub fn new(xml: Xml<'x, R>, workbook: &'a Workbook, name: String) -> Self {
        Self { xml, workbook, grid: Grid { name, ..Grid::default() }, next: (1, 0) }
    }

    /// Returns the cells of the sheet.
    ///
    /// # Errors
    ///
    /// If it is damaged, or is larger than a filled-in worklist can be.
    pub fn grid(mut self, left: &mut Budget) -> Result<Grid, Unreadable> {
        let mut has_data = false;
        loop {
            match self.xml.next()? {
                Piece::Start(element) => match element.name() {
                    "sheetData" => has_data = true,
                    "row" => {
                        self.next = (number(&element, self.next.0)?, 0);
                        if is_hidden(&element)? {
                            self.grid.hide(self.next.0);
                        }
                    }
                    "col" if is_hidden(&element)? => self.grid.hide_columns(columns(&element)?),
                    "c" => {
                        let stored = Stored::of(&element)?;
                        let place = match element.attribute("r")? {
                            Some(place) => cell_place(&place).ok_or(Unreadable::Damaged)?,
                            None => self.next,
                        };
                        self.next = (self.next.0, place.1 + 1);
                        self.cell(place, stored, left)?;
                    }
                    "mergeCell" => {
                        let block = element.attribute("ref")?.as_deref().and_then(block).ok_or(Unreadable::Damaged)?;
                        self.grid.merge(block)?;
                    }
                    "dataValidation" if element.attribute("type")?.is_some_and(|kind| kind == "list") => {
                        let cells = element.attribute("sqref")?;
                        self.choice(cells.unwrap_or_default())?;
                    }
                    _ => {}
                },
                Piece::End(element) => match element.name() {
                    "row" => self.next = (self.next.0 + 1, 0),
                    "worksheet" if has_data => return Ok(self.grid),
                    _ => {}
                },
                Piece::Eof => return Err(Unreadable::Damaged),
                Piece::Text(_) | Piece::Other => {}
            }
        }
    }

    /// Reads a list from which cells take their values. Newer ones name the cells in an element of their own.
    fn choice(&mut self, mut cells: String) -> Result<(), Unreadable> {
        let mut formula = String::new();
        loop {
            match self.xml.next()? {
                Piece::Start(element) => match element.name() {
                    "formula1" => formula = self.xml.text()?,
                    "sqref" => cells = self.xml.text()?,
                    _ => self.xml.skip()?,
                },
                Piece::End(_) => break,
                Piece::Eof => return Err(Unreadable::Damaged),
                Piece::Text(_) | Piece::Other => {}
            }
        }
        self.grid.choose(Choice::new(&cells, formula));
        Ok(())
    }

    /// Reads a cell that has just started.
    fn cell(&mut self, place: (usize, usize), mut stored: Stored, left: &mut Budget) -> Result<(), Unreadable> {
        loop {
            match self.xml.next()? {
                Piece::Start(element) => match element.name() {
                    "v" => stored.value = Some(self.xml.text()?),
                    "is" => stored.inline = Some(rich_text(&mut self.xml)?),
                    "f" => {
                        stored.has_formula = true;
                        if let Some(block) = element.attribute("ref")?.as_deref().and_then(block) {
                            // A shared formula stands in each of its cells.
                            if element.attribute("t")?.is_none_or(|kind| kind != "shared") {
                                self.grid.compute(block)?;
                            }
                        }
                        self.xml.skip()?;
                    }
                    _ => self.xml.skip()?,
                },
                Piece::End(_) => break,
                Piece::Eof => return Err(Unreadable::Damaged),
                Piece::Text(_) | Piece::Other => {}
            }
        }
        let cell = stored.cell(self.workbook)?;
        self.grid.put(place, cell, left)
    }
}

impl Stored {
    fn of(element: &Element<'_>) -> Result<Self, Unreadable> {
        let kind = element.attribute("t")?.unwrap_or_default();
        Ok(Self { kind, style: element.number("s")?.unwrap_or_default(), ..Self::default() })
    }

    /// Returns the cell as whoever filled it in saw it.
    fn cell(self, workbook: &Workbook) -> Result<GridCell, Unreadable> {
        if let Some(text) = self.inline.filter(|_| self.kind == "inlineStr" || self.value.is_none()) {
            return Ok(GridCell::text(text));
        }
        let is_text = matches!(&*self.kind, "str" | "inlineStr");
        let value = match self.value {
            Some(value) if !value.is_empty() || is_text => value,
            // The result of a formula may be an empty text, which is stored as one.
            _ if self.has_formula => return Ok(GridCell::fault(CellFault::NoResult, "")),
            _ => return Ok(GridCell::default()),
        };
        if self.has_formula && workbook.is_stale && matches!(value.trim(), "" | "0") {
            return Ok(GridCell::fault(CellFault::NoResult, ""));
        }
        Ok(match &*self.kind {
            "s" => {
                let number = value.trim().parse().ok();
                GridCell::text(number.and_then(|number| workbook.strings.get(number)).ok_or(Unreadable::Damaged)?)
            }
            "b" => GridCell::text(if value.trim() == "0" { "FALSE" } else { "TRUE" }),
            "e" => GridCell::fault(CellFault::Failed, value),
            "d" => GridCell::text(value.trim_end_matches("T00:00:00").trim_end_matches("T00:00:00.000")),
            _ if is_text => GridCell::text(unescaped(&value)),
            _ => match value.trim().parse::<f64>() {
                Ok(number) if number.is_finite() => workbook.formats.cell(number, self.style),
                _ => GridCell::text(value),
            },
        })
    }
}

fn is_hidden(element: &Element<'_>) -> Result<bool, Unreadable> {
    Ok(element.attribute("hidden")?.is_some_and(|value| value == "1" || value == "true"))
}

/// Returns the first and the last of the columns that an element is about, from 0.
fn columns(element: &Element<'_>) -> Result<(usize, usize), Unreadable> {
    let [from, to] = [element.number("min")?, element.number("max")?].map(|at| at.unwrap_or(1usize).saturating_sub(1));
    Ok((from, to))
}

fn number(row: &Element<'_>, next: usize) -> Result<usize, Unreadable> {
    match row.attribute("r")? {
        None => Ok(next),
        Some(number) => number.parse().ok().filter(|number| *number > 0).ok_or(Unreadable::Damaged),
    }
}

/// Reads a place such as `B2`.
pub(super) fn cell_place(text: &str) -> Option<Place> {
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = text.split_at(digits);
    let row = row.parse::<usize>().ok().filter(|row| *row > 0)?;
    let column = letters.bytes().try_fold(0usize, |column, letter| {
        let letter = letter.is_ascii_alphabetic().then(|| usize::from(letter.to_ascii_uppercase() - b'A') + 1)?;
        column.checked_mul(26)?.checked_add(letter)
    })?;
    Some((row, column.checked_sub(1)?))
}

/// Reads a block such as `B2:C5` or `B2`.
pub(super) fn block(text: &str) -> Option<Block> {
    let (from, to) = text.split_once(':').unwrap_or((text, text));
    let (from, to) = (cell_place(from)?, cell_place(to)?);
    (from.0 <= to.0 && from.1 <= to.1).then_some(Block { rows: (from.0, to.0), columns: (from.1, to.1) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_or_refused() {
        for (text, place) in [("A1", (1, 0)), ("aa10", (10, 26)), ("XFD1048576", (1_048_576, 16_383))] {
            assert_eq!(cell_place(text), Some(place));
        }
        for text in ["", "A", "1", "A0", "A-1", "漢1", "ZZZZZZZZZZZZZZZZZZZZ1", "A99999999999999999999"] {
            assert_eq!(cell_place(text), None, "{text}");
        }
        assert_eq!(block("B2:C5"), Some(Block { rows: (2, 5), columns: (1, 2) }));
        assert_eq!(block("C5:B2"), None);
    }
}
