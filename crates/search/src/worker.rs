//! Answers requests on a thread of its own; only the newest request waits.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use crate::engine::Engine;
use crate::request::{Request, Results};

/// A search thread. It ends when the worker is dropped.
#[derive(Debug)]
pub struct Worker {
    requests: Sender<(u64, Request)>,
}

impl Worker {
    /// Answers requests from an engine through `notify`: with the generation of the request, and what was found.
    pub fn spawn(engine: Engine, notify: impl Fn(u64, Results) + Send + 'static) -> Self {
        let (requests, waiting) = channel();
        thread::spawn(move || answer_all(&engine, &waiting, &notify));
        Self { requests }
    }

    /// Asks for an answer; a request still waiting is dropped in its favour.
    pub fn ask(&self, generation: u64, request: Request) {
        // A closed channel means that the thread has panicked, which ends the run anyway.
        let _ = self.requests.send((generation, request));
    }
}

fn answer_all(engine: &Engine, waiting: &Receiver<(u64, Request)>, notify: &impl Fn(u64, Results)) {
    while let Ok(mut newest) = waiting.recv() {
        while let Ok(newer) = waiting.try_recv() {
            newest = newer;
        }
        let (generation, request) = newest;
        notify(generation, engine.search(&request));
    }
}
