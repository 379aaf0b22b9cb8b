//! Fields and edits of clauses, of the worklist itself and of evidence, generated from the table in `sheet::fields`.

use serde::{Deserialize, Serialize};

use crate::language::t;
use crate::model::{ActionState, Grade, Id, Party, Review, Status, Verdict};
use crate::sheet::{Answer, AnswerField, Day, Line, Maybe, NOTE_LIMIT, Shape, Text, fields};

use super::id::EntryId;
use super::shapes::{Member, PathOrUrl, RecordId, RecordIds, Sha256};

/// Declares the edits and fields: every value, flag and set of every kind of subject.
macro_rules! edits {
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
        /// Sets one field of one subject.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub enum Edit {$(
            $($(#[$doc])* #[serde(rename = $code)] $value(<$shape as Shape>::Value),)*
            $($(#[$auto_doc])* #[serde(rename = $auto_code)] $auto(<$auto_shape as Shape>::Value),)*
            $($(#[$flag_doc])* #[serde(rename = $flag_code)] $flag(bool),)*
            $($(#[$set_doc])* #[serde(rename = $set_code)] $set {
                /// The member of the set.
                $key: $of,
                /// Whether it is one.
                on: bool,
            },)*
        )+}

        /// A field. Together with its subject it is the key of a register.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "each is what the edit of the same name sets")]
        pub enum Field {
            $($($value,)* $($auto,)* $($flag,)* $($set($of),)*)+
        }

        /// The kind of subject that a field belongs to.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum SubjectKind {
            $($owner,)+
        }

        /// The newest version of the journal: that of the newest field.
        pub(crate) const NEWEST_VERSION: u64 = newest(&[$($($since,)* $($auto_since,)* $($flag_since,)* $($set_since,)*)+]);

        impl Edit {
            /// Returns the field that is set.
            pub fn field(&self) -> Field {
                match self {$(
                    $(Self::$value(_) => Field::$value,)*
                    $(Self::$auto(_) => Field::$auto,)*
                    $(Self::$flag(_) => Field::$flag,)*
                    $(Self::$set { $key, .. } => Field::$set(Clone::clone($key)),)*
                )+}
            }

            /// Returns the version of the journal that first knew the field.
            pub(in crate::worklist) const fn since(&self) -> u64 {
                match self {$(
                    $(Self::$value(_) => $since,)*
                    $(Self::$auto(_) => $auto_since,)*
                    $(Self::$flag(_) => $flag_since,)*
                    $(Self::$set { .. } => $set_since,)*
                )+}
            }

            /// Whether two edits set the same value, or texts that look the same: 葛城 is one person, whichever form of
            /// 葛 was typed.
            pub(in crate::worklist) fn says_the_same(&self, other: &Self) -> bool {
                match (self, other) {
                    $(
                        $((Self::$value(one), Self::$value(other)) => <$shape as Shape>::looks_the_same(one, other),)*
                        $((Self::$auto(one), Self::$auto(other)) => <$auto_shape as Shape>::looks_the_same(one, other),)*
                    )+
                    _ => self == other,
                }
            }

            /// Returns the value as people read it; empty for none.
            pub fn text(&self) -> String {
                match self {$(
                    $(Self::$value(value) => <$shape as Shape>::text(value),)*
                    $(Self::$auto(value) => <$auto_shape as Shape>::text(value),)*
                    $(Self::$flag(on) => yes_or_no(*on),)*
                    $(Self::$set { on, .. } => yes_or_no(*on),)*
                )+}
            }

            /// Whether [`Edit::text`] is a phrase of ours, and not what a person wrote. Of a set it says whether a member belongs to
            /// it.
            pub(in crate::worklist) const fn is_phrase(&self) -> bool {
                match self {$(
                    $(Self::$value(_) => <$shape as Shape>::IS_PHRASE,)*
                    $(Self::$auto(_) => <$auto_shape as Shape>::IS_PHRASE,)*
                    $(Self::$flag(_) => true,)*
                    $(Self::$set { .. } => true,)*
                )+}
            }

            /// Returns the edit in the form in which it may be recorded: texts without control characters, on one line
            /// where the field is one line.
            pub(in crate::worklist) fn cleaned(self) -> Self {
                match self {$(
                    $(Self::$value(value) => Self::$value(<$shape as Shape>::clean(value)),)*
                    $(Self::$auto(value) => Self::$auto(<$auto_shape as Shape>::clean(value)),)*
                    $(Self::$flag(on) => Self::$flag(on),)*
                    $(Self::$set { $key, on } => Self::$set { $key, on },)*
                )+}
            }

            /// Whether ids and hashes are well-formed.
            pub(in crate::worklist) fn is_sound(&self) -> bool {
                match self {$(
                    $(Self::$value(value) => <$shape as Shape>::is_sound(value),)*
                    $(Self::$auto(value) => <$auto_shape as Shape>::is_sound(value),)*
                    $(Self::$flag(_) => true,)*
                    $(Self::$set { $key, .. } => $key.is_sound(),)*
                )+}
            }

            /// Returns the free text, for edits that have one.
            fn free_text(&mut self) -> Option<&mut String> {
                match self {$(
                    $(Self::$value(value) => <$shape as Shape>::free_text(value),)*
                    $(Self::$auto(value) => <$auto_shape as Shape>::free_text(value),)*
                    $(Self::$flag(_) => None,)*
                    $(Self::$set { .. } => None,)*
                )+}
            }

            /// Returns one edit of every kind, none of them with the blank value.
            #[cfg(test)]
            pub(in crate::worklist) fn one_of_each() -> Vec<Self> {
                vec![$(
                    $(Self::$value(<$shape as Shape>::sample()),)*
                    $(Self::$auto(<$auto_shape as Shape>::sample()),)*
                    $(Self::$flag(true),)*
                    $(Self::$set { $key: <$of as Member>::sample(), on: true },)*
                )+]
            }
        }

        impl Field {
            /// Returns the code used in journals and JSON.
            pub const fn code(&self) -> &'static str {
                match self {$(
                    $(Self::$value => $code,)*
                    $(Self::$auto => $auto_code,)*
                    $(Self::$flag => $flag_code,)*
                    $(Self::$set(_) => $set_code,)*
                )+}
            }

            /// Returns the Japanese name.
            pub const fn name(&self) -> &'static str {
                match self {$(
                    $(Self::$value => $name,)*
                    $(Self::$auto => $auto_name,)*
                    $(Self::$flag => $flag_name,)*
                    $(Self::$set(_) => $set_name,)*
                )+}
            }

            /// Whether what it holds is a phrase of ours, and not what a person wrote.
            pub const fn is_phrase(&self) -> bool {
                match self {$(
                    $(Self::$value => <$shape as Shape>::IS_PHRASE,)*
                    $(Self::$auto => <$auto_shape as Shape>::IS_PHRASE,)*
                    $(Self::$flag => true,)*
                    $(Self::$set(_) => <$of as Member>::IS_PHRASE,)*
                )+}
            }

            /// Whether people fill it in, with what means something to them as it stands: a sentence about a change may name the
            /// value.
            pub const fn is_filled_in(&self) -> bool {
                match self {$(
                    $(Self::$value => <$shape as Shape>::IS_READABLE,)*
                    $(Self::$auto => false,)*
                    $(Self::$flag => false,)*
                    $(Self::$set(_) => false,)*
                )+}
            }

            /// Returns the edit that resets the field to its initial value.
            pub fn blank(&self) -> Edit {
                match self {$(
                    $(Self::$value => Edit::$value(<$shape as Shape>::blank()),)*
                    $(Self::$auto => Edit::$auto(<$auto_shape as Shape>::blank()),)*
                    $(Self::$flag => Edit::$flag(false),)*
                    $(Self::$set($key) => Edit::$set { $key: Clone::clone($key), on: false },)*
                )+}
            }

            pub(in crate::worklist) const fn subject_kind(&self) -> SubjectKind {
                match self {$(
                    $(Self::$value => SubjectKind::$owner,)*
                    $(Self::$auto => SubjectKind::$owner,)*
                    $(Self::$flag => SubjectKind::$owner,)*
                    $(Self::$set(_) => SubjectKind::$owner,)*
                )+}
            }
        }
    };
}

