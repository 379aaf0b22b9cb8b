//! What comes from documents of the user: which pack a file is, and which records an original or a statement is about.

use crate::catalog::pointer::RecordRef;
use crate::catalog::source::{Located, Origin, Source};
use crate::model::Id;
use crate::packed::{Column, ColumnWriter, Numbers, Packed, PackedError, Writer};

use super::{Known, Numbering};

/// Stands for a file that is no pack.
const NONE: u32 = u32::MAX;

/// The names of the sections.
mod section {
    pub(super) const FILES: &str = "packs.files";
    pub(super) const ORIGINALS: &str = "originals.of";
    pub(super) const ABOUT: &str = "statements.about";
    pub(super) const NAMING: &str = "statements.naming";
}

/// Look-ups by the numbers of records among all.
#[derive(Debug)]
pub(in crate::catalog) struct Documents {
    numbers: Numbering,
    /// The pack that each file is.
    files: Numbers,
    /// The originals of each record; empty where there are none at all, as the following two.
    originals: Column,
    /// The statements about each record.
    about: Column,
    /// The statements that name each record as an answer.
    naming: Column,
}

impl Documents {
    /// Writes the look-ups of a source.
    pub(in crate::catalog) fn write(source: &Source, ids: &Known<'_>, writer: &mut Writer) -> Result<(), PackedError> {
        let mut files = vec![NONE; source.files.len()];
        for (number, pack) in (0..).zip(&source.packs) {
            files.get_mut(pack.origin.file as usize).into_iter().for_each(|file| *file = number);
        }
        writer.add(section::FILES, Numbers::to_bytes(files));
        let of = lists(&source.originals, ids, |original| std::slice::from_ref(&original.clause));
        of.write(writer, section::ORIGINALS)?;
        let about = lists(&source.statements, ids, |statement| std::slice::from_ref(&statement.about));
        about.write(writer, section::ABOUT)?;
        lists(&source.statements, ids, |statement| &statement.answers).write(writer, section::NAMING)
    }

    /// Opens the look-ups of records with these numbers.
    pub(in crate::catalog) fn open(packed: &Packed, numbers: Numbering) -> Result<Self, PackedError> {
        Ok(Self {
            numbers,
            files: Numbers::new(packed.section(section::FILES)?),
            originals: Column::open(packed, section::ORIGINALS)?,
            about: Column::open(packed, section::ABOUT)?,
            naming: Column::open(packed, section::NAMING)?,
        })
    }

    /// Returns the number of the pack that something was read from.
    pub(in crate::catalog) fn pack(&self, origin: Origin) -> Option<usize> {
        self.files.get(origin.file as usize).filter(|pack| *pack != NONE).map(|pack| pack as usize)
    }

    /// Returns the numbers of the originals of a record.
    pub(in crate::catalog) fn originals(&self, at: RecordRef) -> impl Iterator<Item = usize> {
        self.originals.numbers(self.numbers.number(at)).map(|number| number as usize)
    }

    /// Returns the numbers of the statements about a record.
    pub(in crate::catalog) fn about(&self, at: RecordRef) -> impl Iterator<Item = usize> {
        self.about.numbers(self.numbers.number(at)).map(|number| number as usize)
    }

    /// Returns the numbers of the statements that name a record as an answer.
    pub(in crate::catalog) fn naming(&self, at: RecordRef) -> impl Iterator<Item = usize> {
        self.naming.numbers(self.numbers.number(at)).map(|number| number as usize)
    }
}

/// Returns, for each record, the numbers of those that name it.
fn lists<T>(records: &[Located<T>], ids: &Known<'_>, named: impl Fn(&T) -> &[Id]) -> ColumnWriter {
    let mut column = ColumnWriter::default();
    if records.is_empty() {
        return column;
    }
    let mut lists = vec![Vec::new(); ids.numbers.len()];
    for (number, record) in (0..).zip(records) {
        for at in named(&record.value).iter().filter_map(|id| ids.find(id)) {
            let list: &mut Vec<u32> = &mut lists[ids.numbers.number(at)];
            if list.last() != Some(&number) {
                list.push(number);
            }
        }
    }
    lists.into_iter().for_each(|list| column.push(&Numbers::to_bytes(list)));
    column
}
