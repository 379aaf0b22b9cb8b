//! What would otherwise be found by going through a list for every record.

use std::collections::HashMap;

use crate::catalog::pointer::RecordRef;
use crate::catalog::source::{Located, Source};
use crate::catalog::tree::{Headings, Node};
use crate::model::{Guideline, Kind, OWN_ITEMS, Volume};
use crate::packed::{Bytes, Column, ColumnWriter, Keys, Numbers, Packed, PackedError, Writer, keys};

use super::Known;

/// Stands where there is no number.
const NONE: u32 = u32::MAX;

/// Numbers of each heading: its chapter, the volume above it, the edition that it is.
const HEADING: usize = 3;
/// Numbers of each edition: its guideline, its volume, the number of its revisions.
const EDITION: usize = 3;

/// Look-ups by the numbers of records within their tables.
#[derive(Debug)]
pub(in crate::catalog) struct Lookups {
    /// The ids of the guidelines.
    guidelines: Keys,
    /// Where the editions of each guideline begin, and those of the last one end.
    starts: Numbers,
    /// The ids of the editions.
    editions: Keys,
    /// The numbers of each edition.
    parts: Numbers,
    /// The guideline of each volume.
    above: Numbers,
    /// The numbers of each heading.
    headings: Numbers,
    /// The clauses of the mappings.
    mappings: Keys,
    /// Whether the clause of each mapping only explains.
    explanatory: Bytes,
    /// Whether each clause is to be checked against its original.
    unverified: Bytes,
    /// The questions about each clause.
    questions: Column,
    /// The label of each clause: lists of hundreds are measured by theirs.
    labels: Column,
}

/// The names of the sections.
mod section {
    pub(super) const GUIDELINES: &str = "guidelines.ids";
    pub(super) const STARTS: &str = "guidelines.editions";
    pub(super) const EDITIONS: &str = "editions.ids";
    pub(super) const PARTS: &str = "editions.parts";
    pub(super) const ABOVE: &str = "volumes.guideline";
    pub(super) const HEADINGS: &str = "nodes.numbers";
    pub(super) const MAPPINGS: &str = "mappings.clauses";
    pub(super) const EXPLANATORY: &str = "mappings.explanatory";
    pub(super) const UNVERIFIED: &str = "clauses.unverified";
    pub(super) const QUESTIONS: &str = "clauses.questions";
    pub(super) const LABELS: &str = "clauses.labels";
}

impl Lookups {
    /// Writes the look-ups of a source.
    pub(in crate::catalog) fn write(
        source: &Source,
        headings: &Headings,
        ids: &Known<'_>,
        writer: &mut Writer,
    ) -> Result<(), PackedError> {
        let editions = Editions::of(source);
        editions.write(source, writer)?;
        let numbers = editions.headings(source, headings);
        let labels = labels(source, headings, &numbers);
        writer.add(section::HEADINGS, Numbers::to_bytes(numbers));
        let mappings = source.mappings.iter().map(|mapping| &mapping.value);
        keys(mappings.clone().map(|mapping| mapping.clause.as_str()), writer, section::MAPPINGS)?;
        writer.add(section::EXPLANATORY, mappings.map(|mapping| u8::from(mapping.explanatory)).collect());
        let unverified = source.clauses.iter().map(|clause| u8::from(clause.value.is_unverified()));
        writer.add(section::UNVERIFIED, unverified.collect());
        questions(source, &headings.nodes, ids).write(writer, section::QUESTIONS)?;
        labels.write(writer, section::LABELS)
    }

    /// Opens what [`Lookups::write`] wrote.
    pub(in crate::catalog) fn open(packed: &Packed) -> Result<Self, PackedError> {
        let numbers = |name| packed.section(name).map(Numbers::new);
        Ok(Self {
            guidelines: Keys::open(packed, section::GUIDELINES)?,
            starts: numbers(section::STARTS)?,
            editions: Keys::open(packed, section::EDITIONS)?,
            parts: numbers(section::PARTS)?,
            above: numbers(section::ABOVE)?,
            headings: numbers(section::HEADINGS)?,
            mappings: Keys::open(packed, section::MAPPINGS)?,
            explanatory: packed.section(section::EXPLANATORY)?,
            unverified: packed.section(section::UNVERIFIED)?,
            questions: Column::open(packed, section::QUESTIONS)?,
            labels: Column::open(packed, section::LABELS)?,
        })
    }