fields!(edits);

/// Makes edits of the answers of a form.
macro_rules! answers {
    (
        Clause($mark:ident) {
            values { $($(#[$doc:meta])* $field:ident: $value:ident($shape:ty) = $code:literal, $name:literal,
                since $since:literal, column $column:literal, width $width:literal;)* }
            $($_others_of_a_clause:tt)*
        }
        $($_others:tt)*
    ) => {
        impl From<Answer> for Edit {
            /// Returns the edit that records an answer.
            fn from(answer: Answer) -> Self {
                match answer { $(Answer::$value(value) => Self::$value(value),)* }
            }
        }

        impl Field {
            /// Returns which field of the form it is; none if it is none of them.
            pub(in crate::worklist) const fn answer(&self) -> Option<AnswerField> {
                match self {
                    $(Self::$value => Some(AnswerField::$value),)*
                    _ => None,
                }
            }
        }
    };
}

fields!(answers);

impl Edit {
    /// Whether it says which journals are counted: that of a merge, or of a worklist that is joined.
    pub(in crate::worklist) fn is_origin(&self) -> bool {
        matches!(self, Self::Join { .. } | Self::Take { .. })
    }

    /// Whether it says by the way what is counted as long as nobody chooses, or the number of an own item. Nobody meant it, so
    /// nobody takes it back; and a number is never given twice.
    pub(in crate::worklist) fn is_by_the_way(&self) -> bool {
        matches!(self, Self::Begun(_) | Self::ItemNumber(_))
    }

    /// Whether it only comes along with another edit, so that whoever tells of that one has told of it: what nobody meant by
    /// itself, the hash of a file, and who has reviewed something when.
    pub fn comes_along(&self) -> bool {
        let is_wordless = matches!(self, Self::ReviewWord(word) if word.is_empty());
        let is_added = matches!(self, Self::Previous(_) | Self::Sha256(_) | Self::Reviewer(_) | Self::Reviewed(_));
        is_added || is_wordless || self.is_by_the_way()
    }

    /// Returns the number of characters of a text that is too long; none if it is not.
    pub(in crate::worklist) fn excess(&mut self) -> Option<usize> {
        let text = self.free_text()?;
        text.chars().nth(NOTE_LIMIT).map(|_| text.chars().count())
    }

    /// Cuts a text that is longer than tenken would have recorded; returns whether it was cut.
    pub(in crate::worklist) fn cut(&mut self) -> bool {
        let Some(text) = self.free_text() else { return false };
        let end = text.char_indices().nth(NOTE_LIMIT).map(|(at, _)| at);
        end.map(|end| text.truncate(end)).is_some()
    }
}

impl Field {
    /// Returns what it holds for people: a phrase of ours in the language of the thread, and what a person wrote as it is.
    pub fn said<'a>(&self, text: &'a str) -> &'a str {
        if self.is_phrase() { t(text) } else { text }
    }

    /// Whether a reviewer says it.
    pub const fn is_of_review(&self) -> bool {
        match self.answer() {
            Some(field) => field.is_of_review(),
            None => false,
        }
    }

    /// Whether different values are a disagreement of people. What several worklists began with is not.
    pub(in crate::worklist) fn can_conflict(&self) -> bool {
        *self != Self::Begun
    }

    /// Whether it tells what a worklist is about, and so whose it is. Which journals belong to it does not, and neither
    /// does which clauses it counts: the first mark of everybody records that.
    pub(in crate::worklist) fn tells_whose(&self) -> bool {
        let is_by_the_way = matches!(self, Self::Join(_) | Self::Take(_) | Self::Count | Self::Begun);
        self.subject_kind() == SubjectKind::Worklist && !is_by_the_way
    }
}

