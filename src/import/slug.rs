//! Ids of records that come from documents of others: small letters, digits, `-`, `.` and `_`.

use std::collections::HashMap;

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use crate::model::Id;
use crate::text::hex::hex;

/// The most characters of a slug.
const LENGTH: usize = 80;
/// How many characters of a text are looked at; its hash is of all of it.
const LOOKED_AT: usize = 1_000;

/// Returns a text as a part of an id: letters without their accents, and one `-` for everything that is none of the signs of
/// an id. Of a text without a letter or digit, and of one that is cut off, a part is the start of its hash, so that two
/// texts keep two ids.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::new();
    let mut is_whole = text.len() <= LOOKED_AT;
    for c in text.nfkd().take(LOOKED_AT) {
        match c.to_ascii_lowercase() {
            c @ ('a'..='z' | '0'..='9' | '_') => slug.push(c),
            // Two dots would be an empty part of an id.
            '.' if !slug.ends_with('.') && !slug.is_empty() => slug.push('.'),
            // The marks that the decomposition parts from their letters.
            '\u{300}'..='\u{36f}' => {}
            c => {
                is_whole &= c.is_ascii();
                slug.push_str(if slug.is_empty() || slug.ends_with(['-', '.']) { "" } else { "-" });
            }
        }
    }
    let slug = slug.trim_end_matches(['-', '.']);
    if slug.len() <= LENGTH && (is_whole || slug.len() > 3) && !slug.is_empty() {
        return slug.to_owned();
    }
    let start = slug.get(..LENGTH - 9).unwrap_or(slug).trim_end_matches(['-', '.']);
    let hash = hex(&Sha256::digest(text.as_bytes()));
    let hash = hash.get(..8).unwrap_or_default();
    if start.is_empty() { hash.to_owned() } else { format!("{start}-{hash}") }
}

/// The ids that records have, so that none is given twice.
#[derive(Debug, Default)]
pub(super) struct Ids(HashMap<Id, usize>);

impl Ids {
    /// Returns an id that no other record has: the wished one, or one with a number behind it.
    pub fn take(&mut self, wish: String) -> Id {
        // Counted for each wish: a file may wish for one id a million times.
        let mut number = self.0.get(&wish).copied().unwrap_or_default();
        let mut id = wish.clone();
        while self.0.contains_key(&id) {
            number += 1;
            id = format!("{wish}_{number}");
        }
        self.0.insert(wish, number.max(1));
        self.0.entry(id.clone()).or_insert(1);
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_become_parts_of_ids() {
        for (text, expected) in [
            ("NIST-CSF-2.0", "nist-csf-2.0"),
            ("AC-2(1)", "ac-2-1"),
            ("gv.oc-01", "gv.oc-01"),
            ("  Défense  &  Réseau! ", "defense-reseau"),
            ("a..b./c", "a.b.c"),
            ("１４－Ａ", "14-a"),
            ("just-in-time_vm_access", "just-in-time_vm_access"),
        ] {
            assert_eq!(slug(text), expected, "{text}");
        }
    }

    #[test]
    fn what_has_no_letters_or_is_too_long_is_told_apart_by_its_hash() {
        let japanese = [slug("医療情報"), slug("医療情報2")];
        assert_ne!(japanese[0], japanese[1]);
        let long = [slug(&"a".repeat(200)), slug(&"a".repeat(201))];
        assert_ne!(long[0], long[1]);
        for slug in japanese.iter().chain(&long) {
            assert!((8..=LENGTH).contains(&slug.len()) && slug.is_ascii(), "{slug}");
        }
        assert_eq!(slug(""), slug("").to_lowercase());
        assert_eq!(slug("").len(), 8);
    }

    #[test]
    fn no_id_is_given_twice() {
        let mut ids = Ids::default();
        let taken = ["a", "a", "b", "a"].map(|wish| ids.take(wish.to_owned()));
        assert_eq!(taken, ["a", "a_2", "b", "a_3"]);
    }
}
