//! The own items of a worklist: what somebody added to it beside the clauses of the catalog.

use std::collections::HashSet;

use jiff::Timestamp;

use crate::language::tr;
use crate::model::{Id, OWN_ITEMS, OwnItem, Party, is_own_item, own_item_number};
use crate::worklist::entry::change::Change;
use crate::worklist::entry::fields::Edit;
use crate::worklist::entry::id::EntryId;

use super::State;
use super::mark::Mark;

/// An own item that is to be added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewItem {
    /// The title; not empty.
    pub title: String,
    /// What is to be checked; may be empty.
    pub text: String,
    /// Those who have to act; empty if nobody is named.
    pub parties: Vec<Party>,
}

impl State {
    /// Returns the own items that are to be checked, in the order of their numbers. A number is assigned when an item is added;
    /// where two people assigned the same one, the later item has `-2` behind it, in every copy alike.
    pub fn items(&self) -> Vec<OwnItem> {
        self.items_that(Mark::is_item)
    }

    /// Returns the own items that were withdrawn, with the numbers that they had.
    pub fn withdrawn_items(&self) -> Vec<OwnItem> {
        self.items_that(|mark| mark.is_item_withdrawn && !mark.item_title.is_empty())
    }

    /// Returns the own items with such a mark, in the order of their numbers.
    fn items_that(&self, is_meant: impl Fn(&Mark) -> bool) -> Vec<OwnItem> {
        let mut all = self.all_items();
        let mut taken: HashSet<String> = HashSet::new();
        for (number, ..) in &mut all {
            let again = (2..).map(|time| format!("{number}-{time}"));
            let free = std::iter::once(number.clone()).chain(again).find(|number| !taken.contains(number));
            free.into_iter().for_each(|free| *number = free);
            taken.insert(number.clone());
        }
        let meant = all.into_iter().filter(|(_, _, mark)| is_meant(mark));
        meant
            .map(|(number, id, mark)| OwnItem {
                id: id.to_owned(),
                number,
                title: mark.item_title.clone(),
                text: mark.item_text.clone(),
                parties: mark.item_parties.iter().copied().collect(),
            })
            .collect()
    }

    /// Returns the own item that a text means by its id or its label, see [`own_item_number`].
    pub fn item(&self, text: &str) -> Option<OwnItem> {
        called(self.items(), text)
    }

    /// Returns the own item that a text means like [`State::item`], also one that was withdrawn, or whose adding was undone.
    pub fn any_item(&self, text: &str) -> Option<OwnItem> {
        called(self.items_that(|_| true), text)
    }

    /// Returns what an own item is called, also one that was withdrawn; none if it never was one.
    pub fn item_name(&self, id: &str) -> Option<String> {
        is_own_item(id).then(|| self.any_item(id)).flatten().map(|item| tr!("独自 {number}", number = item.number))
    }

    /// Returns everything that ever was an own item, in the order of the numbers and then of the time they were added.
    fn all_items(&self) -> Vec<(String, &str, &Mark)> {
        let items = self.marks().filter(|(id, mark)| is_own_item(id) && !mark.item_number.is_empty());
        let mut items: Vec<(String, &str, &Mark)> =
            items.map(|(id, mark)| (mark.item_number.clone(), id, mark)).collect();
        let key = |number: &str| value(number).unwrap_or(u32::MAX);
        items.sort_by(|one, other| (key(&one.0), &one.0, one.1).cmp(&(key(&other.0), &other.0, other.1)));
        items
    }

    /// Returns the ids and the changes that add own items, each with the next number that none ever had.
    pub(in crate::worklist) fn additions(&self, items: Vec<NewItem>, now: Timestamp) -> Vec<(Id, Vec<Change>)> {
        let last = self.all_items().iter().filter_map(|(number, ..)| value(number)).max().unwrap_or_default();
        let numbers = (1..u32::MAX).map(|step| last.saturating_add(step));
        let added = items.into_iter().zip(numbers).map(|(item, number)| {
            let id = new_id(now);
            let NewItem { title, text, parties } = item;
            let texts = [Edit::ItemNumber(number.to_string()), Edit::ItemTitle(title), Edit::ItemText(text)];
            let parties = parties.into_iter().map(|id| Edit::ItemParty { id, on: true });
            // A title that is blank is written too, and refused.
            let is_said = |edit: &Edit| matches!(edit, Edit::ItemTitle(_)) || *edit != edit.field().blank();
            let edits = texts.into_iter().filter(is_said).chain(parties);
            let changes = edits.map(|edit| Change::clause(id.as_str(), edit)).collect();
            (id, changes)
        });
        added.collect()
    }
}

