//! Three folders are merged in every order, and merges are killed: the marks are the same, and an undo takes them back.

use std::path::PathBuf;
use std::sync::Mutex;

use super::acts::{Act, DEFAULT, KINDS, Kind, Trace};
use super::random::Random;
use super::rounds::{next_start, no_strays, perform};
use super::tally::Tally;
use super::world::World;
use super::{Fault, Plan};

const ORDERS: [[usize; 3]; 6] = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

/// How many marks each person makes.
const MARKS: usize = 3;

/// Plays a round.
///
/// # Errors
///
/// If the orders differ, or anything is lost or left behind.
pub fn round(plan: &Plan, random: &mut Random, tally: &Mutex<Tally>, world: &mut World) -> Result<(), Fault> {
    let people: Vec<World> = (0..3).map(|_| World::new(&plan.program)).collect::<Result<_, _>>()?;
    for (number, person) in people.iter().enumerate() {
        for mark in 0..MARKS {
            // Few clauses, so that they disagree.
            let clause = &world.clauses[random.index(4)];
            let status = ["doing", "done", "na"][random.index(3)];
            let note = format!("M{number}x{mark}x");
            person.succeed(&format!("user{number}"), &["mark", clause, status, "--note", &note])?;
        }
    }
    let folders: Vec<PathBuf> = people.iter().map(|person| person.worklist(DEFAULT)).collect();
    let mut seen: Vec<(String, [usize; 3])> = Vec::new();
    for order in ORDERS {
        let into = World::new(&plan.program)?;
        let merged = merge_all(&into, &folders, order, random, tally);
        let marks = merged.map_err(|fault| format!("{order:?}: {fault}\n  kept in {}", into.keep().display()))?;
        seen.push((marks, order));
    }
    match seen.iter().find(|(marks, _)| *marks != seen[0].0) {
        Some((marks, order)) => Err(format!("{:?} and {order:?} differ:\n{}\n{marks}", seen[0].1, seen[0].0)),
        None => Ok(()),
    }
}

/// Merges the folders in an order and returns the marks, after which everything is taken back again.
fn merge_all(
    into: &World,
    folders: &[PathBuf],
    order: [usize; 3],
    random: &mut Random,
    tally: &Mutex<Tally>,
) -> Result<String, Fault> {
    let empty = marks(into)?;
    for from in order {
        let folder = folders[from].display().to_string();
        let args = ["merge", &folder, "--apply"].map(str::to_owned).to_vec();
        // The newest mark of this person is new here.
        let text = format!("M{from}x{}x", MARKS - 1);
        let worklist = DEFAULT.to_owned();
        let act = Act { args, trace: Trace::Lines { worklist, text, before: 0, added: None, clause: None } };
        perform(merge_kind()?, &act, "sato", into, random, tally)?;
        // What was killed is done again; what was not is known by now.
        let again = into.run("sato", &["merge", &folder, "--apply"])?;
        if !matches!(again.status.code(), Some(0 | 1)) {
            return Err(format!("merged again: {}", String::from_utf8_lossy(&again.stderr)));
        }
        if !act.trace.is_whole(into)? {
            return Err("a merge is not there".to_owned());
        }
    }
    let all = marks(into)?;
    for _ in order {
        into.succeed("sato", &["undo"])?;
    }
    if marks(into)? != empty {
        return Err("after the undo of every merge there are marks".to_owned());
    }
    for _ in order {
        into.succeed("sato", &["redo"])?;
    }
    if marks(into)? != all {
        return Err("after the redo of every merge there are other marks".to_owned());
    }
    next_start(into, "sato", DEFAULT)?;
    no_strays(into)?;
    Ok(all)
}

fn marks(world: &World) -> Result<String, Fault> {
    world.succeed("sato", &["export", "csv"])
}

fn merge_kind() -> Result<&'static Kind, Fault> {
    KINDS.iter().find(|kind| kind.name == "merge").ok_or_else(|| "there is no kind of this name".to_owned())
}
