//! What taking a document in again would change: the records of two packs, held against each other.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use crate::import::PackRecords;
use crate::model::{Id, Kind};
use crate::worklist::State;

/// What would change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackChange {
    /// Whether there is a pack of this id already.
    pub is_known: bool,
    /// Records that come, as they are named to people.
    pub added: Vec<String>,
    /// Records that go.
    pub removed: Vec<String>,
    /// Records that say something else.
    pub changed: Vec<String>,
    /// Clauses that say the same under another number: before and after.
    pub renumbered: Vec<(String, String)>,
    /// The ids of clauses whose marks are touched by that.
    touched: Vec<Id>,
    /// The ids of clauses that say something else from then on.
    reworded: Vec<Id>,
}

/// A record as it is compared.
struct Compared {
    /// How it is named to people.
    shown: String,
    /// All that it says.
    says: String,
    /// What tells a clause under another number: its texts.
    texts: String,
    /// What a clause or its official text says, wherever it stands.
    wording: String,
}

impl PackChange {
    /// Holds the records of a pack against those that stand there.
    pub(super) fn between(before: Option<&PackRecords>, after: &PackRecords) -> Self {
        let (mut old, mut new) = (before.map(compared).unwrap_or_default(), compared(after));
        let mut change = Self { is_known: before.is_some(), ..Self::default() };
        let other = |key: &&Key| new.get(*key).is_some_and(|record| record.wording != old[*key].wording);
        // A clause and its official text are one to whoever has marked it.
        let reworded: BTreeSet<Id> = old.keys().filter(other).filter_map(clause_of).collect();
        change.reworded = reworded.into_iter().collect();
        new.retain(|key, record| {
            let is_same = old.get(key).is_some_and(|was| was.says == record.says);
            is_same.then(|| old.remove(key));
            !is_same
        });
        // Before what has the same number: where one clause goes, those behind it take each other's.
        change.renumber(&mut old, &mut new);
        new.retain(|key, record| {
            let was = old.remove(key);
            let is_there = was.is_some();
            if is_there {
                change.changed.push(std::mem::take(&mut record.shown));
                change.touched.extend(clause_of(key));
            }
            !is_there
        });
        change.touched.extend(old.keys().filter_map(clause_of));
        change.removed = old.into_values().map(|record| record.shown).collect();
        change.added = new.into_values().map(|record| record.shown).collect();
        change
    }

    /// Takes out the clauses that only have another number.
    fn renumber(&mut self, old: &mut BTreeMap<Key, Compared>, new: &mut BTreeMap<Key, Compared>) {
        let mut places: HashMap<String, Vec<Key>> = HashMap::new();
        for (key, record) in old.iter().rev().filter(|(_, record)| !record.texts.is_empty()) {
            places.entry(record.texts.clone()).or_default().push(key.clone());
        }
        new.retain(|_, record| {
            let from = places.get_mut(&record.texts).and_then(Vec::pop);
            let Some((key, was)) = from.and_then(|key| old.remove_entry(&key)) else { return true };
            self.touched.extend(clause_of(&key));
            self.renumbered.push((was.shown, std::mem::take(&mut record.shown)));
            false
        });
    }

    /// Whether nothing would change.
    pub fn is_nothing(&self) -> bool {
        self.is_known
            && [&self.added, &self.removed, &self.changed].iter().all(|list| list.is_empty())
            && self.renumbered.is_empty()
    }

    /// Returns how many of the marks of a worklist are of clauses that change, go, or have another number.
    pub fn touched_marks(&self, state: &State) -> usize {
        let touched: BTreeSet<&Id> = self.touched.iter().collect();
        touched.into_iter().filter(|clause| state.mark(clause).is_some()).count()
    }

    /// Returns how many of the marks of a worklist will stand on clauses that say something else.
    pub fn reworded_marks(&self, state: &State) -> usize {
        self.reworded.iter().filter(|clause| state.mark(clause).is_some()).count()
    }
}

/// A table, what is the same of a record in every edition of its document, and a count for those of which that is the same.
type Key = (String, String, usize);

/// Returns the clause whose marks are touched if a record changes: itself, or the one that it is the official text of.
fn clause_of((table, id, _): &Key) -> Option<Id> {
    (table == Kind::Clause.code() || table == "original").then(|| id.clone())
}

