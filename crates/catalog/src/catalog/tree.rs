//! The tables of contents: guideline → volume → chapter → section, with the clauses of each chapter.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::language::t;
use crate::model::{Chapter, Id, OWN_ITEMS, Seen, Volume, shown_name};
use crate::packed::{Column, ColumnWriter, Keys, Packed, PackedError, Writer, keys};

use super::compiled::{nothing, to_bytes};
use super::source::Source;

/// How deep a heading stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Level {
    /// A document.
    Guideline,
    /// 編
    Volume,
    /// 章
    Chapter,
    /// 節
    Section,
}

impl Level {
    /// Returns the code used in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Guideline => "guideline",
            Self::Volume => "volume",
            Self::Chapter => "chapter",
            Self::Section => "section",
        }
    }

    /// Returns the Japanese name of the level.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Guideline => "ガイドライン",
            Self::Volume => "編",
            Self::Chapter => "章",
            Self::Section => "節",
        }
    }
}

/// A heading of a table of contents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// For example `mhlw6.sysun.14`.
    pub id: Id,
    /// How deep it stands.
    pub level: Level,
    /// The printed number; empty where there is none.
    pub number: String,
    /// The title.
    pub title: String,
    /// How solid the title is.
    pub seen: Seen,
    /// The heading above it.
    pub parent: Option<usize>,
    /// The headings below it.
    pub children: Vec<usize>,
    /// The clauses below it, as indices of the catalog's clauses; sections share their chapter's.
    pub clauses: Range<usize>,
}

impl Node {
    /// Whether own items stand below it.
    pub fn is_of_own_items(&self) -> bool {
        self.id.split('.').next() == Some(OWN_ITEMS)
    }

    /// Returns the title as it is shown.
    pub fn shown_title(&self) -> String {
        shown_name(&self.title, self.is_of_own_items())
    }

    /// Returns number and title as one heading.
    pub fn heading(&self) -> String {
        let title = match self.shown_title() {
            title if title.is_empty() => t("(題は未確認)").to_owned(),
            title => title,
        };
        match (self.level, self.number.as_str()) {
            (_, "") => title,
            (Level::Chapter, number) => format!("{number}章 {title}"),
            (_, number) => format!("{number} {title}"),
        }
    }
}

/// The name of the headings in a compiled catalog.
const NODES: &str = "nodes";
const IDS: &str = "nodes.ids";

/// All headings, in reading order: every heading stands before those below it. They are decoded when the first of them is
/// asked for.
#[derive(Debug)]
pub struct Tree {
    column: Column,
    ids: Keys,
    nodes: OnceLock<Vec<Node>>,
    /// Stands for a heading that cannot be decoded, as an empty record does for one.
    nothing: Node,
}

impl Tree {
    /// Opens what [`Headings::write`] wrote.
    pub(super) fn open(packed: &Packed) -> Result<Self, PackedError> {
        let (column, ids) = (Column::open(packed, NODES)?, Keys::open(packed, IDS)?);
        Ok(Self { column, ids, nodes: OnceLock::new(), nothing: nothing()? })
    }

    /// Returns how many headings there are, without decoding any.
    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    /// Returns all headings.
    pub fn nodes(&self) -> &[Node] {
        self.nodes.get_or_init(|| {
            let node = |at| postcard::from_bytes(self.column.get(at)).unwrap_or_else(|_| self.nothing.clone());
            (0..self.len()).map(node).collect()
        })
    }

    /// Returns the heading with this id.
    pub fn node(&self, id: &str) -> Option<&Node> {
        self.nodes().get(self.number(id)?)
    }

    /// Returns the number of a heading.
    pub(super) fn number(&self, id: &str) -> Option<usize> {
        self.ids.find(id)
    }

    /// Returns where a heading stands in reading order; unknown headings come last.
    pub fn position(&self, id: &str) -> usize {
        self.number(id).unwrap_or(usize::MAX)
    }

    /// Returns the id of the volume a chapter belongs to.
    pub fn volume_of_chapter(&self, chapter: &str) -> Option<&str> {
        let parent = self.node(chapter)?.parent?;
        self.nodes().get(parent).map(|node| node.id.as_str())
    }

    /// Returns the headings from one up to its guideline.
    pub(super) fn upwards(&self, id: &str) -> impl Iterator<Item = (usize, &Node)> {
        let at = |number: usize| self.nodes().get(number).map(|node| (number, node));
        // A heading stands before those below it: whatever the bytes say, this ends.
        let above = move |(number, node): &(usize, &Node)| node.parent.filter(|parent| parent < number).and_then(at);
        std::iter::successors(self.number(id).and_then(at), above)
    }

