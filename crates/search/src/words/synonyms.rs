//! Words that mean the same: from the glossary of the catalog and `index/synonyms.tsv`.

use std::collections::HashMap;

use crate::error::SearchError;
use crate::text::normalize::normalize;

const FILE: &str = "index/synonyms.tsv";

/// Longest member that is looked for inside a text, in characters after normalisation.
const MEMBER_MAX: usize = 40;

/// Groups of words that mean the same.
#[derive(Debug, Default)]
pub(crate) struct Synonyms {
    /// NormalizedText member → its group.
    groups: HashMap<String, usize>,
    /// The members of each group, as written.
    members: Vec<Vec<String>>,
    /// The first words of expressions of several words → the groups that these are members of.
    begun: HashMap<String, Vec<usize>>,
}

/// A member found inside a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Occurrence {
    /// Where it stands in the normalised text, in characters.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Its group.
    pub group: usize,
}

impl Synonyms {
    /// Reads the table and joins it with groups of the glossary: groups that share a member become one.
    pub fn new(table: &str, glossary: impl Iterator<Item = Vec<String>>) -> Result<Self, SearchError> {
        let mut synonyms = Self::default();
        for group in glossary.chain(read(table)?) {
            synonyms.add(group);
        }
        synonyms.begin();
        Ok(synonyms)
    }

    /// Collects how expressions of several words begin.
    fn begin(&mut self) {
        for (key, group) in &self.groups {
            for (end, _) in key.match_indices(' ') {
                let groups = self.begun.entry(key[..end].to_owned()).or_default();
                if !groups.contains(group) {
                    groups.push(*group);
                }
            }
        }
        self.begun.values_mut().for_each(|groups| groups.sort_unstable());
    }

    /// Returns the groups with an expression that begins with these words and goes on, in a normalised text.
    pub fn begun(&self, words: &str) -> &[usize] {
        self.begun.get(words).map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, group: Vec<String>) {
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
                    self.groups.insert(key, target);
                    self.members[target].push(member);
                }
            }
        }
    }

    fn merge(&mut self, from: usize, into: usize) {
        let moved = std::mem::take(&mut self.members[from]);
        for member in moved {
            self.groups.insert(normalize(&member).text(), into);
            self.members[into].push(member);
        }
    }

    /// Returns every Latin word that stands in a group.
    pub fn latin_words(&self) -> impl Iterator<Item = String> {
        let words = self.groups.keys().flat_map(|key| key.split(' '));
        words.filter(|word| word.len() > 1 && word.bytes().all(|b| b.is_ascii_alphabetic())).map(str::to_owned)
    }

    /// Whether a normalised text is a member of a group.
    pub fn holds(&self, normalized: &str) -> bool {
        self.groups.contains_key(normalized)
    }

    /// Returns the members of a group.
    pub fn members(&self, group: usize) -> &[String] {
        &self.members[group]
    }

    /// Returns the members inside a normalised text: from the left, the longest first, none overlapping.
    pub fn inside(&self, normalized: &str) -> Vec<Occurrence> {
        let chars: Vec<char> = normalized.chars().collect();
        let mut found = Vec::new();
        let mut start = 0;
        while start < chars.len() {
            match self.longest(&chars[start..]) {
                Some((length, group)) if stands_alone(&chars, start, start + length) => {
                    found.push(Occurrence { start, end: start + length, group });
                    start += length;
                }
                _ => start += 1,
            }
        }
        found
    }

    fn longest(&self, chars: &[char]) -> Option<(usize, usize)> {
        let mut text = String::new();
        let mut best = None;
        for (index, c) in chars.iter().take(MEMBER_MAX).enumerate() {
            text.push(*c);
            if index > 0
                && let Some(group) = self.groups.get(&text)
            {
                best = Some((index + 1, *group));
            }
        }
        best
    }
}

/// Latin words count only as a whole: `ca` is no member of `cache`.
fn stands_alone(chars: &[char], start: usize, end: usize) -> bool {
    let latin = |at: usize| chars.get(at).is_some_and(char::is_ascii_alphanumeric);
    let cut_left = start > 0 && latin(start) && latin(start - 1);
    let cut_right = latin(end - 1) && latin(end);
    !cut_left && !cut_right
}

fn read(table: &str) -> Result<Vec<Vec<String>>, SearchError> {
    let mut groups = Vec::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (index, line) in table.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let line_number = index + 1;
        let wrong = |message: String| SearchError::Definition { file: FILE, line: line_number, message };
        let group: Vec<String> = line.split('\t').map(str::trim).map(str::to_owned).collect();
        if group.len() < 2 || group.iter().any(String::is_empty) {
            return Err(wrong("タブで区切った2語以上が要ります。".to_owned()));
        }
        for member in &group {
            if let Some(first) = seen.insert(normalize(member).text(), line_number) {
                return Err(wrong(format!("「{member}」は{first}行目にもあります。")));
            }
        }
        groups.push(group);
    }
    Ok(groups)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn synonyms(groups: &[&[&str]]) -> Synonyms {
        let mut synonyms = Synonyms::default();
        for group in groups {
            synonyms.add(group.iter().map(|member| (*member).to_owned()).collect());
        }
        synonyms
    }

    #[test]
    fn groups_that_share_a_member_are_one() {
        let synonyms = synonyms(&[&["二要素認証", "MFA"], &["サーバ", "server"], &["多要素認証", "mfa"]]);
        let of = |word: &str| {
            let mut members = synonyms.inside(word).first().map_or(Vec::new(), |o| synonyms.members(o.group).to_vec());
            members.sort();
            members
        };
        assert_eq!(of("多要素認証"), ["MFA", "二要素認証", "多要素認証"]);
        assert_eq!(of("サーバ"), ["server", "サーバ"]);
        assert!(of("認証").is_empty());
    }

    #[test]
    fn the_longest_member_is_found_and_latin_only_as_a_word() {
        let synonyms = synonyms(&[&["ログ", "log"], &["アクセスログ", "access log"], &["ca", "認証局"]]);
        let inside = |text: &str| synonyms.inside(text).into_iter().map(|o| (o.start, o.end)).collect::<Vec<_>>();
        assert_eq!(inside("保守アクセスログ"), [(2, 8)]);
        assert_eq!(inside("cacheとca"), [(6, 8)]);
    }

    #[test]
    fn mistakes_are_named_by_line() {
        for (table, line) in [("# x\nログ\n", 2), ("ログ\tlog\nｌｏｇ\t記録\n", 2), ("ログ\t\tlog\n", 1)] {
            let message = read(table).unwrap_err().to_string();
            assert!(message.contains(&format!("index/synonyms.tsv:{line}")), "{message}");
        }
    }
}
