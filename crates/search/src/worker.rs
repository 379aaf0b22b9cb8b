//! Answers requests on a thread of its own; only the newest request waits.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use crate::engine::Engine;
use crate::request::{Request, Results};

/// What is searched for beforehand, with all its hits: one letter is guessed to be more words than any two, so nearly
/// everything that the words after it need is read with it.
const REHEARSED: &str = "s";

/// A search thread. It ends when the worker is dropped.
#[derive(Debug)]
pub struct Worker {
    tasks: Sender<Task>,
}

#[derive(Debug)]
enum Task {
    /// Read what the first answer needs.
    Rehearse,
    /// Answer a request, told apart by its generation.
    Answer(u64, Request),
}

impl Worker {
    /// Answers requests from an engine through `notify`: with the generation of the request, and what was found.
    pub fn spawn(engine: Engine, notify: impl Fn(u64, Results) + Send + 'static) -> Self {
        let (tasks, waiting) = channel();
        thread::spawn(move || serve(&engine, &waiting, &notify));
        Self { tasks }
    }

    /// Asks for an answer; a request still waiting is dropped in its favour.
    pub fn ask(&self, generation: u64, request: Request) {
        self.submit(Task::Answer(generation, request));
    }

    /// Lets the thread read what a first answer needs, so that the first key does not wait for it. Nothing comes back.
    pub fn rehearse(&self) {
        self.submit(Task::Rehearse);
    }

    fn submit(&self, task: Task) {
        // A closed channel means that the thread has panicked, which ends the run anyway.
        let _ = self.tasks.send(task);
    }
}

fn serve(engine: &Engine, waiting: &Receiver<Task>, notify: &impl Fn(u64, Results)) {
    while let Ok(mut newest) = waiting.recv() {
        while let Ok(newer) = waiting.try_recv() {
            newest = newer;
        }
        match newest {
            Task::Rehearse => drop(engine.search(&Request::new(REHEARSED, usize::MAX))),
            Task::Answer(generation, request) => notify(generation, engine.search(&request)),
        }
    }
}
