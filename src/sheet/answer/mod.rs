//! The answers for a clause, generated from the table in [`super::fields`].

pub mod finding;

use jiff::civil::Date;

use crate::language::t;
use crate::model::{ActionState, Grade, Review, Status, Verdict};
use crate::text::clean::compared;

use super::choice::Maybe;
use super::date::Way;
use super::error::AnswerError;
use super::fields::fields;
use super::shape::{Cell, Day, FormShape, Line, Shape, Text, read_date_from};

/// Declares the form: the values of a clause.
macro_rules! answers {
    (
        Clause($mark:ident) {
            values {
                $($(#[$doc:meta])* $field:ident: $variant:ident($shape:ty) = $code:literal, $name:literal,
                    since $since:literal, column $column:literal, width $width:literal;)+
            }
            $($_others_of_a_clause:tt)*
        }
        $($_others:tt)*
    ) => {
        /// A field of the form for a clause. Fields sort in the order of the form.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum AnswerField {
            $($(#[$doc])* $variant = $column,)+
        }

        impl AnswerField {
            /// Every field, in the order of the form.
            pub const ALL: [Self; [$($code),+].len()] = {
                let mut all = [$(Self::$variant),+];
                // This does not compile unless the columns are numbered from 1 without gaps.
                $(all[$column - 1] = Self::$variant;)+
                all
            };

            /// Returns the code, for programs.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// Returns the Japanese name, for people.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// Returns the version of the journal that introduced it.
            pub const fn since(self) -> u64 {
                match self { $(Self::$variant => $since),+ }
            }

            /// Returns the width of its column in half-width characters.
            pub const fn width(self) -> f64 {
                match self { $(Self::$variant => $width),+ }
            }

            /// Returns which values its cells accept.
            pub const fn cell(self) -> Cell {
                match self { $(Self::$variant => <$shape as FormShape>::CELL),+ }
            }

            /// Whether an answer to it is a phrase of ours, and not what a person wrote.
            const fn is_phrase(self) -> bool {
                match self { $(Self::$variant => <$shape as Shape>::IS_PHRASE),+ }
            }

            /// Reads what a person filled in, in any common spelling. A blank text clears a text or a date.
            ///
            /// # Errors
            ///
            /// If it is not a status, a verdict or a date (a blank text is not a status or a verdict), or if a text is
            /// too long.
            pub fn read(self, text: &str) -> Result<Answer, AnswerError> {
                match self { $(Self::$variant => <$shape as FormShape>::read(text).map(Answer::$variant)),+ }
            }

            /// Returns a key that is equal for two spellings of the same answer. Characters that look alike, and that
            /// older encodings confuse, count as the same.
            pub fn key(self, text: &str) -> String {
                match self { $(Self::$variant => <$shape as FormShape>::key(text)),+ }
            }

            /// Returns a key like [`AnswerField::key`] that also tells forms of a character apart: 葛 with and without
            /// a selector.
            pub fn exact_key(self, text: &str) -> String {
                match self { $(Self::$variant => <$shape as FormShape>::exact_key(text)),+ }
            }

            /// Returns the key that the first spreadsheets have in their fingerprints.
            pub(super) fn recorded_key(self, text: &str) -> String {
                match self { $(Self::$variant => <$shape as FormShape>::recorded_key(text)),+ }
            }
        }

        /// The answer to one field.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Answer {
            $($(#[$doc])* $variant(<$shape as Shape>::Value),)+
        }

        impl Answer {
            /// Returns the field.
            pub const fn field(&self) -> AnswerField {
                match self { $(Self::$variant(_) => AnswerField::$variant),+ }
            }

            /// Returns the answer as people read and write it: names in Japanese, dates as 2027-03-31, texts cleaned
            /// and trimmed; empty if there is none.
            pub fn text(&self) -> String {
                match self { $(Self::$variant(value) => <$shape as FormShape>::cell_text(value)),+ }
            }

            /// Returns one answer for every field, none of them blank.
            #[cfg(test)]
            fn one_of_each() -> Vec<Self> {
                vec![$(Self::$variant(<$shape as Shape>::sample())),+]
            }

            /// Returns the date, if it is one.
            pub fn day(&self) -> Option<Date> {
                match self { $(Self::$variant(value) => <$shape as FormShape>::day(value)),+ }
            }
        }

        /// All answers for a clause, from the screen, the command line or a spreadsheet.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct Answers {
            $($(#[$doc])* pub $field: <$shape as Shape>::Value,)+
        }

        impl Default for Answers {
            /// Returns the answers of a clause that was never marked.
            fn default() -> Self {
                Self { $($field: <$shape as Shape>::blank(),)+ }
            }
        }

        impl Answers {
            /// Returns the answer to one field.
            pub fn get(&self, field: AnswerField) -> Answer {
                match field { $(AnswerField::$variant => Answer::$variant(self.$field.to_owned()),)+ }
            }

            /// Replaces the answer to the field of `answer`.
            pub fn set(&mut self, answer: Answer) {
                match answer { $(Answer::$variant(value) => self.$field = value,)+ }
            }
        }
    };
}

fields!(answers);

impl AnswerField {
    /// Reads what a person types: as [`AnswerField::read`] does, and also days said from today on.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    pub fn read_from(self, today: Date, text: &str) -> Result<Answer, AnswerError> {
        match self.cell() {
            // A day in its usual spelling is read as in every form.
            Cell::Day => {
                let day = read_date_from(today, self.way(), text)?;
                self.read(&day.map_or_else(String::new, |day| day.to_string()))
            }
            Cell::Choice(_) | Cell::Maybe(_) | Cell::Text => self.read(text),
        }
    }

    /// Returns which day is meant of it where the year is not said: the day of a review was, every other one will be.
    const fn way(self) -> Way {
        match self {
            Self::Reviewed => Way::Back,
            _ => Way::Ahead,
        }
    }

    /// Returns the text of an answer to it for people: a choice in the language of the thread, and what a person wrote as it
    /// is.
    pub fn said(self, text: &str) -> &str {
        if self.is_phrase() { t(text) } else { text }
    }
}

impl Answer {
    /// Returns a key that is equal for every spelling of this answer, see [`AnswerField::key`].
    pub fn key(&self) -> String {
        self.field().key(&self.text())
    }

    /// Returns it for people: a choice in the language of the thread, and what a person wrote as it is.
    pub fn said(&self) -> String {
        self.field().said(&self.text()).to_owned()
    }

    /// Whether a cell has this answer, also one in which a program has lost the form of a character. A form that was
    /// added or changed is another answer.
    pub fn is_in(&self, cell: &str) -> bool {
        let (own, cell) = (self.field().exact_key(&self.text()), self.field().exact_key(cell));
        let mut rest = own.chars();
        compared(&own) == compared(&cell) && cell.chars().all(|c| rest.any(|kept| kept == c))
    }
}

#[cfg(test)]
mod tests {
    use super::super::NOTE_LIMIT;
    use super::*;

    #[test]
    fn what_people_type_is_read() {
        let due = Answer::Due(Some(Date::constant(2027, 3, 31)));
        let cases = [
            (AnswerField::Status, "　完了 ", Answer::Status(Status::Done)),
            (AnswerField::Status, "ＤＯＮＥ", Answer::Status(Status::Done)),
            (AnswerField::Status, "対応 中", Answer::Status(Status::Doing)),
            (AnswerField::Verdict, "一部適合\u{202e}", Answer::Verdict(Verdict::Partial)),
            (AnswerField::Due, "２０２７／３／３１", due.clone()),
            (AnswerField::Due, "令和 9 年 3 月 31 日", due),
            (AnswerField::Due, "　", Answer::Due(None)),
            (AnswerField::Due, " なし", Answer::Due(None)),
            (AnswerField::Owner, "\u{3000}sato\r\nito ", Answer::Owner("sato ito".to_owned())),
            (AnswerField::Note, " 一\r\n二\r三\u{7} ", Answer::Note("一\n二\n三".to_owned())),
            (AnswerField::Reason, "", Answer::Reason(String::new())),
            (AnswerField::Owner, "葛\u{e0100}城", Answer::Owner("葛\u{e0100}城".to_owned())),
        ];
        for (field, text, expected) in cases {
            assert_eq!(field.read(text), Ok(expected), "{text:?}");
        }
    }

    #[test]
    fn a_day_is_typed_from_today_on_and_stands_in_forms_as_it_is() {
        let today = Date::constant(2026, 11, 30);
        let due = |month, day| Ok(Answer::Due(Some(Date::constant(2026, month, day))));
        assert_eq!(AnswerField::Due.read_from(today, " ＋２ｗ "), due(12, 14));
        assert_eq!(AnswerField::ActionDue.read_from(today, "なし"), Ok(Answer::ActionDue(None)));
        assert_eq!(AnswerField::Due.read_from(today, "12 月 20 日"), due(12, 20));
        assert_eq!(AnswerField::Due.read_from(today, "いつか"), Err(AnswerError::Day));
        assert_eq!(AnswerField::Due.read("来週"), Err(AnswerError::Date), "a form says nothing of its day");
        assert_eq!(AnswerField::Owner.read_from(today, "来週"), Ok(Answer::Owner("来週".to_owned())));
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        let long = "字".repeat(NOTE_LIMIT + 1);
        let cases = [
            (
                AnswerField::Status,
                "済んだ",
                "状態として読めません。未着手・対応中・完了・対象外・要再確認 のどれかにしてください",
            ),
            (
                AnswerField::Status,
                "",
                "状態として読めません。未着手・対応中・完了・対象外・要再確認 のどれかにしてください",
            ),
            (AnswerField::Verdict, "○", "判定として読めません。未判定・適合・一部適合・不適合 のどれかにしてください"),
            (AnswerField::Due, "年度末", "日付として読めません。2027-03-31 のように書いてください"),
            (AnswerField::Note, &long, "長すぎます (4001 字)。4000 字までにしてください"),
        ];
        for (field, text, expected) in cases {
            assert_eq!(field.read(text).map_err(|error| error.to_string()), Err(expected.to_owned()));
        }
        assert!(AnswerField::Note.read(&long[..long.len() - "字".len()]).is_ok());
    }

    #[test]
    fn a_sentence_about_what_cannot_be_read_repeats_it_short_and_on_one_line() {
        let sentence = |text: &str| AnswerError::Date.sentence("期限", text);
        assert_eq!(sentence("来\n週"), "期限「来 週」は、日付として読めません。2027-03-31 のように書いてください。");
        assert!(sentence(&"字".repeat(1_000)).chars().count() < 100);
    }

    #[test]
    fn spellings_of_one_answer_have_one_key() {
        let same = [
            (AnswerField::Status, "完了", "　済"),
            (AnswerField::Due, "2027-03-31", "2027年3月31日"),
            (AnswerField::Note, "10〜20\r\n", "10～20"),
            (AnswerField::Owner, "葛\u{e0100}城", "葛城"),
            (AnswerField::Note, "確認\u{26a0}\u{fe0f}\n済", "確認\u{26a0}\n済"),
            (AnswerField::Status, "完了\u{fe00}", "完了"),
        ];
        for (field, one, other) in same {
            assert_eq!(field.key(one), field.key(other));
        }
        for (field, one, other) in
            [(AnswerField::Status, "完了", "未着手"), (AnswerField::Note, "a", "ａ"), (AnswerField::Due, "年度末", "")]
        {
            assert_ne!(field.key(one), field.key(other));
        }
    }

    #[test]
    fn a_form_may_get_lost_in_a_cell_but_is_not_added_by_itself() {
        let owner = |text: &str| Answer::Owner(text.to_owned());
        for (answer, cell, is_in) in [
            (owner("葛\u{e0100}城"), " 葛\u{e0100}城", true),
            (owner("葛\u{e0100}城"), "葛城", true),
            (owner("👨\u{200d}👩\u{26a0}\u{fe0f}"), "👨\u{200d}👩\u{26a0}", true),
            (owner("葛城\u{200b}"), "葛\u{200b}城", true),
            (owner("葛城"), "葛\u{e0100}城", false),
            (owner("葛\u{e0100}城"), "葛\u{e0101}城", false),
            (owner("葛\u{e0100}城"), "葛", false),
            (owner("葛"), "葛城", false),
            (Answer::Status(Status::Done), "済\u{fe00}", true),
        ] {
            assert_eq!(answer.is_in(cell), is_in, "{answer:?} {cell:?}");
        }
    }

    #[test]
    fn every_field_is_replaced_by_itself_only() {
        for answer in Answer::one_of_each() {
            let mut answers = Answers::default();
            answers.set(answer.clone());
            for read in AnswerField::ALL {
                let expected = if read == answer.field() { answer.clone() } else { Answers::default().get(read) };
                assert_eq!(answers.get(read), expected, "{answer:?} {read:?}");
            }
        }
    }

    #[test]
    fn what_a_form_shows_is_read_as_it_was() {
        for answer in Answer::one_of_each() {
            assert_eq!(answer.field().read(&answer.text()), Ok(answer));
        }
        assert!(AnswerField::ALL.is_sorted());
    }
}
