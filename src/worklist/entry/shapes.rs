//! The shapes of values that only a worklist records (see [`Shape`]), and the members of sets.

use std::collections::BTreeSet;

use crate::model::{Id, Party};
use crate::sheet::{Line, Shape, text_sentence};
use crate::text::clean::clean_recorded_line;

use super::id::EntryId;

/// The most bytes that the id of a record may have.
const ID_LIMIT: usize = 200;

/// The most ids that one value may have. All headings of a catalog are fewer.
const IDS_LIMIT: usize = 1000;

/// The id of a record, or none.
pub enum RecordId {}

/// The ids of several records.
pub enum RecordIds {}

/// A path or a URL. It is no prose: each of its characters counts, also a space at an end.
pub enum PathOrUrl {}

/// A hash as 64 hex digits, or an empty text.
pub enum Sha256 {}

impl Shape for RecordId {
    type Value = Option<Id>;

    const IS_READABLE: bool = false;

    fn blank() -> Option<Id> {
        None
    }

    fn text(value: &Option<Id>) -> String {
        value.clone().unwrap_or_default()
    }

    fn clean(value: Option<Id>) -> Option<Id> {
        value
    }

    fn free_text(_: &mut Option<Id>) -> Option<&mut String> {
        None
    }

    fn is_sound(value: &Option<Id>) -> bool {
        value.as_deref().is_none_or(is_record_id)
    }

    fn sentence(name: &str, value: &Option<Id>) -> String {
        text_sentence(name, value.as_deref().unwrap_or_default())
    }

    #[cfg(test)]
    fn sample() -> Option<Id> {
        Some("II".to_owned())
    }
}

impl Shape for RecordIds {
    type Value = BTreeSet<Id>;

    const IS_READABLE: bool = false;

    fn blank() -> BTreeSet<Id> {
        BTreeSet::new()
    }

    fn text(value: &BTreeSet<Id>) -> String {
        value.iter().map(String::as_str).collect::<Vec<_>>().join("、")
    }

    fn clean(value: BTreeSet<Id>) -> BTreeSet<Id> {
        value
    }

    fn free_text(_: &mut BTreeSet<Id>) -> Option<&mut String> {
        None
    }

    fn is_sound(value: &BTreeSet<Id>) -> bool {
        value.len() <= IDS_LIMIT && value.iter().all(|id| is_record_id(id))
    }

    fn sentence(name: &str, value: &BTreeSet<Id>) -> String {
        text_sentence(name, &Self::text(value))
    }

    #[cfg(test)]
    fn sample() -> BTreeSet<Id> {
        ["meti11", "mhlw6"].map(str::to_owned).into()
    }
}

impl Shape for PathOrUrl {
    type Value = String;

    const IS_READABLE: bool = false;

    fn blank() -> String {
        String::new()
    }

    fn text(value: &String) -> String {
        value.clone()
    }

    fn clean(value: String) -> String {
        clean_recorded_line(&value)
    }

    fn free_text(value: &mut String) -> Option<&mut String> {
        Some(value)
    }

    fn is_sound(_: &String) -> bool {
        true
    }

    fn sentence(name: &str, value: &String) -> String {
        Line::sentence(name, value)
    }

    #[cfg(test)]
    fn sample() -> String {
        " a\u{ad}b.txt ".to_owned()
    }
}

impl Shape for Sha256 {
    type Value = String;

    const IS_READABLE: bool = false;

    fn blank() -> String {
        String::new()
    }

    fn text(value: &String) -> String {
        value.clone()
    }

    fn clean(value: String) -> String {
        value
    }

    fn free_text(_: &mut String) -> Option<&mut String> {
        None
    }

    fn is_sound(value: &String) -> bool {
        value.is_empty() || is_sha256(value)
    }

    fn sentence(name: &str, value: &String) -> String {
        text_sentence(name, value)
    }

    #[cfg(test)]
    fn sample() -> String {
        "0a".repeat(32)
    }
}

/// A member of a set.
pub(crate) trait Member {
    /// Whether its name is a phrase of ours, see [`Shape::IS_PHRASE`].
    const IS_PHRASE: bool = false;

    /// Whether it is well-formed.
    fn is_sound(&self) -> bool;

    /// Returns an example.
    #[cfg(test)]
    fn sample() -> Self;
}

impl Member for EntryId {
    fn is_sound(&self) -> bool {
        true
    }

    #[cfg(test)]
    fn sample() -> Self {
        "019ab000-0000-7000-8000-0000000000ee".parse().unwrap()
    }
}

impl Member for Id {
    fn is_sound(&self) -> bool {
        is_record_id(self)
    }

    #[cfg(test)]
    fn sample() -> Self {
        "ms.entra".to_owned()
    }
}

impl Member for Party {
    const IS_PHRASE: bool = true;

    fn is_sound(&self) -> bool {
        true
    }

    #[cfg(test)]
    fn sample() -> Self {
        Self::Vendor
    }
}

/// Whether a text can be the id of a record, in this catalog or another: not blank, not too long, no control
/// characters.
pub(crate) fn is_record_id(text: &str) -> bool {
    !text.trim().is_empty() && text.len() <= ID_LIMIT && clean_recorded_line(text) == text
}

fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_hide_nothing() {
        for (id, sound) in [
            ("mhlw6.sysun.14.5", true),
            ("病院.独自 1", true),
            // Old journals hold such ids.
            ("mhlw6.\u{200b}sysun\u{ad}", true),
            ("", false),
            ("  ", false),
            ("mhlw6.sysun.14.5\u{202e}", false),
            ("mhlw6\n", false),
            ("\u{1b}[2Jx", false),
        ] {
            assert_eq!(is_record_id(id), sound, "{id:?}");
        }
        assert!(!is_record_id(&"x".repeat(ID_LIMIT + 1)));
        assert!(!<Sha256 as Shape>::is_sound(&"0A".repeat(32)));
        assert!(!<RecordId as Shape>::is_sound(&Some(String::new())));
    }
}
