//! The numbers and ids of all records of a catalog.

use std::collections::HashMap;

use crate::catalog::pointer::RecordRef;
use crate::catalog::record::{Record, count};
use crate::catalog::source::Source;
use crate::catalog::tree::Node;
use crate::model::Kind;
use crate::packed::{Keys, Numbers, Packed, PackedError, Writer, keys};

/// Every record has a number: the kinds follow one another, and within a kind its records.
#[derive(Clone, Debug)]
pub(in crate::catalog) struct Numbering {
    /// Where each kind begins, and the last one ends.
    starts: Vec<usize>,
}

impl Numbering {
    /// Numbers so many records of each kind.
    pub(in crate::catalog) fn new(count: impl Fn(Kind) -> usize) -> Self {
        let mut end = 0;
        let ends = Kind::ALL.iter().map(|kind| {
            end += count(*kind);
            end
        });
        Self { starts: [0].into_iter().chain(ends).collect() }
    }

    /// Returns how many records there are.
    pub(in crate::catalog) fn len(&self) -> usize {
        self.starts.last().copied().unwrap_or_default()
    }

    /// Returns how many records of a kind there are.
    pub(in crate::catalog) fn count(&self, kind: Kind) -> usize {
        self.starts[kind as usize + 1] - self.starts[kind as usize]
    }

    /// Returns the number of a record.
    pub(in crate::catalog) fn number(&self, at: RecordRef) -> usize {
        self.starts[at.kind as usize] + at.index as usize
    }

    /// Returns the record of a number; none behind the last one.
    pub(in crate::catalog) fn at(&self, number: usize) -> Option<RecordRef> {
        let kind = self.starts.partition_point(|start| *start <= number).checked_sub(1)?;
        Kind::ALL.get(kind).map(|kind| RecordRef::new(*kind, number - self.starts[*kind as usize]))
    }

    /// Returns pointers to all records.
    pub(in crate::catalog) fn all(&self) -> impl Iterator<Item = RecordRef> {
        (0..self.len()).filter_map(|number| self.at(number))
    }
}

/// The ids of all records, in the order of their numbers, with the ids that they had before behind them. Where two records
/// claim one id, the first kind wins; an id that a record had before leads to it only if no record has it now.
#[derive(Debug)]
pub(in crate::catalog) struct Ids {
    /// The numbers of the records.
    pub(in crate::catalog) numbers: Numbering,
    keys: Keys,
    /// The numbers of the records that had the former ids.
    former: Numbers,
}

/// Where the ids of a source lead, while it is compiled.
pub(in crate::catalog) struct Known<'a> {
    pub(in crate::catalog) numbers: Numbering,
    present: Vec<&'a str>,
    former: Vec<(&'a str, u32)>,
    places: HashMap<&'a str, RecordRef>,
}

impl<'a> Known<'a> {
    /// Collects the ids of a source.
    pub(in crate::catalog) fn of(source: &'a Source, nodes: &'a [Node]) -> Self {
        let numbers = Numbering::new(|kind| count(source, nodes, kind));
        let mut known = Self { present: Vec::new(), former: Vec::new(), places: HashMap::new(), numbers };
        for at in known.numbers.all() {
            known.present.push(Record::of_source(source, nodes, at).id());
        }
        for (number, at) in (0..).zip(known.numbers.all()) {
            let former = Record::of_source(source, nodes, at).former_ids();
            known.former.extend(former.iter().map(|id| (id.as_str(), number)));
        }
        let present = known.numbers.all().zip(&known.present).map(|(at, id)| (*id, at));
        let former = known.former.iter().filter_map(|(id, number)| Some((*id, known.numbers.at(*number as usize)?)));
        for (id, at) in present.chain(former) {
            known.places.entry(id).or_insert(at);
        }
        known
    }

    /// Returns the record with this id, or the one that had it before.
    pub(in crate::catalog) fn find(&self, id: &str) -> Option<RecordRef> {
        self.places.get(id).copied()
    }

    /// Writes the ids.
    pub(in crate::catalog) fn write(&self, writer: &mut Writer) -> Result<(), PackedError> {
        let former = self.former.iter().map(|(id, _)| *id);
        keys(self.present.iter().copied().chain(former), writer, "ids")?;
        writer.add("ids.former", Numbers::to_bytes(self.former.iter().map(|(_, number)| *number)));
        Ok(())
    }
}

impl Ids {
    /// Opens the ids of so many records.
    pub(in crate::catalog) fn open(packed: &Packed, numbers: Numbering) -> Result<Self, PackedError> {
        let former = Numbers::new(packed.section("ids.former")?);
        Ok(Self { numbers, keys: Keys::open(packed, "ids")?, former })
    }

    /// Returns the record with this id, or the one that had it before.
    pub(in crate::catalog) fn find(&self, id: &str) -> Option<RecordRef> {
        let place = self.keys.find(id)?;
        let number = match place.checked_sub(self.numbers.len()) {
            Some(former) => self.former.get(former)? as usize,
            None => place,
        };
        self.numbers.at(number)
    }

    /// Returns the id of a record.
    pub(in crate::catalog) fn of(&self, at: RecordRef) -> &str {
        self.keys.get(self.numbers.number(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_lead_to_records_and_back_over_kinds_without_any() {
        let numbers = Numbering::new(|kind| match kind {
            Kind::Risk => 3,
            Kind::Measure | Kind::Question => 1,
            _ => 0,
        });
        let all: Vec<RecordRef> = numbers.all().collect();
        assert_eq!((all.len(), numbers.len(), numbers.count(Kind::Risk)), (5, 5, 3));
        for (number, at) in all.iter().enumerate() {
            assert_eq!((numbers.number(*at), numbers.at(number)), (number, Some(*at)));
        }
        assert_eq!(numbers.at(5), None);
    }
}
