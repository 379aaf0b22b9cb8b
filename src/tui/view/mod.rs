//! The view: draws a frame from the state.

pub mod draw;
pub mod layout;
pub mod overlays;
pub mod page;
pub mod pages;
pub mod screens;
pub mod text;
pub mod theme;
pub mod widgets;
