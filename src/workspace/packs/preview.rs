//! Taking a document in: first what it is, what was understood of it and what it would change; then, if that is wanted, the pack.

use std::cell::{OnceCell, RefCell};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use crate::catalog::is_pack_id;
use crate::failure::{Failure, FailureKind};
use crate::import::mapping::MappingPreview;
use crate::import::worklist::Table;
use crate::import::{
    About, Counts, IMPORTERS, ImportContext, ImportOptions, Importer, NotRead, PackRecords, Reading, Skipped,
    SourceFile, known,
};
use crate::language::{t, tr};
use crate::model::{Id, Pack};
use crate::text::clean::clean_line;

use super::super::Setup;
use super::super::prepared::{Records, Step, Stopped};
use super::change::PackChange;
use super::pack_file::{cleaned, text};
use super::recognise::recognise;
use super::store::{PackDone, PackStore, Standing};

/// How often a file is read again because it turns out to belong to another pack than it seemed.
const ATTEMPTS: usize = 3;

/// What the person wants of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportWish {
    /// The code of the importer; none if the file tells.
    pub format: Option<String>,
    /// The id of the pack; none if the document tells. Two documents of one name stay side by side under ids of their own.
    pub id: Option<Id>,
    /// What the importer is told.
    pub options: ImportOptions,
    /// The day that the pack is of.
    pub day: String,
}

/// What is being done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportStep {
    /// The records there are, which the file is held against, are made ready.
    Preparing(Step),
    /// The file is read: how much of how much.
    Reading(usize, usize),
}

/// Is told what is being done, and may break it off.
pub type ImportWatch<'a> = &'a mut dyn FnMut(ImportStep) -> ControlFlow<()>;

/// Why there is nothing to take in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoImport {
    /// The file is known for what it is, and there is nothing in it for tenken.
    OfNoUse(String),
    /// It is a worklist that was filled in; a sentence that says so, and its rows.
    Worklist(String, Arc<Table>),
    /// Something is wrong.
    Failed(Failure),
    /// Whoever watched has broken it off.
    Cancelled,
}

impl From<Failure> for NoImport {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<Stopped> for NoImport {
    fn from(stopped: Stopped) -> Self {
        match stopped {
            Stopped::Cancelled => Self::Cancelled,
            Stopped::Failed(failure) => Self::Failed(failure),
        }
    }
}

/// What taking in a document would do. Nothing is changed yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportPreview {
    /// The Japanese name of the format.
    pub format_name: &'static str,
    /// What the pack says of itself.
    pub pack: Pack,
    /// Its records, the pack among them.
    pub records: PackRecords,
    /// How many were read, before those that are there already were left out.
    pub counts: Counts,
    /// What was not read.
    pub skipped: Vec<Skipped>,
    /// What the person should know.
    pub warnings: Vec<String>,
    /// Which column of a table was taken for what.
    pub table: Option<MappingPreview>,
    /// What would change.
    pub change: PackChange,
    /// The pack that stands there.
    pub before: Option<Pack>,
    standing: Option<Standing>,
}

/// Reads a file that somebody wants to take in.
///
/// # Errors
///
/// If it cannot be read.
pub fn open_document(path: &Path) -> Result<SourceFile, Failure> {
    SourceFile::open(path).map_err(|why| {
        let message = tr!("{path} を読めません: {why}。", path = path.display(), why);
        Failure::new(FailureKind::Data, message, why.hint())
    })
}

/// Finds out what a file is, what is in it and what taking it in would change.
///
/// # Errors
///
/// If nobody reads such files, it is of no use or wrong, or it was broken off.
pub fn preview(
    setup: &Setup,
    file: &SourceFile,
    wish: &ImportWish,
    watch: ImportWatch<'_>,
) -> Result<ImportPreview, NoImport> {
    preview_with(IMPORTERS, setup, (file, wish), watch)
}

