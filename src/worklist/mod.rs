//! The worklist.
