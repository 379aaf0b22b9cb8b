//! A thread for what is done with packs, so that a long document or a slow disk never delays the keys.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::import::ImportOptions;
use crate::language::spawn;
use crate::tui::app::packs::{MapOutcome, MapWish, PackDeed, PackLook, PackOutcome, PackReport, PackTask};
use crate::tui::app::typed_path::below_home;
use crate::workspace::Setup;
use crate::workspace::packs::{
    ImportPreview, ImportStep, ImportWatch, ImportWish, ListedPack, NoImport, PackAct, PackDone, PackStore, keep_map,
    map_written, open_document, preview,
};
use crate::workspace::prepared::Records;

/// How long it takes before anything is said.
const PATIENCE: Duration = Duration::from_millis(200);
/// How often it is said anew.
const PACE: Duration = Duration::from_millis(100);

/// A handle to the thread.
#[derive(Debug)]
pub(super) struct ImportThread {
    is_cancelled: Arc<AtomicBool>,
    /// The thread, if it writes.
    writing: Option<JoinHandle<()>>,
}

impl ImportThread {
    /// Starts a thread that does one thing and says so. `day` is the day that an import is of.
    pub(super) fn spawn(
        setup: Setup,
        day: String,
        task: PackTask,
        notify: impl Fn(PackReport) + Send + 'static,
    ) -> Self {
        let is_cancelled = Arc::new(AtomicBool::new(false));
        let stop = is_cancelled.clone();
        let writes = matches!(task, PackTask::Apply(_) | PackTask::Act(_) | PackTask::SaveMap(_));
        let thread = spawn(move || {
            let (start, mut told) = (Instant::now(), None::<Instant>);
            let mut watch = |step: ImportStep| {
                if start.elapsed() >= PATIENCE && told.is_none_or(|told| told.elapsed() >= PACE) {
                    told = Some(Instant::now());
                    notify(PackReport::Step(step));
                }
                if stop.load(Ordering::SeqCst) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            };
            let said = answer(&setup, &day, task, &mut watch);
            // Whoever has given it up does not want to see it.
            let is_unwanted = stop.load(Ordering::SeqCst) && matches!(said, PackReport::LookedAt(Ok(_)));
            notify(if is_unwanted { PackReport::LookedAt(Err(NoImport::Cancelled)) } else { said });
        });
        Self { is_cancelled, writing: Some(thread).filter(|_| writes) }
    }

    /// Waits until what it writes is written.
    pub(super) fn finish(self) {
        self.writing.into_iter().for_each(|thread| drop(thread.join()));
    }

    /// Lets it end as soon as it can.
    pub(super) fn cancel(&self) {
        self.is_cancelled.store(true, Ordering::SeqCst);
    }
}

/// Does one thing with packs and returns what there is to say about it.
pub fn answer(setup: &Setup, day: &str, task: PackTask, watch: ImportWatch<'_>) -> PackReport {
    match task {
        PackTask::Look(wanted) => PackReport::LookedAt(look(setup, day, wanted, watch)),
        PackTask::SaveMap(wish) => save_map(wish),
        PackTask::Apply(preview) => done(setup, apply(setup, &preview)),
        PackTask::Act(deed) => done(setup, act(setup, &deed)),
        PackTask::List => PackReport::Listed(listed(setup)),
    }
}

fn look(setup: &Setup, day: &str, wanted: PackLook, watch: ImportWatch<'_>) -> Result<Arc<ImportPreview>, NoImport> {
    let file = open_document(Path::new(&wanted.path))?;
    let options = ImportOptions { map: wanted.again.map(|(map, _)| map), ..ImportOptions::default() };
    let wish = ImportWish { day: day.to_owned(), options, ..ImportWish::default() };
    preview(setup, &file, &wish, watch).map(Arc::new)
}

fn save_map(wish: MapWish) -> PackReport {
    let MapWish { preview, document, path, replaces, home } = wish;
    let paths = (Path::new(&document), Path::new(&path));
    let outcome = match preview.table.as_ref().map(|table| keep_map(paths, table, replaces)) {
        Some(Ok(true)) => {
            let home = home.as_deref();
            let (said, how) = map_written(&below_home(&document, home), &below_home(&path, home), &[]);
            MapOutcome::Kept(said, how)
        }
        Some(Ok(false)) | None => MapOutcome::Occupied,
        Some(Err(failure)) => MapOutcome::Failed(failure),
    };
    PackReport::MapSaved(path, outcome)
}

fn apply(setup: &Setup, preview: &ImportPreview) -> Result<Option<PackOutcome>, Failure> {
    let hint = preview.counting_hint().unwrap_or_default();
    Ok(preview.apply(setup)?.map(|done| PackOutcome { done, is_undone: false, gone: Box::default(), hint }))
}

/// What is done to a pack by its id.
type Act = fn(&PackStore, &str) -> Result<PackDone, Failure>;

fn act(setup: &Setup, deed: &PackDeed) -> Result<Option<PackOutcome>, Failure> {
    let store = PackStore::of(setup)?;
    let outcome = |done: PackDone, is_undone, gone| PackOutcome { done, is_undone, gone, hint: String::new() };
    let (id, perform): (_, Act) = match deed {
        PackDeed::Enable(id) => (id, PackStore::enable),
        PackDeed::Disable(id) => (id, PackStore::disable),
        PackDeed::Remove(id) => (id, PackStore::remove),
        PackDeed::Undo => return Ok(store.undo()?.map(|done| outcome(done, true, Box::default()))),
        PackDeed::Ask | PackDeed::Apply | PackDeed::Columns(_) => return Ok(None),
    };
    // Read before it is gone. What cannot be read has no marks that anybody knows of.
    let records = store.find(id).and_then(|listed| store.records(&listed).ok()).map(|(records, _)| Box::new(records));
    let done = perform(&store, id)?;
    let gone = records.filter(|_| done.act != PackAct::Enable).unwrap_or_default();
    Ok(Some(outcome(done, false, gone)))
}

fn done(setup: &Setup, outcome: Result<Option<PackOutcome>, Failure>) -> PackReport {
    PackReport::Done(outcome, listed(setup))
}

/// Returns the packs there are; none without a home, of which whoever wants to do something is told.
fn listed(setup: &Setup) -> Vec<ListedPack> {
    let unread = Records::open_if_prepared(setup).ok().flatten().map(|records| records.unread).unwrap_or_default();
    PackStore::of(setup).map(|store| store.list_beside(&unread)).unwrap_or_default()
}
