//! Where rows and cells stand in the text of a sheet.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use super::super::limits::{CELLS, ROWS};
use super::super::unreadable::Unreadable;
use super::super::xlsx_sheet::cell_place;

/// Where things stand in the text of a sheet.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// What stands before the names of elements: nothing, or a namespace with its colon.
    pub prefix: String,
    /// Where each row begins.
    pub starts: BTreeMap<usize, usize>,
    /// The rows that answers go into, if they are there.
    pub rows: BTreeMap<usize, Row>,
    /// Where rows end.
    pub end: End,
    /// The styles of columns: first and last column, from 0, and the style.
    columns: Vec<(usize, usize, usize)>,
}

/// The end of an element that holds others: before its end tag, or the whole element if it is an empty one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct End {
    /// The place in the text.
    pub range: Range<usize>,
    /// The start tag to put in its place, for an empty element; else nothing.
    pub start: String,
}

/// A row.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// Where its cells end.
    pub end: End,
    /// The style of its cells that are not there.
    pub style: Option<usize>,
    /// Its cells by their columns.
    pub cells: BTreeMap<usize, Cell>,
}

/// A cell.
#[derive(Debug)]
pub(super) struct Cell {
    /// Its element.
    pub range: Range<usize>,
    /// Its attributes as they stand, without the kind of its value.
    pub attributes: String,
    /// Its style.
    pub style: Option<usize>,
    /// Whether its value is computed.
    pub has_formula: bool,
}

impl Outline {
    /// Reads the text of a sheet. Of the rows, only those in `wanted` are kept.
    ///
    /// # Errors
    ///
    /// If the text is damaged, or two rows or cells have one place.
    pub fn read(xml: &str, wanted: &BTreeSet<usize>) -> Result<Self, Unreadable> {
        let mut reader =
            OutlineReader { xml, wanted, outline: Self::default(), row: 0, column: 0, state: State::Before };
        let mut events = Reader::from_str(xml);
        events.config_mut().check_end_names = false;
        loop {
            let start = place(&events)?;
            let event = events.read_event().map_err(|_| Unreadable::Damaged)?;
            let range = start..place(&events)?;
            match event {
                Event::Start(element) => reader.start(&element, range, false)?,
                Event::Empty(element) => reader.start(&element, range, true)?,
                Event::End(element) => reader.end(element.local_name().as_ref(), range),
                Event::Eof => return Err(Unreadable::Damaged),
                _ => {}
            }
            if matches!(reader.state, State::Behind) {
                return Ok(reader.outline);
            }
        }
    }

    /// Returns the style of a cell that is not there.
    pub fn style_of(&self, row: Option<&Row>, column: usize) -> Option<usize> {
        let of_column = || self.columns.iter().find(|(first, last, _)| (*first..=*last).contains(&column));
        row.and_then(|row| row.style).or_else(|| of_column().map(|(.., style)| *style))
    }
}

/// Where the reader is.
enum State {
    /// Before the rows.
    Before,
    /// Among the rows.
    Data,
    /// In a row; none if it is not wanted.
    Row(Option<Row>),
    /// In a cell of a row that is wanted.
    Cell(Row, Cell),
    /// Behind the rows.
    Behind,
}

struct OutlineReader<'a> {
    xml: &'a str,
    wanted: &'a BTreeSet<usize>,
    outline: Outline,
    /// The row that was begun last.
    row: usize,
    /// The column of the next cell that does not say where it stands.
    column: usize,
    state: State,
}

