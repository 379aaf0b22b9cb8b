//! What an audit asks of a state: which clauses count, how far the work has come, what is due, what is carried over.

pub mod carry_over;
pub mod due;
pub mod evidence_check;
pub mod evidence_file;
pub mod new_evidence;
pub mod progress;
pub mod scope;
