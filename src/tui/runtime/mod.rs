//! The main loop: performs effects and feeds the results back as messages. While nothing happens it blocks and writes
//! nothing.

mod desk;
mod events;
mod records;
mod screen;

use std::io::{self, Stdout, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use crate::failure::{Failure, FailureKind};
use crate::fs::reason;
use crate::language::{spawn, t, tr};
use crate::model::Id;
use crate::paths::Paths;
use crate::search::{Engine, Worker};
use crate::tui::app::App;
use crate::tui::app::draft_files::DraftFiles;
use crate::tui::app::memory::Memory;
use crate::tui::completion;
use crate::tui::import_thread::ImportThread;
use crate::tui::input::input_thread::InputThread;
use crate::tui::input::message::Message;
use crate::tui::packs::PackLoader;
use crate::tui::terminal::backend::FrameWriter;
use crate::tui::terminal::clipboard::Multiplexer;
use crate::tui::terminal::{Console, Features, Guard, PROBE, clipboard};
use crate::tui::update::effect::Effect;
use crate::tui::update::{end_asking, handle_input, update};
use crate::tui::view::pages::names;
use crate::tui::view::text;
use crate::tui::worker::{ScopeState, Task, WorklistWorker};
use crate::worklist::Worklist;
use crate::workspace::Setup;

use desk::{DeskThreads, do_at_the_end, start_worker};
use events::{LoopEvent, listen_to_signals, report, resized, start_input_thread};

/// After how long the screen says that something is slow.
const PATIENCE: Duration = Duration::from_millis(200);

/// How long a frame waits for the hits of what was typed. Mostly they are there sooner, and then one frame shows both, in half
/// the time and bytes of two; nobody sees so short a wait.
const TOGETHER: Duration = Duration::from_millis(8);

/// The settings of the loop; they do not change during a run.
#[derive(Clone, Debug, Default)]
pub(super) struct RuntimeSettings {
    /// Where recent queries are kept.
    pub(super) memory: Memory,
    /// The command of the external editor; empty if there is none.
    pub(super) editor: String,
    /// The terminal multiplexer that the program runs in.
    pub(super) multiplexer: Multiplexer,
    /// What is asked of the terminal.
    pub(super) features: Features,
    /// Whether to ask the terminal how wide ambiguous characters are.
    pub(super) is_probing: bool,
    /// The folders whose settings remember the person's name; none if it is not asked for.
    pub(super) names: Option<Paths>,
    /// Where records of the user may lie that are not on screen yet; none if there are none.
    pub(super) packs: Option<Setup>,
    /// What is opened again when packs have changed; none to change none.
    pub(super) setup: Option<Setup>,
}

/// Everything that the loop owns.
#[derive(Debug)]
struct Runtime {
    app: App,
    writer: FrameWriter<Stdout>,
    guard: Guard,
    input_thread: InputThread,
    /// None if no engine could be opened: then nothing is asked.
    search_worker: Option<Worker>,
    packs: Option<PackLoader>,
    /// Whether packs have changed since the start.
    is_reloading: bool,
    /// What works on packs, or did last.
    import_thread: Option<ImportThread>,
    worklist_worker: WorklistWorker,
    desk: DeskThreads,
    draft_files: DraftFiles,
    events: Sender<LoopEvent>,
    settings: RuntimeSettings,
    /// Whether another program is using the terminal.
    is_away: Arc<AtomicBool>,
    /// The title of the window as it was set last.
    title: String,
}

/// Finds what the run begins with, so that it stands in the first frame, and returns the thread that answers from then on; none
/// if there is no engine. Where nothing was to be found yet, that thread rehearses while the terminal is being prepared.
fn begin_search(app: &mut App, engine: Result<Engine, Failure>, events: &Sender<LoopEvent>) -> Option<Worker> {
    let engine = match engine {
        Ok(engine) => engine,
        Err(failure) => {
            update(app, Message::SearchFailed(failure));
            return None;
        }
    };
    let mut answered = None;
    for effect in update(app, Message::SearchReady) {
        let Effect::Search(generation, request) = effect else { continue };
        let found = engine.search(&request.brief());
        answered = Some((generation, request.wants_more(&found), request));
        update(app, Message::Found(generation, found));
    }
    let worker = answering(app, engine, events);
    match answered {
        Some((generation, true, request)) => worker.detail(generation, request),
        Some(_) => {}
        None => worker.rehearse(),
    }
    Some(worker)
}

/// Returns the thread that answers from an engine, and keeps how words are read, for what is looked for on pages.
fn answering(app: &mut App, engine: Engine, events: &Sender<LoopEvent>) -> Worker {
    app.sounds = Some(engine.sounds());
    let found = report(events.clone(), LoopEvent::Report);
    Worker::spawn(engine, move |generation, results| found(Message::Found(generation, results)))
}

fn load(setup: Setup, events: &Sender<LoopEvent>) -> PackLoader {
    PackLoader::spawn(setup, false, report(events.clone(), LoopEvent::Pack))
}

/// Takes the terminal, and asks it how wide it draws what is not the same everywhere.
fn enter(guard: &Guard<Console>, writer: &mut FrameWriter<Stdout>, is_probing: bool) -> io::Result<()> {
    guard.enter(writer.out())?;
    if is_probing { writer.out().write_all(PROBE.as_bytes()) } else { Ok(()) }
}

/// Runs the loop until the person quits or the terminal is closed.
///
/// # Errors
///
/// If the terminal cannot be used, a thread panicked, or a draft cannot be written.
pub(super) fn run(
    mut app: App,
    engine: Result<Engine, Failure>,
    worklist: Worklist,
    draft_files: DraftFiles,
    settings: RuntimeSettings,
) -> Result<(), Failure> {
    let (events, incoming) = channel();
    update(&mut app, resized());
    let search_worker = begin_search(&mut app, engine, &events);
    let guard = Guard::new(Console, settings.features);
    let mut writer = FrameWriter::new(io::stdout(), app.settings.ambiguous);
    let is_away = Arc::new(AtomicBool::new(false));
    listen_to_signals(events.clone(), is_away.clone()).map_err(|error| lost(&error))?;
    let panicked = events.clone();
    guard.catch_panics(move || drop(panicked.send(LoopEvent::Panicked)));
    let input_thread = start_input_thread(events.clone(), settings.is_probing).map_err(|error| lost(&error))?;
    enter(&guard, &mut writer, settings.is_probing).map_err(|error| lost(&error))?;
    let packs = settings.packs.clone().map(|setup| load(setup, &events));
    let scope = if packs.is_some() { ScopeState::Waiting } else { ScopeState::Prepared };
    let worklist_worker = start_worker(worklist, scope, &settings, (&events, 0));
    let mut runtime = Runtime {
        app,
        writer,
        guard,
        input_thread,
        search_worker,
        packs,
        is_reloading: false,
        import_thread: None,
        worklist_worker,
        desk: DeskThreads::default(),
        draft_files,
        events,
        settings,
        is_away,
        title: String::new(),
    };
    // A panic in here has already restored the terminal; accepted operations and drafts still have to be written.
    let served = catch_unwind(AssertUnwindSafe(|| runtime.serve(&incoming)));
    // What is done with packs and other worklists ends, and accepted operations are written, before the terminal is
    // restored, whatever the reason to leave.
    let held = runtime.end();
    runtime.worklist_worker.finish();
    held.into_iter().for_each(do_at_the_end);
    discard_recorded(&mut runtime.app, &mut runtime.draft_files, &incoming);
    runtime.guard.leave(runtime.writer.out());
    served.unwrap_or_else(|_| Err(broken()))?;
    lost_drafts(&runtime.app, &mut runtime.draft_files)
}

/// Removes the drafts that were recorded in the end: their outcome came when the loop had ended.
fn discard_recorded(app: &mut App, draft_files: &mut DraftFiles, incoming: &Receiver<LoopEvent>) {
    for event in incoming.try_iter() {
        let LoopEvent::Marks((_, performed @ Message::Performed(..))) = event else { continue };
        for effect in update(app, performed) {
            if let Effect::DiscardDraft(key) = effect {
                draft_files.discard(&key);
            }
        }
    }
}

/// Writes once more the drafts that could not be written. What still cannot be is told, with the texts themselves.
fn lost_drafts(app: &App, draft_files: &mut DraftFiles) -> Result<(), Failure> {
    let mut lost = Vec::new();
    let mut why = String::new();
    for (key, text) in app.drafts.iter().filter(|(key, _)| app.unsaved_drafts.contains(*key)) {
        if let Err(error) = draft_files.keep(key, text) {
            why = reason(&error);
            lost.push(format!("{}: {text}", names::draft(app, key)));
        }
    }
    match lost.is_empty() {
        true => Ok(()),
        false => {
            let said = text::editing::drafts_lost(&why, &lost.join("\n"));
            Err(Failure::new(FailureKind::System, said, t(text::editing::DRAFTS_LOST_HINT)))
        }
    }
}

impl Runtime {
    /// Lets an engine answer from now on.
    fn ask_engine(&mut self, engine: Engine) {
        self.search_worker = Some(answering(&mut self.app, engine, &self.events));
    }

    fn serve(&mut self, incoming: &Receiver<LoopEvent>) -> Result<(), Failure> {
        self.draw()?;
        while let Some(first) = self.next(incoming) {
            let until = Instant::now() + TOGETHER;
            let mut waiting = Some(first);
            while let Some(event) = waiting {
                if self.handle(event)? == Flow::Leave {
                    return Ok(());
                }
                waiting = next_of_frame(incoming, self.app.awaits_hits().then_some(until));
            }
            self.draw()?;
        }
        Ok(())
    }

    /// Waits for the next event. If an answer takes too long, that becomes an event, once.
    fn next(&self, incoming: &Receiver<LoopEvent>) -> Option<LoopEvent> {
        if self.app.is_slow || !self.app.is_waiting() {
            return incoming.recv().ok();
        }
        match incoming.recv_timeout(PATIENCE) {
            Err(RecvTimeoutError::Timeout) => Some(LoopEvent::Report(Message::Slow)),
            received => received.ok(),
        }
    }

    fn handle(&mut self, event: LoopEvent) -> Result<Flow, Failure> {
        let effects = match event {
            LoopEvent::Input(came_in) => handle_input(&mut self.app, came_in),
            LoopEvent::Report(message) => update(&mut self.app, message),
            LoopEvent::Marks((number, message)) if number == self.desk.number => update(&mut self.app, message),
            // What the worker of a worklist says that is not in use any more.
            LoopEvent::Marks(_) => Vec::new(),
            LoopEvent::Opened(opened) => {
                self.desk.opened = Some(opened);
                Vec::new()
            }
            LoopEvent::Pack(event) => self.hear_of_packs(event)?,
            LoopEvent::Continued => self.resume()?,
            LoopEvent::Leave => return Ok(Flow::Leave),
            LoopEvent::Panicked => return Err(broken()),
            LoopEvent::Lost(error) => return Err(lost(&error)),
        };
        let flow = self.perform_all(effects)?;
        Ok(self.switch_if_idle()?.max(flow))
    }

    fn perform(&mut self, effect: Effect) -> Result<Flow, Failure> {
        match effect {
            Effect::Search(generation, request) => {
                self.search_worker.iter().for_each(|worker| worker.ask(generation, request.clone()));
            }
            Effect::Perform(operation) => self.worklist_worker.submit(Task::Perform(operation)),
            Effect::Import(operation, source) => self.worklist_worker.submit(Task::Import(operation, source)),
            Effect::RenameWriter(name) => {
                self.remember_writer(&name);
                self.worklist_worker.submit(Task::RenameWriter(name));
            }
            Effect::RememberName(name) => self.worklist_worker.submit(Task::RememberName(name)),
            Effect::SaveFilter(name, query) => return self.save_filter(&name, &query),
            Effect::Redraw => self.writer.invalidate(),
            Effect::Suspend => self.suspend(),
            Effect::Copy(text) => self.copy(&text)?,
            Effect::KeepDraft { key, is_left } => return self.keep_draft(key, is_left),
            Effect::DiscardDraft(key) => self.draft_files.discard(&key),
            Effect::CompletePath(typed) => self.complete(typed),
            Effect::Packs(task) => self.work_on_packs(task),
            Effect::Desk(task) => self.work_on_worklists(task),
            Effect::CancelDesk => self.desk.cancel(),
            Effect::SwitchWorklist(name) => self.open_worklist(name),
            Effect::CancelImport => self.import_thread.iter().for_each(ImportThread::cancel),
            Effect::ReloadRecords => self.reload(),
            Effect::EditNote(text) => return self.edit_note(&text),
            Effect::Quit => return Ok(Flow::Leave),
        }
        Ok(Flow::Stay)
    }

    fn copy(&mut self, text: &str) -> Result<(), Failure> {
        let sequence = clipboard::sequence(text, self.settings.multiplexer);
        self.writer.out().write_all(sequence.as_bytes()).map_err(|error| lost(&error))
    }

    /// Writes a draft, and says whether it is there.
    fn keep_draft(&mut self, key: Id, is_left: bool) -> Result<Flow, Failure> {
        let text = self.app.drafts.get(&key).cloned().unwrap_or_default();
        let kept = self.draft_files.keep(&key, &text).map_err(|error| reason(&error));
        let effects = update(&mut self.app, Message::DraftKept(key, is_left, kept));
        self.perform_all(effects)
    }

    /// Looks for the names that a typed path may go on with. A folder that is far away must not stop the keys.
    fn complete(&self, typed: String) {
        let (events, home) = (self.events.clone(), self.app.home.clone());
        spawn(move || {
            let names = completion::names(&typed, home.as_deref());
            // If the loop has ended, nobody needs the answer.
            let _ = events.send(LoopEvent::Report(Message::PathCompleted(typed, names)));
        });
    }

    fn perform_all(&mut self, effects: Vec<Effect>) -> Result<Flow, Failure> {
        let mut flow = Flow::Stay;
        for effect in effects {
            flow = flow.max(self.perform(effect)?);
        }
        Ok(flow)
    }

    /// Ends what is asked, so that nothing is lost with it.
    fn end_asking(&mut self) {
        let effects = end_asking(&mut self.app);
        // A terminal that has gone must not stop what is written.
        let _ = self.perform_all(effects);
    }

    /// Writes the recent queries, with the one being typed, and a draft of the field being edited, if there is one.
    fn keep_typed(&mut self) {
        self.app.recent.add(self.app.search.input.text());
        // Once at the end: on a slow disk, writing at every query would delay the keys.
        if self.app.recent != self.settings.memory.recent() {
            let _ = self.settings.memory.keep_recent(&self.app.recent);
        }
        self.keep_place();
        if let Some(editor) = self.app.field_editor().filter(|editor| editor.is_changed()) {
            let (key, text) = (editor.key(), editor.input.text().to_owned());
            self.app.drafts.insert(key.clone(), text);
            self.app.unsaved_drafts.insert(key);
        }
        let drafts = self.app.drafts.iter().filter(|(key, _)| self.app.unsaved_drafts.contains(*key));
        let kept: Vec<Id> =
            drafts.filter(|(key, text)| self.draft_files.keep(key, text).is_ok()).map(|(key, _)| key.clone()).collect();
        self.app.unsaved_drafts.retain(|key| !kept.contains(key));
    }
}

/// Whether the loop continues.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Flow {
    Stay,
    Leave,
}

