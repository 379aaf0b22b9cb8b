//! Answers requests on a thread of its own; only the newest request waits.

use std::sync::mpsc::{Receiver, Sender, channel};

use tenken_catalog::language::spawn;

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
        spawn(move || {
            serve(&engine, &waiting, &notify);
        });
        Self { tasks }
    }

    /// Asks for an answer; a request still waiting is dropped in its favour. The highest bit of a generation tells two who
    /// ask apart: neither drops what the other waits for.
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
    let asker = |generation: u64| generation >> (u64::BITS - 1);
    while let Ok(first) = waiting.recv() {
        let tasks: Vec<Task> = std::iter::once(first).chain(waiting.try_iter()).collect();
        let mut newest: Vec<(u64, Request)> = Vec::new();
        for task in tasks {
            let Task::Answer(generation, request) = task else { continue };
            newest.retain(|(older, _)| asker(*older) != asker(generation));
            newest.push((generation, request));
        }
        if newest.is_empty() {
            engine.search(&Request::new(REHEARSED, usize::MAX));
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
        let (tasks, waiting) = channel();
        tasks.send(Task::Rehearse).unwrap();
        for generation in [1, OTHER, 2, OTHER + 1, 3] {
            tasks.send(Task::Answer(generation, Request::new("認証", 1))).unwrap();
        }
        drop(tasks);
        let answered = std::sync::Mutex::new(Vec::new());
        serve(&build("tests/fixture"), &waiting, &|generation, _| answered.lock().unwrap().push(generation));
        assert_eq!(answered.into_inner().unwrap(), [OTHER + 1, 3]);
    }
}
