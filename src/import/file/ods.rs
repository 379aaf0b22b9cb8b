//! Reads an OpenDocument spreadsheet (.ods) cell by cell. The cells say themselves what they show.

use std::io::BufRead;

use crate::sheet::CELL_LIMIT;
use crate::text::clean::clean_line;

use super::archive::Archive;
use super::block::Block;
use super::grid::{Budget, CellFault, Grid, GridCell};
use super::limits::{CELLS, COLUMNS, PIECE_BYTES, ROWS, SHEETS};
use super::number_format::{Epoch, Formats};
use super::unreadable::Unreadable;
use super::xml::{Element, Piece, Xml};

/// The part with the sheets.
const CONTENT: &str = "content.xml";
/// The part that lists all others, and says which are encrypted.
const MANIFEST: &str = "META-INF/manifest.xml";

/// Whether an archive is a document of this kind.
pub(super) fn is_document(archive: &Archive<'_>) -> bool {
    archive.has(CONTENT) && archive.has("mimetype")
}

/// Returns the sheets of a document.
///
/// # Errors
///
/// If it is damaged, encrypted, or larger than a filled-in worklist can be.
pub(super) fn grids(archive: &mut Archive<'_>) -> Result<Vec<Grid>, Unreadable> {
    if is_encrypted(archive)? {
        return Err(Unreadable::Encrypted);
    }
    let xml = archive.part(CONTENT)?.ok_or(Unreadable::Damaged)?;
    let mut reader =
        DocumentReader { xml, grids: Vec::new(), formats: Formats::new(Epoch::Y1900), left: Budget::new() };
    reader.read()?;
    Ok(reader.grids)
}

fn is_encrypted(archive: &mut Archive<'_>) -> Result<bool, Unreadable> {
    let Some(mut xml) = archive.part(MANIFEST)? else { return Ok(false) };
    loop {
        match xml.next()? {
            Piece::Start(element) if element.name() == "encryption-data" => return Ok(true),
            Piece::Eof => return Ok(false),
            _ => {}
        }
    }
}

struct DocumentReader<'x, R> {
    xml: Xml<'x, R>,
    grids: Vec<Grid>,
    formats: Formats,
    left: Budget,
}

/// What the element of a cell says.
struct Described {
    repeated: usize,
    spanned: (usize, usize),
    /// The rows and columns of cells that get their values from the formula of this one.
    computed: (usize, usize),
    kind: String,
    value: Option<String>,
    has_formula: bool,
    is_failed: bool,
}

/// A row while it is read.
#[derive(Default)]
struct Row {
    is_hidden: bool,
    cells: Vec<(usize, GridCell)>,
    merged: Vec<(usize, (usize, usize))>,
    computed: Vec<(usize, (usize, usize))>,
}

