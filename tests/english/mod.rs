//! English as the second language: its tables are sound and whole, and what is said in it holds no Japanese of our own.

mod literals;
mod spoken;
mod table;

use std::collections::BTreeMap;

use tenken::english::TABLES;
use tenken::language::{plain, rows};

/// Whether a character is one of Japanese writing.
pub fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ff65}')
}

/// Returns the English of every phrase.
pub fn phrases() -> BTreeMap<String, String> {
    TABLES
        .iter()
        .flat_map(|table| rows(table))
        .map(|(japanese, english)| (plain(japanese).into_owned(), plain(english).into_owned()))
        .collect()
}
