//! Where one has been: a list of places to go back and forward in.

use crate::catalog::{Cover, RecordRef};
use crate::model::{Party, Status};

/// How many places are remembered.
const LIMIT: usize = 200;

/// What a place shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Spot {
    /// The query and its hits.
    #[default]
    Search,
    /// The tables of contents, with progress.
    Contents,
    /// How far the worklist has come, and which risks the products in use cover.
    Progress,
    /// The risks that the products in use cover this far.
    Coverage(Cover),
    /// The worklist, narrowed.
    List(Narrowing),
    /// A record.
    Record(RecordRef),
}

/// Which clauses of the worklist are listed; by default all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Narrowing {
    /// Those with a status.
    pub status: Option<Status>,
    /// Those that a party has to act on.
    pub party: Option<Party>,
    /// Those below a heading, a record of the kind `Node`.
    pub node: Option<RecordRef>,
}

impl Narrowing {
    /// Narrows to the status some steps further; behind the last one come all.
    pub fn step_status(&mut self, steps: usize) {
        let now = Status::ALL.iter().position(|known| Some(*known) == self.status).map_or(0, |at| at + 1);
        self.status = ((now + steps) % (Status::ALL.len() + 1)).checked_sub(1).map(|at| Status::ALL[at]);
    }

    /// Narrows to the next party; behind the last one come all.
    pub fn step_party(&mut self) {
        let next = Party::ALL.iter().position(|known| Some(*known) == self.party).map_or(0, |at| at + 1);
        self.party = Party::ALL.get(next).copied();
    }
}

/// A place and how it was left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// What it shows.
    pub spot: Spot,
    /// The first line or row on screen.
    pub scroll: usize,
    /// The selected link or row; none if there are none, or no link is on screen.
    pub link: Option<usize>,
}

/// The places visited, and which of them is on screen. There is always one: the search comes first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trail {
    places: Vec<Place>,
    at: usize,
}

impl Default for Trail {
    fn default() -> Self {
        Self { places: vec![Place::default()], at: 0 }
    }
}

impl Trail {
    /// Returns the place on screen.
    pub fn here(&self) -> Place {
        self.places[self.at]
    }

    /// Returns the place on screen, to be changed.
    pub fn here_mut(&mut self) -> &mut Place {
        &mut self.places[self.at]
    }

    /// Goes to a new place; those that lay ahead are forgotten.
    pub fn visit(&mut self, place: Place) {
        self.places.truncate(self.at + 1);
        if self.places.len() == LIMIT {
            self.places.remove(0);
        }
        self.places.push(place);
        self.at = self.places.len() - 1;
    }

    /// Goes back; returns whether there was anywhere to go.
    pub fn back(&mut self) -> bool {
        let moved = self.at > 0;
        self.at -= usize::from(moved);
        moved
    }

    /// Goes forward; returns whether there was anywhere to go.
    pub fn forward(&mut self) -> bool {
        let moved = self.at + 1 < self.places.len();
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
        let mut narrowing = Narrowing::default();
        let statuses: Vec<_> = (0..=Status::ALL.len())
            .map(|_| {
                narrowing.step_status(1);
                narrowing.status
            })
            .collect();
        assert_eq!((statuses[0], statuses[Status::ALL.len()]), (Some(Status::Todo), None));
        narrowing.step_status(Status::ALL.len());
        assert_eq!(narrowing.status, Some(Status::Recheck));
        let mut parties = Vec::new();
        for _ in 0..=Party::ALL.len() {
            narrowing.step_party();
            parties.push(narrowing.party);
        }
        assert_eq!(parties, [Some(Party::Institution), Some(Party::Vendor), Some(Party::Cloud), None]);
    }

    fn place(index: usize) -> Place {
        Place { spot: Spot::Record(RecordRef::new(Kind::Clause, index)), ..Place::default() }
    }

    #[test]
    fn back_and_forward_restore_places_and_a_new_visit_forgets_what_lay_ahead() {
        let mut trail = Trail::default();
        trail.visit(place(1));
        trail.here_mut().scroll = 7;
        trail.visit(place(2));
        assert!(trail.back());
        assert_eq!(trail.here(), Place { scroll: 7, ..place(1) });
        assert!(trail.forward());
        assert_eq!(trail.here(), place(2));
        assert!(!trail.forward());
        trail.back();
        trail.back();
        assert!(!trail.back());
        trail.visit(place(3));
        assert!(!trail.forward());
        assert_eq!(trail.here(), place(3));
    }

    #[test]
    fn a_long_walk_keeps_the_newest_places() {
        let mut trail = Trail::default();
        (0..500).for_each(|index| trail.visit(place(index)));
        assert_eq!(trail.here(), place(499));
        while trail.back() {}
        assert_eq!(trail.here(), place(500 - LIMIT));
    }
}
