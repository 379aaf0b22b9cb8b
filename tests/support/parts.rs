//! Two workbooks held against each other: cell by cell as another reader sees them, and part by part as they are packed.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};

/// Returns what each cell of the first sheet shows, by its place: row from 1, column from 0.
pub fn cells(bytes: &[u8]) -> BTreeMap<(usize, usize), Data> {
    let mut book = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let (row, column) = sheet.start().unwrap();
    let (row, column) = (usize::try_from(row).unwrap(), usize::try_from(column).unwrap());
    let filled = sheet.used_cells().map(|(down, right, value)| ((row + down + 1, column + right), value.clone()));
    filled.filter(|(_, value)| *value != Data::Empty && *value != Data::String(String::new())).collect()
}

/// Returns the cells of a copy that differ from those of the original, with what they show; an emptied cell is empty.
pub fn changed(original: &[u8], copy: &[u8]) -> BTreeMap<(usize, usize), Data> {
    let (before, after) = (cells(original), cells(copy));
    let places = before.keys().chain(after.keys()).filter(|place| before.get(place) != after.get(place));
    places.map(|place| (*place, after.get(place).cloned().unwrap_or(Data::Empty))).collect()
}

/// Returns the parts of a workbook in their order: name, packed bytes and unpacked bytes.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let read = |at| {
        let mut part = zip.by_index(at).unwrap();
        let mut contents = Vec::new();
        part.read_to_end(&mut contents).unwrap();
        (part.name().unwrap().into_owned(), contents)
    };
    (0..zip_len(bytes)).map(read).collect()
}

fn zip_len(bytes: &[u8]) -> usize {
    zip::ZipArchive::new(Cursor::new(bytes)).unwrap().len()
}

/// Returns the names of the parts that differ. Both have the same parts in the same order.
pub fn changed_parts(original: &[u8], copy: &[u8]) -> Vec<String> {
    let (before, after) = (parts(original), parts(copy));
    let names = |parts: &[(String, Vec<u8>)]| parts.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&before), names(&after));
    before.into_iter().zip(after).filter(|(one, other)| one != other).map(|(one, _)| one.0).collect()
}

/// Returns the text of a part without the elements of these cells.
pub fn part_without(bytes: &[u8], name: &str, cells: &[String]) -> String {
    let part = parts(bytes).into_iter().find(|(known, _)| known == name).unwrap().1;
    let mut text = String::from_utf8(part).unwrap();
    for cell in cells {
        let Some(start) = text.find(&format!("<c r=\"{cell}\"")) else { continue };
        let tag = start + text[start..].find('>').unwrap() + 1;
        let end = if text[..tag].ends_with("/>") { tag } else { tag + text[tag..].find("</c>").unwrap() + 4 };
        text.replace_range(start..end, "");
    }
    text
}
