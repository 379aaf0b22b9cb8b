//! Finds the record that a person means by an id or a clause number.

use std::sync::Arc;

use crate::catalog::{Catalog, RecordRef};
use crate::failure::Failure;
use crate::model::Kind;
use crate::search::{Engine, Request, Results};

use super::session::engine;

/// Suggestions shown at most.
const SUGGESTIONS: usize = 5;

/// What an id or a number stands for.
pub(super) enum Resolved {
    /// This record.
    One(RecordRef),
    /// Any of these clauses.
    Several(Vec<RecordRef>),
    /// Nothing; these come close.
    Nothing(Vec<RecordRef>),
}

/// Finds records of one catalog by what a person types. The search engine is built when it is first needed.
pub(super) struct Resolver<'a> {
    catalog: &'a Arc<Catalog>,
    engine: Option<Engine>,
}

impl<'a> Resolver<'a> {
    /// Returns a resolver for a catalog.
    pub(super) fn new(catalog: &'a Arc<Catalog>) -> Self {
        Self { catalog, engine: None }
    }

    /// Returns what a text stands for: an exact id, else a clause number, else nothing but suggestions.
    ///
    /// # Errors
    ///
    /// If the search engine cannot be built.
    pub(super) fn resolve(&mut self, text: &str) -> Result<Resolved, Failure> {
        if let Some(at) = self.catalog.find(text) {
            return Ok(Resolved::One(at));
        }
        let engine = match self.engine.take() {
            Some(engine) => engine,
            None => engine(self.catalog)?,
        };
        let results = engine.search(&Request::new(text, SUGGESTIONS));
        let numbered = numbered(&engine, text);
        self.engine = Some(engine);
        Ok(match numbered.as_slice() {
            [] => Resolved::Nothing(self.suggestions(text, &results)),
            [only] => Resolved::One(*only),
            _ => Resolved::Several(numbered),
        })
    }

    /// Returns the clauses around a number that none has: those that the longest part of it names from the start. First
    /// come those whose printed number nobody knows, because one of them may be meant.
    pub(super) fn around(&self, text: &str) -> Vec<RecordRef> {
        let Some(engine) = &self.engine else { return Vec::new() };
        let ends = text.char_indices().rev().map(|(at, _)| &text[..at]);
        let parts = ends.filter(|part| part.contains(char::is_numeric));
        let mut around = parts.map(|part| numbered(engine, part)).find(|found| !found.is_empty()).unwrap_or_default();
        around
            .sort_by_key(|at| !self.catalog.clause(self.catalog.id(*at)).is_some_and(|one| one.number.ends_with('章')));
        around
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

/// Returns the clauses that a text names by number.
fn numbered(engine: &Engine, text: &str) -> Vec<RecordRef> {
    engine.by_number(text).into_iter().filter(|at| at.kind == Kind::Clause).collect()
}

fn common_prefix(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(x, y)| x == y).map(|(c, _)| c.len_utf8()).sum()
}

/// Returns records as one line: `mhlw6.sysun.14.5(運用 14.⑤)、…`, with titles where two have the same number.
pub(super) fn listing(catalog: &Catalog, records: &[RecordRef]) -> String {
    let labels: Vec<String> = records.iter().map(|at| catalog.label(*at)).collect();
    let is_alike = labels.iter().enumerate().any(|(place, label)| labels[..place].contains(label));
    let shown = records.iter().zip(&labels).take(SUGGESTIONS).map(|(at, label)| {
        let title = if is_alike { format!(" {}", catalog.title(*at)) } else { String::new() };
        format!("{}({label}{title})", catalog.id(*at))
    });
    let more = if records.len() > SUGGESTIONS { "など" } else { "" };
    format!("{}{more}", shown.collect::<Vec<_>>().join("、"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_means_one_clause_or_several_and_words_mean_none() {
        let catalog = Arc::new(crate::bundled::catalog().unwrap());
        let mut resolver = Resolver::new(&catalog);
        let Resolved::One(only) = resolver.resolve("運用14⑤").unwrap() else { panic!("not one") };
        assert_eq!(catalog.id(only), "mhlw6.sysun.14.5");
        let Resolved::Several(chapter) = resolver.resolve("運用14").unwrap() else { panic!("not several") };
        assert!(chapter.len() > 1 && chapter.iter().all(|at| catalog.id(*at).starts_with("mhlw6.sysun.14.")));
        for text in ["二要素認証", "ms.entra"] {
            assert!(matches!(resolver.resolve(text).unwrap(), Resolved::Nothing(_)), "{text}");
        }
    }

    #[test]
    fn a_number_that_none_has_brings_those_around_it() {
        let catalog = Arc::new(crate::bundled::catalog().unwrap());
        let mut resolver = Resolver::new(&catalog);
        for (text, first) in
            [("企画9①", Some("mhlw6.kikaku.9.u1")), ("運用14⑤⑤", Some("mhlw6.sysun.14.5")), ("認証", None)]
        {
            assert!(matches!(resolver.resolve(text).unwrap(), Resolved::Nothing(_)), "{text}");
            assert_eq!(resolver.around(text).first().map(|at| catalog.id(*at)), first, "{text}");
        }
        let Resolved::Several(alike) = resolver.resolve("経営1.2.1①").unwrap() else { panic!("not several") };
        assert!(alike.iter().all(|at| listing(&catalog, &alike).contains(catalog.title(*at))));
    }

    #[test]
    fn a_mistyped_id_brings_its_neighbours() {
        let catalog = Arc::new(crate::bundled::catalog().unwrap());
        let Resolved::Nothing(records) = Resolver::new(&catalog).resolve("mhlw6.sysun.14.55").unwrap() else {
            panic!("resolved")
        };
        assert_eq!(catalog.id(records[0]), "mhlw6.sysun.14.5");
        assert!(records.len() <= SUGGESTIONS);
    }
}
