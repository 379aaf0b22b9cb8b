//! Replaces the elements of single cells in the text of a sheet.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use quick_xml::escape::escape;

use super::super::block::Place;
use super::super::number_format::Formats;
use super::super::unreadable::Unreadable;
use super::outline::{End, Outline, Row};
use super::{CellEdit, CellValue, cell_name};

/// The text of a sheet with answers.
pub(super) struct EditedSheet {
    /// The text.
    pub xml: String,
    /// The cells that have formulas and keep them.
    pub kept: Vec<Place>,
}

/// Returns the text of a sheet with values in its cells. Where there is no element for a cell, one is made in its place.
///
/// # Errors
///
/// If the text is damaged.
pub(super) fn edited(xml: &str, edits: &[CellEdit], formats: &Formats) -> Result<EditedSheet, Unreadable> {
    let mut rows: BTreeMap<usize, BTreeMap<usize, &CellValue>> = BTreeMap::new();
    for CellEdit { place: (row, column), value } in edits {
        rows.entry(*row).or_default().insert(*column, value);
    }
    let outline = Outline::read(xml, &rows.keys().copied().collect::<BTreeSet<_>>())?;
    let mut writer = Writer { outline: &outline, formats, pieces: Vec::new(), kept: Vec::new() };
    let mut behind = String::new();
    for (number, values) in &rows {
        match (outline.rows.get(number), outline.starts.range(number..).next()) {
            (Some(row), _) => writer.row(*number, row, values),
            (None, Some((_, next))) => {
                let row = writer.new_row(*number, values);
                writer.pieces.push((*next..*next, row));
            }
            (None, None) => behind.push_str(&writer.new_row(*number, values)),
        }
    }
    writer.close(&outline.end, "sheetData", behind);
    Ok(EditedSheet { xml: replaced(xml, writer.pieces), kept: writer.kept })
}

/// Returns a text with pieces in their places, which do not overlap. Pieces in one place keep their order.
fn replaced(text: &str, mut pieces: Vec<(Range<usize>, String)>) -> String {
    pieces.sort_by_key(|(range, _)| (range.start, range.end));
    let mut written = String::with_capacity(text.len() + pieces.iter().map(|(_, piece)| piece.len()).sum::<usize>());
    let mut at = 0;
    for (range, piece) in pieces {
        written.push_str(&text[at..range.start]);
        written.push_str(&piece);
        at = range.end;
    }
    written.push_str(&text[at..]);
    written
}

struct Writer<'a> {
    outline: &'a Outline,
    formats: &'a Formats,
    pieces: Vec<(Range<usize>, String)>,
    kept: Vec<Place>,
}

