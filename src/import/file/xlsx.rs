//! Reads an Excel workbook (.xlsx, .xlsm) cell by cell, so that a cell far out does not take memory.

use std::collections::BTreeMap;

use crate::text::clean::clean_line;

use super::archive::{Archive, resolved};
use super::choices;
use super::grid::{Budget, Grid};
use super::limits::{PARTS, SHEETS};
use super::number_format::{Epoch, Formats};
use super::shared_strings::SharedStrings;
use super::unreadable::Unreadable;
use super::xlsx_sheet::{SheetReader, Workbook};
use super::xml::Piece;

/// The part in which a workbook lists its sheets, where the relations of the archive do not say otherwise.
const WORKBOOK: &str = "xl/workbook.xml";
const TOP_RELATIONS: &str = "_rels/.rels";

/// Returns the part in which a workbook lists its sheets; none if the archive is no workbook of this kind.
///
/// # Errors
///
/// If the archive is damaged.
pub(super) fn workbook_part(archive: &mut Archive<'_>) -> Result<Option<String>, Unreadable> {
    let relations = relations(archive, TOP_RELATIONS, "")?;
    let named = relations.into_values().find(|relation| relation.is("officeDocument")).map(|relation| relation.part);
    Ok(named.filter(|part| part.ends_with(".xml")).or(Some(WORKBOOK.to_owned())).filter(|part| archive.has(part)))
}

/// Returns the sheets of a workbook.
///
/// # Errors
///
/// If it is damaged, or is larger than a filled-in worklist can be.
pub(super) fn grids(archive: &mut Archive<'_>, part: &str) -> Result<Vec<Grid>, Unreadable> {
    let Book { sheets, formats, strings, is_stale } = Book::read(archive, part)?;
    let strings = match strings {
        Some(part) => SharedStrings::read(archive, &part)?,
        None => SharedStrings::default(),
    };
    let workbook = Workbook { strings, formats, is_stale };
    let mut left = Budget::new();
    let mut grids = Vec::new();
    for (name, part) in sheets {
        let xml = archive.part(&part)?.ok_or(Unreadable::Damaged)?;
        grids.push(SheetReader::new(xml, &workbook, name).grid(&mut left)?);
    }
    choices::resolve(&mut grids);
    Ok(grids)
}

/// What all sheets of a workbook have in common.
pub(super) struct Book {
    /// The names of the sheets, clean to be shown, each with its part.
    sheets: Vec<(String, String)>,
    /// The formats of cells.
    pub formats: Formats,
    /// The part with the texts that cells share.
    strings: Option<String>,
    is_stale: bool,
}

impl Book {
    /// Reads what a workbook says of its sheets.
    ///
    /// # Errors
    ///
    /// If it is damaged, or is larger than a filled-in worklist can be.
    pub fn read(archive: &mut Archive<'_>, part: &str) -> Result<Self, Unreadable> {
        let (folder, name) = part.rsplit_once('/').map_or(("", part), |(folder, name)| (folder, name));
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let relations = relations(archive, &format!("{folder}_rels/{name}.rels"), &folder)?;
        let Listed { sheets: listed, epoch, is_stale } = Listed::read(archive, part)?;
        let named =
            |kind: &str| relations.values().find(|relation| relation.is(kind)).map(|relation| relation.part.clone());
        let formats = match named("styles") {
            Some(part) => Formats::read(archive, &part, epoch)?,
            None => Formats::new(epoch),
        };
        let mut sheets = Vec::new();
        for (name, relation) in listed {
            let relation = relations.get(&relation).ok_or(Unreadable::Damaged)?;
            if relation.is("worksheet") {
                sheets.push((clean_line(&name), relation.part.clone()));
            }
        }
        Ok(Self { sheets, formats, strings: named("sharedStrings"), is_stale })
    }

    /// Returns the part with the sheet of this name.
    pub fn part_of(&self, sheet: &str) -> Option<&str> {
        self.sheets.iter().find(|(name, _)| name == sheet).map(|(_, part)| part.as_str())
    }
}

/// What one part says of another.
struct Relation {
    kind: String,
    part: String,
}

impl Relation {
    /// Whether it is of this kind, whatever the edition of the standard.
    fn is(&self, kind: &str) -> bool {
        self.kind.rsplit('/').next() == Some(kind)
    }
}

/// Returns the relations in a part by their ids; none if there is no such part.
fn relations(archive: &mut Archive<'_>, part: &str, folder: &str) -> Result<BTreeMap<String, Relation>, Unreadable> {
    let mut relations = BTreeMap::new();
    let Some(mut xml) = archive.part(part)? else { return Ok(relations) };
    loop {
        match xml.next()? {
            Piece::Start(element) if element.name() == "Relationship" => {
                let value = |name| element.attribute(name).map(Option::unwrap_or_default);
                let relation = Relation { kind: value("Type")?, part: resolved(folder, &value("Target")?) };
                relations.insert(value("Id")?, relation);
                if relations.len() > PARTS {
                    return Err(Unreadable::TooManyParts);
                }
            }
            Piece::Eof => return Ok(relations),
            _ => {}
        }
    }
}

/// What a workbook says of itself.
struct Listed {
    /// The name and the relation of each sheet.
    sheets: Vec<(String, String)>,
    /// The day from which it counts.
    epoch: Epoch,
    /// Whether the program that wrote it left the results of its formulas to be computed.
    is_stale: bool,
}

impl Listed {
    fn read(archive: &mut Archive<'_>, part: &str) -> Result<Self, Unreadable> {
        let mut xml = archive.part(part)?.ok_or(Unreadable::Damaged)?;
        let mut listed = Self { sheets: Vec::new(), epoch: Epoch::Y1900, is_stale: false };
        let is_set = |value: Option<String>| value.is_some_and(|value| value == "1" || value == "true");
        loop {
            match xml.next()? {
                Piece::Start(element) => match element.name() {
                    "sheet" => {
                        let name = element.attribute("name")?.ok_or(Unreadable::Damaged)?;
                        listed.sheets.push((name, element.attribute("id")?.ok_or(Unreadable::Damaged)?));
                        if listed.sheets.len() > SHEETS {
                            return Err(Unreadable::TooManySheets);
                        }
                    }
                    "workbookPr" if is_set(element.attribute("date1904")?) => listed.epoch = Epoch::Y1904,
                    "calcPr" => listed.is_stale = is_set(element.attribute("fullCalcOnLoad")?),
                    _ => {}
                },
                Piece::End(element) if element.name() == "workbook" => return Ok(listed),
                Piece::Eof => return Err(Unreadable::Damaged),
                _ => {}
            }
        }
    }
}
