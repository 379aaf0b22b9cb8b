//! Compiles a catalog.

use crate::catalog::error::LoadError;
use crate::catalog::links;
use crate::catalog::source::Source;
use crate::catalog::tree::Headings;
use crate::packed::{ColumnWriter, PackedError, Writer};

use super::{Documents, FILES, Known, Lookups};

impl Source {
    /// Returns the records, which [`check`](crate::catalog::check()) has found sound, as the bytes of a catalog, see
    /// [`Catalog::compiled`](crate::catalog::Catalog::compiled). They belong to this version of the program and are no
    /// format to keep.
    ///
    /// # Errors
    ///
    /// If the records of one table take more than 4 GB.
    pub fn compile(self) -> Result<Vec<u8>, LoadError> {
        Ok(compile(self)?)
    }
}

fn compile(mut source: Source) -> Result<Vec<u8>, PackedError> {
    let mut writer = Writer::default();
    let headings = Headings::of(&source);
    source.clauses.sort_by_cached_key(|clause| headings.position(&clause.value.chapter));
    let headings = headings.with_clauses(&source);
    headings.write(&mut writer)?;
    let ids = Known::of(&source, &headings.nodes);
    ids.write(&mut writer)?;
    links::write(&source, &ids, &mut writer)?;
    Lookups::write(&source, &headings, &ids, &mut writer)?;
    Documents::write(&source, &ids, &mut writer)?;
    drop(ids);
    drop(headings);
    let mut files = ColumnWriter::default();
    source.files.iter().for_each(|file| files.push(file.as_bytes()));
    files.write(&mut writer, FILES)?;
    source.write_tables(&mut writer)?;
    Ok(writer.finish())
}
