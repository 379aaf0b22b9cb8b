//! The filters over what a worklist says: predicates over a clause and its mark, for the search, the screen and every command.

mod days;

use std::collections::{BTreeSet, HashSet};
use std::iter;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use crate::clock;
use crate::model::Id;
use crate::search::{DueWanted, ExceptionWanted, FindingWanted, MarkFilter, MarkTexts, Marks, TextWanted, is_wanted};
use crate::sheet::Answers;
use crate::worklist::state::State;
use crate::worklist::state::mark::Mark;

use self::days::Days;

/// The marks of a worklist on a day, for those who ask by [`MarkFilter`].
#[derive(Debug)]
pub struct WorklistMarks {
    state: State,
    counted: Arc<HashSet<Id>>,
    evidenced: OnceLock<HashSet<Id>>,
    today: OnceLock<Date>,
    texts: OnceLock<MarkTexts>,
}

impl WorklistMarks {
    /// Returns the marks of a worklist that counts these clauses, on a day. Without one it is the present day, which is found
    /// out if a filter asks: where a day begins here stands in files of the system that take longer to read than a search.
    pub fn new(state: &State, counted: &Arc<HashSet<Id>>, today: Option<Date>) -> Self {
        let (evidenced, texts) = (OnceLock::new(), OnceLock::new());
        let today = today.map_or_else(OnceLock::new, OnceLock::from);
        Self { state: state.clone(), counted: counted.clone(), evidenced, today, texts }
    }

    fn today(&self) -> Date {
        *self.today.get_or_init(clock::today)
    }

    fn is_met(&self, clause: &str, mark: Option<&Mark>, filter: &MarkFilter) -> bool {
        let Some(mark) = mark else { return filter.is_met_by_nothing() };
        let answers = &mark.answers;
        match filter {
            MarkFilter::Status(status) => answers.status == *status,
            MarkFilter::Verdict(verdict) => answers.is_judged(*verdict),
            MarkFilter::Owner(wanted) => is_owned(answers, wanted),
            MarkFilter::Due(wanted) => is_due(answers, wanted, self.today()),
            MarkFilter::Conflict(wanted) => mark.conflicts.is_empty() != *wanted,
            MarkFilter::Note(wanted) => is_wanted(wanted, &answers.note),
            MarkFilter::Evidence(wanted) => {
                self.evidenced.get_or_init(|| self.state.evidenced()).contains(clause) == *wanted
            }
            MarkFilter::Finding(FindingWanted::Grade(grade)) => answers.is_finding() && answers.grade == Some(*grade),
            MarkFilter::Finding(wanted) => answers.is_finding() == (*wanted == FindingWanted::Any),
            MarkFilter::Action(state) => answers.action_standing() == Some(*state),
            MarkFilter::Review(result) => answers.review == *result,
            MarkFilter::Exception(ExceptionWanted::Over) => answers.is_exception_over(self.today()),
            MarkFilter::Exception(wanted) => {
                answers.exception_standing().is_some() == (*wanted == ExceptionWanted::Any)
            }
        }
    }
}

impl Marks for WorklistMarks {
    fn understands(&self, filter: &MarkFilter) -> bool {
        let MarkFilter::Due(DueWanted::Days(typed)) = filter else { return true };
        Days::read(typed).is_some()
    }

    fn meets(&self, clause: &str, filter: &MarkFilter) -> bool {
        self.lists(clause) && self.is_met(clause, self.state.mark(clause), filter)
    }

    fn lists(&self, clause: &str) -> bool {
        self.counts(clause) || self.state.mark(clause).is_some_and(Mark::says_something)
    }

    fn counts(&self, clause: &str) -> bool {
        self.counted.contains(clause)
    }

    fn has(&self, filter: &MarkFilter) -> bool {
        self.state.marks().any(|(clause, mark)| self.is_met(clause, Some(mark), filter))
    }

    fn owners(&self) -> Vec<String> {
        let owners: BTreeSet<&str> = self.state.marks().flat_map(|(_, mark)| owners(&mark.answers)).collect();
        owners.into_iter().filter(|owner| !owner.is_empty()).map(str::to_owned).collect()
    }

    fn texts(&self) -> &MarkTexts {
        let texts = || self.state.marks().map(|(clause, mark)| (clause, &*mark.answers.note, &*mark.answers.owner));
        self.texts.get_or_init(|| MarkTexts::new(texts()))
    }
}

/// Returns who sees to a clause, and to whatever else is left to do by a day: whom `tenken due` names.
fn owners(answers: &Answers) -> impl Iterator<Item = &str> {
    iter::once(answers.owner.as_str()).chain(answers.deadlines().map(|one| one.owner))
}

/// Whether somebody who is asked for sees to something; nobody does only if nobody is named at all.
fn is_owned(answers: &Answers, wanted: &TextWanted) -> bool {
    let mut owners = owners(answers);
    match wanted {
        TextWanted::None => owners.all(|owner| is_wanted(wanted, owner)),
        TextWanted::Any | TextWanted::Holding(_) => owners.any(|owner| is_wanted(wanted, owner)),
    }
}

/// Whether answers have the day that is asked for: the due date of the clause, whether it is open or not, or another day by
/// which something of it is left to do.
fn is_due(answers: &Answers, wanted: &DueWanted, today: Date) -> bool {
    let days = || answers.due.into_iter().chain(answers.deadlines().map(|one| one.day));
    let within = |wanted: Days| days().any(|day| wanted.holds(day));
    match wanted {
        DueWanted::Overdue => answers.is_late(today),
        DueWanted::Today => within(Days::of(today)),
        DueWanted::Week => within(Days::week_of(today)),
        DueWanted::Month => within(Days::month_of(today)),
        DueWanted::Any => days().next().is_some(),
        DueWanted::None => days().next().is_none(),
        DueWanted::Days(typed) => Days::read(typed).is_some_and(within),
    }
}

#[cfg(test)]
mod tests;
