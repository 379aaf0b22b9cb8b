//! The workspace of one run: the catalog, the worklist, and the report made from both.

mod audit_report;
pub mod bulk;
pub mod cloud;
pub mod editions;
pub mod exports;
pub mod facts;
pub mod form;
mod history;
pub mod importing;
mod mapping;
pub mod merging;
mod origin;
mod own_settings;
pub mod packs;
pub mod page_parts;
pub mod prepared;
mod report;
pub mod revisions;
pub mod saved;
pub mod scope;
pub mod tiers;
mod who;
pub mod worklists;

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use crate::catalog::{Catalog, Layers, LoadError};
use crate::failure::{Failure, FailureKind, PathOwner, path_hint};
use crate::fs;
use crate::language::tr;
use crate::model::OwnItem;
use crate::paths::Paths;
use crate::search::Engine;
use crate::worklist::{DEFAULT_NAME, Identity, MissingName, Worklist, WorklistError, Worklists};

use prepared::Records;

pub use audit_report::{Course, Earlier, Since, audit_report, course, earlier, progress_by_day, since};
pub use mapping::{MappingPart, mapping};
pub use origin::{import_day, origin, version};
pub use report::{ReportPart, report};
pub use scope::pattern_name;
pub use who::{WhoSettings, answered_name, checked_name, remember_name, remembered_name};
pub use worklists::facilities;

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
    /// The own items of the worklist, which are clauses of the catalog while it is in use.
    pub items: Vec<OwnItem>,
}

/// What the screen begins with.
#[derive(Debug)]
pub struct Workspace {
    /// The records that are there at once.
    pub records: Records,
    /// The marks.
    pub worklist: Worklist,
    /// The name of the worklist.
    pub name: String,
}

impl Workspace {
    /// Opens the bundled records and the worklist of a setup: what can be shown at once. Records of the user come later, see
    /// [`prepared::Records::open`]. A worklist that is not there is shown as an empty one.
    ///
    /// # Errors
    ///
    /// If there is no folder for the worklist.
    pub fn open(setup: &Setup) -> Result<Self, Failure> {
        let (records, mut worklist) = (Records::bundled()?, view_worklist(setup)?);
        scope::prepare(&mut worklist, &records.catalog);
        Ok(Self { records, worklist, name: setup.worklist.clone() })
    }

    /// Returns the search engine of the records that are there at once.
    ///
    /// # Errors
    ///
    /// Only if the build itself is broken.
    pub fn engine(&self) -> Result<Engine, Failure> {
        Ok(self.records.engine(&mut |_| ControlFlow::Continue(()))?)
    }
}

/// Whether records of the user lie over the bundled catalog.
fn has_own_data(setup: &Setup) -> bool {
    // Own items are told with the worklist that they belong to.
    let layers = prepared::layers(setup).map(|layers| Layers { items: Vec::new(), ..layers });
    layers.and_then(|layers| layers.is_empty()).is_ok_and(|is_empty| !is_empty)
}

/// Returns the name of the worklist in use: the one the user chose last, else the default one.
pub fn current_worklist(paths: Option<&Paths>) -> String {
    let current = |paths: &Paths| Worklists::new(paths.worklists()).remembered_in(&paths.state).current();
    paths.map_or_else(|| DEFAULT_NAME.to_owned(), current)
}

/// Returns the folder of all worklists of the user.
///
/// # Errors
///
/// If there is no home.
pub fn open_worklists(setup: &Setup) -> Result<Worklists, Failure> {
    let paths = setup.paths.as_ref().ok_or_else(|| homeless(tr!("点検票")))?;
    fs::remove_strays(&paths.worklists());
    Ok(Worklists::new(paths.worklists()).remembered_in(&paths.state))
}

/// Returns the message about something that has no place because there is no home.
pub(crate) fn homeless(what: &str) -> Failure {
    Failure::new(
        FailureKind::System,
        tr!("{what}の置き場所が決まりません。ホームフォルダーがありません。", what),
        tr!("環境変数 TENKEN_CONFIG_DIR、TENKEN_DATA_DIR、TENKEN_CACHE_DIR で置き場所を指定してください。"),
    )
}

/// Returns the name of the worklist that the person named for this run, in its own spelling.
///
/// # Errors
///
/// If there is no such worklist, except the default one, or there is no home.
pub fn named_worklist(setup: &Setup) -> Result<String, Failure> {
    let worklists = open_worklists(setup)?;
    match worklists.resolve(&setup.worklist) {
        // Its records can be brought back. Every other command finds out by itself that it is not there.
        Err(WorklistError::Missing(_)) if worklists.remembers(&setup.worklist) => Ok(setup.worklist.clone()),
        resolved => Ok(resolved?),
    }
}

