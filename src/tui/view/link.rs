//! Where the links of pages lead.

use crate::catalog::{Cover, RecordRef};
use crate::tui::app::desk::DeskDeed;
use crate::tui::app::desk::filled::FilledDeed;
use crate::tui::app::jump_list::{DeskScreen, EditionPair, ListFilter};
use crate::tui::app::packs::PackDeed;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// To a record.
    Record(RecordRef),
    /// To the clauses that a filter leaves.
    List(ListFilter),
    /// To the risks with this coverage by the products in use.
    Coverage(Cover),
    /// To what covers the clauses of each chapter.
    Chapters,
    /// To two editions, held against each other.
    Comparison(EditionPair),
    /// To a page about the worklist as a whole.
    Screen(DeskScreen),
    /// Nowhere: something is done.
    Deed(PackDeed),
    /// Nowhere: something is done with a worklist as a whole.
    Desk(DeskDeed),
}

impl LinkTarget {
    /// Whether it does what its page was opened for, so that it stays in reach however far one scrolls.
    pub const fn is_purpose(&self) -> bool {
        matches!(self, Self::Desk(DeskDeed::Merge | DeskDeed::Filled(FilledDeed::TakeIn)) | Self::Deed(PackDeed::Apply))
    }

    /// Returns the record; none for a list.
    pub const fn record(&self) -> Option<RecordRef> {
        match self {
            Self::Record(at) => Some(*at),
            Self::List(_)
            | Self::Coverage(_)
            | Self::Chapters
            | Self::Comparison(_)
            | Self::Screen(_)
            | Self::Deed(_)
            | Self::Desk(_) => None,
        }
    }
}
