//! The journals on disk: lines, files and folders of them, how they are written, merged and verified.

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
