//! Which clauses a worklist counts, and the reasons why others are left out.

use crate::catalog::{Catalog, Level, RecordRef};
use crate::model::{Also, Chapter, Clause, Id, Kind, Mapping, Party, Pattern, Volume};
use crate::worklist::state::profile::Profile;

/// Which clauses of a catalog a profile counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// One for each clause of the catalog.
    standings: Vec<ClauseStanding>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct ClauseStanding {
    left_out: Option<LeftOut>,
    is_simplifiable: bool,
}

/// The reason why a clause is not counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// Its edition is in the catalog for reading, not for inspection.
    Edition,
    /// It only explains and requires nothing.
    Explanatory,
    /// Its chapter does not apply to the reference pattern.
    Pattern {
        /// The pattern of the profile, `I` to `IV`.
        pattern: Id,
        /// The text printed in the guideline about the patterns of the chapter; may be empty.
        printed: String,
    },
    /// It concerns none of the chosen parties.
    Party(Vec<Party>),
}

impl LeftOut {
    /// Returns the reason in a few Japanese words.
    pub fn reason(&self) -> String {
        match self {
            Self::Edition => "点検の対象でない版".to_owned(),
            Self::Explanatory => "説明の項".to_owned(),
            Self::Pattern { pattern, printed } if printed.is_empty() => format!("参照パターン {pattern} の章でない"),
            Self::Pattern { pattern, printed } => {
                format!("参照パターン {pattern} の章でない (見出しは {printed})")
            }
            Self::Party(parties) => {
                let names: Vec<_> = parties.iter().map(|party| party.name()).collect();
                format!("担当が{}", names.join("・"))
            }
        }
    }

    /// Whether the profile leaves it out (and not the catalog).
    pub const fn is_by_profile(&self) -> bool {
        matches!(self, Self::Pattern { .. } | Self::Party(_))
    }
}

