use jiff::civil::Date;
use thiserror::Error;
use unicode_normalization::UnicodeNormalization;

use crate::model::{Status, Verdict};
use crate::text::clean::compared;

use super::date::parse_date;
use super::text::{fold_look_alikes, plain, plain_line};

/// Most characters that a note, and any other text that people fill in, may have.
pub const NOTE_LIMIT: usize = 4_000;

/// One of the things that people fill in for a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// 状態.
    Status,
    /// 判定.
    Verdict,
    /// 担当者.
    Owner,
    /// 期限.
    Due,
    /// メモ.
    Note,
    /// 対象外の理由.
    Reason,
}

impl Field {
    /// Every field, in the order in which a form shows them.
    pub const ALL: [Self; 6] = [Self::Status, Self::Verdict, Self::Owner, Self::Due, Self::Note, Self::Reason];

    /// Returns the code that programs know it by.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Verdict => "verdict",
            Self::Owner => "owner",
            Self::Due => "due",
            Self::Note => "note",
            Self::Reason => "reason",
        }
    }

    /// Returns the Japanese name shown to people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Status => "状態",
            Self::Verdict => "判定",
            Self::Owner => "担当者",
            Self::Due => "期限",
            Self::Note => "メモ",
            Self::Reason => "対象外の理由",
        }
    }

    /// Returns what a person filled in, however it was spelled. A blank text clears a text or a date.
    ///
    /// # Errors
    ///
    /// If it is no status, verdict or date, which a blank is not either for the first two, or if a text is too long.
    pub fn read(self, text: &str) -> Result<Answer, Misread> {
        match self {
            Self::Status => Status::parse(&word(text)).map(Answer::Status).ok_or(Misread::Status),
            Self::Verdict => Verdict::parse(&word(text)).map(Answer::Verdict).ok_or(Misread::Verdict),
            Self::Due if word(text).is_empty() => Ok(Answer::Due(None)),
            Self::Due => parse_date(&word(text)).map(|date| Answer::Due(Some(date))).ok_or(Misread::Date),
            Self::Owner => within_limit(plain_line(text)).map(Answer::Owner),
            Self::Note => within_limit(plain(text)).map(Answer::Note),
            Self::Reason => within_limit(plain_line(text)).map(Answer::Reason),
        }
    }

    /// Returns what two spellings of the same answer have in common: they mean the same if their keys are equal.
    /// Characters that look alike and that older encodings mix up count as one, and so do the forms of a character, which
    /// many programs lose.
    pub fn key(self, text: &str) -> String {
        match (self, self.read(text)) {
            (Self::Status | Self::Verdict | Self::Due, Ok(answer)) => answer.text(),
            (Self::Note, _) => fold_look_alikes(&plain(&compared(text))),
            _ => fold_look_alikes(&plain_line(&compared(text))),
        }
    }
}

/// What was filled in for one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// How far the work has come.
    Status(Status),
    /// What the inspection found.
    Verdict(Verdict),
    /// Who takes care of it; empty if nobody was named.
    Owner(String),
    /// Until when.
    Due(Option<Date>),
    /// The note; empty if none.
    Note(String),
    /// Why it is 対象外; empty if not said.
    Reason(String),
}

impl Answer {
    /// Returns which field it belongs to.
    pub const fn field(&self) -> Field {
        match self {
            Self::Status(_) => Field::Status,
            Self::Verdict(_) => Field::Verdict,
            Self::Owner(_) => Field::Owner,
            Self::Due(_) => Field::Due,
            Self::Note(_) => Field::Note,
            Self::Reason(_) => Field::Reason,
        }
    }

    /// Returns it as people read and write it: names in Japanese, dates as 2027-03-31, texts cleaned and trimmed,
    /// an empty text for nothing.
    pub fn text(&self) -> String {
        match self {
            Self::Status(status) => status.name().to_owned(),
            Self::Verdict(verdict) => verdict.name().to_owned(),
            Self::Due(due) => due.map(|date| date.to_string()).unwrap_or_default(),
            Self::Note(note) => plain(note),
            Self::Owner(line) | Self::Reason(line) => plain_line(line),
        }
    }

    /// Returns what it has in common with other spellings of it, see [`Field::key`].
    pub fn key(&self) -> String {
        self.field().key(&self.text())
    }
}

