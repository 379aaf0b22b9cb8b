//! The command line, through the binary where the wiring is the point, in process where every record is.

mod ask;
mod audit;
mod check;
mod coverage;
mod evidence;
mod explain;
mod export;
mod import;
mod keys;
mod mark;
mod merge;
mod plan;
mod programs;
mod readme;
mod search;
mod sheets;
mod show;
mod spelling;
mod surroundings;
mod undo;
mod usage;
mod verify;
mod worklist;
