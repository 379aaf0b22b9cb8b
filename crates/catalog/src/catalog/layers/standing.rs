//! Which records stand where they name others: a record of a pack whose ground is not there waits in its file, and what
//! else it names and is not there is left out.

use std::collections::{HashMap, HashSet};

use crate::catalog::source::{Located, Source};
use crate::model::{
    AuditReport, Capability, Chapter, Clause, Guideline, Id, Licence, Link, Mapping, Measure, Original, Pattern,
    Preset, Product, Question, Revision, Risk, Statement, Term, Theme, Volume,
};

/// The ids that are there, with the tables of their records.
#[derive(Default)]
struct Known {
    ids: HashMap<Id, &'static str>,
    former: HashMap<Id, &'static str>,
    /// The guidelines that are published volume by volume, and those volumes.
    in_volumes: HashSet<Id>,
    published: HashSet<Id>,
    /// What took the place of guidelines and volumes.
    next: HashMap<Id, Id>,
}

impl Known {
    fn table(&self, id: &str) -> Option<&'static str> {
        self.ids.get(id).or_else(|| self.former.get(id)).copied()
    }

    /// Whether an id leads to a record of one of these tables; of any, if none is named.
    fn has(&self, id: &str, tables: &[&str]) -> bool {
        self.table(id).is_some_and(|table| tables.is_empty() || tables.contains(&table))
    }

    /// Adds an id; whether it is new.
    fn add(&mut self, id: &str, table: &'static str) -> bool {
        // A revision may have the id of the clause that it is about.
        match self.ids.get(id) {
            Some(known) => table == "revision" && *known == "clause",
            None => self.ids.insert(id.to_owned(), table).is_none(),
        }
    }

    fn is_edition(&self, id: &str) -> bool {
        self.published.contains(id) || (self.has(id, &["guideline"]) && !self.in_volumes.contains(id))
    }

    /// Whether what follows on the successor of something leads back to it, or to no end.
    fn comes_back(&self, id: &str, successor: &str) -> bool {
        let mut later = successor;
        for _ in 0..=self.next.len() {
            if later == id {
                return true;
            }
            match self.next.get(later) {
                Some(next) => later = next,
                None => return false,
            }
        }
        true
    }

    /// Notes what is published by itself. Where a guideline is so as a whole, a volume that a pack adds to it is not: what
    /// others say of the guideline as an edition stays true.
    fn note_editions(&mut self, base: &Source, packs: &mut Source) {
        let whole: HashSet<&Id> = base.guidelines.iter().map(|record| &record.value.id).collect();
        for volume in base.volumes.iter().map(|record| &record.value).filter(|volume| !volume.published.is_empty()) {
            self.in_volumes.insert(volume.guideline.clone());
            self.published.insert(volume.id.clone());
        }
        for volume in packs.volumes.iter_mut().map(|record| &mut record.value) {
            if whole.contains(&volume.guideline) && !self.in_volumes.contains(&volume.guideline) {
                volume.published.clear();
            } else if !volume.published.is_empty() {
                self.published.insert(volume.id.clone());
            }
        }
        let added = packs.volumes.iter().filter(|record| !record.value.published.is_empty());
        self.in_volumes.extend(added.map(|record| record.value.guideline.clone()));
        for source in [base, packs] {
            let guidelines = source.guidelines.iter().map(|record| (&record.value.id, &record.value.successor));
            let volumes = source.volumes.iter().map(|record| (&record.value.id, &record.value.successor));
            let replaced = guidelines.chain(volumes).filter(|(_, successor)| !successor.is_empty());
            self.next.extend(replaced.map(|(id, successor)| (id.clone(), successor.clone())));
        }
    }

    /// Notes the sections of chapters, and lets go of those of packs that are there already.
    fn note_sections(&mut self, base: &Source, packs: &mut Source) {
        for section in base.chapters.iter().flat_map(|chapter| &chapter.value.sections) {
            self.add(&section.id, "section");
        }
        for chapter in &mut packs.chapters {
            chapter.value.sections.retain(|section| self.add(&section.id, "section"));
        }
    }

    /// Notes the ids that records had before.
    fn note_former(&mut self, source: &Source) {
        macro_rules! note {
            ($($table:ident = $name:literal),+) => {$(
                let former = source.$table.iter().flat_map(|record| &record.value.former_ids);
                former.for_each(|id| _ = self.former.entry(id.clone()).or_insert($name));
            )+};
        }
        note!(products = "product", measures = "measure", reports = "report");
    }
}

