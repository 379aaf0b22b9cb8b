//! The form that people fill in for every clause: what the worklist records, a report shows and a spreadsheet brings back.
//!
//! - `fields` is the one table of all that people fill in; a [`Shape`] says all that depends on what a value looks like.
//! - [`Answers`] is what was filled in for one clause, [`Answer`] one of its fields, [`AnswerField`] which one.
//! - [`Tally`] counts clauses by status.
//! - [`is_open`], [`is_past`] and [`Answers::is_overdue`] say what is open, due and overdue.
//! - [`Column`] is the table of columns that a spreadsheet has on its way out and back in.
//! - [`Fingerprint`] remembers in a cell what the worklist held when the spreadsheet was made.
//! - [`Escaping`] says how texts were put into cells, so that they come back as they were.

mod answer;
mod choice;
mod column;
mod date;
mod due;
mod error;
mod escaping;
mod fields;
mod fingerprint;
mod reference;
mod shape;
mod tally;
mod text;

pub use answer::{Answer, AnswerField, Answers};
pub use column::Column;
pub use due::{is_open, is_past};
pub use error::{AnswerError, NOTE_LIMIT};
pub use escaping::Escaping;
pub(crate) use fields::fields;
pub use fingerprint::Fingerprint;
pub use reference::cp932_lacks;
pub use shape::{Cell, Day, Line, Shape, Text, read_date, text_sentence};
pub use tally::Tally;
pub use text::{CELL_LIMIT, excerpt, is_blank, plain};
