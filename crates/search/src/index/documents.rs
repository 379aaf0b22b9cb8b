//! Which document of the index is which record: the documents stand in the order of the catalog, kind by kind.

use std::ops::Range;

use tantivy::DocId;
use tenken_catalog::catalog::{Catalog, RecordRef};
use tenken_catalog::model::Kind;
use tenken_catalog::packed::{Numbers, NumbersView, Packed, Writer};

use crate::error::SearchError;
use crate::tables::TABLES;

const RECORDS: &str = "records";
const KINDS: &str = "records.kinds";
const TELLING: &str = "records.telling";

/// The records of all documents.
#[derive(Debug, Default)]
pub(crate) struct Documents {
    records: Vec<RecordRef>,
    /// The documents of each kind.
    kinds: Vec<(Kind, Range<usize>)>,
}

impl Documents {
    /// Returns the documents of records, which stand kind by kind in the order of the catalog.
    pub fn new(records: Vec<RecordRef>) -> Self {
        let mut kinds = Vec::new();
        let mut first = 0;
        for chunk in records.chunk_by(|left, right| left.kind == right.kind) {
            kinds.push((chunk[0].kind, first..first + chunk.len()));
            first += chunk.len();
        }
        Self { records, kinds }
    }

    /// Writes them, and how many of the first ones say how telling a word is.
    pub fn write(&self, telling: DocId, tables: &mut Writer) {
        let count = |kind: &Kind| self.kinds.iter().find(|(known, _)| known == kind).map_or(0, |(_, all)| all.len());
        tables.add(RECORDS, Numbers::to_bytes(self.records.iter().map(|at| at.index)));
        tables.add(KINDS, Numbers::to_bytes(Kind::SEARCHABLE.iter().map(|kind| count(kind) as u32)));
        tables.add(TELLING, Numbers::to_bytes([telling]));
    }

    /// Opens them again, with how many of the first ones say how telling a word is.
    pub fn open(catalog: &Catalog, tables: &Packed) -> Result<(Self, DocId), SearchError> {
        let places = Numbers::new(tables.section(RECORDS)?);
        let counts = Numbers::new(tables.section(KINDS)?);
        let telling = Numbers::new(tables.section(TELLING)?).get(0).unwrap_or_default();
        let mut indices = places.iter();
        let mut records = Vec::with_capacity(places.len());
        for (kind, count) in Kind::SEARCHABLE.iter().zip(counts.iter()) {
            let all = catalog.all(*kind).count();
            let own = indices.by_ref().take(count as usize).map(|index| RecordRef { kind: *kind, index });
            records.extend(own.filter(|at| (at.index as usize) < all));
        }
        let is_whole = records.len() == places.len() && telling as usize <= records.len();
        if is_whole { Ok((Self::new(records), telling)) } else { Err(SearchError::Files(TABLES.to_owned())) }
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Returns the documents of each kind.
    pub fn kinds(&self) -> impl Iterator<Item = (Kind, Range<DocId>)> {
        self.kinds.iter().map(|(kind, all)| (*kind, all.start as DocId..all.end as DocId))
    }

    /// Returns the record of a document.
    pub fn record(&self, document: DocId) -> RecordRef {
        self.records[document as usize]
    }

    /// Returns the document of a record, if it has one.
    pub fn of(&self, at: RecordRef) -> Option<DocId> {
        let (_, all) = self.kinds.iter().find(|(kind, _)| *kind == at.kind)?;
        let records = self.records.get(all.clone())?;
        // Of nearly every kind all records are documents.
        let place = at.index as usize;
        let is_there = records.get(place) == Some(&at);
        let place = if is_there { Some(place) } else { records.binary_search(&at).ok() };
        place.map(|place| (all.start + place) as DocId)
    }

    /// Returns the documents in the bytes of [`Numbers`], without any that there is not.
    pub fn ids(&self, bytes: &[u8]) -> Vec<DocId> {
        NumbersView::new(bytes).iter().filter(|document| (*document as usize) < self.len()).collect()
    }

    /// Returns the records of the documents in the bytes of [`Numbers`].
    pub fn records(&self, bytes: &[u8]) -> Vec<RecordRef> {
        self.ids(bytes).into_iter().map(|document| self.record(document)).collect()
    }

    /// Returns the documents of records, as the bytes of [`Numbers`].
    pub fn to_bytes<'r>(&self, records: impl IntoIterator<Item = &'r RecordRef>) -> Vec<u8> {
        Numbers::to_bytes(records.into_iter().filter_map(|at| self.of(*at)))
    }

    /// Returns all documents with their records.
    pub fn iter(&self) -> impl Iterator<Item = (DocId, RecordRef)> + Clone {
        (0..).zip(self.records.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::sample;

    #[test]
    fn documents_and_records_lead_to_each_other() {
        let catalog = &sample().catalog;
        let records: Vec<RecordRef> = catalog.searchable().collect();
        let mut tables = Writer::default();
        Documents::new(records.clone()).write(3, &mut tables);
        let tables = Packed::open(tables.finish().into()).unwrap();
        let (documents, telling) = Documents::open(catalog, &tables).unwrap();
        assert_eq!((telling, documents.len()), (3, records.len()));
        assert_eq!(documents.iter().map(|(_, at)| at).collect::<Vec<_>>(), records);
        assert!(documents.iter().all(|(document, at)| documents.of(at) == Some(document)));
        // Of the headings, only some are documents.
        let missing: Vec<RecordRef> = catalog.all(Kind::Node).filter(|at| !records.contains(at)).collect();
        assert!(!missing.is_empty() && missing.iter().all(|at| documents.of(*at).is_none()));
        let bytes = Numbers::to_bytes([1, u32::MAX, 0]);
        assert_eq!((documents.ids(&bytes), documents.records(&bytes)), (vec![1, 0], vec![records[1], records[0]]));
    }

    #[test]
    fn documents_of_another_catalog_are_refused() {
        let mut tables = Writer::default();
        Documents::new(vec![RecordRef::new(Kind::Clause, 1_000_000)]).write(0, &mut tables);
        let tables = Packed::open(tables.finish().into()).unwrap();
        assert!(Documents::open(&sample().catalog, &tables).is_err());
    }
}
