//! What the loop does about worklists as a whole, and how another one takes the place of the one in use.

use std::ops::ControlFlow;
use std::sync::mpsc::Sender;

use crate::failure::{Failure, FailureKind};
use crate::language::{spawn, t};
use crate::tui::app::desk::task::{Arrival, DeskReport, DeskTask, OpenedWorklist};
use crate::tui::app::draft_files::DraftFiles;
use crate::tui::desk_thread::{DeskContext, DeskThread, answer, open};
use crate::tui::import_thread::ImportThread;
use crate::tui::input::message::Message;
use crate::tui::packs::PackLoader;
use crate::tui::update::{leave_worklist, take_worklist, update};
use crate::tui::view::text;
use crate::tui::worker::{ScopeState, Task, WorklistWorker};
use crate::worklist::Worklist;
use crate::workspace::scope::prepare;

use super::events::{LoopEvent, report};
use super::{Flow, Runtime, RuntimeSettings};

impl Runtime {
    fn context(&self) -> Option<DeskContext> {
        let setup = self.settings.setup.clone()?;
        Some(DeskContext { setup, catalog: self.app.catalog.clone(), today: self.app.today })
    }

    /// Does something with worklists as a whole.
    pub(super) fn work_on_worklists(&mut self, task: DeskTask) {
        let Some(context) = self.context() else { return };
        let tell = report(self.events.clone(), LoopEvent::Report);
        // These are asked for while something else may be under way, which is still broken off and waited for.
        let is_kept = !matches!(task, DeskTask::List | DeskTask::Trend);
        let thread = DeskThread::spawn(context, task, move |said| tell(Message::DeskReported(said)));
        if is_kept {
            self.desk.thread = Some(thread);
        }
    }

    /// Opens another worklist, so that a folder far away does not stop the keys.
    pub(super) fn open_worklist(&self, name: String) {
        let Some(context) = self.context() else { return };
        let events = self.events.clone();
        spawn(move || {
            let event = match open(&context, &name) {
                Ok(opened) => LoopEvent::Opened(Box::new(opened)),
                Err(failure) => LoopEvent::Report(Message::DeskReported(DeskReport::NotSwitched(failure))),
            };
            // If the loop has ended, nobody needs the answer.
            let _ = events.send(event);
        });
    }

    /// Remembers under which name others are opened.
    pub(super) fn remember_writer(&mut self, name: &str) {
        for setup in self.settings.setup.iter_mut().chain(&mut self.settings.packs) {
            name.clone_into(&mut setup.who.user);
        }
    }

    /// Uses the worklist that was opened, once nothing waits for the one in use any more.
    pub(super) fn switch_if_idle(&mut self) -> Result<Flow, Failure> {
        // What waits for the person's name is meant for the one in use as well.
        if self.app.pending.is_pending() || self.app.name_prompt().is_some() {
            return Ok(Flow::Stay);
        }
        match self.desk.opened.take() {
            Some(opened) => self.switch(*opened),
            None => Ok(Flow::Stay),
        }
    }

    /// Writes where one was at last in the worklist in use.
    pub(super) fn keep_place(&mut self) {
        self.app.remember_place();
        if let Some(clause) = self.app.place().filter(|_| self.app.has_moved) {
            let _ = self.settings.memory.keep_place(&self.app.name, clause);
        }
    }

    fn switch(&mut self, OpenedWorklist { mut worklist, last_act }: OpenedWorklist) -> Result<Flow, Failure> {
        let name = worklist.name();
        let left = leave_worklist(&mut self.app);
        let flow = self.perform_all(left)?;
        if !self.app.unsaved_drafts.is_empty() {
            let said = text::desk::drafts_not_kept(&name);
            let failure = Failure::new(FailureKind::System, said, t(text::editing::DRAFTS_LOST_HINT));
            update(&mut self.app, Message::DeskReported(DeskReport::NotSwitched(failure)));
            return Ok(flow);
        }
        self.keep_place();
        let (draft_files, drafts) = DraftFiles::open(self.settings.memory.folder().map(AsRef::as_ref), &name);
        (self.draft_files, self.app.drafts) = (draft_files, drafts);
        take_over(&mut self.settings, &mut worklist);
        let scope = if self.app.preparing.is_none() { ScopeState::Prepared } else { ScopeState::Waiting };
        if scope == ScopeState::Prepared {
            // The records may have become ready since it was opened.
            prepare(&mut worklist, &self.app.catalog);
        }
        let place = self.settings.memory.place(&name);
        let arrival = Arrival { place, ..Arrival::of(&worklist, last_act) };
        self.desk.number += 1;
        let new = start_worker(worklist, scope, &self.settings, (&self.events, self.desk.number));
        std::mem::replace(&mut self.worklist_worker, new).finish();
        if let Some(setup) = self.settings.setup.clone() {
            self.worklist_worker.submit(Task::Choose(setup));
        }
        let effects = take_worklist(&mut self.app, arrival);
        Ok(self.perform_all(effects)?.max(flow))
    }

