//! The append-only log on disk: one journal per writer, read, written, merged and verified.
//!
//! `line` writes and reads one entry, `chain` links the lines by their hashes, `file` is one journal and `journals` all
//! of a folder. `writer` appends to one of them, `order` sorts the entries of all, `problem` has the sentences about
//! what cannot be read.

pub mod chain;
pub mod file;
pub mod folder;
pub mod journals;
pub mod line;
pub mod merge;
pub mod order;
pub mod problem;
pub mod verify;
pub mod writer;
