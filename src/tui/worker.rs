//! A thread that performs operations on the worklist in order, so that a slow disk never delays the keys. It also checks
//! for changes by others.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::catalog::Catalog;
use crate::language::{spawn, t};
use crate::paths::Paths;
use crate::tui::app::desk::task::DeskReport;
use crate::tui::desk_thread::choose;
use crate::tui::input::message::Message;
use crate::tui::view::text;
use crate::worklist::{Operation, Worklist};
use crate::workspace::importing::{SheetSource, record};
use crate::workspace::saved::{save_filter, saved_filters};
use crate::workspace::scope::prepare;
use crate::workspace::{Setup, remember_name};

/// How often to check for changes by others.
const INTERVAL: Duration = Duration::from_secs(1);

/// What the thread does, in the order in which it is submitted.
#[derive(Debug)]
pub(super) enum Task {
    /// Performs an operation.
    Perform(Operation),
    /// Records what a filled-in worklist says.
    Import(Operation, SheetSource),
    /// Records under this name from now on.
    RenameWriter(String),
    /// Writes the person's name to the settings.
    RememberName(String),
    /// Remembers that this worklist is the one in use.
    Choose(Setup),
    /// Counts by the records of this catalog as long as nobody chooses.
    PrepareScope(Arc<Catalog>),
}

/// Whether it is known what a worklist counts as long as nobody chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ScopeState {
    /// It is.
    Prepared,
    /// The records that decide it are still being read.
    Waiting,
}

/// A handle to the thread that owns the worklist.
#[derive(Debug)]
pub(super) struct WorklistWorker {
    tasks: Sender<Task>,
    thread: JoinHandle<()>,
}

impl WorklistWorker {
    /// Starts the thread. `names` are the folders whose settings remember the person's name. `notify` receives one message
    /// for each operation and each name to remember, in order.
    pub(super) fn spawn(
        worklist: Worklist,
        scope: ScopeState,
        names: Option<Paths>,
        notify: impl Fn(Message) + Send + 'static,
    ) -> Self {
        let (tasks, waiting) = channel();
        let thread = spawn(move || {
            Server { said: worklist.warnings(), worklist, scope, held: Vec::new(), names, notify }.serve(&waiting);
        });
        Self { tasks, thread }
    }

    /// Sends a task to the thread.
    pub(super) fn submit(&self, task: Task) {
        // This fails only after a panic of the thread, which ends the run anyway.
        let _ = self.tasks.send(task);
    }

    /// Waits until all submitted tasks are done.
    pub(super) fn finish(self) {
        drop(self.tasks);
        let _ = self.thread.join();
    }
}

/// What the thread works with.
struct Server<F> {
    worklist: Worklist,
    /// What was said about its records last.
    said: Vec<String>,
    scope: ScopeState,
    /// What is done once the scope is known.
    held: Vec<(Operation, Option<SheetSource>)>,
    names: Option<Paths>,
    notify: F,
}

impl<F: Fn(Message)> Server<F> {
    fn serve(mut self, waiting: &Receiver<Task>) {
        loop {
            match waiting.recv_timeout(INTERVAL) {
                Ok(task) => self.take(task),
                Err(RecvTimeoutError::Timeout) => self.look(),
                Err(RecvTimeoutError::Disconnected) => return self.release(),
            }
            news(&mut self.worklist, &mut self.said).into_iter().for_each(&self.notify);
        }
    }

    /// Checks for changes by others.
    fn look(&mut self) {
        // A folder that cannot be read now may be back in a second; if not, the next mark reports it.
        if !self.worklist.refresh().unwrap_or(false) {
            return;
        }
        (self.notify)(Message::Changed(self.worklist.state().clone()));
        if !self.is_new() {
            // Somebody else's first record has decided what was waited for.
            self.release();
        }
    }

    fn take(&mut self, task: Task) {
        match task {
            Task::Perform(operation) => self.perform_in_order(operation, None),
            Task::Import(operation, source) => self.perform_in_order(operation, Some(source)),
            Task::RenameWriter(name) => self.worklist.rename_writer(name),
            Task::RememberName(name) => self.names.iter().for_each(|names| (self.notify)(remember(names, &name))),
            Task::Choose(setup) => {
                if let Err(failure) = choose(&setup, &self.worklist.name()) {
                    (self.notify)(Message::DeskReported(DeskReport::NotChosen(failure)));
                }
            }
            Task::PrepareScope(catalog) => {
                prepare(&mut self.worklist, &catalog);
                self.scope = ScopeState::Prepared;
                self.release();
            }
        }
    }