pub(super) fn preview_with(
    importers: &[&'static dyn Importer],
    setup: &Setup,
    (file, wish): (&SourceFile, &ImportWish),
    watch: ImportWatch<'_>,
) -> Result<ImportPreview, NoImport> {
    if let Some(why) = known(file).filter(|_| wish.format.is_none()) {
        return Err(not_read(file, why));
    }
    let importer = recognise(importers, file, wish.format.as_deref())?;
    if let Some(id) = wish.id.as_ref().filter(|id| !is_pack_id(id)) {
        return Err(no_id(id).into());
    }
    let store = PackStore::of(setup)?;
    let mut left_out = likely(&store, file, importer);
    for _ in 1..ATTEMPTS {
        let found = read(setup, importer, (file, wish, &left_out), watch)?;
        let id = found.about.pack.clone();
        let is_enabled = store.find(&id).is_some_and(|listed| listed.is_enabled);
        // What the file was held against has to be the catalog without its own pack, and with all others.
        let due: Vec<Id> = is_enabled.then_some(id).into_iter().collect();
        if due == left_out {
            return finish(&store, importer, (file, wish), found);
        }
        left_out = due;
    }
    let found = read(setup, importer, (file, wish, &left_out), watch)?;
    finish(&store, importer, (file, wish), found)
}

/// Returns the packs that a file probably belongs to, as far as they are laid over the catalog.
fn likely(store: &PackStore, file: &SourceFile, importer: &dyn Importer) -> Vec<Id> {
    let is_its = |pack: &Pack| {
        pack.format == importer.code() && (pack.sha256 == file.sha256 || pack.file == clean_line(&file.name))
    };
    let packs = store.list().into_iter().filter(|listed| listed.is_enabled && listed.pack.as_ref().is_ok_and(is_its));
    packs.map(|listed| listed.id).collect()
}

fn read(
    setup: &Setup,
    importer: &dyn Importer,
    (file, wish, left_out): (&SourceFile, &ImportWish, &[Id]),
    watch: ImportWatch<'_>,
) -> Result<Reading, NoImport> {
    let watch = RefCell::new(watch);
    let mut prepare = |step| (watch.borrow_mut())(ImportStep::Preparing(step));
    let records = Records::without(setup, left_out, &mut prepare)?;
    let (opened, stopped) = (OnceCell::new(), RefCell::new(None));
    let engine = || match opened.get() {
        Some(engine) => Ok(engine),
        None => match records.engine(&mut |step| (watch.borrow_mut())(ImportStep::Preparing(step))) {
            Ok(engine) => Ok(opened.get_or_init(|| engine)),
            Err(why) => {
                *stopped.borrow_mut() = Some(why);
                Err(NotRead::Cancelled)
            }
        },
    };
    let mut tell = |done, all| (watch.borrow_mut())(ImportStep::Reading(done, all));
    let mut context =
        ImportContext { catalog: &records.catalog, engine: &engine, options: &wish.options, watch: &mut tell };
    let read = importer.read(file, &mut context);
    // Why there is no search engine says more than that the importer gave up.
    if let Some(why) = stopped.take() {
        return Err(why.into());
    }
    let mut reading = read.map_err(|why| not_read(file, why))?;
    reading.about.pack = wish.id.clone().unwrap_or_else(|| pack_id(&reading.about, file, importer));
    Ok(reading)
}

fn no_id(id: &str) -> Failure {
    let message = tr!("「{id}」は取込資料の ID にできません。", id = clean_line(id));
    Failure::new(
        FailureKind::Usage,
        message,
        tr!("半角の英小文字、数字、- _ . で、100 文字までで指定してください(例: a-sha-taio)。"),
    )
}

fn not_read(file: &SourceFile, why: NotRead) -> NoImport {
    let message = format!("{}: {why}", file.name);
    match why {
        NotRead::OfNoUse(_) => NoImport::OfNoUse(message),
        NotRead::Worklist(sheet) => NoImport::Worklist(message, sheet.into()),
        NotRead::Cancelled => NoImport::Cancelled,
        NotRead::Unreadable(_, hint) | NotRead::Wrong(_, hint) => {
            NoImport::Failed(Failure::new(FailureKind::Data, message, t(hint)))
        }
    }
}

/// Returns the id of the pack; one made from the name of the file if the document gives none that can be one.
fn pack_id(about: &About, file: &SourceFile, importer: &dyn Importer) -> Id {
    if is_pack_id(&about.pack) {
        return about.pack.clone();
    }
    let stem = file.name.rsplit_once('.').map_or(file.name.as_str(), |(stem, _)| stem).to_ascii_lowercase();
    let words: Vec<&str> = stem.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let id = words.join("-");
    if is_pack_id(&id) { id } else { format!("{}-{}", importer.code(), &file.sha256[..8]) }
}

fn finish(
    store: &PackStore,
    importer: &dyn Importer,
    (file, wish): (&SourceFile, &ImportWish),
    reading: Reading,
) -> Result<ImportPreview, NoImport> {
    let Reading { about, mut records, counts, skipped, warnings, preview: table } = reading;
    let title = if about.title.trim().is_empty() { file.name.clone() } else { about.title };
    records.packs = vec![Pack {
        id: about.pack,
        title: clean_line(&title),
        format: importer.code().to_owned(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        file: file.name.clone(),
        sha256: file.sha256.clone(),
        date: wish.day.clone(),
        licence: clean_line(&about.licence),
        completes: about.completes,
        is_original: about.is_original,
    }];
    let records = cleaned(records);
    let Some(pack) = records.packs.first().cloned() else { return Err(NoImport::Cancelled) };
    let standing = store.standing(&pack.id)?;
    let listed = store.find(&pack.id);
    let before = listed.as_ref().and_then(|listed| listed.pack.clone().ok());
    // What cannot be read is replaced as if nothing were known of it.
    let old = listed.and_then(|listed| store.records(&listed).ok()).map(|(records, _)| records);
    let change = PackChange::between(old.as_ref(), &records);
    Ok(ImportPreview {
        format_name: importer.name(),
        pack,
        records,
        counts,
        skipped,
        warnings,
        table,
        change,
        before,
        standing,
    })
}

impl ImportPreview {
    /// Whether nothing at all was read of the file.
    pub fn is_empty(&self) -> bool {
        self.counts == Counts::default() && self.records.is_bare()
    }

    /// Whether the pack is there already, just as it would be.
    pub fn is_there(&self) -> bool {
        let is_same = |before: &Pack| {
            Pack { date: before.date.clone(), program: before.program.clone(), ..self.pack.clone() } == *before
        };
        let is_enabled = self.standing.as_ref().is_some_and(|standing| standing.is_enabled);
        is_enabled && self.change.is_nothing() && self.before.as_ref().is_some_and(is_same)
    }

    /// Whether something is there of which nothing can be read.
    pub fn replaces_damaged(&self) -> bool {
        self.standing.is_some() && self.before.is_none()
    }

    /// Whether the pack is there, but switched off.
    pub fn is_off(&self) -> bool {
        self.standing.as_ref().is_some_and(|standing| !standing.is_enabled)
    }

    /// Returns how a worklist comes to count the clauses of the pack; none if there is nothing that a worklist could count.
    pub fn counting_hint(&self) -> Option<String> {
        let own = self.records.guidelines.iter().filter(|guideline| guideline.inspected).map(|guideline| &guideline.id);
        let id = own.chain(&self.pack.completes).next()?;
        let option = if id.contains('.') && !self.records.guidelines.iter().any(|own| own.id == *id) {
            "volume"
        } else {
            "guideline"
        };
        Some(tr!("点検票では、選んだときだけ数えます: `tenken worklist set --{option} {id}`", option, id))
    }

    /// Writes the pack, as one act that can be undone. Returns none if it is there already.
    ///
    /// # Errors
    ///
    /// If somebody has changed the pack since, or it cannot be written.
    pub fn apply(&self, setup: &Setup) -> Result<Option<PackDone>, Failure> {
        if self.is_there() {
            return Ok(None);
        }
        let text = text(&self.records);
        if text.len() as u64 > super::pack_file::BYTES {
            let message = tr!("{file} は、取り込むと大きすぎます。", file = self.pack.file);
            let hint = tr!("要る部分だけを残した資料を取り込んでください。");
            return Err(Failure::new(FailureKind::Data, message, hint));
        }
        PackStore::of(setup)?.put(&self.pack, &text, self.standing.as_ref()).map(Some)
    }
}
