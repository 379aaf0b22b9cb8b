//! Which headings a document has, as far as that is known before it is read.

use std::collections::BTreeMap;

use super::super::layout::{Entry, squeezed};

/// The headings that the table of contents or the catalog know, by their numbers.
#[derive(Debug, Default)]
pub(in super::super) struct Titles {
    known: BTreeMap<String, Vec<String>>,
}

/// The fewest letters of a title of which the rest stands on the next line.
const LETTERS: usize = 4;

impl Titles {
    /// Collects headings: numbers with titles.
    pub(in super::super) fn new<'a>(contents: &[Entry], others: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut titles = Self::default();
        let listed = contents.iter().map(|entry| (entry.number.as_str(), entry.title.clone()));
        for (number, title) in listed.chain(others.map(|(number, title)| (number, squeezed(title)))) {
            if !title.is_empty() {
                titles.known.entry(number.to_owned()).or_default().push(title);
            }
        }
        titles
    }

    /// Returns the whole title of the heading with this number, if one is known that begins like this one.
    pub(super) fn find(&self, number: &str, title: &str) -> Option<&str> {
        let title = squeezed(title);
        let known = self.known.get(number)?;
        let begins = |known: &&String| {
            let (short, long) = if known.len() < title.len() {
                (known.as_str(), title.as_str())
            } else {
                (title.as_str(), known.as_str())
            };
            short == long || short.chars().count() >= LETTERS && long.starts_with(short)
        };
        known.iter().find(|known| **known == title).or_else(|| known.iter().find(begins)).map(String::as_str)
    }
}
