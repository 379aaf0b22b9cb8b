use unicode_normalization::UnicodeNormalization;

use crate::text::clean::compared;

use super::answer::Field;
use super::text::plain;

/// A column of the form as a spreadsheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    /// The id of the clause.
    Id,
    /// The title of its volume; a workbook has a sheet for each instead.
    Volume,
    /// Number and title of its chapter; only where there is no sheet for each volume.
    Chapter,
    /// What people call the clause.
    Label,
    /// Our headline.
    Title,
    /// Our summary.
    Gist,
    /// Who has to act.
    Party,
    /// How far the work has come.
    Status,
    /// What the inspection found.
    Verdict,
    /// Who takes care of it.
    Owner,
    /// Until when.
    Due,
    /// The note.
    Note,
    /// Why it is 対象外.
    Reason,
    /// The evidence, a line each.
    Evidence,
    /// What several people have answered differently.
    Conflicts,
    /// What a reader should know: 未照合, or why the clause is not counted.
    Remark,
    /// When anything was last changed.
    ChangedAt,
    /// Who changed it.
    ChangedBy,
    /// The [`Fingerprint`](super::Fingerprint), for the machine.
    Fingerprint,
}

impl Column {
    /// Every column, from left to right.
    pub const ALL: [Self; 19] = [
        Self::Id,
        Self::Volume,
        Self::Chapter,
        Self::Label,
        Self::Title,
        Self::Gist,
        Self::Party,
        Self::Status,
        Self::Verdict,
        Self::Owner,
        Self::Due,
        Self::Note,
        Self::Reason,
        Self::Evidence,
        Self::Conflicts,
        Self::Remark,
        Self::ChangedAt,
        Self::ChangedBy,
        Self::Fingerprint,
    ];

    /// Returns what stands at its head.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Id => "ID",
            Self::Volume => "編",
            Self::Chapter => "章",
            Self::Label => "条項",
            Self::Title => "題",
            Self::Gist => "要約",
            Self::Party => "担当区分",
            Self::Status => Field::Status.name(),
            Self::Verdict => Field::Verdict.name(),
            Self::Owner => Field::Owner.name(),
            Self::Due => Field::Due.name(),
            Self::Note => Field::Note.name(),
            Self::Reason => Field::Reason.name(),
            Self::Evidence => "証跡",
            Self::Conflicts => "競合",
            Self::Remark => "注意",
            Self::ChangedAt => "最終更新",
            Self::ChangedBy => "更新者",
            Self::Fingerprint => "照合値",
        }
    }

    /// Returns the field that people fill in here, if they do.
    pub const fn field(self) -> Option<Field> {
        match self {
            Self::Status => Some(Field::Status),
            Self::Verdict => Some(Field::Verdict),
            Self::Owner => Some(Field::Owner),
            Self::Due => Some(Field::Due),
            Self::Note => Some(Field::Note),
            Self::Reason => Some(Field::Reason),
            _ => None,
        }
    }

    /// Whether people fill it in.
    pub const fn is_editable(self) -> bool {
        self.field().is_some()
    }

    /// Returns the column with this title, in full or half width and with or without white space.
    pub fn parse(title: &str) -> Option<Self> {
        let title = key(title);
        Self::ALL.into_iter().find(|column| key(column.title()) == title)
    }
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
        assert_eq!(Column::parse("ﾒﾓ"), Some(Column::Note));
        assert_eq!(Column::parse("対象外の\n理由"), Some(Column::Reason));
        for other in ["", "メモ2", "証跡ID", "備考"] {
            assert_eq!(Column::parse(other), None, "{other}");
        }
    }

    #[test]
    fn every_field_has_one_column() {
        let fields: Vec<Field> = Column::ALL.into_iter().filter_map(Column::field).collect();
        assert_eq!(fields, Field::ALL);
        assert_eq!(Column::ALL.last(), Some(&Column::Fingerprint));
    }
}
