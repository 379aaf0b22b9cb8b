//! The chapters, sections and items of a document, read from its lines.
//!
//! - `titles` says which headings there are, as far as the table of contents and the catalog know.
//! - `paragraphs` puts lines together that a page has broken.
//! - `reader` goes through the lines.
//! - `units` makes items of sections in a document that lists none.

mod paragraphs;
mod reader;
#[cfg(test)]
mod tests;
mod titles;
mod units;

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use super::super::reading::NotRead;
use super::layout::Line;
use super::marks::circle;

pub(super) use titles::Titles;

/// What a document holds.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// Its chapters, in order.
    pub chapters: Vec<ChapterText>,
    /// Its items (遵守事項), in order.
    pub items: Vec<ItemText>,
    /// What else stands below its headings, one for each heading.
    pub bodies: Vec<BodyText>,
    /// What stands before the first chapter, behind the last one, and where no item could be made of it.
    pub loose: [Loose; 3],
}

/// Lines that are no part of anything.
#[derive(Debug, Default)]
pub(super) struct Loose {
    /// How many.
    pub lines: usize,
    /// Their pages.
    pub pages: BTreeSet<usize>,
}

/// The places of [`Outline::loose`].
pub(super) const BEFORE: usize = 0;
pub(super) const BEHIND: usize = 1;
pub(super) const UNMARKED: usize = 2;

/// A chapter.
#[derive(Debug, Default)]
pub(super) struct ChapterText {
    /// Its number.
    pub number: u32,
    /// The printed title.
    pub title: String,
    /// What is printed beside it about patterns.
    pub patterns: String,
    /// Its sections: number and title.
    pub sections: Vec<(String, String)>,
}

/// An item.
#[derive(Debug, Default)]
pub(super) struct ItemText {
    /// The number of its chapter.
    pub chapter: u32,
    /// The number of its section; empty where items stand directly below the chapter.
    pub section: String,
    /// The sub-heading it stands under.
    pub heading: String,
    /// Which list of its section it stands in, from 0: the numbers begin again under another sub-heading.
    pub list: usize,
    /// Its number; 0 if it is a section, in a document that lists no items.
    pub mark: u32,
    /// The printed title of that section.
    pub title: String,
    /// What it says, with line breaks where a part begins.
    pub text: String,
    /// The pages from which to which it stands.
    pub pages: (usize, usize),
}

impl ItemText {
    /// Returns its printed mark: `⑤`; empty for a section.
    pub(super) fn item(&self) -> String {
        if self.mark == 0 { String::new() } else { circle(self.mark) }
    }

    /// Returns its number as the catalog writes it: `14.⑤`, `1.2.1①`, `2.1`, `1章`.
    pub(super) fn number(&self) -> String {
        match (self.section.as_str(), self.mark) {
            ("", 0) => format!("{}章", self.chapter),
            ("", _) => format!("{}.{}", self.chapter, self.item()),
            (section, _) => format!("{section}{}", self.item()),
        }
    }

    /// Returns where it stands: `p. 23`, `p. 23-24`.
    pub(super) fn place(&self) -> String {
        place(self.pages)
    }
}

/// Returns how pages are written.
fn place((from, to): (usize, usize)) -> String {
    if from == to { format!("p. {from}") } else { format!("p. {from}-{to}") }
}

/// What stands below a heading and is no item.
#[derive(Debug, Default)]
pub(super) struct BodyText {
    /// The number of the chapter.
    pub chapter: u32,
    /// The number of the section; empty for what stands directly below the chapter.
    pub section: String,
    /// What it says.
    pub text: String,
    /// How many lines it has.
    pub lines: usize,
    /// The pages from which to which it stands.
    pub pages: (usize, usize),
}

impl Outline {
    /// Reads lines.
    ///
    /// # Errors
    ///
    /// If there is more than a guideline can have, or whoever watches has broken it off.
    pub(super) fn of(
        lines: &[Line],
        titles: &Titles,
        watch: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Result<Self, NotRead> {
        reader::read(lines, titles, watch)
    }

    /// Makes an item of each section, if there are no items. `is_deep` says whether sections of every depth are units.
    pub(super) fn take_units(&mut self, is_deep: bool) {
        if self.items.is_empty() {
            self.items = units::units(self, is_deep);
            self.bodies.clear();
        }
    }
}
