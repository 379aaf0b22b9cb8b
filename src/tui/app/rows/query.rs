//! The query that the worklist on screen is narrowed by.

use std::collections::HashSet;

use crate::catalog::RecordRef;
use crate::tui::app::jump_list::{Attention, ListFilter};
use crate::tui::app::text_input::TextInput;

/// The bit that tells the answers for the worklist on screen from those for the search.
pub const OF_LIST: u64 = 1 << 63;

/// A query, and the clauses that it found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListQuery {
    /// As typed.
    pub text: String,
    /// What it found. A row does not leave because of a mark: the list is as it was found until it is filtered again.
    pub clauses: HashSet<RecordRef>,
}

impl ListQuery {
    /// Whether it found a clause.
    pub fn holds(&self, at: RecordRef) -> bool {
        self.clauses.contains(&at)
    }
}

/// What is typed in the prompt for a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueryPurpose {
    /// What the worklist on screen is narrowed by.
    Narrow,
    /// The name under which the present query is saved.
    Name,
}

/// The prompt for a query, or for its name.
#[derive(Clone, Debug)]
pub struct QueryPrompt {
    /// What is typed.
    pub input: TextInput,
    /// What it is for.
    pub purpose: QueryPurpose,
    /// What is saved, if it is for a name.
    pub query: String,
    /// Whether it waits for what its query finds, or until it is saved. Until then it takes no keys.
    pub is_busy: bool,
}

/// Returns the query that means what a list shows, but for headings.
pub fn query_of(filter: ListFilter, query: Option<&ListQuery>) -> String {
    let status = filter.status.map(|status| format!("状態:{}", status.name()));
    let attention = filter.attention.map(|attention| match attention {
        Attention::Conflict => "食い違い:あり".to_owned(),
        Attention::Overdue => "期限:超過".to_owned(),
    });
    let party = filter.party.map(|party| format!("担当:{}", party.name()));
    let typed = query.map(|query| query.text.clone());
    status.into_iter().chain(attention).chain(party).chain(typed).collect::<Vec<_>>().join(" ")
}
