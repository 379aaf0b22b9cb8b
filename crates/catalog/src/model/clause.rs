//! One requirement of a guideline, the unit that is searched, linked and marked.

use serde::{Deserialize, Serialize};

use super::{Confidence, Id, Provenance};

/// One requirement: the unit that is searched, linked and marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// For example `mhlw6.sysun.14.5`.
    pub id: Id,
    /// The chapter it stands in.
    pub chapter: Id,
    /// The number of its section, where requirements are listed per section.
    #[serde(default)]
    pub section: String,
    /// The sub-heading it stands under, as printed, or ours in brackets.
    #[serde(default)]
    pub heading: String,
    /// The printed mark of the item, for example `⑤`; empty where it is not known.
    #[serde(default)]
    pub item: String,
    /// What stands behind the volume in its label, for example `14.⑤` or `7章`.
    pub number: String,
    /// Our headline.
    pub title: String,
    /// Our summary.
    pub gist: String,
    /// The words of the field that it is about.
    #[serde(default)]
    pub terms: Vec<String>,
    /// Everyday ways to ask for it, in our words; they help the search and are not part of the requirement.
    #[serde(default)]
    pub asked: Vec<String>,
    /// Numbers, dates and laws that it names.
    #[serde(default)]
    pub figures: String,
    /// Our wording of the example of a risk scenario printed beside it.
    #[serde(default)]
    pub scenario: String,
    /// The places of another guideline that the document itself names.
    #[serde(default)]
    pub official_reference: String,
    /// What is known of it in the next edition.
    #[serde(default)]
    pub outlook: String,
    /// How sure its number is, where that was judged.
    #[serde(default)]
    pub number_confidence: Option<Confidence>,
    /// A guess at the printed number. Never shown as the number.
    #[serde(default)]
    pub likely_item: String,
    /// Clauses it refers to.
    #[serde(default)]
    pub refs: Vec<Id>,
    /// Where this comes from.
    pub provenance: Provenance,
}

impl Clause {
    /// Whether content or number still has to be checked against the official text (未照合).
    pub fn is_unverified(&self) -> bool {
        self.provenance.seen.is_unverified() || !self.has_certain_number()
    }

    /// Whether the printed number is known for certain.
    pub fn has_certain_number(&self) -> bool {
        !self.id_marks_unknown_number() && !matches!(self.number_confidence, Some(Confidence::Low | Confidence::Medium))
    }

    /// Whether it stands in a section, or in a part of it, as 12.3.1 is part of 12.3.
    pub fn is_in_section(&self, number: &str) -> bool {
        let rest = self.section.strip_prefix(number).filter(|_| !number.is_empty());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }

    /// Ids ending in `uN` were given to items whose printed number could not be seen.
    fn id_marks_unknown_number(&self) -> bool {
        let last = self.id.rsplit('.').next().unwrap_or_default();
        last.strip_prefix('u').is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()))
    }
}