fn compared(records: &PackRecords) -> BTreeMap<Key, Compared> {
    let mut found = BTreeMap::new();
    let Ok(Value::Object(tables)) = serde_json::to_value(records) else { return found };
    for (table, records) in tables.iter().filter(|(table, _)| *table != "pack") {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for record in records.as_array().into_iter().flatten() {
            let id = id(table, record);
            let count = counts.entry(id.clone()).or_default();
            found.insert((table.clone(), id, *count), Compared::new(table, record));
            *count += 1;
        }
    }
    found
}

/// Returns what is the same of a record in every edition of its document.
fn id(table: &str, record: &Value) -> String {
    match table {
        "link" => [text(record, "from"), text(record, "to")].join(" "),
        "original" => text(record, "clause").to_owned(),
        "statement" => format!("{} {}", text(record, "about"), record["answers"]),
        _ => text(record, "id").to_owned(),
    }
}

fn text<'r>(record: &'r Value, field: &str) -> &'r str {
    record[field].as_str().unwrap_or_default()
}

impl Compared {
    fn new(table: &str, record: &Value) -> Self {
        let [title, gist] = ["title", "gist"].map(|field| text(record, field));
        let shown = match table {
            "clause" => format!("条項 {} {title}", text(record, "number")),
            "link" => format!("関連 {} → {}", text(record, "from"), text(record, "to")),
            "original" => format!("原文 {}({})", text(record, "clause"), text(record, "place")),
            "statement" => format!("記載 {}({})", text(record, "about"), text(record, "place")),
            "product" => format!("製品 {}", text(record, "name_ja")),
            "guideline" | "volume" | "chapter" => format!("見出し {title}"),
            _ => format!("{} {title}", text(record, "id")),
        };
        let texts = if table == Kind::Clause.code() { [title, "\n", gist].concat() } else { String::new() };
        let wording = if table == "original" { text(record, "text").to_owned() } else { texts.clone() };
        Self { shown, says: record.to_string(), texts, wording }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::records;
    use super::*;

    #[test]
    fn the_same_document_changes_nothing() {
        let pack = records("own-table", 3);
        assert!(PackChange::between(Some(&pack), &pack).is_nothing());
        let fresh = PackChange::between(None, &pack);
        assert!(!fresh.is_nothing() && !fresh.is_known && fresh.added.len() == 9, "{fresh:?}");
    }

    #[test]
    fn what_came_went_changed_or_moved_is_told_apart() {
        let before = records("own-table", 4);
        let mut after = records("own-table", 4);
        after.clauses[0].gist.push_str("例外なく。");
        // The second one goes, so the third becomes the second.
        after.clauses.remove(1);
        after.clauses[1].id = "own-table.a.1.2".to_owned();
        after.clauses[1].number = "1.2".to_owned();
        after.statements[0].status = "一部".to_owned();
        after.originals.clear();
        let change = PackChange::between(Some(&before), &after);
        assert_eq!(change.changed, ["条項 1.1 院内の決まり 1", "記載 mhlw6.sysun.14.5(対応表!14)"]);
        assert_eq!(change.removed, ["条項 1.2 院内の決まり 2", "原文 mhlw6.sysun.14.5(p. 23)"]);
        let moved = ("条項 1.3 院内の決まり 3".to_owned(), "条項 1.2 院内の決まり 3".to_owned());
        assert_eq!((change.added.len(), change.renumbered), (0, vec![moved]));
    }

    #[test]
    fn a_clause_under_another_number_is_known_by_its_texts() {
        let before = records("own-table", 2);
        let mut after = before.clone();
        after.clauses[1].id = "own-table.a.1.7".to_owned();
        after.clauses[1].number = "1.7".to_owned();
        let change = PackChange::between(Some(&before), &after);
        let moved = ("条項 1.2 院内の決まり 2".to_owned(), "条項 1.7 院内の決まり 2".to_owned());
        assert_eq!(change.renumbered, [moved]);
        assert!(change.added.is_empty() && change.removed.is_empty() && change.changed.is_empty());
        assert_eq!(change.touched, ["own-table.a.1.2"]);
    }
}
