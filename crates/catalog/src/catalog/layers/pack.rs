//! Reads the files of packs.

use std::path::{Path, PathBuf};

use crate::catalog::check::{Finding, ODD_ID, is_odd_id};
use crate::catalog::error::LoadError;
use crate::catalog::folder::{FOLDER_BYTES, MANY_RECORDS, MUCH_TEXT, RECORDS, read_file};
use crate::catalog::source::{Origin, Source};
use crate::files::reason;
use crate::language::t;
use crate::model::Id;
use crate::tr;

use super::Layers;

/// The tables that a pack may have.
const TABLES: &[&str] = &[
    "pack",
    "guideline",
    "volume",
    "chapter",
    "clause",
    "risk",
    "product",
    "measure",
    "link",
    "revision",
    "original",
    "statement",
];

/// A pack that is left out because it cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadPack {
    /// Its id.
    pub id: Id,
    /// What is wrong first.
    pub finding: Finding,
}

/// What packs bring.
#[derive(Debug, Default)]
pub(super) struct Packs {
    /// The records of those that can be read.
    pub(super) source: Source,
    /// Those that cannot.
    pub(super) unread: Vec<UnreadPack>,
    /// What can be made out of those: like what is switched off, it is not there, but who names it makes no mistake.
    pub(super) remains: Source,
}

/// Reads packs, in the order of their files. One that cannot be read is in nobody's way.
///
/// # Errors
///
/// If there is more in all of them than there may be.
pub(super) fn read(layers: &Layers, files: Vec<PathBuf>) -> Result<Packs, LoadError> {
    let (mut packs, mut left) = (Packs::default(), FOLDER_BYTES);
    for path in files {
        let id = id_of(&path);
        let name = path.display().to_string();
        let mut source = Source::default();
        let wrong = match layers.bytes(&path) {
            Err(error) => {
                let message = tr!("読めません ({why})。", why = reason(&error));
                let refused = source.refuse(&name, 1, &message);
                Some(finding(&source, refused.origin, "", message))
            }
            Ok(bytes) => {
                left = left.checked_sub(bytes.len() as u64).ok_or(LoadError::ManyPacks(MUCH_TEXT))?;
                let errors = read_file(&mut source, &path, &bytes);
                let first = errors.into_iter().min_by_key(|error| error.origin);
                first
                    .map(|error| finding(&source, error.origin, &error.id, error.message))
                    .or_else(|| wrong(&source, &id))
            }
        };
        let into = if wrong.is_some() { &mut packs.remains } else { &mut packs.source };
        into.append(source);
        packs.unread.extend(wrong.map(|finding| UnreadPack { id, finding }));
        if packs.source.len() > RECORDS {
            return Err(LoadError::ManyPacks(MANY_RECORDS));
        }
    }
    Ok(packs)
}

/// Returns the id of the pack in a file, which is its name.
pub(super) fn id_of(file: &Path) -> String {
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Returns what is wrong first with the records of a file as those of a pack.
fn wrong(source: &Source, id: &str) -> Option<Finding> {
    if let Some((origin, table)) = source.first_beyond(TABLES) {
        return Some(finding(source, origin, "", tr!("表 {table} は取込資料では使えません。", table)));
    }
    let start = Origin { file: 0, line: 1 };
    let said = match source.packs.as_slice() {
        [] => Some((start, "", t("[[pack]] がありません。").to_owned())),
        [_, second, ..] => Some((second.origin, second.value.id.as_str(), t("[[pack]] が二つあります。").to_owned())),
        [pack] if pack.value.id != id => {
            let message = tr!("[[pack]] の id がファイルの名前 {id} と違います。", id);
            Some((pack.origin, pack.value.id.as_str(), message))
        }
        [_] => None,
    };
    if let Some((origin, id, message)) = said {
        return Some(finding(source, origin, id, message));
    }
    first_odd_id(source).map(|(origin, id)| finding(source, origin, &id, t(ODD_ID).to_owned()))
}

fn finding(source: &Source, origin: Origin, id: &str, message: String) -> Finding {
    Finding { origin, place: source.place(origin), id: id.to_owned(), message }
}

/// Returns the first record whose id hides something.
fn first_odd_id(source: &Source) -> Option<(Origin, String)> {
    macro_rules! odd {
        ($($table:ident),+) => {
            [$(source.$table.iter().find(|one| is_odd_id(&one.value.id)).map(|one| (one.origin, one.value.id.clone()))),+]
        };
    }
    let odd = odd!(guidelines, volumes, chapters, clauses, risks, products, measures, revisions);
    odd.into_iter().flatten().min()
}

/// Reads packs that are switched off, as far as they can be: what is wrong in them is told when they are switched on.
pub(super) fn read_off(layers: &Layers, files: Vec<PathBuf>) -> Source {
    let mut source = Source::default();
    for file in files {
        if let Ok(bytes) = layers.bytes(&file) {
            read_file(&mut source, &file, &bytes);
        }
    }
    source
}
