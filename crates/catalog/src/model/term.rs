//! Words of the field.

use serde::{Deserialize, Serialize};

use super::Id;

/// A word of the field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// For example `term.niyousoninshou`.
    pub id: Id,
    /// The word.
    pub term: String,
    /// How it is read, in hiragana.
    pub reading: String,
    /// Words that mean the same; they widen a search.
    #[serde(default)]
    pub synonyms: Vec<String>,
    /// Words that belong near it; they do not widen a search.
    #[serde(default)]
    pub related_terms: Vec<String>,
    /// What it means, in our words.
    pub definition: String,
    /// Clauses, chapters and products to read on.
    #[serde(default)]
    pub related: Vec<Id>,
}
