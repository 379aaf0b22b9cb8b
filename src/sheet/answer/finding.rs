//! What the answers for a clause say beside status and verdict: the finding with its plan, the exception, the review.

use jiff::civil::Date;
use serde::Serialize;

use crate::language::{Words, t, tr};
use crate::model::{ActionState, Grade, Review, Status, Verdict};

use super::super::due::DeadlineKind;
use super::{AnswerField, Answers};

/// A finding (指摘) and the plan to put it right. It is one as soon as anything is said of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Plan<'a> {
    /// How grave it is, if that was said.
    pub grade: Option<Grade>,
    /// Why the clause is not met; may be empty.
    pub cause: &'a str,
    /// What will be done; may be empty.
    pub action: &'a str,
    /// Who sees to it; may be empty.
    pub owner: &'a str,
    /// Until when.
    pub due: Option<Date>,
    /// How far it has come.
    pub state: ActionState,
}

/// An exception (例外): the clause may stay as it is for a time, because somebody accepts the residual risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Exception<'a> {
    /// The last day.
    pub until: Option<Date>,
    /// Who has accepted the residual risk; may be empty.
    pub accepted_by: &'a str,
    /// Why; may be empty.
    pub why: &'a str,
}

/// What a reviewer says (確認).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Reviewed<'a> {
    /// What.
    pub result: Option<Review>,
    /// Who; may be empty.
    pub by: &'a str,
    /// When.
    pub on: Option<Date>,
    /// Why; may be empty.
    pub word: &'a str,
}

impl Plan<'_> {
    /// Returns who sees to it, until when, and how far it has come, on one line.
    pub fn when(&self) -> String {
        let due = self.due.map(|due| tr!("期限 {due}", due)).unwrap_or_default();
        joined_by(t("、"), [self.owner, &due, t(self.state.name())])
    }
}

impl Reviewed<'_> {
    /// Returns it on one line.
    pub fn line(&self) -> String {
        let on = self.on.map(|on| on.to_string()).unwrap_or_default();
        joined([t(self.result.map_or("", Review::name)), self.by, &on, self.word])
    }
}

/// Joins the texts that are not empty.
fn joined<const N: usize>(texts: [&str; N]) -> String {
    joined_by(" ", texts)
}

fn joined_by<const N: usize>(between: &str, texts: [&str; N]) -> String {
    texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(between)
}

impl Exception<'_> {
    /// Returns it on one line.
    pub fn line(&self) -> String {
        let until = self.until.map_or_else(|| tr!("期限なし").to_owned(), |until| tr!("{until} まで", until));
        let by = self.acceptance().unwrap_or_else(|| tr!("受け入れた人の記録なし").to_owned());
        joined_by(t("、"), [&until, &by, self.why])
    }

    /// Returns what stays to be read of it once it is needed no more: who had accepted the risk, and why.
    fn words(&self) -> String {
        joined_by(t("、"), [&self.acceptance().unwrap_or_default(), self.why])
    }

    /// Says who accepts the risk; none if that is not said.
    fn acceptance(&self) -> Option<String> {
        let said = || tr!("残留リスクを受け入れた人 {who}", who = Words(self.accepted_by));
        (!self.accepted_by.is_empty()).then(said)
    }

    /// Whether it says until when, and who accepts the risk.
    pub const fn is_complete(&self) -> bool {
        self.until.is_some() && !self.accepted_by.is_empty()
    }
}

impl AnswerField {
    /// Whether a reviewer says it.
    pub const fn is_of_review(self) -> bool {
        matches!(self, Self::Review | Self::Reviewer | Self::Reviewed | Self::ReviewWord)
    }
}

