//! Finds the record that a person means by an id, a clause number or a name.

use crate::catalog::{Catalog, RecordRef};
use crate::failure::Failure;
use crate::language::{t, tr};
use crate::model::Kind;
use crate::search::{Engine, Request, Results, Tier};
use crate::workspace::facts::title;

use super::records::SessionRecords;

/// Suggestions shown at most.
pub(super) const SUGGESTIONS: usize = 5;

/// What an id, a number or a name stands for.
pub(super) enum Resolved {
    /// This record.
    One(RecordRef),
    /// Any of these clauses.
    Several(Vec<RecordRef>),
    /// Any of these records, which share the name.
    Namesakes(Vec<RecordRef>),
    /// Nothing; these come close.
    Nothing(Vec<RecordRef>),
}

/// Finds records of one catalog by what a person types. The search engine is built when it is first needed.
pub(super) struct Resolver<'a, 'n> {
    catalog: &'a SessionRecords<'n>,
    engine: Option<Engine>,
}

impl<'a, 'n> Resolver<'a, 'n> {
    /// Returns a resolver for a catalog.
    pub(super) fn new(catalog: &'a SessionRecords<'n>) -> Self {
        Self { catalog, engine: None }
    }

    /// Returns what a text stands for: an id in letters of either case, else a clause number, else a name, else nothing but
    /// suggestions.
    ///
    /// # Errors
    ///
    /// If the search engine cannot be built.
    pub(super) fn resolve(&mut self, text: &str) -> Result<Resolved, Failure> {
        // What is left empty by mistake names nothing, and everything comes close to it.
        if text.trim().is_empty() {
            return Ok(Resolved::Nothing(Vec::new()));
        }
        // The number of a clause is found in capitals too; no id needs them to be told from another.
        let by_id = self.catalog.find(text).or_else(|| self.catalog.find(&text.to_lowercase()));
        if let Some(at) = by_id.or_else(|| self.catalog.own_item(text)) {
            return Ok(Resolved::One(at));
        }
        let engine = match self.engine.take() {
            Some(engine) => engine,
            None => self.catalog.engine()?,
        };
        let results = engine.search(&Request { detailed: 0, ..Request::new(text, SUGGESTIONS) });
        let (numbered, named) = (numbered(&engine, text), engine.by_name(text));
        self.engine = Some(engine);
        Ok(match (numbered.as_slice(), named.as_slice()) {
            ([only], _) | ([], [only]) => Resolved::One(*only),
            ([], []) => Resolved::Nothing(self.suggestions(text, &results)),
            ([], _) => Resolved::Namesakes(named),
            _ => Resolved::Several(numbered),
        })
    }

    /// Returns the clauses beside which a text names one that is not known by its number; none if it names no place.
    pub(super) fn around(&self, text: &str) -> Vec<RecordRef> {
        self.engine.as_ref().map(|engine| engine.around_number(text)).unwrap_or_default()
    }

