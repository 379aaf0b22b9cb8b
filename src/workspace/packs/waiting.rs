//! What is in a pack, and what of it waits for records that are not there yet.

use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::import::PackRecords;
use crate::model::Id;

/// How many records of each table are in a pack, those that are there, with their Japanese names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackCounts(pub Vec<(&'static str, &'static str, usize)>);

/// How many records of a pack lead to others that are not there: they come alive with those.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Volumes.
    pub volumes: usize,
    /// Chapters.
    pub chapters: usize,
    /// Clauses.
    pub clauses: usize,
    /// Ties between clauses.
    pub links: usize,
    /// What the document says of clauses and risks.
    pub statements: usize,
    /// Official texts.
    pub originals: usize,
}

impl PackCounts {
    /// Counts the records of a pack.
    pub fn of(records: &PackRecords) -> Self {
        let all = [
            ("guideline", "文書", records.guidelines.len()),
            ("volume", "編", records.volumes.len()),
            ("chapter", "章", records.chapters.len()),
            ("clause", "条項", records.clauses.len()),
            ("risk", "リスク", records.risks.len()),
            ("product", "製品", records.products.len()),
            ("measure", "措置", records.measures.len()),
            ("link", "関連", records.links.len()),
            ("revision", "改定", records.revisions.len()),
            ("original", "原文", records.originals.len()),
            ("statement", "記載", records.statements.len()),
        ];
        Self(all.into_iter().filter(|(_, _, count)| *count > 0).collect())
    }
}

impl Waiting {
    /// Counts what of a pack waits: of one that is switched on, what the catalog has not; of another, what it would not have.
    pub fn of(records: &PackRecords, is_enabled: bool, catalog: &Catalog) -> Self {
        let own = if is_enabled { BTreeSet::new() } else { own_ids(records) };
        let is_there = |id: &Id| own.contains(id.as_str()) || catalog.find(id).is_some();
        let waits = |id: &Id, ground: &Id| if is_enabled { catalog.find(id).is_none() } else { !is_there(ground) };
        let links = records.links.iter().filter(|link| !is_there(&link.from) || !is_there(&link.to));
        let statements = records.statements.iter();
        let statements = statements.filter(|one| !is_there(&one.about) || !one.answers.iter().all(is_there));
        let originals = records.originals.iter().filter(|one| !is_there(&one.clause));
        Self {
            volumes: records.volumes.iter().filter(|one| waits(&one.id, &one.guideline)).count(),
            chapters: records.chapters.iter().filter(|one| waits(&one.id, &one.volume)).count(),
            clauses: records.clauses.iter().filter(|one| waits(&one.id, &one.chapter)).count(),
            links: links.count(),
            statements: statements.count(),
            originals: originals.count(),
        }
    }

    /// Returns how many wait of each table, with its Japanese name.
    pub const fn counts(&self) -> [(&'static str, &'static str, usize); 6] {
        [
            ("volume", "編", self.volumes),
            ("chapter", "章", self.chapters),
            ("clause", "条項", self.clauses),
            ("link", "関連", self.links),
            ("statement", "記載", self.statements),
            ("original", "原文", self.originals),
        ]
    }
}

fn own_ids(records: &PackRecords) -> BTreeSet<&str> {
    let guidelines = records.guidelines.iter().map(|record| record.id.as_str());
    let volumes = records.volumes.iter().map(|record| record.id.as_str());
    let chapters = records.chapters.iter().map(|record| record.id.as_str());
    let clauses = records.clauses.iter().map(|record| record.id.as_str());
    let risks = records.risks.iter().map(|record| record.id.as_str());
    let products = records.products.iter().map(|record| record.id.as_str());
    let measures = records.measures.iter().map(|record| record.id.as_str());
    let headings = guidelines.chain(volumes).chain(chapters);
    headings.chain(clauses).chain(risks).chain(products).chain(measures).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::records;
    use super::*;
    use crate::bundled;

    #[test]
    fn what_leads_nowhere_waits() {
        let catalog = bundled::catalog().unwrap();
        let mut pack = records("own-table", 2);
        assert_eq!(Waiting::of(&pack, false, &catalog), Waiting::default());
        pack.links[0].to = "elsewhere.1".to_owned();
        pack.statements[0].answers.push("nobody.product".to_owned());
        pack.originals[0].clause = "elsewhere.2".to_owned();
        let waiting = Waiting { links: 1, statements: 1, originals: 1, ..Waiting::default() };
        assert_eq!(Waiting::of(&pack, false, &catalog), waiting);
        let all = Waiting { volumes: 1, chapters: 1, clauses: 2, ..waiting };
        assert_eq!(Waiting::of(&pack, true, &catalog), all, "switched on, and not in the catalog");
        pack.volumes[0].guideline = "elsewhere".to_owned();
        pack.clauses[1].chapter = "elsewhere.1".to_owned();
        assert_eq!(Waiting::of(&pack, false, &catalog), Waiting { volumes: 1, clauses: 1, ..waiting });
        let counts = PackCounts::of(&pack).0;
        assert!(counts.contains(&("clause", "条項", 2)) && !counts.iter().any(|(code, ..)| *code == "risk"));
    }
}
