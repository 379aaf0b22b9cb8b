//! Edits and conflicts as Japanese sentences.

use crate::language::{Words, t, tr};
use crate::model::{ActionState, Grade, Id, Party, Review, Status, Verdict};
use crate::sheet::{Day, Line, Maybe, Shape, Text, fields};
use crate::worklist::entry::fields::Edit;
use crate::worklist::entry::id::EntryId;
use crate::worklist::entry::shapes::{PathOrUrl, RecordId, RecordIds, Sha256};

use super::State;
use super::register::{Conflict, ConflictingValue};

/// Makes the sentences about edits, from the table in `sheet::fields`.
macro_rules! sentences {
    ($(
        $owner:ident($_projection:ident) {
            values { $($(#[$doc:meta])* $field:ident: $value:ident($shape:ty) = $code:literal, $name:literal,
                since $since:literal $(, column $column:literal, width $width:literal)?;)* }
            automatic { $($(#[$auto_doc:meta])* $auto_field:ident: $auto:ident($auto_shape:ty) = $auto_code:literal,
                $auto_name:literal, since $auto_since:literal;)* }
            flags { $($(#[$flag_doc:meta])* $flag_field:ident: $flag:ident = $flag_code:literal, $flag_name:literal,
                since $flag_since:literal, $flag_on:literal, $flag_off:literal;)* }
            sets { $($(#[$set_doc:meta])* $set_field:ident: $set:ident { $key:ident: $of:ty } = $set_code:literal,
                $set_name:literal, since $set_since:literal, $set_on:literal, $set_off:literal;)* }
        }
    )+) => {
        impl Edit {
            /// Returns the edit as a Japanese sentence without its end, for example `状態を 完了 に`. The names of evidence
            /// come from the state.
            pub fn sentence(&self, state: &State) -> String {
                match self {$(
                    $(Self::$value(value) => <$shape as Shape>::sentence($name, value),)*
                    $(Self::$auto(value) => <$auto_shape as Shape>::sentence($auto_name, value),)*
                    $(Self::$flag(true) => t($flag_on).to_owned(), Self::$flag(false) => t($flag_off).to_owned(),)*
                    $(Self::$set { $key, on: true } => self.member_in(t($set_on), &$key.name(state)),
                      Self::$set { $key, on: false } => self.member_in(t($set_off), &$key.name(state)),)*
                )+}
            }

            /// Returns the name of the member of a set that the edit is about; none if it is about a whole field. The names of
            /// evidence come from the state.
            fn member(&self, state: &State) -> Option<String> {
                match self {
                    $($(Self::$set { $key, .. } => Some($key.name(state)),)*)+
                    _ => None,
                }
            }

            /// Returns what the field holds after the edit, as a history shows it: the value, or a member of a set, or
            /// nothing. The names of evidence come from the state.
            pub fn held(&self, state: &State) -> String {
                match self {$(
                    $(Self::$set { $key, on } => if *on { $key.name(state) } else { String::new() },)*
                )+
                    // A value stands for itself.
                    _ => self.text(),
                }
            }
        }
    };
}

fields!(sentences);

impl Edit {
    /// Puts the name of a member of a set into a sentence.
    fn member_in(&self, sentence: &str, name: &str) -> String {
        sentence.replace("{}", self.field().said(name))
    }
}

/// A member of a set that has a name for people to read.
trait Named {
    /// Returns the name. The names of evidence come from the state.
    fn name(&self, state: &State) -> String;
}

impl Named for EntryId {
    /// Returns the name of the evidence, or its id if it was never added.
    fn name(&self, state: &State) -> String {
        state.evidence_with(*self).map_or_else(|| self.to_string(), |evidence| evidence.name().to_owned())
    }
}

impl Named for Id {
    fn name(&self, _: &State) -> String {
        self.clone()
    }
}

impl Named for Party {
    fn name(&self, _: &State) -> String {
        Self::name(*self).to_owned()
    }
}

impl Conflict {
    /// Returns a Japanese sentence that says who set the field, or the member of a set, to which value. The value that is shown
    /// comes last. The names of evidence come from the state.
    pub fn sentence(&self, state: &State) -> String {
        let said = |value: &ConflictingValue| match value.text.replace('\n', " ") {
            text if text.is_empty() => tr!("空({who})", who = Words(&value.who)),
            text => {
                let shown = if value.edit.is_phrase() { t(&text) } else { text.as_str() };
                tr!("「{text}」({who})", text = shown, who = Words(&value.who))
            }
        };
        let values = self.values.iter().map(said).collect::<Vec<String>>().join(t("と"));
        let name = self.field.name();
        match self.values.first().and_then(|value| value.edit.member(state)) {
            Some(member) => {
                tr!("{name} {member} が{values}で食い違っています。", name, member = self.field.said(&member), values)
            }
            None => tr!("{name}が{values}で食い違っています。", name, values),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Conflict, ConflictingValue};
    use crate::english::TABLES;
    use crate::language::{Language, provide, speak};
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
    fn what_people_wrote_is_not_said_in_another_language() {
        let value = |edit: Edit| ConflictingValue {
            text: edit.text(),
            edit,
            who: "確認".to_owned(),
            at: jiff::Timestamp::UNIX_EPOCH,
        };
        let told = |one: Edit, other: Edit| {
            let conflict = Conflict { field: one.field(), values: [one, other].map(value).into() };
            speak(Language::English);
            let said = conflict.sentence(&State::default());
            speak(Language::Japanese);
            said
        };
        provide(&TABLES);
        let owners = told(Edit::Owner("完了".into()), Edit::Owner(String::new()));
        assert!(owners.contains("完了") && owners.matches("確認").count() == 2, "{owners}");
        let product = |on| Edit::Product { id: "ms.entra".into(), on };
        let products = told(product(true), product(false));
        assert!(!products.contains("はい") && !products.contains("いいえ"), "{products}");
        assert!(products.contains("ms.entra"), "{products}");
        let states = told(Edit::Status(Status::Done), Edit::Status(Status::Todo));
        assert!(!states.contains("完了"), "{states}");
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