impl<R: BufRead> DocumentReader<'_, R> {
    fn read(&mut self) -> Result<(), Unreadable> {
        loop {
            match self.xml.next()? {
                Piece::Start(element) => match element.name() {
                    "table" => {
                        let name = clean_line(&element.attribute("name")?.unwrap_or_default());
                        self.table(name)?;
                    }
                    "null-date"
                        if element.attribute("date-value")?.is_some_and(|day| day.starts_with("1904-01-01")) =>
                    {
                        self.formats = Formats::new(Epoch::Y1904);
                    }
                    // Earlier states of the document.
                    "tracked-changes" => self.xml.skip()?,
                    _ => {}
                },
                Piece::End(element) if element.name() == "document-content" => return Ok(()),
                Piece::Eof => return Err(Unreadable::Damaged),
                _ => {}
            }
        }
    }

    /// Reads a sheet that has just started.
    fn table(&mut self, name: String) -> Result<(), Unreadable> {
        let mut grid = Grid { name, ..Grid::default() };
        let (mut number, mut column) = (1usize, 0usize);
        loop {
            match self.xml.next()? {
                Piece::Start(element) => match element.name() {
                    "table-row" => {
                        let repeated = repeats(&element, "number-rows-repeated")?;
                        let is_hidden = is_hidden(&element)?;
                        let row = Row { is_hidden, ..self.row()? };
                        self.put(&mut grid, number, repeated, row)?;
                        number = number.saturating_add(repeated);
                    }
                    "table-column" => {
                        let next = column.saturating_add(repeats(&element, "number-columns-repeated")?);
                        if is_hidden(&element)? {
                            grid.hide_columns((column, next - 1));
                        }
                        column = next;
                        self.xml.skip()?;
                    }
                    // Groups are passed through; everything else in a sheet is no cell.
                    "table-row-group" | "table-rows" | "table-header-rows" => {}
                    "table-column-group" | "table-columns" | "table-header-columns" => {}
                    _ => self.xml.skip()?,
                },
                Piece::End(element) if element.name() == "table" => break,
                Piece::Eof => return Err(Unreadable::Damaged),
                _ => {}
            }
        }
        self.grids.push(grid);
        if self.grids.len() > SHEETS { Err(Unreadable::TooManySheets) } else { Ok(()) }
    }

    /// Puts a row into a sheet, as often as it is repeated.
    fn put(&mut self, grid: &mut Grid, number: usize, repeated: usize, row: Row) -> Result<(), Unreadable> {
        let block = |(column, (rows, columns)): (usize, (usize, usize))| Block {
            rows: (number, number.saturating_add(rows - 1)),
            columns: (column, column.saturating_add(columns - 1)),
        };
        row.merged.into_iter().try_for_each(|merged| grid.merge(block(merged)))?;
        row.computed.into_iter().try_for_each(|computed| grid.compute(block(computed)))?;
        if row.cells.is_empty() {
            return Ok(());
        }
        if repeated > ROWS {
            return Err(Unreadable::TooManyRows);
        }
        for number in (number..).take(repeated) {
            if row.is_hidden {
                grid.hide(number);
            }
            for (column, cell) in &row.cells {
                grid.put((number, *column), cell.clone(), &mut self.left)?;
            }
        }
        Ok(())
    }

    /// Reads a row that has just started.
    fn row(&mut self) -> Result<Row, Unreadable> {
        let (mut row, mut column) = (Row::default(), 0usize);
        loop {
            match self.xml.next()? {
                Piece::Start(element) => match element.name() {
                    name @ ("table-cell" | "covered-table-cell") => {
                        let is_covered = name == "covered-table-cell";
                        let cell = Described::of(&element)?;
                        let shown = self.shown()?;
                        row.add(column, cell.cell(shown, &self.formats), (&cell, is_covered))?;
                        column = column.saturating_add(cell.repeated);
                    }
                    _ => self.xml.skip()?,
                },
                Piece::End(element) if element.name() == "table-row" => return Ok(row),
                Piece::Eof => return Err(Unreadable::Damaged),
                _ => {}
            }
        }
    }

    /// Returns what a cell that has just started shows: its paragraphs, without notes and drawings.
    fn shown(&mut self) -> Result<String, Unreadable> {
        let (mut text, mut depth, mut has_paragraph) = (String::new(), 1usize, false);
        while depth > 0 {
            match self.xml.next()? {
                Piece::Start(element) if !element.has_prefix("text") => self.xml.skip()?,
                Piece::Start(element) => {
                    match element.name() {
                        "p" if has_paragraph => text.push('\n'),
                        "line-break" => text.push('\n'),
                        "tab" => text.push('\t'),
                        "s" => {
                            // A few bytes stand for any number of blanks; more than a cell holds are never read.
                            let room = (CELL_LIMIT + 1).saturating_sub(text.len());
                            text.extend(std::iter::repeat_n(' ', element.number("c")?.unwrap_or(1).min(room)));
                        }
                        _ => {}
                    }
                    has_paragraph |= element.name() == "p";
                    depth += 1;
                }
                Piece::End(_) => depth -= 1,
                // Between the paragraphs there is only indentation.
                Piece::Text(part) if depth > 1 => text.push_str(&part),
                Piece::Text(_) | Piece::Other => {}
                Piece::Eof => return Err(Unreadable::Damaged),
            }
            if text.len() > PIECE_BYTES {
                return Err(Unreadable::TooLong);
            }
        }
        Ok(text)
    }
}

