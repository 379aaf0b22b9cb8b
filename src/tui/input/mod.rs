//! What comes in from the terminal and what it means: events, the key table, messages.

pub mod event;
pub mod input_thread;
pub mod keymap;
pub mod message;