impl Scope {
    /// Applies a profile to the clauses of a catalog. An empty profile counts every clause that is inspected.
    pub fn of(catalog: &Catalog, profile: &Profile) -> Self {
        let clauses: Vec<&Clause> = catalog.clauses().collect();
        let out = ClauseStanding { left_out: Some(LeftOut::Edition), is_simplifiable: false };
        let mut standings = vec![out; clauses.len()];
        let chosen = profile.pattern.as_ref();
        let pattern = chosen.and_then(|id| catalog.patterns().find(|pattern| pattern.id == *id));
        for node in catalog.tree().nodes().iter().filter(|node| node.level == Level::Chapter) {
            let Some(first) = clauses.get(node.clauses.start).filter(|_| !node.clauses.is_empty()) else { continue };
            if catalog.guideline_of(first).is_some_and(|guideline| guideline.inspected) {
                let rules = Rules::of(catalog, pattern, first);
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

    /// Returns why a clause is not counted; none if it is counted, and none for other records.
    pub fn left_out(&self, clause: RecordRef) -> Option<&LeftOut> {
        self.standing(clause)?.left_out.as_ref()
    }

    /// Whether the reference pattern allows a contract to meet a clause (簡略化可).
    pub fn is_simplifiable(&self, clause: RecordRef) -> bool {
        self.standing(clause).is_some_and(|standing| standing.is_simplifiable)
    }

    /// Returns the number of clauses that are left out only because of the profile.
    pub fn left_out_by_profile(&self) -> usize {
        let reasons = self.standings.iter().filter_map(|standing| standing.left_out.as_ref());
        reasons.filter(|reason| reason.is_by_profile()).count()
    }

    /// Whether the clause at this index in the catalog is counted.
    pub(in crate::worklist) fn counts_at(&self, index: usize) -> bool {
        self.standings.get(index).is_some_and(|standing| standing.left_out.is_none())
    }

    fn standing(&self, clause: RecordRef) -> Option<&ClauseStanding> {
        if clause.kind != Kind::Clause {
            return None;
        }
        self.standings.get(clause.index as usize)
    }
}

/// What a pattern says about the clauses of one chapter.
struct Rules<'a> {
    pattern: Option<&'a Pattern>,
    volume: Option<&'a Volume>,
    chapter: Option<&'a Chapter>,
}

impl<'a> Rules<'a> {
    /// Returns the rules for the chapter of a clause.
    fn of(catalog: &'a Catalog, pattern: Option<&'a Pattern>, clause: &Clause) -> Self {
        let volume = catalog.volume_of(clause);
        // The patterns of one guideline do not apply to the chapters of another.
        let is_own = |pattern: &&Pattern| volume.is_some_and(|volume| volume.guideline == pattern.guideline);
        Self { pattern: pattern.filter(is_own), volume, chapter: catalog.chapter_of(clause) }
    }

    fn standing(&self, clause: &Clause, profile: &Profile, catalog: &Catalog) -> ClauseStanding {
        let mapping = catalog.mapping(&clause.id);
        let left_out = if mapping.is_some_and(|mapping| mapping.explanatory) {
            Some(LeftOut::Explanatory)
        } else {
            self.by_pattern(clause).or_else(|| by_party(mapping, profile))
        };
        ClauseStanding { is_simplifiable: left_out.is_none() && self.is_simplifiable(clause), left_out }
    }

    fn by_pattern(&self, clause: &Clause) -> Option<LeftOut> {
        let (pattern, volume, chapter) = (self.pattern?, self.volume?, self.chapter?);
        let carried = if chapter.patterns.is_empty() { &volume.patterns } else { &chapter.patterns };
        let is_also = |also: &Also| also.patterns.contains(&pattern.id) && is_about(also, clause);
        // The check of the catalog rejects chapters without patterns. If there is one all the same, it is counted.
        let is_for = carried.is_empty() || carried.contains(&pattern.id) || chapter.also.iter().flatten().any(is_also);
        let out = || LeftOut::Pattern { pattern: pattern.id.clone(), printed: chapter.patterns_printed.clone() };
        (!is_for).then(out)
    }

    /// Whether the clause may be simplified. The nearest rule decides: that of the clause, then of its section, then of
    /// its chapter.
    fn is_simplifiable(&self, clause: &Clause) -> bool {
        let (Some(pattern), Some(chapter)) = (self.pattern, self.chapter) else { return false };
        let sections = chapter.sections.iter().filter(|section| is_within(&clause.section, &section.number));
        let mut places: Vec<&Id> = sections.map(|section| &section.id).collect();
        // A section stands after the section that it is part of; the inner one comes first here.
        places.reverse();
        places.insert(0, &clause.id);
        places.push(&chapter.id);
        let says = |place: &&&Id| pattern.always.contains(place) || pattern.simplifiable.contains(place);
        places.iter().find(says).is_some_and(|place| !pattern.always.contains(place))
    }
}

fn by_party(mapping: Option<&Mapping>, profile: &Profile) -> Option<LeftOut> {
    // A clause whose party is unknown is counted.
    let parties = &mapping.filter(|mapping| !mapping.party.is_empty())?.party;
    let is_chosen = profile.parties.is_empty() || parties.iter().any(|party| profile.parties.contains(party));
    (!is_chosen).then(|| LeftOut::Party(parties.clone()))
}

/// Whether a clause is one of the items, or in one of the sections, that have further patterns.
fn is_about(also: &Also, clause: &Clause) -> bool {
    also.items.contains(&clause.item) || also.sections.iter().any(|section| is_within(&clause.section, section))
}

/// Whether a section is another one or a part of it, as 12.3.1 is part of 12.3.
fn is_within(section: &str, outer: &str) -> bool {
    let rest = section.strip_prefix(outer).filter(|_| !outer.is_empty());
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use crate::catalog::{Source, check};

    use super::*;

    /// Two guidelines. One has patterns: a volume that all of them read, and one whose chapters say it each.
    const HEADINGS: &str = r#"
        [[guideline]]
        id = "g"
        title = "指針"
        short = "指針"
        publisher = "省"
        inspected = true
        provenance = { seen = "memory" }

        [[guideline]]
        id = "old"
        title = "旧い指針"
        short = "旧"
        publisher = "省"
        provenance = { seen = "memory" }

        [[volume]]
        id = "g.a"
        guideline = "g"
        title = "甲編"
        short = "甲"
        patterns = ["I", "II"]

        [[volume]]
        id = "g.b"
        guideline = "g"
        title = "乙編"
        short = "乙"

        [[volume]]
        id = "old.a"
        guideline = "old"
        title = "本編"
        short = "旧"

        [[chapter]]
        id = "g.a.1"
        volume = "g.a"
        title = "皆が読む章"
        provenance = { seen = "memory" }

        [[chapter]]
        id = "g.b.2"
        volume = "g.b"
        title = "Ⅰだけの章"
        patterns = ["I"]
        patterns_printed = "Ⅰ"
        also = []
        provenance = { seen = "memory" }

        [[chapter]]
        id = "g.b.3"
        volume = "g.b"
        title = "一部はⅡも読む章"
        patterns = ["I"]
        provenance = { seen = "memory" }

        [[chapter.also]]
        items = ["⑤"]
        sections = ["3.1"]
        patterns = ["II"]

        [[chapter.sections]]
        id = "g.b.3.s1"
        number = "3.1"
        provenance = { seen = "memory" }

        [[chapter.sections]]
        id = "g.b.3.s1.1"
        number = "3.1.1"
        provenance = { seen = "memory" }

        [[chapter]]
        id = "old.a.1"
        volume = "old.a"
        title = "旧い章"
        provenance = { seen = "memory" }

        [[pattern]]
        id = "I"
        guideline = "g"
        title = "院内"
        provenance = { seen = "memory" }

        [[pattern]]
        id = "II"
        guideline = "g"
        title = "クラウド"
        always = ["g.a.1.2", "g.b.3.s1.1"]
        simplifiable = ["g.a.1", "g.b.3.s1"]
        provenance = { seen = "memory" }
    "#;

    /// Its clauses: chapter, item, section, party.
    const CLAUSES: [(&str, &str, &str, &str); 9] = [
        ("g.a.1", "①", "", "医療機関"),
        ("g.a.1", "②", "", "事業者"),
        ("g.b.2", "①", "", "医療機関"),
        ("g.b.3", "④", "", "医療機関"),
        ("g.b.3", "⑤", "", "医療機関"),
        ("g.b.3", "⑥", "3.1", "事業者"),
        ("g.b.3", "⑦", "3.1.1", "医療機関"),
        ("g.b.3", "⑧", "3.10", "医療機関"),
        ("old.a.1", "①", "", "医療機関"),
    ];

    fn catalog() -> Catalog {
        let mut text = HEADINGS.to_owned();
        for (chapter, item, section, party) in CLAUSES {
            let id = id(chapter, item);
            text += &format!(
                "[[clause]]\nid = \"{id}\"\nchapter = \"{chapter}\"\nitem = \"{item}\"\nsection = \"{section}\"\n\
                 number = \"{item}\"\ntitle = \"題\"\ngist = \"要約\"\nprovenance = {{ seen = \"memory\" }}\n\
                 [[mapping]]\nclause = \"{id}\"\nparty = [\"{party}\"]\ncloud_share = \"共有\"\nnature = \"技術\"\n"
            );
        }
        let mut source = Source::default();
        let errors = source.read("made-up.toml", &text);
        assert_eq!(check(&source, &errors), []);
        Catalog::new(source)
    }

    fn id(chapter: &str, item: &str) -> Id {
        let number = item.chars().next().map_or(0, |c| u32::from(c) - u32::from('①') + 1);
        format!("{chapter}.{number}")
    }

    fn profile(pattern: &str, parties: &[Party]) -> Profile {
        let pattern = Some(pattern).filter(|pattern| !pattern.is_empty()).map(str::to_owned);
        Profile { pattern, parties: parties.iter().copied().collect(), ..Profile::default() }
    }

    /// The ids of the clauses that are wanted.
    fn ids(catalog: &Catalog, is_wanted: impl Fn(RecordRef) -> bool) -> Vec<&str> {
        catalog.all(Kind::Clause).filter(|at| is_wanted(*at)).map(|at| catalog.id(at)).collect()
    }

    #[test]
    fn an_empty_profile_counts_what_is_inspected() {
        let catalog = catalog();
        let scope = Scope::of(&catalog, &Profile::default());
        for (clause, at) in catalog.clauses().zip(catalog.all(Kind::Clause)) {
            assert_eq!(scope.counts(at), clause.id != "old.a.1.1", "{}", clause.id);
            assert_eq!(scope.left_out(at).is_none(), scope.counts(at));
            assert!(!scope.is_simplifiable(at));
        }
        assert_eq!(scope.left_out_by_profile(), 0);
        assert!(!scope.counts(catalog.find("g.b.3").unwrap()), "a heading is no clause");
    }

    #[test]
    fn a_pattern_leaves_out_what_neither_chapter_nor_volume_nor_exception_gives_it() {
        let catalog = catalog();
        for (pattern, expected) in
            [("I", [].as_slice()), ("II", &["g.b.2.1", "g.b.3.4", "g.b.3.8"]), ("V", &[]), ("", &[])]
        {
            let scope = Scope::of(&catalog, &profile(pattern, &[]));
            let left_out = ids(&catalog, |at| matches!(scope.left_out(at), Some(LeftOut::Pattern { .. })));
            assert_eq!(left_out, expected, "{pattern}");
            assert_eq!(scope.left_out_by_profile(), expected.len());
        }
    }

    #[test]
    fn the_reason_says_what_is_printed() {
        let catalog = catalog();
        let scope = Scope::of(&catalog, &profile("II", &[Party::Vendor]));
        for (id, reason) in [
            ("g.b.2.1", "参照パターン II の章でない (見出しは Ⅰ)"),
            ("g.b.3.4", "参照パターン II の章でない"),
            ("g.b.3.5", "担当が医療機関"),
            ("old.a.1.1", "点検の対象でない版"),
        ] {
            assert_eq!(scope.left_out(catalog.find(id).unwrap()).map(LeftOut::reason).as_deref(), Some(reason));
        }
    }

    #[test]
    fn the_nearest_place_says_whether_a_clause_may_be_simplified() {
        let catalog = catalog();
        let scope = Scope::of(&catalog, &profile("II", &[]));
        assert_eq!(ids(&catalog, |at| scope.is_simplifiable(at)), ["g.a.1.1", "g.b.3.6"]);
        let scope = Scope::of(&catalog, &profile("I", &[]));
        assert_eq!(ids(&catalog, |at| scope.is_simplifiable(at)), [""; 0]);
    }

    #[test]
    fn parties_that_were_not_chosen_are_left_out() {
        let catalog = catalog();
        let scope = Scope::of(&catalog, &profile("", &[Party::Vendor]));
        assert_eq!(ids(&catalog, |at| scope.counts(at)), ["g.a.1.2", "g.b.3.6"]);
        assert_eq!(scope.left_out_by_profile(), 6);
    }

    #[test]
    fn the_bundled_patterns_leave_out_the_chapters_that_are_printed() {
        let catalog = crate::bundled::catalog().unwrap();
        let for_all_in_12 = ["mhlw6.sysun.12.5", "mhlw6.sysun.12.6"];
        for (pattern, chapters) in [
            ("I", [].as_slice()),
            ("II", &[5, 9, 10, 12, 13, 15, 17]),
            ("III", &[]),
            ("IV", &[5, 9, 10, 12, 13, 15, 17]),
        ] {
            let scope = Scope::of(&catalog, &profile(pattern, &[]));
            let chapters: Vec<Id> = chapters.iter().map(|number| format!("mhlw6.sysun.{number}")).collect();
            let is_for_others =
                |clause: &Clause| chapters.contains(&clause.chapter) && !for_all_in_12.contains(&clause.id.as_str());
            for (clause, at) in catalog.clauses().zip(catalog.all(Kind::Clause)) {
                let counts = catalog.is_inspected(clause) && !is_for_others(clause);
                assert_eq!(scope.counts(at), counts, "{pattern} {}", clause.id);
            }
            let is_simplified = |id: &str| scope.is_simplifiable(catalog.find(id).unwrap());
            let may_be = !chapters.is_empty();
            assert_eq!(["mhlw6.kikaku.15.1", "mhlw6.kikaku.15.4"].map(is_simplified), [may_be, false], "{pattern}");
        }
    }
}
