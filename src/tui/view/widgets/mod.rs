//! Drawing helpers for all screens.

pub mod canvas;
pub mod painter;
