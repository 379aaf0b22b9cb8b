//! Each filter, on one mark.

use crate::model::{ActionState, Grade, Review, Status, Verdict};
use crate::search::TextWanted;
use crate::worklist::entry::change::{Change, Entry, Supersedes};
use crate::worklist::entry::fields::Edit;
use crate::worklist::testing::{entry, state_of};

use super::*;

const CLAUSE: &str = "mhlw6.sysun.14.5";
const BLANK: &str = "mhlw6.sysun.14.6";
const UNCOUNTED: &str = "mhlw6.gaisetsu.1.u1";
const TODAY: Date = Date::constant(2026, 11, 25);

fn marks(state: &State) -> WorklistMarks {
    let counted = [CLAUSE, BLANK].map(str::to_owned).into();
    WorklistMarks::new(state, &Arc::new(counted), Some(TODAY))
}

fn with(edits: Vec<Edit>) -> WorklistMarks {
    marks(&state_of(edits.into_iter().map(|edit| Change::clause(CLAUSE, edit))))
}

fn holding(words: &str) -> TextWanted {
    TextWanted::Holding(words.to_owned())
}

#[test]
fn every_filter_looks_at_its_field() {
    let due = |day: &str| Edit::Due(day.parse().ok());
    let days = |typed: &str| MarkFilter::Due(DueWanted::Days(typed.to_owned()));
    let is_due = MarkFilter::Due;
    for (edits, filter, expected) in [
        (vec![Edit::Status(Status::Done)], MarkFilter::Status(Status::Done), true),
        (vec![Edit::Status(Status::Done)], MarkFilter::Status(Status::Todo), false),
        (vec![Edit::Verdict(Verdict::Partial)], MarkFilter::Verdict(Verdict::Partial), true),
        (vec![Edit::Verdict(Verdict::Partial)], MarkFilter::Verdict(Verdict::Open), false),
        (vec![Edit::Owner("情報システム課 佐藤".into())], MarkFilter::Owner(holding("ｼｽﾃﾑ")), true),
        (vec![Edit::Owner("佐藤".into())], MarkFilter::Owner(holding("鈴木")), false),
        (vec![Edit::Owner("佐藤".into())], MarkFilter::Owner(TextWanted::None), false),
        (vec![Edit::Note("要 確認".into())], MarkFilter::Owner(TextWanted::None), true),
        (vec![Edit::Note("ベンダーに確認".into())], MarkFilter::Note(holding("べんだー")), false),
        (vec![Edit::Note("ベンダーに確認".into())], MarkFilter::Note(holding("ベンダ")), true),
        (vec![Edit::Note("x".into())], MarkFilter::Note(TextWanted::Any), true),
        (vec![due("2026-11-24")], is_due(DueWanted::Overdue), true),
        (vec![due("2026-11-24"), Edit::Status(Status::Done)], is_due(DueWanted::Overdue), false),
        (vec![due("2026-11-25")], is_due(DueWanted::Overdue), false),
        (vec![due("2026-11-25")], is_due(DueWanted::Today), true),
        (vec![due("2026-11-29")], is_due(DueWanted::Week), true),
        (vec![due("2026-11-30")], is_due(DueWanted::Week), false),
        (vec![due("2026-11-30")], is_due(DueWanted::Month), true),
        (vec![due("2026-12-01")], is_due(DueWanted::Month), false),
        (vec![due("2026-12-01")], is_due(DueWanted::Any), true),
        (vec![due("2026-12-01")], is_due(DueWanted::None), false),
        (vec![due("2026-12-01")], days("2026-12-01まで"), true),
        (vec![due("2026-12-02")], days("〜2026-12-01"), false),
        (vec![], days("〜2026-12-01"), false),
        (vec![], is_due(DueWanted::None), true),
        (vec![], MarkFilter::Conflict(false), true),
        (vec![], MarkFilter::Evidence(false), true),
    ] {
        assert_eq!(with(edits.clone()).meets(CLAUSE, &filter), expected, "{edits:?} {filter:?}");
    }
}

