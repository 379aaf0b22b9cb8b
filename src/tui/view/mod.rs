//! The view: draws a frame from the state.

pub mod address;
pub mod asked;
pub mod draw;
pub mod found;
pub mod layout;
pub mod link;
pub mod notice;
pub mod overlays;
pub mod page;
pub mod pages;
pub mod places;
pub mod screens;
pub mod span;
pub mod text;
pub mod theme;
pub mod title;
pub mod using;
pub mod widgets;
