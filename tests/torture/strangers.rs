//! Files of others lie in the folder of the worklist or are merged: they are named or passed over, what is sound counts, and
//! work goes on beside them.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};

use super::acts::DEFAULT;
use super::journals::journals;
use super::killing::{Ending, run};
use super::random::Random;
use super::rounds::{locked, next_start, no_strays};
use super::tally::Tally;
use super::world::World;
use super::{Fault, Plan};

/// How long a command may take beside such a file.
const PATIENCE: Duration = Duration::from_secs(20);

/// A file of a stranger: its name, its bytes, and whether a merge of it must be refused.
struct Strange {
    name: &'static str,
    bytes: Vec<u8>,
    is_refused: bool,
}

/// Plays a round.
///
/// # Errors
///
/// If work does not go on beside such a file, or anything is lost.
pub fn round(plan: &Plan, random: &mut Random, tally: &Mutex<Tally>, world: &mut World) -> Result<(), Fault> {
    let world = &*world;
    world.succeed("sato", &["worklist", "set", "--facility", "東病院"])?;
    world.succeed("sato", &["mark", &world.clauses[0], "done", "--note", "first"])?;
    let other = World::new(&plan.program)?;
    other.succeed("other", &["worklist", "set", "--facility", "南病院"])?;
    other.succeed("other", &["mark", &world.clauses[1], "na", "--note", "foreign"])?;
    for (number, strange) in strangers(world, &other)?.iter().enumerate() {
        beside(strange, number, world, random, tally).map_err(|fault| format!("beside {}: {fault}", strange.name))?;
        merged(strange, number, world).map_err(|fault| format!("merging {}: {fault}", strange.name))?;
    }
    no_strays(world)
}

/// Records while the file lies in the folder, and is killed at times.
fn beside(
    strange: &Strange,
    number: usize,
    world: &World,
    random: &mut Random,
    tally: &Mutex<Tally>,
) -> Result<(), Fault> {
    let path = world.write(&format!("data/worklists/{DEFAULT}/{}", strange.name), &strange.bytes)?;
    let start = Instant::now();
    let status = world.run("sato", &["status", "--json"])?;
    if !matches!(status.status.code(), Some(0 | 2)) || status.stdout.is_empty() {
        return Err(format!("{}: {}", status.status, String::from_utf8_lossy(&status.stderr)));
    }
    let tag = format!("S{number}x");
    let clause = &world.clauses[number + 2];
    let ending = if random.happens(50) { Ending::After(locked(tally)?.time("mark") / 2) } else { Ending::Natural };
    let ended =
        run(world.command("sato", &["mark", clause, "done", "--note", &tag], None), &ending, world.path("said.txt"))?;
    if !ended.status.success() && !ended.was_killed() {
        return Err(format!("a mark failed: {}", ended.said));
    }
    if start.elapsed() > PATIENCE {
        return Err(format!("it took {:?}", start.elapsed()));
    }
    std::fs::remove_file(&path).map_err(|error| format!("{path}: {error}"))?;
    next_start(world, "sato", DEFAULT)?;
    let is_there = world.history("sato", clause)?.contains(&tag);
    if ended.status.success() && !is_there {
        return Err("a mark was acknowledged and is gone".to_owned());
    }
    locked(tally)?.add("mark", ended.was_killed(), is_there, ended.time);
    Ok(())
}

/// Merges the file from a folder of its own.
fn merged(strange: &Strange, number: usize, world: &World) -> Result<(), Fault> {
    let path = world.write(&format!("strange{number}/{}", strange.name), &strange.bytes)?;
    let folder = world.path(&format!("strange{number}")).display().to_string();
    let before = world.succeed("sato", &["export", "csv"])?;
    let code = world.run("sato", &["merge", &folder, "--apply"])?.status.code();
    if !matches!(code, Some(0..=2)) {
        return Err(format!("it ended with {code:?}"));
    }
    let is_unchanged = world.succeed("sato", &["export", "csv"])? == before;
    std::fs::remove_file(&path).map_err(|error| format!("{path}: {error}"))?;
    next_start(world, "sato", DEFAULT)?;
    if strange.is_refused && !is_unchanged {
        return Err(format!("it was merged: {code:?}"));
    }
    Ok(())
}

fn strangers(world: &World, other: &World) -> Result<Vec<Strange>, Fault> {
    let read = |world: &World| -> Result<Vec<u8>, Fault> {
        let paths = journals(&world.worklist(DEFAULT));
        let path = paths.first().ok_or("there is no journal")?;
        std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
    };
    let own = read(world)?;
    let strange = |name, bytes, is_refused| Strange { name, bytes, is_refused };
    Ok(vec![
        strange("foreign.jsonl", read(other)?, true),
        strange("copy (1).jsonl", own.clone(), false),
        strange("copy.jsonl.sync-conflict-1", [b"\xef\xbb\xbf", own.as_slice(), b"\0\0\0"].concat(), false),
        strange("COPY.JSONL", own[..own.len() / 2].to_vec(), false),
        strange("nul.jsonl", vec![0; 1 << 16], false),
        strange("bytes.jsonl", b"{\"v\":2,\"id\":\"\xff\xfe\"}\n".to_vec(), false),
        strange("breaks.jsonl", [own.as_slice(), &vec![b'\n'; 1 << 20]].concat(), true),
        strange("newer.jsonl", b"{\"v\":99}\n".to_vec(), true),
        strange("future.jsonl", chained(1, 253_402_000_000_000).into_bytes(), true),
        strange("heads.jsonl", chained(1_500, 1_793_491_200_000).into_bytes(), true),
        strange("writing.jsonl.tmp", own, false),
    ])
}

/// Returns a journal of notes to one clause, none of which knows of another, from a time in milliseconds since 1970 on.
fn chained(count: u64, time: u64) -> String {
    let mut text = String::new();
    let mut prev = "0".repeat(64);
    for number in 1..=count {
        let digits = format!("{time:012x}");
        let id = format!("{}-{}-7000-8000-{number:012x}", &digits[..8], &digits[8..]);
        let line = format!(
            r#"{{"v":2,"id":"{id}","at":"2026-11-01T00:00:00.000Z","who":{{"user":"evil","host":"evil"}},"subject":{{"clause":"mhlw6.sysun.14.5"}},"edit":{{"note":"n{number}"}},"prev":"{prev}"}}"#
        );
        prev = Sha256::digest(&line).iter().map(|byte| format!("{byte:02x}")).collect();
        text = text + &line + "\n";
    }
    text
}
