//! How one looks at what is on screen: how far its preview is scrolled, which headings are folded, and which keys mean what.

mod modes;

use std::collections::BTreeSet;

use crate::model::Id;
use crate::tui::app::App;
use crate::tui::app::jump_list::Screen;
use crate::tui::view::link::LinkTarget;

/// Which row or link of which screen is selected.
pub type Selection = (Screen, Option<usize>);

/// How one looks at what is on screen.
#[derive(Debug, Default)]
pub struct Viewing {
    /// The preview that is scrolled; none if the one on screen is at its start.
    preview: Option<ScrolledPreview>,
    /// The headings of the tables of contents below which nothing is listed, by their ids.
    pub folded: BTreeSet<Id>,
}

/// A preview that is scrolled.
#[derive(Debug)]
struct ScrolledPreview {
    /// What it is of.
    target: LinkTarget,
    /// Its first visible line.
    top: usize,
    /// What was selected then.
    at: Selection,
}

impl Viewing {
    /// Returns the first visible line of the preview of something.
    pub fn top(&self, target: &LinkTarget) -> usize {
        self.preview.as_ref().filter(|preview| preview.target == *target).map_or(0, |preview| preview.top)
    }

    /// Scrolls the preview of what is selected.
    pub fn scroll(&mut self, target: LinkTarget, top: usize, at: Selection) {
        self.preview = Some(ScrolledPreview { target, top, at });
    }

    /// Keeps the preview where it is scrolled to as long as the same is selected; the next one begins at its start.
    pub fn keep_preview(&mut self, at: Selection) {
        self.preview.take_if(|preview| preview.at != at);
    }

    /// Lets every preview begin at its start: what it was of stands for something else now.
    pub fn forget_preview(&mut self) {
        self.preview = None;
    }
}

impl App {
    /// Returns which row or link is selected.
    pub fn selection(&self) -> Selection {
        let location = self.jump_list.current();
        let selected = if location.screen == Screen::Search { self.search.selected } else { location.selected };
        (location.screen, selected)
    }
}
