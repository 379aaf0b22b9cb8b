//! A thread that performs operations on the worklist in order, so that a slow disk never delays the keys. It also checks
//! for changes by others.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::paths::Paths;
use crate::tui::input::message::Message;
use crate::tui::view::text;
use crate::worklist::{Operation, Worklist};
use crate::workspace::remember_name;

/// How often to check for changes by others.
const INTERVAL: Duration = Duration::from_secs(1);

/// What the thread does, in the order in which it is submitted.
#[derive(Debug)]
pub(super) enum Task {
    /// Performs an operation.
    Perform(Operation),
    /// Records under this name from now on.
    RenameWriter(String),
    /// Writes the person's name to the settings.
    RememberName(String),
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
    pub(super) fn spawn(worklist: Worklist, names: Option<Paths>, notify: impl Fn(Message) + Send + 'static) -> Self {
        let (tasks, waiting) = channel();
        let thread = thread::spawn(move || serve(worklist, names.as_ref(), &waiting, &notify));
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

fn serve(mut worklist: Worklist, names: Option<&Paths>, waiting: &Receiver<Task>, notify: &impl Fn(Message)) {
    let mut said = worklist.warnings();
    loop {
        match waiting.recv_timeout(INTERVAL) {
            Ok(Task::Perform(operation)) => {
                let is_restore = operation == Operation::Restore;
                notify(perform(&mut worklist, operation));
                if is_restore {
                    // That says by itself what has come back.
                    said = worklist.warnings();
                }
            }
            Ok(Task::RenameWriter(name)) => worklist.rename_writer(name),
            Ok(Task::RememberName(name)) => names.map(|names| remember(names, &name)).into_iter().for_each(notify),
            // A folder that cannot be read now may be back in a second; if not, the next mark reports it.
            Err(RecvTimeoutError::Timeout) => {
                if worklist.refresh().unwrap_or(false) {
                    notify(Message::Changed(worklist.state().clone()));
                }
            }
            Err(RecvTimeoutError::Disconnected) => return,
        }
        news(&mut worklist, &mut said).into_iter().for_each(notify);
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
            None => Message::Told(text::outcomes::RECORDS_BACK.to_owned(), false),
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

/// Writes the person's name to the settings and returns the message with the outcome.
pub fn remember(names: &Paths, name: &str) -> Message {
    Message::NameRemembered(remember_name(names, name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Status;
    use crate::worklist::{Attachment, Change, Identity};

    const CLAUSE: &str = "mhlw6.sysun.14.5";

    fn open(folder: &std::path::Path, user: &str) -> Worklist {
        Worklist::open(folder, Identity { user: user.into(), host: "h".into() }).unwrap()
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
        let worker = WorklistWorker::spawn(open(&folder.path().join("list"), "u"), None, move |answer| {
            answers.send(answer).unwrap();
        });
        for operation in [record(Status::Doing), record(Status::Done), Operation::Undo, Operation::Redo] {
            worker.submit(Task::Perform(operation));
        }
        worker.finish();
        let statuses: Vec<_> = answered.iter().map(|message| status(&message)).collect();
        assert_eq!(statuses, [Status::Doing, Status::Done, Status::Doing, Status::Done]);
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
        let worker = WorklistWorker::spawn(open(folder.path(), "u"), None, move |answer| answers.send(answer).unwrap());
        open(folder.path(), "v").perform(record(Status::Done), "").unwrap();
        let news = answered.recv_timeout(Duration::from_secs(30)).unwrap();
        assert!(matches!(news, Message::Changed(_)) && status(&news) == Status::Done);
        worker.finish();
    }
}
