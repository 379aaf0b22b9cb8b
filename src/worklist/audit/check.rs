//! What a reviewer would send back: records that do not go together, or that lack what they need; and how a reviewer says so.

use std::collections::HashSet;

use jiff::civil::Date;

use crate::catalog::Catalog;
use crate::model::{Id, Kind, Review, Status, Verdict};
use crate::sheet::{Answers, DeadlineKind};
use crate::worklist::entry::change::{Change, Subject};
use crate::worklist::entry::fields::Edit;
use crate::worklist::state::State;

use super::progress::Progress;

/// What is looked at to judge a clause.
struct Judged<'a> {
    answers: &'a Answers,
    has_evidence: bool,
    has_conflict: bool,
    has_changed_since_review: bool,
    today: Date,
}

impl Judged<'_> {
    fn is_unmet(&self) -> bool {
        self.answers.is_judged(Verdict::Nonconform)
    }

    /// Whether a reviewer said this, and nothing was recorded since.
    fn is_reviewed(&self, result: Review) -> bool {
        self.answers.review == Some(result) && !self.has_changed_since_review
    }
}

/// Declares the kinds of findings: code, name, and when a clause has it.
macro_rules! findings {
    ($($(#[$doc:meta])* $kind:ident = $code:literal, $name:literal, $applies:expr;)+) => {
        /// Why a record is to be looked at.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum FindingKind {
            $($(#[$doc])* $kind,)+
        }

        impl FindingKind {
            /// Every kind, the most urgent first: the order in which they are told.
            pub const ALL: &'static [Self] = &[$(Self::$kind),+];

            /// Returns the code, for programs.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$kind => $code),+ }
            }

            /// Returns the Japanese name, for people.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$kind => $name),+ }
            }

            fn applies(self, judged: &Judged<'_>) -> bool {
                let applies: fn(&Judged<'_>) -> bool = match self { $(Self::$kind => $applies),+ };
                applies(judged)
            }
        }
    };
}

// The most urgent kinds first: days that have passed, records that contradict each other, what was sent back.
findings! {
    /// The action that was promised is not done in time.
    ActionOverdue = "action_overdue", "是正の期限を過ぎている",
        |judged| judged.answers.is_action_overdue(judged.today);
    /// The due date has passed.
    Overdue = "overdue", "期限を過ぎている", |judged| judged.answers.is_overdue(judged.today);
    /// Several people have recorded different values without knowing of each other.
    Conflict = "conflict", "記録が食い違っている", |judged| judged.has_conflict;
    /// The clause may not stay as it is any more.
    ExceptionOver = "exception_over", "例外の期限を過ぎている",
        |judged| judged.answers.is_exception_over(judged.today);
    /// A reviewer has sent it back.
    Returned = "returned", "差し戻されている", |judged| judged.is_reviewed(Review::Returned);
    /// Something was recorded after a reviewer has approved or sent back, who has to look at it again.
    ReviewOutdated = "review_outdated", "確認の後に変わった", |judged| judged.has_changed_since_review;
    /// Something was decided not to apply, and nobody says why.
    NoReason = "no_reason", "対象外なのに理由がない",
        |judged| judged.answers.status == Status::Na && judged.answers.reason.is_empty();
    /// A requirement is said to be met, and nothing shows it.
    NoEvidence = "no_evidence", "適合なのに証跡がない",
        |judged| judged.answers.is_judged(Verdict::Conform) && !judged.has_evidence;
    /// A requirement is said to be met before anybody began.
    NotBegun = "not_begun", "適合なのに未着手",
        |judged| judged.answers.is_judged(Verdict::Conform) && judged.answers.status == Status::Todo;
    /// Something was found that has to be put right, and nobody said how.
    NoAction = "no_action", "重大か軽微の指摘なのに是正策も例外もない",
        |judged| judged.answers.needs_action() && judged.answers.action.is_empty() && judged.answers.exception().is_none();
    /// A requirement is not met, and nobody said how grave that is, or that it is accepted.
    NoGrade = "no_grade", "不適合なのに指摘の等級も例外もない",
        |judged| judged.is_unmet() && judged.answers.grade.is_none() && judged.answers.exception().is_none();
    /// A requirement is not met, and nobody is to see to it.
    NoOwner = "no_owner", "不適合なのに担当者がいない",
        |judged| judged.is_unmet() && judged.answers.owner.is_empty() && judged.answers.action_owner.is_empty();
    /// A requirement is not met, and nobody said until when it will be.
    NoDue = "no_due", "不適合なのに期限がない",
        |judged| judged.is_unmet() && judged.answers.due.is_none() && judged.answers.action_due.is_none();
    /// It is not said who accepts the risk of an exception, or until when.
    ExceptionIncomplete = "exception_incomplete", "例外なのに期限か受け入れた人がない",
        |judged| judged.answers.exception_standing().is_some_and(|exception| !exception.is_complete());
}

impl FindingKind {
    /// Returns the day that it is about; none if it is about none, or about the clause as a whole.
    pub const fn deadline(self) -> Option<DeadlineKind> {
        match self {
            Self::ActionOverdue => Some(DeadlineKind::Action),
            Self::ExceptionOver => Some(DeadlineKind::Exception),
            Self::Overdue => Some(DeadlineKind::Clause),
            Self::Conflict
            | Self::Returned
            | Self::ReviewOutdated
            | Self::NoReason
            | Self::NoEvidence
            | Self::NotBegun
            | Self::NoAction
            | Self::NoGrade
            | Self::NoOwner
            | Self::NoDue
            | Self::ExceptionIncomplete => None,
        }
    }
}

/// A record to be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Why.
    pub kind: FindingKind,
    /// The clause; for a conflict it may be the worklist itself or a piece of evidence.
    pub subject: Subject,
}

/// Returns all that is to be looked at in a worklist: by kind, the most urgent first, and of a kind in the order of the
/// catalog. Clauses that the worklist does not count are passed over.
pub fn check(catalog: &Catalog, state: &State, today: Date) -> Vec<Finding> {
    let progress = Progress::new(catalog, state);
    let evidenced = state.evidenced();
    let counted = catalog.all(Kind::Clause).filter(|at| progress.scope().counts(*at)).map(|at| catalog.id(at));
    let clauses: Vec<_> = counted.filter_map(|id| Some((id, state.mark(id)?))).collect();
    let mut findings = Vec::new();
    for kind in FindingKind::ALL.iter().copied() {
        let applies = |(id, mark): &&(&str, &crate::worklist::Mark)| {
            let (has_evidence, has_conflict) = (evidenced.contains(*id), !mark.conflicts.is_empty());
            let has_changed_since_review = state.has_changed_since_review(id);
            kind.applies(&Judged {
                answers: &mark.answers,
                has_evidence,
                has_conflict,
                has_changed_since_review,
                today,
            })
        };
        let subject = |(id, _): &(&str, _)| Subject::Clause((*id).to_owned());
        findings.extend(clauses.iter().filter(applies).map(|clause| Finding { kind, subject: subject(clause) }));
    }
    findings.extend(other_conflicts(state).map(|subject| Finding { kind: FindingKind::Conflict, subject }));
    findings.sort_by_key(|finding| finding.kind);
    findings
}

/// Said where something was recorded after a review.
pub const CHANGED_SINCE_REVIEW: &str = "確認の後に変わったため、もう一度確認が要ります。";

/// Returns the edits by which a person says on a day what they think of what is recorded. It locks nothing.
pub fn review(result: Review, by: &str, on: Date, word: &str) -> [Edit; 4] {
    [
        Edit::Review(Some(result)),
        Edit::Reviewer(by.to_owned()),
        Edit::Reviewed(Some(on)),
        Edit::ReviewWord(word.trim().to_owned()),
    ]
}

/// Whether an edit is what a reviewer says.
pub(in crate::worklist) fn is_of_review(edit: &Edit) -> bool {
    edit.field().is_of_review()
}

/// Returns the clauses that these changes approve and of which nothing is recorded, not even by the changes.
pub(in crate::worklist) fn approved_of_nothing(state: &State, changes: &[Change]) -> Vec<Id> {
    let recorded: HashSet<&Subject> =
        changes.iter().filter(|change| !is_of_review(&change.edit)).map(|change| &change.subject).collect();
    let approved = changes.iter().filter(|change| change.edit == Edit::Review(Some(Review::Approved)));
    let empty = approved.filter(|change| !recorded.contains(&change.subject)).filter_map(|change| {
        let Subject::Clause(id) = &change.subject else { return None };
        state.mark(id).is_none_or(|mark| !mark.says_something_to_review()).then(|| id.clone())
    });
    empty.collect()
}

/// Returns what is in conflict beside clauses.
fn other_conflicts(state: &State) -> impl Iterator<Item = Subject> {
    let profile = (!state.profile().conflicts.is_empty()).then_some(Subject::Worklist);
    let evidence = state.evidence().filter(|evidence| !evidence.is_withdrawn && !evidence.conflicts.is_empty());
    profile.into_iter().chain(evidence.map(|evidence| Subject::Evidence(evidence.id)))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::model::{ActionState, Grade};
    use crate::worklist::entry::change::{Entry, Supersedes};
    use crate::worklist::testing::{entry, id, person};

    use super::*;

    const CLAUSE: &str = "mhlw6.sysun.14.5";

    /// Returns the kinds found in a worklist in which one clause has these edits, of entries that are told in `seen`.
    fn found(edits: &[Edit], seen: &Supersedes) -> Vec<&'static str> {
        let catalog = crate::bundled::catalog().unwrap();
        let mut state = State::default();
        for (number, edit) in (1..).zip(edits) {
            let change = match edit {
                Edit::Title(_) | Edit::Location(_) | Edit::Withdrawn(_) => Change::evidence(id(99), edit.clone()),
                Edit::Facility(_) | Edit::Party { .. } => Change::profile(edit.clone()),
                edit => Change::clause(CLAUSE, edit.clone()),
            };
            let who = Arc::new(person(&format!("u{number}")));
            state.add(&Arc::new(Entry { change, who, supersedes: seen.clone(), ..entry(number) }));
        }
        check(&catalog, &state, Date::constant(2026, 11, 22)).iter().map(|finding| finding.kind.code()).collect()
    }

    #[test]
    fn each_kind_is_found_and_nothing_else() {
        let day = |text: &str| Edit::Due(text.parse().ok());
        let verdict = Edit::Verdict;
        let evidence = || [Edit::Location("https://example.com/".into()), Edit::Link { evidence: id(99), on: true }];
        let [location, link] = evidence();
        let cases: [(Vec<Edit>, &[&str]); 13] = [
            (vec![], &[]),
            (vec![Edit::Status(Status::Na)], &["no_reason"]),
            (vec![Edit::Status(Status::Na), Edit::Reason("院内にない".into())], &[]),
            (vec![Edit::Status(Status::Done), verdict(Verdict::Conform)], &["no_evidence"]),
            (vec![verdict(Verdict::Conform)], &["no_evidence", "not_begun"]),
            (vec![location.clone(), link.clone(), Edit::Status(Status::Done), verdict(Verdict::Conform)], &[]),
            (
                vec![location, link, Edit::Withdrawn(true), Edit::Status(Status::Done), verdict(Verdict::Conform)],
                &["no_evidence"],
            ),
            (vec![verdict(Verdict::Nonconform)], &["no_grade", "no_owner", "no_due"]),
            (vec![verdict(Verdict::Nonconform), Edit::Owner("情報課".into()), day("2026-11-22")], &["no_grade"]),
            (vec![day("2026-11-21")], &["overdue"]),
            (vec![day("2026-11-21"), Edit::Status(Status::Done)], &[]),
            (vec![verdict(Verdict::Partial)], &[]),
            // It belongs to somebody else, so this worklist does not count it.
            (vec![Edit::Party { id: crate::model::Party::Cloud, on: true }, Edit::Status(Status::Na)], &[]),
        ];
        for (edits, expected) in cases {
            assert_eq!(found(&edits, &Supersedes::AllOlder), expected, "{edits:?}");
        }
    }

    #[test]
    fn what_findings_exceptions_and_reviews_lack_is_found() {
        let nonconform = || Edit::Verdict(Verdict::Nonconform);
        let grade = |grade| Edit::Grade(Some(grade));
        let accepted = || Edit::AcceptedBy("院長".into());
        let until = |day: &str| Edit::AcceptUntil(day.parse().ok());
        let due = |day: &str| Edit::ActionDue(day.parse().ok());
        let planned = [nonconform(), grade(Grade::Major), Edit::Action("直す".into())];
        let seen_to = [Edit::ActionOwner("情報課".into()), due("2026-11-22")];
        let out = [Edit::Status(Status::Na), Edit::Reason("院内にない".into())];
        let met = || Edit::Verdict(Verdict::Conform);
        let cases: [(Vec<Edit>, &[&str]); 18] = [
            (vec![nonconform(), grade(Grade::Major)], &["no_action", "no_owner", "no_due"]),
            // What does not apply is no finding.
            ([&[nonconform(), grade(Grade::Major)][..], &out].concat(), &[]),
            ([&planned[..], &seen_to].concat(), &[]),
            (vec![grade(Grade::Observation)], &[]),
            (vec![grade(Grade::Minor), accepted(), until("2026-11-22")], &[]),
            (vec![grade(Grade::Minor), Edit::AcceptWhy("来期".into())], &["exception_incomplete"]),
            // What does not apply owes nothing, what is met no action and no exception.
            ([&[met(), Edit::AcceptWhy("来期".into())][..], &out].concat(), &[]),
            ([&[grade(Grade::Minor), Edit::AcceptWhy("来期".into())][..], &out].concat(), &[]),
            (vec![met(), Edit::Status(Status::Done), Edit::AcceptWhy("来期".into())], &["no_evidence"]),
            (vec![met(), Edit::Status(Status::Done), grade(Grade::Major)], &["no_evidence"]),
            (vec![due("2026-11-21")], &["action_overdue"]),
            (vec![due("2026-11-21"), Edit::ActionState(Some(ActionState::Done))], &[]),
            (vec![until("2026-11-21"), accepted()], &["exception_over"]),
            (
                vec![
                    until("2026-11-21"),
                    due("2026-11-21"),
                    Edit::Verdict(Verdict::Partial),
                    Edit::Due("2026-11-21".parse().ok()),
                ],
                &["action_overdue", "overdue", "exception_over", "exception_incomplete"],
            ),
            (vec![Edit::Review(Some(Review::Returned))], &["returned"]),
            (vec![Edit::Review(Some(Review::Approved))], &[]),
            (vec![Edit::Review(Some(Review::Approved)), Edit::Note("直した".into())], &["review_outdated"]),
            (vec![Edit::Review(Some(Review::Returned)), Edit::Note("直した".into())], &["review_outdated"]),
        ];
        for (edits, expected) in cases {
            assert_eq!(found(&edits, &Supersedes::AllOlder), expected, "{edits:?}");
        }
    }

    #[test]
    fn conflicts_are_found_wherever_they_are() {
        let apart = Supersedes::Seen(Vec::new());
        for edits in [
            vec![Edit::Owner("甲".into()), Edit::Owner("乙".into())],
            vec![Edit::Facility("甲".into()), Edit::Facility("乙".into())],
            vec![Edit::Location("https://a/".into()), Edit::Title("甲".into()), Edit::Title("乙".into())],
        ] {
            assert_eq!(found(&edits, &apart), ["conflict"], "{edits:?}");
            assert!(found(&edits, &Supersedes::AllOlder).is_empty(), "{edits:?}");
        }
    }
}
