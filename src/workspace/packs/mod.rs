//! Packs (取込資料): what was taken in from documents of the user. Each is one TOML file in the data folder: below `packs/` those that
//! are laid over the catalog, below `packs/off/` those that are not, and below `packs/before/` what undoing needs.
//!
//! `preview` finds out what a file is and what taking it in would change, [`PackStore`] does what can be done to packs, and `told`
//! says all of it in sentences for both front ends.

mod acts;
mod beforehand;
mod beside;
mod change;
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
pub use preview::{
    ImportPreview, ImportStep, ImportWatch, ImportWish, NoImport, open_document, open_map, preview, write_map,
};
pub use store::{ListedPack, PackDone, PackStore, no_pack};
pub use told::{
    ImportPart, amounts, counted, done_sentence, import_parts, kept_marks, marked_clauses, origin_line, state_name,
};
pub use waiting::{PackCounts, Waiting};
