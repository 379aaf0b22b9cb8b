//! What stands on the pages of a document: its lines without what only a page needs.
//!
//! - `pages` parts the text into pages and lines, within limits.
//! - `columns` puts the columns of a page one below the other.
//! - `edges` takes off heads, feet and page numbers.
//! - `notes` takes off footnotes.
//! - `contents` takes off the table of contents, and keeps what it says.

mod columns;
mod contents;
mod edges;
mod notes;
mod pages;

use std::collections::BTreeSet;

use super::super::reading::NotRead;

pub(super) use crate::text::likeness::squeezed;
pub(super) use contents::Entry;
pub(super) use pages::Line;

/// The lines of a document in the order in which they are read.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// The lines, without what only a page needs.
    pub lines: Vec<Line>,
    /// What the first pages say, without spaces; heads and feet too.
    pub front: String,
    /// What the table of contents lists.
    pub contents: Vec<Entry>,
    /// The number of footnotes, and their pages.
    pub notes: (usize, BTreeSet<usize>),
}

/// How many pages belong to the front: covers may be blank but for a picture.
const FRONT_PAGES: usize = 2;

impl Layout {
    /// Reads the text of a document.
    ///
    /// # Errors
    ///
    /// If there is more of it than a guideline can have.
    pub(super) fn of(text: &str) -> Result<Self, NotRead> {
        let mut pages = pages::pages(text)?;
        pages.iter_mut().for_each(columns::unfold);
        let printed = pages.iter().filter(|page| !page.lines.is_empty()).take(FRONT_PAGES);
        let mut front: String = printed.flat_map(|page| &page.lines).map(|line| squeezed(&line.text)).collect();
        let heads = edges::strip(&mut pages);
        heads.iter().for_each(|head| front += &squeezed(head));
        let contents = contents::take(&mut pages);
        let mut layout = Self { front, contents, ..Self::default() };
        for mut page in pages {
            let found = notes::take(&mut page);
            if found > 0 {
                layout.notes.0 += found;
                layout.notes.1.insert(page.number);
            }
            layout.lines.append(&mut page.lines);
        }
        Ok(layout)
    }
}
