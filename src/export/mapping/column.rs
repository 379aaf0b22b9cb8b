//! What a column of a table is, whichever format it is written in.

use jiff::Timestamp;
use serde::{Serialize, Serializer};

use crate::clock;
use crate::language::t;
use crate::sheet::plain;

/// Where people find a column in a workbook. In all other formats it stands beside the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::export) enum Place {
    /// On the screen and on paper.
    Printed,
    /// Like the former, but only in the first row about a record: a long text, which would fill pages if each row had it.
    Once,
    /// On the screen only.
    Screen,
    /// Hidden, for whoever looks records up by their ids.
    Hidden,
}

impl Place {
    /// Whether it is on paper.
    pub(in crate::export) const fn is_printed(self) -> bool {
        matches!(self, Self::Printed | Self::Once)
    }
}

/// What stands in a cell.
#[derive(Clone, Copy, Debug)]
pub(in crate::export) enum Value<'a> {
    /// Nothing.
    None,
    /// A text.
    Text(&'a str),
    /// Texts, one below the other.
    Lines(&'a [String]),
    /// Names, one behind the other.
    Names(&'a [String]),
    /// A value of a list, with its code for programs and its name for people.
    Named(&'static str, &'static str),
    /// Whether something is so, with the word that people read if it is.
    Flag(bool, &'static str),
    /// A number.
    Number(usize),
    /// A time.
    Moment(Timestamp),
}

impl Value<'_> {
    /// Returns the text of the cell for a page that makes what cannot be seen visible by itself.
    pub(in crate::export) fn as_written(self) -> String {
        match self {
            Self::Text(text) => text.to_owned(),
            other => other.text(),
        }
    }

    /// Returns the text of the cell for people.
    pub(in crate::export) fn text(self) -> String {
        match self {
            Self::None => String::new(),
            Self::Text(text) => plain(text),
            Self::Lines(texts) => plain(&texts.join("\n")),
            Self::Names(names) => plain(&names.join(t("、"))),
            Self::Named(_, name) => t(name).to_owned(),
            Self::Flag(is_so, word) => if is_so { t(word) } else { "" }.to_owned(),
            Self::Number(number) => number.to_string(),
            Self::Moment(moment) => clock::local(moment),
        }
    }
}

/// As programs read it. What is missing is an empty text.
impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::None => serializer.serialize_str(""),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Lines(texts) | Self::Names(texts) => texts.serialize(serializer),
            Self::Named(code, _) => serializer.serialize_str(code),
            Self::Flag(is_so, _) => serializer.serialize_bool(*is_so),
            Self::Number(number) => number.serialize(serializer),
            Self::Moment(moment) => serializer.serialize_str(&moment.to_string()),
        }
    }
}

/// A column of a table of `R`.
pub(in crate::export) struct Column<R> {
    /// The key for programs; it never changes.
    pub(in crate::export) key: &'static str,
    /// The title for people.
    pub(in crate::export) title: &'static str,
    /// The width in half-width characters.
    pub(in crate::export) width: f64,
    /// Where people find it.
    pub(in crate::export) place: Place,
    /// What stands in the cell of a row.
    pub(in crate::export) value: fn(&R) -> Value<'_>,
}

/// A row of a table.
pub(in crate::export) trait Row: Sized + 'static {
    /// The key of the table for programs.
    const KEY: &'static str;
    /// The name of the table for people.
    const NAME: &'static str;
    /// The columns, from left to right.
    const COLUMNS: &'static [Column<Self>];
    /// How many columns stay in sight, and stand on every page, where the table is wider than the screen or the paper.
    const FROZEN: u16;
    /// How many pages a row is wide on paper.
    const PAGES: u16 = 1;

    /// Returns the columns, from left to right.
    fn columns() -> Vec<&'static Column<Self>> {
        Self::COLUMNS.iter().collect()
    }

    /// Returns what a row shares with those beside it that are about the same record.
    fn group(&self) -> &str;
}

/// The rows of a table, as programs read them.
pub(in crate::export) struct Rows<'a, R: 'static> {
    pub(in crate::export) rows: &'a [R],
    pub(in crate::export) columns: &'a [&'static Column<R>],
}

impl<R> Serialize for Rows<'_, R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.rows.iter().map(|row| Cells { row, columns: self.columns }))
    }
}

/// The cells of a row, by the keys of their columns.
struct Cells<'a, R: 'static> {
    row: &'a R,
    columns: &'a [&'static Column<R>],
}

impl<R> Serialize for Cells<'_, R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.columns.iter().map(|column| (column.key, (column.value)(self.row))))
    }
}

/// Declares the columns of a table: `"key" = "title", width, Place, |row| value`.
macro_rules! columns {
    ($($key:literal = $title:expr, $width:literal, $place:ident, $value:expr;)+) => {
        &[$(Column { key: $key, title: $title, width: $width, place: Place::$place, value: $value },)+]
    };
}

pub(in crate::export) use columns;
