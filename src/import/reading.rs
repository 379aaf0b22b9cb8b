//! What an importer understood of a document.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::language::tr;
use crate::model::{
    Chapter, Clause, Guideline, Id, Link, Measure, Original, Pack, Product, Revision, Risk, Statement, Volume,
};

use super::file::Unreadable;
use super::mapping::MappingPreview;
use super::worklist::Table;

/// What was read of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// What the pack says of itself, as far as the document tells; the rest is filled in by whoever asked for it.
    pub about: About,
    /// The records, as they go into the pack: without those that the catalog holds already.
    pub records: PackRecords,
    /// How many were read from the file, before anything already in the catalog was left out.
    pub counts: Counts,
    /// What was not read, and why.
    pub skipped: Vec<Skipped>,
    /// What the person should know, one sentence each.
    pub warnings: Vec<String>,
    /// What was taken for what, where that is a guess that the person may correct.
    pub preview: Option<MappingPreview>,
}

/// What a document says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The id of the pack: the same for every edition of the file that replaces another.
    pub pack: Id,
    /// What people call the document.
    pub title: String,
    /// What is known of its licence.
    pub licence: String,
    /// As in [`Pack::completes`].
    pub completes: Vec<Id>,
    /// As in [`Pack::is_original`].
    pub is_original: bool,
}

/// The records of a pack, table by table as they stand in its file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PackRecords {
    /// The pack itself; exactly one in a file.
    #[serde(rename = "pack")]
    pub packs: Vec<Pack>,
    /// Documents.
    #[serde(rename = "guideline")]
    pub guidelines: Vec<Guideline>,
    /// Volumes.
    #[serde(rename = "volume")]
    pub volumes: Vec<Volume>,
    /// Chapters with their sections.
    #[serde(rename = "chapter")]
    pub chapters: Vec<Chapter>,
    /// Requirements.
    #[serde(rename = "clause")]
    pub clauses: Vec<Clause>,
    /// Risks.
    #[serde(rename = "risk")]
    pub risks: Vec<Risk>,
    /// Products.
    #[serde(rename = "product")]
    pub products: Vec<Product>,
    /// Measures.
    #[serde(rename = "measure")]
    pub measures: Vec<Measure>,
    /// Ties between clauses. Their ends need not be in the catalog: then they wait.
    #[serde(rename = "link")]
    pub links: Vec<Link>,
    /// What became of clauses between editions.
    #[serde(rename = "revision")]
    pub revisions: Vec<Revision>,
    /// Official texts of clauses.
    #[serde(rename = "original")]
    pub originals: Vec<Original>,
    /// What the document says of clauses and risks.
    #[serde(rename = "statement")]
    pub statements: Vec<Statement>,
}

impl PackRecords {
    /// Whether there is no record but the pack itself.
    pub fn is_bare(&self) -> bool {
        *self == Self { packs: self.packs.clone(), ..Self::default() }
    }
}

/// How many records of each kind were read from a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Requirements.
    pub clause: usize,
    /// Risks.
    pub risk: usize,
    /// Products.
    pub product: usize,
    /// Measures.
    pub measure: usize,
    /// What the document says of clauses and risks.
    pub mapping: usize,
    /// Ties between clauses.
    pub link: usize,
    /// Official texts.
    pub original: usize,
}

/// Something of a document that was not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// Where it stands, for example `対応表!14`, `p. 23` or `controls[3].id`; for many alike, where they stand together.
    pub place: String,
    /// Why it was not read, as a Japanese sentence; for many alike with their number.
    pub reason: String,
}

/// Why nothing was read.
#[derive(Debug, Error)]
pub enum NotRead {
    /// The file cannot be read.
    #[error("{0}")]
    Unreadable(String, &'static str),
    /// It is known for what it is, and there is nothing in it for tenken; a whole Japanese sentence.
    #[error("{0}")]
    OfNoUse(String),
    /// It is a worklist that came back: no document of its own, but answers for the worklist, which are read.
    #[error("{}", tr!("これは点検票です。`tenken import worklist` で取り込んでください。"))]
    Worklist(Box<Table>),
    /// It is no such document, or is damaged: what is wrong, as a Japanese sentence with the place in the file, and a hint.
    #[error("{0}")]
    Wrong(String, &'static str),
    /// Whoever watched has broken it off.
    #[error("{}", tr!("取り込みを中止しました。"))]
    Cancelled,
}

impl From<&Unreadable> for NotRead {
    fn from(why: &Unreadable) -> Self {
        Self::Unreadable(tr!("{why}。", why), why.hint())
    }
}
