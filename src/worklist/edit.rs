//! What can be set, one register each: the fields of a clause, of the worklist itself and of a piece of evidence.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::{Id, Party, Status, Verdict};
use crate::sheet::{Answer, NOTE_LIMIT};
use crate::text::clean::{clean_line, clean_text};

use super::entry_id::EntryId;

/// How many bytes the id of a record may have.
const ID_LIMIT: usize = 200;

/// Sets one field of one subject.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
pub enum Edit {
    /// Sets how far a clause has come.
    Status(Status),
    /// Sets what the inspection of a clause found.
    Verdict(Verdict),
    /// Sets the note of a clause; an empty text removes it.
    Note(String),
    /// Sets who takes care of a clause; an empty text means nobody.
    Owner(String),
    /// Sets until when a clause has to be done.
    Due(Option<Date>),
    /// Sets why a clause is 対象外; an empty text removes the reason.
    Reason(String),
    /// Says whether a piece of evidence stands for a clause.
    Link {
        /// The evidence.
        evidence: EntryId,
        /// Whether it does.
        on: bool,
    },
    /// Sets the facility inspected.
    Facility(String),
    /// Sets the reference pattern, `I` to `IV`.
    Pattern(Option<Id>),
    /// Says whether the worklist is put away.
    Archived(bool),
    /// Says whether a product is in use.
    Product {
        /// The product.
        id: Id,
        /// Whether it is.
        on: bool,
    },
    /// Says whether the clauses of a party are counted; as long as none is chosen, everybody's are.
    Party {
        /// The party.
        id: Party,
        /// Whether they are.
        on: bool,
    },
    /// Sets what a piece of evidence is called.
    Title(String),
    /// Sets where a piece of evidence is: a path or a URL. Without one there is no evidence.
    Location(String),
    /// Sets the SHA-256 of the file, 64 hex digits; empty for a URL.
    Sha256(String),
    /// Sets from when what the evidence shows is in effect.
    Effective(Option<Date>),
    /// Sets until when the evidence holds.
    Expires(Option<Date>),
    /// Says whether the evidence no longer counts.
    Withdrawn(bool),
}

/// A field that entries set: together with its subject it names a register.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each is what the edit of the same name sets")]
pub enum Field {
    Status,
    Verdict,
    Note,
    Owner,
    Due,
    Reason,
    Link(EntryId),
    Facility,
    Pattern,
    Archived,
    Product(Id),
    Party(Party),
    Title,
    Location,
    Sha256,
    Effective,
    Expires,
    Withdrawn,
}

/// What kind of thing a field belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    Clause,
    Worklist,
    Evidence,
}

/// What a text may look like.
#[derive(Clone, Copy)]
enum Shape {
    /// Several lines.
    Text,
    /// One line.
    Line,
}

impl Edit {
    /// Returns the field that is set.
    pub fn field(&self) -> Field {
        match self {
            Self::Status(_) => Field::Status,
            Self::Verdict(_) => Field::Verdict,
            Self::Note(_) => Field::Note,
            Self::Owner(_) => Field::Owner,
            Self::Due(_) => Field::Due,
            Self::Reason(_) => Field::Reason,
            Self::Link { evidence, .. } => Field::Link(*evidence),
            Self::Facility(_) => Field::Facility,
            Self::Pattern(_) => Field::Pattern,
            Self::Archived(_) => Field::Archived,
            Self::Product { id, .. } => Field::Product(id.clone()),
            Self::Party { id, .. } => Field::Party(*id),
            Self::Title(_) => Field::Title,
            Self::Location(_) => Field::Location,
            Self::Sha256(_) => Field::Sha256,
            Self::Effective(_) => Field::Effective,
            Self::Expires(_) => Field::Expires,
            Self::Withdrawn(_) => Field::Withdrawn,
        }
    }

