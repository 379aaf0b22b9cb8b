//! Answers requests on a thread of its own; only the newest request waits.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use tenken_catalog::catalog::Catalog;

use crate::engine::Engine;
use crate::error::SearchError;
use crate::request::{Request, Results};
use crate::settings::Resources;

/// What the worker has to say.
#[derive(Debug)]
pub enum SearchEvent {
    /// The index is built.
    Ready,
    /// The index could not be built; no answers will come.
    Failed(SearchError),
    /// The answer to the request of this generation.
    Results(u64, Results),
}

/// A search thread. It ends when the worker is dropped.
#[derive(Debug)]
pub struct Worker {
    requests: Sender<(u64, Request)>,
}

impl Worker {
    /// Starts building the index of a catalog and then answers requests through `notify`.
    pub fn spawn(
        catalog: Arc<Catalog>,
        resources: &'static Resources,
        notify: impl Fn(SearchEvent) + Send + 'static,
    ) -> Self {
        let (requests, waiting) = channel();
        thread::spawn(move || match Engine::build(catalog, resources) {
            Ok(engine) => {
                notify(SearchEvent::Ready);
                answer_all(&engine, &waiting, &notify);
            }
            Err(error) => notify(SearchEvent::Failed(error)),
        });
        Self { requests }
    }

    /// Asks for an answer; a request still waiting is dropped in its favour.
    pub fn ask(&self, generation: u64, request: Request) {
        // A closed channel means that the index could not be built, which was already said.
        let _ = self.requests.send((generation, request));
    }
}

fn answer_all(engine: &Engine, waiting: &Receiver<(u64, Request)>, notify: &impl Fn(SearchEvent)) {
    while let Ok(mut newest) = waiting.recv() {
        while let Ok(newer) = waiting.try_recv() {
            newest = newer;
        }
        let (generation, request) = newest;
        notify(SearchEvent::Results(generation, engine.search(&request)));
    }
}
