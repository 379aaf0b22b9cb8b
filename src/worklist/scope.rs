//! Which clauses a worklist counts, and why the others are left out.

use crate::catalog::{Catalog, Level, RecordRef};
use crate::model::{Chapter, Clause, Id, Kind, Mapping, Party, Pattern};

use super::profile::Profile;

/// How the clauses of a catalog stand under a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// One for each clause of the catalog.
    standings: Vec<Standing>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Standing {
    left_out: Option<LeftOut>,
    is_simplifiable: bool,
}

/// Why a clause is not counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// Its edition is here to be read, not to be inspected.
    Edition,
    /// It explains and asks for nothing.
    Explanatory,
    /// Its chapter is not for the reference pattern.
    Pattern {
        /// The pattern of the profile, `I` to `IV`.
        pattern: Id,
        /// The patterns that the chapter carries, as printed.
        printed: String,
    },
    /// It is for none of the parties chosen.
    Party(Vec<Party>),
}

impl LeftOut {
    /// Returns the reason in a few Japanese words.
    pub fn reason(&self) -> String {
        match self {
            Self::Edition => "点検の対象でない版".to_owned(),
            Self::Explanatory => "説明の項".to_owned(),
            Self::Pattern { pattern, printed } => {
                format!("参照パターン {pattern} の章でない (見出しは {printed})")
            }
            Self::Party(parties) => {
                let names: Vec<_> = parties.iter().map(|party| party.name()).collect();
                format!("担当が{}", names.join("・"))
            }
        }
    }

    /// Whether the profile leaves it out, and not the catalog.
    pub const fn is_by_profile(&self) -> bool {
        matches!(self, Self::Pattern { .. } | Self::Party(_))
    }
}

impl Scope {
    /// Returns how the clauses of a catalog stand under a profile. An empty profile counts all that is inspected.
    pub fn of(catalog: &Catalog, profile: &Profile) -> Self {
        let clauses: Vec<&Clause> = catalog.clauses().collect();
        let out = Standing { left_out: Some(LeftOut::Edition), is_simplifiable: false };
        let mut standings = vec![out; clauses.len()];
        let chosen = profile.pattern.as_ref();
        let pattern = chosen.and_then(|id| catalog.patterns().find(|pattern| pattern.id == *id));
        for node in catalog.tree().nodes().iter().filter(|node| node.level == Level::Chapter) {
            let Some(first) = clauses.get(node.clauses.start).filter(|_| !node.clauses.is_empty()) else { continue };
            if catalog.guideline_of(first).is_some_and(|guideline| guideline.inspected) {
                let rules = Rules::of(catalog, pattern, catalog.chapter_of(first));
                for index in node.clauses.clone() {
                    standings[index] = rules.standing(clauses[index], profile, catalog);
                }
            }
        }
        Self { standings }
    }

    /// Whether a clause is counted.
    pub fn counts(&self, clause: RecordRef) -> bool {
        self.standing(clause).is_some_and(|standing| standing.left_out.is_none())
    }

    /// Returns why a clause is not counted; none if it is, and for records that are no clauses.
    pub fn left_out(&self, clause: RecordRef) -> Option<&LeftOut> {
        self.standing(clause)?.left_out.as_ref()
    }

    /// Whether the reference pattern allows a clause to be met by what a contract says (簡略化可).
    pub fn is_simplifiable(&self, clause: RecordRef) -> bool {
        self.standing(clause).is_some_and(|standing| standing.is_simplifiable)
    }

    /// Returns how many clauses the profile leaves out that would be counted without it.
    pub fn left_out_by_profile(&self) -> usize {
        let reasons = self.standings.iter().filter_map(|standing| standing.left_out.as_ref());
        reasons.filter(|reason| reason.is_by_profile()).count()
    }

    /// Whether the clause with this place in the catalog is counted.
    pub(super) fn counts_at(&self, index: usize) -> bool {
        self.standings.get(index).is_some_and(|standing| standing.left_out.is_none())
    }

