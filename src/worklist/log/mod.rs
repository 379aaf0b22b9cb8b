//! The append-only log on disk: one journal per writer, read, written, merged and verified.
//!
//! `line` writes and reads one entry, `chain` links the lines by their hashes, `salvage` finds entries among other bytes,
//! `file` is one journal and `journals` all of a folder. `lineage` says which of them belong to the worklist. `writer`
//! appends to one of them, `backup` remembers what was appended, `naming` has
//! their names, `order` sorts the entries of all, `problem` has the sentences about what cannot be read.

pub mod backup;
pub mod chain;
pub mod file;
pub mod folder;
pub mod journals;
pub mod line;
pub mod lineage;
pub mod merge;
pub mod naming;
pub mod order;
pub mod problem;
pub mod salvage;
pub mod verify;
pub mod writer;
