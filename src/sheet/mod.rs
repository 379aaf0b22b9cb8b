//! The form that people fill in for every clause: what the worklist records, a report shows and a spreadsheet brings back.
//!
//! - [`Answers`] is what was filled in for one clause, [`Answer`] one of its fields, [`Field`] which one.
//! - [`Tally`] counts clauses by status.
//! - [`is_open`], [`is_past`] and [`Answers::is_overdue`] say what is open, due and overdue.
//! - [`Column`] is the table of columns that a spreadsheet has on its way out and back in.
//! - [`Fingerprint`] remembers in a cell what the worklist held when the spreadsheet was made.
//! - [`Escaping`] says how texts were put into cells, so that they come back as they were.

mod answer;
mod answers;
mod column;
mod date;
mod due;
mod escaping;
mod fingerprint;
mod reference;
mod tally;
mod text;

pub use answer::{Answer, Field, Misread, NOTE_LIMIT, read_date};
pub use answers::Answers;
pub use column::Column;
pub use due::{is_open, is_past};
pub use escaping::Escaping;
pub use fingerprint::Fingerprint;
pub use reference::cp932_lacks;
pub use tally::Tally;
pub use text::{CELL_LIMIT, excerpt, is_blank, plain};
