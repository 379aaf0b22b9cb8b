//! Drawing of what is open on top of a screen.

pub mod chord;
pub mod copied;
pub mod desk_prompt;
pub mod field_editor;
pub mod file_prompt;
mod filters;
pub mod help;
pub mod name_prompt;
pub mod page_prompt;
pub mod palette;
mod prompt;
pub mod query_prompt;
