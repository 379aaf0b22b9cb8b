//! Which guidelines and sheets a kind of facility usually inspects.

use serde::{Deserialize, Serialize};

use super::Id;

/// What a worklist of a kind of facility counts. It is our own judgement (本ツールの見解).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preset {
    /// For example `hospital`.
    pub id: Id,
    /// The kind of facility, for example `病院`.
    pub title: String,
    /// Other ways to name it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The guidelines, volumes and chapters that are counted.
    #[serde(default)]
    pub counts: Vec<Id>,
    /// The guidelines of which the newest edition is counted, or one sheet of it.
    #[serde(default)]
    pub newest: Vec<NewestOf>,
    /// Whether it is what a worklist counts if nobody chose.
    #[serde(default, rename = "default")]
    pub is_default: bool,
    /// Why so, in one sentence.
    pub what: String,
}

/// The newest edition of a guideline that the catalog holds, or one sheet of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewestOf {
    /// A guideline whose volumes are editions.
    pub guideline: Id,
    /// The titles that the chapter that is counted has from edition to edition, for example `医療機関確認用`; empty for the
    /// whole volume.
    #[serde(default)]
    pub sheets: Vec<String>,
}