    fn standing(&self, clause: RecordRef) -> Option<&Standing> {
        if clause.kind != Kind::Clause {
            return None;
        }
        self.standings.get(clause.index as usize)
    }
}

/// What a pattern says about one chapter.
struct Rules<'a> {
    pattern: Option<&'a Pattern>,
    chapter: Option<&'a Chapter>,
    printed: Option<Printed>,
}

impl<'a> Rules<'a> {
    fn of(catalog: &Catalog, pattern: Option<&'a Pattern>, chapter: Option<&'a Chapter>) -> Self {
        // The patterns of one guideline say nothing about the chapters of another.
        let is_own = |pattern: &&Pattern| {
            let volume = chapter.and_then(|chapter| catalog.volumes().find(|volume| volume.id == chapter.volume));
            volume.is_some_and(|volume| volume.guideline == pattern.guideline)
        };
        let pattern = pattern.filter(is_own);
        Self { pattern, chapter, printed: chapter.map(|chapter| Printed::read(&chapter.patterns)) }
    }

    fn standing(&self, clause: &Clause, profile: &Profile, catalog: &Catalog) -> Standing {
        let mapping = catalog.mapping(&clause.id);
        let left_out = if mapping.is_some_and(|mapping| mapping.explanatory) {
            Some(LeftOut::Explanatory)
        } else {
            self.by_pattern(clause).or_else(|| by_party(mapping, profile))
        };
        Standing { is_simplifiable: left_out.is_none() && self.is_simplifiable(clause), left_out }
    }

    fn by_pattern(&self, clause: &Clause) -> Option<LeftOut> {
        let (pattern, chapter, printed) = (self.pattern?, self.chapter?, self.printed.as_ref()?);
        let number = number(&pattern.id)?;
        let out = LeftOut::Pattern { pattern: pattern.id.clone(), printed: chapter.patterns.clone() };
        (!printed.is_for(number, clause)).then_some(out)
    }

    /// Whether the clause, its section or its chapter may be simplified, and none that is nearer has to stay.
    fn is_simplifiable(&self, clause: &Clause) -> bool {
        let (Some(pattern), Some(chapter)) = (self.pattern, self.chapter) else { return false };
        let sections = chapter.sections.iter().filter(|section| is_within(&clause.section, &section.number));
        let mut places: Vec<&Id> = sections.map(|section| &section.id).collect();
        // A section stands behind the one that it is a part of.
        places.reverse();
        places.insert(0, &clause.id);
        places.push(&chapter.id);
        let says = |place: &&&Id| pattern.always.contains(place) || pattern.simplifiable.contains(place);
        places.iter().find(says).is_some_and(|place| !pattern.always.contains(place))
    }
}

fn by_party(mapping: Option<&Mapping>, profile: &Profile) -> Option<LeftOut> {
    // A clause of which nobody knows whose it is must not get lost.
    let parties = &mapping.filter(|mapping| !mapping.party.is_empty())?.party;
    let is_chosen = profile.parties.is_empty() || parties.iter().any(|party| profile.parties.contains(party));
    (!is_chosen).then(|| LeftOut::Party(parties.clone()))
}

/// Which patterns a chapter carries, as printed: `Ⅰ~Ⅳ`, or `Ⅰ、Ⅲ なお遵守事項⑤・⑥及び12.3は、Ⅱ、Ⅳも参照`.
#[derive(Debug, PartialEq, Eq)]
struct Printed {
    /// None means all: what is not understood leaves nothing out.
    patterns: Vec<u8>,
    /// Who reads the exceptions besides.
    besides: Vec<u8>,
    /// The items excepted.
    items: Vec<char>,
    /// The numbers of the sections excepted.
    sections: Vec<String>,
}

impl Printed {
    fn read(text: &str) -> Self {
        let (patterns, exception) = text.split_once("なお").unwrap_or((text, ""));
        let (what, whom) = exception.split_once('は').unwrap_or_default();
        let is_digit = |c: char| c.is_ascii_digit() || c == '.';
        Self {
            patterns: numbers(patterns),
            besides: numbers(whom),
            items: what.chars().filter(|c| matches!(c, '①'..='⑳')).collect(),
            sections: what.split(|c| !is_digit(c)).filter(|word| !word.is_empty()).map(str::to_owned).collect(),
        }
    }

