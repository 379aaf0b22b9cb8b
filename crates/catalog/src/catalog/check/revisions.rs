//! Revisions: they lead from an edition to a later one, and are about places in one of the two.

use std::collections::{HashMap, HashSet};

use crate::language::t;
use crate::model::Revision;
use crate::tr;

use super::super::source::Source;
use super::ids::At;
use super::{Checker, GIST_MAX};

/// Which records are editions, and in which of them headings and clauses stand.
pub(super) struct Places<'a> {
    /// The heading above each heading and clause.
    above: HashMap<&'a str, &'a str>,
    /// The volumes that are published by themselves, by the ids of their guidelines.
    volumes: HashMap<&'a str, Vec<&'a str>>,
    /// What is published by itself: those volumes, and the guidelines without any.
    editions: HashSet<&'a str>,
    /// What took the place of guidelines and volumes.
    next: HashMap<&'a str, &'a str>,
}

impl<'a> Places<'a> {
    pub(super) fn of(sources: impl Iterator<Item = &'a Source> + Clone) -> Self {
        let mut places =
            Self { above: HashMap::new(), volumes: HashMap::new(), editions: HashSet::new(), next: HashMap::new() };
        for volume in sources.clone().flat_map(|source| &source.volumes).map(|record| &record.value) {
            places.above.insert(&volume.id, &volume.guideline);
            places.next.insert(&volume.id, &volume.successor);
            if !volume.published.is_empty() {
                places.volumes.entry(&volume.guideline).or_default().push(&volume.id);
            }
        }
        for guideline in sources.clone().flat_map(|source| &source.guidelines).map(|record| &record.value) {
            places.next.insert(&guideline.id, &guideline.successor);
            if !places.volumes.contains_key(guideline.id.as_str()) {
                places.editions.insert(&guideline.id);
            }
        }
        places.editions.extend(places.volumes.values().flatten());
        for chapter in sources.clone().flat_map(|source| &source.chapters).map(|record| &record.value) {
            places.above.insert(&chapter.id, &chapter.volume);
            places.above.extend(chapter.sections.iter().map(|section| (section.id.as_str(), chapter.id.as_str())));
        }
        let clauses = sources.flat_map(|source| &source.clauses).map(|record| &record.value);
        places.above.extend(clauses.map(|clause| (clause.id.as_str(), clause.chapter.as_str())));
        places
    }

    /// Returns the headings above a place from itself up. A circle of wrong data ends it too.
    fn path(&self, id: &'a str) -> impl Iterator<Item = &'a str> {
        std::iter::successors(Some(id), |id| self.above.get(id).copied()).take(self.above.len() + 1)
    }

    fn is_edition(&self, id: &str) -> bool {
        self.editions.contains(id)
    }

    /// Whether one edition was replaced, sooner or later, by another.
    fn leads(&self, from: &'a str, to: &str) -> bool {
        let later = std::iter::successors(Some(from), |id| self.next.get(id).copied());
        later.skip(1).take(self.next.len()).any(|id| id == to)
    }
}

impl<'a> Checker<'a> {
    pub(super) fn check_revisions(&mut self) {
        let source = self.source;
        let places = Places::of(self.all_sources());
        for record in &source.revisions {
            let revision = &record.value;
            let at = (record.origin, revision.id.as_str());
            self.text(at, ("what", &revision.what), GIST_MAX);
            revision.clauses.iter().for_each(|clause| self.link(at, "clauses", clause));
            let ends = [("from", revision.from.as_str()), ("to", revision.to.as_str())];
            let sound = ends.map(|(field, id)| self.edition(at, (field, id), &places));
            if sound == [true, true] {
                self.course(at, revision, &places);
            }
        }
    }

    /// Checks that an id leads to an edition.
    pub(super) fn edition(&mut self, at: At<'_>, (field, id): (&str, &str), places: &Places<'_>) -> bool {
        if places.is_edition(id) || self.unreadable.contains(id) {
            return places.is_edition(id);
        }
        let message = match self.table_of(id) {
            Some("guidelines" | "volumes") => {
                let guideline = places.above.get(id).copied().unwrap_or(id);
                let editions = match places.volumes.get(guideline) {
                    Some(volumes) => volumes.join(t("、")),
                    None => guideline.to_owned(),
                };
                tr!("{field} の {id} は版ではありません。版は {editions} です。", field, id, editions)
            }
            _ => tr!("{field} の {id} というガイドラインや編はありません。", field, id),
        };
        self.find(at.0, at.1, message);
        false
    }

    /// Checks that a revision leads forward, and that what it is about stands in one of its two editions.
    fn course(&mut self, at: At<'_>, revision: &'a Revision, places: &Places<'a>) {
        let (from, to) = (revision.from.as_str(), revision.to.as_str());
        if from == to {
            self.find(at.0, at.1, tr!("from と to が同じ版({from})です。", from));
            return;
        }
        if places.leads(to, from) {
            let message =
                tr!("from の {from} は to の {to} より後の版です。古いほうを from にしてください。", from, to);
            self.find(at.0, at.1, message);
        }
        for id in &revision.clauses {
            let is_in_either = places.path(id).any(|above| above == from || above == to);
            if !is_in_either && self.table_of(id).is_some() {
                let message = tr!("clauses の {id} は、from の {from} にも to の {to} にもありません。", id, from, to);
                self.find(at.0, at.1, message);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::catalog::{Source, check};

    const SOUND: &str = include_str!("sound.toml");

    #[test]
    fn a_revision_leads_forward_and_is_about_its_editions() {
        for (old, new, told) in [
            (r#"from = "g.r1""#, r#"from = "g.r0""#, "from の g.r0 というガイドラインや編はありません。"),
            (r#"to = "g.r2""#, r#"to = "g.r1.hosp""#, "to の g.r1.hosp というガイドラインや編はありません。"),
            (r#"from = "g.r1""#, r#"from = "g""#, "from の g は版ではありません。版は g.r1、g.r2 です。"),
            (r#"from = "g.r1""#, r#"from = "g.r2""#, "from と to が同じ版(g.r2)です。"),
            (
                "from = \"g.r1\"\nto = \"g.r2\"",
                "from = \"g.r2\"\nto = \"g.r1\"",
                "from の g.r2 は to の g.r1 より後の版です。古いほうを from にしてください。",
            ),
            (
                r#"clauses = ["g.r1"]
kind"#,
                r#"clauses = ["g.r1", "g.a.1.1"]
kind"#,
                "clauses の g.a.1.1 は、from の g.r1 にも to の g.r2 にもありません。",
            ),
            (
                r#"clauses = ["g.r1"]
kind"#,
                r#"clauses = ["risk.a"]
kind"#,
                "clauses の risk.a は、from の g.r1 にも to の g.r2 にもありません。",
            ),
        ] {
            assert_eq!(SOUND.matches(old).count(), 1, "{old}");
            let mut source = Source::default();
            let errors = source.read("a.toml", &SOUND.replace(old, new));
            let found: Vec<String> = check(&source, &errors).iter().map(|one| one.message.clone()).collect();
            assert_eq!(found, [told]);
        }
    }
}
