//! Rounds: a world is made, acts are ended somewhere, and after each of them the next start finds everything in order.

use std::io::Read;
use std::path::Path;
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

use super::acts::{Act, DEFAULT, KINDS, Kind, Maker, Trace};
use super::journals::{length, lines};
use super::killing::{Ended, Ending, run};
use super::random::Random;
use super::tally::Tally;
use super::world::World;
use super::{Fault, Plan, crowd, merging, strangers};

/// The people of a world.
const USERS: [&str; 3] = ["sato", "ito", "mori"];

/// How long the greatest part of the growth of a large act is.
const LARGE: u64 = 3_500_000;

type Round = fn(&Plan, &mut Random, &Mutex<Tally>, &mut World) -> Result<(), Fault>;

/// The kinds of rounds, in turn.
pub const ROUNDS: [(&str, Round); 4] =
    [("acts", every_act), ("crowd", crowd::round), ("merging", merging::round), ("strangers", strangers::round)];

/// Plays a round. Acts come as often as the others together.
///
/// # Errors
///
/// If anything is not as it must be. The world is then kept.
pub fn round(plan: &Plan, random: &mut Random, turn: u64, tally: &Mutex<Tally>) -> Result<(), Fault> {
    let (name, play) = if turn.is_multiple_of(2) { ROUNDS[0] } else { ROUNDS[1 + (turn / 2 % 3) as usize] };
    let mut world = World::new(&plan.program)?;
    let played = play(plan, random, tally, &mut world);
    let played = played.map_err(|fault| format!("{name}: {fault}\n  kept in {}", world.keep().display()));
    locked(tally)?.add_round(name);
    played
}

/// Returns the counts.
///
/// # Errors
///
/// If another worker has panicked.
pub fn locked(tally: &Mutex<Tally>) -> Result<MutexGuard<'_, Tally>, Fault> {
    tally.lock().map_err(|_| "another worker panicked".to_owned())
}

/// Every kind of act twice, in a random order, the large ones once.
fn every_act(plan: &Plan, random: &mut Random, tally: &Mutex<Tally>, world: &mut World) -> Result<(), Fault> {
    let colleague = World::new(&plan.program)?;
    world.succeed(USERS[0], &["mark", &world.clauses[0], "done", "--note", "first"])?;
    let mut kinds: Vec<&Kind> = KINDS.iter().chain(KINDS.iter().filter(|kind| !kind.is_large)).collect();
    random.shuffle(&mut kinds);
    let mut acknowledged = Vec::new();
    for (number, kind) in kinds.into_iter().enumerate() {
        let (user, tag) = (USERS[random.index(USERS.len())], format!("T{number}x"));
        let act = kind.act(&mut Maker { world, colleague: &colleague, random, user, tag: &tag })?;
        if perform(kind, &act, user, world, random, tally)? {
            acknowledged.push((kind.name, act));
        }
    }
    let all = lines(&world.worklist(DEFAULT))?;
    let is_gone = |act: &&(&str, Act)| match &act.1.trace {
        // An undo of something later may have repeated a text.
        Trace::Lines { worklist, text, before, added, .. } if worklist == DEFAULT => {
            all.iter().filter(|line| line.text.contains(text)).count() < before + added.unwrap_or(1)
        }
        _ => false,
    };
    if let Some((kind, act)) = acknowledged.iter().find(is_gone) {
        return Err(format!("{kind} was acknowledged and is gone: {}", act.args.join(" ")));
    }
    // Whoever writes next removes what lies about.
    let last = world.path("out/last.csv").display().to_string();
    world.succeed(USERS[0], &["export", "csv", "--out", &last, "--force"])?;
    no_strays(world)
}

/// Performs an act that ends somewhere, and looks at what the next start finds. Returns whether it was acknowledged.
///
/// # Errors
///
/// If something acknowledged is lost, an act is half there, or the next start finds anything wrong.
pub fn perform(
    kind: &Kind,
    act: &Act,
    user: &str,
    world: &World,
    random: &mut Random,
    tally: &Mutex<Tally>,
) -> Result<bool, Fault> {
    let typical = locked(tally)?.time(kind.name);
    let ending = ending(kind, act, world, random, typical);
    let limit = if let Ending::Limit(limit, _) = &ending { Some(*limit) } else { None };
    let args: Vec<&str> = act.args.iter().map(String::as_str).collect();
    let mut command = world.command(user, &args, limit);
    if matches!(ending, Ending::Limit(_, true)) {
        command.env("TORTURE_IGNORE", "1");
    }
    std::fs::create_dir_all(world.path("out")).map_err(|error| error.to_string())?;
    let ended = run(command, &ending, world.path("said.txt"))?;
    let judged = judge(act, &ended, &ending, user, world);
    let is_whole = judged.map_err(|fault| {
        format!("{fault}\n  `tenken {}` by {user}, {ending:?}, {}\n  {}", args.join(" "), ended.status, ended.said)
    })?;
    locked(tally)?.add(kind.name, ended.was_killed(), is_whole, ended.time);
    Ok(ended.status.success())
}

