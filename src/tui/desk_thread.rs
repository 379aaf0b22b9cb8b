//! A thread for what is done with worklists as a whole, so that a slow disk never delays the keys.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;

use jiff::civil::Date;

use crate::catalog::Catalog;
use crate::clock;
use crate::failure::Failure;
use crate::language::{spawn, t};
use crate::tui::app::desk::task::{DeskReport, DeskTask, LastAct, Made, OpenedWorklist};
use crate::tui::view::{asked, text};
use crate::worklist::{CarryOver, Progress, Subject, Worklist, evidence_check};
use crate::workspace::importing::SheetLook;
use crate::workspace::merging::MergeLook;
use crate::workspace::scope::sentence;
use crate::workspace::worklists::{compare_worklists, list_worklists};
use crate::workspace::{Setup, exports, open_worklist, open_worklists, progress_by_day};

/// What the thread works with.
#[derive(Clone, Debug)]
pub struct DeskContext {
    /// The folders, the worklist in use and who writes.
    pub setup: Setup,
    /// The records on screen.
    pub catalog: Arc<Catalog>,
    /// The present day.
    pub today: Date,
}

/// A handle to the thread.
#[derive(Debug)]
pub(super) struct DeskThread {
    is_cancelled: Arc<AtomicBool>,
    /// The thread, if it writes.
    writing: Option<JoinHandle<()>>,
}

impl DeskThread {
    /// Starts a thread that does one thing and says so.
    pub(super) fn spawn(context: DeskContext, task: DeskTask, notify: impl Fn(DeskReport) + Send + 'static) -> Self {
        let is_cancelled = Arc::new(AtomicBool::new(false));
        let stop = is_cancelled.clone();
        let writes = task.writes();
        let thread = spawn(move || {
            let mut watch =
                || if stop.load(Ordering::SeqCst) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
            notify(answer(&context, task, &mut watch));
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

/// Does one thing and returns what there is to say about it.
pub fn answer(context: &DeskContext, task: DeskTask, watch: &mut dyn FnMut() -> ControlFlow<()>) -> DeskReport {
    let DeskContext { setup, catalog, today } = context;
    let list = || list_worklists(setup, catalog, None, *today).map(|all| all.listed);
    match task {
        DeskTask::List => DeskReport::Listed(list()),
        DeskTask::Create(name, profile) => {
            let created = open_worklists(setup)
                .and_then(|all| Ok(all.create(&name, &profile, setup.who.clone())?))
                .map(|created| (created.name(), counts(catalog, &created)));
            DeskReport::Created(Made::New, created, list())
        }
        DeskTask::Copy(from, to, is_recheck) => {
            let carry = if is_recheck { CarryOver::Recheck } else { CarryOver::AsIs };
            let copied = open_worklists(setup)
                .and_then(|all| Ok(all.copy(&from, &to, carry, setup.who.clone())?))
                .map(|copy| (copy.name(), text::desk::copied(&from, copy.state().marks().len())));
            DeskReport::Created(Made::CopyOf(from), copied, list())
        }
        DeskTask::Archive(name, on) => {
            let archived = open_worklists(setup).and_then(|all| Ok(all.archive(&name, on, setup.who.clone())?));
            DeskReport::Archived(archived.map(|()| text::desk::archived(&name, on)), list())
        }
        DeskTask::Compare(name) => DeskReport::Compared(compare_worklists(setup, catalog, (&name, None)).map(Arc::new)),
        DeskTask::Look(folder) => {
            let look = open_worklist(setup).and_then(|own| MergeLook::at(catalog, &own, &folder));
            DeskReport::Looked(folder, look.map(Arc::new))
        }
        DeskTask::ReadSheet(path) => sheet_read(path, |path| SheetLook::at(setup, catalog, path)),
        DeskTask::CompareSheet(path, table) => {
            sheet_read(path, |path| SheetLook::of_table(setup, catalog, (path, &table)))
        }
        DeskTask::Export(wish) => {
            // Said whole, so that one finds it again.
            let path = std::path::absolute(&wish.path).unwrap_or_else(|_| wish.path.clone());
            DeskReport::Exported(wish.kind, exports::write(setup, catalog, &exports::ExportWish { path, ..wish }))
        }
        DeskTask::Trend => {
            DeskReport::Trend(open_worklist(setup).map(|own| (own.name(), progress_by_day(catalog, &own))))
        }
        DeskTask::CheckEvidence => DeskReport::Checked(open_worklist(setup).map(|own| check(&own, watch))),
    }
}

fn sheet_read(path: PathBuf, look: impl FnOnce(&Path) -> Result<SheetLook, Failure>) -> DeskReport {
    let read = look(&path).map(Arc::new);
    DeskReport::SheetRead(path, read)
}

/// Opens another worklist.
///
/// # Errors
///
/// If there is none of this name, or it cannot be read.
pub fn open(context: &DeskContext, name: &str) -> Result<OpenedWorklist, Failure> {
    let all = open_worklists(&context.setup)?;
    let worklist = all.open(&all.resolve(name)?, context.setup.who.clone())?;
    let last_act = last_act(&context.catalog, &worklist);
    Ok(OpenedWorklist { worklist, last_act })
}

/// Returns what an undo would take back.
fn last_act(catalog: &Catalog, worklist: &Worklist) -> Option<LastAct> {
    let entries = worklist.next_undo();
    // What a record says by the way is not what a person remembers of it.
    let first = entries.iter().find(|entry| entry.change.subject != Subject::Worklist).or(entries.first())?;
    let label = match &first.change.subject {
        Subject::Clause(id) => catalog.find(id).map_or_else(|| id.clone(), |at| catalog.label(at)),
        Subject::Worklist => t(text::PROFILE).to_owned(),
        Subject::Evidence(_) => t(text::desk::EVIDENCE).to_owned(),
    };
    let sentence = sentence(catalog, worklist.state(), &first.change.edit);
    let what = asked::and_more(&format!("{label}: {sentence}"), entries.len() - 1);
    Some(LastAct { when: clock::local(first.at), what })
}

/// Remembers that a worklist is the one in use.
///
/// # Errors
///
/// If that cannot be written.
pub fn choose(setup: &Setup, name: &str) -> Result<(), Failure> {
    Ok(open_worklists(setup)?.set_current(name)?)
}

fn check(
    own: &Worklist,
    watch: &mut dyn FnMut() -> ControlFlow<()>,
) -> Option<Vec<(crate::worklist::EntryId, evidence_check::EvidenceCheck)>> {
    evidence_check::check_watched(own.state(), own.folder(), watch)
}

/// Says how much a new worklist counts.
fn counts(catalog: &Catalog, created: &Worklist) -> String {
    text::desk::counts(Progress::new(catalog, created.state()).total().total())
}
