//! The marks of an audit: append-only journals and the state folded from them.
//!
//! A worklist is a folder with one journal per writer. [`Worklist`] reads them all and appends to its own, in
//! [`Worklist::perform`] and nowhere else: `operation` has what both front ends can do, and the rules about it. What a
//! person does is a [`Change`], an [`Edit`] of one field of one [`Subject`]; as recorded it is an [`Entry`], and the
//! [`State`] is what all entries add up to in the order of their ids, whatever file they stand in: two folders merge by
//! copying files.
//!
//! - What can be recorded is one table, `sheet::fields`; `edit` makes code of it, `shape` says what only a worklist has.
//! - `line` writes and reads one entry, `chain` links the lines by their hashes, `journal` reads a file of them and
//!   `journals` a folder.
//! - `compose` makes entries of changes, `writer` holds and appends to one journal, `fold` adds all journals up.
//! - `register` keeps what people wrote at the same time, [`Mark`], [`Profile`] and [`Evidence`] are what is shown of it.
//! - [`Scope`] says which clauses count, [`Progress`] counts them, `due` says what of them is still to be done.
//! - [`Shelf`] has all worklists of a user, `copy` starts one from another, `merge` takes in what others wrote,
//!   [`verify()`] looks for what was tampered with.
//! - `undo` takes back and does again, across sessions.
//! - `problem` has the sentences about what could not be read; [`crate::text::clean`] makes hostile text harmless.

mod chain;
mod change;
mod compose;
mod copy;
mod due;
mod edit;
mod entry_id;
mod error;
pub mod evidence;
mod fold;
mod folder;
mod journal;
mod journals;
mod line;
mod mark;
mod merge;
mod name;
mod operation;
mod problem;
mod profile;
mod progress;
mod register;
mod scope;
mod sentence;
mod shape;
mod shelf;
mod state;
mod store;
#[cfg(test)]
mod testing;
mod undo;
mod verify;
mod writer;

pub use change::{Act, Change, Entry, Identity, Over, Subject, Turn};
pub use copy::Carry;
pub use due::OpenClause;
pub use edit::{Edit, Field};
pub use entry_id::EntryId;
pub use error::WorklistError;
pub use evidence::Evidence;
pub use mark::Mark;
pub use merge::Merged;
pub use name::{DEFAULT_NAME, check_name};
pub use operation::{Attached, Attachment, Operation, Performed};
pub use profile::Profile;
pub use progress::Progress;
pub use register::{Conflict, Held};
pub use scope::{LeftOut, Scope};
pub use shelf::{Listed, Shelf};
pub use state::State;
pub use store::Worklist;
pub use undo::{Reverted, Skipped};
pub use verify::{Verified, verify};
