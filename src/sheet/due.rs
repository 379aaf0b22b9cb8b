//! Decides what is open, due and overdue, for the screen, the command line and every report.

use jiff::civil::Date;

use crate::language::tr;
use crate::model::{ActionState, Status};

use super::answer::{AnswerField, Answers};

/// Which day of a clause it is by which something has to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeadlineKind {
    /// The due date of the clause itself.
    Clause,
    /// Until when the corrective action was promised.
    Action,
    /// The last day of an exception.
    Exception,
}

impl DeadlineKind {
    /// Every kind, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Clause, Self::Action, Self::Exception];

    /// Returns name, code and the field with the day: a kind is a row here.
    const fn row(self) -> (&'static str, &'static str, AnswerField) {
        match self {
            Self::Clause => ("期限", "due", AnswerField::Due),
            Self::Action => ("是正", "action", AnswerField::ActionDue),
            Self::Exception => ("例外", "exception", AnswerField::AcceptUntil),
        }
    }

    /// Returns the Japanese name, for people.
    pub const fn name(self) -> &'static str {
        self.row().0
    }

    /// Returns the code, for programs.
    pub const fn code(self) -> &'static str {
        self.row().1
    }

    /// Returns the field that holds the day.
    pub const fn field(self) -> AnswerField {
        self.row().2
    }

    /// Returns which day a field holds; none if it holds none of them.
    pub fn of(field: AnswerField) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.field() == field)
    }
}

/// A day by which something of a clause has to be done, as long as it has to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline<'a> {
    /// Which one.
    pub kind: DeadlineKind,
    /// The last day.
    pub day: Date,
    /// Who sees to it: of an action who was named for it, of an exception who accepts the risk, else who sees to the clause;
    /// may be empty.
    pub owner: &'a str,
}

impl Deadline<'_> {
    /// Whether the day has passed.
    pub fn is_past(&self, today: Date) -> bool {
        is_past(Some(self.day), today)
    }
}

/// Whether the last day of something has passed. The last day itself still counts.
pub fn is_past(last: Option<Date>, today: Date) -> bool {
    last.is_some_and(|last| last < today)
}

/// Says that the last day of something lies before the day from which it is in effect; none if it does not.
pub fn ends_early(effective: Option<Date>, expires: Option<Date>) -> Option<String> {
    let (effective, expires) = effective.zip(expires).filter(|(effective, expires)| expires < effective)?;
    Some(tr!("有効日({effective})が期限({expires})より後です。", effective, expires))
}

impl Answers {
    /// Whether it is open: there is still something to do.
    pub const fn is_open(&self) -> bool {
        match self.status {
            Status::Todo | Status::Doing | Status::Recheck => true,
            Status::Done | Status::Na => false,
        }
    }

