//! The jump list: the locations visited, to go back and forward in.

use crate::catalog::{Cover, RecordRef};
use crate::model::{Party, Status};
use crate::search::{DueWanted, MarkFilter};
use crate::worklist::EntryId;

/// How many locations are kept.
const LIMIT: usize = 200;

/// A screen of the terminal UI.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Screen {
    /// The query and its hits.
    #[default]
    Search,
    /// The tables of contents, with progress.
    Contents,
    /// The progress of the worklist, and which risks the products in use cover.
    Progress,
    /// The risks with this coverage by the products in use.
    Coverage(Cover),
    /// What covers the clauses of each chapter.
    Chapters,
    /// Two editions, held against each other.
    Comparison(EditionPair),
    /// Documents of the user.
    Packs(PacksScreen),
    /// What can be done with worklists as a whole.
    Desk(DeskScreen),
    /// The worklist, filtered.
    List(ListFilter),
    /// The page of a record.
    Record(RecordRef),
}

/// A screen about documents of the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PacksScreen {
    /// All of them.
    List,
    /// What taking one in would change.
    Preview,
}

/// A screen about worklists as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeskScreen {
    /// All worklists.
    Worklists,
    /// What differs between another worklist and the one in use.
    Differences,
    /// What a worklist is about, to be filled in.
    Form,
    /// The products and licences of that form.
    FormProducts,
    /// The products and licences in use.
    Products,
    /// What the records of a folder would change.
    Merge,
    /// What taking in a filled-in worklist would do.
    Filled,
    /// What can be written to a file.
    Export,
    /// All evidence.
    Evidence,
    /// A piece of evidence.
    Piece(EntryId),
    /// What a reviewer would send back.
    Findings,
    /// What is due.
    Due,
    /// How many risks of each category the products in use cover, and how far.
    Risks,
    /// How far the worklist was from day to day.
    Trend,
}

impl Screen {
    /// Returns the filter of the worklist, if that is on screen.
    pub const fn filter(self) -> Option<ListFilter> {
        match self {
            Self::List(filter) => Some(filter),
            Self::Search
            | Self::Contents
            | Self::Progress
            | Self::Coverage(_)
            | Self::Chapters
            | Self::Comparison(_)
            | Self::Packs(_)
            | Self::Desk(_)
            | Self::Record(_) => None,
        }
    }
}

impl Screen {
    /// Whether it is the progress or something of it.
    pub const fn is_about_progress(self) -> bool {
        matches!(
            self,
            Self::Progress | Self::Coverage(_) | Self::Chapters | Self::Desk(DeskScreen::Risks | DeskScreen::Trend)
        )
    }
}

/// Two editions, as records of the kind `Node`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EditionPair {
    /// The older one.
    pub from: RecordRef,
    /// The later one.
    pub to: RecordRef,
}

/// Which clauses of the worklist are listed. By default all; the parts are combined with AND.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListFilter {
    /// Those with a status.
    pub status: Option<Status>,
    /// Those that need to be looked at. Never beside a status.
    pub attention: Option<Attention>,
    /// Those that this party is responsible for.
    pub party: Option<Party>,
    /// Those below a heading, a record of the kind `Node`.
    pub node: Option<RecordRef>,
}

/// Why clauses need to be looked at, whatever their status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attention {
    /// Several people have recorded different things.
    Conflict,
    /// The due date has passed.
    Overdue,
}

impl Attention {
    /// All of them, in the order of the tabs.
    pub const ALL: [Self; 2] = [Self::Conflict, Self::Overdue];

    /// Returns the filter of a query that means the same.
    pub const fn filter(self) -> MarkFilter {
        match self {
            Self::Conflict => MarkFilter::Conflict(true),
            Self::Overdue => MarkFilter::Due(DueWanted::Overdue),
        }
    }
}

impl ListFilter {
    /// The tabs above the list: all clauses, those of each status, and those that need to be looked at.
    pub fn tabs(self) -> impl Iterator<Item = Self> {
        let none = Self { status: None, attention: None, ..self };
        let of_status = Status::ALL.iter().map(move |status| Self { status: Some(*status), ..none });
        let of_attention = Attention::ALL.into_iter().map(move |attention| Self { attention: Some(attention), ..none });
        [none].into_iter().chain(of_status).chain(of_attention)
    }

    /// Moves to the next party. After the last one comes "all".
    pub fn step_party(&mut self) {
        let next = Party::ALL.iter().position(|known| Some(*known) == self.party).map_or(0, |at| at + 1);
        self.party = Party::ALL.get(next).copied();
    }
}

/// A screen with its scroll position and selection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Location {
    /// The screen.
    pub screen: Screen,
    /// The first visible line or row.
    pub scroll: usize,
    /// The selected link of a page, or row of a list; none if there are none, or no link is visible.
    pub selected: Option<usize>,
    /// The clause or heading of the selected row of a list or table of contents that was left. Rows may be gone when one
    /// comes back.
    pub anchor: Option<RecordRef>,
}

