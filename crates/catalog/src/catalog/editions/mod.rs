//! Editions: what the catalog holds of each guideline, what took its place, and what became of it in between.

use crate::language::t;
use crate::model::{Clause, Guideline, Kind, Revision, Seen, Volume};
use crate::tr;

use super::pointer::RecordRef;
use super::record::Record;
use super::store::Catalog;
use super::tree::Node;

mod named;
mod names;
mod pairing;
mod presets;
mod succession;
#[cfg(test)]
mod tests;

pub use names::{EditionNames, NamedEditions};
pub use succession::{Arrival, ClauseFate, Succession};

/// A guideline, or a volume of one that is published by itself, as the checklist of one year is.
#[derive(Clone, Copy, Debug)]
pub struct Edition<'a> {
    catalog: &'a Catalog,
    /// Its place in [`Catalog::editions`].
    number: usize,
    guideline: &'a Guideline,
    /// The volume, where it is one.
    volume: Option<&'a Volume>,
}

/// Which editions the catalog holds for inspection, which ones are current, and how much of it all is unverified.
#[derive(Clone, Debug)]
pub struct Holdings<'a> {
    /// The editions with clauses that a worklist counts without being told to, in the order of the catalog.
    pub held: Vec<Edition<'a>>,
    /// The editions that took their places, each once, without those that are held themselves.
    pub current: Vec<Edition<'a>>,
    /// The number of clauses of the editions that are held.
    pub clauses: usize,
    /// The number of them that are still to be checked against the official text (未照合).
    pub unverified: usize,
    /// The number of clauses of all other editions: to be read, or counted where somebody chooses them.
    pub others: usize,
}

/// Said of editions of which nobody knows whether another one took their place.
pub const NOTHING_LATER_KNOWN: &str = "後の版は確認できていません。";

