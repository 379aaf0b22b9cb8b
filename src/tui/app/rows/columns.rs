//! The columns of the worklist on screen, beside number and title.

use jiff::civil::Date;

use crate::catalog::RecordRef;
use crate::language::{t, tr};
use crate::model::{Status, Verdict};
use crate::sheet::{Answers, terms};
use crate::text::width::{Ambiguous, cells};
use crate::tui::app::App;

/// How wide the column of owners may be.
const OWNER: usize = 10;
/// How many rows are measured.
const MEASURED: usize = 2000;
/// The cells that the title keeps, whatever stands beside it.
const TITLE: usize = 24;
/// The cells before the number, behind it and behind the last column.
const MARGINS: usize = 6;

/// A column beside number and title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListColumn {
    /// 判定.
    Verdict,
    /// 担当者.
    Owner,
    /// 期限.
    Due,
    /// 証跡: how many pieces.
    Evidence,
    /// 状態.
    Status,
}

impl ListColumn {
    /// All of them, as they stand from left to right unless the person says otherwise.
    pub const ALL: [Self; 5] = [Self::Verdict, Self::Owner, Self::Due, Self::Evidence, Self::Status];
    /// Which of them go first where there is room for some only.
    const BY_WORTH: [Self; 5] = [Self::Status, Self::Due, Self::Verdict, Self::Owner, Self::Evidence];

    /// Returns the name, also in `config.toml`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Verdict => "判定",
            Self::Owner => "担当者",
            Self::Due => "期限",
            Self::Evidence => "証跡",
            Self::Status => "状態",
        }
    }

    /// Returns the names of all columns.
    pub fn names() -> [&'static str; 5] {
        Self::ALL.map(Self::name)
    }

    /// Returns the column with a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.name() == name)
    }

    /// Returns what stands there for a clause; empty if nothing was recorded. What is overdue has a sign before its date.
    pub fn text(self, app: &App, at: RecordRef) -> String {
        let id = app.catalog.id(at);
        let Some(mark) = app.state.mark(id) else {
            let is_open = self == Self::Status && app.scope.counts(at);
            return if is_open { in_brackets(Status::Todo) } else { String::new() };
        };
        let answers = &mark.answers;
        match self {
            Self::Status if answers.status == Status::Todo && !app.scope.counts(at) => String::new(),
            Self::Status => in_brackets(answers.status),
            Self::Verdict if answers.verdict == Verdict::Open => String::new(),
            Self::Verdict => t(answers.verdict.name()).to_owned(),
            Self::Owner => answers.owner.clone(),
            Self::Due => {
                let sign = if answers.is_late(app.today) { "!" } else { "" };
                due_day(answers).map(|due| format!("{sign}{due}")).unwrap_or_default()
            }
            Self::Evidence => match app.state.evidence_of(id) {
                0 => String::new(),
                count => tr!("証{count}", count),
            },
        }
    }

    /// Returns the cells that it takes for some rows, its name above them among them; none if nothing stands there.
    fn width(self, app: &App, rows: &[RecordRef]) -> usize {
        let name = cells(t(self.name()), app.settings.ambiguous);
        if self == Self::Status {
            let all = Status::ALL.iter().map(|status| cells(&in_brackets(*status), app.settings.ambiguous));
            return name.max(all.max().unwrap_or(0));
        }
        let measured = rows.iter().take(MEASURED).map(|at| cells(&self.text(app, *at), app.settings.ambiguous));
        match measured.max().unwrap_or(0) {
            0 => 0,
            widest if self == Self::Owner => widest.clamp(name, OWNER),
            widest => widest.max(name),
        }
    }
}

/// Returns the day that stands beside a clause, and by which it is sorted: the first by which something is left to do, else
/// the due date that it had.
pub(super) fn due_day(answers: &Answers) -> Option<Date> {
    answers.next_deadline().map(|one| one.day).or(answers.due)
}

fn in_brackets(status: Status) -> String {
    format!("[{}]", terms::short_status(status))
}

/// The columns of a list, from left to right, with their cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListColumns {
    /// Them.
    pub columns: Vec<(ListColumn, usize)>,
}

impl ListColumns {
    /// Returns the cells that all of them take, with those between them.
    pub fn cells(&self) -> usize {
        self.columns.iter().map(|(_, cells)| cells + 1).sum::<usize>() + 1
    }

    /// Returns the columns of a list of so many cells, of which the number takes some. They are those of the whole list, so
    /// that they stay where they are while one scrolls. What has no room goes, and where nobody chose, what is empty.
    pub fn of(app: &App, rows: &[RecordRef], (width, label): (usize, usize)) -> Self {
        let mut room = width.saturating_sub(MARGINS + label + TITLE);
        let chosen = app.list_columns.as_deref();
        let wanted = chosen.unwrap_or(&ListColumn::BY_WORTH);
        let mut kept = Vec::new();
        for column in wanted.iter().copied() {
            let cells = match (column.width(app, rows), chosen) {
                (0, Some(_)) => cells(t(column.name()), Ambiguous::Unknown),
                (cells, _) => cells,
            };
            if cells > 0 && cells < room && !kept.iter().any(|(known, _)| *known == column) {
                room -= cells + 1;
                kept.push((column, cells));
            }
        }
        if chosen.is_none() {
            let place = |column: &ListColumn| ListColumn::ALL.iter().position(|known| known == column);
            kept.sort_by_key(|(column, _)| place(column));
        }
        Self { columns: kept }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_known_by_its_name_and_has_its_worth() {
        for column in ListColumn::ALL {
            assert_eq!(ListColumn::named(column.name()), Some(column));
            assert!(ListColumn::BY_WORTH.contains(&column));
        }
        assert_eq!(ListColumn::named("色"), None);
    }

    #[test]
    fn the_day_beside_a_clause_is_the_next_one_that_counts() {
        let day = |day: i8| Some(Date::constant(2026, 11, day));
        let mut answers = Answers { due: day(20), action_due: day(10), ..Answers::default() };
        assert_eq!(due_day(&answers), day(10));
        answers.action_state = Some(crate::model::ActionState::Done);
        assert_eq!(due_day(&answers), day(20));
        answers.status = Status::Done;
        assert_eq!(due_day(&answers), day(20), "the day that it had");
    }
}