    /// Whether an operation waits: the first record of all says for good what the worklist counts, and none overtakes another.
    fn must_wait(&self) -> bool {
        !self.held.is_empty() || (self.scope == ScopeState::Waiting && self.is_new())
    }

    fn is_new(&self) -> bool {
        self.worklist.state().beginning().is_none()
    }

    fn release(&mut self) {
        std::mem::take(&mut self.held).into_iter().for_each(|(operation, source)| self.perform(operation, source));
    }

    fn perform_in_order(&mut self, operation: Operation, source: Option<SheetSource>) {
        if self.must_wait() {
            self.held.push((operation, source));
        } else {
            self.perform(operation, source);
        }
    }

    fn perform(&mut self, operation: Operation, source: Option<SheetSource>) {
        let is_restore = operation == Operation::Restore;
        (self.notify)(match source {
            Some(source) => import(&mut self.worklist, operation, &source),
            None => perform(&mut self.worklist, operation),
        });
        if is_restore {
            // That says by itself what has come back.
            self.said = self.worklist.warnings();
        }
    }
}

/// Returns what there is to say about the records since the last time: what is wrong with them now, or that they are back.
fn news(worklist: &mut Worklist, said: &mut Vec<String>) -> Vec<Message> {
    let mut news: Vec<Message> =
        worklist.take_notices().into_iter().map(|notice| Message::Told(notice, false)).collect();
    let warnings = worklist.warnings();
    if warnings != *said {
        news.push(match warnings.first() {
            Some(first) => Message::Told(first.clone(), true),
            None => Message::Told(t(text::outcomes::RECORDS_BACK).to_owned(), false),
        });
        *said = warnings;
    }
    news
}

/// Performs an operation and returns the message with its outcome.
pub fn perform(worklist: &mut Worklist, operation: Operation) -> Message {
    let performed = worklist.perform(operation, text::VIA).map_err(Into::into);
    Message::Performed(worklist.state().clone(), performed)
}

/// Records what a filled-in worklist says and returns the message with the outcome.
pub fn import(worklist: &mut Worklist, operation: Operation, source: &SheetSource) -> Message {
    let performed = record(worklist, operation, source);
    Message::Performed(worklist.state().clone(), performed)
}

/// Saves a query under a name in the settings and returns the message with the outcome.
pub fn save(paths: &Paths, name: &str, query: &str) -> Message {
    let said = save_filter(paths, name, query);
    Message::FilterSaved(said.and_then(|said| Ok((saved_filters(Some(paths))?, said))))
}

