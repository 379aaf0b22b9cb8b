//! Texts in their order, to be looked up.

use super::column::{Column, ColumnWriter};
use super::writer::{Packed, PackedError, Writer};

/// Texts in the order of their bytes.
#[derive(Clone, Debug)]
pub struct Strings(Column);

/// Writes texts, which must stand in the order of their bytes, under a name.
///
/// # Errors
///
/// If they are more than 4 GB.
pub fn strings<'a>(
    texts: impl IntoIterator<Item = &'a str>,
    writer: &mut Writer,
    name: &str,
) -> Result<(), PackedError> {
    let mut column = ColumnWriter::default();
    texts.into_iter().for_each(|text| column.push(text.as_bytes()));
    column.write(writer, name)
}

impl Strings {
    /// Opens the texts of a name.
    ///
    /// # Errors
    ///
    /// If there are none.
    pub fn open(packed: &Packed, name: &str) -> Result<Self, PackedError> {
        Column::open(packed, name).map(Self)
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns a text; empty behind the last one.
    pub fn get(&self, at: usize) -> &str {
        self.0.text(at)
    }

    /// Returns all of them.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.get(at))
    }

    /// Returns the place of a text, of the first of several that are the same.
    pub fn find(&self, text: &str) -> Option<usize> {
        let at = self.first_from(text);
        (at < self.len() && self.0.get(at) == text.as_bytes()).then_some(at)
    }

    /// Returns the place of the first text that is not less than one: where those that begin with it begin.
    pub fn first_from(&self, text: &str) -> usize {
        let (texts, mut low, mut high) = (self.0.view(), 0, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if texts.get(middle) < text.as_bytes() {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_text_is_found_at_its_place_and_no_other(
            texts in proptest::collection::btree_set("[ab漢]{0,3}", 0..20), other in "[ab漢]{0,3}"
        ) {
            let mut writer = Writer::default();
            strings(texts.iter().map(String::as_str), &mut writer, "x").unwrap();
            let kept = Strings::open(&Packed::open(writer.finish().into()).unwrap(), "x").unwrap();
            let all: BTreeSet<String> = kept.iter().map(str::to_owned).collect();
            prop_assert_eq!(&all, &texts);
            prop_assert_eq!(kept.find(&other), texts.iter().position(|text| *text == other));
            prop_assert_eq!(kept.first_from(&other), texts.iter().filter(|text| **text < other).count());
        }
    }
}