impl Row {
    fn add(
        &mut self,
        column: usize,
        cell: GridCell,
        (described, is_covered): (&Described, bool),
    ) -> Result<(), Unreadable> {
        if described.spanned != (1, 1) {
            self.merged.push((column, described.spanned));
        }
        if described.computed != (1, 1) {
            self.computed.push((column, described.computed));
        }
        // A program may keep a value below a merged cell; nobody sees it.
        if is_covered || (cell.text.is_empty() && cell.fault.is_none()) {
            return Ok(());
        }
        if described.repeated > COLUMNS {
            return Err(Unreadable::TooManyColumns);
        }
        self.cells.extend((column..).take(described.repeated).map(|at| (at, cell.clone())));
        if self.cells.len() > CELLS { Err(Unreadable::TooManyCells) } else { Ok(()) }
    }
}

impl Described {
    fn of(element: &Element<'_>) -> Result<Self, Unreadable> {
        let kind = element.attribute("value-type")?.unwrap_or_default();
        let value = match &*kind {
            "date" => element.attribute("date-value")?,
            "float" | "percentage" | "currency" => element.attribute("value")?,
            _ => element.attribute("string-value")?,
        };
        Ok(Self {
            repeated: repeats(element, "number-columns-repeated")?,
            spanned: (repeats(element, "number-rows-spanned")?, repeats(element, "number-columns-spanned")?),
            computed: (
                repeats(element, "number-matrix-rows-spanned")?,
                repeats(element, "number-matrix-columns-spanned")?,
            ),
            value,
            has_formula: element.attribute("formula")?.is_some(),
            is_failed: kind == "error",
            kind,
        })
    }

    /// Returns the cell; `shown` is what it shows.
    fn cell(&self, shown: String, formats: &Formats) -> GridCell {
        /// What the programs show for a formula that failed, besides the names that others have too.
        const FAILED: &str = "Err:";
        if self.has_formula && (self.is_failed || shown.starts_with(FAILED)) {
            return GridCell::fault(CellFault::Failed, shown);
        }
        let value = self.value.as_deref().unwrap_or_default();
        match &*self.kind {
            // A text may be empty; whatever else has no value was never computed.
            kind if self.has_formula && shown.is_empty() && value.is_empty() && kind != "string" => {
                GridCell::fault(CellFault::NoResult, "")
            }
            "date" => {
                let day = value.split('T').next().filter(|day| !day.is_empty()).map(str::to_owned);
                GridCell { text: if shown.is_empty() { value.to_owned() } else { shown }, day, fault: None }
            }
            "float" | "percentage" | "currency" => {
                let plain = value.parse::<f64>().ok().filter(|number| number.is_finite());
                let counted = plain.map(|number| formats.cell(number, 0)).unwrap_or_default();
                GridCell { text: if shown.is_empty() { counted.text } else { shown }, ..counted }
            }
            _ if shown.is_empty() => GridCell::text(value),
            _ => GridCell::text(shown),
        }
    }
}

/// Whether a row or a column is not shown, by hand or by a filter.
fn is_hidden(element: &Element<'_>) -> Result<bool, Unreadable> {
    Ok(element.attribute("visibility")?.is_some_and(|value| value == "collapse" || value == "filter"))
}

/// Returns how often something is repeated; at least once.
fn repeats(element: &Element<'_>, attribute: &str) -> Result<usize, Unreadable> {
    Ok(element.number(attribute)?.unwrap_or(1).max(1))
}
