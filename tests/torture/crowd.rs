//! Eight writers and a reader at once in one worklist, which begins with their first marks; many of the writers are killed.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::acts::DEFAULT;
use super::journals::lines;
use super::killing::{Ending, run};
use super::random::Random;
use super::rounds::{locked, next_start, no_strays};
use super::tally::Tally;
use super::world::World;
use super::{Fault, Plan};

const WRITERS: usize = 8;

/// How many marks each of them makes.
const MARKS: usize = 4;

/// Three of the writers are one person in three places.
fn user(writer: usize) -> String {
    if writer < 3 { "sato".to_owned() } else { format!("user{writer}") }
}

fn tag(writer: usize, mark: usize) -> String {
    format!("C{writer}x{mark}x")
}

/// Plays a round.
///
/// # Errors
///
/// If an acknowledged mark is lost, or anything is left behind.
pub fn round(_: &Plan, random: &mut Random, tally: &Mutex<Tally>, world: &mut World) -> Result<(), Fault> {
    let world = &*world;
    let acknowledged = Mutex::new(Vec::new());
    let running = AtomicUsize::new(WRITERS);
    let results: Vec<Result<(), Fault>> = thread::scope(|scope| {
        let mut threads = Vec::new();
        for writer in 0..WRITERS {
            let mut random = Random::new(random.below(u64::MAX));
            let (acknowledged, running) = (&acknowledged, &running);
            threads.push(scope.spawn(move || {
                let written = write(writer, world, &mut random, tally, acknowledged);
                running.fetch_sub(1, Ordering::SeqCst);
                written
            }));
        }
        threads.push(scope.spawn(|| watch(world, &running, &acknowledged)));
        threads.into_iter().map(|one| one.join().unwrap_or_else(|_| Err("a writer panicked".into()))).collect()
    });
    results.into_iter().collect::<Result<Vec<()>, Fault>>()?;
    let acknowledged = acknowledged.into_inner().map_err(|_| "a writer panicked".to_owned())?;
    check(world, &acknowledged)
}

fn write(
    writer: usize,
    world: &World,
    random: &mut Random,
    tally: &Mutex<Tally>,
    acknowledged: &Mutex<Vec<String>>,
) -> Result<(), Fault> {
    for mark in 0..MARKS {
        let (tag, clause) = (tag(writer, mark), &world.clauses[writer * MARKS + mark]);
        let typical = locked(tally)?.time("mark");
        let ending = match random.below(3) {
            0 => Ending::Natural,
            // Eight at once take longer than one.
            _ => Ending::After(typical * u32::try_from(random.below(300)).unwrap_or_default() / 100),
        };
        let command = world.command(&user(writer), &["mark", clause, "done", "--note", &tag], None);
        let ended = run(command, &ending, world.path(&format!("said{writer}.txt")))?;
        if ended.status.success() {
            acknowledged.lock().map_err(|_| "a writer panicked".to_owned())?.push(tag);
        } else if !ended.was_killed() {
            return Err(format!("a mark failed: {}\n{}", ended.status, ended.said));
        }
        locked(tally)?.add("mark", ended.was_killed(), ended.status.success(), typical);
    }
    Ok(())
}

/// Reads as long as there is somebody who writes: what was acknowledged before is seen.
fn watch(world: &World, running: &AtomicUsize, acknowledged: &Mutex<Vec<String>>) -> Result<(), Fault> {
    while running.load(Ordering::SeqCst) > 0 {
        let known = acknowledged.lock().map_err(|_| "a writer panicked".to_owned())?.len();
        let output = world.run("reader", &["status", "--json"])?;
        // What killed programs have left behind is removed by their own people, so it may still be there to be told.
        let text = String::from_utf8_lossy(&output.stdout);
        let status: serde_json::Value =
            serde_json::from_str(&text).map_err(|error| format!("status: {error}: {text}"))?;
        let done = status["by_status"]["done"].as_u64().unwrap_or_default();
        if done < known as u64 {
            return Err(format!("a reader saw {done} of {known} acknowledged marks"));
        }
    }
    Ok(())
}

fn check(world: &World, acknowledged: &[String]) -> Result<(), Fault> {
    for writer in 2..WRITERS {
        next_start(world, &user(writer), DEFAULT).or_else(|fault| {
            // Of the others something may still lie there.
            if writer + 1 < WRITERS { Ok(()) } else { Err(fault) }
        })?;
    }
    let all = lines(&world.worklist(DEFAULT))?;
    let lost = |tag: &&String| !all.iter().any(|line| line.text.contains(tag.as_str()));
    if let Some(tag) = acknowledged.iter().find(lost) {
        return Err(format!("{tag} was acknowledged and is gone"));
    }
    let done = || -> Result<u64, Fault> {
        let status = world.document("reader", &["status", "--json"])?;
        Ok(status["by_status"]["done"].as_u64().unwrap_or_default())
    };
    let before = done()?;
    if before < acknowledged.len() as u64 {
        return Err(format!("{} marks were acknowledged, {before} are counted", acknowledged.len()));
    }
    // Who says what the worklist is about leaves nobody out.
    for user in ["sato", "user7", "user3"] {
        world.succeed(user, &["worklist", "set", "--facility", user])?;
        if done()? != before {
            return Err(format!("{user} named the facility: {before} marks were counted, now {}", done()?));
        }
    }
    next_start(world, "reader", DEFAULT)?;
    no_strays(world)
}