impl Writer<'_> {
    /// Puts values into a row that is there.
    fn row(&mut self, number: usize, row: &Row, values: &BTreeMap<usize, &CellValue>) {
        let mut behind = String::new();
        for (column, value) in values {
            let place = (number, *column);
            match (row.cells.get(column), row.cells.range(column..).next()) {
                (Some(cell), _) if cell.has_formula => self.kept.push(place),
                (Some(cell), _) => {
                    let written = self.cell(&cell.attributes, cell.style, value);
                    self.pieces.push((cell.range.clone(), written));
                }
                (None, Some((_, next))) => {
                    let written = self.new_cell(place, Some(row), value);
                    self.pieces.push((next.range.start..next.range.start, written));
                }
                (None, None) => behind.push_str(&self.new_cell(place, Some(row), value)),
            }
        }
        self.close(&row.end, "row", behind);
    }

    /// Adds what is new at the end of an element. An empty one gets an end tag.
    fn close(&mut self, end: &End, element: &str, behind: String) {
        if behind.is_empty() {
            return;
        }
        let text = match end.start.as_str() {
            "" => behind,
            start => format!("{start}{behind}</{}{element}>", self.outline.prefix),
        };
        self.pieces.push((end.range.clone(), text));
    }

    fn new_row(&self, number: usize, values: &BTreeMap<usize, &CellValue>) -> String {
        let cells: String =
            values.iter().map(|(column, value)| self.new_cell((number, *column), None, value)).collect();
        format!("<{0}row r=\"{number}\">{cells}</{0}row>", self.outline.prefix)
    }

    /// Returns a cell that was not there, in the style of its row or column.
    fn new_cell(&self, place: Place, row: Option<&Row>, value: &CellValue) -> String {
        let style = self.outline.style_of(row, place.1);
        let written = style.map_or_else(String::new, |style| format!(" s=\"{style}\""));
        self.cell(&format!("r=\"{}\"{written}", cell_name(place)), style, value)
    }

    fn cell(&self, attributes: &str, style: Option<usize>, value: &CellValue) -> String {
        let prefix = &self.outline.prefix;
        let number = |number: i64| format!("<{prefix}c {attributes}><{prefix}v>{number}</{prefix}v></{prefix}c>");
        let text = |text: &str| {
            // A line break is written by its number: as it stands, a program may take it for a blank.
            let text = escape(text).replace('\r', "").replace('\n', "&#10;");
            format!(
                "<{prefix}c {attributes} t=\"inlineStr\"><{prefix}is><{prefix}t xml:space=\"preserve\">{text}</{prefix}t></{prefix}is></{prefix}c>"
            )
        };
        match value {
            CellValue::Number(value) => number(*value),
            CellValue::Text(value) => text(value),
            CellValue::Day { day, text: words } => match self.formats.number_of(*day, style.unwrap_or_default()) {
                Some(value) => number(value),
                None => text(words),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use super::super::super::number_format::Epoch;
    use super::*;

    fn formats() -> Formats {
        let mut formats = Formats::new(Epoch::Y1900);
        [0, 14, 0].into_iter().for_each(|format| formats.add_style(Some(format)).unwrap());
        formats
    }

    fn sheet(rows: &str) -> String {
        format!(
            "<?xml version=\"1.0\"?>\n<worksheet><cols><col min=\"4\" max=\"4\" style=\"1\"/></cols>{rows}<mergeCells/></worksheet>"
        )
    }

    fn text(row: usize, column: usize, text: &str) -> CellEdit {
        CellEdit { place: (row, column), value: CellValue::Text(text.to_owned()) }
    }

    #[test]
    fn only_the_cells_named_change_and_missing_ones_come_in_their_place() {
        let day = || CellValue::Day { day: Date::constant(2026, 7, 1), text: "2026/7/1".to_owned() };
        let is = |text: &str| format!(" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>");
        for (rows, edits, expected) in [
            (
                "<sheetData><row r=\"2\" spans=\"1:3\"><c r=\"A2\" s=\"2\" t=\"s\"><v>7</v></c><c r='C2' s='1'/></row></sheetData>",
                vec![text(2, 0, "a<b"), text(2, 1, "一\n二"), CellEdit { place: (2, 2), value: day() }],
                format!("<sheetData><row r=\"2\" spans=\"1:3\"><c r=\"A2\" s=\"2\"{}<c r=\"B2\"{}<c r=\"C2\" s=\"1\"><v>46204</v></c></row></sheetData>", is("a&lt;b"), is("一&#10;二")),
            ),
            (
                "<sheetData><row r=\"1\"/><row r=\"4\"><c><v>1</v></c></row></sheetData>",
                vec![text(1, 0, "a"), text(2, 1, "b"), CellEdit { place: (4, 3), value: day() }, text(6, 0, "c")],
                format!("<sheetData><row r=\"1\"><c r=\"A1\"{}</row><row r=\"2\"><c r=\"B2\"{}</row><row r=\"4\"><c><v>1</v></c><c r=\"D4\" s=\"1\"><v>46204</v></c></row><row r=\"6\"><c r=\"A6\"{}</row></sheetData>", is("a"), is("b"), is("c")),
            ),
            (
                "<sheetData/>",
                vec![text(1, 0, "a"), CellEdit { place: (1, 1), value: day() }],
                format!("<sheetData><row r=\"1\"><c r=\"A1\"{}<c r=\"B1\"{}</row></sheetData>", is("a"), is("2026/7/1")),
            ),
            (
                "<x:sheetData><x:row r=\"1\" s=\"1\" customFormat=\"1\"></x:row></x:sheetData>",
                vec![CellEdit { place: (1, 0), value: day() }],
                "<x:sheetData><x:row r=\"1\" s=\"1\" customFormat=\"1\"><x:c r=\"A1\" s=\"1\"><x:v>46204</x:v></x:c></x:row></x:sheetData>".to_owned(),
            ),
        ] {
            let edited = edited(&sheet(rows), &edits, &formats()).unwrap();
            assert_eq!(edited.xml, sheet(&expected), "{rows}");
            assert!(edited.kept.is_empty());
        }
    }

    #[test]
    fn a_formula_stays() {
        let rows = "<sheetData><row r=\"1\"><c r=\"A1\"><f>B1</f><v>1</v></c></row></sheetData>";
        let edited = edited(&sheet(rows), &[text(1, 0, "a")], &formats()).unwrap();
        assert_eq!((edited.xml, edited.kept), (sheet(rows), vec![(1, 0)]));
    }

    #[test]
    fn what_is_damaged_is_refused() {
        for rows in [
            "",
            "<sheetData>",
            "<sheetData><row r=\"1\"/><row r=\"1\"/></sheetData>",
            "<sheetData><row r=\"1\"><c r=\"A1\"/><c r=\"A1\"/></row></sheetData>",
            "<sheetData><row r=\"1\"><c r=\"A7\"/></row></sheetData>",
        ] {
            assert!(edited(&sheet(rows), &[text(1, 0, "a")], &formats()).is_err(), "{rows}");
        }
    }
}
