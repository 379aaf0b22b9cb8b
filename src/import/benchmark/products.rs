//! Finds the products of the catalog that a text names.

use memchr::memmem;

use crate::catalog::Catalog;
use crate::model::Id;

/// The fewest characters of a name that is looked for: a shorter one is a word of its own too often.
const SHORTEST: usize = 5;

/// The names of all products, the longest first.
pub(super) struct Names<'c>(Vec<(&'c str, &'c str)>);

impl<'c> Names<'c> {
    /// Collects the names that products have or had.
    pub fn of(catalog: &'c Catalog) -> Self {
        let mut names: Vec<(&str, &str)> = Vec::new();
        for product in catalog.products() {
            let other = [&product.name, &product.name_ja].into_iter().chain(&product.former_names);
            names.extend(
                other.filter(|name| name.chars().count() >= SHORTEST).map(|name| (name.as_str(), product.id.as_str())),
            );
        }
        names.sort_by(|(one, first), (other, second)| other.len().cmp(&one.len()).then(first.cmp(second)));
        names.dedup();
        Self(names)
    }

    /// Returns the products that a text names, each once, in the order of the text. Of names that stand in one another, as
    /// `Azure Firewall` in `Azure Firewall Manager`, the longest counts.
    pub fn in_text(&self, text: &str) -> Vec<Id> {
        let mut found: Vec<(usize, usize, &str)> = Vec::new();
        for (name, id) in &self.0 {
            for at in memmem::find_iter(text.as_bytes(), name.as_bytes()) {
                let end = at + name.len();
                let is_within = found.iter().any(|(from, to, _)| at < *to && *from < end);
                if !is_within && is_word(text, at, end) {
                    found.push((at, end, id));
                }
            }
        }
        found.sort_unstable();
        let mut ids: Vec<Id> = Vec::new();
        for (_, _, id) in found {
            if !ids.iter().any(|known| known == id) {
                ids.push(id.to_owned());
            }
        }
        ids
    }
}

/// Whether a piece of a text stands alone: no letter or digit goes on before or behind it.
fn is_word(text: &str, start: usize, end: usize) -> bool {
    let goes_on = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    !goes_on(text[..start].chars().next_back()) && !goes_on(text[end..].chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_counts_and_stands_alone() {
        let names = Names(vec![("Azure Firewall Manager", "b"), ("Azure Firewall", "a"), ("Azure AD", "c")]);
        for (text, expected) in [
            ("Use Azure Firewall Manager, then Azure Firewall.", &["b", "a"][..]),
            ("Azure AD and Azure AD", &["c"]),
            ("Azure ADX, MyAzure Firewall", &[]),
            ("日本語のAzure Firewallを", &["a"]),
        ] {
            assert_eq!(names.in_text(text), expected, "{text}");
        }
    }
}