/// Writes the person's name to the settings and returns the message with the outcome.
pub fn remember(names: &Paths, name: &str) -> Message {
    Message::NameRemembered(remember_name(names, name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Status;
    use crate::worklist::{Attachment, Beginning, Change, Identity};

    const CLAUSE: &str = "mhlw6.sysun.14.5";

    fn open(folder: &std::path::Path, user: &str) -> Worklist {
        Worklist::open(folder, Identity { user: user.into(), host: "h".into() }).unwrap()
    }

    fn spawn(worklist: Worklist, scope: ScopeState, answers: Sender<Message>) -> WorklistWorker {
        WorklistWorker::spawn(worklist, scope, None, move |answer| answers.send(answer).unwrap())
    }

    fn record(status: Status) -> Operation {
        Operation::Record(vec![Change::status(CLAUSE, status)])
    }

    fn status(message: &Message) -> Status {
        match message {
            Message::Performed(state, Ok(_)) | Message::Changed(state) => state.status(CLAUSE),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_operation_is_answered_in_order_before_the_end() {
        let folder = tempfile::tempdir().unwrap();
        let (answers, answered) = channel();
        let worker = spawn(open(&folder.path().join("list"), "u"), ScopeState::Prepared, answers);
        for operation in [record(Status::Doing), record(Status::Done), Operation::Undo, Operation::Redo] {
            worker.submit(Task::Perform(operation));
        }
        worker.finish();
        let statuses: Vec<_> = answered.iter().map(|message| status(&message)).collect();
        assert_eq!(statuses, [Status::Doing, Status::Done, Status::Doing, Status::Done]);
    }

    /// What a worklist counts is written with its first record. Marks of a new one wait for the records that decide it.
    #[test]
    fn the_first_mark_waits_until_it_is_known_what_counts_and_is_done_at_the_end_at_the_latest() {
        let catalog = Arc::new(crate::bundled::catalog().unwrap());
        for is_told in [true, false] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("list");
            let (answers, answered) = channel();
            let worker = spawn(open(&path, "u"), ScopeState::Waiting, answers);
            worker.submit(Task::Perform(record(Status::Done)));
            worker.submit(Task::RenameWriter("v".to_owned()));
            if is_told {
                worker.submit(Task::PrepareScope(catalog.clone()));
                assert_eq!(status(&answered.recv_timeout(Duration::from_secs(30)).unwrap()), Status::Done);
            }
            worker.submit(Task::Perform(record(Status::Na)));
            worker.finish();
            let written = open(&path, "u");
            assert_eq!(written.state().status(CLAUSE), Status::Na);
            let counted = catalog.default_counted().into_iter().collect();
            let expected = if is_told { Beginning::Begun(counted) } else { Beginning::Before };
            assert_eq!(written.state().beginning(), Some(&expected));
        }
    }

    /// Others may begin the worklist while marks wait: what was pressed first is still recorded first.
    #[test]
    fn marks_that_wait_keep_their_order_when_somebody_else_begins_the_worklist() {
        for is_seen_alone in [true, false] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("list");
            let (answers, answered) = channel();
            let mut server = Server {
                worklist: open(&path, "u"),
                said: Vec::new(),
                scope: ScopeState::Waiting,
                held: Vec::new(),
                names: None,
                notify: move |answer| answers.send(answer).unwrap(),
            };
            server.take(Task::Perform(record(Status::Done)));
            assert_eq!(server.held.len(), 1);
            open(&path, "v").perform(record(Status::Doing), "").unwrap();
            if is_seen_alone {
                server.look();
                assert!(server.held.is_empty(), "there is nothing to wait for any more");
                assert_eq!(status(&answered.recv().unwrap()), Status::Doing, "what the other has written");
            } else {
                assert!(server.worklist.refresh().unwrap());
            }
            server.take(Task::Perform(record(Status::Na)));
            server.release();
            drop(server);
            let statuses: Vec<_> = answered.iter().map(|message| status(&message)).collect();
            assert_eq!(statuses, [Status::Done, Status::Na], "{is_seen_alone}");
            assert_eq!(open(&path, "u").state().status(CLAUSE), Status::Na);
        }
    }

    #[test]
    fn what_cannot_be_performed_is_told_with_the_state_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let mut worklist = open(&folder.path().join("list"), "u");
        perform(&mut worklist, record(Status::Doing));
        let attachment = Attachment { source: "/nowhere".into(), ..Attachment::default() };
        let message = perform(&mut worklist, Operation::AttachEvidence(attachment));
        let Message::Performed(state, Err(failure)) = message else { panic!("{message:?}") };
        assert!(failure.message.contains("/nowhere"));
        assert_eq!(state.status(CLAUSE), Status::Doing);
    }

    #[test]
    fn records_that_vanish_are_told_and_so_is_their_return() {
        let root = tempfile::tempdir().unwrap();
        let (folder, away) = (root.path().join("list"), root.path().join("away"));
        let mut worklist = open(&folder, "u");
        perform(&mut worklist, record(Status::Done));
        let mut said = worklist.warnings();
        assert!(news(&mut worklist, &mut said).is_empty());
        std::fs::rename(&folder, &away).unwrap();
        assert!(worklist.refresh().unwrap());
        let gone = news(&mut worklist, &mut said);
        assert!(matches!(&gone[..], [Message::Told(text, true)] if text.contains("見つかりません")), "{gone:?}");
        assert!(news(&mut worklist, &mut said).is_empty(), "said once");
        assert!(matches!(perform(&mut worklist, record(Status::Na)), Message::Performed(_, Err(_))));
        std::fs::rename(&away, &folder).unwrap();
        assert!(worklist.refresh().unwrap());
        assert!(matches!(&news(&mut worklist, &mut said)[..], [Message::Told(_, false)]));
        assert_eq!(worklist.state().status(CLAUSE), Status::Done);
    }

    #[test]
    fn what_others_write_arrives_by_itself() {
        let folder = tempfile::tempdir().unwrap();
        let (answers, answered) = channel();
        let worker = spawn(open(folder.path(), "u"), ScopeState::Prepared, answers);
        open(folder.path(), "v").perform(record(Status::Done), "").unwrap();
        let news = answered.recv_timeout(Duration::from_secs(30)).unwrap();
        assert!(matches!(news, Message::Changed(_)) && status(&news) == Status::Done);
        worker.finish();
    }
}
