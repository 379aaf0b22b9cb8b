//! How far something is that takes long, for a person who watches: one line that is drawn over and wiped away.

use std::time::{Duration, Instant};

use crate::language::t;

use super::records::Notes;

/// How long it takes before anything is said.
const PATIENCE: Duration = Duration::from_millis(200);
/// How often it is said anew.
const PACE: Duration = Duration::from_millis(100);
/// Goes to the beginning of the line and wipes it away.
const WIPE: &str = "\r\u{1b}[K";

/// A line that says how far something is.
pub(super) struct Progress<'a> {
    /// None if nobody watches.
    notes: Option<Notes<'a>>,
    start: Instant,
    told: Option<Instant>,
}

impl<'a> Progress<'a> {
    /// Begins to measure. Without notes to draw on, nothing is ever said.
    pub(super) fn new(notes: Option<Notes<'a>>) -> Self {
        Self { notes, start: Instant::now(), told: None }
    }

    /// Says what is being done and how much of how much, if it is worth it; without an amount if `all` is 0.
    pub(super) fn tell(&mut self, what: &str, done: usize, all: usize) {
        if self.start.elapsed() < PATIENCE || self.told.is_some_and(|told| told.elapsed() < PACE) {
            return;
        }
        let Some(notes) = &self.notes else { return };
        let percent = (done.min(all) * 100).checked_div(all).map_or_else(String::new, |percent| format!(" {percent}%"));
        let mut notes = notes.borrow_mut();
        // What nobody can see must not stop the work.
        let _ = write!(notes, "{WIPE}{}{percent}", t(what)).and_then(|()| notes.flush());
        self.told = Some(Instant::now());
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        if let (Some(notes), Some(_)) = (&self.notes, self.told) {
            let mut notes = notes.borrow_mut();
            let _ = write!(notes, "{WIPE}").and_then(|()| notes.flush());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use super::*;

    fn said(waited: Duration, is_watched: bool) -> String {
        let mut bytes = Vec::new();
        {
            let notes: Notes<'_> = Rc::new(RefCell::new(&mut bytes));
            let mut progress = Progress::new(is_watched.then_some(notes));
            progress.start = progress.start.checked_sub(waited).unwrap();
            (0..100).for_each(|done| progress.tell("読み取っています", done, 100));
        }
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn only_what_takes_long_is_told_and_only_to_somebody() {
        assert_eq!(said(Duration::ZERO, true), "");
        assert_eq!(said(PATIENCE, false), "");
        let told = said(PATIENCE, true);
        assert!(told.starts_with(&format!("{WIPE}読み取っています 0%")) && told.ends_with(WIPE), "{told:?}");
        assert!(told.matches('%').count() < 50);
    }
}
