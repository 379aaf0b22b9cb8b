//! What an act on several clauses would change, before it is done and after: how many of which status, and which texts.

use crate::language::{t, tr};
use crate::model::Status;
use crate::sheet::{AnswerField, Answers};
use crate::worklist::entry::fields::Edit;
use crate::worklist::state::State;

/// What edits would do to clauses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BulkPreview {
    /// How many clauses have which status now, see [`status_counts`].
    statuses: String,
    /// The status they would get.
    to: Option<Status>,
    /// How many answers that somebody gave would be replaced by others, by field in the order of the form.
    replaced: Vec<(AnswerField, usize)>,
}

impl BulkPreview {
    /// Looks at what edits would do to clauses in a state.
    pub fn new<'a>(state: &State, clauses: impl IntoIterator<Item = &'a str>, edits: &[Edit]) -> Self {
        let answers: Vec<_> = clauses.into_iter().map(|clause| state.answers(clause)).collect();
        let to = edits.iter().find_map(|edit| if let Edit::Status(status) = edit { Some(*status) } else { None });
        let statuses = status_counts(answers.iter().map(|answers| answers.status));
        let blank = Answers::default();
        let replaced = AnswerField::ALL.into_iter().filter_map(|field| {
            let edit = edits.iter().find(|edit| edit.field() == Edit::from(blank.get(field)).field())?;
            let is_replaced = |now: &Edit| now != edit && *now != now.field().blank();
            let count = answers.iter().filter(|answers| is_replaced(&answers.get(field).into())).count();
            (count > 0).then_some((field, count))
        });
        Self { statuses, to, replaced: replaced.collect() }
    }

    /// Returns what would change, as a sentence: `未着手 40、完了 3 → 完了。書き換わる記録: 状態 3、メモ 2。`
    pub fn sentence(&self) -> String {
        let moved = self.to.map(|to| tr!("{statuses} → {to}。", statuses = self.statuses, to = to.name()));
        let replaced = self.replaced().map(|replaced| tr!("書き換わる記録: {replaced}。", replaced));
        let sentences = moved.into_iter().chain(replaced);
        sentences.reduce(|said, more| tr!("{said}{more}", said, more)).unwrap_or_default()
    }

    /// Returns which answers are replaced by others, and how many: `状態 3、メモ 2`; none if nobody gave any.
    pub fn replaced(&self) -> Option<String> {
        let counts: Vec<String> =
            self.replaced.iter().map(|(field, count)| format!("{} {count}", t(field.name()))).collect();
        (!counts.is_empty()).then(|| counts.join(t("、")))
    }
}

/// Returns how many of which status there are, as people read it: `未着手 40、完了 3`.
pub fn status_counts(statuses: impl IntoIterator<Item = Status>) -> String {
    let statuses: Vec<Status> = statuses.into_iter().collect();
    let count = |status: &Status| (*status, statuses.iter().filter(|other| *other == status).count());
    let counts = Status::ALL.iter().map(count).filter(|(_, count)| *count > 0);
    counts.map(|(status, count)| format!("{} {count}", t(status.name()))).collect::<Vec<_>>().join(t("、"))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::worklist::entry::change::{Change, Entry};
    use crate::worklist::testing::entry;

    use super::*;

    #[test]
    fn it_counts_what_is_there_and_what_would_be_lost() {
        let mut state = State::default();
        let changes = [
            Change::status("a", Status::Done),
            Change::status("b", Status::Doing),
            Change::note("b", "前のメモ"),
            Change::note("c", "同じ"),
        ];
        for (number, change) in (1..).zip(changes) {
            state.add(&Arc::new(Entry { change, ..entry(number) }));
        }
        let clauses = ["a", "b", "c", "d"];
        for (edits, sentence, replaced) in [
            (
                vec![Edit::Status(Status::Done)],
                "未着手 2、対応中 1、完了 1 → 完了。書き換わる記録: 状態 1。",
                Some("状態 1"),
            ),
            (vec![Edit::Note("同じ".into())], "書き換わる記録: メモ 1。", Some("メモ 1")),
            (vec![Edit::Owner("情報課".into())], "", None),
            (
                vec![Edit::Status(Status::Todo), Edit::Note(String::new())],
                "未着手 2、対応中 1、完了 1 → 未着手。書き換わる記録: 状態 2、メモ 2。",
                Some("状態 2、メモ 2"),
            ),
        ] {
            let preview = BulkPreview::new(&state, clauses, &edits);
            assert_eq!((preview.sentence().as_str(), preview.replaced().as_deref()), (sentence, replaced));
        }
        assert_eq!(BulkPreview::new(&state, [], &[Edit::Status(Status::Done)]).sentence(), " → 完了。");
    }

    #[test]
    fn statuses_are_counted_in_their_order() {
        let all = [Status::Done, Status::Todo, Status::Done, Status::Na];
        assert_eq!(status_counts(all), "未着手 1、完了 2、対象外 1");
        assert_eq!(status_counts([]), "");
    }
}