impl Location {
    /// Returns it as it is in another worklist. Rows of lists are found again by their clauses; rows of pages about what
    /// was recorded are others there, and what belongs to one worklist only is not there at all.
    #[must_use]
    pub fn in_another_worklist(self, has_form: bool) -> Self {
        let from_the_top = |screen| Self { screen, selected: Some(0), ..Self::default() };
        match self.screen {
            Screen::Desk(DeskScreen::Piece(_) | DeskScreen::Evidence) => {
                from_the_top(Screen::Desk(DeskScreen::Evidence))
            }
            Screen::Desk(DeskScreen::Merge | DeskScreen::Filled | DeskScreen::Differences) => {
                from_the_top(Screen::Desk(DeskScreen::Worklists))
            }
            Screen::Desk(DeskScreen::Form | DeskScreen::FormProducts) if !has_form => {
                from_the_top(Screen::Desk(DeskScreen::Worklists))
            }
            Screen::Desk(DeskScreen::Findings | DeskScreen::Due | DeskScreen::Risks | DeskScreen::Trend)
            | Screen::Progress
            | Screen::Coverage(_) => from_the_top(self.screen),
            Screen::Desk(
                DeskScreen::Worklists
                | DeskScreen::Form
                | DeskScreen::FormProducts
                | DeskScreen::Products
                | DeskScreen::Export,
            )
            | Screen::Search
            | Screen::Contents
            | Screen::Chapters
            | Screen::Comparison(_)
            | Screen::Packs(_)
            | Screen::List(_)
            | Screen::Record(_) => self,
        }
    }
}

/// The locations visited, and which of them is on screen. Never empty: the first one is the search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JumpList {
    locations: Vec<Location>,
    at: usize,
}

impl Default for JumpList {
    fn default() -> Self {
        Self { locations: vec![Location::default()], at: 0 }
    }
}

impl JumpList {
    /// Returns the location on screen.
    pub fn current(&self) -> Location {
        self.locations[self.at]
    }

    /// Returns the location on screen, mutable.
    pub fn current_mut(&mut self) -> &mut Location {
        &mut self.locations[self.at]
    }

    /// Whether there is no location to go back to.
    pub const fn is_first(&self) -> bool {
        self.at == 0
    }

    /// Goes to a new location. Locations ahead of the current one are dropped.
    pub fn visit(&mut self, location: Location) {
        self.locations.truncate(self.at + 1);
        if self.locations.len() == LIMIT {
            self.locations.remove(0);
        }
        self.locations.push(location);
        self.at = self.locations.len() - 1;
    }

    /// Replaces every location by another one. Of neighbours that become the same screen one stays, so that every step
    /// back or forward shows something else.
    pub fn carry(&mut self, carried: impl Fn(Location) -> Location) {
        let mut kept: Vec<Location> = Vec::new();
        let mut at = 0;
        for (number, location) in std::mem::take(&mut self.locations).into_iter().enumerate() {
            let location = carried(location);
            match kept.last_mut().filter(|last| last.screen == location.screen) {
                Some(last) if number == self.at => *last = location,
                Some(_) => {}
                None => kept.push(location),
            }
            if number == self.at {
                at = kept.len() - 1;
            }
        }
        (self.locations, self.at) = (kept, at);
    }

    /// Goes back. Returns false if there is no earlier location.
    pub fn back(&mut self) -> bool {
        let moved = self.at > 0;
        self.at -= usize::from(moved);
        moved
    }

    /// Goes forward. Returns false if there is no later location.
    pub fn forward(&mut self) -> bool {
        let moved = self.at + 1 < self.locations.len();
        self.at += usize::from(moved);
        moved
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;

    #[test]
    fn filters_go_round() {
        let mut filter = ListFilter { party: Some(Party::Vendor), ..ListFilter::default() };
        let tabs: Vec<ListFilter> = filter.tabs().collect();
        assert_eq!((tabs[0], tabs.len()), (filter, Status::ALL.len() + 3));
        assert!(tabs.iter().all(|tab| tab.party == filter.party && (tab.status.is_none() || tab.attention.is_none())));
        filter.party = None;
        let mut parties = Vec::new();
        for _ in 0..=Party::ALL.len() {
            filter.step_party();
            parties.push(filter.party);
        }
        assert_eq!(parties, [Some(Party::Institution), Some(Party::Vendor), Some(Party::Cloud), None]);
    }

    fn location(index: usize) -> Location {
        Location { screen: Screen::Record(RecordRef::new(Kind::Clause, index)), ..Location::default() }
    }

    #[test]
    fn back_and_forward_restore_places_and_a_new_visit_forgets_what_lay_ahead() {
        let mut jump_list = JumpList::default();
        jump_list.visit(location(1));
        jump_list.current_mut().scroll = 7;
        jump_list.visit(location(2));
        assert!(jump_list.back());
        assert_eq!(jump_list.current(), Location { scroll: 7, ..location(1) });
        assert!(jump_list.forward());
        assert_eq!(jump_list.current(), location(2));
        assert!(!jump_list.forward());
        jump_list.back();
        jump_list.back();
        assert!(!jump_list.back());
        jump_list.visit(location(3));
        assert!(!jump_list.forward());
        assert_eq!(jump_list.current(), location(3));
    }

    #[test]
    fn neighbours_that_become_the_same_are_one_and_the_place_stays() {
        let mut jump_list = JumpList::default();
        (1..6).for_each(|index| jump_list.visit(location(index)));
        jump_list.back();
        jump_list.back();
        jump_list.current_mut().scroll = 7;
        let even = |at: Location| match at.screen {
            Screen::Record(record) => Location { screen: location(record.index as usize / 2).screen, ..at },
            _ => at,
        };
        // 検索 1 2 3 4 5 become 検索 0 1 1 2 2.
        jump_list.carry(even);
        assert_eq!(jump_list.current(), Location { scroll: 7, ..location(1) });
        assert!(jump_list.forward());
        assert_eq!(jump_list.current(), location(2));
        assert!(!jump_list.forward());
        assert!(jump_list.back() && jump_list.back());
        assert_eq!(jump_list.current(), location(0));
    }

    #[test]
    fn a_long_walk_keeps_the_newest_places() {
        let mut jump_list = JumpList::default();
        (0..500).for_each(|index| jump_list.visit(location(index)));
        assert_eq!(jump_list.current(), location(499));
        while jump_list.back() {}
        assert_eq!(jump_list.current(), location(500 - LIMIT));
    }
}
