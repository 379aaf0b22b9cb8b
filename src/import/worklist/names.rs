//! Tells rows that contradict themselves: ids that were sorted apart from the rest of their rows.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use crate::model::Id;
use crate::sheet::{AnswerField, Answers, Fingerprint, has_lost_letters};

use super::problem::RowProblemKind;
use super::table::FilledRow;

/// What there is for a clause: its answers in the worklist, and how it is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Present {
    /// The present answers.
    pub answers: Answers,
    /// The label, for example `運用 14.⑤`; empty if it is not to be checked.
    pub label: String,
    /// The title; empty if it is not to be checked.
    pub title: String,
    /// Summary and parties of an own item, as they are exported.
    pub told: [String; 2],
    /// Whether anything is recorded that a reviewer can approve: an answer, or evidence.
    pub is_recorded: bool,
    /// Whether it is an own item that was withdrawn.
    pub is_withdrawn: bool,
}

impl From<Answers> for Present {
    fn from(answers: Answers) -> Self {
        let is_recorded = answers.clone().without_review() != Answers::default();
        Self { answers, is_recorded, ..Self::default() }
    }
}

/// What the rows of a table are called.
pub(super) struct Names<'t> {
    /// The titles of all clauses in the table.
    titles: BTreeSet<String>,
    /// The clause of each fingerprint that stands in a row of another clause.
    owners: BTreeMap<&'t str, Id>,
}

/// The most pairs of a fingerprint and an id that are tried.
const PAIRS: usize = 500_000;

impl<'t> Names<'t> {
    /// Returns the names in these rows.
    pub fn of(rows: &'t [FilledRow], current: &dyn Fn(&str) -> Option<Present>) -> Self {
        let present = rows.iter().filter_map(|row| current(&row.id));
        let titles = present.filter(|present| !present.title.is_empty()).map(|present| name_key(&present.title));
        let strays = rows.iter().filter(|row| row.base.is_none() && Fingerprint::is_shaped(&row.mark));
        let pairs = strays.flat_map(|stray| rows.iter().map(move |row| (stray.mark.as_str(), &row.id))).take(PAIRS);
        let owners = pairs.filter(|(mark, id)| Fingerprint::parse(id, mark).is_some());
        Self { titles: titles.collect(), owners: owners.map(|(mark, id)| (mark, id.clone())).collect() }
    }

    /// Returns how a row contradicts itself, if it does. A title may be one of an earlier edition of the catalog; only
    /// one of another clause is wrong.
    pub fn contradiction(&self, row: &FilledRow, present: &Present) -> Option<RowProblemKind> {
        let [label, title] = &row.names;
        let is_other = |shown: &str, own: &str| name_key(shown) != name_key(own) && !has_lost_letters(own, shown);
        let shown = |name: &Option<String>| name.clone().filter(|name| !name.is_empty());
        if let Some(shown) =
            shown(label).filter(|label| !present.label.is_empty() && name_key(label) != name_key(&present.label))
        {
            return Some(RowProblemKind::WrongName { shown, own: present.label.clone() });
        }
        let wrong = |shown: String, own: &str| Some(RowProblemKind::WrongName { shown, own: own.to_owned() });
        let label = shown(label).filter(|label| !present.label.is_empty() && is_other(label, &present.label));
        if let Some(label) = label {
            return wrong(label, &present.label);
        }
        let title =
            shown(title).filter(|title| is_other(title, &present.title) && self.titles.contains(&name_key(title)));
        if let Some(title) = title {
            return wrong(title, &present.title);
        }
        self.owners.get(row.mark.as_str()).filter(|_| row.base.is_none()).cloned().map(RowProblemKind::WrongFingerprint)
    }
}

/// Returns a key that is equal for two spellings of a name: one with line breaks, other widths or doubled spaces.
pub fn name_key(name: &str) -> String {
    // Programs replace characters by others that look alike.
    AnswerField::Owner
        .key(name)
        .nfkc()
        .filter(|c| !c.is_whitespace() && !matches!(c, '(' | ')'))
        .flat_map(char::to_lowercase)
        .collect()
}
