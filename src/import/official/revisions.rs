//! What became of the edition before: ties between clauses, and a record for each change.

use std::collections::BTreeMap;

use crate::model::{Carry, Clause, Confidence, Id, Link, LinkKind, NumberKept, Revision, RevisionKind};

use super::super::blank;
use super::clauses::Maker;
use super::outline::Outline;
use super::succeed::{Pair, Successions};

/// Says on what the comparison rests.
const BY_TEXT: &str = "両方の原文を比べた。";
const BY_SUMMARY: &str = "前の版の原文がないので、本ツールの要約と比べた。";

/// Makes records of what became of the edition before.
pub(super) struct Changes<'a> {
    pub maker: &'a Maker<'a>,
    pub outline: &'a Outline,
    /// The clause of each item.
    pub ids: &'a [Id],
    pub successions: &'a Successions<'a>,
}

impl Changes<'_> {
    /// Returns the ties from clauses of the edition before.
    pub(super) fn links(&self) -> Vec<Link> {
        let link = |pair: &Pair<'_>| -> Option<Link> {
            let said = match pair.is_same {
                Some(true) => "原文は同じ。",
                Some(false) => "原文に違いがある。",
                None => "原文は比べていない。",
            };
            Some(Link {
                from: pair.old.id.clone(),
                to: self.ids.get(pair.new)?.clone(),
                kind: LinkKind::Succession,
                reason: format!("{}の{}に続く。{said}", self.name(), self.number(pair.new)),
                confidence: Some(pair.confidence()),
                provenance: self.maker.provenance(""),
            })
        };
        self.successions.pairs.iter().filter_map(link).collect()
    }

    fn name(&self) -> String {
        format!("第{}版", self.maker.target.guideline.edition)
    }

    fn number(&self, item: usize) -> String {
        self.outline.items.get(item).map(super::outline::ItemText::number).unwrap_or_default()
    }

    /// Returns what became of clauses. What stayed as it was is said of a whole chapter at once.
    pub(super) fn revisions(&self) -> Vec<Revision> {
        let mut same: BTreeMap<u32, Vec<&Pair<'_>>> = BTreeMap::new();
        let mut revisions = Vec::new();
        for pair in &self.successions.pairs {
            match (pair.is_same, pair.keeps_number && self.has_number_of_its_own(pair)) {
                (Some(true), true) => same.entry(self.chapter(pair)).or_default().push(pair),
                _ => revisions.extend(self.of_pair(pair)),
            }
        }
        revisions.extend(self.successions.new.iter().filter_map(|at| self.of_new(*at)));
        revisions.extend(self.successions.removed.iter().map(|clause| self.of_removed(clause)));
        let chapters = same.into_iter().map(|(chapter, pairs)| self.of_chapter(chapter, &pairs));
        chapters.chain(revisions).collect()
    }

    /// Whether no other item has the number: then the number alone says which clause became which.
    fn has_number_of_its_own(&self, pair: &Pair<'_>) -> bool {
        let number = self.number(pair.new);
        pair.old.has_certain_number() && self.outline.items.iter().filter(|item| item.number() == number).count() == 1
    }

    fn chapter(&self, pair: &Pair<'_>) -> u32 {
        self.outline.items.get(pair.new).map_or(0, |item| item.chapter)
    }

    fn blank(&self, id: &str, clauses: Vec<Id>, (kind, what): (RevisionKind, String)) -> Revision {
        let target = self.maker.target;
        let from = target.before.map(|(before, _)| before.id.clone()).unwrap_or_default();
        let editions = (from, target.guideline.id.clone());
        let revision = blank::revision(id, editions, (kind, what), self.maker.provenance(""));
        Revision { clauses, confidence: Confidence::High, ..revision }
    }

    fn of_chapter(&self, chapter: u32, pairs: &[&Pair<'_>]) -> Revision {
        let ids = pairs.iter().filter_map(|pair| Some([pair.old.id.clone(), self.ids.get(pair.new)?.clone()]));
        let what = format!("{chapter}章の {} 項目は、番号も原文も同じ。{BY_TEXT}", pairs.len());
        let id = format!("{}.{chapter}.same", self.maker.target.prefix());
        let blank = self.blank(&id, ids.flatten().collect(), (RevisionKind::Unchanged, what));
        Revision { number_kept: Some(NumberKept::Yes), carry: Some(Carry::Auto), ..blank }
    }

    fn of_pair(&self, pair: &Pair<'_>) -> Option<Revision> {
        let id = self.ids.get(pair.new)?;
        let (old, new) = (&pair.old.number, self.number(pair.new));
        let moved = if pair.keeps_number { String::new() } else { format!("{old} が {new} になった。") };
        let (kind, what) = match pair.is_same {
            Some(true) if pair.keeps_number => (RevisionKind::Unchanged, format!("原文は同じ。{BY_TEXT}")),
            Some(true) => (RevisionKind::Renumbered, format!("{moved}原文は同じ。{BY_TEXT}")),
            Some(false) => (RevisionKind::Modified, format!("{moved}原文に違いがある。{BY_TEXT}")),
            None => (RevisionKind::Unknown, format!("{moved}{new} がこれに当たると見られる。{BY_SUMMARY}")),
        };
        let kept = if pair.keeps_number { NumberKept::Yes } else { NumberKept::No };
        let blank = self.blank(id, vec![pair.old.id.clone(), id.clone()], (kind, what));
        Some(Revision { number_kept: Some(kept), carry: Some(Carry::Review), confidence: pair.confidence(), ..blank })
    }

    fn of_new(&self, item: usize) -> Option<Revision> {
        let id = self.ids.get(item)?;
        let what = format!("{} に当たる項目は、前の版の原文にない。{BY_TEXT}", self.number(item));
        let blank = self.blank(id, vec![id.clone()], (RevisionKind::New, what));
        Some(Revision { confidence: Confidence::Medium, ..blank })
    }

    fn of_removed(&self, clause: &Clause) -> Revision {
        let what = format!("{} に当たる項目は、{}の原文にない。{BY_TEXT}", clause.number, self.name());
        let blank =
            self.blank(&format!("{}.removed", clause.id), vec![clause.id.clone()], (RevisionKind::Removed, what));
        Revision { confidence: Confidence::Medium, ..blank }
    }
}
