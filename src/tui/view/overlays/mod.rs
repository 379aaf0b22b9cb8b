//! What lies over a screen and takes its keys.

pub mod chord;
pub mod copied;
pub mod field_editor;
pub mod help;
pub mod palette;
