//! Which clauses of two editions are one requirement.
//!
//! A revision that names a clause of each says so, and first of all one that was made by comparing both texts. Else it is
//! the printed number within the volume of the same title, unless something is known against it: where both official texts
//! are there, they have to be alike. Nothing is guessed: a number that several clauses have, or that was not seen, pairs
//! none.

use std::collections::HashMap;

use crate::catalog::store::Catalog;
use crate::catalog::tree::Level;
use crate::model::{Clause, Confidence, NumberKept, Original, Revision, RevisionKind, Seen};
use crate::text::likeness::{are_alike, squeezed};

use super::Edition;

/// The clauses of one of the two editions, and what is said of each.
pub(super) struct Side<'a> {
    pub(super) clauses: Vec<&'a Clause>,
    /// The place of each clause by its id.
    at: HashMap<&'a str, usize>,
    /// The revisions that name each clause.
    pub(super) naming: Vec<Vec<&'a Revision>>,
    /// The revisions that name the chapter or a section of each clause.
    pub(super) around: Vec<Vec<&'a Revision>>,
    /// The clause that each is paired with.
    pub(super) pairs: Vec<Option<usize>>,
    /// The official text of each clause, from a document of the user.
    pub(super) originals: Vec<Option<&'a Original>>,
    /// Where each clause stands in print; none where that is not certain, or several clauses have the same place.
    places: Vec<Option<Place<'a>>>,
}

/// The title of a volume and a printed number within it.
type Place<'a> = (&'a str, String);

impl<'a> Side<'a> {
    /// Returns the clauses of an edition with what revisions say of them.
    pub(super) fn new(edition: &Edition<'a>, revisions: &[&'a Revision]) -> Self {
        let clauses: Vec<&Clause> = edition.clauses().collect();
        let mut side = Self {
            at: clauses.iter().enumerate().map(|(index, clause)| (clause.id.as_str(), index)).collect(),
            naming: vec![Vec::new(); clauses.len()],
            around: vec![Vec::new(); clauses.len()],
            pairs: vec![None; clauses.len()],
            originals: clauses.iter().map(|clause| original(edition.catalog, clause)).collect(),
            places: places(edition, &clauses),
            clauses,
        };
        for revision in revisions {
            for clause in side.named_by(revision) {
                side.naming[clause].push(revision);
            }
            for clause in side.below(edition, revision) {
                side.around[clause].push(revision);
            }
        }
        side
    }

    /// Returns the clauses that a revision names, each once. One with the id of a clause is about that clause.
    pub(super) fn named_by(&self, revision: &Revision) -> Vec<usize> {
        let ids = revision.clauses.iter().chain([&revision.id]);
        let mut named: Vec<usize> = ids.filter_map(|id| self.at.get(id.as_str()).copied()).collect();
        named.sort_unstable();
        named.dedup();
        named
    }

    /// Returns the clauses of the chapters and sections that a revision names. One that is about a whole volume says nothing
    /// of the single clause.
    fn below(&self, edition: &Edition<'a>, revision: &Revision) -> Vec<usize> {
        let first = edition.node().map_or(0, |node| node.clauses.start);
        let mut below = Vec::new();
        let headings = revision.clauses.iter().filter_map(|id| edition.catalog.tree().node(id));
        for heading in headings.filter(|heading| heading.level >= Level::Chapter) {
            let is_below = |clause: &Clause| heading.level == Level::Chapter || clause.is_in_section(&heading.number);
            let own = heading.clauses.clone().filter_map(|index| index.checked_sub(first));
            below.extend(own.filter(|index| self.clauses.get(*index).is_some_and(|clause| is_below(clause))));
        }
        below.sort_unstable();
        below.dedup();
        below
    }
}

fn original<'a>(catalog: &'a Catalog, clause: &Clause) -> Option<&'a Original> {
    catalog.originals_of(catalog.find(&clause.id)?).next().map(|(original, _)| original)
}

/// Returns where clauses stand in print.
fn places<'a>(edition: &Edition<'a>, clauses: &[&'a Clause]) -> Vec<Option<Place<'a>>> {
    let mut places: Vec<Option<Place<'a>>> = clauses.iter().map(|clause| place(edition, clause)).collect();
    let mut counts: HashMap<Place<'a>, usize> = HashMap::new();
    for place in places.iter().flatten() {
        *counts.entry(place.clone()).or_default() += 1;
    }
    for place in &mut places {
        if place.as_ref().is_some_and(|place| counts.get(place).is_some_and(|count| *count > 1)) {
            *place = None;
        }
    }
    places
}

fn place<'a>(edition: &Edition<'a>, clause: &Clause) -> Option<Place<'a>> {
    if !clause.has_certain_number() {
        return None;
    }
    // An edition that is a volume has only that one: its title is the name of the year.
    let title = match edition.volume {
        Some(_) => "",
        None => volume_title(edition.catalog, clause)?,
    };
    Some((title, squeezed(&clause.number))).filter(|(_, number)| !number.is_empty())
}

