//! Ids and what they lead to: each belongs to one record, and those that are named have to lead to the right kind.

use std::collections::{HashMap, HashSet};

use crate::language::t;
use crate::model::Id;
use crate::text::clean::unseen;
use crate::tr;

use super::super::source::Origin;
use super::Checker;

/// Where a record stands, and its id.
pub(super) type At<'a> = (Origin, &'a str);

/// What is wrong with an id that [`is_odd_id`].
pub(in crate::catalog) const ODD_ID: &str = "id が空か、空白を含んでいます。";

/// Whether an id is empty or hides something.
pub(in crate::catalog) fn is_odd_id(id: &str) -> bool {
    id.is_empty() || id.chars().any(|c| c.is_whitespace() || unseen(c).is_some())
}

impl<'a> Checker<'a> {
    /// Collects the ids of all records; each may be there once.
    pub(super) fn collect_ids(&mut self) {
        let source = self.source;
        macro_rules! collect {
            ($($field:ident),+) => {
                $(for record in &source.$field { self.collect(&record.value.id, record.origin, stringify!($field)); })+
                for other in self.beside {
                    $(for record in &other.$field { self.ids_beside.insert(&record.value.id, stringify!($field)); })+
                }
            };
        }
        collect!(guidelines, volumes, chapters, clauses, risks, products, measures, reports, licences, themes, terms);
        collect!(revisions, questions, patterns, presets);
        for chapter in self.beside.iter().flat_map(|other| &other.chapters) {
            let sections = chapter.value.sections.iter().map(|section| (section.id.as_str(), "sections"));
            self.ids_beside.extend(sections);
        }
        for chapter in &source.chapters {
            for section in &chapter.value.sections {
                self.collect(&section.id, chapter.origin, "sections");
            }
        }
        self.collect_former_ids();
        let mut mapped: HashMap<&str, Origin> = HashMap::new();
        for mapping in &source.mappings {
            if let Some(first) = mapped.insert(&mapping.value.clause, mapping.origin) {
                let message = tr!(
                    "対応が二度書かれています(先の記載 {place})。一つにまとめてください。",
                    place = source.place(first)
                );
                self.find(mapping.origin, &mapping.value.clause, message);
            }
        }
    }

    fn collect(&mut self, id: &'a str, origin: Origin, table: &'static str) {
        if is_odd_id(id) {
            self.find(origin, id, t(ODD_ID).to_owned());
        }
        // A revision may have the id of the clause of the new edition that it is about; the id then means the clause.
        if table == "revisions" && self.table_of(id) == Some("clauses") {
            return;
        }
        if let Some((first, _)) = self.ids.insert(id, (origin, table)) {
            let place = self.source.place(first);
            let message = tr!("id が重なっています(先の記載 {place})。どちらかを改めてください。", place);
            self.find(origin, id, message);
        }
    }

    /// Collects the ids that records had before; no two may claim one. Another record may have it now: data of users that
    /// still holds the record it was, is read as before.
    fn collect_former_ids(&mut self) {
        let source = self.source;
        let products = source.products.iter().map(|r| (r.origin, &r.value.id, &r.value.former_ids, "products"));
        let measures = source.measures.iter().map(|r| (r.origin, &r.value.id, &r.value.former_ids, "measures"));
        let reports = source.reports.iter().map(|r| (r.origin, &r.value.id, &r.value.former_ids, "reports"));
        for (origin, id, former_ids, table) in products.chain(measures).chain(reports) {
            for former in former_ids {
                if former == id {
                    self.find(origin, id, tr!("former_ids の {former} は、この記録の今の id です。", former));
                }
                if self.former.insert(former, (id, table)).is_some() {
                    let message = tr!("former_ids の {former} は、ほかの記録の former_ids にもあります。", former);
                    self.find(origin, id, message);
                }
            }
        }
    }

    /// Returns the table of the record with an id, or of the one that had it before.
    pub(super) fn table_of(&self, id: &str) -> Option<&'static str> {
        let former = || self.former.get(id).map(|(_, table)| *table);
        let own = self.ids.get(id).map(|(_, table)| *table).or_else(former);
        own.or_else(|| self.ids_beside.get(id).copied())
    }

    /// Returns the id that a record has now, by the one that it has or had before.
    fn present<'i>(&self, id: &'i str) -> &'i str
    where
        'a: 'i,
    {
        if self.ids.contains_key(id) { id } else { self.former.get(id).map_or(id, |(now, _)| now) }
    }

    /// Checks that an id leads to a record.
    pub(super) fn link(&mut self, at: (Origin, &str), field: &str, target: &str) {
        if self.table_of(target).is_none() && !self.unreadable.contains(target) {
            self.find(at.0, at.1, tr!("{field} の {target} はどこにもありません。", field, target));
        }
    }

    /// Checks that an id leads to another record.
    pub(super) fn other(&mut self, at: (Origin, &str), field: &str, target: &str) {
        self.link(at, field, target);
        if self.present(target) == at.1 {
            self.find(at.0, at.1, tr!("{field} の {target} は、この記録自身です。", field, target));
        }
    }

    /// Checks that ids lead to other records.
    pub(super) fn links(&mut self, at: (Origin, &str), field: &str, targets: &[String]) {
        for target in targets {
            self.other(at, field, target);
        }
    }

    /// Checks that ids lead to other records of one table, each once.
    pub(super) fn records(&mut self, at: At<'a>, kind: (&str, &'static str, &str), ids: &[Id]) {
        let mut known = HashSet::new();
        for id in ids {
            self.record(at, kind, id);
            if !known.insert(id) {
                self.find(at.0, at.1, tr!("{field} に {value} が二度あります。", field = kind.0, value = id));
            }
        }
    }

    /// Checks that an id leads to another record of a table.
    pub(super) fn record(&mut self, at: At<'a>, (field, table, name): (&str, &'static str, &str), id: &str) {
        self.other(at, field, id);
        if self.table_of(id).is_some_and(|found| found != table) {
            self.find(at.0, at.1, tr!("{field} の {id} は{name}ではありません。", field, id, name));
        }
    }

    /// Checks that an id leads to what answers a clause or a risk: a product, or what was one before Microsoft's own half was
    /// told apart from it.
    pub(super) fn answer(&mut self, at: (Origin, &str), field: &str, id: &str) {
        self.link(at, field, id);
        if self.table_of(id).is_some_and(|found| !matches!(found, "products" | "measures" | "reports")) {
            self.find(at.0, at.1, tr!("{field} の {id} は、製品でも措置でも監査報告でもありません。", field, id));
        }
    }
}
