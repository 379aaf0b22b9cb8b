//! How words and sentences are put together, in either language.

use crate::language::{Language, fill, joined, spoken, t, titled, tr};

/// Returns a counted noun: `製品 7 件`. Nouns with a plural have a phrase of their own.
pub fn count(noun: &str, number: usize) -> String {
    let counted = format!("{noun} {{number}} 件");
    if t(&counted) == counted {
        tr!("{noun} {number} 件", noun = titled(noun), number)
    } else {
        fill(&counted, &[("number", &number)])
    }
}

/// Returns sentences one behind the other, without those that are empty.
pub fn sentences(all: &[&str]) -> String {
    joined(all)
}

/// Returns the width of the names of facts on pages, with the space after them.
pub fn name_column() -> usize {
    match spoken() {
        Language::Japanese => 12,
        Language::English => 18,
    }
}

/// Returns how many columns the name of a group of links takes in a preview: that of most kinds.
pub fn group_column() -> usize {
    match spoken() {
        Language::Japanese => 6,
        Language::English => 7,
    }
}
