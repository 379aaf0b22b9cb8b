//! The workspace of one run: the catalog, the worklist, and the report made from both.

pub mod bulk;
mod report;

use std::path::PathBuf;
use std::sync::Arc;

use crate::bundled;
use crate::catalog::{Catalog, LoadError, read_folder};
use crate::failure::{Failure, FailureKind};
use crate::paths::Paths;
use crate::worklist::{DEFAULT_NAME, Identity, Worklist, Worklists};

pub use report::{pattern_name, report};

/// What a run opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setup {
    /// The folders of the user; none when there is no home.
    pub paths: Option<Paths>,
    /// Folders of records that override the bundled catalog; later ones override earlier ones.
    pub overlays: Vec<PathBuf>,
    /// The name of the worklist.
    pub worklist: String,
    /// The person who marks.
    pub who: Identity,
}

/// The catalog and the worklist of one run. The search engine is built from the catalog where it is needed.
#[derive(Debug)]
pub struct Workspace {
    /// All records and links.
    pub catalog: Arc<Catalog>,
    /// The marks.
    pub worklist: Worklist,
    /// The name of the worklist.
    pub name: String,
}

impl Workspace {
    /// Opens the catalog and the worklist of a setup.
    ///
    /// # Errors
    ///
    /// If a folder of records is invalid or unreadable, or there is no folder for the worklist.
    pub fn open(setup: &Setup) -> Result<Self, Failure> {
        Ok(Self { catalog: open_catalog(setup)?, worklist: open_worklist(setup)?, name: setup.worklist.clone() })
    }
}

/// Returns the bundled catalog, overridden by the user's folder, if there is one, and by the named folders.
///
/// # Errors
///
/// If one of the folders cannot be read or has invalid records.
pub fn open_catalog(setup: &Setup) -> Result<Arc<Catalog>, Failure> {
    let mut folders: Vec<PathBuf> = own_records(setup)?.into_iter().collect();
    folders.extend(setup.overlays.iter().cloned());
    let catalog = if folders.is_empty() { bundled::catalog() } else { bundled::layered(&folders) };
    catalog.map(Arc::new).map_err(catalog_failure)
}

/// Returns the user's folder of records, unless it is missing or empty, which is no error because nobody named it.
fn own_records(setup: &Setup) -> Result<Option<PathBuf>, Failure> {
    let folder = setup.paths.as_ref().map(Paths::catalog).filter(|folder| folder.is_dir());
    match folder.as_deref().map(read_folder) {
        None | Some(Err(LoadError::Empty(_))) => Ok(None),
        Some(Err(error)) => Err(catalog_failure(error)),
        Some(Ok(_)) => Ok(folder),
    }
}

/// Returns the name of the worklist in use: the one the user chose last, else the default one.
pub fn current_worklist(paths: Option<&Paths>) -> String {
    paths.map_or_else(|| DEFAULT_NAME.to_owned(), |paths| Worklists::new(paths.worklists()).current())
}

/// Returns the folder of all worklists of the user.
///
/// # Errors
///
/// If there is no home.
pub fn open_worklists(setup: &Setup) -> Result<Worklists, Failure> {
    let homeless = || {
        Failure::new(
            FailureKind::System,
            "点検票の置き場所が決まりません。ホームフォルダーがありません。",
            "環境変数 TENKEN_CONFIG_DIR、TENKEN_DATA_DIR、TENKEN_CACHE_DIR で置き場所を指定してください。",
        )
    };
    setup.paths.as_ref().map(|paths| Worklists::new(paths.worklists())).ok_or_else(homeless)
}

/// Opens the worklist of a setup. One that does not exist yet is empty.
///
/// # Errors
///
/// If the name is not allowed, there is no home, or the journals cannot be read.
pub fn open_worklist(setup: &Setup) -> Result<Worklist, Failure> {
    Ok(open_worklists(setup)?.open(&setup.worklist, setup.who.clone())?)
}

/// Returns the message about a catalog that could not be loaded.
pub fn catalog_failure(error: LoadError) -> Failure {
    let message = error.to_string();
    match error {
        LoadError::Invalid(findings) => {
            let first = findings.first().map_or_else(String::new, |finding| format!(" {finding}"));
            let hint = "`tenken data check フォルダー` で、すべての誤りを確かめられます。";
            Failure::new(FailureKind::Data, format!("{message}{first}"), hint)
        }
        LoadError::Empty(_) => Failure::new(FailureKind::Data, message, "データの書き方は data/README.md にあります。"),
        LoadError::Io { .. } => {
            Failure::new(FailureKind::System, message, "場所と、読み取りの権限を確かめてください。")
        }
        LoadError::Compiled(_) => Failure::new(FailureKind::Data, message, "tenken を入れ直してください。"),
    }
}
