//! Compiles the dictionary from its compact source form; runs when tenken is built, never when it runs.

#![allow(clippy::disallowed_methods, reason = "a build writes into a folder of its own")]

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use lindera_dictionary::builder::DictionaryBuilder;
use lindera_dictionary::dictionary::metadata::Metadata;
use lindera_dictionary::dictionary::schema::Schema;
use thiserror::Error;

/// Why a dictionary could not be compiled.
#[derive(Debug, Error)]
pub enum DictionaryError {
    /// A source could not be read, or the result not be written.
    #[error("dictionary: {0}")]
    Io(#[from] io::Error),
    /// The sources are wrong.
    #[error("dictionary: {0}")]
    Sources(String),
}

/// The columns that `index/dictionary/make.py` keeps, by the names lindera knows them by.
const COLUMNS: [&str; 10] = [
    "surface",
    "left_context_id",
    "right_context_id",
    "cost",
    "major_pos",
    "pos_detail_1",
    "pos_detail_2",
    "pos_detail_3",
    "base_form",
    "reading",
];

/// Compiles the dictionary in `sources` (`lexicon.csv.xz`, `matrix.def.xz`, `char.def`, `unk.def` and their
/// `SHA256SUMS`) into the folder `target`, unless that was done before from the same sources.
///
/// Recipe: unpack the lexicon and the connection matrix, then let lindera's own builder run over them.
///
/// # Errors
///
/// If a file cannot be read or written, or the sources are no dictionary.
pub fn build_dictionary(sources: &Path, target: &Path) -> Result<(), DictionaryError> {
    let sums = fs::read_to_string(sources.join("SHA256SUMS"))?;
    let done = target.with_extension("done");
    if fs::read_to_string(&done).is_ok_and(|made_from| made_from == sums) {
        return Ok(());
    }
    let unpacked = target.with_extension("sources");
    fs::create_dir_all(&unpacked)?;
    for (packed, name) in [("lexicon.csv.xz", "lexicon.csv"), ("matrix.def.xz", "matrix.def")] {
        let file = io::BufReader::new(fs::File::open(sources.join(packed))?);
        let mut bytes = Vec::new();
        lzma_rust2::XzReader::new(file, false).read_to_end(&mut bytes)?;
        fs::write(unpacked.join(name), bytes)?;
    }
    for name in ["char.def", "unk.def"] {
        fs::copy(sources.join(name), unpacked.join(name))?;
    }
    let built = DictionaryBuilder::new(metadata()).build_dictionary(&unpacked, target);
    built.map_err(|error| DictionaryError::Sources(error.to_string()))?;
    fs::remove_dir_all(&unpacked)?;
    fs::write(done, sums)?;
    Ok(())
}

fn metadata() -> Metadata {
    let columns = COLUMNS.map(str::to_owned).to_vec();
    let user = ["surface", "part_of_speech", "reading"].map(str::to_owned).to_vec();
    let (cost, context) = (-10000, 1288);
    Metadata::new(
        "IPADIC".into(),
        "UTF-8".into(),
        cost,
        context,
        context,
        "*".into(),
        true,
        false,
        false,
        Schema::new(columns),
        Schema::new(user),
    )
}