/// What names other records.
trait Names {
    /// Whether everything is there without which it says nothing.
    fn stands(&self, known: &Known) -> bool;

    /// Lets go of what else it names and is not there.
    fn trim(&mut self, known: &Known);
}

/// Says once what each record names: what it cannot be without; lists of ids; lists of rows that have an id each; single ids
/// that may be empty. Behind each stand the tables that it may lead to, none for any.
macro_rules! names {
    ($($type:ident {
        needs: [$($need:ident: $need_in:expr),*], lists: [$($list:ident: $list_in:expr),*],
        rows: [$($rows:ident.$key:ident: $rows_in:expr),*], fields: [$($field:ident: $field_in:expr),*]
    })+) => {$(
        impl Names for $type {
            fn stands(&self, known: &Known) -> bool {
                let _ = known;
                true $(&& known.has(&self.$need, &$need_in))*
            }

            fn trim(&mut self, known: &Known) {
                let _ = known;
                $(self.$list.retain(|id| known.has(id, &$list_in));)*
                $(self.$rows.retain(|row| known.has(&row.$key, &$rows_in));)*
                $(if !known.has(&self.$field, &$field_in) { self.$field.clear(); })*
            }
        }
    )+};
}

const ANSWERS: [&str; 3] = ["product", "measure", "report"];
const EDITIONS: [&str; 2] = ["guideline", "volume"];
const ANY: [&str; 0] = [];

names! {
    Guideline { needs: [], lists: [], rows: [], fields: [successor: EDITIONS] }
    Volume { needs: [guideline: ["guideline"]], lists: [patterns: ["pattern"]], rows: [], fields: [successor: EDITIONS] }
    Chapter { needs: [volume: ["volume"]], lists: [patterns: ["pattern"]], rows: [], fields: [] }
    Clause { needs: [chapter: ["chapter"]], lists: [refs: ANY], rows: [], fields: [] }
    Mapping {
        needs: [clause: ["clause"]], lists: [risks: ANY, clauses: ANY], rows: [products.id: ANSWERS], fields: []
    }
    Risk { needs: [], lists: [clauses: ANY, related: ANY], rows: [mitigations.product: ANSWERS], fields: [] }
    Product { needs: [], lists: [successors: ["product"]], rows: [licences.licence: ["licence"]], fields: [parent: ANY] }
    Measure { needs: [], lists: [clauses: ["clause"], risks: ["risk"]], rows: [uses.id: ANY], fields: [] }
    AuditReport { needs: [], lists: [], rows: [], fields: [] }
    Licence { needs: [], lists: [next: ["licence"]], rows: [], fields: [] }
    Theme {
        needs: [], lists: [clauses: ["clause"], risks: ["risk"], measures: ["measure"], products: ["product"]], rows: [],
        fields: []
    }
    Capability { needs: [], lists: [primary: ANSWERS, supporting: ANSWERS], rows: [], fields: [] }
    Term { needs: [], lists: [related: ANY], rows: [], fields: [] }
    Link { needs: [from: ANY, to: ANY], lists: [], rows: [], fields: [] }
    Revision { needs: [from: EDITIONS, to: EDITIONS], lists: [clauses: ANY], rows: [], fields: [] }
    Question { needs: [guideline: ["guideline"]], lists: [clauses: ANY], rows: [], fields: [] }
    Pattern {
        needs: [guideline: ["guideline"]], lists: [always: ANY, simplifiable: ANY], rows: [volumes.volume: ["volume"]],
        fields: []
    }
    Preset { needs: [], lists: [counts: ANY], rows: [newest.guideline: ["guideline"]], fields: [] }
    Original { needs: [clause: ["clause"]], lists: [], rows: [], fields: [] }
    Statement { needs: [about: ["clause", "risk"]], lists: [answers: ANSWERS], rows: [], fields: [] }
}

