//! Answers requests on a thread of its own; only the newest request waits.

use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};

use tenken_catalog::language::spawn;

use crate::engine::Engine;
use crate::request::{Request, Results};

/// What is searched for beforehand: one letter is guessed to be more words than any two, so nearly everything in which the
/// words after it are looked up is read with it. What hits are explained from is not.
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
    /// Answer it with all details that it asks for.
    Detail(u64, Request),
}

impl Worker {
    /// Answers requests from an engine through `notify`: with the generation of the request, and what was found. Of many hits
    /// those that a screen shows are detailed at first; the same answer with all that were asked for follows, unless the asker asks anew.
    pub fn spawn(engine: Engine, notify: impl Fn(u64, Results) + Send + 'static) -> Self {
        let (tasks, waiting) = channel();
        spawn(move || {
            Service { engine: &engine, notify: &notify, unfinished: Vec::new() }.run(&waiting);
        });
        Self { tasks }
    }

    /// Asks for an answer; a request still waiting is dropped in its favour. The highest bit of a generation tells two who
    /// ask apart: neither drops what the other waits for.
    pub fn ask(&self, generation: u64, request: Request) {
        self.submit(Task::Answer(generation, request));
    }

    /// Asks for the details of an answer that was [brief](Request::brief).
    pub fn detail(&self, generation: u64, request: Request) {
        self.submit(Task::Detail(generation, request));
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

/// What the thread does.
struct Service<'e, N> {
    engine: &'e Engine,
    notify: &'e N,
    /// The requests whose details are still to be found out, by their generation.
    unfinished: Vec<(u64, Request)>,
}

impl<N: Fn(u64, Results)> Service<'_, N> {
    fn run(mut self, waiting: &Receiver<Task>) {
        while let Some(first) = self.next(waiting) {
            self.perform(std::iter::once(first).chain(waiting.try_iter()).collect());
        }
    }

    fn perform(&mut self, tasks: Vec<Task>) {
        if tasks.iter().all(|task| matches!(task, Task::Rehearse)) {
            self.engine.search(&Request { detailed: 0, ..Request::new(REHEARSED, usize::MAX) });
        }
        let mut newest: Vec<(u64, Request)> = Vec::new();
        for task in tasks {
            match task {
                Task::Rehearse => {}
                Task::Answer(generation, request) => {
                    newest.retain(|(older, _)| asker(*older) != asker(generation));
                    self.unfinished.retain(|(older, _)| asker(*older) != asker(generation));
                    newest.push((generation, request));
                }
                Task::Detail(generation, request) => self.unfinished.push((generation, request)),
            }
        }
        newest.into_iter().for_each(|(generation, request)| self.answer(generation, request));
    }

    /// Returns the next task. As long as none waits, details are found out; none if nobody asks any more.
    fn next(&mut self, waiting: &Receiver<Task>) -> Option<Task> {
        loop {
            match waiting.try_recv() {
                Ok(task) => return Some(task),
                Err(TryRecvError::Disconnected) => return None,
                Err(TryRecvError::Empty) if self.detail() => {}
                Err(TryRecvError::Empty) => return waiting.recv().ok(),
            }
        }
    }

    /// Finds out the details of one answer; false if there is none that lacks them.
    fn detail(&mut self) -> bool {
        let unfinished = self.unfinished.pop();
        let is_one = unfinished.is_some();
        if let Some((generation, request)) = unfinished {
            (self.notify)(generation, self.engine.search(&request));
        }
        is_one
    }

    fn answer(&mut self, generation: u64, request: Request) {
        let found = self.engine.search(&request.brief());
        let wants_more = request.wants_more(&found);
        (self.notify)(generation, found);
        if wants_more {
            self.unfinished.push((generation, request));
        }
    }
}

/// Returns who asked for a generation.
const fn asker(generation: u64) -> u64 {
    generation >> (u64::BITS - 1)
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::testing::{build, engine};

    #[test]
    fn only_a_newer_request_of_the_same_asker_takes_the_place_of_one_that_waits() {
        const OTHER: u64 = 1 << 63;
        let (tasks, waiting) = channel();
        tasks.send(Task::Rehearse).unwrap();
        for generation in [1, OTHER, 2, OTHER + 1, 3] {
            tasks.send(Task::Answer(generation, Request::new("認証", 1))).unwrap();
        }
        drop(tasks);
        let answered = RefCell::new(Vec::new());
        let notify = |generation: u64, _| answered.borrow_mut().push(generation);
        Service { engine: &build("tests/fixture"), notify: &notify, unfinished: Vec::new() }.run(&waiting);
        assert_eq!(answered.into_inner(), [OTHER + 1, 3]);
    }

    #[test]
    fn of_many_hits_those_on_screen_are_detailed_first_and_the_others_when_nobody_waits() {
        let request = Request { shown: 9, ..Request::new("管理", usize::MAX) };
        let (brief, whole) = (engine().search(&request.brief()), engine().search(&request));
        let detailed = |found: &Results| found.hits.iter().filter(|hit| hit.is_detailed).count();
        let (few, all) = (detailed(&brief), detailed(&whole));
        assert!(request.wants_more(&brief) && few == 9 && all == whole.hits.len() && few < all, "{few} {all}");
        let places = |found: &Results| found.hits.iter().map(|hit| (hit.at, hit.tier)).collect::<Vec<_>>();
        assert_eq!((places(&brief), brief.counts), (places(&whole), whole.counts));

        let answered = RefCell::new(Vec::new());
        let notify = |generation: u64, found: Results| answered.borrow_mut().push((generation, detailed(&found)));
        let mut service = Service { engine: engine(), notify: &notify, unfinished: Vec::new() };
        let ask = |generation: u64| vec![Task::Answer(generation, request.clone())];
        service.perform(ask(1));
        assert!(service.detail() && !service.detail());
        // Somebody who asks anew before the details are there does not wait for them.
        service.perform(ask(2));
        service.perform(ask(3));
        assert!(service.detail() && !service.detail());
        service.perform(vec![Task::Detail(4, request.clone())]);
        assert!(service.detail() && !service.detail());
        assert_eq!(answered.into_inner(), [(1, few), (1, all), (2, few), (3, few), (3, all), (4, all)]);
    }
}
