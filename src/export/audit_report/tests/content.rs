//! Tests of what stands in the report, and how much.

use crate::catalog::Cover;
use crate::model::{ActionState, Grade, Review, Status, Verdict};
use crate::sheet::Answers;

use super::super::super::report::Report;
use super::super::super::testing::full_report;
use super::super::document::{Block, Document};
use super::super::{AuditReport, ReportedChange, ReportedChanges, compose};
use super::{audit, changes, full_audit, html, markdown, numbered, risk, word};

/// Returns how many lines a document has at least: the rows of its tables, and its other blocks.
fn amount(document: &Document) -> usize {
    let blocks = document.cover.iter().chain(document.sections.iter().flat_map(|section| &section.blocks));
    let lines = |block: &Block| match block {
        Block::Table(table) => table.rows.len() + 1,
        Block::List(items) => items.len(),
        Block::Facts(facts) => facts.len(),
        _ => 1,
    };
    blocks.map(lines).sum()
}

/// Returns an audit of a hospital: 67 clauses are recorded, 12 of them findings, with 20 pieces of evidence.
fn hospital() -> AuditReport {
    let of = |status, verdict| Answers { status, verdict, ..Answers::default() };
    let rows = (0..250).map(|number| match number {
        0..41 => numbered(number, false, of(Status::Done, Verdict::Conform)),
        41..53 => {
            let grade = Some(if number < 46 { Grade::Major } else { Grade::Minor });
            numbered(number, false, Answers { grade, ..of(Status::Doing, Verdict::Nonconform) })
        }
        53..61 => numbered(number, false, of(Status::Na, Verdict::Open)),
        61..67 => numbered(number, false, of(Status::Doing, Verdict::Open)),
        _ => numbered(number, false, Answers::default()),
    });
    let full = full_report();
    let evidence = (0..20).map(|_| full.evidence[0].clone()).collect();
    let mut made = audit(Report { rows: rows.collect(), evidence, ..full });
    let risks = (0..90).map(|number| match number {
        0..10 => risk("低減策なし", Cover::None, &[]),
        10..60 => risk("一部", Cover::Partial, &["措置"]),
        _ => risk("措置だけ", Cover::None, &["措置"]),
    });
    made.risks = risks.collect();
    made
}

/// Printed, it has twelve pages at most, with and without changes; what would make it longer is held here.
#[test]
fn the_audit_of_a_hospital_stays_short_whatever_has_changed() {
    let mut made = hospital();
    made.since = None;
    let without = compose::document(&made);
    assert!(amount(&without) <= 150, "{}", amount(&without));
    assert!(without.sections.iter().filter(|section| section.begins_page).count() <= 3);
    let change = |number: usize| {
        let before = ["未判定", "一部適合"][number % 2];
        ReportedChange {
            id: format!("x.{number}"),
            label: format!("運用 99.({number})"),
            before: before.to_owned(),
            said: format!("{before} → 適合"),
            ..changes().rows.remove(0)
        }
    };
    made.since = Some(ReportedChanges { rows: (0..100).map(change).collect(), ..changes() });
    let with = compose::document(&made);
    assert!(amount(&with) <= amount(&without) + 12, "{}", amount(&with));
    let written = markdown(&made);
    assert!((0..100).all(|number| written.contains(&format!("99.({number})"))), "none is left out");
    assert!(written.contains("| 判定 | 未判定 → 適合 | 50 |"), "{written}");
}

#[test]
fn numbers_agree_wherever_they_stand() {
    let failing = Answers { verdict: Verdict::Nonconform, grade: Some(Grade::Major), ..Answers::default() };
    let left_out = Answers { status: Status::Na, ..failing.clone() };
    let one_of_many = (2..300).map(|number| numbered(number, false, Answers::default()));
    let rows = [numbered(0, false, failing), numbered(1, false, left_out)].into_iter().chain(one_of_many).collect();
    let written = markdown(&audit(Report { rows, ..full_report() }));
    for said in ["| 不適合・一部適合 | <b>1 件</b> |", "| 残っている指摘 | <b>1 件</b> |", "| 不適合 | 1 | 1 % 未満 |"]
    {
        assert!(written.contains(said), "{said}\n{written}");
    }
}

#[test]
fn what_is_met_or_does_not_apply_is_said_to_owe_nothing() {
    let noted = Answers {
        grade: Some(Grade::Minor),
        accept_why: "来期".to_owned(),
        action_state: Some(ActionState::Open),
        ..Answers::default()
    };
    let met = Answers { status: Status::Done, verdict: Verdict::Conform, ..noted.clone() };
    let out = Answers { status: Status::Na, verdict: Verdict::Nonconform, ..noted.clone() };
    let written =
        |answers: Answers| markdown(&audit(Report { rows: vec![numbered(0, false, answers)], ..full_report() }));
    assert!(written(noted).contains("### 例外 1 件"));
    let said = written(met);
    assert!(said.contains("| 残っている指摘 | 0 件 |") && said.contains("| 軽微<br>適合 |"), "{said}");
    for said in [said, written(out)] {
        assert!(!said.contains("### 例外") && !said.contains("是正策の記録がありません"), "{said}");
    }
}

/// Whoever gets the report learns nothing about whose computer it was made on, nor what to type there.
#[test]
fn neither_places_on_a_computer_nor_commands_stand_in_it() {
    let mut made = full_audit();
    made.since = None;
    for (location, shown) in [("/home/sato/監査/a.pdf", "…/監査/a.pdf"), ("C:\\Users\\sato\\b.pdf", "…/sato/b.pdf")]
    {
        made.report.evidence[0].title = String::new();
        made.report.evidence[0].location = location.to_owned();
        made.evidence[0].is_fine = false;
        for written in [html(&made), word(&made)] {
            assert!(!written.contains(location) && written.contains(shown), "{location}");
            assert!(!written.contains('`'), "a command");
        }
    }
}

#[test]
fn a_review_of_what_has_changed_since_is_counted_apart() {
    let mut made = full_audit();
    for at in 0..3 {
        let result = if at == 0 { Review::Returned } else { Review::Approved };
        made.report.rows[at].answers.review = Some(result);
        made.report.rows[at].has_changed_since_review = at == 1;
    }
    let written = markdown(&made);
    assert!(written.contains("承認 1 件、差戻し 1 件、確認の後に変わったもの 1 件"), "{written}");
    assert!(written.contains("### 確認の後に変わった項目 1 件\n\n運用 14.(6)"), "{written}");
}

/// A state is said of what somebody will do, and being late is said of the day that is shown.
#[test]
fn a_finding_without_a_plan_has_no_state_and_is_late_by_the_day_that_is_shown() {
    let day = |text: &str| Some(text.parse().unwrap());
    let answers = Answers { verdict: Verdict::Partial, due: day("2026-11-01"), ..Answers::default() };
    let planned = Answers { action_due: day("2027-01-01"), ..answers.clone() };
    let rows = vec![numbered(0, false, answers), numbered(1, false, planned)];
    let written = markdown(&audit(Report { rows, ..full_report() }));
    assert!(written.contains("<b>記録なし</b><br>2026-11-01 超過 |"), "{written}");
    assert!(written.contains("| 記録なし<br>2027-01-01 未着手 |"), "{written}");
}