/// Returns where an act ends.
fn ending(kind: &Kind, act: &Act, world: &World, random: &mut Random, typical: Duration) -> Ending {
    let folder = match &act.trace {
        Trace::Lines { worklist, .. } => world.worklist(worklist),
        Trace::File(path, _) => path.parent().unwrap_or(Path::new(".")).to_owned(),
        Trace::Current(_) => world.path("data/worklists"),
    };
    let grown = if kind.is_large { LARGE } else { 2_000 };
    match random.below(10) {
        0 => Ending::Natural,
        1..=4 => Ending::After(typical * u32::try_from(random.below(105)).unwrap_or_default() / 100),
        5..=7 => {
            let beyond = length(&folder) + random.below(grown);
            Ending::Beyond(folder, beyond)
        }
        _ => Ending::Limit(1 + random.below(if kind.is_large { LARGE / 1024 } else { 16 }), random.happens(50)),
    }
}

/// Looks at what an act has left, by the eyes of the next start. Returns whether the act is there.
fn judge(act: &Act, ended: &Ended, ending: &Ending, user: &str, world: &World) -> Result<bool, Fault> {
    let may_fail = ended.was_killed() || matches!(ending, Ending::Limit(..));
    if !ended.status.success() && !may_fail {
        return Err("it failed".to_owned());
    }
    let worklist = match &act.trace {
        Trace::Lines { worklist, .. } => worklist.as_str(),
        Trace::File(..) | Trace::Current(_) => DEFAULT,
    };
    if world.worklist(worklist).is_dir() {
        next_start(world, user, worklist)?;
    }
    let is_whole = act.trace.is_whole(world)?;
    if ended.status.success() && !is_whole {
        return Err("it was acknowledged and is not there".to_owned());
    }
    if let Trace::Lines { clause: Some(clause), text, .. } = &act.trace {
        let is_shown = world.history(user, clause)?.contains(text);
        if is_shown != is_whole {
            return Err(format!("in the journals: {is_whole}, in the history of {clause}: {is_shown}"));
        }
    }
    if let Trace::Current(_) = &act.trace {
        world.succeed(user, &["worklist", "switch", DEFAULT])?;
    }
    Ok(is_whole)
}

/// The next start of a program: nothing is wrong, and nothing is left of what was cut off.
///
/// # Errors
///
/// If anything is.
pub fn next_start(world: &World, user: &str, worklist: &str) -> Result<(), Fault> {
    world.succeed(user, &["status", "--worklist", worklist])?;
    let folder = world.worklist(worklist);
    if !lines(&folder)?.is_empty() {
        world.succeed(user, &["verify", "--worklist", worklist])?;
    }
    let strays: Vec<_> = world.strays().into_iter().filter(|path| path.starts_with(&folder)).collect();
    if strays.is_empty() { Ok(()) } else { Err(format!("left behind: {strays:?}")) }
}

/// Nothing lies about anywhere.
///
/// # Errors
///
/// If anything does.
pub fn no_strays(world: &World) -> Result<(), Fault> {
    let strays = world.strays();
    if strays.is_empty() { Ok(()) } else { Err(format!("left behind: {strays:?}")) }
}

impl Trace {
    /// Whether the act is there; it is an error if half of it is.
    pub fn is_whole(&self, world: &World) -> Result<bool, Fault> {
        match self {
            Self::Lines { worklist, text, before, added, .. } => {
                let all = lines(&world.worklist(worklist))?;
                let count = all.iter().filter(|line| line.text.contains(text)).count();
                match (count.checked_sub(*before), added) {
                    (None, _) => Err(format!("{text}: {before} lines were there, and now {count}")),
                    (Some(0), _) => Ok(false),
                    (Some(new), Some(added)) if new != *added => Err(format!("half an act: {new} of {added} lines")),
                    (Some(_), _) => Ok(true),
                }
            }
            Self::File(path, format) if path.is_file() => is_whole_file(path, format)
                .map(|()| true)
                .map_err(|why| format!("half a file {}: {why}", path.display())),
            Self::File(..) => Ok(false),
            Self::Current(name) => {
                let text = std::fs::read_to_string(world.path("data/worklists/.current")).unwrap_or_default();
                match text.strip_suffix('\n') {
                    Some(current) if current == name => Ok(true),
                    Some(DEFAULT) => Ok(false),
                    None if text.is_empty() => Ok(false),
                    _ => Err(format!("the worklist in use is now {text:?}")),
                }
            }
        }
    }
}

fn is_whole_file(path: &Path, format: &str) -> Result<(), String> {
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    let text = || std::str::from_utf8(&bytes).map_err(|error| error.to_string());
    match format {
        "csv" => csv::Reader::from_reader(bytes.as_slice())
            .records()
            .try_for_each(|row| row.map(drop))
            .map_err(|error| error.to_string()),
        "json" | "oscal" => {
            serde_json::from_str::<serde_json::Value>(text()?).map(drop).map_err(|error| error.to_string())
        }
        "html" if text()?.trim_end().ends_with("</html>") => Ok(()),
        "html" => Err("no end".to_owned()),
        _ => {
            let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).map_err(|error| error.to_string())?;
            (0..archive.len()).try_for_each(|part| {
                let mut part = archive.by_index(part).map_err(|error| error.to_string())?;
                part.read_to_end(&mut Vec::new()).map(drop).map_err(|error| error.to_string())
            })
        }
    }
}