impl<'a> Edition<'a> {
    /// Returns its id.
    pub fn id(&self) -> &'a str {
        self.volume.map_or(&self.guideline.id, |volume| &volume.id)
    }

    /// Returns its name among the editions of its guideline: `第6.0版`, `令和7年度版`.
    pub fn name(&self) -> String {
        match (self.volume, self.guideline.edition.as_str()) {
            (Some(volume), _) => volume.title.clone(),
            (None, "") => self.guideline.short.clone(),
            (None, edition) => format!("第{edition}版"),
        }
    }

    /// Returns its name among all editions: `厚労省 第6.0版`, `チェックリスト 令和7年度版`.
    pub fn full_name(&self) -> String {
        let Guideline { short, edition, .. } = self.guideline;
        let family = short.strip_suffix(edition.as_str()).unwrap_or(short);
        match self.volume.is_none() && edition.is_empty() {
            true => short.clone(),
            false => format!("{family} {}", self.name()),
        }
    }

    /// Returns the guideline that it is, or is an edition of.
    pub const fn guideline(&self) -> &'a Guideline {
        self.guideline
    }

    /// Returns when it was published, for example `2026-06-29`; empty where that is not known.
    pub fn published(&self) -> &'a str {
        self.volume.map_or(&self.guideline.published, |volume| &volume.published)
    }

    /// Returns the address of its official page; may be empty.
    pub fn url(&self) -> &'a str {
        let own = self.volume.map(|volume| volume.url.as_str()).filter(|url| !url.is_empty());
        own.unwrap_or(&self.guideline.url)
    }

    /// Returns how solid what is known of it is.
    pub fn seen(&self) -> Seen {
        let own = self.volume.and_then(|volume| volume.provenance.as_ref());
        own.map_or(self.guideline.provenance.seen, |provenance| provenance.seen)
    }

    /// Whether only some of its items are in the catalog.
    pub fn is_partial(&self) -> bool {
        self.guideline.partial || self.volume.is_some_and(|volume| volume.partial)
    }

    /// Returns its heading in the tables of contents.
    pub fn node(&self) -> Option<&'a Node> {
        self.catalog.tree().node(self.id())
    }

    /// Returns the number of its clauses that the catalog holds.
    pub fn clause_count(&self) -> usize {
        self.node().map_or(0, |node| node.clauses.len())
    }

    /// Returns the number of its items that the catalog holds: the clauses that ask for something.
    pub fn item_count(&self) -> usize {
        self.node().map_or(0, |node| self.catalog.items_below(node))
    }

    /// Returns its clauses that the catalog holds, in the order of the catalog.
    pub fn clauses(&self) -> impl Iterator<Item = &'a Clause> + use<'a> {
        let below = self.node().map_or(0..0, |node| node.clauses.clone());
        self.catalog.clauses().skip(below.start).take(below.len())
    }

    /// Returns the id of the edition that took its place; empty if none did.
    fn successor_id(&self) -> &'a str {
        self.volume.map_or(&self.guideline.successor, |volume| &volume.successor)
    }

    /// Returns the edition that took its place.
    pub fn successor(&self) -> Option<Self> {
        self.catalog.edition(self.successor_id())
    }

    /// Returns the editions that came after it, one after another.
    pub fn successors(&self) -> impl Iterator<Item = Self> {
        // A circle, which the check rejects, must not hold anybody up.
        let most = self.catalog.guidelines().count() + self.catalog.volumes().count();
        std::iter::successors(self.successor(), Self::successor).take(most)
    }

    /// Returns the edition that holds today: the last one that came after it, or itself.
    pub fn current(&self) -> Self {
        self.successors().last().unwrap_or(*self)
    }

    /// Returns the editions that it took the place of, in the order of the catalog.
    pub fn predecessors(&self) -> Vec<Self> {
        let mut editions = self.catalog.editions();
        editions.retain(|other| other.successor_id() == self.id());
        editions
    }

    /// Whether it is known that it holds today: it took the place of another edition, and none took its own. Of an edition
    /// that stands alone, only the day is known that it was published.
    pub fn is_known_current(&self) -> bool {
        self.successor().is_none() && !self.predecessors().is_empty()
    }

    /// Whether it was replaced, sooner or later, by another edition.
    pub fn leads_to(&self, other: &Self) -> bool {
        self.successors().any(|later| later.id() == other.id())
    }

    /// Returns the sentence that it was replaced, by what and since when; none if it was not.
    pub fn notice(&self) -> Option<String> {
        let successor = self.successor()?;
        let current = self.current();
        let (name, published) = (self.name(), successor.published());
        let is_current = current.id() == successor.id();
        let successor = successor.name();
        let replaced = match published {
            "" => tr!("{name}は、{successor}に置き換わりました(日付は未確認)。", name, successor),
            since => tr!("{name}は、{since} に{successor}に置き換わりました。", name, since, successor),
        };
        match is_current {
            true => Some(replaced),
            false => Some(tr!("{replaced}現行は{name}です。", replaced, name = current.dated_name(Self::name))),
        }
    }

    /// Returns the number of revisions that lead to it or from it.
    fn revision_count(&self) -> usize {
        self.catalog.lookups.revisions(self.number)
    }

    /// Returns the sentence on where it stands: what took its place, or that it holds today, with what the catalog has of it.
    pub fn standing(&self) -> String {
        if let Some(notice) = self.notice() {
            return notice;
        }
        let (name, held) = (self.dated_name(Self::name), self.held_sentence());
        match self.is_known_current() {
            true => tr!("{name}は現行の版です。{held}", name, held),
            false => tr!("{name}の後の版は確認できていません。{held}", name, held),
        }
    }

    /// Returns the sentence on what the catalog has of it.
    pub fn held_sentence(&self) -> String {
        match (self.clause_count(), self.revision_count()) {
            (0, 0) => "条項は収録していません。".to_owned(),
            (0, revisions) => format!("条項は収録しておらず、改定を {revisions} 件収録しています。"),
            (clauses, 0) => format!("条項を {clauses} 件収録しています。"),
            (clauses, revisions) => format!("条項を {clauses} 件、改定を {revisions} 件収録しています。"),
        }
    }

    /// Returns a name with the day of publication behind it: `第7.0版(2026-06-29)`.
    pub fn dated_name(&self, name: impl Fn(&Self) -> String) -> String {
        match self.published() {
            "" => name(self),
            published => format!("{}({published})", name(self)),
        }
    }
}

