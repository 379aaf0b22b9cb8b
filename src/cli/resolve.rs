//! Finds the record that a person means by an id or a clause number.

use crate::catalog::{Catalog, RecordRef};
use crate::failure::Failure;
use crate::model::Kind;
use crate::search::{Engine, Request, Results, Strategy};

use super::session::engine;

/// Suggestions shown at most.
const SUGGESTIONS: usize = 5;

/// What an id or a number stands for.
pub(super) enum Meaning {
    /// This record.
    One(RecordRef),
    /// Any of these clauses.
    Several(Vec<RecordRef>),
    /// Nothing; these come close.
    Nothing(Vec<RecordRef>),
}

/// Finds records of one catalog by what a person types. The search engine is built when it is first needed.
pub(super) struct Resolver<'a> {
    catalog: &'a Catalog,
    engine: Option<Engine>,
}

impl<'a> Resolver<'a> {
    /// Returns a resolver for a catalog.
    pub(super) fn new(catalog: &'a Catalog) -> Self {
        Self { catalog, engine: None }
    }

    /// Returns what a text stands for: an exact id, else a clause number, else nothing but suggestions.
    ///
    /// # Errors
    ///
    /// If the search engine cannot be built.
    pub(super) fn resolve(&mut self, text: &str) -> Result<Meaning, Failure> {
        if let Some(at) = self.catalog.find(text) {
            return Ok(Meaning::One(at));
        }
        let engine = match self.engine.take() {
            Some(engine) => engine,
            None => engine(self.catalog)?,
        };
        let results = engine.search(self.catalog, &Request::new(text, SUGGESTIONS));
        let mut numbers = Request::new(text, self.catalog.clauses().len());
        numbers.kinds = vec![Kind::Clause];
        let numbered = by_number(&engine.search(self.catalog, &numbers));
        self.engine = Some(engine);
        Ok(match numbered.as_slice() {
            [] => Meaning::Nothing(self.suggestions(text, &results)),
            [only] => Meaning::One(*only),
            _ => Meaning::Several(numbered),
        })
    }

    /// Returns records whose ids look alike, then what a search finds.
    fn suggestions(&self, text: &str, results: &Results) -> Vec<RecordRef> {
        let wanted = text.to_lowercase();
        let records = Kind::ALL.iter().flat_map(|kind| self.catalog.all(*kind));
        let mut alike: Vec<(usize, RecordRef)> =
            records.map(|at| (common_prefix(&wanted, self.catalog.id(at)), at)).collect();
        // Half of what was typed has to be right, else the search knows better.
        alike.retain(|(length, _)| length * 2 > wanted.len());
        alike.sort_by_key(|(length, _)| std::cmp::Reverse(*length));
        let mut found: Vec<RecordRef> = alike.into_iter().map(|(_, at)| at).take(SUGGESTIONS).collect();
        for hit in &results.hits {
            if found.len() < SUGGESTIONS && !found.contains(&hit.at) {
                found.push(hit.at);
            }
        }
        found
    }
}

/// Returns the clauses that were found by their number.
fn by_number(results: &Results) -> Vec<RecordRef> {
    let numbered = |hit: &&crate::search::Hit| hit.matched.iter().any(|m| m.strategy == Strategy::Number);
    results.hits.iter().filter(numbered).map(|hit| hit.at).collect()
}

fn common_prefix(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(x, y)| x == y).map(|(c, _)| c.len_utf8()).sum()
}

/// Returns records as one line: `mhlw6.sysun.14.5(運用 14.⑤)、…`.
pub(super) fn listing(catalog: &Catalog, records: &[RecordRef]) -> String {
    let shown: Vec<String> =
        records.iter().take(SUGGESTIONS).map(|at| format!("{}({})", catalog.id(*at), catalog.label(*at))).collect();
    let more = if records.len() > SUGGESTIONS { "など" } else { "" };
    format!("{}{more}", shown.join("、"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::{Field, Hit, Match};

    #[test]
    fn only_hits_by_number_name_a_clause() {
        let hit = |index, strategy| Hit {
            at: RecordRef::new(Kind::Clause, index),
            id: String::new(),
            score: 1.0,
            matched: vec![Match { field: Field::Number, strategy, ranges: Vec::new() }],
        };
        let hits = vec![hit(4, Strategy::Number), hit(7, Strategy::Words), hit(9, Strategy::Number)];
        let results = Results { hits, ..Results::default() };
        let found: Vec<u32> = by_number(&results).iter().map(|at| at.index).collect();
        assert_eq!(found, [4, 9]);
    }

    #[test]
    fn a_mistyped_id_brings_its_neighbours() {
        let catalog = Catalog::bundled().unwrap();
        let Meaning::Nothing(records) = Resolver::new(&catalog).resolve("mhlw6.sysun.14.55").unwrap() else {
            panic!("resolved")
        };
        assert_eq!(catalog.id(records[0]), "mhlw6.sysun.14.5");
        assert!(records.len() <= SUGGESTIONS);
    }
}
