//! Rows that are of no clause and have a title: they are offered as own items.

use crate::model::{Id, Party, is_own_item, own_item_number};
use crate::sheet::{Answer, is_blank};

use super::super::row_place::RowPlace;
use super::table::FilledRow;

/// What is known of the title of a row without a known id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Titled {
    /// A clause of the catalog is called so, or has the number of the row: its id was lost.
    Clause,
    /// An own item with this id.
    Item(Id),
    /// Nothing.
    Nothing,
}

/// An own item that an import would add.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemAddition {
    /// The place of the row.
    pub place: RowPlace,
    /// The title.
    pub title: String,
    /// What is to be checked; may be empty.
    pub text: String,
    /// Those who have to act.
    pub parties: Vec<Party>,
    /// What is filled in.
    pub answers: Vec<Answer>,
}

/// Returns what is known of a row by its number and title.
pub(super) type Lookup<'a> = &'a dyn Fn(&str, &str) -> Titled;

/// Returns the title of a row that may be an own item: it has a title and no fingerprint, and no id but one of own items.
pub(super) fn title(row: &FilledRow) -> Option<&str> {
    let may_be = row.id.is_empty() || is_own_item(&row.id) || own_item_number(&row.id).is_some();
    let title = row.names[1].as_deref().filter(|title| !is_blank(title))?;
    (may_be && !row.is_exported()).then_some(title.trim())
}

/// Returns what is known of a row that has no known id; none if it can be no own item.
pub(super) fn titled(row: &FilledRow, lookup: Lookup<'_>) -> Option<Titled> {
    let label = if row.id.is_empty() { row.names[0].as_deref().unwrap_or_default() } else { &row.id };
    title(row).map(|title| lookup(label, title))
}
