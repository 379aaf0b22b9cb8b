use jiff::civil::Date;

use crate::model::{Status, Verdict};

use super::answer::{Answer, Field};

/// What people fill in for a clause: on screen, on the command line, in a spreadsheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    /// How far the work has come.
    pub status: Status,
    /// What the inspection found.
    pub verdict: Verdict,
    /// Why it is 対象外; empty if not said.
    pub reason: String,
    /// Who takes care of it; empty if nobody was named.
    pub owner: String,
    /// Until when.
    pub due: Option<Date>,
    /// The note; may have several lines; empty if none.
    pub note: String,
}

impl Default for Answers {
    /// Returns what a clause has that nobody has touched.
    fn default() -> Self {
        Self {
            status: Status::Todo,
            verdict: Verdict::Open,
            reason: String::new(),
            owner: String::new(),
            due: None,
            note: String::new(),
        }
    }
}

impl Answers {
    /// Returns what was filled in for one field.
    pub fn get(&self, field: Field) -> Answer {
        match field {
            Field::Status => Answer::Status(self.status),
            Field::Verdict => Answer::Verdict(self.verdict),
            Field::Owner => Answer::Owner(self.owner.clone()),
            Field::Due => Answer::Due(self.due),
            Field::Note => Answer::Note(self.note.clone()),
            Field::Reason => Answer::Reason(self.reason.clone()),
        }
    }

    /// Replaces what was filled in for the field of `answer`.
    pub fn set(&mut self, answer: Answer) {
        match answer {
            Answer::Status(status) => self.status = status,
            Answer::Verdict(verdict) => self.verdict = verdict,
            Answer::Owner(owner) => self.owner = owner,
            Answer::Due(due) => self.due = due,
            Answer::Note(note) => self.note = note,
            Answer::Reason(reason) => self.reason = reason,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_replaced_by_itself_only() {
        let other = Answers {
            status: Status::Na,
            verdict: Verdict::Partial,
            reason: "reason".to_owned(),
            owner: "owner".to_owned(),
            due: Some(Date::constant(2027, 3, 31)),
            note: "note".to_owned(),
        };
        for field in Field::ALL {
            let mut answers = Answers::default();
            answers.set(other.get(field));
            for read in Field::ALL {
                let expected = if read == field { other.get(read) } else { Answers::default().get(read) };
                assert_eq!(answers.get(read), expected, "{field:?} {read:?}");
            }
        }
    }
}