    fn is_for(&self, pattern: u8, clause: &Clause) -> bool {
        let is_excepted = clause.item.chars().any(|item| self.items.contains(&item))
            || self.sections.iter().any(|section| is_within(&clause.section, section));
        self.patterns.is_empty() || self.patterns.contains(&pattern) || (is_excepted && self.besides.contains(&pattern))
    }
}

/// Returns the patterns that a text names, ranges filled in.
fn numbers(text: &str) -> Vec<u8> {
    let mut numbers: Vec<u8> = Vec::new();
    let mut is_range = false;
    for c in text.chars() {
        match c {
            'Ⅰ'..='Ⅳ' => {
                let number = (u32::from(c) - u32::from('Ⅰ')) as u8 + 1;
                let from = numbers.last().filter(|_| is_range).map_or(number, |last| last + 1);
                numbers.extend(from.min(number)..=number);
                is_range = false;
            }
            '~' | '〜' | '～' | '-' => is_range = true,
            _ => {}
        }
    }
    numbers
}

/// Returns the number of a pattern.
fn number(id: &str) -> Option<u8> {
    ["I", "II", "III", "IV"].into_iter().zip(1..).find(|(known, _)| *known == id).map(|(_, number)| number)
}

/// Whether a section is another one or a part of it: 12.3.1 of 12.3.
fn is_within(section: &str, outer: &str) -> bool {
    let rest = section.strip_prefix(outer).filter(|_| !outer.is_empty());
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn scope(pattern: Option<&str>, parties: &[Party]) -> (Catalog, Scope) {
        let catalog = crate::bundled::catalog().unwrap();
        let parties = parties.iter().copied().collect();
        let profile = Profile { pattern: pattern.map(str::to_owned), parties, ..Profile::default() };
        let scope = Scope::of(&catalog, &profile);
        (catalog, scope)
    }

    #[test]
    fn an_empty_profile_counts_what_is_inspected() {
        let (catalog, scope) = scope(None, &[]);
        for (clause, at) in catalog.clauses().zip(catalog.all(Kind::Clause)) {
            assert_eq!(scope.counts(at), catalog.is_inspected(clause), "{}", clause.id);
            assert_eq!(scope.left_out(at).is_none(), scope.counts(at));
            assert!(!scope.is_simplifiable(at));
        }
        assert_eq!(scope.left_out_by_profile(), 0);
        assert!(!scope.counts(catalog.find("mhlw6.sysun.14").unwrap()));
    }

    #[test]
    fn the_printed_marks_leave_out_chapters() {
        let left_out = |pattern| {
            let (catalog, scope) = scope(Some(pattern), &[]);
            let is_out = |at: &RecordRef| matches!(scope.left_out(*at), Some(LeftOut::Pattern { .. }));
            let out = catalog.all(Kind::Clause).filter(is_out);
            let clauses: Vec<Clause> = out.map(|at| catalog.clause(catalog.id(at)).unwrap().clone()).collect();
            let chapters: BTreeSet<Id> = clauses.iter().map(|clause| clause.chapter.clone()).collect();
            (clauses, chapters)
        };
        for pattern in ["I", "III"] {
            assert_eq!(left_out(pattern).0, [], "{pattern}");
        }
        let expected = ["10", "12", "13", "15", "17", "5", "9"].map(|number| format!("mhlw6.sysun.{number}"));
        for pattern in ["II", "IV"] {
            let (clauses, chapters) = left_out(pattern);
            assert_eq!(chapters.into_iter().collect::<Vec<_>>(), expected, "{pattern}");
            let of_12: Vec<_> = clauses.iter().filter(|c| c.chapter == "mhlw6.sysun.12").map(|c| &c.item).collect();
            let is_out = |item: &str| of_12.iter().any(|out| *out == item);
            assert!(["①", "②", "③", "④"].into_iter().all(is_out), "{of_12:?}");
            assert!(!is_out("⑤") && !is_out("⑥"), "⑤ and ⑥ are for Ⅱ and Ⅳ too");
        }
    }

    #[test]
    fn the_reason_says_what_is_printed() {
        let (catalog, scope) = scope(Some("II"), &[Party::Vendor]);
        let reason = |id: &str| scope.left_out(catalog.find(id).unwrap()).map(LeftOut::reason);
        assert_eq!(reason("mhlw6.sysun.5.1").unwrap(), "参照パターン II の章でない (見出しは Ⅰ、Ⅲ)");
        assert!(scope.left_out_by_profile() > 100);
        let old = catalog.clauses().find(|clause| !catalog.guideline_of(clause).unwrap().inspected).unwrap();
        assert_eq!(reason(&old.id).unwrap(), "点検の対象でない版");
    }

    #[test]
    fn chapter_15_may_be_simplified_but_for_five_items() {
        for pattern in ["II", "IV"] {
            let (catalog, scope) = scope(Some(pattern), &[]);
            let counted: Vec<RecordRef> = catalog.all(Kind::Clause).filter(|at| scope.counts(*at)).collect();
            let of = |chapter: &str, is_simplifiable: bool| -> Vec<String> {
                let found = counted.iter().map(|at| (at, catalog.clause(catalog.id(*at)).unwrap()));
                let found =
                    found.filter(|(at, c)| c.chapter == chapter && scope.is_simplifiable(**at) == is_simplifiable);
                found.map(|(_, clause)| clause.item.clone()).collect()
            };
            assert_eq!(of("mhlw6.kikaku.15", false), ["④", "⑥", "⑦", "⑧", "⑬"]);
            assert!(of("mhlw6.kikaku.15", true).contains(&"①".to_owned()));
            assert!(!of("mhlw6.kikaku.5", true).is_empty() && of("mhlw6.kikaku.5", false).is_empty());
            assert!(of("mhlw6.sysun.14", true).is_empty());
        }
        let (catalog, scope) = scope(Some("I"), &[]);
        assert!(catalog.all(Kind::Clause).all(|at| !scope.is_simplifiable(at)));
    }

    #[test]
    fn parties_that_were_not_chosen_are_left_out() {
        let (catalog, scope) = scope(None, &[Party::Vendor]);
        let (_, all) = self::scope(None, &[]);
        for (clause, at) in catalog.clauses().zip(catalog.all(Kind::Clause)).filter(|(_, at)| all.counts(*at)) {
            let parties = catalog.mapping(&clause.id).map(|mapping| mapping.party.clone()).unwrap_or_default();
            assert_eq!(scope.counts(at), parties.is_empty() || parties.contains(&Party::Vendor), "{}", clause.id);
        }
        assert!(scope.left_out_by_profile() > 0);
    }

    #[test]
    fn an_unknown_pattern_leaves_nothing_out() {
        let (_, scope) = scope(Some("V"), &[]);
        assert_eq!(scope.left_out_by_profile(), 0);
    }

    #[test]
    fn marks_are_read_as_printed() {
        for (text, expected) in [
            ("Ⅰ~Ⅳ", vec![1, 2, 3, 4]),
            ("Ⅰ〜Ⅲ", vec![1, 2, 3]),
            ("Ⅰ、Ⅲ", vec![1, 3]),
            ("Ⅳ", vec![4]),
            ("", vec![]),
            ("すべて", vec![]),
        ] {
            assert_eq!(numbers(text), expected, "{text}");
        }
        let printed = Printed::read("Ⅰ、Ⅲ なお遵守事項⑤・⑥及び12.3は、Ⅱ、Ⅳも参照");
        let expected = Printed {
            patterns: vec![1, 3],
            besides: vec![2, 4],
            items: vec!['⑤', '⑥'],
            sections: vec!["12.3".to_owned()],
        };
        assert_eq!(printed, expected);
        for (section, outer, within) in
            [("12.3", "12.3", true), ("12.3.1", "12.3", true), ("12.31", "12.3", false), ("", "", false)]
        {
            assert_eq!(is_within(section, outer), within, "{section}");
        }
    }
}
