//! The marks of an audit: append-only journals and the state replayed from them.
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
//! - `build_entries` makes entries of changes, `writer` holds and appends to one journal, `fold` adds all journals up.
//! - `register` keeps what people wrote at the same time, [`Mark`], [`Profile`] and [`Evidence`] are what is shown of it.
//! - [`Scope`] says which clauses count, [`Progress`] counts them, `due` says what of them is still to be done.
//! - [`Worklists`] has all worklists of a user, `copy` starts one from another, `merge` takes in what others wrote,
//!   [`verify()`] looks for what was tampered with.
//! - `undo` takes back and does again, across sessions.
//! - `problem` has the sentences about what could not be read; [`crate::text::clean`] makes hostile text harmless.

mod audit;
mod entry;
mod log;
mod operation;
mod replay;
mod state;
mod store;
#[cfg(test)]
mod testing;
mod worklists;

pub use audit::carry_over::CarryOver;
pub use audit::due::OpenClause;
pub use audit::progress::Progress;
pub use audit::scope::{LeftOut, Scope};
pub use audit::{evidence_check, evidence_file};
pub use entry::change::{Change, Entry, Identity, Subject, Supersedes, Transaction, TransactionKind};
pub use entry::error::WorklistError;
pub use entry::fields::{Edit, Field};
pub use entry::id::EntryId;
pub use entry::name::{DEFAULT_NAME, check_name};
pub use log::merge::Merged;
pub use log::verify::{Verified, verify};
pub use operation::{Attached, Attachment, Operation, Performed};
pub use state::State;
pub use state::evidence::Evidence;
pub use state::mark::Mark;
pub use state::profile::Profile;
pub use state::register::{Conflict, ConflictingValue};
pub use state::undo::{Reverted, Skipped};
pub use store::Worklist;
pub use worklists::{WorklistSummary, Worklists};
