//! Guidelines, their tables of contents, which chapters a kind of facility has to read (参照パターン) and what it inspects.

use serde::{Deserialize, Serialize};

use super::{Id, OWN_ITEMS, Provenance, shown_name};

/// One document in one edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guideline {
    /// For example `mhlw6`.
    pub id: Id,
    /// The printed title.
    pub title: String,
    /// A few characters for narrow columns.
    pub short: String,
    /// The edition as people say it, for example `6.0`; empty where the document has none.
    #[serde(default)]
    pub edition: String,
    /// Who issues it.
    pub publisher: String,
    /// When it was published, for example `2026-06-29` or `2026-06`; empty where that is not known.
    #[serde(default)]
    pub published: String,
    /// Address of the official page.
    #[serde(default)]
    pub url: String,
    /// The edition that took its place, if any: a guideline, or a volume.
    #[serde(default)]
    pub successor: Id,
    /// Whether its clauses are requirements that a worklist counts.
    #[serde(default)]
    pub inspected: bool,
    /// Whether a worklist counts it only if it was chosen.
    #[serde(default)]
    pub by_choice: bool,
    /// Whether only some of its items are in the catalog.
    #[serde(default)]
    pub partial: bool,
    /// Where this comes from.
    pub provenance: Provenance,
}

impl Guideline {
    /// Returns the short name as it is shown.
    pub fn shown_short(&self) -> String {
        shown_name(&self.short, self.id == OWN_ITEMS)
    }
}

/// A volume (編) of a guideline. One that says when it was published is an edition of its own, as the checklist of one
/// year is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Volume {
    /// For example `mhlw6.sysun`.
    pub id: Id,
    /// The guideline it belongs to.
    pub guideline: Id,
    /// Its place among the volumes of the guideline, from 1; those without come last.
    #[serde(default = "last")]
    pub order: u32,
    /// The printed title.
    pub title: String,
    /// The first word of its clauses' labels, for example `運用`.
    pub short: String,
    /// Other ways people write it; they name the volume in filters and clause numbers.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The patterns that all its chapters carry; empty where each chapter says its own.
    #[serde(default)]
    pub patterns: Vec<Id>,
    /// When it was published, where it is an edition of its own, for example `2026-06`.
    #[serde(default)]
    pub published: String,
    /// Address of the official page, where it has one of its own.
    #[serde(default)]
    pub url: String,
    /// The edition that took its place, if any.
    #[serde(default)]
    pub successor: Id,
    /// Whether only some of its items are in the catalog.
    #[serde(default)]
    pub partial: bool,
    /// Where this comes from, where it is an edition of its own.
    #[serde(default)]
    pub provenance: Option<Provenance>,
}

const fn last() -> u32 {
    u32::MAX
}

impl Volume {
    /// Returns the title as it is shown.
    pub fn shown_title(&self) -> String {
        shown_name(&self.title, self.guideline == OWN_ITEMS)
    }
}

/// A chapter (章) of a volume.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chapter {
    /// For example `mhlw6.sysun.14`.
    pub id: Id,
    /// The volume it belongs to.
    pub volume: Id,
    /// The printed number; empty where the document numbers none.
    #[serde(default)]
    pub number: String,
    /// The printed title, or a name of ours in brackets where the title was not seen.
    pub title: String,
    /// The patterns it carries; empty where its volume says so for all chapters, and in guidelines without patterns.
    #[serde(default)]
    pub patterns: Vec<Id>,
    /// Parts of it that carry further patterns. Not none but an empty list where it does not carry all patterns and no
    /// part carries more: who corrects a chapter must not drop the exceptions by leaving them out.
    #[serde(default)]
    pub also: Option<Vec<Also>>,
    /// What is printed about its patterns. Shown as it is; nothing is decided by it.
    #[serde(default)]
    pub patterns_printed: String,
    /// Its sections (節).
    #[serde(default)]
    pub sections: Vec<Section>,
    /// Where this comes from.
    pub provenance: Provenance,
}

/// Parts of a chapter that carry patterns which the chapter as a whole does not carry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Also {
    /// The printed marks of items, for example `⑤`.
    #[serde(default)]
    pub items: Vec<String>,
    /// The printed numbers of sections; the sections within them are meant too.
    #[serde(default)]
    pub sections: Vec<String>,
    /// The further patterns.
    pub patterns: Vec<Id>,
}

/// A section (節) of a chapter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// For example `mhlw6.sysun.14.s1`: the `s` keeps section 14.1 apart from item 14.①.
    pub id: Id,
    /// The printed number.
    pub number: String,
    /// The printed title; empty where only the number is known.
    #[serde(default)]
    pub title: String,
    /// Where this comes from.
    pub provenance: Provenance,
}

/// One 参照パターン of the guideline: which chapters a kind of facility has to read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pattern {
    /// `I` to `IV`.
    pub id: Id,
    /// The guideline it belongs to.
    pub guideline: Id,
    /// Whom it is for.
    pub title: String,
    /// What applies of each volume.
    #[serde(default)]
    pub volumes: Vec<PatternVolume>,
    /// Chapters, sections and clauses that always apply, also within what may be simplified.
    #[serde(default)]
    pub always: Vec<Id>,
    /// Chapters and sections that a contract may simplify.
    #[serde(default)]
    pub simplifiable: Vec<Id>,
    /// Where this comes from.
    pub provenance: Provenance,
}

/// What applies of one volume under a [`Pattern`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PatternVolume {
    /// The volume.
    pub volume: Id,
    /// What applies of it, as a sentence for people.
    pub what: String,
}

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
