//! Writes marks on a thread of its own, in order, so that a slow disk never holds up the keys.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};

use crate::failure::{Failure, FailureKind};
use crate::worklist::{Change, State, Worklist};

/// The thread that owns the worklist.
#[derive(Debug)]
pub(super) struct Recorder {
    changes: Sender<Vec<Change>>,
    thread: JoinHandle<()>,
}

impl Recorder {
    /// Takes the worklist over. Every group of changes is answered through `notify`, in order: with the new
    /// state once it is on disk, or with the reason why it is not.
    pub(super) fn spawn(worklist: Worklist, notify: impl Fn(Result<State, Failure>) + Send + 'static) -> Self {
        let (changes, waiting) = channel();
        let thread = thread::spawn(move || record_all(worklist, &waiting, &notify));
        Self { changes, thread }
    }

    /// Hands a group of changes over.
    pub(super) fn append(&self, changes: Vec<Change>) {
        // The thread ends only with this value, or by a panic, which ends the run.
        let _ = self.changes.send(changes);
    }

    /// Waits until everything that was handed over is written.
    pub(super) fn finish(self) {
        drop(self.changes);
        let _ = self.thread.join();
    }
}

fn record_all(mut worklist: Worklist, waiting: &Receiver<Vec<Change>>, notify: &impl Fn(Result<State, Failure>)) {
    for changes in waiting {
        let written = worklist.apply_via(changes, "画面");
        let refused = |error: crate::worklist::WorklistError| Failure::new(FailureKind::System, error.to_string(), "");
        notify(written.map(|_| worklist.state().clone()).map_err(refused));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Status;
    use crate::worklist::Identity;

    #[test]
    fn every_change_is_answered_in_order_before_the_end() {
        let folder = tempfile::tempdir().unwrap();
        let who = Identity { user: "u".into(), host: "h".into() };
        let worklist = Worklist::open(&folder.path().join("list"), who).unwrap();
        let (answers, answered) = channel();
        let recorder = Recorder::spawn(worklist, move |answer| answers.send(answer.unwrap()).unwrap());
        let mark = |status| vec![Change::status("mhlw6.sysun.14.5", status)];
        recorder.append(mark(Status::Doing));
        recorder.append(mark(Status::Done));
        recorder.finish();
        let states: Vec<_> = answered.iter().map(|state| state.status("mhlw6.sysun.14.5")).collect();
        assert_eq!(states, [Status::Doing, Status::Done]);
    }
}
