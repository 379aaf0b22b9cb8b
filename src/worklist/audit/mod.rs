//! What an audit needs to know: which clauses count, how far the work has come, what is due, whether evidence is still
//! valid, which products are in use and what that covers, and what a new worklist takes from an old one.

pub mod absent;
pub mod bulk;
pub mod bundles;
pub mod carry_over;
pub mod check;
pub mod due;
pub mod editions;
pub mod evidence_check;
pub mod evidence_file;
pub mod filter;
pub mod gain;
pub mod halves;
pub mod in_use;
pub mod new_evidence;
pub mod progress;
pub mod scope;
pub mod yes_no;
