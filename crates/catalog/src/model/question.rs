//! Questions of the official Q&A.

use serde::{Deserialize, Serialize};

use super::{Id, Provenance};

/// A question of the Q&A that the ministry publishes beside a guideline, with the clauses it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// For example `mhlw6.qa.kikaku.26`.
    pub id: Id,
    /// The guideline it belongs to.
    pub guideline: Id,
    /// Its printed number, for example `企Q-26`.
    pub number: String,
    /// Our headline.
    pub title: String,
    /// What the answer says, in our words; empty where it was not seen.
    #[serde(default)]
    pub gist: String,
    /// Everyday ways to ask it, in our words.
    #[serde(default)]
    pub asked: Vec<String>,
    /// The clauses, sections or chapters it is about.
    pub clauses: Vec<Id>,
    /// These places as printed above the question; empty where they stand in the question itself.
    #[serde(default)]
    pub printed: String,
    /// Where this comes from.
    pub provenance: Provenance,
}
