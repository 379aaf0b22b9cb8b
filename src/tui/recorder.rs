//! Writes to the worklist on a thread of its own, in order, so that a slow disk never holds up the keys; and looks what
//! others have written.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::failure::Failure;
use crate::model::Id;
use crate::worklist::{Change, Edit, NewEvidence, Reverted, State, Worklist, WorklistError};

use super::text;

/// How often to look what others have written.
const INTERVAL: Duration = Duration::from_secs(1);

/// What is to be done.
#[derive(Debug)]
pub(super) enum Order {
    /// Write these, all or none.
    Append(Vec<Change>),
    /// Read a file, or take a URL, as evidence of clauses.
    AddEvidence(String, Vec<Id>),
    /// Take this person's last act back.
    Undo,
    /// Do again what was taken back.
    Redo,
}

/// What has happened.
#[derive(Debug)]
pub(super) enum Outcome {
    /// The oldest order is carried out, and the worklist is now in this state.
    Written(State),
    /// The oldest order was to take back or do again; this came of it.
    Reverted(State, Reverted),
    /// The oldest order could not be carried out.
    Refused(Failure),
    /// Somebody else has written; the worklist is now in this state.
    Changed(State),
}

/// The thread that owns the worklist.
#[derive(Debug)]
pub(super) struct Recorder {
    orders: Sender<Order>,
    thread: JoinHandle<()>,
}

impl Recorder {
    /// Takes the worklist over. Every order is answered through `notify`, in order.
    pub(super) fn spawn(worklist: Worklist, notify: impl Fn(Outcome) + Send + 'static) -> Self {
        let (orders, waiting) = channel();
        let thread = thread::spawn(move || serve(worklist, &waiting, &notify));
        Self { orders, thread }
    }

    /// Hands an order over.
    pub(super) fn hand(&self, order: Order) {
        // The thread ends only with this value, or by a panic, which ends the run.
        let _ = self.orders.send(order);
    }

    /// Waits until everything that was handed over is done.
    pub(super) fn finish(self) {
        drop(self.orders);
        let _ = self.thread.join();
    }
}

fn serve(mut worklist: Worklist, waiting: &Receiver<Order>, notify: &impl Fn(Outcome)) {
    loop {
        match waiting.recv_timeout(INTERVAL) {
            Ok(order) => notify(carry_out(&mut worklist, order).unwrap_or_else(|error| Outcome::Refused(error.into()))),
            // What cannot be looked at now may be there again in a second; the next mark tells if it is not.
            Err(RecvTimeoutError::Timeout) => {
                if worklist.refresh().unwrap_or(false) {
                    notify(Outcome::Changed(worklist.state().clone()));
                }
            }
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

fn carry_out(worklist: &mut Worklist, order: Order) -> Result<Outcome, WorklistError> {
    let reverted = match order {
        Order::Append(changes) => {
            worklist.apply_via(changes, text::VIA)?;
            return Ok(Outcome::Written(worklist.state().clone()));
        }
        Order::AddEvidence(source, clauses) => {
            let changes = evidence(worklist, &source, &clauses)?;
            worklist.apply_via(changes, text::VIA)?;
            return Ok(Outcome::Written(worklist.state().clone()));
        }
        Order::Undo => worklist.undo()?,
        Order::Redo => worklist.redo()?,
    };
    Ok(Outcome::Reverted(worklist.state().clone(), reverted))
}

/// Returns the changes that make a file or a URL evidence of clauses; one that is evidence already is only linked.
fn evidence(worklist: &Worklist, source: &str, clauses: &[Id]) -> Result<Vec<Change>, WorklistError> {
    let new = NewEvidence::of(source, worklist.folder())?;
    match worklist.state().evidence().find(|known| new.is(known)) {
        Some(known) => {
            let link = Edit::Link { evidence: known.id, on: true };
            Ok(clauses.iter().map(|clause| Change::clause(clause.as_str(), link.clone())).collect())
        }
        None => Ok(new.changes(clauses).1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Status;
    use crate::worklist::Identity;

    const CLAUSE: &str = "mhlw6.sysun.14.5";

    fn open(folder: &std::path::Path, user: &str) -> Worklist {
        Worklist::open(folder, Identity { user: user.into(), host: "h".into() }).unwrap()
    }

    fn status(outcome: &Outcome) -> Status {
        match outcome {
            Outcome::Written(state) | Outcome::Reverted(state, _) | Outcome::Changed(state) => state.status(CLAUSE),
            Outcome::Refused(failure) => panic!("{}", failure.message),
        }
    }

    #[test]
    fn every_order_is_answered_in_order_before_the_end() {
        let folder = tempfile::tempdir().unwrap();
        let (answers, answered) = channel();
        let recorder = Recorder::spawn(open(&folder.path().join("list"), "u"), move |answer| {
            answers.send(answer).unwrap();
        });
        recorder.hand(Order::Append(vec![Change::status(CLAUSE, Status::Doing)]));
        recorder.hand(Order::Append(vec![Change::status(CLAUSE, Status::Done)]));
        recorder.hand(Order::Undo);
        recorder.hand(Order::Redo);
        recorder.finish();
        let statuses: Vec<_> = answered.iter().map(|outcome| status(&outcome)).collect();
        assert_eq!(statuses, [Status::Doing, Status::Done, Status::Doing, Status::Done]);
    }

    #[test]
    fn a_file_becomes_evidence_once_and_stands_for_many() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("設定.txt");
        crate::fs::replace(&file, b"x").unwrap();
        let source = file.display().to_string();
        let (answers, answered) = channel();
        let recorder =
            Recorder::spawn(open(&folder.path().join("list"), "u"), move |answer| answers.send(answer).unwrap());
        for (source, clause) in [(source.as_str(), CLAUSE), (source.as_str(), "mhlw6.sysun.14.6"), ("/nowhere", CLAUSE)]
        {
            recorder.hand(Order::AddEvidence(source.to_owned(), vec![clause.to_owned()]));
        }
        recorder.finish();
        let outcomes: Vec<Outcome> = answered.iter().collect();
        let Outcome::Written(state) = &outcomes[1] else { panic!("it is linked") };
        let known: Vec<_> = state.evidence().map(|evidence| (evidence.clauses.len(), evidence.sha256.len())).collect();
        assert_eq!(known, [(2, 64)]);
        assert!(matches!(&outcomes[2], Outcome::Refused(failure) if failure.message.contains("/nowhere")));
    }

    #[test]
    fn what_others_write_arrives_by_itself() {
        let folder = tempfile::tempdir().unwrap();
        let (answers, answered) = channel();
        let recorder = Recorder::spawn(open(folder.path(), "u"), move |answer| answers.send(answer).unwrap());
        open(folder.path(), "v").apply(vec![Change::status(CLAUSE, Status::Done)]).unwrap();
        let news = answered.recv_timeout(Duration::from_secs(30)).unwrap();
        assert!(matches!(news, Outcome::Changed(_)) && status(&news) == Status::Done);
        recorder.finish();
    }
}