    /// Returns the day of a kind, if something is left to do by it: the due date of a clause that is open, that of an action
    /// that is not done, the end of an exception; the latter two as long as there is something to put right.
    pub fn deadline(&self, kind: DeadlineKind) -> Option<Deadline<'_>> {
        let is_left = match kind {
            DeadlineKind::Clause => self.is_open(),
            DeadlineKind::Action => self.action_state != Some(ActionState::Done) && !self.is_settled(),
            DeadlineKind::Exception => !self.is_settled(),
        };
        let named = match kind {
            DeadlineKind::Clause => &self.owner,
            DeadlineKind::Action => &self.action_owner,
            DeadlineKind::Exception => &self.accepted_by,
        };
        let owner = if named.is_empty() { &self.owner } else { named };
        self.get(kind.field()).day().filter(|_| is_left).map(|day| Deadline { kind, day, owner })
    }

    /// Returns all days by which something is left to do, in the order of the form.
    pub fn deadlines(&self) -> impl Iterator<Item = Deadline<'_>> {
        DeadlineKind::ALL.into_iter().filter_map(move |kind| self.deadline(kind))
    }

    /// Returns the first of them.
    pub fn next_deadline(&self) -> Option<Deadline<'_>> {
        self.deadlines().min_by_key(|one| one.day)
    }

    /// Whether any of them has passed.
    pub fn is_late(&self, today: Date) -> bool {
        self.deadlines().any(|one| one.is_past(today))
    }

    /// Whether the day of this kind has passed, and something is left to do by it.
    pub fn is_past(&self, kind: DeadlineKind, today: Date) -> bool {
        self.deadline(kind).is_some_and(|one| one.is_past(today))
    }

    /// Whether it is open and its own due date is before today. An action and an exception have days of their own, see
    /// [`Answers::is_late`].
    pub fn is_overdue(&self, today: Date) -> bool {
        self.is_past(DeadlineKind::Clause, today)
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Verdict;

    use super::*;

    #[test]
    fn due_today_is_not_overdue_and_what_is_done_is_not() {
        let today = Date::constant(2026, 11, 22);
        for (due, status, expected) in [
            ("2026-11-23", Status::Todo, (true, false)),
            ("2026-11-22", Status::Doing, (true, false)),
            ("2026-11-21", Status::Doing, (true, true)),
            ("2026-11-21", Status::Recheck, (true, true)),
            ("2026-11-21", Status::Done, (false, false)),
            ("2026-11-21", Status::Na, (false, false)),
        ] {
            let answers = Answers { status, due: due.parse().ok(), ..Answers::default() };
            let is_left = answers.next_deadline().is_some();
            assert_eq!((is_left, answers.is_overdue(today)), expected, "{due} {status:?}");
            assert_eq!(answers.is_late(today), answers.is_overdue(today), "{due} {status:?}");
        }
        let dateless = Answers::default();
        assert!(dateless.is_open() && dateless.next_deadline().is_none() && !dateless.is_late(Date::MAX));
    }

    #[test]
    fn actions_and_exceptions_have_days_of_their_own() {
        let day = |day: i8| Some(Date::constant(2026, 11, day));
        let all = Answers {
            due: day(30),
            owner: "情報課".to_owned(),
            action_due: day(20),
            accept_until: day(25),
            accepted_by: "院長".to_owned(),
            ..Answers::default()
        };
        let told = |answers: &Answers| -> Vec<(&'static str, i8, String)> {
            answers.deadlines().map(|one| (one.kind.code(), one.day.day(), one.owner.to_owned())).collect()
        };
        let expected = [("due", 30_i8, "情報課"), ("action", 20, "情報課"), ("exception", 25, "院長")];
        let [clause, action, exception] = expected.map(|(code, day, owner)| (code, day, owner.to_owned()));
        assert_eq!(told(&all), [clause.clone(), action.clone(), exception.clone()]);
        assert_eq!(all.next_deadline().map(|one| one.kind), Some(DeadlineKind::Action));
        let today = Date::constant(2026, 11, 22);
        assert!(all.is_late(today) && !all.is_overdue(today) && all.is_past(DeadlineKind::Action, today));
        let acted = Answers { action_state: Some(ActionState::Done), ..all.clone() };
        assert_eq!(told(&acted), [clause.clone(), exception.clone()]);
        assert!(!acted.is_late(today) && acted.is_late(Date::constant(2026, 11, 26)));
        let withdrawn = Answers { accept_until: None, ..all.clone() };
        assert_eq!(told(&withdrawn), [clause.clone(), action.clone()]);
        // The clause is done, and yet an action was promised.
        assert_eq!(told(&Answers { status: Status::Done, ..all.clone() }), [action, exception]);
        assert_eq!(told(&Answers { verdict: Verdict::Conform, ..all.clone() }), [clause]);
        assert!(told(&Answers { status: Status::Na, ..all }).is_empty());
    }

    #[test]
    fn every_kind_has_a_day_of_its_own() {
        for kind in DeadlineKind::ALL {
            assert_eq!(DeadlineKind::of(kind.field()), Some(kind));
            let mut answers = Answers::default();
            answers.set(kind.field().read("2026-11-30").unwrap());
            assert_eq!(answers.deadlines().map(|one| one.kind).collect::<Vec<_>>(), [kind]);
        }
        assert_eq!(DeadlineKind::of(AnswerField::Reviewed), None, "nothing has to be done by it");
    }

    #[test]
    fn what_ends_before_it_begins_is_told() {
        let day = |day: i8| Some(Date::constant(2026, 11, day));
        assert!(ends_early(day(21), day(20)).is_some_and(|said| said.contains("2026-11-21")));
        for (effective, expires) in [(day(20), day(20)), (day(20), None), (None, day(20)), (None, None)] {
            assert_eq!(ends_early(effective, expires), None, "{effective:?} {expires:?}");
        }
    }
}
