//! What a new worklist takes over from an old one.

use std::collections::BTreeSet;
use std::path::Path;

use crate::model::{Id, Status, is_own_item};
use crate::sheet::{AnswerField, Answers};
use crate::worklist::entry::change::Change;
use crate::worklist::entry::fields::Edit;
use crate::worklist::state::State;
use crate::worklist::state::beginning::Beginning;
use crate::worklist::state::evidence::Evidence;
use crate::worklist::state::mark::Mark;
use crate::worklist::state::profile::Profile;

use super::evidence_file::{is_url, resolve};
use super::new_evidence::NewEvidence;

/// How answers are taken over into the new worklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CarryOver {
    /// As they are.
    AsIs,
    /// As the start of a new audit, in which nothing was checked yet: 完了 and 対応中 become 要再確認. Verdicts and due
    /// dates are not taken over, neither is what a reviewer said, nor a finding whose action is done. Notes, owners, evidence,
    /// 対象外 with its reason, open findings and exceptions are.
    Recheck,
}

/// Returns the changes that make an empty worklist a copy of another one: its profile, its evidence that was not
/// withdrawn, and its answers in the order of the clauses' ids. Of conflicting values the one that is shown is copied.
/// `folder` is that of the other worklist.
pub(crate) fn changes(state: &State, folder: &Path, carry: CarryOver) -> Vec<Change> {
    let profile = Profile { begun: begun(state), ..state.profile().clone() };
    let mut changes = match carry {
        CarryOver::AsIs => profile,
        // What was said of the last audit does not hold for the next one.
        CarryOver::Recheck => Profile { period: String::new(), remarks: String::new(), ..profile },
    }
    .changes();
    changes.extend(evidence_changes(state, folder, |clause| Some(clause.to_owned())));
    for (clause, mark) in sorted_marks(state).into_iter().filter(|(clause, mark)| is_taken_over(clause, mark)) {
        changes.extend(item_changes(state, clause, mark));
        changes.extend(mark_changes(clause, &carried(&mark.answers, carry), (&mark.previous, mark.is_waiting)));
    }
    changes
}

/// Returns what a worklist counts as long as nobody chooses, as it was recorded; nothing if it was not.
fn begun(state: &State) -> BTreeSet<Id> {
    match state.beginning() {
        Some(Beginning::Begun(ids)) => ids.clone(),
        _ => BTreeSet::new(),
    }
}

/// Returns all marks in the order of the clauses' ids.
pub(in crate::worklist) fn sorted_marks(state: &State) -> Vec<(&str, &Mark)> {
    let mut marks: Vec<(&str, &Mark)> = state.marks().collect();
    marks.sort_unstable_by_key(|(clause, _)| *clause);
    marks
}

/// Whether anything of a mark belongs into another worklist. What was recorded of an own item that was withdrawn stays where
/// it is.
pub(in crate::worklist) fn is_taken_over(clause: &str, mark: &Mark) -> bool {
    !is_own_item(clause) || mark.is_item()
}

/// Returns the changes that make another worklist have the same own item, with the number that people know; none if it is a
/// clause of the catalog.
pub(in crate::worklist) fn item_changes(state: &State, clause: &str, mark: &Mark) -> Vec<Change> {
    if !mark.is_item() {
        return Vec::new();
    }
    let number = state.item(clause).map_or_else(|| mark.item_number.clone(), |item| item.number);
    mark.item_edits(number).into_iter().map(|edit| Change::clause(clause, edit)).collect()
}

/// Returns the changes that record the evidence of another worklist that was not withdrawn. `place` says which clause takes
/// the place of one; none if the evidence is not linked there any more, as with an own item that is not taken over.
pub(in crate::worklist) fn evidence_changes(
    state: &State,
    folder: &Path,
    place: impl Fn(&str) -> Option<Id>,
) -> Vec<Change> {
    let counted = state.evidence().filter(|evidence| !evidence.is_withdrawn);
    let changes = counted.flat_map(|evidence| {
        let is_there = |clause: &&Id| state.mark(clause).is_none_or(|mark| is_taken_over(clause, mark));
        let mut clauses: Vec<Id> =
            evidence.clauses.iter().filter(is_there).filter_map(|clause| place(clause)).collect();
        clauses.dedup();
        new_evidence(evidence, folder).changes_as(evidence.id, &clauses)
    });
    changes.collect()
}

/// Returns the changes that give a clause without a mark these answers, what was said before, and whether it waits for its
/// number.
pub(in crate::worklist) fn mark_changes(
    clause: &str,
    answers: &Answers,
    (previous, is_waiting): (&str, bool),
) -> Vec<Change> {
    let automatic = [Edit::Previous(previous.to_owned()), Edit::Waiting(is_waiting)];
    let edits = edits(answers).into_iter().chain(automatic).filter(|edit| *edit != edit.field().blank());
    edits.map(|edit| Change::clause(clause, edit)).collect()
}

/// Returns what is taken over of answers.
pub(in crate::worklist) fn carried(answers: &Answers, carry: CarryOver) -> Answers {
    let status = match answers.status {
        Status::Doing | Status::Done => Status::Recheck,
        kept => kept,
    };
    let blank = Answers::default();
    match carry {
        CarryOver::AsIs => answers.clone(),
        CarryOver::Recheck => {
            Answers { status, verdict: blank.verdict, due: blank.due, ..answers.clone() }.without_review().still_open()
        }
    }
}

/// Returns the edits that record these answers.
pub(in crate::worklist) fn edits(answers: &Answers) -> [Edit; AnswerField::ALL.len()] {
    AnswerField::ALL.map(|field| answers.get(field).into())
}

/// Returns evidence in the form in which another worklist records it: with an absolute path, as a path relative to the
/// old folder means nothing there.
fn new_evidence(evidence: &Evidence, folder: &Path) -> NewEvidence {
    let path = resolve(&evidence.location, folder);
    let location = if is_url(&evidence.location) { None } else { path.to_str().map(str::to_owned) };
    NewEvidence {
        title: evidence.title.clone(),
        location: location.unwrap_or_else(|| evidence.location.clone()),
        sha256: evidence.sha256.clone(),
        effective: evidence.effective,
        expires: evidence.expires,
        is_for_audit: evidence.is_for_audit,
    }
}

#[cfg(test)]
mod tests {
    use crate::worklist::entry::fields::Field;
    use crate::worklist::operation::Operation;
    use crate::worklist::store::Worklist;
    use crate::worklist::testing::{one_change_of_each, sato};

    use super::*;

    #[test]
    fn every_field_is_copied_but_those_of_one_worklist_alone() {
        let folder = tempfile::tempdir().unwrap();
        let mut source = Worklist::open(folder.path(), sato()).unwrap();
        let stays = |change: &Change| {
            let puts_away = matches!(change.edit, Edit::Archived(_) | Edit::Withdrawn(_) | Edit::ItemWithdrawn(_));
            puts_away || matches!(change.edit, Edit::Origin(_) | Edit::Join { .. } | Edit::Take { .. })
        };
        let recorded: Vec<Change> = one_change_of_each().into_iter().filter(|change| !stays(change)).collect();
        source.perform(Operation::Record(recorded.clone()), "").unwrap();
        let fields = |changes: &[Change]| -> BTreeSet<Field> { changes.iter().map(|one| one.edit.field()).collect() };
        assert_eq!(fields(&changes(source.state(), source.folder(), CarryOver::AsIs)), fields(&recorded));
    }
}
