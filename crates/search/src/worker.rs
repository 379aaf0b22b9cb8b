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

    /// Asks for an answer; a request still waiting is dropped in its favour. The highest bit of a generation tells two who
    /// ask apart: neither drops what the other waits for.
    pub fn ask(&self, generation: u64, request: Request) {
        // A closed channel means that the thread has panicked, which ends the run anyway.
        let _ = self.requests.send((generation, request));
    }
}

fn answer_all(engine: &Engine, waiting: &Receiver<(u64, Request)>, notify: &impl Fn(u64, Results)) {
    let asker = |generation: u64| generation >> (u64::BITS - 1);
    while let Ok(first) = waiting.recv() {
        let mut newest = vec![first];
        while let Ok(newer) = waiting.try_recv() {
            newest.retain(|(older, _)| asker(*older) != asker(newer.0));
            newest.push(newer);
        }
        for (generation, request) in newest {
            notify(generation, engine.search(&request));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::build;

    #[test]
    fn only_a_newer_request_of_the_same_asker_takes_the_place_of_one_that_waits() {
        const OTHER: u64 = 1 << 63;
        let (requests, waiting) = channel();
        for generation in [1, OTHER, 2, OTHER + 1, 3] {
            requests.send((generation, Request::new("認証", 1))).unwrap();
        }
        drop(requests);
        let answered = std::sync::Mutex::new(Vec::new());
        answer_all(&build("tests/fixture"), &waiting, &|generation, _| answered.lock().unwrap().push(generation));
        assert_eq!(answered.into_inner().unwrap(), [OTHER + 1, 3]);
    }
}
