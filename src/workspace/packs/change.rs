//! What taking a document in again would change: the records of two packs, held against each other.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use crate::import::PackRecords;
use crate::language::tr;
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
    /// How many records say the same and stand in another place of the document: in another row, on another page.
    pub moved: usize,
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
    /// All that it says, wherever it stands in the document.
    says: String,
    /// Where it stands.
    place: String,
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
        change.leave_same(&mut old, &mut new);
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

    /// Takes out the records that say the same, and counts those that moved. Of records that are about the same things the first
    /// that says the same is it: with a new row above, each of those below would else be taken for the one before.
    fn leave_same(&mut self, old: &mut BTreeMap<Key, Compared>, new: &mut BTreeMap<Key, Compared>) {
        let mut left: HashMap<String, Vec<Key>> = HashMap::new();
        for (key, record) in old.iter().rev() {
            left.entry(said(key, record)).or_default().push(key.clone());
        }
        new.retain(|key, record| {
            let same = left.get_mut(&said(key, record)).and_then(Vec::pop).and_then(|key| old.remove(&key));
            self.moved += usize::from(same.as_ref().is_some_and(|was| was.place != record.place));
            same.is_none()
        });
        // What is left of records about the same things is held against each other in its order.
        for records in [old, new] {
            *records = counted(std::mem::take(records).into_iter().map(|((table, id, _), record)| (table, id, record)));
        }
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
            && self.moved == 0
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

/// Returns what a record says, and of what.
fn said((table, id, _): &Key, record: &Compared) -> String {
    [table, "\n", id, "\n", &record.says].concat()
}

fn compared(records: &PackRecords) -> BTreeMap<Key, Compared> {
    let Ok(Value::Object(tables)) = serde_json::to_value(records) else { return BTreeMap::new() };
    let tables = tables.into_iter().filter(|(table, _)| table != "pack");
    counted(tables.flat_map(|(table, records)| {
        let records = if let Value::Array(records) = records { records } else { Vec::new() };
        records.into_iter().map(move |record| (table.clone(), id(&table, &record), Compared::new(&table, record)))
    }))
}

/// Counts the records of which the same is true in every edition of their document.
fn counted(records: impl Iterator<Item = (String, String, Compared)>) -> BTreeMap<Key, Compared> {
    let mut counts: HashMap<(String, String), usize> = HashMap::new();
    let count = |(table, id, record): (String, String, Compared)| {
        let count = counts.entry((table.clone(), id.clone())).or_default();
        *count += 1;
        ((table, id, *count), record)
    };
    records.map(count).collect()
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
    fn new(table: &str, mut record: Value) -> Self {
        let place = place(&mut record);
        let record = &record;
        let [title, gist] = ["title", "gist"].map(|field| text(record, field));
        let shown = match table {
            "clause" => tr!("条項 {number} {title}", number = text(record, "number"), title),
            "link" => tr!("関連 {from} → {to}", from = text(record, "from"), to = text(record, "to")),
            "original" => tr!("原文 {clause}({place})", clause = text(record, "clause"), place),
            "statement" => tr!("記載 {about}({place})", about = text(record, "about"), place),
            "product" => tr!("製品 {name}", name = text(record, "name_ja")),
            "guideline" | "volume" | "chapter" => tr!("見出し {title}", title),
            _ => format!("{} {title}", text(record, "id")),
        };
        let texts = if table == Kind::Clause.code() { [title, "\n", gist].concat() } else { String::new() };
        let wording = if table == "original" { text(record, "text").to_owned() } else { texts.clone() };
        Self { shown, says: record.to_string(), place, texts, wording }
    }
}

/// Takes out of a record where in its document it stands: that says nothing, and changes with every row above it.
fn place(record: &mut Value) -> String {
    let mut take = |pointer: &str| {
        let place = record.pointer_mut(pointer).map(Value::take);
        place.and_then(|place| place.as_str().map(str::to_owned)).unwrap_or_default()
    };
    let (place, read) = (take("/place"), take("/provenance/note"));
    if place.is_empty() { read } else { place }
}

#[cfg(test)]
mod tests {
    use super::super::testing::records;
    use super::*;
    use crate::model::Statement;

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
    fn rows_above_move_what_stands_below_and_change_nothing() {
        let mut before = records("own-table", 2);
        let first = before.statements[0].clone();
        let row = |status: &str, row: usize| Statement {
            status: status.to_owned(),
            place: format!("対応表!{row}"),
            ..first.clone()
        };
        let mut after = before.clone();
        before.statements = vec![row("対応", 14), row("一部", 15), row("対象外", 16)];
        after.statements = vec![row("検討中", 14), row("対応", 15), row("一部", 16), row("未定", 17)];
        after.links[0].provenance.note = "対応表!9".to_owned();
        let change = PackChange::between(Some(&before), &after);
        assert_eq!((change.moved, change.renumbered.len(), change.removed.len()), (3, 0, 0));
        assert_eq!(change.changed, ["記載 mhlw6.sysun.14.5(対応表!14)"]);
        assert_eq!(change.added, ["記載 mhlw6.sysun.14.5(対応表!17)"]);
        after.statements = vec![row("対応", 14), row("一部", 15), row("対象外", 17)];
        after.links.clone_from(&before.links);
        let moved = PackChange::between(Some(&before), &after);
        assert_eq!((moved.moved, moved.is_nothing()), (1, false), "it is written all the same");
        assert!(moved.changed.is_empty() && moved.added.is_empty() && moved.touched.is_empty(), "{moved:?}");
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
