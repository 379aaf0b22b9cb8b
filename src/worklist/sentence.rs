//! What was done, in words: one sentence per kind of edit.

use super::edit::{Edit, date_text};
use super::entry_id::EntryId;
use super::register::{Conflict, Held};
use super::state::State;

impl Edit {
    /// Returns what was done as a Japanese sentence without its end, for example `状態を 完了 に`. The state tells what
    /// evidence is called.
    pub fn sentence(&self, state: &State) -> String {
        match self {
            Self::Status(status) => format!("状態を {} に", status.name()),
            Self::Verdict(verdict) => format!("判定を {} に", verdict.name()),
            Self::Note(text) => text_set("メモ", text),
            Self::Owner(text) => text_set("担当者", text),
            Self::Due(date) => text_set("期限", &date_text(*date)),
            Self::Reason(text) => text_set("対象外の理由", text),
            Self::Link { evidence, on: true } => format!("証跡「{}」を付けた", name(*evidence, state)),
            Self::Link { evidence, on: false } => format!("証跡「{}」を外した", name(*evidence, state)),
            Self::Facility(text) => text_set("施設", text),
            Self::Pattern(pattern) => text_set("参照パターン", pattern.as_deref().unwrap_or_default()),
            Self::Archived(true) => "点検票をしまった".to_owned(),
            Self::Archived(false) => "点検票を戻した".to_owned(),
            Self::Product { id, on: true } => format!("製品 {id} を使用中に"),
            Self::Product { id, on: false } => format!("製品 {id} を使用中から外した"),
            Self::Party { id, on: true } => format!("担当 {} を数える対象に", id.name()),
            Self::Party { id, on: false } => format!("担当 {} を数える対象から外した", id.name()),
            Self::Title(text) => text_set("証跡の名前", text),
            Self::Location(text) => text_set("証跡の場所", text),
            Self::Sha256(text) => text_set("証跡の SHA-256", text),
            Self::Effective(date) => text_set("証跡の有効日", &date_text(*date)),
            Self::Expires(date) => text_set("証跡の期限", &date_text(*date)),
            Self::Withdrawn(true) => "証跡を取り下げた".to_owned(),
            Self::Withdrawn(false) => "証跡の取り下げをやめた".to_owned(),
        }
    }
}

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

fn text_set(field: &str, text: &str) -> String {
    if text.is_empty() {
        format!("{field}を消した")
    } else {
        format!("{field}を「{}」に", text.replace('\n', " "))
    }
}

/// Returns what evidence is called, or its id where nothing is known of it.
fn name(evidence: EntryId, state: &State) -> String {
    state.evidence_with(evidence).map_or_else(|| evidence.to_string(), |evidence| evidence.name().to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::edit::tests::one_of_each;
    use super::*;
    use crate::model::Status;

    #[test]
    fn every_edit_has_sentences_of_its_own() {
        let state = State::default();
        let edits = one_of_each();
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