/// Who sees to an action or accepts a risk is one of those whom `tenken due` names, as long as the day is open.
#[test]
fn days_of_actions_and_exceptions_are_looked_at_like_those_of_clauses() {
    let due = |day: &str| Edit::Due(day.parse().ok());
    let days = |typed: &str| MarkFilter::Due(DueWanted::Days(typed.to_owned()));
    let is_due = MarkFilter::Due;
    let acted = |owner: &str, state| {
        let due = Edit::ActionDue("2026-12-31".parse().ok());
        vec![due, Edit::ActionOwner(owner.to_owned()), Edit::ActionState(state)]
    };
    for (edits, filter, expected) in [
        (acted("総務課", None), MarkFilter::Owner(holding("総務")), true),
        (acted("総務課", None), MarkFilter::Owner(TextWanted::Any), true),
        (acted("総務課", None), MarkFilter::Owner(TextWanted::None), false),
        (acted("総務課", Some(ActionState::Done)), MarkFilter::Owner(holding("総務")), false),
        (acted("", None), MarkFilter::Owner(TextWanted::None), true),
        (vec![Edit::ActionDue("2026-11-24".parse().ok())], is_due(DueWanted::Overdue), true),
        (vec![Edit::AcceptUntil("2026-11-24".parse().ok())], is_due(DueWanted::Overdue), true),
        (vec![Edit::AcceptUntil("2026-11-26".parse().ok()), due("2026-12-31")], days("〜2026-11-30"), true),
        (vec![Edit::ActionDue("2026-11-26".parse().ok())], is_due(DueWanted::None), false),
    ] {
        assert_eq!(with(edits.clone()).meets(CLAUSE, &filter), expected, "{edits:?} {filter:?}");
    }
}

/// As in every count: whatever was said of it before, and though nothing is.
#[test]
fn what_does_not_apply_has_no_verdict_that_is_asked_for() {
    for verdict in Verdict::ALL.iter().copied() {
        let meets = |status| {
            let edits = vec![Edit::Verdict(verdict), Edit::Status(status)];
            with(edits).meets(CLAUSE, &MarkFilter::Verdict(verdict))
        };
        assert_eq!((meets(Status::Done), meets(Status::Na)), (true, false), "{verdict:?}");
    }
}

#[test]
fn what_is_owed_no_more_is_not_asked_for() {
    let state = |state| Edit::ActionState(Some(state));
    let is_accepted = MarkFilter::Exception;
    for (edits, filter, expected) in [
        (vec![state(ActionState::Open), Edit::Status(Status::Na)], MarkFilter::Action(ActionState::Open), false),
        (vec![state(ActionState::Open), Edit::Verdict(Verdict::Conform)], MarkFilter::Action(ActionState::Open), false),
        (vec![state(ActionState::Done), Edit::Verdict(Verdict::Conform)], MarkFilter::Action(ActionState::Done), true),
        (vec![Edit::AcceptedBy("院長".into()), Edit::Status(Status::Na)], is_accepted(ExceptionWanted::Any), false),
        (
            vec![Edit::AcceptedBy("院長".into()), Edit::Verdict(Verdict::Conform)],
            is_accepted(ExceptionWanted::None),
            true,
        ),
    ] {
        assert_eq!(with(edits.clone()).meets(CLAUSE, &filter), expected, "{edits:?} {filter:?}");
    }
}