    /// Returns the words that have the name by which a record was found, and gave way to it.
    pub(super) fn terms_beside(&self, text: &str, at: RecordRef) -> Vec<RecordRef> {
        let terms = self.engine.as_ref().map(|engine| engine.terms_named(text)).unwrap_or_default();
        terms.into_iter().filter(|term| at.kind != Kind::Term && *term != at).collect()
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
        for hit in results.hits.iter().filter(|hit| hit.tier != Tier::Near) {
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

/// Returns records as one line: `mhlw6.sysun.14.5(運用 14.⑤ …)、ms.entra.mfa(製品 多要素認証)、…`.
pub(super) fn listing(catalog: &Catalog, records: &[RecordRef], limit: usize) -> String {
    let label = |at: RecordRef| match at.kind {
        Kind::Clause | Kind::Question => catalog.label(at),
        kind => t(kind.name()).to_owned(),
    };
    let named = |at: &RecordRef| {
        let name = format!("{} {}", label(*at), title(catalog, *at));
        tr!("{id}({name})", id = catalog.id(*at), name)
    };
    let shown: Vec<String> = records.iter().take(limit).map(named).collect();
    let list = shown.join(t("、"));
    if records.len() > limit { tr!("{list}など", list) } else { list }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::records::testing::bundled;

    #[test]
    fn a_number_means_one_clause_or_several_and_words_mean_none() {
        let mut sink = std::io::sink();
        let catalog = bundled(&mut sink);
        let mut resolver = Resolver::new(&catalog);
        let Resolved::One(only) = resolver.resolve("運用14⑤").unwrap() else { panic!("not one") };
        assert_eq!(catalog.id(only), "mhlw6.sysun.14.5");
        let Resolved::Several(chapter) = resolver.resolve("運用14").unwrap() else { panic!("not several") };
        assert!(chapter.len() > 1 && chapter.iter().all(|at| catalog.id(*at).starts_with("mhlw6.sysun.14.")));
        for text in ["二要素認証が要る", "ms.entra"] {
            assert!(matches!(resolver.resolve(text).unwrap(), Resolved::Nothing(_)), "{text}");
        }
    }

    #[test]
    fn a_name_means_the_record_that_has_it_however_it_is_spelled() {
        let mut sink = std::io::sink();
        let catalog = bundled(&mut sink);
        let mut resolver = Resolver::new(&catalog);
        for (text, id) in [
            ("条件付きアクセス", "ms.entra.conditional-access"),
            ("条件付き アクセス", "ms.entra.conditional-access"),
            ("azure ad", "ms.entra.id"),
            ("ＡｚｕｒｅＡＤ", "ms.entra.id"),
            ("導入・更新システムの二要素認証への対応", "mhlw6.sysun.14.5"),
            ("第7.0版", "mhlw7"),
            ("チェックリスト 令和7年度版", "mhlwcl.r7"),
        ] {
            let Resolved::One(only) = resolver.resolve(text).unwrap() else { panic!("{text} is not one") };
            assert_eq!(catalog.id(only), id, "{text}");
        }
        let titles: Vec<&str> = catalog.clauses().map(|clause| clause.title.as_str()).collect();
        let twice = titles.iter().find(|title| titles.iter().filter(|other| other == title).count() > 1).unwrap();
        let Resolved::Namesakes(namesakes) = resolver.resolve(twice).unwrap() else { panic!("{twice} is one") };
        assert!(namesakes.len() > 1 && namesakes.iter().any(|at| catalog.title(*at) == *twice));
    }

    #[test]
    fn a_number_that_none_has_brings_those_around_it() {
        let mut sink = std::io::sink();
        let catalog = bundled(&mut sink);
        let mut resolver = Resolver::new(&catalog);
        for (text, beside) in [("企画9①", Some("mhlw6.kikaku.9.u1")), ("認証が要る", None)] {
            assert!(matches!(resolver.resolve(text).unwrap(), Resolved::Nothing(_)), "{text}");
            let around = resolver.around(text);
            assert_eq!(around.iter().map(|at| catalog.id(*at)).find(|id| Some(*id) == beside), beside, "{text}");
        }
        let Resolved::Several(alike) = resolver.resolve("経営1.2.1①").unwrap() else { panic!("not several") };
        assert!(alike.iter().all(|at| listing(&catalog, &alike, 20).contains(catalog.title(*at))));
    }

    #[test]
    fn a_mistyped_id_brings_its_neighbours() {
        let mut sink = std::io::sink();
        let catalog = bundled(&mut sink);
        let Resolved::Nothing(records) = Resolver::new(&catalog).resolve("mhlw6.sysun.14.55").unwrap() else {
            panic!("resolved")
        };
        assert_eq!(catalog.id(records[0]), "mhlw6.sysun.14.5");
        assert!(records.len() <= SUGGESTIONS);
    }
}
