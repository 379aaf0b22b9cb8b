//! The command line, through the binary where the wiring is the point, in process where every record is.

mod check;
mod explain;
mod keys;
mod mark;
mod readme;
mod search;
mod show;
mod surroundings;
mod usage;
