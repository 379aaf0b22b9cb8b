//! Words that mean the same: from the glossary of the catalog and `index/synonyms.tsv`.

mod build;

use std::ops::Range;

use tenken_catalog::packed::{Column, Numbers, NumbersView, Packed, Strings};

use crate::error::SearchError;
use crate::words::compounds::Compounds;

pub(crate) use build::SynonymsBuilder;

/// Longest member that is looked for inside a text, in characters after normalisation.
const MEMBER_MAX: usize = 40;

/// A Latin word that an `s` makes a plural of has at least so many letters: `ids` is no plural of `id` here.
const SINGULAR_MIN: usize = 4;

/// The sections that the groups are written into.
mod sections {
    /// Every member, normalised.
    pub const KEYS: &str = "synonyms.keys";
    /// The group of each of these.
    pub const GROUPS: &str = "synonyms.groups";
    /// The members as written, group by group.
    pub const MEMBERS: &str = "synonyms.members";
    /// The same, normalised.
    pub const NORMALIZED: &str = "synonyms.normalized";
    /// Where the members of each group end.
    pub const ENDS: &str = "synonyms.ends";
    /// How many members of each group mean the same; `u32::MAX` if all do.
    pub const SAME: &str = "synonyms.same";
    /// The first words of expressions of several words.
    pub const BEGUN: &str = "synonyms.begun";
    /// How long the longest member is, in characters.
    pub const LONGEST: &str = "synonyms.longest";
    /// The groups that these are members of.
    pub const BEGUN_GROUPS: &str = "synonyms.begun.groups";
}

/// Groups of words that mean the same.
#[derive(Debug)]
pub(crate) struct Synonyms {
    keys: Strings,
    groups: Numbers,
    members: Column,
    normalized: Column,
    ends: Numbers,
    same: Numbers,
    begun: Strings,
    begun_groups: Column,
    /// Words of katakana that compounds are made of, besides the members of groups; normalised.
    parts: Strings,
    /// How long the longest of all these is, in characters.
    longest: usize,
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
    /// Opens the groups that a [builder](SynonymsBuilder) wrote. `parts` are the words of katakana that compounds may be made of,
    /// besides the members of groups; the longest of them has `longest` characters.
    pub fn open(tables: &Packed, parts: Strings, longest: usize) -> Result<Self, SearchError> {
        let numbers = |section| Ok::<_, SearchError>(Numbers::new(tables.section(section)?));
        let member = numbers(sections::LONGEST)?.get(0).unwrap_or_default() as usize;
        Ok(Self {
            keys: Strings::open(tables, sections::KEYS)?,
            groups: numbers(sections::GROUPS)?,
            members: Column::open(tables, sections::MEMBERS)?,
            normalized: Column::open(tables, sections::NORMALIZED)?,
            ends: numbers(sections::ENDS)?,
            same: numbers(sections::SAME)?,
            begun: Strings::open(tables, sections::BEGUN)?,
            begun_groups: Column::open(tables, sections::BEGUN_GROUPS)?,
            parts,
            longest: longest.max(member),
        })
    }

    /// Returns the groups with an expression that begins with these words and goes on, in a normalised text.
    pub fn begun(&self, words: &str) -> Vec<usize> {
        let groups = self.begun.find(words).map_or(&[][..], |at| self.begun_groups.get(at));
        NumbersView::new(groups).iter().map(|group| group as usize).collect()
    }

    /// Returns the places of the members of a group.
    fn places(&self, group: usize) -> Range<usize> {
        let end = |group: usize| self.ends.get(group).unwrap_or_default() as usize;
        group.checked_sub(1).map_or(0, end)..end(group).min(self.members.len())
    }

    /// Returns the members of a group that mean the same.
    pub fn same(&self, group: usize) -> impl Iterator<Item = &str> {
        let same = self.same.get(group).map_or(0, |same| same as usize);
        self.places(group).take(same).map(|place| self.members.text(place))
    }

    /// Whether a normalised text is a member of a group.
    pub fn holds(&self, normalized: &str) -> bool {
        self.keys.find(normalized).is_some()
    }

    /// Whether a normalised text is a member of a group, or more than one of what it names.
    pub fn is_expression(&self, normalized: &str) -> bool {
        let singular = || normalized.strip_suffix('s').filter(|one| one.len() >= SINGULAR_MIN);
        self.holds(normalized) || singular().is_some_and(|one| self.holds(one))
    }

    /// Whether a word of katakana may be part of a compound.
    pub(super) fn is_part(&self, word: &str) -> bool {
        self.parts.find(word).is_some() || self.holds(word)
    }

    /// Returns how long such a word is at most, in characters.
    pub(super) const fn longest_part(&self) -> usize {
        self.longest
    }

    /// Returns the members of a group, but for one that is given normalised, each with whether it is only what that one also
    /// means.
    pub fn others(&self, group: usize, member: &str) -> impl Iterator<Item = (&str, bool)> {
        let same = self.same.get(group).map_or(0, |same| same as usize);
        let others = self.places(group).enumerate().filter(move |(_, place)| self.normalized.text(*place) != member);
        others.map(move |(at, place)| (self.members.text(place), at >= same))
    }

    /// Returns the members inside a normalised text: from the left, the longest first, none overlapping.
    pub fn inside(&self, normalized: &str) -> Vec<Occurrence> {
        let chars: Vec<char> = normalized.chars().collect();
        let is_part = |word: &str| self.is_part(word);
        let compounds = Compounds::new(&is_part, self.longest_part(), &chars);
        let mut found = Vec::new();
        let mut start = 0;
        while start < chars.len() {
            let longest = self.longest(&chars[start..]);
            let longest = longest.map(|(length, group)| (start + length + plural(&chars[start..], length), group));
            match longest {
                Some((end, group)) if compounds.stands_alone(start, end) => {
                    found.push(Occurrence { start, end, group });
                    start = end;
                }
                _ => start += 1,
            }
        }
        found
    }

