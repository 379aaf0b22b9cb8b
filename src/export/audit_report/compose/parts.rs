//! Parts that several sections use.

use super::super::super::report::ReportRow;
use super::super::document::{Block, Cell};
use super::super::terms::Term;

/// Returns the cell of a clause: its label, and its headline below.
pub(super) fn clause(row: &ReportRow) -> Cell {
    let mark = if row.is_unverified { " 未照合" } else { "" };
    Cell::from(format!("{}{mark}", row.label)).over(row.title.clone())
}

/// Returns a text, or a word where there is none.
pub(super) fn or(text: &str, term: Term) -> &str {
    if text.trim().is_empty() { term.text() } else { text }
}

/// Returns a heading.
pub(super) fn heading(term: Term, count: usize) -> Block {
    Block::Heading(format!("{} {count} 件", term.text()))
}
