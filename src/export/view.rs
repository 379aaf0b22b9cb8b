//! Questions to a report that several formats have.

use jiff::civil::Date;

use crate::clock;
use crate::language::tr;
use crate::model::Status;
use crate::sheet::{Deadline, DeadlineKind, is_past};

use super::report::{Report, ReportEvidence, ReportRow};

impl Report {
    /// Returns the day on which it was made, where it was made: the day by which the command line says what is due.
    pub(super) fn day(&self) -> Date {
        clock::day(self.made_at)
    }

    /// Returns the sentence that it is only a part, and which; none if it has all of the worklist.
    pub fn part_sentence(&self) -> Option<String> {
        let (part, rows) = (&self.part, self.rows.len());
        let is_part = !part.is_empty();
        is_part.then(|| tr!("「{part}」で選んだ {rows} 条項だけです。点検票の全体ではありません。", part, rows))
    }

    /// Returns the evidence of a clause, each with its number, from 1, in the list of all evidence.
    pub(super) fn evidence_of<'a>(&'a self, row: &'a ReportRow) -> impl Iterator<Item = (usize, &'a ReportEvidence)> {
        row.evidence.iter().filter_map(|at| Some((at + 1, self.evidence.get(*at)?)))
    }

    /// Returns the open clauses, of those that are counted.
    pub(super) fn open(&self) -> impl Iterator<Item = &ReportRow> {
        self.rows.iter().filter(|row| row.is_open())
    }

    /// Returns the clauses that are counted and of which a day has passed by which something is left to do.
    pub(super) fn overdue(&self) -> Vec<&ReportRow> {
        let today = self.day();
        self.rows.iter().filter(|row| row.counts() && row.answers.is_late(today)).collect()
    }

    /// Returns these clauses, each with its days, the earliest first: as many rows as every number of them says.
    pub(super) fn days_passed(&self) -> Vec<(&ReportRow, Vec<Deadline<'_>>)> {
        let mut passed: Vec<_> = self.overdue().into_iter().map(|row| (row, row.passed(self.day()))).collect();
        passed.sort_by_key(|(_, days)| days.first().map(|one| one.day));
        passed
    }

    /// Returns the clauses that are not met, or only in part, of those that apply.
    pub(super) fn failing(&self) -> Vec<&ReportRow> {
        self.rows.iter().filter(|row| row.applies() && row.answers.is_failing()).collect()
    }

    /// Returns the clauses with conflicts.
    pub(super) fn conflicts(&self) -> Vec<&ReportRow> {
        self.rows.iter().filter(|row| !row.conflicts.is_empty()).collect()
    }

    /// Returns the clauses that were marked 対象外.
    pub(super) fn not_applicable(&self) -> Vec<&ReportRow> {
        self.rows.iter().filter(|row| row.counts() && row.answers.status == Status::Na).collect()
    }

    /// Returns the reasons why clauses are not counted, each with its number of clauses, in the order of the catalog.
    pub(super) fn left_out(&self) -> Vec<(&str, usize)> {
        let mut reasons: Vec<(&str, usize)> = Vec::new();
        for reason in self.rows.iter().map(|row| row.left_out.as_str()).filter(|reason| !reason.is_empty()) {
            match reasons.iter_mut().find(|(known, _)| *known == reason) {
                Some((_, count)) => *count += 1,
                None => reasons.push((reason, 1)),
            }
        }
        reasons
    }
}

impl ReportRow {
    /// Whether it is counted.
    pub(super) const fn counts(&self) -> bool {
        self.left_out.is_empty()
    }

    /// Whether it is counted and open.
    pub(super) const fn is_open(&self) -> bool {
        self.counts() && self.answers.is_open()
    }

    /// Whether it is open and its own due date is before a day.
    pub(super) fn is_overdue(&self, day: Date) -> bool {
        self.counts() && self.answers.is_overdue(day)
    }