/// Returns the greatest version.
const fn newest(versions: &[u64]) -> u64 {
    let mut newest = 0;
    let mut at = 0;
    while at < versions.len() {
        if versions[at] > newest {
            newest = versions[at];
        }
        at += 1;
    }
    newest
}

fn yes_or_no(on: bool) -> String {
    if on { "はい" } else { "いいえ" }.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::Answers;

    #[test]
    fn every_field_has_a_blank_value_of_its_own() {
        for edit in Edit::one_of_each() {
            let blank = edit.field().blank();
            assert_eq!(blank.field(), edit.field());
            assert_ne!(blank, edit);
            assert!(!edit.text().is_empty() && !edit.field().name().is_empty());
        }
    }

    #[test]
    fn every_field_of_the_form_is_one_of_a_clause() {
        for field in AnswerField::ALL {
            let of_clause = Edit::from(Answers::default().get(field)).field();
            assert_eq!((of_clause.answer(), of_clause.is_of_review()), (Some(field), field.is_of_review()));
        }
        assert_eq!((Field::Count.answer(), Field::Count.is_of_review()), (None, false));
    }

    #[test]
    fn what_comes_along_and_what_a_sentence_names_is_a_property_of_the_field() {
        let codes = |is_so: &dyn Fn(&Edit) -> bool| -> Vec<&'static str> {
            let edits = Edit::one_of_each();
            edits.iter().filter(|edit| is_so(edit)).map(|edit| edit.field().code()).collect()
        };
        let along = ["reviewer", "reviewed", "previous", "item_number", "begun", "sha256"];
        assert_eq!(codes(&Edit::comes_along), along);
        assert!(Edit::ReviewWord(String::new()).comes_along() && !Edit::Note(String::new()).comes_along());
        let filled = codes(&|edit| edit.field().is_filled_in());
        for (code, is_named) in [
            ("verdict", true),
            ("due", true),
            ("facility", true),
            ("remarks", true),
            ("effective", true),
            ("pattern", false),
            ("count", false),
            ("location", false),
            ("item_title", false),
            ("waiting", false),
            ("product", false),
        ] {
            assert_eq!(filled.contains(&code), is_named, "{code}");
        }
    }

    /// Whatever is recorded cannot be taken out of a journal any more.
    #[test]
    fn every_text_is_cleaned_and_limited_or_refused() {
        let hostile = format!("字\u{1b}[2J\u{202e}{}", "字".repeat(NOTE_LIMIT));
        for field in Edit::one_of_each().iter().map(Edit::field) {
            let edit = serde_json::json!({ field.code(): hostile });
            // What is no text is refused as JSON.
            let Ok(mut edit) = serde_json::from_value::<Edit>(edit) else { continue };
            if edit.is_sound() {
                assert!(edit.excess().is_some(), "{}", field.name());
                assert!(!edit.cleaned().text().contains(['\u{1b}', '\u{202e}']), "{}", field.name());
            }
        }
    }

    #[test]
    fn forms_are_passed_over_in_texts_of_people_only() {
        let (form, plain) = ("葛\u{e0100}城", "葛城");
        for edit in [Edit::Note, Edit::Owner, Edit::Reason, Edit::Previous, Edit::Title, Edit::Facility] {
            assert!(edit(form.into()).says_the_same(&edit(plain.into())));
            assert!(!edit(form.into()).says_the_same(&edit("葛".into())));
        }
        assert!(!Edit::Location(form.into()).says_the_same(&Edit::Location(plain.into())));
        assert!(!Edit::Pattern(Some(form.into())).says_the_same(&Edit::Pattern(Some(plain.into()))));
        assert!(!Edit::Owner(plain.into()).says_the_same(&Edit::Reason(plain.into())));
    }

    #[test]
    fn texts_are_cleaned_and_measured_in_characters() {
        assert_eq!(Edit::Note("一\r\n二\u{1b}[2J".into()).cleaned(), Edit::Note("一\n二".into()));
        assert_eq!(Edit::Owner(" 一\n二\u{202e} ".into()).cleaned(), Edit::Owner("一 二".into()));
        let mut fits = Edit::Owner("字".repeat(NOTE_LIMIT));
        assert_eq!(fits.excess(), None);
        assert!(!fits.cut());
        let mut long = Edit::Owner("字".repeat(NOTE_LIMIT + 1));
        assert_eq!(long.excess(), Some(NOTE_LIMIT + 1));
        assert!(long.cut());
        assert_eq!(long, fits);
    }
}
