//! Reads `index/synonyms.tsv` and joins it with the glossary.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use tenken_catalog::packed::{ColumnWriter, Numbers, Writer, strings};
use tenken_catalog::tr;

use crate::error::SearchError;
use crate::text::normalize::normalize;
use crate::words::synonyms::sections;

const FILE: &str = "index/synonyms.tsv";

/// Groups of words that mean the same, while they are collected.
#[derive(Debug, Default)]
pub(crate) struct SynonymsBuilder {
    /// NormalizedText member → its group.
    groups: HashMap<String, usize>,
    /// The members of each group, as written.
    members: Vec<Vec<String>>,
    /// How many members of a group of a line that leads one way mean the same; the others are what its name also means.
    same: HashMap<usize, usize>,
    /// How long the longest member is, in characters.
    longest: usize,
}

/// A line of the table.
#[derive(Debug)]
enum Line {
    /// Words that mean the same.
    Group(Vec<String>),
    /// Words, each of which also means the others, while these do not mean it: a service and what it is used for.
    OneWay { names: Vec<String>, meant: Vec<String> },
}

impl SynonymsBuilder {
    /// Reads the table and joins it with groups of the glossary: groups that share a member become one.
    pub fn new(table: &str, glossary: impl Iterator<Item = Vec<String>>) -> Result<Self, SearchError> {
        let mut synonyms = Self::default();
        glossary.for_each(|group| synonyms.add(group));
        let mut one_way = Vec::new();
        for line in read(table)? {
            match line {
                Line::Group(group) => synonyms.add(group),
                Line::OneWay { names, meant } => one_way.push((names, meant)),
            }
        }
        // Only now all groups are known.
        for (names, meant) in one_way {
            synonyms.add_one_way(&names, &meant);
        }
        Ok(synonyms)
    }

    /// Gives the names of a line their groups: what each means the same as, and what else it means. Those that mean the same as
    /// nothing share one, because a line may have dozens.
    fn add_one_way(&mut self, names: &[String], meant: &[String]) {
        let mut shared = None;
        for name in names {
            let key = normalize(name).text();
            let same = self.groups.get(&key).map_or(&[][..], |group| &self.members[*group]).to_vec();
            let shares = same.is_empty();
            let group = shared.filter(|_| shares).unwrap_or_else(|| self.add_group(same, meant));
            shared = shared.or(shares.then_some(group));
            let stem = stem(name).filter(|stem| *stem != key && !self.groups.contains_key(stem));
            stem.into_iter().chain([key]).for_each(|key| self.insert(key, group));
        }
    }

    /// Adds a group of what means the same and of what it also means.
    fn add_group(&mut self, same: Vec<String>, meant: &[String]) -> usize {
        let group = self.members.len();
        self.same.insert(group, same.len());
        self.members.push([same, meant.to_vec()].concat());
        group
    }

    fn insert(&mut self, key: String, group: usize) {
        self.longest = self.longest.max(key.chars().count());
        self.groups.insert(key, group);
    }

    pub(super) fn add(&mut self, group: Vec<String>) {
        let keys: Vec<String> = group.iter().map(|member| normalize(member).text()).collect();
        let known = keys.iter().find_map(|key| self.groups.get(key).copied());
        let target = known.unwrap_or_else(|| {
            self.members.push(Vec::new());
            self.members.len() - 1
        });
        for (key, member) in keys.into_iter().zip(group) {
            match self.groups.get(&key).copied() {
                Some(other) if other != target => self.merge(other, target),
                Some(_) => {}
                None if key.chars().count() < 2 => {}
                None => {
                    self.insert(key, target);
                    self.members[target].push(member);
                }
            }
        }
    }

    fn merge(&mut self, from: usize, into: usize) {
        let moved = std::mem::take(&mut self.members[from]);
        for member in moved {
            self.insert(normalize(&member).text(), into);
            self.members[into].push(member);
        }
    }

    /// Returns every Latin word that stands in a group.
    pub fn latin_words(&self) -> impl Iterator<Item = &str> {
        let words = self.groups.keys().flat_map(|key| key.split(' '));
        words.filter(|word| word.len() > 1 && word.bytes().all(|b| b.is_ascii_alphabetic()))
    }