/// Why something cannot be filled in.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Misread {
    /// Not the name of a status.
    #[error("状態として読めません。{} のどれかにしてください", names(Status::ALL.iter().map(|status| status.name())))]
    Status,
    /// Not the name of a verdict.
    #[error("判定として読めません。{} のどれかにしてください", names(Verdict::ALL.iter().map(|verdict| verdict.name())))]
    Verdict,
    /// Not a date of the calendar.
    #[error("日付として読めません。2027-03-31 のように書いてください")]
    Date,
    /// More characters than [`NOTE_LIMIT`].
    #[error("長すぎます ({length} 字)。{NOTE_LIMIT} 字までにしてください")]
    TooLong {
        /// How many characters it has.
        length: usize,
    },
}

fn names<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join("・")
}

/// Returns a word as it is looked up: full-width letters and digits made plain, no white space anywhere.
fn word(text: &str) -> String {
    plain_line(&compared(text)).nfkc().filter(|c| !c.is_whitespace()).collect()
}

fn within_limit(text: String) -> Result<String, Misread> {
    match text.chars().count() {
        length if length > NOTE_LIMIT => Err(Misread::TooLong { length }),
        _ => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_is_read() {
        let due = Answer::Due(Some(Date::constant(2027, 3, 31)));
        let cases = [
            (Field::Status, "　完了 ", Answer::Status(Status::Done)),
            (Field::Status, "ＤＯＮＥ", Answer::Status(Status::Done)),
            (Field::Status, "対応 中", Answer::Status(Status::Doing)),
            (Field::Verdict, "一部適合\u{202e}", Answer::Verdict(Verdict::Partial)),
            (Field::Due, "２０２７／３／３１", due.clone()),
            (Field::Due, "令和 9 年 3 月 31 日", due),
            (Field::Due, "　", Answer::Due(None)),
            (Field::Owner, "\u{3000}sato\r\nito ", Answer::Owner("sato ito".to_owned())),
            (Field::Note, " 一\r\n二\r三\u{7} ", Answer::Note("一\n二\n三".to_owned())),
            (Field::Reason, "", Answer::Reason(String::new())),
            (Field::Owner, "葛\u{e0100}城", Answer::Owner("葛\u{e0100}城".to_owned())),
        ];
        for (field, text, expected) in cases {
            assert_eq!(field.read(text), Ok(expected), "{text:?}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        let long = "字".repeat(NOTE_LIMIT + 1);
        let cases = [
            (
                Field::Status,
                "済んだ",
                "状態として読めません。未着手・対応中・完了・対象外・要再確認 のどれかにしてください",
            ),
            (Field::Status, "", "状態として読めません。未着手・対応中・完了・対象外・要再確認 のどれかにしてください"),
            (Field::Verdict, "○", "判定として読めません。未判定・適合・一部適合・不適合 のどれかにしてください"),
            (Field::Due, "年度末", "日付として読めません。2027-03-31 のように書いてください"),
            (Field::Note, &long, "長すぎます (4001 字)。4000 字までにしてください"),
        ];
        for (field, text, expected) in cases {
            assert_eq!(field.read(text).map_err(|misread| misread.to_string()), Err(expected.to_owned()));
        }
        assert!(Field::Note.read(&long[..long.len() - "字".len()]).is_ok());
    }

    #[test]
    fn spellings_of_one_answer_have_one_key() {
        let same = [
            (Field::Status, "完了", "　済"),
            (Field::Due, "2027-03-31", "2027年3月31日"),
            (Field::Note, "10〜20\r\n", "10～20"),
            (Field::Owner, "葛\u{e0100}城", "葛城"),
            (Field::Note, "確認\u{26a0}\u{fe0f}\n済", "確認\u{26a0}\n済"),
            (Field::Status, "完了\u{fe00}", "完了"),
        ];
        for (field, one, other) in same {
            assert_eq!(field.key(one), field.key(other));
        }
        for (field, one, other) in
            [(Field::Status, "完了", "未着手"), (Field::Note, "a", "ａ"), (Field::Due, "年度末", "")]
        {
            assert_ne!(field.key(one), field.key(other));
        }
    }
}
