//! Reading paths (テーマ): records that belong together under a heading people think in.

use serde::{Deserialize, Serialize};

use super::Id;

/// A reading path, by our judgement: the clauses, risks, measures and products of one theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// For example `theme.zero-trust`.
    pub id: Id,
    /// Its name.
    pub title: String,
    /// What it is about and where to begin, in our words.
    pub gist: String,
    /// Everyday ways to ask for it, in our words.
    #[serde(default)]
    pub asked: Vec<String>,
    /// Its clauses, in the order of reading.
    #[serde(default)]
    pub clauses: Vec<Id>,
    /// Its risks.
    #[serde(default)]
    pub risks: Vec<Id>,
    /// Its measures.
    #[serde(default)]
    pub measures: Vec<Id>,
    /// Its products.
    #[serde(default)]
    pub products: Vec<Id>,
}
