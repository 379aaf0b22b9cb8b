//! What a worklist answers to the items of a sheet.

use crate::catalog::Catalog;
use crate::clock;
use crate::import::checklist::{FormAnswer, FormSheet, ItemAnswer, known_clause};
use crate::model::Clause;
use crate::worklist::{State, YesNo};

/// What a worklist answers, and what it does not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Answered {
    /// The answers.
    pub answers: Vec<ItemAnswer>,
    /// How many items there are.
    pub items: usize,
    /// Whether the catalog knows any of the sheets.
    pub has_clauses: bool,
    /// The items without an answer: sheet and item.
    pub unanswered: Vec<(usize, usize)>,
    /// The items about which people disagree.
    pub disputed: Vec<(usize, usize)>,
    /// The items that the catalog does not know.
    pub unknown: Vec<(usize, usize)>,
    /// The items that are answered いいえ without a day by which they shall be met.
    pub without_target: Vec<(usize, usize)>,
    /// The items that are answered without a day on which that was recorded.
    pub without_day: Vec<(usize, usize)>,
}

impl Answered {
    /// Adds what a worklist says of a sheet.
    pub fn sheet(&mut self, catalog: &Catalog, state: &State, (at, sheet): (usize, &FormSheet)) {
        let chapter = sheet.title.chapter_id();
        let known: Vec<&Clause> = catalog.clauses().filter(|clause| clause.chapter == chapter).collect();
        self.has_clauses |= !known.is_empty();
        self.items += sheet.items.len();
        for (item, asked) in sheet.items.iter().enumerate() {
            match known_clause(&known, asked.number) {
                Some(clause) => self.item(state, clause, (at, item)),
                None => self.unknown.push((at, item)),
            }
        }
    }

    fn item(&mut self, state: &State, clause: &Clause, (sheet, item): (usize, usize)) {
        let Some(answer) = YesNo::recorded(state, &clause.id) else { return self.disputed.push((sheet, item)) };
        let answers = state.answers(&clause.id);
        let answer = match answer {
            YesNo::Yes => FormAnswer::Yes,
            YesNo::No => FormAnswer::No,
            YesNo::NotApplicable => FormAnswer::NotApplicable,
            YesNo::Unanswered => return self.unanswered.push((sheet, item)),
        };
        if answer == FormAnswer::No && answers.due.is_none() {
            self.without_target.push((sheet, item));
        }
        let confirmed = state.confirmed_at(&clause.id).map(clock::day);
        if confirmed.is_none() {
            self.without_day.push((sheet, item));
        }
        self.answers.push(ItemAnswer { sheet, item, answer, confirmed, target: answers.due });
    }
}
