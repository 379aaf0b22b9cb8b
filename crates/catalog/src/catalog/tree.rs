//! The tables of contents: guideline → volume → chapter → section, with the clauses of each chapter.

use std::collections::HashMap;
use std::ops::Range;

use crate::model::{Id, Seen};

use super::source::Source;

/// How deep a heading stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
#[derive(Clone, Debug)]
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
    /// Returns number and title as one heading.
    pub fn heading(&self) -> String {
        let title = if self.title.is_empty() { "(題は未確認)" } else { &self.title };
        match (self.level, self.number.as_str()) {
            (_, "") => title.to_owned(),
            (Level::Chapter, number) => format!("{number}章 {title}"),
            (_, number) => format!("{number} {title}"),
        }
    }
}

/// All headings, in reading order: every heading stands before those below it.
#[derive(Debug)]
pub struct Tree {
    nodes: Vec<Node>,
    by_id: HashMap<Id, usize>,
}

impl Tree {
    /// Builds the headings; clauses are added by [`Tree::with_clauses`].
    pub(super) fn build(source: &Source) -> Self {
        let mut tree = Self { nodes: Vec::new(), by_id: HashMap::new() };
        for guideline in source.guidelines.iter().map(|g| &g.value) {
            let at = tree.add(None, Level::Guideline, (&guideline.id, "", &guideline.title), guideline.provenance.seen);
            let mut volumes: Vec<_> = source.volumes.iter().map(|v| &v.value).collect();
            volumes.retain(|volume| volume.guideline == guideline.id);
            volumes.sort_by_key(|volume| volume.order);
            for volume in volumes {
                // Only a volume that is an edition of its own says how much of it was seen; of others no more than of
                // the guideline.
                let seen = volume.provenance.as_ref().unwrap_or(&guideline.provenance).seen;
                let at = tree.add(Some(at), Level::Volume, (&volume.id, "", &volume.title), seen);
                for chapter in source.chapters.iter().map(|c| &c.value).filter(|c| c.volume == volume.id) {
                    let heading = (&chapter.id, chapter.number.as_str(), chapter.title.as_str());
                    let at = tree.add(Some(at), Level::Chapter, heading, chapter.provenance.seen);
                    for section in &chapter.sections {
                        let heading = (&section.id, section.number.as_str(), section.title.as_str());
                        tree.add(Some(at), Level::Section, heading, section.provenance.seen);
                    }
                }
            }
        }
        tree
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
        self.by_id.insert(id.clone(), at);
        if let Some(parent) = parent {
            self.nodes[parent].children.push(at);
        }
        at
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

    /// Returns all headings.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// Returns the heading with this id.
    pub fn node(&self, id: &str) -> Option<&Node> {
        self.by_id.get(id).map(|at| &self.nodes[*at])
    }

    /// Returns where a heading stands in reading order; unknown headings come last.
    pub fn position(&self, id: &str) -> usize {
        self.by_id.get(id).copied().unwrap_or(usize::MAX)
    }

    /// Returns the id of the volume a chapter belongs to.
    pub fn volume_of_chapter(&self, chapter: &str) -> Option<&str> {
        let parent = self.node(chapter)?.parent?;
        Some(&self.nodes[parent].id)
    }

    /// Returns the path from the guideline down to a heading.
    pub fn path(&self, id: &str) -> Vec<&Node> {
        let mut path = Vec::new();
        let mut at = self.by_id.get(id).copied();
        while let Some(index) = at {
            path.push(&self.nodes[index]);
            at = self.nodes[index].parent;
        }
        path.reverse();
        path
    }
}
