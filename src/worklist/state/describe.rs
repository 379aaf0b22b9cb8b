//! What people disagree on, in words. What was done has its sentences in the table of fields.

use super::register::{Conflict, Held};

impl Conflict {
    /// Returns who set the field to what as a Japanese sentence, the value shown last.
    pub fn sentence(&self) -> String {
        let said = |held: &Held| match held.text.replace('\n', " ") {
            text if text.is_empty() => format!("空({})", held.who),
            text => format!("「{text}」({})", held.who),
        };
        let values: Vec<String> = self.values.iter().map(said).collect();
        format!("{}が{}で食い違っています。", self.field.name(), values.join("と"))
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Status;
    use crate::worklist::entry::fields::Edit;
    use crate::worklist::state::State;

    #[test]
    fn every_edit_has_sentences_of_its_own() {
        let state = State::default();
        let edits = Edit::one_of_each();
        let both = edits.iter().map(|edit| edit.field().blank()).chain(edits.iter().cloned());
        let sentences: std::collections::BTreeSet<String> = both.map(|edit| edit.sentence(&state)).collect();
        assert_eq!(sentences.len(), 2 * edits.len(), "{sentences:?}");
    }

    #[test]
    fn values_stand_in_the_sentence() {
        let state = State::default();
        for (edit, sentence) in [
            (Edit::Status(Status::Done), "状態を 完了 に"),
            (Edit::Note("一\n二".into()), "メモを「一 二」に"),
            (Edit::Note(String::new()), "メモを消した"),
            (Edit::Due(Some("2026-03-31".parse().unwrap())), "期限を「2026-03-31」に"),
            (Edit::Due(None), "期限を消した"),
        ] {
            assert_eq!(edit.sentence(&state), sentence);
        }
    }
}
