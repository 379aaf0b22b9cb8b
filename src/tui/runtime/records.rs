//! What the loop does about packs and the records of the user.

use crate::failure::Failure;
use crate::language::{joined, t};
use crate::tui::app::Notice;
use crate::tui::app::packs::{PackReport, PackTask};
use crate::tui::import_thread::ImportThread;
use crate::tui::input::message::Message;
use crate::tui::packs::{PackEvent, PackLoader};
use crate::tui::update::effect::Effect;
use crate::tui::update::{take_catalog, tell_absent, tell_unread, update};
use crate::tui::view::text;
use crate::tui::worker::{Task, save};
use crate::workspace::homeless;

use super::events::{LoopEvent, report};
use super::{Flow, Runtime};

impl Runtime {
    /// Takes in what there is to say about the records of the user.
    pub(super) fn hear_of_packs(&mut self, event: PackEvent) -> Result<Vec<Effect>, Failure> {
        match event {
            PackEvent::Step(step) => Ok(update(&mut self.app, Message::Preparing(step))),
            PackEvent::Nothing(off) => {
                self.worklist_worker.submit(Task::PrepareScope(self.app.catalog.clone()));
                tell_absent(&mut self.app, &off);
                Ok(update(&mut self.app, Message::Prepared))
            }
            PackEvent::Ready(catalog, engine, off, unread) => {
                self.worklist_worker.submit(Task::PrepareScope(catalog.clone()));
                let engine = engine.map(|engine| self.ask_engine(*engine));
                let effects = take_catalog(&mut self.app, catalog, engine);
                tell_unread(&mut self.app, &unread);
                tell_absent(&mut self.app, &off);
                Ok(effects)
            }
            // What is on screen stays; what was done can be undone.
            PackEvent::Failed(failure) if self.is_reloading => {
                let text = joined([text::packs::NOT_RELOADED, &failure.message]);
                self.app.notice = Some(Notice { text, hint: failure.hint, is_error: true });
                Ok(update(&mut self.app, Message::Prepared))
            }
            PackEvent::Failed(failure) => Err(failure),
        }
    }

    /// Makes the records ready anew, after packs or own items have changed.
    pub(super) fn reload(&mut self) {
        let Some(setup) = self.settings.setup.as_mut() else { return };
        setup.items.clone_from(&self.app.desk.items);
        let setup = setup.clone();
        self.packs.take().into_iter().for_each(PackLoader::cancel);
        self.is_reloading = true;
        self.packs = Some(PackLoader::spawn(setup, true, report(self.events.clone(), LoopEvent::Pack)));
    }

    /// Saves a query under a name, and tells what is saved now. A file of settings is small: the keys wait for it.
    pub(super) fn save_filter(&mut self, name: &str, query: &str) -> Result<Flow, Failure> {
        let Some(paths) = self.settings.setup.as_ref().and_then(|setup| setup.paths.as_ref()) else {
            let effects = update(&mut self.app, Message::FilterSaved(Err(homeless(t("設定")))));
            return self.perform_all(effects);
        };
        let effects = update(&mut self.app, save(paths, name, query));
        self.perform_all(effects)
    }

    /// Does something with packs.
    pub(super) fn work_on_packs(&mut self, task: PackTask) {
        let Some(setup) = self.settings.setup.clone() else { return };
        let tell = report(self.events.clone(), LoopEvent::Report);
        let notify = move |said: PackReport| tell(Message::PackReported(said));
        // A list is asked for while something else may be under way, which is still broken off and waited for.
        let is_kept = !matches!(task, PackTask::List);
        let thread = ImportThread::spawn(setup, self.app.today.to_string(), task, notify);
        if is_kept {
            self.import_thread = Some(thread);
        }
    }
}