    /// Returns the number of the guideline with this id.
    pub(in crate::catalog) fn guideline(&self, id: &str) -> Option<usize> {
        self.guidelines.find(id)
    }

    /// Returns the number of the edition with this id.
    pub(in crate::catalog) fn edition(&self, id: &str) -> Option<usize> {
        self.editions.find(id)
    }

    /// Returns how many editions there are.
    pub(in crate::catalog) fn edition_count(&self) -> usize {
        self.editions.len()
    }

    /// Returns the numbers of the editions of a guideline.
    pub(in crate::catalog) fn editions_of(&self, guideline: usize) -> std::ops::Range<usize> {
        let start = |at| self.starts.get(at).unwrap_or_default() as usize;
        start(guideline)..start(guideline + 1)
    }

    /// Returns the guideline and the volume of an edition.
    pub(in crate::catalog) fn edition_parts(&self, edition: usize) -> Option<(usize, Option<usize>)> {
        Some((number(&self.parts, EDITION * edition)?, number(&self.parts, EDITION * edition + 1)))
    }

    /// Returns how many revisions lead to an edition or from it.
    pub(in crate::catalog) fn revisions(&self, edition: usize) -> usize {
        number(&self.parts, EDITION * edition + 2).unwrap_or_default()
    }

    /// Returns the guideline of a volume.
    pub(in crate::catalog) fn guideline_of(&self, volume: usize) -> Option<usize> {
        number(&self.above, volume)
    }

    /// Returns the chapter that a heading is.
    pub(in crate::catalog) fn chapter_at(&self, heading: usize) -> Option<usize> {
        number(&self.headings, HEADING * heading)
    }

    /// Returns the volume right above a heading.
    pub(in crate::catalog) fn volume_above(&self, heading: usize) -> Option<usize> {
        number(&self.headings, HEADING * heading + 1)
    }

    /// Returns the edition that a heading is.
    pub(in crate::catalog) fn edition_at(&self, heading: usize) -> Option<usize> {
        number(&self.headings, HEADING * heading + 2)
    }

    /// Returns the mapping of a clause.
    pub(in crate::catalog) fn mapping(&self, clause: &str) -> Option<usize> {
        self.mappings.find(clause)
    }

    /// Whether a clause only explains.
    pub(in crate::catalog) fn is_explanatory(&self, clause: &str) -> bool {
        self.mapping(clause).is_some_and(|mapping| self.explanatory.get(mapping) == Some(&1))
    }

    /// Whether a clause is to be checked against its original.
    pub(in crate::catalog) fn is_unverified(&self, clause: usize) -> bool {
        self.unverified.get(clause) == Some(&1)
    }

    /// Returns the questions about a clause.
    pub(in crate::catalog) fn questions(&self, clause: usize) -> impl Iterator<Item = usize> {
        self.questions.numbers(clause).map(|number| number as usize)
    }

    /// Returns the label of a clause, as its document has it.
    pub(in crate::catalog) fn label(&self, clause: usize) -> &str {
        self.labels.text(clause)
    }
}

fn number(numbers: &Numbers, at: usize) -> Option<usize> {
    numbers.get(at).filter(|number| *number != NONE).map(|number| number as usize)
}

/// Returns the numbers of records by their ids; of two with one id that of the first.
fn numbered<'a, T>(records: &'a [Located<T>], id: impl Fn(&'a T) -> &'a str) -> HashMap<&'a str, u32> {
    let mut numbers = HashMap::with_capacity(records.len());
    for (number, record) in (0..).zip(records) {
        numbers.entry(id(&record.value)).or_insert(number);
    }
    numbers
}

/// Returns the numbers of the questions about each clause.
fn questions(source: &Source, nodes: &[Node], ids: &Known<'_>) -> ColumnWriter {
    let mut about: Vec<Vec<u32>> = vec![Vec::new(); source.clauses.len()];
    for (number, question) in (0..).zip(&source.questions) {
        for at in question.value.clauses.iter().filter_map(|id| ids.find(id)) {
            let clauses = match at {
                RecordRef { kind: Kind::Clause, index } => index as usize..index as usize + 1,
                RecordRef { kind: Kind::Node, index } => nodes[index as usize].clauses.clone(),
                _ => continue,
            };
            about[clauses].iter_mut().for_each(|questions| questions.push(number));
        }
    }
    let mut column = ColumnWriter::default();
    about.into_iter().for_each(|questions| column.push(&Numbers::to_bytes(questions)));
    column
}

