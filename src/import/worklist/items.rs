//! Rows that are of no clause and have a title: they are offered as own items.

use crate::language::t;
use crate::model::{Id, Party, is_own_item, own_item_number};
use crate::sheet::{Answer, NOTE_LIMIT, has_lost_letters, is_blank};
use crate::text::clean::clean_line;

use super::super::row_place::RowPlace;
use super::names::{Present, name_key};
use super::problem::RowProblemKind;
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

/// Returns what is known of a row by its number and title. Without a title the number is that of an own item.
pub(super) type Lookup<'a> = &'a dyn Fn(&str, &str) -> Titled;

/// Returns the title, on one line, of a row that may be an own item: it has a title and no fingerprint, and no id but one of
/// own items.
pub(super) fn title(row: &FilledRow) -> Option<String> {
    let may_be = row.id.is_empty() || is_own_item(&row.id) || own_item_number(&row.id).is_some();
    let title = row.names[1].as_deref().filter(|title| !is_blank(title))?;
    (may_be && !row.is_exported()).then(|| clean_line(title).trim().to_owned())
}

/// Returns what is known of a row that has no known id; none if it can be no own item. A number in place of the id means the
/// item of that number, whatever its title.
pub(super) fn titled(row: &FilledRow, lookup: Lookup<'_>) -> Option<Titled> {
    let label = if row.id.is_empty() { row.names[0].as_deref().unwrap_or_default() } else { &row.id };
    let number = own_item_number(&row.id).filter(|_| !row.is_exported());
    let numbered = number.map(|_| lookup(&row.id, "")).filter(|known| matches!(known, Titled::Item(_)));
    numbered.or_else(|| title(row).map(|title| lookup(label, &title)))
}

/// Returns the parties that a cell names.
///
/// # Errors
///
/// If somebody in it is no party.
pub(super) fn parties(cell: &str) -> Result<Vec<Party>, RowProblemKind> {
    let named = cell.split(['・', '、', ',', '/', '\n']).map(str::trim).filter(|name| !name.is_empty());
    named.map(|name| Party::from_code(name).ok_or_else(|| RowProblemKind::UnknownParty(name.to_owned()))).collect()
}

/// Returns what prevents an item of this title and text: one of them is too long.
pub(super) fn too_long(title: &str, text: &str) -> Option<RowProblemKind> {
    let lengths = [("題", title.chars().count()), ("要約", text.chars().count())];
    let long = lengths.into_iter().find(|(_, length)| *length > NOTE_LIMIT);
    long.map(|(what, length)| RowProblemKind::LongItem(what, length))
}

/// Returns the columns, as one text, in which somebody says of an own item itself what the worklist does not say; none if
/// there are none.
pub(super) fn told_otherwise(row: &FilledRow, present: &Present) -> Option<String> {
    let title = row.names[1].as_deref().unwrap_or_default();
    let columns = [
        ("題", title, present.title.as_str()),
        ("要約", row.told[0].as_str(), present.told[0].as_str()),
        ("担当区分", row.told[1].as_str(), present.told[1].as_str()),
    ];
    let is_other =
        |shown: &str, own: &str| !is_blank(shown) && name_key(shown) != name_key(own) && !has_lost_letters(own, shown);
    let other = columns.into_iter().filter(|(_, shown, own)| is_other(shown, own));
    let names: Vec<&str> = other.map(|(name, ..)| t(name)).collect();
    (is_own_item(&row.id) && !names.is_empty()).then(|| names.join(t("・")))
}