    /// Returns the longest member that a text begins with, and its group.
    fn longest(&self, chars: &[char]) -> Option<(usize, usize)> {
        let mut text = String::new();
        let mut best = None;
        for (index, c) in chars.iter().take(MEMBER_MAX).enumerate() {
            text.push(*c);
            let first = self.keys.first_from(&text);
            let key = self.keys.get(first);
            if !key.starts_with(&text) {
                break;
            }
            if index > 0 && key.len() == text.len() {
                best = Some((index + 1, self.groups.get(first)? as usize));
            }
        }
        best
    }
}

/// Returns how many characters behind the member that a text begins with make a plural of it: `thumb drives`.
fn plural(chars: &[char], member: usize) -> usize {
    let is_latin = |at: usize| chars.get(at).is_some_and(char::is_ascii_alphanumeric);
    let is_long = member >= SINGULAR_MIN && (member - SINGULAR_MIN..member).all(is_latin);
    usize::from(is_long && chars.get(member) == Some(&'s') && !is_latin(member + 1))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use tenken_catalog::packed::{Writer, strings};

    use super::*;
    use crate::text::normalize::normalize;

    /// Writes groups and opens them.
    fn opened(builder: &SynonymsBuilder, parts: &[&str]) -> Synonyms {
        let mut tables = Writer::default();
        builder.write(&mut tables).unwrap();
        let parts: BTreeSet<&str> = parts.iter().copied().collect();
        let longest = parts.iter().map(|part| part.chars().count()).max().unwrap_or_default();
        strings(parts, &mut tables, "parts").unwrap();
        let tables = Packed::open(tables.finish().into()).unwrap();
        let parts = Strings::open(&tables, "parts").unwrap();
        Synonyms::open(&tables, parts, longest).unwrap()
    }

    fn with_parts(groups: &[&[&str]], parts: &[&str]) -> Synonyms {
        let mut builder = SynonymsBuilder::default();
        for group in groups {
            builder.add(group.iter().map(|member| (*member).to_owned()).collect());
        }
        opened(&builder, parts)
    }

    fn synonyms(groups: &[&[&str]]) -> Synonyms {
        with_parts(groups, &[])
    }

    /// The members of a group, as written.
    fn members(synonyms: &Synonyms, group: usize) -> Vec<String> {
        synonyms.others(group, "").map(|(member, _)| member.to_owned()).collect()
    }

    #[test]
    fn groups_that_share_a_member_are_one() {
        let synonyms = synonyms(&[&["二要素認証", "MFA"], &["サーバ", "server"], &["多要素認証", "mfa"]]);
        let of = |word: &str| {
            let mut members = synonyms.inside(word).first().map_or(Vec::new(), |o| members(&synonyms, o.group));
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
        found.into_iter().flat_map(|place| members(synonyms, place.group)).collect()
    }

    #[test]
    fn a_name_leads_to_what_it_means_and_not_back() {
        let table = "箱サービス\tboxy\t>\tオンライン保管\nオンライン保管\tネット保管\nboxy\tボクシー\n";
        let synonyms = opened(&SynonymsBuilder::new(table, std::iter::empty()).unwrap(), &[]);
        assert_eq!(meant(&synonyms, "箱サービスに置く"), ["オンライン保管"]);
        assert_eq!(meant(&synonyms, "boxy"), ["boxy", "ボクシー", "オンライン保管"], "what is the same stays so");
        assert_eq!(meant(&synonyms, "ボクシー"), ["boxy", "ボクシー"]);
        assert_eq!(meant(&synonyms, "オンライン保管"), ["オンライン保管", "ネット保管"]);
    }

    #[test]
    fn a_plural_of_a_latin_word_is_found() {
        let table = "thumb drive\tledger\t>\t媒体\nid\t識別子\n";
        let synonyms = opened(&SynonymsBuilder::new(table, std::iter::empty()).unwrap(), &[]);
        for (text, expected) in [
            ("thumb drives", vec!["媒体"]),
            ("ledgers of thumb drives", vec!["媒体", "媒体"]),
            ("ledgersx", vec![]),
            ("ledgers1", vec![]),
            ("ids", vec![]),
        ] {
            assert_eq!(meant(&synonyms, text), expected, "{text}");
        }
        assert!(synonyms.is_expression("thumb drives") && !synonyms.is_expression("ids"));
    }

    #[test]
    fn a_stem_of_two_kanji_is_found_whatever_its_ending() {
        let table = "忍び込\t>\t侵入\n打ち間違\t>\t誤操作\n";
        let synonyms = opened(&SynonymsBuilder::new(table, std::iter::empty()).unwrap(), &[]);
        for (text, expected) in
            [("忍び込み", "侵入"), ("忍び込む", "侵入"), ("夜に忍び込んだ", "侵入"), ("打ち間違えて", "誤操作")]
        {
            assert_eq!(meant(&synonyms, text), [expected], "{text}");
        }
    }

    #[test]
    fn a_word_is_no_part_of_another() {
        let groups: [&[&str]; 4] =
            [&["ソフト", "software"], &["ログ", "log"], &["なくし", "紛失"], &["アクセス", "access"]];
        let mut parts = vec!["ファイル", "セキュリティ", "サーバ"];
        let synonyms = with_parts(&groups, &parts);
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
        parts.push("セキュリティサーバ");
        let synonyms = with_parts(&groups, &parts);
        assert_eq!(synonyms.inside(&long), []);
    }
}