/// Returns the item that a text means by its id or its label.
fn called(items: Vec<OwnItem>, text: &str) -> Option<OwnItem> {
    let number = own_item_number(text);
    items.into_iter().find(|item| item.id == text.trim() || Some(&item.number) == number.as_ref())
}

/// Returns the id of an item that is added now. It sorts by time, and two people never get the same one.
fn new_id(now: Timestamp) -> Id {
    let digits = EntryId::fresh(now).to_string().replace('-', "");
    let (time, random) = (digits.get(..12), digits.get(digits.len() - 8..));
    format!("{OWN_ITEMS}.{}{}", time.unwrap_or_default(), random.unwrap_or_default())
}

/// Returns the value of a number, of `1-2` that of `1`; none if another program wrote what is no number.
fn value(number: &str) -> Option<u32> {
    number.split('-').next().unwrap_or_default().parse().ok()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::model::Status;
    use crate::worklist::entry::change::{Entry, Supersedes};
    use crate::worklist::testing::entry;

    use super::*;

    fn new(title: &str) -> NewItem {
        NewItem { title: title.into(), ..NewItem::default() }
    }

    fn record(state: &mut State, changes: Vec<Change>, at: u8) {
        for (number, change) in (at..).zip(changes) {
            state.add(&Arc::new(Entry { change, supersedes: Supersedes::Seen(Vec::new()), ..entry(number) }));
        }
    }

    fn shown(state: &State) -> Vec<String> {
        state.items().into_iter().map(|item| format!("{} {}", item.number, item.title)).collect()
    }

    #[test]
    fn a_number_is_given_once_and_never_again() {
        let mut state = State::default();
        let added = state.additions(vec![new("一"), new("二")], Timestamp::UNIX_EPOCH);
        assert_ne!(added[0].0, added[1].0);
        assert!(added.iter().all(|(id, _)| is_own_item(id)));
        record(&mut state, added.iter().flat_map(|(_, changes)| changes.clone()).collect(), 1);
        assert_eq!(shown(&state), ["1 一", "2 二"]);
        let withdrawn = Change::clause(added[1].0.as_str(), Edit::ItemWithdrawn(true));
        record(&mut state, vec![withdrawn, Change::status(added[1].0.as_str(), Status::Done)], 20);
        assert_eq!(shown(&state), ["1 一"]);
        assert_eq!(state.withdrawn_items()[0].number, "2");
        assert_eq!((state.item("独自2"), state.any_item("独自2").unwrap().title), (None, "二".to_owned()));
        assert_eq!(state.status(&added[1].0), Status::Done, "what was recorded stays");
        let next = state.additions(vec![new("三")], Timestamp::UNIX_EPOCH);
        record(&mut state, next[0].1.clone(), 30);
        assert_eq!(shown(&state), ["1 一", "3 三"]);
    }

    #[test]
    fn the_numbers_of_another_program_stop_nobody() {
        let mut state = State::default();
        let numbered = |digit: u8, number: &str| {
            let id = format!("{OWN_ITEMS}.{digit:020x}");
            let edits = [Edit::ItemNumber(number.into()), Edit::ItemTitle(number.into())];
            edits.map(|edit| Change::clause(id.as_str(), edit)).to_vec()
        };
        record(&mut state, [numbered(1, "99999999999"), numbered(2, "甲"), numbered(3, "4-2")].concat(), 1);
        let next = state.additions(vec![new("次")], Timestamp::UNIX_EPOCH);
        record(&mut state, next[0].1.clone(), 20);
        assert!(shown(&state).contains(&"5 次".to_owned()), "{:?}", shown(&state));
        record(&mut state, numbered(4, "4294967295"), 30);
        assert_eq!(state.additions(vec![new("一"), new("二")], Timestamp::UNIX_EPOCH).len(), 2);
    }

    #[test]
    fn two_people_who_give_the_same_number_keep_both_items() {
        let nobody = State::default();
        let first = nobody.additions(vec![new("佐藤の項目")], Timestamp::from_second(1).unwrap());
        let second = nobody.additions(vec![new("伊藤の項目")], Timestamp::from_second(2).unwrap());
        let merged = |one: &[(Id, Vec<Change>)], other: &[(Id, Vec<Change>)]| {
            let mut state = State::default();
            record(&mut state, one[0].1.clone(), 1);
            record(&mut state, other[0].1.clone(), 20);
            shown(&state)
        };
        let expected = ["1 佐藤の項目", "1-2 伊藤の項目"];
        assert_eq!(
            (merged(&first, &second), merged(&second, &first)),
            (expected.map(String::from).to_vec(), expected.map(String::from).to_vec())
        );
    }
}
