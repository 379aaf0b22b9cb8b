//! The command line, through the binary where the wiring is the point, in process where every record is.

mod absent;
mod ask;
mod audit;
mod check;
mod coverage;
mod evidence;
mod explain;
mod export;
mod import;
mod keys;
mod limits;
mod mark;
mod merge;
mod plan;
mod readme;
mod review;
mod search;
mod show;
mod spelling;
mod surroundings;
mod times;
mod undo;
mod usage;
mod verify;
mod worklist;
