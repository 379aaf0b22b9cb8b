//! The findings with their plan, the exceptions, what is overdue, what was sent back, and what does not apply.

use crate::language::{Words, t, tr};
use crate::model::{Grade, Review, Verdict};
use crate::sheet::{Answers, Deadline};

use super::super::super::report::{Report, ReportRow};
use super::super::document::{Block, Cell, Table};
use super::super::model::AuditReport;
use super::super::terms::Term;
use super::parts::{clause, grouped, heading, listed, or};

/// A finding, see [`Answers::is_finding`](crate::sheet::Answers::is_finding).
pub(super) struct Found<'a> {
    pub row: &'a ReportRow,
}

impl Found<'_> {
    /// Whether nothing is left to do for it.
    pub fn is_done(&self) -> bool {
        self.row.answers.is_put_right()
    }

    /// Returns a sort key that puts the gravest first, and of these what is still to be done.
    fn gravity(&self) -> (bool, u8, bool) {
        let grade = match (self.row.answers.grade, self.row.answers.verdict) {
            (Some(Grade::Major), _) => 0,
            (Some(Grade::Minor), _) => 1,
            (Some(Grade::Observation), _) => 2,
            (None, Verdict::Nonconform) => 3,
            (None, _) => 4,
        };
        (self.is_done(), grade, self.row.answers.action_due.is_none())
    }
}

/// Returns the findings, the gravest first.
pub(super) fn found(report: &Report) -> Vec<Found<'_>> {
    let is_found = |row: &&ReportRow| row.counts() && row.answers.is_finding();
    let mut found: Vec<Found<'_>> = report.rows.iter().filter(is_found).map(|row| Found { row }).collect();
    found.sort_by_key(Found::gravity);
    found
}

/// Returns the clauses that may stay as they are for a time.
pub(super) fn exceptions(report: &Report) -> Vec<&ReportRow> {
    report.rows.iter().filter(|row| row.counts() && row.answers.exception_standing().is_some()).collect()
}

/// Returns the section.
pub(super) fn blocks(audit: &AuditReport) -> Vec<Block> {
    let report = &audit.report;
    let tables = [plans(report), exception_table(report), overdue(report), returned(report)];
    let others = [conflicts(report), not_applicable(report)];
    tables.into_iter().chain(others).flatten().collect()
}

/// Returns a heading with the number of rows and the table; nothing without rows.
fn counted(title: Term, columns: &[(&'static str, u8)], rows: Vec<Vec<Cell>>) -> Vec<Block> {
    let count = rows.len();
    Table::some(columns, rows).into_iter().flat_map(|table| [heading(title, count), table]).collect()
}

fn plans(report: &Report) -> Vec<Block> {
    let found = found(report);
    let rows = found.iter().zip(1..).map(|(found, number)| plan(report, found.row, number)).collect();
    let columns = [
        (Term::Number.text(), 6),
        (Term::Clause.text(), 22),
        (Term::Found.text(), 15),
        (Term::Cause.text(), 20),
        (Term::Action.text(), 20),
        (Term::WhoWhen.text(), 17),
    ];
    match Table::some(&columns, rows) {
        Some(table) => vec![table],
        None => vec![Block::Text(Term::NoFindings.text().to_owned())],
    }
}

fn plan(report: &Report, row: &ReportRow, number: usize) -> Vec<Cell> {
    let answers = &row.answers;
    let grade = answers.grade.map_or(Term::NoGrade.text(), |grade| t(grade.name()));
    let verdict = if answers.verdict == Verdict::Open { "" } else { t(answers.verdict.name()) };
    let standing = answers.action_standing();
    // What is met owes no action, so that none is said to wait for a day.
    let action_due = answers.action_due.filter(|_| standing.is_some());
    // Whether it is late goes by the day that is shown.
    let is_late = match action_due {
        Some(_) => answers.is_action_overdue(report.day()),
        None => row.is_overdue(report.day()),
    };
    let owner = if answers.action_owner.is_empty() { &answers.owner } else { &answers.action_owner };
    let due = action_due.or(answers.due).map(|due| due.to_string()).unwrap_or_default();
    let late = if is_late { format!(" {}", Term::Late.text()) } else { String::new() };
    let state = standing.map_or("", |state| t(state.name()));
    let (cause, note) =
        if answers.cause.is_empty() { (&answers.note, "") } else { (&answers.cause, answers.note.as_str()) };
    vec![
        Cell::from(number),
        clause(row),
        Cell::from(grade).over(verdict).alarm_if(answers.grade == Some(Grade::Major)),
        Cell::from(cause.as_str()).over(note),
        Cell::from(owed(answers, &answers.action, Term::NoAction)),
        Cell::from(owed(answers, owner, Term::NotRecorded))
            .over(format!("{due}{late} {state}").trim().to_owned())
            .alarm_if(is_late),
    ]
}

/// Returns a text about an action, or says that there is none where one is owed.
fn owed<'a>(answers: &Answers, text: &'a str, lacking: Term) -> &'a str {
    if answers.is_settled() { text } else { or(text, lacking) }
}

