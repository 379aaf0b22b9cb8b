//! What the loop does about worklists as a whole, and how another one takes the place of the one in use.

use std::sync::mpsc::Sender;
use std::thread;

use crate::failure::{Failure, FailureKind};
use crate::tui::app::desk::task::{DeskReport, DeskTask};
use crate::tui::app::draft_files::DraftFiles;
use crate::tui::desk_thread::{DeskContext, DeskThread, open};
use crate::tui::import_thread::ImportThread;
use crate::tui::input::message::Message;
use crate::tui::packs::PackLoader;
use crate::tui::update::{leave_worklist, take_worklist, update};
use crate::tui::view::text;
use crate::tui::worker::{ScopeState, WorklistWorker};
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
        // A list is asked for while something else may be under way, which is still broken off and waited for.
        let is_kept = task != DeskTask::List;
        let thread = DeskThread::spawn(context, task, move |said| tell(Message::DeskReported(said)));
        if is_kept {
            self.desk.thread = Some(thread);
        }
    }

    /// Opens another worklist, so that a folder far away does not stop the keys.
    pub(super) fn open_worklist(&self, name: String) {
        let Some(context) = self.context() else { return };
        let events = self.events.clone();
        thread::spawn(move || {
            let event = match open(&context, &name) {
                Ok(worklist) => LoopEvent::Opened(Box::new(worklist)),
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
            Some(worklist) => self.switch(*worklist),
            None => Ok(Flow::Stay),
        }
    }

    fn switch(&mut self, mut worklist: Worklist) -> Result<Flow, Failure> {
        let name = worklist.name();
        let left = leave_worklist(&mut self.app);
        let flow = self.perform_all(left)?;
        if !self.app.unsaved_drafts.is_empty() {
            let said = text::desk::drafts_not_kept(&name);
            let failure = Failure::new(FailureKind::System, said, text::editing::DRAFTS_LOST_HINT);
            update(&mut self.app, Message::DeskReported(DeskReport::NotSwitched(failure)));
            return Ok(flow);
        }
        let (draft_files, drafts) = DraftFiles::open(self.settings.memory.folder().map(AsRef::as_ref), &name);
        (self.draft_files, self.app.drafts) = (draft_files, drafts);
        for setup in self.settings.setup.iter_mut().chain(&mut self.settings.packs) {
            setup.worklist.clone_from(&name);
        }
        let scope = if self.app.preparing.is_none() { ScopeState::Prepared } else { ScopeState::Waiting };
        if scope == ScopeState::Prepared {
            // The records may have become ready since it was opened.
            prepare(&mut worklist, &self.app.catalog);
        }
        let state = worklist.state().clone();
        self.desk.number += 1;
        let new = start_worker(worklist, scope, &self.settings, (&self.events, self.desk.number));
        std::mem::replace(&mut self.worklist_worker, new).finish();
        let effects = take_worklist(&mut self.app, name, state);
        Ok(self.perform_all(effects)?.max(flow))
    }

    /// Waits for what threads write, and lets the others end.
    pub(super) fn finish_threads(&mut self) {
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
    pub(super) opened: Option<Box<Worklist>>,
    /// What works on worklists as a whole, or did last.
    thread: Option<DeskThread>,
}

impl DeskThreads {
    /// Breaks off what is done.
    pub(super) fn cancel(&self) {
        self.thread.iter().for_each(DeskThread::cancel);
    }
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