fn broken() -> Failure {
    Failure::new(FailureKind::System, t(text::BROKEN), t(text::BROKEN_HINT))
}

fn lost(error: &io::Error) -> Failure {
    let said = tr!("{what} ({why})。", what = text::TERMINAL_LOST, why = reason(error));
    Failure::new(FailureKind::System, said, t(text::NO_TERMINAL_HINT))
}

/// Returns what else has come in for the next frame. What is awaited has until then to come.
fn next_of_frame<T>(incoming: &Receiver<T>, until: Option<Instant>) -> Option<T> {
    match until {
        Some(until) => incoming.recv_timeout(until.saturating_duration_since(Instant::now())).ok(),
        None => incoming.try_recv().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundled;
    use crate::catalog::Catalog;
    use crate::text::width::Ambiguous;
    use crate::tui::app::DisplaySettings;
    use crate::tui::view::theme::Theme;
    use crate::worklist::State;
    use crate::workspace::prepared::engine_failure;

    /// Longer than any machine takes for what is awaited.
    const LONG: Duration = Duration::from_secs(120);

    #[test]
    fn a_frame_waits_for_what_is_awaited_and_for_nothing_else() {
        let (events, incoming) = channel();
        assert_eq!(next_of_frame::<u8>(&incoming, None), None);
        assert_eq!(next_of_frame(&incoming, Some(Instant::now())), None);
        let later = std::thread::spawn(move || {
            std::thread::yield_now();
            events.send(1).unwrap();
        });
        assert_eq!(next_of_frame(&incoming, Some(Instant::now() + LONG)), Some(1));
        later.join().unwrap();
        assert_eq!(next_of_frame(&incoming, Some(Instant::now() + LONG)), None, "nobody is left to wait for");
    }

    #[test]
    fn what_a_run_begins_with_is_found_at_once_and_explained_after() {
        let catalog = Arc::new(bundled::catalog().unwrap());
        let settings = DisplaySettings { theme: Theme::default(), ambiguous: Ambiguous::default() };
        let mut app = App::new(catalog.clone(), State::default(), Arc::default(), settings);
        update(&mut app, Message::Resized(80, 24));
        app.search.input.insert("管理");
        app.search.is_waiting = true;
        let (events, incoming) = channel();
        let _worker = begin_search(&mut app, bundled_engine(catalog), &events);
        let detailed = |app: &App| app.search.results.hits.iter().filter(|hit| hit.is_detailed).count();
        assert_eq!(detailed(&app), 10, "the rows on screen");
        let Ok(LoopEvent::Report(more)) = incoming.recv_timeout(LONG) else { panic!("the others follow") };
        update(&mut app, more);
        assert_eq!(detailed(&app), app.search.results.hits.len());
    }

    fn bundled_engine(catalog: Arc<Catalog>) -> Result<Engine, Failure> {
        bundled::engine(catalog).map_err(|error| engine_failure(&error))
    }
}
