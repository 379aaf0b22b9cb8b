//! The parts of a workbook, which is a ZIP archive.

use std::collections::BTreeMap;
use std::io::{self, BufReader, Cursor, Read};

use zip::ZipArchive;

use super::limits::{KEPT_BYTES, PARTS, UNPACKED_BYTES};
use super::unreadable::Unreadable;
use super::xml::Xml;

/// An archive whose parts have been checked.
pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// The number of each part by its name in lower case, because programs spell references differently.
    names: BTreeMap<String, usize>,
    /// How many more bytes are read of its parts. A part counts each time it is read.
    left: u64,
}

impl<'b> Archive<'b> {
    /// Opens an archive. Checks the real size of all parts by unpacking them without keeping the bytes, because the size
    /// in the archive may be wrong.
    ///
    /// # Errors
    ///
    /// If it is damaged, or larger than a filled-in worklist can be.
    pub fn open(bytes: &'b [u8]) -> Result<Self, Unreadable> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
        if zip.len() > PARTS {
            return Err(Unreadable::TooManyParts);
        }
        if zip.has_duplicate_names() {
            return Err(Unreadable::PartTwice);
        }
        let mut names = BTreeMap::new();
        let mut left = UNPACKED_BYTES;
        for index in 0..zip.len() {
            let part = zip.by_index(index).map_err(|_| Unreadable::Damaged)?;
            let name = normal(&part.name().map_err(|_| Unreadable::Damaged)?);
            if names.insert(name, index).is_some() {
                return Err(Unreadable::PartTwice);
            }
            let unpacked = io::copy(&mut part.take(left + 1), &mut io::sink());
            left = left.checked_sub(unpacked.map_err(|_| Unreadable::Damaged)?).ok_or(Unreadable::TooLargeInside)?;
        }
        Ok(Self { zip, names, left: UNPACKED_BYTES })
    }

    /// Whether there is a part of this name.
    pub fn has(&self, name: &str) -> bool {
        self.names.contains_key(&normal(name))
    }

    /// Returns the names of all parts, in lower case.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }

    /// Returns the place of a part in the archive.
    pub fn index(&self, name: &str) -> Option<usize> {
        self.names.get(&normal(name)).copied()
    }

    /// Returns a part as text; none if there is no such part.
    ///
    /// # Errors
    ///
    /// If it cannot be unpacked, is not UTF-8, or is larger than a part that is kept in memory may be.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, Unreadable> {
        let Some(index) = self.index(name) else { return Ok(None) };
        let part = self.zip.by_index(index).map_err(|_| Unreadable::Damaged)?;
        let mut bytes = Vec::new();
        part.take(KEPT_BYTES + 1).read_to_end(&mut bytes).map_err(|_| Unreadable::Damaged)?;
        if bytes.len() as u64 > KEPT_BYTES {
            return Err(Unreadable::TooLargeInside);
        }
        String::from_utf8(bytes).map(Some).map_err(|_| Unreadable::Damaged)
    }

    /// Returns a reader of a part; none if there is no such part.
    ///
    /// # Errors
    ///
    /// If it cannot be unpacked.
    pub fn part(&mut self, name: &str) -> Result<Option<Xml<'_, impl io::BufRead>>, Unreadable> {
        let Some(index) = self.names.get(&normal(name)) else { return Ok(None) };
        let part = self.zip.by_index(*index).map_err(|_| Unreadable::Damaged)?;
        Ok(Some(Xml::new(BufReader::new(part), &mut self.left)))
    }
}

/// Returns the name by which a part is looked up.
fn normal(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

/// Returns the name of a part that another one refers to: absolute, or from the folder of that other part.
pub(super) fn resolved(folder: &str, target: &str) -> String {
    let path = if target.starts_with('/') { target.to_owned() } else { format!("{folder}{target}") };
    let mut steps: Vec<&str> = Vec::new();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_leads_from_the_folder_or_from_the_top_and_never_out() {
        for (target, expected) in [
            ("worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("./../xl/sheet1.xml", "xl/sheet1.xml"),
            ("../../../../etc/passwd", "etc/passwd"),
        ] {
            assert_eq!(resolved("xl/", target), expected);
        }
        assert_eq!(normal("\\XL\\Workbook.xml"), "xl/workbook.xml");
    }
}
