//! A thread that makes the records of the user ready while the bundled ones are on screen.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use crate::catalog::{Catalog, PackOff};
use crate::failure::Failure;
use crate::language::spawn;
use crate::search::Engine;
use crate::workspace::Setup;
use crate::workspace::prepared::{Records, Step, Stopped, Unread, packs_off};

/// How long the end of the program waits for the thread, so that it removes what it has half made. What is left is removed
/// by the next run.
const GRACE: Duration = Duration::from_millis(50);
/// How long it takes before anything is said about having to do it again.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the screen says how far it is.
const INTERVAL: Duration = Duration::from_millis(100);

/// How often the records say that they are in use.
const KEEPING: Duration = Duration::from_secs(300);

/// What the thread has to say.
#[derive(Debug)]
pub(super) enum PackEvent {
    /// What it does now.
    Step(Step),
    /// There are no records of the user but the packs that are switched off.
    Nothing(Vec<PackOff>),
    /// All records, the engine that finds them, the packs that are switched off, and those that cannot be read.
    Ready(Arc<Catalog>, Result<Box<Engine>, Failure>, Vec<PackOff>, Vec<Unread>),
    /// The records of the user cannot be used.
    Failed(Failure),
}

/// A handle to the thread.
#[derive(Debug)]
pub(super) struct PackLoader {
    is_cancelled: Arc<AtomicBool>,
    /// Closed when nothing is being made any more.
    ended: Receiver<()>,
    /// Open as long as the records are on screen.
    _shown: Sender<()>,
}

impl PackLoader {
    /// Starts the thread. `is_again` says that other records were on screen before: the bundled ones have to be shown too then.
    pub(super) fn spawn(setup: Setup, is_again: bool, notify: impl Fn(PackEvent) + Send + 'static) -> Self {
        let is_cancelled = Arc::new(AtomicBool::new(false));
        let (alive, ended) = channel::<()>();
        let (shown, is_shown) = channel();
        let stop = is_cancelled.clone();
        spawn(move || {
            let mut pace = Pace::new();
            let mut watch = |step: Step| {
                pace.take(step).into_iter().for_each(|step| notify(PackEvent::Step(step)));
                if stop.load(Ordering::SeqCst) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            };
            let records = match load(&setup, is_again, &mut watch) {
                Ok((event, records)) => {
                    notify(event);
                    Some(records)
                }
                Err(Stopped::Failed(failure)) => {
                    notify(PackEvent::Failed(failure));
                    None
                }
                Err(Stopped::Cancelled) => None,
            };
            drop((alive, notify));
            records.into_iter().for_each(|records| keep(&records, &is_shown, KEEPING));
        });
        Self { is_cancelled, ended, _shown: shown }
    }

    /// Lets the thread end, and waits a little for it.
    pub(super) fn cancel(self) {
        self.is_cancelled.store(true, Ordering::SeqCst);
        let _ = self.ended.recv_timeout(GRACE);
    }
}

fn load(
    setup: &Setup,
    is_again: bool,
    watch: &mut dyn FnMut(Step) -> ControlFlow<()>,
) -> Result<(PackEvent, Records), Stopped> {
    let (records, off) = (Records::open(setup, watch)?, packs_off(setup));
    if records.is_bundled() && !is_again {
        return Ok((PackEvent::Nothing(off), records));
    }
    let engine = match records.engine(watch) {
        Ok(engine) => Ok(Box::new(engine)),
        Err(Stopped::Failed(failure)) => Err(failure),
        Err(Stopped::Cancelled) => return Err(Stopped::Cancelled),
    };
    Ok((PackEvent::Ready(records.catalog.clone(), engine, off, records.unread.clone()), records))
}

/// Says now and then that records are in use, until they are no longer on screen.
fn keep(records: &Records, is_shown: &Receiver<()>, interval: Duration) {
    while is_shown.recv_timeout(interval) == Err(RecvTimeoutError::Timeout) {
        records.keep();
    }
}

/// Which steps are worth a frame.
#[derive(Debug)]
struct Pace {
    start: Instant,
    told: Option<Instant>,
    /// That it is made in vain, until that is told.
    in_vain: Option<Step>,
}

impl Pace {
    fn new() -> Self {
        Self { start: Instant::now(), told: None, in_vain: None }
    }