    /// Returns every member, normalised.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.groups.keys().map(String::as_str)
    }

    /// Collects how expressions of several words begin: the first words, and the groups that these expressions are members of.
    fn begun(&self) -> BTreeMap<&str, BTreeSet<u32>> {
        let mut begun: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
        for (key, group) in &self.groups {
            for (end, _) in key.match_indices(' ') {
                begun.entry(&key[..end]).or_default().insert(*group as u32);
            }
        }
        begun
    }

    /// Writes the groups.
    pub fn write(&self, tables: &mut Writer) -> Result<(), SearchError> {
        let groups: BTreeMap<&str, usize> = self.groups.iter().map(|(key, group)| (key.as_str(), *group)).collect();
        strings(groups.keys().copied(), tables, sections::KEYS)?;
        tables.add(sections::GROUPS, Numbers::to_bytes(groups.values().map(|group| *group as u32)));
        let (mut members, mut normalized) = (ColumnWriter::default(), ColumnWriter::default());
        let (mut ends, mut same) = (Vec::new(), Vec::new());
        let mut end = 0;
        for (group, all) in self.members.iter().enumerate() {
            all.iter().for_each(|member| members.push(member.as_bytes()));
            all.iter().for_each(|member| normalized.push(normalize(member).text().as_bytes()));
            end += all.len();
            ends.push(end as u32);
            same.push(self.same.get(&group).map_or(u32::MAX, |same| *same as u32));
        }
        members.write(tables, sections::MEMBERS)?;
        normalized.write(tables, sections::NORMALIZED)?;
        tables.add(sections::ENDS, Numbers::to_bytes(ends));
        tables.add(sections::SAME, Numbers::to_bytes(same));
        tables.add(sections::LONGEST, Numbers::to_bytes([self.longest as u32]));
        let begun = self.begun();
        strings(begun.keys().copied(), tables, sections::BEGUN)?;
        let mut column = ColumnWriter::default();
        begun.into_values().for_each(|groups| column.push(&Numbers::to_bytes(groups)));
        Ok(column.write(tables, sections::BEGUN_GROUPS)?)
    }
}

/// Returns a name as it stands where a verb goes on with its ending. Alone, 忍び込 is taken for a short spelling of 忍び込み, and
/// would not be found in 忍び込んだ.
fn stem(name: &str) -> Option<String> {
    // No word with kana left out goes on with it, and it is no particle: nothing is filled in before it.
    const GOES_ON: char = 'ぬ';
    normalize(&format!("{name}{GOES_ON}")).text().strip_suffix(GOES_ON).map(str::to_owned)
}

/// Stands between the names and what they mean on a line that leads one way only.
const ONE_WAY: &str = ">";

fn read(table: &str) -> Result<Vec<Line>, SearchError> {
    let mut lines = Vec::new();
    let mut seen: [HashMap<String, usize>; 2] = Default::default();
    for (index, line) in table.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let line_number = index + 1;
        let wrong = |message: String| SearchError::Definition { file: FILE, line: line_number, message };
        let words: Vec<String> = line.split('\t').map(str::trim).map(str::to_owned).collect();
        if words.len() < 2 || words.iter().any(String::is_empty) {
            return Err(wrong(tr!("タブで区切った2語以上が要ります。").to_owned()));
        }
        let mut sides = words.split(|word| word == ONE_WAY).map(<[String]>::to_vec);
        let line = match (sides.next(), sides.next(), sides.next()) {
            (Some(group), None, _) => Line::Group(group),
            (Some(names), Some(meant), None) if !names.is_empty() && !meant.is_empty() => Line::OneWay { names, meant },
            _ => return Err(wrong(tr!("「>」の前と後に語が要ります。").to_owned())),
        };
        let (known, own) = match &line {
            Line::Group(group) => (&mut seen[0], group),
            Line::OneWay { names, .. } => (&mut seen[1], names),
        };
        for word in own {
            if let Some(first) = known.insert(normalize(word).text(), line_number) {
                return Err(wrong(tr!("「{word}」は{first}行目にもあります。", word, first)));
            }
        }
        lines.push(line);
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_are_named_by_line() {
        for (table, line) in [
            ("# x\nログ\n", 2),
            ("ログ\t>\n", 1),
            ("a\tb\n>\tログ\n", 2),
            ("ログ\t>\ta\t>\tb\n", 1),
            ("ログ\tlog\nｌｏｇ\t記録\n", 2),
            ("ログ\t\tlog\n", 1),
        ] {
            let message = read(table).unwrap_err().to_string();
            assert!(message.contains(&format!("index/synonyms.tsv:{line}")), "{message}");
        }
    }
}