    /// Returns the path from the guideline down to a heading.
    pub fn path(&self, id: &str) -> Vec<&Node> {
        let mut path: Vec<&Node> = self.upwards(id).map(|(_, node)| node).collect();
        path.reverse();
        path
    }

    /// Returns the path to a heading as people read it. A heading with the words of the one above it says nothing new: the only
    /// volume of a framework is called like the framework.
    pub fn steps(&self, id: &str) -> Vec<&Node> {
        let mut steps = self.path(id);
        steps.dedup_by(|below, above| below.heading() == above.heading());
        steps
    }
}

/// The headings of a source, while it is compiled.
#[derive(Default)]
pub(super) struct Headings {
    /// The headings, in reading order.
    pub(super) nodes: Vec<Node>,
    by_id: HashMap<Id, usize>,
}

impl Headings {
    /// Collects the headings; the clauses below them are found by [`Headings::with_clauses`].
    pub(super) fn of(source: &Source) -> Self {
        let mut headings = Self::default();
        let mut volumes: HashMap<&str, Vec<&Volume>> = HashMap::new();
        for volume in source.volumes.iter().map(|volume| &volume.value) {
            volumes.entry(&volume.guideline).or_default().push(volume);
        }
        volumes.values_mut().for_each(|volumes| volumes.sort_by_key(|volume| volume.order));
        let mut chapters: HashMap<&str, Vec<&Chapter>> = HashMap::new();
        for chapter in source.chapters.iter().map(|chapter| &chapter.value) {
            chapters.entry(&chapter.volume).or_default().push(chapter);
        }
        for guideline in source.guidelines.iter().map(|guideline| &guideline.value) {
            let seen = guideline.provenance.seen;
            let at = headings.add(None, Level::Guideline, (&guideline.id, "", &guideline.title), seen);
            for volume in volumes.get(guideline.id.as_str()).into_iter().flatten() {
                // Only a volume that is an edition of its own says how much of it was seen; of others no more than of
                // the guideline.
                let seen = volume.provenance.as_ref().map_or(seen, |provenance| provenance.seen);
                let at = headings.add(Some(at), Level::Volume, (&volume.id, "", &volume.title), seen);
                for chapter in chapters.get(volume.id.as_str()).into_iter().flatten() {
                    headings.add_chapter(at, chapter);
                }
            }
        }
        headings
    }

    fn add_chapter(&mut self, volume: usize, chapter: &Chapter) {
        let heading = (&chapter.id, chapter.number.as_str(), chapter.title.as_str());
        let at = self.add(Some(volume), Level::Chapter, heading, chapter.provenance.seen);
        for section in &chapter.sections {
            let heading = (&section.id, section.number.as_str(), section.title.as_str());
            self.add(Some(at), Level::Section, heading, section.provenance.seen);
        }
    }

    fn add(&mut self, parent: Option<usize>, level: Level, heading: (&Id, &str, &str), seen: Seen) -> usize {
        let at = self.nodes.len();
        let (id, number, title) = heading;
        self.nodes.push(Node {
            id: id.clone(),
            level,
            number: number.to_owned(),
            title: title.to_owned(),
            seen,
            parent,
            children: Vec::new(),
            clauses: 0..0,
        });
        self.by_id.entry(id.clone()).or_insert(at);
        if let Some(parent) = parent {
            self.nodes[parent].children.push(at);
        }
        at
    }

    /// Returns where a heading stands in reading order; unknown headings come last.
    pub(super) fn position(&self, id: &str) -> usize {
        self.by_id.get(id).copied().unwrap_or(usize::MAX)
    }

    /// Gives every heading the range of clauses below it; the clauses must be sorted by their chapters.
    pub(super) fn with_clauses(mut self, source: &Source) -> Self {
        for (index, clause) in source.clauses.iter().enumerate() {
            let mut at = self.by_id.get(&clause.value.chapter).copied();
            while let Some(node) = at {
                let node = &mut self.nodes[node];
                if node.clauses.is_empty() {
                    node.clauses = index..index + 1;
                } else {
                    node.clauses.end = index + 1;
                }
                at = node.parent;
            }
        }
        for at in 0..self.nodes.len() {
            if let (Level::Section, Some(parent)) = (self.nodes[at].level, self.nodes[at].parent) {
                self.nodes[at].clauses = self.nodes[parent].clauses.clone();
            }
        }
        self
    }

    /// Writes the headings.
    pub(super) fn write(&self, writer: &mut Writer) -> Result<(), PackedError> {
        let mut column = ColumnWriter::default();
        for node in &self.nodes {
            column.push(&to_bytes(node, NODES)?);
        }
        column.write(writer, NODES)?;
        keys(self.nodes.iter().map(|node| node.id.as_str()), writer, IDS)
    }
}
