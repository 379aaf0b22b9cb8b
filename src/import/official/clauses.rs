//! Records for what the catalog does not hold: the volume, its chapters, and a clause for each item.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::Catalog;
use crate::model::{Chapter, Clause, Id, Provenance, Section, Seen, Volume};

use super::super::blank;
use super::super::file::column_letters;
use super::super::outline::cut;
use super::super::reading::PackRecords;
use super::edition::Target;
use super::outline::{ChapterText, ItemText, Outline};

/// The longest title that is made of a text, in characters.
const TITLE_MAX: usize = 40;
/// The longest text that stands where a summary would.
const GIST_MAX: usize = 2_000;

/// Makes records of a document.
pub(super) struct Maker<'a> {
    pub catalog: &'a Catalog,
    pub target: &'a Target<'a>,
    /// The name of the file.
    pub file: &'a str,
}

impl Maker<'_> {
    /// Returns where the records come from.
    pub(super) fn provenance(&self, place: &str) -> Provenance {
        Provenance {
            seen: Seen::Imported,
            source: self.file.to_owned(),
            edition: format!("第{}版", self.target.guideline.edition),
            note: place.to_owned(),
        }
    }

    /// Adds the volume and the chapters that the catalog does not hold.
    pub(super) fn headings(&self, outline: &Outline, records: &mut PackRecords) {
        if self.catalog.tree().node(&self.target.volume).is_none() {
            records.volumes.push(self.volume());
        }
        for chapter in &outline.chapters {
            let id = self.chapter_id(outline, chapter.number);
            if self.catalog.tree().node(&id).is_none() {
                records.chapters.push(self.chapter(id, chapter));
            }
        }
    }

    fn volume(&self) -> Volume {
        let (guideline, title) = (self.target.guideline, self.target.title.clone());
        let (order, short) = match self.target.before {
            // Its own clauses stand in the same lists as those of the edition before.
            Some((_, before)) => (before.order.saturating_add(1), format!("{}{}", guideline.edition, before.short)),
            None => (u32::MAX, title.chars().take(8).collect()),
        };
        Volume {
            order,
            aliases: vec![format!("{}{title}", guideline.edition)],
            title,
            short,
            ..blank::volume(self.target.volume.clone(), guideline.id.clone())
        }
    }

    /// Returns the id of a chapter: `mhlw7.sysun.14`. Where the chapter itself is the unit, the clause has that id.
    fn chapter_id(&self, outline: &Outline, number: u32) -> Id {
        let is_unit = |item: &ItemText| item.mark == 0 && item.section.is_empty() && item.chapter == number;
        let letters = if outline.items.iter().any(is_unit) && !self.target.is_single_volume() { "ch" } else { "" };
        format!("{}.{letters}{number}", self.target.prefix())
    }

    fn chapter(&self, id: Id, chapter: &ChapterText) -> Chapter {
        let prefix = format!("{}.{}", self.target.prefix(), chapter.number);
        let own = chapter.number.to_string();
        let section = |(number, title): &(String, String)| Section {
            id: format!("{prefix}.s{}", number.strip_prefix(&own).unwrap_or(number).trim_start_matches('.')),
            number: number.clone(),
            title: title.clone(),
            provenance: self.provenance(""),
        };
        Chapter {
            number: own.clone(),
            title: chapter.title.clone(),
            patterns_printed: chapter.patterns.clone(),
            sections: chapter.sections.iter().map(section).collect(),
            ..blank::chapter(id, self.target.volume.clone(), self.provenance(""))
        }
    }

    /// Returns the ids of the clauses that items are or become, in their order: `mhlw7.sysun.14.5`, `mhlw7.keiei.1.2.1.a1`
    /// where numbers begin again, `mhlw7.gaisetsu.2.1` and `meti20.5.1.1-1` for sections.
    pub(super) fn ids(&self, outline: &Outline, joined: &[Option<&Clause>]) -> Vec<Id> {
        let mut lists: BTreeMap<(u32, &str), usize> = BTreeMap::new();
        for item in &outline.items {
            let most = lists.entry((item.chapter, &item.section)).or_default();
            *most = item.list.max(*most);
        }
        let mut taken = BTreeSet::new();
        let mut id = |item: &ItemText| {
            let above = if item.section.is_empty() { item.chapter.to_string() } else { item.section.clone() };
            let has_lists = lists.get(&(item.chapter, item.section.as_str())).is_some_and(|most| *most > 0);
            let letter = if has_lists { column_letters(item.list).to_lowercase() } else { String::new() };
            let end = match item.mark {
                0 if self.target.is_single_volume() => "-1".to_owned(),
                0 => String::new(),
                mark => format!(".{letter}{mark}"),
            };
            let id = format!("{}.{above}{end}", self.target.prefix());
            // A document that numbers two items alike still gets both of them, and what the catalog holds is another clause.
            let mut others = std::iter::once(id.clone()).chain((2..).map(|at| format!("{id}-{at}")));
            others.find(|id| !self.is_held(id) && taken.insert(id.clone())).unwrap_or(id)
        };
        let joined = joined.iter().copied().chain(std::iter::repeat(None));
        outline.items.iter().zip(joined).map(|(item, is)| is.map_or_else(|| id(item), |is| is.id.clone())).collect()
    }

    /// Whether the catalog holds a clause or a heading with this id.
    fn is_held(&self, id: &str) -> bool {
        self.catalog.clause(id).is_some() || self.catalog.tree().node(id).is_some()
    }

    /// Returns the clause that an item becomes. `continued` is the clause of the edition before that says the same.
    pub(super) fn clause(&self, outline: &Outline, (id, item): (Id, &ItemText), continued: Option<&Clause>) -> Clause {
        let printed = || if item.title.is_empty() { headline(&item.text) } else { item.title.clone() };
        Clause {
            section: item.section.clone(),
            heading: item.heading.clone(),
            item: item.item(),
            number: item.number(),
            title: continued.map_or_else(printed, |clause| clause.title.clone()),
            gist: one_line(&item.text).chars().take(GIST_MAX).collect(),
            ..Clause::bare(id, self.chapter_id(outline, item.chapter), self.provenance(&item.place()))
        }
    }
}

fn one_line(text: &str) -> String {
    text.replace('\n', " ")
}

/// Returns the beginning of a text as a title.
fn headline(text: &str) -> String {
    cut(&one_line(text), TITLE_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_lettered_and_long_texts_have_short_titles() {
        assert_eq!([0, 2, 25, 26, 27].map(|list| column_letters(list).to_lowercase()), ["a", "c", "z", "aa", "ab"]);
        assert_eq!(headline("短い\n文"), "短い 文");
        assert_eq!(headline(&"字".repeat(41)), format!("{}…", "字".repeat(40)));
    }
}
