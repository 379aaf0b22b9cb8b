//! Everything that tenken writes, killed at any moment: what was acknowledged is there, every act is whole or not there, and
//! nothing is left lying about. `examples/torture.rs` is the same with as many kills as one likes.
//!
//! A `world` is a home with a worklist; an `act` is one command that writes, with what it must leave behind; `killing` ends
//! it somewhere; `journals` reads the records without tenken; `rounds` puts them together; `crowd`, `merging` and `strangers`
//! are the rounds with many writers, with three folders and with files of others.

mod acts;
mod crowd;
mod journals;
mod killing;
mod merging;
mod random;
mod rounds;
mod strangers;
mod tally;
mod world;

use std::path::PathBuf;
use std::sync::Mutex;
use std::thread;

use self::random::Random;
pub use self::tally::Tally;

/// How long and with what.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The program.
    pub program: PathBuf,
    /// How many kills are wanted.
    pub kills: usize,
    /// Where the random choices begin.
    pub seed: u64,
    /// How many worlds there are at a time.
    pub workers: u64,
}

/// What went wrong, with where and how to see it again.
pub type Fault = String;

/// Kills until there are enough kills.
///
/// # Errors
///
/// At the first fault.
pub fn run(plan: &Plan) -> Result<Tally, Fault> {
    let tally = Mutex::new(Tally::default());
    let worker = |worker: u64| {
        let mut random = Random::new(plan.seed.wrapping_mul(1_000).wrapping_add(worker));
        let mut turn = worker;
        while tally.lock().is_ok_and(|tally| tally.kills() < plan.kills) {
            rounds::round(plan, &mut random, turn, &tally)
                .map_err(|fault| format!("{fault}\n  seed {}, worker {worker}, round {turn}", plan.seed))?;
            turn += plan.workers;
        }
        Ok(())
    };
    let results: Vec<Result<(), Fault>> = thread::scope(|scope| {
        let workers: Vec<_> = (0..plan.workers).map(|number| scope.spawn(move || worker(number))).collect();
        workers.into_iter().map(|worker| worker.join().unwrap_or_else(|_| Err("a worker panicked".into()))).collect()
    });
    results.into_iter().collect::<Result<Vec<()>, Fault>>()?;
    tally.into_inner().map_err(|_| "a worker panicked".to_owned())
}

#[cfg(test)]
#[test]
fn a_hundred_kills_lose_nothing() {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_tenken"));
    let tally = run(&Plan { program, kills: 100, seed: 1, workers: 2 }).unwrap_or_else(|fault| panic!("{fault}"));
    println!("{tally}");
    assert!(tally.kills() >= 100);
    assert!(tally.has_tried_everything(), "{tally}");
}
