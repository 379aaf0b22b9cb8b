//! Import: one folder for each kind of file that comes back.

pub mod worklist;