#[test]
fn findings_actions_reviews_and_exceptions_are_asked_for() {
    let grade = |grade| Edit::Grade(Some(grade));
    let until = |day: &str| Edit::AcceptUntil(day.parse().ok());
    let state = |state| Edit::ActionState(Some(state));
    let (is_found, is_accepted) = (MarkFilter::Finding, MarkFilter::Exception);
    for (edits, filter, expected) in [
        (vec![grade(Grade::Minor)], is_found(FindingWanted::Any), true),
        (vec![Edit::Cause("手順がない".into())], is_found(FindingWanted::Any), true),
        (vec![Edit::Cause("手順がない".into())], is_found(FindingWanted::None), false),
        (vec![Edit::Verdict(Verdict::Partial)], is_found(FindingWanted::Any), true),
        (vec![Edit::Verdict(Verdict::Nonconform)], is_found(FindingWanted::None), false),
        (vec![grade(Grade::Minor), Edit::Status(Status::Na)], is_found(FindingWanted::Any), false),
        (vec![grade(Grade::Minor)], is_found(FindingWanted::Grade(Grade::Minor)), true),
        (vec![grade(Grade::Minor), Edit::Status(Status::Na)], is_found(FindingWanted::Grade(Grade::Minor)), false),
        (vec![grade(Grade::Minor)], is_found(FindingWanted::Grade(Grade::Major)), false),
        (vec![grade(Grade::Major)], MarkFilter::Action(ActionState::Open), true),
        (vec![grade(Grade::Major), Edit::Verdict(Verdict::Conform)], MarkFilter::Action(ActionState::Open), false),
        (vec![grade(Grade::Observation)], MarkFilter::Action(ActionState::Open), false),
        (vec![Edit::Action("直す".into())], MarkFilter::Action(ActionState::Open), true),
        (vec![grade(Grade::Major), state(ActionState::Done)], MarkFilter::Action(ActionState::Open), false),
        (vec![state(ActionState::Done)], MarkFilter::Action(ActionState::Done), true),
        (vec![Edit::Review(Some(Review::Returned))], MarkFilter::Review(Some(Review::Returned)), true),
        (vec![Edit::Review(Some(Review::Returned))], MarkFilter::Review(None), false),
        (vec![Edit::Status(Status::Done)], MarkFilter::Review(None), true),
        (vec![until("2026-11-24")], is_accepted(ExceptionWanted::Over), true),
        (vec![until("2026-11-25")], is_accepted(ExceptionWanted::Over), false),
        (vec![until("2026-11-25")], is_accepted(ExceptionWanted::Any), true),
        (vec![Edit::AcceptedBy("院長".into())], is_accepted(ExceptionWanted::None), false),
        (vec![], is_found(FindingWanted::None), true),
        (vec![], MarkFilter::Action(ActionState::Open), false),
        (vec![], MarkFilter::Review(None), true),
        (vec![], is_accepted(ExceptionWanted::None), true),
        (vec![], is_accepted(ExceptionWanted::Over), false),
    ] {
        assert_eq!(with(edits.clone()).meets(CLAUSE, &filter), expected, "{edits:?} {filter:?}");
    }
}

#[test]
fn a_conflict_is_found_and_evidence_counts_until_it_is_withdrawn() {
    let mut state = State::default();
    for (number, owner) in [(1, "甲"), (2, "乙")] {
        let change = Change::clause(CLAUSE, Edit::Owner(owner.into()));
        state.add(&Arc::new(Entry { change, supersedes: Supersedes::Seen(Vec::new()), ..entry(number) }));
    }
    let apart = marks(&state);
    for (clause, wanted, expected) in [(CLAUSE, true, true), (CLAUSE, false, false), (BLANK, false, true)] {
        assert_eq!(apart.meets(clause, &MarkFilter::Conflict(wanted)), expected, "{clause} {wanted}");
    }
    let proof = crate::worklist::testing::id(99);
    let linked = [
        Change::evidence(proof, Edit::Location("https://a/".into())),
        Change::clause(CLAUSE, Edit::Link { evidence: proof, on: true }),
    ];
    let withdrawn = linked.iter().cloned().chain([Change::evidence(proof, Edit::Withdrawn(true))]);
    assert!(marks(&state_of(linked.clone())).meets(CLAUSE, &MarkFilter::Evidence(true)));
    assert!(!marks(&state_of(withdrawn)).meets(CLAUSE, &MarkFilter::Evidence(true)));
}

#[test]
fn what_is_neither_counted_nor_marked_meets_nothing_and_owners_are_told_once() {
    let owned = |clause: &str, name: &str| Change::clause(clause, Edit::Owner(name.into()));
    let marks = marks(&state_of([owned(CLAUSE, "佐藤"), owned(BLANK, "佐藤"), owned(UNCOUNTED, "伊藤")]));
    assert_eq!(marks.owners(), ["伊藤", "佐藤"]);
    assert!(marks.meets(UNCOUNTED, &MarkFilter::Owner(holding("伊藤"))), "a record is never lost from sight");
    assert!(!marks.meets("mhlw6.sysun.1.1", &MarkFilter::Status(Status::Todo)));
    assert!(marks.has(&MarkFilter::Owner(holding("伊"))) && !marks.has(&MarkFilter::Owner(holding("鈴木"))));
    assert!(marks.counts(CLAUSE) && !marks.counts(UNCOUNTED));
    assert!(marks.lists(BLANK) && marks.lists(UNCOUNTED) && !marks.lists("mhlw6.sysun.1.1"));
    assert!(marks.understands(&MarkFilter::Due(DueWanted::Days("2026-12-01".into()))));
    assert!(!marks.understands(&MarkFilter::Due(DueWanted::Days("2026-13-01".into()))));
}