/// Keeps what stands of packs beside other records, the first of two with one id, and nothing that those have already. Of the
/// others everything is kept that was found sound, unless what it names may be switched off.
pub(super) fn settle(base: &mut Source, packs: &mut Source, may_wait: bool) {
    if packs.is_empty() && !may_wait {
        return;
    }
    let mut known = Known::default();
    /// Each table stands behind those whose records its own cannot be without.
    macro_rules! keep {
        ($($table:ident = $name:literal),+) => {$(
            base.$table.retain(|record| !may_wait || record.value.stands(&known));
            base.$table.iter().for_each(|record| _ = known.add(&record.value.id, $name));
            packs.$table.retain(|record| record.value.stands(&known) && known.add(&record.value.id, $name));
        )+};
    }
    keep!(guidelines = "guideline", volumes = "volume");
    known.note_editions(base, packs);
    keep!(chapters = "chapter");
    known.note_sections(base, packs);
    keep!(clauses = "clause", risks = "risk", products = "product", measures = "measure", reports = "report");
    keep!(licences = "licence", themes = "theme", terms = "term", questions = "question", patterns = "pattern");
    keep!(presets = "preset", revisions = "revision");
    known.note_former(base);
    known.note_former(packs);
    macro_rules! keep_others {
        ($($table:ident),+) => {$(
            base.$table.retain(|record| !may_wait || record.value.stands(&known));
            packs.$table.retain(|record| record.value.stands(&known));
        )+};
    }
    keep_others!(mappings, capabilities, links, originals, statements);
    keep_new(base, packs, &known);
    trim(packs, &known);
    if may_wait {
        trim(base, &known);
    }
}

/// Keeps of revisions and links of packs those that lead somewhere, and say what nobody else says.
fn keep_new(base: &Source, packs: &mut Source, known: &Known) {
    packs.revisions.retain(|record| {
        let (from, to) = (&record.value.from, &record.value.to);
        from != to && known.is_edition(from) && known.is_edition(to)
    });
    let ends = |link: &Located<Link>| (link.value.from.clone(), link.value.to.clone());
    let mut links: HashSet<(Id, Id)> = base.links.iter().map(ends).collect();
    packs.links.retain(|link| links.insert(ends(link)));
}

fn trim(source: &mut Source, known: &Known) {
    macro_rules! trim {
        ($($table:ident),+) => { $(source.$table.iter_mut().for_each(|record| record.value.trim(known));)+ };
    }
    trim!(guidelines, volumes, chapters, clauses, mappings, risks, products, measures, reports, licences, themes);
    trim!(capabilities, terms, links, revisions, questions, patterns, presets, originals, statements);
    let measures = source.measures.iter_mut().flat_map(|record| &mut record.value.evidence);
    measures.for_each(|evidence| evidence.cites.retain(|one| known.has(&one.report, &["report"])));
    let editions = source.guidelines.iter_mut().map(|record| (record.value.id.clone(), &mut record.value.successor));
    let volumes = source.volumes.iter_mut().map(|record| (record.value.id.clone(), &mut record.value.successor));
    for (id, successor) in editions.chain(volumes) {
        // One that comes back to where it began would be told to be newer than itself.
        if !known.is_edition(successor) || known.comes_back(&id, successor) {
            successor.clear();
        }
    }
}