/// Returns the label of each clause. `numbers` are those of the headings.
fn labels(source: &Source, headings: &Headings, numbers: &[u32]) -> ColumnWriter {
    let above = |chapter: &str| {
        let [_, volume, _] = numbers.as_chunks::<HEADING>().0.get(headings.position(chapter))?;
        source.volumes.get(*volume as usize)
    };
    let mut column = ColumnWriter::default();
    for clause in source.clauses.iter().map(|clause| &clause.value) {
        let volume = above(&clause.chapter).map_or("", |volume| volume.value.short.as_str());
        column.push(clause.label(volume).as_bytes());
    }
    column
}

/// The editions of a source, in the order of its guidelines.
struct Editions<'a> {
    guidelines: HashMap<&'a str, u32>,
    volumes: HashMap<&'a str, u32>,
    /// Where the editions of each guideline begin, and those of the last one end.
    starts: Vec<u32>,
    ids: Vec<&'a str>,
    /// The guideline and the volume of each.
    parts: Vec<(u32, u32)>,
}

impl<'a> Editions<'a> {
    fn of(source: &'a Source) -> Self {
        let guideline = |guideline: &'a Guideline| guideline.id.as_str();
        let mut editions = Self {
            guidelines: numbered(&source.guidelines, guideline),
            volumes: numbered(&source.volumes, |volume| volume.id.as_str()),
            starts: vec![0],
            ids: Vec::new(),
            parts: Vec::new(),
        };
        let mut published: HashMap<&str, Vec<(u32, &Volume)>> = HashMap::new();
        for (number, volume) in (0..).zip(source.volumes.iter().map(|volume| &volume.value)) {
            if !volume.published.is_empty() {
                published.entry(volume.guideline.as_str()).or_default().push((number, volume));
            }
        }
        published.values_mut().for_each(|volumes| volumes.sort_by_key(|(_, volume)| volume.order));
        for (number, guideline) in (0..).zip(source.guidelines.iter().map(|guideline| &guideline.value)) {
            match published.get(guideline.id.as_str()) {
                Some(volumes) => volumes.iter().for_each(|(volume, own)| editions.add(&own.id, (number, *volume))),
                // Own items were published by nobody.
                None if guideline.id == OWN_ITEMS => {}
                None => editions.add(&guideline.id, (number, NONE)),
            }
            editions.starts.push(editions.ids.len() as u32);
        }
        editions
    }

    fn add(&mut self, id: &'a str, parts: (u32, u32)) {
        self.ids.push(id);
        self.parts.push(parts);
    }

    fn write(&self, source: &Source, writer: &mut Writer) -> Result<(), PackedError> {
        keys(source.guidelines.iter().map(|guideline| guideline.value.id.as_str()), writer, section::GUIDELINES)?;
        writer.add(section::STARTS, Numbers::to_bytes(self.starts.iter().copied()));
        keys(self.ids.iter().copied(), writer, section::EDITIONS)?;
        let mut revisions: HashMap<&str, u32> = HashMap::new();
        for revision in source.revisions.iter().map(|revision| &revision.value) {
            *revisions.entry(&revision.from).or_default() += 1;
            if revision.to != revision.from {
                *revisions.entry(&revision.to).or_default() += 1;
            }
        }
        let parts = self.ids.iter().zip(&self.parts);
        let parts = parts.flat_map(|(id, (guideline, volume))| {
            [*guideline, *volume, revisions.get(id).copied().unwrap_or_default()]
        });
        writer.add(section::PARTS, Numbers::to_bytes(parts));
        let above = source.volumes.iter().map(|volume| known(&self.guidelines, &volume.value.guideline));
        writer.add(section::ABOVE, Numbers::to_bytes(above));
        Ok(())
    }

    /// Returns the numbers of each heading.
    fn headings(&self, source: &Source, headings: &Headings) -> Vec<u32> {
        let chapters = numbered(&source.chapters, |chapter| chapter.id.as_str());
        let editions: HashMap<&str, u32> = self.ids.iter().copied().zip(0..).collect();
        let numbers = headings.nodes.iter().flat_map(|node| {
            let parent = node.parent.map_or("", |parent| headings.nodes[parent].id.as_str());
            [known(&chapters, &node.id), known(&self.volumes, parent), known(&editions, &node.id)]
        });
        numbers.collect()
    }
}

fn known(numbers: &HashMap<&str, u32>, id: &str) -> u32 {
    numbers.get(id).copied().unwrap_or(NONE)
}