/// Opens the worklist of a setup, also if it is not there but this machine remembers its records.
///
/// # Errors
///
/// As [`open_worklist`], if nothing is remembered.
pub fn open_remembered_worklist(setup: &Setup) -> Result<Worklist, Failure> {
    open_worklists(setup)?.open_remembered(&setup.worklist, setup.who.clone()).map_err(in_use)
}

/// Returns a setup with the own items of its worklist.
#[must_use]
pub fn with_items(setup: &Setup) -> Setup {
    let items = open_worklists(setup).map(|worklists| worklists.items(&setup.worklist)).unwrap_or_default();
    Setup { items, ..setup.clone() }
}

/// Opens the worklist of a setup, for reading or recording marks. The default one is empty if it does not exist yet.
///
/// # Errors
///
/// If it is not there, the name is not allowed, there is no home, or the journals cannot be read.
pub fn open_worklist(setup: &Setup) -> Result<Worklist, Failure> {
    open_worklists(setup)?.open(&setup.worklist, setup.who.clone()).map_err(in_use)
}

/// Opens the worklist of a setup, for showing the catalog with its marks. If it is not there, it is shown as an empty one
/// that accepts no records, and its first warning says so.
///
/// # Errors
///
/// If the name is not allowed, there is no home, or the journals cannot be read.
pub fn view_worklist(setup: &Setup) -> Result<Worklist, Failure> {
    let worklists = open_worklists(setup)?;
    match worklists.open(&setup.worklist, setup.who.clone()) {
        Err(WorklistError::Missing(_)) => Ok(worklists.open_absent(&setup.worklist, setup.who.clone())?),
        opened => opened.map_err(in_use),
    }
}

/// Returns the message about the worklist in use. What was named for this run was looked for before, so one that is
/// not there is the one that was chosen in an earlier run.
fn in_use(error: WorklistError) -> Failure {
    match error {
        WorklistError::Missing(missing) => {
            let message = tr!("使用中の点検票「{missing}」が見つかりません。", missing);
            let hint = tr!(
                "共有フォルダーや外付けの装置にあるなら、つながっているかを確かめてください。消してしまったのなら、`tenken verify --restore` で控えから戻せます。"
            );
            // Begun anew, it would split the records once the folder is back.
            let missing = MissingName { is_free: false, ..missing };
            Failure::new(FailureKind::Usage, message, tr!("{hint}{more}", hint, more = missing.hint()))
        }
        error => error.into(),
    }
}

/// Returns the catalog that exports are made of: the same records in the same order, and official texts only if they are asked
/// for. Nothing else that leaves may be made of a catalog with them.
///
/// # Errors
///
/// If a record cannot be decoded.
pub fn exported(catalog: &Arc<Catalog>, with_original: bool) -> Result<Arc<Catalog>, Failure> {
    if with_original || catalog.is_free_of_originals() {
        return Ok(Arc::clone(catalog));
    }
    catalog.without_originals().map(Arc::new).map_err(catalog_failure)
}

/// Returns the message about a catalog that could not be loaded.
pub fn catalog_failure(error: LoadError) -> Failure {
    let message = error.to_string();
    match error {
        LoadError::Invalid(findings) => {
            let first = findings.first().map_or_else(String::new, |finding| format!(" {finding}"));
            let hint = tr!("`tenken data check フォルダー` で、誤りを確かめられます。");
            Failure::new(FailureKind::Data, format!("{message}{first}"), hint)
        }
        LoadError::ManyPacks(_) => {
            let hint = tr!(
                "`tenken packs list` で一覧を確かめ、使わない資料を `tenken packs disable ID` で無効にしてください。"
            );
            Failure::new(FailureKind::Data, message, hint)
        }
        LoadError::Empty(_) => {
            Failure::new(FailureKind::Data, message, tr!("データの書き方は data/README.md にあります。"))
        }
        LoadError::TooMuch(..) => Failure::new(
            FailureKind::Data,
            message,
            tr!("データのフォルダーを指定したかを確かめ、要るものだけを残してください。"),
        ),
        LoadError::Io { source, .. } => {
            Failure::new(FailureKind::System, message, path_hint(&source, PathOwner::Person))
        }
        LoadError::Compiled(_) => Failure::new(FailureKind::Data, message, tr!("tenken を入れ直してください。")),
    }
}
