//! What was read from a document of the user (取込資料).

use serde::{Deserialize, Serialize};

use super::{Function, Id, Strength};

/// A document of the user that was taken in. Everything that stands in the same file was read from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// For example `nist-csf-2.0`: small letters, digits, `-`, `.` and `_`.
    pub id: Id,
    /// What people call it.
    pub title: String,
    /// The code of the importer that read it.
    pub format: String,
    /// The version of the program that read it.
    pub program: String,
    /// The name of the file, without its folder.
    pub file: String,
    /// The SHA-256 of the file.
    pub sha256: String,
    /// The day it was taken in, for example `2026-11-29`.
    pub date: String,
    /// What is known of its licence.
    #[serde(default)]
    pub licence: String,
    /// The guidelines and volumes of which it holds everything, so that they can be inspected.
    #[serde(default)]
    pub completes: Vec<Id>,
    /// Whether titles and summaries of its clauses are the document's own words, which leave by no export unasked.
    #[serde(default)]
    pub is_original: bool,
}

/// The official text (原文) of a clause, from a document of the user. Shown and searched; leaves by no export unasked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Original {
    /// The clause that it is the text of.
    pub clause: Id,
    /// The text, with line breaks where the document has paragraphs or items.
    pub text: String,
    /// The printed mark of the item, for example `⑤`, which fills in a number that was not known; empty if it has none.
    #[serde(default)]
    pub item: String,
    /// Where it stands in the document, for example `p. 23` or `医療機関用!8`.
    #[serde(default)]
    pub place: String,
}

/// What a document of the user says of a clause or a risk: which products or measures answer it, and how. It stands beside
/// our own judgement and never changes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// The clause or risk that it is about.
    pub about: Id,
    /// Products and measures that it names.
    #[serde(default)]
    pub answers: Vec<Id>,
    /// How far the document says it is met, in its words, for example `対応` or `一部`.
    #[serde(default)]
    pub status: String,
    /// Who the document says has to act, in its words.
    #[serde(default)]
    pub party: String,
    /// What the document says of how.
    #[serde(default)]
    pub note: String,
    /// What the answers do about a risk, where the document says so.
    #[serde(default)]
    pub function: Option<Function>,
    /// How much they help, where the document says so.
    #[serde(default)]
    pub strength: Option<Strength>,
    /// Where it stands in the document, for example `対応表!14`.
    #[serde(default)]
    pub place: String,
}

impl Statement {
    /// Returns what is said of how the answers help: what they do and how much, how far that meets it, who has to act, a note;
    /// empty if nothing is.
    pub fn phrase(&self) -> String {
        let (function, strength) = (self.function.map_or("", Function::name), self.strength.map_or("", Strength::name));
        let effect: Vec<&str> = [function, strength].into_iter().filter(|part| !part.is_empty()).collect();
        let parts = [effect.join("・"), self.status.clone(), self.party.clone(), self.note.clone()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }
}