    /// Returns the value as people read it; empty for none.
    pub fn text(&self) -> String {
        let yes = |on: bool| if on { "はい" } else { "いいえ" }.to_owned();
        match self {
            Self::Status(status) => status.name().to_owned(),
            Self::Verdict(verdict) => verdict.name().to_owned(),
            Self::Note(text)
            | Self::Owner(text)
            | Self::Reason(text)
            | Self::Facility(text)
            | Self::Title(text)
            | Self::Location(text)
            | Self::Sha256(text) => text.clone(),
            Self::Pattern(pattern) => pattern.clone().unwrap_or_default(),
            Self::Due(date) | Self::Effective(date) | Self::Expires(date) => date_text(*date),
            Self::Link { on, .. } | Self::Product { on, .. } | Self::Party { on, .. } => yes(*on),
            Self::Archived(on) | Self::Withdrawn(on) => yes(*on),
        }
    }

    /// Returns the edit as it may be recorded: texts without control characters, one line where there is one.
    pub(super) fn cleaned(mut self) -> Self {
        if let Some((text, shape)) = self.free_text() {
            *text = match shape {
                Shape::Text => clean_text(text),
                Shape::Line => clean_line(text).trim().to_owned(),
            };
        }
        self
    }

    /// Returns how many characters the text has, if it has more than it may have.
    pub(super) fn excess(&mut self) -> Option<usize> {
        let (text, _) = self.free_text()?;
        text.chars().nth(NOTE_LIMIT).map(|_| text.chars().count())
    }

    /// Cuts a text where no tenken would have let it become so long; returns whether it had to be.
    pub(super) fn cut(&mut self) -> bool {
        let Some((text, _)) = self.free_text() else { return false };
        let end = text.char_indices().nth(NOTE_LIMIT).map(|(at, _)| at);
        end.map(|end| text.truncate(end)).is_some()
    }

    /// Whether ids can be ids and a hash can be a hash.
    pub(super) fn is_sound(&self) -> bool {
        match self {
            Self::Product { id, .. } | Self::Pattern(Some(id)) => is_record_id(id),
            Self::Sha256(hash) => hash.is_empty() || is_sha256(hash),
            _ => true,
        }
    }

    /// Returns the text that people are free to write, if it is one.
    fn free_text(&mut self) -> Option<(&mut String, Shape)> {
        match self {
            Self::Note(text) => Some((text, Shape::Text)),
            Self::Owner(text)
            | Self::Facility(text)
            | Self::Title(text)
            | Self::Reason(text)
            | Self::Location(text) => Some((text, Shape::Line)),
            _ => None,
        }
    }
}

impl From<Answer> for Edit {
    /// Returns the edit that fills an answer in.
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Status(status) => Self::Status(status),
            Answer::Verdict(verdict) => Self::Verdict(verdict),
            Answer::Owner(owner) => Self::Owner(owner),
            Answer::Due(due) => Self::Due(due),
            Answer::Note(note) => Self::Note(note),
            Answer::Reason(reason) => Self::Reason(reason),
        }
    }
}

