//! The own items of a worklist that nobody has opened: whoever makes the catalog ready has to know them before.

use crate::model::OwnItem;

use super::log::backup::Backup;
use super::log::folder::mentions;
use super::log::journals::Journals;
use super::replay::replay;
use super::worklists::Worklists;

/// What stands in every journal with an own item.
const ITEM: &str = "\"item_title\"";

impl Worklists {
    /// Returns the own items of a worklist without opening it; none if it is not there or cannot be read, which whoever opens
    /// it will tell. Most worklists have none, and then no entry is read.
    pub fn items(&self, name: &str) -> Vec<OwnItem> {
        let Some(folder) = self.folder(name).ok().filter(|folder| mentions(folder, ITEM)) else { return Vec::new() };
        let remembered = self.state.as_ref().and_then(|state| Backup::of(state, &folder).list());
        let mut journals = Journals::of_folder(remembered);
        match journals.refresh(&folder) {
            Ok(_) => replay(&journals).state.items(),
            Err(_) => Vec::new(),
        }
    }
}
