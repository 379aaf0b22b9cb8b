//! Which row of a list is selected and which is visible. Motions stop at both ends; an empty list has no selected row.

/// A motion among rows or lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// One forward.
    Next,
    /// One back.
    Previous,
    /// A page forward.
    PageDown,
    /// A page back.
    PageUp,
    /// Half a page forward.
    HalfDown,
    /// Half a page back.
    HalfUp,
    /// To the first one.
    First,
    /// To the last one.
    Last,
}

impl Motion {
    /// Returns the position after the motion, between 0 and `last`; `page` is the length of a page.
    pub fn within(self, place: usize, last: usize, page: usize) -> usize {
        let place = place.min(last);
        match self {
            Self::Next => place.saturating_add(1).min(last),
            Self::Previous => place.saturating_sub(1),
            Self::PageDown => place.saturating_add(page).min(last),
            Self::PageUp => place.saturating_sub(page),
            Self::HalfDown => place.saturating_add(page.div_ceil(2)).min(last),
            Self::HalfUp => place.saturating_sub(page.div_ceil(2)),
            Self::First => 0,
            Self::Last => last,
        }
    }

    /// Returns the row after the motion in a list of `total` rows; none if the list is empty.
    pub fn row(self, selected: Option<usize>, total: usize, page: usize) -> Option<usize> {
        let last = total.checked_sub(1)?;
        Some(self.within(selected.unwrap_or(0), last, page))
    }
}

/// Returns the selected row of a list of `total` rows: the wanted one, at most the last one; the first one if none is
/// wanted; none if the list is empty.
pub fn selected(wanted: Option<usize>, total: usize) -> Option<usize> {
    total.checked_sub(1).map(|last| wanted.unwrap_or(0).min(last))
}

/// Returns the first visible row of a list, so that the selected row is visible and the list scrolls as little as
/// possible.
pub fn first_visible(before: usize, selected: Option<usize>, total: usize, height: usize) -> usize {
    let Some(selected) = selected else { return 0 };
    before.min(total.saturating_sub(height)).min(selected).max(selected.saturating_add(1).saturating_sub(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOTIONS: [Motion; 8] = [
        Motion::Next,
        Motion::Previous,
        Motion::PageDown,
        Motion::PageUp,
        Motion::HalfDown,
        Motion::HalfUp,
        Motion::First,
        Motion::Last,
    ];

    #[test]
    fn steps_end_at_the_ends() {
        let rows = |from| MOTIONS.map(|motion| motion.row(from, 10, 4));
        assert_eq!(rows(Some(5)), [6, 4, 9, 1, 7, 3, 0, 9].map(Some));
        assert_eq!(rows(None), [1, 0, 4, 0, 2, 0, 0, 9].map(Some));
        assert_eq!(rows(Some(9)), [9, 8, 9, 5, 9, 7, 0, 9].map(Some));
        assert_eq!(rows(Some(usize::MAX)), rows(Some(9)), "a row that is gone counts as the last one");
    }

    #[test]
    fn an_empty_list_has_no_selected_row() {
        for motion in MOTIONS {
            assert_eq!(motion.row(Some(3), 0, 4), None);
        }
        assert_eq!((selected(Some(3), 0), selected(None, 2), selected(Some(3), 2)), (None, Some(0), Some(1)));
        assert_eq!(first_visible(7, None, 0, 4), 0);
    }

    #[test]
    fn the_selected_row_is_on_screen_and_moves_as_little_as_can_be() {
        for (before, selected, expected) in [(0, 0, 0), (0, 3, 0), (0, 4, 1), (5, 2, 2), (9, 9, 6), (3, 5, 3)] {
            assert_eq!(first_visible(before, Some(selected), 10, 4), expected, "{before} {selected}");
        }
        assert_eq!(first_visible(usize::MAX, Some(usize::MAX), usize::MAX, 0), usize::MAX);
    }
}
