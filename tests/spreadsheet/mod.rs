//! Spreadsheets out and back in.

mod checklist;
mod files;
mod look;
mod mapping;
mod plans;
mod round_trip;
mod sample;
