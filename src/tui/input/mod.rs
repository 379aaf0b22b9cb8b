//! The input: events of the terminal, the key table, and the messages they lead to.

pub mod aliases;
pub mod command;
pub mod decoder;
pub mod event;
pub mod input_thread;
pub mod keymap;
pub mod message;
