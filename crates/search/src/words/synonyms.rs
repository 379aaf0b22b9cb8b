//! Words that mean the same: from the glossary of the catalog and `index/synonyms.tsv`.

use std::collections::{HashMap, HashSet};

use crate::error::SearchError;
use crate::text::normalize::normalize;
use crate::words::compounds::Compounds;

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
    /// The same, normalised.
    keys: Vec<Vec<String>>,
    /// For each character that a member begins with, how long such a member is at most, in characters.
    reach: HashMap<char, usize>,
    /// The first words of expressions of several words → the groups that these are members of.
    begun: HashMap<String, Vec<usize>>,
    /// Words of katakana that compounds are made of, normalised.
    parts: HashSet<String>,
    /// How long the longest of all these is, in characters.
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
            names.iter().for_each(|name| synonyms.add_one_way(name, &meant));
        }
        synonyms.begin();
        let keys = |members: &Vec<String>| members.iter().map(|member| normalize(member).text()).collect();
        synonyms.keys = synonyms.members.iter().map(keys).collect();
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

    /// Says which words of katakana compounds may be made of, besides the members of groups.
    pub fn with_parts<'a>(mut self, parts: impl Iterator<Item = &'a str>) -> Self {
        self.parts.extend(parts.map(str::to_owned));
        let longest = self.parts.iter().map(|part| part.chars().count()).max();
        self.longest = self.longest.max(longest.unwrap_or_default());
        self
    }

    /// Gives a name a group of its own: what it means the same as, and what else it means.
    fn add_one_way(&mut self, name: &str, meant: &[String]) {
        let key = normalize(name).text();
        let same = self.groups.get(&key).map_or(&[][..], |group| &self.members[*group]);
        let members = same.iter().chain(meant).cloned().collect();
        self.insert(key, self.members.len());
        self.members.push(members);
    }

    fn insert(&mut self, key: String, group: usize) {
        let length = key.chars().count();
        if let Some(first) = key.chars().next() {
            let reach = self.reach.entry(first).or_default();
            *reach = length.max(*reach);
        }
        self.longest = self.longest.max(length);
        self.groups.insert(key, group);
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
    pub fn latin_words(&self) -> impl Iterator<Item = String> {
        let words = self.groups.keys().flat_map(|key| key.split(' '));
        words.filter(|word| word.len() > 1 && word.bytes().all(|b| b.is_ascii_alphabetic())).map(str::to_owned)
    }

    /// Returns every member, normalised.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.groups.keys().map(String::as_str)
    }

    /// Whether a normalised text is a member of a group.
    pub fn holds(&self, normalized: &str) -> bool {
        self.groups.contains_key(normalized)
    }

    /// Returns the members of a group.
    pub fn members(&self, group: usize) -> &[String] {
        &self.members[group]
    }

    /// Whether a word of katakana may be part of a compound.
    pub(super) fn is_part(&self, word: &str) -> bool {
        self.parts.contains(word) || self.groups.contains_key(word)
    }

    /// Returns how long such a word is at most, in characters.
    pub(super) const fn longest_part(&self) -> usize {
        self.longest
    }

    /// Returns the members of a group, but for one that is given normalised.
    pub fn others(&self, group: usize, member: &str) -> impl Iterator<Item = &str> {
        let all = self.members[group].iter().zip(&self.keys[group]);
        all.filter(move |(_, key)| key.as_str() != member).map(|(other, _)| other.as_str())
    }

    /// Returns the members inside a normalised text: from the left, the longest first, none overlapping.
    pub fn inside(&self, normalized: &str) -> Vec<Occurrence> {
        let chars: Vec<char> = normalized.chars().collect();
        let compounds = Compounds::new(self, &chars);
        let mut found = Vec::new();
        let mut start = 0;
        while start < chars.len() {
            match self.longest(&chars[start..]) {
                Some((length, group)) if compounds.stands_alone(start, start + length) => {
                    found.push(Occurrence { start, end: start + length, group });
                    start += length;
                }
                _ => start += 1,
            }
        }
        found
    }

    fn longest(&self, chars: &[char]) -> Option<(usize, usize)> {
        let reach = self.reach.get(chars.first()?)?;
        let mut text = String::new();
        let mut best = None;
        for (index, c) in chars.iter().take(MEMBER_MAX.min(*reach)).enumerate() {
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
            return Err(wrong("タブで区切った2語以上が要ります。".to_owned()));
        }
        let mut sides = words.split(|word| word == ONE_WAY).map(<[String]>::to_vec);
        let line = match (sides.next(), sides.next(), sides.next()) {
            (Some(group), None, _) => Line::Group(group),
            (Some(names), Some(meant), None) if !names.is_empty() && !meant.is_empty() => Line::OneWay { names, meant },
            _ => return Err(wrong("「>」の前と後に語が要ります。".to_owned())),
        };
        let (known, own) = match &line {
            Line::Group(group) => (&mut seen[0], group),
            Line::OneWay { names, .. } => (&mut seen[1], names),
        };
        for word in own {
            if let Some(first) = known.insert(normalize(word).text(), line_number) {
                return Err(wrong(format!("「{word}」は{first}行目にもあります。")));
            }
        }
        lines.push(line);
    }
    Ok(lines)
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

    /// What a text is replaced by, each time one member.
    fn meant(synonyms: &Synonyms, text: &str) -> Vec<String> {
        let found = synonyms.inside(&normalize(text).text());
        found.into_iter().flat_map(|place| synonyms.members(place.group).to_vec()).collect()
    }

    #[test]
    fn a_name_leads_to_what_it_means_and_not_back() {
        let table = "箱サービス\tboxy\t>\tオンライン保管\nオンライン保管\tネット保管\nboxy\tボクシー\n";
        let synonyms = Synonyms::new(table, std::iter::empty()).unwrap();
        assert_eq!(meant(&synonyms, "箱サービスに置く"), ["オンライン保管"]);
        assert_eq!(meant(&synonyms, "boxy"), ["boxy", "ボクシー", "オンライン保管"], "what is the same stays so");
        assert_eq!(meant(&synonyms, "ボクシー"), ["boxy", "ボクシー"]);
        assert_eq!(meant(&synonyms, "オンライン保管"), ["オンライン保管", "ネット保管"]);
    }

    #[test]
    fn a_word_is_no_part_of_another() {
        let synonyms =
            synonyms(&[&["ソフト", "software"], &["ログ", "log"], &["なくし", "紛失"], &["アクセス", "access"]]);
        let synonyms = synonyms.with_parts(["ファイル", "セキュリティ", "サーバ"].into_iter());
        for (text, count) in [
            ("マイクロソフト", 0),
            ("ソフト", 1),
            ("ソフトの更新", 1),
            ("セキュリティソフト", 1),
            ("ブログ", 0),
            ("ファイルログ", 1),
            ("アクセスログ", 2),
            ("サーバーログ", 1),
            ("ログイン", 0),
            ("財布をなくした", 1),
            ("PCなくした", 1),
            ("端末なくしました", 1),
            ("見えなくした", 0),
            ("使えなくします", 0),
        ] {
            assert_eq!(synonyms.inside(&normalize(text).text()).len(), count, "{text}");
        }
        // What can be cut in very many ways takes no time.
        let long = format!("{}ヌヌソフト", "セキュリティサーバ".repeat(100));
        let synonyms = synonyms.with_parts(["セキュリティサーバ"].into_iter());
        assert_eq!(synonyms.inside(&long), []);
    }

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