fn exception_table(report: &Report) -> Vec<Block> {
    let row = |row: &&ReportRow| {
        let answers = &row.answers;
        let is_over = answers.is_exception_over(report.day());
        let until = answers.accept_until.map_or(Term::NotRecorded.text().to_owned(), |until| until.to_string());
        let over = if is_over { Term::Late.text() } else { "" };
        vec![
            clause(row),
            Cell::from(until).over(over).alarm_if(is_over),
            Cell::from(or(&answers.accepted_by, Term::NotRecorded)),
            Cell::from(or(&answers.accept_why, Term::NotRecorded)),
        ]
    };
    let columns =
        [(Term::Clause.text(), 35), (Term::Until.text(), 13), (Term::AcceptedBy.text(), 20), (Term::Why.text(), 32)];
    counted(Term::Exceptions, &columns, exceptions(report).iter().map(row).collect())
}

fn overdue(report: &Report) -> Vec<Block> {
    let late = report.days_passed();
    let row = |(row, days): &(&ReportRow, Vec<Deadline<'_>>)| {
        let lines = |of: &dyn Fn(&Deadline<'_>) -> String| days.iter().map(of).collect::<Vec<_>>().join("\n");
        // As many lines as there are days, so that each owner stands beside the day.
        vec![
            clause(row),
            Cell::from(t(row.answers.status.name())),
            Cell::from(lines(&|one| or(one.owner, Term::NotRecorded).to_owned())),
            Cell::from(lines(&|one| format!("{} {}", one.day, t(one.kind.name())))).alarm_if(true),
        ]
    };
    let columns =
        [(Term::Clause.text(), 52), (Term::Status.text(), 13), (Term::Owner.text(), 15), (Term::Due.text(), 20)];
    counted(Term::OverdueList, &columns, late.iter().map(row).collect())
}

/// Returns how far the review has come, and what was sent back.
fn returned(report: &Report) -> Vec<Block> {
    let reviewed: Vec<&ReportRow> =
        report.rows.iter().filter(|row| row.counts() && row.answers.reviewed().is_some()).collect();
    if reviewed.is_empty() {
        return Vec::new();
    }
    let (outdated, current): (Vec<&ReportRow>, Vec<&ReportRow>) =
        reviewed.iter().partition(|row| row.has_changed_since_review);
    let of = |result: Review| current.iter().filter(|row| row.answers.review == Some(result)).count();
    let people: std::collections::BTreeSet<&str> =
        reviewed.iter().map(|row| row.answers.reviewer.as_str()).filter(|name| !name.is_empty()).collect();
    let people = Words(listed(people));
    let (approved, sent_back) = (of(Review::Approved), of(Review::Returned));
    let changed = outdated.len();
    let said = "承認 {approved} 件、差戻し {sent_back} 件、確認の後に変わったもの {changed} 件。確認者: {people}";
    let line = tr!(said, approved, sent_back, changed, people);
    let row = |row: &&ReportRow| {
        let answers = &row.answers;
        let on = answers.reviewed.map(|on| on.to_string()).unwrap_or_default();
        vec![
            clause(row),
            Cell::from(or(&answers.reviewer, Term::NotRecorded)).over(on),
            Cell::from(or(&answers.review_word, Term::NotRecorded)),
        ]
    };
    let rows = current.iter().filter(|row| row.answers.review == Some(Review::Returned)).map(row).collect();
    let labels = grouped(outdated.iter().map(|row| row.label.as_str()));
    let changed = (changed > 0).then(|| [heading(Term::Outdated, changed), Block::Text(labels)]);
    let columns = [(Term::Clause.text(), 45), (Term::Reviewer.text(), 20), (Term::ReviewWord.text(), 35)];
    let head = [Block::Heading(Term::Reviews.text().to_owned()), Block::Text(line)];
    head.into_iter().chain(counted(Term::Returned, &columns, rows)).chain(changed.into_iter().flatten()).collect()
}

fn conflicts(report: &Report) -> Vec<Block> {
    let row = |row: &&ReportRow| vec![clause(row), Cell::from(row.conflicts.join("\n"))];
    let columns = [(Term::Clause.text(), 40), (Term::Conflict.text(), 60)];
    counted(Term::ConflictList, &columns, report.conflicts().iter().map(row).collect())
}

fn not_applicable(report: &Report) -> Vec<Block> {
    let row = |row: &&ReportRow| {
        let reason = row.answers.reason.as_str();
        vec![clause(row), Cell::from(or(reason, Term::NoReasonGiven)).alarm_if(reason.is_empty())]
    };
    let columns = [(Term::Clause.text(), 55), (Term::Reason.text(), 45)];
    counted(Term::NotApplicableList, &columns, report.not_applicable().iter().map(row).collect())
}
