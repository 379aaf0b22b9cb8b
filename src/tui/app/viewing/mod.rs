//! How one looks at what is on screen: how far its preview is scrolled, which headings are folded, and which keys mean what.

mod modes;

use std::collections::BTreeSet;

use crate::model::Id;
use crate::tui::app::jump_list::Screen;
use crate::tui::view::link::LinkTarget;

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
    /// The screen on which it was selected.
    screen: Screen,
}

impl Viewing {
    /// Returns the first visible line of the preview of something.
    pub fn top(&self, target: &LinkTarget) -> usize {
        self.preview.as_ref().filter(|preview| preview.target == *target).map_or(0, |preview| preview.top)
    }

    /// Scrolls the preview of what is selected on a screen.
    pub fn scroll(&mut self, target: LinkTarget, top: usize, screen: Screen) {
        self.preview = Some(ScrolledPreview { target, top, screen });
    }

    /// Whether a preview is scrolled.
    pub const fn is_scrolled(&self) -> bool {
        self.preview.is_some()
    }

    /// Keeps the preview where it is scrolled to as long as the same is selected, in whatever row it stands now; the next one
    /// begins at its start.
    pub fn keep_preview(&mut self, screen: Screen, selected: Option<&LinkTarget>) {
        self.preview.take_if(|preview| preview.screen != screen || Some(&preview.target) != selected);
    }

    /// Lets every preview begin at its start: what it was of stands for something else now.
    pub fn forget_preview(&mut self) {
        self.preview = None;
    }
}