    /// Returns the days before a day by which something is left to do, the earliest first; none if it is not counted.
    pub(super) fn passed(&self, day: Date) -> Vec<Deadline<'_>> {
        let mut passed: Vec<Deadline<'_>> =
            self.answers.deadlines().filter(|one| self.counts() && one.is_past(day)).collect();
        passed.sort_by_key(|one| one.day);
        passed
    }

    /// Returns those of them that stand beside its own due date: of an action and of an exception.
    pub(super) fn others_passed(&self, day: Date) -> impl Iterator<Item = Deadline<'_>> {
        self.passed(day).into_iter().filter(|one| one.kind != DeadlineKind::Clause)
    }

    /// Whether it is counted and was not marked 対象外: what is judged.
    pub(super) fn applies(&self) -> bool {
        self.counts() && self.answers.status != Status::Na
    }

    /// Returns guideline and volume as one heading.
    pub(super) fn volume_heading(&self) -> String {
        if self.volume == self.guideline {
            return self.volume.clone();
        }
        format!("{} {}", self.guideline, self.volume)
    }

    /// Whether another clause is in the same volume.
    pub(super) fn shares_volume(&self, other: &Self) -> bool {
        self.guideline == other.guideline && self.volume == other.volume
    }

    /// Whether another clause is in the same chapter.
    pub(super) fn shares_chapter(&self, other: &Self) -> bool {
        self.shares_volume(other) && self.chapter == other.chapter
    }
}

impl ReportEvidence {
    /// Whether it is not valid any more on a day.
    pub(super) fn has_expired(&self, day: Date) -> bool {
        is_past(self.expires, day)
    }

    /// Whether its location is a web page.
    pub(super) fn is_page(&self) -> bool {
        let has_scheme =
            |scheme: &str| self.location.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
        has_scheme("https://") || has_scheme("http://")
    }
}

#[cfg(test)]
mod tests {
    use crate::sheet::Answers;

    use super::super::testing::full_report;
    use super::*;

    #[test]
    fn due_today_is_not_overdue_and_the_day_is_that_of_the_zone() {
        let mut report = full_report();
        report.made_at = "2026-11-21T15:30:00Z".parse().unwrap();
        assert_eq!(report.day().to_string(), "2026-11-22");
        report.rows.truncate(1);
        report.rows[0].answers.status = Status::Doing;
        for (due, status, left_out, expected) in [
            ("2026-11-22", Status::Doing, "", 0),
            ("2026-11-21", Status::Doing, "", 1),
            ("2026-11-21", Status::Recheck, "", 1),
            ("2026-11-21", Status::Done, "", 0),
            ("2026-11-21", Status::Na, "", 0),
            ("2026-11-21", Status::Todo, "参照パターンの外", 0),
        ] {
            let row = &mut report.rows[0];
            row.answers.due = Some(due.parse().unwrap());
            row.answers.status = status;
            row.left_out = left_out.to_owned();
            assert_eq!(report.overdue().len(), expected, "{due} {status:?} {left_out}");
        }
    }

    #[test]
    fn a_clause_stands_once_among_what_is_overdue_with_all_its_days() {
        let mut report = full_report();
        report.made_at = "2026-11-22T03:00:00Z".parse().unwrap();
        report.rows.truncate(1);
        let day = |text: &str| Some(text.parse().unwrap());
        let answers = Answers {
            status: Status::Doing,
            due: day("2026-11-21"),
            action_due: day("2026-11-01"),
            accept_until: day("2026-11-30"),
            ..Answers::default()
        };
        report.rows[0].answers = answers;
        report.rows[0].left_out = String::new();
        let told = |report: &Report| -> Vec<Vec<&'static str>> {
            let codes = |days: &Vec<Deadline<'_>>| days.iter().map(|one| one.kind.code()).collect();
            report.days_passed().iter().map(|(_, days)| codes(days)).collect()
        };
        assert_eq!((report.overdue().len(), told(&report)), (1, vec![vec!["action", "due"]]));
        report.rows[0].answers.status = Status::Done;
        assert_eq!((report.overdue().len(), told(&report)), (1, vec![vec!["action"]]));
        report.rows[0].left_out = "参照パターンの外".to_owned();
        assert!(report.overdue().is_empty() && told(&report).is_empty());
    }

    #[test]
    fn only_http_is_a_page() {
        let mut evidence = full_report().evidence.remove(0);
        for (location, expected) in [
            ("https://example.com/a", true),
            ("HTTP://example.com", true),
            ("javascript:alert(1)", false),
            (" https://example.com", false),
            ("/srv/https://", false),
            ("証跡", false),
        ] {
            evidence.location = location.to_owned();
            assert_eq!(evidence.is_page(), expected, "{location}");
        }
    }

    #[test]
    fn left_out_clauses_are_counted_by_reason() {
        let mut report = full_report();
        let row = report.rows[0].clone();
        let reasons = ["", "甲", "乙", "甲"];
        report.rows =
            reasons.iter().map(|reason| ReportRow { left_out: (*reason).to_owned(), ..row.clone() }).collect();
        assert_eq!(report.left_out(), [("甲", 2), ("乙", 1)]);
    }
}
