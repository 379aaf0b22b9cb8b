//! Drawing helpers that more than one view uses.

pub mod canvas;
pub mod painter;
