//! The search on screen: completing filters, the list and what stays selected in it, the query that is offered again.

mod completion;
mod later;
mod list;
mod query;

use super::Person;

/// Returns the lines of the screen of a person, without the styles.
fn lines(person: &Person) -> Vec<String> {
    let rows = usize::from(person.app.size.height);
    person.screen().lines().take(rows).map(str::to_owned).collect()
}