impl Catalog {
    /// Returns the edition with this id: a guideline, or a volume that is published by itself. A guideline whose volumes
    /// are, is none.
    pub fn edition(&self, id: &str) -> Option<Edition<'_>> {
        self.numbered_edition(self.lookups.edition(id)?)
    }

    /// Returns all editions, in the order of the catalog.
    pub fn editions(&self) -> Vec<Edition<'_>> {
        (0..self.lookups.edition_count()).filter_map(|number| self.numbered_edition(number)).collect()
    }

    /// Returns the editions of a guideline: itself, or its volumes that are published by themselves; none if there is no
    /// such guideline.
    pub fn editions_of(&self, guideline: &str) -> Vec<Edition<'_>> {
        let numbers = self.lookups.guideline(guideline).map_or(0..0, |guideline| self.lookups.editions_of(guideline));
        numbers.filter_map(|number| self.numbered_edition(number)).collect()
    }

    fn numbered_edition(&self, number: usize) -> Option<Edition<'_>> {
        let (guideline, volume) = self.lookups.edition_parts(number)?;
        let (guideline, volume) = self.edition_records(guideline, volume);
        Some(Edition { catalog: self, number, guideline, volume })
    }

    /// Returns pointers to the records of a kind that the search finds, in the order of the catalog: all of them, but of
    /// the headings only those of editions.
    pub fn searchable_of(&self, kind: Kind) -> impl Iterator<Item = RecordRef> {
        let is_edition = |at: &RecordRef| self.lookups.edition_at(at.index as usize).is_some();
        self.all(kind).filter(move |at| kind != Kind::Node || is_edition(at))
    }

    /// Returns pointers to all records that the search finds, kind by kind.
    pub fn searchable(&self) -> impl Iterator<Item = RecordRef> {
        Kind::SEARCHABLE.iter().flat_map(|kind| self.searchable_of(*kind))
    }

    /// Returns the edition that a record is the heading of; none for all other records.
    pub fn edition_of(&self, at: RecordRef) -> Option<Edition<'_>> {
        let heading = (at.kind == Kind::Node).then_some(at.index as usize)?;
        self.numbered_edition(self.lookups.edition_at(heading)?)
    }

    /// Returns the short name of a record in a list of all kinds: editions by their full names, and changes by the edition
    /// that made them, because their titles do not say so.
    pub fn listed_label(&self, at: RecordRef) -> String {
        if let Some(edition) = self.edition_of(at) {
            return edition.full_name();
        }
        match self.record(at) {
            Record::Revision(revision) => {
                let name = self.edition(&revision.to).map_or_else(|| revision.to.clone(), |edition| edition.name());
                format!("{name} {}", t(revision.kind.name()))
            }
            _ => self.label(at),
        }
    }

    /// Returns the edition that a heading stands in, or is.
    pub fn edition_at(&self, heading: &str) -> Option<Edition<'_>> {
        let number = self.tree().upwards(heading).find_map(|(heading, _)| self.lookups.edition_at(heading));
        self.numbered_edition(number?)
    }

    /// Returns which editions there are to inspect, and which ones hold today.
    pub fn holdings(&self) -> Holdings<'_> {
        let counted = |edition: &Edition<'_>| edition.guideline.inspected && !edition.guideline.by_choice;
        let held = self.editions().into_iter().filter(|edition| counted(edition) && edition.clause_count() > 0);
        let held: Vec<Edition<'_>> = held.collect();
        let mut current: Vec<Edition<'_>> = Vec::new();
        for edition in held.iter().map(Edition::current) {
            if held.iter().chain(&current).all(|known| known.id() != edition.id()) {
                current.push(edition);
            }
        }
        let clauses: usize = held.iter().map(Edition::clause_count).sum();
        let numbers = held.iter().filter_map(Edition::node).flat_map(|node| node.clauses.clone());
        let unverified = numbers.filter(|clause| self.lookups.is_unverified(*clause)).count();
        Holdings { held, current, clauses, unverified, others: self.clauses().len() - clauses }
    }

    /// Returns the number of clauses below a heading that ask for something.
    pub fn items_below(&self, node: &Node) -> usize {
        let clauses = node.clauses.clone().map(|clause| RecordRef::new(Kind::Clause, clause));
        clauses.filter(|clause| !self.is_explanatory_at(*clause)).count()
    }

    /// Returns what became of requirements from one edition to another, in the order of the catalog.
    pub fn revisions_between(&self, from: &str, to: &str) -> impl Iterator<Item = &Revision> {
        self.revisions().filter(move |revision| revision.from == from && revision.to == to)
    }
}

/// Returns the sentence on which editions hold today.
fn current_line(names: &[String]) -> String {
    tr!("現行の版は{names}です。", names = names.join(t("、")))
}

impl<'a> Holdings<'a> {
    /// Returns the editions that hold today: those that are held themselves too.
    pub fn newest(&self) -> Vec<Edition<'a>> {
        let mut newest: Vec<Edition<'a>> = Vec::new();
        for edition in self.held.iter().map(Edition::current) {
            if newest.iter().all(|known| known.id() != edition.id()) {
                newest.push(edition);
            }
        }
        newest
    }

    /// Returns the sentence on which editions hold today, each with the day it was published.
    pub fn newest_sentence(&self) -> String {
        let newest = self.newest().into_iter().filter(Edition::is_known_current);
        let names: Vec<String> = newest.map(|edition| edition.dated_name(Edition::full_name)).collect();
        if names.is_empty() { t(NOTHING_LATER_KNOWN).to_owned() } else { current_line(&names) }
    }

    /// Returns what has to be known of the editions, as one calm line.
    pub fn sentence(&self) -> String {
        let held: Vec<String> = self.held.iter().map(Edition::full_name).collect();
        let current: Vec<String> = self.current.iter().map(|edition| edition.dated_name(Edition::full_name)).collect();
        let current = match (current.is_empty(), self.held.iter().all(Edition::is_known_current)) {
            (true, true) => t("いずれも現行の版です。").to_owned(),
            (true, false) => t(NOTHING_LATER_KNOWN).to_owned(),
            (false, _) => current_line(&current),
        };
        let Self { clauses, unverified, .. } = self;
        let others = match self.others {
            0 => String::new(),
            others => tr!("ほかの版の {others} 条項も収録しています。", others),
        };
        let held = held.join(t("、"));
        tr!(
            "収録している版は{held}。{current}未照合は {clauses} 条項のうち {unverified} です。{others}",
            held,
            current,
            clauses,
            unverified,
            others
        )
    }
}
