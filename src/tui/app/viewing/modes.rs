//! Which keys mean what on the screen as it is.

use crate::model::Kind;
use crate::tui::app::App;
use crate::tui::app::jump_list::{DeskScreen, Screen};
use crate::tui::app::overlay::Overlay;
use crate::tui::input::keymap::Mode;

impl App {
    /// Returns the mode that decides what keys do.
    pub fn mode(&self) -> Mode {
        self.overlay.as_ref().map_or_else(|| self.mode_below(), Overlay::mode)
    }

    /// Returns the modes that give keys their meaning, the foremost first: what is found on a page has a few keys of its own.
    pub fn modes(&self) -> impl Iterator<Item = Mode> {
        let is_found = self.page_search.is_some() && self.overlay.is_none();
        let own = self.own_mode().filter(|_| self.overlay.is_none());
        is_found.then_some(Mode::Found).into_iter().chain(own).chain([self.mode()])
    }

    /// Returns the mode of a page that has a few keys of its own; none for other screens.
    pub fn own_mode(&self) -> Option<Mode> {
        match self.jump_list.current().screen {
            Screen::Desk(DeskScreen::Worklists) => Some(Mode::Worklists),
            Screen::Desk(DeskScreen::Form | DeskScreen::FormProducts | DeskScreen::Products) => Some(Mode::Checks),
            Screen::Desk(DeskScreen::Filled) if self.has_conflicts_of_sheet() => Some(Mode::Checks),
            // The one row to be checked is there for those who have taken in official texts.
            Screen::Desk(DeskScreen::Export) if !self.catalog.is_free_of_originals() => Some(Mode::Checks),
            Screen::Contents => Some(Mode::Contents),
            _ => None,
        }
    }

    fn has_conflicts_of_sheet(&self) -> bool {
        self.desk.filled.as_ref().is_some_and(|sheet| !sheet.plan.conflicts.is_empty())
    }

    /// Returns the mode of the screen itself, without what is open on top of it.
    pub fn mode_below(&self) -> Mode {
        match self.jump_list.current().screen {
            Screen::Search => Mode::Search,
            Screen::List(_) => Mode::List,
            Screen::Record(at) if at.kind == Kind::Clause => Mode::Clause,
            Screen::Record(_)
            | Screen::Contents
            | Screen::Progress
            | Screen::Coverage(_)
            | Screen::Chapters
            | Screen::Comparison(_)
            | Screen::Packs(_)
            | Screen::Desk(_) => Mode::Record,
        }
    }
}