fn volume_title<'a>(catalog: &'a Catalog, clause: &Clause) -> Option<&'a str> {
    let id = catalog.tree().volume_of_chapter(&clause.chapter)?;
    catalog.tree().node(id).map(|node| node.title.as_str())
}

/// Pairs the clauses of two editions; each with one at most.
pub(super) fn pair<'a>(old: &mut Side<'a>, new: &mut Side<'a>, revisions: &[&'a Revision]) {
    let mut claims = Claims::default();
    for revision in revisions.iter().filter(|revision| tells_of_both(revision.kind)) {
        claims.add(old, new, revision);
    }
    // Where two revisions claim one clause, that which compared the texts is it, then that with the same number.
    claims.pairs.sort_by_key(|claim| (!claim.is_by_text, !claim.is_same_place));
    for Claim { old: from, new: to, .. } in &claims.pairs {
        join(old, new, (*from, *to));
    }
    let numbered: HashMap<Place<'a>, usize> =
        new.places.iter().enumerate().filter_map(|(index, place)| Some((place.clone()?, index))).collect();
    for from in 0..old.clauses.len() {
        let Some(to) = old.places[from].as_ref().and_then(|place| numbered.get(place).copied()) else { continue };
        let is_claimed = claims.old.contains(&from) || claims.new.contains(&to);
        let may_keep = may_keep_number(&old.naming[from]) && may_keep_number(&new.naming[to]);
        if !is_claimed && may_keep && may_be_one(old, new, (from, to)) {
            join(old, new, (from, to));
        }
    }
}

/// Whether nothing in the official texts is against taking two clauses for one requirement.
fn may_be_one(old: &Side<'_>, new: &Side<'_>, (from, to): (usize, usize)) -> bool {
    let texts = old.originals[from].zip(new.originals[to]);
    texts.is_none_or(|(one, other)| are_alike(&one.text, &other.text))
}

fn join(old: &mut Side<'_>, new: &mut Side<'_>, (from, to): (usize, usize)) {
    if old.pairs[from].is_none() && new.pairs[to].is_none() {
        old.pairs[from] = Some(to);
        new.pairs[to] = Some(from);
    }
}

/// What revisions say about which clause became which.
#[derive(Default)]
struct Claims {
    pairs: Vec<Claim>,
    /// The clauses of which a revision says what they became, even if not which of several.
    old: Vec<usize>,
    new: Vec<usize>,
}

struct Claim {
    old: usize,
    new: usize,
    is_same_place: bool,
    /// Whether both texts were compared, and left no doubt.
    is_by_text: bool,
}

impl Claims {
    /// Adds what a revision says. Of several clauses of both editions those with the same place are pairs, and then what
    /// is left if it is one of each. A pair that the revision only supposes has to stand up to the official texts.
    fn add(&mut self, old: &Side<'_>, new: &Side<'_>, revision: &Revision) {
        let (mut from, mut to) = (old.named_by(revision), new.named_by(revision));
        if from.is_empty() || to.is_empty() {
            return;
        }
        let is_by_text = revision.provenance.seen == Seen::Imported && revision.confidence == Confidence::High;
        let is_compared = revision.provenance.seen == Seen::Imported && revision.kind != RevisionKind::Unknown;
        let is_said = revision.kind != RevisionKind::Unknown && from.len() == 1 && to.len() == 1;
        let stands = |from, to| is_compared || is_said || may_be_one(old, new, (from, to));
        self.old.extend(&from);
        self.new.extend(&to);
        from.retain(|one| {
            let place = old.places[*one].as_ref();
            let is_same =
                |other: &usize| place.is_some() && new.places[*other].as_ref() == place && stands(*one, *other);
            let Some(same) = to.iter().position(is_same) else { return true };
            self.pairs.push(Claim { old: *one, new: to.remove(same), is_same_place: true, is_by_text });
            false
        });
        if let ([old], [new]) = (from.as_slice(), to.as_slice())
            && stands(*old, *new)
        {
            self.pairs.push(Claim { old: *old, new: *new, is_same_place: false, is_by_text });
        }
    }
}

/// Whether a revision of this kind can be about a clause that is in both editions.
const fn tells_of_both(kind: RevisionKind) -> bool {
    !matches!(kind, RevisionKind::New | RevisionKind::Removed)
}

/// Whether a clause may have kept its number, after what is said of it.
fn may_keep_number(naming: &[&Revision]) -> bool {
    let says = |kept| naming.iter().any(|revision| revision.number_kept == Some(kept));
    let is_in_one_only = naming.iter().any(|revision| !tells_of_both(revision.kind));
    let is_unknown = says(NumberKept::Unknown) && !says(NumberKept::Yes);
    !is_in_one_only && !says(NumberKept::No) && !says(NumberKept::Conflict) && !is_unknown
}
