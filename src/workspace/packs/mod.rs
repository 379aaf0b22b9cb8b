//! Packs (取込資料): what was taken in from documents of the user. Each is one TOML file in the data folder: below `packs/` those that
//! are laid over the catalog, below `packs/off/` those that are not, and below `packs/before/` what undoing needs.
//!
//! `preview` finds out what a file is and what taking it in would change, [`PackStore`] does what can be done to packs, `columns`
//! is how the columns of a table are read and `map_file` keeps that, and `told` says all of it in sentences for both front ends.

mod acts;
mod beforehand;
mod beside;
mod change;
mod columns;
mod map_file;
mod pack_file;
mod preview;
mod recognise;
mod store;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod told;
mod waiting;

pub use crate::catalog::is_pack_id;
pub use acts::PackAct;
pub(super) use beside::place_of;
pub use beside::{FROM_PACK, STATED, THEIR_WORDS, original_parts, pack_origin, repeats_original, stated_part};
pub use change::PackChange;
pub use columns::{
    ChosenColumns, ColumnPlace, UNSURE_MEANS, choose_role, choose_sheet, column_at, column_cells, column_name,
    column_title, needs_key, reason_shown, role_shown, row_found, sheet_name, sheet_title,
};
pub use map_file::{keep_map, map_written, open_map, usual_map};
pub use preview::{ImportPreview, ImportStep, ImportWatch, ImportWish, NoImport, open_document, preview};
pub use store::{ListedPack, PackDone, PackStore, no_pack};
pub use told::{
    ImportPart, amounts, counted, done_sentence, import_parts, kept_marks, marked_clauses, origin_line, state_name,
};
pub use waiting::{PackCounts, Waiting};
