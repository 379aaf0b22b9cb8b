//! The marks of an audit: an append-only journal and the state folded from it.

mod change;
mod error;
mod progress;
mod state;
mod store;

pub use change::{Change, Edit, Entry, Identity};
pub use error::WorklistError;
pub use progress::{Progress, Tally};
pub use state::{Mark, State};
pub use store::Worklist;
