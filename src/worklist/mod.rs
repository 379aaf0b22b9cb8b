//! The worklist of an audit: an append-only log, and the state replayed from it.
//!
//! A worklist is a folder with one journal per writer. [`Worklist`] reads them all and appends to its own one, only
//! through [`Worklist::perform`]: an [`Operation`] is everything that can be done to a worklist, and its rules are
//! there. What a person does is a [`Change`]: an [`Edit`] of one field of one [`Subject`]. Recorded, it is an
//! [`Entry`]. The [`State`] results from all entries in the order of their ids, whatever file they are in, so two
//! folders are merged by copying files.
//!
//! The rooms, each of which uses only those before it:
//!
//! - `entry`: ids, subjects, edits, entries, names and errors. The fields come from one table, `sheet::fields`.
//! - `state`: multi-value registers and the projections [`Mark`], [`Profile`] and [`Evidence`]; conflicts; undo and
//!   redo.
//! - `audit`: [`Scope`] says which clauses count, [`Progress`] counts them, [`OpenClause`] is what is still to be done;
//!   [`InUse`] says which products are in use, [`halves`] what covers risks and chapters, [`Gain`] what a licence adds;
//!   [`WorklistMarks`] answers the filters of a query over what was recorded;
//!   [`YesNo`] is what a form is told that asks for はい or いいえ; [`evidence_check`] checks files, [`CarryOver`] says what a copy takes over,
//!   [`EditionDiff`] and [`CarryPlan`] what another edition changes.
//! - `log`: journals on disk. `log::merge` takes in those of another folder, [`Worklist::verify`] finds what was
//!   tampered with.
//! - `replay` computes the state from the journals, `store` is the worklist on disk, `remembered` what can be said of it over time,
//!   `history` what was there before each entry, `merging` what a merge would change, `own_items` what is read before it is opened,
//!   `operation` what can be done to it, and [`Worklists`] are all worklists of a user; [`list_folder`] reads those of any folder.

mod audit;
mod elsewhere;
mod entry;
mod history;
mod log;
mod merging;
mod operation;
mod own_items;
mod remembered;
mod replay;
mod state;
mod store;
mod summary;
#[cfg(test)]
mod testing;
mod worklists;

pub use audit::absent::{absent_sentences, enable_hint};
pub use audit::bulk::{BulkPreview, status_counts};
pub use audit::bundles::{Bundle, BundleKind, bundles, features};
pub use audit::carry_over::CarryOver;
pub use audit::check::{CHANGED_SINCE_REVIEW, Finding, FindingKind, check, review};
pub use audit::due::OpenClause;
pub use audit::editions::carry::{CarryPlan, CarryRow, CarryWay};
pub use audit::editions::choice::{compared, edition_named, editions_named};
pub use audit::editions::comparison::{FieldChange, ListDiff, ListDiffRow, Unmatched, Why};
pub use audit::editions::diff::{ChapterDiff, DiffMark, DiffRow, EditionDiff, MarkTotal, NewChapter};
pub use audit::editions::told::{Waiting, settled_sentences, waiting_sentence};
pub use audit::editions::wording::{Wording, WordingKind, marked, wording, wording_of};
pub use audit::filter::WorklistMarks;
pub use audit::gain::{Gain, RiskGain};
pub use audit::halves::{ChapterCover, NO_MEASURE, RiskCover};
pub use audit::in_use::{Brought, Chosen, GUIDE, InUse, UsedProduct, no_product, retirement};
pub use audit::progress::Progress;
pub use audit::scope::{Counted, CountedBy, LeftOut, Scope, full_name};
pub use audit::yes_no::YesNo;
pub use audit::{evidence_check, evidence_file, halves};
pub use elsewhere::{FoundWorklists, list_folder};
pub use entry::change::{Change, Entry, Identity, Subject, Supersedes, Transaction, TransactionKind};
pub use entry::error::{MERGE_HINT, MissingName, RefusedName, WorklistError};
pub use entry::fields::{Edit, Field};
pub use entry::id::EntryId;
pub use entry::name::{DEFAULT_NAME, check_name};
pub use history::Recorded;
pub use log::backup::LostRecords;
pub use log::merge::Merged;
pub use log::merge::plan::Belonging;
pub use log::verify::{JournalHead, Verified};
pub use merging::{MergeChange, MergePreview, MergeRequest};
pub use operation::{Attached, Attachment, Operation, Performed};
pub use state::State;
pub use state::beginning::Beginning;
pub use state::evidence::Evidence;
pub use state::items::NewItem;
pub use state::mark::Mark;
pub use state::profile::Profile;
pub use state::register::{Conflict, ConflictingValue};
pub use state::undo::{Reverted, Skipped};
pub use store::Worklist;
pub use summary::{NamedWorklist, WorklistSummary};
pub use worklists::Worklists;
