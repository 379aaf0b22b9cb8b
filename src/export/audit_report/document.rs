//! The report as sections and blocks: what every format sets in its own way. Nothing here knows of a format.

use jiff::civil::Date;

use crate::sheet::Tally;

/// A report that is ready to be set.
#[derive(Clone, Debug)]
pub(super) struct Document {
    /// What it is, above its name.
    pub kind: &'static str,
    /// What it is about.
    pub title: String,
    /// What stands on the cover.
    pub cover: Vec<Block>,
    /// The sections, in their order; they are numbered from 1.
    pub sections: Vec<Section>,
}

/// A part under a heading.
#[derive(Clone, Debug)]
pub(super) struct Section {
    /// The heading.
    pub title: &'static str,
    /// Whether it begins a page.
    pub begins_page: bool,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// Something in a section.
#[derive(Clone, Debug)]
pub(super) enum Block {
    /// A heading within the section.
    Heading(String),
    /// A paragraph; its line breaks are kept.
    Text(String),
    /// A paragraph that explains something, in small letters.
    Note(String),
    /// A paragraph that must not be overlooked.
    Alarm(String),
    /// Named values.
    Facts(Vec<(&'static str, String)>),
    /// Named numbers, large.
    Numbers(Vec<Number>),
    /// A numbered list.
    List(Vec<String>),
    /// A table.
    Table(Table),
    /// A picture, which is always a table as well.
    Chart(Chart),
    /// Lines for machines and their keepers, each whole.
    Codes(Vec<String>),
    /// Places to sign, each with the role and the name.
    Signatures(Vec<(&'static str, String)>),
}

/// A named number.
#[derive(Clone, Debug)]
pub(super) struct Number {
    /// Its name.
    pub name: &'static str,
    /// It, with its unit.
    pub value: String,
    /// Whether it must not be overlooked.
    pub is_alarm: bool,
}

/// A table. All rows have as many cells as there are columns.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// The columns: title, and share of the width in percent.
    pub columns: Vec<(&'static str, u8)>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cell {
    /// What it says; its line breaks are kept.
    pub text: String,
    /// What stands below it, smaller; may be empty.
    pub below: String,
    /// Whether it must not be overlooked.
    pub is_alarm: bool,
    /// Whether it is a number, which stands to the right.
    pub is_number: bool,
}

/// A picture.
#[derive(Clone, Debug)]
pub(super) enum Chart {
    /// A bar for each row.
    Bars(Vec<(String, Tally)>),
    /// Counts of rows by columns, shown by their size.
    Matrix {
        /// The title of the rows.
        of: &'static str,
        /// The titles of the columns.
        columns: Vec<&'static str>,
        /// The rows.
        rows: Vec<(String, Vec<usize>)>,
    },
    /// A share over time: the day, what is done, and of how much.
    Line(Vec<(Date, usize, usize)>),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Self { text: number.to_string(), is_number: true, ..Self::default() }
    }
}

impl Cell {
    /// Returns it with something below it.
    pub fn over(self, below: impl Into<String>) -> Self {
        Self { below: below.into(), ..self }
    }

    /// Returns it as one that must not be overlooked, if that is so.
    pub fn alarm_if(self, is_alarm: bool) -> Self {
        Self { is_alarm, ..self }
    }
}

impl Table {
    /// Returns a table as a block; none without rows.
    pub fn some(columns: &[(&'static str, u8)], rows: Vec<Vec<Cell>>) -> Option<Block> {
        (!rows.is_empty()).then(|| Block::Table(Self { columns: columns.to_vec(), rows }))
    }
}
