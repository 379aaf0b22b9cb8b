//! The form that people fill in for every clause. The worklist records it, reports show it, spreadsheets bring it back.
//!
//! - `fields` is the one table of everything that people fill in. A [`Shape`] is the type of a value: how it is
//!   cleaned, limited, shown and read.
//! - [`Answers`] are the answers for one clause, [`Answer`] is one of them, [`AnswerField`] says which one.
//! - [`terms`] are the words that several parts of the program say to people.
//! - [`Tally`] counts clauses by status, [`shares`] are percentages that add up.
//! - [`Plan`], [`Exception`] and [`Reviewed`] are what the answers say beside status and verdict.
//! - [`Answers::is_open`], [`Answers::deadlines`] and [`Answers::is_late`] decide what is open, due and overdue; a [`Deadline`] is a
//!   day by which something of a clause has to be done.
//! - [`Answers::is_settled`] decides whether anything has to be put right, [`Answers::action_standing`] and
//!   [`Answers::exception_standing`] what of it is still owed: of what is met, or does not apply, nothing.
//! - [`Column`] is the table of the columns of a spreadsheet, for export and import.
//! - [`Fingerprint`] stores in a cell what the worklist contained when the spreadsheet was exported.
//! - [`Escaping`] says how texts are written into cells, so that import can restore them exactly.

mod answer;
mod choice;
mod column;
mod date;
mod due;
mod error;
mod escaping;
mod fields;
mod fingerprint;
mod lost;
mod reference;
mod shape;
mod tally;
pub mod terms;
mod text;

pub use answer::finding::{Exception, Plan, Reviewed};
pub use answer::{Answer, AnswerField, Answers};
pub use choice::Maybe;
pub use column::{Column, EVIDENCE_ID_TITLE, HISTORY_TITLES};
pub use date::Way;
pub use due::{Deadline, DeadlineKind, ends_early, is_past};
pub use error::{AnswerError, NOTE_LIMIT};
pub use escaping::Escaping;
pub(crate) use fields::fields;
pub use fingerprint::{Fingerprint, is_on_every_form, list_mark};
pub use lost::has_lost_letters;
pub use reference::cp932_lacks;
pub use shape::{Cell, Day, Line, Shape, Text, read_date, read_date_from, text_sentence};
pub use tally::{Tally, shares};
pub use text::{CELL_LIMIT, excerpt, is_blank, plain, plain_as_recorded, quoted, transition};
