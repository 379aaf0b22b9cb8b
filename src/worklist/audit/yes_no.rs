//! What a worklist answers where a form asks for はい or いいえ: one table, from which help and README are made.

use jiff::civil::Date;

use crate::language::t;
use crate::model::{Status, Verdict};
use crate::sheet::Answers;
use crate::worklist::entry::fields::Field;
use crate::worklist::state::State;
use crate::worklist::state::mark::Mark;

/// What a worklist answers to a question for はい or いいえ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YesNo {
    /// はい.
    Yes,
    /// いいえ.
    No,
    /// The item does not apply.
    NotApplicable,
    /// Nothing yet.
    Unanswered,
}

/// One row of the table. The first row that fits decides.
struct Rule {
    /// The statuses it is about; all if empty.
    statuses: &'static [Status],
    /// The verdicts it is about; all if empty.
    verdicts: &'static [Verdict],
    /// Whether there has to be a due date.
    needs_due: bool,
    answer: YesNo,
}

const OPEN: &[Status] = &[Status::Todo, Status::Doing];

const RULES: [Rule; 8] = [
    Rule { statuses: &[Status::Na], verdicts: &[], needs_due: false, answer: YesNo::NotApplicable },
    // What was carried over was not looked at again: neither its status nor its verdict is an answer.
    Rule { statuses: &[Status::Recheck], verdicts: &[], needs_due: true, answer: YesNo::No },
    Rule { statuses: &[Status::Recheck], verdicts: &[], needs_due: false, answer: YesNo::Unanswered },
    Rule { statuses: &[], verdicts: &[Verdict::Conform], needs_due: false, answer: YesNo::Yes },
    Rule { statuses: &[], verdicts: &[Verdict::Partial, Verdict::Nonconform], needs_due: false, answer: YesNo::No },
    Rule { statuses: &[Status::Done], verdicts: &[Verdict::Open], needs_due: false, answer: YesNo::Yes },
    Rule { statuses: OPEN, verdicts: &[Verdict::Open], needs_due: true, answer: YesNo::No },
    Rule { statuses: OPEN, verdicts: &[Verdict::Open], needs_due: false, answer: YesNo::Unanswered },
];

impl YesNo {
    /// Returns what a worklist answers to a clause; none if people disagree about what decides that.
    pub fn recorded(state: &State, clause: &str) -> Option<Self> {
        let decides = |field: &Field| matches!(field, Field::Status | Field::Verdict);
        let is_disputed = |mark: &Mark| mark.conflicts.iter().any(|conflict| decides(&conflict.field));
        (!state.mark(clause).is_some_and(is_disputed)).then(|| Self::of(&state.answers(clause)))
    }

    /// Returns what answers say.
    fn of(answers: &Answers) -> Self {
        RULES
            .iter()
            .find(|rule| rule.fits(answers.status, answers.verdict, answers.due))
            .map_or(Self::Unanswered, |rule| rule.answer)
    }

    /// Returns what goes into the form, for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Yes => "はい",
            Self::No => "いいえ",
            Self::NotApplicable => "対象外の選択肢(なければ空欄)",
            Self::Unanswered => "空欄",
        }
    }

    /// Returns the table for people: status, verdict, due date, and what goes into the form.
    pub fn table() -> Vec<[String; 4]> {
        RULES.iter().map(Rule::row).collect()
    }
}

impl Rule {
    fn fits(&self, status: Status, verdict: Verdict, due: Option<Date>) -> bool {
        (self.statuses.is_empty() || self.statuses.contains(&status))
            && (self.verdicts.is_empty() || self.verdicts.contains(&verdict))
            && (!self.needs_due || due.is_some())
    }

    fn row(&self) -> [String; 4] {
        let names =
            |names: Vec<&str>| if names.is_empty() { t("(どれでも)").to_owned() } else { names.join(t("・")) };
        [
            names(self.statuses.iter().map(|status| t(status.name())).collect()),
            names(self.verdicts.iter().map(|verdict| t(verdict.name())).collect()),
            t(if self.needs_due { "あり" } else { "(どれでも)" }).to_owned(),
            t(self.answer.name()).to_owned(),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn status_verdict_and_due_date_decide() {
        let due = Some(Date::constant(2027, 3, 31));
        for (status, verdict, due, expected) in [
            (Status::Done, Verdict::Open, None, YesNo::Yes),
            (Status::Done, Verdict::Conform, due, YesNo::Yes),
            (Status::Doing, Verdict::Conform, due, YesNo::Yes),
            (Status::Done, Verdict::Nonconform, None, YesNo::No),
            (Status::Done, Verdict::Partial, due, YesNo::No),
            (Status::Todo, Verdict::Nonconform, None, YesNo::No),
            (Status::Todo, Verdict::Open, None, YesNo::Unanswered),
            (Status::Todo, Verdict::Open, due, YesNo::No),
            (Status::Doing, Verdict::Open, None, YesNo::Unanswered),
            (Status::Doing, Verdict::Open, due, YesNo::No),
            (Status::Recheck, Verdict::Conform, None, YesNo::Unanswered),
            (Status::Recheck, Verdict::Conform, due, YesNo::No),
            (Status::Na, Verdict::Conform, due, YesNo::NotApplicable),
        ] {
            let answers = Answers { status, verdict, due, ..Answers::default() };
            assert_eq!(YesNo::of(&answers), expected, "{status:?} {verdict:?} {due:?}");
        }
    }

    #[test]
    fn every_combination_has_a_row() {
        for status in Status::ALL {
            for verdict in Verdict::ALL {
                assert!(RULES.iter().any(|rule| rule.fits(*status, *verdict, None)), "{status:?} {verdict:?}");
            }
        }
    }
}
