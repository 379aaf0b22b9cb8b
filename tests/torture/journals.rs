//! Reads the records of a worklist without tenken, as `docs/journal.md` describes them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::Fault;

/// One line of a journal.
pub struct Line {
    /// Its bytes as text.
    pub text: String,
    /// What it says.
    pub value: Value,
}

/// Returns the files of a folder whose names end like those of journals, hidden ones and temporary ones aside.
pub fn journals(folder: &Path) -> Vec<PathBuf> {
    let items = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|item| item.path());
    let mut paths: Vec<PathBuf> = items.filter(|path| is_journal(path)).collect();
    paths.sort();
    paths
}

fn is_journal(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.ends_with(".jsonl") && !name.starts_with('.')
}

/// Returns the lines of all journals, none of which may be torn, empty or of half an act.
///
/// # Errors
///
/// If one of them is.
pub fn lines(folder: &Path) -> Result<Vec<Line>, Fault> {
    let mut lines = Vec::new();
    for path in journals(folder) {
        let of_file = lines_of(&path)?;
        acts_are_whole(&of_file).map_err(|fault| format!("{}: {fault}", path.display()))?;
        lines.extend(of_file);
    }
    Ok(lines)
}

fn lines_of(path: &Path) -> Result<Vec<Line>, Fault> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    if text.is_empty() {
        return Err(format!("{}: an empty journal is left", path.display()));
    }
    if !text.ends_with('\n') {
        return Err(format!("{}: the last line is torn", path.display()));
    }
    let line = |(number, text): (usize, &str)| {
        let value =
            serde_json::from_str(text).map_err(|error| format!("{}:{}: {error}", path.display(), number + 1))?;
        Ok(Line { text: text.to_owned(), value })
    };
    text.lines().enumerate().map(line).collect()
}

/// Returns the total length of the journals of a folder and of those that are being merged.
pub fn length(folder: &Path) -> u64 {
    let items = std::fs::read_dir(folder).into_iter().flatten().flatten();
    items.filter_map(|item| Some(item.metadata().ok()?.len())).sum()
}

/// Returns the id of the act that a line is part of.
pub fn act(line: &Line) -> &str {
    line.value["act"]["id"].as_str().or(line.value["id"].as_str()).unwrap_or_default()
}

fn acts_are_whole(lines: &[Line]) -> Result<(), Fault> {
    let mut found: HashMap<&str, u64> = HashMap::new();
    let mut wanted: HashMap<&str, u64> = HashMap::new();
    for line in lines {
        *found.entry(act(line)).or_default() += 1;
        wanted.entry(act(line)).or_insert_with(|| line.value["act"]["lines"].as_u64().unwrap_or(1));
    }
    match found.iter().find(|(act, count)| wanted[*act] != **count) {
        Some((act, count)) => Err(format!("half an act: {count} of {} lines of {act}", wanted[act])),
        None => Ok(()),
    }
}
