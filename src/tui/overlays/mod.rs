//! What lies over a screen and takes its keys.

pub mod help;
pub mod palette;