    /// Ends what is asked and what threads do, and returns what is left to do once the records are written.
    pub(super) fn end(&mut self) -> Option<(DeskContext, DeskTask)> {
        self.end_asking();
        self.keep_typed();
        self.finish_threads();
        self.held_to_the_end()
    }

    /// Returns what writes a file and still waits for what was recorded, to be done when that is on disk.
    fn held_to_the_end(&mut self) -> Option<(DeskContext, DeskTask)> {
        let task = self.app.desk.held.take().filter(DeskTask::writes)?;
        Some((self.context()?, task))
    }

    /// Waits for what threads write, and lets the others end.
    fn finish_threads(&mut self) {
        self.desk.thread.take().into_iter().for_each(DeskThread::finish);
        self.import_thread.take().into_iter().for_each(ImportThread::finish);
        self.packs.take().into_iter().for_each(PackLoader::cancel);
    }
}

/// What the loop knows of worklists beside the one in use.
#[derive(Debug, Default)]
pub(super) struct DeskThreads {
    /// How many worklists were used before the one in use.
    pub(super) number: usize,
    /// The worklist that is used next.
    pub(super) opened: Option<Box<OpenedWorklist>>,
    /// What works on worklists as a whole, or did last.
    thread: Option<DeskThread>,
}

impl DeskThreads {
    /// Breaks off what is done.
    pub(super) fn cancel(&self) {
        self.thread.iter().for_each(DeskThread::cancel);
    }
}

/// Lets what is opened from now on belong to a worklist, and lets that write under the name that the person may have said
/// since it was opened.
fn take_over(settings: &mut RuntimeSettings, worklist: &mut Worklist) {
    for setup in settings.setup.iter_mut().chain(&mut settings.packs) {
        setup.worklist = worklist.name();
        worklist.rename_writer(setup.who.user.clone());
    }
}

/// Does what waited until the end. Nobody is there any more to be told of it.
pub(super) fn do_at_the_end((context, task): (DeskContext, DeskTask)) {
    drop(answer(&context, task, &mut || ControlFlow::Continue(())));
}

/// Starts a worker for a worklist. What it says counts only as long as its number is that of the one in use.
pub(super) fn start_worker(
    worklist: Worklist,
    scope: ScopeState,
    settings: &RuntimeSettings,
    (events, number): (&Sender<LoopEvent>, usize),
) -> WorklistWorker {
    let tell = report(events.clone(), LoopEvent::Marks);
    WorklistWorker::spawn(worklist, scope, settings.names.clone(), move |said| tell((number, said)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::worklist::Identity;
    use crate::workspace::Setup;

    #[test]
    fn a_name_that_is_said_while_a_worklist_is_being_opened_is_that_of_its_records() {
        let folder = tempfile::tempdir().unwrap();
        let who = |user: &str| Identity { user: user.into(), host: "h".into() };
        let mut worklist = Worklist::open(&folder.path().join("東病院2027"), who("login")).unwrap();
        let setup = Setup {
            paths: None,
            overlays: Vec::new(),
            worklist: "2026年度".into(),
            who: who("山田"),
            items: Vec::new(),
        };
        let mut settings = RuntimeSettings { setup: Some(setup), ..RuntimeSettings::default() };
        take_over(&mut settings, &mut worklist);
        assert_eq!(worklist.who().user, "山田");
        assert_eq!(settings.setup.map(|setup| setup.worklist).as_deref(), Some("東病院2027"));
    }
}