impl Field {
    /// Returns the Japanese name.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Status => "状態",
            Self::Verdict => "判定",
            Self::Note => "メモ",
            Self::Owner => "担当者",
            Self::Due => "期限",
            Self::Reason => "対象外の理由",
            Self::Link(_) => "証跡",
            Self::Facility => "施設",
            Self::Pattern => "参照パターン",
            Self::Archived => "しまってあるか",
            Self::Product(_) => "使っている製品",
            Self::Party(_) => "数える担当",
            Self::Title => "証跡の名前",
            Self::Location => "証跡の場所",
            Self::Sha256 => "証跡の SHA-256",
            Self::Effective => "証跡の有効日",
            Self::Expires => "証跡の期限",
            Self::Withdrawn => "証跡の取り下げ",
        }
    }

    /// Returns the edit that brings back what a field holds that nobody has touched.
    pub fn blank(&self) -> Edit {
        match self {
            Self::Status => Edit::Status(Status::Todo),
            Self::Verdict => Edit::Verdict(Verdict::Open),
            Self::Note => Edit::Note(String::new()),
            Self::Owner => Edit::Owner(String::new()),
            Self::Due => Edit::Due(None),
            Self::Reason => Edit::Reason(String::new()),
            Self::Link(evidence) => Edit::Link { evidence: *evidence, on: false },
            Self::Facility => Edit::Facility(String::new()),
            Self::Pattern => Edit::Pattern(None),
            Self::Archived => Edit::Archived(false),
            Self::Product(id) => Edit::Product { id: id.clone(), on: false },
            Self::Party(id) => Edit::Party { id: *id, on: false },
            Self::Title => Edit::Title(String::new()),
            Self::Location => Edit::Location(String::new()),
            Self::Sha256 => Edit::Sha256(String::new()),
            Self::Effective => Edit::Effective(None),
            Self::Expires => Edit::Expires(None),
            Self::Withdrawn => Edit::Withdrawn(false),
        }
    }

    pub(super) const fn owner(&self) -> Owner {
        match self {
            Self::Status | Self::Verdict | Self::Note | Self::Owner | Self::Due | Self::Reason | Self::Link(_) => {
                Owner::Clause
            }
            Self::Facility | Self::Pattern | Self::Archived | Self::Product(_) | Self::Party(_) => Owner::Worklist,
            Self::Title | Self::Location | Self::Sha256 | Self::Effective | Self::Expires | Self::Withdrawn => {
                Owner::Evidence
            }
        }
    }
}

/// Returns a date as `2026-11-22`; empty for none.
pub(super) fn date_text(date: Option<Date>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

/// Whether a text can be the id of a record, known here or not: something to read, and nothing hidden in it.
pub(super) fn is_record_id(text: &str) -> bool {
    !text.trim().is_empty() && text.len() <= ID_LIMIT && clean_line(text) == text
}

fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in super::super) const EVIDENCE: &str = "019ab000-0000-7000-8000-0000000000ee";

    /// Returns one edit of every kind, each with a value that is not the blank one.
    pub(in super::super) fn one_of_each() -> Vec<Edit> {
        let date = Some("2026-03-31".parse().unwrap());
        let text = || "字".to_owned();
        vec![
            Edit::Status(Status::Done),
            Edit::Verdict(Verdict::Partial),
            Edit::Note("一\n二".into()),
            Edit::Owner(text()),
            Edit::Due(date),
            Edit::Reason(text()),
            Edit::Link { evidence: EVIDENCE.parse().unwrap(), on: true },
            Edit::Facility(text()),
            Edit::Pattern(Some("II".into())),
            Edit::Archived(true),
            Edit::Product { id: "ms.entra".into(), on: true },
            Edit::Party { id: Party::Vendor, on: true },
            Edit::Title(text()),
            Edit::Location("/証跡/a.pdf".into()),
            Edit::Sha256("0a".repeat(32)),
            Edit::Effective(date),
            Edit::Expires(date),
            Edit::Withdrawn(true),
        ]
    }

    #[test]
    fn every_field_has_a_blank_value_of_its_own() {
        for edit in one_of_each() {
            let blank = edit.field().blank();
            assert_eq!(blank.field(), edit.field());
            assert_ne!(blank, edit);
            assert!(!edit.text().is_empty() && !edit.field().name().is_empty());
        }
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

    #[test]
    fn ids_hide_nothing() {
        for (id, sound) in [
            ("mhlw6.sysun.14.5", true),
            ("病院.独自 1", true),
            ("", false),
            ("  ", false),
            ("mhlw6.sysun.14.5\u{202e}", false),
            ("mhlw6\n", false),
            ("\u{1b}[2Jx", false),
        ] {
            assert_eq!(is_record_id(id), sound, "{id:?}");
        }
        assert!(!is_record_id(&"x".repeat(ID_LIMIT + 1)));
        assert!(!Edit::Sha256("0A".repeat(32)).is_sound());
        assert!(!Edit::Pattern(Some(String::new())).is_sound());
    }
}