impl Answers {
    /// Returns the finding and its plan; none if nothing is said of them.
    pub fn plan(&self) -> Option<Plan<'_>> {
        let texts = [&self.cause, &self.action, &self.action_owner];
        let is_said = self.grade.is_some() || self.action_due.is_some() || self.action_state.is_some();
        (is_said || texts.iter().any(|text| !text.is_empty())).then(|| Plan {
            grade: self.grade,
            cause: &self.cause,
            action: &self.action,
            owner: &self.action_owner,
            due: self.action_due,
            state: self.action_state.unwrap_or(ActionState::Open),
        })
    }

    /// Returns the exception; none if nothing is said of one.
    pub fn exception(&self) -> Option<Exception<'_>> {
        let is_said = self.accept_until.is_some() || !self.accepted_by.is_empty() || !self.accept_why.is_empty();
        is_said.then_some(Exception { until: self.accept_until, accepted_by: &self.accepted_by, why: &self.accept_why })
    }

    /// Returns what a reviewer says; none if none has said anything.
    pub fn reviewed(&self) -> Option<Reviewed<'_>> {
        let is_said = self.review.is_some() || self.reviewed.is_some();
        (is_said || !self.reviewer.is_empty() || !self.review_word.is_empty()).then_some(Reviewed {
            result: self.review,
            by: &self.reviewer,
            on: self.reviewed,
            word: &self.review_word,
        })
    }

    /// Returns what they say beside status, verdict, owner, due date, note and reason, for people: a name, in Japanese, and a
    /// line for each thing, in the order of the form; nothing that is not said. Of an action and an exception that nobody owes
    /// or needs any more only the words stand there, and no day or state as if they were open.
    pub fn told(&self) -> Vec<(&'static str, String)> {
        let plan = self.plan();
        let found = plan.map(|plan| joined([t(plan.grade.map_or("", Grade::name)), plan.cause]));
        let is_planned = |plan: &Plan<'_>| !plan.action.is_empty() || !plan.owner.is_empty() || plan.due.is_some();
        let action = plan.filter(|plan| is_planned(plan) || self.action_state.is_some());
        let action = action.map(|plan| match (self.action_standing(), plan.action) {
            (None, action) => joined_by(t("、"), [action, plan.owner]),
            (Some(_), "") => plan.when(),
            (Some(_), action) => tr!("{action}({when})", action = Words(action), when = plan.when()),
        });
        let exception = self.exception().map(|exception| match self.exception_standing() {
            Some(standing) => standing.line(),
            None => exception.words(),
        });
        let reviewed = self.reviewed().map(|reviewed| reviewed.line());
        let all = [("指摘", found), ("是正策", action), ("例外", exception), ("確認", reviewed)];
        let said = all.into_iter().filter_map(|(name, line)| Some((name, line?.replace('\n', " "))));
        said.filter(|(_, line)| !line.is_empty()).collect()
    }

    /// Whether the clause is judged as not met, or only in part.
    pub const fn is_failing(&self) -> bool {
        matches!(self.verdict, Verdict::Partial | Verdict::Nonconform)
    }

    /// Whether the clause is a finding (指摘): it is failing, or a finding is recorded of it. What does not apply is none.
    pub fn is_finding(&self) -> bool {
        self.status != Status::Na && (self.is_failing() || self.plan().is_some())
    }

    /// Whether the clause is judged so. No verdict counts on what does not apply, whatever was said of it before.
    pub fn is_judged(&self, verdict: Verdict) -> bool {
        self.verdict == verdict && self.status != Status::Na
    }

    /// Whether something has to be done, by the grade of the finding.
    pub fn needs_action(&self) -> bool {
        !self.is_settled() && matches!(self.grade, Some(Grade::Major | Grade::Minor))
    }

    /// Whether nothing has to be put right any more: the clause is met, or does not apply. It then owes no action and needs no
    /// exception, whatever is recorded of them.
    pub fn is_settled(&self) -> bool {
        self.verdict == Verdict::Conform || self.status == Status::Na
    }

    /// Whether what was found is put right: its action is done, or nothing has to be done any more.
    pub fn is_put_right(&self) -> bool {
        self.action_state == Some(ActionState::Done) || self.is_settled()
    }

    /// Returns how far the corrective action has come, planned or not; none if there is nothing to put right. What was done
    /// for a clause that is met by now stays done.
    pub fn action_standing(&self) -> Option<ActionState> {
        if self.is_settled() {
            let is_done = self.status != Status::Na && self.action_state == Some(ActionState::Done);
            return is_done.then_some(ActionState::Done);
        }
        let is_planned = !self.action.is_empty() || !self.action_owner.is_empty() || self.action_due.is_some();
        self.action_state.or_else(|| (is_planned || self.needs_action()).then_some(ActionState::Open))
    }

    /// Returns the exception as long as it is needed: of what is met, or does not apply, none is.
    pub fn exception_standing(&self) -> Option<Exception<'_>> {
        self.exception().filter(|_| !self.is_settled())
    }

    /// Whether the day until which the action was to be done has passed, and it is still to be done.
    pub fn is_action_overdue(&self, today: Date) -> bool {
        self.is_past(DeadlineKind::Action, today)
    }

    /// Whether the last day of an exception has passed, and it is still needed.
    pub fn is_exception_over(&self, today: Date) -> bool {
        self.is_past(DeadlineKind::Exception, today)
    }

    /// Returns them without what a reviewer said: that was said of what was recorded then.
    #[must_use]
    pub fn without_review(self) -> Self {
        let Self { review, reviewer, reviewed, review_word, .. } = Self::default();
        Self { review, reviewer, reviewed, review_word, ..self }
    }

    /// Returns them without a finding whose action is done.
    #[must_use]
    pub fn still_open(self) -> Self {
        if self.action_state != Some(ActionState::Done) {
            return self;
        }
        let Self { grade, cause, action, action_owner, action_due, action_state, .. } = Self::default();
        Self { grade, cause, action, action_owner, action_due, action_state, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_begins_with_whatever_is_said_of_it() {
        assert_eq!(Answers::default().plan(), None);
        let action = Answers { action: "設定を直す".to_owned(), ..Answers::default() };
        assert_eq!(action.plan().map(|plan| (plan.grade, plan.state)), Some((None, ActionState::Open)));
        let state = Answers { action_state: Some(ActionState::Done), ..Answers::default() };
        assert!(state.plan().is_some() && state.still_open().plan().is_none());
        assert!(action.clone().still_open().plan().is_some());
    }

    #[test]
    fn what_is_not_met_is_a_finding_with_or_without_a_grade() {
        let of = |verdict: Verdict, status: Status, grade: Option<Grade>| {
            Answers { verdict, status, grade, ..Answers::default() }.is_finding()
        };
        assert!(of(Verdict::Nonconform, Status::Done, None) && of(Verdict::Partial, Status::Todo, None));
        assert!(of(Verdict::Conform, Status::Done, Some(Grade::Observation)));
        assert!(!of(Verdict::Conform, Status::Done, None) && !of(Verdict::Open, Status::Todo, None));
        assert!(!of(Verdict::Nonconform, Status::Na, Some(Grade::Major)));
        let needs = |status| Answers { status, grade: Some(Grade::Major), ..Answers::default() }.needs_action();
        assert!(needs(Status::Done) && !needs(Status::Na));
    }

    #[test]
    fn what_is_met_or_does_not_apply_owes_no_action_and_needs_no_exception() {
        let said = Answers {
            grade: Some(Grade::Major),
            action_state: Some(ActionState::Doing),
            accept_why: "来期".to_owned(),
            ..Answers::default()
        };
        let of = |answers: &Answers| (answers.needs_action(), answers.action_standing(), answers.is_put_right());
        assert_eq!(of(&said), (true, Some(ActionState::Doing), false));
        assert!(said.exception_standing().is_some());
        let met = Answers { verdict: Verdict::Conform, ..said.clone() };
        let out = Answers { status: Status::Na, ..said };
        for settled in [&met, &out] {
            assert_eq!(of(settled), (false, None, true));
            assert!(settled.exception_standing().is_none() && settled.exception().is_some());
        }
        let done = |answers| Answers { action_state: Some(ActionState::Done), ..answers };
        assert_eq!(done(met).action_standing(), Some(ActionState::Done), "what was done for it stays done");
        assert_eq!(done(out).action_standing(), None);
    }

    #[test]
    fn no_verdict_counts_on_what_does_not_apply() {
        for verdict in Verdict::ALL.iter().copied() {
            let of = |status| Answers { verdict, status, ..Answers::default() }.is_judged(verdict);
            assert_eq!((of(Status::Done), of(Status::Na)), (true, false), "{verdict:?}");
        }
        assert!(!Answers::default().is_judged(Verdict::Conform));
    }

    #[test]
    fn what_is_said_stands_on_one_line_each() {
        let answers = Answers {
            grade: Some(Grade::Major),
            cause: "設定\n漏れ".to_owned(),
            action: "設定を直す".to_owned(),
            action_due: Some(Date::constant(2027, 1, 31)),
            accepted_by: "院長".to_owned(),
            review: Some(Review::Returned),
            review_word: "証跡がない".to_owned(),
            ..Answers::default()
        };
        let said: Vec<String> = answers.told().into_iter().map(|(name, line)| format!("{name}: {line}")).collect();
        assert_eq!(
            said,
            [
                "指摘: 重大 設定 漏れ",
                "是正策: 設定を直す(期限 2027-01-31、未着手)",
                "例外: 期限なし、残留リスクを受け入れた人 院長",
                "確認: 差戻し 証跡がない",
            ]
        );
        assert!(Answers::default().told().is_empty());
        let state = Answers { action_state: Some(ActionState::Doing), ..Answers::default() };
        assert_eq!(state.told(), [("是正策", "実施中".to_owned())]);
    }

    #[test]
    fn what_is_owed_no_more_is_told_in_its_words_only() {
        let said = Answers {
            action: "設定を直す".to_owned(),
            action_owner: "佐藤".to_owned(),
            action_due: Some(Date::constant(2026, 1, 1)),
            accept_until: Some(Date::constant(2026, 2, 1)),
            accepted_by: "院長".to_owned(),
            accept_why: "来期".to_owned(),
            ..Answers::default()
        };
        let met = Answers { verdict: Verdict::Conform, ..said.clone() };
        let out = Answers { status: Status::Na, ..said.clone() };
        for settled in [&met, &out] {
            let exception = "残留リスクを受け入れた人 院長、来期".to_owned();
            assert_eq!(settled.told(), [("是正策", "設定を直す、佐藤".to_owned()), ("例外", exception)]);
        }
        let done = Answers { action_state: Some(ActionState::Done), ..met };
        assert_eq!(done.told()[0].1, "設定を直す(佐藤、期限 2026-01-01、完了)", "what was done stays done");
        let none = String::new;
        let day_only = Answers { accepted_by: none(), accept_why: none(), action: none(), action_owner: none(), ..out };
        assert!(day_only.told().is_empty(), "{:?}", day_only.told());
        assert!(said.told()[0].1.contains("未着手"));
    }

    #[test]
    fn the_last_day_still_counts_and_what_is_done_is_not_overdue() {
        let (day, next) = (Date::constant(2026, 11, 30), Date::constant(2026, 12, 1));
        let mut answers = Answers { action_due: Some(day), accept_until: Some(day), ..Answers::default() };
        assert!(!answers.is_action_overdue(day) && !answers.is_exception_over(day));
        assert!(answers.is_action_overdue(next) && answers.is_exception_over(next));
        assert!(!answers.exception().unwrap().is_complete());
        for settled in [
            Answers { verdict: Verdict::Conform, ..answers.clone() },
            Answers { status: Status::Na, ..answers.clone() },
        ] {
            assert!(!settled.is_action_overdue(next) && !settled.is_exception_over(next));
        }
        answers.action_state = Some(ActionState::Done);
        assert!(!answers.is_action_overdue(next));
    }

    #[test]
    fn a_review_is_of_what_was_recorded_then() {
        let answers = Answers { review: Some(Review::Returned), reviewer: "abe".to_owned(), ..Answers::default() };
        assert_eq!(answers.reviewed().and_then(|reviewed| reviewed.result), Some(Review::Returned));
        assert_eq!(answers.without_review(), Answers::default());
    }
}
