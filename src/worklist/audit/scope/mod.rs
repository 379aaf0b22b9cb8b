//! Which clauses a worklist counts, and the reasons why others are left out.

mod counted;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use crate::catalog::{Catalog, Level, Node, Record, RecordRef};
use crate::language::{t, tr};
use crate::model::{Also, Chapter, Clause, Id, Kind, Pack, Party, Pattern, Volume, is_own_item};
use crate::worklist::audit::editions::waiting::settled;
use crate::worklist::state::State;
use crate::worklist::state::mark::Mark;
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
            Self::Edition => t("点検の対象でない版").to_owned(),
            Self::NotChosen { what, .. } => tr!("数える範囲に選んでいない版({what})", what),
            Self::Explanatory => t("説明の項").to_owned(),
            Self::Pattern { pattern, printed } if printed.is_empty() => {
                tr!("参照パターン {pattern} の章でない", pattern)
            }
            Self::Pattern { pattern, printed } => {
                tr!("参照パターン {pattern} の章でない (見出しは {printed})", pattern, printed)
            }
            Self::Party(parties) => {
                let names: Vec<_> = parties.iter().map(|party| t(party.name())).collect();
                tr!("担当が{names}", names = names.join(t("・")))
            }
        }
    }

    /// Returns why a clause is not counted that a pack has added to what is counted.
    fn added(pack: &Pack) -> Self {
        Self::NotChosen { what: tr!("取込資料「{title}」", title = pack.title), is_extra: true }
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
        let out = ClauseStanding { left_out: Some(LeftOut::Edition), is_simplifiable: false };
        let mut standings = vec![out; catalog.clauses().len()];
        let (profile, counted) = (state.profile(), Counted::of(catalog, state));
        let chosen = profile.pattern.as_ref();
        let pattern = chosen.and_then(|id| catalog.patterns().find(|pattern| pattern.id == *id));
        let settled = settled(catalog, state, &counted.ids);
        let settled = settled.iter().map(|one| one.clause.id.as_str()).collect();
        let edition = Editions { catalog, state, counted: &counted, above: counted.with_above(catalog), settled };
        let has_packs = catalog.packs().len() > 0;
        for node in
            catalog.tree().nodes().iter().filter(|node| node.level == Level::Chapter && !node.clauses.is_empty())
        {
            let rules = Rules::of(catalog, pattern, node);
            let not_chosen = edition.left_out(node);
            let counts_added = !has_packs || counted.has_added(catalog, &node.id);
            for index in node.clauses.clone() {
                // Most worklists ask nothing of a clause but its id: it stays undecoded.
                let at = RecordRef::new(Kind::Clause, index);
                let by_edition = not_chosen.clone().filter(|_| !edition.counts_anyhow(catalog.id(at)));
                let added = (!counts_added).then(|| catalog.pack_of(at)).flatten();
                let by_edition = by_edition.or_else(|| added.map(LeftOut::added));
                standings[index] = match by_edition {
                    // Whoever added an item wants it checked, whatever else the profile leaves out.
                    None if edition.is_item(catalog.id(at)) => {
                        ClauseStanding { left_out: None, is_simplifiable: false }
                    }
                    None => rules.standing(at, profile, catalog),
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
    /// The headings of which something is counted.
    above: HashSet<&'a str>,
    /// The clauses that wait no more: the catalog holds what continues them and it is counted, or they were dropped.
    settled: HashSet<&'a str>,
}

impl Editions<'_> {
    /// Returns why a chapter is not counted; none if it is.
    fn left_out(&self, chapter: &Node) -> Option<LeftOut> {
        if self.counted.has(self.catalog, &chapter.id) {
            return None;
        }
        let guideline = self.catalog.tree().path(&chapter.id).first().and_then(|node| self.catalog.guideline_at(node));
        Some(guideline.filter(|guideline| guideline.inspected).map_or(LeftOut::Edition, |guideline| {
            let is_extra = guideline.by_choice && !self.above.contains(guideline.id.as_str());
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
        let widest = path.iter().filter(is_within).find(|node| !self.above.contains(node.id.as_str()));
        full_name(self.catalog, widest.unwrap_or(&chapter))
    }

    /// Whether a clause counts although nobody chose its edition: it waits for its number in one that is counted, or it is an
    /// own item of this worklist.
    fn counts_anyhow(&self, clause: &str) -> bool {
        self.is_waiting(clause) || self.is_item(clause)
    }

    /// Whether a clause is an own item of this worklist.
    fn is_item(&self, clause: &str) -> bool {
        is_own_item(clause) && self.state.mark(clause).is_some_and(Mark::is_item)
    }

    /// Whether a clause of an edition that is not counted waits for its number in one that is.
    fn is_waiting(&self, clause: &str) -> bool {
        let waits = self.state.mark(clause).is_some_and(|mark| mark.is_waiting);
        waits && !self.settled.contains(clause)
    }
}

/// What a pattern says about the clauses of one chapter.
struct Rules<'a> {
    pattern: Option<&'a Pattern>,
    volume: Option<&'a Volume>,
    chapter: Option<&'a Chapter>,
}

impl<'a> Rules<'a> {
    /// Returns the rules for the clauses of a chapter. Without a pattern there are none.
    fn of(catalog: &'a Catalog, pattern: Option<&'a Pattern>, chapter: &Node) -> Self {
        let first = pattern.and_then(|_| clause(catalog, RecordRef::new(Kind::Clause, chapter.clauses.start)));
        let volume = first.and_then(|clause| catalog.volume_of(clause));
        // The patterns of one guideline do not apply to the chapters of another.
        let is_own = |pattern: &&Pattern| volume.is_some_and(|volume| volume.guideline == pattern.guideline);
        Self { pattern: pattern.filter(is_own), volume, chapter: first.and_then(|clause| catalog.chapter_of(clause)) }
    }

    fn standing(&self, at: RecordRef, profile: &Profile, catalog: &Catalog) -> ClauseStanding {
        let clause = self.pattern.and_then(|_| clause(catalog, at));
        let left_out = if catalog.is_explanatory_at(at) {
            Some(LeftOut::Explanatory)
        } else {
            clause.and_then(|clause| self.by_pattern(clause)).or_else(|| by_party(catalog, at, profile))
        };
        let is_simplifiable = left_out.is_none() && clause.is_some_and(|clause| self.is_simplifiable(clause));
        ClauseStanding { is_simplifiable, left_out }
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

fn by_party(catalog: &Catalog, at: RecordRef, profile: &Profile) -> Option<LeftOut> {
    if profile.parties.is_empty() {
        return None;
    }
    // A clause whose party is unknown is counted.
    let parties = &catalog.mapping(catalog.id(at)).filter(|mapping| !mapping.party.is_empty())?.party;
    let is_chosen = parties.iter().any(|party| profile.parties.contains(party));
    (!is_chosen).then(|| LeftOut::Party(parties.clone()))
}

fn clause(catalog: &Catalog, at: RecordRef) -> Option<&Clause> {
    match catalog.record(at) {
        Record::Clause(clause) => Some(clause),
        _ => None,
    }
}

/// Whether a clause is one of the items, or in one of the sections, that have further patterns.
fn is_about(also: &Also, clause: &Clause) -> bool {
    also.items.contains(&clause.item) || also.sections.iter().any(|section| clause.is_in_section(section))
}
