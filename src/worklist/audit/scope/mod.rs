//! Which clauses a worklist counts, and the reasons why others are left out.

mod counted;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use crate::catalog::{Catalog, Level, Node, RecordRef};
use crate::model::{Also, Chapter, Clause, Id, Kind, Mapping, Party, Pattern, Volume};
use crate::worklist::audit::editions::waiting::settled;
use crate::worklist::state::State;
use crate::worklist::state::profile::Profile;

pub use counted::{Counted, CountedBy, full_name};

/// Which clauses of a catalog a worklist counts.
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
    /// Its edition, or its part of it, was not chosen.
    NotChosen {
        /// What was not chosen, for example `チェックリスト 令和5年度版`.
        what: String,
        /// Whether it is counted only where somebody chooses it, so that nobody misses it.
        is_extra: bool,
    },
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
            Self::NotChosen { what, .. } => format!("数える範囲に選んでいない版({what})"),
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
        matches!(self, Self::Pattern { .. } | Self::Party(_) | Self::NotChosen { is_extra: false, .. })
    }

    /// Whether another edition is counted, or another part of it.
    pub const fn is_by_edition(&self) -> bool {
        matches!(self, Self::Edition | Self::NotChosen { .. })
    }
}

impl Scope {
    /// Applies what a worklist says about itself to the clauses of a catalog.
    pub fn of(catalog: &Catalog, state: &State) -> Self {
        let clauses: Vec<&Clause> = catalog.clauses().collect();
        let out = ClauseStanding { left_out: Some(LeftOut::Edition), is_simplifiable: false };
        let mut standings = vec![out; clauses.len()];
        let (profile, counted) = (state.profile(), Counted::of(catalog, state));
        let chosen = profile.pattern.as_ref();
        let pattern = chosen.and_then(|id| catalog.patterns().find(|pattern| pattern.id == *id));
        let settled = settled(catalog, state, &counted.ids);
        let settled = settled.iter().map(|one| one.clause.id.as_str()).collect();
        let edition = Editions { catalog, state, counted: &counted, settled };
        for node in catalog.tree().nodes().iter().filter(|node| node.level == Level::Chapter) {
            let Some(first) = clauses.get(node.clauses.start).filter(|_| !node.clauses.is_empty()) else { continue };
            let rules = Rules::of(catalog, pattern, first);
            let not_chosen = edition.left_out(node, first);
            for index in node.clauses.clone() {
                let clause = clauses[index];
                let by_edition = not_chosen.clone().filter(|_| !edition.is_waiting(clause));
                standings[index] = match by_edition {
                    None => rules.standing(clause, profile, catalog),
                    left_out => ClauseStanding { left_out, is_simplifiable: false },
                };
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

    /// Whether clauses that others count by default are left out because their edition was not chosen.
    pub fn is_narrowed(&self) -> bool {
        let reasons = self.standings.iter().filter_map(|standing| standing.left_out.as_ref());
        reasons.into_iter().any(|reason| matches!(reason, LeftOut::NotChosen { is_extra: false, .. }))
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

/// What was chosen of which edition.
struct Editions<'a> {
    catalog: &'a Catalog,
    state: &'a State,
    counted: &'a Counted,
    /// The clauses that wait no more: the catalog holds what continues them and it is counted, or they were dropped.
    settled: HashSet<&'a str>,
}

impl Editions<'_> {
    /// Returns why a chapter is not counted; none if it is. `first` is a clause of it.
    fn left_out(&self, chapter: &Node, first: &Clause) -> Option<LeftOut> {
        if self.counted.has(self.catalog, &chapter.id) {
            return None;
        }
        let guideline = self.catalog.guideline_of(first).filter(|guideline| guideline.inspected);
        Some(guideline.map_or(LeftOut::Edition, |guideline| {
            let is_extra = guideline.by_choice && !self.is_any_below(&guideline.id);
            LeftOut::NotChosen { what: self.not_chosen(chapter), is_extra }
        }))
    }

    /// Returns what people call the widest heading above a chapter of which nothing is counted.
    fn not_chosen(&self, chapter: &Node) -> String {
        let path = self.catalog.tree().path(&chapter.id);
        let edition = self.catalog.edition_at(&chapter.id);
        let is_within = |node: &&&Node| {
            edition.is_none_or(|edition| self.catalog.edition_at(&node.id).is_some_and(|own| own.id() == edition.id()))
        };
        let widest = path.iter().filter(is_within).find(|node| !self.is_any_below(&node.id));
        full_name(self.catalog, widest.unwrap_or(&chapter))
    }

    /// Whether a heading, or one below it, is counted.
    fn is_any_below(&self, id: &str) -> bool {
        let is_below = |own: &Id| self.catalog.tree().path(own).iter().any(|node| node.id == id);
        self.counted.ids.iter().any(is_below)
    }

    /// Whether a clause of an edition that is not counted waits for its number in one that is.
    fn is_waiting(&self, clause: &Clause) -> bool {
        let waits = self.state.mark(&clause.id).is_some_and(|mark| mark.is_waiting);
        waits && !self.settled.contains(clause.id.as_str())
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
        let sections = chapter.sections.iter().filter(|section| clause.is_in_section(&section.number));
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
    also.items.contains(&clause.item) || also.sections.iter().any(|section| clause.is_in_section(section))
}