    /// Returns what is told at a step: how far the index is, now and then; that it is made in vain, once it costs time.
    fn take(&mut self, step: Step) -> Vec<Step> {
        let mut told = Vec::new();
        match step {
            Step::Reading => told.push(step),
            Step::NotKept(_) => self.in_vain = Some(step),
            Step::Indexing { .. } if self.told.is_some_and(|told| told.elapsed() < INTERVAL) => {}
            Step::Indexing { .. } => {
                self.told = Some(Instant::now());
                told.push(step);
            }
        }
        if self.start.elapsed() >= PATIENCE {
            told.extend(self.in_vain.take());
        }
        told
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests prepare files that no tenken would")]
mod tests {
    use std::path::Path;
    use std::thread;

    use super::*;
    use crate::paths::Paths;
    use crate::worklist::Identity;

    fn setup(home: &Path) -> Setup {
        let (folder, pack) = (|name: &str| home.join(name), home.join("pack"));
        std::fs::create_dir(&pack).unwrap();
        let text = "[[term]]\nid = \"term.own\"\nterm = \"語\"\nreading = \"ご\"\ndefinition = \"語のこと。\"\n";
        std::fs::write(pack.join("a.toml"), text).unwrap();
        let paths =
            Paths { config: folder("config"), data: folder("data"), cache: folder("cache"), state: folder("state") };
        let who = Identity { user: "u".into(), host: "h".into() };
        Setup { paths: Some(paths), overlays: vec![pack], worklist: "default".into(), who, items: Vec::new() }
    }

    #[test]
    fn a_loader_that_is_cancelled_is_not_waited_for_and_gives_no_answer() {
        let home = tempfile::tempdir().unwrap();
        let (events, heard) = channel();
        let (go, goes) = channel::<()>();
        let loader = PackLoader::spawn(setup(home.path()), false, move |event| {
            events.send(event).unwrap();
            // Held at the first step until the test lets it go.
            let _ = goes.recv();
        });
        assert!(matches!(heard.recv().unwrap(), PackEvent::Step(Step::Reading)));
        loader.cancel();
        drop(go);
        assert_eq!(heard.iter().count(), 0, "it ends at the step that it was held at");
        assert_eq!(crate::fs::folders_in(&home.path().join("cache/index")), Vec::<std::path::PathBuf>::new());
    }

    #[test]
    fn records_arrive_with_an_engine_that_finds_them() {
        let home = tempfile::tempdir().unwrap();
        let (events, heard) = channel();
        let setup = setup(home.path());
        let _loader = PackLoader::spawn(setup.clone(), false, move |event| events.send(event).unwrap());
        let last = heard.iter().last().unwrap();
        let PackEvent::Ready(catalog, Ok(engine), ..) = last else { panic!("{last:?}") };
        assert!(catalog.find("term.own").is_some());
        assert!(engine.by_name("語").iter().any(|at| catalog.id(*at) == "term.own"));
        let (events, heard) = channel();
        let none = Setup { overlays: Vec::new(), ..setup };
        let _loader = PackLoader::spawn(none, false, move |event| events.send(event).unwrap());
        assert!(matches!(heard.iter().last().unwrap(), PackEvent::Nothing(_)));
    }

    #[test]
    fn records_on_screen_are_in_use_until_it_is_closed() {
        let home = tempfile::tempdir().unwrap();
        let records = Records::open(&setup(home.path()), &mut |_| ControlFlow::Continue(())).unwrap();
        let entry = crate::fs::folders_in(&home.path().join("cache/index")).pop().unwrap();
        let time = |of: &Path| std::fs::metadata(of).unwrap().modified().unwrap();
        std::fs::File::open(&entry).unwrap().set_modified(std::time::UNIX_EPOCH).unwrap();
        let (shown, is_shown) = channel();
        thread::scope(|scope| {
            let records = &records;
            scope.spawn(move || keep(records, &is_shown, Duration::from_millis(1)));
            let start = Instant::now();
            while time(&entry) == std::time::UNIX_EPOCH && start.elapsed() < Duration::from_secs(30) {
                thread::yield_now();
            }
            drop(shown);
        });
        assert_ne!(time(&entry), std::time::UNIX_EPOCH);
    }

    #[test]
    fn progress_is_told_at_a_pace_that_can_be_drawn() {
        let mut pace = Pace::new();
        let steps = (0..10_000).map(|done| Step::Indexing { done, all: 10_000 });
        let told = steps.flat_map(|step| pace.take(step)).count();
        assert!((1..100).contains(&told), "{told}");
        assert_eq!(pace.take(Step::Reading), [Step::Reading]);
    }

    #[test]
    fn that_it_is_made_in_vain_is_told_once_it_costs_time() {
        let (mut pace, in_vain) = (Pace::new(), Step::NotKept("why".to_owned()));
        assert_eq!(pace.take(in_vain.clone()), []);
        pace.start = pace.start.checked_sub(PATIENCE).unwrap();
        assert!(pace.take(Step::Indexing { done: 1, all: 2 }).contains(&in_vain));
        assert_eq!(pace.take(Step::Reading), [Step::Reading], "said once");
    }
}
