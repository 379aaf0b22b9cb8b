//! The marks of an audit: append-only journals and the state folded from them.
//!
//! A worklist is a folder with one journal per writer. [`Worklist`] reads them all and appends to its own. What a
//! person does is a [`Change`], as recorded it is an [`Entry`], and the [`State`] is what all entries add up to in the
//! order of their ids, whatever file they stand in: two folders merge by copying files.
//!
//! - `line` writes and reads one entry, `chain` links the lines by their hashes, `journal` reads a file of them.
//! - `folder` lists the journals, `writer` holds and appends to one, `fold` adds them all up.
//! - `problem` has the sentences about what could not be read; [`crate::clean`] makes hostile text harmless.

mod chain;
mod change;
mod entry_id;
mod error;
mod fold;
mod folder;
mod journal;
mod line;
mod problem;
mod progress;
mod state;
mod store;
#[cfg(test)]
mod testing;
mod writer;

use crate::clean;

pub use change::{Change, Edit, Entry, Identity, NOTE_LIMIT};
pub use clean::{clean_line, clean_text};
pub use error::WorklistError;
pub use progress::{Progress, Tally};
pub use state::{Mark, State};
pub use store::Worklist;
