//! The columns of the form as a spreadsheet: the fields of a clause, and the columns before and behind them.

use unicode_normalization::UnicodeNormalization;

use crate::text::clean::compared;

use super::answer::AnswerField;
use super::terms;
use super::text::plain;

/// The title of the column with the ids of pieces of evidence, by which their list is told from a form.
pub const EVIDENCE_ID_TITLE: &str = "証跡ID";

/// The titles of the columns of the history with what was there before, what is there afterwards, and the id of the record.
/// By all of them together import knows its sheet.
pub const HISTORY_TITLES: [&str; 3] = ["変更前", "変更後", "記録ID"];

/// Declares the columns before and behind the fields: `Variant = "title", width in half-width characters`.
macro_rules! columns {
    (
        before { $($(#[$doc:meta])* $before:ident = $title:expr, $width:literal;)+ }
        behind { $($(#[$behind_doc:meta])* $behind:ident = $behind_title:expr, $behind_width:literal;)+ }
    ) => {
        /// A column of the form as a spreadsheet.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Column {
            $($(#[$doc])* $before,)+
            /// A field that people fill in.
            Field(AnswerField),
            $($(#[$behind_doc])* $behind,)+
        }

        impl Column {
            const BEFORE: &[Self] = &[$(Self::$before),+];
            const BEHIND: &[Self] = &[$(Self::$behind),+];

            /// Returns the title.
            pub const fn title(self) -> &'static str {
                match self {
                    $(Self::$before => $title,)+
                    Self::Field(field) => field.name(),
                    $(Self::$behind => $behind_title,)+
                }
            }

            /// Returns the width in half-width characters.
            pub const fn width(self) -> f64 {
                match self {
                    $(Self::$before => $width,)+
                    Self::Field(field) => field.width(),
                    $(Self::$behind => $behind_width,)+
                }
            }

            /// Returns the field, if people fill in this column.
            pub const fn field(self) -> Option<AnswerField> {
                match self {
                    Self::Field(field) => Some(field),
                    $(Self::$before)|+ | $(Self::$behind)|+ => None,
                }
            }
        }
    };
}

columns! {
    before {
        /// The id of the clause.
        Id = "ID", 16.0;
        /// The title of its volume. Not in a workbook, which has a sheet for each volume.
        Volume = "編", 8.0;
        /// Number and title of its chapter. Not in a workbook.
        Chapter = "章", 8.0;
        /// The label of the clause, for people.
        Label = "条項", 11.0;
        /// Our headline.
        Title = "題", 20.0;
        /// Our summary.
        Gist = "要約", 34.0;
        /// The official text. Only where it was asked for and a clause has one.
        Original = "原文", 34.0;
        /// The parties that have to act.
        ///
        /// Not called 担当 alone, which a sheet that comes back may have in place of 担当者.
        Party = "担当区分", 8.5;
    }
    behind {
        /// The evidence, one per line.
        Evidence = "証跡", 15.0;
        /// Fields that several people have answered differently.
        Conflicts = terms::CONFLICT, 11.0;
        /// A remark for the reader: 未照合, or why the clause is not counted.
        Remark = "注意", 11.0;
        /// The document of the user that the clause was read from. Only where a clause was.
        Pack = "取込資料", 11.0;
        /// The time of the last change.
        ChangedAt = "最終更新", 10.5;
        /// The user who made the last change.
        ChangedBy = "更新者", 9.0;
        /// The [`Fingerprint`](super::Fingerprint), for the machine.
        Fingerprint = "照合値", 8.0;
    }
}

impl Column {
    /// Every column, from left to right.
    pub const ALL: [Self; Self::BEFORE.len() + AnswerField::ALL.len() + Self::BEHIND.len()] = {
        let mut all = [Self::Id; Self::BEFORE.len() + AnswerField::ALL.len() + Self::BEHIND.len()];
        let mut at = 0;
        while at < all.len() {
            let (field, behind) =
                (at.checked_sub(Self::BEFORE.len()), at.checked_sub(Self::BEFORE.len() + AnswerField::ALL.len()));
            all[at] = match (field, behind) {
                (_, Some(behind)) => Self::BEHIND[behind],
                (Some(field), None) => Self::Field(AnswerField::ALL[field]),
                (None, None) => Self::BEFORE[at],
            };
            at += 1;
        }
        all
    };

    /// Whether a sheet with one volume has it. Such a sheet needs no columns for volume and chapter.
    pub const fn is_of_volume(self) -> bool {
        !matches!(self, Self::Volume | Self::Chapter)
    }

    /// Whether people fill it in.
    pub const fn is_editable(self) -> bool {
        self.field().is_some()
    }

    /// Returns the column with this title, in full or half width, with or without white space.
    pub fn parse(title: &str) -> Option<Self> {
        let title = key(title);
        let former = FORMER.iter().find(|(former, _)| *former == title).map(|(_, column)| *column);
        Self::ALL.into_iter().find(|column| key(column.title()) == title).or(former)
    }

    /// Returns the column whose title somebody has added to: `状態 (選択)`, `【期限】`, or a second line. A title that
    /// goes on in another way is one of another column: `メモ2`.
    pub fn parse_extended(title: &str) -> Option<Self> {
        let title: String = plain(&compared(title)).nfkc().collect();
        let title = title.trim_start_matches(|c: char| c.is_whitespace() || MARKS.contains(c));
        Self::ALL.into_iter().find(|column| {
            behind(title, column.title())
                .and_then(|rest| rest.trim_start_matches([' ', '\t', '\u{3000}']).chars().next())
                .is_some_and(|next| next == '\n' || MARKS.contains(next))
        })
    }

    /// Whether a title that is not read looks like the one of this column.
    pub fn resembles(self, title: &str) -> bool {
        let (own, title) = (key(self.title()), key(title));
        let code = self.field().map(AnswerField::code);
        !title.is_empty()
            && (title.contains(&own)
                || own.contains(&title) && title.chars().count() > 1
                || code.is_some_and(|code| code == title)
                || has_one_other_letter(&own, &title))
    }
}

/// Titles of columns in files that earlier versions wrote.
const FORMER: [(&str, Column); 1] = [("競合", Column::Conflicts)];

/// What people put around a title or between it and what they add.
const MARKS: &str = "()[]{}<>【】〔〕〈〉《》「」『』※*＊★☆●○◎■□◆◇▼▽▲△:;、,・/→←|-";

/// Returns what follows a title in a text, whatever white space and case they are written with.
fn behind<'t>(text: &'t str, title: &str) -> Option<&'t str> {
    let wanted = key(title);
    let mut rest = text.chars();
    for expected in wanted.chars() {
        let next = rest.by_ref().find(|c| !c.is_whitespace())?;
        if !next.to_lowercase().eq([expected]) {
            return None;
        }
    }
    Some(rest.as_str())
}

/// Whether two texts of the same length, of at least two letters, differ in one of them.
fn has_one_other_letter(one: &str, other: &str) -> bool {
    let (length, pairs) = (one.chars().count(), one.chars().zip(other.chars()));
    length > 1 && length == other.chars().count() && pairs.filter(|(one, other)| one != other).count() == 1
}

fn key(title: &str) -> String {
    plain(&compared(title)).nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_title_leads_back_to_its_column() {
        for column in Column::ALL {
            assert_eq!(Column::parse(column.title()), Some(column));
            assert_eq!(Column::parse(&format!("\u{3000}{}\r\n", column.title())), Some(column));
        }
        assert_eq!(Column::parse("ＩＤ"), Some(Column::Id));
        assert_eq!(Column::parse("id"), Some(Column::Id));
        assert_eq!(Column::parse("ﾒﾓ"), Some(Column::Field(AnswerField::Note)));
        assert_eq!(Column::parse("対象外の\n理由"), Some(Column::Field(AnswerField::Reason)));
        for other in ["", "メモ2", "証跡ID", "備考"] {
            assert_eq!(Column::parse(other), None, "{other}");
        }
    }

    #[test]
    fn a_title_that_was_added_to_is_still_the_one_of_its_column() {
        let status = Some(Column::Field(AnswerField::Status));
        for title in [
            "状態\n(選択)",
            "状態（選択）",
            "状態 ※必須",
            "状態\n選んでください",
            "【状態】",
            "＊状態：",
            "★ 状 態 ［一覧］",
            "状態/Status",
        ] {
            assert_eq!(Column::parse_extended(title), status, "{title}");
        }
        assert_eq!(Column::parse_extended("ID (変更不可)"), Some(Column::Id));
        assert_eq!(Column::parse_extended("対象外の\n理由(必須)"), Some(Column::Field(AnswerField::Reason)));
        for title in ["", "状態", "メモ2", "証跡ID", "備考", "状態の説明", "進捗状態", "ID番号", "(選択)"]
        {
            assert_eq!(Column::parse_extended(title), None, "{title}");
        }
    }

    #[test]
    fn a_title_that_is_not_read_resembles_the_one_it_was() {
        let status = Column::Field(AnswerField::Status);
        for title in ["進捗状態", "状況", "状熊", "ｓｔａｔｕｓ", "状態の説明"] {
            assert!(status.resembles(title), "{title}");
        }
        for title in ["", "備考", "進捗", "態"] {
            assert!(!status.resembles(title), "{title}");
        }
        assert!(Column::Field(AnswerField::Owner).resembles("担当"));
    }

    #[test]
    fn every_field_has_one_column() {
        let fields: Vec<AnswerField> = Column::ALL.into_iter().filter_map(Column::field).collect();
        assert_eq!(fields, AnswerField::ALL);
        assert_eq!(Column::ALL.last(), Some(&Column::Fingerprint));
    }
}
