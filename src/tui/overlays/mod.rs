//! What lies over a screen and takes its keys.

pub mod chord;
pub mod copied;
pub mod help;
pub mod note;
pub mod palette;