impl OutlineReader<'_> {
    fn start(&mut self, element: &BytesStart<'_>, range: Range<usize>, is_empty: bool) -> Result<(), Unreadable> {
        let name = element.local_name();
        match (name.as_ref(), std::mem::replace(&mut self.state, State::Before)) {
            ("col", State::Before) => self.column_style(element)?,
            ("sheetData", State::Before) => {
                self.outline.prefix = prefix(element);
                self.outline.end = self.end_of(&range);
                self.state = if is_empty { State::Behind } else { State::Data };
            }
            ("row", State::Data) => self.begin_row(element, &range, is_empty)?,
            ("c", State::Row(Some(row))) => self.begin_cell((element, range, is_empty), row)?,
            ("f", State::Cell(row, cell)) => self.state = State::Cell(row, Cell { has_formula: true, ..cell }),
            (_, state) => self.state = state,
        }
        Ok(())
    }

    fn end(&mut self, name: &str, range: Range<usize>) {
        let before = End { range: range.start..range.start, start: String::new() };
        self.state = match (name, std::mem::replace(&mut self.state, State::Before)) {
            ("c", State::Cell(mut row, mut cell)) => {
                cell.range.end = range.end;
                row.cells.insert(self.column - 1, cell);
                State::Row(Some(row))
            }
            ("row", State::Row(row)) => {
                if let Some(row) = row {
                    self.outline.rows.insert(self.row, Row { end: before, ..row });
                }
                State::Data
            }
            ("sheetData", State::Data) => {
                self.outline.end = before;
                State::Behind
            }
            (_, state) => state,
        };
    }

    /// Returns the end of an element that may be empty; one that is not has its end elsewhere.
    fn end_of(&self, range: &Range<usize>) -> End {
        let start = self.xml[range.clone()].trim_end_matches('>').trim_end().trim_end_matches('/').trim_end();
        End { range: range.clone(), start: format!("{start}>") }
    }

    fn column_style(&mut self, element: &BytesStart<'_>) -> Result<(), Unreadable> {
        let values = (number(element, "min")?, number(element, "max")?, number(element, "style")?);
        if let (Some(first), Some(last), Some(style)) = values {
            self.outline.columns.push((first.saturating_sub(1), last.saturating_sub(1), style));
        }
        if self.outline.columns.len() > ROWS { Err(Unreadable::TooManyColumns) } else { Ok(()) }
    }

    fn begin_row(&mut self, element: &BytesStart<'_>, range: &Range<usize>, is_empty: bool) -> Result<(), Unreadable> {
        (self.row, self.column) = (number(element, "r")?.unwrap_or(self.row + 1), 0);
        if self.outline.starts.insert(self.row, range.start).is_some() {
            return Err(Unreadable::Damaged);
        }
        if self.outline.starts.len() > ROWS {
            return Err(Unreadable::TooManyRows);
        }
        let has_style = value(element, "customFormat")?.is_some_and(|set| set == "1" || set == "true");
        let style = number(element, "s")?.filter(|_| has_style);
        let row = self.wanted.contains(&self.row).then(|| Row { style, end: self.end_of(range), ..Row::default() });
        self.state = match row {
            Some(row) if is_empty => {
                self.outline.rows.insert(self.row, row);
                State::Data
            }
            _ if is_empty => State::Data,
            row => State::Row(row),
        };
        Ok(())
    }

    fn begin_cell(
        &mut self,
        (element, range, is_empty): (&BytesStart<'_>, Range<usize>, bool),
        mut row: Row,
    ) -> Result<(), Unreadable> {
        let place = value(element, "r")?;
        let column = match &place {
            Some(place) => cell_place(place).filter(|place| place.0 == self.row).ok_or(Unreadable::Damaged)?.1,
            None => self.column,
        };
        if row.cells.contains_key(&column) || row.cells.len() > CELLS {
            return Err(Unreadable::Damaged);
        }
        self.column = column + 1;
        let name = super::cell_name((self.row, column));
        let mut attributes = if place.is_none() { format!("r=\"{name}\"") } else { String::new() };
        for attribute in element.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| Unreadable::Damaged)?;
            if attribute.key.as_ref() != "t" {
                let apart = if attributes.is_empty() { "" } else { " " };
                let written = attribute.value.replace('"', "&quot;");
                attributes.push_str(&format!("{apart}{}=\"{written}\"", attribute.key.as_ref()));
            }
        }
        let cell = Cell { range, attributes, style: number(element, "s")?, has_formula: false };
        self.state = if is_empty {
            row.cells.insert(column, cell);
            State::Row(Some(row))
        } else {
            State::Cell(row, cell)
        };
        Ok(())
    }
}

fn place(reader: &Reader<&[u8]>) -> Result<usize, Unreadable> {
    usize::try_from(reader.buffer_position()).map_err(|_| Unreadable::TooLargeInside)
}

fn prefix(element: &BytesStart<'_>) -> String {
    let name = element.name();
    let (own, local) = (name.as_ref(), element.local_name());
    own.strip_suffix(local.as_ref()).unwrap_or_default().to_owned()
}

fn value(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, Unreadable> {
    for attribute in element.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| Unreadable::Damaged)?;
        if attribute.key.as_ref() == name {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| Unreadable::Damaged)?;
            return Ok(Some(value.into_owned()));
        }
    }
    Ok(None)
}

fn number(element: &BytesStart<'_>, name: &str) -> Result<Option<usize>, Unreadable> {
    Ok(value(element, name)?.and_then(|value| value.trim().parse().ok()))
}
