//! What was tried and what came of it.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use super::acts::KINDS;

/// What came of one kind of act.
#[derive(Clone, Debug, Default)]
struct Row {
    acts: usize,
    kills: usize,
    acknowledged: usize,
    whole: usize,
    absent: usize,
    time: Duration,
}

/// The counts of all kinds.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    rows: BTreeMap<&'static str, Row>,
    rounds: BTreeMap<&'static str, usize>,
}

impl Tally {
    /// Returns how many programs were killed.
    pub fn kills(&self) -> usize {
        self.rows.values().map(|row| row.kills).sum()
    }

    /// Returns how long an act of a kind takes.
    pub fn time(&self, kind: &str) -> Duration {
        self.rows.get(kind).map(|row| row.time).filter(|time| !time.is_zero()).unwrap_or(Duration::from_millis(100))
    }

    /// Counts an act that ran to its end, or was killed.
    pub fn add(&mut self, kind: &'static str, killed: bool, is_whole: bool, time: Duration) {
        let row = self.rows.entry(kind).or_default();
        row.acts += 1;
        row.kills += usize::from(killed);
        row.acknowledged += usize::from(!killed && is_whole);
        row.whole += usize::from(is_whole);
        row.absent += usize::from(!is_whole);
        if !killed {
            row.time = if row.time.is_zero() { time } else { (row.time * 3 + time) / 4 };
        }
    }

    /// Counts a round.
    pub fn add_round(&mut self, name: &'static str) {
        *self.rounds.entry(name).or_default() += 1;
    }

    /// Whether every kind of act and of round was tried.
    pub fn has_tried_everything(&self) -> bool {
        KINDS.iter().all(|kind| self.rows.contains_key(kind.name)) && self.rounds.len() == super::rounds::ROUNDS.len()
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let head = ["kind", "acts", "kills", "acknowledged", "whole", "absent", "lost", "half", "strays"];
        writeln!(
            f,
            "{:<18}{:>6}{:>7}{:>14}{:>7}{:>8}{:>6}{:>6}{:>8}",
            head[0], head[1], head[2], head[3], head[4], head[5], head[6], head[7], head[8]
        )?;
        let mut all = Row::default();
        for (kind, row) in &self.rows {
            line(f, kind, row)?;
            all.acts += row.acts;
            all.kills += row.kills;
            all.acknowledged += row.acknowledged;
            all.whole += row.whole;
            all.absent += row.absent;
        }
        line(f, "all", &all)?;
        let rounds: Vec<String> = self.rounds.iter().map(|(name, count)| format!("{name} {count}")).collect();
        write!(f, "rounds: {}", rounds.join(", "))
    }
}

/// A run ends at the first loss, so the last three are 0 wherever there is a table.
fn line(f: &mut fmt::Formatter<'_>, kind: &str, row: &Row) -> fmt::Result {
    let Row { acts, kills, acknowledged, whole, absent, .. } = row;
    writeln!(f, "{kind:<18}{acts:>6}{kills:>7}{acknowledged:>14}{whole:>7}{absent:>8}{:>6}{:>6}{:>8}", 0, 0, 0)
}
