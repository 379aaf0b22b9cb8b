//! Recent queries, to be asked again: those from which a record was opened.

use crate::text::clean::clean_line;

/// How many queries are kept.
const LIMIT: usize = 30;

/// Queries without duplicates, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecentQueries {
    queries: Vec<String>,
}

impl RecentQueries {
    /// Parses queries, one per line, newest first.
    pub fn parse(text: &str) -> Self {
        let mut recent = Self::default();
        let lines: Vec<&str> = text.lines().take(LIMIT).collect();
        for line in lines.into_iter().rev() {
            recent.add(line);
        }
        recent
    }

    /// Returns the queries as text, one per line.
    pub fn text(&self) -> String {
        self.queries.iter().map(|query| format!("{query}\n")).collect()
    }

    /// Moves or adds a query to the front. Returns false if nothing changed.
    pub fn add(&mut self, query: &str) -> bool {
        let query = clean_line(query).trim().to_owned();
        if query.is_empty() || self.queries.first() == Some(&query) {
            return false;
        }
        self.queries.retain(|known| *known != query);
        self.queries.insert(0, query);
        self.queries.truncate(LIMIT);
        true
    }

    /// Returns the queries, newest first.
    pub fn queries(&self) -> impl Iterator<Item = &str> {
        self.queries.iter().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_query_comes_first_and_each_stands_once() {
        let mut recent = RecentQueries::default();
        for (query, is_new) in [("認証", true), ("ログ", true), ("認証 ", true), ("認証", false), (" ", false)]
        {
            assert_eq!(recent.add(query), is_new, "{query}");
        }
        assert_eq!(recent.queries().collect::<Vec<_>>(), ["認証", "ログ"]);
        assert_eq!(RecentQueries::parse(&recent.text()), recent);
    }

    #[test]
    fn the_oldest_are_forgotten() {
        let text: String = (0..100).map(|n| format!("q{n}\n")).collect();
        let recent = RecentQueries::parse(&text);
        assert_eq!(recent.queries().count(), LIMIT);
        assert_eq!(recent.queries().next(), Some("q0"));
    }
}
